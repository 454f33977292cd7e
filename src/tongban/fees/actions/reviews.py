"""A party disagrees with a decision about its fee, and the president of the court reviews it (交纳办法 43)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import case_by_uid
from tongban.courts.law import due
from tongban.courts.queries import calendar, court_name
from tongban.documents.actions.paper import issue_paper
from tongban.fees.actions.anew import lay_shares
from tongban.fees.actions.ledger import book
from tongban.fees.actions.refunds import open_refund, proposed
from tongban.fees.actions.relief import grant
from tongban.fees.events import FeeReduced
from tongban.fees.events.reviews import FeeReviewAsked, FeeReviewed
from tongban.fees.models import Charge, FeeReview, Refund, ReliefDecision
from tongban.fees.queries import standing_of
from tongban.fees.queries.anew import laid_now
from tongban.fees.queries.reviews import bears, burden_asked
from tongban.fees.rules.anew import lightened, shares_told
from tongban.fees.rules.ledger import lowered
from tongban.fees.rules.notice import amount as told_amount
from tongban.fees.rules.relief import Application
from tongban.fees.rules.reviews import LAW, LONGEST, PERIOD, corrected, decision_flaws
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.vocabulary import RECOVERY, ChargeState, RefundEvent, ReviewAbout, ReviewGround
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.amount_words import amount_typed
from tongban.kernel.money import Money
from tongban.kernel.provision import in_chinese
from tongban.kernel.refusal import Refusal, Refused, require

PAPER = "fees/fee_review"


def ask_fee_review(record: Recording, *, case: UUID, charge: str = "", about: str = "", written: str = "") -> UUID:
    """A step: a party asks for a review of what the court decided about its fee, or of how it was worked out.

    Or of what a judgment laid on it, whichever of its fees of the case is named, once.
    Refused: no such fee of the party, nothing decided about relief, nothing laid on it, asked before, settled by a
    judgment, no reasons.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    row = _own_charge(case, party.uid, charge)
    if about not in set(ReviewAbout):
        raise Refused(Refusal("fees.review_about_missing", LAW, ("about",)))
    if about == ReviewAbout.BURDEN:
        _may_ask_about_burden(row)
    elif FeeReview.objects.filter(charge=row, about=about).exists():
        raise Refused(Refusal("fees.review_asked", LAW))
    elif row.period == RECOVERY or not standing_of(row.uid).prepaid:
        raise Refused(Refusal("fees.review_too_late", LAW))
    if about == ReviewAbout.RELIEF and not ReliefDecision.objects.filter(charge=row, granted=False).exists():
        raise Refused(Refusal("fees.review_nothing_decided", LAW, ("about",)))
    if not written.strip():
        raise Refused(Refusal("fees.reasons_missing", LAW, ("written",)))
    if len(written.strip()) > LONGEST:
        raise Refused(Refusal("fees.reasons_long", LAW, ("written",), (("most", str(LONGEST)),)))
    last = due(PERIOD, timezone.localtime(record.at).date(), calendar())
    assert not isinstance(last, Refusal)  # noqa: S101 - the period counts days and is in force
    sealed = row.layer == Layer.SEALED
    label = row.label if sealed else Label(Layer.COUNTER, court=row.court, case=case, holder=party.person)
    made = FeeReview.objects.create(
        layer=label.layer,
        court=row.court,
        case=case,
        holder=label.holder,
        charge=row,
        about=about,
        written=written.strip(),
        asked_at=record.at,
        due=last.due,
    )
    fact = FeeReviewAsked(case=case, charge=row.uid, review=made.uid, about=about, due=last.due)
    record(fact, under=LAW, case=case)
    return made.uid


def _may_ask_about_burden(row: Charge) -> None:
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    if burden_asked(row.case, row.payer):
        raise Refused(Refusal("fees.review_asked", LAW))
    if not bears(row):
        raise Refused(Refusal("fees.review_not_laid", "交纳办法 43(2)"))


def decide_fee_review(  # noqa: PLR0913 - what a decision consists of
    review: UUID,
    *,
    changed: bool,
    ground: str,
    words: str,
    percent: str = "",
    amount: str = "",
    shares: Mapping[UUID, str] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """The president decides: the decision stands, or is changed, on a ground of the list and in words of its own.

    Changed, relief is granted on the ground that was refused (`percent`: by how much, where it is a reduction), or the
    fee is `amount` from now on: less is asked for, and what was paid above it goes back; or the parties bear `shares`
    of the fees of the case, who asked less than before. Refused: no such open review here, another function, no such
    ground, no words, and as the relief, the amount or the shares fail.
    """
    with act(by=by, at=at) as record:
        row = locked(FeeReview.objects.filter(uid=review, court=by.court)).select_related("charge").first()
        if row is None or row.changed is not None:
            raise Refused(Refusal("fees.no_such_review", LAW))
        if by.role != "president":
            raise Refused(Refusal("refund.not_your_act", LAW, facts=(("by", "president"),)))
        about = ReviewAbout(row.about)
        require(decision_flaws(about, ground, words, changed=changed))
        less = Money(0)
        if changed and about is ReviewAbout.RELIEF:
            less = _relieve(record, row.charge, words, percent)
        elif changed and about is ReviewAbout.BURDEN:
            less = _lay(record, row, shares or {})
        elif changed:
            less = _correct(record, row, amount)
        row.changed, row.ground, row.words, row.decided_at = changed, ground, words.strip(), at
        row.save(update_fields=["changed", "ground", "words", "decided_at"])
        assert row.case is not None  # noqa: S101 - a charge belongs to a case
        digest = hashlib.sha256(row.words.encode()).hexdigest()
        fact = FeeReviewed(
            case=row.case,
            charge=row.charge.uid,
            review=row.uid,
            changed=changed,
            ground=ground,
            words=digest,
            less=less,
        )
        record(fact, under=LAW, case=row.case)
        _tell(record, row, less)


def _relieve(record: Recording, charge: Charge, words: str, percent: str) -> Money:
    """What was refused is granted: that its conditions are proven the president has found. Returns what goes back of
    it, because the payer paid while it waited: the time to pay ran on.
    """
    refused = ReliefDecision.objects.filter(charge=charge, granted=False).latest("id")
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    payer = next(one for one in case_by_uid(charge.case).everybody if one.uid == charge.payer)
    application = Application(
        refused.ground,
        natural_person=payer.kind == "natural",
        written=True,
        hardship_proof=True,
        livelihood_proof=relief_grounds()[refused.ground].livelihood,
        percent=percent.strip(),
    )
    return grant(record, charge.uid, application, words[:500], paid=True)


def _lay(record: Recording, review: FeeReview, typed: Mapping[UUID, str]) -> Money:
    """The fees of the case are laid on its parties anew; returns how much less falls on who asked."""
    assert review.case is not None  # noqa: S101 - a charge belongs to a case
    case, party = case_by_uid(review.case), review.charge.payer
    told = shares_told({one.uid: typed.get(one.uid, "") for one in case.parties})
    if isinstance(told, list):
        raise Refused(told)
    less = lightened(laid_now(case.uid).get(party, Money(0)), told[party])
    if isinstance(less, Refusal):
        raise Refused(less)
    lay_shares(record, case, told, timezone.localtime(record.at).date(), review=review.uid)
    return less


def _correct(record: Recording, review: FeeReview, typed: str) -> Money:
    """The fee is what it should have been: first what is still owed falls away, then what was paid goes back, then what
    was waived is no longer laid on whoever loses.
    """
    row = locked(Charge.objects.filter(id=review.charge_id)).get()
    standing = standing_of(row.uid)
    right = amount_typed(typed, field="amount", currency=row.currency, zero=True)
    less = right if isinstance(right, Refusal) else corrected(Money(standing.prepaid, row.currency), right)
    if isinstance(less, Refusal):
        raise Refused(less)
    owed = min(less.minor, standing.due)
    back = min(less.minor - owed, max(standing.held, 0))
    eased = min(less.minor - owed - back, standing.relief)
    law, refund = "交纳办法 43(3)", None
    if back:
        today = timezone.localtime(record.at).date()
        refund = open_refund(record, RefundEvent.LESS_IS_DUE, Money(back), law, charge=row, start=today)
        record(proposed(refund), under=law, case=row.case)
    _lower(record, row, refund, (Money(owed), Money(back), Money(eased)), review.uid)
    return Money(owed + back + eased, row.currency)


def _lower(
    record: Recording, row: Charge, refund: Refund | None, parts: tuple[Money, Money, Money], review: UUID
) -> None:
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    uid, less = refund.uid if refund else None, Money(sum(part.minor for part in parts))
    fact = FeeReduced(case=row.case, charge=row.uid, amount=less, refund=uid)
    book(record, fact, lowered(row.uid, uid, *parts), row, of=f"{row.uid}:{review}", under="交纳办法 43(3)")
    if row.state == ChargeState.OPEN and not standing_of(row.uid).due:
        row.state = ChargeState.CLOSED
        row.save(update_fields=["state"])


def _tell(record: Recording, row: FeeReview, less: Money) -> None:
    """The written decision on the review, for who asked."""
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    case, today = case_by_uid(row.case), timezone.localtime(record.at).date()
    ground = ReviewGround(row.ground)
    data: dict[str, Any] = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": next(party.name for party in case.everybody if party.uid == row.charge.payer),
        "asked_on": timezone.localtime(row.asked_at).date().isoformat(),
        "about": ReviewAbout(row.about).term,
        "changed": row.changed,
        "ground": ground.term,
        "law": in_chinese(ground.law),
        "words": row.words,
    }
    data |= {"less": told_amount(less)} if less.minor else {}
    issue_paper(
        record,
        PAPER,
        data,
        kind="fee_review",
        title="决定书（诉讼费用复核用）",
        label=row.label,
        dated=today,
        subject=row.charge.payer,
    )


def _own_charge(case: UUID, payer: UUID, charge: str) -> Charge:
    try:
        wanted = UUID(charge)
    except ValueError:
        raise Refused(Refusal("fees.no_such_charge", LAW)) from None
    row = locked(Charge.objects.filter(uid=wanted, case=case, payer=payer)).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_charge", LAW))
    return row
