"""Reads of the courts domain: the courts known here. They are public, so these reads take no viewer.

The law itself, which needs no database, is asked through `courts.law`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from tongban.courts.models import CalendarYear, CourtRow
from tongban.courts.rules import tables
from tongban.courts.rules.calendars import with_year
from tongban.courts.vocabulary import CalendarDay, Court, CourtLevel, DayKind
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import Readings
from tongban.kernel.refusal import Refusal


def court_rows(day: date) -> QuerySet[CourtRow]:
    """The rows of the courts in being on `day`."""
    return CourtRow.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day).order_by("id")


def court_of(code: str, day: date) -> Court | Refusal:
    """The court with this code on `day`; refused with `courts.unknown`."""
    row = court_rows(day).filter(code=code).first()
    return (
        as_value(row) if row else Refusal("courts.unknown", "法〔2015〕137号 4-6", ("court",), (("code", code[:20]),))
    )


def court_called(text: str, day: date) -> str:
    """The code of the court that goes by this code or name on that day, its province left out or not; "" when none
    does, or several.
    """
    courts = court_rows(day).filter(Q(code=text) | Q(name__endswith=text)).values_list("code", flat=True)
    found = list(courts[:2])
    return found[0] if len(found) == 1 else ""


def court_name(code: str, day: date) -> str:
    """The court's name for pages and papers; its code when it is unknown here."""
    court = court_of(code, day)
    return court.name if isinstance(court, Court) else code


def hosted_courts(day: date) -> tuple[Court, ...]:
    """The courts whose cases live on this platform."""
    return tuple(as_value(row) for row in court_rows(day).filter(hosted=True))


def is_hosted(code: str, day: date) -> bool:
    """True when the cases of this court live here."""
    return court_rows(day).filter(code=code, hosted=True).exists()


def children(code: str, day: date) -> tuple[Court, ...]:
    """The courts directly below."""
    return tuple(as_value(row) for row in court_rows(day).filter(parent=code)) if code else ()


def ancestors(code: str, day: date) -> tuple[Court, ...]:
    """The courts above, nearest first."""
    found: list[Court] = []
    court = court_of(code, day)
    while isinstance(court, Court) and court.parent and len(found) < len(CourtLevel):
        court = court_of(court.parent, day)
        if isinstance(court, Court):
            found.append(court)
    return tuple(found)


def as_value(row: CourtRow) -> Court:
    """The row as the value that rules take."""
    return Court(
        code=row.code,
        name=row.name,
        level=CourtLevel(row.level),
        parent=row.parent,
        division_code=row.division_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to or date.max,
    )


def calendar() -> Calendar:
    """The working calendar of this platform: the shipped one, with the years that it took in itself."""
    found = tables.calendar()
    for row in CalendarYear.objects.order_by("year"):
        days = (CalendarDay(date.fromisoformat(day), DayKind(kind), festival) for day, kind, festival in row.days)
        found = with_year(found, row.year, days)
    return found


def readings(court: str) -> Readings:
    """How this court reads what the law of periods leaves open: its own choice, or that of the platform."""
    chosen: Mapping[str, Readings] = settings.TONGBAN.readings
    return chosen.get(court, chosen[""])
