"""Forms about evidence platforms; the rules judge what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.evidence.vocabulary import PlatformAct, PlatformKind
from tongban.evidence.wording import PLATFORM_ACTS, PLATFORM_KINDS
from tongban.face.judged import Chosen, Typed


class PlatformForm(forms.Form):
    """A platform to be entered, under review."""

    use_required_attribute = False
    name = Typed(label=pgettext_lazy("evidence platform", "Name"))
    operator = Typed(label=_("Who runs it"))
    kind = Chosen(
        label=_("Kind"), choices=[(k.value, PLATFORM_KINDS[k]) for k in PlatformKind], widget=forms.RadioSelect
    )
    trust = forms.CharField(
        label=_("What its proofs are checked with"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "For a ledger its tlog-policy; for time stamps the authority's certificates (PEM); for a chain the lines"
            " “chain 1”, “contract 0x…” and, if wanted, “block 1234 0x…” for blocks that the court holds for true and"
            " “confirmations 12” for its own node."
        ),
    )


class DecisionForm(forms.Form):
    """What the president decides about a platform, with the reason that everybody reads."""

    use_required_attribute = False
    decision = Chosen(label=_("Decision"), widget=forms.RadioSelect)
    reason = Typed(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, acts: Sequence[PlatformAct], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["decision"].choices = [(act.value, PLATFORM_ACTS[act]) for act in acts]  # type: ignore[attr-defined]
