"""Who may act for a party, and how far (CPL 60-65; SI 83-89).

An agent under general authority does whatever keeps the party's rights; what gives a right away, or binds the party
anew, needs a power that the power of attorney names. 全权代理 alone names none (SI 89(1)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.cases.rules.procedures.words import Do
from tongban.cases.vocabulary import Act, PartyView
from tongban.cases.vocabulary.agents import (
    OPEN_STATES,
    AgentKind,
    AuthorityState,
    AuthorityView,
    Power,
    Proof,
    Scope,
    Source,
)
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary.licences import LicenceKind

MOST = 2
"""Entrusted agents of one party at a time (CPL 61(1))."""
LONGEST = 120
"""Characters of a name; house rule."""

NEEDS: dict[StrEnum, Power] = {
    Act.CONSENT: Power.CHOOSE_ONLINE,
    Do.CHOOSE_ONLINE: Power.CHOOSE_ONLINE,
    Do.AGREE: Power.CHOOSE_ONLINE,
    Do.DISAGREE: Power.CHOOSE_ONLINE,
    Do.WITHDRAW_CONSENT: Power.CHOOSE_ONLINE,
    Act.ASK_WITHDRAWAL: Power.WITHDRAW,
    Act.CHANGE_CLAIM: Power.CHANGE,
    Act.COUNTERCLAIM: Power.COUNTERCLAIM,
    Do.APPEAL: Power.APPEAL,
    Do.APPEAL_RULING: Power.APPEAL,
    Do.APPEAL_DISMISSAL: Power.APPEAL,
    Do.ASK_THIRD_WITHDRAWAL: Power.WITHDRAW,
    Do.SIGN_AGREEMENT: Power.SETTLE,
    Do.WITHDRAW_APPLICATION: Power.WITHDRAW,
    Do.DECLINE_SUIT: Power.WITHDRAW,
}
"""Which power an agent's act needs.

What an act may say beyond this its step names: an answer that admits a claim, an amendment that waives a part of one.
"""

_GIVEN_AWAY = frozenset({Power.ADMIT, Power.WAIVE, Power.WITHDRAW, Power.SETTLE})


def gives_away(act: StrEnum | None, says: Collection[Power]) -> bool:
    """Whether the act, or what it says, gives up something that the party claims or holds (CPL 54, 62(2))."""
    return not _GIVEN_AWAY.isdisjoint({*says, *([NEEDS[act]] if act in NEEDS else ())})


ORDINARY: frozenset[StrEnum] = frozenset(
    {
        Act.JOIN,
        Act.ANSWER,
        Act.SUBMIT_EXHIBIT,
        Act.COMMENT_EXHIBIT,
        Act.ANSWER_INQUIRY,
        Act.ASK_ASYNC_HEARING,
        Act.CONFIRM_RECORD,
        Act.DECLINE_MEDIATION,
        Act.OBJECT_TO_JURISDICTION,
        Act.ASK_JOINDER,
        Act.APPLY_EVIDENCE_PRESERVATION,
        Act.APPLY_RECUSAL,
        Act.ASK_RESTORATION,
        Do.AGREE_TO_MEDIATION,
        Do.OTHER_SIDE_AGREES,
        Do.CHOOSE_MEDIATOR,
        Do.CHANGE_MEDIATOR,
        Do.ANSWER_APPEAL,
        Do.ANSWER_THIRD_CLAIM,
        Do.APPLY,
        Do.APPLY_CONFIRMATION,
        Do.APPLY_PRESERVATION,
        Do.APPLY_RETRIAL,
        Do.APPLY_TOO,
        Do.ASK_JUDGMENT,
        Do.ASK_LIFTING,
        Do.ASK_REPLACEMENT,
        Do.ASK_REVIEW,
        Do.CORRECT,
        Do.GIVE_OPINION,
        Do.GIVE_SECURITY,
        Do.GO_TO_HIGHER_COURT,
        Do.JOIN_AS_THIRD_PARTY,
        Do.SUE_AS_THIRD_PARTY,
        Do.JOIN_DISTRIBUTION,
        Do.OBJECT,
        Do.OBJECT_TO_TRACK,
        Do.PAY,
        Do.REPORT_PROPERTY,
        Do.REPORT_RIGHT,
        Do.SHOW_BILL,
        Do.STOP_PAYMENT,
        Do.SUBMIT_DECISION_FILE,
        Do.SUE,
        Do.SUPPLEMENT,
        Do.TELL_LOSS,
    }
)
"""Acts of parties that general authority covers. Every act of a party stands here or in `NEEDS`."""

PROOFS: dict[AgentKind, tuple[Proof, ...]] = {
    AgentKind.STATUTORY: (Proof.IDENTITY, Proof.GUARDIANSHIP),
    AgentKind.APPOINTED: (Proof.IDENTITY, Proof.APPOINTMENT),
    AgentKind.PROCURATOR: (Proof.IDENTITY, Proof.DISPATCH),
    AgentKind.LAWYER: (Proof.MANDATE, Proof.LICENCE, Proof.FIRM_LETTER),
    AgentKind.LEGAL_AID: (Proof.MANDATE, Proof.LICENCE, Proof.AID_LETTER),
    AgentKind.LEGAL_WORKER: (Proof.MANDATE, Proof.LICENCE, Proof.INTRODUCTION, Proof.DISTRICT),
    AgentKind.RELATIVE: (Proof.MANDATE, Proof.IDENTITY, Proof.KINSHIP),
    AgentKind.STAFF: (Proof.MANDATE, Proof.IDENTITY, Proof.EMPLOYMENT),
    AgentKind.COMMUNITY: (Proof.MANDATE, Proof.IDENTITY, Proof.RECOMMENDATION, Proof.MEMBERSHIP),
    AgentKind.ASSOCIATION: (Proof.MANDATE, Proof.IDENTITY, Proof.RECOMMENDATION, Proof.ASSOCIATION_FITS),
}
"""What each kind of agent shows (SI 88)."""

LICENCES: dict[AgentKind, LicenceKind] = {
    AgentKind.LAWYER: LicenceKind.LAWYER,
    AgentKind.LEGAL_AID: LicenceKind.LAWYER,
    AgentKind.LEGAL_WORKER: LicenceKind.LEGAL_WORKER,
}
"""With which licence an agent of each profession acts (CPL 61(2)(i))."""


NEAR = frozenset({AgentKind.STATUTORY, AgentKind.APPOINTED, AgentKind.RELATIVE})
"""Who acts for a party also at a court where he serves or served: a guardian and a near relative (回避规定 8(2))."""


@dataclass(frozen=True, slots=True)
class InPerson:
    """A cause in which the party states its will itself although it has an agent."""

    cause: str
    term: str
    law: str
    powers: frozenset[Power]


IN_PERSON = (InPerson("14", "离婚纠纷", "CPL 65", frozenset({Power.SETTLE, Power.ADMIT})),)
"""By the code of the cause. The party comes to the hearing itself, or states its will in writing when it cannot."""


def in_person(cause: str) -> InPerson | None:
    """The row that asks the party itself to come; None where an agent is enough."""
    return next((row for row in IN_PERSON if row.cause == cause), None)


def of_this_court(kind: AgentKind, name: str, court: str, served: Collection[str]) -> Refusal | None:
    """Why nobody acts at `court` who serves or `served` there (回避规定 8(2))."""
    if court not in served or kind in NEAR:
        return None
    return Refusal("cases.agent_of_this_court", "回避规定 8(2)", facts=(("agent", name),))


def beyond(
    authority: AuthorityView, act: StrEnum | None, *, cause: str = "", says: Collection[Power] = ()
) -> list[Refusal]:
    """What keeps the agent from doing `act`, which `says` what needs these powers: one refusal for each missing one.

    Who acts by law needs no power, and stands for somebody who cannot state a will (CPL 60, 65).
    """
    if authority.kind.by_law:
        return []
    needed = dict.fromkeys((*([NEEDS[act]] if act in NEEDS else []), *sorted(says)))
    own = in_person(cause)
    found = []
    for power in needed:
        facts = (("power", power.value), ("agent", authority.name))
        if own and power in own.powers:
            found.append(Refusal("cases.party_states_it_itself", own.law, facts=facts))
        elif power not in authority.powers:
            found.append(Refusal("cases.beyond_authority", power.law, facts=facts))
    return found


@dataclass(frozen=True, slots=True)
class Grant:
    """An authority as it is handed in; dates are None when they cannot be read."""

    kind: str
    name: str
    id_number: str
    firm: str
    scope: str
    powers: tuple[str, ...]
    since: date | None
    until: date | None
    until_given: bool
    files: int

    @classmethod
    def read(cls, told: Mapping[str, str], *, files: int) -> Grant:
        """From answers in plain text; `powers` are separated by blanks or commas."""
        special = told.get("scope", "") == Scope.SPECIAL
        return cls(
            kind=told.get("kind", ""),
            name=told.get("name", "").strip(),
            id_number=told.get("id_number", ""),
            firm=told.get("firm", "").strip(),
            scope=told.get("scope", ""),
            powers=tuple(told.get("powers", "").replace(",", " ").split()) if special else (),
            since=_day(told.get("since", "")),
            until=_day(told.get("until", "")),
            until_given=bool(told.get("until", "").strip()),
            files=files,
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def check_grant(
    grant: Grant, *, party_kind: str, today: date, of_age: bool, source: Source = Source.PAPER
) -> list[Refusal]:
    """What is missing in an authority or wrong with it, all at once (CPL 61, 62; SI 83-89).

    `of_age`: whether the agent's paper tells of an adult, or of no age: a minor acts for nobody (SI 84).
    What is given by word in court needs no paper, and only who is entrusted can be named so (SI 89(2)).
    """
    if grant.kind not in set(AgentKind):
        return [Refusal("cases.agent_kind_missing", "CPL 60, 61(2)", ("kind",))]
    kind = AgentKind(grant.kind)
    found = _check_who(grant, kind, of_age=of_age)
    if kind in (AgentKind.STATUTORY, AgentKind.APPOINTED) and party_kind != "natural":
        found.append(Refusal("cases.guardian_of_a_natural_person", "CPL 60", ("kind",)))
    if not kind.by_law:
        found += _check_scope(grant)
    found += _check_days(grant, today)
    if source is Source.ORAL and kind.by_law:
        found.append(Refusal("cases.not_by_word", source.law, ("kind",)))
    if source is Source.PAPER and not grant.files:
        found.append(Refusal("cases.authority_paper_missing", "CPL 62(1); SI 88", ("files",)))
    return found


def _check_who(grant: Grant, kind: AgentKind, *, of_age: bool) -> list[Refusal]:
    found = []
    if not grant.name:
        found.append(Refusal("cases.agent_name_missing", kind.law, ("name",)))
    if not of_age:
        found.append(Refusal("cases.agent_is_a_minor", kind.law if kind.by_law else "SI 84", ("id_number",)))
    for field in ("name", "firm"):
        if len(getattr(grant, field)) > LONGEST:
            facts = (("limit", str(LONGEST)),)
            found.append(Refusal("cases.too_long", "house rule: lengths of answers", (field,), facts))
    if kind.of_firm and not grant.firm:
        found.append(Refusal("cases.agent_firm_missing", "SI 88(i)-(ii)", ("firm",)))
    return found


def _check_days(grant: Grant, today: date) -> list[Refusal]:
    if grant.since is None or (grant.until_given and grant.until is None):
        return [Refusal("cases.authority_day_unreadable", "CPL 62(2)", ("until" if grant.since else "since",))]
    if grant.until is not None and grant.until < max(grant.since, today):
        return [Refusal("cases.authority_over_before_it_begins", "CPL 62(2)", ("until",))]
    return []


def _check_scope(grant: Grant) -> list[Refusal]:
    if grant.scope not in set(Scope):
        return [Refusal("cases.authority_scope_missing", "CPL 62(2)", ("scope",))]
    if grant.scope == Scope.SPECIAL and not grant.powers:
        return [Refusal("cases.authority_powers_missing", "CPL 62(2); SI 89(1)", ("powers",))]
    unknown = [power for power in grant.powers if power not in set(Power)]
    return [Refusal("cases.no_such_power", "CPL 62(2)", ("powers",), (("typed", unknown[0][:40]),))] if unknown else []


def clashes(
    kind: AgentKind,
    id_number: str,
    firm: str,
    *,
    party: PartyView,
    parties: Sequence[PartyView],
    known: Iterable[AuthorityView],
    mediators: Collection[str],
    today: date,
) -> list[Refusal]:
    """What speaks against this agent for `party`, asked when the papers come in and again when they are accepted.

    `known`: the other authorities of the case; `mediators`: identity numbers of those who mediated it, who act for
    nobody in it (特邀调解 16). Nobody, and no firm, stands on both sides: only what the court has
    accepted counts, so that naming the opponent's lawyer keeps nobody out. A party has at most two entrusted agents
    (CPL 61(1)), and one agent once.
    """
    known = [one for one in known if one.until is None or one.until >= today]
    sides = {p.uid: p.side for p in parties}
    accepted = [one for one in known if one.state is AuthorityState.ACCEPTED]
    own = [one for one in known if one.party == party.uid and one.state in OPEN_STATES]
    others = [one for one in accepted if sides.get(one.party) is not party.side]
    found = []
    if any(one.id_number == id_number for one in own):
        found.append(Refusal("cases.agent_named_before", "CPL 61(1)", ("id_number",)))
    elif sum(not one.kind.by_law for one in own) >= MOST and not kind.by_law:
        found.append(Refusal("cases.agents_two_already", "CPL 61(1)", ("kind",), (("most", str(MOST)),)))
    if id_number in mediators:
        found.append(Refusal("cases.agent_mediated", "特邀调解 16", ("id_number",)))
    opponents = {p.id_number for p in parties if p.side is not party.side and p.id_number}
    if id_number in opponents or any(one.id_number == id_number for one in others):
        found.append(Refusal("cases.agent_on_both_sides", "律师法 39", ("id_number",)))
    if firm and any(name_form(one.firm) == name_form(firm) for one in others):
        found.append(Refusal("cases.firm_on_both_sides", "律师法 39", ("firm",), (("firm", firm),)))
    return found
