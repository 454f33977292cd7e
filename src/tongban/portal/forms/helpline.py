"""Forms and texts about asking a court. The court's rules judge what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.face.judged import Chosen, Typed
from tongban.helpline.vocabulary import Manner, News
from tongban.helpline.wording import CATEGORIES, MANNERS, NEWS, RATINGS

ANSWERED = _("The court answered your question %(reference)s")
ASKED = _("Your question is with the court.")
HEARING = _("Hearing at the court")
LAST_DAY = _("Last day: %(what)s")
UNREAD = _("News in your matters, unread: %(n)s")
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


class NoticesForm(forms.Form):
    """By which way each kind of news comes; what is needed cannot be switched off."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in News:
            ways = [(way.value, words) for way, words in MANNERS.items() if way is not Manner.NEVER or not kind.needed]
            self.fields[kind.value] = Chosen(label=NEWS[kind], choices=ways, widget=forms.RadioSelect)
