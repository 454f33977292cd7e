"""Reading what a bank answers to an order to pay out: ISO 20022 pain.002 (CustomerPaymentStatusReport).

A report tells of the whole file, of a block of it, or of single transfers; the nearest status counts for a transfer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element  # nosec B405 # for its type: what reads is defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, tostring

from tongban.fees.adapters.bank_files import CURRENCIES, LIMIT, RAW_KEPT
from tongban.fees.adapters.iso20022 import children, digest_of, kept, local_name, text_at
from tongban.fees.vocabulary import BadRow, BankReason, FileFlaw, PayStatus, RowFlaw, StatusRow
from tongban.kernel.money import Money, parse_amount

REPORT = "CstmrPmtStsRpt"
ACCEPTED = frozenset({"RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACSC", "ACWC", "ACCC"})
"""Codes of the external code set by which a bank has taken an order on; what was paid, its statement alone tells."""
REJECTED = "RJCT"
IN_PART = "PART"
"""Some transfers are taken on, others are not: each tells for itself."""


def is_report(content: bytes) -> bool:
    """Whether a file of the bank is an answer to an order by its shape, whatever payers write into a statement."""
    if len(content) > LIMIT or REPORT.encode() not in content[:4096]:
        return False
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return False
    return next(children(root, REPORT), None) is not None


def read_report(content: bytes) -> tuple[StatusRow | BadRow, ...] | FileFlaw:
    """What is said of each transfer, in order; one row without a code where the whole file is meant."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return FileFlaw.NOT_XML
    reports = list(children(root, REPORT))
    if local_name(root) != "Document" or not reports:
        return FileFlaw.NO_STATEMENT
    said = [one for report in reports for one in _said(report)]
    return tuple(_row(one, line) for line, one in enumerate(said, start=1))


@dataclass(frozen=True, slots=True)
class _Said:
    """One answer as it stands in the file, before it is judged."""

    element: Element
    order: str
    code: str
    reason: str


def _said(report: Element) -> Iterator[_Said]:
    group = next(children(report, "OrgnlGrpInfAndSts"), report)
    order, whole = text_at(group, "OrgnlMsgId"), _status(group, "GrpSts", ("", ""))
    nearer = False
    for block in children(report, "OrgnlPmtInfAndSts"):
        of_block, transfers = _status(block, "PmtInfSts", whole), list(children(block, "TxInfAndSts"))
        if not transfers and text_at(block, "PmtInfSts"):
            transfers = [block]
        nearer = nearer or bool(transfers)
        for one in transfers:
            code, reason = of_block if one is block else _status(one, "TxSts", of_block)
            yield _Said(one, order, code, reason)
    if not nearer:
        yield _Said(group, order, *whole)


def _status(element: Element, name: str, above: tuple[str, str]) -> tuple[str, str]:
    """The status of this place with its reason; where it has none of its own, that of the place above."""
    own = text_at(element, name)
    reason = text_at(element, "StsRsnInf", "Rsn", "Cd") or text_at(element, "StsRsnInf", "Rsn", "Prtry")
    return own if own and own != IN_PART else above[0], reason or above[1]


def _row(said: _Said, line: int) -> StatusRow | BadRow:
    """The answer as a row, or all that is wrong with it."""
    raw, refund = tostring(said.element, encoding="unicode"), text_at(said.element, "OrgnlEndToEndId")
    readable, amount = _amount(said.element)
    single = local_name(said.element) == "TxInfAndSts"
    flaws = [
        flaw
        for wrong, flaw in (
            (said.code != REJECTED and said.code not in ACCEPTED, RowFlaw.UNKNOWN_STATUS),
            (not said.order, RowFlaw.OTHER_ORDER),
            (single and not refund, RowFlaw.UNKNOWN_REFUND),
            (not readable, RowFlaw.BAD_AMOUNT),
        )
        if wrong
    ]
    if flaws:
        return BadRow(line, kept(raw, RAW_KEPT), digest_of(raw), tuple(flaws))
    rejected = said.code == REJECTED
    return StatusRow(
        line=line,
        order=kept(said.order, 35),
        refund=kept(refund, 35),
        amount=amount,
        status=PayStatus.REJECTED if rejected else PayStatus.ACCEPTED,
        reason=BankReason.of(said.reason) if rejected else None,
        raw=kept(raw, RAW_KEPT),
        digest=digest_of(raw),
    )


def _amount(element: Element) -> tuple[bool, Money | None]:
    """Whether the amount that the answer repeats can be read, and the amount; most repeat none."""
    told = next(children(element, "OrgnlTxRef", "Amt", "InstdAmt"), None)
    if told is None:
        return True, None
    currency = told.get("Ccy", "")
    found = (
        parse_amount((told.text or "").strip(), field="amount", currency=currency) if currency in CURRENCIES else None
    )
    return isinstance(found, Money), found if isinstance(found, Money) else None
