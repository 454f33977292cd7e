"""The day until which a fee may be paid follows its period when that is counted again (CPL 85)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.queries import clocks_of
from tongban.fees.events import ChargeFallsDue
from tongban.fees.models import Charge
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def renew_payment_period(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: the time to pay ends when its clock ends; nothing else owed is touched."""
    body = work.entry.body
    case = UUID(body["case"])
    rows = Charge.objects.filter(case=case, period=body["rule"], due__isnull=False)
    clock = next(one for one in clocks_of(case) if str(one.uid) == body["clock"])
    due = clock.due
    # Of several fees of one payer it is the one that was due when this clock ended.
    theirs = (row for row in rows if str(row.payer) == clock.owed_by and str(row.due) == body["before"])
    charge = next((row for row in theirs if row.due != due), None)
    if charge is None or due is None:
        return
    office = Actor.office(charge.court, "CPL 85: a period was counted again")
    with act(by=office, at=work.now, fulfils=work) as record:
        row = locked(Charge.objects.filter(id=charge.id)).get()
        row.due = due
        row.save(update_fields=["due"])
        record(ChargeFallsDue(case=case, charge=row.uid, due=due), under="交纳办法 22; CPL 85", case=case)
