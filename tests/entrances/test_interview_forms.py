"""Interviews as forms: several choices, rows without a script, and what is kept of what a browser sends."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from tongban.filing.queries import answered, interview_of, interviews_by_group, suggested
from tongban.filing.vocabulary import Kind
from tongban.kernel.money import Money
from tongban.portal.filing import kept_answers
from tongban.portal.forms.filing import PageForm, StoryForm, rows, shown_answer

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("several=marriage.why&marriage.why=violence&marriage.why=apart", {"marriage.why": "violence,apart"}),
        ("several=marriage.why", {"marriage.why": ""}),
        ("marriage.day=2020年3月1日", {"marriage.day": "2020年3月1日"}),
        ("children.2.name=小明&children.9.name=x&evil=1", {"children.2.name": "小明"}),
        ("files.marriage=text&several=evil", {}),
    ],
)
def test_what_a_browser_sends_is_kept_as_answers_to_questions_of_the_form(sent: str, kept: dict[str, str]) -> None:
    assert kept_answers(QueryDict(sent), interview_of("divorce")) == kept


def test_a_yes_to_another_one_brings_a_page_of_its_own_without_any_script() -> None:
    told = {"marriage.children": "yes", "children.more": "yes"}
    pages = {page.id: page for page in answered("divorce", told, TODAY).pages}
    assert "children-2" in pages
    form = PageForm(pages["children-2"].questions, told | {"children.2.name": "小明"}, on=TODAY)
    assert form["children.2.name"].value() == "小明"
    assert "children.2.more" in form.fields


def test_several_choices_are_ticked_as_they_were_and_read_in_words() -> None:
    page = next(page for page in answered("divorce", {}, TODAY).pages if page.id == "marriage")
    question = next(question for question in page.questions if question.kind is Kind.SEVERAL)
    form = PageForm([question], {"marriage.why": "violence,apart"}, on=TODAY)
    drawn = str(form[question.id])
    assert drawn.count("checked") == 2
    assert [row.kind for row in rows(form, [question])] == [Kind.SEVERAL]
    with translation.override("zh-hans"):
        assert shown_answer(question, "apart", TODAY) == "感情不和，分居满两年了"


def test_every_page_of_every_interview_can_be_drawn_in_both_languages() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            for _group, listed in interviews_by_group():
                for interview in listed:
                    for page in interview.pages:
                        form = PageForm(page.questions, {}, on=TODAY)
                        assert all(row.bound.label for row in rows(form, page.questions)), (interview.id, page.id)


def test_a_story_is_needed_to_search_and_a_strange_amount_only_costs_the_fee() -> None:
    assert not StoryForm({"said": ""}).is_valid()
    form = StoryForm({"said": "借钱不还", "amount": "three"})
    assert form.is_valid()
    assert form.cleaned_data["amount"] is None
    assert suggested("借钱不还", on=TODAY, amount=Money(100000))[0].fee is not None
