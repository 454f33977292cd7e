"""Headers and addresses that lie: about the host, the client, the method, where to go next."""

from __future__ import annotations

import dataclasses
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.attacks.crawl import crawl, forms
from tests.attacks.world import World
from tests.builders import House
from tests.entrances.portal_people import account_of, browser
from tongban.wiring.limits import household
from tongban.wiring.platform import Platform, PlatformMisconfigured
from tongban.wiring.proxies import WhereFrom

EVIL = (
    *("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
    *(
        "http:evil.example",
        "\t//evil.example",
        "https:/evil.example",
        "///evil.example",
        "/%09/evil.example",
        "//evil%00",
    ),
    *("https://localhost:8001@evil.example/", "https://localhost:8001.evil.example/", "data:text/html,x"),
)
PASSWORD = "a-long-password-1"


def away(answer: Any) -> bool:  # noqa: ANN401 - Django's answer
    """Whether the answer leads to another machine."""
    to = str(answer.headers.get("Location", "/"))
    return not to.startswith("/") or to.startswith(("//", "/\\"))


@pytest.mark.parametrize("target", EVIL)
def test_no_way_back_leads_elsewhere(house: House, target: str) -> None:
    """Every page that takes `next`, for a stranger and for one who has signed in."""
    account: Any = account_of(house, house.lin.uid)
    asked = {"next": target, "language": "en", "login": account.login, "password": PASSWORD, "then": target}
    for name in (
        "account_login",
        "account_logout",
        "set_language",
        "face:preferences",
        "mfa_index",
        "mfa_authenticate",
    ):
        for client in (browser(house), browser(house, house.lin.uid)):
            for answer in (client.get(reverse(name), {"next": target}), client.post(reverse(name), asked)):
                assert not away(answer), f"{name}: {answer.headers['Location']}"
                assert b'href="' + target.encode() not in answer.content


def test_the_host_that_a_client_names_stands_in_no_link(world: World) -> None:
    client = world.browsers["plaintiff"]
    client.defaults["HTTP_X_FORWARDED_HOST"] = "evil.example"
    client.defaults["HTTP_FORWARDED"] = "host=evil.example"
    for page in crawl(client, each=1):
        assert b"evil.example" not in page.content, page.path
        assert "evil.example" not in str(page.headers), page.path


def test_a_production_platform_answers_to_its_own_name_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["court.example"])
    assert Client(headers={"host": "court.example"}).get("/").status_code == 200
    for host in ("evil.example", "court.example.evil.example", "court.example@evil.example", "[::1]", ""):
        assert Client(headers={"host": host}).get("/").status_code == 400


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"])
def test_no_header_makes_an_act_of_a_look(house: House, header: str) -> None:
    client = browser(house, house.lin.uid)
    assert client.get(reverse("sessions_end"), headers={header: "POST"}).status_code == 405
    assert client.get(f"{reverse('sessions_end')}?_method=POST").status_code == 405


def seen_through(
    monkeypatch: pytest.MonkeyPatch, proxies: tuple[str, ...], line: str = "10.0.0.5", **headers: str
) -> Any:  # noqa: ANN401 - a request
    named = tuple(ip_network(one) for one in proxies)
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, proxies=named))
    request = RequestFactory().get("/", REMOTE_ADDR=line, **headers)
    WhereFrom(lambda _: None)(request)  # type: ignore[arg-type,return-value]
    return request


@pytest.mark.parametrize(
    ("said", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9, 10.0.0.6", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
        ("6.6.6.6, nonsense", "10.0.0.5"),
        ("", "10.0.0.5"),
        ("10.0.0.6", "10.0.0.5"),
    ],
)
def test_a_proxy_of_ours_says_who_came_and_nobody_before_it(
    monkeypatch: pytest.MonkeyPatch, said: str, client: str
) -> None:
    request = seen_through(monkeypatch, ("10.0.0.0/24",), HTTP_X_FORWARDED_FOR=said)
    assert request.META["REMOTE_ADDR"] == client
    assert "HTTP_X_FORWARDED_FOR" not in request.META


def test_an_address_of_ipv4_on_a_line_of_ipv6_is_one_household_and_may_be_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A socket for both kinds writes all of IPv4 as ::ffff:a.b.c.d: one guesser would shut everybody out."""
    strangers = [seen_through(monkeypatch, (), f"::ffff:198.51.100.{n}") for n in (7, 8)]
    assert [household(one) for one in strangers] == ["198.51.100.7", "198.51.100.8"]
    said = {"HTTP_X_FORWARDED_FOR": "::ffff:203.0.113.9"}
    assert seen_through(monkeypatch, ("10.0.0.0/24",), "::ffff:10.0.0.5", **said).META["REMOTE_ADDR"] == "203.0.113.9"


def test_nobody_else_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "evil"}
    request = seen_through(monkeypatch, (), **said)
    assert request.META["REMOTE_ADDR"] == "10.0.0.5"
    assert not request.is_secure()
    assert not set(said) & set(request.META)
    assert seen_through(monkeypatch, ("10.0.0.0/24",), **said).is_secure()


def test_a_production_platform_speaks_encrypted_and_marks_its_cookies(tmp_path: Path) -> None:
    file = tmp_path / "platform.toml"
    start = 'slug = "x"\ntree = ["渝"]\nprofile = "production"\n'
    file.write_text(start + 'public_url = "http://court.example"\n', encoding="utf-8")
    with pytest.raises(PlatformMisconfigured, match="https"):
        Platform.load(tmp_path)
    file.write_text(start + 'public_url = "https://court.example"\n', encoding="utf-8")
    assert Platform.load(tmp_path).private_networks == ()
    import json
    import os
    import subprocess
    import sys

    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY"]
    asks = (
        f"from tongban.wiring import settings as s; import json; print(json.dumps([getattr(s, n) for n in {names}] + "
    )
    asks += "[s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SECURE_HSTS_SECONDS, s.ALLOWED_HOSTS, s.DEBUG]))"
    environment = {**os.environ, "TONGBAN_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", asks], env=environment, capture_output=True, text=True, check=True)
    *flags, session, csrf, hsts, hosts, debug = json.loads(done.stdout)
    assert flags == [True] * 4
    assert session.startswith("__Host-")
    assert csrf.startswith("__Host-")
    assert hsts >= 31_536_000
    assert (hosts, debug) == (["court.example"], False)


def test_the_pages_forms_lead_to_this_platform_only(world: World) -> None:
    for who in ("nobody", "plaintiff"):
        for page in crawl(world.browsers[who], each=1):
            for form in forms(page) if page.status == 200 else ():
                assert form.action.startswith("/"), (page.path, form.action)
                assert not form.action.startswith("//")


def test_who_found_a_weakness_reads_whom_to_tell(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404, "the operator has named nobody"
    named = dataclasses.replace(settings.TONGBAN, security_contacts=("mailto:security@court.example",))
    monkeypatch.setattr(settings, "TONGBAN", named)
    answer = Client().get("/.well-known/security.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@court.example"
    assert lines["Expires"].endswith("Z")
    assert lines["Canonical"] == f"{settings.TONGBAN.public_url}/.well-known/security.txt"


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ('security_contacts = ["security@court.example"]', "mailto:"),
        ('security_contacts = "x"', "mailto:"),
        ('scanner = "clamd"', "socket of clamd"),
        ("scanner = 3310", "socket of clamd"),
        ('proxies = ["proxy.court"]', "must list networks"),
        ('private_networks = "10.0.0.0/8"', "must list networks"),
        ("proxies = [true]", "must list networks"),
    ],
)
def test_a_setting_that_protects_nothing_is_refused_at_the_start(tmp_path: Path, setting: str, says: str) -> None:
    file = tmp_path / "platform.toml"
    file.write_text(f'slug = "x"\ntree = ["渝"]\n{setting}\n', encoding="utf-8")
    with pytest.raises(PlatformMisconfigured, match=says):
        Platform.load(tmp_path)
