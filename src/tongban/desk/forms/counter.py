"""What a clerk types at the counter."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.courts.law import places
from tongban.face.longselect import LongSelect
from tongban.people.vocabulary import IdKind, PaperSeen, PersonKind
from tongban.people.wording import ID_KINDS


class PersonForm(forms.Form):
    """A person with the identity paper on the table."""

    id_kind = forms.ChoiceField(label=_("Identity paper"), choices=[(kind.value, ID_KINDS[kind]) for kind in IdKind])
    id_number = forms.CharField(label=_("Number on the paper"), max_length=40)
    name = forms.CharField(label=_("Name as on the paper"), max_length=120)
    name_latin = forms.CharField(label=_("Name in Latin letters, on a foreign paper"), max_length=120, required=False)
    nationality = forms.CharField(label=_("Nationality, three letters"), max_length=3, required=False)
    born = forms.DateField(
        label=_("Day of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    phone = forms.CharField(label=_("Telephone"), max_length=32, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    division = forms.ChoiceField(label=_("District or county of the domicile"), required=False, widget=LongSelect)
    address = forms.CharField(label=_("Address for letters"), max_length=200, required=False)
    seen = forms.BooleanField(label=_("I hold the original paper, and it is this person's."))
    login = forms.CharField(label=_("Login name, if the person wants an account"), max_length=64, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = [("", "—"), *places(today)]  # type: ignore[attr-defined]

    def paper(self) -> PaperSeen:
        """What was typed, as the act takes it. Organisations are told by their kind of paper."""
        data = self.cleaned_data
        legal = data["id_kind"] == IdKind.CREDIT_CODE
        plain = ("name", "id_kind", "id_number", "phone", "email", "address", "division", "name_latin", "born")
        return PaperSeen(
            kind=PersonKind.LEGAL if legal else PersonKind.NATURAL,
            nationality=data["nationality"].upper(),
            **{name: data[name] for name in plain},
        )


class LoginForm(forms.Form):
    """The login name for a new account."""

    login = forms.CharField(label=_("Login name"), max_length=64)
