"""Writing what a bank is to pay out: ISO 20022 pain.001 (CustomerCreditTransferInitiation)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # writes only; nothing is read

from tongban.kernel.money import Money

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


@dataclass(frozen=True, slots=True)
class PayOut:
    """One transfer to order: `code` comes back in the bank's statement."""

    code: str
    amount: Money
    payee: str
    bank: str
    account: str


def payment_order(number: str, made_at: datetime, payer: str, account: str, rows: Sequence[PayOut]) -> bytes:
    """The file of one order: the same order gives the same bytes. All amounts are in one currency."""
    root = Element("Document", xmlns=PAIN)
    order = SubElement(root, "CstmrCdtTrfInitn")
    total = Money(sum(row.amount.minor for row in rows), rows[0].amount.currency)
    head = _texts(SubElement(order, "GrpHdr"), MsgId=number, CreDtTm=made_at.isoformat(timespec="seconds"))
    _texts(head, NbOfTxs=str(len(rows)), CtrlSum=total.decimal_text)
    _texts(SubElement(head, "InitgPty"), Nm=payer)
    block = _texts(SubElement(order, "PmtInf"), PmtInfId=number, PmtMtd="TRF", BtchBookg="false")
    _texts(SubElement(block, "ReqdExctnDt"), Dt=made_at.date().isoformat())
    _texts(SubElement(block, "Dbtr"), Nm=payer)
    _texts(SubElement(SubElement(SubElement(block, "DbtrAcct"), "Id"), "Othr"), Id=account)
    for row in rows:
        one = SubElement(block, "CdtTrfTxInf")
        _texts(SubElement(one, "PmtId"), EndToEndId=row.code)
        SubElement(SubElement(one, "Amt"), "InstdAmt", Ccy=row.amount.currency).text = row.amount.decimal_text
        _texts(SubElement(SubElement(one, "CdtrAgt"), "FinInstnId"), Nm=row.bank)
        _texts(SubElement(one, "Cdtr"), Nm=row.payee)
        _texts(SubElement(SubElement(SubElement(one, "CdtrAcct"), "Id"), "Othr"), Id=row.account)
        _texts(SubElement(one, "RmtInf"), Ustrd=f"诉讼费退费 {row.code}")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


def _texts(parent: Element, **texts: str) -> Element:
    for name, text in texts.items():
        SubElement(parent, name).text = text
    return parent
