"""Reading the bank's files, payment codes, and which money settles which charge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.fees.adapters.bank_files import LIMIT, movements, read_bank_file
from tongban.fees.rules.codes import code_from, find_code, find_settlement, parse_code, refund_code
from tongban.fees.rules.matching import Claim, match
from tongban.fees.rules.notice import breakdown, payment_notice
from tongban.fees.rules.tariff import fee
from tongban.fees.vocabulary import BadRow, BankRow, ChargeState, Fee, FeeKind, FileFlaw, Halving, Held, RowFlaw
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

HEAD = "reference,value_date,amount,currency,payment_code,payer,remark\n"
CODE = code_from(2026, 12)


def csv(*rows: str) -> bytes:
    return (HEAD + "".join(row + "\n" for row in rows)).encode()


def one(content: bytes, name: str = "s.csv") -> BankRow | BadRow:
    rows = read_bank_file(content, name)
    assert isinstance(rows, tuple)
    assert len(rows) == 1
    return rows[0]


@given(st.integers(0, 10**8 - 1))
def test_a_code_reads_back_as_itself(number: int) -> None:
    code = code_from(2026, number)
    assert parse_code(code) == code
    assert parse_code(code.replace("-", "")) == code


@given(st.integers(0, 10**8 - 1), st.integers(0, 13), st.integers(1, 9))
def test_every_wrong_digit_is_found(number: int, place: int, shift: int) -> None:
    digits = code_from(2026, number).replace("-", "")
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert isinstance(parse_code(wrong), Refusal)


@pytest.mark.parametrize("typed", ["", "12", "２０２６" + CODE[4:], "2026-0000-0012-3x", "²" * 14])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert isinstance(parse_code(typed), Refusal)


def test_a_code_is_found_in_a_payers_words() -> None:
    assert parse_code(find_code(f"诉讼费 {CODE} 林晓梅")) == CODE
    assert find_code("no digits here") == ""


def test_a_row_becomes_a_payment() -> None:
    row = one(csv(f"EB1,2026-11-24,2015.00,CNY,{CODE},林晓梅,诉讼费"))
    assert isinstance(row, BankRow)
    assert (row.reference, row.amount, row.value_date, row.code) == ("EB1", Money(201_500), date(2026, 11, 24), CODE)


@pytest.mark.parametrize(
    ("row", "flaws"),
    [
        ("EB1,2026-11-24,-1,CNY,c,p,r", [RowFlaw.BAD_AMOUNT]),
        ("EB1,2026-11-24,0,CNY,c,p,r", [RowFlaw.BAD_AMOUNT]),
        ("EB1,2026-11-24,1e99,CNY,c,p,r", [RowFlaw.BAD_AMOUNT]),
        ("EB1,2026-11-24,十八万,CNY,c,p,r", [RowFlaw.BAD_AMOUNT]),
        ("EB1,2026-11-24,1.001,CNY,c,p,r", [RowFlaw.BAD_AMOUNT]),
        ("EB1,24/11/2026,1,CNY,c,p,r", [RowFlaw.BAD_DATE]),
        ("EB1,2026-11-24,1,XXX,c,p,r", [RowFlaw.BAD_CURRENCY]),
        (",2026-11-24,1,CNY,c,p,r", [RowFlaw.NO_REFERENCE]),
        ("EB 1,2026-11-24,1,CNY,c,p,r", [RowFlaw.NO_REFERENCE]),
        ("EB1,2026-11-24,1", [RowFlaw.WRONG_COLUMNS]),
        (",x,x,x,c,p,r", [RowFlaw.NO_REFERENCE, RowFlaw.BAD_CURRENCY, RowFlaw.BAD_AMOUNT, RowFlaw.BAD_DATE]),
    ],
)
def test_a_bad_row_is_kept_with_all_its_flaws(row: str, flaws: list[RowFlaw]) -> None:
    found = one(csv(row))
    assert isinstance(found, BadRow)
    assert list(found.flaws) == flaws
    assert found.raw == row


@pytest.mark.parametrize(
    ("content", "name", "flaw"),
    [
        (b"", "s.csv", FileFlaw.EMPTY),
        (b" \n", "s.csv", FileFlaw.EMPTY),
        (b"\xff\xfe\x00\n", "s.csv", FileFlaw.NOT_TEXT),
        (b"a,b\n1,2\n", "s.csv", FileFlaw.NO_HEADER),
        (b"x" * (LIMIT + 1), "s.csv", FileFlaw.TOO_LARGE),
        (b"<a><a", "s.xml", FileFlaw.BROKEN_OFF),
        (b"<a>" * 100_000, "s.xml", FileFlaw.BROKEN_OFF),
        (b"<a>\xe8\xaf", "s.xml", FileFlaw.BROKEN_OFF),
        (b"<a><b></a>", "s.xml", FileFlaw.NOT_XML),
        (HEAD.encode() + b"EB1,2026-11-24,20", "s.csv", FileFlaw.BROKEN_OFF),
        (HEAD.encode() + f"EB1,2026-11-24,2015.00,CNY,{CODE},林晓梅,诉讼".encode(), "s.csv", FileFlaw.BROKEN_OFF),
        (b"<a/>", "s.xml", FileFlaw.NO_STATEMENT),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "s.xml", FileFlaw.NOT_XML),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hosts"><a/>', "s.xml", FileFlaw.NOT_XML),
        (b"hello", "s.txt", FileFlaw.UNKNOWN_KIND),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, name: str, flaw: FileFlaw) -> None:
    assert read_bank_file(content, name) is flaw


def camt(entry: str, version: str = "08") -> bytes:
    return (
        f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        f"<BkToCstmrStmt><Stmt>{entry}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def entry(amount: str = "2015.00", sign: str = "CRDT", state: str = "<Cd>BOOK</Cd>", details: str = "") -> str:
    details = (
        details or f"<TxDtls><Refs><AcctSvcrRef>R1</AcctSvcrRef></Refs><RmtInf><Ustrd>{CODE}</Ustrd></RmtInf></TxDtls>"
    )
    return (
        f'<Ntry><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>{state}</Sts>'
        f"<ValDt><Dt>2026-11-24</Dt></ValDt><NtryDtls>{details}</NtryDtls></Ntry>"
    )


@pytest.mark.parametrize("version", ["02", "08"])
def test_camt_of_several_versions_is_read(version: str) -> None:
    state = "BOOK" if version == "02" else "<Cd>BOOK</Cd>"
    row = one(camt(entry(state=state), version), "s.xml")
    assert isinstance(row, BankRow)
    assert (row.reference, row.amount, row.code) == ("R1", Money(201_500), CODE)


def test_a_debit_and_an_announcement_are_no_payments() -> None:
    debit = one(camt(entry(sign="DBIT", state="PDNG")), "s.xml")
    assert isinstance(debit, BadRow)
    assert debit.flaws == (RowFlaw.NOT_A_CREDIT, RowFlaw.NOT_BOOKED)


def part(reference: str, amount: str) -> str:
    return (
        f"<TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef></Refs>"
        f'<AmtDtls><TxAmt><Amt Ccy="CNY">{amount}</Amt></TxAmt></AmtDtls></TxDtls>'
    )


BOMB = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">%s]><Document>&e9;</Document>""" % b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&a;" * 10 if n == 0 else b"&e%d;" % (n - 1) * 10) for n in range(10)
)
OUTSIDE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>'


@pytest.mark.parametrize("content", [BOMB, OUTSIDE, b"<!DOCTYPE Document><Document/>", b"\xff\xfe<D"])
def test_xml_that_could_do_harm_is_no_xml(content: bytes) -> None:
    assert read_bank_file(content, "s.xml") is FileFlaw.NOT_XML
    assert list(movements(content, "s.xml")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_encodings_of_banks_programs_are_read(encoding: str) -> None:
    text = HEAD + f"EB1,2026-01-05,2015.00,CNY,{CODE},林晓梅,诉讼费\n"
    found = one(text.encode(encoding))
    assert isinstance(found, BankRow)
    assert (found.payer, found.text, found.amount) == ("林晓梅", "诉讼费", Money(201_500))


REFUND = refund_code(UUID(int=12))


def refunded(kind: str, code: str = REFUND) -> bytes:
    """A statement with one booked movement under the code of a refund, in a prefixed namespace."""
    told = (
        f'<b:Ntry><b:Amt Ccy="CNY">5.00</b:Amt><b:CdtDbtInd>{kind}</b:CdtDbtInd><b:Sts>BOOK</b:Sts>'
        "<b:ValDt><b:Dt>2026-01-05</b:Dt></b:ValDt><b:NtryDtls><b:TxDtls><b:Refs><b:AcctSvcrRef>EB7</b:AcctSvcrRef>"
        f"<b:EndToEndId>{code}</b:EndToEndId></b:Refs></b:TxDtls></b:NtryDtls></b:Ntry>"
    )
    head = '<b:Document xmlns:b="urn:iso:std:iso:20022:tech:xsd:camt.053.001.10"><b:BkToCstmrStmt><b:Stmt>'
    return f"{head}{told}</b:Stmt></b:BkToCstmrStmt></b:Document>".encode()


@pytest.mark.parametrize(("kind", "out"), [("DBIT", True), ("CRDT", False)])
def test_a_refund_that_was_paid_or_came_back_is_known_by_its_code(kind: str, out: bool) -> None:
    found = one(refunded(kind), "s.xml")
    assert isinstance(found, BankRow)
    assert (found.out, found.refund, found.amount) == (out, REFUND, Money(500))
    line = next(movements(refunded(kind), "s.xml"))
    assert (line.reference, line.out, line.mark) == ("EB7", out, REFUND)


def test_money_that_left_without_a_refund_is_no_payment_and_still_a_movement() -> None:
    found = one(refunded("DBIT", "NOTPROVIDED"), "s.xml")
    assert isinstance(found, BadRow)
    assert found.flaws == (RowFlaw.NOT_A_CREDIT,)
    assert [line.out for line in movements(refunded("DBIT", "NOTPROVIDED"), "s.xml")] == [True]


def test_the_number_of_a_settlement_is_found_in_the_banks_words() -> None:
    assert find_settlement("结算 JS202611231 代收") == "JS202611231"
    assert find_settlement("JS2026 AJS202611231") == ""


def test_a_batch_gives_its_parts_when_they_add_up() -> None:
    rows = read_bank_file(camt(entry("3.00", details=part("A", "1.00") + part("B", "2.00"))), "s.xml")
    assert isinstance(rows, tuple)
    assert [row.amount.minor for row in rows if isinstance(row, BankRow)] == [100, 200]
    odd = read_bank_file(camt(entry("9.00", details=part("A", "1.00") + part("B", "2.00"))), "s.xml")
    assert isinstance(odd, tuple)
    assert [row.flaws for row in odd if isinstance(row, BadRow)] == [(RowFlaw.BATCH_DOES_NOT_ADD_UP,)]


OPEN = Claim(Money(201_500), ChargeState.OPEN, waiting=True)


@pytest.mark.parametrize(
    ("code", "amount", "claim", "held"),
    [
        (CODE, Money(201_500), OPEN, None),
        ("", Money(201_500), OPEN, Held.NO_CODE),
        ("2026-0000-0012-00", Money(201_500), OPEN, Held.CODE_WRONG),
        (CODE, Money(201_500), None, Held.CODE_UNKNOWN),
        (CODE, Money(201_500, "USD"), OPEN, Held.CURRENCY),
        (CODE, Money(201_499), OPEN, Held.AMOUNT_LESS),
        (CODE, Money(201_501), OPEN, Held.AMOUNT_MORE),
        (CODE, Money(201_500), Claim(Money(201_500), ChargeState.PAID, waiting=True), Held.PAID_BEFORE),
        (CODE, Money(201_500), Claim(Money(201_500), ChargeState.OPEN, waiting=False), Held.CASE_NOT_WAITING),
    ],
)
def test_only_the_exact_amount_under_the_exact_code_settles(
    code: str, amount: Money, claim: Claim | None, held: Held | None
) -> None:
    assert match(code, amount, claim) is held


def test_the_notice_shows_the_bands_and_the_halving() -> None:
    owed = fee(FeeKind.PROPERTY, Money(18_650_000), on=date(2026, 11, 23), halvings=[Halving.SIMPLIFIED])
    assert isinstance(owed, Fee)
    assert (owed.payable, owed.full) == (Money(201_500), "4030.00")
    data = payment_notice(
        owed,
        court_name="某院",
        number="n",
        payer="甲",
        other="乙",
        cause="民间借贷纠纷",
        dated=date(2026, 11, 23),
        code=CODE,
        account="a",
        qr="<svg/>",
    )
    assert [(band["range"], band["rate"], band["fee"]["amount"]) for band in data["bands"]] == [
        ("不超过1万元的部分", "每件50元", "50.00"),
        ("超过1万元至10万元的部分", "2.5%", "2250.00"),
        ("超过10万元至20万元的部分", "2%", "1730.00"),
    ]
    assert data["reduced"] == {"why": "合计4,030.00元；适用简易程序审理，减半交纳", "law": "诉讼费用交纳办法第十六条"}
    assert data["total"] == {"amount": "2015.00", "currency": "CNY"}
    assert breakdown(owed)["halved_by"] == "simplified"
    assert "rounded" not in data


def test_the_bands_on_the_notice_add_up_and_the_rounding_is_said() -> None:
    owed = fee(FeeKind.PROPERTY, Money(12_345_678), on=date(2026, 11, 23), halvings=[Halving.SIMPLIFIED])
    assert isinstance(owed, Fee)
    data = payment_notice(
        owed,
        court_name="某院",
        number="n",
        payer="甲",
        other="乙",
        cause="民间借贷纠纷",
        dated=date(2026, 11, 23),
        code=CODE,
        account="a",
        qr="<svg/>",
    )
    assert sum(Decimal(band["fee"]["amount"]) for band in data["bands"]) == Decimal("2769.1356")
    assert sum(Decimal(band["part"]["amount"]) for band in data["bands"]) == Decimal("123456.78")
    assert data["reduced"]["why"] == "合计2,769.1356元；适用简易程序审理，减半交纳"
    assert data["rounded"] == "计算结果为1,384.5678元，四舍五入到分"
    assert data["total"] == {"amount": "1384.57", "currency": "CNY"}
