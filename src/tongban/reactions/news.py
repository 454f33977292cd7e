"""News for persons of what the court did with a filing, and of money: told where it is known whose matter it is."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.cooperation.queries import matter_seen_by
from tongban.cooperation.vocabulary import Answer
from tongban.fees.queries.charges import payer_of
from tongban.fees.queries.refunds import refunded_party
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.for_client import told_of_filing
from tongban.helpline.actions.notices import leave_news, with_agents
from tongban.helpline.vocabulary import News
from tongban.register.vocabulary import DueWork

_OF_FILINGS = {
    "filing_accepted": News.REGISTERED,
    "correction_asked": News.CORRECTION,
    "correction_period_moved": News.PERIOD_MOVED,
    "filing_refused": News.REFUSED,
    "other_court_named": News.OTHER_COURT,
    "early_mediation_proposed": News.MEDIATION,
}
_OF_ANSWERS = {
    Answer.ACCEPTED: News.REGISTERED,
    Answer.CORRECTION: News.CORRECTION,
    Answer.REFUSED: News.REFUSED,
    Answer.RETURNED: News.REFUSED,
}


def tell_of_filing(work: DueWork) -> None:
    """Reaction to what the court does with a filing: who filed, and an agent's client, is told where it stands."""
    filing = filing_by_uid(UUID(work.entry.body["filing"]))
    told = told_of_filing(filing, timezone.localtime(work.now).date())
    leave_news(work, _OF_FILINGS[work.entry.event], filing.court, told, filing.uid)


def tell_of_taking_back(work: DueWork) -> None:
    """Reaction to `FilingTakenBack`: who filed, and an agent's client, is told, whoever of them did it; and whoever did
    not, learns that somebody acted in the own name.
    """
    filing = filing_by_uid(UUID(work.entry.body["filing"]))
    told = told_of_filing(filing, timezone.localtime(work.now).date())
    leave_news(work, News.TAKEN_BACK, filing.court, told, filing.uid)


def tell_of_matter(work: DueWork) -> None:
    """Reaction to `AnswerTaken`: what the court of another platform did with what was handed in here; and to
    `MatterPeriodMoved`.

    Within one platform the fact of the filing itself is told.
    """
    court = str(work.entry.actor.get("court", ""))
    matter = matter_seen_by(Viewer.office(court, work.now), UUID(work.entry.body["matter"]))
    if matter.peer:
        told = work.entry.body.get("answer")
        kind = _OF_ANSWERS[Answer(told)] if told else News.PERIOD_MOVED
        leave_news(work, kind, matter.from_court, {matter.applicant}, matter.uid)


def tell_of_fee(work: DueWork) -> None:
    """Reaction to `ChargeFallsDue`: the party that owes the fee, and its agents, are told that its days to pay run."""
    body = work.entry.body
    _tell_party(work, News.FEE, UUID(body["case"]), payer_of(UUID(body["charge"])))


def tell_of_refund(work: DueWork) -> None:
    """Reaction to `RefundProposed`, `RefundFailed` and `RefundPaid`: whose money it is, is told."""
    concerned = refunded_party(UUID(work.entry.body["refund"]))
    if concerned:
        _tell_party(work, News.REFUND, *concerned)


def _tell_party(work: DueWork, kind: News, uid: UUID, party: UUID) -> None:
    case = case_by_uid(uid)
    leave_news(work, kind, case.court, with_agents(case, case.stand_for(party), work.now), case.uid)
