"""The ways of service in the order of the law: what was tried, what may come next (CPL 88-95; SI 130-140).

The table is the law of the ladder; pages, acts and the reconciliation read it and have no order of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.cases.vocabulary import Track
from tongban.delivery.vocabulary import AttemptState, Channel, ReturnReason
from tongban.delivery.vocabulary.elsewhere import UNFIT, Undone
from tongban.delivery.vocabulary.owed import AttemptFacts
from tongban.delivery.vocabulary.visits import NoticeGround, NoticeText
from tongban.kernel.refusal import Refusal

LEAST = 10
"""Characters below which nothing has been said; a house rule."""
DECIDE_WITHIN = 3
"""Days within which a person decides how to go on when every way failed, or about a doubt; a house rule."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One way: its article, and the days within which something must have been heard of it (a house rule where the
    law names none). `by_hand`: a person takes it; the others are taken by themselves.
    """

    channel: Channel
    law: str
    days: int
    by_hand: bool = True


LADDER = (
    Rung(Channel.PORTAL, "CPL 90; 在线诉讼规则 29, 31", 2, by_hand=False),
    Rung(Channel.EMAIL, "CPL 90; 在线诉讼规则 29, 31; SI 135", 2, by_hand=False),
    Rung(Channel.MESSAGE, "CPL 90; 在线诉讼规则 29, 31; SI 135", 2, by_hand=False),
    Rung(Channel.SMS, "在线诉讼规则 32", 2, by_hand=False),
    Rung(Channel.DIRECT, "CPL 88; SI 131", 0),
    Rung(Channel.LEFT, "CPL 89; SI 130", 0),
    Rung(Channel.LETTER, "CPL 91; 邮寄送达 1, 6", 20),
    Rung(Channel.ENTRUSTED, "CPL 91; SI 134", 20),
    Rung(Channel.UNIT, "CPL 92-94", 20),
    Rung(Channel.NOTICE, "CPL 95; SI 138-140", 2),
)
BEFORE_NOTICE = ((Channel.DIRECT, Channel.ENTRUSTED), (Channel.LETTER,))
"""What must have failed before other ways count as exhausted: of each group at least one (CPL 95)."""
NEVER_SENT = "never_sent"
"""The code of a way that was given up before anything left the court."""
_UNTRIED = frozenset({*(one.value for one in Undone), UNFIT, NEVER_SENT})
"""Codes of ways on which nobody set out, as far as the file shows."""
_RETURNED = frozenset(one.value for one in ReturnReason)


def rung(channel: Channel) -> Rung:
    """The row of a way."""
    return next(row for row in LADDER if row.channel is channel)


def failed_ways(tried: Iterable[AttemptFacts]) -> frozenset[Channel]:
    """The ways that were taken, counted and failed. Papers that another court sent back untried exhaust no way; those
    that it posted and that came back are the post's.
    """
    ended = [one for one in tried if one.counts and one.state is AttemptState.FAILED and one.why not in _UNTRIED]
    return frozenset(
        Channel.LETTER if one.channel is Channel.ENTRUSTED and one.why in _RETURNED else one.channel for one in ended
    )


def notice_bars(tried: Iterable[AttemptFacts], track: Track, ground: NoticeGround) -> tuple[Refusal, ...]:
    """Everything that stands against a public notice now; what is written in it is judged by `notice_flaws`."""
    found = []
    if track.simple:
        found.append(Refusal("delivery.notice_in_simplified", "SI 140"))
    if track is Track.PAYMENT_ORDER:
        found.append(Refusal("delivery.notice_of_payment_order", "CPL 225(1)(ii); SI 427(1)(iv), 430(2)"))
    if ground is NoticeGround.EXHAUSTED:
        failed = failed_ways(tried)
        missing = [group[0] for group in BEFORE_NOTICE if not failed.intersection(group)]
        if missing:
            told = (("ways", "、".join(one.term for one in missing)),)
            found.append(Refusal("delivery.ways_left", "CPL 95", ("ground",), told))
    return tuple(found)


def notice_flaws(text: NoticeText) -> tuple[Refusal, ...]:
    """What is missing in a public notice: reason and course stand in the file, the gist in the notice."""
    found = []
    if len(text.course.strip()) < LEAST:
        found.append(Refusal("delivery.course_missing", "CPL 95(2)", ("course",), (("least", str(LEAST)),)))
    if len(text.gist.strip()) < LEAST:
        found.append(Refusal("delivery.gist_missing", "SI 139", ("gist",), (("least", str(LEAST)),)))
    return tuple(found)


def notice_period(*, abroad: bool) -> str:
    """The period of the table after which a public notice serves: 30 days, 60 abroad (CPL 95, 283)."""
    return "public_notice_foreign" if abroad else "public_notice_domestic"


def next_ways(tried: Iterable[AttemptFacts], track: Track) -> tuple[tuple[Rung, tuple[Refusal, ...]], ...]:
    """The ways that somebody can take by hand, in the order of the law, each with what stands against it now.

    Leaving papers is how a visit may end, no way of its own to set out on.
    """
    bars = {Channel.NOTICE: notice_bars(tried, track, NoticeGround.MISSING)}
    return tuple((row, bars.get(row.channel, ())) for row in LADDER if row.by_hand and row.channel is not Channel.LEFT)
