"""Reading whether a guardian stands against the child in what lies at a court and is no case yet (Civil Code 168)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from tongban.cases.law import stands_against
from tongban.cases.queries import case_by_uid
from tongban.filing.models import Filing
from tongban.filing.queries.repeated import filings_of_own
from tongban.filing.rules.interview import forms
from tongban.filing.rules.repeated import opposes
from tongban.filing.rules.table_twins import suit_told
from tongban.filing.vocabulary import Answers, Stage
from tongban.filing.vocabulary.repeated import NamedOne
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.people.vocabulary import PersonView

_WAITS = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION, Stage.APPEALED)


def filed_against(guardian: PersonView, child: PersonView, on: date) -> bool:
    """Whether the two stand against each other in a filing that waits, or was refused and may still be appealed."""
    waits = Q(stage__in=_WAITS) | Q(stage=Stage.REFUSED, appeal_until__gte=on)
    rows = Filing.objects.filter(waits, pk__in=filings_of_own(child.uid))
    return any(_against(row, guardian, child) for row in rows)


def _against(row: Filing, guardian: PersonView, child: PersonView) -> bool:
    if row.about is None:
        day = timezone.localtime(row.handed_in_at).date()
        return sues_or_is_sued(row.interview, row.answers, guardian, child, day)
    case = case_by_uid(row.about)
    own = case.party_of(child.uid)
    return own is not None and stands_against(case, own, guardian.name, guardian.id_number, guardian.uid)


def sues_or_is_sued(interview: str, answers: Answers, guardian: PersonView, child: PersonView, on: date) -> bool:
    """The same of a complaint as it was told: who it names by number, else by name."""
    one, other = (NamedOne(identity_form(who.id_number), name_form(who.name)) for who in (guardian, child))
    return opposes(suit_told(forms()[interview], answers, on), one, other)
