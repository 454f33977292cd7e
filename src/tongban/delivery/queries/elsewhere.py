"""Reading what another court needs to serve papers for this one."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper
from tongban.delivery.queries.addresses import acts_by_law, address_of
from tongban.delivery.rules.addresses import addressee
from tongban.delivery.vocabulary import Channel
from tongban.delivery.vocabulary.elsewhere import Asked, ForCourt
from tongban.documents.queries import document


def asked_of(case: CaseView, row: Dispatch, way: Attempt) -> Asked:
    """For acts: by what the result of a way that another court takes is judged."""
    party = case.party(row.party)
    return Asked(
        kind=party.kind if party else "",
        opponents=opponents_of(case, party) if party else (),
        since=timezone.localtime(way.queued_at).date(),
        counter=way.channel == Channel.LETTER,
    )


def opponents_of(case: CaseView, party: PartyView) -> tuple[str, ...]:
    """For acts: the names of whoever stands on another side, and so takes no papers for this party; not its own."""
    return tuple(one.name for one in case.parties if one.side is not party.side and one.name != party.name)


def for_court(viewer: Viewer, attempt: UUID) -> ForCourt:
    """For acts: what the court that takes this way needs to know; the papers as far as the viewer sees them."""
    way = Attempt.objects.select_related("dispatch").get(uid=attempt)
    assert way.case is not None  # noqa: S101 - papers are served in a case
    case, row = case_by_uid(way.case), way.dispatch
    party, given = case.party(row.party), address_of(case.uid, row.party)
    guardian = acts_by_law(case, party, timezone.localtime(way.queued_at).date()) if party else ""
    uids = DispatchPaper.objects.filter(dispatch=row).order_by("order").values_list("document", flat=True)
    return ForCourt(
        number=case.number,
        cause=case.cause_name,
        recipient=addressee(party.name if party else "", guardian=guardian, receiver=given.receiver),
        address=way.address if way.channel == Channel.LETTER else given.postal or (party.address if party else ""),
        phone=given.phone or (party.phone if party else ""),
        asked=asked_of(case, row, way),
        papers=tuple(found for uid in uids if (found := document(viewer, uid))),
    )
