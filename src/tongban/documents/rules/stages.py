"""The life of a paper as a table."""

from __future__ import annotations

from tongban.documents.vocabulary import PaperAct, Stage
from tongban.kernel.moves import Move, Procedure, roles

SIGNERS = roles("judge", "clerk", "president", "office")
"""Who may put a signature on a court's paper; the office clock seals notices under a standing rule."""

PAPER = Procedure(
    name="paper",
    first=Stage.ORDERED,
    last=frozenset({Stage.RENDERED, Stage.SIGNED}),
    moves=(
        Move(PaperAct.RENDER, Stage.ORDERED, Stage.RENDERED, roles("office"), "OLR 35"),
        Move(PaperAct.COUNTERSIGN, Stage.RENDERED, Stage.RENDERED, SIGNERS, "电子签名法 13"),
        Move(PaperAct.SIGN, Stage.RENDERED, Stage.SIGNED, SIGNERS, "电子签名法 13"),
    ),
)
"""A signed paper has no move: a correction is another paper (CPL 157(7))."""
