"""Reading what a bank sends: CSV as many banks export it, and a subset of ISO 20022 camt.053 (BankToCustomerStatement).

XML is read with entities, external references and document types forbidden. A row that cannot be read becomes a
`BadRow`, a file that cannot be read a `FileFlaw`: nothing is skipped in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element  # nosec B405 # for its type: what reads is defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, tostring

from tongban.fees.adapters.iso20022 import children, digest_of, kept, local_name, text_at
from tongban.fees.rules.codes import find_code, find_refund, parse_code
from tongban.fees.vocabulary import BadRow, BankRow, FileFlaw, MoneyLine, RowFlaw
from tongban.kernel.money import Money, parse_amount

LIMIT = 10 * 2**20
"""Bytes of the largest file that is read: some fifty thousand rows."""
RAW_KEPT = 2000
REFERENCE = re.compile(r"[!-~]{1,64}")
COLUMNS = ("reference", "value_date", "amount", "currency", "payment_code", "payer", "remark")
_CUT = frozenset({3, 5, 6, 20})
"""What expat says of a text that ends too early: no element found, an unclosed token, half a sign, unclosed CDATA."""
CURRENCIES = frozenset({"CNY", "USD", "EUR", "VND", "KGS", "PEN"})


@dataclass(frozen=True, slots=True)
class _Read:
    """The texts of one row, before they are judged."""

    line: int
    raw: str
    reference: str
    value_date: str
    amount: str
    currency: str
    code: str
    payer: str
    remark: str
    out: bool = False
    refund: str = ""


def read_bank_file(content: bytes, name: str) -> tuple[BankRow | BadRow, ...] | FileFlaw:
    """The rows of a file by its ending (.csv or .xml), in order; a file that breaks off has none."""
    if len(content) > LIMIT:
        return FileFlaw.TOO_LARGE
    if not content.strip():
        return FileFlaw.EMPTY
    if name.lower().endswith(".csv"):
        # The last line has its end: who copies a file slowly shows the beginning of an amount before the rest.
        return _csv(content) if content.endswith((b"\n", b"\r")) else FileFlaw.BROKEN_OFF
    if name.lower().endswith(".xml"):
        return _camt(content)
    return FileFlaw.UNKNOWN_KIND


def movements(content: bytes, name: str) -> Iterator[MoneyLine]:
    """Everything that a statement says was booked, in and out, for the reconciliation of a day."""
    if name.lower().endswith(".csv"):
        found = _csv(content)
        yield from (_moved(row) for row in (() if isinstance(found, FileFlaw) else found) if isinstance(row, BankRow))
        return
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return
    for entry in children(root, "BkToCstmrStmt", "Stmt", "Ntry"):
        if (text_at(entry, "Sts", "Cd") or text_at(entry, "Sts")) == "BOOK":
            yield from (_moved(row) for row in _parts(entry, 1, "") if isinstance(row, BankRow))


def _moved(row: BankRow) -> MoneyLine:
    code = parse_code(row.code)
    mark = row.refund or (code if isinstance(code, str) else "")
    return MoneyLine(row.reference, row.amount, row.value_date, row.out, mark)


def _csv(content: bytes) -> tuple[BankRow | BadRow, ...] | FileFlaw:
    text = _decoded(content)
    if text is None:
        return FileFlaw.NOT_TEXT
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip() for cell in next(lines, [])]
        if sorted(header) != sorted(COLUMNS):
            return FileFlaw.NO_HEADER
        return tuple(_csv_row(header, cells, lines.line_num) for cells in lines if any(cell.strip() for cell in cells))
    except csv.Error:
        return FileFlaw.NOT_TEXT


def _decoded(content: bytes) -> str | None:
    """The text of a file in UTF-8, or in GB 18030 as many banks' programs write it; None when it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _csv_row(header: list[str], cells: list[str], line: int) -> BankRow | BadRow:
    raw = ",".join(cells)
    if len(cells) != len(header):
        return bad(line, raw, RowFlaw.WRONG_COLUMNS)
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    return judged(
        _Read(
            line,
            raw,
            row["reference"],
            row["value_date"],
            row["amount"],
            row["currency"],
            row["payment_code"] or find_code(row["remark"]),
            row["payer"],
            row["remark"],
            refund=find_refund(f"{row['payment_code']} {row['remark']}"),
        )
    )


def _camt(content: bytes) -> tuple[BankRow | BadRow, ...] | FileFlaw:
    try:
        root = fromstring(content, forbid_dtd=True)
    except ParseError as error:
        return FileFlaw.BROKEN_OFF if error.code in _CUT else FileFlaw.NOT_XML
    except (DefusedXmlException, ValueError, LookupError):
        return FileFlaw.NOT_XML
    if local_name(root) != "Document" or not list(children(root, "BkToCstmrStmt", "Stmt")):
        return FileFlaw.NO_STATEMENT
    entries = children(root, "BkToCstmrStmt", "Stmt", "Ntry")
    rows: list[BankRow | BadRow] = []
    for entry in entries:
        rows.extend(_entry(entry, len(rows) + 1))
    return tuple(rows)


def _entry(entry: Element, line: int) -> Iterator[BankRow | BadRow]:
    """One booked entry: one transaction, or a batch of several."""
    raw = tostring(entry, encoding="unicode")
    out = text_at(entry, "CdtDbtInd") == "DBIT"
    parts = list(children(entry, "NtryDtls", "TxDtls"))
    ours = out and all(_refund_of(part) for part in parts or [entry])
    flaws = [
        flaw
        for holds, flaw in (
            (text_at(entry, "CdtDbtInd") != "CRDT" and not ours, RowFlaw.NOT_A_CREDIT),
            ((text_at(entry, "Sts", "Cd") or text_at(entry, "Sts")) != "BOOK", RowFlaw.NOT_BOOKED),
        )
        if holds
    ]
    if flaws:
        yield bad(line, raw, *flaws)
        return
    yield from _parts(entry, line, raw)


def _parts(entry: Element, line: int, raw: str) -> Iterator[BankRow | BadRow]:
    """The transactions of an entry; a batch whose parts do not add up to it is one bad row."""
    parts = list(children(entry, "NtryDtls", "TxDtls"))
    if len(parts) <= 1:
        yield judged(_transaction(entry, parts[0] if parts else entry, line, raw, children(entry, "Amt")))
        return
    amounts = [list(children(part, "AmtDtls", "TxAmt", "Amt")) or list(children(part, "Amt")) for part in parts]
    rows = [
        judged(_transaction(entry, part, line + n, tostring(part, encoding="unicode"), found))
        for n, (part, found) in enumerate(zip(parts, amounts, strict=True))
    ]
    whole = parse_amount(text_at(entry, "Amt"), field="amount")
    total = sum(row.amount.minor for row in rows if isinstance(row, BankRow))
    if all(isinstance(row, BankRow) for row in rows) and (not isinstance(whole, Money) or total != whole.minor):
        yield bad(line, raw, RowFlaw.BATCH_DOES_NOT_ADD_UP)
        return
    yield from rows


def _transaction(entry: Element, part: Element, line: int, raw: str, amounts: Iterable[Element]) -> _Read:
    amount = next(iter(amounts), None)
    reference = text_at(part, "Refs", "AcctSvcrRef") or text_at(part, "Refs", "TxId") or text_at(entry, "AcctSvcrRef")
    remark = " ".join((e.text or "").strip() for e in children(part, "RmtInf", "Ustrd"))
    code = text_at(part, "RmtInf", "Strd", "CdtrRefInf", "Ref") or find_code(remark)
    value_date = (
        text_at(entry, "ValDt", "Dt") or text_at(entry, "ValDt", "DtTm")[:10] or text_at(entry, "BookgDt", "Dt")
    )
    payer = text_at(part, "RltdPties", "Dbtr", "Nm") or text_at(part, "RltdPties", "Dbtr", "Pty", "Nm")
    digits = (amount.text or "").strip() if amount is not None else ""
    currency = amount.get("Ccy", "") if amount is not None else ""
    out = text_at(entry, "CdtDbtInd") == "DBIT"
    refund = _refund_of(part) or _refund_of(entry)
    return _Read(line, raw, reference, value_date, digits, currency, code, payer, remark, out, refund)


def _refund_of(part: Element) -> str:
    """The code of the refund that a transaction pays out or brings back, "" for all others."""
    remark = " ".join((e.text or "") for e in children(part, "RmtInf", "Ustrd"))
    return find_refund(f"{text_at(part, 'Refs', 'EndToEndId')} {remark}")


def judged(row: _Read) -> BankRow | BadRow:
    """The row as a payment, or all that is wrong with it."""
    flaws = []
    if not REFERENCE.fullmatch(row.reference):
        flaws.append(RowFlaw.NO_REFERENCE)
    currency = row.currency if row.currency in CURRENCIES else ""
    if not currency:
        flaws.append(RowFlaw.BAD_CURRENCY)
    amount = parse_amount(row.amount, field="amount", currency=currency or "CNY")
    if not isinstance(amount, Money):
        flaws.append(RowFlaw.BAD_AMOUNT)
    day = _day(row.value_date)
    if day is None:
        flaws.append(RowFlaw.BAD_DATE)
    if flaws or not isinstance(amount, Money) or day is None:
        return bad(row.line, row.raw, *flaws)
    return BankRow(
        row.line,
        row.reference,
        amount,
        day,
        kept(row.code, 64),
        kept(row.payer, 140),
        kept(row.remark, 280),
        digest_of(row.raw),
        row.out,
        row.refund,
    )


def bad(line: int, raw: str, *flaws: RowFlaw) -> BadRow:
    """A row that cannot be taken; its text is kept up to a bound, its digest covers all of it."""
    return BadRow(line, kept(raw, RAW_KEPT), digest_of(raw), flaws)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
