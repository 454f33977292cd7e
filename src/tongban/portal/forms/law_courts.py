"""Which court: plain questions, as far as the matter needs them, and the facts that the answers state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.courts.law import PARTY_PLACES_BY_STATE, places, venue_needs
from tongban.courts.vocabulary import ClaimKind, ClauseKind, Matter, Where
from tongban.courts.wording import (
    CIRCUMSTANCES,
    CLAIM_KINDS,
    CLAUSE_FLAGS,
    CLAUSE_KINDS,
    COURT_ROLES,
    MATTERS,
    PARTY_STATES,
    PLACES,
    SPECIALTIES,
)
from tongban.face.judged import Chosen, ChosenSeveral, Typed
from tongban.face.longselect import LongSelect
from tongban.face.refusals import attach_refusals
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.sections import SectionedForm, Text, first_large

_SIDES = {"plaintiffs": "plaintiff", "defendants": "defendant", "agreements": "clause"}
_HOME = _(
    "Where one has lived for a year; else the household registration; of a company its main place of business. "
    "District or county, for example 重庆市渝中区."
)
_COURT = _("Its full name or its code")
_NOT_SAID = ("", _("Not known, or none"))
PARTY_PLACES = {
    "confined_at": _("Where is the prison or the place of compulsory education?"),
    "residence": _("Where does the person live now?"),
    "registered": _("Where is it registered?"),
}


class MatterForm(forms.Form):
    """What it is about."""

    use_required_attribute = False
    matter = Chosen(label=_("What is the dispute about?"), widget=LongSelect, required=False)
    words = Typed(label=_("Or say it in your own words"), help_text=_("For example 借钱不还"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        """`data`: the question in the address."""
        super().__init__(data)
        self.fields["matter"].choices = [("", _("Choose from the list")), *_named(MATTERS)]  # type: ignore[attr-defined]


class VenueForm(SectionedForm):
    """What venue needs to know of one matter. Places are typed by name; the browser offers those that it knows."""

    def __init__(self, matter: Matter, data: Mapping[str, Any] | None, *, on: date) -> None:
        """`data`: the answers in the address, None while nothing was answered; `on`: today."""
        super().__init__(data)
        self.matter, self.day = matter, on
        needs = self.needs = venue_needs(matter)
        self._place("plaintiff", _("Home of the one who sues or applies"), text=_HOME, needed=True)
        if not needs.one_sided:
            self._place("defendant", _("Home of the one who is sued"))
        self._choose("claim", _("What is asked for?"), CLAIM_KINDS, needed=needs.claims)
        self._choose("underlying", _("What is the dispute behind it?"), MATTERS, needed=needs.underlying)
        self._tick("facts", _("Is one of these so?"), {fact: CIRCUMSTANCES[fact] for fact in needs.deciding})
        later = {where for where, waits in needs.waits.items() if set(waits) & set(needs.circumstances)}
        self._places(where for where in needs.places if where not in later)
        for role in needs.courts:
            self._court(role.value, COURT_ROLES[role])
        if needs.amount:
            amount = Typed(label=_("Amount in yuan"), help_text=_("For example 186500"), required=False)
            self.ask("amount", amount, digits=True)
        if needs.clause:
            self._clauses()
        self._parties()
        self._abroad()
        self._weight()
        self._else()

    @property
    def known_places(self) -> list[str]:
        """Names that the browser offers while one types."""
        return [name for _province, rows in places(self.day) for _code, name in rows]

    def _clauses(self) -> None:
        self._choose("clause", _("Does a written clause name a court?"), CLAUSE_KINDS, needed=True)
        named = " ".join(kind.value for kind in ClauseKind if kind not in {ClauseKind.COURT, ClauseKind.ABROAD})
        self._place("clause_place", _("Which place does it name?"), when=f"clause={named}")
        self._court("clause_court", _("Which court does it name?"), when=f"clause={ClauseKind.COURT.value}")
        self._tick("clause_facts", _("Does something speak against the clause?"), CLAUSE_FLAGS, when="clause")

    def _parties(self) -> None:
        """What few people have to say about the two sides: a prison, a home left, several of them."""
        needs = self.needs
        if not needs.one_sided:
            self.fold(_("Something special about the one who is sued"))
            self._place("defendant_2", _("Home of a second one who is sued"))
            self._place("defendant_3", _("Home of a third one who is sued"), when="defendant_2")
            self._tick("defendant_states", _("About the one who is sued"), {s: PARTY_STATES[s] for s in needs.states})
            for place, states in PARTY_PLACES_BY_STATE.items():
                asked = " ".join(state.value for state in states if state in needs.states)
                if asked:
                    self._place(f"defendant_{place}", PARTY_PLACES[place], when=f"defendant_states={asked}")
        self.fold(_("Something special about the one who sues or applies"))
        self._place("plaintiff_2", _("Home of a second one who sues or applies"))
        own = {state: PARTY_STATES[state] for state in needs.own_states}
        self._tick("plaintiff_states", _("About the one who sues or applies"), own)

    def _abroad(self) -> None:
        self.fold(_("Something is abroad"))
        label = _("A side, the thing or what happened is abroad.")
        self.ask("foreign", forms.BooleanField(label=label, required=False))
        self._places(self.needs.abroad, when="foreign")

    def _weight(self) -> None:
        """Facts by which a higher court takes the case (CPL 19-21)."""
        needs = self.needs
        if needs.weight:
            self.fold(_("The case is unusually large or important"))
            words = {fact: CIRCUMSTANCES[fact] for fact in needs.weight}
            self._tick("weight", _("A higher court takes it if one of these is so"), words)
            abroad = {fact: CIRCUMSTANCES[fact] for fact in needs.weight_abroad if fact not in needs.deciding}
            self._tick("weight_abroad", _("With something abroad also if one of these is so"), abroad, when="foreign")

    def _else(self) -> None:
        self.fold(_("Something else"))
        circumstances = set(self.needs.circumstances)
        self._tick("more", _("What else is so?"), {fact: CIRCUMSTANCES[fact] for fact in self.needs.circumstances})
        self._places(where for where, waits in self.needs.waits.items() if circumstances & set(waits))
        self._choose("specialty", _("Is it one of these kinds, for which there are special courts?"), SPECIALTIES)
        self._court("court", _("A court that you want to know about"))
        text = _("Empty: today.")
        day = forms.DateInput(attrs={"type": "date"})
        self.ask("on", Typed(label=_("Day of filing"), help_text=text, widget=day, required=False), width="medium")

    def _place(self, name: str, label: Text, *, text: Text = "", needed: bool = False, when: str = "") -> None:
        box = forms.TextInput(attrs={"list": "law-places", "autocomplete": "off"})
        self.ask(name, Typed(label=label, help_text=text, widget=box, required=needed), when=when)

    def _places(self, places: Iterable[Where], *, when: str = "") -> None:
        for where in places:
            waits = self.needs.waits.get(where, ())
            asked = "more" if set(waits) & set(self.needs.circumstances) else "facts"
            asked = "claim" if any(isinstance(word, ClaimKind) for word in waits) else asked
            answers = " ".join(word.value for word in waits)
            self._place(where.value, first_large(PLACES[where]), when=when or (f"{asked}={answers}" if waits else ""))

    def _court(self, name: str, label: Text, *, when: str = "") -> None:
        self.ask(name, Typed(label=first_large(label), help_text=_COURT, required=False), when=when)

    def _choose(self, name: str, label: Text, words: Mapping[Any, Any], *, needed: bool = True) -> None:
        if needed:
            choices = [_NOT_SAID, *_named(words)]
            self.ask(name, Chosen(label=label, choices=choices, widget=LongSelect, required=False))

    def _tick(self, name: str, label: Text, words: Mapping[Any, Any], *, when: str = "") -> None:
        if words:
            self.ask(name, ChosenSeveral(label=label, choices=_named(words), required=False), when=when)

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as facts of a dispute; what was not answered is left out."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        facts: dict[str, Any] = {"matter": self.matter.value}
        for key, side in (("plaintiffs", "plaintiff"), ("defendants", "defendant")):
            parties = _side(side, said)
            if parties:
                facts[key] = parties
        plain = ("claim", "underlying", "amount", "specialty", "court", "on")
        for name in (*plain, *self.needs.places, *self.needs.abroad, *self.needs.courts):
            if name in said:
                facts[str(name)] = said[name]
        for name in ("facts", "more", "weight", "weight_abroad"):
            facts |= dict.fromkeys(said.get(name, ()), True)
        if "foreign" in said:
            facts["foreign"] = True
        return facts | self._clause(said)

    def _clause(self, said: Mapping[str, Any]) -> dict[str, Any]:
        kind = said.get("clause") or ("clause_court" in said and ClauseKind.COURT.value)
        if not kind:
            return {}
        named: dict[str, Any] = {key: said[f"clause_{key}"] for key in ("place", "court") if f"clause_{key}" in said}
        for flag in said.get("clause_facts", ()):
            name, _sign, value = flag.partition("=")
            named[name] = value != "no"
        return {"agreements": [{"kind": kind, **named}]}

    def find(self, refusals: Iterable[Refusal]) -> None:
        """Put refusals of facts beside the questions that stated them."""
        attach_refusals(self, [self._beside(refusal) for refusal in refusals])

    def _beside(self, refusal: Refusal) -> Refusal:
        path = re.split(r"[\[\].]+", refusal.fields[0]) if refusal.fields else [""]
        name = _SIDES.get(path[0], path[0])
        number = int(path[1]) + 1 if path[1:2] and path[1].isdigit() else 1
        holding = [
            key for key in ("facts", "more", "weight", "weight_abroad") if name in self.cleaned_data.get(key, ())
        ]
        tries = (f"{name}_{path[-1]}", f"{name}_{number}", *holding, name)
        here = next((one for one in tries if one in self.fields), None)
        return replace(refusal, fields=(here,)) if here else refusal


def _side(side: str, said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parties of one side; what is special is said of all of them, their further places of the first."""
    homes = [said[name] for name in (side, f"{side}_2", f"{side}_3") if name in said]
    states = {"states": said[f"{side}_states"]} if f"{side}_states" in said else {}
    places = {place: said[f"{side}_{place}"] for place in PARTY_PLACES if f"{side}_{place}" in said}
    parties = [{"domicile": home, **states} for home in homes] or ([dict(states)] if states or places else [])
    if parties:
        parties[0] |= places
    return parties


def _named(words: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(str(getattr(key, "value", key)), first_large(label)) for key, label in words.items()]
