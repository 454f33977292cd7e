"""Words of the exchange of files with the post, and of mail that comes back (邮寄送达规定 6-9; SI 135)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tongban.delivery.vocabulary import ReturnReason
from tongban.kernel.terms import Term

COLUMNS = ("letter", "number", "state", "day", "reason", "signer")
"""The columns of the file in which the post tells what became of letters."""
LISTED = ("letter", "to", "phone", "address", "court", "case")
"""The columns of the list that goes to the post."""


class PostState(Term):
    """What the post tells of a letter."""

    TAKEN = "taken", "收寄"
    TRIED = "tried", "投递未成功"
    SIGNED = "signed", "妥投签收"
    RETURNED = "returned", "退回"


class RowFlaw(StrEnum):
    """What is wrong with a row of the post."""

    COLUMNS = "columns"
    NO_SUCH_LETTER = "no_such_letter"
    STATE = "state"
    DAY = "day"
    REASON = "reason"
    SIGNER = "signer"
    NUMBER = "number"
    ORDER = "order"
    OVER = "over"
    EARLY_RETURN = "early_return"
    OPPONENT = "opponent"


class FileFlaw(StrEnum):
    """Why a whole file cannot be read."""

    NOT_TEXT = "not_text"
    HEAD = "head"
    EMPTY = "empty"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class PostRow:
    """One row that can be read. `letter`: the court's own number of the letter; `number`: the post's."""

    line: int
    letter: str
    number: str
    state: PostState
    day: date
    reason: ReturnReason | None
    signer: str
    digest: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken, with everything that is wrong with it."""

    line: int
    raw: str
    digest: str
    flaws: tuple[RowFlaw, ...]


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """What is known of a letter when the post tells of it; `opponents`: who takes no papers for its recipient."""

    open: bool
    posted: date | None
    tracking: str
    tries: int
    queued: date
    opponents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail server says that a message of ours did not reach its mailbox after all (RFC 3464).

    `attempt`: whose message it was; `status`: the server's code (5.1.1); `final` is False for a mere delay.
    """

    attempt: UUID
    status: str
    final: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a message service says of one message."""

    attempt: UUID
    arrived: bool
    why: str


@dataclass(frozen=True, slots=True)
class PostFileView:
    """A file of the post as the desk reads it."""

    uid: UUID
    name: str
    received_at: datetime
    rows: int
    taken: int
    refused: int
    repeated: int
    flaw: str
    done: bool


@dataclass(frozen=True, slots=True)
class PostFindingView:
    """A row of the post that a person must look at."""

    file: str
    line: int
    raw: str
    flaws: tuple[RowFlaw, ...]


@dataclass(frozen=True, slots=True)
class BatchView:
    """Letters that are printed and posted together, as the desk reads them."""

    uid: UUID
    court: str
    number: int
    at: datetime
    letters: int
    listed_at: datetime | None


@dataclass(frozen=True, slots=True)
class BatchLetter:
    """One letter of a batch: what stands on its envelope, and the papers inside."""

    uid: UUID
    number: str
    to: str
    address: str
    case: str
    papers: tuple[UUID, ...]
