"""For whom an agent filed, is told by the court itself when there is a case (CPL 61-63; 在线诉讼规则 10)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.queries import case_by_uid
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.open_case import join_letter
from tongban.delivery.vocabulary import Purpose
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.for_client import party_filed_for
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.mediation.actions.early import pass_early_on
from tongban.register.vocabulary import DueWork

_DISMISSED = "CPL 63"
_LAW = "CPL 61(1), 63; 在线诉讼规则 4, 10"


def invite_client(work: DueWork) -> None:
    """Reaction to `FilingAccepted`: the client of an agent who is not in the case yet gets the letter with the code.

    So the client knows of the case, answers itself whether it may be online, and can take the authority back.
    """
    filing = filing_by_uid(UUID(work.entry.body["filing"]))
    case = case_by_uid(UUID(work.entry.body["case"]))
    party = party_filed_for(case, filing) if filing.by_agent else None
    if party is None or party.joined:
        return
    with act(by=Actor.office(case.court, _LAW), at=work.now, fulfils=work) as record:
        order(record, case, join_letter(record, case, party), party.uid, Purpose.OTHER)


def pass_mediation_on(work: DueWork) -> None:
    """Reaction to `FilingAgentDismissed`: a mediation that the agent agreed to is the client's own from now on."""
    body = work.entry.body
    filing = filing_by_uid(UUID(body["filing"]))
    with act(by=Actor.office(filing.court, _DISMISSED), at=work.now, fulfils=work) as record:
        pass_early_on(record, filing.uid, UUID(body["client"]))
