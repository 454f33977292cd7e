"""What a judgment laid on a party and was not paid goes to enforcement (SI 207(2); CPL 247(1)).

Nobody applies for it, because the court is owed the money: the judge of the case hands it over (移送执行), and the
registry opens the case of enforcement, whose only party is who owes.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.docket import NewCase, open_case
from tongban.cases.law import Do
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.carried import parties_carried
from tongban.cases.vocabulary import CaseView, Side, Track
from tongban.courts.queries import court_name
from tongban.documents.actions.labels import name_case
from tongban.documents.actions.paper import issue_paper
from tongban.fees.events import RecoveryProposed
from tongban.fees.events.recovery import RecoveryHandedOver, RecoveryRegistered, RecoverySentBack
from tongban.fees.models import Charge, Recovery
from tongban.fees.queries import standing_of
from tongban.fees.rules.notice import amount as told_amount
from tongban.fees.rules.recovering import LAW, RECOVERING, holds, property_flaws
from tongban.fees.rules.refunding import reasons_flaws
from tongban.fees.vocabulary import RECOVERY, ChargeState, FeeKind, RecoveryAct, RecoveryState
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import DueWork

PAPER = "fees/recovery_transfer"
DEBTOR = "被执行人"


def propose_recovery(work: DueWork) -> None:
    """Reaction to `ChargeFallsDue`, the day after: what is still owed after a judgment becomes a task of the judge.

    Nothing happens to fees that were to be paid in advance, to what was paid, and when the time was counted anew.
    """
    body = work.entry.body
    charge = Charge.objects.get(uid=UUID(body["charge"]))
    owed = Money(standing_of(charge.uid).due, charge.currency)
    over = charge.due is not None and charge.due.isoformat() == body["due"]
    if charge.period != RECOVERY or charge.state != ChargeState.OPEN or not owed.minor or not over:
        return
    assert charge.case is not None  # noqa: S101 - a charge belongs to a case
    assert charge.due is not None  # noqa: S101 - it is that of the fact
    with act(by=Actor.office(charge.court, "SI 207(2): unpaid fees are enforced"), at=work.now, fulfils=work) as record:
        payer = next(one for one in case_by_uid(charge.case).parties if one.uid == charge.payer)
        # A time that was counted anew and missed again is the same recovery.
        Recovery.objects.get_or_create(
            charge=charge,
            defaults={
                "layer": Layer.STAFF,
                "court": charge.court,
                "case": charge.case,
                "debtor": payer.name,
                "due": charge.due,
                "made_at": record.at,
            },
        )
        fact = RecoveryProposed(case=charge.case, charge=charge.uid, payer=charge.payer, amount=owed, due=charge.due)
        record(fact, under="SI 207(2)", case=charge.case)


def hand_over_recovery(recovery: UUID, *, property_told: str = "", by: Actor, at: datetime) -> UUID:
    """The judge of the case hands what is still owed over for enforcement; returns the paper (移送执行书).

    `property_told`: what the court knows of the debtor's property. Refused: no such recovery here, paid or given up
    meanwhile, handed over before, another function.
    """
    with act(by=by, at=at) as record:
        row, owed, move = _moved(record, recovery, RecoveryAct.HAND_OVER)
        require(property_flaws(property_told))
        row.property_told, row.handed_minor, row.handed_at, row.reasons = property_told.strip(), owed.minor, at, ""
        case = _case_of(row)
        row.paper = _paper(record, row, case, owed)
        # From now on it passes through the registry, as what is handed in before there is a case does.
        row.layer, row.case = Layer.HANDED_IN, None
        row.save()
        fact = RecoveryHandedOver(case=case, charge=row.charge.uid, recovery=row.uid, amount=owed, document=row.paper)
        record(fact, under=move.law, case=case)
        return row.paper


def send_back_recovery(recovery: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """The registry sends what was handed over back to the judge, with reasons. Refused as the table refuses."""
    with act(by=by, at=at) as record:
        row, _owed, move = _moved(record, recovery, RecoveryAct.SEND_BACK)
        require(reasons_flaws(reasons))
        row.reasons, row.layer, row.case = reasons.strip(), Layer.STAFF, _case_of(row)
        row.save()
        digest = hashlib.sha256(row.reasons.encode()).hexdigest()
        fact = RecoverySentBack(case=row.case, charge=row.charge.uid, recovery=row.uid, reasons=digest)
        record(fact, under=move.law, case=row.case)


def register_recovery(recovery: UUID, *, by: Actor, at: datetime) -> CaseView:
    """The registry opens the case of enforcement for what is still owed: number, officer, periods; it follows the case.

    Refused: paid or given up meanwhile, and as the table refuses.
    """
    with act(by=by, at=at) as record:
        row, owed, move = _moved(record, recovery, RecoveryAct.REGISTER)
        case = case_by_uid(_case_of(row))
        debtor = replace(parties_carried(case.uid, row.charge.payer)[0], side=Side.DEFENDANT, position=DEBTOR)
        made = open_case(
            record,
            NewCase(
                court=row.court,
                cause=case.cause,
                cause_name=case.cause_name,
                claim=owed,
                filed_at=row.handed_at or at,
                parties=(debtor,),
                fee_kind=FeeKind.ENFORCEMENT,
                type_chars="执",
                follows=case.number,
                track=Track.ENFORCEMENT,
                accepts=Do.ACCEPT,
            ),
            under=move.law,
        )
        row.enforcement, row.registered_at = made.uid, at
        row.save()
        name_case(record, subject=row.uid, case=made.uid)
        fact = RecoveryRegistered(
            case=case.uid,
            charge=row.charge.uid,
            recovery=row.uid,
            amount=owed,
            enforcement=made.uid,
            number=made.number,
        )
        record(fact, under=move.law, case=case.uid)
        return made


def _moved(record: Recording, recovery: UUID, what: RecoveryAct) -> tuple[Recovery, Money, Move]:
    """The recovery, locked and at its next state by the table, not saved yet, and what is still owed."""
    row = locked(Recovery.objects.filter(uid=recovery, court=record.by.court)).select_related("charge").first()
    if row is None:
        raise Refused(Refusal("fees.no_such_recovery", LAW))
    owes = row.charge.state == ChargeState.OPEN
    owed = Money(standing_of(row.charge.uid).due if owes else 0, row.charge.currency)
    move = RECOVERING.decide(row.state, what, role=record.by.role, holds=holds(owed))
    if isinstance(move, Refusal):
        raise Refused(move)
    row.state = RecoveryState(move.target)
    return row, owed, move


def _case_of(row: Recovery) -> UUID:
    """The case whose fee it is, wherever the recovery itself lies now."""
    assert row.charge.case is not None  # noqa: S101 - a charge belongs to a case
    return row.charge.case


def _paper(record: Recording, row: Recovery, of: UUID, owed: Money) -> UUID:
    """The paper by which the court hands over: the registry reads it, and the officer of the enforcement."""
    case, today = case_by_uid(of), timezone.localtime(record.at).date()
    party = next(one for one in case.parties if one.uid == row.charge.payer)
    data: dict[str, Any] = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "debtor": party.name,
        "id_number": party.id_number,
        "address": party.address,
        "cause": case.cause_name,
        "laid": told_amount(Money(row.charge.amount_minor, row.charge.currency)),
        "owed": told_amount(owed),
        "pay_by": row.due.isoformat(),
        "payment_code": row.charge.code,
    }
    data |= {"property": row.property_told} if row.property_told else {}
    return issue_paper(
        record,
        PAPER,
        data,
        kind="recovery_transfer",
        title="移送执行书（诉讼费用）",
        label=Label(Layer.HANDED_IN, court=case.court),
        dated=today,
        subject=row.uid,
    )
