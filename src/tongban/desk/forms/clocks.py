"""Forms about running periods at the desk. The engine judges what was said; the forms only read it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.courts.wording import APPROVERS, GROUNDS, UNITS
from tongban.face.articles import cited
from tongban.face.judged import Chosen, Typed
from tongban.kernel.periods import Extension, GroundEffect, PeriodRule, Unit

_EFFECTS = {
    GroundEffect.EXCLUDES: _("days do not count"),
    GroundEffect.SUSPENDS: _("the period stands still"),
    GroundEffect.RESTARTS: _("the period starts anew"),
}
_DAY = {"type": "date"}
_HOUR = {"type": "datetime-local"}
_UNITS = (Unit.DAY, Unit.MONTH, Unit.YEAR)


class ExcludeForm(forms.Form):
    """Ground and days; without a last day the period stands still."""

    use_required_attribute = False
    ground = Chosen(label=pgettext_lazy("of leaving days out", "Ground"), widget=forms.RadioSelect)
    first = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs=_DAY),
        help_text=_("For a new start: the day of the event, which itself is not counted."),
    )
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text=_("Leave it empty while nobody knows: the period then stands still until you note the end."),
    )

    def __init__(self, rule: PeriodRule, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [
            (one.id, f"{GROUNDS[one.term]} · {_EFFECTS[one.effect]} · {cited(one.article)}") for one in rule.grounds
        ]
        self.fields["ground"].choices = choices  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day that does not count."""

    use_required_attribute = False
    last = forms.DateField(label=_("Last day that does not count"), widget=forms.DateInput(attrs=_DAY))


class ExtendForm(forms.Form):
    """Who approves, by how much, and why."""

    use_required_attribute = False
    approver = Chosen(label=_("Who approves it"), widget=forms.RadioSelect)
    amount = forms.IntegerField(label=_("By how much"))
    unit = Chosen(label=_("Counted in"), choices=[(one.value, UNITS[one]) for one in _UNITS])
    reason = Typed(
        label=pgettext_lazy("of an extension", "Reasons"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What happened in detail, and why the period is not enough."),
    )

    def __init__(self, rule: PeriodRule, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["approver"].choices = [(one.approver.value, _extension(one)) for one in rule.extensions]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Approved or not, with the number of the paper where another court decides."""

    use_required_attribute = False
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("Approve")), ("no", _("Do not approve"))], widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("Number of the decision of the court above"),
        required=False,
        max_length=80,
        help_text=_("Only where the court above decides."),
    )


class OutageForm(forms.Form):
    """From when to when, and the number of the signed record."""

    use_required_attribute = False
    began_at = forms.DateTimeField(label=_("Out of order from"), widget=forms.DateTimeInput(attrs=_HOUR))
    ended_at = forms.DateTimeField(label=_("In order again from"), widget=forms.DateTimeInput(attrs=_HOUR))
    record = Typed(
        label=_("Number of the signed record"),
        max_length=80,
        help_text=_("The operator of the platform signs a record of each outage."),
    )


def _extension(one: Extension) -> str:
    most = f" · {_('at most')} {one.most} {UNITS[one.unit]}" if one.most else ""
    return f"{APPROVERS[one.approver]}{most} · {cited(one.article)}"
