"""Facts about evidence: ids, codes and digests; what was said stays with the case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class ExhibitSubmitted(Fact):
    """A party handed in an exhibit, or what it filed was numbered; `documents` are its files."""

    case: UUID
    exhibit: UUID
    party: UUID
    side: str
    number: int
    documents: tuple[UUID, ...]


class ExhibitKeptSecret(Fact):
    """The judge ordered that only who handed the exhibit in and the judges see it (CPL 71); `reasons` as digest."""

    case: UUID
    exhibit: UUID
    ground: str
    documents: tuple[UUID, ...]
    reasons: str


class ExhibitSecrecyLifted(Fact):
    """The judge lifted the secrecy: the exhibit is on the main file again; `reasons` as digest."""

    case: UUID
    exhibit: UUID
    documents: tuple[UUID, ...]
    reasons: str


class CaptureOrdered(Fact):
    """A party asked the court to take a web page as evidence; `address` is the digest of the address."""

    case: UUID
    capture: UUID
    party: UUID
    address: str


class CaptureEnded(Fact):
    """The page was taken as `exhibit`, the container having `digest`; or it was not, for the reason `refusal`."""

    case: UUID
    capture: UUID
    exhibit: UUID | None
    refusal: str
    digest: str


class FilesRead(Fact):
    """What files of an exhibit say about themselves was noted; `digest` of what was found."""

    case: UUID
    exhibit: UUID
    documents: tuple[UUID, ...]
    digest: str


class CaptureShown(Fact):
    """A party said where its chained record comes from (在线诉讼规则 18); `shown`: the items that are not empty."""

    case: UUID
    exhibit: UUID
    manifest: UUID
    party: UUID
    number: int
    shown: tuple[str, ...]
    digest: str


class ChainReported(Fact):
    """The court had the report on a chained exhibit made (在线诉讼规则 16, 17); `verdicts` are those of its files."""

    case: UUID
    exhibit: UUID
    paper: UUID
    verdicts: tuple[str, ...]


class ChainRuled(Fact):
    """The judge ruled about a chained exhibit (在线诉讼规则 16-19); `motion` is the party that asked, None: ex officio.

    `verdicts` are those of the check of its files at that moment.
    """

    case: UUID
    exhibit: UUID
    ruling: str
    motion: UUID | None
    verdicts: tuple[str, ...]
    digest: str


class ProofImported(Fact):
    """A party handed in somebody else's proof about its exhibit; the worker checks it."""

    case: UUID
    exhibit: UUID
    proof: UUID
    party: UUID
    form: str
    digest: str


class ProofChecked(Fact):
    """The program checked an outside proof: `verdict` in the words of the ledger, `platform` None when unknown here."""

    case: UUID
    exhibit: UUID
    proof: UUID
    verdict: str
    platform: UUID | None


class PlatformEntered(Fact):
    """The president entered an evidence platform into the register, under review."""

    platform: UUID
    court: str
    kind: str


class PlatformDecided(Fact):
    """The president admitted, suspended or withdrew an evidence platform; `digest` of the reason."""

    platform: UUID
    court: str
    source: str
    target: str
    digest: str


class ExhibitAudited(Fact):
    """The court decided about the form of an exhibit; `ground` is a trigger or a cure of 在线诉讼规则 12, 13."""

    case: UUID
    exhibit: UUID
    source: str
    target: str
    ground: str


class ExhibitExamined(Fact):
    """The exhibit was shown and the other side had its say (质证): it may now found a judgment."""

    case: UUID
    exhibit: UUID
    how: str


class RoundOpened(Fact):
    """The court opened a round of exchange or inquiry, with everybody's consent to this step."""

    case: UUID
    round: UUID
    kind: str
    until: date
    questions: int


class RoundClosed(Fact):
    """The court closed a round."""

    case: UUID
    round: UUID
    kind: str


class OpinionGiven(Fact):
    """A party said of an exhibit whether it is authentic, lawful and relevant; `digest` of its reasons."""

    case: UUID
    exhibit: UUID
    party: UUID
    authenticity: bool
    legality: bool
    relevance: bool
    original_differs: bool
    digest: str


class QuestionAnswered(Fact):
    """A party answered a question of the court."""

    case: UUID
    question: UUID
    party: UUID
    digest: str
