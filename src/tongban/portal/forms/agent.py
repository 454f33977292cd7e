"""Who acts for the plaintiff, named with the complaint."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.wording import AGENT_KINDS, SCOPES
from tongban.face.agents import AuthorityForm
from tongban.face.judged import Chosen
from tongban.filing.law import ENTRUSTED


class FilingAgentForm(AuthorityForm):
    """The form of an authority, for those whom a party entrusts."""

    scope = Chosen(
        label=_("How far does the power of attorney reach?"),
        help_text=_("“Full power” without naming what is a general one."),
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, AGENT_KINDS[kind]) for kind in ENTRUSTED]  # type: ignore[attr-defined]
        self.fields["files"].help_text = _("The other side can read it once the court has checked it.")
