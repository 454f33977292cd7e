"""What a peer signs is read with care: a signature proves who wrote, not that it has the form of an envelope."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from joserfc import jws

from tests.builders import MONDAY, FakePeer, make_keys, refused
from tongban.federation.actions.receive import receive
from tongban.federation.rules.envelope import ALGORITHM, opened_as


@pytest.fixture
def peer(db: None) -> FakePeer:
    make_keys()
    return FakePeer().admit()


@pytest.mark.parametrize(
    "changed",
    [
        {"uid": 7},
        {"uid": None},
        {"body": {"deep": ["\ud83d"]}},
        {"body": {"\udc00": 1}},
        {"body": {"n": float("nan")}},
        {"attachments": [{"sha256": "a" * 64, "size": 1e999, "media_type": "x", "name": "x"}]},
    ],
)
def test_an_envelope_whose_json_has_another_form_is_unreadable(peer: FakePeer, changed: dict[str, object]) -> None:
    told = opened_as("envelope", peer.seal("log", {}), peer.key)
    assert isinstance(told, dict)
    head = {"alg": ALGORITHM, "kid": peer.slug}
    token = jws.serialize_compact(head, json.dumps(told | changed), peer.key, algorithms=[ALGORITHM])
    with refused("federation.unreadable"):
        receive(token, at=MONDAY)


@pytest.mark.parametrize("kid", ["\ud800", "a\x00b", "林", "x" * 100_000, ""])
def test_a_sender_with_an_impossible_name_is_unreadable(peer: FakePeer, client: Client, kid: str) -> None:
    token = jws.serialize_compact({"alg": ALGORITHM, "kid": kid}, "{}", peer.key, algorithms=[ALGORITHM])
    answer = client.post("/federation/envelopes", token, content_type="application/jose")
    assert (answer.status_code, answer.json()["reasons"][0]["reason"]) == (422, "federation.unreadable")
