"""Reads of the courts domain: hosted courts from the database, law from its dated data.

Courts and law are public: these reads take no viewer.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from tongban.courts.models import CourtRow, Division
from tongban.courts.rules import causes as cause_rules
from tongban.courts.rules import periods, venue
from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.vocabulary import Cause, CompetentCourt, Court, CourtLevel, Dispute, VenueAnswer
from tongban.kernel.periods import Due
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


def court_name(code: str, day: date) -> str:
    """The court's name for pages and papers; its code when it is unknown here."""
    court = court_of(code, day)
    return court.name if isinstance(court, Court) else code


def cause_name(code: str, day: date) -> str:
    """The name of a cause of action on `day`; its code when the list of that day has none."""
    found = cause_rules.cause_on(code, day)
    return found.name if isinstance(found, Cause) else code


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


def tree(day: date) -> CourtTree:
    """All courts known to this platform on `day`, as one value for the rules."""
    return CourtTree(tuple(as_value(row) for row in court_rows(day)), day)


def divisions_of(code: str, day: date) -> QuerySet[Division]:
    """The divisions of a court on `day`."""
    working = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Division.objects.filter(working, court__code=code, valid_from__lte=day).order_by("id")


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


def due(rule_id: str, start: date | datetime) -> Due | Refusal:
    """When the period `rule_id` ends that starts on `start` (see `rules.periods`)."""
    return periods.due(rule_id, start)


def competent_courts(dispute: Dispute, on: date) -> VenueAnswer | Refusal:
    """All courts competent for `dispute`, with reasons (see `rules.venue`), of the shipped table of courts."""
    return venue.competent_courts(dispute, on=on)


def check_court(code: str, dispute: Dispute, on: date) -> CompetentCourt | Refusal:
    """The ground on which this court may take the case, or the courts that may."""
    return venue.check_court(code, dispute, on=on)


def search_causes(text: str, on: date) -> tuple[Cause, ...] | Refusal:
    """Causes by words or pinyin initials."""
    return cause_rules.search(text, on)


def check_cause(code: str, on: date) -> Cause | Refusal:
    """The cause if it exists on `on` and nothing lower stands below it."""
    return cause_rules.check_cause(code, on)


def suggest_cause(facts: frozenset[cause_rules.PlainFact], on: date) -> cause_rules.Suggestion | Refusal:
    """A cause for plain facts, with its reason; it binds nobody."""
    return cause_rules.suggest(facts, on)


def period_names(rule_id: str) -> tuple[str, str]:
    """The period's name in Chinese and in English; its id twice when the table has none."""
    rule = periods.period_rule(rule_id)
    return (rule_id, rule_id) if isinstance(rule, Refusal) else (rule.term, rule.name)


def places(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Districts and counties with a basic court on `day`, by province: (province, [(division code, name)])."""
    courts = tree(day)
    found: dict[str, dict[str, str]] = {}
    for court in courts.courts:
        if court.level is CourtLevel.BASIC and court.division_code:
            province = courts.court(courts.province_of(court.code))
            name = province.place_name if isinstance(province, Court) else ""
            found.setdefault(name, {}).setdefault(court.division_code, court.place_name)
    return [(name, sorted(rows.items())) for name, rows in found.items()]
