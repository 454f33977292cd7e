"""What a party says about an exhibit of the other side, item by item (CPL 71; SI 104; 在线诉讼规则 14, 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.evidence.rules.exhibits import TEXT_LIMIT, too_long
from tongban.evidence.vocabulary import Aspect
from tongban.kernel.refusal import Refusal

_LAW = "CPL 71; SI 104"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A complete opinion."""

    said: dict[Aspect, bool]
    reasons: dict[Aspect, str]
    original_differs: bool


def check_opinion(answers: Mapping[str, str]) -> Opinion | list[Refusal]:
    """The opinion that the answers make, or all that is missing: each of the three, and a reason for each "no".

    `answers`: "authenticity" … "relevance" are "yes" or "no"; "<aspect>_reason" the words; "original_differs" is "yes"
    when the party says that the file is not like its original (在线诉讼规则 12(2)(i)), which needs a reason too.
    """
    found: list[Refusal] = []
    differs = answers.get("original_differs", "") == YES
    for aspect in Aspect:
        answer, name = answers.get(aspect, ""), f"{aspect}_reason"
        reason = answers.get(name, "").strip()
        if answer not in {YES, NO}:
            found.append(Refusal("evidence.opinion_missing", _LAW, (aspect.value,)))
        if answer == NO and not reason:
            found.append(Refusal("evidence.reason_missing", _LAW, (name,)))
        found += too_long(name, reason, TEXT_LIMIT)
    if differs and answers.get(Aspect.AUTHENTICITY) == YES:
        found.append(
            Refusal("evidence.differs_but_authentic", "在线诉讼规则 12(2)", ("original_differs", "authenticity"))
        )
    if found:
        return found
    return Opinion(
        {aspect: answers[aspect] == YES for aspect in Aspect},
        {aspect: answers.get(f"{aspect}_reason", "").strip() for aspect in Aspect},
        differs,
    )
