"""Tables that several pages of the desk show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tongban.access.vocabulary import Viewer
from tongban.cases.law import ENDED, results_at
from tongban.cases.queries import next_clocks
from tongban.cases.vocabulary import CaseView, ClockView
from tongban.cooperation.vocabulary import MatterView
from tongban.cooperation.wording import STAGES as MATTER_STAGES
from tongban.courts.queries import court_name
from tongban.courts.wording import period_effect, period_name
from tongban.desk.next_acts import next_acts
from tongban.desk.wording import cases as case_words
from tongban.desk.wording import disputes as dispute_words
from tongban.desk.wording import pages as words
from tongban.desk.wording.events import say
from tongban.desk.wording.time import time_left
from tongban.face.parts import Clock, Column, Row, Table
from tongban.face.tags.values import case_number, moment, money
from tongban.filing.vocabulary import FilingView
from tongban.filing.vocabulary import Stage as FilingStage
from tongban.filing.wording import STAGES as FILING_STAGES
from tongban.kernel.money import Money
from tongban.people.queries import disputes_seen_by, emergencies_seen_by, names_of
from tongban.people.vocabulary import DisputeState, Role
from tongban.people.wording import ROLES


def left(due: date | datetime | None, now: datetime, *, done: datetime | None = None) -> SafeString | str:
    """What is left of a period, marked by its state and said in words."""
    if due is None:
        return ""
    state, text = time_left(due, now, done=done)
    return format_html('<span class="left left--{}">{}</span>', state, text)


def clock_part(clock: ClockView, case: CaseView, now: datetime) -> Clock:
    """A period of a case: who owes what until when, or since when it stands still."""
    others = {Role.MEDIATOR.value: str(ROLES[Role.MEDIATOR])} | {str(p.uid): p.name for p in case.everybody}
    owed = others.get(clock.owed_by, str(words.THE_COURT))
    due = clock.due_at or clock.due
    assert due is not None  # noqa: S101 - a period has an end of one kind or the other
    label = str(words.CLOCK_OWED) % {"who": owed, "what": period_name(clock.rule)}
    lapses = clock.owed_by != "court"
    return Clock(
        label,
        due,
        now,
        clock.met_at,
        clock.article,
        lapses=lapses,
        stands=clock.stands_since,
        follows=period_effect(clock.rule),
    )


def sides(filing: FilingView) -> SafeString:
    """Who against whom, as answered."""
    return _versus(filing.answers.get("plaintiff.name", ""), filing.answers.get("defendant.name", ""))


def parties(case: CaseView) -> SafeString:
    """Who against whom."""
    names = ["、".join(p.name for p in case.parties if p.side == side) for side in ("plaintiff", "defendant")]
    return _versus(*names)


def _versus(first: str, second: str) -> SafeString:
    return format_html('<span lang="zh-Hans">{} ▸ {}</span>', first, second)


def place(code: str, day: date) -> SafeString:
    """A court's name, which is Chinese in every language."""
    return format_html('<span lang="zh-Hans">{}</span>', court_name(code, day))


def filings_table(filings: Sequence[FilingView], now: datetime, *, caption: str, empty: object) -> Table:
    """Filings, as given."""
    today = timezone.localtime(now).date()
    columns = [Column(str(c)) for c in (words.PARTIES, words.CLAIM, words.RECEIVED, words.THROUGH, words.STATE)]
    rows = [
        Row(
            (
                sides(f),
                money(Money(f.claim_minor, f.currency)),
                moment(f.handed_in_at),
                place(f.through_court, today) if f.through_court else words.DIRECT,
                left(f.decide_by, now) if _owes(f) else FILING_STAGES[f.stage],
            ),
            href=reverse("desk:filing", args=[f.uid]),
            state="overdue" if is_over(f.decide_by, now) and _owes(f) else "",
        )
        for f in filings
    ]
    return Table(caption, columns, rows, str(empty))


def _owes(filing: FilingView) -> bool:
    """Whether the court owes something by its day: to decide, or to send the appeal against its refusal up."""
    sends_up = filing.stage is FilingStage.APPEALED and not filing.above
    return filing.stage is FilingStage.UNDER_REVIEW or sends_up


def matters_table(matters: Sequence[MatterView], now: datetime, *, caption: str, empty: object) -> Table:
    """Errands, as given."""
    today = timezone.localtime(now).date()
    columns = [Column(str(c)) for c in (words.ERRAND, words.FROM_TO, words.HANDED_IN, words.STATE, words.CLOCK)]
    rows = [
        Row(
            (
                format_html('<span lang="zh-Hans">{}</span>', m.applicant_name),
                format_html("{} → {}", place(m.from_court, today), place(m.to_court, today)),
                moment(m.handed_in_at),
                MATTER_STAGES[m.stage],
                left(m.owed[1], now, done=m.done_at) if m.owed else "",
            ),
            href=reverse("desk:errand", args=[m.uid]),
            state="overdue" if m.done_at is None and m.owed and is_over(m.owed[1], now) else "",
        )
        for m in matters
    ]
    return Table(caption, columns, rows, str(empty))


def cases_table(
    cases: Sequence[CaseView], roles: Sequence[str], now: datetime, *, caption: str, empty: object
) -> Table:
    """Cases with what comes next in each, the one whose period ends first on top."""
    clocks = next_clocks(case.uid for case in cases)
    columns = [Column(str(c)) for c in (words.CASE, words.PARTIES, words.STATE, words.NEXT, words.CLOCK)]
    rows = [
        Row(
            (
                case_number(case.number),
                parties(case),
                case_words.STAGES[case.stage],
                _next(case, roles),
                _clock(case.uid, clocks, now),
            ),
            href=reverse("desk:case", args=[case.uid]),
            state="overdue" if case.uid in clocks and is_over(clocks[case.uid][1], now) else "",
        )
        for case in by_clock(cases, clocks)
    ]
    return Table(caption, columns, rows, str(empty))


def by_clock(cases: Sequence[CaseView], clocks: Mapping[UUID, tuple[str, date | datetime, str]]) -> list[CaseView]:
    """Cases by what ends first; those in which nothing runs come last, in the order given."""

    def end(case: CaseView) -> date:
        found = clocks.get(case.uid)
        if found is None:
            return date.max
        return timezone.localtime(found[1]).date() if isinstance(found[1], datetime) else found[1]

    return sorted(cases, key=end)


def matters_open(matters: Sequence[MatterView]) -> list[MatterView]:
    """Errands that still owe something, the oldest clock first; those not sent yet have none and come first."""
    waiting = [m for m in matters if not m.over]
    return sorted(waiting, key=lambda m: (m.owed is not None, _end_of(m.owed[1] if m.owed else m.handed_in_at)))


def _end_of(due: date | datetime) -> datetime:
    """For sorting days and moments side by side: a day ends at midnight."""
    if isinstance(due, datetime):
        return due
    return timezone.make_aware(datetime.combine(due, time.max))


def is_over(due: date | datetime | None, now: datetime) -> bool:
    """True when the period has run out."""
    return due is not None and time_left(due, now)[0] == "overdue"


def _next(case: CaseView, roles: Sequence[str]) -> str:
    if case.stage in ENDED:
        return ""
    if results_at(case.track, case.stage):
        return str(case_words.RECORD_RESULT)
    labels = [str(link.label) for link in next_acts(case, roles)]
    return " · ".join(labels) or str(words.WAITS_FOR_PARTY)


def _clock(case: UUID, clocks: Mapping[UUID, tuple[str, date | datetime, str]], now: datetime) -> SafeString | str:
    if case not in clocks:
        return ""
    rule, due, _owed = clocks[case]
    return format_html("{} · {}", period_name(rule), left(due, now))


def disputes_table(viewer: Viewer, court: str) -> Table:
    """Disputed acts that wait for a decision of `court`, the oldest first."""
    found = [one for one in disputes_seen_by(viewer) if one.court == court and one.state is DisputeState.OPEN]
    names = names_of({one.person for one in found})
    rows = [
        Row(
            (names.get(one.person, ""), say(one.event, {}), moment(one.at)),
            href=reverse("desk:dispute", args=[one.uid]),
        )
        for one in reversed(found)
    ]
    columns = [Column(str(title)) for title in (dispute_words.WHO, dispute_words.WHAT, dispute_words.SINCE)]
    return Table(str(dispute_words.CAPTION) % {"n": len(rows)}, columns, rows, str(dispute_words.NONE))


def emergencies_table(viewer: Viewer, court: str) -> Table:
    """Functions taken in an emergency at `court` that its president has not looked over, the oldest first."""
    found = [one for one in reversed(emergencies_seen_by(viewer, court)) if one.seen_at is None]
    names = names_of({one.person for one in found})
    rows = [
        Row((names.get(one.person, ""), str(ROLES[Role(one.role)]), moment(one.until)), href=reverse("desk:emergency"))
        for one in found
        if one.until is not None
    ]
    columns = [Column(str(title)) for title in words.EMERGENCY_COLUMNS]
    return Table(str(words.EMERGENCIES) % {"n": len(rows)}, columns, rows, str(words.NO_EMERGENCIES))
