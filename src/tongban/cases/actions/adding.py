"""A party is brought into a running case (CPL 135; SI 73, 74)."""

from __future__ import annotations

from django.db.models import Max

from tongban.access.vocabulary import Layer
from tongban.cases.actions.docket import party_row
from tongban.cases.events import PartyAdded
from tongban.cases.models import Case, Party
from tongban.cases.queries import party_view
from tongban.cases.vocabulary import CaseView, PartyData, PartyView
from tongban.frame.acts import Recording


def add_party(record: Recording, case: CaseView, data: PartyData, *, under: str) -> PartyView:
    """A step: the case has one party more, the last of its side; the caller holds the case and sees to its service."""
    row = Case.objects.get(uid=case.uid)
    last = Party.objects.filter(of_case=row, side=data.side).aggregate(last=Max("order"))["last"]
    label = {"layer": Layer.CASE, "court": case.court, "case": case.uid}
    party = party_row(row, data, (last or 0) + 1, label)
    party.save()
    record(PartyAdded(case=case.uid, party=party.uid, side=data.side), under=under, case=case.uid)
    return party_view(party)
