"""An answer that people write in several ways is kept in one."""

from __future__ import annotations

import pytest

from tongban.filing.law import as_kept
from tongban.filing.rules.interview import forms

LOAN = forms()["private_lending"]


@pytest.mark.parametrize("typed", ["2026年3月8日", " 2026/3/8 ", "2026.03.08", "２０２６年３月８日"])
def test_a_day_is_kept_as_a_day_however_it_is_written(typed: str) -> None:
    assert as_kept(LOAN.question("loan.due"), typed) == "2026-03-08"


@pytest.mark.parametrize(
    ("question", "typed", "kept"),
    [
        ("loan.amount", "叁万伍仟元", "35000.00"),
        ("loan.amount", "三万五", "三万五"),
        ("story.text", "2026年3月8日", "2026年3月8日"),
        ("loan.due", "2026年3月", "2026年3月"),
        ("plaintiff.phone", "１３８００００１２３４", "13800001234"),
        ("plaintiff.email", "lin＠example．com", "lin@example.com"),
        ("loan.rate", "１２．５％", "12.5"),
        ("loan.rate", "12 %", "12"),
        ("loan.rate", "一分五", "一分五"),
        ("loan.rate", "12,5%", "12,5%"),
        ("no.question", "叁万元", "叁万元"),
    ],
)
def test_what_says_no_one_day_or_sum_is_kept_as_it_was_typed(question: str, typed: str, kept: str) -> None:
    assert as_kept(LOAN.question(question), typed) == kept
