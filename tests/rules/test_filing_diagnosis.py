"""From a person's own words to the form that fits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.held_out import SECOND, THIRD, TOLD, told_stories
from tongban.filing.rules.cues import FAINT, MOST_SENTENCES, TELLING, TOGETHER, plain, weighed
from tongban.filing.rules.diagnosis import MOST, OTHER, applications, diagnose
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.rules.likeness import field_weights, hear, learnt, learnt_from, led, nearest, weighed_from
from tongban.filing.rules.reading import LANGUAGES
from tongban.filing.rules.word_fields import fields_in
from tongban.kernel.money import Money

TODAY = date(2026, 3, 2)
FEWEST = 10
"""So many stories of each dispute stand in its guide, in each language."""


LEARNT = 80
"""So many stories of each dispute are learnt, in each language."""

FIRST, LISTED = 0.80, 0.93
"""So many of `TOLD` find their form as the first that is shown, and among the first three."""
SECOND_FIRST, SECOND_LISTED = 0.90, 0.97
"""So many of `SECOND`."""
THIRD_FIRST, THIRD_LISTED = 0.85, 0.97
"""So many of `THIRD`."""


def found_in(stories: list[tuple[str, frozenset[str]]]) -> tuple[float, float]:
    """How many find their form first and among three, as the page shows them: applications, then forms of actions."""
    first = listed = 0
    for story, right in stories:
        shown = [one.id for one in applications(story)]
        shown += [one.interview.id for one in diagnose(story, on=TODAY)]
        first += shown[0] in right
        listed += bool(right.intersection(shown[:3]))
    return first / len(stories), listed / len(stories)


@pytest.mark.parametrize("name", sorted(interviews()))
def test_what_people_say_of_a_dispute_leads_to_its_form_first(name: str) -> None:
    said = interviews()[name].guide.said
    assert min(sum(one.isascii() for one in said), sum(not one.isascii() for one in said)) >= FEWEST
    best = {story: diagnose(story, on=TODAY)[0] for story in said}
    assert [story for story, one in best.items() if one.interview.id != name] == []
    assert all(one.words or one.causes or one.example for one in best.values()), "a suggestion has its reason"


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_stories_that_nobody_has_read_before_find_their_form(language: str) -> None:
    assert set(TOLD) == {*interviews(), *(one for one, form in forms().items() if form.opens)}
    first, listed = found_in(told_stories(TOLD, language))
    assert first >= FIRST
    assert listed >= LISTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_stories_that_are_told_plainly_find_their_form(language: str) -> None:
    assert set(SECOND) == set(interviews())
    first, listed = found_in(told_stories(SECOND, language))
    assert first >= SECOND_FIRST
    assert listed >= SECOND_LISTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_stories_of_an_author_who_knew_no_other_find_their_form(language: str) -> None:
    assert set(THIRD) == set(interviews())
    first, listed = found_in(told_stories(THIRD, language))
    assert first >= THIRD_FIRST
    assert listed >= THIRD_LISTED


def test_no_story_that_is_held_out_is_learnt() -> None:
    known = {story for _name, story in learnt()}
    held_out = [one for language in LANGUAGES for told in (TOLD, SECOND, THIRD) for one in told_stories(told, language)]
    assert [story for story, _right in held_out if plain(story) in known] == []


@pytest.mark.parametrize("name", sorted(interviews()))
def test_many_stories_are_learnt_of_each_dispute_in_each_language(name: str) -> None:
    own = [story for dispute, story in learnt() if dispute == name]
    assert len(own) == len(set(own))
    assert min(sum(one.isascii() for one in own), sum(not one.isascii() for one in own)) >= LEARNT


def test_the_weights_are_of_the_fields_and_stories_that_are_there() -> None:
    assert weighed_from() == learnt_from(), "run tools/weigh_fields.py"
    assert set(next(iter(field_weights().values()))) == set(interviews())


def test_a_word_is_found_in_its_fields_as_it_was_said() -> None:
    found = fields_in("隔壁天天漏水, my tenants moved out")
    assert found["neighbour"] == ["隔壁"]
    assert "漏水" in found["water_leak"]
    assert {"tenants", "moved out"} <= set(found["rent"])


def test_a_story_without_a_word_of_the_guide_is_shown_with_the_words_of_its_fields() -> None:
    heard = hear("the beehives over the hedge sting my goats")
    assert led(heard, "neighbour")[0] in {"beehives", "hedge"}
    assert led(hear("42"), "neighbour") == ()


def test_an_example_is_the_reason_where_no_word_is_known() -> None:
    found = diagnose("and then he just said so", on=TODAY)
    assert not any(one.words or one.causes for one in found)
    assert found[-1].interview.id == OTHER
    assert all(one.example in one.interview.guide.said for one in found[:-1])


def test_what_has_nothing_in_common_is_no_example() -> None:
    assert nearest(hear("42"), "lease") == ""
    for one in diagnose("房租", on=TODAY):
        assert one.words or one.causes or one.example or one.interview.id == OTHER


def test_an_apostrophe_is_the_same_however_a_telephone_writes_it() -> None:
    for mark in ("'", "\u2019"):
        assert "husband … can't live" in diagnose(f"my husband and I can{mark}t live together", on=TODAY)[0].words


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("朋友借錢不還，電話也不接", "private_lending"),
        ("房東不退押金", "lease"),
        ("老闆欠薪，還把我辭退了", "labour"),
        ("我想離婚", "divorce"),
    ],
)
def test_traditional_signs_are_read_as_simplified_ones(said: str, form: str) -> None:
    assert diagnose(said, on=TODAY)[0].interview.id == form


def test_nothing_is_left_out_of_a_story_of_many_sentences() -> None:
    assert weighed("唉。" * 2 * MOST_SENTENCES + "房租", ["房租"], [])[1] == ("房租",)


@pytest.mark.parametrize(
    ("said", "story", "found"),
    [
        ("房租", "他不付房租", ("房租",)),
        ("rent", "they rented it", ("rented",)),
        ("rent", "a different parent", ()),
        ("lease", "leased for a year", ("leased",)),
        ("car", "my card is gone", ()),
        ("not pay", "he doesn't pay", ("doesn't pay",)),
        ("not pay", "they wont pay me", ("wont pay",)),
        ("not pay", "i pay", ()),
        ("refuse to pay", "she refuses to pay", ("refuses to pay",)),
        ("deny", "he denied it", ("denied",)),
        ("借给 + #sum", "借给他3w", ("借给 … 3w",)),
        ("孩子/娃儿 + 归/跟我", "离了婚娃儿跟我", ("娃儿 … 跟我",)),
        ("孩子/娃儿 + 归/跟我", "有个孩子。房子归他", ()),
    ],
)
def test_a_cue_is_found_as_a_whole_within_one_sentence(said: str, story: str, found: tuple[str, ...]) -> None:
    assert weighed(story, [said], [])[1] == found


def test_each_sign_counts_once_and_parts_that_meet_count_more() -> None:
    assert weighed("他不还钱", ["不还", "还钱", "不还钱"], [])[0] == TELLING * 3
    assert weighed("他不还钱", ["不还钱"], ["还钱"])[0] == TELLING * 3
    assert weighed("他不还钱", [], ["不还钱"])[0] == FAINT * 3
    assert weighed("房东扣押金", ["房东 + 押金"], [])[0] == weighed("房东扣押金", ["房东", "押金"], [])[0] + TOGETHER


def test_what_nobody_understands_leads_to_the_general_form() -> None:
    assert [one.interview.id for one in diagnose("xyzzy", on=TODAY)] == [OTHER]
    assert [one.interview.id for one in diagnose("", on=TODAY)] == [OTHER]


def test_a_group_alone_lists_its_forms() -> None:
    assert {one.interview.id for one in diagnose("", on=TODAY, group="family")} == {"divorce", "maintenance"}


def test_cost_and_time_come_with_the_suggestion() -> None:
    """30,000 yuan cost 550, a labour case ten, and half of it in the simplified procedure."""
    loan = diagnose("借钱不还", on=TODAY, amount=Money(3000000))[0]
    assert (loan.fee, loan.months) == (Money(27500), 3)
    assert diagnose("拖欠工资", on=TODAY, amount=Money(3000000))[0].fee == Money(500)
    assert diagnose("借钱不还", on=TODAY)[0].fee is None


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_no_story_is_too_strange(story: str) -> None:
    assert 1 <= len(diagnose(story, on=TODAY)) <= MOST
