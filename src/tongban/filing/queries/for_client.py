"""Reading about complaints that an agent files for a client: what stands in the way, whose they are, who is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.law import LICENCES
from tongban.cases.queries import case_by_uid, is_noted_dead
from tongban.cases.queries.agents import authorities_in, authority_by_uid
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.cases.vocabulary.agents import OPEN_STATES, AgentKind, AuthorityState, AuthorityView
from tongban.filing.models import Filing
from tongban.filing.queries import files_of, filing_view
from tongban.filing.queries.repeated import filings_between, filings_of_agents_naming, names_in
from tongban.filing.rules.agent import ENTRUSTED, sued
from tongban.filing.rules.for_client import KnownAgent, NamedClient, client_findings, client_of, kind_of
from tongban.filing.rules.interview import forms
from tongban.filing.vocabulary import Answers, DraftView, FilingView
from tongban.kernel.actor import IdentityLevel
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.refusal import Refusal
from tongban.people.queries import identity_level, paper_problem, person_by_identity, person_by_uid
from tongban.people.queries.licences import letters_naming, licence_of, practice_problems
from tongban.people.vocabulary import IdKind, PersonKind, PersonView


def known_agent(person: UUID, on: date) -> KnownAgent | None:
    """Who would file, as the court knows that person; None for nobody."""
    known, held = person_by_uid(person), licence_of(person, on)
    if known is None:
        return None
    written = letters_naming(held.licence.number) if held else []
    # What a firm wrote that the agent has left says nothing any more (律师法 10).
    firms = {one.firm: person_by_uid(one.firm) for one in written}
    standing = {uid for uid, firm in firms.items() if held and firm and firm.id_number == held.licence.firm_code}
    return KnownAgent(
        name=known.name,
        id_kind=known.id_kind,
        id_number=known.id_number,
        level=identity_level(person),
        firm=held.licence.firm if held else "",
        letters=frozenset(
            name_form(one.client) for one in written if one.withdrawn_at is None and one.firm in standing
        ),
    )


def client_problems(
    agent: UUID, interview: str, answers: Answers, *, files: Collection[str], on: date
) -> list[Refusal]:
    """All that keeps `agent` from handing this in for a client on that day, beside the findings in the answers.

    A lawyer's or legal worker's licence must be proven here and be in force that day (CPL 61(2)(i)).
    """
    form, known, kind = forms()[interview], known_agent(agent, on), kind_of(answers)
    if known is None:
        return [Refusal("people.sign_in_first", "在线诉讼规则 7(1)")]
    against = _against(known, interview, answers, on)
    found = client_findings(form, answers, agent=known, against=against, files=files, today=on)
    return found + (practice_problems(agent, LICENCES[kind], on) if kind in LICENCES else [])


def draft_problems(draft: DraftView, on: date) -> list[Refusal]:
    """The same for a draft; nothing where a plaintiff files."""
    if not draft.by_agent:
        return []
    files = {material.question for _uid, material in files_of(draft.uid)}
    return client_problems(draft.holder, draft.interview, draft.answers, files=files, on=on)


def _against(agent: KnownAgent, interview: str, answers: Answers, on: date) -> list[str]:
    """The defendants for whom the agent, or somebody of the firm, acts against this very client."""
    client, others = client_of(forms()[interview], answers, on), sued(forms()[interview], answers, on)
    named = {name_form(name): name for name in others.values()}
    found = []
    for row in filings_between(interview, answers, on):
        for authority, number, name in _entrusted(row):
            of_firm = agent.firm and name_form(authority.firm) == name_form(agent.firm)
            own = of_firm or identity_form(authority.id_number) == identity_form(agent.id_number)
            over = authority.until is not None and authority.until < on
            if own and not over and number != client.id_number:
                found.append(others.get(number, "") if number else named.get(name_form(name), ""))
    return list(dict.fromkeys(one for one in found if one))


def _entrusted(row: Filing) -> list[tuple[AuthorityView, str, str]]:
    """Every authority in the case that a filing became, or that of the filing: with whom it represents.

    In a case only what the court has accepted counts: naming the other side's lawyer keeps nobody out.
    """
    if row.of_case is not None:
        case = case_by_uid(row.of_case)
        held = (one for one in authorities_in(case.uid) if one.state is AuthorityState.ACCEPTED)
        whom = ((one, case.party(one.party)) for one in held)
        return [(one, identity_form(party.id_number), party.name) for one, party in whom if party]
    authority = authority_of(filing_view(row))
    if authority is None or authority.state is not AuthorityState.HANDED_IN:
        return []
    client = client_in(filing_view(row))
    return [(authority, client.id_number, client.name)]


def authority_of(filing: FilingView) -> AuthorityView | None:
    """Under what an agent filed, in force or over; None where a plaintiff filed and nobody else ever did."""
    return authority_by_uid(filing.holder) if filing.holder and filing.holder != filing.applicant else None


def client_in(filing: FilingView) -> NamedClient:
    """The client for whom a filing was handed in."""
    day = timezone.localtime(filing.handed_in_at).date()
    return client_of(forms()[filing.interview], filing.answers, day)


def known_client(filing: FilingView) -> UUID | None:
    """The person of this platform, surely known, who is the client of the filing; None while there is none."""
    client = client_in(filing)
    known = person_by_identity(client.id_kind, client.id_number) if client.id_number else None
    return known.uid if known and _is_client(known, client) else None


def _is_client(person: PersonView, client: NamedClient) -> bool:
    sure = identity_level(person.uid).rank >= IdentityLevel.DOCUMENT.rank
    return sure and client.is_person(person.name, person.id_kind, person.id_number)


def is_client_of(person: UUID, filing: FilingView) -> bool:
    """Whether `person` is whom the agent named as client: a checked paper whose number and name agree; nobody once its
    death was noted.
    """
    known = person_by_uid(person)
    named = filing.by_agent and known is not None and _is_client(known, client_in(filing))
    return named and not is_noted_dead(person)


def client_is_dead(interview: str, answers: Answers, on: date) -> bool:
    """For acts: whether the client for whom an agent files is a person here whose death a court has noted."""
    client = client_of(forms()[interview], answers, on)
    known = person_by_identity(client.id_kind, client.id_number) if client.id_number else None
    return known is not None and is_noted_dead(known.uid)


def filed_in_name_of(viewer: Viewer) -> list[FilingView]:
    """What agents filed in the viewer's name and the viewer has not found yet, the newest first."""
    person = person_by_uid(viewer.person) if viewer.person else None
    if person is None or not person.id_number:
        return []
    rows = (filing_view(row) for row in filings_of_agents_naming(person.id_number))
    return [one for one in rows if one.by_agent and _unfound(one) and is_client_of(person.uid, one)]


def filed_for_me(viewer: Viewer, uid: UUID) -> FilingView | None:
    """One of them; for everybody else it does not exist."""
    found = next((one for one in filed_in_name_of(viewer) if one.uid == uid), None)
    if found is not None:
        viewer.note("filing", found.court, found.case or found.uid)
    return found


def _unfound(filing: FilingView) -> bool:
    authority = authority_of(filing)
    return authority is not None and authority.client is None


def party_filed_for(case: CaseView, filing: FilingView) -> PartyView | None:
    """As which party of `case` the filing was brought: the applicant, or the client for whom an agent filed."""
    own = case.party_of(filing.applicant)
    return own or (next(iter(case.of_side(Side.PLAINTIFF)), None) if filing.by_agent else None)


def speaks_now(viewer: Viewer, filing: FilingView) -> bool:
    """Whether the viewer goes on with what was filed: who filed it, or whose it is once the agent who brought it from a
    case acts no more.
    """
    if filing.applicant in viewer.persons:
        return True
    authority, on = authority_of(filing), timezone.localtime(viewer.now).date()
    own = authority is not None and not filing.by_agent and authority.client == viewer.person
    return own and authority is not None and not authority.holds(on)


def told_of_filing(filing: FilingView, on: date) -> set[UUID]:
    """Who is told what the court does with a filing: who handed it in, of an agent until the authority is over, and the
    client of an agent.
    """
    authority = authority_of(filing)
    if authority is None:
        return {filing.applicant}
    acts = authority.state in OPEN_STATES and (authority.until is None or on <= authority.until)
    return ({filing.applicant} if acts else set()) | ({authority.client} if authority.client else set())


def is_own(filing: FilingView, person: UUID) -> bool:
    """For acts: whether somebody of the court filed this, acts for the plaintiff in it, or stands in it (CPL 47)."""
    known, day = person_by_uid(person), timezone.localtime(filing.handed_in_at).date()
    number = identity_form(known.id_number) if known else ""
    return person in told_of_filing(filing, day) or bool(number and number in names_in(filing))


def beginning_problems(agent: UUID, kind: str, client: NamedClient, on: date) -> list[Refusal]:
    """What keeps `agent` from beginning a complaint for this client: nobody fills in pages that nobody may hand in."""
    known = person_by_uid(agent)
    if known is None or identity_level(agent).rank < IdentityLevel.DOCUMENT.rank:
        return [Refusal("filing.agent_not_identified", "在线诉讼规则 7(1)", ("acts_as",))]
    if known.kind != PersonKind.NATURAL:
        return [Refusal("filing.agent_is_a_person", "CPL 61(2)", ("acts_as",))]
    found = [] if client.name else [Refusal("filing.answer_missing", "CPL 124(1)", ("name",))]
    whose = PersonKind.LEGAL if client.id_kind == IdKind.CREDIT_CODE else PersonKind.NATURAL
    wrong = paper_problem(whose, client.id_kind, client.id_number, today=on)
    found += [wrong] if wrong else []
    if client.id_number and client.id_number == identity_form(known.id_number):
        found.append(Refusal("filing.client_is_oneself", "CPL 61(1)", ("id_number",)))
    if kind not in {one.value for one in ENTRUSTED}:
        return [*found, Refusal("cases.agent_kind_missing", "CPL 60, 61(2)", ("acts_as",))]
    acts_as = AgentKind(kind)
    return found + (practice_problems(agent, LICENCES[acts_as], on) if acts_as in LICENCES else [])


def clients_of(viewer: Viewer) -> list[FilingView]:
    """What the viewer has filed for clients, the newest first."""
    if viewer.person is None:
        return []
    rows = Filing.objects.filter(visible_q(viewer), applicant=viewer.person, holder__in=viewer.persons)
    return [filing_view(row) for row in rows.exclude(holder=viewer.person).order_by("-id")]
