"""What becomes of a case whose jurisdiction is in question: submission, priority, transfer, designation, objection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tongban.kernel.steps import Step
from tongban.kernel.terms import Term


class Ask(Term):
    """What is asked about jurisdiction: the competent courts, or what becomes of a case."""

    COURTS = "courts", "管辖法院"
    SUBMISSION = "submission", "应诉管辖"
    PRIORITY = "priority", "最先立案"
    PERPETUATIO = "perpetuatio", "管辖恒定"
    TRANSFER = "transfer", "移送管辖"
    DESIGNATION = "designation", "指定管辖"
    ELEVATION = "elevation", "提级、下放管辖"
    OBJECTION = "objection", "管辖权异议"


class Outcome(Term):
    """What a court has to do, or may not do."""

    KEEPS = "keeps", "受诉人民法院继续审理"
    DEEMED = "deemed", "视为受诉人民法院有管辖权"
    TRANSFERS = "transfers", "裁定移送有管辖权的人民法院"
    REPORTS = "reports", "报请上级人民法院指定管辖"
    NOT_FILED = "not_filed", "不得重复立案"
    DESIGNATES = "designates", "裁定指定管辖"
    TAKES_UP = "takes_up", "上级人民法院审理"
    HANDS_DOWN = "hands_down", "裁定交下级人民法院审理"
    DISMISSES = "dismisses", "裁定驳回管辖权异议"
    NOT_EXAMINED = "not_examined", "对管辖权异议不予审查"
    DISMISSES_SUIT = "dismisses_suit", "可以裁定驳回起诉，告知向外国法院起诉"


class Change(Term):
    """What changed after a court took the case."""

    DOMICILE = "domicile", "当事人住所地变更"
    HABITUAL = "habitual", "当事人经常居住地变更"
    DIVISION = "division", "行政区域变更"
    COUNTERCLAIM = "counterclaim", "提起反诉"
    CLAIM = "claim", "增加或者变更诉讼请求"


class Direction(Term):
    """How a case moves between a court and the court above it."""

    TAKEN_UP = "taken_up", "上级人民法院提审第一审案件"
    ASKED_UP = "asked_up", "下级人民法院报请上级人民法院审理"
    DOWN = "down", "交下级人民法院审理"


class HandedDown(Term):
    """The kinds of cases that may be handed down (SI 42(1))."""

    BANKRUPTCY = "bankruptcy", "破产程序中有关债务人的诉讼案件"
    MANY_PARTIES = "many_parties", "当事人人数众多且不方便诉讼的案件"
    SPC = "spc", "最高人民法院确定的其他类型案件"


class Objector(Term):
    """Who raises an objection to jurisdiction."""

    DEFENDANT = "defendant", "被告"
    PLAINTIFF = "plaintiff", "原告"
    THIRD_PARTY_CLAIMING = "third_party_claiming", "有独立请求权的第三人"
    THIRD_PARTY = "third_party", "无独立请求权的第三人"


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the defendant met the suit: objected to jurisdiction, answered on the merits or counterclaimed."""

    objected: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """A court with which the plaintiff has sued; `day` of registration, None while it is not registered."""

    court: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Elevation:
    """A case about to move between levels: `court` has it, `heard` when the first hearing was opened.

    For DOWN: its `kind`, None for any other; `approved` by the court above the one that hands it down.
    """

    direction: Direction
    court: str
    kind: HandedDown | None = None
    approved: bool = False
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the jurisdiction of `court` raised on `raised`; the complaint was served on `served`.

    `abroad`: the objector has no domicile in the country (CPL 285, 286). `remanded`: the case came back for a new
    trial or is heard again at first instance (SI 39(2)). `ruled`: the day on which the ruling was served.
    `inconvenient`: all conditions of CPL 282(1) are said to hold. `small_claim`: the case is one (SI 276).
    """

    court: str
    by: Objector
    served: date
    raised: date
    abroad: bool = False
    remanded: bool = False
    ruled: date | None = None
    inconvenient: bool = False
    small_claim: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """What happens, by which court, where the case goes, until when, and why.

    `court` acts; `to` are the courts that may or must take the case; `days` are last days by the id of their period.
    """

    outcome: Outcome
    court: str
    article: str
    steps: tuple[Step, ...]
    to: tuple[str, ...] = ()
    days: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return f"{self.outcome} {self.court} -> {' '.join(self.to)} ({self.article}): " + "; ".join(
            map(str, self.steps)
        )
