"""What `tongban law` tells stays in the reader's language: no codes, no Chinese in English, no English in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.utils.translation import override

from tongban.courts.law import due, period_rules, readings_of
from tongban.face.sayings import refusal_data, sentence
from tongban.fees.law import fee, fee_range
from tongban.fees.vocabulary import FeeKind, Halving, Reading
from tongban.kernel.incidents import Incident, NewStart, Prolonged, Span, Travel
from tongban.kernel.money import Money
from tongban.kernel.periods import Approver, Due, GroundEffect, PeriodRule, Readings, Unit
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step

pytestmark = pytest.mark.once

CHINESE = re.compile("[\u4e00-\u9fff]")
CODE = re.compile(r"[a-z]+_[a-z_]+")
WORD = re.compile(r"[A-Za-z]{2,}")
TO_BE_TYPED = re.compile(r" \([a-z_]+\)")
STARTS = (datetime(2026, 2, 10, 10, 20), datetime(2026, 8, 31, 23, 59), datetime(2026, 12, 31, 9, 0))
OTHERWISE = {"backward": "plain", "rest_day": "moves", "notice": "day_after", "limitation": "six_months"}
NEXT = date(2026, 2, 12)


def befell(rule: PeriodRule) -> Iterator[tuple[Incident, ...]]:
    yield ()
    yield (Travel(2),)
    yield (Span(NEXT, NEXT, "a wedding"),)
    yield from ((Prolonged(1, Unit.MONTH, who, NEXT),) for who in Approver)
    for ground in rule.grounds:
        restarts = ground.effect is GroundEffect.RESTARTS
        yield (NewStart(NEXT, ground.id) if restarts else Span(NEXT, date(2027, 1, 10), ground.id),)


def told_of_periods() -> Iterator[Step | Refusal]:
    otherwise = readings_of(OTHERWISE)
    assert isinstance(otherwise, Readings)
    for rule in period_rules().values():
        for start in STARTS:
            for readings in (Readings(), otherwise):
                found = due(rule.id, start, None, (), readings)
                yield from found.steps if isinstance(found, Due) else (found,)
        for incidents in befell(rule):
            found = due(rule.id, STARTS[0], None, incidents)
            yield from found.steps if isinstance(found, Due) else (found,)


def told_of_fees() -> Iterator[Step | Refusal]:
    day = date(2026, 3, 2)
    for kind in FeeKind:
        for amount in (None, Money(1_000_001), Money(-1)):
            for halvings in ((), (Halving.SIMPLIFIED, Halving.MEDIATED), (Halving.DEEMED_WITHDRAWN,)):
                for reading in (Reading.ROUND_DOWN, Reading.SECURITY_AS_ENFORCEMENT):
                    for found in (
                        fee(kind, amount, on=day, halvings=halvings, readings=(reading,)),
                        fee_range(kind, amount, on=day, halvings=halvings),
                    ):
                        yield from (found,) if isinstance(found, Refusal) else found.steps


def texts(told: Step | Refusal) -> Iterator[str]:
    """What is shown, without what is to be typed as it stands."""
    if isinstance(told, Step):
        yield sentence(told)
        return
    data = refusal_data(told)
    yield TO_BE_TYPED.sub("", data["says"].replace("a wedding", "")) + TO_BE_TYPED.sub("", data["remedy"])


@pytest.mark.parametrize("told", [told_of_periods, told_of_fees])
def test_an_english_answer_has_no_chinese_and_no_codes(told: object) -> None:
    assert callable(told)
    with override("en"):
        found = {text for one in told() for text in texts(one) if CHINESE.search(text) or CODE.search(text)}
    assert found == set()


@pytest.mark.parametrize("told", [told_of_periods, told_of_fees])
def test_a_chinese_answer_has_no_english_words_and_no_codes(told: object) -> None:
    assert callable(told)
    with override("zh-hans"):
        found = {text for one in told() for text in texts(one) if set(WORD.findall(text)) - {"CNY", "wedding"}}
    assert found == set()
