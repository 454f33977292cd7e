"""The platform was out of order on the last day of a correction for a court of another platform.

Where the person hands in, the last day moves as it does for a court here; the record of the outage travels with the
correction, under the platform's signature, and the competent court counts the day anew by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongban.cases.queries import outages_at
from tongban.cooperation.actions.reading import court_of_peer, done_before, text
from tongban.cooperation.events import MatterPeriodMoved, PeerOutageCounted
from tongban.cooperation.models import Matter
from tongban.cooperation.rules.outages import MOST, believed, moved
from tongban.cooperation.vocabulary import MatterStage
from tongban.courts.queries import calendar
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.deadlines import HOUSE_OUTAGE
from tongban.kernel.incidents import Outage
from tongban.kernel.refusal import require
from tongban.register.vocabulary import DueWork


def move_asked_corrections(work: DueWork) -> None:
    """Reaction to `OutageRecorded`: a last day in it for a court of another platform becomes the next working day.

    One short act for each errand; what was moved before a crash lies outside the outage and is not moved twice.
    """
    body = work.entry.body
    began, ended = (timezone.localtime(datetime.fromisoformat(body[name])) for name in ("began_at", "ended_at"))
    outage = Outage(began, ended, body["record"])
    hit = Matter.objects.filter(outgoing=True, stage=MatterStage.CORRECTION).exclude(peer="")
    hit = hit.filter(correct_until__gte=outage.first.date(), correct_until__lte=outage.last_day)
    hit = hit.filter(from_court=body["court"]) if body["court"] else hit
    for row_id, court in list(hit.order_by("id").values_list("id", "from_court")):
        with act(by=Actor.office(court, HOUSE_OUTAGE), at=work.now) as record:
            row = locked(hit.filter(id=row_id)).first()
            if row is None or row.correct_until is None:
                raise NothingToDo
            before = row.correct_until
            row.correct_until, _used = moved(before, [outage], calendar())
            row.save(update_fields=["correct_until"])
            fact = MatterPeriodMoved(matter=row.uid, before=before, until=row.correct_until, record=outage.record)
            record(fact, under=HOUSE_OUTAGE)


def last_day_here(row: Matter) -> tuple[date | None, list[dict[str, str]]]:
    """For acts: until when an errand of this platform may be corrected, and the outages here that moved that day."""
    if not row.answer.get("until"):
        return row.correct_until, []
    known = [
        Outage(timezone.localtime(one.began_at), timezone.localtime(one.ended_at), one.record)
        for one in outages_at(row.from_court)
    ]
    until, used = moved(date.fromisoformat(row.answer["until"]), known, calendar())
    return until, [_told(one, row.from_court) for one in used]


def _told(one: Outage, court: str) -> dict[str, str]:
    return {
        "court": court,
        "began_at": one.first.isoformat(),
        "ended_at": one.last.isoformat(),
        "record": one.record,
    }


def outages_of_peer(told: object, peer: str, now: datetime) -> tuple[Outage, ...]:
    """The outages that a peer tells of with a correction; none from a platform that tells of none.

    Raises one of `MALFORMED` for what is no list of outages at courts for which the peer speaks.
    """
    if not isinstance(told, list) or len(told) > MOST:
        message = f"a list of at most {MOST} outages is expected"
        raise ValueError(message)
    return tuple(_read(one, peer, now) for one in told)


def _read(one: dict[str, Any], peer: str, now: datetime) -> Outage:
    court_of_peer(one["court"], peer, timezone.localtime(now).date())
    began, ended = (timezone.localtime(done_before(one[name], now)) for name in ("began_at", "ended_at"))
    return Outage(began, ended, text(one["record"], 80))


def count_peer_outages(
    record: Recording, row: Matter, until: date | None, outages: Iterable[Outage], handed_in_at: datetime
) -> date | None:
    """A step: the last day of the correction of `row` after outages of the platform at which it was handed in.

    They are asked about only when the correction came after the day that stood here. Refused: an outage that could not
    have been recorded, or was not over when the person handed in.
    """
    if until is None or timezone.localtime(handed_in_at).date() <= until:
        return until
    told = tuple(outages)
    require(believed(told, peer=row.peer, handed_in_at=handed_in_at))
    day, used = moved(until, told, calendar())
    for one in used:
        fact = PeerOutageCounted(
            matter=row.uid,
            peer=row.peer,
            record=one.record,
            began_at=one.first,
            ended_at=one.last,
            before=until,
            until=day,
        )
        record(fact, under=HOUSE_OUTAGE)
    return day
