"""An outage of the platform moves the last day for corrections, too: a filing has no clock in a case yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from tongban.courts.queries import calendar
from tongban.filing.events import CorrectionPeriodMoved
from tongban.filing.models import Filing
from tongban.filing.vocabulary import Stage
from tongban.frame.acts import NothingToDo, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.deadlines import HOUSE_OUTAGE
from tongban.kernel.incidents import Outage
from tongban.register.vocabulary import DueWork


def move_correction_periods(work: DueWork) -> None:
    """Reaction to `OutageRecorded`: a last day in the outage becomes the next working day after it.

    One short act for each filing; what was moved before a crash lies outside the outage and is not moved twice.
    """
    body = work.entry.body
    began, ended = (timezone.localtime(datetime.fromisoformat(body[name])) for name in ("began_at", "ended_at"))
    outage = Outage(began, ended, body["record"])
    hit = Filing.objects.filter(
        stage=Stage.CORRECTION, correct_until__gte=outage.first.date(), correct_until__lte=outage.last_day
    )
    hit = hit.filter(court=body["court"]) if body["court"] else hit
    until = calendar().next_working_day(outage.last_day + timedelta(days=1))
    for row_id, court in list(hit.order_by("id").values_list("id", "court")):
        with act(by=Actor.office(court, HOUSE_OUTAGE), at=work.now) as record:
            row = locked(hit.filter(id=row_id)).first()
            if row is None or row.correct_until is None:
                raise NothingToDo
            before, row.correct_until = row.correct_until, until
            row.save(update_fields=["correct_until"])
            record(CorrectionPeriodMoved(filing=row.uid, before=before, until=until), under=HOUSE_OUTAGE)
