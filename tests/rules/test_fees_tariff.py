"""Fees: the worked cases of docs/law/fees.md, and what must hold for every amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.fees.law import exchange_rate, fee, fee_range, kind_named, lines, tariff
from tongban.fees.rules.claims import claim_value, loan_interest
from tongban.fees.vocabulary import ClaimPart, Fee, FeeKind, FeeRange, Halving, OpenQuestion, Reading
from tongban.kernel.money import LIMIT_MINOR, Money, parse_amount
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 1)
AMOUNTS = st.integers(0, LIMIT_MINOR)
BANDED = sorted(kind for kind, item in tariff().items.items() if item.bands.bands)
RANGED = sorted(kind for kind, item in tariff().items.items() if item.range)
HALVED = sorted(kind for kind, item in tariff().items.items() if item.halves)
RATES = st.fractions(Fraction(1, 10**6), 10**4, max_denominator=10**6)


def words(cell: str, of: type[Halving | Reading]) -> list[Halving] | list[Reading]:
    return [of(word) for word in cell.split()]  # type: ignore[return-value]


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
        halvings=words(case["halvings"], Halving),
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


@pytest.mark.parametrize("case", cases("fees", "range"), ids=lambda case: case.id)
def test_without_a_local_figure_the_two_ends_are_told(case: LawCase) -> None:
    halvings = words(case["halvings"], Halving)
    answer = fee_range(FeeKind(case["kind"]), yuan(case["amount"]), on=DAY, halvings=halvings)
    told = [answer.reason] if isinstance(answer, Refusal) else [answer.low.decimal_text, answer.high.decimal_text]
    assert told == [case[end] for end in ("low", "high") if case[end]], str(answer)


@pytest.mark.parametrize("case", cases("fees", "currency"), ids=lambda case: case.id)
def test_another_currency_is_converted_at_the_rate_of_the_day_of_acceptance(case: LawCase) -> None:
    rate = exchange_rate(case["rate"]) if case["rate"] else None
    amount = parse_amount(case["amount"], field="amount", currency=case["currency"]) if case["amount"] else None
    assert not isinstance(amount, Refusal)
    answer = rate if isinstance(rate, Refusal) else fee(FeeKind(case["kind"]), amount, on=DAY, rate=rate)
    assert (answer.reason if isinstance(answer, Refusal) else answer.payable.decimal_text) == case["answer"], str(
        answer
    )


@pytest.mark.parametrize("case", cases("fees", "reading"), ids=lambda case: case.id)
def test_a_court_chooses_where_the_law_is_open(case: LawCase) -> None:
    halvings, readings = words(case["halvings"], Halving), words(case["readings"], Reading)
    answer = fee(FeeKind(case["kind"]), yuan(case["amount"]), on=DAY, halvings=halvings, readings=readings)
    assert (answer.reason if isinstance(answer, Refusal) else answer.payable.decimal_text) == case["answer"], str(
        answer
    )


def test_the_pages_hold_two_hundred_cases_and_more() -> None:
    assert len(cases("fees", "fee")) >= 200


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


@given(
    kind=st.sampled_from(FeeKind),
    minor=st.integers(-(10**18), 10**18) | st.none(),
    currency=st.sampled_from(["CNY", "USD", "JPY"]),
    on=st.dates(),
    reasons=st.sets(st.sampled_from(Halving)),
    local=st.integers(-1, 2_000_000) | st.none(),
    rate=RATES | st.none(),
    readings=st.sets(st.sampled_from(Reading)),
)
def test_any_question_gives_a_fee_that_adds_up_or_a_refusal_with_a_law(
    kind: FeeKind,
    minor: int | None,
    currency: str,
    on: date,
    reasons: set[Halving],
    local: int | None,
    rate: Fraction | None,
    readings: set[Reading],
) -> None:
    answer = fee(
        kind,
        None if minor is None else Money(minor, currency),
        on=on,
        halvings=reasons,
        local=None if local is None else Money(local),
        rate=rate,
        readings=readings,
    )
    if isinstance(answer, Fee):
        assert sum(Fraction(amount) for _, amount in lines(answer)) == Fraction(answer.payable.minor, 100)
        assert answer.steps
    else:
        assert answer.law


@given(minor=AMOUNTS, kind=st.sampled_from(sorted({*BANDED, *RANGED})), reasons=st.sets(st.sampled_from(Halving)))
def test_the_lines_of_every_fee_add_up_exactly(minor: int, kind: FeeKind, reasons: set[Halving]) -> None:
    item = tariff().items[kind]
    amount = Money(minor) if item.takes_amount else None
    low = Money(item.range[0] // 120_000) if item.range else None
    answer = fee(kind, amount, on=DAY, halvings=[why for why in reasons if why.number in item.halves], local=low)
    assert isinstance(answer, Fee), str(answer)
    assert sum(Fraction(line) for _, line in lines(answer)) == Fraction(answer.payable.minor, 100)


@given(minor=st.integers(0, 10**9), rate=RATES, kind=st.sampled_from(BANDED))
def test_a_converted_amount_costs_what_the_exact_amount_in_yuan_costs(
    minor: int, rate: Fraction, kind: FeeKind
) -> None:
    """The fee is linear between two fen, so the exact amount lies between the fees of its neighbours in fen."""
    answer = fee(kind, Money(minor, "USD"), on=DAY, rate=rate)
    fen = minor * rate
    below, above = (asked(kind, whole) for whole in (fen.__floor__(), fen.__ceil__()))
    assert isinstance(answer, Fee), str(answer)
    assert Fraction(below.exact) <= Fraction(answer.exact) <= Fraction(above.exact)
    if fen.denominator == 1:
        assert (answer.payable, answer.bands) == (below.payable, below.bands)


@given(minor=AMOUNTS, kind=st.sampled_from(RANGED), share=st.fractions(0, 1))
def test_every_local_figure_costs_between_the_two_ends(minor: int, kind: FeeKind, share: Fraction) -> None:
    item = tariff().items[kind]
    amount = Money(minor) if item.takes_amount else None
    span = fee_range(kind, amount, on=DAY)
    assert isinstance(span, FeeRange)
    assert item.range
    low, high = (end // 120_000 for end in item.range)
    answer = fee(kind, amount, on=DAY, local=Money(low + int((high - low) * share)))
    assert isinstance(answer, Fee)
    assert span.low <= answer.payable <= span.high


@given(minor=AMOUNTS, reading=st.sampled_from(tariff().open[OpenQuestion.ROUNDING].readings))
def test_every_way_of_rounding_stays_within_its_unit(minor: int, reading: Reading) -> None:
    answer = fee(FeeKind.PROPERTY, Money(minor), on=DAY, readings=[reading])
    assert isinstance(answer, Fee)
    away = Fraction(answer.payable.minor, 100) - Fraction(answer.exact)
    low, high = {
        Reading.ROUND_HALF_UP: (Fraction(-1, 200), Fraction(1, 200)),
        Reading.ROUND_DOWN: (Fraction(-1, 100), Fraction(0)),
        Reading.ROUND_TO_YUAN: (Fraction(-1, 2), Fraction(1, 2)),
    }[reading]
    assert low < away <= high


def test_every_kind_of_fee_stands_in_the_tariff() -> None:
    assert set(tariff().items) == set(FeeKind)
    assert {reading for asked_ in tariff().open.values() for reading in asked_.readings} == set(Reading)
    assert set(tariff().open) == set(OpenQuestion)


@pytest.mark.parametrize("kind", FeeKind)
def test_a_kind_is_found_by_its_key_with_hyphens_by_its_term_and_by_its_other_names(kind: FeeKind) -> None:
    names = [kind.value, kind.value.replace("_", "-"), kind.value.upper(), kind.term, *tariff().items[kind].also]
    assert {kind_named(f" {name} ") for name in names} == {kind}


def test_an_unknown_kind_is_refused() -> None:
    answer = kind_named("prop")
    assert isinstance(answer, Refusal)
    assert answer.reason == "fees.kind_unknown"


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
    found = fee_range(FeeKind.DIVORCE, on=DAY)
    assert not isinstance(found, Refusal)
    assert (found.low, found.high) == (Money(5_000), Money(30_000))
    assert isinstance(fee_range(FeeKind.LABOUR, on=DAY), Refusal)


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
