"""A real gateway process that loses, repeats, reorders, delays and falsifies what it tells: each yuan is taken once."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.acts.for_client import UNKNOWN, filed, lawyer
from tests.acts.losses import dies, heir_called
from tests.acts.money import FEE, books, camt, owing
from tests.acts.service import NONE, quick_papers, statement
from tests.builders import House, party, refused
from tests.entrances.desk import signed_in
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage
from tongban.fees.actions.bank_import import import_file, import_once
from tongban.fees.actions.gateway import Asker, open_order
from tongban.fees.actions.payments import return_payment
from tongban.fees.actions.reconcile import clear_difference, reconcile_day
from tongban.fees.actions.refunds import approve_refund, propose_refund
from tongban.fees.models import Charge, DayDifference, GatewayEvent, GatewayOrder, Payment, Refund
from tongban.fees.queries import owners_of
from tongban.fees.vocabulary import Account, RefundEvent
from tongban.filing.actions.decide import accept
from tongban.people.vocabulary import OutsideService
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
KEY = "a key that court and gateway share"
TODAY = date(2026, 11, 23)


@dataclass
class Court:
    """The address to which the gateway's messages come; they wait here until the test hands them on."""

    got: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)


@dataclass
class Gate:
    """The gateway's process, and the messages that reached the court."""

    house: House
    address: str
    court: Court

    def tell(self, **told: Any) -> None:
        self._post("/tell", told)

    def pay(self, page: str) -> None:
        self._post(page.removeprefix(self.address), {})

    def _post(self, path: str, told: dict[str, Any]) -> None:
        urllib.request.urlopen(self.address + path, json.dumps(told).encode(), timeout=10).close()  # noqa: S310 - our own process

    def deliver(self) -> list[int]:
        """The court opens what came; the answers' status codes."""
        client: Client = signed_in(self.house, self.house.clerk.person)
        client.logout()
        found, self.court.got = self.court.got, []
        return [
            client.post("/api/gateway/messages", body, content_type="application/json", headers=headers).status_code
            for body, headers in found
        ]

    def order(self, charge: Charge) -> str:
        lin = self.house.lin.uid
        return open_order(charge.uid, viewer=self.house.viewer(lin), by=party(lin), at=self.house.at).pay_at


@pytest.fixture
def gate(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    quick_papers(monkeypatch)
    court = Court()

    class Inbox(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            court.got.append((body, {name: self.headers[name] for name in ("X-Seconds", "X-Signature")}))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    inbox = ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    Thread(target=inbox.serve_forever, daemon=True).start()
    key = tmp_path / "gateway.key"
    key.write_text(KEY)
    command = [sys.executable, "-m", "tongban.cli.demo.gateway", "0", str(key)]
    with subprocess.Popen(
        [*command, f"http://127.0.0.1:{inbox.server_address[1]}/"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{int(process.stdout.readline())}"
        service = OutsideService(address=address, key=KEY, name="示例支付", name_en="Example Pay")
        changed = dataclasses.replace(
            settings.TONGBAN,
            payment_gateway=service,
            private_networks=(ip_network("127.0.0.0/8"),),
            bank_inbox=tmp_path / "bank",
        )
        monkeypatch.setattr(settings, "TONGBAN", changed)
        gate = Gate(house, address, court)
        gate.tell(clock=int(house.at.timestamp()))
        yield gate
        process.terminate()
    inbox.shutdown()
    inbox.server_close()


def test_a_fee_paid_online_is_told_by_signature_and_the_case_goes_on(house: House, gate: Gate) -> None:
    case, charge = owing(house)
    page = gate.order(charge)
    assert gate.order(charge) == page
    lin, slip = signed_in(house, house.lin.uid), f"/cases/{case.uid}/fees/"
    assert "Pay online" in lin.get(slip).content.decode()
    assert page in lin.post(f"{slip}{charge.uid}/pay/").content.decode()
    assert signed_in(house, house.zhou.uid).post(f"{slip}{charge.uid}/pay/").status_code == 404
    gate.pay(page)
    assert gate.deliver() == [200]
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.GATEWAY: FEE, Account.PREPAID: -FEE}
    with refused("fees.nothing_owed"):
        gate.order(charge)
    content = statement("EBS1,2026-11-24,2015.00,CNY,,示例支付,结算 JS202611231")
    import_file(content, "settled.csv", at=house.at)
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}
    assert KEY not in "".join(Entry.objects.values_list("body", flat=True))


def test_who_acts_for_the_payer_pays_online_before_the_payer_has_joined(house: House, gate: Gate) -> None:
    chen = lawyer(house)
    accept(filed(house, chen, **UNKNOWN), by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    charge = Charge.objects.get()
    assert charge.holder is None
    assert open_order(charge.uid, viewer=house.viewer(chen.uid), by=party(chen.uid), at=house.at).pay_at
    with refused("fees.no_such_charge"):
        open_order(charge.uid, viewer=house.viewer(house.zhou.uid), by=party(house.zhou.uid), at=house.at)


@pytest.mark.parametrize(("whose", "channel"), [("lin", "gateway"), ("chen", "bank")])
def test_what_an_agent_paid_goes_back_to_an_account_of_the_party(
    house: House, gate: Gate, whose: str, channel: str
) -> None:
    """交纳办法 53; SI 89: the money is the party's, and an agent receives it by a named power only."""
    chen = lawyer(house)
    case = accept(filed(house, chen), by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    who = chen.uid if whose == "chen" else house.lin.uid
    gate.pay(open_order(charge.uid, viewer=house.viewer(who), by=party(who), at=house.at).pay_at)
    assert gate.deliver() == [200]
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=TODAY, by=house.judge, at=house.at)
    assert Refund.objects.get(uid=uid).channel == channel


def test_what_the_dead_paid_goes_back_to_an_account_of_the_heir(house: House, gate: Gate) -> None:
    case, charge = owing(house)
    gate.pay(gate.order(charge))
    assert gate.deliver() == [200]
    assert house.work(without=NONE) == []
    dies(house, case, "林晓梅")
    heir_called(house, case, "林晓梅")
    assert house.work(without=NONE) == []
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=TODAY, by=house.judge, at=house.at)
    row = Refund.objects.get(uid=uid)
    assert (row.channel, owners_of(row)) == ("bank", {"林小树"})


def test_what_is_falsified_or_late_is_not_taken_and_what_is_repeated_is_taken_once(
    house: House, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    _, charge = owing(house)
    page = gate.order(charge)
    gate.tell(faults=["signature", "late", "amount", "order", "repeat", "repeat"])
    for _ in range(6):
        gate.pay(page)
    assert gate.deliver() == [401, 401, 422, 422, 200, 200, 200, 200]
    assert sorted(GatewayEvent.objects.values_list("flaw", flat=True)) == ["", "amount", "unknown_order"]
    assert (Payment.objects.count(), Entry.objects.filter(event="gateway_message_refused").count()) == (1, 2)
    assert books() == {Account.GATEWAY: FEE, Account.PREPAID: -FEE}
    assert KEY not in caplog.text
    client = signed_in(house, house.clerk.person)
    address, signed = "/api/gateway/messages", {"X-Signature": "0" * 64}
    for body in (b"", b"x" * 20_000):
        assert client.post(address, body, content_type="application/json", headers=signed).status_code == 413
    assert client.post(address, {"a": "form"}, headers=signed).status_code == 415
    assert client.post(address, {"a": "form"}).status_code == 401
    assert client.get("/api/gateway/messages").status_code == 405


def test_a_lost_message_is_asked_for_and_may_still_come(house: House, gate: Gate) -> None:
    _, charge = owing(house)
    page = gate.order(charge)
    gate.tell(faults=["lose"])
    gate.pay(page)
    assert gate.deliver() == []
    asker = Asker(house.clock)
    assert not asker()  # it was laid down just now: the message may still be under way
    house.clock.forward(minutes=3)
    gate.tell(clock=int(house.at.timestamp()))
    assert asker()
    assert books() == {Account.GATEWAY: FEE, Account.PREPAID: -FEE}
    # The lost message arrives after all: it says nothing new.
    gate.pay(page)
    assert gate.deliver() == [200]
    assert Payment.objects.count() == 1
    assert not asker()


def test_a_fee_paid_by_the_bank_meanwhile_sends_the_online_payment_to_a_person_and_back(
    house: House, gate: Gate
) -> None:
    _, charge = owing(house)
    page = gate.order(charge)
    gate.tell(faults=["hold"])
    gate.pay(page)
    import_file(statement(f"EB1,2026-11-23,2015.00,CNY,{charge.code},林晓梅,诉讼费"), "a.csv", at=house.at)
    gate.tell(release=True)
    assert gate.deliver() == [200]
    online = Payment.objects.get(channel="gateway")
    assert online.held == "paid_before"
    return_payment(online.uid, reasons="已经由银行交纳", by=house.clerk, at=house.at)
    refund = Refund.objects.get()
    # It goes back the way it came: no account is asked for.
    approve_refund(refund.uid, by=house.clerk, at=house.at)
    approve_refund(refund.uid, by=house.judge, at=house.at)
    assert Asker(house.clock)()
    refund.refresh_from_db()
    assert refund.state == "paid"
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}


def test_a_silent_gateway_refuses_with_a_way_out_and_an_old_order_is_closed(house: House, gate: Gate) -> None:
    _, charge = owing(house)
    gate.order(charge)
    house.clock.forward(hours=5)
    gate.tell(clock=int(house.at.timestamp()))
    assert Asker(house.clock)()
    assert GatewayOrder.objects.get().state == "closed"
    # Its clock is wrong: what it answers is not believed.
    gate.tell(clock=1)
    with refused("fees.gateway_silent"):
        gate.order(charge)


def test_the_day_is_reconciled_with_bank_and_gateway_and_each_difference_is_a_task(
    house: House, gate: Gate, tmp_path: Path
) -> None:
    inbox = tmp_path / "bank"
    inbox.mkdir()
    _, charge = owing(house)
    page = gate.order(charge)
    gate.pay(page)
    assert gate.deliver() == [200]
    (inbox / "day.csv").write_bytes(statement("EB1,2026-11-23,7.00,CNY,,张三,不知何款"))
    assert import_once(inbox, house.clock)
    assert reconcile_day(TODAY, inbox / "taken", at=house.at).found == 0
    # The statement of the day shows a movement that nobody took in, and one of the journal's is not on it.
    stolen = '<Ntry><Amt Ccy="CNY">50.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
    stolen += "<ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>EBX</AcctSvcrRef></Ntry>"
    (inbox / "more.xml").write_bytes(camt(stolen))
    assert import_once(inbox, house.clock)
    next((inbox / "taken").glob("*-day.csv")).unlink()
    found = reconcile_day(TODAY, inbox / "taken", at=house.at)
    assert found.found == 2
    kinds = {row.reference: row.kind for row in DayDifference.objects.all()}
    assert kinds == {"EBX": "orphan_refund", "EB1": "extra"}
    row = DayDifference.objects.get(kind="orphan_refund")
    with refused("fees.reasons_missing"):
        clear_difference(row.uid, reasons="", by=house.clerk, at=house.at)
    clear_difference(row.uid, reasons="银行手续费，已与银行核实", by=house.clerk, at=house.at)
    with refused("fees.difference_cleared"):
        clear_difference(row.uid, reasons="再次", by=house.clerk, at=house.at)
    assert Entry.objects.filter(event="day_reconciled").count() == 2
