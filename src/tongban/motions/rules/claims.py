"""Motions about the claims: withdrawal, other claims, a counterclaim (CPL 54, 143, 148; SI 232, 233, 238)."""

from __future__ import annotations

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act
from tongban.cases.vocabulary.agents import Power
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told, amount_of, lines
from tongban.motions.rules.rows import (
    ABOVE,
    INTERPRETATION,
    STATUTE,
    Decision,
    Remedy,
    Row,
    Standing,
    grounds,
    reasons,
    words,
)
from tongban.motions.vocabulary import Answer, Change, Field, Ground, Inquiry, Kind, Link


def _names(standing: Standing) -> str:
    return "、".join(party.name for party in standing.opponents)


def _once(kind: Kind, standing: Standing) -> list[Refusal]:
    """One motion of a kind at a time: the court decides the first, or it is taken back."""
    return [Refusal("motions.asked_already", kind.law)] if standing.party.uid in standing.asked else []


def _may_withdraw(_asked: Told, _told: Told, standing: Standing) -> list[Refusal]:
    """What one plaintiff does binds no other (CPL 55(2)); a counterclaim goes on without the claim (SI 239)."""
    silent = [p.name for p in standing.case.of_side(standing.party.side) if p.uid not in standing.asked]
    found = []
    if silent:
        found.append(Refusal("motions.other_plaintiffs_go_on", "CPL 55(2)", facts=(("who", "、".join(silent)),)))
    if standing.countering:
        found.append(Refusal("motions.counterclaim_goes_on", "SI 239"))
    if standing.counterclaim_waits:
        found.append(Refusal("motions.counterclaim_waits", "SI 239"))
    return found


def _may_refuse_withdrawal(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """The defendant's no counts only after the debate (SI 238(2))."""
    if told.get("ground") != Ground.DEFENDANT_OBJECTS or standing.debated:
        return []
    return [Refusal("motions.debate_not_over", Ground.DEFENDANT_OBJECTS.law, ("ground",))]


WITHDRAWAL = Row(
    kind=Kind.WITHDRAWAL,
    asks=Act.ASK_WITHDRAWAL,
    procedure=PROCEDURES["withdrawal"],
    title="撤诉申请书",
    fields=(words("reasons", "CPL 148(1)"),),
    request=lambda _told, standing: (f"撤回对{_names(standing)}的起诉",),
    check=lambda _told, standing: _once(Kind.WITHDRAWAL, standing),
    decisions={
        Do.GRANT: Decision(
            title="民事裁定书",
            quoted=f"{STATUTE}第一百四十八条第一款、第一百五十七条第一款第五项",
            says=lambda _asked, _told, standing: (f"准许{_plaintiffs(standing)}撤诉",),
            check=_may_withdraw,
        ),
        Do.REJECT: Decision(
            fields=(grounds("SI 238", Ground.LAW_BROKEN, Ground.DEFENDANT_OBJECTS), reasons("CPL 157(3)")),
            title="民事裁定书",
            quoted=f"{STATUTE}第一百四十八条、第一百五十七条第一款第五项、{INTERPRETATION}第二百三十八条",
            says=lambda _asked, _told, standing: (f"不准许{standing.party.name}撤诉，本案继续审理",),
            check=_may_refuse_withdrawal,
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)


def _plaintiffs(standing: Standing) -> str:
    return "、".join(party.name for party in standing.case.of_side(standing.party.side))


def check_amendment(told: Told, standing: Standing) -> list[Refusal]:
    """More is more, less is less, and something changes (交纳办法 21)."""
    found = _once(Kind.AMENDMENT, standing)
    before = Money(standing.case.claim_minor, standing.case.currency)
    after = amount_of(told, "amount", before.currency)
    if after is None or "change" not in told:
        return found
    facts = (("before", before.decimal_text),)
    if told["change"] == Change.ADD and after < before:
        found.append(Refusal("motions.amount_not_more", "交纳办法 21(1)", ("amount",), facts))
    if told["change"] == Change.REDUCE and after >= before:
        found.append(Refusal("motions.amount_not_less", "交纳办法 21(2)", ("amount",), facts))
    return found


def gives_up(told: Told, standing: Standing) -> frozenset[Power]:
    """Who claims less than before waives the rest, whatever the form calls it (CPL 54, 62(2))."""
    before = Money(standing.case.claim_minor, standing.case.currency)
    after = amount_of(told, "amount", before.currency)
    return frozenset({Power.WAIVE} if after is not None and after < before else ())


def _may_amend(asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """The case fits its track afterwards; of less, when it was claimed is as the record of the hearing tells."""
    found = [] if standing.fits else [Refusal("motions.convert_first", "SI 278")]
    if gives_up(asked, standing) and told.get("inquiry") == Inquiry.OPEN and standing.inquiry_over:
        found.append(Refusal("motions.inquiry_was_over", "交纳办法 35", ("inquiry",)))
    if gives_up(asked, standing) and told.get("inquiry") == Inquiry.OVER and not standing.inquiry_begun:
        found.append(Refusal("motions.inquiry_not_begun", "交纳办法 21(2)", ("inquiry",)))
    return found


AMENDMENT = Row(
    kind=Kind.AMENDMENT,
    asks=Act.CHANGE_CLAIM,
    procedure=PROCEDURES["claim_amendment"],
    title="变更诉讼请求申请书",
    fields=(
        Field("change", "CPL 54, 143", Answer.CHOICE, tuple(Change)),
        Field("claims", "CPL 124(3)", Answer.LINES),
        Field("amount", "交纳办法 21", Answer.AMOUNT),
        words("reasons", "CPL 124(3)"),
    ),
    request=lambda told, _standing: lines(told["claims"]),
    check=check_amendment,
    says=gives_up,
    decisions={
        Do.GRANT: Decision(
            fields=(Field("inquiry", "交纳办法 21(2), 35", Answer.CHOICE, tuple(Inquiry)),),
            title="准许变更诉讼请求通知书",
            quoted=f"{STATUTE}第五十四条、第一百四十三条、{INTERPRETATION}第二百三十二条",
            says=lambda asked, _told, standing: (
                f"准许{standing.party.name}{Change(asked['change']).term}，本案的诉讼请求现为：",
                *lines(asked["claims"]),
            ),
            check=_may_amend,
            sets="claims",
        ),
        Do.REJECT: Decision(
            fields=(grounds("SI 232", Ground.NOT_TO_BE_JOINED, Ground.LAW_BROKEN), reasons("CPL 157(3)")),
            title="不予准许变更诉讼请求通知书",
            quoted=f"{STATUTE}第一百四十三条、{INTERPRETATION}第二百三十二条",
            says=lambda asked, _told, standing: (
                f"不予准许{standing.party.name}{Change(asked['change']).term}；该请求可以另行起诉",
            ),
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)

COUNTERCLAIM = Row(
    kind=Kind.COUNTERCLAIM,
    asks=Act.COUNTERCLAIM,
    procedure=PROCEDURES["counterclaim"],
    title="民事反诉状",
    roles=("反诉原告（本诉被告）", "反诉被告（本诉原告）"),
    fields=(
        Field("against", "SI 233(1)", Answer.OPPONENT),
        Field("link", "SI 233(2)", Answer.CHOICE, tuple(Link)),
        Field("claims", "CPL 124(3)", Answer.LINES),
        Field("amount", "CPL 124(3); 交纳办法 18", Answer.AMOUNT),
        words("reasons", "CPL 124(3)"),
    ),
    request=lambda told, _standing: lines(told["claims"]),
    check=lambda _told, standing: (
        _once(Kind.COUNTERCLAIM, standing)
        + ([Refusal("motions.counterclaim_before", "SI 233(1)")] if standing.party.uid in standing.countering else [])
    ),
    decisions={
        Do.ACCEPT: Decision(
            title="反诉受理通知书",
            quoted=f"{STATUTE}第一百四十三条、{INTERPRETATION}第二百三十二条、第二百三十三条",
            says=lambda asked, _told, standing: (
                f"受理{standing.party.name}提起的反诉，与本诉合并审理。反诉请求为：",
                *lines(asked["claims"]),
            ),
            check=_may_amend,
            sets="counterclaims",
        ),
        Do.REFUSE: Decision(
            fields=(
                grounds("SI 233", Ground.OTHER_COURT, Ground.UNRELATED, Ground.OTHER_PARTIES),
                reasons("CPL 157(3)"),
            ),
            title="民事裁定书",
            quoted=f"{STATUTE}第一百五十七条第一款第一项、{INTERPRETATION}第二百三十三条",
            says=lambda _asked, _told, standing: (f"对{standing.party.name}提起的反诉，本院不予受理；可以另行起诉",),
            remedy=Remedy.APPEAL,
        ),
        Do.DEEM_APPLICATION_WITHDRAWN: Decision(
            title="民事裁定书",
            quoted="《诉讼费用交纳办法》第二十二条",
            says=lambda _asked, _told, standing: (f"{standing.party.name}提起的反诉按撤回处理",),
        ),
        Do.UPHOLD: ABOVE,
        Do.ORDER_DOCKETING: ABOVE,
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)
