"""Allocating case numbers without gaps (案号规定 9)."""

from __future__ import annotations

from tongban.cases.models import Serial
from tongban.frame.acts import Recording, locked
from tongban.kernel.casenumber import CaseNumber


def next_number(record: Recording, *, court: str, type_chars: str, year: int, special: str = "") -> str:
    """The next number of this court, type and year, in the transaction of the open act.

    The row of the series stays locked until the act ends, so that an act that fails leaves no gap.
    """
    del record  # proves that an act is open; the allocation is recorded with the case
    key = {"court": court, "special": special, "type_chars": type_chars, "year": year}
    rows = locked(Serial.objects.filter(**key))
    series = rows.first()
    if series is None:  # the first number of its series; another act may be at it, too
        Serial.objects.bulk_create([Serial(**key)], ignore_conflicts=True)
        series = rows.get()
    series.last += 1
    series.save(update_fields=["last"])
    return str(CaseNumber(year=year, court=court, special=special, type_chars=type_chars, serial=series.last))
