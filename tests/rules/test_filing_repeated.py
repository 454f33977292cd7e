"""The same suit twice (CPL 127(5); SI 247): who is the same, what is the same, and what is another suit."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import answers, id_number
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.repeated import known_by, overlaps, suit_of, unexplained
from tongban.filing.vocabulary.repeated import Overlap, Suit

DAY = date(2026, 11, 23)


def suit(interview: str = "private_lending", cause: str = "108(3)", on: date = DAY, **changed: str) -> Suit:
    return suit_of(interviews()[interview], answers(**changed), cause=cause, on=on)


BOTH = (Overlap.SUM, Overlap.DAY)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, BOTH),
        ({"defendant__name": "周 志强", "defendant__id_number": id_number(2).lower()}, BOTH),
        ({"defendant__id_number": ""}, BOTH),
        ({"story__text": "换一种说法。", "plaintiff__address": "别处"}, BOTH),
        ({"loan__amount": "60000"}, (Overlap.DAY,)),
        ({"loan__happened": "2025-04-01"}, (Overlap.SUM,)),
        ({"loan__repaid": "500"}, BOTH),
        ({"loan__amount": "60000", "loan__happened": "2025-04-01"}, ()),
        ({"defendant__id_number": id_number(3)}, ()),
        ({"defendant__id_number": "", "defendant__name": "吴某"}, ()),
        ({"plaintiff__id_number": id_number(4), "plaintiff__name": "何某"}, ()),
    ],
)
def test_the_same_people_with_the_same_sum_or_day_have_a_suit_like_this(
    changed: dict[str, str], expected: tuple[Overlap, ...]
) -> None:
    assert overlaps(suit(), suit(**changed)) == expected
    assert overlaps(suit(**changed), suit()) == expected


def test_who_is_sued_and_sues_back_over_the_same_has_the_same_suit_turned_round() -> None:
    turned = {
        "plaintiff__name": "周志强",
        "plaintiff__id_number": id_number(2),
        "defendant__name": "林晓梅",
        "defendant__id_number": id_number(1),
    }
    assert overlaps(suit(), suit(**turned)) == BOTH


def test_another_kind_of_dispute_is_another_suit() -> None:
    assert overlaps(suit(), suit(interview="sale", cause="84")) == ()


def test_one_of_several_defendants_is_enough() -> None:
    more = {"defendant__name": "第一人", "defendant__id_number": "", "defendant__more": "yes"}
    more |= {"defendant__2__name": "周志强", "defendant__2__id_number": id_number(2)}
    assert overlaps(suit(), suit(**more)) == BOTH


def test_interest_that_grew_since_makes_no_other_suit() -> None:
    agreed = {"loan__interest": "agreed", "loan__rate": "12"}
    assert overlaps(suit(**agreed), suit(on=date(2027, 3, 1), **agreed)) == BOTH


def test_a_side_is_looked_up_by_number_and_by_name() -> None:
    plaintiffs, defendants = known_by(suit())
    assert plaintiffs == {id_number(1), "林晓梅"}
    assert defendants == {id_number(2), "周志强"}


def test_who_files_again_says_why() -> None:
    assert unexplained([], {}) is None
    assert unexplained([suit()], {"again.why": "另一笔借款"}) is None
    found = unexplained([suit()], {"again.why": "  "})
    assert found is not None
    assert (found.reason, found.fields) == ("filing.alike_without_reason", ("again.why",))
