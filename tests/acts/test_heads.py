"""Organisations by credit code: looked up, headed by whom the register names (GB 32100; 民法典 61; CPL 51)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tests.acts.licences import COMPANY, credit_code, organisations, registers, table
from tests.builders import House, party, person, refused
from tests.entrances.portal_people import account_of
from tongban.kernel.actor import IdentityLevel
from tongban.people.actions.companions import note_representative
from tongban.people.actions.counter import register_at_counter
from tongban.people.actions.heads import prove_head
from tongban.people.queries import companion_of, identity_level, person_by_identity, proofs_of
from tongban.people.rules.identity_papers import check_paper
from tongban.people.vocabulary import Beside, OutsideService, PaperSeen, PersonView
from tongban.register.models import Entry

SEEN_ON = date(2026, 11, 23)
GONE = credit_code("91", 2)
SEEN = PaperSeen(kind="legal", name="重庆示例建材有限公司", id_kind="credit_code", id_number=COMPANY)


@pytest.fixture
def service(house: House, tmp_path: Path) -> Iterator[OutsideService]:
    """The registration authority: lin heads the company, the other one is dissolved."""
    rows = (
        (COMPANY, "重庆示例建材有限公司", house.lin.name, house.lin.id_number, "no"),
        (GONE, "重庆示例旧贸易有限公司", house.lin.name, house.lin.id_number, "yes"),
    )
    with registers(tmp_path, table(), organisations(*rows)) as found:
        yield found


def register(house: House, service: OutsideService | None, **changed: str) -> PersonView:
    slug = settings.TONGBAN.slug
    seen = replace(SEEN, **changed)
    return register_at_counter(seen, by=house.clerk, at=house.at, platform=slug, service=service)[0]


def prove(house: House, service: OutsideService | None, who: PersonView, code: str = COMPANY) -> object:
    return prove_head(code, service=service, by=party(who.uid), at=house.at, platform=settings.TONGBAN.slug)


def silent(service: OutsideService) -> OutsideService:
    return OutsideService("http://127.0.0.1:1", service.key, service.name, service.name_en)


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_sign_of_a_code_is_always_found(place: int) -> None:
    other = "2" if COMPANY[place] != "2" else "3"
    wrong = COMPANY[:place] + other + COMPANY[place + 1 :]
    assert check_paper("legal", "credit_code", COMPANY, today=SEEN_ON) is None
    assert check_paper("legal", "credit_code", wrong, today=SEEN_ON) is not None


def test_the_counter_keeps_the_registers_reference(house: House, service: OutsideService) -> None:
    found = register(house, service)
    assert proofs_of(found.uid)[0].evidence.startswith("R-")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "重庆示例建村有限公司"}, "people.organisation_name"),
        ({"id_number": credit_code("91", 99)}, "people.organisation_unknown"),
        ({"id_number": GONE, "name": "重庆示例旧贸易有限公司"}, "people.organisation_dissolved"),
        ({"id_number": COMPANY[:-1] + "A"}, "people.credit_code_wrong"),
    ],
)
def test_an_organisation_that_is_not_there_is_not_registered(
    house: House, service: OutsideService, changed: dict[str, str], reason: str
) -> None:
    with refused(reason):
        register(house, service, **changed)
    assert not Entry.objects.filter(event="person_registered", body__contains="legal").exists()


def test_brackets_of_another_width_are_the_same_name(house: House, service: OutsideService) -> None:
    assert register(house, service, name=" 重庆示例建材 有限公司")


def test_a_silent_register_leaves_the_paper_on_the_desk(house: House, service: OutsideService) -> None:
    assert proofs_of(register(house, silent(service)).uid)[0].evidence == ""


def test_the_head_whom_the_register_names_acts_at_once(house: House, service: OutsideService) -> None:
    prove(house, service, house.lin)
    company = person_by_identity("credit_code", COMPANY)
    assert company
    assert company.name == SEEN.name
    assert companion_of(company.uid, house.lin.uid, at=house.at) is Beside.HEAD
    assert identity_level(company.uid) is IdentityLevel.DOCUMENT
    with refused("people.beside_already"):
        prove(house, service, house.lin)


def test_somebody_else_is_asked_for_the_letter(house: House, service: OutsideService) -> None:
    with refused("people.head_needs_letter"):
        prove(house, service, house.zhou)
    namesake = person(house.lin.name, 9)
    with refused("people.head_needs_letter"):
        prove(house, service, namesake)
    assert person_by_identity("credit_code", COMPANY) is None


def test_what_cannot_be_asked_is_not_believed(house: House, service: OutsideService) -> None:
    with refused("people.head_at_counter"):
        prove(house, None, house.lin)
    with refused("people.provider_silent"):
        prove(house, silent(service), house.lin)
    with refused("people.organisation_dissolved"):
        prove(house, service, house.lin, GONE)
    with refused("people.credit_code_wrong"):
        prove(house, service, house.lin, "91")


def test_a_new_head_ends_the_old_one(house: House, service: OutsideService) -> None:
    company = register(house, None)
    note_representative(company.uid, str(account_of(house, house.zhou.uid)), by=house.clerk, at=house.at)
    prove(house, service, house.lin)
    assert companion_of(company.uid, house.zhou.uid, at=house.at) is None
    assert companion_of(company.uid, house.lin.uid, at=house.at) is Beside.HEAD


def test_a_head_noted_at_a_counter_ends_the_old_one_too(house: House) -> None:
    company = register(house, None)
    zhou, lin = (str(account_of(house, one.uid)) for one in (house.zhou, house.lin))
    note_representative(company.uid, zhou, by=house.clerk, at=house.at)
    note_representative(company.uid, lin, by=house.clerk, at=house.at)
    assert companion_of(company.uid, house.zhou.uid, at=house.at) is None
    assert companion_of(company.uid, house.lin.uid, at=house.at) is Beside.HEAD
    with refused("people.beside_already"):
        note_representative(company.uid, lin, by=house.clerk, at=house.at)


def test_a_counter_asks_for_the_letter_where_the_register_says_no(house: House, service: OutsideService) -> None:
    company = register(house, service)
    zhou, lin = (str(account_of(house, one.uid)) for one in (house.zhou, house.lin))
    with refused("people.head_needs_letter"):
        note_representative(company.uid, zhou, service=service, by=house.clerk, at=house.at)
    note_representative(
        company.uid, zhou, paper="法定代表人身份证明书 2026-11-20", service=service, by=house.clerk, at=house.at
    )
    assert "2026-11-20" in Entry.objects.get(event="companion_named").body
    note_representative(company.uid, lin, service=service, by=house.clerk, at=house.at)


def test_no_helper_proves_a_head(house: House, service: OutsideService) -> None:
    with refused("people.sign_in_first"):
        by = party(house.lin.uid, helper=house.clerk)
        prove_head(COMPANY, service=service, by=by, at=house.at, platform=settings.TONGBAN.slug)
