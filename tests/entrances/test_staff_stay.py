"""Staff are signed out after a while without a request, and come back to their page with what they had typed."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.builders import YUZHONG, House, staff, step
from tests.entrances.desk import signed_in
from tongban.cases.models import FileOpening
from tongban.people.actions.register import appoint
from tongban.people.models import Account
from tongban.people.vocabulary import Role
from tongban.wiring.platform import Platform, PlatformMisconfigured

MINUTE, HOUR, DAY = 60, 3600, 86_400
LIST = "/desk/cases?show=all"
TASK = {"number": "（2026）渝0103民初1号", "reason": "查阅送达情况，答复当事人来电。"}


class Machine:
    """The time of the machine, which sessions count; the court's own stands still."""

    def __init__(self) -> None:
        self.at = time.time()

    def forward(self, seconds: float) -> None:
        self.at += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr("tongban.wiring.staying._now", lambda: made.at)
    return made


@pytest.fixture
def clerk(house: House, machine: Machine) -> Client:
    return signed_in(house, house.clerk.person)


def sent_to(client: Client, path: str) -> str:
    """Where a look leads: to the sign-in and from there to this page; "" when the page opens."""
    answer = client.get(path)
    if answer.status_code == 200:
        return ""
    asked = urlsplit(answer["Location"])
    assert (answer.status_code, asked.path) == (302, reverse("account_login"))
    return parse_qs(asked.query)["next"][0]


def signs_in(client: Client, house: House, then: str) -> str:
    account = Account.objects.get(person__uid=house.clerk.person)
    told = {"login": account.login, "password": "a long password", "next": then}
    return str(client.post(reverse("account_login"), told)["Location"])


def test_after_half_an_hour_without_a_request_staff_sign_in_and_are_back(
    house: House, clerk: Client, machine: Machine
) -> None:
    for _look in range(3):
        assert sent_to(clerk, LIST) == ""
        machine.forward(29 * MINUTE)
    assert sent_to(clerk, LIST) == "", "each look counts"
    machine.forward(31 * MINUTE)
    assert sent_to(clerk, LIST) == LIST
    assert sent_to(clerk, reverse("portal:account")) == reverse("portal:account"), "signed out everywhere"
    assert signs_in(clerk, house, LIST) == LIST
    assert sent_to(clerk, LIST) == ""


def test_twelve_hours_after_the_sign_in_work_helps_no_more(clerk: Client, machine: Machine) -> None:
    for _quarter in range(47):
        machine.forward(15 * MINUTE)
        assert clerk.get("/desk/unsent")["Location"] == "/desk/"
    machine.forward(16 * MINUTE)
    assert sent_to(clerk, "/desk/unsent") == "/desk/unsent"


def test_parties_stay_signed_in_and_no_look_at_a_desk_ends_that(house: House, machine: Machine) -> None:
    client = signed_in(house, house.lin.uid)
    for _day in range(3):
        machine.forward(DAY)
        assert client.get(LIST).status_code == 404
        assert sent_to(client, reverse("portal:account")) == ""
    assert settings.TONGBAN_WORK_COOKIE not in client.cookies


@pytest.mark.parametrize("made_up", ["{now}.", "{now}." + "0" * 64, "x", "9" * 30 + ".x", ""])
def test_a_made_up_cookie_keeps_nobody_signed_in(clerk: Client, machine: Machine, made_up: str) -> None:
    assert sent_to(clerk, LIST) == ""
    machine.forward(31 * MINUTE)
    clerk.cookies[settings.TONGBAN_WORK_COOKIE] = made_up.format(now=int(machine.at))
    assert sent_to(clerk, LIST) == LIST


def test_the_cookie_of_one_session_keeps_no_other(house: House, clerk: Client, machine: Machine) -> None:
    other = signed_in(house, house.judge.person)
    machine.forward(20 * MINUTE)
    assert sent_to(clerk, LIST) == ""
    machine.forward(20 * MINUTE)
    other.cookies[settings.TONGBAN_WORK_COOKIE] = clerk.cookies[settings.TONGBAN_WORK_COOKIE].value
    assert sent_to(other, LIST) == LIST
    assert sent_to(clerk, LIST) == ""


def test_who_got_a_function_since_signs_in_for_it(house: House, machine: Machine) -> None:
    client, person = signed_in(house, house.lin.uid), house.lin.uid
    step(house.clerk, house.at, lambda record: appoint(record, person=person, role=Role.CLERK, court=YUZHONG))
    assert sent_to(client, LIST) == ""
    machine.forward(31 * MINUTE)
    assert sent_to(client, LIST) == LIST


def test_a_form_that_came_too_late_is_sent_after_the_sign_in(house: House, clerk: Client, machine: Machine) -> None:
    house.case()
    other = signed_in(house, staff(YUZHONG, Role.CLERK, "王芳").person)
    machine.forward(31 * MINUTE)
    late = other.post("/desk/cases/open", TASK)
    assert parse_qs(urlsplit(late["Location"]).query)["next"] == ["/desk/unsent"]
    assert not FileOpening.objects.exists()
    assert other.get("/desk/unsent").status_code == 302, "nobody is signed in"
    signed_out = other.session["unsent_form"]
    assert TASK["reason"] in str(signed_out)
    other.force_login(Account.objects.get(pk=signed_out["account"]))
    page = other.get("/desk/unsent").content.decode()
    assert TASK["reason"] in page
    assert 'action="/desk/cases/open"' in page
    assert other.post("/desk/cases/open", TASK).status_code == 302
    assert FileOpening.objects.get().reason == TASK["reason"]
    assert other.get("/desk/unsent")["Location"] == "/desk/"


def test_the_next_one_at_the_same_screen_reads_nothing_of_it(house: House, clerk: Client, machine: Machine) -> None:
    machine.forward(31 * MINUTE)
    clerk.post("/desk/cases/open", TASK)
    clerk.force_login(Account.objects.get(person__uid=staff_account(house)))
    assert clerk.get("/desk/unsent")["Location"] == "/desk/"


def staff_account(house: House) -> object:
    """The judge, whose account is opened."""
    signed_in(house, house.judge.person)
    return house.judge.person


def test_what_is_saved_while_one_types_is_not_taken_and_the_page_stays(clerk: Client, machine: Machine) -> None:
    machine.forward(31 * MINUTE)
    assert clerk.post("/desk/cases/open", TASK, headers={"hx-request": "true"}).status_code == 401
    assert sent_to(clerk, LIST) == LIST


def test_the_operator_chooses_both_times(tmp_path: Path) -> None:
    def load(*lines: str) -> Platform:
        told = "\n".join(['slug = "x"', 'tree = ["渝"]', *lines])
        (tmp_path / "platform.toml").write_text(told, encoding="utf-8")
        return Platform.load(tmp_path)

    platform = load("staff_idle_minutes = 15", "staff_session_hours = 9")
    assert (platform.staff_idle, platform.staff_longest) == (timedelta(minutes=15), timedelta(hours=9))
    assert (load().staff_idle, load().staff_longest) == (timedelta(minutes=30), timedelta(hours=12))
    for line in ("staff_idle_minutes = 0", "staff_session_hours = true", 'staff_idle_minutes = "30"'):
        with pytest.raises(PlatformMisconfigured):
            load(line)
