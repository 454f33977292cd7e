"""How an office in a case passes to somebody else: CPL 47-50; 法发〔2018〕23号.

Who conducts a case is not changed at will. Judge and clerk ask, with a ground and reasons; the president decides. The
judge of the case decides about the recusal of its clerk, the judicial committee about that of a president who tries a
case (CPL 49). The president also acts of the court's own motion (回避规定 4), for instance when somebody has left.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from tongban.cases.rules.procedures import ENDED
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.offices import AwayFor, ChangeGround, If, Office, OfficeAct, OfficeStage
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

LAW = "CPL 47-50; 法发〔2018〕23号"
LONGEST_REASONS = 400
"""Characters; a house rule."""
LONGEST_REFERENCE = 80
"""Characters of the number of a decision; a house rule."""
_FULL_SHARE = 100
_WHY = frozenset({If.GROUND_NAMED, If.REASONS_GIVEN, If.CASE_RUNS})
_DECIDES = frozenset({If.CASE_RUNS, If.MAY_DECIDE, If.COMMITTEE_DECIDED})

OFFICE = Procedure(
    name="offices",
    first=OfficeStage.HELD,
    last=frozenset({OfficeStage.HELD}),
    moves=(
        Move(
            OfficeAct.ASK,
            OfficeStage.HELD,
            OfficeStage.CHANGE_ASKED,
            roles("judge", "clerk"),
            LAW,
            _WHY | {If.OWN_OFFICE},
        ),
        Move(OfficeAct.GRANT, OfficeStage.CHANGE_ASKED, OfficeStage.HELD, roles("president"), LAW, _DECIDES),
        Move(
            OfficeAct.REFUSE,
            OfficeStage.CHANGE_ASKED,
            OfficeStage.HELD,
            roles("president"),
            LAW,
            frozenset({If.COMMITTEE_DECIDED}),
        ),
        Move(OfficeAct.REPLACE, OfficeStage.HELD, OfficeStage.HELD, roles("president", "judge"), LAW, _WHY | _DECIDES),
    ),
)


def ground_named(ground: str) -> ChangeGround | None:
    """The ground with this code; None when there is none."""
    return ChangeGround(ground) if ground in set(ChangeGround) else None


def why_holds(case: CaseView, ground: ChangeGround | None, reasons: str) -> dict[str, bool]:
    """Which conditions on ground, reasons and case hold."""
    return {
        If.GROUND_NAMED: ground is not None,
        If.REASONS_GIVEN: 0 < len(reasons.strip()) <= LONGEST_REASONS,
        If.CASE_RUNS: case.stage not in ENDED,
    }


def asks_for_own(role: str, office: Office) -> bool:
    """A clerk asks for the clerk's office alone; the judge of the case for both."""
    return role == "judge" or office is Office.CLERK


def decides(
    role: str, office: Office, ground: ChangeGround | None, *, conducts: bool, of_president: bool, reference: str
) -> dict[str, bool]:
    """Whether this function decides the change, and whether the judicial committee did where it has to.

    `conducts`: it is the judge of the case; `of_president`: the judge of the case is a president of the court;
    `reference`: the number of the committee's decision, which is taken outside.
    """
    recusal = ground is ChangeGround.RECUSAL
    by_committee = recusal and office is Office.JUDGE and of_president
    return {
        If.MAY_DECIDE: role == "president" or (conducts and recusal and office is Office.CLERK),
        If.COMMITTEE_DECIDED: len(reference.strip()) <= LONGEST_REFERENCE
        and (bool(reference.strip()) or not by_committee),
    }


def may_follow(named: UUID, *, before: UUID | None, serves: bool, barred: bool) -> list[Refusal]:
    """What speaks against it that the president names `named` for the office (指定分案)."""
    if not serves:
        return [Refusal("offices.not_in_function", "CPL 40; 人民法院组织法 49", ("named",))]
    if named == before:
        return [Refusal("offices.same_person", LAW, ("named",))]
    return [Refusal("offices.barred", "CPL 47", ("named",))] if barred else []


def check_posting(
    division: str, known: Collection[str], causes: Collection[str], listed: Collection[str], share: int
) -> list[Refusal]:
    """Everything wrong with a posting: no such division or cause on that day's lists, a share that is none."""
    law = "人民法院组织法 27; 法发〔2018〕23号"
    found = [] if not division or division in known else [Refusal("offices.division_unknown", law, ("division",))]
    if unknown := sorted(set(causes) - set(listed)):
        found.append(Refusal("offices.cause_unknown", law, ("causes",), (("codes", "、".join(unknown)[:80]),)))
    if not 0 <= share <= _FULL_SHARE:
        found.append(Refusal("offices.share_out_of_range", law, ("share",), (("most", str(_FULL_SHARE)),)))
    return found


def check_absence(ground: str, first: date, last: date | None) -> list[Refusal]:
    """Everything wrong with what is noted of somebody's absence."""
    law = "法发〔2018〕23号"
    found = [] if ground in set(AwayFor) else [Refusal("offices.away_ground_missing", law, ("ground",))]
    if last is not None and last < first:
        found.append(Refusal("offices.ends_before_first", law, ("last",)))
    return found
