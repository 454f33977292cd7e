"""By which ways papers may go, and from when they count as served (CPL 87-91; 在线诉讼规则 29-32)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.cases.vocabulary import Choice
from tongban.delivery.vocabulary import Arrival, Channel, Planned, Recipient
from tongban.kernel.refusal import Refusal

ELECTRONIC = frozenset({Channel.PORTAL, Channel.EMAIL, Channel.MESSAGE})
_SLIP_LAW = "CPL 87(2), 91"


def ways(recipient: Recipient) -> tuple[Planned, ...]:
    """The ways to go at once.

    Who agreed to electronic service gets the papers on the portal, by e-mail at an address of the person's own and by
    an instant message to an account that the person confirmed (29, 31(1)). Who did not gets a letter (CPL 91); if it
    can look into the case, also a reminder that papers are waiting. A text message only ever reminds, which serves
    nothing (32). Silence is no consent (4), and an address that only the other side named is never written to.
    """
    mail = recipient.mail and bool(recipient.email)
    text = (Planned(Channel.SMS, counts=False),) if recipient.messages and recipient.phone else ()
    if recipient.choice is Choice.ONLINE and recipient.reads:
        message = recipient.messages and bool(recipient.account)
        return (
            Planned(Channel.PORTAL),
            *((Planned(Channel.EMAIL),) if mail else ()),
            *((Planned(Channel.MESSAGE),) if message else ()),
            *text,
        )
    if not recipient.reads or recipient.choice is Choice.OFFLINE:
        return (Planned(Channel.LETTER),)
    return (Planned(Channel.LETTER), *((Planned(Channel.EMAIL, counts=False),) if mail else ()), *text)


def added_ways(recipient: Recipient, gone: Iterable[Channel]) -> tuple[Planned, ...]:
    """The ways that a consent given later opens for papers still under way; those already taken are left out."""
    taken = frozenset(gone)
    return tuple(
        way for way in ways(recipient) if way.channel in ELECTRONIC and way.counts and way.channel not in taken
    )


def effective(arrivals: Iterable[Arrival]) -> Arrival | None:
    """The arrival that counts: the earliest valid one (在线诉讼规则 31(4)); None while there is none.

    A letter's day is compared as a day: on the same day the moment that is known exactly comes first.
    """
    return min(arrivals, key=lambda a: (a.at.date(), a.whole_day, a.at), default=None)


def serves_by_reply(choice: Choice | None) -> bool:
    """Whether confirming receipt online serves papers sent by post: not against a clear no (29(2)(iv), 31(2)(i))."""
    return choice is not Choice.OFFLINE


def slip_problem(day: date, *, posted: date, today: date) -> Refusal | None:
    """Why a day cannot stand on the return slip of a letter posted on `posted`."""
    facts = (("day", day.isoformat()), ("posted", posted.isoformat()))
    if day < posted:
        return Refusal("delivery.slip_before_posting", _SLIP_LAW, ("day",), facts)
    if day > today:
        return Refusal("delivery.slip_ahead", _SLIP_LAW, ("day",), facts)
    return None


def posting_problem(day: date, *, queued: date, today: date) -> Refusal | None:
    """Why a day cannot be the day of posting."""
    facts = (("day", day.isoformat()), ("queued", queued.isoformat()))
    if day < queued:
        return Refusal("delivery.posted_before_made", _SLIP_LAW, ("day",), facts)
    if day > today:
        return Refusal("delivery.posted_ahead", _SLIP_LAW, ("day",), facts)
    return None
