"""A page of an interview as a form: made from the interview's data, checked by the court's rules, not by the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tongban.courts.law import place_name, places
from tongban.documents.vocabulary import OFFERED
from tongban.face.judged import Chosen, Typed
from tongban.face.longselect import LongSelect
from tongban.face.presentation import day
from tongban.face.refusals import attach_refusals
from tongban.filing.vocabulary import Answers, Interview, Kind, Question
from tongban.filing.vocabulary.oral import ORAL_MEDIUM, ORAL_SIGNER, ORAL_WAY, OralMedium, OralWay
from tongban.filing.vocabulary.repeated import Overlap
from tongban.filing.wording import in_reader_language
from tongban.kernel.amount_spoken import one_amount
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import IdKind, PersonView

SEVERAL = ","
"""Between the codes of several choices, as they are kept."""
NO_PLACE = _("Choose from the list")
SEARCH_PLACE = _("Search: part of the name")
TYPES = _("PDF, JPEG, PNG, HEIC or TIFF")
YUAN = _("yuan")
_COMPLETION = {
    "plaintiff.name": "name",
    "plaintiff.phone": "tel",
    "plaintiff.email": "email",
    "plaintiff.address": "street-address",
}
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERSON = ("kind", "name", "id_kind", "id_number", "born", "phone", "email", "division", "address")


class _Typed(forms.CharField):
    """Takes whatever was typed: the court's rules judge it, and nothing typed is lost."""

    def clean(self, value: object) -> str:
        """The answer as it is, as text."""
        return "" if value is None else str(value).strip()


class _Chosen(forms.ChoiceField):
    """Takes whatever was sent; the rules refuse what is none of the choices."""

    def clean(self, value: object) -> str:
        """The answer as it is, as text."""
        return "" if value is None else str(value).strip()


class _ChosenSeveral(forms.MultipleChoiceField):
    """Takes whatever was sent, as kept: the codes joined by commas."""

    def clean(self, value: object) -> str:
        """The answer as it is, as text."""
        return SEVERAL.join(map(str, value)) if isinstance(value, list) else ""


class _Files(forms.FileField):
    """Files are taken in one by one by the page itself."""

    def clean(self, data: object, initial: object = None) -> object:  # noqa: ARG002 - the signature of file fields
        """Nothing to judge here."""
        return data


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class PageForm(forms.Form):
    """The questions of one page. The browser is not asked to insist: a wrong answer may be kept for later."""

    use_required_attribute = False
    questions_are_data = True

    def __init__(self, questions: Sequence[Question], answers: Answers, *, on: date, checked: bool = False) -> None:
        """`checked`: the answers are shown as sent, so that findings can stand beside them."""
        own = {q.id: _as_shown(q, answers.get(q.id) or q.usual) for q in questions}
        super().__init__(data=own if checked else None, initial=own)
        for question in questions:
            self.fields[question.id] = _field(question, on)

    def find(self, findings: Iterable[Refusal]) -> None:
        """Put the findings beside their questions."""
        attach_refusals(self, findings)


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what its tag needs."""

    bound: BoundField
    kind: Kind
    suffix: object = ""
    inputmode: str = ""
    autocomplete: str = ""
    width: str = "full"


def rows(form: PageForm, questions: Sequence[Question]) -> list[Row]:
    """The form's questions in order."""
    return [_row(form[question.id], question) for question in questions]


def _row(bound: BoundField, question: Question) -> Row:
    completion = _COMPLETION.get(question.id, "")
    match question.kind:
        case Kind.AMOUNT:
            return Row(bound, question.kind, suffix=YUAN, inputmode="decimal", width="medium")
        case Kind.NUMBER:
            return Row(bound, question.kind, inputmode="decimal", width="medium")
        case Kind.PHONE:
            return Row(bound, question.kind, inputmode="tel", autocomplete=completion, width="medium")
        case Kind.EMAIL:
            return Row(bound, question.kind, inputmode="email", autocomplete=completion)
        case Kind.DATE:
            return Row(bound, question.kind, width="medium")
        case _:
            return Row(bound, question.kind, autocomplete=completion)


def _as_shown(question: Question, value: str) -> str | list[str]:
    """An answer as its field takes it: several choices one by one."""
    return [code for code in value.split(SEVERAL) if code] if question.kind is Kind.SEVERAL else value


def _field(question: Question, on: date) -> forms.Field:
    common: dict[str, Any] = {
        "label": in_reader_language(question.label),
        "help_text": in_reader_language(question.hint),
        "required": question.required or bool(question.usual),
    }
    match question.kind:
        case Kind.LONG_TEXT | Kind.PARTY_LIST:
            height = 8 if question.kind is Kind.LONG_TEXT else 4
            return _Typed(widget=forms.Textarea(attrs={"rows": height}), **common)
        case Kind.DATE:
            return _Typed(widget=forms.DateInput(), **common)
        case Kind.SEVERAL:
            choices = [(value, in_reader_language(texts)) for value, texts in question.choices.items()]
            return _ChosenSeveral(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.CHOICE | Kind.YES_NO:
            # Nothing is ticked beforehand; a list shows the usual choice, and takes one line.
            widget = forms.Select if question.usual else forms.RadioSelect
            return _Chosen(
                choices=[(v, in_reader_language(t)) for v, t in question.choices.items()], widget=widget, **common
            )
        case Kind.DIVISION:
            return place_field(on, **common)
        case Kind.FILES:
            return _Files(widget=_SeveralFiles(attrs={"accept": f"image/*,{OFFERED}"}), **common)
        case _:
            return _Typed(**common)


def place_field(on: date, **common: Any) -> forms.Field:
    """A district or county with a basic court, by province; a script adds a box to search in."""
    widget = LongSelect(attrs={"data-places": SEARCH_PLACE})
    return _Chosen(choices=[("", NO_PLACE), *places(on)], widget=widget, **common)


def prefilled(person: PersonView, interview: Interview | None = None) -> Answers:
    """What the court knows of the person already, as far as the interview asks for it: nothing is asked twice.

    Everything where the form is not chosen yet.
    """
    known = {f"plaintiff.{name}": str(getattr(person, name)) for name in _PERSON if getattr(person, name)}
    if person.id_kind == IdKind.RESIDENT:
        known.pop("plaintiff.born", None)  # the number tells it
    if person.id_kind == IdKind.CREDIT_CODE:
        known.pop("plaintiff.id_kind")  # it is no paper of a person
        known["plaintiff.credit_code"] = known.pop("plaintiff.id_number", "")
    if interview is None:
        return known
    asked = ((interview.question(name), name, value) for name, value in known.items())
    return {name: value for question, name, value in asked if question and value in (question.choices or {value})}


def shown_answer(question: Question, value: str, on: date) -> str:
    """An answer in words: choices and places by their names."""
    value = value or question.usual
    if question.kind in {Kind.CHOICE, Kind.YES_NO} and value in question.choices:
        return in_reader_language(question.choices[value])
    if question.kind is Kind.SEVERAL:
        return "\n".join(in_reader_language(question.choices.get(code, {})) or code for code in value.split(SEVERAL))
    if question.kind is Kind.DIVISION:
        return place_name(value, on)
    if question.kind is Kind.DATE and _ISO_DAY.fullmatch(value):
        return day_in_words(value)
    return value


def day_in_words(value: str) -> str:
    """A day as people read it; what is no day stays as it was typed."""
    try:
        return day(date.fromisoformat(value), get_language() or "en")
    except ValueError:
        return value


class StoryForm(forms.Form):
    """What a person tells in own words, to find the form that fits."""

    said = forms.CharField(
        label=_("Tell in a few words what happened"),
        help_text=_(
            "For example: I lent a friend money and he does not pay it back."
            " What you write is put into the form that you choose; you can change it there."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    amount = forms.CharField(label=_("About how much is it about, in yuan?"), required=False, max_length=40)

    def clean_amount(self) -> Money | None:
        """The amount, else the only one of the story, or None: it only helps to tell the cost."""
        typed = self.cleaned_data["amount"]
        amount = parse_amount(typed, field="amount")
        if isinstance(amount, Money):
            return amount
        told = one_amount(typed.lower() or self.cleaned_data.get("said", "").lower())
        return told.money if told else None


AGAIN_LIMIT = 500
"""Signs of a reason for filing again."""
OVERLAPS = {Overlap.SUM: _("the same sum"), Overlap.DAY: _("the same day")}


class AgainForm(forms.Form):
    """Why something is filed that is like what the person has filed already (SI 247)."""

    again = forms.CharField(
        label=_("Why do you file again?"),
        help_text=_("For example: it is another loan; or you withdrew the first suit. The court reads it."),
        max_length=AGAIN_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


TOLD_OF_RECORD = {"oral": ORAL_WAY, "medium": ORAL_MEDIUM, "signer": ORAL_SIGNER}
"""Answers about the record of an oral complaint, by the names of the form below."""


class OralForm(forms.Form):
    """At the counter: how the record of an oral complaint was confirmed, by whom, and on what (CPL 123(2))."""

    use_required_attribute = False
    oral = Chosen(
        label=_("How was the record confirmed?"),
        choices=[
            (OralWay.SIGNED.value, _("Read aloud, found right, and signed")),
            (OralWay.MARKED.value, _("Read aloud, found right, and marked with a finger")),
        ],
        widget=forms.RadioSelect,
    )
    medium = Chosen(
        label=_("On what?"),
        choices=[
            (OralMedium.PAPER.value, _("On the printed record")),
            (OralMedium.SCREEN.value, _("On a pad or on the screen")),
        ],
        widget=forms.RadioSelect,
    )
    signer = Typed(label=_("Who signed?"))


class CourtForm(forms.Form):
    """Which of several competent courts (CPL 36: the plaintiff chooses)."""

    court = forms.ChoiceField(label=_("Which of these courts do you choose?"), widget=forms.RadioSelect)

    def __init__(self, courts: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """`courts`: code and name of each."""
        super().__init__(*args, **kwargs)
        self.fields["court"].choices = list(courts)  # type: ignore[attr-defined]
