"""Reading what a peer's envelope says: each part is checked before anything is done with it.

A peer's signature proves who wrote, not that it is well formed: every reader raises KeyError, TypeError or ValueError
for what does not fit, and whoever opens the envelope turns that into an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tongban.courts.queries import ancestors
from tongban.documents.vocabulary import Material
from tongban.federation.queries import speaks_for
from tongban.federation.vocabulary import Envelope
from tongban.filing.vocabulary import Answers
from tongban.filing.vocabulary.oral import ORAL_COURT
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.facts import plain
from tongban.people.queries import rights_used
from tongban.people.vocabulary import MemberRight

APART = 600
"""Seconds by which another platform's clock may go ahead of ours; a house rule."""
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What reading a malformed envelope raises."""


def text(value: object, limit: int) -> str:
    """Plain text of at most `limit` signs."""
    if not isinstance(value, str) or len(value) > limit or "\x00" in value:
        message = f"a text of at most {limit} signs is expected"
        raise ValueError(message)
    return value


def moment(value: object) -> datetime:
    """A time with its zone."""
    found = datetime.fromisoformat(text(value, 40))
    if found.tzinfo is None:
        message = "a time without zone"
        raise ValueError(message)
    return found


def done_before(value: object, now: datetime) -> datetime:
    """The time at which something was done elsewhere that came here at `now`: not later, whatever that clock says."""
    found = moment(value)
    if found > now + timedelta(seconds=APART):
        message = "a time that has not come yet"
        raise ValueError(message)
    return min(found, now)


def materials(envelope: Envelope, listed: Sequence[dict[str, Any]]) -> tuple[Material, ...]:
    """Files named in the body; each must travel with this envelope, so that nobody names a file that is not his."""
    sent = {attachment.sha256: attachment for attachment in envelope.attachments}
    return tuple(
        Material(
            question=text(item["question"], 64),
            name=text(item["name"], 120),
            sha256=sent[item["sha256"]].sha256,
            sm3=text(item["sm3"], 64),
            size=int(item["size"]),
            media_type=text(item["media_type"], 80),
            pages=int(item["pages"]),
        )
        for item in listed
    )


def answers_of_peer(told: dict[str, Any], peer: str, on: date) -> Answers:
    """Answers of an interview; a clerk who took them down (CPL 123(2)) sat at a court for which this peer speaks."""
    found = {text(key, 64): text(value, 6000) for key, value in told.items()}
    if found.get(ORAL_COURT):
        court_of_peer(found[ORAL_COURT], peer, on)
    return found


def court_of_peer(code: object, peer: str, on: date) -> str:
    """A court for which this peer speaks."""
    court = text(code, 16)
    if not speaks_for(peer, [court, *(above.code for above in ancestors(court, on))]):
        message = "a court of another platform"
        raise ValueError(message)
    return court


def actor_of_peer(data: dict[str, Any], peer: str, on: date) -> Actor:
    """The person as the peer vouches for; whatever role was claimed, through a peer one acts as a party only."""
    return Actor(
        kind=ActorKind.PERSON,
        role="party",
        person=uid(data["person"]),
        level=IdentityLevel(data["level"]),
        platform=peer,
        helper=uid(data["helper"]) if data["helper"] else None,
        helper_court=court_of_peer(data["helper_court"], peer, on) if data["helper_court"] else "",
        member=_rights(data.get("member")),
    )


def actor_for_peer(by: Actor, at: datetime) -> dict[str, Any]:
    """The person as this platform vouches for it to a peer, with the rights of a member at `at` (民法典 170)."""
    rights = rights_used(by, at=at)
    told: dict[str, Any] = plain(replace(by, member=None if rights is None else tuple(sorted(rights))))
    return told


def _rights(told: object) -> tuple[str, ...] | None:
    """The rights of a member as a peer tells them; None for who is none, and where the peer tells of no members."""
    if told is None:
        return None
    if not isinstance(told, list):
        message = "a list of rights is expected"
        raise TypeError(message)
    return tuple(sorted({MemberRight(text(one, 16)).value for one in told}))


def uid(value: object) -> UUID:
    """An identifier."""
    return UUID(text(value, 36))
