"""Relief from fees: waiver, reduction, deferral (交纳办法 44-51)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tongban.fees.rules.exact import FEN, to_fen
from tongban.fees.rules.tables import relief_grounds
from tongban.fees.vocabulary import Fee, Relief, ReliefAnswer, ReliefGround
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import step

LEAST_PERCENT = 30
WHOLE = 100
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True)
class Application:
    """What is applied for and what came with it.

    `ground`: a row of the table. `percent`: how much less is asked for or granted, for a reduction only.
    """

    ground: str
    natural_person: bool
    written: bool
    hardship_proof: bool
    livelihood_proof: bool = False
    percent: str = ""


def relief(application: Application, owed: Fee) -> ReliefAnswer | tuple[Refusal, ...]:
    """What the applicant pays now, later and not at all, or everything that stands in the way.

    On the grounds that the decree names the court must grant relief (45-47); the clause "other cases" a person weighs.
    A refusal needs written reasons (48(3)); a waiver or a reduction is stated in the judgment (51).
    """
    found = obstacles(application)
    if found:
        return found
    ground = relief_grounds()[application.ground]
    payable, nothing = owed.payable, Money(0)
    now, later, waived = nothing, nothing, nothing
    if ground.relief is Relief.WAIVER:
        waived = payable
    elif ground.relief is Relief.DEFERRAL:
        later = payable
    else:
        kept = Fraction(owed.exact) * (WHOLE - Fraction(application.percent)) / WHOLE * FEN
        now = Money(to_fen(kept.numerator, kept.denominator))
        waived = payable - now
    amounts = {"now": now.decimal_text, "later": later.decimal_text, "waived": waived.decimal_text}
    told = [step("fees.relief_ground", ground.article, ground=ground.term, relief=ground.relief.term)]
    if ground.open:
        told.append(step("fees.relief_weighed", ground.article))
    told.append(step("fees.relief_amounts", "交纳办法 44", **amounts))
    if ground.relief is Relief.DEFERRAL:
        told.append(step("fees.relief_before_docketing", "交纳办法 49"))
    else:
        told.append(step("fees.relief_stated", "交纳办法 51"))
    return ReliefAnswer(ground.relief, now, later, waived, ground.open, ground.article, tuple(told))


def obstacles(application: Application) -> tuple[Refusal, ...]:
    """Everything that stands in the way of the application, whatever the fee."""
    ground = relief_grounds().get(application.ground)
    if ground is None:
        typed = (("typed", application.ground[:40]),)
        return (Refusal("fees.relief_ground_unknown", "交纳办法 45-47", ("ground",), typed),)
    return tuple(_obstacles(application, ground))


def _obstacles(application: Application, ground: ReliefGround) -> Iterator[Refusal]:
    if ground.relief is Relief.WAIVER and not application.natural_person:
        yield Refusal("fees.waiver_natural_persons", "交纳办法 44(2)", ("ground",))
    if not application.written:
        yield Refusal("fees.relief_in_writing", "交纳办法 48(1)", ("written",))
    if not application.hardship_proof:
        yield Refusal("fees.hardship_proof_missing", "交纳办法 48(1)", ("hardship_proof",))
    if ground.livelihood and not application.livelihood_proof:
        yield Refusal("fees.livelihood_proof_missing", "交纳办法 48(2)", ("livelihood_proof",))
    if ground.relief is Relief.REDUCTION:
        percent = Fraction(application.percent) if _PERCENT.fullmatch(application.percent) else None
        if percent is None or not LEAST_PERCENT <= percent < WHOLE:
            facts = (("typed", application.percent[:20] or "-"), ("least", str(LEAST_PERCENT)))
            yield Refusal("fees.reduction_share", "交纳办法 46(2)", ("percent",), facts)
    elif application.percent:
        yield Refusal("fees.percent_superfluous", ground.article, ("percent",), (("relief", ground.relief.term),))
