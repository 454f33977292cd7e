"""Joining a case by the letter's code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from tongban.people.vocabulary import IdKind
from tongban.people.wording import ID_KINDS


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("Code from the letter"),
        help_text=_("Twelve letters and digits, for example 7K3M-9QXA-2D5C"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )


class IdentityForm(forms.Form):
    """Who joins: name and number as on the identity paper, and the account to open."""

    name = forms.CharField(label=_("Your name"), help_text=_("As in the letter"), max_length=120)
    id_kind = forms.ChoiceField(
        label=_("Your identity paper"),
        choices=[(kind.value, ID_KINDS[kind]) for kind in IdKind],
        required=False,
    )
    id_number = forms.CharField(label=_("Your identity number"), max_length=40)
    login = forms.CharField(
        label=_("Choose a login name"),
        help_text=_("For example your telephone number; 4 signs or more, without blanks"),
        min_length=4,
        max_length=64,
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("10 signs or more. Leave it empty if you want to sign in with a passkey: the next page makes it."),
        widget=forms.PasswordInput,
        max_length=128,
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The court tells you here when a paper arrives"), required=False
    )

    def clean_password(self) -> str:
        """The password as typed, when it is long and rare enough; none, for an account that a passkey opens."""
        password = str(self.cleaned_data["password"])
        if password:
            validate_password(password)
        return password


class KnownForm(forms.Form):
    """A person who is signed in joins under the identity that the court knows already."""

    agreed = forms.BooleanField(
        label=_("I am the person named in the letter"),
        error_messages={"required": _("Confirm that the letter is meant for you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
