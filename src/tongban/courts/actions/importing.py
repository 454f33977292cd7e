"""Taking a table of courts into the platform, and telling which of them it hosts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from tongban.courts.events import CourtsImported
from tongban.courts.models import CourtRow
from tongban.courts.rules.hierarchy import CourtTree
from tongban.courts.rules.imports import LAW, table_problems
from tongban.courts.rules.tables import all_courts
from tongban.courts.vocabulary import Court
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, require

FIELDS = ("name", "level", "parent", "division_code", "valid_to", "hosted")


def import_courts(
    courts: Iterable[Court] | None = None, *, by: Actor, at: datetime, hosted: Iterable[str] = ()
) -> CourtsImported:
    """Make the platform's rows follow the table `courts` (the shipped one by default): add and mend, remove nothing.

    `hosted` names the highest courts whose cases live here, with all courts below them. A court that ends is a row
    with `valid_to`. Doing it twice changes nothing the second time (and says so in the register). Raises `Refused`
    with everything wrong in the table, and for hosted codes that it does not hold.
    """
    table = list(all_courts() if courts is None else courts)
    tops = tuple(hosted)
    with act(by=by, at=at) as record:
        known = {(row.code, row.valid_from): row for row in locked(CourtRow.objects.all())}
        require(table_problems(table, frozenset(code for code, _ in known)) + _unknown(tops, table))
        tree = CourtTree(tuple(table), at.date())
        created, changed = [], []
        for court in table:
            values = _values(court, hosted=_is_hosted(court.code, tops, tree))
            row = known.get((court.code, court.valid_from))
            if row is None:
                created.append(CourtRow(code=court.code, valid_from=court.valid_from, **values))
            elif any(getattr(row, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(row, name, value)
                changed.append(row)
        CourtRow.objects.bulk_update(changed, FIELDS, batch_size=100)
        CourtRow.objects.bulk_create(created, batch_size=100)
        fact = CourtsImported(
            rows=len(table),
            created=len(created),
            changed=len(changed),
            unchanged=len(table) - len(created) - len(changed),
            hosted=tops,
            digest=hashlib.sha256(canonical(table)).hexdigest(),
        )
        record(fact, under=LAW)
    return fact


def _unknown(tops: tuple[str, ...], table: list[Court]) -> list[Refusal]:
    codes = {court.code for court in table}
    return [Refusal("courts.unknown", LAW, ("hosted",), (("code", code[:20]),)) for code in tops if code not in codes]


def _is_hosted(code: str, tops: tuple[str, ...], tree: CourtTree) -> bool:
    return code in tops or any(court.code in tops for court in tree.ancestors(code))


def _values(court: Court, *, hosted: bool) -> dict[str, object]:
    return {
        "name": court.name,
        "level": court.level.value,
        "parent": court.parent,
        "division_code": court.division_code,
        "valid_to": None if court.valid_to == date.max else court.valid_to,
        "hosted": hosted,
    }
