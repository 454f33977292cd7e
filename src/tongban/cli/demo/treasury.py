"""A receipt system of the treasury for trying (财政电子票据系统), a process of its own: receipts, reversals, days.

    python -m tongban.cli.demo.treasury PORT KEYFILE

It speaks as `fees/adapters/fiscal.py` describes and imports none of the platform's code. Every receipt bears DEMO: its
code begins with it, and so does the office that issues it. `POST /tell` with JSON makes it misbehave, for tests:
`faults` befall the next questions of the court, one each (`lose`: it is done and not answered, `signature`, `amount`,
or the reason of a refusal: `title`, `unit`, `stock`); `clock` sets its time in seconds since 1970. `GET /view/BILL`
shows a receipt to anybody. No key stands in what it prints.
"""

from __future__ import annotations

import hashlib
import hmac
import html
import json
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any

CHINA = timezone(timedelta(hours=8))
LIMIT = 64 * 1024
REASONS = {"title": "交款人信息不符", "unit": "开票单位未授权", "stock": "票据号段不足"}


@dataclass(slots=True)
class Office:
    """The treasury's books: what was issued and reversed, by the court's number for it."""

    key: bytes
    port: int
    issued: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    clock: int = 0
    lock: Lock = field(default_factory=Lock)

    def now(self) -> int:
        """Seconds since 1970, or what `tell` set."""
        return self.clock or int(time.time())

    def sign(self, seconds: int, body: bytes) -> str:
        """The signature of a body."""
        return hmac.new(self.key, f"{seconds}\n".encode() + body, hashlib.sha256).hexdigest()

    def issue(self, told: dict[str, Any], fault: str) -> dict[str, Any]:
        """A receipt; the same number again is the same receipt, whatever else is said."""
        number = str(told["number"])
        if number in self.issued:
            return self.issued[number]
        if fault in REASONS or not str(told["payer"]).strip():
            return {"state": "refused", "reason": fault or "title", "words": REASONS[fault or "title"]}
        return self._made(number, told["amount"], told["currency"], payer=told["payer"], item=told["item"])

    def reverse(self, told: dict[str, Any], fault: str) -> dict[str, Any]:
        """The red receipt that reverses another, once."""
        number, black = str(told["number"]), self.issued.get(str(told["receipt"]))
        if number in self.issued:
            return self.issued[number]
        if fault in REASONS:
            return {"state": "refused", "reason": fault, "words": REASONS[fault]}
        if black is None or (black["code"], black["bill"]) != (told["code"], told["bill"]):
            return {"state": "refused", "reason": "unknown", "words": "原票据不存在"}
        names = {"payer": black["payer"], "item": black["item"]}
        return self._made(number, black["amount"], black["currency"], red=True, **names)

    def _made(self, number: str, amount: str, currency: str, **more: Any) -> dict[str, Any]:
        day = datetime.fromtimestamp(self.now(), UTC).astimezone(CHINA).date().isoformat()
        bill = f"{len(self.issued) + 1:010d}"
        self.issued[number] = {
            "state": "issued",
            "number": number,
            "code": f"DEMO{day[:4]}",
            "bill": bill,
            "check": hashlib.sha256(number.encode()).hexdigest()[:6],
            "day": day,
            "issuer": "DEMO 示例财政票据中心",
            "amount": amount,
            "currency": currency,
            "view_at": f"http://127.0.0.1:{self.port}/view/{bill}",
            "red": False,
            **more,
        }
        return self.issued[number]

    def day(self, day: str) -> dict[str, Any]:
        """What was issued and reversed on a day."""
        return {"lines": [one for one in self.issued.values() if one["day"] == day]}

    def told(self, told: dict[str, Any]) -> dict[str, Any]:
        """Instructions of a test; `forget` takes a receipt out of the books, `add` puts one in."""
        self.faults += told.get("faults", [])
        self.clock = told.get("clock", self.clock)
        self.issued.pop(told.get("forget", ""), None)
        if "add" in told:
            self._made(told["add"], "1.00", "CNY", payer="某人", item="案件受理费")
        return {"faults": self.faults}

    def shown(self, bill: str) -> str:
        """A receipt for people."""
        one = next((one for one in self.issued.values() if one["bill"] == bill), None)
        names = ("issuer", "code", "bill", "check", "payer", "item", "amount", "day")
        rows = "".join(f"<p>{name}: {html.escape(str(one[name]))}</p>" for name in names) if one else "?"
        return f"<!doctype html><meta charset=utf-8><title>DEMO</title><h1>DEMO 财政电子票据</h1>{rows}"


class Counter(BaseHTTPRequestHandler):
    """The treasury's questions. Those of the court carry its signature; showing and telling are for who tries it."""

    office: Office

    def do_GET(self) -> None:
        """The receipts of a day, or one of them for people."""
        name, _, what = self.path.strip("/").partition("/")
        if name == "view":
            self._send(200, self.office.shown(what).encode(), "text/html; charset=utf-8")
        elif name == "receipts" and self._signed(b""):
            self._answer(200, self.office.day(what))
        else:
            self._answer(401, {})

    def do_POST(self) -> None:
        """A receipt or a reversal that the court asks for, an instruction of a test."""
        name = self.path.strip("/")
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LIMIT))
        if name != "tell" and not self._signed(body):
            self._answer(401, {})
            return
        try:
            with self.office.lock:
                self._do(name, json.loads(body or b"{}"))
        except (KeyError, ValueError):
            self._answer(404, {})

    def _do(self, name: str, told: dict[str, Any]) -> None:
        if name == "tell":
            self._answer(200, self.office.told(told))
            return
        fault = self.office.faults.pop(0) if self.office.faults else ""
        done = {"receipts": self.office.issue, "reversals": self.office.reverse}[name](told, fault)
        if fault == "lose":
            self._answer(503, {})
        else:
            self._answer(200, done | ({"amount": "0.01"} if fault == "amount" else {}), forged=fault == "signature")

    def _signed(self, body: bytes) -> bool:
        seconds = self.headers.get("X-Seconds", "")
        if not seconds.isdigit():
            return False
        wanted = self.office.sign(int(seconds), self.path.encode() + b"\n" + body)
        return hmac.compare_digest(wanted, self.headers.get("X-Signature", ""))

    def _answer(self, status: int, told: dict[str, Any], *, forged: bool = False) -> None:
        self._send(status, json.dumps(told).encode(), "application/json", forged=forged)

    def _send(self, status: int, body: bytes, kind: str, *, forged: bool = False) -> None:
        seconds = self.office.now()
        signature = self.office.sign(seconds, self.path.encode() + b"\n" + body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Seconds", str(seconds))
        self.send_header("X-Signature", signature if not forged else "0" * len(signature))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


def main(port: int, key: Path) -> None:
    """Serve until the process is ended; port 0 takes a free one. The port is printed first."""
    office = Office(key.read_bytes().strip(), port)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("OfficeCounter", (Counter,), {"office": office}))
    office.port = server.server_address[1]
    print(office.port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
