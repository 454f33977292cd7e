"""Taking a state secret off the platform: two persons in two functions (在线诉讼规则 2(5); 审判流程信息公开规定 12).

Whoever finds it says so, and from that moment nobody sees it; a second person in another function has it erased, or
puts it back. One person alone can neither destroy evidence nor leave a secret lying.
"""

from __future__ import annotations

from uuid import UUID

from tongban.documents.rules.intake import SECRETS
from tongban.documents.vocabulary import RemovalAct, RemovalStage
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

FINDERS = roles("clerk", "judge", "president")
LONGEST_REASON = 200
"""Characters of a reason; a house rule: it says why, and tells nothing of the content."""
_SECOND = frozenset({"other_person", "other_function"})
REMOVAL = Procedure(
    name="removal",
    first=RemovalStage.ASKED,
    last=frozenset({RemovalStage.DONE, RemovalStage.REFUSED}),
    moves=(
        Move(RemovalAct.CONFIRM, RemovalStage.ASKED, RemovalStage.DONE, FINDERS, SECRETS, needs=_SECOND),
        Move(RemovalAct.REFUSE, RemovalStage.ASKED, RemovalStage.REFUSED, FINDERS, SECRETS, needs=_SECOND),
    ),
)


def may_ask(role: str, reason: str) -> list[Refusal]:
    """Everything that stands against it that somebody in this function has a document removed for this reason."""
    if role not in FINDERS:
        return [Refusal("removal.not_your_act", SECRETS, facts=(("by", "、".join(sorted(FINDERS))),))]
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return [Refusal("documents.removal_reason", SECRETS, ("reason",), (("most", str(LONGEST_REASON)),))]
    return []


def second_holds(*, asked_by: UUID, asked_role: str, by: UUID | None, role: str) -> dict[str, bool]:
    """Which conditions of the table hold for the second person."""
    return {"other_person": by is not None and by != asked_by, "other_function": role != asked_role}
