"""Whatever the rules of fees say has words, and the words find their facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.rules.law_tables import cases
from tests.rules.test_courts_wording import gaps
from tests.rules.test_fees_course import claim, money, setting
from tests.rules.test_fees_tariff import yuan
from tongban.fees.law import (
    Application,
    Bearer,
    Setting,
    advance,
    after_earlier_fee,
    allocate,
    appeal_fee,
    appeals,
    by_success,
    changed_claim,
    converted,
    fee,
    fee_range,
    joined_fee,
    refund,
    relief,
    relief_grounds,
    retrial_fee,
    unpaid,
    with_joined,
)
from tongban.fees.vocabulary import (
    Bill,
    Change,
    Claim,
    EarlierFee,
    Fee,
    FeeKind,
    Halving,
    Outcome,
    Payer,
    RefundEvent,
    ReliefStanding,
    RetrialGround,
)
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY, LATER = date(2026, 3, 1), date(2026, 4, 1)
SMALL = Claim(FeeKind.PROPERTY, Money(100))
HERE = Setting(DAY)


def about_claims() -> Iterator[object]:
    for case in cases("fees_course", "joined"):
        yield joined_fee([claim(part) for part in case["claims"].split(" + ")], setting(case))
    for case in cases("fees_course", "change"):
        before = Claim(FeeKind(case["kind"]), yuan(case["before"]), yuan(case["local"]))
        yield changed_claim(before, money(case["after"]), Change(case["moment"]), setting(case))
    for case in cases("fees_course", "appeal"):
        contested = Claim(FeeKind(case["kind"]), yuan(case["contested"]), yuan(case["local"]))
        yield appeal_fee(contested, setting(case), claimed=yuan(case["claimed"]))
    yield with_joined(SMALL, [(Halving.COUNTERCLAIM, SMALL)], HERE)
    yield appeals([("甲", SMALL), ("乙", SMALL)], HERE)
    yield retrial_fee(RetrialGround.NO_APPEAL, SMALL, HERE)
    yield converted(SMALL, HERE)
    yield after_earlier_fee(SMALL, EarlierFee.SECURITY, Money(1), HERE)
    yield from (fee_range(kind, on=DAY) for kind in FeeKind)


def about_paying() -> Iterator[object]:
    yield from (advance(payer, start) for payer in Payer for start in (None, DAY))
    for payer in Payer:
        for today in (DAY, LATER):
            yield from (unpaid(payer, paid=False, last_day=DAY, today=today, relief=each) for each in ReliefStanding)
        yield unpaid(payer, paid=True, last_day=None, today=DAY)


def about_relief() -> Iterator[object]:
    owed = fee(FeeKind.PROPERTY, Money(100), on=DAY)
    assert isinstance(owed, Fee)
    for ground in (*relief_grounds(), "x"):
        for ticked in (True, False):
            for percent in ("", "30"):
                found = relief(Application(ground, ticked, ticked, ticked, ticked, percent), owed)
                yield from found if isinstance(found, tuple) else (found,)


def about_bearing() -> Iterator[object]:
    for event in RefundEvent:
        for due in (None, Money(40), Money(-1)):
            yield from (refund(event, Money(100), "甲", still_due=due, effective=on) for on in (None, DAY))
        yield refund(event, Money(100), "甲", still_due=Money(0), directly=True)
    for outcome in Outcome:
        for parties in ("甲", "甲乙", "", "甲甲"):
            for total in (Money(100), Money(-1), Money(5)):
                named = [Bearer(party) for party in parties]
                yield allocate(total, outcome, named, borne_first=[("乙", Money(10))], relieved=["甲"])
    yield by_success("甲", "乙", Money(1), Money(2))


def test_every_reason_and_every_refusal_finds_its_words_and_its_facts() -> None:
    said: set[str] = set()
    for answer in (*about_claims(), *about_paying(), *about_relief(), *about_bearing()):
        inner = [step for _, owed in answer.lines for step in owed.steps] if isinstance(answer, Bill) else []
        for item in [answer] if isinstance(answer, Refusal) else [*answer.steps, *inner]:  # type: ignore[attr-defined]
            assert gaps(item) == []
            said.add(item.reason if isinstance(item, Refusal) else item.code)
    assert len(said) > 60
