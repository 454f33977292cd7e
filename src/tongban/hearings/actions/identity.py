"""Who takes part in a hearing is looked at anew: in the room by the clerk, online by a check (在线诉讼规则 7(3))."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from tongban.cases.queries import consents_of
from tongban.cases.vocabulary import CaseView, Choice, Step
from tongban.cases.vocabulary.agents import AuthorityView
from tongban.frame.acts import Recording
from tongban.hearings.events import HearingOpened
from tongban.hearings.rules.attendance import Online, check_online
from tongban.hearings.vocabulary import Place, Seen
from tongban.kernel.refusal import require
from tongban.people.queries import fresh_check
from tongban.people.vocabulary import ProofMethod, ProofView


def identities(
    record: Recording,
    case: CaseView,
    agents: Sequence[AuthorityView],
    *,
    room: Collection[UUID],
    online: Collection[UUID],
) -> tuple[dict[UUID, Seen], tuple[UUID, ...]]:
    """A step: how each who takes part was checked, by uid of the party or the authority; and which checks these were.

    Refused: who is online without the party's yes to hearings online, or without a check that is fresh enough.
    """
    answers = consents_of(case.uid)
    willing = {uid for (uid, step), said in answers.items() if step is Step.HEARING and said.choice is Choice.ONLINE}
    people = {p.uid: (p.uid, p.name, p.person) for p in case.parties}
    people |= {one.uid: (one.party, one.name, one.agent) for one in agents}
    checks: dict[UUID, ProofView] = {}
    asked = []
    for uid in (uid for uid in people if uid in online):
        party, name, person = people[uid]
        check = fresh_check(person, HearingOpened.NAME, at=record.at) if person else None
        asked.append(Online(name, agreed=party in willing, checked=check is not None))
        checks |= {uid: check} if check else {}
    require(check_online(asked, twice=[people[uid][1] for uid in people if uid in room and uid in online]))
    found = {uid: Seen(Place.ROOM) for uid in people if uid in room}
    found |= {uid: Seen(Place.ONLINE, ProofMethod(one.method), one.at) for uid, one in checks.items()}
    return found, tuple(one.uid for one in checks.values())


def kept(seen: Seen) -> dict[str, str]:
    """How the identity was checked, as the row of the hearing keeps it."""
    told = {"place": seen.place.value}
    return told | ({"method": seen.method.value, "at": seen.at.isoformat()} if seen.method and seen.at else {})
