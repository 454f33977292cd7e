"""Break-glass: a member of staff takes a function for some hours, with a reason; the president is told and looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.register import appoint
from tongban.people.events import EmergencySeen, EmergencyTaken
from tongban.people.models import EmergencyFunction
from tongban.people.queries import appointments_of
from tongban.people.rules.emergencies import LAW, may_take
from tongban.people.vocabulary import Role


def take_function(role: str, hours: int, reason: str, *, by: Actor, at: datetime) -> UUID:
    """The acting member of staff holds `role` at the own court for `hours` hours; it ends by itself.

    Refused: no member of that court's staff, a function that cannot be taken or is held, too long, no reason.
    """
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        held = {name for name, court in appointments_of(by.person, at=at) if court == by.court}
        running = EmergencyFunction.objects.filter(holder=by.person, court=by.court, appointment__until__gt=at)
        taken = set(running.values_list("appointment__role", flat=True))
        require(may_take(role, hours, reason, held=held, taken=taken))
        until = at + timedelta(hours=hours)
        row = EmergencyFunction.objects.create(
            layer=Layer.STAFF,
            court=by.court,
            holder=by.person,
            appointment=appoint(record, person=by.person, role=Role(role), court=by.court, until=until),
            reason=reason.strip(),
        )
        record(EmergencyTaken(emergency=row.uid, person=by.person, role=role, court=by.court, until=until), under=LAW)
    return row.uid


def look_over(emergency: UUID, *, by: Actor, at: datetime) -> None:
    """The president has read it. Refused for everybody else, for an own one, and a second time."""
    with act(by=by, at=at) as record:
        row = locked(EmergencyFunction.objects.filter(uid=emergency, court=by.court, seen_at=None)).first()
        if row is None or by.role != Role.PRESIDENT or by.person is None:
            raise Refused(Refusal("people.no_such_emergency", LAW))
        if row.holder == by.person:
            raise Refused(Refusal("people.own_hand", LAW))
        row.seen_at, row.seen_by = at, by.person
        row.save(update_fields=["seen_at", "seen_by"])
        record(EmergencySeen(emergency=row.uid, person=by.person), under=LAW)
