"""Words about a party that dies or can no longer act in court itself, and about who takes its place (CPL 153, 154)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.kernel.terms import Guard


class Loss(Guard):
    """What befell a party that is a person."""

    DEATH = "death", "死亡", "CPL 153(1)(i)"
    CAPACITY = "capacity", "丧失诉讼行为能力", "CPL 153(1)(ii)"


class EndGround(Guard):
    """Why a case ends with the death of a party (终结诉讼)."""

    PLAINTIFF_WITHOUT_HEIRS = (
        "plaintiff_without_heirs",
        "原告死亡，没有继承人，或者继承人放弃诉讼权利",
        "CPL 154(i)",
    )
    DEFENDANT_WITHOUT_ESTATE = (
        "defendant_without_estate",
        "被告死亡，没有遗产，也没有应当承担义务的人",
        "CPL 154(ii)",
    )
    DIVORCE = "divorce", "离婚案件一方当事人死亡", "CPL 154(iii)"
    PERSONAL = (
        "personal",
        "追索赡养费、扶养费、抚养费以及解除收养关系案件的一方当事人死亡",
        "CPL 154(iv)",
    )


@dataclass(frozen=True, slots=True)
class DeathNoted:
    """That a person who stands in an open case was noted as dead in another case of this platform.

    `case`, `number`: the open one; `name`: as the person is called there; `day`: of the death; `noted_in`: the number
    of the case in which it was noted, "" where the viewer does not see that case.
    """

    case: UUID
    number: str
    name: str
    day: date | None
    noted_in: str
