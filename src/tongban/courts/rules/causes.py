"""Causes of action (案由): the dated list as a tree, and whether a cause may be used.

The list in force on the day of intake applies, and the lowest level that fits is used (案由规定通知).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from tongban.courts.rules import tables
from tongban.courts.vocabulary import Cause
from tongban.kernel.refusal import Refusal

LAW = "民事案件案由规定"
LISTS = (
    (date(2021, 1, 1), "法〔2020〕346号"),
    (date(2011, 4, 1), "法〔2011〕41号"),
    (date(2008, 4, 1), "法发〔2008〕11号"),
)
"""Lists that are not shipped: the first day of each, the newest first, and the decision that made it."""
OLDEST = "法发〔2000〕26号"
NOTICE = "案由规定通知"
"""The notice on the use of the list, which came out with it."""
SHOWN = 6
"""How many lower causes a refusal names."""


@lru_cache(maxsize=16)
def _listed(day: date) -> dict[str, Cause]:
    return {cause.code: cause for cause in tables.causes() if cause.valid_from <= day <= cause.valid_to}


@lru_cache(maxsize=16)
def _below(day: date) -> dict[str, tuple[Cause, ...]]:
    found: dict[str, tuple[Cause, ...]] = {}
    for cause in _listed(day).values():
        found[cause.parent] = (*found.get(cause.parent, ()), cause)
    return found


def causes_on(day: date) -> tuple[Cause, ...] | Refusal:
    """The list in force on `day`; refused for days before the first list of the table, naming the list of that day."""
    found = tuple(_listed(day).values())
    if found:
        return found
    decision = next((name for first, name in LISTS if day >= first), OLDEST)
    return Refusal("causes.no_list", LAW, ("day",), (("day", day.isoformat()), ("list", decision)))


def cause_on(code: str, day: date) -> Cause | Refusal:
    """The cause with this code on `day`, refused with `causes.unknown`."""
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return listed
    found = _listed(day).get(code)
    return found or Refusal("causes.unknown", LAW, ("cause",), (("cause", code[:20]),))


def cause_name(code: str, day: date) -> str:
    """The name of a cause of action on `day`; its code when the list of that day has none."""
    found = cause_on(code, day)
    return found.name if isinstance(found, Cause) else code


def children(code: str, day: date) -> tuple[Cause, ...]:
    """The causes directly below `code`; those of the first level for ""."""
    return _below(day).get(code, ())


def path(cause: Cause, day: date) -> tuple[Cause, ...]:
    """From the first level down to `cause`."""
    line = [cause]
    while line[0].parent:
        above = cause_on(line[0].parent, day)
        if isinstance(above, Refusal):
            break
        line.insert(0, above)
    return tuple(line)


def check_cause(code: str, day: date, *, none_lower: bool = False) -> Cause | Refusal:
    """The cause if it may be used: it exists, and nothing lower fits.

    Whether a lower one fits is for people: with causes below, `none_lower` says that none of them does. A common sale
    is 买卖合同纠纷 although special kinds of sale stand below it (案由规定通知: the level above where the lower holds
    none).
    """
    cause = cause_on(code, day)
    if isinstance(cause, Refusal):
        return cause
    lower = children(code, day)
    if lower and not none_lower:
        facts = (("cause", cause.name), ("lower", names(lower)))
        return Refusal("causes.lower_fits", LAW, ("cause",), facts)
    return cause


def names(found: tuple[Cause, ...]) -> str:
    """The first few names, as a text."""
    return "、".join(cause.name for cause in found[:SHOWN]) + ("……" if len(found) > SHOWN else "")


def several_causes(
    codes: Sequence[str], day: date, *, none_lower: Collection[str] = ()
) -> tuple[Cause, ...] | tuple[Refusal, ...]:
    """The causes of a case in which several legal relations are in dispute, side by side in the order of the claims.

    `none_lower` names the codes below which nothing fits. All that is wrong comes at once: no cause, one twice, one
    that stands above another of the same case, and what `check_cause` refuses (案由规定通知).
    """
    if not codes:
        return (Refusal("causes.none_chosen", NOTICE, ("causes",)),)
    checked = [check_cause(code, day, none_lower=code in none_lower) for code in codes]
    refused = [found for found in checked if isinstance(found, Refusal)]
    chosen = [found for found in checked if isinstance(found, Cause)]
    for place, cause in enumerate(chosen):
        if cause in chosen[:place]:
            refused.append(Refusal("causes.twice", NOTICE, ("causes",), (("cause", cause.name),)))
        below = next((other for other in chosen if cause in path(other, day)[:-1]), None)
        if below:
            facts = (("cause", cause.name), ("lower", below.name))
            refused.append(Refusal("causes.one_above_another", NOTICE, ("causes",), facts))
    return tuple(refused) or tuple(chosen)


def causes_together(causes: Sequence[Cause]) -> str:
    """Several causes as a paper names them: 买卖合同、民间借贷纠纷."""
    if any(not cause.name.endswith("纠纷") for cause in causes):
        return "、".join(cause.name for cause in causes)
    return "、".join(cause.name.removesuffix("纠纷") for cause in causes) + "纠纷"
