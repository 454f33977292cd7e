"""What a plaintiff types: numbers of any width are read, and nothing shows otherwise than it is kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.builders import answers, id_number
from tongban.filing.queries import interview_of
from tongban.filing.rules.answers import findings
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.vocabulary import Pleading

TODAY = date(2026, 11, 23)
LENDING = interview_of("private_lending")
FILES = frozenset({q.id for page in LENDING.pages for q in page.questions})
WIDE = {ord(sign): 0xFEE0 + ord(sign) for sign in "0123456789X"}


def reasons(**changed: str) -> set[str]:
    return {one.reason for one in findings(LENDING, answers(**changed), files=FILES, today=TODAY)}


@pytest.mark.parametrize("typed", [id_number(2).translate(WIDE), f"\u200b{id_number(2)}", f" {id_number(2).lower()}"])
def test_a_number_of_any_width_is_taken_and_goes_into_the_papers_as_the_card_has_it(typed: str) -> None:
    assert "filing.id_number_wrong" not in reasons(defendant__id_number=typed)
    made = pleading_of(LENDING, answers(defendant__id_number=typed), applicant=UUID(int=1), platform="test", on=TODAY)
    assert isinstance(made, Pleading)
    assert made.parties[1].id_number == id_number(2)


def test_nobody_sues_himself_in_another_width() -> None:
    assert "filing.suing_oneself" in reasons(defendant__id_number=id_number(1).translate(WIDE))


@pytest.mark.parametrize("sign", ["\u202e", "\u202d", "\x00"])
def test_nothing_is_kept_in_another_order_than_it_is_shown(sign: str) -> None:
    """A claim of 100 that reads 001 on the judge's screen is no claim."""
    assert "filing.unreadable_characters" in reasons(story__text=f"借款{sign}100元")
