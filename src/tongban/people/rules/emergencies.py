"""Who may take a colleague's function when nobody else is there, and for how long (house rule: break-glass)."""

from __future__ import annotations

from collections.abc import Collection

from tongban.kernel.refusal import Refusal
from tongban.people.rules.disputes import check_words
from tongban.people.vocabulary import STAFF_ROLES, Role

LAW = "house rule: functions taken in an emergency"
TAKEN = (Role.CLERK, Role.LIAISON, Role.JUDGE)
"""Functions that can be taken; nobody makes himself president, who looks everything over."""
MOST = 24
"""Hours at most."""


def may_take(role: str, hours: int, reason: str, *, held: Collection[str], taken: Collection[str]) -> list[Refusal]:
    """Everything that stands against it; `held`: the person's functions at that court, `taken`: those of them that are
    held in an emergency only. They make nobody a member of staff: else each could be followed by the next for ever.
    """
    found = []
    if not (set(held) - set(taken)) & STAFF_ROLES:
        found.append(Refusal("people.not_your_function", LAW))
    if role not in TAKEN:
        found.append(Refusal("people.emergency_role", LAW, ("role",)))
    if role in held:
        found.append(Refusal("people.emergency_held", LAW, ("role",)))
    if not 1 <= hours <= MOST:
        found.append(Refusal("people.emergency_hours", LAW, ("hours",), (("limit", str(MOST)),)))
    return [*found, *check_words(reason, "reason")]
