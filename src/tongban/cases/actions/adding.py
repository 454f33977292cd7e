"""A party is brought into a running case, or claims what both sides dispute (CPL 59(1), 135; SI 73, 74, 81)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db.models import Max

from tongban.access.vocabulary import Layer
from tongban.cases.actions.docket import party_row
from tongban.cases.events import PartyAdded
from tongban.cases.models import Case, Party
from tongban.cases.queries import party_view
from tongban.cases.vocabulary import CLAIMANT, CaseView, PartyData, PartyView, Side
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


def add_claimant(record: Recording, case: CaseView, data: PartyData, *, under: str) -> PartyView:
    """A step: who sues both sides is a third party with a claim of its own; whoever stood in the case as a third party
    without one keeps its place in it.
    """
    known = Party.objects.filter(case=case.uid, side=Side.THIRD_PARTY, person=data.person).first()
    if known is None:
        return add_party(record, case, replace(data, side=Side.THIRD_PARTY, position=CLAIMANT), under=under)
    _place(known, CLAIMANT)
    record(PartyAdded(case=case.uid, party=known.uid, side=known.side), under=under, case=case.uid)
    return party_view(known)


def end_claim(record: Recording, case: UUID, party: UUID) -> None:
    """A step: the third party claims nothing of its own any more; what the case brings may still concern it (59(2))."""
    del record  # proves that an act is open
    _place(Party.objects.get(case=case, uid=party), "")


def _place(row: Party, position: str) -> None:
    row.position = position
    row.save(update_fields=["position"])
