"""A service that shares a key with the court and answers out of form is silent, whichever it is: nothing breaks."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from threading import Thread

import pytest
from django.conf import settings

from tests.rules.test_fees_fiscal import CODE
from tongban.fees.adapters.fiscal import Treasury
from tongban.fees.adapters.gateway import Gateway
from tongban.fees.adapters.signed_service import LONGEST_ADDRESS, ServiceSilent
from tongban.fees.rules.gateway import signed
from tongban.fees.vocabulary import FiscalOrder, Title, TitleKind, Whose
from tongban.kernel.money import Money

KEY = "a key that both know"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
BILL = {"state": "issued", "code": "50060126", "bill": "0000000001", "check": "a1b2c3", "day": "2026-11-23"}
BILL |= {"issuer": "示例财政局", "amount": "2015.00"}
ORDER = FiscalOrder(
    "CP1", "案件受理费", Money(201_500), Title(Whose.PARTY, TitleKind.ORGANISATION, "某公司", CODE), "", ""
)


@dataclass
class Answers:
    """A service that signs whatever it is told to answer."""

    address: str = ""
    body: bytes = b"{}"
    status: int = 200


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    found = Answers()

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seconds = str(int(NOW.timestamp()))
            self.send_response(found.status)
            self.send_header("X-Seconds", seconds)
            self.send_header("X-Signature", signed(KEY, seconds, self.path.encode() + b"\n" + found.body))
            self.end_headers()
            self.wfile.write(found.body)

        do_POST = do_GET  # noqa: N815 - as the library calls it

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    local = (ip_network("127.0.0.0/8"),)
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, private_networks=local))
    found.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield found
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "body",
    [
        b"no json",
        b"[" * 4000,
        b"[]",
        b'{"lines": null}',
        b'{"lines": ["x"]}',
        b'{"lines": [{"amount": "1.00", "currency": "XXX"}]}',
        b'{"lines": [{"amount": "-1.00"}]}',
        b'{"lines": [{"amount": "0"}]}',
    ],
)
def test_a_day_out_of_form_is_asked_for_again(answers: Answers, body: bytes) -> None:
    answers.body = body
    with pytest.raises(ServiceSilent, match="the gateway"):
        Gateway(answers.address, KEY).settlement(DAY, at=NOW)
    with pytest.raises(ServiceSilent, match="the treasury"):
        Treasury(answers.address, KEY).issued(DAY, at=NOW)


def test_a_day_without_lines_is_an_empty_day_and_another_status_is_none(answers: Answers) -> None:
    assert Gateway(answers.address, KEY).settlement(DAY, at=NOW) == ()
    assert Treasury(answers.address, KEY).issued(DAY, at=NOW) == ()
    answers.status = 302
    with pytest.raises(ServiceSilent, match="answers 302"):
        Gateway(answers.address, KEY).settlement(DAY, at=NOW)
    answers.status = 200
    with pytest.raises(ServiceSilent, match="not believed"):
        Treasury(answers.address, "another key").issued(DAY, at=NOW)


@pytest.mark.parametrize("page", ["", "javascript:alert(1)", "https://[", "https://a.example/" + "x" * LONGEST_ADDRESS])
def test_no_page_is_named_that_is_none(answers: Answers, page: str) -> None:
    answers.body = json.dumps({"pay_at": page}).encode()
    with pytest.raises(ServiceSilent, match="names no page"):
        Gateway(answers.address, KEY).create("GW1", Money(1), NOW, at=NOW)
    answers.body = json.dumps(BILL | {"view_at": page}).encode()
    told = Treasury(answers.address, KEY).issue(ORDER, at=NOW)
    assert isinstance(told, tuple)
    assert (told[0].view_at, told[1]) == ("", Money(201_500))


@pytest.mark.parametrize("changed", [{"day": "soon"}, {"currency": "XXX"}, {"state": "maybe"}, {"amount": ""}])
def test_a_receipt_out_of_form_is_asked_for_again(answers: Answers, changed: dict[str, str]) -> None:
    answers.body = json.dumps(BILL | changed).encode()
    with pytest.raises(ServiceSilent):
        Treasury(answers.address, KEY).issue(ORDER, at=NOW)
