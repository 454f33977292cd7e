"""Consent to online steps: per party and step, never inherited, never pre-ticked (在线诉讼规则 2, 4, 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from tongban.cases.vocabulary import Choice, ConsentView, Step
from tongban.cases.vocabulary.online import Unfit
from tongban.kernel.refusal import Refusal

NOTICE_VERSION = "2026-11"
"""Version of the notice shown before a choice; a new text gets a new version."""
LONGEST = 2000
"""Characters of reasons; house rule."""
NOTICE_VERSIONS = frozenset({NOTICE_VERSION})
"""Versions that count; a notice seen on another platform a moment before a new text may still be the older one."""


def check_choice(step: str, choice: str) -> tuple[Step, Choice] | Refusal:
    """The step and the answer as words of the law, or why they are none."""
    if step not in set(Step):
        return Refusal("cases.no_such_step", "在线诉讼规则 1", ("step",), (("step", step[:20]),))
    if choice not in set(Choice):
        return Refusal("cases.choice_missing", "在线诉讼规则 4", ("choice",))
    return Step(step), Choice(choice)


def may_answer(before: ConsentView | None, choice: Choice, *, moved: bool, by_agent: bool) -> Refusal | None:
    """Why a party cannot answer `choice` now: the step is offline for all, or the answer `before` stands.

    A yes is not turned into a no without review (规则 5(2)); what the party itself answered its agent does not change.
    """
    if moved:
        return Refusal("cases.step_moved_offline", "在线诉讼规则 5, 21", ("choice",))
    if before is None:
        return None
    if by_agent and not before.by_agent and before.choice is not choice:
        return Refusal("cases.party_answered_itself", "在线诉讼规则 4(2)", ("choice",))
    # Nobody is held to a mediation (CPL 96; 在线调解规则 25(4)): of all steps, this yes may simply be turned into a no.
    if before.choice is Choice.ONLINE and choice is Choice.OFFLINE and before.step is not Step.MEDIATION:
        return Refusal("cases.consent_stands", "在线诉讼规则 5(2)", ("choice",))
    return None


def may_take_back(before: ConsentView | None, reasons: str, *, pending: bool, by_agent: bool) -> list[Refusal]:
    """What keeps a party from asking that a step leaves the online way (规则 5(2)).

    What the party itself answered its agent does not take back.
    """
    if before is None or before.choice is not Choice.ONLINE:
        return [Refusal("cases.no_consent_to_take_back", "在线诉讼规则 5(2)", ("reasons",))]
    if by_agent and not before.by_agent:
        return [Refusal("cases.party_answered_itself", "在线诉讼规则 4(2)", ("reasons",))]
    if pending:
        return [Refusal("cases.review_pending", "在线诉讼规则 5(2)", ("reasons",))]
    return check_reasons(reasons)


def check_reasons(reasons: str) -> list[Refusal]:
    """A review needs words on both sides, of at most `LONGEST` characters."""
    if not reasons.strip():
        return [Refusal("cases.change_reasons_missing", "在线诉讼规则 5", ("reasons",))]
    if len(reasons) > LONGEST:
        facts = (("limit", str(LONGEST)),)
        return [Refusal("cases.too_long", "house rule: lengths of answers", ("reasons",), facts)]
    return []


def check_ground(step: Step, ground: str) -> Refusal | None:
    """Why the judge cannot move `step` on this ground: it is none, or bars hearings and inquiries alone (规则 21)."""
    if ground not in set(Unfit) or (Unfit(ground).of_hearing and step not in (Step.HEARING, Step.INQUIRY)):
        return Refusal("cases.ground_missing", "在线诉讼规则 5(1), 21(1)", ("ground",))
    return None


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
    return Refusal("cases.consent_missing", "在线诉讼规则 4(2), 20(1)", facts=facts)
