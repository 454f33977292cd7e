"""Forms and texts about what a party asked for within a case, at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.cases.law import Do
from tongban.desk.forms.results import PAPER, paper_fields
from tongban.face.judged import Chosen
from tongban.face.motions import form_fields
from tongban.motions.vocabulary import Field

CAPTION = _("Applications in cases that wait for a decision (%(n)s)")
NONE = _("No application waits for a decision.")
CASE, ASKED, SINCE, UNTIL = _("Case"), _("Asked for"), _("Handed in"), _("To be decided until")
LABELS: dict[str, tuple[Promise | str, Promise | str]] = {
    "reasons": (_("Reasons, as the parties read them"), _("In Chinese: they stand in the decision.")),
    "ground": (_("Ground of the law"), ""),
    "manner": (_("How was the decision made known?"), ""),
    "reference": (
        _("Number of the decision of the judicial committee"),
        _("Only when the judge is a president of this court."),
    ),
    "challenged": (_("Who is to withdraw?"), ""),
    "whom": (_("The person's name"), _("Only if it is neither the judge nor the clerk of the case.")),
    "tie": (_("Why is the person to withdraw?"), ""),
    "known": (_("Since when is it known?"), ""),
    "inquiry": (_("When was less claimed?"), _("It counts only when less is claimed than before.")),
    "court": (_("To which court?"), _("Its full name or its code.")),
    "amount": (_("Up to which amount in yuan?"), _("Empty: as asked for.")),
    "exempt": (_("Security"), ""),
    "security_amount": (_("Security in yuan"), _("In a pending case no more than the share that the law names.")),
    "security_until": (_("To be given until"), ""),
    "until": (
        _("Last day of the period, if you name one"),
        _("Empty: the days lost are given back. If that day is behind us, leave time to act."),
    ),
    "period": (_("Which period was missed?"), ""),
    "hindrance": (_("What kept the party from acting?"), ""),
    "first": (_("Since which day did it keep the party?"), ""),
    "last": (_("Until which day did it keep the party?"), ""),
    "measures": (_("What was seized, sealed or frozen"), _("In Chinese: it stands in the notice to both sides.")),
    "ends_on": (_("Last day of the measure"), _("Empty for an order to do something or not to do it.")),
    "number": (_("Number of the appeal"), _("As it stands in the paper of the court above.")),
    "dated": (_("Day of the decision of the court above"), ""),
    "effective": (_("Day on which the last party was served with it"), _("From then on it binds.")),
    "record": (_("What was preserved, how, and who was there"), _("In Chinese: it stands in the notice.")),
}
ACTS = {
    Do.GRANT: _("Grant"),
    Do.REJECT: _("Turn down"),
    Do.ACCEPT: _("Accept the counterclaim"),
    Do.REFUSE: _("Refuse the counterclaim"),
    Do.DEEM_APPLICATION_WITHDRAWN: _("Treat as withdrawn: fee not paid"),
    Do.UPHOLD_OBJECTION: _("Uphold: transfer the case"),
    Do.REJECT_OBJECTION: _("Turn the objection down"),
    Do.TRANSFER_FINALLY: _("Transfer with immediate effect"),
    Do.KEEP_FINALLY: _("Turn down with immediate effect"),
    Do.NOT_EXAMINE: _("Not to be examined"),
    Do.GRANT_RECUSAL: _("The person withdraws"),
    Do.REFUSE_RECUSAL: _("The person stays"),
    Do.MARK_URGENT: _("It is urgent"),
    Do.ASK_SECURITY: _("Ask for security"),
    Do.RULE_PRESERVATION: _("Rule that it be preserved"),
    Do.EXECUTE_RULING: _("Note that the measure was carried out"),
    Do.TAKE_EVIDENCE: _("Note that the evidence was preserved"),
    Do.CONFIRM_ON_REVIEW: _("Reviewed: the ruling stands"),
    Do.QUASH: _("Reviewed: quash the ruling"),
    Do.ORDER_ON_REVIEW: _("Reviewed: order it after all"),
    Do.LIFT: _("Lift the measure"),
    Do.TRANSFER: _("Decided above: the case goes to the other court"),
    Do.KEEP: _("Decided above: the case stays here"),
    Do.UPHOLD: _("Decided above: the refusal stands"),
    Do.ORDER_DOCKETING: _("Decided above: the counterclaim is to be taken up"),
}


class SpokenForm(forms.Form):
    """What a party said by word against somebody of the court, as the clerk notes it."""

    use_required_attribute = False
    who = _("Who said it?")

    def __init__(
        self,
        asked: Sequence[Field],
        parties: Sequence[tuple[str, str]],
        *args: object,
        periods: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["party"] = Chosen(label=self.who, choices=parties, widget=forms.RadioSelect)
        reasons = {"reasons": (_("What was said"), _("In Chinese."))}
        self.fields |= form_fields(asked, LABELS | reasons, periods=periods)

    def words(self) -> dict[str, str]:
        """The answers as text."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name not in ("party", PAPER)}


class CounterForm(SpokenForm):
    """That a party asks at the counter for a period to be restored, with what it brought as proof."""

    who = _("Who asks?")

    def __init__(
        self,
        asked: Sequence[Field],
        parties: Sequence[tuple[str, str]],
        *args: object,
        periods: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(asked, parties, *args, periods=periods)
        self.fields |= paper_fields(required=False)
        self.fields[PAPER].label = _("What was handed in: application and proof, if any")


class DecisionForm(forms.Form):
    """What a decision needs. The court's rules judge it."""

    use_required_attribute = False

    def __init__(self, asked: Sequence[Field], *args: object, prefix: str, paper: bool = False) -> None:
        super().__init__(*args, prefix=prefix)  # type: ignore[arg-type, misc]
        self.fields |= form_fields(asked, LABELS) | (paper_fields() if paper else {})

    def words(self) -> dict[str, str]:
        """The answers as text."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name != PAPER}
