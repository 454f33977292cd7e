"""Steps that all acts of a mediation share: who sits at the table, what may be done there now, and how it ends."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.clocks import meet_clock, start_clock
from tongban.cases.actions.mediators import end_mediating, leave_out_prolonged
from tongban.cases.actions.move import lock_own_case
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView
from tongban.frame.acts import Recording, locked
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.mediation.events import MediationEnded
from tongban.mediation.models import CommonText, Invitation, Mediation
from tongban.mediation.rules.stages import MEDIATION
from tongban.mediation.rules.table import PERIODS, unwatched
from tongban.mediation.vocabulary import If, MediationAct, Outcome, TextKind

MEDIATOR_OWES = "mediator"
"""Who owes a period that the mediator keeps."""
ANSWER, CHOICE = "mediator_acceptance", "mediator_choice"
_HIDDEN = Refusal("mediation.no_such_mediation", "在线调解规则 18")


def at_table(
    record: Recording, case: UUID, what: MediationAct, *, holds: Mapping[If, bool] | None = None
) -> tuple[Mediation, CaseView, str]:
    """A step: hold the newest mediation of the case, and let its table decide about `what`; the article, too.

    Refused: words under the eyes of court staff; no mediation, or one that is another mediator's (it does not exist);
    wrong stage, wrong role, a guard.
    """
    require(unwatched(what, record.by.helper_court))
    view = lock_own_case(record, case)
    row = locked(Mediation.objects.filter(case=case)).order_by("-id").first()
    if row is None or (record.by.role == "mediator" and row.mediator != record.by.person):
        raise Refused(_HIDDEN)
    held = {If.NO_OPEN_DISCLOSURE: not _disclosure_open(row)} | dict(holds or {})
    move = MEDIATION.decide(row.stage, what, role=record.by.role, holds=guards(held.items()))
    if isinstance(move, Refusal):
        raise Refused(move)
    if move.target != move.source:
        row.stage = move.target
        row.save(update_fields=["stage"])
    return row, view, move.law


def _disclosure_open(row: Mediation) -> bool:
    asked = CommonText.objects.filter(mediation=row, kind=TextKind.DISCLOSURE, complete_at=None)
    return row.mediator is not None and asked.filter(holder=row.mediator).exists()


def commitment(salt: str, *parts: str) -> str:
    """What the register holds of words behind the wall: it proves them to who has the salt, and tells nobody else."""
    return hashlib.sha256("\n".join((salt, *parts)).encode()).hexdigest()


def new_salt() -> str:
    """A salt that nobody can guess."""
    return secrets.token_hex(16)


def start_period(record: Recording, case: CaseView, rule: str, owed_by: str) -> date:
    """A step: a period of days begins now; its last day."""
    start_clock(record, case, rule, start=record.at, owed_by=owed_by)
    last = last_day(case.uid, rule)
    assert last is not None  # noqa: S101 - it was started just now
    return last


def last_day(case: UUID, *rules: str) -> date | None:
    """The last day of that one of these periods of the case that runs now; None when none does."""
    return max((c.due for c in clocks_of(case) if c.rule in rules and c.met_at is None and c.due), default=None)


def is_over(case: UUID, *rules: str, at: datetime) -> bool:
    """Whether none of the periods runs any more, or the last day is behind."""
    last = last_day(case, *rules)
    return last is None or last < timezone.localtime(at).date()


def mediator_leaves(record: Recording, row: Mediation, case: CaseView) -> None:
    """A step: who was asked or mediated is it no more, and sees nothing of the case from now on."""
    end_mediating(record, case)
    until, prolonged = row.due, last_day(case.uid, *PERIODS)
    Invitation.objects.filter(mediation=row, until=None).update(until=record.at)
    for rule in (ANSWER, CHOICE, *PERIODS):
        meet_clock(record, case.uid, rule)
    if until is not None and prolonged is not None:
        today = timezone.localtime(record.at).date()
        leave_out_prolonged(record, case, until + timedelta(days=1), min(prolonged, today))
    row.due = None
    row.save(update_fields=["due"])


def end(record: Recording, row: Mediation, case: CaseView, outcome: Outcome, law: str, *, wish: str = "") -> None:
    """A step: the mediation is over; the trial goes on, and learns the bare outcome (在线调解规则 21, 25)."""
    mediator_leaves(record, row, case)
    row.outcome, row.wish, row.ended_at = outcome, wish, record.at
    row.save(update_fields=["outcome", "wish", "ended_at"])
    fact = MediationEnded(case=case.uid, mediation=row.uid, outcome=outcome, wish=wish)
    record(fact, under=law, case=case.uid)
