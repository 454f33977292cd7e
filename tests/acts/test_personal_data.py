"""Erasure and retention as acts: twice equals once, the ledger stays sound, and what was erased links to nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from tests.acts.agents import accepted
from tests.acts.test_audit import _behind_the_back, _look, _mismatches, _seal
from tests.builders import House, party, person
from tongban.cases.actions.agents import note_revocation
from tongban.filing.models import Draft
from tongban.kernel.refusal import Refused
from tongban.people.actions.counter import register_at_counter
from tongban.people.models import Person
from tongban.people.vocabulary import PaperSeen
from tongban.privacy.actions.erase import erase_data
from tongban.privacy.actions.retention import Retention, end_retention
from tongban.privacy.queries import everything_about, holdings_of
from tongban.register.actions.forget import entries_about
from tongban.register.adapters.ledger import make_ledger
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import Mismatch

WALL = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def home(house: House, tmp_path: Path) -> Path:
    """A ledger of its own."""
    make_ledger(tmp_path, "test")
    return tmp_path


def erased(house: House) -> UUID:
    """Somebody registered at a counter and erased at her request."""
    sun = person("孙丽", 3)
    erase_data(house.viewer(sun.uid), by=party(sun.uid), at=house.at)
    return sun.uid


def test_an_erased_person_links_to_no_commitment_and_the_ledger_stays_sound(house: House, home: Path) -> None:
    sun = erased(house)
    about = entries_about(sun)
    assert len(about) == 3, "registered, identity proven, erased"
    _seal(house, home)
    before = {bytes(row.statement) for row in Seal.objects.all()}
    assert Seal.objects.filter(subject__in=about).count() == 3
    assert house.work() == []
    assert Seal.objects.filter(subject__in=about).count() == 3, "not before a day has passed"
    house.clock.forward(days=1)
    assert house.work() == []
    assert not Seal.objects.filter(subject__in=about).exists()
    assert Seal.objects.filter(salt=b"", sha256="", sm3="").count() == 3
    assert {bytes(row.statement) for row in Seal.objects.exclude(statement=None)} == before
    _seal(house, home)
    found = _look(home)
    assert found.sound
    assert found.forgotten == 3


def test_a_salt_that_nobody_recorded_as_erased_is_found(house: House, home: Path) -> None:
    house.case()
    _seal(house, home)
    with _behind_the_back():
        Seal.objects.filter(pk=Seal.objects.order_by("pk").first().pk).update(salt=b"", sha256="", sm3="")
    assert _mismatches(_look(home)) == [Mismatch.FORGOTTEN]


def test_the_links_of_somebody_with_a_case_stay(house: House, home: Path) -> None:
    house.case()
    house.draft()
    erase_data(house.viewer(house.lin.uid), by=party(house.lin.uid), at=house.at)
    _seal(house, home)
    house.clock.forward(days=1)
    house.work()
    assert not Seal.objects.filter(salt=b"").exists()
    assert not Entry.objects.filter(event="seals_forgotten").exists()


def test_who_is_erased_is_not_erased_twice(house: House) -> None:
    sun = erased(house)
    with pytest.raises(Refused) as no:
        erase_data(house.viewer(sun), by=party(sun), at=house.at)
    assert no.value.refusals[0].reason == "privacy.nothing_to_erase"
    assert Person.objects.get(uid=sun).name == ""


def test_a_foreigner_s_paper_is_erased_whole(house: House) -> None:
    seen = PaperSeen(
        kind="natural",
        name="王小明",
        id_kind="passport",
        id_number="E7654321",
        name_latin="XIAOMING WANG",
        nationality="USA",
        born=date(1990, 1, 1),
    )
    wang, _none = register_at_counter(seen, by=house.clerk, at=house.at, platform=settings.TONGBAN.slug)
    erase_data(house.viewer(wang.uid), by=party(wang.uid), at=house.at)
    left = Person.objects.values("name", "name_latin", "nationality", "id_number", "born").get(uid=wang.uid)
    assert not any(left.values()), left


def test_drafts_of_more_than_a_year_go_and_younger_ones_stay(house: House) -> None:
    old, young = house.draft().uid, house.draft().uid
    house.filing()
    handed_in = Draft.objects.get(handed_in_at__isnull=False).uid
    house.clock.forward(days=366)
    Draft.objects.filter(uid=young).update(saved_at=house.at - timedelta(days=364))
    assert end_retention(house.at, WALL) == {"drafts": 1}
    assert set(Draft.objects.values_list("uid", flat=True)) == {young, handed_in}
    assert old not in {young, handed_in}
    assert end_retention(house.at, WALL) == {}
    entry = Entry.objects.get(event="retention_ended")
    assert (entry.body, entry.basis) == ('{"rows":{"drafts":1}}', "个人信息保护法 19, 47")


def test_sessions_that_open_nothing_go_by_the_machines_time(house: House) -> None:
    for key, days in (("gone", -1), ("alive", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=WALL + timedelta(days=days))
    assert end_retention(house.at + timedelta(days=90), WALL) == {"sessions": 1}
    assert [one.session_key for one in Session.objects.all()] == ["alive"]


def test_the_worker_goes_on_while_something_is_due_and_then_rests_a_day(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.filing.actions.draft.ERASED_AT_ONCE", 1)
    house.draft()
    house.draft()
    job = Retention(house.clock)
    assert not job()
    house.clock.forward(days=366)
    assert [job(), job(), job()] == [True, True, False]
    assert not Draft.objects.exists()
    house.draft()
    house.clock.forward(hours=23)
    assert not job()


def test_who_acted_for_a_party_stays_known_when_the_authority_is_over(house: House) -> None:
    case = house.case()
    agent = person("陈律师", 31)
    authority = accepted(house, case, house.lin)
    held = holdings_of(agent.uid, house.viewer(agent.uid), at=house.at)
    assert (held.files, held.under_way) == (1, 1)
    note_revocation(case.uid, authority, by=house.clerk, at=house.at)
    held = holdings_of(agent.uid, house.viewer(agent.uid), at=house.at)
    assert (held.files, held.under_way) == (1, 0)
    told = everything_about(agent.uid, house.viewer(agent.uid), at=house.at)
    assert [(one["name"], one["state"]) for one in told["authorities"]] == [("陈律师", "revoked")]
    with pytest.raises(Refused) as no:
        erase_data(house.viewer(agent.uid), by=party(agent.uid), at=house.at)
    assert no.value.refusals[0].law == "个人信息保护法 47(2); 档案法 13"
    assert Person.objects.get(uid=agent.uid).name == "陈律师"


def test_an_authority_that_begins_later_keeps_the_account(house: House) -> None:
    case = house.case()
    agent = person("陈律师", 31)
    accepted(house, case, house.lin, since="2026-12-24")
    held = holdings_of(agent.uid, house.viewer(agent.uid), at=house.at)
    assert (held.files, held.under_way) == (1, 1)
