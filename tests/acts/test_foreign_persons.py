"""Foreign papers and minors: what proves whom, and who acts for a child (民诉法解释 521; 民法典 19, 20, 27; CPL 60)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings

from tests.builders import OPERATOR, House, party, refused, step
from tests.entrances.portal_people import account_of
from tongban.cooperation.events import RemoteActSent
from tongban.frame.acts import act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refused
from tongban.people.actions.companions import note_representative
from tongban.people.actions.counter import prove_by_papers, register_at_counter
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.queries import identity_level, person_by_uid, proofs_of
from tongban.people.rules.identity_papers import _CHECKS, _WEIGHTS, check_paper
from tongban.people.vocabulary import IdKind, PaperSeen, PersonView, ProofMethod
from tongban.register.models import Entry

TODAY = date(2026, 11, 23)
ALINA = PaperSeen(
    kind="natural",
    name="阿丽娜",
    id_kind="passport",
    id_number="AN1234567",
    name_latin="ALINA SYDYKOVA",
    nationality="KGZ",
    born=date(1990, 5, 17),
)


def card(seventeen: str) -> str:
    """A new permanent residence card's number with its check digit."""
    return seventeen + _CHECKS[sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True)) % 11]


CARD = card("95041719900517001")


@pytest.mark.parametrize(
    ("kind", "number", "reason"),
    [
        ("passport", "AN1234567", None),
        ("passport", "AN-1", "people.passport_number_wrong"),
        ("foreign_residence", CARD, None),
        ("foreign_residence", "KGZ500090051701", None),
        ("foreign_residence", "KG500090051701", "people.residence_number_wrong"),
        ("foreign_residence", "8" + CARD[1:], "people.residence_number_wrong"),
        ("foreign_residence", CARD[:17] + ("0" if CARD[17] != "0" else "1"), "people.id_number_check"),
        ("foreign_residence", card("95041719901317001"), "people.id_number_birth"),
    ],
)
def test_numbers_of_foreign_papers(kind: str, number: str, reason: str | None) -> None:
    found = check_paper("natural", kind, number, today=TODAY)
    assert (found.reason if found else None) == reason


def test_one_wrong_digit_of_a_card_is_always_found() -> None:
    for place in range(1, 17):
        wrong = CARD[:place] + str((int(CARD[place]) + 1) % 10) + CARD[place + 1 :]
        assert check_paper("natural", "foreign_residence", wrong, today=TODAY) is not None


def register(house: House, **changed: object) -> PersonView:
    seen = replace(ALINA, **changed)  # type: ignore[arg-type]
    return register_at_counter(seen, by=house.clerk, at=house.at, platform=settings.TONGBAN.slug)[0]


def test_a_foreign_person_is_registered_under_both_names(house: House) -> None:
    found = person_by_uid(register(house).uid)
    assert found
    assert (found.name, found.name_latin, found.nationality, found.born) == (
        "阿丽娜",
        "ALINA SYDYKOVA",
        "KGZ",
        date(1990, 5, 17),
    )
    assert identity_level(found.uid) is IdentityLevel.COUNTER


def test_all_that_a_foreign_paper_lacks_is_said_at_once(house: House) -> None:
    with refused("people.nationality_form", "people.latin_name", "people.born_missing"):
        register(house, nationality="Kirgisistan", name_latin="阿丽娜", born=None)
    with refused("people.born_missing"):
        register(house, born=date(2030, 1, 1))


def test_a_new_card_tells_the_day_of_birth(house: House) -> None:
    found = person_by_uid(register(house, id_kind="foreign_residence", id_number=CARD, born=None).uid)
    assert found
    assert found.born == date(1990, 5, 17)


def test_every_kind_of_paper_fits_where_it_is_kept() -> None:
    """SQLite keeps what is too long for its column, PostgreSQL refuses it."""
    columns = [f for model in apps.get_models() for f in model._meta.fields if f.attname.startswith("id_kind")]
    assert len(columns) >= 5
    assert min(f.max_length or 0 for f in columns) >= max(map(len, IdKind))


def known(house: House, **paper: object) -> PersonView:
    """A foreign person whom nobody has seen."""
    told = {"id_kind": "passport", "id_number": "AN7654321", "name_latin": "B", "nationality": "KGZ"} | paper
    slug = settings.TONGBAN.slug
    return step(
        OPERATOR,
        house.at,
        lambda record: register_person(record, name="巴卡", kind="natural", platform=slug, **told),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("method", "level"),
    [
        (ProofMethod.CASE_MATCH, IdentityLevel.ACCOUNT),
        (ProofMethod.PLATFORM, IdentityLevel.ACCOUNT),
        (ProofMethod.FACE, IdentityLevel.ACCOUNT),
        (ProofMethod.CONSULATE, IdentityLevel.DOCUMENT),
        (ProofMethod.NOTARY, IdentityLevel.DOCUMENT),
        (ProofMethod.COUNTER, IdentityLevel.COUNTER),
    ],
)
def test_only_some_ways_prove_a_foreign_paper(house: House, method: ProofMethod, level: IdentityLevel) -> None:
    who = known(house).uid
    step(
        OPERATOR,
        house.at,
        lambda record: prove_identity(record, person=who, method=method, level=IdentityLevel.COUNTER),
    )
    assert identity_level(who) is level


@pytest.mark.parametrize("way", ["consulate", "notary"])
def test_legalised_papers_prove_somebody_abroad(house: House, way: str) -> None:
    who = known(house).uid
    prove_by_papers(who, way, "(2026)示例认字第1号 2026-10-08", by=house.clerk, at=house.at)
    assert identity_level(who) is IdentityLevel.DOCUMENT
    assert proofs_of(who)[0].evidence.startswith("(2026)示例认字第1号")


def test_papers_that_are_none_prove_nothing(house: House) -> None:
    who = known(house).uid
    with refused("people.way_unknown", "people.legalisation_missing"):
        prove_by_papers(who, "friend", " ", by=house.clerk, at=house.at)
    with refused("people.paper_not_foreign"):
        prove_by_papers(house.lin.uid, "notary", "1", by=house.clerk, at=house.at)
    with refused("people.not_your_function"):
        prove_by_papers(who, "notary", "1", by=house.judge, at=house.at)
    with refused("people.no_such_person"):
        prove_by_papers(new_id(), "notary", "1", by=house.clerk, at=house.at)
    assert identity_level(who) is IdentityLevel.NONE


# Minors


def child(house: House, born: date = date(2015, 5, 1)) -> UUID:
    return known(house, born=born).uid


def reasons(house: House, by: Actor) -> list[str]:
    """Why an act of litigation by this actor is refused."""
    fact = RemoteActSent(act=new_id(), name="give_consent", person=house.lin.uid, case=new_id(), peer="sichuan")
    before = Entry.objects.count()
    try:
        with act(by=by, at=house.at) as record:
            record(fact, under="test")
    except Refused as no:
        assert Entry.objects.count() == before
        return [refusal.reason for refusal in no.refusals]
    return []


@pytest.mark.parametrize("born", [date(2015, 5, 1), date(2022, 5, 1)])
def test_a_minor_acts_by_the_guardian_alone(house: House, born: date) -> None:
    who = child(house, born)
    alone, by_lin = party(who), replace(party(who), helper=house.lin.uid)
    assert reasons(house, alone) == ["people.minor_needs_guardian"]
    assert reasons(house, by_lin) == ["people.minor_needs_guardian"]
    assert reasons(house, party(who, helper=house.clerk)) == ["people.minor_needs_guardian"]
    lin = str(account_of(house, house.lin.uid))
    note_representative(who, lin, by=house.clerk, at=house.at)
    assert reasons(house, by_lin) == []
    assert reasons(house, party(who, helper=house.clerk)) == []
    assert reasons(house, alone) == ["people.minor_needs_guardian"]


def test_an_adult_with_a_foreign_paper_acts_alone(house: House) -> None:
    assert reasons(house, party(child(house, date(2008, 11, 23)))) == []


def test_who_is_no_parent_brings_the_paper(house: House) -> None:
    who, lin = child(house), str(account_of(house, house.lin.uid))
    with refused("people.ground_paper"):
        note_representative(who, lin, ground="other", by=house.clerk, at=house.at)
    note_representative(who, lin, ground="other", paper="居委会同意书 2026-11-01", by=house.clerk, at=house.at)
    assert "居委会同意书" in Entry.objects.get(event="companion_named").body
