"""A person's ways to sign in, devices, and what stands against those who try to come in another's place."""

from __future__ import annotations

import json
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import global_settings, settings
from django.contrib.auth import hashers
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.builders import House, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of, browser
from tongban.api.tokens import account_of as account_of_token
from tongban.api.tokens import issue_token
from tongban.people.models import Account
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

PASSWORD = "a-long-password-1"
LOGIN = reverse("account_login")


def sign_in(house: House, password: str = PASSWORD, client: Client | None = None, **more: str) -> tuple[Client, Any]:
    """Lin signs in by the page; gives the browser and the answer."""
    account: Any = account_of(house, house.lin.uid)
    client = client or browser(house)
    return client, client.post(LOGIN, {"login": account.login, "password": password, **more})


def code_of(secret: str) -> str:
    """What a code generator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_generator(client: Client, password: str = PASSWORD) -> str:
    """Set up a code generator through the pages; gives its secret."""
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    if page.redirect_chain:
        page = client.post(page.redirect_chain[-1][0], {"password": password}, follow=True)
    found = re.search(r"data-secret>([A-Z2-7]+)<", page.content.decode())
    assert found, page.content.decode()
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])})
    assert done.url == reverse("mfa_view_recovery_codes")
    return found[1]


# Ways to sign in


def test_a_code_generator_is_asked_for_after_the_password(house: House) -> None:
    client, _ = sign_in(house)
    secret = with_generator(client)
    other, answer = sign_in(house)
    assert answer.url == reverse("mfa_authenticate")
    assert other.get(reverse("portal:account")).status_code == 302, "half signed in is not signed in"
    assert other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    cache.clear()
    assert other.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
    assert house.lin.name in other.get(reverse("portal:account")).content.decode()


def test_a_code_counts_once(house: House) -> None:
    client, _ = sign_in(house)
    code = code_of(with_generator(client))
    cache.clear()
    first, _ = sign_in(house)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    second, _ = sign_in(house)
    assert second.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_a_code_that_was_used_counts_no_more_in_the_next_period(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock may be wrong by one period, so a code could be right for three of them."""
    client, _ = sign_in(house)
    code = code_of(with_generator(client))
    began = time.time()
    cache.clear()
    monkeypatch.setattr(time, "time", lambda: began)
    first, _ = sign_in(house)
    assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    monkeypatch.setattr(time, "time", lambda: began + 31)
    second, _ = sign_in(house)
    assert second.post(reverse("mfa_authenticate"), {"code": f"{code[:3]} {code[3:]}"}).status_code == 200


def test_a_spare_code_counts_once_and_is_shown_once(house: House) -> None:
    client, _ = sign_in(house)
    with_generator(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    assert not re.findall(r"<code>\d", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    for status in (302, 200):
        other, _ = sign_in(house)
        assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == status


def test_the_secret_of_a_code_generator_is_not_readable_in_the_database(house: House) -> None:
    client, _ = sign_in(house)
    secret = with_generator(client)
    assert all(secret not in str(row.data) for row in Authenticator.objects.all())


def test_each_change_of_the_access_is_in_the_register(
    house: House, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    client, _ = sign_in(house)
    with django_capture_on_commit_callbacks(execute=True):
        with_generator(client)
    client.post(reverse("mfa_deactivate_totp"))
    new = {"oldpassword": PASSWORD, "password1": "another-long-one-2", "password2": "another-long-one-2"}
    client.post(reverse("account_change_password"), new)
    changes = [
        json.loads(entry.body)["change"] for entry in Entry.objects.filter(event="access_changed").order_by("id")
    ]
    assert changes == ["totp_activated", "totp_deactivated", "password_changed"]


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"]
)
def test_what_changes_the_access_asks_who_sits_there(house: House, name: str) -> None:
    client, _ = sign_in(house)
    if name == "mfa_view_recovery_codes":
        with_generator(client)
        client.session.flush()
        client = browser(house, house.lin.uid)
    assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate")) or client.get(
        reverse(name)
    ).url.startswith(reverse("mfa_reauthenticate"))


def test_a_password_alone_does_not_take_a_second_factor_away(house: House) -> None:
    client, _ = sign_in(house)
    with_generator(client)
    thief = browser(house, house.lin.uid)  # a stolen session, and the password was overheard
    assert thief.get(reverse("mfa_deactivate_totp")).url.startswith(reverse("mfa_reauthenticate"))
    thief.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert thief.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.parametrize(
    "name", ["mfa_index", "usersessions_list", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password"]
)
def test_a_stranger_is_asked_to_sign_in_and_a_clerks_access_is_closed_beside_a_person(house: House, name: str) -> None:
    assert browser(house).get(reverse(name)).url.startswith(LOGIN)
    clerk = signed_in(house, house.clerk.person)
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    assert clerk.get(reverse(name)).url == reverse("portal:home")


def test_nobody_removes_anothers_passkey(house: House) -> None:
    account: Any = account_of(house, house.zhou.uid)
    row = Authenticator.objects.create(user=account, type="webauthn", data={"name": "x", "credential": {}})
    client, _ = sign_in(house)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.post(reverse("mfa_remove_webauthn", args=[row.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=row.pk).exists()


# Devices


def test_a_device_is_signed_out_from_another_and_its_cookie_is_dead(house: House) -> None:
    here, _ = sign_in(house)
    there, _ = sign_in(house)
    stolen = there.cookies[settings.SESSION_COOKIE_NAME].value
    page = here.get(reverse("usersessions_list")).content.decode()
    ids = re.findall(r'name="session" value="(\d+)"', page)
    assert len(ids) == 2
    here.post(reverse("usersessions_list"), {"session": ids[0]})
    thief = browser(house)
    thief.cookies[settings.SESSION_COOKIE_NAME] = stolen
    assert thief.get(reverse("portal:account")).status_code == 302
    assert here.get(reverse("portal:account")).status_code == 200


@pytest.mark.parametrize("sent", ["", "abc", "999999", "-1", "١"])
def test_a_device_that_is_not_mine_does_not_exist(house: House, sent: str) -> None:
    client, _ = sign_in(house)
    assert client.post(reverse("usersessions_list"), {"session": sent}).status_code == 404


def test_signing_out_everywhere_else_ends_sessions_and_tokens_of_programs(house: House) -> None:
    here, _ = sign_in(house)
    there, _ = sign_in(house)
    token = issue_token(Account.objects.get(person__uid=house.lin.uid))
    assert account_of_token(token)
    here.post(reverse("sessions_end"))
    assert account_of_token(token) is None
    assert there.get(reverse("portal:account")).status_code == 302
    assert here.get(reverse("portal:account")).status_code == 200
    assert Entry.objects.filter(event="sessions_ended").count() == 1
    assert len(re.findall(r'name="session"', here.get(reverse("usersessions_list")).content.decode())) == 1


def test_a_new_password_ends_all_other_sessions(house: House) -> None:
    here, _ = sign_in(house)
    there, _ = sign_in(house)
    new = {"oldpassword": PASSWORD, "password1": "another-long-one-2", "password2": "another-long-one-2"}
    assert here.post(reverse("account_change_password"), new).status_code == 302
    assert there.get(reverse("portal:account")).status_code == 302
    assert here.get(reverse("portal:account")).status_code == 200


# Attacks on signing in


def test_a_session_planted_before_the_sign_in_is_worth_nothing_after_it(house: House) -> None:
    client = browser(house)
    client.get(reverse("portal:join"), {"code": "x"})
    session = client.session
    session["planted"] = "by another"
    session.save()
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    sign_in(house, client=client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    attacker = browser(house)
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert attacker.get(reverse("portal:account")).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "\t//evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(house: House, target: str) -> None:
    _, answer = sign_in(house, next=target)
    assert answer.url == reverse("portal:home")


def words_of(page: HttpResponse) -> str:
    """The page without what differs from request to request."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode())
    return re.sub(r'value="[^"]*"', "", text)


def test_a_known_and_an_unknown_login_get_the_same_words(house: House) -> None:
    _, known = sign_in(house, "wrong-password")
    unknown = browser(house).post(LOGIN, {"login": "nobody-here", "password": "wrong-password"})
    assert known.status_code == unknown.status_code == 200
    assert words_of(known) == words_of(unknown)


@pytest.fixture
def slow_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords as a platform keeps them; those of all other tests cost nothing (conftest.py)."""
    monkeypatch.setattr(settings, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    hashers.reset_hashers(setting="PASSWORD_HASHERS")
    yield
    monkeypatch.undo()
    hashers.reset_hashers(setting="PASSWORD_HASHERS")


def test_a_known_and_an_unknown_login_take_the_same_time(
    house: House, slow_passwords: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {"login": None, "login_failed": None})
    account: Any = account_of(house, house.lin.uid)
    keyless: Any = account_of(house, house.zhou.uid)
    keyless.set_unusable_password()
    keyless.save()
    client = browser(house)
    taken: dict[str, list[float]] = {account.login: [], "nobody-here": [], keyless.login: []}
    for _ in range(9):
        for login, times in taken.items():
            began = time.process_time()
            client.post(LOGIN, {"login": login, "password": "wrong-password"})
            times.append(time.process_time() - began)
    known, unknown, without = (statistics.median(times) for times in taken.values())
    assert 0.6 < unknown / known < 1.6
    assert 0.6 < without / known < 1.6


def test_guessing_is_slowed_for_a_person_from_whatever_address_and_host(house: House) -> None:
    account: Any = account_of(house, house.lin.uid)
    for number in range(5):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}", headers={"host": f"localhost:{9000 + number}"})
        client.post(LOGIN, {"login": account.login.upper(), "password": "wrong-password"})
    _, answer = sign_in(house)
    assert answer.status_code == 200
    assert (
        "Too many attempts failed"
        in Client(headers={"accept-language": "en"})
        .post(LOGIN, {"login": account.login, "password": PASSWORD})
        .content.decode()
    )


def test_fields_that_no_form_has_change_nothing(house: House) -> None:
    extra = {"is_staff": "on", "is_superuser": "on", "person": "1", "user": "1", "generation": "9", "is_active": ""}
    client, answer = sign_in(house, **extra)
    assert answer.status_code == 302
    new = {"oldpassword": PASSWORD, "password1": "another-long-one-2", "password2": "another-long-one-2"}
    client.post(reverse("account_change_password"), new | extra)
    account = Account.objects.get(person__uid=house.lin.uid)
    assert (account.is_staff, account.is_superuser, account.is_active, account.generation) == (False, False, True, 0)


def test_nobody_signs_up_by_the_librarys_own_page(house: House) -> None:
    assert browser(house).post("/sign-in/closed/", {"username": "x", "password1": PASSWORD}).status_code == 404


# Staff


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform is no demonstration."""
    monkeypatch.setattr(settings, "TONGBAN_STAFF_NEED_SECOND_FACTOR", True)


def test_staff_with_a_password_alone_have_no_staff_rights(house: House, strict: None) -> None:
    clerk = signed_in(house, house.clerk.person)
    assert clerk.get(reverse("desk:inbox")).url.startswith(reverse("mfa_index"))
    assert clerk.post(reverse("desk:assist_start", args=[house.lin.uid])).status_code == 302
    assert "assisting" not in clerk.session
    page = clerk.get(reverse("mfa_index"), {"next": "/desk/"}).content.decode()
    assert "desks open only when" in page


def test_staff_enter_after_the_second_factor(house: House, strict: None) -> None:
    person = staff(house.clerk.court, Role.CLERK, "某人").person
    client = signed_in(house, person)
    secret = with_generator(client, "a long password")
    assert client.get(reverse("desk:inbox")).status_code == 302, "set up is not shown"
    cache.clear()
    shown = client.post(reverse("mfa_reauthenticate") + "?next=/desk/", {"code": code_of(secret)})
    assert shown.url == "/desk/"
    assert client.get(reverse("desk:inbox")).status_code == 200


def test_in_a_demonstration_the_second_step_is_offered_and_said_to_be_missing(house: House) -> None:
    clerk = signed_in(house, house.clerk.person)
    assert clerk.get(reverse("desk:inbox")).status_code == 200
    assert "In this demonstration" in clerk.get(reverse("mfa_index")).content.decode()
    assert "This is a demonstration" in Client(headers={"accept-language": "en"}).get(LOGIN).content.decode()


def test_parties_need_no_second_factor(house: House, strict: None) -> None:
    assert browser(house, house.lin.uid).get(reverse("portal:account")).status_code == 200
