"""A small fictional bank, a process of its own: takes orders to pay, writes statements for its customers, the courts.

    tongban bank --folder DIR [--inbox ACCOUNT=FOLDER ...] [--port N]
    python -m tongban.cli.bank PORT DIR ACCOUNT=FOLDER[,ACCOUNT=FOLDER] [CLOCKFILE]

It shares nothing with a platform but the inbox folder: it imports none of the platform's code. An order is a file
`DIR/orders/*.json` (code, amount, account, payer, remark, format) or a form on its page. Each order becomes one
statement file in the inbox of the account, CSV or camt.053, put there in one step (a rename); its reference is
derived from the order, so that an order found again after a kill gives the same statement. What a court orders to be
paid out (pain.001 in `bank-out` beside its inbox) is answered by a pain.002 and paid, which a camt.053 of debits tells.
To an account that it has closed (a file `DIR/closed/ACCOUNT`) it pays nothing and says so. Receipts that the bank has
given out (`DIR/receipts/NUMBER.json`, pairs of words) are shown to anybody at `/receipts/NUMBER`. CLOCKFILE holds the
seconds by which the demo's day runs ahead of the machine's.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import signal
import sys
import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

CHINA = timezone(timedelta(hours=8))
POLL = 0.2
"""Seconds between two looks into the folder of orders."""
FORM_LIMIT = 64 * 1024
FIELDS = ("code", "amount", "account", "payer", "remark", "format")
COLUMNS = ("reference", "value_date", "amount", "currency", "payment_code", "payer", "remark")
RECEIPT = re.compile(r"/receipts/([A-Z0-9-]{1,40})")
PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
STATUS = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"
CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


class OrderUnfit(ValueError):  # noqa: N818 - the bank tells its customer
    """The bank cannot carry out the order; the text says why."""


@dataclass(frozen=True, slots=True)
class Bank:
    """The bank's folder and its customers: account -> folder for statements."""

    folder: Path
    inboxes: dict[str, Path]
    clock_file: Path | None = None
    _busy: threading.Lock = field(default_factory=threading.Lock)

    def order(self, order: dict[str, str]) -> str:
        """Lay an order down and carry it out; returns the bank's reference."""
        orders = self.folder / "orders"
        orders.mkdir(parents=True, exist_ok=True)
        self._inbox(order)
        path = orders / f"{uuid.uuid4()}.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps(order, ensure_ascii=False), encoding="utf-8")
        laid = part.stat().st_mtime + self._ahead()
        os.utime(part, (laid, laid))
        # Under the lock: else the other thread may find the order between these two lines.
        with self._busy:
            part.replace(path)
            return self.carry_out(path)

    def carry_out(self, path: Path) -> str:
        """Write the statement of one order and put the order away. Raises `OrderUnfit`."""
        content = path.read_bytes()
        try:
            order = json.loads(content)
            fields = {name: str(order.get(name, "")).strip() for name in FIELDS}
        except (ValueError, AttributeError) as error:
            raise OrderUnfit(f"{path.name} is no order") from error
        inbox = self._inbox(fields)
        reference = "EB" + hashlib.sha256(path.name.encode() + content).hexdigest()[:18].upper()
        # The day on which the order was laid down: the bank keeps no clock of its own.
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(CHINA).date()
        camt = fields["format"] == "camt"
        text = camt_statement(reference, day, fields) if camt else csv_statement(reference, day, fields)
        inbox.mkdir(parents=True, exist_ok=True)
        statement = inbox / f"{reference}.{'xml' if camt else 'csv'}"
        part = statement.with_name(f".{statement.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(statement)
        self._put_away(path, "done")
        return reference

    def work(self) -> int:
        """Carry out every waiting order; returns how many were found."""
        with self._busy:
            found = sorted((self.folder / "orders").glob("*.json"))
            for path in found:
                try:
                    self.carry_out(path)
                except OrderUnfit as unfit:
                    print(f"bank: {unfit}", file=sys.stderr)
                    self._put_away(path, "unfit")
        return len(found)

    def pay_out(self) -> int:
        """Pay what the courts order; returns how many files were found. What cannot be read is put away as unfit."""
        count = 0
        for account, inbox in self.inboxes.items():
            outbox = inbox.parent / "bank-out"
            for path in sorted(outbox.glob("*.xml")):
                count += 1
                if (outbox / "done" / path.name).exists():
                    # The same number again, after a kill of the court: it is paid once.
                    path.unlink()
                    continue
                place = "done"
                try:
                    laid = path.stat().st_mtime + self._ahead()
                    day = datetime.fromtimestamp(laid, UTC).astimezone(CHINA).date()
                    rows = ordered(path.read_bytes())
                    refused = {row.code for row in rows if self._is_closed(row.account)}
                    paid = [row for row in rows if row.code not in refused]
                    self._tell(inbox, f"{path.stem}-status", status_report(path.stem, day, rows, refused))
                    if paid:
                        self._tell(inbox, f"{path.stem}-paid", debit_statement(path.stem, day, account, paid))
                except (OrderUnfit, ValueError) as unfit:
                    print(f"bank: {path.name}: {unfit}", file=sys.stderr)
                    place = "unfit"
                (outbox / place).mkdir(exist_ok=True)
                path.replace(outbox / place / path.name)
        return count

    def _ahead(self) -> int:
        return int(self.clock_file.read_text()) if self.clock_file and self.clock_file.exists() else 0

    def _is_closed(self, account: str) -> bool:
        return account.isalnum() and (self.folder / "closed" / account).exists()

    def _tell(self, inbox: Path, name: str, text: str) -> None:
        inbox.mkdir(parents=True, exist_ok=True)
        part = inbox / f".{name}.xml.part"
        part.write_text(text, encoding="utf-8")
        part.replace(inbox / f"{name}.xml")

    def _inbox(self, order: dict[str, str]) -> Path:
        account = order.get("account", "")
        if not account and len(self.inboxes) == 1:
            return next(iter(self.inboxes.values()))
        if account not in self.inboxes:
            raise OrderUnfit(f"no account {account!r} here; accounts: {', '.join(self.inboxes)}")
        return self.inboxes[account]

    def _put_away(self, path: Path, place: str) -> None:
        folder = self.folder / place
        folder.mkdir(exist_ok=True)
        path.replace(folder / path.name)


def csv_statement(reference: str, day: date, order: dict[str, str]) -> str:
    """One credit in the bank's CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerow(
        [reference, day.isoformat(), order["amount"], "CNY", order["code"], order["payer"], order["remark"]]
    )
    return out.getvalue()


def camt_statement(reference: str, day: date, order: dict[str, str]) -> str:
    """One credit as ISO 20022 camt.053."""
    said = {name: escape(value, quote=False) for name, value in order.items()}
    remark = " ".join(part for part in (said["code"], said["remark"]) if part)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{CAMT}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{reference}</MsgId><CreDtTm>{day.isoformat()}T00:00:00+08:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{reference}</Id><Acct><Id><Othr><Id>{said['account']}</Id></Othr></Id></Acct>"
        f'<Ntry><Amt Ccy="CNY">{said["amount"]}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{day.isoformat()}</Dt></BookgDt><ValDt><Dt>{day.isoformat()}</Dt></ValDt>"
        f"<AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef></Refs>"
        f"<RltdPties><Dbtr><Pty><Nm>{said['payer']}</Nm></Pty></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>{remark}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>\n"
    )


@dataclass(frozen=True, slots=True)
class PayOut:
    """One transfer that a court orders."""

    code: str
    amount: str
    currency: str
    account: str


def ordered(content: bytes) -> list[PayOut]:
    """The transfers that a pain.001 orders. Raises `OrderUnfit`."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise OrderUnfit("no XML that the bank reads") from error
    found = []
    for one in root.iter(f"{{{PAIN}}}CdtTrfTxInf"):
        code = one.findtext(f"{{{PAIN}}}PmtId/{{{PAIN}}}EndToEndId", "")
        amount = one.find(f"{{{PAIN}}}Amt/{{{PAIN}}}InstdAmt")
        if not code or amount is None or not amount.text:
            raise OrderUnfit("a transfer without code or amount")
        account = one.findtext(f"{{{PAIN}}}CdtrAcct/{{{PAIN}}}Id/{{{PAIN}}}Othr/{{{PAIN}}}Id", "")
        found.append(PayOut(code, amount.text, amount.get("Ccy", ""), account))
    if not found:
        raise OrderUnfit("no order to pay")
    return found


def status_report(number: str, day: date, rows: list[PayOut], refused: set[str]) -> str:
    """What the bank does with an order, as ISO 20022 pain.002: each transfer taken on, or refused with its reason."""
    told = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{escape(row.code)}</OrgnlEndToEndId>"
        + (
            "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>"
            if row.code in refused
            else "<TxSts>ACSP</TxSts>"
        )
        + f'<OrgnlTxRef><Amt><InstdAmt Ccy="{escape(row.currency)}">{escape(row.amount)}</InstdAmt></Amt></OrgnlTxRef>'
        "</TxInfAndSts>"
        for row in rows
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{STATUS}"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>{escape(number)}S</MsgId><CreDtTm>{day.isoformat()}T00:00:00+08:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{escape(number)}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>"
        f"<GrpSts>PART</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{escape(number)}</OrgnlPmtInfId>"
        f"{told}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n"
    )


def debit_statement(number: str, day: date, account: str, rows: list[PayOut]) -> str:
    """What was paid out, as ISO 20022 camt.053: one debit for each transfer."""
    entries = "".join(
        f'<Ntry><Amt Ccy="{escape(row.currency)}">{escape(row.amount)}</Amt><CdtDbtInd>DBIT</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day.isoformat()}</Dt></BookgDt><ValDt><Dt>{day.isoformat()}</Dt></ValDt>"
        f"<AcctSvcrRef>{_debit(number, row.code)}</AcctSvcrRef><NtryDtls><TxDtls><Refs>"
        f"<AcctSvcrRef>{_debit(number, row.code)}</AcctSvcrRef><EndToEndId>{escape(row.code)}</EndToEndId></Refs>"
        "</TxDtls></NtryDtls></Ntry>"
        for row in rows
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{CAMT}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{escape(number)}</MsgId><CreDtTm>{day.isoformat()}T00:00:00+08:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{escape(number)}</Id><Acct><Id><Othr><Id>{escape(account)}</Id></Othr></Id></Acct>"
        f"{entries}</Stmt></BkToCstmrStmt></Document>\n"
    )


def _debit(number: str, code: str) -> str:
    return "EBO" + hashlib.sha256(f"{number}:{code}".encode()).hexdigest()[:17].upper()


def page(bank: Bank, filled: dict[str, str], said: str = "") -> bytes:
    """The bank's one page."""
    inputs = "".join(
        f'<p><label>{escape(label)}<br><input name="{name}" value="{escape(filled.get(name, ""))}"></label></p>'
        for name, label in (
            ("code", "缴款码 Payment code"),
            ("amount", "金额 Amount"),
            ("payer", "付款人 Payer"),
            ("remark", "附言 Remark"),
        )
    )
    options = "".join(
        f"<option{' selected' if account == filled.get('account') else ''}>{escape(account)}</option>"
        for account in bank.inboxes
    )
    formats = '<p><label>Statement <select name="format"><option>csv</option><option>camt</option></select></label></p>'
    return (
        '<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>示例银行 Example Bank</title><h1>示例银行 Example Bank</h1>"
        "<p><strong>虚构的银行，仅供演示，不发生真实付款。 A fictional bank: no real money moves.</strong></p>"
        f"<p>{escape(said)}</p>"
        f'<form method="post" action="/pay">{inputs}'
        f'<p><label>收款账户 Account <select name="account">{options}</select></label></p>'
        f"{formats}<p><button>付款 Pay</button></p></form></html>"
    ).encode()


def receipt_page(bank: Bank, number: str) -> bytes | None:
    """What the bank tells anybody who asks for a receipt by its number; None when it has none of this number."""
    try:
        rows = json.loads((bank.folder / "receipts" / f"{number}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    lines = "".join(f"<tr><th scope=row>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return (
        '<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>电子回单验证 {number} - 示例银行</title><h1>示例银行 电子回单验证</h1>"
        f"<p>回单编号 {number}：查验一致。</p><table>{lines}</table>"
        "<p><strong>虚构的银行，仅供演示。 A fictional bank.</strong></p></html>"
    ).encode()


def handler_for(bank: Bank) -> type[BaseHTTPRequestHandler]:
    """The page's requests: GET shows the slip's fields filled in or a receipt, POST /pay pays."""

    class Counter(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if found := RECEIPT.fullmatch(self.path):
                told = receipt_page(bank, found[1])
                self._answer(200 if told else 404, told or page(bank, {}, "没有此回单 No such receipt"))
                return
            asked = parse_qs(urlsplit(self.path).query)
            self._answer(200, page(bank, {name: values[0] for name, values in asked.items()}))

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            if self.path != "/pay" or not 0 < length <= FORM_LIMIT:
                self._answer(404, page(bank, {}, "没有此页 No such page"))
                return
            form = parse_qs(self.rfile.read(length).decode("utf-8", "replace"))
            order = {name: form.get(name, [""])[0] for name in FIELDS}
            try:
                reference = bank.order(order)
            except OrderUnfit as unfit:
                self._answer(400, page(bank, order, str(unfit)))
                return
            self._answer(200, page(bank, {}, f"已付款，流水号 Paid, reference {reference}"))

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Stay quiet: the page holds payers' data."""

    return Counter


def inboxes_from(words: list[str]) -> dict[str, Path]:
    """`ACCOUNT=FOLDER`, or a folder alone: its account is then the name of the platform's home around it."""
    found = {}
    for word in words:
        account, equals, folder = word.partition("=")
        path = Path(folder if equals else word)
        found[account if equals else path.resolve().parent.name] = path
    return found


def run_bank(
    folder: Path, inboxes: dict[str, Path], port: int | None, clock_file: Path | None = None, *, once: bool = False
) -> int:
    """Serve until SIGTERM or Ctrl-C; with `once`, carry out the waiting orders and stop."""
    bank = Bank(folder, inboxes or {"court": folder / "statements"}, clock_file)
    (folder / "orders").mkdir(parents=True, exist_ok=True)
    if once:
        bank.work()
        bank.pay_out()
        return 0
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    server = ThreadingHTTPServer(("127.0.0.1", port), handler_for(bank)) if port is not None else None
    if server is not None:
        threading.Thread(target=server.serve_forever, name="bank-page", daemon=True).start()
    while not stopping.wait(POLL):
        bank.work()
        bank.pay_out()
    if server is not None:
        server.shutdown()
    return 0


if __name__ == "__main__":
    port_, folder_, inboxes_, *clock_ = sys.argv[1:]
    ahead = Path(clock_[0]) if clock_ else None
    sys.exit(run_bank(Path(folder_), inboxes_from(inboxes_.split(",")), int(port_), ahead))
