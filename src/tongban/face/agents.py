"""The form of an authority to act for a party: a party fills it in on the portal, a clerk at the counter."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary.agents import AgentKind, Power, Scope
from tongban.cases.wording import AGENT_KINDS, POWERS, SCOPES
from tongban.documents.vocabulary import OFFERED
from tongban.face.articles import cited
from tongban.face.judged import Chosen, ChosenSeveral, LooseFiles, Typed
from tongban.face.secrets import AskedOfSecrets
from tongban.people.vocabulary import IdKind
from tongban.people.wording import ID_KINDS

TYPES = _("PDF, JPEG, PNG, HEIC or TIFF")
_DAY = forms.DateInput(attrs={"type": "date"})
_ACCEPT = {"accept": OFFERED}


class AuthorityForm(AskedOfSecrets):
    """Who acts, how far, from when. The court's rules judge it, so that all findings come at once."""

    use_required_attribute = False
    kind = Chosen(
        label=_("As what does this person act?"),
        choices=[(kind.value, words) for kind, words in AGENT_KINDS.items()],
        widget=forms.RadioSelect,
    )
    name = Typed(label=_("Name of the agent, as on the identity paper"))
    id_kind = Chosen(
        label=_("Identity paper"),
        choices=[(kind.value, ID_KINDS[kind]) for kind in (IdKind.RESIDENT, IdKind.PASSPORT)],
        initial=IdKind.RESIDENT.value,
    )
    id_number = Typed(label=_("Number on the paper"))
    firm = forms.CharField(label=_("Law firm or legal services office"), required=False)
    scope = forms.ChoiceField(
        label=_("How far does the power of attorney reach?"),
        help_text=_("A guardian or a procurator needs none. “Full power” without naming what is a general one."),
        required=False,
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        widget=forms.RadioSelect,
    )
    powers = ChosenSeveral(
        label=_("Only if special: what does the paper name?"),
        required=False,
        choices=[(power.value, words) for power, words in POWERS.items()],
    )
    since = Typed(label=_("First day"), widget=_DAY)
    until = forms.CharField(
        label=_("Last day"), help_text=_("Empty: until the end of this instance."), required=False, widget=_DAY
    )
    files = LooseFiles(  # type: ignore[assignment]
        label=_("The signed or sealed power of attorney"),
        help_text=_("For a guardian or a procurator: the paper that shows it. The other side can read it."),
        widget=forms.FileInput(attrs=_ACCEPT),
    )
    proofs = LooseFiles(
        label=_("Identity paper, licence, letter of the firm, proof of kinship and the like, in one file"),
        help_text=_("Only you and the court see it."),
        required=False,
        widget=forms.FileInput(attrs=_ACCEPT),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choice_hints = {kind.value: cited(kind.law) for kind in AgentKind}  # type: ignore[attr-defined]
        self.fields["powers"].choice_hints = {power.value: cited(power.law) for power in Power}  # type: ignore[attr-defined]

    def words(self) -> dict[str, str]:
        """What was typed, as the act takes it."""
        return self.told(("kind", "name", "id_kind", "id_number", "firm", "scope", "since", "until", "state_secret"))

    def told(self, plain: Iterable[str]) -> dict[str, str]:
        """These answers, and the special powers where the authority is a special one."""
        powers = " ".join(self.cleaned_data["powers"]) if self.cleaned_data["scope"] == Scope.SPECIAL else ""
        return {name: self.cleaned_data[name] for name in plain} | {"powers": powers}
