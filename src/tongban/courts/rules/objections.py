"""An objection to jurisdiction: who may raise it, until when, who decides, and until when one may appeal.

CPL 130, 157(1)(2), 171, 282, 285, 286; SI 39, 223, 276, 529(2).
"""

from __future__ import annotations

from datetime import date, datetime

from tongban.courts.rules.hierarchy import CourtTree, tree_on
from tongban.courts.rules.matters import of_matter
from tongban.courts.rules.periods import due
from tongban.courts.rules.special import court_above, specialties_of
from tongban.courts.rules.venue import competent_courts
from tongban.courts.vocabulary import Dispute, Handling, Objection, Objector, Outcome, VenueAnswer
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

OBJECT, OBJECT_ABROAD = "jurisdiction_objection", "jurisdiction_objection_foreign"
APPEAL, APPEAL_ABROAD = "appeal_ruling", "appeal_foreign"


def objection(case: Objection, dispute: Dispute, *, on: date) -> Handling | Refusal:
    """How the court seised rules on an objection, and the last days for objecting and for the appeal.

    The defendant objects within the period of the answer (CPL 130(1); 30 days from abroad, CPL 285); a third party
    joins the suit as it stands, and the plaintiff chose the court. The court seised examines and rules: transfer, or
    dismissal; both can be appealed to the court above (CPL 157(2), 171; from abroad CPL 286), but for a small claim,
    where the ruling takes effect at once (SI 276). After a remand there is no examination (SI 39(2)).
    """
    tree = tree_on(on)
    here, answer = tree.court(case.court), competent_courts(dispute, on=on, tree=tree)
    if isinstance(here, Refusal):
        return here
    if isinstance(answer, Refusal):
        return answer
    last = due(OBJECT_ABROAD if case.abroad else OBJECT, case.served)
    if isinstance(last, Refusal):
        return last
    refusal = _inadmissible(case, _day(last))
    if refusal:
        return refusal
    days = {"objection": _day(last)}
    if case.remanded:
        why = step("venue.not_examined", "SI 39(2)")
        return Handling(Outcome.NOT_EXAMINED, here.code, "SI 39(2)", (why,), days=days)
    steps = [step("venue.objection_in_time", "CPL 130(1), 285", day=_day(last).isoformat(), court=here.name)]
    outcome = Outcome.DISMISSES
    to: tuple[str, ...] = ()
    codes = tuple(court.code for court in answer.courts)
    if case.inconvenient and dispute.foreign and not _bound_here(dispute, answer):
        outcome, article = Outcome.DISMISSES_SUIT, "CPL 282"
        steps.append(step("venue.inconvenient", article))
    elif case.court in codes:
        article = "CPL 130(1), 36"
        steps.append(step("venue.objection_unfounded", article, court=here.name))
    elif codes:
        outcome, to, article = Outcome.TRANSFERS, codes, "CPL 130(1)"
        names = "、".join(court.name for court in answer.courts)
        steps.append(step("venue.objection_founded", article, courts=names))
    else:
        return answer.lost[0].why
    found = _appeal(case, dispute, tree, on)
    if isinstance(found, Refusal):
        return found
    appeal_steps, appeal_days = found
    return Handling(outcome, here.code, article, (*steps, *appeal_steps), to, days | appeal_days)


def _bound_here(dispute: Dispute, answer: VenueAnswer) -> bool:
    """CPL 282(1)(2)-(3): a court of this country was agreed upon, or no foreign court may take the case (SI 529(2))."""
    agreed = any(court.ground in {"agreement", "agreement_foreign"} for court in answer.courts)
    exclusive = any(court.exclusive for court in answer.courts)
    return agreed or exclusive or "only_here" in of_matter(dispute.matter).groups


def _inadmissible(case: Objection, last: date) -> Refusal | None:
    facts = (("by", case.by.term), ("day", last.isoformat()), ("raised", case.raised.isoformat()))
    flaws = (
        (case.by is Objector.PLAINTIFF, Refusal("venue.plaintiff_objects", "CPL 130(1), 36", ("by",), facts)),
        (
            case.by in {Objector.THIRD_PARTY, Objector.THIRD_PARTY_CLAIMING},
            Refusal("venue.third_party_objects", "CPL 59, 130(1); SI 82", ("by",), facts),
        ),
        (case.raised < case.served, Refusal("venue.raised_before_served", "CPL 130(1)", ("raised",), facts)),
        (case.raised > last, Refusal("venue.objection_late", "CPL 130(1); SI 35", ("raised",), facts)),
    )
    return next((refusal for flawed, refusal in flaws if flawed), None)


def _appeal(
    case: Objection, dispute: Dispute, tree: CourtTree, on: date
) -> tuple[tuple[Step, ...], dict[str, date]] | Refusal:
    if case.small_claim:
        return (step("venue.effective_at_once", "SI 276"),), {}
    above = court_above(case.court, tree, on, specialties_of(dispute))
    if isinstance(above, Refusal):
        return (step("venue.no_appeal", "CPL 158"),), {}
    law = "CPL 157(2), 286" if case.abroad else "CPL 157(2), 171(2)"
    if case.ruled is None:
        return (step("venue.appeal_open", law, court=above.name),), {}
    last = due(APPEAL_ABROAD if case.abroad else APPEAL, case.ruled)
    if isinstance(last, Refusal):
        return last
    return (step("venue.appeal_until", law, court=above.name, day=_day(last).isoformat()),), {"appeal": _day(last)}


def _day(last: Due) -> date:
    return last.due.date() if isinstance(last.due, datetime) else last.due
