"""What a president looks at in the access log: reads that no task explains, and many cases read in one hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from tongban.access.log import Read
from tongban.kernel.terms import Term

MANY = 30
"""Cases that one person opens in one hour before it is told; a house rule."""


class Oddity(Term):
    """Why a person's reads are told."""

    NO_TASK = "no_task", "无承办关系的查阅"
    MANY = "many", "大量查阅"


@dataclass(frozen=True, slots=True)
class Odd:
    """Reads that are told. `cases`: whose files were read; `last`: when it was last."""

    oddity: Oddity
    person: str
    roles: tuple[str, ...]
    cases: tuple[str, ...]
    reads: int
    last: str


def odd_reads(
    reads: Iterable[Read],
    court: str,
    acted: Collection[tuple[str, str]],
    counter: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> list[Odd]:
    """The oddities among the reads of the cases of `court` by its staff, the latest first.

    A read has its task when the reader tries or keeps the case, or has done an act in it: `acted` (person, case).
    `counter`: who works at its counter, with the functions; beside persons they read cases of any court, and whether
    those persons were there, the log cannot tell.
    """
    loose: dict[str, list[Read]] = defaultdict(list)
    hourly: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for read in reads:
        if read.case and read.helper in counter:
            beside = replace(read, person=read.helper, roles=counter[read.helper])
            hourly[(beside.person, beside.at[:13])].append(beside)
        elif read.court == court and read.case and read.roles not in {("party",), ("witness",)}:
            hourly[(read.person, read.at[:13])].append(read)
            if not read.tied and (read.person, read.case) not in acted:
                loose[read.person].append(read)
    many = [found for found in hourly.values() if len({read.case for read in found}) >= MANY]
    told = [_odd(Oddity.NO_TASK, found) for found in loose.values()] + [_odd(Oddity.MANY, found) for found in many]
    return sorted(told, key=lambda odd: odd.last, reverse=True)


def _odd(oddity: Oddity, reads: list[Read]) -> Odd:
    last = reads[-1]
    cases = tuple(dict.fromkeys(read.case for read in reads))
    return Odd(oddity, last.person, last.roles, cases, len(reads), last.at)
