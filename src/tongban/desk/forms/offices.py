"""Forms about who gets cases and who is replaced in one. The court's rules judge them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.offices import Office
from tongban.cases.wording.offices import AWAY_FOR, CHANGE_GROUNDS, OFFICES
from tongban.face.judged import Chosen, Typed
from tongban.kernel.refusal import Refusal, Refused

People = Sequence[tuple[UUID, str]]


def _people(choices: People) -> list[tuple[str, str]]:
    return [(str(uid), name) for uid, name in choices]


class ChangeForm(forms.Form):
    """Which office, on which ground, and why."""

    use_required_attribute = False
    office = Chosen(label=_("Who is to be replaced?"), widget=forms.RadioSelect)
    ground = Chosen(
        label=_("Why somebody else shall take it"),
        choices=[("", "—"), *((one.value, words) for one, words in CHANGE_GROUNDS.items())],
    )
    reasons = Typed(
        label=_("Explain it"),
        help_text=_("The president reads them. Parties are told the ground alone."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, offices: Sequence[Office], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["office"].choices = [(one.value, OFFICES[one]) for one in offices]  # type: ignore[attr-defined]


class FollowerForm(forms.Form):
    """Who gets the office: whom chance gives it to, or somebody named."""

    use_required_attribute = False
    named = Chosen(
        label=_("Who gets it?"),
        help_text=_("Chance is the rule; name somebody only when the case asks for it, and say why in the reasons."),
        required=False,
    )
    reference = Typed(
        label=_("Number of the decision of the judicial committee"),
        help_text=_("Only when a president who tries the case must withdraw."),
        required=False,
    )

    def __init__(self, people: People, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        by_chance = ("", pgettext_lazy("who gets a case", "whom chance gives it to"))
        self.fields["named"].choices = [by_chance, *_people(people)]  # type: ignore[attr-defined]

    def follower(self) -> UUID | None:
        """Whom the president named; None when chance decides."""
        return _uid(self.cleaned_data["named"], "named")


class ReplaceForm(ChangeForm, FollowerForm):
    """A change by the president, without a request."""

    field_order = ("office", "ground", "reasons", "named", "reference")

    def __init__(self, offices: Sequence[Office], people: People, *args: object, **kwargs: object) -> None:
        FollowerForm.__init__(self, people, *args, **kwargs)
        self.fields["office"].choices = [(one.value, OFFICES[one]) for one in offices]  # type: ignore[attr-defined]


class PostingForm(forms.Form):
    """Who serves where."""

    use_required_attribute = False
    prefix = "posting"
    person = Chosen(label=_("Who"))
    office = Chosen(label=_("Function"), choices=[(one.value, words) for one, words in OFFICES.items()])
    division = Chosen(label=pgettext_lazy("of a court", "Division"), required=False)
    causes = Typed(
        label=_("Codes of the causes of special knowledge"),
        help_text=_("With spaces between. Left empty, the person gets all cases of the division."),
        required=False,
    )
    share = Typed(label=_("Hundredths of a full load"), initial="100")

    def __init__(self, people: People, divisions: Sequence[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].choices = _people(people)  # type: ignore[attr-defined]
        self.fields["division"].choices = [("", _("all of the court")), *divisions]  # type: ignore[attr-defined]

    def told(self) -> dict[str, object]:
        """The posting as the act takes it; a share that is no number is one that no rule allows."""
        data = self.cleaned_data
        share = int(data["share"]) if data["share"].isdecimal() and data["share"].isascii() else -1
        return {
            "person": _uid(data["person"], "person"),
            "office": data["office"],
            "division": data["division"],
            "causes": data["causes"].split(),
            "share": share,
        }


class AbsenceForm(forms.Form):
    """Who is away, why, and until when."""

    use_required_attribute = False
    prefix = "absence"
    person = Chosen(label=_("Who"))
    ground = Chosen(label=_("Why"), choices=[("", "—"), *((one.value, words) for one, words in AWAY_FOR.items())])
    first = forms.DateField(label=_("First day"))
    last = forms.DateField(label=_("Last day"), help_text=_("Leave it empty when it is not known yet."), required=False)

    def __init__(self, people: People, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["first"].initial = today
        self.fields["person"].choices = _people(people)  # type: ignore[attr-defined]

    def told(self) -> dict[str, object]:
        """The absence as the act takes it."""
        return self.cleaned_data | {"person": _uid(self.cleaned_data["person"], "person")}


def _uid(text: str, field: str) -> UUID | None:
    """The person whose uid was sent; None when nothing was."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Refused(Refusal("offices.not_in_function", "CPL 40; 人民法院组织法 49", (field,))) from None
