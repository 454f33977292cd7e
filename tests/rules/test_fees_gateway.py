"""A message of the payment gateway is judged by signature, time, form, order and amount."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tongban.fees.rules.gateway import SKEW, authentic, fits, read_message, signed
from tongban.fees.rules.refunding import REFUND, holds, payee_flaws, reasons_flaws
from tongban.fees.vocabulary import (
    CallbackFlaw,
    GatewayMessage,
    GatewayState,
    OrderFacts,
    RefundAct,
    RefundState,
)
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SECONDS = str(int(NOW.timestamp()))
TOLD = {
    "event": "EV1234",
    "order": "GW1234",
    "transaction": "TX1234",
    "amount": "2015.00",
    "currency": "CNY",
    "paid_on": "2026-11-23",
}
MESSAGE = GatewayMessage("EV1234", "GW1234", "TX1234", Money(201_500), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("seconds", "signature", "body", "flaw"),
    [
        (SECONDS, signed("k", SECONDS, b"x"), b"x", None),
        (SECONDS, signed("k", SECONDS, b"x"), b"y", CallbackFlaw.SIGNATURE),
        (SECONDS, signed("other", SECONDS, b"x"), b"x", CallbackFlaw.SIGNATURE),
        (SECONDS, "", b"x", CallbackFlaw.SIGNATURE),
        (SECONDS, "签名", b"x", CallbackFlaw.SIGNATURE),
        (str(int(SECONDS) + 1), signed("k", SECONDS, b"x"), b"x", CallbackFlaw.SIGNATURE),
        *(
            (at, signed("k", at, b"x"), b"x", flaw)
            for at, flaw in (
                (str(int(SECONDS) - SKEW), None),
                (str(int(SECONDS) - SKEW - 1), CallbackFlaw.TIME),
                (str(int(SECONDS) + SKEW + 1), CallbackFlaw.TIME),
                ("", CallbackFlaw.TIME),
                ("soon", CallbackFlaw.TIME),
                ("9" * 40, CallbackFlaw.TIME),
                ("\ud800", CallbackFlaw.TIME),
            )
        ),
    ],
)
def test_who_signed_and_when(seconds: str, signature: str, body: bytes, flaw: CallbackFlaw | None) -> None:
    assert authentic("k", seconds, signature, body, NOW) is flaw


@pytest.mark.parametrize(
    "changed",
    [
        {"event": 7},
        {"event": ""},
        {"order": "a b"},
        {"transaction": "x" * 41},
        {"amount": 2015},
        {"amount": "-1"},
        {"amount": "0"},
        {"amount": "1e9"},
        {"currency": "XYZ"},
        {"currency": ["CNY"]},
        {"paid_on": "yesterday"},
        {"paid_on": None},
    ],
)
def test_a_message_out_of_form(changed: dict[str, object]) -> None:
    assert read_message(json.dumps(TOLD | changed).encode()) is CallbackFlaw.MALFORMED


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 5000, b"null"])
def test_what_is_no_message_at_all(body: bytes) -> None:
    assert read_message(body) is CallbackFlaw.MALFORMED


def test_a_message_in_form_is_read() -> None:
    assert read_message(json.dumps(TOLD).encode()) == MESSAGE


@pytest.mark.parametrize(
    ("order", "flaw"),
    [
        (OrderFacts(Money(201_500), GatewayState.OPEN, ""), None),
        (OrderFacts(Money(201_500), GatewayState.CLOSED, ""), None),  # money is money: it waits for a person
        (OrderFacts(Money(201_500), GatewayState.PAID, "TX1234"), None),
        (OrderFacts(Money(201_500), GatewayState.PAID, "TX9999"), CallbackFlaw.CONTRADICTS),
        (OrderFacts(Money(201_501), GatewayState.OPEN, ""), CallbackFlaw.AMOUNT),
        (OrderFacts(Money(201_500, "USD"), GatewayState.OPEN, ""), CallbackFlaw.AMOUNT),
        (None, CallbackFlaw.UNKNOWN_ORDER),
    ],
)
def test_what_a_message_can_say_of_an_order(order: OrderFacts | None, flaw: CallbackFlaw | None) -> None:
    assert fits(MESSAGE, order) is flaw


def test_the_table_of_refunds_is_sound() -> None:
    assert REFUND.problems() == []


def test_a_refund_needs_two_persons_and_an_account() -> None:
    one, other = new_id(), new_id()

    def approve(state: RefundState, role: str, **facts: object) -> Move | Refusal:
        held = holds(
            named=bool(facts.get("named", True)), ordered=False, first_by=one, by=other if facts.get("other") else one
        )
        return REFUND.decide(state, RefundAct.APPROVE, role=role, holds=guards(held.items()))

    reasons = [
        getattr(answer, "reason", getattr(answer, "target", None))
        for answer in (
            approve(RefundState.PROPOSED, "clerk", named=False),
            approve(RefundState.PROPOSED, "clerk"),
            approve(RefundState.CHECKED, "judge"),
            approve(RefundState.CHECKED, "clerk", other=True),
            approve(RefundState.CHECKED, "judge", other=True),
            approve(RefundState.PAID, "judge", other=True),
        )
    ]
    assert reasons == [
        "refund.payee_named",
        RefundState.CHECKED,
        "refund.other_person",
        "refund.not_your_act",
        RefundState.APPROVED,
        "refund.not_at_this_stage",
    ]


@pytest.mark.parametrize(
    ("payee", "bank", "account", "fields"),
    [
        ("林晓梅", "示例银行", "6222 0000-0000 1234", []),
        ("", " ", "x", ["payee", "bank", "account"]),
        ("林晓梅", "示例银行", "1234567", ["account"]),
        ("林晓梅", "示例银行", "１２３４５６７８９", ["account"]),
    ],
)
def test_what_an_account_must_have(payee: str, bank: str, account: str, fields: list[str]) -> None:
    assert [refusal.fields[0] for refusal in payee_flaws(payee, bank, account)] == fields


def test_reasons_are_given_and_not_endless() -> None:
    assert [r.reason for r in reasons_flaws(" ")] == ["fees.reasons_missing"]
    assert [r.reason for r in reasons_flaws("x" * 501)] == ["fees.reasons_long"]
    assert reasons_flaws("付款人写错缴款码") == []
