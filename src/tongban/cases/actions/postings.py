"""Who serves where at a court, and who is away: the president keeps the list from which cases are drawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.events.offices import AbsenceEnded, AbsenceNoted, PostingEnded, StaffPosted
from tongban.cases.models import Absence, Posting
from tongban.cases.rules.offices import check_absence, check_posting
from tongban.cases.vocabulary.offices import Office
from tongban.courts.law import causes_on, divisions_of
from tongban.courts.queries import court_of
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import staff_uids
from tongban.people.vocabulary import Role

_DAY = timedelta(days=1)
_LAW = "人民法院组织法 27, 41; 法发〔2018〕23号"


def post(
    person: UUID | None,
    office: str,
    division: str,
    *,
    causes: Collection[str] = (),
    share: int = 100,
    by: Actor,
    at: datetime,
) -> UUID:
    """The president posts somebody to a division ("": to all of the court); a posting there before is replaced.

    Refused: another function, somebody who does not hold the function here, no such division or cause, no share.
    """
    _president(by)
    with act(by=by, at=at) as record:
        today = timezone.localtime(at).date()
        court, listed = court_of(by.court, today), causes_on(today)
        if isinstance(court, Refusal):
            raise Refused(court)
        known = {one.code for one in divisions_of(court, today)}
        codes = set() if isinstance(listed, Refusal) else {one.code for one in listed}
        wanted = sorted(set(causes))
        require([*_serves(by.court, office, person, at), *check_posting(division, known, wanted, codes, share)])
        same = {"court": by.court, "holder": person, "office": office, "division": division}
        locked(Posting.objects.filter(ended_at=None, **same)).update(ended_at=at)
        row = Posting.objects.create(layer=Layer.STAFF, causes=wanted, share=share, since=at, **same)
        assert person is not None  # noqa: S101 - who is nobody serves nowhere
        fact = StaffPosted(
            person=person, court=by.court, office=office, division=division, causes=tuple(wanted), share=share
        )
        record(fact, under=_LAW)
    return row.uid


def end_posting(posting: UUID, *, by: Actor, at: datetime) -> None:
    """The person gets no cases of that division any more; those at hand stay. Refused: no such posting."""
    _president(by)
    with act(by=by, at=at) as record:
        row = locked(Posting.objects.filter(uid=posting, court=by.court, ended_at=None)).first()
        if row is None or row.holder is None:
            raise Refused(Refusal("offices.no_such_posting", _LAW))
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        fact = PostingEnded(person=row.holder, court=row.court, office=row.office, division=row.division)
        record(fact, under=_LAW)


def note_absence(person: UUID | None, ground: str, first: date, last: date | None, *, by: Actor, at: datetime) -> UUID:
    """Somebody is away and gets no new case on those days; the cases at hand are reassigned one by one.

    Refused: another function, nobody of this court, no ground, an end before the first day.
    """
    _president(by)
    with act(by=by, at=at) as record:
        serving = {uid for office in Office for uid in staff_uids(by.court, office.value, at=at)}
        require([*_among(person, serving), *check_absence(ground, first, last)])
        assert person is not None  # noqa: S101 - nobody is not among those who serve
        row = Absence.objects.create(
            layer=Layer.STAFF, court=by.court, holder=person, ground=ground, first=first, last=last, noted_at=at
        )
        record(AbsenceNoted(person=person, court=by.court, first=first, last=last), under=_LAW)
    return row.uid


def end_absence(absence: UUID, *, by: Actor, at: datetime) -> None:
    """Somebody is back and gets cases from today on. Refused: no such absence, or it is over."""
    _president(by)
    with act(by=by, at=at) as record:
        today = timezone.localtime(at).date()
        row = locked(Absence.objects.filter(uid=absence, court=by.court)).first()
        if row is None or row.holder is None or (row.last is not None and row.last < today):
            raise Refused(Refusal("offices.no_such_absence", _LAW))
        if row.first >= today:  # it never began
            row.first = today - _DAY
        row.last = today - _DAY
        row.save(update_fields=["first", "last"])
        record(AbsenceEnded(person=row.holder, court=row.court, last=row.last), under=_LAW)


def _president(by: Actor) -> None:
    if by.role != Role.PRESIDENT:
        raise Refused(Refusal("offices.presidents_list", _LAW))


def _serves(court: str, office: str, person: UUID | None, at: datetime) -> list[Refusal]:
    if office not in set(Office):
        return [Refusal("offices.office_unknown", _LAW, ("office",))]
    return _among(person, staff_uids(court, office, at=at))


def _among(person: UUID | None, serving: Collection[UUID]) -> list[Refusal]:
    return [] if person in serving else [Refusal("offices.not_in_function", _LAW, ("person",))]
