"""Forms about hearings at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.law import in_person
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import AgentKind, AuthorityView, Power
from tongban.cases.wording import AGENT_KINDS, AUTHORITY_STATES, POWERS, SCOPES
from tongban.face.agents import AuthorityForm
from tongban.face.judged import Typed
from tongban.hearings.vocabulary import Way
from tongban.hearings.wording import PARTS, WAYS


class SetForm(forms.Form):
    """Place, day and hour."""

    use_required_attribute = False
    place = Typed(label=_("Courtroom"))
    starts_at = forms.DateTimeField(
        label=_("Day and hour"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class PresentForm(forms.Form):
    """Which parties and agents are in the room, which take part online; nobody is ticked beforehand."""

    present = forms.MultipleChoiceField(
        label=_("Who is in the room?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    online = forms.MultipleChoiceField(
        label=_("Who takes part online?"),
        help_text=_("Only who agreed to hearings online, and whose identity was checked again just before."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    written = forms.MultipleChoiceField(
        label=_("Who cannot come and handed in its will in writing?"),
        help_text=_("In a divorce the party comes itself, even with an agent."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, case: CaseView, agents: Sequence[AuthorityView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        parties = {p.uid: f"{p.side.term} {p.name}" for p in case.parties}
        choices = [(str(uid), label) for uid, label in parties.items()]
        named = [(str(a.uid), f"{parties[a.party]}的{a.kind.role} {a.name}") for a in agents]
        for field in ("present", "online"):
            self.fields[field].choices = choices + named  # type: ignore[attr-defined]
            self.fields[field].choice_hints = {str(a.uid): _may(a) for a in agents}  # type: ignore[attr-defined]
        if in_person(case.cause) is None:
            del self.fields["written"]
        else:
            self.fields["written"].choices = choices  # type: ignore[attr-defined]


def _may(one: AuthorityView) -> str:
    """Whether the papers were accepted, and what they name."""
    powers = [str(POWERS[power]) for power in Power if power in one.powers]
    scope = [str(SCOPES[one.scope])] if one.scope else []
    return " · ".join([str(AUTHORITY_STATES[one.state]), *scope, *powers])


class ByWordForm(AuthorityForm):
    """An agent named by word in court: no papers and no days, and the party is one that is in the room."""

    field_order = ("party", "kind")
    party = forms.ChoiceField(label=_("Who names the agent?"), widget=forms.RadioSelect)
    at_once = forms.BooleanField(
        label=_("Both sides came together, and the case is heard at once."),
        required=False,
    )

    def __init__(self, parties: Sequence[PartyView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in ("since", "until", "files", "proofs", "state_secret"):
            del self.fields[field]
        self.fields["party"].choices = [(str(p.uid), f"{p.side.term} {p.name}") for p in parties]  # type: ignore[attr-defined]
        kinds = [(kind.value, AGENT_KINDS[kind]) for kind in AgentKind if not kind.by_law]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["scope"].help_text = _("What is not named is not given.")

    def words(self) -> dict[str, str]:
        """What was said, as the act takes it."""
        return self.told(("kind", "name", "id_kind", "id_number", "firm", "scope"))


class LineForm(forms.Form):
    """One line of the record: part and speaker stay as they were, the words are typed."""

    use_required_attribute = False
    part = forms.ChoiceField(
        label=pgettext_lazy("record", "Part"), choices=[(p.value, words) for p, words in PARTS.items()]
    )
    speaker = forms.ChoiceField(label=_("Speaker"))
    other = forms.CharField(label=_("Name, if another speaks"), required=False)
    text = Typed(label=pgettext_lazy("record", "Words"), widget=forms.Textarea(attrs={"rows": 3}))
    corrects = forms.IntegerField(label=_("Corrects line"), required=False)

    def __init__(self, speakers: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["speaker"].choices = speakers  # type: ignore[attr-defined]


class SignatureForm(forms.Form):
    """What a party did with the record on paper."""

    party = forms.ChoiceField(label=_("Party"), widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("What happened?"),
        choices=[(w.value, words) for w, words in WAYS.items() if w is not Way.ONLINE],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Circumstances, or what is to be corrected"), required=False, widget=forms.Textarea)

    def __init__(self, parties: Sequence[PartyView], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(str(p.uid), f"{p.side.term} {p.name}") for p in parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
