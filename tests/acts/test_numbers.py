"""Case numbers run without gap and without double, whoever docks at the same time (案号规定 9)."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections

from tests.builders import House
from tongban.cases.actions.docket import NewCase, open_case
from tongban.cases.actions.number import next_number
from tongban.cases.events import CaseDocketed
from tongban.cases.models import Case, Serial
from tongban.cases.vocabulary import PartyData, Side, Track
from tongban.filing.actions.decide import accept
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money

HOW_MANY = 2000 if os.environ.get("TONGBAN_TIER") == "all" else 200


def new_case(house: House) -> NewCase:
    return NewCase(
        court="渝0103",
        cause="108(3)",
        cause_name="民间借贷纠纷",
        track=Track.SIMPLIFIED,
        claim=Money(100),
        filed_at=house.at,
        parties=(PartyData(Side.PLAINTIFF, "甲", "natural"), PartyData(Side.DEFENDANT, "乙", "natural")),
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
    ("court", "type_chars", "year"), [("渝0104", "民初", 2026), ("渝0103", "民终", 2026), ("渝0103", "民初", 2027)]
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
