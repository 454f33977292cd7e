"""The defendant's answer: to each claim and to the facts, each "no" with its reason (CPL 128; SI 92 on admissions)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.filing.vocabulary import Defence, Stand
from tongban.kernel.refusal import Refusal

WHY_LIMIT = 1000
FACTS_LIMIT = 4000
"""Characters; house rules."""
_LAW = "CPL 128"


def check_defence(answers: Mapping[str, str], *, claims: int) -> Defence | list[Refusal]:
    """The defence that the answers make, or all that is missing.

    `answers`: "claim_1" … are stands with "why_1" … for reasons; "facts" is the stand to the facts, "facts_text" the
    defendant's own telling. Whoever does not fully accept says why.
    """
    found: list[Refusal] = []
    stands: list[tuple[Stand, str]] = []
    for number in range(1, claims + 1):
        stand = _stand(answers, f"claim_{number}", f"why_{number}", WHY_LIMIT, found)
        stands.append((stand, answers.get(f"why_{number}", "").strip()))
    facts = _stand(answers, "facts", "facts_text", FACTS_LIMIT, found)
    if found:
        return found
    return Defence(tuple(stands), facts, answers.get("facts_text", "").strip())


def _stand(answers: Mapping[str, str], name: str, why: str, limit: int, found: list[Refusal]) -> Stand:
    """The stand named `name`; what is wrong with it, or with its reason, is added to `found`."""
    value, words = answers.get(name, ""), answers.get(why, "").strip()
    if len(words) > limit:
        found.append(Refusal("filing.too_long", "house rule: lengths of answers", (why,), (("limit", str(limit)),)))
    if value not in set(Stand):
        found.append(Refusal("filing.stand_missing", _LAW, (name,)))
        return Stand.DENY
    if value != Stand.ACCEPT and not words:
        found.append(Refusal("filing.why_missing", _LAW, (why,)))
    return Stand(value)


def contested(defence: Defence) -> int:
    """How many claims are not fully accepted."""
    return sum(stand is not Stand.ACCEPT for stand, _why in defence.stands)


def paper_data(
    defence: Defence,
    *,
    court_name: str,
    number: str,
    parties: list[dict[str, str]],
    claims: tuple[str, ...],
    signer: str,
    signed_at: str,
) -> dict[str, Any]:
    """The data of `papers/defence.typ` (答辩状)."""
    lines = [
        {"claim": claim.rstrip("。；"), "stand": stand.term} | ({"why": why} if why else {})
        for claim, (stand, why) in zip(claims, defence.stands, strict=True)
    ]
    return {
        "to_court": court_name,
        "case_no": number,
        "date": signed_at[:10],
        "parties": parties,
        "claims": lines,
        "facts_stand": defence.facts.term,
        "facts": [line.strip() for line in defence.facts_text.splitlines() if line.strip()],
        "signers": [{"name": signer, "at": signed_at, "method": "在线确认提交"}],
    }
