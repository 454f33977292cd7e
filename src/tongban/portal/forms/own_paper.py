"""Forms about a person's own complaint: the file to be read, the kind of dispute, and each answer that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.face.secrets import AskedOfSecrets
from tongban.filing.vocabulary import Answers, Interview, Question
from tongban.filing.vocabulary.own_paper import Proposal
from tongban.portal.forms.filing import SEVERAL, PageForm, Row, rows, told

TYPES = _("PDF or Word (.docx)")
TAKE = "take:"
"""Before the name of the answer that is taken over."""


class OwnPaperForm(AskedOfSecrets):
    """The file that is read."""

    use_required_attribute = False
    field_order = ("paper", "state_secret")
    paper = forms.FileField(
        label=_("Your complaint"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.docx"}),
        error_messages={"required": _("Choose the file.")},
    )


class KindForm(forms.Form):
    """What kind of dispute it is: the forms that fit first, then all others."""

    interview = forms.ChoiceField(
        label=_("What kind of dispute is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, kinds: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """`kinds`: id and title of each."""
        super().__init__(*args, **kwargs)
        self.fields["interview"].choices = list(kinds)  # type: ignore[attr-defined]


class ReadForm(PageForm):
    """The answers that were read, each to be changed at will, with a tick that takes it over."""

    def __init__(self, found: Sequence[Proposal], interview: Interview, *, on: date, sent: QueryDict | None) -> None:
        """`sent`: what was sent, None on a mere look."""
        self.proposed = tuple(found)
        self.questions = tuple(_asked(interview, one) for one in found)
        self.typed: Answers = {one.question: one.found.value for one in found}
        if sent is not None:
            self.typed = {name: SEVERAL.join(sent.getlist(name)) for name in self.typed}
        super().__init__(self.questions, self.typed, on=on, checked=sent is not None)
        for one, question in zip(found, self.questions, strict=True):
            self.fields[f"{TAKE}{one.question}"] = forms.BooleanField(
                label=_takes(told(question.label)),
                help_text=_read_on(one.found.page, one.found.quote),
                required=False,
            )
        if sent is not None:
            self.data = {**self.data, **{name: "on" for name in sent if name.startswith(TAKE)}}

    def groups(self) -> list[tuple[str, list[tuple[Row, Any]]]]:
        """Page by page of the interview: its title, and each answer with its tick."""
        found: dict[str, list[tuple[Row, Any]]] = {}
        for row, question in zip(rows(self, self.questions), self.questions, strict=True):
            found.setdefault(question.paper, []).append((row, self[f"{TAKE}{question.id}"]))
        return list(found.items())


def _asked(interview: Interview, one: Proposal) -> Question:
    """The question as it stands in its row; `paper`, which only files need, holds the title of its page."""
    page, question = next(
        (page, question)
        for page in interview.pages
        for question in page.questions
        if interview.question(one.question) is question
    )
    row = one.question.split(".")[1] if one.question != question.id else ""
    title = told(page.title)
    return replace(question, id=one.question, required=False, paper=f"{title} ({row})" if row else title)


def _takes_over(label: str) -> str:
    return gettext("It is right, take it over: %(label)s") % {"label": label}


def _stands_there(page: int, quote: str) -> str:
    return gettext("Read from your document, page %(page)s: “%(quote)s”") % {"page": page, "quote": quote}


_takes, _read_on = lazy(_takes_over, str), lazy(_stands_there, str)
