"""People sign in with Chromium on a telephone: passkey, code generator, another place. No script stands in a page."""

from __future__ import annotations

import dataclasses
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from playwright.sync_api import Page, sync_playwright

from tests.acts.licences import LAWYER, licence_line, table
from tests.builders import OPERATOR, House, id_number, step
from tests.entrances.identity_provider import CLIENT, SECRET, behave, running
from tests.entrances.portal_people import account_of
from tests.entrances.test_face_browser import Quiet
from tests.entrances.test_signin_pages import code_of
from tests.journeys.chromium_hand import PHONE, Crawl
from tests.journeys.test_the_story_in_a_browser import CHROMIUM
from tongban.cases.actions.join import issue_code
from tongban.cases.vocabulary import Side, Stage
from tongban.people.actions.licences import take_licences
from tongban.people.vocabulary import Provider

pytestmark = pytest.mark.once

PASSWORD = "a-long-password-1"


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    """Axe looks at each kind of page once, at 360 pixels."""
    found = Crawl(tmp_path)
    yield found
    assert not found.violations, "\n".join(found.violations)


@pytest.fixture
def court(committed_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The platform served at `localhost`, the only name without encryption at which browsers make passkeys."""
    cache.clear()
    handler = StaticFilesHandler(WSGIHandler())
    server: WSGIServer = make_server("localhost", 0, handler, handler_class=Quiet)
    address = f"http://localhost:{server.server_port}"
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, public_url=address))
    monkeypatch.setattr(settings, "CSRF_TRUSTED_ORIGINS", [address])

    def served() -> None:
        server.serve_forever()
        connections.close_all()

    thread = threading.Thread(target=served, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()
    thread.join()


NO_FAULT = ("favicon", "422", "htmx:sendAbort", "htmx:afterRequest")
"""What a browser writes down where nothing is wrong: a form shown again, and a saving that a button cut off, of which
the form itself brings the words. A request that failed says `htmx:sendError` or its status, too.
"""


@contextmanager
def telephone(court: str) -> Iterator[Page]:
    """A page on a telephone, in English; whatever the browser complains about fails the test.

    While it is open, this thread asks no database: playwright's loop forbids it.
    """
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = browser.new_context(base_url=court, viewport=PHONE, locale="en").new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()
    assert not [said for said in complaints if not any(part in said for part in NO_FAULT)], complaints


def with_authenticator(page: Page) -> None:
    """The telephone has a fingerprint reader that always knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    reader = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": reader})


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/account/")
    press(page, "Sign out")


def signs_in(page: Page, login: str) -> None:
    page.goto("/sign-in/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    press(page, "Sign in")


def login_of(house: House) -> str:
    account: Any = account_of(house, house.lin.uid)
    return str(account.login)


def test_a_person_joins_with_a_passkey_and_no_password_and_signs_in_with_it(
    court: str, crawl: Crawl, committed_house: House
) -> None:
    case = committed_house.put_at(committed_house.case(defendant__id_number=id_number(77)), Stage.PREPARATION)
    party = case.of_side(Side.DEFENDANT)[0]
    code = step(committed_house.clerk, committed_house.at, lambda record: issue_code(record, case.uid, party.uid))
    with telephone(court) as page:
        with_authenticator(page)
        page.goto(f"/join/?code={code}")
        page.locator("form button.button--primary").click()
        page.goto("/join/identity/")
        page.fill("input[name=name]", party.name)
        page.fill("input[name=id_number]", id_number(77))
        page.fill("input[name=login]", "wuxiaohong")
        crawl.look(page, 360)
        press(page, "Join the case")
        assert page.url.endswith("/sign-in/passkeys/new/"), page.inner_text("main")
        page.fill("input[name=name]", "my telephone")
        crawl.look(page, 360)
        press(page, "Make the passkey now")
        crawl.look(page, 360)
        press(page, "Show my passkey")
        assert page.url.endswith("/sign-in/codes/")
        crawl.look(page, 360)
        page.goto("/sign-in/ways/")
        assert "my telephone" in page.inner_text("main")
        assert "has no password" in page.inner_text("main")
        crawl.look(page, 360)
        sign_out(page)

        page.goto("/sign-in/login/?next=/sign-in/devices/")
        crawl.look(page, 360)
        with page.expect_request(lambda asked: asked.method == "POST") as sent:
            press(page, "Sign in with a passkey")
        assert page.url.endswith("/sign-in/devices/")
        assert "This device" in page.inner_text("main")
        crawl.look(page, 360)
        replayed(page, sent.value.post_data_json)


def replayed(page: Page, sent: dict[str, Any]) -> None:
    """What the passkey signed once is worth nothing a second time, neither signed out nor in a fresh browser."""
    assertion = json.loads(sent["credential"])
    assert assertion["type"] == "public-key"
    sign_out(page)
    page.goto("/sign-in/login/")
    page.evaluate(
        """(text) => {
            const form = document.querySelector("form[data-passkey]");
            form.elements.credential.value = text;
            form.submit();
        }""",
        sent["credential"],
    )
    page.wait_for_url("**/sign-in/login/**")
    assert "This is not right" in page.inner_text("main")
    page.goto("/account/")
    assert "/sign-in/login/" in page.url, "nobody is signed in"


def test_a_code_generator_is_set_up_and_asked_for(court: str, crawl: Crawl, committed_house: House) -> None:
    login = login_of(committed_house)
    with telephone(court) as page:
        signs_in(page, login)
        page.goto("/sign-in/generator/")
        crawl.look(page, 360)
        page.fill("input[name=password]", PASSWORD)
        press(page, "It is me")
        crawl.look(page, 360)
        secret = page.inner_text("[data-secret]")
        page.fill("input[name=code]", code_of(secret))
        press(page, "Use this code generator")
        spare = re.findall(r"\b\d{8}\b", page.inner_text("main"))
        assert len(spare) == 10
        sign_out(page)
        signs_in(page, login)
        assert page.url.endswith("/sign-in/second/")
        crawl.look(page, 360)
        page.fill("input[name=code]", spare[0])
        press(page, "Sign in")
        page.goto("/account/")
        assert committed_house.lin.name in page.inner_text("main")


def test_a_person_links_another_place_and_signs_in_by_way_of_it(
    court: str, crawl: Crawl, committed_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = login_of(committed_house)
    with running() as elsewhere, telephone(court) as page:
        known = Provider("id", "统一身份平台", "Identity platform", elsewhere, CLIENT, SECRET)
        monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, providers=(known,)))
        signs_in(page, login)
        page.goto("/sign-in/ways/")
        press(page, "Link it")
        page.fill("input[name=password]", PASSWORD)
        press(page, "It is me")
        page.get_by_role("link", name="Go on").click()
        press(page, "It is me")
        assert page.url.endswith("/sign-in/ways/")
        assert "Identity platform: linked" in page.inner_text("main")
        sign_out(page)
        page.goto("/sign-in/login/")
        press(page, "Identity platform")
        crawl.look(page, 360)
        page.get_by_role("link", name="Go on").click()
        press(page, "It is me")
        page.goto("/account/")
        assert committed_house.lin.name in page.inner_text("main")


def test_a_person_disputes_an_act_and_a_clerk_decides(court: str, crawl: Crawl, committed_house: House) -> None:
    login = login_of(committed_house)
    assert committed_house.clerk.person
    clerk: Any = account_of(committed_house, committed_house.clerk.person)
    clerk_login = str(clerk.login)
    committed_house.filing()
    lin = committed_house.lin.uid
    with telephone(court) as page:
        signs_in(page, login)
        page.goto("/account/")
        page.get_by_role("link", name="What was done in your name").click()
        crawl.look(page, 360)
        page.get_by_role("link", name="This was not me").first.click()
        page.fill("textarea[name=why]", "那天我在住院，手机在家里。")
        crawl.look(page, 360)
        press(page, "I did not do this")
        assert "being reviewed" in page.inner_text("main"), "this device goes on"
        sign_out(page)
        signs_in(page, login)
        page.goto("/account/acts/")
        assert "Show that it is you" in page.inner_text("main"), "whoever knows the password sees nothing"
        crawl.look(page, 360)
        page.get_by_role("link", name="Sign out").click()
        press(page, "Sign out")

        signs_in(page, clerk_login)
        for address in (f"/desk/counter/{lin}", "/desk/emergency", "/desk/"):
            page.goto(address)
            crawl.look(page, 360)
        page.get_by_role("link", name=committed_house.lin.name).last.click()
        crawl.look(page, 360)
        page.get_by_label("Somebody else's").check()
        page.fill("textarea[name=reasons]", "登录记录显示操作来自他人设备。")
        press(page, "Decide")
        assert "it was not this person" in page.inner_text("main")
        sign_out(page)
        signs_in(page, login)
        assert "do not fit together" in page.inner_text("main"), "every way in is closed"


def test_a_fresh_check_and_the_page_of_ones_identity(court: str, crawl: Crawl, committed_house: House) -> None:
    login = login_of(committed_house)
    with telephone(court) as page:
        signs_in(page, login)
        page.goto("/account/identity/")
        crawl.look(page, 360)
        press(page, "Confirm that it is me")
        page.fill("input[name=password]", PASSWORD)
        press(page, "It is me")
        assert "account opened once more" in page.inner_text("main")


def test_a_relative_named_by_a_person_acts_beside_her(court: str, crawl: Crawl, committed_house: House) -> None:
    lin = login_of(committed_house)
    other: Any = account_of(committed_house, committed_house.zhou.uid)
    zhou = str(other.login)
    with telephone(court) as page:
        signs_in(page, lin)
        page.goto("/account/beside/")
        page.fill("input[name=login]", zhou)
        page.fill("input[name=days]", "7")
        press(page, "Name this helper")
        assert committed_house.zhou.name in page.inner_text("main")
        crawl.look(page, 360)
        sign_out(page)
        signs_in(page, zhou)
        page.goto("/account/beside/")
        press(page, "Act beside this person")
        beside = f"{committed_house.zhou.name} acts beside {committed_house.lin.name}"
        assert beside in page.inner_text("main")
        crawl.look(page, 360)
        press(page, "End the help")
        assert beside not in page.inner_text("main")


def test_an_account_from_the_counter_opens_with_the_password_on_the_slip(
    court: str, crawl: Crawl, committed_house: House
) -> None:
    assert committed_house.wuhou_clerk.person
    clerk: Any = account_of(committed_house, committed_house.wuhou_clerk.person)
    clerk_login = str(clerk.login)
    with telephone(court) as page:
        signs_in(page, clerk_login)
        page.goto("/desk/counter/new")
        crawl.look(page, 360)
        page.select_option("select[name=id_kind]", "passport")
        for name, typed in {
            "id_number": "AN1234567",
            "name": "阿丽娜",
            "name_latin": "ALINA SYDYKOVA",
            "nationality": "KGZ",
            "born": "1990-05-17",
            "login": "alina",
        }.items():
            page.fill(f"input[name={name}]", typed)
        page.check("input[name=seen]")
        press(page, "Register")
        crawl.look(page, 360)
        slip = re.search(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}", page.inner_text("body"))
        assert slip, page.inner_text("body")
        page.goto("/desk/counter")
        page.fill("input[name=q]", "AN1234567")
        press(page, "Find")
        page.get_by_role("link", name="阿丽娜").click()
        assert "ALINA SYDYKOVA (KGZ)" in page.inner_text("main")
        crawl.look(page, 360)
        sign_out(page)
        page.goto("/sign-in/login/")
        page.fill("input[name=login]", "alina")
        page.fill("input[name=password]", slip.group(0))
        press(page, "Sign in")
        page.goto("/account/")
        assert "阿丽娜" in page.inner_text("main")


def test_an_account_of_a_provider_alone_is_asked_there_before_it_changes(
    court: str, crawl: Crawl, committed_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as elsewhere, telephone(court) as page:
        known = Provider("id", "统一身份平台", "Identity platform", elsewhere, CLIENT, SECRET, proves=True)
        monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, providers=(known,)))
        behave(elsewhere, claims={"name": "吴小红", "id_number": id_number(77)})
        page.goto("/sign-in/login/")
        press(page, "Identity platform")
        page.get_by_role("link", name="Go on").click()
        press(page, "It is me")
        page.fill("input[name=login]", "wuxiaohong")
        crawl.look(page, 360)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/sign-in/ways/")
        page.goto("/sign-in/passkeys/new/")
        assert "/sign-in/again/elsewhere/" in page.url
        crawl.look(page, 360)
        press(page, "Identity platform")
        page.get_by_role("link", name="Go on").click()
        press(page, "It is me")
        assert page.url.endswith("/sign-in/passkeys/new/"), page.inner_text("main")


def test_a_lawyer_shows_the_licence_and_the_desk_finds_it(court: str, crawl: Crawl, committed_house: House) -> None:
    login, at = login_of(committed_house), committed_house.at
    assert committed_house.judge.person
    judge: Any = account_of(committed_house, committed_house.judge.person)
    judge_login = str(judge.login)
    take_licences(table(licence_line()), source="重庆市司法局", as_of=at.date(), by=OPERATOR, at=at)
    with telephone(court) as page:
        signs_in(page, login)
        page.goto("/account/")
        page.get_by_role("link", name="Licence and letters").click()
        crawl.look(page, 360)
        page.fill("input[name=number]", LAWYER)
        press(page, "Compare it with the register")
        assert "重庆示例律师事务所" in page.inner_text("main")
        crawl.look(page, 360)
        sign_out(page)
        signs_in(page, judge_login)
        page.goto(f"/desk/lawyers?q={LAWYER}")
        assert "May act for parties today" in page.inner_text("main")
        crawl.look(page, 360)
