"""A stack of scans is taken apart at its separator sheets (在线诉讼规则 11(3): the court may scan for a party).

A sheet carries a square code that names one item on a receipt, so that its scan finds case, person and name by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tongban.dossier.vocabulary import Cut, PartAct, PartStage, ScannedPage
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

SCANS = "在线诉讼规则 11(3)"
RULE = "house rule: scans are filed by their separator sheets"
FILES, REASON = 40, 200
"""Files of one stack, characters of a reason; house rules."""
_SHEET = "TONGBAN-ITEM:"

PART = Procedure(
    name="part",
    first=PartStage.WAITING,
    last=frozenset({PartStage.FILED, PartStage.DISCARDED}),
    moves=(
        Move(PartAct.FILE, PartStage.WAITING, PartStage.FILED, roles("clerk", "office"), SCANS),
        Move(PartAct.DISCARD, PartStage.WAITING, PartStage.DISCARDED, roles("clerk"), SCANS),
    ),
)


def code_of_sheet(item: UUID) -> str:
    """The words of the square code on the separator sheet of `item`."""
    return f"{_SHEET}{item.hex}"


def item_on_sheet(code: str) -> UUID | None:
    """The item that a square code names; None for any other code, which is a part of the paper."""
    if not code.startswith(_SHEET):
        return None
    try:
        return UUID(hex=code.removeprefix(_SHEET))
    except ValueError:
        return None


def split(pages: Sequence[ScannedPage]) -> list[Cut]:
    """The parts of a stack, in order. Sheets are left out, with the empty back that a duplex scanner makes of them.

    Pages before the first sheet are a part of no item; empty pages within a part stay, and are named. A sheet that no
    page follows gives a part without pages: somebody forgot to put the paper in.
    """
    found: list[tuple[UUID | None, list[ScannedPage]]] = []
    after_sheet = False
    for page in pages:
        item = item_on_sheet(page.code)
        if item is not None:
            found.append((item, []))
        elif not (page.blank and after_sheet):
            if not found:
                found.append((None, []))
            found[-1][1].append(page)
        after_sheet = item is not None
    return [
        Cut(item, tuple(p.number for p in held), tuple(place for place, p in enumerate(held, 1) if p.blank))
        for item, held in found
    ]


def check_discard(reason: str) -> list[Refusal]:
    """A part is not put aside without a word why."""
    if not reason.strip():
        return [Refusal("dossier.discard_reason", SCANS, ("reason",))]
    if len(reason.strip()) > REASON:
        return [Refusal("dossier.too_long", "house rule: lengths of answers", ("reason",), (("most", str(REASON)),))]
    return []
