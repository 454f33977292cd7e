"""Case numbers run without gap and without double, whoever docks at the same time (案号规定 9)."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import connections

from tests.builders import House, refused
from tongban.cases.actions.docket import NewCase, open_case
from tongban.cases.actions.number import link_numbers, next_number
from tongban.cases.events import CaseDocketed
from tongban.cases.models import Case, DrawnSerial, NumberLink, Serial
from tongban.cases.queries.numbers import linked_numbers
from tongban.cases.vocabulary import PartyData, Side
from tongban.filing.actions.decide import accept
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.register.models import Entry

WHOLE = os.environ.get("TONGBAN_TIER") == "all"
HOW_MANY = 2000 if WHOLE else 200
ALLOCATIONS = 10_000 if WHOLE else 400
COURTS = ("渝0103", "渝0104")
PROCESSES, THREADS = 4, 3


def new_case(house: House) -> NewCase:
    return NewCase(
        court="渝0103",
        cause="108(3)",
        cause_name="民间借贷纠纷",
        claim=Money(100),
        filed_at=house.at,
        parties=(PartyData(Side.PLAINTIFF, "甲", "natural"), PartyData(Side.DEFENDANT, "乙", "natural")),
        fee_kind="property",
    )


def test_many_dockets_at_once_leave_no_gap_and_no_double(committed_house: House) -> None:
    """Every seventh act fails after it took its number; the number must come back."""
    new = new_case(committed_house)

    def docket(turn: int) -> None:
        try:
            with suppress(_Changed), act(by=committed_house.clerk, at=committed_house.at) as record:
                open_case(record, new, under="CPL 126")
                _perhaps_not(turn)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(docket, range(HOW_MANY)))
    kept = HOW_MANY - len(range(0, HOW_MANY, 7))
    numbers = sorted(int(n.split("民初")[1].rstrip("号")) for n in Case.objects.values_list("number", flat=True))
    assert numbers == list(range(1, kept + 1))
    assert Serial.objects.get().last == kept


@pytest.mark.timeout(1200)
def test_ten_thousand_numbers_from_many_processes_leave_no_gap_and_no_double(committed_house: House) -> None:
    """Two courts, twelve writers; every seventh act fails after it took its number, which the next one gets."""
    house = committed_house
    connections.close_all()
    turns = [range(start, ALLOCATIONS, PROCESSES) for start in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as processes:
        given = [number for found in processes.map(_office, [house] * PROCESSES, turns) for number in found]
    for place, court in enumerate(COURTS):
        kept = [turn for turn in range(ALLOCATIONS) if turn % len(COURTS) == place and turn % 7]
        wanted = {f"（2026）{court}民初{serial}号" for serial in range(1, len(kept) + 1)}
        assert {number for number in given if court in number} == wanted
        assert Serial.objects.get(court=court).last == len(kept)
    assert len(given) == len(set(given)) == Entry.objects.filter(event=CaseDocketed.NAME).count()


def _office(house: House, turns: range) -> list[str]:
    """One process, several clerks."""
    with ThreadPoolExecutor(THREADS) as threads:
        desks = threads.map(_desk, [house] * THREADS, [turns[start::THREADS] for start in range(THREADS)])
        return [number for given in desks for number in given]


def _desk(house: House, turns: range) -> list[str]:
    """One clerk takes numbers over one connection of his own; nobody presses again when the database is busy."""
    try:
        given = [take(house, COURTS[turn % len(COURTS)], "民初", fails=turn % 7 == 0) for turn in turns]
        return [number for number in given if number]
    finally:
        connections.close_all()


def _perhaps_not(turn: int) -> None:
    if turn % 7 == 0:
        raise _Changed


class _Changed(Exception):  # noqa: N818 - somebody changed his mind
    pass


def test_two_clerks_accept_the_same_filing_and_one_case_comes_of_it(committed_house: House) -> None:
    filing = committed_house.filing()
    start, got, lost = threading.Barrier(4), [], []

    def press() -> None:
        try:
            start.wait()
            got.append(accept(filing, by=committed_house.clerk, at=committed_house.at).number)
        except Exception as no:  # noqa: BLE001 - the refusals are what the test counts
            lost.append(str(no))
        finally:
            connections.close_all()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert got == ["（2026）渝0103民初1号"]
    assert len(lost) == 3
    assert all("scrutiny.not_at_this_stage" in no for no in lost)


@pytest.mark.parametrize(
    ("court", "type_chars", "year"), [("渝0104", "民初", 2026), ("渝0103", "民再", 2026), ("渝0103", "民初", 2027)]
)
def test_each_court_type_and_year_counts_for_itself(house: House, court: str, type_chars: str, year: int) -> None:
    with act(by=Actor.office("渝0103", "test"), at=house.at) as record:
        next_number(record, court="渝0103", type_chars="民初", year=2026)
        found = next_number(record, court=court, type_chars=type_chars, year=year)
        made_up = CaseDocketed(
            case=new_id(), number=found, court=court, cause="108(3)", track="simplified", claim=Money(1)
        )
        record(made_up, under="test")
    assert found == f"（{year}）{court}{type_chars}1号"


def test_the_year_of_the_number_is_the_year_in_the_court_and_not_in_greenwich(house: House) -> None:
    from datetime import UTC, datetime

    house.clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert house.case().number == "（2027）渝0103民初1号"


def take(
    house: House,
    court: str,
    type_chars: str,
    *,
    special: str = "",
    chance: Callable[[int], int] | None = None,
    fails: bool = False,
) -> str:
    """One number, given to a case that is nothing but its number; "" when the act `fails` after it."""
    with suppress(_Changed), act(by=Actor.office(court, "test"), at=house.at) as record:
        how = {"chance": chance} if chance else {}
        number = next_number(record, court=court, type_chars=type_chars, year=2026, special=special, **how)
        made_up = CaseDocketed(
            case=new_id(), number=number, court=court, cause="108(3)", track="simplified", claim=Money(1)
        )
        record(made_up, under="test")
        if fails:
            raise _Changed
        return number
    return ""


@pytest.mark.parametrize(
    ("court", "type_chars", "special", "reasons"),
    [
        ("渝0199", "民初", "", ["case_number.court_unknown"]),
        ("粤0604", "民初", "", ["case_number.court_outside_table"]),
        ("渝0103", "民说", "", ["case_number.type_unknown"]),
        ("渝0103", "民终", "", ["case_number.level"]),
        ("渝0103", "民初", "商", ["case_number.special_unknown"]),
        ("渝0199", "民说", "", ["case_number.court_unknown", "case_number.type_unknown"]),
    ],
)
def test_no_number_is_given_that_the_tables_do_not_know(
    house: House, court: str, type_chars: str, special: str, reasons: list[str]
) -> None:
    with refused(*reasons):
        take(house, court, type_chars, special=special)
    assert not Serial.objects.exists()


def test_the_special_trial_character_counts_for_itself(house: House) -> None:
    assert take(house, "渝01", "民初") == "（2026）渝01民初1号"
    assert take(house, "渝01", "民初", special="知") == "（2026）渝01知民初1号"
    assert take(house, "渝01", "民初") == "（2026）渝01民初2号"


def test_the_numbers_of_criminal_reviews_are_drawn_and_never_given_twice(house: House) -> None:
    drawn = iter([41, 41, 41, 99_999_998, 0])
    chance = lambda _many: next(drawn)  # noqa: E731 - the dice of this test
    given = [take(house, "最高法", "刑核", chance=chance) for _ in range(3)]
    assert given == ["（2026）最高法刑核00000042号", "（2026）最高法刑核99999999号", "（2026）最高法刑核00000001号"]
    assert Serial.objects.get().last == DrawnSerial.objects.count() == 3


def test_the_platform_draws_by_a_source_that_nobody_can_foresee(house: House) -> None:
    numbers = [take(house, "最高法", "刑核") for _ in range(30)]
    assert len(set(numbers)) == 30
    assert numbers != sorted(numbers)
    assert all(len(number.split("刑核")[1]) == len("00000000号") for number in numbers)


def test_a_drawn_number_of_a_failed_act_is_free_again(house: House) -> None:
    with suppress(_Changed), act(by=Actor.office("最高法", "test"), at=house.at) as record:
        next_number(record, court="最高法", type_chars="刑核", year=2026, chance=lambda _: 6)
        raise _Changed
    assert take(house, "最高法", "刑核", chance=lambda _: 6) == "（2026）最高法刑核00000007号"


def test_a_case_keeps_the_number_of_the_mediation_that_it_follows(house: House) -> None:
    before = "（2026）渝0103民诉前调1号"
    with act(by=house.clerk, at=house.at) as record:
        case = open_case(record, replace(new_case(house), follows=before), under="CPL 126")
    with act(by=house.clerk, at=house.at) as record:
        link_numbers(record, case, later="（2026）渝05民终3号")
        link_numbers(record, case, later="（2026）渝0103执9号")
    told = linked_numbers(house.viewer(house.clerk.person), case.number)  # type: ignore[arg-type]
    assert [(link.earlier, link.term) for link in told if link.later == case.number] == [(before, "诉前调解转立案")]
    assert {link.term for link in told if link.earlier == case.number} == {"上诉", "申请执行"}
    assert Entry.objects.filter(event="numbers_linked", case=case.uid).count() == 3


def test_the_chain_of_a_case_leads_on_to_the_cases_of_its_neighbours(house: House) -> None:
    with act(by=house.clerk, at=house.at) as record:
        first = open_case(record, new_case(house), under="CPL 126")
        enforcement = replace(new_case(house), type_chars="执", follows=first.number)
        second = open_case(record, enforcement, under="CPL 235")
        third = open_case(record, replace(new_case(house), type_chars="执恢", follows=second.number), under="CPL 241")
    viewer = house.viewer(house.clerk.person)  # type: ignore[arg-type]
    for number in (first.number, second.number, third.number):
        assert [link.later for link in linked_numbers(viewer, number)] == [second.number, third.number]


def test_whom_a_case_is_hidden_from_sees_nothing_of_its_chain(house: House) -> None:
    with act(by=house.clerk, at=house.at) as record:
        case = open_case(record, replace(new_case(house), follows="（2026）渝0103民诉前调1号"), under="CPL 126")
    for stranger in (house.zhou.uid, house.wuhou_clerk.person):
        assert linked_numbers(house.viewer(stranger), case.number) == ()  # type: ignore[arg-type]


def test_a_docket_without_a_case_before_it_notes_nothing(house: House) -> None:
    case = house.case()
    assert not NumberLink.objects.exists()
    assert linked_numbers(house.viewer(house.clerk.person), case.number) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        ("（2026）渝0103", "case_number.malformed"),
        ("（2026）渝0103刑初1号", "case_number.link_unknown"),
        ("（2027）渝0103民诉前调1号", "case_number.link_backwards"),
    ],
)
def test_a_case_that_cannot_follow_is_not_opened_with_that_link(house: House, earlier: str, reason: str) -> None:
    with refused(reason), act(by=house.clerk, at=house.at) as record:
        open_case(record, replace(new_case(house), follows=earlier), under="CPL 126")
    assert not Case.objects.exists()


def test_a_link_that_leads_back_is_refused(house: House) -> None:
    with act(by=house.clerk, at=house.at) as record:
        case = open_case(record, new_case(house), under="CPL 126")
        link_numbers(record, case, later="（2026）渝05民终3号")
    with refused("case_number.link_circle"), act(by=house.clerk, at=house.at) as record:
        link_numbers(record, case, earlier="（2026）渝05民终3号")
    assert NumberLink.objects.count() == 1


def test_the_same_link_is_noted_once(house: House) -> None:
    with act(by=house.clerk, at=house.at) as record:
        case = open_case(record, replace(new_case(house), follows="（2026）渝0103民诉前调1号"), under="CPL 126")
    with refused("case_number.link_twice"), act(by=house.clerk, at=house.at) as record:
        link_numbers(record, case, earlier="（2026）渝0103民诉前调1号")
    assert NumberLink.objects.count() == 1
