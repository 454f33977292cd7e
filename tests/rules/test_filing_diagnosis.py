"""From a person's own words to the form that fits."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.filing.rules.cues import FAINT, MOST_SENTENCES, TELLING, TOGETHER, weighed
from tongban.filing.rules.diagnosis import MOST, OTHER, applications, diagnose
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.rules.likeness import nearest
from tongban.filing.rules.reading import LANGUAGES
from tongban.kernel.money import Money

TODAY = date(2026, 3, 2)
FEWEST = 10
"""So many stories of each dispute stand in its guide, in each language."""


TOLD = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))
"""What people said whose words nobody has read before: by form and language, those of other procedures included."""
FIRST, LISTED = 0.68, 0.88
"""So many of these find their form as the first that is shown, and among the first three."""


def told_stories(language: str) -> list[tuple[str, frozenset[str]]]:
    """Each story with the forms that are right for it."""
    given = [(name, [one] if isinstance(one, str) else one) for name in TOLD for one in TOLD[name][language]]
    return [(story, frozenset({name, *also})) for name, (story, *also) in given]


@pytest.mark.parametrize("name", sorted(interviews()))
def test_what_people_say_of_a_dispute_leads_to_its_form_first(name: str) -> None:
    said = interviews()[name].guide.said
    assert min(sum(one.isascii() for one in said), sum(not one.isascii() for one in said)) >= FEWEST
    best = {story: diagnose(story, on=TODAY)[0] for story in said}
    assert [story for story, one in best.items() if one.interview.id != name] == []
    assert all(one.words or one.causes or one.example for one in best.values()), "a suggestion has its reason"


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_stories_that_nobody_has_read_before_find_their_form(language: str) -> None:
    """As the page shows them: applications of other procedures first, then the forms of actions."""
    assert set(TOLD) == {*interviews(), *(one for one, form in forms().items() if form.opens)}
    found = []
    for story, right in told_stories(language):
        forms_shown = [one.id for one in applications(story)]
        forms_shown += [one.interview.id for one in diagnose(story, on=TODAY)]
        found.append((forms_shown[0] in right, bool(right.intersection(forms_shown[:3]))))
    assert sum(first for first, _listed in found) >= FIRST * len(found)
    assert sum(listed for _first, listed in found) >= LISTED * len(found)


def test_an_example_is_the_reason_where_no_word_is_known() -> None:
    found = diagnose("and then he just said so", on=TODAY)
    assert not any(one.words or one.causes for one in found)
    assert found[-1].interview.id == OTHER
    assert all(one.example in one.interview.guide.said for one in found[:-1])


def test_what_has_nothing_in_common_is_no_example() -> None:
    assert nearest("42", "lease") == ""
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
