"""Is a case tried in public: CPL 137. The judge of the case decides; the judgment is pronounced in public (CPL 151)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.vocabulary import Act, CaseView, ClosedGround, Openness, OpennessAct
from tongban.kernel.moves import Move, Procedure, roles

OPENNESS = Procedure(
    name="openness",
    first=Openness.PUBLIC,
    last=frozenset({Openness.PUBLIC, Openness.CLOSED}),
    moves=(
        Move(
            OpennessAct.CLOSE,
            Openness.PUBLIC,
            Openness.CLOSED,
            roles("judge"),
            "CPL 137",
            needs=frozenset({"ground_named", "asked_for", "not_heard"}),
        ),
    ),
)
"""What was tried in public was heard by all: it cannot be closed afterwards."""
LONGEST_REASONS = 400
"""Characters of the reasons; a house rule."""
_UNTIL_HEARD = (Act.OFFER_MEDIATION, Act.AUDIT_EXHIBIT)
"""One of these is open from the registration of the case to the end of its hearing, by the table of its track."""


def ground_named(ground: str) -> ClosedGround | None:
    """The ground with this code; None when the law knows none."""
    return ClosedGround(ground) if ground in set(ClosedGround) else None


def closing_holds(case: CaseView, ground: ClosedGround | None, asked_by: UUID | None) -> dict[str, bool]:
    """Which conditions of the table hold: a ground; a party's request where it needs one; the debate is not over."""
    asked = asked_by is not None and any(party.uid == asked_by for party in case.parties)
    return {
        "ground_named": ground is not None,
        "asked_for": ground is None or asked or not ground.on_request,
        "not_heard": any(TRACKS[case.track].allows(case.stage, act) for act in _UNTIL_HEARD),
    }
