"""An oral complaint (CPL 123(2); 登记立案 3(2)): taken down by a clerk, read aloud, confirmed by the plaintiff."""

from __future__ import annotations

from datetime import datetime

from tongban.filing.vocabulary import Answers
from tongban.filing.vocabulary.oral import ORAL, ORAL_AT, ORAL_CLERK, ORAL_COURT, ORAL_WAY, OralWay
from tongban.kernel.refusal import Refusal

LAW = "CPL 123; 登记立案 3"


def way_of(answers: Answers) -> OralWay | None:
    """How the record was confirmed; None when the complaint is not oral, or nobody has taken it down."""
    told = answers.get(ORAL_WAY, "").strip()
    if told not in set(OralWay) or not answers.get(ORAL_CLERK) or not answers.get(ORAL_COURT):
        return None
    try:
        datetime.fromisoformat(answers.get(ORAL_AT, ""))
    except ValueError:
        return None
    return OralWay(told)


def check_oral(answers: Answers, *, clerk_beside: bool) -> Refusal | None:
    """Why an oral complaint cannot be taken so: confirmed in no known way, or no clerk at a counter took it down."""
    told = answers.get(ORAL_WAY, "").strip()
    if not told:
        return None
    if told not in set(OralWay):
        return Refusal("filing.oral_way_unknown", LAW, (ORAL_WAY,))
    return None if clerk_beside else Refusal("filing.oral_at_counter", LAW, (ORAL_WAY,))


def taken_down(answers: Answers, *, clerk: str, court: str, at: str) -> Answers:
    """The answers with who took them down, where and when; without it where the complaint is not oral."""
    told, way = not_oral(answers), answers.get(ORAL_WAY, "").strip()
    return told | {ORAL_WAY: way, ORAL_CLERK: clerk, ORAL_COURT: court, ORAL_AT: at} if way else told


def not_oral(answers: Answers) -> Answers:
    """The answers alone: what is written anew later is confirmed anew."""
    return {key: value for key, value in answers.items() if key not in ORAL}
