"""Which court: plain questions, as far as the matter needs them, and the facts that the answers state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from tongban.courts.law import venue_needs
from tongban.courts.vocabulary import ClauseKind, Matter, Where
from tongban.courts.wording import CIRCUMSTANCES, CLAIM_KINDS, CLAUSE_KINDS, COURT_ROLES, MATTERS, PARTY_STATES, PLACES
from tongban.face.judged import Chosen, Typed
from tongban.face.longselect import LongSelect
from tongban.face.refusals import attach_refusals
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.filing import place_field

Text = str | Promise
_SIDES = {"plaintiffs": "plaintiff", "defendants": "defendant", "agreements": "clause"}
_HOME = _("Where one has lived for a year; else the household registration; of a company its main place of business.")
_NOT_SAID = ("", _("Not known, or none"))


class MatterForm(forms.Form):
    """What it is about."""

    use_required_attribute = False
    matter = Chosen(label=_("What is the dispute about?"), widget=LongSelect)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        """`data`: the question in the address."""
        super().__init__(data)
        self.fields["matter"].choices = [("", _("Choose from the list")), *_named(MATTERS)]  # type: ignore[attr-defined]


class VenueForm(forms.Form):
    """What venue needs to know of one matter. The rules judge the answers, so that all findings come at once."""

    use_required_attribute = False

    def __init__(self, matter: Matter, data: Mapping[str, Any] | None, *, on: date) -> None:
        """`data`: the answers in the address, None while nothing was answered; `on`: today."""
        super().__init__(data)
        needs = self.needs = venue_needs(matter)
        self.matter = matter
        self.fields["plaintiff"] = place_field(on, label=_("Home of the one who sues or applies"), help_text=_HOME)
        if not needs.one_sided:
            self.fields["defendant"] = place_field(on, label=_("Home of the one who is sued"), required=False)
        self._ask_places(needs.places, on)
        for role in needs.courts:
            self.fields[role.value] = Typed(
                label=_first_large(COURT_ROLES[role]), help_text=_("Its full name or its code"), required=False
            )
        self._choose("claim", _("What is asked for?"), CLAIM_KINDS, needed=needs.claims)
        self._choose("underlying", _("What is the dispute behind it?"), MATTERS, needed=needs.underlying)
        self.fields["amount"] = Typed(label=_("Amount in yuan"), help_text=_("For example 186500"), required=False)
        if needs.clause:
            self._choose("clause", _("Does a written clause name a court?"), CLAUSE_KINDS, needed=True)
            self.fields["clause_place"] = place_field(on, label=_("Which place does it name?"), required=False)
            self.fields["clause_court"] = Typed(
                label=_("Which court does it name?"), help_text=_("Its full name or its code"), required=False
            )

        self._special(on)

    def _special(self, on: date) -> None:
        """What few people have to say: shown folded."""
        usual, needs = set(self.fields), self.needs
        if not needs.one_sided:
            self.fields["defendant_2"] = place_field(on, label=_("Home of a second one who is sued"), required=False)
        self._tick("states", _("About the one who is sued"), {s: PARTY_STATES[s] for s in needs.states})
        self._tick("facts", _("What else is so?"), {fact: CIRCUMSTANCES[fact] for fact in needs.circumstances})
        self.fields["foreign"] = forms.BooleanField(
            label=_("A side, the thing or what happened is abroad."), required=False
        )
        self._ask_places(needs.abroad, on)
        self.special = frozenset(self.fields) - usual

    def _ask_places(self, places: Iterable[Where], on: date) -> None:
        for where in places:
            self.fields[where.value] = place_field(on, label=_first_large(PLACES[where]), required=False)

    def _choose(self, name: str, label: Text, words: Mapping[Any, Any], *, needed: bool) -> None:
        if needed:
            self.fields[name] = Chosen(
                label=label,  # type: ignore[arg-type]  # lazy text
                choices=[_NOT_SAID, *_named(words)],
                widget=LongSelect,
                required=False,
            )

    def _tick(self, name: str, label: Text, words: Mapping[Any, Any]) -> None:
        if words:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,  # type: ignore[arg-type]  # lazy text
                choices=_named(words),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def said_special(self) -> bool:
        """Whether something was said, or is wrong, among what is folded."""
        return any(self[name].data or name in self.errors for name in self.special)

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as facts of a dispute; what was not answered is left out."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        facts: dict[str, Any] = {"matter": self.matter.value}
        homes = [said[name] for name in ("defendant", "defendant_2") if name in said]
        states = dict.fromkeys(said.get("states", ()), True)
        if "plaintiff" in said:
            facts["plaintiffs"] = [said["plaintiff"]]
        if homes or states:
            facts["defendants"] = [{"domicile": home, **states} for home in homes] or [states]
        for name in ("claim", "underlying", "amount", *self.needs.places, *self.needs.abroad, *self.needs.courts):
            if name in said:
                facts[str(name)] = said[name]
        facts |= dict.fromkeys(said.get("facts", ()), True)
        if "foreign" in said:
            facts["foreign"] = True
        return facts | self._clause(said)

    def _clause(self, said: Mapping[str, Any]) -> dict[str, Any]:
        kind = said.get("clause") or ("clause_court" in said and ClauseKind.COURT.value)
        if not kind:
            return {}
        named = {key: said[f"clause_{key}"] for key in ("place", "court") if f"clause_{key}" in said}
        return {"agreements": [{"kind": kind, **named}]}

    def find(self, refusals: Iterable[Refusal]) -> None:
        """Put refusals of facts beside the questions that stated them."""
        attach_refusals(self, [self._beside(refusal) for refusal in refusals])

    def _beside(self, refusal: Refusal) -> Refusal:
        path = re.split(r"[\[\].]+", refusal.fields[0]) if refusal.fields else [""]
        name = _SIDES.get(path[0], path[0])
        inner = f"{name}_{path[-1]}"
        second = path[0] == "defendants" and path[1:2] == ["1"]
        here = "defendant_2" if second else inner if inner in self.fields else name
        return replace(refusal, fields=(here,)) if here in self.fields else refusal


def _named(words: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(key.value, _first_large(label)) for key, label in words.items()]


def _first_large_now(text: object) -> str:
    told = str(text)
    return told[:1].upper() + told[1:]


_first_large = lazy(_first_large_now, str)
"""A text as the beginning of a sentence."""
