"""The treasury's receipt: in whose name, when it is no longer true, what a list may say, how a day is reconciled."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.fees.adapters.fiscal_lists import read_list
from tongban.fees.rules.fiscal import bill_flaws, fitting, follows, title_for
from tongban.fees.rules.reconciling import (
    FiscalLineHere,
    FiscalStanding,
    receipts_against_fees,
    receipts_against_treasury,
)
from tongban.fees.vocabulary import (
    LARGEST_LIST,
    LIST_COLUMNS,
    BadListRow,
    DifferenceKind,
    FiscalAct,
    FiscalBill,
    FiscalCause,
    FiscalLine,
    FiscalListFlaw,
    FiscalRowFlaw,
    FiscalState,
    ListedBill,
    Title,
    TitleKind,
    Whose,
)
from tongban.kernel.money import Money
from tongban.people.rules.identity_papers import credit_check

TODAY = date(2026, 11, 24)
CODE = "91990101MA0000000"
CODE += credit_check(CODE)
PERSON = Title(Whose.PARTY, TitleKind.PERSON, "林晓梅")
FIRM = Title(Whose.PARTY, TitleKind.ORGANISATION, "示例商贸有限公司", CODE)
NAMELESS = Title(Whose.PARTY, TitleKind.ORGANISATION, "甲")
"""An organisation whose code the case does not know."""


@pytest.mark.parametrize(
    ("asked", "party", "payers", "name", "code"),
    [
        (("party", "person", ""), PERSON, ["林晓梅"], "林晓梅", ""),
        # The case says who the party is: nobody makes a person of a company, or the other way round.
        (("party", "organisation", ""), PERSON, [], "林晓梅", ""),
        (("party", "person", ""), FIRM, [], "示例商贸有限公司", CODE),
        # A code that the case knows is not typed over; one that it does not know is typed.
        (("party", "organisation", "x"), FIRM, [], "示例商贸有限公司", CODE),
        (("party", "organisation", f" {CODE.lower()} "), NAMELESS, [], "甲", CODE),
        (("payer", "organisation", CODE), PERSON, ["示例科技有限公司"], "示例科技有限公司", CODE),
        (("payer", "person", CODE), PERSON, ["王五"], "王五", ""),
    ],
)
def test_a_receipt_names_the_party_or_who_paid(
    asked: tuple[str, str, str], party: Title, payers: list[str], name: str, code: str
) -> None:
    found = title_for(*asked, party=party, payers=payers, today=TODAY)
    assert isinstance(found, Title)
    assert (found.name, found.credit_code) == (name, code)


@pytest.mark.parametrize(
    ("asked", "payers", "reason"),
    [
        (("", "person", ""), ["王五"], "fees.fiscal_title_missing"),
        (("payer", "person", ""), [], "fees.fiscal_payer_unknown"),
        (("payer", "person", ""), [""], "fees.fiscal_payer_unknown"),
        (("payer", "person", ""), ["王五", "赵六"], "fees.fiscal_payer_unknown"),
        (("payer", "", ""), ["王五"], "fees.fiscal_kind_missing"),
        (("payer", "organisation", CODE[:-1]), ["示例公司"], "fees.credit_code_wrong"),
        (("payer", "organisation", ""), ["示例公司"], "fees.credit_code_wrong"),
    ],
)
def test_what_may_not_stand_on_a_receipt_is_refused(
    asked: tuple[str, str, str], payers: list[str], reason: str
) -> None:
    found = title_for(*asked, party=PERSON, payers=payers, today=TODAY)
    assert isinstance(found, tuple)
    assert [one.reason for one in found] == [reason]


def test_a_receipt_that_says_another_sum_is_reversed_and_what_is_left_gets_another() -> None:
    assert fitting(FiscalState.ISSUED, 500, 500) is None
    assert fitting(FiscalState.ISSUED, 500, 200) is FiscalAct.REVERSE
    assert fitting(FiscalState.FAILED, 500, 0) is FiscalAct.DROP
    # The treasury may be issuing it this moment: what it then says is judged.
    assert fitting(FiscalState.ASKED, 500, 200) is None
    assert fitting(FiscalState.REVERSING, 500, 200) is None
    assert follows(FiscalCause.AMOUNT, 200)
    assert not follows(FiscalCause.AMOUNT, 0)
    assert not follows(FiscalCause.TITLE, 200)


def test_a_demo_receipt_is_believed_in_a_demonstration_alone() -> None:
    bill = FiscalBill("DEMO2026", "0000000001", "a1b2c3", TODAY, "DEMO")
    assert bill_flaws(bill, today=TODAY, demo=True) == []
    assert bill_flaws(bill, today=TODAY, demo=False) == [FiscalRowFlaw.BILL]


def a_list(*rows: str, head: str = ",".join(LIST_COLUMNS)) -> bytes:
    return "\n".join([head, *rows]).encode("gb18030")


GOOD = "CP1,开具,成功,2015.00,50060126,0000000001,a1b2c3,2026-11-24,示例财政局,"


def test_a_list_is_read_row_by_row_and_each_bad_row_says_why() -> None:
    rows = read_list(
        a_list(
            GOOD,
            "CP2R,冲红,失败,,,,,,,已入账不能冲红",
            "",
            "CP3,开具,成功,2015.00,5006,1,a,2026-11-25,示例财政局,",
            "CP4,作废,也许,1.00,,,,,,",
            "CP5,开具,成功,两千,50060126,0000000002,a1b2c3,昨天,示例财政局,",
            "CP6,开具",
        ),
        today=TODAY,
        demo=False,
    )
    assert isinstance(rows, tuple)
    issued, refused, *bad = rows
    assert isinstance(issued, ListedBill)
    assert issued.bill == FiscalBill("50060126", "0000000001", "a1b2c3", TODAY, "示例财政局")
    assert issued.amount == Money(201_500)
    assert isinstance(refused, ListedBill)
    assert refused.refused is not None
    assert (refused.number, refused.red, refused.refused.told) == ("CP2", True, "已入账不能冲红")
    assert [(one.line, one.flaws) for one in bad if isinstance(one, BadListRow)] == [
        (5, (FiscalRowFlaw.BILL, FiscalRowFlaw.DAY)),
        (6, (FiscalRowFlaw.ACT, FiscalRowFlaw.OUTCOME)),
        (7, (FiscalRowFlaw.DAY, FiscalRowFlaw.AMOUNT)),
        (8, (FiscalRowFlaw.COLUMNS,)),
    ]


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", FiscalListFlaw.EMPTY),
        (b"\xff\xff\xff", FiscalListFlaw.NOT_TEXT),
        (b"a\x00b", FiscalListFlaw.NOT_TEXT),
        (a_list(GOOD, head="申请编号,动作"), FiscalListFlaw.HEAD),
        (b"x" * (LARGEST_LIST + 1), FiscalListFlaw.TOO_LARGE),
    ],
)
def test_a_list_that_cannot_be_read_says_why(content: bytes, flaw: FiscalListFlaw) -> None:
    assert read_list(content, today=TODAY, demo=False) is flaw


def test_fees_without_receipts_and_receipts_without_fees_are_named() -> None:
    fees = [
        FiscalStanding("right", kept=500, billed=500, wanted=True),
        FiscalStanding("none", kept=500, billed=None, wanted=True),
        FiscalStanding("not yet", kept=500, billed=None, wanted=False),
        FiscalStanding("all back", kept=0, billed=None, wanted=True),
        FiscalStanding("less", kept=200, billed=500, wanted=False),
        FiscalStanding("alone", kept=0, billed=500, wanted=False),
    ]
    assert [(one.kind, one.reference) for one in receipts_against_fees(fees)] == [
        (DifferenceKind.NO_RECEIPT, "none"),
        (DifferenceKind.RECEIPT_AMOUNT, "less"),
        (DifferenceKind.RECEIPT_ALONE, "alone"),
    ]


def test_what_the_treasury_tells_of_a_day_is_compared_both_ways() -> None:
    other = date(2026, 11, 20)
    told = [
        FiscalLine("CP1", "x-1", Money(500), red=False),
        FiscalLine("CP2", "x-2", Money(1), red=False),
        FiscalLine("CP3R", "x-3", Money(500), red=True),
        FiscalLine("CP9", "x-9", Money(500), red=False),
        FiscalLine("CP6R", "x-6", Money(500), red=True),
    ]
    here = [
        FiscalLineHere("CP1", Money(500), TODAY, None),
        FiscalLineHere("CP2", Money(500), TODAY, None),
        FiscalLineHere("CP3", Money(500), other, TODAY),
        FiscalLineHere("CP4", Money(500), TODAY, None),
        FiscalLineHere("CP5", Money(500), other, TODAY),
        FiscalLineHere("CP6", Money(500), other, None),
    ]
    assert {(one.kind, one.reference) for one in receipts_against_treasury(TODAY, told, here)} == {
        (DifferenceKind.RECEIPT_AMOUNT, "CP2"),
        (DifferenceKind.RECEIPT_ALONE, "CP9"),
        (DifferenceKind.RECEIPT_ALONE, "CP6R"),
        (DifferenceKind.RECEIPT_UNKNOWN, "CP4"),
        (DifferenceKind.RECEIPT_UNKNOWN, "CP5R"),
    }
