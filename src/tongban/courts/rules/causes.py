"""Causes of action (案由): the dated list as a tree, search, and a suggestion from plain facts.

The list in force on the day of intake applies, and the lowest level that fits is used (案由规定, notice on its use).
A suggestion binds nobody: it is shown with its reason and becomes the cause by a person's act (house.md, law 6).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tongban.courts.rules import tables
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

LAW = "民事案件案由规定"
LONGEST_QUERY = 60
_SEPARATORS = re.compile(r"[\s,，、。;；]+")


class PlainFact(StrEnum):
    """What a person can say of the dispute without knowing law."""

    MONEY_LENT = "money_lent"
    LENDER_IS_BANK = "lender_is_bank"
    LENDER_IS_MICROCREDIT = "lender_is_microcredit"
    ONLY_GUARANTOR_SUED = "only_guarantor_sued"
    GOODS_SOLD = "goods_sold"
    MONEY_GIVEN = "money_given"
    PAID_WITHOUT_GROUND = "paid_without_ground"

    @property
    def term(self) -> str:
        """The Chinese word."""
        return {
            "money_lent": "出借款项",
            "lender_is_bank": "出借人是经批准从事贷款业务的金融机构",
            "lender_is_microcredit": "出借人是小额贷款公司",
            "only_guarantor_sued": "只起诉保证人",
            "goods_sold": "买卖货物",
            "money_given": "赠与",
            "paid_without_ground": "没有法律根据的付款",
        }[self]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed cause with its reason; `others` also fit the facts, less closely."""

    cause: Cause
    article: str
    steps: tuple[Step, ...]
    others: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hint:
    cause: str
    needs: frozenset[PlainFact]
    excludes: frozenset[PlainFact]
    article: str


def causes_on(day: date) -> tuple[Cause, ...] | Refusal:
    """The list in force on `day`; refused for days before the first list of the table."""
    found = tuple(cause for cause in tables.causes() if cause.valid_from <= day <= cause.valid_to)
    return found or Refusal("causes.no_list", LAW, ("day",), (("day", day.isoformat()),))


def cause_on(code: str, day: date) -> Cause | Refusal:
    """The cause with this code on `day`, refused with `causes.unknown`."""
    for cause in tables.causes():
        if cause.code == code and cause.valid_from <= day <= cause.valid_to:
            return cause
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    return Refusal("causes.unknown", LAW, ("cause",), (("cause", code[:20]),))


def cause_name(code: str, day: date) -> str:
    """The name of a cause of action on `day`; its code when the list of that day has none."""
    found = cause_on(code, day)
    return found.name if isinstance(found, Cause) else code


def children(code: str, day: date) -> tuple[Cause, ...]:
    """The causes directly below `code`; those of the first level for ""."""
    listed = causes_on(day)
    return () if isinstance(listed, Refusal) else tuple(cause for cause in listed if cause.parent == code)


def path(cause: Cause, day: date) -> tuple[Cause, ...]:
    """From the first level down to `cause`."""
    line = [cause]
    while line[0].parent:
        above = cause_on(line[0].parent, day)
        if isinstance(above, Refusal):
            break
        line.insert(0, above)
    return tuple(line)


def check_cause(code: str, day: date) -> Cause | Refusal:
    """The cause if it may be used: it exists and nothing lower stands below it to choose from."""
    cause = cause_on(code, day)
    if isinstance(cause, Refusal):
        return cause
    lower = children(code, day)
    if lower:
        facts = (("cause", cause.name), ("lower", "、".join(c.name for c in lower[:6])))
        return Refusal("causes.lower_fits", LAW, ("cause",), facts)
    return cause


def search(text: str, day: date, *, limit: int = 20) -> tuple[Cause, ...] | Refusal:
    """Causes whose name holds every word of `text`, or whose pinyin initials hold it ("mjjd"); lower levels first.

    Order: whole name, start of name, anywhere; then the lowest level; then the order of the list.
    """
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    words = [word for word in _SEPARATORS.split(text[:LONGEST_QUERY].lower()) if word]
    if not words:
        return Refusal("causes.nothing_asked", LAW, ("query",))
    hits = []
    for place, cause in enumerate(listed):
        scores = [_score(word, cause) for word in words]
        if None not in scores:
            hits.append((max(score for score in scores if score is not None), -int(cause.level), place, cause))
    return tuple(cause for *_, cause in sorted(hits, key=lambda hit: hit[:3])[:limit])


def _score(word: str, cause: Cause) -> int | None:
    text = cause.initials if word.isascii() else cause.name
    if word not in text:
        return None
    return 0 if text in {word, word + "纠纷", word + "jf"} else 1 if text.startswith(word) else 2


def suggest(facts: Collection[PlainFact], day: date) -> Suggestion | Refusal:
    """The cause that fits the facts best: the lowest level first, then the row that uses most of the facts."""
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    given = frozenset(facts)
    names = {cause.name: cause for cause in listed}
    fitting = [hint for hint in _hints() if hint.cause in names and hint.needs <= given and not hint.excludes & given]
    if not fitting:
        return Refusal("causes.no_suggestion", LAW, ("facts",))
    fitting.sort(key=lambda hint: (-len(hint.needs), -int(names[hint.cause].level)))
    best, *rest = fitting
    used = "、".join(fact.term for fact in PlainFact if fact in best.needs)
    absent = "、".join(fact.term for fact in PlainFact if fact in best.excludes)
    steps = [step("causes.facts_used", best.article, facts=used, cause=best.cause)]
    if absent:
        steps.append(step("causes.facts_absent", best.article, facts=absent))
    above = "、".join(cause.name for cause in path(names[best.cause], day)[:-1])
    steps.append(step("causes.lowest_level", LAW, cause=best.cause, above=above))
    return Suggestion(names[best.cause], best.article, tuple(steps), tuple(names[hint.cause] for hint in rest))


@cache
def _hints() -> tuple[_Hint, ...]:
    return tuple(
        _Hint(
            row["cause"],
            frozenset(map(PlainFact, row["needs"].split())),
            frozenset(map(PlainFact, row["excludes"].split())),
            row["article"],
        )
        for row in tables.rows("cause_hints.csv")
    )
