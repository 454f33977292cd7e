"""Who is there when a hearing is opened, and whether each agent may act (CPL 65, 140; SI 89, 234)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tongban.cases.law import in_person
from tongban.cases.vocabulary import PartyView
from tongban.cases.vocabulary.agents import AuthorityView, Power
from tongban.hearings.vocabulary import HearingView
from tongban.kernel.refusal import Refusal

LAW = "CPL 140"


def check_attendance(
    parties: Sequence[PartyView],
    agents: Sequence[AuthorityView],
    *,
    here: Collection[UUID],
    written: Collection[UUID],
    cause: str,
    today: date,
) -> list[Refusal]:
    """What keeps the hearing from being opened with those who are `here`: parties, and agents by their authorities.

    Each agent's authority was accepted and has not ended. Where the cause asks for the party itself, an entrusted agent
    is not enough, unless the party handed in its will in writing (`written`) because it cannot come.
    """
    came = [one for one in agents if one.uid in here]
    if not came and not any(party.uid in here for party in parties):
        return [Refusal("hearings.nobody_present", LAW, ("present",))]
    found = [
        Refusal("hearings.agent_without_authority", "CPL 62(1); SI 89(1)", ("present",), (("agent", one.name),))
        for one in came
        if not one.holds(today)
    ]
    own = in_person(cause)
    if own is None:
        return found
    by_law = {one.party for one in came if one.kind.by_law}
    alone = {one.party for one in came} - by_law - set(here) - set(written)
    return found + [
        Refusal("hearings.party_comes_itself", own.law, ("present",), (("party", party.name),))
        for party in parties
        if party.uid in alone
    ]


def attended(
    hearing: HearingView, parties: Sequence[PartyView], agents: Sequence[AuthorityView]
) -> list[dict[str, Any]]:
    """Each party with its agents who came: role, name, and what is noted.

    `away`: "absent", or "represented" when only an agent came.
    """
    found: list[dict[str, Any]] = []
    for party in parties:
        came = [one for one in agents if one.party == party.uid and one.uid in hearing.agents]
        line: dict[str, Any] = {"role": party.side.term, "name": party.name}
        if party.uid not in hearing.present:
            note = "本人未到庭，由代理人到庭" if came else "经传票传唤未到庭"
            note += "，已提交书面意见" if party.uid in hearing.written else ""
            line |= {"away": "represented" if came else "absent", "note": note}
        found += [line, *(_agent(one, f"{party.side.term}{party.name}") for one in came)]
    return found


def _agent(one: AuthorityView, party: str) -> dict[str, Any]:
    line = {"role": f"{party}的{one.kind.role}", "name": one.name}
    if one.scope is None:
        return line
    powers = "、".join(power.term for power in Power if power in one.powers)
    return line | {"note": f"{one.kind.term}，{one.scope.term}" + (f"：{powers}" if powers else "")}
