"""The day's reconciliation finds whatever was changed on one side, and nothing where both agree."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tongban.fees.rules.reconciling import ChargeLine, charges_against_journal, reconcile, unbalanced
from tongban.fees.vocabulary import ChargeState, DifferenceKind, MoneyLine
from tongban.kernel.money import Money

DAY = date(2026, 11, 24)


def a_day(chance: random.Random, lines: int) -> list[MoneyLine]:
    """Movements of a day, a fifth of them going out."""
    return [
        MoneyLine(f"EB{n:04d}", Money(chance.randint(1, 900_000)), DAY, chance.random() < 0.2, f"2026-0000-{n:04d}-00")
        for n in range(lines)
    ]


def test_a_day_that_agrees_has_no_differences() -> None:
    told = a_day(random.Random(1), 200)
    assert reconcile(DAY, told, told[::-1]) == []


def injected(kind: str, place: int, told: list[MoneyLine], journal: list[MoneyLine]) -> DifferenceKind:
    """Change one line on one side, keeping the places of all others; the kind that is to be found."""
    line = told[place]
    away = replace(line, reference=f"AWAY{place}", day=DAY - timedelta(days=9))
    match kind:
        case "missing":
            journal[place] = away
            return DifferenceKind.ORPHAN_REFUND if line.out else DifferenceKind.MISSING
        case "extra":
            told[place] = away
            return DifferenceKind.EXTRA
        case "posted_twice":
            journal.append(line)
            return DifferenceKind.DOUBLED
        case "told_twice":
            told.append(line)
            return DifferenceKind.DOUBLED
        case "date":
            told[place] = replace(line, day=DAY + timedelta(days=1))
            return DifferenceKind.DATE
        case "day_of_posting":
            journal[place] = replace(line, day=DAY - timedelta(days=1))
            return DifferenceKind.DATE
        case "charge":
            journal[place] = replace(line, mark="2026-9999-9999-99")
            return DifferenceKind.WRONG_CHARGE
    changed = {"amount": {"amount": Money(line.amount.minor + 1)}, "direction": {"out": not line.out}}
    journal[place] = replace(line, **changed[kind])
    return DifferenceKind.AMOUNT


KINDS = ["missing", "extra", "posted_twice", "told_twice", "date", "day_of_posting", "charge", "amount", "direction"]


def test_every_injected_difference_is_found_and_no_other() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for _ in range(150):
        told = a_day(chance, 40)
        journal = list(told)
        places = chance.sample(range(40), chance.randint(1, 12))
        wanted = {told[p].reference: injected(chance.choice(KINDS), p, told, journal) for p in places}
        chance.shuffle(told)
        chance.shuffle(journal)
        found = reconcile(DAY, told, journal)
        assert {one.reference: one.kind for one in found} == wanted, seed
        assert len(found) == len(wanted), seed


def test_money_that_waits_names_no_charge_and_is_no_difference() -> None:
    line = MoneyLine("EB1", Money(100), DAY, False, "2026-0000-0001-00")
    assert reconcile(DAY, [line], [replace(line, mark="")]) == []


@pytest.mark.parametrize(
    ("state", "due", "prepaid", "differs"),
    [
        (ChargeState.OPEN, 100, 100, False),
        (ChargeState.PAID, 0, 100, False),
        (ChargeState.CLOSED, 0, 0, False),
        (ChargeState.OPEN, 0, 0, False),  # a fee of nothing
        (ChargeState.PAID, 100, 100, True),
        (ChargeState.OPEN, 0, 100, True),
        (ChargeState.CLOSED, 1, 1, True),
    ],
)
def test_a_charge_that_says_other_than_the_journal_is_found(
    state: ChargeState, due: int, prepaid: int, differs: bool
) -> None:
    assert bool(charges_against_journal([ChargeLine("c", state, due, prepaid)])) is differs


def test_a_currency_that_does_not_balance_is_found() -> None:
    assert [one.reference for one in unbalanced({"CNY": 0, "USD": 1})] == ["USD"]
