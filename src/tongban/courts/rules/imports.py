"""Whether a table of courts is fit to be taken in (法〔2015〕137号 4-6): codes unique, parents above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tongban.courts.vocabulary import Court, CourtLevel
from tongban.kernel.refusal import Refusal

LAW = "法〔2015〕137号 4-6"


def table_problems(courts: Iterable[Court], known_codes: frozenset[str] = frozenset()) -> list[Refusal]:
    """Everything wrong with the table at once: double rows, unknown parents, parents not above, ends before starts."""
    rows = list(courts)
    levels = {court.code: court.level for court in rows}
    twice = [code for (code, _), times in Counter((c.code, c.valid_from) for c in rows).items() if times > 1]
    found = [Refusal("courts.code_twice", LAW, ("code",), (("code", code),)) for code in twice]
    for court in rows:
        fact = (("code", court.code), ("parent", court.parent))
        if court.valid_to < court.valid_from:
            found.append(Refusal("courts.ends_before_start", LAW, ("valid_to",), fact[:1]))
        if not court.parent:
            if court.level is not CourtLevel.SUPREME:
                found.append(Refusal("courts.parent_missing", LAW, ("parent",), fact[:1]))
        elif court.parent not in levels and court.parent not in known_codes:
            found.append(Refusal("courts.parent_unknown", LAW, ("parent",), fact))
        elif not _above(levels.get(court.parent, CourtLevel.SUPREME), court) or court.parent == court.code:
            found.append(Refusal("courts.parent_below", LAW, ("parent",), fact))
    return found


def _above(parent: CourtLevel, court: Court) -> bool:
    """True for a higher level, or the same one above basic: branches of a high or the supreme court stand between."""
    return parent.rank < court.level.rank or (parent is court.level and parent is not CourtLevel.BASIC)
