"""An agent files for a client with the own account; the client finds it, and may go on alone (CPL 61-63; SI 88, 89)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tongban.cases.actions.filed_agents import (
    docket_authority,
    end_filed_authority,
    entrust_filing,
    name_client,
    speaks_under,
)
from tongban.cases.actions.join import join_by_identity
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyData
from tongban.cases.vocabulary.agents import Power
from tongban.filing.events import FiledForClient, FilingAgentDismissed, FilingTakenUp
from tongban.filing.models import Draft, Filing
from tongban.filing.queries import filing_view
from tongban.filing.queries.for_client import authority_of, is_client_of, is_own, known_client, party_filed_for
from tongban.filing.rules.agent import agent_told
from tongban.filing.rules.for_client import as_own, files_for_client
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import Act
from tongban.filing.vocabulary.agent import AGENT_PAPER, AGENT_PROOFS
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal, Refused

HIDDEN = Refusal("filing.no_such_filing", "在线诉讼规则 38")


def entrust(record: Recording, row: Filing) -> None:
    """A step: the authority under which an agent files lies with the filing, which is held under it."""
    assert row.holder is not None  # noqa: S101 - a filing is always held
    view = filing_view(row)
    client = known_client(view)
    entrust_filing(
        record,
        authority=row.holder,
        filing=row.uid,
        court=row.court,
        agent=row.applicant,
        client=client,
        told=agent_told(row.answers),
    )
    authority = authority_of(view)
    assert authority is not None  # noqa: S101 - it has just been kept
    fact = FiledForClient(
        filing=row.uid,
        authority=authority.uid,
        agent=row.applicant,
        client=client,
        kind=authority.kind,
        powers=tuple(sorted(authority.powers)),
        until=authority.until,
    )
    record(fact, under=authority.kind.law, case=row.about)


def speaks_for(record: Recording, row: Filing, power: Power | None = None) -> None:
    """A step: refuse who did not file, and an agent whose authority is over or does not name `power` (CPL 62, 63).

    What starts from a case is that of a party there: the party speaks, and whoever represents it there now.
    """
    if row.about is not None and row.brought_by is not None:
        case = case_by_uid(row.about)
        if own_party(record, case).uid not in {one.uid for one in case.stand_for(row.brought_by)}:
            raise Refused(HIDDEN)
        within_authority(record, case, None, {power} if power else ())
        return
    if record.by.person != row.applicant:
        raise Refused(HIDDEN)
    if files_for_client(row.answers, row.applicant):
        speaks_under(record, row.holder, row.court, power)


def not_own(record: Recording, row: Filing) -> None:
    """A step: refuse whoever of the court stands in the filing, or filed it (CPL 47)."""
    if record.by.person and is_own(filing_view(row), record.by.person):
        raise Refused(Refusal("people.own_hand", "CPL 47"))


def parties_with_client(row: Filing, parties: tuple[PartyData, ...]) -> tuple[PartyData, ...]:
    """A step: the parties of the case; the client for whom an agent filed is one of them, where known here."""
    authority = authority_of(filing_view(row)) if files_for_client(row.answers, row.applicant) else None
    if authority is None or authority.client is None:
        return parties
    first, *others = parties
    return (replace(first, person=authority.client, platform=row.platform), *others)


def docket_agent(record: Recording, row: Filing, case: CaseView) -> None:
    """A step: registering what an agent filed, the court has found the authority in order (CPL 122, 126; SI 88)."""
    party = party_filed_for(case, filing_view(row))
    assert party is not None  # noqa: S101 - a case has a plaintiff
    assert row.holder is not None  # noqa: S101 - as in `entrust`
    docket_authority(record, case, party, row.holder, filing=row.uid, papers=(AGENT_PAPER, AGENT_PROOFS))


def take_up(filing: UUID, *, by: Actor, at: datetime) -> None:
    """For whom an agent filed, finds the filing: it is the client's, too, from now on, and so is its case.

    Refused: anybody but the client whose paper, number and name the court has checked; what was found before.
    """
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        if row is None or by.person is None or not is_client_of(by.person, filing_view(row)):
            raise Refused(HIDDEN)
        assert row.holder is not None  # noqa: S101 - as in `entrust`
        law = "CPL 61(1); 在线诉讼规则 7(1)"
        if row.of_case is None:
            law = _decided(record, row, Act.TAKE_UP).law
            name_client(record, row.holder, by.person)
        else:
            party = party_filed_for(case_by_uid(row.of_case), filing_view(row))
            assert party is not None  # noqa: S101 - as in `docket_agent`
            join_by_identity(record, row.of_case, party.uid)
        record(FilingTakenUp(filing=row.uid, client=by.person), under=law, case=row.of_case)


def dismiss_agent(filing: UUID, *, by: Actor, at: datetime) -> None:
    """The client takes the authority back and goes on alone: the filing is the client's, the agent sees it no more.

    What the agent did until now stays done; a correction that the agent has begun goes. Once there is a case the
    authority is taken back there. Refused: anybody but the client.
    """
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        authority = authority_of(filing_view(row)) if row else None
        if row is None or authority is None or by.person is None or authority.client != by.person:
            raise Refused(HIDDEN)
        move = _decided(record, row, Act.DISMISS_AGENT)
        end_filed_authority(record, authority.uid)
        Draft.objects.filter(corrects=row.uid, handed_in_at=None).delete()
        row.applicant, row.answers = by.person, as_own(row.answers)
        row.save(update_fields=["applicant", "answers"])
        fact = FilingAgentDismissed(filing=row.uid, authority=authority.uid, client=by.person)
        record(fact, under=move.law)


def _decided(record: Recording, row: Filing, what: Act) -> Move:
    authority = authority_of(filing_view(row))
    by_agent = files_for_client(row.answers, row.applicant) and row.of_case is None
    unknown = by_agent and authority is not None and authority.client is None
    holds = guards([("by_agent", by_agent), ("client_unknown", unknown)])
    found = SCRUTINY.decide(row.stage, what, role=record.by.role, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
