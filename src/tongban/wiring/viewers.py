"""Gathers a viewer's facts from people and cases, once a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import viewer_for
from tongban.cases.queries.openings import meet
from tongban.cooperation.queries.guardians import torn
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import appointments_of, companion_of, identity_level, person_of_account
from tongban.people.vocabulary import STAFF_ROLES, Beside, Role
from tongban.wiring.holds import held_by, may_stand_beside
from tongban.wiring.signin import second_factor_shown
from tongban.wiring.staying import is_over


def assisted_by(request: HttpRequest) -> UUID | None:
    """The person beside whom a clerk, a named helper or a guardian acts in this session (在线诉讼规则 2(4)), or None.

    Asked at each request: who no longer works at that court's counter, or is no longer named, stands in nobody's place;
    nor does a clerk who meets the person in a case, as the other party above all (CPL 47), nor a parent whom the child
    sues or who sues the child, whether there is a case yet or not (Civil Code 168). Whoever came to a counter has left
    it by the end of the day. Nor is it who may be the one that did an act which the person disputes.
    """
    value = request.session.get("assisting")
    if not value or not request.user.is_authenticated or held_by(request):
        return None
    court, own = request.session.get("assisting_court", ""), person_of_account(request.user).uid
    if not court:
        kind = companion_of(UUID(value), own, at=request.at)  # type: ignore[attr-defined]
        against = kind is Beside.GUARDIAN and torn(own, UUID(value), at=request.at)  # type: ignore[attr-defined]
        if kind is None or against or not may_stand_beside(request, UUID(value), request.at):  # type: ignore[attr-defined]
            return None
        return UUID(value)
    today = timezone.localtime(request.at).date().isoformat()  # type: ignore[attr-defined]
    if request.session.get("assisting_on", today) != today:
        return None
    roles = appointments_of(own, at=request.at)  # type: ignore[attr-defined]
    at_counter = any((role.value, court) in roles for role in (Role.CLERK, Role.LIAISON))
    beside = at_counter and staff_may_enter(request) and not is_over(request) and not meet(own, UUID(value))
    return UUID(value) if beside else None


def staff_may_enter(request: HttpRequest) -> bool:
    """True when this session is sure enough for staff: with a second factor, except in a demonstration."""
    return not settings.TONGBAN_STAFF_NEED_SECOND_FACTOR or second_factor_shown(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request; a person assisted at a counter is seen as that person, without staff rights.

    Staff who signed in without a second factor, or whose session is over, have no staff rights either, whatever address
    they ask. At the desk they have no others: its pages tell what no party reads, so an own case is read on the portal
    alone (CPL 47). A session that a disputed act holds sees what a stranger sees.
    """
    if not request.user.is_authenticated or held_by(request):
        return Viewer(now=request.at)  # type: ignore[attr-defined]
    own = person_of_account(request.user).uid
    assisted: UUID | None = request.assisted  # type: ignore[attr-defined]
    at_desk = request.path.startswith("/desk/")
    if at_desk:
        assisted = None
    staff = assisted is None and staff_may_enter(request) and not is_over(request)
    viewer = viewer_for(assisted or own, at=request.at, staff=staff)  # type: ignore[attr-defined]
    if assisted is None:
        return viewer.in_office() if at_desk else viewer
    if request.session.get("assisting_court"):
        return replace(viewer, beside_staff=True)
    # A witness is heard alone (证据规定 72-74): what the judge shows is for no helper's eyes.
    return replace(viewer, testifying=frozenset(), beside_staff=_of_staff(own, request.at))  # type: ignore[attr-defined]


def _of_staff(person: UUID, at: datetime) -> bool:
    return any(role in STAFF_ROLES for role, _court in appointments_of(person, at=at))


def actor_of(request: HttpRequest, role: str, court: str = "") -> Actor:
    """The actor for an act done in this request in the capacity `role` (at `court` for staff).

    While a clerk works beside a person at a counter, the act is the person's and the clerk is recorded as helper.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    # Who sits in a session that is held shows who she is; an act of litigation the gate refuses.
    person = person_of_account(request.user).uid if held_by(request) else viewer.person  # type: ignore[arg-type]
    if person is None:
        raise Refused(Refusal("people.sign_in_first", "在线诉讼规则 7(1)"))
    staff_act = role not in (Role.PARTY, Role.WITNESS)
    if staff_act and not viewer.has_role(role, court):
        raise Refused(Refusal("people.not_your_function", "house rule: the court's register of functions"))
    helped = not staff_act and person == request.assisted  # type: ignore[attr-defined]
    return Actor(
        kind=ActorKind.PERSON,
        role=role,
        person=person,
        court=court if staff_act else "",
        level=identity_level(person),
        platform=settings.TONGBAN.slug,
        helper=person_of_account(request.user).uid if helped else None,  # type: ignore[arg-type]
        helper_court=request.session.get("assisting_court", "") if helped else "",
    )
