"""By which track a case of first instance is tried: small claims, simplified or ordinary (CPL 160, 165, 166; SI 257).

The amount decides by itself; whatever else counts is a finding of the court, named with its article. The same rule
chooses the track when a case is registered and says later whether it still fits (CPL 169, 170).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.conditions import If
from tongban.cases.rules.procedures.conversions import CONVERSIONS
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.vocabulary import Circumstance, Track
from tongban.courts.law import average_wage, period_amount
from tongban.courts.vocabulary import Court, CourtLevel
from tongban.kernel.money import Money
from tongban.kernel.moves import Conversion
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

AGREED = frozenset({Circumstance.SIMPLIFIED_AGREED, Circumstance.SMALL_CLAIMS_AGREED})
"""What the parties may agree upon; everything else speaks against a track."""
NOT_SIMPLIFIED = frozenset(c for c in Circumstance if c.law.startswith("SI 257"))
"""What bars the simplified procedure, and no agreement helps (SI 257, 264)."""
NOT_SMALL = frozenset(Circumstance) - NOT_SIMPLIFIED - AGREED - {Circumstance.NOT_SIMPLE}
"""What bars small claims alone (CPL 165(1), 166)."""


@dataclass(frozen=True, slots=True)
class TrackQuestion:
    """A case as far as its track goes: what is claimed at which court on which day, and what the court found."""

    claim: Money
    court: Court
    on: date
    found: frozenset[Circumstance] = frozenset()


@dataclass(frozen=True, slots=True)
class TrackAnswer:
    """The track and the steps that lead to it; the last one decided."""

    track: Track
    steps: tuple[Step, ...]

    @property
    def law(self) -> str:
        """The article that decided."""
        return self.steps[-1].law


def track_of(question: TrackQuestion) -> TrackAnswer:
    """The track that the law gives; small claims are no choice where its conditions are met (CPL 165(1))."""
    against = tuple(_against(question))
    if against:
        return TrackAnswer(Track.ORDINARY, against)
    agreed = Circumstance.SIMPLIFIED_AGREED
    if Circumstance.NOT_SIMPLE in question.found:
        return TrackAnswer(Track.SIMPLIFIED, (step("tracks.agreed", agreed.law, circumstance=agreed.term),))
    simple = step("tracks.simple", "CPL 160(1)")
    barred = tuple(_step("tracks.not_small", c) for c in Circumstance if c in question.found & NOT_SMALL)
    if barred:
        return TrackAnswer(Track.SIMPLIFIED, (simple, *barred))
    small, steps = _small_amount(question)
    return TrackAnswer(Track.SMALL_CLAIMS if small else Track.SIMPLIFIED, (simple, *steps))


def _against(question: TrackQuestion) -> Iterator[Step]:
    """What speaks against anything but the ordinary procedure."""
    if question.court.level is not CourtLevel.BASIC:
        yield step("tracks.not_basic", "CPL 160", court=question.court.name)
    yield from (_step("tracks.not_simplified", c) for c in Circumstance if c in question.found & NOT_SIMPLIFIED)
    if Circumstance.NOT_SIMPLE in question.found and Circumstance.SIMPLIFIED_AGREED not in question.found:
        yield _step("tracks.not_simplified", Circumstance.NOT_SIMPLE)


def _step(code: str, circumstance: Circumstance) -> Step:
    return step(code, circumstance.law, circumstance=circumstance.term)


def _small_amount(question: TrackQuestion) -> tuple[bool, tuple[Step, ...]]:
    """Whether the amount is one for small claims: up to half a year's wage, by agreement up to twice (CPL 165)."""
    wage = average_wage(question.court.division_code[:2], question.on)
    if isinstance(wage, Refusal) or wage.amount.currency != question.claim.currency:
        return False, (step("tracks.no_line", "CPL 165; SI 272"),)
    half, twice = Money(wage.amount.minor // 2), Money(wage.amount.minor * 2)
    told = step("tracks.wage", "SI 272", year=wage.year, wage=wage.amount.grouped_text)
    facts = {"amount": question.claim.grouped_text, "half": half.grouped_text, "twice": twice.grouped_text}
    if question.claim <= half:
        return True, (told, step("tracks.small_amount", "CPL 165(1)", **facts))
    if question.claim <= twice and Circumstance.SMALL_CLAIMS_AGREED in question.found:
        return True, (told, step("tracks.small_by_agreement", "CPL 165(2)", **facts))
    code = "tracks.above_half" if question.claim <= twice else "tracks.above_twice"
    return False, (told, step(code, "CPL 165", **facts))


def told_of_small_claims(track: Track, on: date) -> dict[str, dict[str, int]]:
    """What papers tell the parties of small claims, as data (SI 274); nothing in another track."""
    if track is not Track.SMALL_CLAIMS:
        return {}
    return {"small_claims": {"months": period_amount(trial_limit(track), on)}}


def conversions_from(track: Track, stage: str) -> tuple[Conversion, ...]:
    """The conversions into another track of the first instance that exist at `stage`."""
    tables = [table for one, table in TRACKS.items() if one.first_instance]
    return tuple(
        c for c in CONVERSIONS if c.source is TRACKS[track] and c.target in tables and stage in {a for a, _ in c.stages}
    )


def fitting(question: TrackQuestion) -> frozenset[str]:
    """Which conditions of conversions hold on what the court has found."""
    track, found = track_of(question).track, question.found
    conditions = {
        If.UNFIT_FOR_SMALL_CLAIMS: track is not Track.SMALL_CLAIMS,
        If.UNFIT_FOR_SIMPLIFIED: track is Track.ORDINARY,
        If.AGREED_BY_BOTH: Circumstance.SIMPLIFIED_AGREED in found,
        If.NOT_BARRED_FROM_SIMPLIFIED: not found & NOT_SIMPLIFIED,
        If.NOT_BARRED_FROM_SMALL_CLAIMS: not found - AGREED,
        If.SMALL_AMOUNT: _small_amount(question)[0],
    }
    return frozenset(condition for condition, holds in conditions.items() if holds)
