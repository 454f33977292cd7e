"""What a judgment does with the fees: the payer's share is earned, the rest goes back, the loser is asked for its share
(交纳办法 29, 50, 53; SI 207). A dismissal costs nothing, nor does an appeal that led to a new trial (27).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.law import TRACKS, At, Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView, Side, Track
from tongban.fees.actions.assess import fresh_code
from tongban.fees.actions.ledger import book
from tongban.fees.actions.refunds import open_refund, proposed
from tongban.fees.actions.statements import Account, issue_statement
from tongban.fees.events import FeeBorne, FeeRecovered
from tongban.fees.models import Charge, FeeReview, Refund
from tongban.fees.queries import standing_of
from tongban.fees.queries.local import local_figure
from tongban.fees.queries.money import borne_late
from tongban.fees.rules.allocation import Bearer
from tongban.fees.rules.allocation import shares as in_proportion
from tongban.fees.rules.awaited import OF_APPEAL
from tongban.fees.rules.ledger import assessed, back_to_payer, borne
from tongban.fees.rules.notice import APPLICATIONS
from tongban.fees.rules.refunding import REFUND
from tongban.fees.rules.tables import refund_rows
from tongban.fees.rules.tariff import case_claim, fee
from tongban.fees.vocabulary import RECOVERY, ChargeState, FeeKind, Halving, RefundEvent, ReviewAbout, Standing
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

LAW = "交纳办法 29, 53; SI 207"
FREED = ":freed"
"""Ends the key of what was given back because it costs nothing: no judgment lays it on anybody."""
_DECIDED = RefundEvent.DECIDED.value
_OF_APPLICANT = {Track.PAYMENT_ORDER: "交纳办法 36", Track.PRE_ACTION_PRESERVATION: "交纳办法 38(3)"}
"""Cases that are no action, under which article who applied for them bears what they cost."""
_NOT_TAKEN_UP = frozenset({At.REFUSED, At.REJECTED, At.APPLICATION_WITHDRAWN})


def settle_costs(record: Recording, case: CaseView, shares: Mapping[UUID, Money], effective: date) -> None:
    """A step: settle what was paid in advance after `shares`, by party, of a judgment in effect from `effective`.

    Refused with `fees.shares_do_not_match` when the shares add up to other money than was asked for in the case.
    """
    rows = without_applications(record, asked_here(case), effective)
    standing = {row.uid: standing_of(row.uid) for row in rows}
    asked = sum(one.prepaid for one in standing.values())
    total = sum(share.minor for share in shares.values())
    if asked < total and FeeReview.objects.filter(charge__in=rows, about=ReviewAbout.AMOUNT, changed=True).exists():
        # The fee was put right after the judgment: who bears which part of it stays (43(3)).
        shares, total = _of_right_fee(Money(asked), shares), asked
    if asked != total:
        facts = (("asked", Money(asked).decimal_text), ("total", Money(total).decimal_text))
        raise Refused(Refusal("fees.shares_do_not_match", LAW, (), facts))
    lay(record, case, rows, shares, effective)


def lay(
    record: Recording,
    case: CaseView,
    rows: list[Charge],
    shares: Mapping[UUID, Money],
    effective: date,
    anew: UUID | None = None,
) -> None:
    """A step: each party bears its share out of what it paid; the rest goes back, or is asked for. Each gets the list.

    `anew`: what tells it from the time before, where the fees of the case were laid on the parties once already.
    """
    standing = {row.uid: standing_of(row.uid) for row in rows}
    left = {party: share.minor for party, share in shares.items()}
    for row in rows:
        # What was put off, or need not be paid in advance, is asked for anew: with a time to pay, then enforced.
        # Of what was laid on its payer before and is still owed, nothing is held.
        share = min(left.get(row.payer, 0), max(standing[row.uid].held, 0) + standing[row.uid].relief)
        left[row.payer] = left.get(row.payer, 0) - share
        if standing[row.uid].prepaid:
            bear(record, row, standing[row.uid], share, effective, of=f"{row.uid}:{anew}" if anew else "")
    for party, minor in left.items():
        if minor:
            recover(record, case, rows[0], party, Money(minor), anew)
    for one in case.parties:
        paid = sum(max(standing[row.uid].held, 0) for row in rows if row.payer == one.uid)
        tell_of_costs(record, case, one, shares, Money(paid))


def tell_of_costs(
    record: Recording, case: CaseView, party: PartyView, shares: Mapping[UUID, Money], paid: Money
) -> None:
    """A step: the list of fees for a party, which paid so much in advance (交纳办法 53(1)). From its service runs the
    time to pay what was laid on the party and was not told yet.
    """
    told = Charge.objects.filter(case=case.uid, payer=party.uid, period=RECOVERY, state=ChargeState.OPEN, notice=None)
    asked = told.order_by("id").first()
    paper = issue_statement(record, case, party, shares, _stands(case.uid, party.uid, paid, asked))
    if asked is not None:
        asked.notice = paper
        asked.save(update_fields=["notice"])


def _of_right_fee(asked: Money, told: Mapping[UUID, Money]) -> Mapping[UUID, Money]:
    """The same parts of another sum."""
    parts = in_proportion(asked, [Bearer(str(party), share.minor) for party, share in told.items()])
    return {UUID(party): share for party, share in parts}


def settle_withdrawn(record: Recording, case: CaseView, effective: date) -> None:
    """A step: the action is withdrawn: the plaintiff bears the fee, halved once (交纳办法 15, 34; SI 206).

    What was paid above that goes back; what nobody has paid is not asked for any more. Nothing falls on the other side.
    """
    rows = without_applications(record, asked_here(case), effective)
    suing = {party.uid for party in case.of_side(Side.PLAINTIFF)}
    left = _halved(case, sum(standing_of(row.uid).prepaid for row in rows if row.payer in suing))
    for row in rows:
        standing = standing_of(row.uid)
        bears = row.payer in suing and (standing.held or standing.relief)
        share = min(left, standing.prepaid) if bears else 0
        left -= share
        if standing.prepaid:
            bear(record, row, standing, share, effective)


def _halved(case: CaseView, asked: int) -> int:
    """The case fee of an action that was withdrawn, in fen, and never more than was asked for."""
    kind = FeeKind(case.fee_kind)
    claim = case_claim(kind, Money(case.claim_minor, case.currency), local_figure(case.court, kind))
    halvings = (Halving.WITHDRAWN, *((Halving.SIMPLIFIED,) if case.track.simple else ()))
    owed = fee(kind, claim.amount, on=timezone.localtime(case.docketed_at).date(), halvings=halvings, local=claim.local)
    if isinstance(owed, Refusal):
        raise Refused(owed)
    # What stays of a claim that was reduced too late is halved with the rest, once (35; SI 206).
    late = borne_late(case.uid).minor
    return min(owed.payable.minor + (late if case.track.simple else late - late // 2), asked)


def give_back(work: DueWork) -> None:
    """Reaction to `CaseMoved`: the action was dismissed for good, or its appeal led to a new trial. What was paid for
    that goes back, and no more is asked for (交纳办法 8(2), 27), also for an appeal that led to the dismissal;
    applications cost their applicants what they cost.
    """
    body = work.entry.body
    event, case = _costs_nothing(body["act"], body["target"]), case_by_uid(UUID(body["case"]))
    if event is None or not case.track.first_instance or not Charge.objects.filter(case=case.uid).exists():
        return
    effective = timezone.localtime(work.entry.at).date()
    office = Actor.office(case.court, "交纳办法 27: what costs nothing is paid back")
    with act(by=office, at=work.now, fulfils=work) as record:
        if event is RefundEvent.REMANDED:
            rows = of_appeals(case)
        else:
            rows = [*without_applications(record, asked_here(case), effective), *of_appeals(case)]
        for row in rows:
            standing = standing_of(row.uid)
            if standing.prepaid:
                bear(record, row, standing, 0, effective, event, f"{row.uid}{FREED}")
        if not record.facts:
            raise NothingToDo


def _costs_nothing(act: str, target: str) -> RefundEvent | None:
    """The event for which a fee goes back when a case moves so; None where its fees are settled otherwise."""
    if act == Do.REMAND:
        return RefundEvent.REMANDED
    if target == At.DISMISSED:
        return RefundEvent.DISMISSAL_UPHELD if act == Do.UPHOLD else RefundEvent.DISMISSED
    return None


def keep_ended(work: DueWork) -> None:
    """Reaction to `CaseMoved`: the case ended with the death of a party (CPL 154), here or above. What was paid stays
    with the court (交纳办法 28), also for the appeal; what nobody has paid is not asked for any more.
    """
    body, case = work.entry.body, case_by_uid(UUID(work.entry.body["case"]))
    if body["target"] != At.ENDED or not case.track.first_instance or not Charge.objects.filter(case=case.uid).exists():
        return
    effective = timezone.localtime(work.entry.at).date()
    office = Actor.office(case.court, "交纳办法 28: what was paid for a case that ends is kept")
    with act(by=office, at=work.now, fulfils=work) as record:
        for row in (*without_applications(record, asked_here(case), effective), *of_appeals(case)):
            standing = standing_of(row.uid)
            if standing.prepaid:
                bear(record, row, standing, standing.held + standing.relief, effective, RefundEvent.TERMINATED)
        if not record.facts:
            raise NothingToDo


def keep_of_applicant(work: DueWork) -> None:
    """Reaction to `CaseMoved`: what was applied for without an action is over. Who applied bears the fee (交纳办法 36,
    38(3)): what was paid is earned, and nothing more is asked for.

    One that came to nothing before the court granted it is left to a person: the decree names nobody who bears its fee.
    """
    body, case = work.entry.body, case_by_uid(UUID(work.entry.body["case"]))
    law, over = _OF_APPLICANT.get(case.track), body["target"] in TRACKS[case.track].last - _NOT_TAKEN_UP
    if law is None or not over or not Charge.objects.filter(case=case.uid).exists():
        return
    effective = timezone.localtime(work.entry.at).date()
    with act(by=Actor.office(case.court, law), at=work.now, fulfils=work) as record:
        for row in locked(Charge.objects.filter(case=case.uid)).order_by("id"):
            standing = standing_of(row.uid)
            if standing.prepaid:
                bear(record, row, standing, max(standing.held, 0) + standing.relief, effective, under=law)
        if not record.facts:
            raise NothingToDo


def free_charge(record: Recording, charge: UUID, effective: date) -> None:
    """A step: what this fee was for was not taken up: what was paid goes back, and no more is asked for."""
    row = locked(Charge.objects.filter(uid=charge)).get()
    standing = standing_of(row.uid)
    if standing.prepaid:
        bear(record, row, standing, 0, effective, of=f"{row.uid}{FREED}")


def settle_third_claim(record: Recording, of: UUID, effective: date, *, back: bool = False) -> None:
    """A step: a third party claims nothing of its own any more: the fee, halved once, stays (交纳办法 15, 34; SI 206).

    What nobody has paid is not asked for any more. `of`: what it handed in; `back`: its claim is heard elsewhere, and
    what was paid for it here goes back.
    """
    for row in locked(Charge.objects.filter(of=of)):
        standing = standing_of(row.uid)
        paid = not back and (standing.held or standing.relief)
        if standing.prepaid:
            # What goes back, or is not asked for, no decision lays on anybody later.
            freed = "" if paid else f"{row.uid}{FREED}"
            bear(record, row, standing, standing.prepaid if paid else 0, effective, of=freed)


def asked_here(case: CaseView) -> list[Charge]:
    """A step: what was asked for at this instance: what an appeal costs the court above decides."""
    rows = Charge.objects.filter(case=case.uid).exclude(period__in=(RECOVERY, OF_APPEAL))
    return list(locked(rows).order_by("id"))


def of_appeals(case: CaseView) -> list[Charge]:
    """A step: what was asked for the appeals in the case."""
    return list(locked(Charge.objects.filter(case=case.uid, period=OF_APPEAL)).order_by("id"))


def without_applications(record: Recording, rows: list[Charge], effective: date) -> list[Charge]:
    """A step: what the judgment lays on the parties; applicants bear the fees of applications (交纳办法 38(3))."""
    for row in rows:
        standing = standing_of(row.uid)
        if row.kind in APPLICATIONS and standing.prepaid:
            bear(record, row, standing, standing.prepaid, effective)
    return [row for row in rows if row.kind not in APPLICATIONS]


def _stands(case: UUID, party: UUID, paid: Money, asked: Charge | None) -> Account:
    """How a party stands once the fees are settled; `asked`: what it is told of by this list, under its own code."""
    backs = Refund.objects.filter(case=case, charge__payer=party, event=_DECIDED).exclude(state__in=REFUND.last)
    back = sum(row.amount_minor for row in backs)
    owed = standing_of(asked.uid).due if asked else 0
    return Account(paid, Money(back), Money(owed), asked.code if asked else "")


def bear(
    record: Recording,
    row: Charge,
    standing: Standing,
    share: int,
    effective: date,
    event: RefundEvent = RefundEvent.DECIDED,
    of: str = "",
    under: str = "",
) -> None:
    """A step: `share` fen of a fee fall on its payer; what was paid above them goes back, the rest is not asked for.

    `of`: what tells it from the time before; `under`: the article, where it is not that of a judgment or of `event`.
    """
    assert row.case is not None  # noqa: S101 - a charge belongs to a case
    back = Money(back_to_payer(standing, share), row.currency)
    refund = None
    if back.minor:
        article = f"{refund_rows()[event].article}; 交纳办法 53(2)"
        refund = open_refund(record, event, back, article, charge=row, start=effective)
        record(proposed(refund), under=refund.article, case=row.case)
    uid = refund.uid if refund else None
    fact = FeeBorne(case=row.case, charge=row.uid, share=Money(share, row.currency), back=back, refund=uid)
    transfers = borne(row.uid, standing, share, uid, row.currency)
    law = under or (LAW if event is RefundEvent.DECIDED else refund_rows()[event].article)
    book(record, fact, transfers, row, of=of, under=law)
    if row.state == ChargeState.OPEN and not standing_of(row.uid).due:
        row.state = ChargeState.CLOSED
        row.save(update_fields=["state"])


def recover(
    record: Recording, case: CaseView, like: Charge, party: UUID, amount: Money, anew: UUID | None = None
) -> None:
    """A step: what a party bears and has not paid is asked for, with a time to pay once it is told of it (SI 207(2)).

    `anew`: what tells it from what was asked of the party before.
    """
    holder = next(one.person for one in case.parties if one.uid == party)
    row = Charge.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        holder=holder,
        payer=party,
        kind=like.kind,
        period=RECOVERY,
        of=anew,
        amount_minor=amount.minor,
        currency=amount.currency,
        breakdown=like.breakdown,
        article=LAW,
        code=fresh_code(timezone.localtime(record.at).year),
        made_at=record.at,
    )
    fact = FeeRecovered(case=case.uid, charge=row.uid, payer=party, amount=amount)
    book(record, fact, assessed(row.uid, amount), row, under=LAW)
