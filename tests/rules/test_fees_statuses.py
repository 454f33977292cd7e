"""What the bank's answer to an order means, and how its file is read (pain.002; 交纳办法 53)."""

from __future__ import annotations

import itertools

import pytest

from tongban.fees.adapters.bank_files import read_bank_file
from tongban.fees.adapters.status_reports import is_report, read_report
from tongban.fees.rules.refunding import REFUND
from tongban.fees.rules.statuses import judge_status
from tongban.fees.vocabulary import (
    BadRow,
    BankReason,
    FileFlaw,
    PayStatus,
    RefundAct,
    RefundState,
    RowFlaw,
    StatusRow,
    StatusStep,
)
from tongban.kernel.money import Money

ACCEPTED, REJECTED = PayStatus.ACCEPTED, PayStatus.REJECTED
S = RefundState


@pytest.mark.parametrize(
    ("status", "state", "accepted", "expected"),
    [
        (ACCEPTED, S.SENT, False, StatusStep.ACCEPT),
        (ACCEPTED, S.SENT, True, StatusStep.NOTHING),
        (ACCEPTED, S.PAID, False, StatusStep.NOTHING),
        (ACCEPTED, S.FAILED, True, StatusStep.NOTHING),
        (ACCEPTED, S.FAILED, False, RowFlaw.CONTRADICTS),
        (REJECTED, S.SENT, False, StatusStep.FAIL),
        (REJECTED, S.SENT, True, StatusStep.FAIL),
        (REJECTED, S.FAILED, False, StatusStep.NOTHING),
        (REJECTED, S.CHECKED, False, StatusStep.NOTHING),
        (REJECTED, S.PAID, True, RowFlaw.CONTRADICTS),
        (REJECTED, S.STOPPED, False, RowFlaw.CONTRADICTS),
    ],
)
def test_a_refusal_brings_a_refund_back_and_all_else_changes_little(
    status: PayStatus, state: RefundState, *, accepted: bool, expected: object
) -> None:
    assert judge_status(status, state, last_order=True, same_amount=True, accepted=accepted) is expected


@pytest.mark.parametrize(("status", "state", "accepted"), [*itertools.product(PayStatus, RefundState, (True, False))])
def test_an_answer_about_another_order_or_amount_goes_to_a_person(
    status: PayStatus, state: RefundState, *, accepted: bool
) -> None:
    other = judge_status(status, state, last_order=False, same_amount=True, accepted=accepted)
    assert other is RowFlaw.OTHER_ORDER
    amount = judge_status(status, state, last_order=True, same_amount=False, accepted=accepted)
    assert amount is RowFlaw.CONTRADICTS


@pytest.mark.parametrize("state", RefundState)
def test_what_the_rule_lets_fail_the_table_lets_fail(state: RefundState) -> None:
    step = judge_status(REJECTED, state, last_order=True, same_amount=True, accepted=False)
    if step is StatusStep.FAIL:
        assert RefundAct.FAIL in {move.act for move in REFUND.open_to(state, "office")}


def report(*blocks: str, group: str = "", order: str = "TFD1") -> bytes:
    head = f"<OrgnlGrpInfAndSts><OrgnlMsgId>{order}</OrgnlMsgId>{group}</OrgnlGrpInfAndSts>"
    return f"<Document><CstmrPmtStsRpt>{head}{''.join(blocks)}</CstmrPmtStsRpt></Document>".encode()


def block(*transfers: str, status: str = "") -> str:
    return f"<OrgnlPmtInfAndSts>{status}{''.join(transfers)}</OrgnlPmtInfAndSts>"


def one(code: str, status: str, *, reason: str = "", amount: str = "") -> str:
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    told = f'<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">{amount}</InstdAmt></Amt></OrgnlTxRef>' if amount else ""
    says = f"<TxSts>{status}</TxSts>" if status else ""
    return f"<TxInfAndSts><OrgnlEndToEndId>{code}</OrgnlEndToEndId>{says}{why}{told}</TxInfAndSts>"


def rows(content: bytes) -> list[tuple[object, ...]]:
    found = read_report(content)
    assert isinstance(found, tuple)
    return [
        (row.refund, row.status, row.reason, row.amount) if isinstance(row, StatusRow) else row.flaws for row in found
    ]


def test_each_transfer_tells_for_itself() -> None:
    told = report(
        block(one("A", "ACSP"), one("B", "RJCT", reason="AC04", amount="20.15")), group="<GrpSts>PART</GrpSts>"
    )
    assert is_report(told)
    assert rows(told) == [("A", ACCEPTED, None, None), ("B", REJECTED, BankReason.AC04, Money(2015))]


def test_where_a_transfer_says_nothing_the_nearest_status_above_counts() -> None:
    why = "<StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf>"
    assert rows(report(block(one("A", "")), group=f"<GrpSts>RJCT</GrpSts>{why}")) == [
        ("A", REJECTED, BankReason.AM04, None)
    ]
    blocks = report(block(one("A", ""), status="<PmtInfSts>ACCP</PmtInfSts>"), group="<GrpSts>RJCT</GrpSts>")
    assert rows(blocks) == [("A", ACCEPTED, None, None)]
    whole = report(group=f"<GrpSts>RJCT</GrpSts>{why}")
    assert rows(whole) == [("", REJECTED, BankReason.AM04, None)]
    assert rows(report(block(status="<PmtInfSts>RJCT</PmtInfSts>"))) == [("", REJECTED, BankReason.OTHER, None)]


@pytest.mark.parametrize(
    ("content", "flaws"),
    [
        (report(block(one("A", "CANC"))), (RowFlaw.UNKNOWN_STATUS,)),
        (report(block(one("A", ""))), (RowFlaw.UNKNOWN_STATUS,)),
        (report(block(one("", "RJCT"))), (RowFlaw.UNKNOWN_REFUND,)),
        (report(block(one("A", "RJCT")), order=""), (RowFlaw.OTHER_ORDER,)),
        (report(block(one("A", "RJCT", amount="much"))), (RowFlaw.BAD_AMOUNT,)),
        (report(block(one("A", "RJCT", amount="1"))).replace(b"CNY", b"XXX"), (RowFlaw.BAD_AMOUNT,)),
        (report(), (RowFlaw.UNKNOWN_STATUS,)),
    ],
)
def test_an_answer_that_cannot_be_read_is_kept_with_what_is_wrong(content: bytes, flaws: tuple[RowFlaw, ...]) -> None:
    found = read_report(content)
    assert isinstance(found, tuple)
    (row,) = found
    assert isinstance(row, BadRow)
    assert row.flaws == flaws


@pytest.mark.parametrize(
    "content",
    [
        b"<Document><CstmrPmtStsRpt>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Document><CstmrPmtStsRpt>&a;</CstmrPmtStsRpt></Document>',
    ],
)
def test_a_torn_or_forbidden_file_is_unfit(content: bytes) -> None:
    assert read_report(content) is FileFlaw.NOT_XML


def test_words_of_a_payer_turn_no_statement_into_an_answer() -> None:
    remark = "<Stmt><Ntry><RmtInf>CstmrPmtStsRpt &lt;CstmrPmtStsRpt&gt;</RmtInf></Ntry></Stmt>"
    assert not is_report(f"<Document><BkToCstmrStmt>{remark}</BkToCstmrStmt></Document>".encode())
    assert not is_report(b"reference,remark\n1,<CstmrPmtStsRpt>\n")
    assert not is_report(b"<Document><CstmrPmtStsRpt>")


def test_a_statement_is_no_answer() -> None:
    statement = b"<Document><BkToCstmrStmt><Stmt/></BkToCstmrStmt></Document>"
    assert not is_report(statement)
    assert read_report(statement) is FileFlaw.NO_STATEMENT
    assert read_bank_file(report(block(one("A", "RJCT"))), "a.xml") is FileFlaw.NO_STATEMENT
