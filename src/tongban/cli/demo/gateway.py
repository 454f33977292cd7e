"""A payment gateway for trying, a process of its own: orders, a page to pay at, signed messages, refunds, settlements.

    python -m tongban.cli.demo.gateway PORT KEYFILE COURT

COURT is the address to which messages go. It shares nothing with a platform but the key in KEYFILE. `POST /tell` with
JSON makes it misbehave, for tests: `faults` is a list of what befalls the next messages, one each (`lose`, `repeat`,
`late`, `hold`, `signature`, `amount`, `order`); `release` sends those held, the last first; `clock` sets its time in
seconds since 1970. No real money moves, and no key stands in what it prints.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.error import URLError

CHINA = timezone(timedelta(hours=8))
LATE = 3600
"""Seconds by which a late message was signed before it is sent."""
LIMIT = 64 * 1024
PATIENCE = 10


@dataclass(slots=True)
class Shop:
    """The gateway's books and its line to the court."""

    key: bytes
    court: str
    port: int
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    held: list[dict[str, Any]] = field(default_factory=list)
    clock: int = 0
    lock: Lock = field(default_factory=Lock)

    def now(self) -> int:
        """Seconds since 1970, or what `tell` set."""
        return self.clock or int(time.time())

    def sign(self, seconds: int, body: bytes) -> str:
        """The signature of a body."""
        return hmac.new(self.key, f"{seconds}\n".encode() + body, hashlib.sha256).hexdigest()

    def create(self, told: dict[str, Any]) -> dict[str, Any]:
        """Lay an order down; the same number again is the same order."""
        number = str(told["number"])
        order = {"number": number, "amount": told["amount"], "currency": told["currency"], "state": "open"}
        self.orders.setdefault(number, order)
        return {"pay_at": f"http://127.0.0.1:{self.port}/pay/{number}"}

    def pay(self, number: str) -> dict[str, Any]:
        """The payer pays; the court is told."""
        order = self.orders[number]
        if order["state"] == "open":
            order["state"] = "paid"
            order["transaction"] = "TX" + hashlib.sha256(number.encode()).hexdigest()[:18].upper()
            order["paid_on"] = datetime.fromtimestamp(self.now(), UTC).astimezone(CHINA).date().isoformat()
        self.tell_court(self.message(order))
        return {"state": "paid"}

    def message(self, order: dict[str, Any]) -> dict[str, Any]:
        """The message that an order was paid; always the same for the same order."""
        event = "EV" + hashlib.sha256(order["transaction"].encode()).hexdigest()[:18].upper()
        names = ("transaction", "amount", "currency", "paid_on")
        return {"event": event, "order": order["number"], **{name: order[name] for name in names}}

    def tell_court(self, message: dict[str, Any]) -> None:
        """Send a message, or what the next fault makes of it."""
        fault = self.faults.pop(0) if self.faults else ""
        seconds = self.now()
        if fault == "hold":
            self.held.append(message)
            return
        if fault == "lose":
            return
        if fault == "amount":
            message = message | {"amount": "0.01", "event": message["event"] + "X"}
        if fault == "order":
            message = message | {"order": "GW0000", "event": message["event"] + "Y"}
        if fault == "late":
            seconds -= LATE
        body = json.dumps(message).encode()
        signature = self.sign(seconds, body) if fault != "signature" else "0" * 64
        for _ in range(2 if fault == "repeat" else 1):
            self._post(body, seconds, signature)

    def _post(self, body: bytes, seconds: int, signature: str) -> None:
        headers = {"X-Seconds": str(seconds), "X-Signature": signature, "Content-Type": "application/json"}
        request = urllib.request.Request(self.court, body, headers)  # noqa: S310 - the court's address, from the start
        try:
            urllib.request.urlopen(request, timeout=PATIENCE).close()  # noqa: S310 # nosec B310 - as above
        except URLError as error:
            print(f"gateway: the court was not told: {type(error).__name__}", file=sys.stderr)

    def refund(self, told: dict[str, Any]) -> dict[str, Any]:
        """Give back what was taken, once for a code; more than was taken is refused."""
        code, transaction = str(told["code"]), str(told["transaction"])
        order = next((one for one in self.orders.values() if one.get("transaction") == transaction), None)
        back = sum(_fen(one["amount"]) for one in self.refunds.values() if one["transaction"] == transaction)
        if code not in self.refunds:
            if order is None or back + _fen(told["amount"]) > _fen(order["amount"]):
                return {"state": "refused"}
            day = datetime.fromtimestamp(self.now(), UTC).astimezone(CHINA).date().isoformat()
            self.refunds[code] = {**told, "paid_on": day}
        return {"state": "done"}

    def settlement(self, day: str) -> dict[str, Any]:
        """What was taken and given back on a day."""
        taken = [
            {"transaction": o["transaction"], "amount": o["amount"], "currency": o["currency"], "out": False}
            for o in self.orders.values()
            if o.get("paid_on") == day
        ]
        back = [
            {"transaction": code, "amount": o["amount"], "currency": o["currency"], "out": True, "mark": code}
            for code, o in self.refunds.items()
            if o["paid_on"] == day
        ]
        return {"number": f"JS{day.replace('-', '')}1", "lines": [*taken, *back]}

    def told(self, told: dict[str, Any]) -> dict[str, Any]:
        """Instructions of a test."""
        self.faults += told.get("faults", [])
        self.clock = told.get("clock", self.clock)
        if told.get("release"):
            held, self.held = self.held[::-1], []
            for message in held:
                self.tell_court(message)
        return {"faults": self.faults}


def _fen(amount: str) -> int:
    return round(float(amount) * 100)


class Counter(BaseHTTPRequestHandler):
    """The gateway's requests. Those of the court carry its signature; paying and telling are for who tries it out."""

    shop: Shop

    def do_GET(self) -> None:
        """An order, or the settlement of a day."""
        name, _, what = self.path.strip("/").partition("/")
        if not self._signed(b""):
            self._answer(401, {})
        elif name == "orders" and what in self.shop.orders:
            order = self.shop.orders[what]
            self._answer(200, {**order, **(self.shop.message(order) if order["state"] == "paid" else {})})
        elif name == "settlements":
            self._answer(200, self.shop.settlement(what))
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        """An order or a refund of the court, a payment, an instruction of a test."""
        name, _, what = self.path.strip("/").partition("/")
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), LIMIT))
        if name in {"orders", "refunds"} and not self._signed(body):
            self._answer(401, {})
            return
        try:
            with self.shop.lock:
                self._answer(200, self._done(name, what, json.loads(body or b"{}")))
        except (KeyError, ValueError):
            self._answer(404, {})

    def _done(self, name: str, what: str, told: dict[str, Any]) -> dict[str, Any]:
        if name == "pay":
            return self.shop.pay(what)
        return {"orders": self.shop.create, "refunds": self.shop.refund, "tell": self.shop.told}[name](told)

    def _signed(self, body: bytes) -> bool:
        seconds = self.headers.get("X-Seconds", "")
        if not seconds.isdigit():
            return False
        wanted = self.shop.sign(int(seconds), self.path.encode() + b"\n" + body)
        return hmac.compare_digest(wanted, self.headers.get("X-Signature", ""))

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        seconds = self.shop.now()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Seconds", str(seconds))
        self.send_header("X-Signature", self.shop.sign(seconds, self.path.encode() + b"\n" + body))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


def main(port: int, key: Path, court: str) -> None:
    """Serve until the process is ended; port 0 takes a free one. The port is printed first."""
    shop = Shop(key.read_bytes().strip(), court, port)
    server = ThreadingHTTPServer(("127.0.0.1", port), type("ShopCounter", (Counter,), {"shop": shop}))
    shop.port = server.server_address[1]
    print(shop.port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
