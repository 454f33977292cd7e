"""`{% field %}` gives every question its label, hint, error and the attributes that assistive technology needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from lxml import html

from tests.entrances.face_site import site  # noqa: F401 - a fixture
from tongban.face.parts import Problem
from tongban.face.problems import attach
from tongban.face.refusals import attach_refusals
from tongban.face.widgets import DateParts
from tongban.kernel.refusal import Refusal

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("site")]


class Questions(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card")
    amount = forms.DecimalField(label="Amount")
    cause = forms.ChoiceField(label="Cause", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    papers = forms.MultipleChoiceField(
        label="Papers", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    born = forms.DateField(label="Born", widget=DateParts)
    day = forms.DateField(label="Day", required=False)
    file = forms.FileField(label="File", required=False)


class Ticked(forms.Form):
    agree = forms.BooleanField(initial=True, required=False)


def rendered(tag: str, form: forms.Form | None = None, **context: Any) -> html.HtmlElement:
    with translation.override("en"):
        text = Template("{% load face %}" + tag).render(Context({"form": form, **context}))
    return html.fragment_fromstring(text, create_parent="div")


def described(tree: html.HtmlElement, element: html.HtmlElement) -> str:
    """What a screen reader adds to the name of a field."""
    found = [tree.get_element_by_id(part) for part in element.get("aria-describedby", "").split()]
    return " ".join(" ".join(part.text_content().split()) for part in found)


def test_a_question_has_a_label_and_a_hint_that_belong_to_its_field() -> None:
    tree = rendered("{% field form.name autocomplete='name' %}", Questions())
    field = tree.find(".//input")
    assert tree.find(".//label").get("for") == field.get("id")
    assert described(tree, field) == "As on the card"
    assert field.get("autocomplete") == "name"
    assert field.get("aria-invalid") is None


def test_an_error_is_read_out_with_its_field_and_says_what_to_do() -> None:
    form = Questions({"amount": "12"})
    attach(form, [Problem("100% wrong.", "name", "CPL 124", "Write the name.")])
    tree = rendered("{% field form.name %}", form)
    field = tree.find(".//input")
    assert field.get("aria-invalid") == "true"
    assert "100% wrong. Write the name." in described(tree, field)


def test_amounts_are_typed_as_text_with_a_number_keyboard() -> None:
    field = rendered("{% field form.amount prefix='¥' %}", Questions()).find(".//input")
    assert (field.get("type"), field.get("inputmode")) == ("text", "decimal")


@pytest.mark.parametrize("name", ["cause", "papers"])
def test_choices_stand_in_a_named_group_and_none_is_ticked(name: str) -> None:
    tree = rendered(f"{{% field form.{name} %}}", Questions())
    assert tree.find(".//fieldset/legend").text_content().startswith(name.title())
    choices = tree.findall(".//input")
    assert [choice.get("checked") for choice in choices] == [None, None]
    assert {label.get("for") for label in tree.findall(".//label")} == {choice.get("id") for choice in choices}


def test_a_choice_ticked_by_the_programmer_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="ticked beforehand"):
        rendered("{% field form.agree %}", Ticked())


def test_an_earlier_answer_of_the_person_is_shown_again() -> None:
    tree = rendered("{% field form.cause %}", Questions(initial={"cause": "b"}))
    assert [choice.get("value") for choice in tree.findall(".//input") if choice.get("checked") is not None] == ["b"]


def test_a_date_is_asked_in_three_fields_and_judged_as_one() -> None:
    shown = rendered("{% field form.born %}", Questions(initial={"born": date(1987, 3, 8)}))
    assert [field.get("value") for field in shown.findall(".//input")] == ["1987", "3", "8"]
    typed = {"born_year": "1987", "born_month": "3", "born_day": "8"}
    form = Questions(typed)
    form.full_clean()
    assert form.cleaned_data["born"] == date(1987, 3, 8)
    wrong = Questions(typed | {"born_month": "13"})
    assert wrong.errors["born"]
    assert Questions({}).errors["born"]


def test_a_plain_date_uses_the_calendar_of_the_device_in_its_own_notation() -> None:
    field = rendered("{% field form.day %}", Questions(initial={"day": date(2026, 3, 8)})).find(".//input")
    assert (field.get("type"), field.get("value")) == ("date", "2026-03-08")


def test_the_limit_of_a_file_is_said_before_it_is_chosen() -> None:
    tree = rendered("{% field form.file limit=20971520 types='PDF, JPG' %}", Questions())
    field = tree.find(".//input")
    assert "up to 20 MB" in described(tree, field)
    assert "PDF, JPG" in described(tree, field)
    assert field.get("data-limit") == "20971520"


def test_autosave_sends_one_answer_and_the_token_only() -> None:
    field = rendered("{% field form.name autosave='/save/' %}", Questions()).find(".//input")
    assert field.get("hx-post") == "/save/"
    assert field.get("hx-params") == "csrfmiddlewaretoken,name"


@pytest.mark.parametrize(
    "tag", ["{% field form.name colour='red' %}", "{% field form %}", "{% field form.name width='huge' %}"]
)
def test_a_mistake_in_a_template_is_loud(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered(tag, Questions())


def test_the_summary_links_every_problem_to_a_place_that_exists() -> None:
    form = Questions({})
    attach(form, [Problem("Not here.", "elsewhere", "CPL 24", "Go to the other court.")])
    fields = "".join(f"{{% field form.{name} %}}" for name in form.fields)
    tree = rendered("{% error_summary form %}" + fields, form)
    links = tree.xpath("//*[@data-errors]//a/@href")
    assert len(links) == 4
    assert all(tree.get_element_by_id(link.removeprefix("#")).tag == "input" for link in links)
    summary = tree.xpath("//*[@data-errors]")[0].text_content()
    assert "Name — Not answered yet." in summary
    assert "Not here." in summary
    assert "Go to the other court." in summary


def test_the_summary_names_rule_and_remedy_of_a_validation_error() -> None:
    form = Questions({})
    form.add_error(None, ValidationError("Sent twice.", params={"law": "CPL 127", "remedy": "Open the first one."}))
    text = rendered("{% error_summary form %}", form).text_content()
    assert "CPL 127" in text
    assert "Open the first one." in text


def test_a_form_without_errors_shows_no_summary() -> None:
    assert rendered("{% error_summary form %}", Questions()).text_content().strip() == ""


def test_the_refusals_of_an_act_stand_beside_their_fields_in_words() -> None:
    form = Questions({"amount": "12万"})
    with translation.override("en"):
        attach_refusals(form, [Refusal("amount.not_digits", "CPL 124(3)", ("amount",), (("typed", "12万"),))])
    assert "“12万” is not an amount in digits." in rendered("{% field form.amount %}", form).text_content()


def test_a_form_of_a_library_is_shown_in_the_style_of_the_house() -> None:
    form = Questions({})
    tree = rendered("{{ form }}", form)
    assert tree.xpath("//*[@data-errors]")
    assert len(tree.find_class("field")) == len(form.fields)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_a_person_types_never_becomes_markup(typed: str) -> None:
    form = Questions({"name": typed, "cause": typed, "born_year": typed, "amount": typed})
    attach(form, [Problem(typed, "name", typed, typed)])
    fields = "".join(f"{{% field form.{name} %}}" for name in form.fields)
    tree = rendered("{% error_summary form %}" + fields, form)
    assert not tree.xpath("//script | //img")
