"""Forms about a person's own complaint: the file to be read, the kind of dispute, and each answer that was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.documents.vocabulary import OFFERED
from tongban.face.secrets import AskedOfSecrets
from tongban.filing.vocabulary import Answers, Interview, Question
from tongban.filing.vocabulary.own_paper import CLEAR, Found, Proposal
from tongban.filing.wording import in_reader_language
from tongban.portal.forms.filing import SEVERAL, PageForm, Row, rows

TYPES = _("PDF, Word (.docx), scan or photograph (JPEG, PNG, HEIC, TIFF)")
TAKE = "take:"
"""Before the name of the answer that is taken over."""


class OwnPaperForm(AskedOfSecrets):
    """The file that is read."""

    use_required_attribute = False
    field_order = ("paper", "state_secret")
    paper = forms.FileField(
        label=_("Your complaint"),
        widget=forms.FileInput(attrs={"accept": f"{OFFERED},.docx"}),
        allow_empty_file=True,  # the rules say what is wrong with it
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

    def __init__(
        self,
        found: Sequence[Proposal],
        interview: Interview,
        *,
        sure: Mapping[str, int],
        on: date,
        sent: QueryDict | None,
    ) -> None:
        """`sure`: how sure it is what was recognised on a picture; `sent`: what was sent, None on a mere look."""
        placed = [_placed(interview, one.question) for one in found]
        self.titles = [title for title, _question in placed]
        self.questions = tuple(question for _title, question in placed)
        self.typed: Answers = {one.question: one.found.value for one in found}
        if sent is not None:
            self.typed = {name: SEVERAL.join(sent.getlist(name)) for name in self.typed}
        super().__init__(self.questions, self.typed, on=on, checked=sent is not None)
        for one, question in zip(found, self.questions, strict=True):
            self.fields[f"{TAKE}{one.question}"] = forms.BooleanField(
                label=_takes(in_reader_language(question.label)),
                help_text=_read_on(one.found, sure.get(one.question)),
                required=False,
            )
        if sent is not None:
            self.data = {**self.data, **{name: "on" for name in sent if name.startswith(TAKE)}}

    def groups(self) -> list[tuple[str, list[tuple[Row, BoundField]]]]:
        """Page by page of the interview: its title, and each answer with its tick."""
        found: dict[str, list[tuple[Row, BoundField]]] = {}
        for title, row in zip(self.titles, rows(self, self.questions), strict=True):
            found.setdefault(title, []).append((row, self[f"{TAKE}{row.bound.name}"]))
        return list(found.items())


def _placed(interview: Interview, name: str) -> tuple[str, Question]:
    """The title of the page that asks an answer of this name, and the question as it stands in its row."""
    question = interview.question(name)
    page = next(page for page in interview.pages if question in page.questions)
    assert question is not None  # noqa: S101 - only answers of the interview are proposed
    row = name.split(".")[1] if name != question.id else ""
    title = in_reader_language(page.title)
    return f"{title} ({row})" if row else title, replace(question, id=name, required=False)


def _takes_over(label: str) -> str:
    return gettext("It is right, take it over: %(label)s") % {"label": label}


def _stands_there(found: Found, sure: int | None) -> str:
    facts = {"page": found.page, "quote": found.quote, "sure": sure}
    if sure is None:
        return gettext("Read from your document, page %(page)s: “%(quote)s”") % facts
    if sure >= CLEAR:
        return gettext("Recognised from the picture of page %(page)s: “%(quote)s”") % facts
    doubtful = gettext(
        "Doubtful: recognised from the picture of page %(page)s, with a sign of which only %(sure)s in 100 is sure."
        " Compare it sign by sign: “%(quote)s”"
    )
    return doubtful % facts


_takes, _read_on = lazy(_takes_over, str), lazy(_stands_there, str)
