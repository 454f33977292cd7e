"""The rules of visibility, once, as a table; `visible` and `visible_q` are two readings of it.

A row is seen in full when any of the conditions listed for its layer holds, masked when the layer has a masked form,
else hidden. A property test proves both readings equal on both databases. `visible_q` gives only rows seen in full, so
that a page that knows no masked form cannot show too much; who can mask asks for `masked` rows too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from tongban.access.vocabulary import Label, Layer, Sight, Viewer


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of being entitled: the same sentence for a label in hand and for rows in the database."""

    says: str
    holds: Callable[[Viewer, Label], bool]
    rows: Callable[[Viewer], Q]


ANYBODY = Condition("anybody", lambda v, x: _in_time(v, x), lambda v: _in_time_q(v))  # noqa: PLW0108 - named below
HOLDER = Condition(
    "the holder, or who represents the holder",
    lambda v, x: x.holder in v.persons and _in_time(v, x),
    lambda v: Q(holder__in=v.persons) & _in_time_q(v),
)
HOLDER_ALONE = Condition(
    "the holder alone",
    lambda v, x: x.holder is not None and x.holder == v.person and _in_time(v, x),
    lambda v: (Q(holder=v.person) if v.person else Q(pk__in=[])) & _in_time_q(v),
)
PARTY = Condition(
    "a party to the case, or who represents a party",
    lambda v, x: x.case in v.cases and _in_time(v, x),
    lambda v: Q(case__in=v.cases) & _in_time_q(v),
)
STAFF = Condition(
    "staff of the court",
    lambda v, x: x.court in v.courts,
    lambda v: Q(court__in=v.courts),
)
JUDGES = Condition(
    "the judges of the case",
    lambda v, x: x.case in v.panels,
    lambda v: Q(case__in=v.panels),
)

FULL: dict[Layer, tuple[Condition, ...]] = {
    Layer.PUBLIC: (ANYBODY, STAFF),
    Layer.PROCESS: (PARTY, STAFF),
    Layer.CASE: (PARTY, STAFF),
    Layer.HANDED_IN: (HOLDER, STAFF),
    Layer.OWN: (HOLDER_ALONE,),
    Layer.STAFF: (STAFF,),
    Layer.PANEL: (JUDGES,),
}
MASKED: frozenset[Layer] = frozenset({Layer.PROCESS})
"""Layers with a masked form for those who are not entitled."""


def visible(viewer: Viewer, label: Label) -> Sight:
    """What `viewer` gets of a row with `label`."""
    if any(condition.holds(viewer, label) for condition in FULL[label.layer]):
        return Sight.FULL
    return Sight.MASKED if label.layer in MASKED and ANYBODY.holds(viewer, label) else Sight.HIDDEN


def visible_q(viewer: Viewer, *, masked: bool = False) -> Q:
    """The rows that `viewer` sees in full: the start of every query (house.md, visibility).

    With `masked`, also those of which the viewer sees the masked form; the caller then asks `visible` for each row.
    """
    whole = Q(pk__in=[])
    for layer, conditions in FULL.items():
        entitled = Q(pk__in=[])
        for condition in (*conditions, ANYBODY) if masked and layer in MASKED else conditions:
            entitled |= condition.rows(viewer)
        whole |= Q(layer=layer) & entitled
    return whole


def _in_time(viewer: Viewer, label: Label) -> bool:
    return label.until is None or viewer.now < label.until


def _in_time_q(viewer: Viewer) -> Q:
    return Q(until__isnull=True) | Q(until__gt=viewer.now)
