"""The rules of visibility, once, as a table; `visible` and `visible_q` are two readings of it.

A row is seen in full when any of the conditions listed for its layer holds, masked when the layer has a masked form,
else hidden. A property test proves both readings equal on both databases. `visible_q` gives only rows seen in full, so
that a page that knows no masked form cannot show too much; who can mask asks for `masked` rows too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from tongban.access.functions import NEEDS, Need, Reach
from tongban.access.vocabulary import Label, Layer, Sight, Viewer


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of being entitled: the same sentence for a label in hand and for rows in the database.

    `can_hold` is false for a viewer of whom no row could ever hold: the database is then not asked for it. `lasting`:
    it outlives the label's `until`.
    """

    says: str
    holds: Callable[[Viewer, Label], bool]
    rows: Callable[[Viewer], Q]
    can_hold: Callable[[Viewer], object] = lambda _viewer: True
    lasting: bool = False


ANYBODY = Condition("anybody", lambda _v, _x: True, lambda _v: Q())
HOLDER = Condition(
    "the holder, or who represents the holder",
    lambda v, x: x.holder in v.persons,
    lambda v: Q(holder__in=v.persons),
    lambda v: v.persons,
)
HOLDER_ALONE = Condition(
    "the holder alone",
    lambda v, x: x.holder is not None and x.holder == v.person,
    lambda v: Q(holder=v.person),
    lambda v: v.person,
)
PARTY = Condition(
    "a party to the case, or who represents a party",
    lambda v, x: x.case in v.cases,
    lambda v: Q(case__in=v.cases),
    lambda v: v.cases,
)
TRIES = Condition(
    "the judges of the case",
    lambda v, x: x.case in v.panels,
    lambda v: Q(case__in=v.panels),
    lambda v: v.panels,
    lasting=True,
)
KEEPS = Condition(
    "the clerk of the case",
    lambda v, x: x.case in v.kept,
    lambda v: Q(case__in=v.kept),
    lambda v: v.kept,
    lasting=True,
)


def _at_court(role: str) -> Condition:
    """Who holds `role` at the court whose row it is."""
    return Condition(
        f"{role} of the court",
        lambda v, x: (role, x.court) in v.roles,
        lambda v: Q(court__in=v.courts_as(role)),
        lambda v: v.courts_as(role),
        lasting=True,
    )


_OWN_CASES = {"judge": TRIES, "clerk": KEEPS}
BY_FUNCTION: dict[Need, Condition] = {
    need: _OWN_CASES[need.role] if need.reach is Reach.OWN_CASES else _at_court(need.role) for need in NEEDS
}
OTHERS: dict[Layer, tuple[Condition, ...]] = {
    Layer.PUBLIC: (ANYBODY,),
    Layer.PROCESS: (PARTY,),
    Layer.CASE: (PARTY,),
    Layer.ERRAND: (HOLDER,),
    Layer.HANDED_IN: (HOLDER,),
    Layer.OWN: (HOLDER_ALONE,),
    Layer.STAFF: (),
    Layer.SEALED: (HOLDER,),
    Layer.PANEL: (),
}
"""Who is entitled without a function at a court."""
FULL: dict[Layer, tuple[Condition, ...]] = {
    layer: (*others, *(condition for need, condition in BY_FUNCTION.items() if layer in need.layers))
    for layer, others in OTHERS.items()
}
MASKED: frozenset[Layer] = frozenset({Layer.PROCESS})
"""Layers with a masked form for those who are not entitled."""


def visible(viewer: Viewer, label: Label) -> Sight:
    """What `viewer` gets of a row with `label`."""
    if any(_entitled(viewer, label, condition) for condition in FULL[label.layer]):
        return Sight.FULL
    return Sight.MASKED if label.layer in MASKED and _entitled(viewer, label, ANYBODY) else Sight.HIDDEN


def visible_q(viewer: Viewer, *, masked: bool = False) -> Q:
    """The rows that `viewer` sees in full: the start of every query (house.md, visibility).

    With `masked`, also those of which the viewer sees the masked form; the caller then asks `visible` for each row.
    Every page asks this many times, so each condition is written once, for all its layers, and the time once for all.
    """
    entitled: dict[Condition, list[Layer]] = {}
    for layer, conditions in FULL.items():
        for condition in (*conditions, ANYBODY) if masked and layer in MASKED else conditions:
            if condition.can_hold(viewer):
                entitled.setdefault(condition, []).append(layer)
    lasting = [_rows(c, layers, viewer) for c, layers in entitled.items() if c.lasting]
    passing = [_rows(c, layers, viewer) for c, layers in entitled.items() if not c.lasting]
    in_time = Q(until__isnull=True) | Q(until__gt=viewer.now)
    return reduce(or_, [*lasting, reduce(or_, passing) & in_time])


def _rows(condition: Condition, layers: list[Layer], viewer: Viewer) -> Q:
    return Q(layer__in=layers) & condition.rows(viewer)


def _entitled(viewer: Viewer, label: Label, condition: Condition) -> bool:
    in_time = label.until is None or viewer.now < label.until
    return condition.holds(viewer, label) and (condition.lasting or in_time)
