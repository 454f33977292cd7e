"""The form of a parcel: one numbered, signed file of a file gateway (人工摆渡, 单向光闸).

The first line is a JWS that names sender, recipient, number, what is inside, its size and its digest; the content
follows. So a parcel that was cut off, altered, sent twice or to the wrong place is known for what it is, whatever
carried it and however it was named.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import islice
from uuid import UUID

from joserfc.jwk import OKPKey

from tongban.federation.rules.envelope import opened_as, signed
from tongban.kernel.refusal import Refusal

_LAW = "house rule: federation, form of envelopes"
_HEAD_LIMIT = 4096
_NUMBERS = 2**53
"""Numbers of JSON are exact below it (RFC 8785)."""
MANY = 100
"""So many missing numbers are told."""


class What(StrEnum):
    """What a parcel holds."""

    ENVELOPE = "envelope"
    FILE = "file"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The first line: `subject` is the digest of a file or the uid of an envelope; all parcels of the recipient's up to
    the number `seen` have come.
    """

    sender: str
    recipient: str
    number: int
    what: What
    subject: str
    seen: int


def file_name(sender: str, number: int) -> str:
    """The parcel's name; only for people's eyes and for the order of carrying."""
    return f"{sender}-{number:012d}.parcel"


def packed(parcel: Parcel, content: bytes, key: OKPKey) -> bytes:
    """The parcel as a file."""
    facts = {"type": "parcel", "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **asdict(parcel)}
    return signed(facts, parcel.sender, key).encode() + b"\n" + content


def unpacked(data: bytes, key: OKPKey, *, sender: str, recipient: str) -> tuple[Parcel, bytes] | Refusal:
    """Parcel and content, or why it is not taken. `federation.parcel_cut`: not all of it is here (yet)."""
    head, found, content = data.partition(b"\n")
    if not found:
        return Refusal("federation.parcel_cut" if len(head) < _HEAD_LIMIT else "federation.unreadable", _LAW)
    facts = opened_as("parcel", head.decode("ascii", "replace"), key)
    if isinstance(facts, Refusal):
        return facts
    try:
        parcel = Parcel(
            sender=str(facts["sender"]),
            recipient=str(facts["recipient"]),
            number=_number(facts["number"], 1),
            what=What(facts["what"]),
            subject=_subject(What(facts["what"]), str(facts["subject"])),
            seen=_number(facts["seen"], 0),
        )
        size, sha256 = _number(facts["size"], 0), str(facts["sha256"])
    except (KeyError, TypeError, ValueError):
        return Refusal("federation.unreadable", _LAW)
    if (parcel.sender, parcel.recipient) != (sender, recipient):
        return Refusal("federation.not_for_us", _LAW)
    if len(content) < size:
        return Refusal("federation.parcel_cut", _LAW)
    if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
        return Refusal("federation.parcel_altered", _LAW)
    return parcel, content


def _number(named: object, least: int) -> int:
    """A number that the sender can have reached; raises ValueError for any other."""
    if type(named) is not int or not least <= named < _NUMBERS:
        message = f"no number of a parcel: {str(named)[:20]}"
        raise ValueError(message)
    return named


def _subject(what: What, named: str) -> str:
    """The subject, when it can be one; raises ValueError when not."""
    return f"{int(named, 16):064x}" if what is What.FILE else str(UUID(named))


def gaps(numbers: set[int]) -> list[int]:
    """The first `MANY` numbers that have not come although later ones have, in order; the last may be named at will."""
    before_last = range(1, max(numbers, default=0))
    return list(islice((number for number in before_last if number not in numbers), MANY))


def seen_up_to(numbers: set[int]) -> int:
    """The number up to which everything has come."""
    missing = gaps(numbers)
    return missing[0] - 1 if missing else max(numbers, default=0)
