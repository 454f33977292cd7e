"""What every request rests on: who acts, beside whom, in which session; and that looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.builders import MONDAY, OPERATOR, WUHOU, YUZHONG, House, refused, step
from tongban.documents.adapters.demo_authority import make_authority
from tongban.frame.guard import lifted
from tongban.kernel.actor import IdentityLevel
from tongban.people.actions.register import open_account
from tongban.people.models import Account, Appointment
from tongban.wiring.viewers import actor_of, assisted_by, viewer_of

PASSWORD = "correct horse battery"


def account(person: UUID, login: str) -> Account:
    return step(OPERATOR, MONDAY, lambda record: open_account(record, person=person, login=login, password=PASSWORD))


@pytest.fixture
def clerk(house: House) -> Account:
    assert house.wuhou_clerk.person is not None
    return account(house.wuhou_clerk.person, "wuhou-clerk")


def request_of(house: House, user: Account, path: str = "/", **session: str) -> Any:  # noqa: ANN401 - a request as wiring completes it
    """A request as it reaches the pages."""
    made: Any = RequestFactory().get(path)
    made.user, made.session, made.at = user, session, house.at
    made.assisted = assisted_by(made)
    made.viewer = viewer_of(made)
    return made


def test_a_person_acts_as_a_party_with_the_level_that_was_proven(house: House) -> None:
    actor = actor_of(request_of(house, account(house.lin.uid, "lin")), "party")
    assert (actor.person, actor.role, actor.level) == (house.lin.uid, "party", IdentityLevel.COUNTER)
    assert (actor.court, actor.helper, actor.platform) == ("", None, settings.TONGBAN.slug)


@pytest.mark.parametrize(
    ("role", "court"), [("clerk", YUZHONG), ("judge", WUHOU), ("clerk", ""), ("office", WUHOU), ("", WUHOU)]
)
def test_a_clerk_acts_only_in_his_own_function_at_his_own_court(
    house: House, clerk: Account, role: str, court: str
) -> None:
    assert actor_of(request_of(house, clerk), "clerk", WUHOU).court == WUHOU
    with refused("people.not_your_function"):
        actor_of(request_of(house, clerk), role, court)


def test_who_is_not_signed_in_cannot_act(house: House) -> None:
    from django.contrib.auth.models import AnonymousUser

    stranger: Any = AnonymousUser()
    for role in ("party", "clerk"):
        with refused("people.sign_in_first"):
            actor_of(request_of(house, stranger, assisting=str(house.lin.uid), assisting_court=WUHOU), role)


def beside_lin(house: House, clerk: Account, path: str = "/", court: str = WUHOU) -> Any:  # noqa: ANN401 - as above
    return request_of(house, clerk, path, assisting=str(house.lin.uid), assisting_court=court)


def test_beside_a_person_the_act_is_the_persons_and_the_clerk_is_recorded_as_helper(
    house: House, clerk: Account
) -> None:
    actor = actor_of(beside_lin(house, clerk), "party")
    assert (actor.person, actor.helper, actor.helper_court) == (house.lin.uid, house.wuhou_clerk.person, WUHOU)


def test_beside_a_person_a_clerk_has_no_rights_of_the_court_on_the_portal(house: House, clerk: Account) -> None:
    request = beside_lin(house, clerk)
    assert (request.viewer.person, request.viewer.courts) == (house.lin.uid, frozenset())
    with refused("people.not_your_function"):
        actor_of(request, "clerk", WUHOU)


def test_at_the_desk_the_clerk_is_himself_and_helps_nobody_by_accident(house: House, clerk: Account) -> None:
    request = beside_lin(house, clerk, "/desk/")
    assert (request.viewer.person, request.viewer.courts) == (house.wuhou_clerk.person, {WUHOU})
    assert actor_of(request, "party").helper is None


def test_nobody_stands_in_anothers_place_without_working_at_that_counter(house: House, clerk: Account) -> None:
    for request in (
        beside_lin(house, clerk, court=YUZHONG),
        beside_lin(house, clerk, court=""),
        beside_lin(house, account(house.zhou.uid, "zhou")),
        beside_lin(house, account(house.wuhou_judge.person, "wuhou-judge")),  # type: ignore[arg-type]
    ):
        assert request.assisted is None
        assert request.viewer.person != house.lin.uid


def test_helping_ends_with_the_appointment(house: House, clerk: Account) -> None:
    assert beside_lin(house, clerk).assisted == house.lin.uid
    with lifted("test: the appointment ends"):
        Appointment.objects.filter(person__uid=house.wuhou_clerk.person).update(until=house.at)
    assert beside_lin(house, clerk).assisted is None


def sign_in(client: Client, login: str, password: str = PASSWORD) -> int:
    return client.post(reverse("account_login"), {"login": login, "password": password}).status_code


def test_signing_in_gives_the_session_a_new_name(house: House, client: Client) -> None:
    """A session name that somebody planted before is worth nothing afterwards."""
    account(house.lin.uid, "lin")
    session = client.session
    session["planted"] = "x"
    session.save()
    name = settings.SESSION_COOKIE_NAME
    client.cookies[name] = session.session_key or ""
    planted = session.session_key
    assert sign_in(client, "lin", "wrong password") == 200
    assert sign_in(client, "lin") == 302
    assert client.cookies[name].value != planted
    assert client.cookies[name]["httponly"]


def test_signing_out_ends_helping(house: House, client: Client, clerk: Account) -> None:
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["assisting"], session["assisting_court"] = str(house.lin.uid), WUHOU
    session.save()
    client.force_login(account(house.lin.uid, "lin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "assisting" not in client.session


def test_there_is_no_sign_up(client: Client, db: None) -> None:
    assert client.get("/accounts/signup/").status_code == 404
    assert client.get("/sign-in/signup/").status_code == 404


@contextmanager
def watched() -> Iterator[list[str]]:
    """The statements of the block that change a table, sessions apart."""
    seen: list[str] = []

    def look(execute: Any, sql: str, params: object, many: bool, context: Any) -> Any:  # noqa: ANN401 - Django's hook
        word = sql.lstrip("( ").split(" ", 1)[0].upper()
        if word not in {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN"} and "django_session" not in sql:
            seen.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def addresses() -> Iterator[str]:
    """Every address of portal and desk that takes no argument."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for pattern in patterns:
            route = before + str(pattern.pattern).lstrip("^").rstrip("$")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif "<" not in route and "(" not in route:
                yield f"/{route}"

    yield from sorted(set(walk(get_resolver().url_patterns, "")))


def test_looking_at_a_page_changes_nothing(house: House, client: Client) -> None:
    """GET never writes (house.md): every page without argument, for nobody, a party and each function."""
    make_authority(Path(settings.TONGBAN.home))
    house.draft()
    house.case()
    people = [house.lin.uid, house.clerk.person, house.judge.person]
    for number, person in enumerate((None, *people)):
        visitor = Client()
        if person is not None:
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            visitor.force_login(account(person, f"person-{number}"), backend=backend)
        for address in addresses():
            with watched() as written:
                answer = visitor.get(address)
            assert written == [], address
            assert answer.status_code < 500, address
