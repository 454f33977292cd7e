"""Forms of scrutiny: which filings are listed, what is to be corrected, on which ground a filing is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from tongban.cases.vocabulary import Track
from tongban.face.judged import Typed
from tongban.filing.vocabulary import Point, Queue, Wanted, When

CORRECTIONS = {
    "identity": _("Your identity paper cannot be read: photograph both sides again, without shade."),
    "defendant": _(
        "The other side cannot be told apart from others: add an address, a telephone or an identity number."
    ),
    "claim": _("Say exactly what the court is to order, with the amount and how it was worked out."),
    "facts": _("Say what happened: when, where, between whom, and what was agreed."),
    "material": _("A file cannot be opened or read: add it again as PDF, PNG or JPEG."),
    "proof": _("Add what shows it, for instance the contract, a record of payment, messages or pictures."),
    "authority": _("Add the authority of the person who acts for you."),
}
"""What is asked for most; the clerk's own words come in addition."""

GROUNDS = (
    ("CPL 122(1)", _("The plaintiff has no direct interest in the case (CPL 122(1))")),
    ("CPL 122(2)", _("No definite defendant (CPL 122(2))")),
    ("CPL 122(3)", _("No specific claim, facts and reasons (CPL 122(3))")),
    ("CPL 122(4)", _("Not a civil action, or not within this court's jurisdiction (CPL 122(4))")),
    ("CPL 127(5)", _("The same case is pending or was decided (CPL 127(5))")),
)
THIRD_GROUNDS = (
    ("CPL 59(1)", _("No claim of its own to what the parties dispute (CPL 59(1))")),
    ("SI 232", _("It cannot be heard together with the case; it can be sued for apart (SI 232)")),
)
"""Of a third party's claim, before those of any complaint."""
OTHER_GROUNDS = {
    Track.SECOND_INSTANCE: (("CPL 171", _("The appeal is late, or this party cannot appeal (CPL 171)")),),
    Track.PAYMENT_ORDER: (("SI 427", _("The conditions of a payment order are not met (SI 427)")),),
    Track.PRE_ACTION_PRESERVATION: (("CPL 104(1)", _("Not urgent, or without security (CPL 104(1))")),),
    Track.ENFORCEMENT: (
        ("SI 461", _("It is not clear who owes whom, or what (SI 461)")),
        ("CPL 235, 247", _("The title is not in force, or this court does not enforce it (CPL 235, 247)")),
    ),
    Track.RETRIAL_REVIEW: (
        ("SI 381", _("A retrial was refused or held before (SI 381)")),
        ("CPL 213", _("What ended a marriage is not reviewed (CPL 213)")),
        ("CPL 216", _("The time to apply for a retrial is over (CPL 216)")),
    ),
    Track.ADMINISTRATIVE: (
        (
            "行政诉讼法 49",
            _("The conditions of an administrative action are not met (Administrative Litigation Law 49)"),
        ),
    ),
}
"""By the procedure that was asked for, where it is no civil action of first instance."""
POINTS = {
    Point.CONCERNED: _("The plaintiff is directly concerned"),
    Point.DEFENDANT: _("The defendant can be told apart from others"),
    Point.CLAIM: _("The claim, the facts and the reasons are specific"),
    Point.COMPETENT: _("This court is competent"),
    Point.ONCE: _("The same was not filed before"),
    Point.MATERIALS: _("The materials are there and can be read"),
}
QUEUES = {
    Queue.TO_DECIDE: pgettext_lazy("filings", "To decide"),
    Queue.WITH_APPLICANT: pgettext_lazy("filings", "Waiting for the applicant"),
    Queue.REGISTERED: pgettext_lazy("filings", "Registered"),
    Queue.REFUSED: pgettext_lazy("filings", "Refused"),
    Queue.APPEALED: pgettext_lazy("filings", "Refusal appealed"),
    Queue.MOVED: pgettext_lazy("filings", "Taken elsewhere"),
    Queue.IN_MEDIATION: pgettext_lazy("filings", "In mediation"),
    Queue.SETTLED: pgettext_lazy("filings", "Settled"),
    Queue.TAKEN_BACK: pgettext_lazy("filings", "Taken back"),
}
WHENS = {
    When.ANY: pgettext_lazy("last day", "Any"),
    When.OVER: pgettext_lazy("last day", "Over"),
    When.TODAY: pgettext_lazy("last day", "Today"),
    When.WEEK: pgettext_lazy("last day", "Soon"),
}


class QueueForm(forms.Form):
    """Which filings a list shows."""

    queue = forms.ChoiceField(required=False, choices=list(QUEUES.items()), widget=forms.HiddenInput)
    when = forms.ChoiceField(label=_("Last day"), required=False, choices=list(WHENS.items()))
    interview = forms.ChoiceField(label=_("Kind of dispute"), required=False)

    def __init__(self, interviews: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interview"].choices = [("", _("All")), *interviews]  # type: ignore[attr-defined]

    def wanted(self, court: str, after: str) -> Wanted:
        """What was chosen, of this court, from the place `after` on; the form has passed."""
        data = self.cleaned_data
        queue, when = Queue(data["queue"] or Queue.TO_DECIDE), When(data["when"] or When.ANY)
        return Wanted(court, queue, when, data["interview"], after)


class CorrectionForm(forms.Form):
    """Everything that is missing, named once."""

    usual = forms.MultipleChoiceField(
        label=_("What is missing?"),
        required=False,
        choices=list(CORRECTIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    own = forms.CharField(
        label=_("Further items, one on each line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def items(self) -> list[str]:
        """The list as the court writes it: in Chinese, whichever language the clerk's pages speak (CPL 11)."""
        with override("zh-hans"):
            chosen = [str(CORRECTIONS[key]) for key in self.cleaned_data["usual"]]
        return chosen + [line.strip() for line in self.cleaned_data["own"].splitlines() if line.strip()]


class OtherCourtForm(forms.Form):
    """The court that is competent, and why: the plaintiff reads both."""

    use_required_attribute = False
    court = Typed(label=_("Name or code of the competent court"))
    reasons = Typed(label=_("Why that court is competent"), widget=forms.Textarea(attrs={"rows": 4}))


class RulingForm(forms.Form):
    """The ground of a ruling not to take the case."""

    article = forms.ChoiceField(label=_("Ground"), choices=GROUNDS, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons of the ruling"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, track: Track | None, *args: object, joins: bool = False, **kwargs: object) -> None:
        """`track`: the procedure that was asked for; None: a civil action of first instance; `joins`: a third party's
        claim in a case of others.
        """
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if joins:
            self.fields["article"].choices = (*THIRD_GROUNDS, *GROUNDS)  # type: ignore[attr-defined]
        elif track is not None:
            self.fields["article"].choices = OTHER_GROUNDS[track]  # type: ignore[attr-defined]

    def ground(self) -> str:
        """Article and reasons as one text."""
        data: dict[str, Any] = self.cleaned_data
        return f"{data['article']}: {data['reasons'].strip()}"
