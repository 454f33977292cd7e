"""Every paper the platform can make is owed to somebody by the table, or stands on the short list with its reason."""

from __future__ import annotations

import pytest

from tests.architecture.house import SOURCE
from tongban.delivery.rules.owed_papers import (
    JOINED,
    NOBODYS,
    OWED,
    ROUTES,
    SERVED_ON_PARTIES,
    SUMMONED,
    TELLS,
    TOLD,
    TOLD_BY,
)
from tongban.kernel.facts import FACTS
from tongban.reactions.news import tell_of_filing
from tongban.reactions.table import TABLE

pytestmark = pytest.mark.once

SHARED = {"documents/base", "judgments/parts"}
"""What templates are built from."""
TEMPLATES = {f"{path.parts[-3]}/{path.name.partition('.')[0]}" for path in SOURCE.glob("*/papers/*.typ")} - SHARED


def test_a_new_paper_is_placed_in_the_table_or_on_the_list_of_those_owed_to_nobody() -> None:
    assert OWED.keys() | NOBODYS.keys() == TEMPLATES
    assert not OWED.keys() & NOBODYS.keys()
    assert all(len(reason) > len("for nobody") for reason in NOBODYS.values())


@pytest.mark.parametrize("paper", sorted(OWED))
def test_what_is_owed_to_parties_is_served_for_a_purpose_and_the_rest_is_no_service(paper: str) -> None:
    row = OWED[paper]
    assert (row.purpose is not None) == (row.whom in SERVED_ON_PARTIES)
    assert (paper in ROUTES) == row.routed
    assert row.law


def test_whatever_is_told_about_a_filing_is_compared_with_the_telling() -> None:
    told = {row.fact.NAME for row in TABLE if row.do is tell_of_filing}
    assert told == TOLD.keys()
    assert {paper for papers in TOLD_BY.values() for paper in papers} <= OWED.keys()
    shown = {event for row in TOLD.values() for event in row.shown_by}
    assert FACTS.keys() >= {*TOLD, *TELLS, *shown, SUMMONED, JOINED}
