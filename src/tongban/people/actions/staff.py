"""What whoever runs the platform does about its staff: functions end, and a lost access is renewed.

No counter does either: a colleague's access is never taken over, and nobody on the staff dismisses another.
"""

from __future__ import annotations

from datetime import datetime

from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.access import sessions_end
from tongban.people.actions.register import end_appointment, renew_access
from tongban.people.models import Appointment
from tongban.people.queries import appointments_of, person_by_login
from tongban.people.vocabulary import PersonView, Role

_LAW = "house rule: the court's register of functions"


def end_functions(
    login: str, *, court: str = "", role: str = "", by: Actor, at: datetime
) -> tuple[tuple[str, str], ...]:
    """The owner of `login` holds no function any more, or not those at `court` or as `role`; all sessions end.

    Returns role and court of what ended, functions taken in an emergency among them. Refused: nobody has this login,
    no such function.
    """
    person = _of_staff(login, by, at)
    with act(by=by, at=at) as record:
        held = locked(Appointment.objects.filter(person__uid=person.uid, since__lte=at).exclude(until__lte=at))
        ended = [one for one in held if court in ("", one.court) and role in ("", one.role)]
        if not ended:
            raise Refused(Refusal("people.no_such_appointment", _LAW))
        for one in ended:
            end_appointment(record, person=person.uid, role=Role(one.role), court=one.court)
        sessions_end(record, person.uid)
    return tuple((one.role, one.court) for one in ended)


def renew_staff_access(login: str, password: str, *, by: Actor, at: datetime) -> None:
    """A new password for a member of staff; passkeys, codes, links and sessions end. Refused as above."""
    person = _of_staff(login, by, at)
    with act(by=by, at=at) as record:
        renew_access(record, person=person.uid, password=password)
        sessions_end(record, person.uid)


def _of_staff(login: str, by: Actor, at: datetime) -> PersonView:
    if by.kind is not ActorKind.OFFICE:
        raise Refused(Refusal("people.not_your_function", _LAW))
    person = person_by_login(login.strip())
    if person is None:
        raise Refused(Refusal("people.no_such_login", _LAW, ("login",)))
    if not appointments_of(person.uid, at=at):
        raise Refused(Refusal("people.no_such_appointment", _LAW))
    return person
