"""The consent to electronic service that an applicant gave in the complaint is kept with the case (在线诉讼规则 29)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from tongban.cases.actions.conduct import note_consent
from tongban.cases.queries import case_by_uid, consent_notice
from tongban.cases.vocabulary import Choice, Step
from tongban.cases.vocabulary.agents import Power
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.for_client import party_filed_for
from tongban.filing.rules.agent import agent_told
from tongban.filing.rules.for_client import CONSENT, may_act
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

QUESTION = CONSENT
_LAW = "在线诉讼规则 29(2)(1)"


def note_service_consent(work: DueWork) -> None:
    """Reaction to `FilingAccepted`: what the applicant answered about electronic service becomes an answer in the case.

    No answer is no consent, nor is that of an agent whose power of attorney does not name it (在线诉讼规则 4): the
    client is asked in the case. The office notes it; channel is the portal or counter at which it was given.
    """
    filing = filing_by_uid(UUID(work.entry.body["filing"]))
    case = case_by_uid(UUID(work.entry.body["case"]))
    party, by_agent = party_filed_for(case, filing), filing.by_agent
    choice = filing.answers.get(QUESTION, "")
    if party is None or choice not in set(Choice):
        return
    if by_agent and not may_act(agent_told(filing.answers), Power.CHOOSE_ONLINE):
        return
    office = Actor.office(case.court, _LAW, platform=filing.through_court or party.platform)
    office = replace(office, represents=party.uid) if by_agent else office
    with act(by=office, at=work.now, fulfils=work) as record:
        note_consent(record, case, party, step=Step.SERVICE, choice=choice, notice_version=consent_notice(), law=_LAW)
