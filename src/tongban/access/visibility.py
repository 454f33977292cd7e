"""The rules of visibility, once, as a table; `visible` and `visible_q` are two readings of it.

A row is seen in full when any of the conditions listed for its layer holds, masked when the layer has a masked form,
else hidden. A property test proves both readings equal on both databases. `visible_q` gives only rows seen in full, so
that a page that knows no masked form cannot show too much; who can mask asks for `masked` rows too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tongban.access.functions import NEEDS, Need, Reach
from tongban.access.rows import Entitled, Rows
from tongban.access.vocabulary import Label, Layer, Sight, Viewer

Values = Collection[object]


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of being entitled: the label's `column` is one of the `values` that the viewer brings.

    Without a column it holds for anybody. `lasting`: it outlives the label's `until`; `caseless`: for rows of no case.
    """

    says: str
    column: str
    values: Callable[[Viewer], Values] = lambda _viewer: ()
    lasting: bool = False
    caseless: bool = False

    def holds(self, viewer: Viewer, label: Label) -> bool:
        """Whether the viewer is entitled in this way to the row with this label."""
        if not self.lasting and label.until is not None and viewer.now >= label.until:
            return False
        if self.caseless and label.case is not None:
            return False
        return not self.column or getattr(label, self.column) in self.values(viewer)


ANYBODY = Condition("anybody", "")
HOLDER = Condition("the holder, or who represents the holder", "holder", lambda v: v.persons)
HOLDER_ALONE = Condition("the holder alone", "holder", lambda v: (v.person,) if v.person else ())
REPRESENTED = Condition("who acts for the holder in the case", "held_in_case", lambda v: v.acting)
TESTIFYING = Condition("the holder, while testifying in the case", "held_in_case", lambda v: v.testifying)
PARTY = Condition("a party to the case, or who represents a party", "case", lambda v: v.cases)
MEDIATOR = Condition("the mediator of the case, while mediating", "case", lambda v: v.mediating)
# The court does not look over the wall from a party's side either: at a counter, nothing of it is shown.
AT_THE_TABLE = Condition(
    "a party to the case, or who represents one, without staff of a court beside",
    "case",
    lambda v: () if v.beside_staff else v.cases,
)
OWN_SIDE = Condition(
    "the party who holds it, or who represents it, without staff of a court beside",
    "holder",
    lambda v: () if v.beside_staff else v.sides,
)
_OWN_CASES = {
    "judge": Condition("the judges of the case", "case", lambda v: v.panels, lasting=True),
    "clerk": Condition("the clerk of the case", "case", lambda v: v.kept, lasting=True),
}
OPENED = Condition("who has stated a task in the case", "case", lambda v: v.opened, lasting=True)


def _condition(need: Need) -> Condition:
    match need.reach:
        case Reach.OWN_CASES:
            return _OWN_CASES[need.role]
        case Reach.OPENED:
            return OPENED
        case Reach.NOBODYS:
            says = f"who holds the function {need.role} at any court, of rows of no case and no court"
            return Condition(
                says, "court", lambda v: ("",) if v.has_role(need.role) else (), lasting=True, caseless=True
            )
    caseless = need.reach is Reach.OFFICE
    says = f"who holds the function {need.role} at the court" + (", of rows of no case" if caseless else "")
    return Condition(says, "court", lambda v: v.courts_as(need.role), lasting=True, caseless=caseless)


BY_FUNCTION: dict[Need, Condition] = {need: _condition(need) for need in NEEDS}
OTHERS: dict[Layer, tuple[Condition, ...]] = {
    Layer.PUBLIC: (ANYBODY,),
    Layer.PROCESS: (PARTY,),
    Layer.CASE: (PARTY,),
    Layer.ERRAND: (HOLDER,),
    Layer.HANDED_IN: (HOLDER,),
    Layer.COUNTER: (HOLDER,),
    Layer.OWN: (HOLDER_ALONE,),
    Layer.WITNESS: (HOLDER_ALONE, PARTY),
    Layer.STAND: (TESTIFYING,),
    Layer.STAFF: (),
    Layer.SEALED: (HOLDER, REPRESENTED),
    Layer.MEDIATION: (AT_THE_TABLE, MEDIATOR),
    Layer.CAUCUS: (OWN_SIDE, MEDIATOR),
    Layer.PANEL: (),
    Layer.HELPLINE: (HOLDER,),
    Layer.COMPLAINT: (HOLDER_ALONE,),
    Layer.REMOVED: (),
}
"""Who is entitled without a function at a court."""
FULL: dict[Layer, tuple[Condition, ...]] = {
    layer: (*others, *(condition for need, condition in BY_FUNCTION.items() if layer in need.layers))
    for layer, others in OTHERS.items()
}
MASKED: frozenset[Layer] = frozenset({Layer.PROCESS})
"""Layers with a masked form for those who are not entitled."""


def _layers(*, masked: bool) -> dict[Condition, tuple[str, ...]]:
    ways = [(way, layer) for layer, conditions in FULL.items() for way in conditions]
    ways += [(ANYBODY, layer) for layer in MASKED] if masked else []
    return {way: tuple(layer.value for one, layer in ways if one is way) for way, _layer in ways}


_LAYERS = {masked: _layers(masked=masked) for masked in (False, True)}
"""The same table by condition."""


def visible(viewer: Viewer, label: Label) -> Sight:
    """What `viewer` gets of a row with `label`."""
    if any(condition.holds(viewer, label) for condition in FULL[label.layer]):
        return Sight.FULL
    return Sight.MASKED if label.layer in MASKED and ANYBODY.holds(viewer, label) else Sight.HIDDEN


def visible_q(viewer: Viewer, *, masked: bool = False) -> Rows:
    """The rows that `viewer` sees in full: the start of every query (house.md, visibility).

    With `masked`, also those of which the viewer sees the masked form; the caller then asks `visible` for each row.
    Every page asks this many times: what was worked out for a viewer is kept with it.
    """
    if masked not in viewer.worked_out:
        viewer.worked_out[masked] = _rows(viewer, masked=masked)
    found: Rows = viewer.worked_out[masked]
    return found


def _rows(viewer: Viewer, *, masked: bool) -> Rows:
    """Each condition once, for all its layers, and only when the viewer brings something that a row could have."""
    found = []
    for condition, layers in _LAYERS[masked].items():
        values = tuple(condition.values(viewer))
        if values or not condition.column:
            lasting, caseless = condition.lasting, condition.caseless
            found.append(Entitled(layers, condition.column, values, lasting=lasting, caseless=caseless))
    return Rows(tuple(found), viewer.now)
