"""What a payer does about its own fee: applies for relief (交纳办法 48), names the account for a refund (53)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import Power
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import Material
from tongban.fees.events import RefundPayeeNamed, ReliefApplied
from tongban.fees.models import Charge, Refund, ReliefApplication, ReliefDecision
from tongban.fees.queries import owners_of, standing_of
from tongban.fees.rules.refunding import LAW as REFUNDING
from tongban.fees.rules.refunding import REFUND, holds, payee_flaws, plain_account
from tongban.fees.rules.relief import LEAST_PERCENT, Application, obstacles
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.vocabulary import Channel, ChargeState, RefundAct, Relief
from tongban.frame.acts import Recording, locked
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require

LAW = "交纳办法 48(1)"
HARDSHIP, LIVELIHOOD = "hardship_proof", "livelihood_proof"
PAPER = "relief_proof"
LONGEST = 2000


def apply_relief(
    record: Recording,
    *,
    case: UUID,
    charge: str = "",
    ground: str = "",
    written: str = "",
    state_secret: str = "",
    materials: tuple[Material, ...] = (),
) -> UUID:
    """A step: a party asks to pay a fee of its own later, less or not at all; returns the application.

    `written`: why, in its own words. Materials answer `hardship_proof` or `livelihood_proof`. Refused: no such charge
    of the party, nothing owed, applied for already or decided once, and everything in which the application fails.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    row = _own_charge(party, case, charge)
    given = {one.question for one in materials}
    known = relief_grounds().get(ground)
    told = Application(
        ground,
        natural_person=party.kind == "natural",
        written=bool(written.strip()),
        hardship_proof=HARDSHIP in given,
        livelihood_proof=LIVELIHOOD in given,
        # By how much a fee is reduced, the court weighs.
        percent=str(LEAST_PERCENT) if known is not None and known.relief is Relief.REDUCTION else "",
    )
    found = list(obstacles(told))
    if len(written.strip()) > LONGEST:
        found.append(Refusal("fees.reasons_long", LAW, ("written",), (("most", str(LONGEST)),)))
    secret = told_of_secrets(state_secret, "state_secret")
    require([*found, *([secret] if secret else [])])
    made = ReliefApplication.objects.create(
        layer=Layer.HANDED_IN,
        court=view.court,
        case=case,
        holder=party.person,
        charge=row,
        ground=ground,
        reasons=written.strip(),
        livelihood=told.livelihood_proof,
        applied_at=record.at,
    )
    _keep(record, view, party, made, materials)
    fact = ReliefApplied(case=case, charge=row.uid, application=made.uid, ground=ground, papers=len(materials))
    record(fact, under=LAW, case=case)
    return made.uid


def _own_charge(party: PartyView, case: UUID, charge: str) -> Charge:
    row = locked(Charge.objects.filter(uid=_uid(charge, "fees.no_such_charge"), case=case, payer=party.uid)).first()
    if row is None:
        raise Refused(Refusal("fees.no_such_charge", LAW))
    if row.state != ChargeState.OPEN or not standing_of(row.uid).due:
        raise Refused(Refusal("fees.nothing_owed_by_you", LAW))
    if ReliefApplication.objects.filter(charge=row, decision__isnull=True).exists():
        raise Refused(Refusal("fees.relief_applied", LAW))
    if ReliefDecision.objects.filter(charge=row).exists():
        raise Refused(Refusal("fees.relief_decided", "交纳办法 43, 48(3)"))
    return row


def _keep(
    record: Recording, case: CaseView, party: PartyView, made: ReliefApplication, materials: Sequence[Material]
) -> None:
    label = Label(Layer.HANDED_IN, court=case.court, case=case.uid, holder=party.person)
    for one in materials:
        file = recall_upload(one.sha256, one.name, field=one.question)
        keep_upload(record, file, kind=PAPER, title=one.name, label=label, subject=made.uid)


def name_account(record: Recording, *, case: UUID, refund: str = "", bank: str = "", account: str = "") -> None:
    """A step: the payer names an account in its own name to which a refund of its fee goes; earlier approvals fall.

    An agent does so with the power to receive money alone. Refused: no such refund of the party, one that the bank has
    or that is paid, money that somebody else paid for nothing, and all that is wrong in the account.
    """
    view = case_by_uid(case)
    party = own_party(record, view)
    within_authority(record, view, None, {Power.RECEIVE})
    own = Q(charge__payer=party.uid) | Q(payment__charge__payer=party.uid)
    found = (
        Refund.objects.filter(own, uid=_uid(refund, "fees.no_such_refund"), case=case)
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        raise Refused(Refusal("fees.no_such_refund", REFUNDING))
    row = locked(Refund.objects.filter(id=found)).get()
    known = holds(named=bool(row.account), ordered=row.order_id is not None, first_by=row.first_by, by=record.by.person)
    move = REFUND.decide(row.state, RefundAct.NAME_PAYEE, role=record.by.role, holds=guards(known.items()))
    if isinstance(move, Refusal):
        raise Refused(move)
    owners = owners_of(row)
    if owners and party.name not in owners:
        raise Refused(Refusal("fees.paid_by_another", REFUNDING))
    require(payee_flaws(party.name, bank, account))
    row.state, row.reasons = move.target, ""
    to_account(record, row, party.name, bank, account, move.law)


def to_account(record: Recording, row: Refund, payee: str, bank: str, account: str, law: str) -> None:
    """A step: the refund, locked and at its next state, goes to this account; approvals given before fall."""
    row.payee, row.bank, row.account = payee.strip()[:140], bank.strip()[:140], plain_account(account)
    row.first_by = row.second_by = None
    # What the gateway refused to give back goes by the bank.
    row.channel = Channel.BANK
    row.failure = ""
    row.save()
    digest = hashlib.sha256(f"{row.payee}\n{row.bank}\n{row.account}".encode()).hexdigest()
    record(RefundPayeeNamed(refund=row.uid, payee=digest), under=law, case=row.case)


def _uid(typed: str, none: str) -> UUID:
    """The number that a form or another platform sends; refused with `none` when it is no number."""
    try:
        return UUID(typed)
    except ValueError:
        raise Refused(Refusal(none, LAW)) from None
