"""Guessing codes and passwords, counting papers through, flooding: who overdoes it waits, and nobody else does."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from outlets import addresses

from tests.builders import House, picture
from tests.entrances.portal_people import account_of, browser
from tongban.wiring.limits import LIMITS, Limit, limit_of

LOGIN = reverse("account_login")
PASSWORD = "a-long-password-1"


def limit(name: str) -> Limit:
    return next(one for one in LIMITS if one.name == name)


@pytest.mark.parametrize("one", LIMITS, ids=lambda one: one.name)
def test_every_limit_names_addresses_that_exist_and_its_reason(one: Limit) -> None:
    known = {address.route for address in addresses()}
    for text in one.addresses:
        method, _, route = text.partition(" ")
        assert method in {"GET", "POST"}
        assert route in known or route.replace("<", "<uuid:") in known, route
        assert limit_of(method, route.removeprefix("/")) is one
    assert 0 < one.each <= one.together, "an address holds several people"
    assert one.reason


def test_who_counts_codes_through_waits_and_is_told_how_long_and_whom_to_ask(house: House) -> None:
    client, most = Client(headers={"accept-language": "en"}), limit("join codes").together
    answers = [client.post("/join/", {"code": f"AAAA-{n:04d}"}) for n in range(most + 1)]
    assert {answer.status_code for answer in answers[:most]} == {422}
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= limit("join codes").seconds
    page = answers[-1].content.decode()
    assert "try once more" in page
    assert 'class="contact' in page
    assert client.get("/join/").status_code == 200, "a look at the page is no guess"


def test_one_who_guesses_does_not_stop_others_behind_the_same_address(house: House) -> None:
    known = browser(house)
    account: Any = account_of(house, house.lin.uid)
    assert known.post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 302
    known.post(reverse("account_logout"))
    guesser = Client()
    for n in range(limit("sign-in").together):
        guesser.post(LOGIN, {"login": f"guess{n}", "password": "wrong"})
    assert guesser.post(LOGIN, {"login": "x", "password": "wrong"}).status_code == 429
    assert known.post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 302, "a known browser"
    signed_in = browser(house, house.zhou.uid)
    assert signed_in.post("/join/", {"code": "AAAA"}).status_code == 422, "who has signed in is a person, no address"
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert elsewhere.post(LOGIN, {"login": "x", "password": "wrong"}).status_code == 200


def test_nobody_locks_a_person_out_of_the_browser_she_always_uses(house: House) -> None:
    account: Any = account_of(house, house.lin.uid)
    hers = browser(house)
    hers.post(LOGIN, {"login": account.login, "password": PASSWORD})
    hers.post(reverse("account_logout"))
    for n in range(6):
        Client(REMOTE_ADDR=f"198.51.100.{n}").post(LOGIN, {"login": account.login, "password": "wrong"})
    strangers = Client().post(LOGIN, {"login": account.login, "password": PASSWORD})
    assert strangers.status_code == 200, "guessed at too often: a browser nobody knows does not come in"
    assert hers.post(LOGIN, {"login": account.login.upper(), "password": PASSWORD}).status_code == 302


def test_a_forged_or_foreign_device_is_no_known_one(house: House) -> None:
    account: Any = account_of(house, house.lin.uid)
    zhous = browser(house)
    zhous.post(LOGIN, {"login": account_of(house, house.zhou.uid).login, "password": PASSWORD})  # type: ignore[attr-defined]
    zhous.post(reverse("account_logout"))
    for _ in range(5):
        zhous.post(LOGIN, {"login": account.login, "password": "wrong"})
    assert zhous.post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 200
    client = browser(house)
    client.cookies[settings.TONGBAN_DEVICE_COOKIE] = "eyJuYW1lIjoieCIsIm9wZW5lZCI6W119:1:forged"
    assert client.post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 200


def test_a_person_is_counted_whatever_address_she_comes_from(house: House) -> None:
    client, most = browser(house, house.lin.uid), limit("names of helpers").each
    codes = [
        client.post("/account/beside/name/", {"login": f"n{n}", "days": 3}, REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(most + 1)
    ]
    assert 429 not in codes[:most]
    assert codes[-1] == 429


def test_a_program_is_counted_as_its_person_and_told_in_its_language(house: House) -> None:
    from tongban.api.tokens import issue_token

    account: Any = account_of(house, house.lin.uid)
    bearer = {"authorization": f"Bearer {issue_token(account)}"}
    answer: Any = None
    for _ in range(limit("uploads").each + 1):
        answer = Client(headers=bearer).post("/api/v1/files", {"file": SimpleUploadedFile("a.txt", b"x")})
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["reasons"][0]["reason"] == "requests.too_often"
    other: Any = account_of(house, house.zhou.uid)
    sent = {"file": SimpleUploadedFile("a.png", picture().read()), "state_secret": "no"}
    assert (
        Client(headers={"authorization": f"Bearer {issue_token(other)}"}).post("/api/v1/files", sent).status_code == 201
    )


def test_addresses_of_one_household_count_as_one(house: House) -> None:
    most = limit("join codes").together
    for n in range(most):
        Client(REMOTE_ADDR=f"2001:db8:1:2::{n:x}").post("/join/", {"code": "AAAA"})
    assert Client(REMOTE_ADDR="2001:db8:1:2:ffff::1").post("/join/", {"code": "AAAA"}).status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").post("/join/", {"code": "AAAA"}).status_code == 422


# The file of counts


def test_counts_are_shared_by_processes_and_survive_a_restart(tmp_path: Path) -> None:
    cache.add("tries", 1, 60)
    asks = "from django.core.cache import cache; print([cache.incr('tries') for _ in range(50)][-1] > 0 or 1/0)"
    setup = f"from django.conf import settings; settings.TONGBAN_COUNTS = {str(settings.TONGBAN_COUNTS)!r};"
    command = [sys.executable, "-c", f"import django; django.setup(); {setup} {asks}"]
    running = [subprocess.Popen(command) for _ in range(2)]
    assert [one.wait() for one in running] == [0, 0]
    assert cache.get("tries") == 101


def test_counts_are_exact_when_many_try_at_once() -> None:
    cache.add("tries", 0, 60)
    threads = [threading.Thread(target=lambda: [cache.incr("tries") for _ in range(100)]) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert cache.get("tries") == 400


def test_a_count_that_ran_out_is_none() -> None:
    assert cache.add("a", 5, 0.01)
    assert not cache.add("b", 1, 60) or not cache.add("b", 2, 60)
    import time

    time.sleep(0.02)
    assert cache.get("a") is None
    with pytest.raises(ValueError, match="a"):
        cache.incr("a")
    assert cache.add("a", 7, 60)
    assert cache.get("a") == 7
    cache.set("a", [1.5, 2.5], 60)
    assert cache.get("a") == [1.5, 2.5]
    assert cache.touch("a", 60)
    assert cache.delete("a")
    assert not cache.delete("a")
    cache.clear()
    assert cache.get("b") is None


def test_a_court_goes_on_when_it_cannot_count(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(settings, "TONGBAN_COUNTS", tmp_path / "nowhere" / "counts.sqlite3")
    account: Any = account_of(house, house.lin.uid)
    assert browser(house).post(LOGIN, {"login": account.login, "password": PASSWORD}).status_code == 302
    assert "attempts are not counted" in caplog.text
