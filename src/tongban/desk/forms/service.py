"""What staff note about service in person, by another court, by public notice, and about doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.vocabulary import Domicile
from tongban.delivery.vocabulary.owed import DoubtEnd
from tongban.delivery.vocabulary.visits import NoticeGround, NoticeText, Place, Taker, Unit, UnitEnd, Visit, VisitEnd
from tongban.delivery.wording import DOMICILES, DOUBT_ENDS, NOTICE_GROUNDS, PLACES, TAKERS, UNIT_ENDS, UNITS, VISIT_ENDS
from tongban.desk.wording.cases import CHOICES
from tongban.face.judged import LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets

_DAY = {"type": "date"}
_SEPARATORS = re.compile(r"[、，,;；\n]+")


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


class VisitForm(AskedOfSecrets):
    """One visit: when, where, who was met, how it ended, who saw it."""

    use_required_attribute = False
    field_order = (
        *("day", "place", "end", "taker", "taker_name", "officers", "refusal", "witnesses"),
        *("state_secret", "files"),
    )
    day = forms.DateField(label=_("Day of the visit"), widget=forms.DateInput(attrs=_DAY))
    place = forms.ChoiceField(
        label=pgettext_lazy("of a visit", "Where"),
        choices=[(one.value, PLACES[one]) for one in Place],
        widget=forms.RadioSelect,
    )
    end = forms.ChoiceField(
        label=_("How it ended"), choices=[(one.value, VISIT_ENDS[one]) for one in VisitEnd], widget=forms.RadioSelect
    )
    taker = forms.ChoiceField(
        label=_("Who signed or refused"),
        required=False,
        choices=[("", "-"), *((one.value, TAKERS[one]) for one in Taker)],
    )
    taker_name = Typed(label=_("Name of this person"), required=False)
    officers = Typed(label=_("Officers"), help_text=_("Names, with commas between. A refusal needs two."))
    refusal = Typed(label=_("Reason given for refusing"), required=False)
    witnesses = Typed(
        label=_("Witnesses"),
        required=False,
        help_text=_("Staff of the residents' or villagers' committee or of the workplace, with commas between."),
    )
    files = LooseFiles(label=_("Photographs or video of the visit"), required=False)  # type: ignore[assignment]

    def visit(self, *, recorded: bool) -> Visit:
        """What was typed, as the rule takes it."""
        told = self.cleaned_data
        return Visit(
            day=told["day"],
            place=Place(told["place"]),
            end=VisitEnd(told["end"]),
            taker=Taker(told["taker"]) if told["taker"] else None,
            taker_name=told["taker_name"],
            officers=_several(told["officers"]),
            witnesses=_several(told["witnesses"]),
            refusal=told["refusal"],
            recorded=recorded,
        )


class EntrustForm(forms.Form):
    """The court that is asked to serve."""

    use_required_attribute = False
    court = Typed(label=_("Code of the court"), help_text=_("As it stands in case numbers, for example 川0107."))


class UnitForm(forms.Form):
    """The unit through which the papers are handed on."""

    use_required_attribute = False
    unit = forms.ChoiceField(
        label=_("Where the recipient is"),
        choices=[(one.value, UNITS[one]) for one in Unit],
        widget=forms.RadioSelect,
    )
    name = Typed(label=_("Name of the unit"))
    address = Typed(label=_("Address of the unit"), widget=forms.Textarea(attrs={"rows": 2}))


class UnitSlipForm(forms.Form):
    """What the unit's return slip says."""

    use_required_attribute = False
    end = forms.ChoiceField(
        label=pgettext_lazy("of a return slip", "What it says"),
        choices=[(one.value, UNIT_ENDS[one]) for one in UnitEnd],
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("Day of the signature, or of the unit's answer"), widget=forms.DateInput(attrs=_DAY))


class NoticeForm(forms.Form):
    """Why papers are served by public notice, and what the notice tells."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=pgettext_lazy("of a public notice", "Ground"),
        choices=[(one.value, NOTICE_GROUNDS[one]) for one in NoticeGround],
        widget=forms.RadioSelect,
    )
    course = Typed(
        label=_("Reason and course"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What was tried, and what shows that nobody can be found. It stays in the file."),
    )
    gist = Typed(
        label=_("What the notice tells the public"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The claims in short; time and place of a hearing; what was decided. Anybody reads it."),
    )
    abroad = forms.BooleanField(label=_("The recipient has no domicile in the country"), required=False)

    def text(self) -> NoticeText:
        """What was typed, as the rule takes it."""
        told = self.cleaned_data
        return NoticeText(NoticeGround(told["ground"]), told["course"], told["gist"], abroad=told["abroad"])


class AddressForm(forms.Form):
    """The confirmation of the address for service, as it was filled in on paper."""

    use_required_attribute = False
    party = forms.ChoiceField(label=pgettext_lazy("of a case", "Party"), widget=forms.RadioSelect)
    withheld = forms.BooleanField(
        label=_("The party gives no address"),
        required=False,
        help_text=_("Write the one of the household or business register. Papers that come back then count as served."),
    )
    address = Typed(label=_("Address"), widget=forms.Textarea(attrs={"rows": 2}))
    postcode = Typed(label=_("Postcode"), required=False)
    phone = Typed(label=_("Telephone"), required=False)
    email = Typed(label=_("E-mail for electronic service"), required=False)
    account = Typed(label=_("Account for instant messages"), required=False)
    receiver = Typed(label=_("Who takes papers for the party"), required=False)
    domicile = forms.ChoiceField(
        label=_("Domicile"),
        required=False,
        choices=[("", _("as known so far")), *((one.value, DOMICILES[one]) for one in Domicile)],
        widget=forms.RadioSelect,
    )
    choice = forms.ChoiceField(
        label=_("Electronic service"),
        required=False,
        choices=[("", pgettext_lazy("consent", "not asked")), *((one.value, words) for one, words in CHOICES.items())],
        widget=forms.RadioSelect,
    )
    told = forms.BooleanField(
        label=_("The effects were explained to the party, and the form is signed or the refusal on record"),
        required=False,
    )

    def __init__(self, case: CaseView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(one.uid), one.name) for one in case.parties]  # type: ignore[attr-defined]


class DoubtForm(forms.Form):
    """The decision about a doubt: one of those that its kind offers."""

    use_required_attribute = False
    end = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reasons = Typed(
        label=pgettext_lazy("of a decision about service", "Reasons"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, ends: Iterable[DoubtEnd], *args: Any) -> None:
        super().__init__(*args)
        self.fields["end"].choices = [(one.value, DOUBT_ENDS[one]) for one in ends]  # type: ignore[attr-defined]


class UnservedForm(forms.Form):
    """On whom of those who lack it a paper is to be served, or why on nobody: that alone where nobody lacks it."""

    use_required_attribute = False
    party = forms.ChoiceField(label=_("Serve it on"), required=False, widget=forms.RadioSelect)
    reasons = Typed(label=_("Or: why it needs no service"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, lacking: Sequence[PartyView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(str(one.uid), one.name) for one in lacking]  # type: ignore[attr-defined]
        if not lacking:
            del self.fields["party"]


class PostRowForm(forms.Form):
    """What became of something that the post told and that fits no letter."""

    use_required_attribute = False
    reasons = Typed(
        label=_("What you found out, and what was done"),
        help_text=_("For example: asked the post; the letter is noted by hand; the row concerns another court."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UntoldForm(forms.Form):
    """How somebody was told whom nothing else shows to know."""

    use_required_attribute = False
    reasons = Typed(
        label=_("How and when the person was told"),
        help_text=_("For example: by telephone, day and hour; handed over at the counter; the postal number."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
