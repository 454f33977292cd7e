"""What befell a period, as it is typed: `2026-03-01..2026-04-15=appraisal`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from tongban.kernel.incidents import Incident, NewStart, Obstacle, Outage, Prolonged, Span, Travel
from tongban.kernel.periods import Approver, Unit
from tongban.kernel.refusal import Refusal

CPL_85 = "CPL 85"
SPAN = "2026-03-01..2026-04-15=appraisal"
EXTENSION = "6-month@2026-08-03=president"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
_EXTENSION = re.compile(r"(\d{1,4})-(\w+)@(.+)")
DAYS_MOST = 3660
"""House rule: nobody is on the road for more than ten years."""


@dataclass(frozen=True, slots=True)
class Befell:
    """What befell a period, each line as it is typed: `extend` 6-month@2026-08-03=president, the others as `SPAN`."""

    travel: str | None = None
    exclude: tuple[str, ...] = ()
    suspend: tuple[str, ...] = ()
    restart: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    restore: tuple[str, ...] = ()
    outage: tuple[str, ...] = ()


class Unclear(Exception):  # noqa: N818 - what was typed, not an error of the program
    """What was typed cannot be understood; carries the refusal that says how it is written."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


def _unclear(typed: str, field: str, form: str) -> Unclear:
    return Unclear(Refusal("period.option_unclear", CPL_85, (field,), (("typed", typed[:60]), ("form", form))))


def moment(text: str, field: str) -> date | datetime:
    """A day or a moment; raises `Unclear` with `period.no_such_day` for anything else."""
    try:
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unclear(Refusal("period.no_such_day", CPL_85, (field,), (("typed", text[:40]),)))


def day(text: str, field: str) -> date:
    """A day; a moment is taken for its day."""
    typed = moment(text, field)
    return typed.date() if isinstance(typed, datetime) else typed


def option(text: str, field: str, form: str) -> tuple[str, str]:
    """`NAME=VALUE`, both given."""
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise _unclear(text, field, form)
    return name, value


def incidents_of(befell: Befell) -> tuple[Incident, ...]:
    """Everything that is told about the period; raises `Unclear`."""
    found: list[Incident] = []
    if befell.travel is not None:
        if not re.fullmatch(r"\d{1,5}", befell.travel) or int(befell.travel) > DAYS_MOST:
            raise _unclear(befell.travel, "travel", "--travel 3")
        found.append(Travel(int(befell.travel)))
    for field in ("exclude", "suspend"):
        for text in getattr(befell, field):
            first, last, ground = _span(text, field, SPAN)
            found.append(Span(day(first, field), day(last, field), ground))
    for text in befell.restart:
        on, ground = option(text, "restart", "2026-03-01=limitation_interrupted")
        found.append(NewStart(day(on, "restart"), ground))
    found += [_extension(text) for text in befell.extend]
    for text in befell.restore:
        first, last, applied = _span(text, "restore", "2026-03-01..2026-03-20=2026-03-25")
        found.append(Obstacle(day(first, "restore"), day(last, "restore"), day(applied, "restore")))
    for text in befell.outage:
        first, last, record = _span(text, "outage", "2026-03-02T09:00..2026-03-02T18:00=RECORD")
        found.append(Outage(_hour(first), _hour(last), record))
    return tuple(found)


def _span(text: str, field: str, form: str) -> tuple[str, str, str]:
    days, value = option(text, field, form)
    first, dots, last = days.partition("..")
    if not dots:
        raise _unclear(text, field, form)
    return first, last, value


def _hour(text: str) -> datetime:
    typed = moment(text, "outage")
    return typed if isinstance(typed, datetime) else datetime.combine(typed, datetime.min.time())


def _extension(text: str) -> Prolonged:
    left, by = option(text, "extend", EXTENSION)
    parts = _EXTENSION.fullmatch(left)
    if not parts or parts[2] not in set(Unit) or by not in set(Approver):
        form = f"{EXTENSION} ({', '.join(Unit)}; {', '.join(Approver)})"
        raise _unclear(text, "extend", form)
    return Prolonged(int(parts[1]), Unit(parts[2]), Approver(by), day(parts[3], "extend"))
