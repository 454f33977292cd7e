"""What a plaintiff types: numbers of any width are read, and nothing shows otherwise than it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.builders import answers, id_number
from tongban.filing.queries import interview_of
from tongban.filing.rules.answers import GONE, findings, without_words
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.rules.told import named
from tongban.filing.vocabulary import Kind, Page, Pleading

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


@pytest.mark.parametrize("name", sorted(interviews()))
def test_own_words_are_erased_in_every_row_and_nothing_else_is(name: str) -> None:
    """A state secret may stand in the second defendant's row as well as in the story."""
    interview = interviews()[name]
    told: dict[str, str] = {}
    words: set[str] = set()
    for page in interview.pages:
        for question in page.questions:
            for row in range(1, page.most + 1 if page.repeat else 2):
                told[named(question.id, row)] = "机密"
                words |= {named(question.id, row)} if question.kind is Kind.LONG_TEXT else set()
    left = without_words(interview, told)
    assert words
    assert {key for key, value in left.items() if value != "机密"} == words


def test_words_in_a_further_row_of_a_repeated_page_go_too() -> None:
    """No form asks for long words in rows today; one that does is covered."""
    story = next(q for page in LENDING.pages for q in page.questions if q.kind is Kind.LONG_TEXT)
    page = Page("loss", {}, {}, (replace(story, id="loss.why"),), repeat="loss", most=3)
    rows = replace(LENDING, pages=(*LENDING.pages, page))
    left = without_words(rows, {"loss.why": "一", "loss.2.why": "二", "loss.3.why": "", "loss.2.more": "yes"})
    assert left == {"loss.why": GONE, "loss.2.why": GONE, "loss.3.why": "", "loss.2.more": "yes"}
