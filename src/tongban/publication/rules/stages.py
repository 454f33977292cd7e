"""The publication of a judgment as a table (文书上网规定 4, 7, 12, 16)."""

from __future__ import annotations

from tongban.kernel.moves import Move, Procedure, roles
from tongban.publication.vocabulary import Act, Stage

PUBLICATION = Procedure(
    name="publication",
    first=Stage.PROPOSED,
    last=frozenset({Stage.PUBLISHED, Stage.WITHHELD, Stage.WITHDRAWN}),
    moves=(
        Move(
            Act.PUBLISH,
            Stage.PROPOSED,
            Stage.PUBLISHED,
            roles("clerk", "judge"),
            "文书上网规定 3, 7",
            frozenset({"nothing_remains"}),
        ),
        Move(
            Act.WITHHOLD,
            Stage.PROPOSED,
            Stage.WITHHELD,
            roles("judge", "president"),
            "文书上网规定 4, 6, 12",
            frozenset({"ground_named"}),
        ),
        Move(
            Act.WITHDRAW,
            Stage.PUBLISHED,
            Stage.WITHDRAWN,
            roles("judge", "president"),
            "文书上网规定 16",
            frozenset({"ground_named"}),
        ),
    ),
)
