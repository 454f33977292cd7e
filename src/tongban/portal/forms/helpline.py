"""Forms and texts about asking a court. The court's rules judge what was said."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.helpline.wording import CATEGORIES, RATINGS

ANSWERED = _("The court answered your question %(reference)s")
ASKED = _("Your question is with the court.")
HEARING = _("Hearing at the court")
LAST_DAY = _("Last day: %(what)s")
LATE = _("The court's answer is late: the president of the court sees that, too.")


class QuestionForm(forms.Form):
    """What it is about, which case or court, and the question."""

    use_required_attribute = False
    category = Chosen(
        label=_("What is it about?"),
        choices=[(one.value, words) for one, words in CATEGORIES.items()],
        widget=forms.RadioSelect,
    )
    concerns = Chosen(label=_("Which case?"), required=False)
    court = Chosen(
        label=_("Which court, when it is about no case?"),
        required=False,
        help_text=_("A question about a case goes to the court that has it."),
    )
    words = Typed(
        label=_("Your question"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Evidence and applications do not belong here, nor what was said in a mediation: hand them in within the"
            " case. State secrets do not belong on this platform at all."
        ),
    )

    def __init__(self, cases: Sequence[tuple[str, str]], courts: Sequence[tuple[str, str]], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["concerns"].choices = [("", "—"), *cases]  # type: ignore[attr-defined]
        self.fields["court"].choices = [("", "—"), *courts]  # type: ignore[attr-defined]


class MoreForm(forms.Form):
    """Why the answer did not do."""

    use_required_attribute = False
    words = Typed(label=_("What is still open?"), widget=forms.Textarea(attrs={"rows": 4}))


class RatingForm(forms.Form):
    """How content one is with the answer."""

    use_required_attribute = False
    stars = Chosen(
        label=_("How content are you with the answer?"),
        choices=[(str(stars), words) for stars, words in RATINGS.items()],
        widget=forms.RadioSelect,
    )
