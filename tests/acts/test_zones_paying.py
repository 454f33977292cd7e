"""Paying online over two zones: the court zone lays the order down, the internet zone carries what is told of it."""

from __future__ import annotations

import base64
import dataclasses
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from tests.acts.money import FEE, books
from tests.acts.test_fees_gateway import KEY, Gate, gate  # noqa: F401 - a fixture
from tests.acts.test_zones import court  # noqa: F401 - a fixture
from tests.acts.test_zones_court import hand_over, net, scans, shown  # noqa: F401 - a fixture
from tests.acts.zones import COURT_SECRET, failures, outgoing, secret
from tests.builders import FakePeer, House, party
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.zone_asking import ask_for, page_shown
from tongban.cooperation.actions.zone_paying import AWAITED, MOST, carry_message
from tongban.cooperation.models import AwaitedPayment
from tongban.cooperation.vocabulary import Page, PageKind
from tongban.federation.adapters.keys import sealing_text
from tongban.federation.law import own_reader, reader_of, sealed_for, unsealed
from tongban.federation.models import Outbound
from tongban.fees.models import Charge, GatewayEvent, GatewayOrder, Payment
from tongban.fees.rules.gateway import SKEW, signed
from tongban.fees.vocabulary import Account, CallbackFlaw
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
ORDER = "GW00000001"


def message(order: str = ORDER, **changed: str) -> bytes:
    told = {"event": "EV0001", "order": order, "transaction": "TX0001", "amount": "2015.00", "currency": "CNY"}
    return json.dumps(told | {"paid_on": "2026-11-23"} | changed).encode()


# The internet zone


def awaiting(house: House, court: FakePeer) -> str:  # noqa: F811
    """Lin asked where to pay; the court has shown it. Gives the key of her browser."""
    mine, page = secret(), Page(PageKind.PAY, new_id())
    ask_for(page, mine, by=party(house.lin.uid), at=house.at)
    asked = json.loads(unsealed(outgoing("ask")[-1].body["sealed"], own_reader(COURT_SECRET)))
    told = {"page": "pay", "content": {"number": ORDER, "pay_at": "https://pay.example/1"}, "refusals": []}
    body = {"ask": asked["ask"], "sealed": sealed_for(reader_of(asked["reader"]), canonical(told)), "order": ORDER}
    court.send("view", body)
    assert failures(house) == []
    content = page_shown(house.viewer(house.lin.uid), page, mine).content  # type: ignore[union-attr]
    assert content == told["content"]
    return mine


def carried(house: House, body: bytes, seconds: str = "1", signature: str = "s") -> CallbackFlaw | None:
    return carry_message(body, seconds=seconds, signature=signature, at=house.at)


def test_what_the_gateway_tells_goes_to_the_court_sealed_as_it_is_and_once(house: House, court: FakePeer) -> None:  # noqa: F811
    awaiting(house, court)
    for _ in range(3):
        assert carried(house, message()) is None
    (envelope,) = outgoing("gateway-message")
    assert set(envelope.body) == {"sealed"}
    told = json.loads(unsealed(envelope.body["sealed"], own_reader(COURT_SECRET)))
    assert base64.b64decode(told["body"]) == message()
    assert (told["seconds"], told["signature"]) == ("1", "s")
    assert "2015.00" not in "".join(Outbound.objects.values_list("token", flat=True))
    row = AwaitedPayment.objects.get()
    assert (row.holder, row.case, row.court) == (None, None, ""), "whose it is, this node does not know"
    assert Payment.objects.count() == 0


def test_what_names_no_order_or_is_no_message_is_not_carried(house: House, court: FakePeer) -> None:  # noqa: F811
    assert carried(house, message()) is CallbackFlaw.UNKNOWN_ORDER
    awaiting(house, court)
    assert carried(house, message("GW99999999")) is CallbackFlaw.UNKNOWN_ORDER
    for body in (b"", b"[]", b"{", message(amount="much"), message(event="")):
        assert carried(house, body) is CallbackFlaw.MALFORMED
    assert outgoing("gateway-message") == []


def test_who_invents_messages_does_not_fill_the_link(house: House, court: FakePeer) -> None:  # noqa: F811
    awaiting(house, court)
    found = [carried(house, message(), seconds=str(n)) for n in range(MOST + 5)]
    assert found == [None] * MOST + [CallbackFlaw.CONTRADICTS] * 5
    assert len(outgoing("gateway-message")) == MOST
    assert carried(house, message(), seconds="0") is None, "known before"


def test_an_order_is_forgotten_after_its_time(house: House, court: FakePeer) -> None:  # noqa: F811
    awaiting(house, court)
    house.clock.forward(seconds=AWAITED.total_seconds() + 1)
    awaiting(house, court)
    assert AwaitedPayment.objects.get().since == house.at


def test_the_gateway_is_answered_at_the_same_address_as_in_one_zone(house: House, court: FakePeer) -> None:  # noqa: F811
    awaiting(house, court)
    client, headers = Client(), {"X-Seconds": "1", "X-Signature": "s"}
    for body, status in ((message(), 200), (message("GW99999999"), 422), (b"{", 422)):
        answered = client.post("/api/gateway/messages", body, content_type="application/json", headers=headers)
        assert answered.status_code == status
    assert client.post("/api/gateway/messages", message(), content_type="application/json").status_code == 401


# The court zone


@pytest.fixture
def charged(house: House, gate: Gate, net: FakePeer) -> CaseView:  # noqa: F811
    """Lin filed in the internet zone; her case is registered and its fee is asked for. The gateway is a process."""
    hand_over(net, *scans())
    assert failures(house) == []
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    assert failures(house) == []
    return case


def told(net: FakePeer, body: bytes, seconds: str, signature: str, **changed: Any) -> None:  # noqa: F811
    """The internet zone passes a message of the gateway on."""
    content = {"body": base64.b64encode(body).decode(), "seconds": seconds, "signature": signature}
    reader = reader_of(sealing_text(settings.TONGBAN.home / "keys"))
    net.send("gateway-message", {"sealed": sealed_for(reader, canonical(content))}, **changed)


def test_a_payer_in_the_internet_zone_pays_and_the_court_hears_of_it_once(
    house: House,
    gate: Gate,  # noqa: F811
    net: FakePeer,  # noqa: F811
    charged: CaseView,
) -> None:
    sheet = shown(house, net, "case", charged.uid)
    assert sheet["pays_online"] is True
    charge = UUID(sheet["fees"][0]["uid"])
    where = shown(house, net, "pay", charge)
    assert where == shown(house, net, "pay", charge), "asked again it is the same order"
    order = GatewayOrder.objects.get()
    assert (where["number"], where["amount"]) == (order.number, {"amount": "2015.00", "currency": "CNY"})
    assert outgoing("view")[-1].body["order"] == order.number
    by = json.loads(Entry.objects.get(event="gateway_ordered").body)
    assert by["amount"] == {"amount": "2015.00", "currency": "CNY"}
    gate.pay(where["pay_at"])
    ((body, headers),) = gate.court.got
    house.clock.forward(hours=12)
    came = house.at - timedelta(hours=12)
    for _ in range(2):
        told(net, body, headers["X-Seconds"], headers["X-Signature"], at=came)
        assert failures(house) == []
    assert books() == {Account.GATEWAY: FEE, Account.PREPAID: -FEE}
    assert (Payment.objects.count(), GatewayEvent.objects.count()) == (1, 1)
    assert shown(house, net, "case", charged.uid)["fees"][0]["state"] == "paid"
    assert shown(house, net, "pay", charge) == ["fees.nothing_owed"]


def test_a_forged_a_stale_and_a_torn_message_take_no_money(
    house: House,
    gate: Gate,  # noqa: F811
    net: FakePeer,  # noqa: F811
    charged: CaseView,
) -> None:
    charge = Charge.objects.get(case=charged.uid)
    where = shown(house, net, "pay", charge.uid)
    body, now = message(where["number"]), int(house.at.timestamp())
    old = str(now - SKEW - 1)
    told(net, body, str(now), "0" * 64)
    told(net, body, old, signed(KEY, old, body))
    told(net, body, str(now), signed("another key", str(now), body))
    assert failures(house) == []
    assert (Payment.objects.count(), GatewayEvent.objects.count()) == (0, 0)
    told(net, body, "x" * 21, "s")
    assert any("cooperation.message_unreadable" in one for one in failures(house))
    told(net, body, str(now), signed(KEY, str(now), body))
    failures(house)
    assert Payment.objects.count() == 1, "what the gateway did say is taken beside all that"


def test_nobody_pays_for_a_fee_that_is_not_shown_to_the_person(
    house: House,
    gate: Gate,  # noqa: F811
    net: FakePeer,  # noqa: F811
    charged: CaseView,
) -> None:
    charge = Charge.objects.get(case=charged.uid)
    assert shown(house, net, "pay", charge.uid, who=UUID(int=8)) == ["fees.no_such_charge"]
    assert shown(house, net, "pay", new_id()) == ["fees.no_such_charge"]
    assert GatewayOrder.objects.count() == 0
    assert "order" not in outgoing("view")[-1].body


def test_a_platform_without_a_gateway_says_so(house: House, net: FakePeer, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    hand_over(net, *scans())
    assert failures(house) == []
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    assert failures(house) == []
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, payment_gateway=None))
    assert shown(house, net, "case", case.uid)["pays_online"] is False
    assert shown(house, net, "pay", Charge.objects.get(case=case.uid).uid) == ["fees.no_gateway"]


def test_a_message_from_another_peer_is_not_taken(house: House, net: FakePeer) -> None:  # noqa: F811
    told(FakePeer(slug="sichuan", tree=("川",)).admit(), message(), "1", "s")
    assert any("cooperation.not_our_zone" in one for one in failures(house))
