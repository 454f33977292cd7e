"""A complaint that an agent hands in with the own account, for a client (CPL 61, 62; SI 88; 在线诉讼规则 4, 7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.cases.vocabulary.agents import AgentKind, Power, Scope
from tongban.filing.rules.agent import agent_told
from tongban.filing.rules.told import Told, day_of
from tongban.filing.vocabulary.agent import AGENT, AGENT_ANSWERS, AGENT_PROOFS, FILED_BY
from tongban.filing.vocabulary.interviews import Answers, Interview
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind

CONSENT, ONLINE = "consent.service", "online"
"""The question whether papers may come electronically, and the answer that agrees."""


@dataclass(frozen=True, slots=True)
class KnownAgent:
    """Who has signed in, as the court knows that person.

    `firm` as the register of licences tells it, "" without; `letters`: the clients, as names are compared, whom letters
    of the firm name.
    """

    name: str
    id_kind: str
    id_number: str
    level: IdentityLevel
    firm: str = ""
    letters: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NamedClient:
    """The plaintiff for whom an agent files, by the answers: the first one."""

    name: str
    id_kind: str
    id_number: str

    def is_person(self, name: str, id_kind: str, id_number: str) -> bool:
        """Whether a person of the court's register, of whom paper and name were checked, is this client."""
        same = id_kind == self.id_kind and identity_form(id_number) == self.id_number
        return bool(self.id_number) and same and name_form(name) == name_form(self.name)


def files_for_client(answers: Answers, applicant: UUID) -> bool:
    """Whether who hands in is no plaintiff, but acts for one with the own account."""
    return answers.get(FILED_BY, "") == str(applicant)


def as_filed(before: Answers, answers: Answers) -> dict[str, str]:
    """The answers with who filed as it was `before`: no correction says otherwise."""
    told = {key: value for key, value in answers.items() if key != FILED_BY}
    return told | ({FILED_BY: before[FILED_BY]} if FILED_BY in before else {})


def as_own(answers: Answers) -> dict[str, str]:
    """The answers without the agent: the plaintiff goes on alone."""
    return {key: value for key, value in answers.items() if key not in AGENT_ANSWERS and key != FILED_BY}


def client_of(interview: Interview, answers: Answers, today: date) -> NamedClient:
    """The client by the answers."""
    told = Told(interview, answers, today)

    def value(name: str) -> str:
        return told.text(f"plaintiff.{name}") if told.value(f"plaintiff.{name}") is not None else ""

    number, code = identity_form(value("id_number")), identity_form(value("credit_code"))
    kind = str(told.value("plaintiff.id_kind") or "")
    paper = kind if kind in PERSONAL_PAPERS else IdKind.RESIDENT.value
    return NamedClient(value("name"), paper if number else IdKind.CREDIT_CODE.value if code else "", number or code)


def may_act(told: Mapping[str, str], power: Power) -> bool:
    """Whether the power of attorney names this power: 全权代理 alone names none (SI 89(1))."""
    return told.get("scope") == Scope.SPECIAL and power in told.get("powers", "").replace(",", " ").split()


def client_findings(
    interview: Interview,
    answers: Answers,
    *,
    agent: KnownAgent,
    against: Collection[str],
    files: Collection[str],
    today: date,
) -> list[Refusal]:
    """What stands in the way of handing in for a client beside what `agent_findings` finds in the authority itself.

    `against`: names of defendants for whom the agent, or the firm, acts in the very same dispute (律师法 39). A letter
    of the firm that names the client here takes the place of the proofs: the licence is known by the register.
    """
    told, found = agent_told(answers), list(_identity(interview, answers, agent, today))
    since = day_of(told.get("since", ""))
    if since is not None and since > today:
        facts = (("day", since.isoformat()),)
        found.append(Refusal("filing.authority_not_begun", "CPL 62(2)", (f"{AGENT}since",), facts))
    if AGENT_PROOFS not in files and name_form(client_of(interview, answers, today).name) not in agent.letters:
        found.append(Refusal("filing.agent_proofs_missing", "SI 88", (f"{AGENT}proofs",)))
    firm = told.get("firm", "")
    of_licence = kind_of(answers) in (AgentKind.LAWYER, AgentKind.LEGAL_WORKER)
    if of_licence and agent.firm and firm and name_form(firm) != name_form(agent.firm):
        facts = (("firm", agent.firm),)
        found.append(Refusal("filing.agent_of_another_firm", "律师法 10; SI 88", (f"{AGENT}firm",), facts))
    if answers.get(CONSENT) == ONLINE and not may_act(told, Power.CHOOSE_ONLINE):
        found.append(Refusal("filing.consent_is_the_clients", "在线诉讼规则 4, 29", (CONSENT,)))
    return found + [
        Refusal("filing.acts_for_the_other_side", "律师法 39", ("defendant.name",), (("party", one),))
        for one in against
    ]


def _identity(interview: Interview, answers: Answers, agent: KnownAgent, today: date) -> Iterable[Refusal]:
    told, client = agent_told(answers), client_of(interview, answers, today)
    if not told:
        yield Refusal("cases.agent_kind_missing", "CPL 60, 61(2)", (f"{AGENT}kind",))
        return
    if agent.level.rank < IdentityLevel.DOCUMENT.rank:
        yield Refusal("filing.agent_not_identified", "在线诉讼规则 7(1)", (f"{AGENT}kind",))
    same = identity_form(told["id_number"]) == identity_form(agent.id_number)
    if not same or name_form(told["name"]) != name_form(agent.name):
        yield Refusal("filing.agent_is_another", "CPL 62(1); 在线诉讼规则 7(1)", (f"{AGENT}kind",))
    if not client.id_number:
        yield Refusal("filing.client_number_missing", "登记立案 4; 在线诉讼规则 7(1)", ("plaintiff.id_number",))
    elif client.id_number == identity_form(agent.id_number):
        yield Refusal("filing.client_is_oneself", "CPL 61(1)", ("plaintiff.id_number",))


def kind_of(answers: Answers) -> AgentKind | None:
    """As what the agent acts; None while it is not told."""
    kind = agent_told(answers).get("kind", "")
    return AgentKind(kind) if kind in set(AgentKind) else None
