"""Sessions and keys of others: planted, stolen, replayed; and what a sign-in costs that fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import hashers
from django.contrib.sessions.backends import db as plain
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.builders import House
from tests.entrances.portal_people import account_of, browser
from tests.entrances.test_portal_doors import letter
from tongban.api.tokens import issue_token
from tongban.frame.keyring import make_ring
from tongban.wiring.sessions import SessionStore

PASSWORD = "a-long-password-1"
LOGIN = reverse("account_login")


def signed_in_by_page(house: House, **headers: str) -> Client:
    account: Any = account_of(house, house.lin.uid)
    client = Client(headers=headers)
    assert client.post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 302
    return client


def thief(client: Client, **headers: str) -> Client:
    """Another device that holds the cookie of the session."""
    stolen = Client(REMOTE_ADDR="198.51.100.66", headers={"user-agent": "Thief/1", **headers})
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return stolen


@pytest.mark.parametrize("way", ["sessions_end", "account_logout", "account_change_password"])
def test_a_stolen_cookie_is_dead_once_its_owner_ends_the_sessions(house: House, way: str) -> None:
    client = signed_in_by_page(house)
    stolen = thief(client)
    assert stolen.get(reverse("portal:account")).status_code == 200, "until then it is the owner's"
    other = signed_in_by_page(house)
    new = {"oldpassword": PASSWORD, "password1": "another-long-one-2", "password2": "another-long-one-2"}
    ends = client if way == "account_logout" else other
    assert ends.post(reverse(way), new).status_code == 302
    assert stolen.get(reverse("portal:account")).status_code == 302
    assert stolen.post(reverse("sessions_end")).status_code == 302
    assert stolen.post("/api/v1/token").status_code == 401


def test_a_session_that_an_attacker_planted_is_never_the_victim_s(house: House) -> None:
    """By the sign-in page, and by joining with a letter's code: both begin a new one."""
    attacker = browser(house)
    attacker.get(reverse("portal:join"), {"code": "x"})
    session = attacker.session
    session["planted"] = True
    session.save()
    _case, code = letter(house)
    victim = browser(house)
    victim.cookies[settings.SESSION_COOKIE_NAME] = attacker.session.session_key
    victim.post("/join/", {"code": code})
    told = {"name": "周志强", "id_number": house.zhou.id_number, "login": "zhou-2026", "password": "x-long-password-1"}
    victim.post("/join/identity/", told | {"email": ""})
    attacker.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert attacker.get(reverse("portal:account")).status_code == 302


def test_a_made_up_session_is_not_taken_over(house: House) -> None:
    client = browser(house)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    account: Any = account_of(house, house.lin.uid)
    client.post(LOGIN, {"login": account.login, "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32


def test_a_token_of_a_program_is_no_token_of_anybody_else(house: House) -> None:
    token = issue_token(account_of(house, house.lin.uid))  # type: ignore[arg-type]
    for forged in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.swapcase(),
        token.rpartition(":")[0],
        "",
        "null",
    ):
        assert Client(headers={"authorization": f"Bearer {forged}"}).get("/api/v1/cases").status_code == 401
    for scheme in ("Basic ", "Bearer", "Token "):
        assert Client(headers={"authorization": f"{scheme}{token}"}).get("/api/v1/cases").status_code == 401
    other = signed_in_by_page(house)
    other.post(reverse("sessions_end"))
    assert Client(headers={"authorization": f"Bearer {token}"}).get("/api/v1/cases").status_code == 401


def test_a_failed_sign_in_costs_the_same_for_a_known_an_unknown_and_a_keyless_account(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: one computation of the password's digest each, of the same strength."""
    worked: list[str] = []
    hasher = type(hashers.get_hasher())
    plainly = hasher.encode

    def counted(self: Any, password: str, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - Django's signature
        worked.append(type(self).__name__)
        return str(plainly(self, password, *args, **kwargs))

    known: Any = account_of(house, house.lin.uid)
    keyless: Any = account_of(house, house.zhou.uid)
    closed: Any = account_of(house, house.clerk.person)  # type: ignore[arg-type]
    keyless.set_unusable_password()
    keyless.save()
    closed.is_active = False
    closed.save()
    monkeypatch.setattr(hasher, "encode", counted)
    cost = {}
    for login in (known.login, "nobody-here", keyless.login, closed.login):
        worked.clear()
        assert browser(house).post(LOGIN, {"login": login, "password": "wrong"}).status_code == 200
        cost[login] = list(worked)
    assert len({tuple(one) for one in cost.values()}) == 1, cost
    assert len(cost["nobody-here"]) == 1


@pytest.mark.parametrize(
    "credential",
    [
        *(
            "",
            "x",
            "[]",
            "null",
            "1",
            '"x"',
            "{}",
            '{"response": null}',
            '{"response": []}',
            "{" * 5000,
            '{"response": "x"}',
        ),
        *(
            '{"response": {"userHandle": 1}}',
            '{"response": {"userHandle": null}}',
            '{"response": {"userHandle": "AA"}}',
        ),
        *(
            '{"response": {"userHandle": "/w"}}',
            '{"response": {"userHandle": "MQ"}}',
            '{"response": {"userHandle": "' + "9" * 999 + '"}}',
        ),
    ],
)
def test_what_is_no_assertion_of_a_passkey_is_told_so(house: House, credential: str) -> None:
    """That a real one counts once, a browser with an authenticator proves (tests/journeys)."""
    client = browser(house)
    assert (
        "challenge"
        in client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()["request_options"][
            "publicKey"
        ]
    )
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.status_code in {302, 422}
    assert client.get(reverse("portal:account")).status_code == 302, "nobody is signed in"


def test_what_a_person_is_in_the_middle_of_cannot_be_read_in_the_database(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _case, code = letter(house)
    client = Client()
    client.post("/join/", {"code": code})
    (kept,) = Session.objects.values_list("session_data", flat=True)
    assert plain.SessionStore().decode(kept) == {}
    assert SessionStore().decode(kept)["join_code"]
    assert client.get("/join/letter/").status_code == 200
    monkeypatch.setattr(settings, "TONGBAN_PERSONAL_KEYS", tmp_path / "personal.json")
    make_ring(tmp_path / "personal.json")
    assert client.get("/join/letter/").url == "/join/", "of a key that was forgotten nothing is known"  # type: ignore[attr-defined]
    assert SessionStore().decode(plain.SessionStore().encode({"join_code": code})) == {}


def test_the_next_person_at_the_same_screen_reads_no_page_by_going_back(house: House) -> None:
    client = signed_in_by_page(house)
    assert "Clear-Site-Data" not in client.get(reverse("portal:account")).headers
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in client.get("/").headers
