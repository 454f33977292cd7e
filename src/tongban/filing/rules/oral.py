"""An oral complaint (CPL 123(2); 登记立案 3(2)): taken down by a clerk, read aloud, confirmed by the plaintiff."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from tongban.filing.rules.complaint_lines import Section
from tongban.filing.vocabulary import Answers
from tongban.filing.vocabulary.oral import (
    LONGEST_SIGNER,
    ORAL,
    ORAL_AT,
    ORAL_CLERK,
    ORAL_COURT,
    ORAL_MEDIUM,
    ORAL_SHOWN,
    ORAL_SIGNER,
    ORAL_WAY,
    OralMedium,
    OralWay,
)
from tongban.kernel.facts import canonical
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


def digest_of(sections: Collection[Section]) -> str:
    """The SHA-256 of a record as it is read aloud; "" for one that cannot be written yet."""
    return hashlib.sha256(canonical(tuple(sections))).hexdigest() if sections else ""


def check_oral(answers: Answers, *, clerk_beside: bool, stands: str) -> list[Refusal]:
    """Why an oral complaint cannot be taken so: confirmed in no known way, no clerk at a counter took it down, or it
    was signed before the record was shown as it stands now (`stands`: its digest), by nobody, or on nothing.
    """
    told = answers.get(ORAL_WAY, "").strip()
    if not told:
        return []
    if told not in set(OralWay):
        return [Refusal("filing.oral_way_unknown", LAW, (ORAL_WAY,))]
    if not clerk_beside:
        return [Refusal("filing.oral_at_counter", LAW, (ORAL_WAY,))]
    found = []
    if not stands or answers.get(ORAL_SHOWN) != stands:
        found.append(Refusal("filing.oral_not_shown", LAW, (ORAL_WAY,)))
    if answers.get(ORAL_MEDIUM) not in set(OralMedium):
        found.append(Refusal("filing.oral_medium_missing", LAW, (ORAL_MEDIUM,)))
    if not 0 < len(answers.get(ORAL_SIGNER, "").strip()) <= LONGEST_SIGNER:
        found.append(Refusal("filing.oral_signer_missing", LAW, (ORAL_SIGNER,)))
    return found


def signed_by(answers: Answers) -> tuple[str, str]:
    """Who signed the record and on what, in Chinese; ("", "") where a platform of an older version did not say."""
    medium = answers.get(ORAL_MEDIUM, "")
    if medium not in set(OralMedium):
        return "", ""
    return answers.get(ORAL_SIGNER, "").strip()[:LONGEST_SIGNER], OralMedium(medium).term


def taken_down(answers: Answers, *, clerk: str, court: str, at: str) -> Answers:
    """The answers with who took them down, where and when; without it where the complaint is not oral."""
    told, way = not_oral(answers), answers.get(ORAL_WAY, "").strip()
    signed = {key: answers[key] for key in (ORAL_SIGNER, ORAL_MEDIUM) if key in answers}
    return told | signed | {ORAL_WAY: way, ORAL_CLERK: clerk, ORAL_COURT: court, ORAL_AT: at} if way else told


def not_oral(answers: Answers) -> Answers:
    """The answers alone: what is written anew later is confirmed anew."""
    return {key: value for key, value in answers.items() if key not in ORAL}
