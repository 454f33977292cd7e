"""Giving case numbers without gaps, or at random where the rules say so, and noting which belong together."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from tongban.access.vocabulary import Layer
from tongban.cases.events import NumbersLinked
from tongban.cases.models import Case, DrawnSerial, NumberLink, Serial
from tongban.cases.queries.numbers import chain_around
from tongban.cases.vocabulary import CaseView
from tongban.courts.law import draw_serial, is_drawn, link, series_problems
from tongban.frame.acts import Recording, locked
from tongban.kernel.casenumber import CaseNumber, parse
from tongban.kernel.refusal import Refusal, Refused, require


def next_number(
    record: Recording,
    *,
    court: str,
    type_chars: str,
    year: int,
    special: str = "",
    chance: Callable[[int], int] = secrets.randbelow,
) -> str:
    """The next number of this court, type and year, in the transaction of the open act (案号规定 9).

    The row of the series stays locked until the act ends, so that an act that fails leaves no gap. The serials of
    criminal reviews are drawn by `chance` and never given twice (案号规定 10). Refused: a court or type that the tables
    of that year do not hold, or that do not fit together.
    """
    del record  # proves that an act is open; the allocation is recorded with the case
    require(series_problems(year=year, court=court, type_chars=type_chars, special=special))
    key = {"court": court, "special": special, "type_chars": type_chars, "year": year}
    rows = locked(Serial.objects.filter(**key))
    series = rows.first()
    if series is None:  # the first number of its series; another act may be at it, too
        Serial.objects.bulk_create([Serial(**key)], ignore_conflicts=True)
        series = rows.get()
    series.last += 1
    series.save(update_fields=["last"])
    serial = _drawn(series, chance) if is_drawn(type_chars) else series.last
    return str(CaseNumber(year=year, court=court, special=special, type_chars=type_chars, serial=serial))


def _drawn(series: Serial, chance: Callable[[int], int]) -> int:
    taken = DrawnSerial.objects.filter(series=series)
    serial = draw_serial(series.type_chars, chance, lambda drawn: taken.filter(serial=drawn).exists())
    if isinstance(serial, Refusal):
        raise Refused(serial)
    DrawnSerial.objects.create(series=series, serial=serial)
    return serial


def link_numbers(record: Recording, case: CaseView, *, earlier: str = "", later: str = "") -> None:
    """A step: note that the case follows the case `earlier`, or that the case `later` follows it.

    Refused: what does not read as a number, and what cannot follow in one dispute (courts/rules/chain.py).
    """
    ends = [parse(earlier or case.number), parse(later or case.number)]
    require([end for end in ends if isinstance(end, Refusal)])
    first, second = (end for end in ends if isinstance(end, CaseNumber))
    made = link(first, second)
    if isinstance(made, Refusal):
        raise Refused(made)
    numbers = {"earlier": str(made.earlier), "later": str(made.later)}
    if NumberLink.objects.filter(of_case__uid=case.uid, **numbers).exists():
        raise Refused(Refusal("case_number.link_twice", made.article, ("number",), tuple(numbers.items())))
    known = chain_around(case.number)
    # The other case may have noted the very same link: that is no circle.
    longer = known if made in known.links else known.add(made.earlier, made.later)
    if isinstance(longer, Refusal):
        raise Refused(longer)
    NumberLink.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        relation=made.relation,
        article=made.article,
        **numbers,
    )
    record(NumbersLinked(case=case.uid, relation=made.relation, **numbers), under=made.article, case=case.uid)
