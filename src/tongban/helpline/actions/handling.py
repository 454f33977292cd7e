"""The court deals with a ticket: a colleague takes it, the judge of the case gets it, somebody answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.frame.acts import act
from tongban.helpline.actions.steps import held, moved, say
from tongban.helpline.events import TicketAnswered, TicketAssigned, TicketHandedBack, TicketHandedOn
from tongban.helpline.rules.tickets import basis, judge_words
from tongban.helpline.vocabulary import HOTLINE_LAW, Act, Category, Condition, Said
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import staff_uids


def assign(ticket: UUID, to: UUID | None, *, by: Actor, at: datetime) -> None:
    """Name who of the court answers. Refused: nobody, or somebody who may not see the ticket."""
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        moved(record, row, Act.ASSIGN)
        functions = ("clerk", "president") if row.layer == Layer.HELPLINE else ("president",)
        if to is None or not any(to in staff_uids(row.court, role, at=at) for role in functions):
            raise Refused(Refusal("helpline.not_of_this_court", HOTLINE_LAW, ("to",)))
        row.assigned_to = to
        row.save(update_fields=["assigned_to"])
        record(TicketAssigned(ticket=row.uid, to=to), under=HOTLINE_LAW)


def hand_on(ticket: UUID, *, by: Actor, at: datetime) -> None:
    """Hand it to the judge of the case. Refused: no case, no judge yet, a complaint about the court's own work."""
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        case = case_by_uid(row.concerns) if row.concerns else None
        judge = case.judge if case and case.court == row.court else None
        holds = [Condition.CASE_HAS_JUDGE] if judge else []
        holds += [] if row.layer == Layer.COMPLAINT else [Condition.NO_COMPLAINT]
        moved(record, row, Act.HAND_ON, holds=holds)
        assert judge is not None  # noqa: S101 - the table asked for it
        row.assigned_to, row.case = judge, row.concerns
        row.save(update_fields=["stage", "assigned_to", "case"])
        record(TicketHandedOn(ticket=row.uid, to=judge), under=HOTLINE_LAW)


def hand_back(ticket: UUID, *, by: Actor, at: datetime) -> None:
    """The judge gives it back to the hotline, and sees it no longer."""
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        moved(record, row, Act.HAND_BACK)
        row.assigned_to, row.case = None, None
        row.save(update_fields=["stage", "assigned_to", "case"])
        record(TicketHandedBack(ticket=row.uid), under=HOTLINE_LAW)


def answer(ticket: UUID, words: str, *, by: Actor, at: datetime) -> None:
    """Answer: the person reads it on the portal; who has no account is called back with these words."""
    require(judge_words(words))
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        moved(record, row, Act.ANSWER)
        row.answered_at, row.assigned_to = at, by.person
        row.save(update_fields=["stage", "answered_at", "assigned_to"])
        digest = say(record, row, Said.ANSWER, words, by=by.person)
        record(TicketAnswered(ticket=row.uid, digest=digest), under=basis(Category(row.category)))
