"""For whom somebody acts in a case, and how far: the one place that every act of a party passes (CPL 61, 62)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from tongban.cases.queries.agents import authorities_of_agent
from tongban.cases.rules.authority import LICENCES, beyond, gives_away, of_this_court
from tongban.cases.rules.guardians import OTHER_SIDE, stands_against
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import AgentKind, AuthorityView, Power
from tongban.cases.vocabulary.losses import Loss
from tongban.frame.acts import Recording
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.law import after_office, lacks_right
from tongban.people.queries import companion_of, courts_served, person_by_uid, rights_used
from tongban.people.queries.licences import licence_of, practice_problems
from tongban.people.vocabulary import Beside, MemberRight

_HIDDEN = Refusal("cases.no_such_case", "在线诉讼规则 38")


def own_party(record: Recording, case: CaseView) -> PartyView:
    """A step: the party for whom the actor stands: the actor itself, or who is represented; the register says so.

    Refused: neither a party nor an agent of one (the case does not exist), an authority that is over, a party that can
    no longer act itself (CPL 60), and who acts by law for a party while standing on its other side.
    """
    by = record.by
    itself = case.party_of(by.person) if by.person else None
    if itself is not None and by.represents in (None, itself.uid):
        if itself.loss is Loss.CAPACITY:
            raise Refused(Refusal("losses.acts_by_guardian", "CPL 60", facts=(("name", itself.name),)))
        _not_torn(case, itself, _beside_a_child(record))
        record.by = replace(by, represents=None)
        return itself
    authority = authority_used(record, case)
    party = case.party(authority.party)
    if party is None or party.left:
        raise Refused(_HIDDEN)
    if authority.kind.by_law:
        _not_torn(case, party, by.person)
    record.by = replace(by, represents=party.uid)
    return party


def _beside_a_child(record: Recording) -> UUID | None:
    """The guardian who acts beside the actor, a child."""
    by = record.by
    beside = by.person and by.helper and companion_of(by.person, by.helper, at=record.at)
    return by.helper if beside is Beside.GUARDIAN else None


def _not_torn(case: CaseView, party: PartyView, guardian: UUID | None) -> None:
    known = person_by_uid(guardian) if guardian else None
    if known is not None and stands_against(case, party, known.name, known.id_number, known.uid):
        raise Refused(OTHER_SIDE)


def authority_used(record: Recording, case: CaseView) -> AuthorityView:
    """A step: the authority on which the actor, no party, stands; what was said about `represents` is believed never.

    Read anew in each act: an authority that ran out or was revoked fails at once.
    """
    by, today = record.by, timezone.localtime(record.at).date()
    known = authorities_of_agent(by.person, case.uid) if by.person else []
    known = [one for one in known if by.represents in (None, one.party)]
    holding = [one for one in known if one.holds(today)]
    if not known:
        raise Refused(_HIDDEN)
    if not holding:
        raise Refused(Refusal("cases.authority_over", "CPL 62, 63", facts=(("agent", known[-1].name),)))
    able(holding[-1].kind, by.person, case.court, today)
    return holding[-1]


def able(kind: AgentKind, agent: UUID | None, court: str, today: date) -> None:
    """A step: refuse who serves or served at `court`, and a lawyer or legal worker who may not practise today.

    The register of licences tells that. Who has proven no licence here showed one on paper, which staff compared
    (SI 88(i)-(ii)).
    """
    known = person_by_uid(agent) if agent else None
    if known is None:
        return
    served = courts_served(known.uid)
    found = [of_this_court(kind, known.name, court, served)]
    if kind in LICENCES:
        ends = [timezone.localtime(until).date() if until else None for until in served.values()]
        found += [after_office(LICENCES[kind], known.name, left, today) for left in ends]
        if licence_of(known.uid, today) is not None:
            found += practice_problems(known.uid, LICENCES[kind], today)
    require(dict.fromkeys(one for one in found if one))


def signer(record: Recording, case: CaseView, party: PartyView) -> str:
    """A step: who signs a paper of `party`: itself, or the agent for it."""
    if record.by.represents is None:
        return party.name
    authority = authority_used(record, case)
    return f"{party.name}（{authority.kind.term}{authority.name}代）"


def within_authority(record: Recording, case: CaseView, act: StrEnum | None, says: Collection[Power] = ()) -> None:
    """A step: refuse an agent what the authority does not cover; whoever acts in person or for the court passes.

    A member who hands in papers for its organisation gives away nothing of it without the right to decide (民法典 170).
    """
    by = record.by
    if by.represents is not None:
        require(beyond(authority_used(record, case), act, cause=case.cause, says=says))
    if gives_away(act, says):
        rights = rights_used(by, at=record.at)
        require(None if rights is None else lacks_right(MemberRight.SIGN, rights))
