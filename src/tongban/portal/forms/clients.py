"""A complaint begun for a client, and what an agent reads about the own authority."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.wording import AGENT_KINDS
from tongban.face.articles import cited
from tongban.face.judged import Chosen, Typed
from tongban.filing.law import ENTRUSTED
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind, PersonKind
from tongban.people.wording import ID_KINDS

NEW = "new"
"""Chosen instead of a client who is represented already."""
_KINDS = {PersonKind.NATURAL: _("A person"), PersonKind.LEGAL: _("A company or organisation")}


class ClientForm(forms.Form):
    """For whom, as what, about what. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    client = Chosen(label=_("For whom do you file?"), widget=forms.RadioSelect)
    kind = Chosen(
        label=_("Who is your client?"),
        choices=[(kind.value, words) for kind, words in _KINDS.items()],
        widget=forms.RadioSelect,
    )
    name = Typed(label=_("Name of your client, as on the identity paper"))
    id_kind = Chosen(
        label=_("Identity paper"),
        help_text=_("Of a company nothing is chosen here; its credit code is written below."),
        choices=[(kind.value, ID_KINDS[kind]) for kind in IdKind if kind in PERSONAL_PAPERS],
        initial=IdKind.RESIDENT.value,
    )
    id_number = Typed(label=_("Number on the paper, or unified social credit code"))
    acts_as = Chosen(
        label=_("As what do you act?"),
        choices=[(kind.value, AGENT_KINDS[kind]) for kind in ENTRUSTED],
        widget=forms.RadioSelect,
    )
    interview = Chosen(label=_("What kind of dispute is it?"))

    def __init__(
        self,
        *args: object,
        clients: Sequence[tuple[str, str]] = (),
        interviews: Sequence[tuple[str, str]] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["client"].choices = [*clients, (NEW, _("Somebody else"))]  # type: ignore[attr-defined]
        self.fields["interview"].choices = interviews  # type: ignore[attr-defined]
        self.fields["acts_as"].choice_hints = {kind.value: cited(kind.law) for kind in ENTRUSTED}  # type: ignore[attr-defined]
