"""What must be known of a decision of the court above before it is recorded here (CPL 158, 178, 182)."""

from __future__ import annotations

from datetime import date

from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.refusal import Refusal

LAW = "CPL 182"


def check_result(number: str, dated: date | None, effective: date | None, *, today: date) -> list[Refusal]:
    """The number of the appeal, the day of the decision and the day from which it binds: everything that is missing or
    cannot be. `effective`: the day on which the last party was served with it.
    """
    read = parse(number)
    found: list[Refusal] = []
    if not isinstance(read, CaseNumber) or "终" not in read.type_chars:
        found.append(Refusal("turns.result_number", LAW, ("number",), (("typed", number[:40]),)))
    for name, day in (("dated", dated), ("effective", effective)):
        if day is None:
            found.append(Refusal("turns.result_day_missing", LAW, (name,)))
        elif day > today:
            found.append(Refusal("turns.result_day_ahead", LAW, (name,)))
    if dated and effective and effective < dated:
        found.append(Refusal("turns.result_before_itself", LAW, ("effective",)))
    return found
