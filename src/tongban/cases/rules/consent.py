"""Consent to online steps: per party and step, never inherited, never pre-ticked (在线诉讼规则 2, 4, 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from tongban.cases.vocabulary import Choice, ConsentView, Step
from tongban.kernel.refusal import Refusal

NOTICE_VERSION = "2026-11"
"""Version of the notice shown before a choice; a new text gets a new version."""
NOTICE_VERSIONS = frozenset({NOTICE_VERSION})
"""Versions that count; a notice seen on another platform a moment before a new text may still be the older one."""


def check_choice(step: str, choice: str) -> tuple[Step, Choice] | Refusal:
    """The step and the answer as words of the law, or why they are none."""
    if step not in set(Step):
        return Refusal("cases.no_such_step", "在线诉讼规则 1", ("step",), (("step", step[:20]),))
    if choice not in set(Choice):
        return Refusal("cases.choice_missing", "在线诉讼规则 4", ("choice",))
    return Step(step), Choice(choice)


def all_online(
    parties: Iterable[UUID],
    step: Step,
    consents: Mapping[tuple[UUID, Step], ConsentView],
    names: Mapping[UUID, str] | None = None,
) -> Refusal | None:
    """None when every party agreed to take `step` online; else who has not (规则 4(2), 20(1)).

    `names`: how the refusal calls a party; without them it only counts.
    """
    missing = [
        party
        for party in parties
        if (party, step) not in consents or consents[(party, step)].choice is not Choice.ONLINE
    ]
    if not missing:
        return None
    who = "、".join(names[party] for party in missing if party in names) if names else ""
    facts = (("step", step), ("missing", str(len(missing))), ("who", who))
    return Refusal("cases.consent_missing", "在线诉讼规则 4(2); 20(1)", facts=facts)
