"""A party asks that judge, clerk, interpreter or expert withdraw from its case (CPL 47-50; SI 43-49; 回避规定 1-6).

It is asked for when the trial begins, or until the debate ends by who learned of the ground later. Whoever is asked to
withdraw does nothing in the case until the answer, save what is urgent; during a review the work goes on.
"""

from __future__ import annotations

from datetime import date

from tongban.cases.law import PROCEDURES, Do
from tongban.cases.vocabulary import Act
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.reading import Told
from tongban.motions.rules.rows import STATUTE, Decision, Remedy, Row, Standing, grounds, line, reasons, words
from tongban.motions.vocabulary import Answer, Challenged, Field, Ground, Kind, Known, Manner, Tie

OFFICES = frozenset({Challenged.JUDGE, Challenged.CLERK})
"""Who is known by the case; the others are named by who asks."""
_QUOTED = f"{STATUTE}第四十七条、第四十九条、第五十条"
_MANNER = Field("manner", "CPL 50", Answer.CHOICE, tuple(Manner))
_NUMBER = line("reference", "CPL 49", needed=False)


REVIEWED = "回避复议决定书"
"""The title of what is decided on review: against it there is no further remedy."""
_AFTER_RECEIPT = 1


def on_receipt(served: date | None, today: date) -> bool:
    """Whether review is asked for on receiving the decision: at the latest on the day after its service (house reading
    of CPL 50, because a paper may arrive at night). Who was not served yet may ask.
    """
    return served is None or (today - served).days <= _AFTER_RECEIPT


def challenged(told: Told, standing: Standing) -> str:
    """Who is asked to withdraw, as a paper names the person: 审判员李明."""
    who = Challenged(told["challenged"])
    return f"{who.term}{standing.bench.get(who) or told.get('whom', '')}"


def _check(told: Told, standing: Standing) -> list[Refusal]:
    """In time, with somebody to withdraw (CPL 48(1))."""
    found = []
    if standing.debate_over:
        found.append(Refusal("motions.debate_over", "CPL 48(1)"))
    elif standing.begun and told.get("known") == Known.BEFORE:
        found.append(Refusal("motions.recusal_late", "CPL 48(1)", ("known",)))
    who = told.get("challenged", "")
    if who in OFFICES and not standing.bench.get(who):
        found.append(Refusal("motions.nobody_in_office", "CPL 49", ("challenged",)))
    elif who and who not in OFFICES and not told.get("whom"):
        found.append(Refusal("motions.answer_missing", "CPL 47(4)", ("whom",)))
    return found


def _may_decide(_asked: Told, told: Told, standing: Standing) -> list[Refusal]:
    """What the judicial committee decided is entered by its number (CPL 49)."""
    missing = standing.committee and not told.get("reference")
    return [Refusal("motions.answer_missing", "CPL 49", ("reference",))] if missing else []


def _says(holding: str, told: Told) -> tuple[str, ...]:
    found = [holding]
    if told.get("reference"):
        found.append(f"以上由审判委员会决定（{told['reference']}）")
    if told.get("manner") == Manner.SPOKEN:
        found.append("本决定已当场口头告知申请人，本决定书为其记录")
    return tuple(found)


def _granted(asked: Told, told: Told, standing: Standing) -> tuple[str, ...]:
    return _says(f"{challenged(asked, standing)}回避", told)


def _refused(asked: Told, told: Told, standing: Standing) -> tuple[str, ...]:
    if standing.reviewed:
        return _says(f"驳回{standing.party.name}的复议申请，维持对{challenged(asked, standing)}不予回避的决定", told)
    return _says(f"驳回{standing.party.name}对{challenged(asked, standing)}提出的回避申请", told)


RECUSAL = Row(
    kind=Kind.RECUSAL,
    asks=Act.APPLY_RECUSAL,
    procedure=PROCEDURES["recusal"],
    title="回避申请书",
    fields=(
        Field("challenged", "CPL 47, 49", Answer.CHOICE, tuple(Challenged)),
        line("whom", "CPL 47(4)", needed=False),
        Field("tie", "CPL 47; SI 43-45", Answer.CHOICE, tuple(Tie)),
        Field("known", "CPL 48(1)", Answer.CHOICE, tuple(Known)),
        words("reasons", "CPL 48(1)"),
    ),
    request=lambda told, standing: (f"申请{challenged(told, standing)}回避",),
    check=_check,
    decisions={
        Do.GRANT_RECUSAL: Decision(
            fields=(_MANNER, _NUMBER, reasons("CPL 50")),
            title="回避决定书",
            quoted=_QUOTED,
            says=_granted,
            check=_may_decide,
        ),
        Do.REFUSE_RECUSAL: Decision(
            fields=(_MANNER, _NUMBER, grounds("CPL 47", Ground.NO_TIE, Ground.UNPROVEN_TIE), reasons("CPL 50")),
            title="驳回回避申请决定书",
            quoted=_QUOTED,
            says=_refused,
            remedy=Remedy.ON_RECEIPT,
            check=_may_decide,
        ),
        Do.ASK_REVIEW: Decision(
            fields=(reasons("CPL 50"),),
            handed_in="复议申请书",
            says=lambda _asked, _told, _standing: ("请求对驳回回避申请的决定进行复议",),
        ),
        Do.WITHDRAW_APPLICATION: Decision(),
    },
)
