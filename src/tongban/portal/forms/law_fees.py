"""What it costs: first the amount, then what few cases have, as far as one kind of fee knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.face.judged import Chosen, ChosenSeveral, Typed
from tongban.face.legal.fees import FeeQuestion, claim_typed
from tongban.face.refusals import attach_refusals
from tongban.fees.law import JOINABLE, tariff
from tongban.fees.vocabulary import Claim, FeeKind, Halving, OpenQuestion
from tongban.fees.wording import FEE_KINDS, HALVINGS, QUESTIONS, READINGS
from tongban.kernel.money import known_currencies
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.sections import SectionedForm, first_large

AMOUNT_LABELS = {
    FeeKind.DIVORCE: _("Property to be divided, in yuan"),
    FeeKind.PERSONALITY: _("Damages claimed, in yuan"),
    FeeKind.ENFORCEMENT: _("Amount to be enforced, in yuan"),
    FeeKind.PRESERVATION: _("Amount to be secured, in yuan"),
}
LINES = {
    "start": _("Base figure"),
    "share": _("Only a part of the tariff, or its upper limit"),
    "halved": _("Taken off, because only half is due"),
    "rounding": _("Rounded to the fen"),
}
COLUMNS = (_("Part"), _("Amount in it"), _("Rate"), pgettext_lazy("money", "Fee"))
CAPTION = _("How the fee is made up")
UPTO = _("up to %(upto)s")
OVER = _("over %(over)s")
BETWEEN = _("over %(over)s, up to %(upto)s")
FLAT = _("flat")
GROUPS = {
    "13": _("Suits"),
    "14": _("Applications"),
    "": _("Without a fee, or by other articles"),
}
CHANGES = {"top_up": _("To be paid in addition"), "refund": _("Paid back"), "borne": _("Borne whatever the outcome")}
CURRENCIES = {
    "CNY": _("yuan (CNY)"),
    "USD": _("US dollar (USD)"),
    "EUR": _("euro (EUR)"),
    "JPY": _("Japanese yen (JPY)"),
    "HKD": _("Hong Kong dollar (HKD)"),
    "MOP": _("Macao pataca (MOP)"),
    "TWD": _("new Taiwan dollar (TWD)"),
    "GBP": _("pound sterling (GBP)"),
    "KRW": _("South Korean won (KRW)"),
    "SGD": _("Singapore dollar (SGD)"),
    "AUD": _("Australian dollar (AUD)"),
    "CAD": _("Canadian dollar (CAD)"),
    "CHF": _("Swiss franc (CHF)"),
    "RUB": _("Russian rouble (RUB)"),
    "THB": _("Thai baht (THB)"),
    "VND": _("Vietnamese dong (VND)"),
    "KGS": _("Kyrgyz som (KGS)"),
    "PEN": _("Peruvian sol (PEN)"),
}
_OTHER_CURRENCIES = " ".join(code for code in CURRENCIES if code != "CNY")
_YUAN = "CNY"
_AMOUNTS = ("amount", "local", "changed_from", "appealed_amount")
_ROWS_MORE, _ROWS_MOST = 2, 12
_EXAMPLE = _("For example 186500")
_PARTS = ("kind", "amount", "local", "claimant")


class KindForm(forms.Form):
    """What the fee is for, in everyday words."""

    use_required_attribute = False
    kind = Typed(label=_("In your own words: what is it about?"), help_text=_("For example 借钱不还"), required=False)


class FeeForm(SectionedForm):
    """The amounts and reasons that play a part for one kind."""

    def __init__(self, kind: FeeKind, data: Mapping[str, Any] | None) -> None:
        """`data`: the question in the address, None while nothing was asked."""
        super().__init__(data)
        self.kind, self.item = kind, tariff().items[kind]
        if self.item.takes_amount:
            label = AMOUNT_LABELS.get(kind, _("Amount claimed, in yuan"))
            self._amount("amount", label, _EXAMPLE, needed=bool(self.item.bands.bands))
        if self.item.takes_local:
            text = _("The law gives a range here; the province or the court fixes the figure. Empty: not known.")
            self._amount("local", _("Local figure, in yuan"), text)
        if self.item.halves:
            self.fold(_("Perhaps only half is due"))
            words = [(why.value, HALVINGS[why]) for why in Halving if why.number in self.item.halves]
            self.ask("halve", ChosenSeveral(label=_("Does one of these hold?"), choices=words, required=False))
        if self.item.bands.bands:
            self._changed()
        if kind in JOINABLE:
            self._joined(data or {})
        if self.fields:
            self._special()
        self._readings()

    @property
    def needs_nothing(self) -> bool:
        """Whether the fee can be told before anything was said."""
        return not any(question.required for question in self.fields.values())

    def _amount(self, name: str, label: Any, text: Any = "", *, needed: bool = False, when: str = "") -> None:  # noqa: ANN401 - lazy text
        self.ask(name, Typed(label=label, help_text=text, required=needed), when=when, digits=True)

    def _changed(self) -> None:
        self.fold(_("The claim was changed, or this is an appeal"))
        self._amount("changed_from", _("The claim was changed: amount before"), _("Empty: it was not changed."))
        late = forms.BooleanField(
            label=_("It was reduced after the end of the court's inquiry (法庭调查)."), required=False
        )
        self.ask("late", late, when="changed_from")
        self._amount("appealed_amount", _("On appeal: the amount that is contested"), _("Empty: no appeal."))

    def _joined(self, data: Mapping[str, Any]) -> None:
        """Rows for further claims: some more than are filled in, each shown when the one before it is."""
        self.fold(_("More than one claim in the same case"))
        kinds = [("", _("No further claim")), *((k.value, FEE_KINDS[k]) for k in FeeKind if k in JOINABLE)]
        filled = sum(1 for n in range(1, _ROWS_MOST + 1) if any(data.get(f"claim_{n}_{part}") for part in _PARTS))
        self.rows = range(1, min(filled + _ROWS_MORE, _ROWS_MOST) + 1)
        for n in self.rows:
            label = format_lazy(_("Further claim {n}"), n=n)
            before = f"claim_{n - 1}_kind" if n > 1 else ""
            self.ask(f"claim_{n}_kind", Chosen(label=label, choices=kinds, required=False), when=before)
            here = f"claim_{n}_kind"
            self._amount(f"claim_{n}_amount", format_lazy(_("Amount of further claim {n}"), n=n), when=here)
            self._amount(f"claim_{n}_local", format_lazy(_("Local figure for further claim {n}"), n=n), when=here)
            who = Typed(label=format_lazy(_("Who makes further claim {n}"), n=n), required=False)
            self.ask(f"claim_{n}_claimant", who, when=here)
        text = _("Only where several sue, each for themselves: the same name for the claims of the same person.")
        self.ask(
            "claimant", Typed(label=_("Who makes the first claim"), help_text=text, required=False), when="claim_1_kind"
        )

    def _special(self) -> None:
        self.fold(_("Another currency or another day"))
        choices = [(code, CURRENCIES[code]) for code in CURRENCIES if code in known_currencies()]
        if self.item.takes_amount:
            self.ask("currency", Chosen(label=_("Currency of the amounts"), choices=choices, required=False))
            text = _("Yuan for one unit of it, on the day on which the court took the case.")
            rate = Typed(label=_("Rate of exchange"), help_text=text, required=False)
            self.ask("rate", rate, when=f"currency={_OTHER_CURRENCIES}", digits=True)
        day = forms.DateInput(attrs={"type": "date"})
        text = _("Empty: the tariff now in force.")
        self.ask(
            "on",
            Typed(label=_("Day on which the court took the case"), help_text=text, widget=day, required=False),
            width="medium",
        )

    def _readings(self) -> None:
        """What the law leaves open about this kind; the court's usual choice stands first."""
        relevant = {
            OpenQuestion.ROUNDING: self.item.takes_amount,
            OpenQuestion.DEEMED_WITHDRAWAL: self.item.halves,
            OpenQuestion.JOINDER: self.kind in JOINABLE,
            OpenQuestion.SECURITY: bool(self.item.instead),
        }
        asked = [question for question, here in relevant.items() if here]
        if asked:
            self.fold(_("How your court reads what the law leaves open"))
        for question in asked:
            usual, *others = tariff().open[question].readings
            choices = [
                ("", format_lazy(_("As is usual: {reading}"), reading=READINGS[usual])),
                *((each.value, READINGS[each]) for each in others),
            ]
            label = first_large(QUESTIONS[question])
            self.ask(f"reading_{question.value}", Chosen(label=label, choices=choices, required=False))
        if self.item.instead and not self.item.takes_amount:
            words = " ".join(reading.value for reading, _kind in self.item.instead)
            self._amount(
                "amount", _("Amount claimed, in yuan"), _EXAMPLE, when=f"reading_{OpenQuestion.SECURITY.value}={words}"
            )

    @property
    def question(self) -> FeeQuestion | Refusal:
        """The question; what was left empty is not asked about."""
        said = self.cleaned_data
        amounts = {name: said[name] for name in _AMOUNTS if said.get(name)}
        currency = said.get("currency") or _YUAN
        asked = FeeQuestion(
            self.kind.value,
            amounts,
            tuple(said.get("halve", ())),
            tuple(said[name] for name in self.fields if name.startswith("reading_") and said[name]),
            currency=currency,
            rate=said.get("rate") or None,
            late=said.get("late", False),
            on=said.get("on") or None,
        )
        further = self._further(currency)
        if isinstance(further, Refusal):
            return further
        if not further:
            return asked
        first = {"kind": self.kind.value, "claimant": said.get("claimant", ""), **amounts}
        main = claim_typed(first, currency)
        if isinstance(main, Refusal):
            return main
        alone = {name: text for name, text in amounts.items() if name not in {"amount", "local"}}
        return replace(asked, kind="", amounts=alone, claims=(main, *further))

    def _further(self, currency: str) -> tuple[Claim, ...] | Refusal:
        """The further claims; a row that was begun is a claim."""
        found = []
        for n in getattr(self, "rows", ()):
            words = {part: self.cleaned_data.get(f"claim_{n}_{part}", "") for part in _PARTS}
            if any(words.values()):
                claim = claim_typed(words, currency, f"claim_{n}_")
                if isinstance(claim, Refusal):
                    return claim
                found.append(claim)
        return tuple(found)

    def find(self, refusals: Iterable[Refusal]) -> None:
        """Put refusals beside their fields."""
        own = {"property": "amount", "damages": "amount", "claims": "claim_1_kind", "halvings": "halve", "day": "on"}
        own |= {"reading": next((name for name in self.fields if name.startswith("reading_")), "")}
        attach_refusals(self, [replace(r, fields=tuple(own.get(name, name) for name in r.fields)) for r in refusals])
