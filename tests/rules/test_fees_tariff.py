"""Fees: the worked cases of docs/law/fees.md, and what must hold for every amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.fees.rules.claims import claim_value, loan_interest
from tongban.fees.rules.prepayment import Payer, prepayment_due, prepayments
from tongban.fees.rules.tariff import fee, fee_range, tariff
from tongban.fees.vocabulary import ClaimPart, Fee, FeeKind, Halving
from tongban.kernel.money import LIMIT_MINOR, Money, parse_amount
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 1)
AMOUNTS = st.integers(0, LIMIT_MINOR)
BANDED = sorted(kind for kind, item in tariff().items.items() if item.bands)


def yuan(text: str) -> Money | None:
    return Money(int(Decimal(text) * 100)) if text else None


def asked(kind: FeeKind, minor: int, *halvings: Halving) -> Fee:
    answer = fee(kind, Money(minor), on=DAY, halvings=halvings)
    assert isinstance(answer, Fee), str(answer)
    return answer


@pytest.mark.parametrize("case", cases("fees", "fee"), ids=lambda case: case.id)
def test_the_page_on_fees_holds(case: LawCase) -> None:
    answer = fee(
        FeeKind(case["kind"]),
        yuan(case["amount"]),
        on=date.fromisoformat(case["on"]),
        halvings=[Halving(word) for word in case["halvings"].split()],
        local=yuan(case["local"]),
    )
    told = answer.reason if isinstance(answer, Refusal) else answer.payable.decimal_text
    assert told == case["answer"], str(answer)
    assert isinstance(answer, Fee) or answer.law


@pytest.mark.parametrize("case", cases("fees", "interest"), ids=lambda case: case.id)
def test_interest_on_a_loan(case: LawCase) -> None:
    principal = yuan(case["principal"])
    assert principal is not None
    start, end = date.fromisoformat(case["from"]), date.fromisoformat(case["to"])
    answer = loan_interest(principal, case["rate"], start, end, ceiling=case["ceiling"] or None)
    told = answer.reason if isinstance(answer, Refusal) else answer[0].decimal_text
    assert told == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees", "prepayment"), ids=lambda case: case.id)
def test_who_pays_until_when(case: LawCase) -> None:
    answer = prepayment_due(Payer(case["payer"]), date.fromisoformat(case["from"]))
    told = answer.due.isoformat() if isinstance(answer, Due) else answer.reason
    assert told == case["answer"], str(answer)


def test_the_page_holds_twenty_five_cases_and_more() -> None:
    assert len(cases("fees", "fee")) >= 25


def test_the_claim_of_the_demonstration_costs_what_the_decree_says() -> None:
    value = claim_value([(ClaimPart.PRINCIPAL, Money(18_000_000)), (ClaimPart.INTEREST, Money(650_000))])
    assert not isinstance(value, Refusal)
    full = asked(FeeKind.PROPERTY, value.total.minor)
    assert [line.fee for line in full.bands] == ["50.00", "2250.00", "1730.00"]
    assert full.payable == Money(403_000)
    assert asked(FeeKind.PROPERTY, value.total.minor, Halving.SIMPLIFIED).payable == Money(201_500)


@given(first=AMOUNTS, second=AMOUNTS, kind=st.sampled_from(BANDED))
def test_a_larger_claim_never_costs_less(first: int, second: int, kind: FeeKind) -> None:
    low, high = sorted((first, second))
    assert asked(kind, low).payable <= asked(kind, high).payable


@given(minor=AMOUNTS)
def test_the_bands_add_up_exactly(minor: int) -> None:
    answer = asked(FeeKind.PROPERTY, minor)
    assert sum(Fraction(line.fee) for line in answer.bands) == Fraction(answer.full)
    assert sum(line.part.minor for line in answer.bands) == minor


@given(minor=AMOUNTS)
def test_the_bands_agree_with_the_short_formula(minor: int) -> None:
    """The quick formulas that clerks use (0.025x - 200, 0.02x + 300 and so on) reach the same fee."""
    table = [
        (1, "0", "50"),
        (10, "0.025", "-200"),
        (20, "0.02", "300"),
        (50, "0.015", "1300"),
        (100, "0.01", "3800"),
        (200, "0.009", "4800"),
        (500, "0.008", "6800"),
        (1000, "0.007", "11800"),
        (2000, "0.006", "21800"),
        (10**12, "0.005", "41800"),
    ]
    amount = Fraction(minor, 100)
    rate, constant = next((Fraction(r), Fraction(c)) for upto, r, c in table if amount <= upto * 10_000)
    assert Fraction(asked(FeeKind.PROPERTY, minor).full) == amount * rate + constant


@given(minor=AMOUNTS, reasons=st.sets(st.sampled_from(Halving), min_size=1))
def test_halving_happens_once(minor: int, reasons: set[Halving]) -> None:
    full, half = asked(FeeKind.PROPERTY, minor), asked(FeeKind.PROPERTY, minor, *reasons)
    assert Fraction(half.exact) * 2 == Fraction(full.exact)
    assert half.halved_by in reasons


@given(minor=AMOUNTS, reasons=st.sets(st.sampled_from(Halving)))
def test_the_payable_total_is_rounded_by_half_a_fen_at_most(minor: int, reasons: set[Halving]) -> None:
    answer = asked(FeeKind.PROPERTY, minor, *reasons)
    difference = Fraction(answer.payable.minor, 100) - Fraction(answer.exact)
    assert Fraction(-1, 200) < difference <= Fraction(1, 200)


@given(kind=st.sampled_from(FeeKind), minor=st.integers(-(10**18), 10**18) | st.none(), on=st.dates())
def test_any_question_gives_a_fee_or_a_refusal_with_a_law(kind: FeeKind, minor: int | None, on: date) -> None:
    answer = fee(kind, None if minor is None else Money(minor), on=on)
    assert isinstance(answer, Fee) or answer.law


def test_every_kind_of_fee_stands_in_the_tariff() -> None:
    assert set(tariff().items) == set(FeeKind)
    assert set(prepayments()) == set(Payer)


def test_another_currency_is_converted_first() -> None:
    answer = fee(FeeKind.PROPERTY, Money(100, "USD"), on=DAY)
    assert isinstance(answer, Refusal)
    assert (answer.reason, answer.law) == ("fees.currency", "交纳办法 55")


@pytest.mark.parametrize("typed", ["0.001", "-5", "1e5", "about 5", ""])
def test_an_amount_finer_than_a_fen_or_no_number_is_refused_before_any_fee(typed: str) -> None:
    answer = parse_amount(typed, field="amount")
    assert isinstance(answer, Refusal)
    assert answer.law


def test_a_range_shows_its_ends_and_a_fixed_fee_has_none() -> None:
    found = fee_range(FeeKind.DIVORCE)
    assert not isinstance(found, Refusal)
    assert (found.low, found.high) == (Money(5_000), Money(30_000))
    assert isinstance(fee_range(FeeKind.LABOUR), Refusal)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "fees.nothing_claimed"),
        ([(ClaimPart.PRINCIPAL, Money(-1))], "fees.amount_negative"),
        ([(ClaimPart.PRINCIPAL, Money(1)), (ClaimPart.INTEREST, Money(1, "USD"))], "fees.currencies_mixed"),
        ([(ClaimPart.PRINCIPAL, Money(LIMIT_MINOR)), (ClaimPart.INTEREST, Money(1))], "fees.amount_beyond_reach"),
    ],
)
def test_a_claim_that_cannot_be_added_is_refused(parts: list[tuple[ClaimPart, Money]], reason: str) -> None:
    answer = claim_value(parts)
    assert isinstance(answer, Refusal)
    assert answer.reason == reason
