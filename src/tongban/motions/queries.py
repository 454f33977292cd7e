"""Reading motions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.law import OUT_OF_HAND, At, Do
from tongban.cases.queries import case_uids_at, running_clocks
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.documents.queries import data_of
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal, Refused
from tongban.motions.models import Motion
from tongban.motions.rules.kinds import (
    AFTER_THE_CASE,
    KINDS,
    LAW,
    STILL_TO_DO,
    URGENT,
    applicant_or_respondent,
    open_to,
)
from tongban.motions.vocabulary import Haste, Kind, MotionView


def motion_view(row: Motion) -> MotionView:
    """The motion as pages and acts read it."""
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    return MotionView(
        uid=row.uid,
        case=row.case,
        court=row.court,
        kind=Kind(row.kind),
        stage=row.stage,
        party=row.party,
        document=row.document,
        ruling=row.ruling,
        clocks=tuple(map(UUID, row.clocks)),
        charge=row.charge,
        handed_in_at=row.handed_in_at,
        decided_at=row.decided_at,
        ends_on=row.ends_on,
        told=row.layer != Layer.SEALED,
    )


def motions_seen_by(viewer: Viewer, case: UUID) -> list[MotionView]:
    """The motions of a case that this viewer may see, the newest first."""
    rows = Motion.objects.filter(visible_q(viewer), case=case).order_by("-handed_in_at", "-id")
    return [motion_view(row) for row in rows]


def motion_seen_by(viewer: Viewer, case: UUID, uid: UUID) -> MotionView:
    """One motion, if this viewer may see it; else it does not exist for the viewer."""
    row = Motion.objects.filter(visible_q(viewer), case=case, uid=uid).first()
    if row is None:
        raise Refused(Refusal("motions.no_such_motion", LAW))
    # Who reads the log of reads of a case must not learn of a quiet motion from it.
    viewer.note("motion" if row.layer == Layer.CASE else "case", row.court, row.case)
    return motion_view(row)


def motions_waiting(
    viewer: Viewer, court: str, *, kinds: Iterable[Kind] = Kind
) -> list[tuple[MotionView, date | datetime | None]]:
    """The motions in pending cases of `court` that wait for the court, as this viewer may see them, each with its end;
    and what is decided although the case has ended.

    Not decided yet, not carried out yet, or a period of the court's runs: a review or a lifting was asked for. What
    ends first is on top; what somebody calls urgent, with the hours that run if the judge finds it so.
    """
    pending, wanted = case_uids_at(viewer, court, pending=True), set(kinds)
    seen = Motion.objects.filter(visible_q(viewer), court=court).order_by("handed_in_at", "id")
    after = seen.filter(kind__in=wanted & AFTER_THE_CASE, decided_at__isnull=True).exclude(case__in=pending)
    rows = [*seen.filter(case__in=pending, kind__in=wanted), *after.filter(case__in=case_uids_at(viewer, court))]
    running = running_clocks({row.case for row in rows if row.case})
    ends = {str(clock): end for _case, clock, _rule, end, owed_by in running if owed_by == "court"}
    found: list[tuple[MotionView, date | datetime | None]] = []
    for row in rows:
        own = [ends[uid] for uid in row.clocks if uid in ends]
        if row.decided_at is None or row.stage in STILL_TO_DO or own:
            one = motion_view(row)
            found.append((one, urgent_until(viewer, one) or min(own, key=_day, default=None)))
    return sorted(found, key=lambda pair: _day(pair[1]) if pair[1] else date.max)


def _day(end: date | datetime) -> date:
    return timezone.localtime(end).date() if isinstance(end, datetime) else end


def transfer_in_effect(case: UUID) -> bool:
    """For acts: whether a ruling in effect says that the case goes to another court (CPL 130(1), 158)."""
    return Motion.objects.filter(case=case, kind=Kind.JURISDICTION, stage=At.TRANSFERRED).exists()


def asked_in(viewer: Viewer, motion: MotionView) -> dict[str, str]:
    """What was asked for, by the names of the form's answers; empty once the paper was removed."""
    told = (data_of(viewer, motion.document) or {}).get("told", {})
    return {str(name): str(value) for name, value in told.items()}


def urgent_until(viewer: Viewer, motion: MotionView) -> datetime | None:
    """Until when the court rules if the judge finds urgent what was asked for as urgent; None once that is answered.

    The hours run from the application, whenever the judge looks at it (CPL 103(3)).
    """
    waits = KINDS[motion.kind].procedure.allows(motion.stage, Do.MARK_URGENT)
    if not waits or asked_in(viewer, motion).get("haste") != Haste.YES:
        return None
    since = timezone.localtime(motion.handed_in_at)
    found = due(URGENT, since, calendar(), readings=readings(motion.court))
    return found.due if isinstance(found, Due) and isinstance(found.due, datetime) else None


def unseen_in(viewer: Viewer, case: UUID) -> frozenset[str]:
    """What the timeline keeps from this viewer: uids of quiet motions, of their clocks, charges and papers."""
    quiet = Motion.objects.filter(case=case, layer=Layer.SEALED)
    seen = set(quiet.filter(visible_q(viewer)).values_list("id", flat=True)) if quiet.exists() else set()
    return frozenset(
        str(uid)
        for row in quiet
        if row.id not in seen
        for uid in (row.uid, *row.clocks, *row.papers, row.charge)
        if uid is not None
    )


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> list[dict[str, Any]]:
    """The motions for the case sheet: plain JSON, with what the viewer's party may do about each."""
    names = {party.uid: party for party in case.everybody}
    return [_line(viewer, one, case, names, mine) for one in motions_seen_by(viewer, case.uid)]


def _line(
    viewer: Viewer, one: MotionView, case: CaseView, names: dict[UUID, PartyView], mine: PartyView | None
) -> dict[str, Any]:
    own = mine is not None and one.party in mine.line
    acts: Iterable[Do] = ()
    if mine is not None:
        role, ended = applicant_or_respondent(own=own), case.stage in OUT_OF_HAND
        acts = open_to(KINDS[one.kind], one.stage, role, track=case.track, ended=ended)
    data = data_of(viewer, one.document) or {}
    return {
        "uid": str(one.uid),
        "kind": one.kind.value,
        "stage": one.stage,
        "party": names[one.party].name,
        "side": names[one.party].side.value,
        "own": own,
        "request": [str(line) for line in data.get("request", ())],
        "at": one.handed_in_at.isoformat(),
        "decided_at": one.decided_at.isoformat() if one.decided_at else "",
        "ends_on": one.ends_on.isoformat() if one.ends_on else "",
        "quiet": not one.told,
        "urgent_until": urgent.isoformat() if (urgent := urgent_until(viewer, one)) else "",
        "clocks": [str(uid) for uid in one.clocks],
        "acts": [act.value for act in acts],
    }
