"""What the court takes at the counter, and where it goes from there (CPL 69; 证据规定 11).

The court gives a receipt that names each thing, its pages and copies, whether it is an original, and the time. A party
that wants to keep an original leaves a copy that the court compared; what stays is returned against a signature.
"""

from __future__ import annotations

from collections.abc import Sequence

from tongban.dossier.vocabulary import Handed, ItemAct, ItemForm, ItemStage
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

RECEIPT = "CPL 69"
CUSTODY = "证据规定 11"
NAME, PLACE, MOST, COUNT = 60, 80, 40, 9999
"""Characters of a name and of a place, things on one receipt, pages or copies of one thing; house rules."""

REGISTRY = roles("clerk", "judge")
ITEM = Procedure(
    name="item",
    first=ItemStage.HELD,
    last=frozenset({ItemStage.HELD, ItemStage.RETURNED}),
    moves=(
        Move(ItemAct.MOVE, ItemStage.HELD, ItemStage.HELD, REGISTRY, CUSTODY),
        Move(ItemAct.LEND, ItemStage.HELD, ItemStage.LENT, REGISTRY, CUSTODY),
        Move(ItemAct.TAKE_BACK, ItemStage.LENT, ItemStage.HELD, REGISTRY, CUSTODY),
        Move(ItemAct.RETURN, ItemStage.HELD, ItemStage.RETURNED, REGISTRY, CUSTODY),
    ),
)
LEAVES = frozenset({ItemAct.LEND, ItemAct.RETURN})
"""Acts by which an item leaves the registry: somebody takes it, and signs."""


def check_handed(items: Sequence[Handed], place: str) -> list[Refusal]:
    """Everything that the receipt would lack; `fields` are "title-2" and the like, by the line of the form from 1."""
    found = [] if items else [Refusal("dossier.nothing_handed_over", RECEIPT, ("title-1",))]
    if len(items) > MOST:
        found.append(
            Refusal("dossier.too_many_items", "house rule: lengths of answers", ("title-1",), (("most", str(MOST)),))
        )
    for line, item in enumerate(items, 1):
        if not item.title.strip():
            found.append(Refusal("dossier.title_missing", RECEIPT, (f"title-{line}",), (("line", str(line)),)))
        found += _long(f"title-{line}", item.title, NAME)
        if item.form not in set(ItemForm):
            found.append(Refusal("dossier.form_missing", RECEIPT, (f"form-{line}",), (("line", str(line)),)))
        least = 0 if item.form == ItemForm.OBJECT else 1
        if not (least <= item.pages <= COUNT and 1 <= item.copies <= COUNT):
            facts = (("line", str(line)), ("most", str(COUNT)))
            found.append(Refusal("dossier.count_wrong", RECEIPT, (f"pages-{line}",), facts))
    return [*found, *check_place(place)]


def check_place(place: str) -> list[Refusal]:
    """An item lies somewhere, and the next clerk must find it."""
    if not place.strip():
        return [Refusal("dossier.place_missing", CUSTODY, ("place",))]
    return _long("place", place, PLACE)


def check_step(act: ItemAct, *, place: str, who: str, signed: str) -> list[Refusal]:
    """What a step of the chain must say: who takes the item and how that person signed, or where it lies."""
    if act not in LEAVES:
        return check_place(place)
    found = []
    if not who.strip():
        found.append(Refusal("dossier.taker_missing", CUSTODY, ("who",)))
    if not signed.strip():
        found.append(Refusal("dossier.signature_missing", CUSTODY, ("signed",)))
    return [*found, *_long("who", who, NAME), *_long("signed", signed, PLACE)]


def _long(name: str, text: str, most: int) -> list[Refusal]:
    if len(text.strip()) <= most:
        return []
    return [Refusal("dossier.too_long", "house rule: lengths of answers", (name,), (("most", str(most)),))]
