"""The frame of every page of the desk: who works here, for which court, and what stands in the bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from tongban.access.audience import Audience, open_to
from tongban.courts.queries import court_name
from tongban.desk.wording.frame import QUEUES
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES

COURT_KEY = "desk_court"
"""Where the session keeps the chosen court of a person who works at several."""
_ORDER = (Role.CLERK, Role.JUDGE, Role.LIAISON, Role.PRESIDENT)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Queue:
    """A tab of the bar."""

    label: object
    href: str
    key: str
    current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What the bar shows: the court worked for, those to choose from, the person and the person's functions there."""

    court: str
    court_name: str
    courts: tuple[tuple[str, str], ...]
    roles: tuple[Role, ...]
    role_words: tuple[object, ...]
    name: str
    helping: str
    queues: tuple[Queue, ...]


class DeskRequest(CourtRequest):
    """A request of somebody who holds a function at a court."""

    desk: Desk


def staff_page(*roles: Role) -> Callable[[View], View]:
    """Opens a page to staff, with `roles` to those who hold one of them at the chosen court. To all others the page
    does not exist. What is hidden from the viewer does not exist either.
    """

    def outer(view: View) -> View:
        @wraps(view)
        def inner(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.desk = _desk(request)
            if roles and not set(roles) & set(request.desk.roles):
                raise Http404
            try:
                return view(request, *args, **kwargs)
            except Refused as no:
                if all(".no_such_" in refusal.reason for refusal in no.refusals):
                    raise Http404 from no
                raise

        return open_to(Audience.STAFF, *roles)(inner)

    return outer


def own_court(request: DeskRequest, court: str) -> None:
    """Leave with 404 unless the viewer works at `court`: who sees a row as a party sees it on the portal, not here."""
    if court not in request.viewer.courts:
        raise Http404


def roles_at(request: DeskRequest, court: str) -> tuple[Role, ...]:
    """The viewer's functions at `court`."""
    return tuple(role for role in _ORDER if request.viewer.has_role(role, court))


def conducts(request: DeskRequest, court: str) -> bool:
    """Whether the viewer keeps or tries cases at `court`: pages for that work are linked for nobody else."""
    return bool({Role.CLERK, Role.JUDGE} & set(roles_at(request, court)))


def roles_in(request: DeskRequest, court: str, case: UUID) -> tuple[Role, ...]:
    """The viewer's functions at `court`, those first to which the case is open: in them the person acts in it."""
    viewer = request.viewer
    open_to = {Role.JUDGE: viewer.panels, Role.CLERK: viewer.kept | viewer.opened, Role.PRESIDENT: viewer.opened}
    return tuple(sorted(roles_at(request, court), key=lambda role: case not in open_to.get(role, ())))


def tried(act: Callable[[], Any]) -> tuple[Any, tuple[Refusal, ...]]:
    """The outcome of an act, or why it was refused, for a page that shows itself again with the reasons."""
    try:
        return act(), ()
    except Refused as no:
        if all(".no_such_" in refusal.reason for refusal in no.refusals):
            raise
        return None, no.refusals


def _desk(request: DeskRequest) -> Desk:
    today = timezone.localtime(request.at).date()
    codes = sorted(request.viewer.courts)
    chosen = request.session.get(COURT_KEY, "")
    court = chosen if chosen in codes else codes[0]
    roles = roles_at(request, court)
    person = request.viewer.person
    names = names_of({uid for uid in (person, request.assisted) if uid})
    return Desk(
        court=court,
        court_name=court_name(court, today),
        courts=tuple((code, court_name(code, today)) for code in codes),
        roles=roles,
        role_words=tuple(ROLES[role] for role in roles),
        name=_name(names, person),
        helping=_name(names, request.assisted),
        queues=_queues(request, roles),
    )


def _name(names: dict[UUID, str], uid: UUID | None) -> str:
    return names.get(uid, "") if uid else ""


def _queues(request: DeskRequest, roles: tuple[Role, ...]) -> tuple[Queue, ...]:
    match = request.resolver_match
    here = (match.url_name or "").partition("_")[0] if match else ""
    return tuple(
        Queue(queue.label, reverse(queue.url), queue.key, here in queue.sections)
        for queue in QUEUES
        if not queue.roles or set(queue.roles) & set(roles)
    )
