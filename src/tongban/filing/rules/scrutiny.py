"""Scrutiny of a filing: three exits only, within seven days (CPL 126; 在线诉讼规则 9; 登记立案 2, 7, 8).

The seven days are the row `filing_decision` of the table of periods (`courts/data/deadlines.csv`); on the last of them
the court registers a filing that it cannot judge (登记立案 8). A clerk accepts; only a judge refuses, by a ruling (CPL
126, 157). Corrections are asked for once, all together, within the period `filing_correction`; when it has run out in
vain, a judge may refuse (登记立案 7). Where another court is competent the plaintiff is told, and takes the
filing there without writing it anew; who insists gets a ruling (CPL 127(4); SI 211). Mediation may come first when
the plaintiff agrees (CPL 125): meanwhile nothing is owed, and what was not settled comes back as it is, with seven days
that run anew (在线调解规则 21). Until the court has registered it, whoever filed may take it back (`taking_back.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from tongban.filing.vocabulary import Act, Stage
from tongban.kernel.moves import Move, Procedure, guards, roles

_COURT = roles("clerk", "judge")
_REFUSED = (
    Move(
        Act.NOTE_SERVED, Stage.REFUSED, Stage.REFUSED, _COURT, "CPL 87, 126", needs=frozenset({"ruled", "not_served"})
    ),
    Move(
        Act.APPEAL,
        Stage.REFUSED,
        Stage.APPEALED,
        roles("party"),
        "CPL 126, 157(2), 171(2)",
        needs=frozenset({"ruled", "appeal_runs"}),
    ),
    Move(Act.FORWARD, Stage.APPEALED, Stage.APPEALED, _COURT, "CPL 174(2)", needs=frozenset({"not_forwarded"})),
    Move(Act.NOTE_UPHELD, Stage.APPEALED, Stage.REFUSED, _COURT, "CPL 178, 182", needs=frozenset({"forwarded"})),
    Move(Act.NOTE_ORDERED, Stage.APPEALED, Stage.UNDER_REVIEW, _COURT, "SI 330", needs=frozenset({"forwarded"})),
)
"""A complaint that was refused: the ruling is served and appealed, and what the court above ruled is recorded."""

_OPEN = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION, Stage.REFUSED, Stage.APPEALED)
_BY_AGENT = tuple(
    Move(act, stage, stage, roles("party"), law, needs=frozenset({guard}))
    for act, law, guard in (
        (Act.TAKE_UP, "CPL 61(1); 在线诉讼规则 7(1)", "client_unknown"),
        (Act.DISMISS_AGENT, "CPL 63", "by_agent"),
    )
    for stage in _OPEN
)
"""A complaint that an agent filed: its client finds it, and takes the authority back. In a case its table counts."""

_TAKEN_BACK = tuple(
    Move(Act.TAKE_BACK, stage, Stage.TAKEN_BACK, roles("party"), "CPL 13(2)")
    for stage in (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION)
)
"""Before the court has decided; who may, and of what: `taking_back.py`."""

SCRUTINY = Procedure(
    name="scrutiny",
    first=Stage.UNDER_REVIEW,
    last=frozenset({Stage.ACCEPTED, Stage.REFUSED, Stage.MOVED, Stage.SETTLED, Stage.TAKEN_BACK}),
    moves=(
        Move(Act.ACCEPT, Stage.UNDER_REVIEW, Stage.ACCEPTED, roles("clerk", "judge"), "CPL 126"),
        Move(
            Act.REGISTER_FIRST,
            Stage.UNDER_REVIEW,
            Stage.ACCEPTED,
            roles("clerk", "judge"),
            "登记立案 8",
            needs=frozenset({"last_day"}),
        ),
        Move(
            Act.ASK_CORRECTION,
            Stage.UNDER_REVIEW,
            Stage.CORRECTION,
            roles("clerk", "judge"),
            "在线诉讼规则 9(2)",
            needs=frozenset({"findings_named", "no_paper", "not_asked_before"}),
        ),
        Move(
            Act.HAND_IN_CORRECTION,
            Stage.CORRECTION,
            Stage.UNDER_REVIEW,
            roles("party"),
            "在线诉讼规则 9(2)",
            needs=frozenset({"in_time"}),
        ),
        Move(
            Act.REFUSE,
            Stage.CORRECTION,
            Stage.REFUSED,
            roles("judge"),
            "登记立案 7",
            needs=frozenset({"ground_named", "period_over", "not_ordered"}),
        ),
        Move(
            Act.REFUSE,
            Stage.UNDER_REVIEW,
            Stage.REFUSED,
            roles("judge"),
            "CPL 126",
            needs=frozenset({"ground_named", "not_ordered"}),
        ),
        *_REFUSED,
        *_BY_AGENT,
        *_TAKEN_BACK,
        Move(
            Act.POINT,
            Stage.UNDER_REVIEW,
            Stage.UNDER_REVIEW,
            roles("clerk", "judge"),
            "CPL 127(4)",
            needs=frozenset({"handed_in_here"}),
        ),
        Move(
            Act.MOVE,
            Stage.UNDER_REVIEW,
            Stage.MOVED,
            roles("party"),
            "CPL 127(4)",
            needs=frozenset({"pointed_elsewhere"}),
        ),
        Move(
            Act.PROPOSE_MEDIATION,
            Stage.UNDER_REVIEW,
            Stage.UNDER_REVIEW,
            roles("clerk", "judge"),
            "CPL 125; 在线调解规则 7",
            needs=frozenset({"an_action", "handed_in_here", "not_spoken_of"}),
        ),
        Move(
            Act.GO_TO_MEDIATION,
            Stage.UNDER_REVIEW,
            Stage.IN_MEDIATION,
            roles("party"),
            "CPL 125; 在线调解规则 4, 8",
            needs=frozenset({"an_action", "handed_in_here", "not_tried_before"}),
        ),
        Move(
            Act.DECLINE_MEDIATION,
            Stage.UNDER_REVIEW,
            Stage.UNDER_REVIEW,
            roles("party"),
            "CPL 125",
            needs=frozenset({"mediation_proposed"}),
        ),
        Move(Act.COME_BACK, Stage.IN_MEDIATION, Stage.UNDER_REVIEW, roles("office"), "在线调解规则 21; 特邀调解 21"),
        Move(Act.SETTLE, Stage.IN_MEDIATION, Stage.SETTLED, roles("office"), "在线调解规则 20(1), 25"),
        Move(
            Act.SEND_UP,
            Stage.UNDER_REVIEW,
            Stage.MOVED,
            roles("clerk", "judge"),
            "CPL 174(2)",
            needs=frozenset({"goes_up"}),
        ),
        Move(
            Act.SEND_UP,
            Stage.CORRECTION,
            Stage.MOVED,
            roles("clerk", "judge"),
            "CPL 174(2)",
            needs=frozenset({"goes_up", "period_over"}),
        ),
        Move(Act.LAPSE, Stage.UNDER_REVIEW, Stage.REFUSED, roles("office"), "SI 318"),
        Move(Act.LAPSE, Stage.CORRECTION, Stage.REFUSED, roles("office"), "SI 318"),
    ),
)
_PLACE = "(?:本院|我院|法院(?!路|街|巷)|法庭|立案庭|立案窗口|诉讼服务(?:中心|大厅)|窗口|现场|办公室)"
_GIVE = "(?:提交|提供|递交|补交|交来|准备|出示|携带|带|寄|核对|核验)"
_DISC = "(?:光盘|[uU优]盘|移动硬盘)"
_PAPER = re.compile(
    "|".join(
        (
            "纸质|纸件|纸本|纸面|邮寄|寄送|寄[来到至回给往交]|挂号信|快递|快件|EMS|特快专递|一式.{1,2}份",
            f"(?:到|来|至|赴|前往|亲自)(?:{_PLACE}|院)",
            f"(?:{_PLACE}|当面|线下)(?:补)?(?:提交|递交|核对|核验|交)",
            r"paper cop(?:y|ies)|hard cop(?:y|ies)|\bon paper\b|\bby (?:post|mail|courier|registered letter)\b",
            r"\bin person\b|\bin triplicate\b|\bcome to (?:the )?court\b|\bat the (?:counter|window|registry)\b",
            r"\bbring\b.{0,40}\b(?:originals?|cop(?:y|ies)|papers?|documents?|card|passport|contract)\b",
        )
    ),
    re.IGNORECASE,
)
"""Words that ask for paper, or for a way to the court, whatever else is said."""
_PERHAPS = re.compile(
    "|".join(
        (
            f"{_GIVE}.{{0,12}}原件|原件.{{0,8}}{_GIVE}",
            f"{_GIVE}.{{0,15}}[0-9一二两三四五六七八九十]+份|副本.{{0,6}}[0-9一二两三四五六七八九十]+份",
            "打印|复印",
            f"{_GIVE}.{{0,12}}{_DISC}|{_DISC}.{{0,6}}{_GIVE}",
            (
                r"\b(?:submit|send|provide|produce|show|present|hand in)\b.{0,40}"
                r"\boriginals?\b(?! (?:amount|sum|claim|debt|loan))"
            ),
            r"\bprint(?:ed|s|outs?)?\b|\bphotocop(?:y|ies)\b|\b(?:two|three|four|\d+) copies\b",
        )
    ),
    re.IGNORECASE,
)
_UPLOADED = re.compile(
    r"上传|拍照|拍摄|照片|图片|扫描|电子|截[图屏]|upload|photo(?!cop)|picture|scan|electronic", re.IGNORECASE
)
"""Words by which the same is sent over the platform."""


def holds_of_refusal(
    *, ruled: bool, served: bool, until: date | None, above: Mapping[str, str], on: date
) -> frozenset[str]:
    """Which guards of a refused complaint hold on the day `on`: whether a ruling was made and served, the last day to
    appeal, and what became of an appeal. Who was not served yet may appeal already; once a ruling was looked at above,
    nobody appeals again.
    """
    return guards(
        (
            ("ruled", ruled),
            ("not_served", not served),
            ("appeal_runs", not above and (until is None or on <= until)),
            ("not_forwarded", not above),
            ("forwarded", "court" in above and "act" not in above),
            ("not_ordered", above.get("act") != Act.NOTE_ORDERED),
        )
    )


def asks_for_paper(items: Iterable[str]) -> bool:
    """Whether a list of corrections asks for paper or a way to the court.

    What was handed in electronically counts (在线诉讼规则 9); originals are asked for on four grounds alone, by an act
    of their own (在线诉讼规则 12).
    """
    return any(_PAPER.search(item) or (_PERHAPS.search(item) and not _UPLOADED.search(item)) for item in items)
