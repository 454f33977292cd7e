"""Which steps of any procedure may be taken online, by which consent, at which time, and how one is moved offline.

在线诉讼规则 1-6, 8-10, 14, 20, 21, 29-34, 36. Consent is per party and step (4(2)(iv)); what was done online stays
valid when a step is moved (5(2), 21(2)).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tongban.cases.rules.procedures.words import At, By, Do, If, Online, all_of
from tongban.cases.vocabulary import Stage, Step
from tongban.kernel.moves import Move, Procedure, roles, stay


@dataclass(frozen=True, slots=True)
class OnlineStep:
    """A step that may be online: under which article; `apart`: the article by which each may do it at another time.

    `apart_in`: names of the procedures in which it may be done apart, empty: in all; `apart_needs`: what that needs.
    """

    step: StrEnum
    law: str
    apart: str = ""
    apart_in: frozenset[str] = frozenset()
    apart_needs: frozenset[str] = frozenset()


TIME_TO_LINK = "online_consent_link"
"""Who is asked, and agrees, checks the identity and links the case in this time from the notice (规则 10(1)).

It is the time that the court sets for 10(2), too: who is silent for so long goes on offline.
"""
_ALL = all_of(If.CONSENT_OF_ALL)
ONLINE_STEPS = (
    OnlineStep(Online.FILING, "在线诉讼规则 1, 9"),
    OnlineStep(
        Step.MEDIATION,
        "在线诉讼规则 8; 在线调解规则 4, 16",
        "在线诉讼规则 20(1); 在线调解规则 16(1)",
        apart_needs=_ALL,
    ),
    OnlineStep(Step.SERVICE, "CPL 90; 在线诉讼规则 29-31"),
    OnlineStep(Step.EXCHANGE, "在线诉讼规则 14", "在线诉讼规则 14(3), 20(1)", apart_needs=_ALL),
    OnlineStep(Step.INQUIRY, "在线诉讼规则 1, 4", "在线诉讼规则 20(1)", apart_needs=_ALL),
    OnlineStep(Step.RECORD, "在线诉讼规则 33, 34"),
    OnlineStep(
        Step.HEARING,
        "在线诉讼规则 21, 22",
        "在线诉讼规则 20(2)",
        frozenset({"simplified", "small_claims"}),
        all_of(If.CONSENT_OF_ALL, If.HARD_TO_MEET, If.UNDISPUTED_AFTER_EXCHANGE, If.IN_WRITING),
    ),
    OnlineStep(Online.ENFORCEMENT, "在线诉讼规则 36"),
)
"""One row a step; a procedure's rows name the step by `Move.online`."""


def online_step(step: StrEnum) -> OnlineStep:
    """The row of `step`; each step that a table names has one."""
    return next(row for row in ONLINE_STEPS if row.step == step)


def may_be_apart(step: StrEnum, procedure: str) -> bool:
    """Whether `step` may be done by each at another time (非同步) in the procedure of that name."""
    row = online_step(step)
    return bool(row.apart) and (not row.apart_in or procedure in row.apart_in)


_JUDGE = roles(By.JUDGE)
_PARTY = roles(By.PARTY)
_COURT = roles(By.CLERK, By.JUDGE)

ONLINE_CONDUCT = Procedure(
    name="online_conduct",
    term="诉讼环节的线上线下转换",
    law="在线诉讼规则 4-6, 10, 21",
    refusals="procedure",
    first=At.NOT_ASKED,
    last=frozenset({At.ONLINE, At.OFFLINE, At.NOT_ASKED}),
    moves=(
        Move(Do.CHOOSE_ONLINE, At.NOT_ASKED, At.ONLINE, _PARTY, "在线诉讼规则 4(2)(i)", all_of(If.NOTICE_SHOWN)),
        Move(
            Do.ASK_CONSENT,
            At.NOT_ASKED,
            At.CONSENT_ASKED,
            _COURT,
            "在线诉讼规则 4(1), 10",
            all_of(If.NOTICE_SHOWN),
            starts=(TIME_TO_LINK,),
        ),
        Move(
            Do.AGREE,
            At.CONSENT_ASKED,
            At.ONLINE,
            _PARTY,
            "在线诉讼规则 4(2), 10",
            all_of(If.IDENTITY_CHECKED),
            ends=(TIME_TO_LINK,),
        ),
        Move(Do.DISAGREE, At.CONSENT_ASKED, At.OFFLINE, _PARTY, "在线诉讼规则 4(2)(iii)"),
        Move(
            Do.NOTE_SILENCE,
            At.CONSENT_ASKED,
            At.OFFLINE,
            roles(By.OFFICE, By.CLERK),
            "在线诉讼规则 10(2)",
            all_of(If.PERIOD_OVER),
            ends=(TIME_TO_LINK,),
        ),
        Move(
            Do.WITHDRAW_CONSENT, At.ONLINE, At.CONSENT_WITHDRAWN, _PARTY, "在线诉讼规则 5(2)", all_of(If.IN_GOOD_TIME)
        ),
        Move(
            Do.ALLOW_OFFLINE, At.CONSENT_WITHDRAWN, At.OFFLINE, _JUDGE, "在线诉讼规则 5(2)", all_of(If.NO_DELAY_MEANT)
        ),
        Move(Do.KEEP_ONLINE, At.CONSENT_WITHDRAWN, At.ONLINE, _JUDGE, "在线诉讼规则 5(2)", all_of(If.GROUND_NAMED)),
        Move(Do.MOVE_OFFLINE, At.ONLINE, At.OFFLINE, _JUDGE, "在线诉讼规则 5(1)", all_of(If.UNFIT_FOR_ONLINE)),
        Move(
            Do.MOVE_HEARING_OFFLINE, At.ONLINE, At.OFFLINE, _JUDGE, "在线诉讼规则 21(1)-(2)", all_of(If.HEARING_BARRED)
        ),
        Move(
            Do.CALL_ALL_TO_COURT,
            At.ONLINE,
            At.OFFLINE,
            _JUDGE,
            "在线诉讼规则 5(3)",
            all_of(If.ASKED, If.CONCRETE_REASONS),
        ),
        *stay(
            (At.ONLINE,),
            Do.NOTE_ABSENCE,
            _JUDGE,
            "在线诉讼规则 6, 25",
            needs=all_of(If.NO_GOOD_REASON, If.NO_TECHNICAL_FAULT),
        ),
        Move(
            Do.CHOOSE_ONLINE,
            At.OFFLINE,
            At.ONLINE,
            _PARTY,
            "在线诉讼规则 4(2)(i)",
            all_of(If.NOTICE_SHOWN, If.IN_GOOD_TIME),
        ),
    ),
)
"""For each party and step of each procedure: is it online?"""

_BEFORE_HEARING = (Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET)
_AFTER_HEARING = (Stage.HEARING, Stage.DELIBERATION, Stage.DECIDED, Stage.APPEAL_PERIOD)


def good_time(step: Step, stage: StrEnum) -> frozenset[str]:
    """The guard that a yes to `step` is taken back in time: before the hearing begins (规则 5(2)).

    The record is read after the hearing, and papers are served until the case is over.
    """
    late = {Step.RECORD: _AFTER_HEARING[:2], Step.SERVICE: _AFTER_HEARING}.get(step, ())
    return all_of(If.IN_GOOD_TIME) if stage in (*_BEFORE_HEARING, *late) else frozenset()
