"""An agent named by word in court (民诉法解释 89(2)): when the law lets it happen, and what the record says.

在适用简易程序审理的案件中，双方当事人同时到庭并径行开庭审理的，可以当场口头委托诉讼代理人，由人民法院记入笔录。
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from tongban.cases.vocabulary import PartyView, Side, Track
from tongban.cases.vocabulary.agents import AuthorityView, Power
from tongban.kernel.refusal import Refusal

LAW = "SI 89(2)"
SIMPLE = frozenset({Track.SIMPLIFIED, Track.SMALL_CLAIMS})
"""Small claims are tried by the rules of the simplified procedure where they have none of their own (CPL 165)."""


def may_name_by_word(
    *, track: Track, parties: Sequence[PartyView], present: Collection[UUID], party: UUID, at_once: bool
) -> list[Refusal]:
    """Everything that stands against it that `party` names an agent by word now.

    `present`: the parties in the room, in person; `at_once`: the court hears the case as they came, which is a finding
    of whoever acts.
    """
    found = []
    if track not in SIMPLE:
        found.append(Refusal("hearings.by_word_in_simplified_only", LAW))
    sides = {p.side for p in parties if p.uid in present}
    if not {Side.PLAINTIFF, Side.DEFENDANT} <= sides:
        found.append(Refusal("hearings.both_sides_must_be_here", LAW, ("party",)))
    elif party not in present:
        found.append(Refusal("hearings.party_not_in_the_room", LAW, ("party",)))
    if not at_once:
        found.append(Refusal("hearings.not_heard_at_once", LAW, ("at_once",)))
    return found


def words_of_record(party: PartyView, authority: AuthorityView) -> str:
    """The line of the record: who names whom, and which special powers; what is not named is not given (SI 89(1))."""
    powers = "、".join(power.term for power in Power if power in authority.powers)
    scope = f"特别授权，代理权限为：{powers}" if powers else "一般授权"
    whose = f"{authority.kind.term}，{authority.firm}" if authority.firm else authority.kind.term
    return f"{party.name}当场口头委托{authority.name}（{whose}）为本案诉讼代理人，{scope}。"
