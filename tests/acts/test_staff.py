"""What the operator does about staff: functions end at once and everywhere, a lost access is renewed."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from tests.builders import OPERATOR, House, refused, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.kernel.ids import new_id
from tongban.people.actions.emergency import take_function
from tongban.people.actions.staff import end_functions, renew_staff_access
from tongban.people.models import Account
from tongban.people.queries import appointments_of
from tongban.people.vocabulary import Role
from tongban.register.models import Entry
from tongban.wiring.operator import run


@pytest.fixture
def login(house: House) -> str:
    assert house.clerk.person
    return str(account_of(house, house.clerk.person))


def roles(house: House) -> set[str]:
    assert house.clerk.person
    return {role for role, _court in appointments_of(house.clerk.person, at=house.at)}


def test_who_leaves_the_court_is_out_at_once_also_of_what_was_taken_in_an_emergency(house: House, login: str) -> None:
    client = signed_in(house, house.clerk.person)
    take_function("judge", 24, "值班审判员突发疾病。", by=house.clerk, at=house.at)
    assert client.get("/desk/", follow=True).status_code == 200
    ended = end_functions(login, by=OPERATOR, at=house.at)
    assert set(ended) == {("clerk", house.clerk.court), ("judge", house.clerk.court)}
    assert roles(house) == set()
    assert Entry.objects.filter(event="appointment_ended").count() == 2
    assert client.get("/desk/").status_code == 302, "signed out"
    with refused("people.no_such_appointment"):
        end_functions(login, by=OPERATOR, at=house.at)


def test_one_function_ends_and_the_others_stay(house: House, login: str) -> None:
    take_function("judge", 24, "值班审判员突发疾病。", by=house.clerk, at=house.at)
    end_functions(login, role="judge", by=OPERATOR, at=house.at)
    assert roles(house) == {"clerk"}
    for wrong in ({"court": "川0107"}, {"role": "liaison"}):
        with refused("people.no_such_appointment"):
            end_functions(login, **wrong, by=OPERATOR, at=house.at)


def test_a_lost_access_of_staff_is_renewed_by_the_operator(house: House, login: str) -> None:
    account = Account.objects.get(login=login)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    before = account.generation
    renew_staff_access(login, "a-fresh-password-7", by=OPERATOR, at=house.at)
    account.refresh_from_db()
    assert account.check_password("a-fresh-password-7")
    assert account.generation == before + 1
    assert not Authenticator.objects.exists()


def test_nobody_on_the_staff_does_either_and_parties_are_the_counters(house: House, login: str) -> None:
    president = staff(house.clerk.court, Role.PRESIDENT, "院长")
    with refused("people.not_your_function"):
        end_functions(login, by=president, at=house.at)
    with refused("people.not_your_function"):
        renew_staff_access(login, "a-fresh-password-7", by=president, at=house.at)
    with refused("people.no_such_appointment"):
        renew_staff_access(str(account_of(house, house.lin.uid)), "a-fresh-password-7", by=OPERATOR, at=house.at)
    with refused("people.no_such_login"):
        end_functions(f"nobody-{new_id()}", by=OPERATOR, at=house.at)


def test_the_command_says_what_ended(
    house: House, login: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "password"
    secret.write_text("a-fresh-password-7\n", encoding="utf-8")
    asked = {"command": "staff", "login": login, "court": "", "role": "", "end": False, "renew": False}
    assert run(argparse.Namespace(**asked | {"renew": True}, password_file=secret)) == 0
    assert Account.objects.get(login=login).check_password("a-fresh-password-7")
    assert run(argparse.Namespace(**asked | {"end": True})) == 0
    assert f"clerk at {house.clerk.court}" in capsys.readouterr().out
    assert run(argparse.Namespace(**asked | {"end": True})) == 1
