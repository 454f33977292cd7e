"""Rounds in text: exchange and inquiry, each party when it suits it, within a period (在线诉讼规则 14, 20(1))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tongban.courts.law import due_in
from tongban.evidence.rules.exhibits import TEXT_LIMIT, too_long
from tongban.evidence.vocabulary import RoundKind, RoundState
from tongban.kernel.calendar import Calendar
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal

DAYS = range(1, 31)
"""A reasonable period (14(3)): the law leaves it to the court, a house rule bounds it."""
QUESTIONS = 20
"""Questions in one inquiry."""
ROUND_LAW = {RoundKind.EXCHANGE: "在线诉讼规则 14(3)", RoundKind.INQUIRY: "在线诉讼规则 20(1)"}


def last_day(today: date, days: int, calendar: Calendar) -> date | Refusal:
    """The last day of a round of `days` days opened on `today`; as of every period, no rest day (CPL 85(3))."""
    if days not in DAYS:
        facts = (("least", str(DAYS.start)), ("most", str(DAYS.stop - 1)))
        return Refusal("evidence.period_unreasonable", "在线诉讼规则 14(3)", ("days",), facts)
    found = due_in(days, today, calendar, article=ROUND_LAW[RoundKind.EXCHANGE])
    return found if isinstance(found, Refusal) else day_of(found.due)


def check_questions(texts: Sequence[str]) -> list[Refusal]:
    """What is wrong with the questions of an inquiry."""
    law = ROUND_LAW[RoundKind.INQUIRY]
    if not texts:
        return [Refusal("evidence.questions_missing", law, ("questions",))]
    if len(texts) > QUESTIONS:
        return [Refusal("evidence.too_many_questions", law, ("questions",), (("limit", str(QUESTIONS)),))]
    return [no for text in texts for no in too_long("questions", text, TEXT_LIMIT)]


def may_speak(kind: RoundKind, state: RoundState | None, until: date | None, today: date) -> Refusal | None:
    """None when a round of this kind is open on `today`; `state` None: there is none."""
    law = ROUND_LAW[kind]
    if state is not RoundState.OPEN or until is None:
        return Refusal(f"evidence.no_open_{kind}", law)
    if today > until:
        return Refusal("evidence.period_over", law, facts=(("until", until.isoformat()),))
    return None
