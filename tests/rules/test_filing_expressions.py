"""The small language in which interviews ask about their own answers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.filing.rules.expressions import Expression, ExpressionUnfitError, Value, parsed

TODAY = date(2026, 3, 2)


class Known:
    """Answers as a plain table."""

    today = TODAY

    def __init__(self, **values: Value) -> None:
        self.values = {name.replace("__", "."): value for name, value in values.items()}

    def value(self, name: str) -> Value:
        return self.values.get(name)

    def every(self, name: str) -> list[Value]:
        return [value for key, value in self.values.items() if key.startswith(name)]


FACTS = Known(
    loan__amount=Fraction(186500),
    loan__happened=date(2025, 3, 12),
    loan__due=date(2025, 12, 31),
    loan__kind="agreed",
    claim__what=frozenset({"wages", "leave"}),
    paid__amount=Fraction(100),
    paid__amount2=Fraction(50),
    who__number="510107201001310016",
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("loan.kind = agreed", True),
        ("loan.kind != agreed", False),
        ("loan.kind in (none, agreed)", True),
        ("loan.kind in (none, other)", False),
        ("wages in claim.what", True),
        ("overtime in claim.what", False),
        ("loan.due < loan.happened", False),
        ("loan.due > loan.happened and loan.due < today", True),
        ("loan.due >= 2025-12-31", True),
        ("loan.amount > 186499.99", True),
        ("not loan.kind = agreed", False),
        ("not not loan.kind = agreed", True),
        ("loan.kind = none or loan.amount = 186500", True),
        ("loan.kind = none or loan.kind = agreed and loan.amount < 1", False),
        ("(loan.kind = none or loan.kind = agreed) and loan.amount > 1", True),
        ("loan.due present", True),
        ("loan.missing present", False),
        ("not loan.missing present and loan.kind = agreed", True),
        ("not loan.missing = agreed", False),
        ("not loan.missing in (agreed, none)", False),
        ("not wages in claim.missing", False),
        ("not loan.missing < 5", False),
        ("not (loan.missing = none and loan.kind = agreed)", False),
        ("not (loan.missing = none and loan.kind = none)", True),
        ("not (loan.missing present and loan.missing = none)", True),
        ("loan.missing = none or loan.kind = agreed", True),
        ("not (loan.missing = none or loan.kind = none)", False),
        ("years(born(who.number), today) < 18", True),
    ],
)
def test_conditions_hold_or_do_not(text: str, holds: bool) -> None:
    assert parsed(text).holds(FACTS) is holds


@pytest.mark.parametrize("sign", ["=", "!=", "<", ">", "<=", ">="])
def test_what_is_not_there_is_neither_equal_nor_different(sign: str) -> None:
    assert not parsed(f"loan.missing {sign} 5").holds(FACTS)
    assert not parsed(f"loan.kind {sign} 5").holds(FACTS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("loan.amount - loan.missing", 186500),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 / 2", Fraction(7, 2)),
        ("1 - 2 - 3", -4),
        ("sum(paid.amount)", 150),
        ("count(paid.amount)", 2),
        ("max(500, 3 * 100)", 500),
        ("min(loan.missing, 4, 9)", 4),
        ("floor(7 / 2)", 3),
        ("if(loan.kind = agreed, 2, 1)", 2),
        ("days(2025-03-12, 2025-12-31)", 294),
        ("months(2025-01-31, 2025-02-28)", 1),
        ("months(2025-01-31, 2025-02-27)", 0),
        ("months(2025-01-15, 2026-01-14)", 11),
        ("months_begun(2025-06-01, 2026-01-01)", 7),
        ("months_begun(2025-06-01, 2025-12-02)", 7),
        ("years(2008-03-02, today)", 18),
        ("years(2008-03-03, today)", 17),
        ("published(lpr_1y, 2024-10-20) * 4", Fraction("13.4")),
    ],
)
def test_sums_are_exact(text: str, number: Fraction) -> None:
    assert parsed(text).number(FACTS) == number


@pytest.mark.parametrize(
    "text", ["1 / 0", "loan.missing", "loan.missing + loan.other", "published(lpr_1y, 2010-01-01)"]
)
def test_what_cannot_be_worked_out_is_nothing(text: str) -> None:
    assert parsed(text).number(FACTS) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("shift(2025-01-31, 1)", date(2025, 2, 28)),
        ("shift(2024-02-29, 12)", date(2025, 2, 28)),
        ("days_after(2025-12-31, 1)", date(2026, 1, 1)),
        ("max(loan.happened, loan.due)", date(2025, 12, 31)),
        ("days_after(9999-12-31, 1)", None),
    ],
)
def test_days_are_reckoned_on_the_calendar(text: str, day: date | None) -> None:
    assert parsed(text).day(FACTS) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "missing"),
        ("(" * 500 + "1" + ")" * 500, "brackets"),
        ("not " * 500 + "today present", "brackets"),
        ("loan.amount >", "missing"),
        ("loan.amount ; 5", "cannot be read"),
        ("(1 + 2", "“)” is missing"),
        ("1 2", "too much"),
        ("2025-02-30 < today", "no day"),
        ("system(1)", "no function"),
        ("years(today)", "takes 2"),
        ("sum(5)", "takes the name"),
        ("and", "wrong place"),
        ("__import__(loan.amount)", "no function"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, why: str) -> None:
    with pytest.raises(ExpressionUnfitError, match=why.replace("(", r"\(").replace(")", r"\)")):
        parsed(text)


def test_an_expression_knows_the_answers_and_words_it_leans_on() -> None:
    read = parsed("loan.kind in (none, agreed) and sum(paid.amount) > 5")
    assert (read.names, read.words) == ({"loan.kind", "paid.amount"}, {"none", "agreed"})


@given(st.text(alphabet="ab.19 ()+-*/<>=!,", max_size=40))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    try:
        read = parsed(text)
    except ExpressionUnfitError:
        return
    assert isinstance(read, Expression)
    read.run(FACTS)
