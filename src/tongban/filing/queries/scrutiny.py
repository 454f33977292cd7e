"""Lists of filings for scrutiny, page by page, and what the machine doubts in one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.courts.vocabulary import VenueAnswer
from tongban.filing.models import Filing
from tongban.filing.queries import filing_seen_by, filing_view, venue_of
from tongban.filing.queries.for_client import is_own
from tongban.filing.queries.repeated import filings_of_own, is_alike
from tongban.filing.rules.checks import checks
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import Act, Check, FilingView, Queue, Stage, Wanted, When
from tongban.kernel.refusal import Refusal, Refused

SHOWN = 50
"""Filings on a page."""
COUNTED = 1000
"""Up to how many are counted: a page takes the same time whether a thousand wait or a hundred thousand."""


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Filings in the order of their periods; `following` leads on, "" at the end; `count` ends at `COUNTED` + 1."""

    filings: tuple[FilingView, ...]
    following: str
    count: int


def filing_at_desk(viewer: Viewer, uid: UUID) -> FilingView:
    """The filing, for staff who may see it and do not stand in it: those read it as parties do, once it is theirs to
    read (CPL 47). Else it does not exist.
    """
    found = filing_seen_by(viewer, uid)
    if viewer.person and is_own(found, viewer.person):
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    return found


def queue_page(viewer: Viewer, wanted: Wanted, *, today: date, limit: int = SHOWN) -> QueuePage:
    """A page of the list: what ends first comes first; of what is done, the latest.

    Refused when `after` is no place in a list.
    """
    rows = _rows(viewer, wanted, today)
    found = _from(rows, wanted, limit + 1)
    shown = tuple(filing_view(row) for row in found[:limit])
    viewer.note(f"filings:{len(shown)}", wanted.court, None)
    count = rows.order_by()[: COUNTED + 1].count()
    return QueuePage(shown, _place(shown[-1], wanted.queue) if len(found) > limit else "", count)


def next_in_queue(viewer: Viewer, filing: FilingView, *, today: date) -> tuple[UUID | None, int]:
    """The filing to decide after this one, from the first again at the end, and how many others wait (to `COUNTED`)."""
    here = Wanted(filing.court)
    rows = _rows(viewer, here, today).exclude(uid=filing.uid)
    waits = filing.stage is Queue.TO_DECIDE.stage
    after = Wanted(filing.court, after=_place(filing, here.queue)) if waits else here
    found = _from(rows, after, 1) or _from(rows, here, 1)
    return (found[0].uid if found else None), rows.order_by()[: COUNTED + 1].count()


def checks_of(filing: FilingView, *, files: Collection[str], on: date) -> tuple[Check, ...]:
    """What the machine doubts in a filing that was handed in on that day; the caller has read it by its viewer.

    The same people with the same sum in another filing make it doubt (CPL 127(5)).
    """
    interview, answers = forms()[filing.interview], filing.answers
    found = venue_of(filing.interview, answers, on)
    led_here = isinstance(found, VenueAnswer) and any(court.code == filing.court for court in found.courts)
    # What starts from a case is at the court of that case, or was sent up from it.
    competent = led_here or filing.about is not None
    return checks(interview, answers, files=files, competent=competent, alike=is_alike(filing), today=on)


def _rows(viewer: Viewer, wanted: Wanted, today: date) -> QuerySet[Filing]:
    rows = Filing.objects.filter(visible_q(viewer), court=wanted.court, stage=wanted.queue.stage)
    if viewer.person and (own := filings_of_own(viewer.person)):
        rows = rows.exclude(pk__in=own)
    if wanted.interview:
        rows = rows.filter(interview=wanted.interview)
    day = _day(wanted.queue)
    match wanted.when:
        case When.OVER:
            rows = rows.filter(**{f"{day}__lt": today})
        case When.TODAY:
            rows = rows.filter(**{day: today})
        case When.WEEK:
            rows = rows.filter(**{f"{day}__range": (today, today + timedelta(days=6))})
    order = "" if wanted.queue.waits else "-"
    return rows.order_by(f"{order}{day}", f"{order}uid")


def _day(queue: Queue) -> str:
    """The column of the last day that counts in this list: the applicant's, else the court's."""
    return "correct_until" if queue is Queue.WITH_APPLICANT else "decide_by"


def _from(rows: QuerySet[Filing], wanted: Wanted, limit: int) -> list[Filing]:
    """Rows after the place, first the rest of its day: each of the two questions goes straight through the index."""
    if not wanted.after:
        return list(rows[:limit])
    day, uid = _read(wanted.after)
    name, beyond = _day(wanted.queue), "gt" if wanted.queue.waits else "lt"
    found = list(rows.filter(**{name: day, f"uid__{beyond}": uid})[:limit])
    return found + list(rows.filter(**{f"{name}__{beyond}": day})[: limit - len(found)])


def _place(filing: FilingView, queue: Queue) -> str:
    day = filing.correct_until if queue is Queue.WITH_APPLICANT else filing.decide_by
    return f"{day}.{filing.uid}"


def _read(after: str) -> tuple[date, UUID]:
    day, _, uid = after.partition(".")
    try:
        return date.fromisoformat(day), UUID(uid)
    except ValueError as why:
        raise Refused(Refusal("filing.no_such_place", "house rule: lists are read page by page")) from why


def filings_among(viewer: Viewer, uids: Collection[UUID]) -> set[UUID]:
    """Which of these are filings that the viewer may see."""
    return set(Filing.objects.filter(visible_q(viewer), uid__in=uids).values_list("uid", flat=True))


def scrutiny_acts(stage: Stage, role: str) -> tuple[Act, ...]:
    """What `role` may do with a filing at `stage`, by the table of scrutiny."""
    return tuple(Act(move.act) for move in SCRUTINY.open_to(stage, role))
