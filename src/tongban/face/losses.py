"""The form that tells the court that a party died or can no longer act itself: for parties, and for staff."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.wording.losses import LOSSES
from tongban.documents.vocabulary import OFFERED
from tongban.face.judged import Chosen, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets

ACCEPT = {"accept": OFFERED}


class LossForm(AskedOfSecrets):
    """Who, what, since when, with the proof. The court's rules judge it, so that all findings come at once."""

    field_order = ("party", "loss", "day", "words", "state_secret", "files")
    use_required_attribute = False
    party = Chosen(label=_("Whom does it concern?"), widget=forms.RadioSelect)
    loss = Chosen(
        label=_("What happened?"),
        choices=[(loss.value, words) for loss, words in LOSSES.items()],
        widget=forms.RadioSelect,
    )
    day = Typed(
        label=_("On which day?"),
        help_text=_("As on the death certificate, or on the court's decision about capacity."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    words = Typed(
        label=_("Who are the heirs, or who could act for the party? How can they be reached?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    files = LooseFiles(  # type: ignore[assignment]
        label=_("The proof: death certificate, cancelled household entry, decision about capacity"),
        help_text=_("Both sides can read it."),
        widget=forms.FileInput(attrs=ACCEPT),
    )

    def __init__(self, parties: Iterable[tuple[str, str]], *args: object, **kwargs: object) -> None:
        """`parties`: uid and name of those whom it may concern."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["party"].choices = list(parties)  # type: ignore[attr-defined]

    def told(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return {name: self.cleaned_data[name] for name in ("party", "loss", "day", "words", "state_secret")}
