"""Facts about hearings: ids, codes, times and digests; the words stay in the record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class HearingSet(Fact):
    """Place and time of a hearing are fixed; a summons to each party was ordered."""

    case: UUID
    hearing: UUID
    mode: str
    starts_at: datetime


class HearingLifted(Fact):
    """The hearing does not take place, or not to its end: its case was converted and is prepared anew."""

    case: UUID
    hearing: UUID


class HearingOpened(Fact):
    """The judge opened the hearing; `present` are the parties that take part, `agents` the authorities checked.

    `written`: parties that stayed away and had stated their will in writing (CPL 65). `online`: who of `present` and
    `agents` takes part over the platform, `checks` the check of each one's identity (在线诉讼规则 7(3)); the others
    were seen in the room.
    """

    VERSION = 2

    case: UUID
    hearing: UUID
    present: tuple[UUID, ...]
    agents: tuple[UUID, ...]
    written: tuple[UUID, ...]
    online: tuple[UUID, ...] = ()
    checks: tuple[UUID, ...] = ()


class RecordLineWritten(Fact):
    """A line of the record was written; `corrects` names the line it corrects."""

    case: UUID
    hearing: UUID
    number: int
    part: str
    speaker: str
    corrects: int | None
    digest: str


class AgentNamedByWord(Fact):
    """A party named an agent by word; line `number` of the record says so, `digest` is that line's."""

    case: UUID
    hearing: UUID
    authority: UUID
    party: UUID
    number: int
    digest: str


class HearingClosed(Fact):
    """The judge closed the hearing; nothing is added to its record any more. `digest` is that of all its lines."""

    case: UUID
    hearing: UUID
    lines: int
    digest: str


class RecordConfirmed(Fact):
    """A party confirmed the record, signed it on paper, or refused; `digest` names the record it was about."""

    case: UUID
    hearing: UUID
    party: UUID
    way: str
    objects: bool
    level: str
    digest: str


class AsyncHearingAsked(Fact):
    """A party asked for an asynchronous hearing and every condition of the rules was met; the court decides."""

    case: UUID
    request: UUID
    party: UUID
    difficulty: str


class WitnessSummoned(Fact):
    """The witness is to come to the hearing: the notice was made, and a letter with a code where none has joined."""

    case: UUID
    witness: UUID
    hearing: UUID


class GuaranteeSigned(Fact):
    """The witness promised to tell the truth (证据规定 71); `version` of the text, online or on paper."""

    case: UUID
    witness: UUID
    version: str
    way: str


class WitnessCalledIn(Fact):
    """The judge called a witness into the room; from now on the witness is heard. `confronted`: beside another one."""

    case: UUID
    hearing: UUID
    witness: UUID
    confronted: bool


class ExhibitShownToWitness(Fact):
    """The judge showed a witness an exhibit; `documents` are the witness's views of its files."""

    case: UUID
    hearing: UUID
    witness: UUID
    exhibit: UUID
    documents: tuple[UUID, ...]


class WitnessReleased(Fact):
    """The witness left the room."""

    case: UUID
    hearing: UUID
    witness: UUID


class StatementConfirmed(Fact):
    """The witness confirmed the record of what the witness said, signed it on paper, or refused."""

    case: UUID
    hearing: UUID
    witness: UUID
    way: str
    objects: bool
    digest: str
