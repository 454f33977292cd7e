"""Reading who testifies in which case, and for whom a hearing is open just now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Witness
from tongban.cases.rules.witnesses import HIDDEN, WITNESSES
from tongban.cases.vocabulary.witnesses import WitnessAct, WitnessState, WitnessView
from tongban.kernel.refusal import Refused


def testimony_of(person: UUID, at: datetime) -> frozenset[tuple[UUID, UUID]]:
    """(case, person) of each case in which a judge hears `person` as a witness at `at`.

    A witness whom nobody released has left by the end of the day.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Witness.objects.filter(person=person, state=WitnessState.TESTIFYING, called_at__gte=today, called_at__lte=at)
    return frozenset((case, person) for case in rows.values_list("case", flat=True) if case is not None)


def witnesses_in(case: UUID) -> list[WitnessView]:
    """For acts: every witness of the case, whoever looks, in the order of asking."""
    return [witness_view(row) for row in Witness.objects.filter(case=case).order_by("asked_at", "id")]


def witness_in(case: UUID, uid: UUID) -> WitnessView:
    """For acts: one of them. Refused when there is no such witness in the case."""
    found = next((one for one in witnesses_in(case) if one.uid == uid), None)
    if found is None:
        raise Refused(HIDDEN)
    return found


def witnesses_by_uid(uids: Iterable[UUID]) -> dict[UUID, WitnessView]:
    """For acts: those of several witnesses, of whatever case, that are here."""
    return {row.uid: witness_view(row) for row in Witness.objects.filter(uid__in=list(uids))}


def witnesses_seen_by(viewer: Viewer, case: UUID) -> list[WitnessView]:
    """The witnesses of the case whom the viewer may see."""
    rows = Witness.objects.filter(visible_q(viewer), case=case)
    return [witness_view(row) for row in rows.order_by("asked_at", "id")]


def witness_acts(one: WitnessView, role: str) -> tuple[WitnessAct, ...]:
    """What `role` may do about the witness now, by the table."""
    return tuple(WitnessAct(move.act) for move in WITNESSES.open_to(one.state, role))


def own_testimonies(viewer: Viewer) -> list[WitnessView]:
    """Where the viewer is called as a witness, the newest first."""
    if viewer.person is None:
        return []
    rows = Witness.objects.filter(visible_q(viewer), person=viewer.person)
    return [witness_view(row) for row in rows.order_by("-asked_at", "-id")]


def own_testimony(viewer: Viewer, uid: UUID) -> WitnessView:
    """One of them; for everybody else it does not exist."""
    found = next((one for one in own_testimonies(viewer) if one.uid == uid), None)
    if found is None:
        raise Refused(HIDDEN)
    viewer.note("testimony", found.court, found.case)
    return found


def witness_view(row: Witness) -> WitnessView:
    """The witness as other floors read one."""
    return WitnessView(
        uid=row.uid,
        case=row.case,  # type: ignore[arg-type]
        court=row.court,
        party=row.party,
        name=row.name,
        occupation=row.occupation,
        phone=row.phone,
        address=row.address,
        id_number=row.id_number,
        relation=row.relation,
        proves=row.proves,
        need=row.need,
        ground=row.ground,
        state=WitnessState(row.state),
        reasons=row.reasons,
        exempt=row.exempt,
        person=row.person,
        asked_at=row.asked_at,
        signed_at=row.signed_at,
        called_at=row.called_at,
    )
