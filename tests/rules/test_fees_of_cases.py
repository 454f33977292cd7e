"""The fee of a case by what it is about (交纳办法 13, 16), and what provinces fixed where the law leaves a range."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tongban.courts.rules.causes import cause_on
from tongban.courts.vocabulary import Cause
from tongban.fees.law import case_fee
from tongban.fees.rules.prepayment import plaintiff_of
from tongban.fees.rules.tables import prepayments
from tongban.fees.vocabulary import Fee, FeeKind, Payer
from tongban.kernel.money import Money
from tongban.wiring.platform import Platform, PlatformMisconfigured

DAY = date(2026, 11, 23)


def codes(owed: Fee) -> set[str]:
    return {step.code for step in owed.steps}


@pytest.mark.parametrize(
    ("kind", "claim", "simplified", "local", "payable"),
    [
        (FeeKind.PROPERTY, 186_500, False, None, "4030.00"),
        (FeeKind.PROPERTY, 186_500, True, None, "2015.00"),
        (FeeKind.PROPERTY, 0, False, None, "50.00"),
        (FeeKind.LABOUR, 80_000, False, None, "10.00"),
        (FeeKind.LABOUR, 80_000, True, None, "5.00"),
        (FeeKind.DIVORCE, 0, False, None, "50.00"),
        (FeeKind.DIVORCE, 0, False, 300, "300.00"),
        (FeeKind.DIVORCE, 200_000, True, 300, "150.00"),
        (FeeKind.DIVORCE, 300_000, False, 300, "800.00"),
        (FeeKind.PERSONALITY, 100_000, False, None, "600.00"),
        (FeeKind.OTHER_NON_PROPERTY, 24_000, False, None, "50.00"),
        (FeeKind.OTHER_NON_PROPERTY, 24_000, True, 100, "50.00"),
    ],
)
def test_what_a_case_is_about_decides_its_fee(
    kind: FeeKind, claim: int, simplified: bool, local: int | None, payable: str
) -> None:
    fixed = None if local is None else Money(local * 100)
    owed = case_fee(kind, Money(claim * 100), on=DAY, simplified=simplified, local=fixed)
    assert isinstance(owed, Fee), owed
    assert owed.payable.decimal_text == payable
    assert owed.kind is kind


def test_the_lowest_is_charged_and_told_while_no_figure_of_the_province_is_kept() -> None:
    owed = case_fee(FeeKind.DIVORCE, Money(0), on=DAY, simplified=False)
    told = case_fee(FeeKind.DIVORCE, Money(0), on=DAY, simplified=False, local=Money(5000))
    assert isinstance(owed, Fee)
    assert isinstance(told, Fee)
    assert "fees.local_lowest" in codes(owed)
    assert "fees.local_rate" in codes(told)
    assert owed.payable == told.payable


def load(home: Path, text: str) -> Platform:
    (home / "platform.toml").write_text(f'slug = "test"\ntree = ["渝"]\n{text}', encoding="utf-8")
    return Platform.load(home)


def test_provinces_fix_their_figures_in_the_settings(tmp_path: Path) -> None:
    found = load(tmp_path, '[local_fees."渝"]\ndivorce = 300\nother_non_property = "100.00"\n').local_fees
    assert found == {"渝": {FeeKind.DIVORCE: Money(30_000), FeeKind.OTHER_NON_PROPERTY: Money(10_000)}}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('local_fees = "300"\n', "one table for each province"),
        ('[local_fees."渝"]\nmarriage_fee = 300\n', "marriage_fee"),
        ('[local_fees."渝"]\ndivorce = "much"\n', "divorce = much"),
        ('[local_fees."渝"]\ndivorce = 301\n', "no figure that the law leaves"),
        ('[local_fees."渝"]\nlabour = 10\n', "no figure that the law leaves"),
    ],
)
def test_a_slip_in_the_figures_is_told(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(PlatformMisconfigured, match=named):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("cause", "payer"),
    [
        ("205(5)", Payer.WAGES),
        ("214(2)", Payer.WAGES),
        ("205(6)", Payer.PLAINTIFF),
        ("205", Payer.PLAINTIFF),
        ("103(4)", Payer.PLAINTIFF),
        ("", Payer.PLAINTIFF),
    ],
)
def test_who_claims_wages_need_not_pay_in_advance(cause: str, payer: Payer) -> None:
    assert plaintiff_of(cause) is payer
    assert bool(prepayments()[payer].period) == (payer is Payer.PLAINTIFF)


def test_the_causes_that_need_no_payment_are_in_the_list_of_causes() -> None:
    for row in prepayments().values():
        for cause in row.causes:
            known = cause_on(cause, DAY)
            assert isinstance(known, Cause)
            assert "劳动报酬" in known.name
