"""Asking a service that shares a key with the court: HTTP and JSON, each message signed both ways (rules/gateway.py).

The path is signed with the body, so that an answer to one question fits no other. Whatever a service may be asked again
without harm is asked here; neither the key nor what was told stands in any text of this module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

import httpx

from tongban.fees.rules.gateway import LARGEST, authentic, signed
from tongban.frame.outbound import line
from tongban.kernel.money import Money, known_currencies, parse_amount

LONGEST_ADDRESS = 300
"""Signs of an address that is kept."""
_PATIENCE = httpx.Timeout(8.0, connect=4.0)
_DAY_LIMIT = 16 * 2**20
_OK = range(200, 300)


class ServiceSilent(RuntimeError):  # noqa: N818 - it is what the caller sees of the service
    """A service does not answer, or not as agreed; it may be asked again."""


@dataclass(frozen=True, slots=True)
class SignedService:
    """A service: its address, and the key that it shares with the court. `CALLED`: how messages call it."""

    CALLED: ClassVar[str]
    address: str
    key: str = field(repr=False)

    def asked(
        self, method: str, path: str, at: datetime, sent: Mapping[str, str] | None = None, *, longest: int = LARGEST
    ) -> dict[str, Any]:
        """The fields of the answer, which has at most `longest` bytes. Raises `ServiceSilent`."""
        body = json.dumps(sent, ensure_ascii=False).encode() if sent is not None else b""
        seconds = str(int(at.timestamp()))
        headers = {"x-seconds": seconds, "x-signature": signed(self.key, seconds, path.encode() + b"\n" + body)}
        got = bytearray()
        try:
            with (
                line(timeout=_PATIENCE) as client,
                client.stream(method, self.address + path, content=body, headers=headers) as answer,
            ):
                for piece in answer.iter_bytes():
                    got += piece
                    if len(got) > longest:
                        raise self.silent("answers at too great length")
        except (httpx.HTTPError, httpx.InvalidURL) as broken:
            raise self.silent(f"does not answer ({type(broken).__name__})") from None
        if answer.status_code not in _OK:
            raise self.silent(f"answers {answer.status_code}")
        told = answer.headers.get("x-signature", "")
        flaw = authentic(self.key, answer.headers.get("x-seconds", ""), told, path.encode() + b"\n" + bytes(got), at)
        if flaw:
            raise self.silent(f"is not believed ({flaw.value})")
        try:
            found = json.loads(got)
        except (ValueError, RecursionError):
            raise self.silent("does not answer in the agreed form") from None
        if not isinstance(found, dict):
            raise self.silent("does not answer in the agreed form")
        return found

    def lines(self, path: str, at: datetime) -> list[dict[str, Any]]:
        """The `lines` of a day; none where the day has none. Raises `ServiceSilent`."""
        found = self.asked("GET", path, at, longest=_DAY_LIMIT).get("lines", [])
        if not (isinstance(found, list) and all(isinstance(one, dict) for one in found)):
            raise self.silent("tells a day not in the agreed form")
        return found

    def money(self, told: Mapping[str, Any]) -> Money:
        """`amount` and `currency` of what was told. Raises `ServiceSilent`, also where it is nothing."""
        currency = str(told.get("currency", "CNY"))
        if currency in known_currencies():
            amount = parse_amount(str(told.get("amount", "")), field="amount", currency=currency)
            if isinstance(amount, Money):
                return amount
        raise self.silent("tells an amount that is none")

    def silent(self, why: str) -> ServiceSilent:
        """What is raised, in the same words for every service."""
        return ServiceSilent(f"{self.CALLED} {why}")


def web_address(told: object) -> str:
    """An address of the web as it was told; "" where it is none, or longer than is kept."""
    text = str(told)
    try:
        scheme = urlsplit(text).scheme
    except ValueError:
        return ""
    return text if scheme in {"https", "http"} and len(text) <= LONGEST_ADDRESS else ""
