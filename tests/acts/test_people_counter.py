"""Registering, proving and giving an account at the counter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from importlib import import_module
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.builders import House, id_number, party, refused, staff
from tests.entrances.portal_people import account_of
from tongban.frame.acts import act
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.refusal import Refused
from tongban.people.actions.companions import note_representative
from tongban.people.actions.counter import (
    open_account_at_counter,
    prove_at_counter,
    prove_by_papers,
    register_at_counter,
    renew_access_at_counter,
)
from tongban.people.actions.licences import note_licence
from tongban.people.actions.outside import link_outside
from tongban.people.actions.register import open_account
from tongban.people.models import Account, Person
from tongban.people.queries import found_at_counter, identity_level, person_by_identity
from tongban.people.queries.access import account_behind
from tongban.people.vocabulary import OutsideIdentity, PaperSeen, PersonView, Role
from tongban.register.models import Entry

NEW = PaperSeen(kind="natural", name="王小明", id_kind="resident", id_number=id_number(77), phone="13911112222")

FOREIGN = replace(NEW, id_kind="passport", name_latin="XIAOMING WANG", nationality="USA", born=date(1990, 1, 1))

SLIP = NEW.id_number[:-1] + ("2" if NEW.id_number[-1] == "1" else "1")


def register(house: House, paper: PaperSeen = NEW, **rest: object) -> tuple[PersonView, object]:
    by = rest.pop("by", house.wuhou_clerk)
    return register_at_counter(paper, by=by, at=house.at, platform=settings.TONGBAN.slug, **rest)  # type: ignore[arg-type]


def test_a_clerk_registers_a_person_whose_paper_was_seen(house: House) -> None:
    person, access = register(house)
    assert access is None
    assert identity_level(person.uid) is IdentityLevel.COUNTER
    facts = Entry.objects.filter(person=house.wuhou_clerk.person, court="川0107").values_list("event", flat=True)
    assert set(facts) == {"person_registered", "identity_proven"}


def test_a_person_leaves_with_an_account_and_a_password_that_is_kept_nowhere(house: House) -> None:
    _person, access = register(house, login="wangxm")
    account = Account.objects.get(login="wangxm")
    assert access is not None
    assert account.check_password(access.password)  # type: ignore[attr-defined]
    assert not Entry.objects.filter(body__contains=access.password).exists()  # type: ignore[attr-defined]


def test_nobody_is_registered_twice(house: House) -> None:
    person, _access = register(house)
    with refused("people.known_already") as found:
        register(house, replace(NEW, name="王晓明", id_number=f" {NEW.id_number[:10]} {NEW.id_number[10:].lower()}"))
    assert dict(found[0].facts)["person"] == str(person.uid)
    assert Person.objects.filter(id_number_index=NEW.id_number).count() == 1


def test_two_counters_that_register_one_person_at_once_make_one(
    committed_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits for the other just before it writes; whoever cannot come so far is not waited for."""
    module, both = import_module("tongban.people.actions.counter"), Barrier(2)
    plainly = module.register_person

    def meanwhile(*told: Any, **named: Any) -> PersonView:
        with suppress(BrokenBarrierError):
            both.wait(1)
        return plainly(*told, **named)

    def registers(_: int) -> str:
        try:
            register(committed_house)
        except Refused as no:
            return no.refusals[0].reason
        finally:
            connection.close()
        return ""

    monkeypatch.setattr(module, "register_person", meanwhile)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(registers, range(2))) == ["", "people.known_already"]
    assert Person.objects.filter(id_number_index=NEW.id_number).count() == 1


@pytest.mark.parametrize("width", ["full", "unseen"])
def test_a_number_typed_in_another_width_is_the_same_number(house: House, width: str) -> None:
    register(house)
    wide = {ord(digit): 0xFEE0 + ord(digit) for digit in "0123456789"}
    typed = NEW.id_number[:6].translate(wide) + NEW.id_number[6:] if width == "full" else f"\u200b{NEW.id_number}"
    with refused("people.known_already"):
        register(house, replace(NEW, id_number=typed))


def test_digits_of_another_script_are_no_number(house: House) -> None:
    with refused("people.id_number_form"):
        register(house, replace(NEW, id_number=NEW.id_number.replace("1", "\u0661", 1)))


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        (replace(NEW, id_number=SLIP), "people.id_number_check"),
        (replace(NEW, id_number="9901011990"), "people.id_number_form"),
        (replace(NEW, id_number="990101199013010011"), "people.id_number_birth"),
        (replace(NEW, id_number="990101299001010011"), "people.id_number_birth"),
        (replace(FOREIGN, id_number="A-1"), "people.passport_number_wrong"),
        (replace(NEW, id_kind="credit_code"), "people.paper_of_another_kind"),
        (replace(NEW, kind="legal", id_kind="credit_code", id_number="91350100M000100Y44"), "people.credit_code_wrong"),
        (replace(NEW, id_kind="library_card"), "people.paper_kind_unknown"),
        (replace(NEW, name="  "), "people.name_missing"),
    ],
)
def test_a_slip_of_the_pen_is_found(house: House, paper: PaperSeen, reason: str) -> None:
    before = Person.objects.count()
    with refused(reason):
        register(house, paper)
    assert Person.objects.count() == before


def test_a_company_is_registered_by_its_credit_code(house: House) -> None:
    register(house, replace(NEW, kind="legal", id_kind="credit_code", id_number="91350100M000100Y43"))
    assert person_by_identity("credit_code", "91350100M000100Y43") is not None


def test_all_findings_come_at_once(house: House) -> None:
    with refused("people.name_missing", "people.id_number_form", "people.login_malformed"):
        register(house, replace(NEW, name="", id_number="1"), login="a b")


@pytest.mark.parametrize("role", [Role.JUDGE, Role.PRESIDENT])
def test_only_the_counter_registers(house: House, role: Role) -> None:
    by = staff("川0107", role, "某人")
    with refused("people.not_your_function"):
        register(house, by=by)
    with refused("people.not_your_function"):
        prove_at_counter(house.lin.uid, by=by, at=house.at)
    with refused("people.not_your_function"):
        open_account_at_counter(house.lin.uid, "linxm", by=by, at=house.at)


def test_a_taken_login_leaves_nothing_half_done(house: House) -> None:
    register(house, login="wangxm")
    before = Person.objects.count()
    with refused("people.login_taken"):
        register(house, replace(NEW, id_number=id_number(78)), login="WangXM")
    assert Person.objects.count() == before


def test_an_account_is_opened_once(house: House) -> None:
    open_account_at_counter(house.lin.uid, "linxm", by=house.wuhou_clerk, at=house.at)
    with refused("people.has_account"):
        open_account_at_counter(house.lin.uid, "linxm2", by=house.wuhou_clerk, at=house.at)
    assert Account.objects.filter(person__uid=house.lin.uid).count() == 1


def test_a_person_is_found_by_the_whole_of_what_is_known_and_only_by_staff(house: House) -> None:
    person, _access = register(house, login="wangxm")
    clerk = house.viewer(house.wuhou_clerk.person)  # type: ignore[arg-type]
    for typed in (NEW.id_number.lower(), NEW.phone, "WANGXM", NEW.name):
        assert [found.uid for found in found_at_counter(clerk, typed)] == [person.uid]
    for typed in ("", NEW.id_number[:17], "王", "139"):
        assert found_at_counter(clerk, typed) == []
    assert found_at_counter(house.viewer(house.lin.uid), NEW.name) == []


def test_a_lost_password_is_replaced_with_the_paper_in_hand(house: House) -> None:
    person, first = register(house, login="wangxm")
    second = renew_access_at_counter(person.uid, by=house.wuhou_clerk, at=house.at)
    account = Account.objects.get(login="wangxm")
    assert account.check_password(second.password)
    assert not account.check_password(first.password)  # type: ignore[attr-defined]
    assert Entry.objects.filter(event="access_renewed", court="川0107").count() == 1


def test_with_the_old_password_every_link_to_a_provider_ends(house: House) -> None:
    """Whoever sat in the account may have linked an account of his own."""
    person, _first = register(house, login="wangxm")
    thiefs = OutsideIdentity(provider="id", subject="somebody-else")
    link_outside(thiefs, by=party(person.uid), at=house.at)
    renew_access_at_counter(person.uid, by=house.wuhou_clerk, at=house.at)
    assert account_behind(thiefs) is None


def test_nobody_attests_for_himself(house: House) -> None:
    """A clerk who is also a guardian, the head of a company or a lawyer goes to a colleague."""
    by = house.wuhou_clerk
    assert by.person
    company, _none = register(house, replace(NEW, kind="legal", id_kind="credit_code", id_number="91350100M000100Y43"))
    login = str(account_of(house, by.person))
    for attest in (
        lambda: prove_at_counter(by.person, by=by, at=house.at),
        lambda: prove_by_papers(by.person, "consulate", "2026-1", by=by, at=house.at),
        lambda: note_licence(by.person, "15001201910000001", by=by, at=house.at),
        lambda: note_representative(company.uid, login, by=by, at=house.at),
    ):
        with refused("people.own_hand"):
            attest()


def test_there_is_no_new_password_without_an_account(house: House) -> None:
    person, _none = register(house)
    with refused("people.no_account"):
        renew_access_at_counter(person.uid, by=house.wuhou_clerk, at=house.at)


def test_a_colleagues_access_is_never_taken_over_at_a_counter(house: House) -> None:
    colleague = house.judge.person
    assert colleague is not None
    with act(by=house.wuhou_clerk, at=house.at) as record:
        open_account(record, person=colleague, login="colleague", password="a long enough one")
    with refused("people.staff_account"):
        renew_access_at_counter(colleague, by=house.wuhou_clerk, at=house.at)
    assert Account.objects.get(login="colleague").check_password("a long enough one")
