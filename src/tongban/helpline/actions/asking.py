"""A person asks the court, or somebody of the court writes down what a caller asks; asking again; rating the answer."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid, viewer_for
from tongban.cases.queries.openings import case_numbered
from tongban.courts.queries import is_hosted
from tongban.frame.acts import Recording, act
from tongban.helpline.actions.steps import held, moved, say, until
from tongban.helpline.events import TicketRated, TicketReopened, TicketTaken
from tongban.helpline.models import Ticket
from tongban.helpline.queries import ticket_views
from tongban.helpline.rules.tickets import basis, judge_caller, judge_question, judge_stars, judge_words
from tongban.helpline.vocabulary import HOTLINE_LAW, Act, Asked, Category, Channel, Condition, Said, Stage, TicketView
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require

_SIGNS, _LENGTH = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 8
"""Of a reference: none that is taken for another when it is read out on the telephone."""
TAKERS = frozenset({"clerk", "president"})


def ask(*, court: str, category: str, words: str, concerns: UUID | None, by: Actor, at: datetime) -> TicketView:
    """A person asks the court of the own case `concerns`, or without one `court`, on the web or at a counter.

    Refused: no words, no category, no case where one is needed, somebody else's case, no court of this platform, too
    many that wait.
    """
    asked = Asked(category, words, Channel.COUNTER if by.helper_court else Channel.WEB, concerns)
    with act(by=by, at=at) as record:
        waiting = Ticket.objects.filter(holder=by.person).exclude(stage=Stage.ANSWERED).count()
        assert by.person is not None  # noqa: S101 - a party is a person
        own = concerns is None or concerns in viewer_for(by.person, at=at, staff=False).cases
        asks = case_by_uid(concerns).court if concerns and own else court
        found = judge_question(asked, waiting=waiting)
        if not own:
            found.append(Refusal("helpline.case_unknown", HOTLINE_LAW, ("concerns",)))
        elif not is_hosted(asks, timezone.localtime(at).date()):
            found.append(Refusal("helpline.court_missing", HOTLINE_LAW, ("court",)))
        require(found)
        row = _taken(record, asked, asks, holder=by.person)
    return ticket_views([row])[0]


def take_call(asked: Asked, *, number: str = "", by: Actor, at: datetime) -> TicketView:
    """A clerk or the president writes down what somebody without an account asks by telephone or at the counter.

    `number`: that of the case, when the caller names one. Refused: another function, no words, no category, nobody
    to call back, a number that this court does not have.
    """
    if by.role not in TAKERS:
        raise Refused(Refusal("helpline.not_your_act", HOTLINE_LAW, (), (("by", ", ".join(sorted(TAKERS))),)))
    with act(by=by, at=at) as record:
        case = case_numbered(by.court, number) if number.strip() else None
        unknown = [Refusal("helpline.case_unknown", HOTLINE_LAW, ("number",))] if number.strip() and not case else []
        asked = Asked(asked.category, asked.words, asked.channel, case, asked.caller.strip(), asked.phone.strip())
        found = judge_question(asked, waiting=0) + judge_caller(asked)
        require([*unknown, *(no for no in found if not (unknown and no.reason == "helpline.case_missing"))])
        row = _taken(record, asked, by.court, holder=None)
    return ticket_views([row])[0]


def reopen(ticket: UUID, words: str, *, by: Actor, at: datetime) -> None:
    """The answer did not do: the person (or, for a caller, the clerk) says why, and the court answers again."""
    require(judge_words(words))
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        moved(record, row, Act.REOPEN)
        row.due, row.answered_at = until(row.court, Category(row.category), at), None
        row.stars, row.assigned_to, row.case = 0, None, None
        row.save()
        digest = say(record, row, Said.MORE, words, by=by.person if by.role == "party" else None)
        fact = TicketReopened(ticket=row.uid, due=row.due, digest=digest)
        record(fact, under=basis(Category(row.category)))


def rate(ticket: UUID, stars: int, *, by: Actor, at: datetime) -> None:
    """Say how content one is with the answer, once for each answer."""
    require(judge_stars(stars))
    with act(by=by, at=at) as record:
        row = held(record, ticket)
        moved(record, row, Act.RATE, holds=() if row.stars else (Condition.NOT_RATED,))
        row.stars = stars
        row.save(update_fields=["stars"])
        record(TicketRated(ticket=row.uid, stars=stars), under=HOTLINE_LAW)


def _taken(record: Recording, asked: Asked, court: str, *, holder: UUID | None) -> Ticket:
    category = Category(asked.category)
    row = Ticket.objects.create(
        layer=Layer.COMPLAINT if category.complains else Layer.HELPLINE,
        court=court,
        holder=holder,
        reference="".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)),
        category=category,
        channel=asked.channel,
        stage=Stage.WAITING,
        concerns=asked.concerns,
        caller=asked.caller,
        phone=asked.phone,
        asked_at=record.at,
        due=until(court, category, record.at),
    )
    digest = say(record, row, Said.QUESTION, asked.words, by=holder)
    fact = TicketTaken(
        ticket=row.uid,
        category=category,
        channel=asked.channel,
        concerns=asked.concerns,
        due=row.due,
        digest=digest,
    )
    record(fact, under=basis(category))
    return row
