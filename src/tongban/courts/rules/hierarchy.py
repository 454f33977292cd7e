"""The tree of courts at a date: by code, parent, children, ancestors, by place (法〔2015〕137号 4-6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tongban.courts.rules import tables
from tongban.courts.vocabulary import Court, CourtLevel
from tongban.kernel.refusal import Refusal

LAW = "法〔2015〕137号 4-6"
DIVISION_DIGITS = 6


@dataclass(frozen=True)
class CourtTree:
    """The courts in being on `day`."""

    courts: tuple[Court, ...]
    day: date
    _by_code: dict[str, Court] = field(init=False, repr=False, compare=False)
    _below: dict[str, list[Court]] = field(init=False, repr=False, compare=False)
    _by_place: dict[str, Court] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: dict[str, list[Court]] = {}
        for court in self.courts:
            below.setdefault(court.parent, []).append(court)
        object.__setattr__(self, "_by_code", {court.code: court for court in self.courts})
        object.__setattr__(self, "_below", below)
        object.__setattr__(self, "_by_place", {court.division_code: court for court in reversed(self.courts)})

    def court(self, code: str) -> Court | Refusal:
        """The court with this code, refused with `courts.unknown`."""
        found = self._by_code.get(code)
        return found or Refusal("courts.unknown", LAW, ("court",), (("code", code[:20]),))

    def children(self, code: str) -> tuple[Court, ...]:
        """The courts directly below `code`, in the order of the table."""
        return tuple(self._below.get(code, ())) if code else ()

    def ancestors(self, code: str) -> tuple[Court, ...]:
        """The courts above `code`, nearest first; empty for an unknown code and for the supreme court."""
        found: list[Court] = []
        court = self._by_code.get(code)
        while court is not None and court.parent and court.parent in self._by_code and len(found) < len(CourtLevel):
            court = self._by_code[court.parent]
            found.append(court)
        return tuple(found)

    def parent(self, code: str) -> Court | None:
        """The court directly above."""
        return next(iter(self.ancestors(code)), None)

    def at(self, place: str) -> Court | Refusal:
        """The court of the division `place` (six digits), whatever its level, or of the zone of that name.

        Refused: codes that are no division, places outside the table.
        """
        facts = (("place", self.place_name(place)),)
        zone = tables.zones().get(place)
        if zone:
            return self.court(zone.court)
        written = len(place) == DIVISION_DIGITS and place.isascii() and place.isdigit()
        if not (written or place.startswith(tuple(tables.provinces().values()))):
            return Refusal("courts.place_malformed", LAW, ("place",), facts)
        return self._by_place.get(place) or Refusal("courts.place_not_in_table", LAW, ("place",), facts)

    def of_place(self, place: str, level: CourtLevel = CourtLevel.BASIC) -> Court | Refusal:
        """The court of `level` whose area holds `place`.

        Refused also: places too wide for the level (a whole city where the basic court of a district is asked).
        """
        found = self.at(place)
        if isinstance(found, Refusal):
            return found
        facts = (("place", self.place_name(place)), ("level", level.term))
        if found.level.rank < level.rank:
            return Refusal("courts.place_too_wide", LAW, ("place",), facts)
        line = (found, *self.ancestors(found.code))
        fit = next((court for court in line if court.level is level), None)
        return fit or Refusal("courts.no_such_level_there", LAW, ("place",), facts)

    def place_name(self, place: str) -> str:
        """The name of the division `place` as its court bears it; where no court is known, province and code."""
        found = self._by_place.get(place) if place else None
        if found:
            return found.place_name
        province = tables.provinces().get(place[:2], "") if len(place) == DIVISION_DIGITS else ""
        return f"{province}{place[:20]}"

    def high_court_of(self, court: Court) -> Court | None:
        """The high court whose area holds `court`; None for the supreme court."""
        line = [upper for upper in (court, *self.ancestors(court.code)) if upper.level is CourtLevel.HIGH]
        return line[-1] if line else None

    def province_of(self, code: str) -> str:
        """The code of the high court whose area holds the court `code`; "" for the supreme court and unknown ones."""
        court = self._by_code.get(code)
        high = self.high_court_of(court) if court else None
        return high.code if high else ""


def division_of(place: str) -> str:
    """The division code of `place`; of a zone, that of the division in which it lies."""
    zone = tables.zones().get(place)
    return zone.division if zone else place


@cache
def _tree(day: date) -> CourtTree:
    return CourtTree(tuple(court for court in tables.all_courts() if court.valid_on(day)), day)


def tree_on(day: date, courts: Iterable[Court] | None = None) -> CourtTree:
    """The tree in being on `day`, of the shipped table or of `courts`."""
    if courts is None:
        return _tree(_epoch(day))
    return CourtTree(tuple(court for court in courts if court.valid_on(day)), day)


def places(day: date) -> Sequence[tuple[str, list[tuple[str, str]]]]:
    """Districts and counties with a basic court on `day`, by province: (province, [(division code, name)])."""
    return _places(_epoch(day))


def place_name(code: str, day: date) -> str:
    """The name of a district or county with a basic court; its code when it is none."""
    return next((name for _province, rows in places(day) for division, name in rows if division == code), code)


@cache
def _places(day: date) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    courts = _tree(day)
    found: dict[str, dict[str, str]] = {}
    for court in courts.courts:
        if court.level is CourtLevel.BASIC and court.division_code:
            province = courts.court(courts.province_of(court.code))
            name = province.place_name if isinstance(province, Court) else ""
            found.setdefault(name, {}).setdefault(court.division_code, court.place_name)
    return tuple((name, sorted(rows.items())) for name, rows in found.items())


def court_name(code: str, day: date) -> str:
    """The name of the court `code` on `day`; the code where the table has none."""
    court = tree_on(day).court(code)
    return court.name if isinstance(court, Court) else code


def _epoch(day: date) -> date:
    """The last day up to `day` on which the table changed, so that one tree is kept per change and not per day."""
    return max((change for change in _changes() if change <= day), default=date.min)


@cache
def _changes() -> tuple[date, ...]:
    starts = {court.valid_from for court in tables.all_courts()}
    ends = {court.valid_to for court in tables.all_courts() if court.valid_to != date.max}
    return tuple(sorted(starts | {date.fromordinal(end.toordinal() + 1) for end in ends}))
