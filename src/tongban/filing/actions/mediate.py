"""Mediation before registration (先行调解): proposed, agreed to, and back (CPL 125; 在线调解规则 4, 7, 8, 21).

The filing goes as it is and comes back as it is: nothing is typed or uploaded anew.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.cases.vocabulary.agents import Power
from tongban.filing.actions.for_client import HIDDEN, speaks_for
from tongban.filing.actions.further import last_day
from tongban.filing.events import (
    EarlyMediationDeclined,
    EarlyMediationProposed,
    FilingFromMediation,
    FilingSettled,
    FilingToMediation,
)
from tongban.filing.models import Filing
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.vocabulary import Act, Early
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

SETTLING = frozenset({"agreed", "settled"})
"""Outcomes of a mediation after which nothing is left to register (在线调解规则 25(1), (2))."""


def propose_mediation(filing: UUID, *, by: Actor, at: datetime) -> None:
    """Clerk or judge propose mediation first; the seven days run on until the plaintiff agrees.

    Refused: a filing of another court, one that is not under review, that came through another court, or in which
    mediation was spoken of.
    """
    with act(by=by, at=at) as record:
        row, law = _decided(record, filing, Act.PROPOSE_MEDIATION)
        _keep(row, Early.PROPOSED)
        record(EarlyMediationProposed(filing=row.uid), under=law)


def decline_mediation_first(filing: UUID, *, by: Actor, at: datetime) -> None:
    """The plaintiff does not want it: without any disadvantage (CPL 96, 125). Refused when nobody proposed it."""
    with act(by=by, at=at) as record:
        row, law = _decided(record, filing, Act.DECLINE_MEDIATION)
        _keep(row, Early.DECLINED)
        record(EarlyMediationDeclined(filing=row.uid), under=law)


def go_to_mediation(filing: UUID, wish: UUID | None = None, *, by: Actor, at: datetime) -> None:
    """The plaintiff agrees to mediation first, or asks for it unasked; the court's seven days stop.

    `wish`: whom of the court's register the plaintiff would like as mediator (在线调解规则 10(1)). Refused: not the
    plaintiff, an agent who may not settle (SI 147(1)), a filing that is decided or waits for a correction, one that
    came through another court, a second time.
    """
    with act(by=by, at=at) as record:
        row, law = _decided(record, filing, Act.GO_TO_MEDIATION)
        _keep(row, Early.AGREED)
        record(FilingToMediation(filing=row.uid, court=row.court, wish=wish), under=law)


def number_mediation(record: Recording, filing: UUID, number: str) -> None:
    """A step: the mediation of the filing has its number; the case that may follow names it (民诉前调)."""
    del record  # proves that an act is open
    Filing.objects.filter(uid=filing).update(early_number=number)


def come_back_from_mediation(work: DueWork) -> None:
    """Reaction to `EarlyMediationEnded`: settled, the filing rests; else it is under review again, as it was.

    The period for the court's decision runs anew from the day of its return (在线调解规则 21(1), (2)).
    """
    body = work.entry.body
    filing, outcome = UUID(body["filing"]), body["outcome"]
    court = Filing.objects.values_list("court", flat=True).get(uid=filing)
    settled = outcome in SETTLING
    office = Actor.office(court, "在线调解规则 20(1), 21: a filing comes back from mediation")
    with act(by=office, at=work.now, fulfils=work) as record:
        what = Act.SETTLE if settled else Act.COME_BACK
        if not SCRUTINY.allows(locked(Filing.objects.filter(uid=filing)).get().stage, what):
            raise NothingToDo
        row, law = _decided(record, filing, what)
        if settled:
            row.decided_at = work.now
            _keep(row, Early.SETTLED, "decided_at")
            record(FilingSettled(filing=row.uid, outcome=outcome), under=law)
        else:
            row.decide_by = last_day("filing_decision", work.now, row.court)
            row.mediated_by = UUID(body["mediator"]) if body["mediator"] else None
            _keep(row, Early.FAILED, "decide_by", "mediated_by")
            record(FilingFromMediation(filing=row.uid, outcome=outcome, decide_by=row.decide_by), under=law)


def _keep(row: Filing, early: Early, *fields: str) -> None:
    row.early = early
    row.save(update_fields=["stage", "early", *fields])


def _decided(record: Recording, filing: UUID, what: Act) -> tuple[Filing, str]:
    """The filing, locked, at the stage to which the act leads, and the article."""
    row, by = locked(Filing.objects.filter(uid=filing)).first(), record.by
    if row is None or (by.role != "party" and by.court != row.court):
        raise Refused(HIDDEN)
    if by.role == "party":
        speaks_for(record, row, Power.SETTLE if what is Act.GO_TO_MEDIATION else None)
    holds = guards(
        [
            ("an_action", forms()[row.interview].opens is None),
            ("handed_in_here", not row.matter),
            ("not_spoken_of", row.early == Early.NONE),
            ("mediation_proposed", row.early == Early.PROPOSED),
            ("not_tried_before", row.early in {Early.NONE, Early.PROPOSED, Early.DECLINED}),
        ]
    )
    move = SCRUTINY.decide(row.stage, what, role=by.role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    return row, move.law
