"""Who is there when a hearing is opened, and whether each agent may act (CPL 65, 140; SI 89, 234)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.cases.law import in_person
from tongban.cases.vocabulary import PartyView
from tongban.cases.vocabulary.agents import AuthorityView, Power
from tongban.hearings.vocabulary import HearingView, Mode, Place
from tongban.kernel.refusal import Refusal

LAW = "CPL 140"
AGREED = "在线诉讼规则 4(2)"
CHECKED = "在线诉讼规则 7(3)"


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


@dataclass(frozen=True, slots=True)
class Online:
    """Who is to take part over the platform: `agreed`: the party said yes to hearings online; `checked`: freshly."""

    name: str
    agreed: bool
    checked: bool


def check_online(online: Collection[Online], *, twice: Collection[str] = ()) -> list[Refusal]:
    """What keeps each from taking part online: no consent of the party, no fresh check of the identity.

    `twice`: names of those said to be in the room as well.
    """
    unwilling = [one.name for one in online if not one.agreed]
    unknown = [one.name for one in online if not one.checked]
    return [
        *(Refusal("hearings.room_or_online", LAW, ("online",), (("who", name),)) for name in twice),
        *(Refusal("hearings.online_not_agreed", AGREED, ("online",), (("who", name),)) for name in unwilling),
        *(Refusal("hearings.online_unchecked", CHECKED, ("online",), (("who", name),)) for name in unknown),
    ]


def mode_of(places: Collection[Place]) -> Mode:
    """How the hearing takes place, by where those who came take part (在线诉讼规则 4(2)(iii))."""
    if Place.ONLINE not in places:
        return Mode.COURTROOM
    return Mode.HYBRID if Place.ROOM in places else Mode.ONLINE


def attended(
    hearing: HearingView, parties: Sequence[PartyView], agents: Sequence[AuthorityView]
) -> list[dict[str, Any]]:
    """Each party with its agents who came: role, name, and what is noted, as how the identity was checked.

    `away`: "absent", or "represented" when only an agent came.
    """
    found: list[dict[str, Any]] = []
    for party in parties:
        came = [one for one in agents if hearing.agents.get(one.uid) == party.uid]
        line: dict[str, Any] = {"role": party.side.term, "name": party.name}
        if party.uid not in hearing.present:
            note = "本人未到庭，由代理人到庭" if came else "经传票传唤未到庭"
            note += "，已提交书面意见" if party.uid in hearing.written else ""
            line |= {"away": "represented" if came else "absent", "note": note}
        else:
            line |= _noted(_seen(hearing, party.uid))
        agents_came = (_agent(one, f"{party.side.term}{party.name}", _seen(hearing, one.uid)) for one in came)
        found += [line, *agents_came]
    return found


def _agent(one: AuthorityView, party: str, seen: str) -> dict[str, Any]:
    line = {"role": f"{party}的{one.kind.role}", "name": one.name}
    if one.scope is None:
        return line | _noted(seen)
    powers = "、".join(power.term for power in Power if power in one.powers)
    return line | _noted(f"{one.kind.term}，{one.scope.term}" + (f"：{powers}" if powers else ""), seen)


def _noted(*parts: str) -> dict[str, str]:
    return {"note": "；".join(filter(None, parts))} if any(parts) else {}


def _seen(hearing: HearingView, uid: UUID) -> str:
    """How the identity was checked; empty for who was named while the hearing went on."""
    seen = hearing.identity.get(uid)
    if seen is None:
        return ""
    way = f"身份已核验：{seen.method.term}" if seen.method else "身份证件已核对"
    return f"{seen.place.term}，{way}"
