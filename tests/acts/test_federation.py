"""Envelopes between platforms: what is signed decides; a repeated one changes nothing; a bad peer harms nobody."""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from tests.builders import MONDAY, OPERATOR, FakePeer, House, attachments, host, make_keys, material, refused
from tongban.cooperation.vocabulary import LOG
from tongban.documents.actions.blobs import read_blob
from tongban.federation.actions.admit import admit_peer
from tongban.federation.actions.opened import received, sent
from tongban.federation.actions.receive import FilesMissing, receive, take_file
from tongban.federation.actions.send import send
from tongban.federation.adapters import post
from tongban.federation.adapters.keys import own_key, peer_key, public_text
from tongban.federation.adapters.post import PeerUnreachable, carry
from tongban.federation.models import Held, Inbound, Outbound, Peer
from tongban.federation.rules.envelope import LIMIT, digest_of, file_grant, opened, opened_receipt
from tongban.federation.vocabulary import Attachment
from tongban.frame.acts import act
from tongban.kernel.ids import new_id
from tongban.register.models import Due, Entry


@pytest.fixture
def peer(db: None) -> FakePeer:
    make_keys()
    return FakePeer().admit()


def test_an_envelope_is_kept_receipted_and_made_due(peer: FakePeer) -> None:
    token = peer.seal("log", {"matter": "x"})
    text = receive(token, at=MONDAY)
    key = peer_key(public_text(settings.TONGBAN.home / "keys"))
    receipt = opened_receipt(text, key, token=token)
    row = Inbound.objects.get()
    assert (receipt.envelope, receipt.received_at) == (row.uid, MONDAY)
    assert Due.objects.filter(reaction="open_envelope").count() == 1
    assert received(row.uid, "chongqing").body == {"matter": "x"}


def test_the_same_envelope_again_gets_the_same_receipt_and_nothing_else(peer: FakePeer) -> None:
    token = peer.seal("log", {})
    first = receive(token, at=MONDAY)
    entries = Entry.objects.count()
    assert receive(token, at=MONDAY) == first
    assert (Inbound.objects.count(), Entry.objects.count()) == (1, entries)


def test_another_text_under_a_used_number_is_refused(peer: FakePeer) -> None:
    uid = new_id()
    peer.send("log", {}, uid=uid)
    with refused("federation.number_reused"):
        peer.send("log", {"more": 1}, uid=uid)


def test_a_changed_letter_breaks_the_signature(peer: FakePeer) -> None:
    head, payload, signature = peer.seal("log", {"matter": "x"}).split(".")
    swapped = "B" if payload[20] != "B" else "C"
    for bad in (f"{head}.{payload[:20]}{swapped}{payload[21:]}.{signature}", f"{head}.{payload}.{'A' * 86}"):
        with refused("federation.bad_signature"):
            receive(bad, at=MONDAY)
    assert Inbound.objects.count() == 0


def test_what_is_no_envelope_is_unreadable(peer: FakePeer) -> None:
    for bad in ("", ".", "..", "a.b.c", "{}", "\x00", "eyJhbGciOiJub25lIn0.e30."):
        with pytest.raises(Exception, match=r"federation\.(unreadable|unknown_peer|bad_signature)"):
            receive(bad, at=MONDAY)


def test_a_stranger_is_refused(peer: FakePeer) -> None:
    stranger = FakePeer(slug="beijing")
    with refused("federation.unknown_peer"):
        stranger.send("log", {})


def test_a_peer_cannot_sign_in_the_name_of_another(peer: FakePeer) -> None:
    other = FakePeer(slug="sichuan", tree=("川",)).admit()
    with refused("federation.bad_signature"):
        receive(FakePeer(slug="chongqing", key=other.key).seal("log", {}), at=MONDAY)
    with refused("federation.bad_signature"):
        other.send("log", {}, sender="chongqing")


def test_an_envelope_to_another_platform_is_refused(peer: FakePeer) -> None:
    with refused("federation.not_for_us"):
        peer.send("log", {}, recipient="beijing")


def test_an_envelope_larger_than_the_limit_is_refused_unread(peer: FakePeer) -> None:
    with refused("federation.too_large"):
        receive("a" * (LIMIT + 1), at=MONDAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "Log; DROP"},
        {"kind": "x" * 41},
        {"attachments": (Attachment("../../keys/federation.jwk", 1, "x", "x"),)},
    ],
)
def test_an_envelope_with_impossible_parts_is_unreadable(peer: FakePeer, changed: dict[str, object]) -> None:
    with refused("federation.unreadable"):
        receive(peer.seal("log", {}, **changed), at=MONDAY)


def test_a_receipt_is_no_envelope_and_an_envelope_no_receipt(peer: FakePeer) -> None:
    token = peer.seal("log", {})
    with refused("federation.unreadable"):
        receive(peer.receipt(token, new_id()), at=MONDAY)
    key = peer_key(str(peer.key.as_dict(private=False)["x"]))
    assert opened_receipt(token, key, token=token).reason == "federation.unreadable"
    assert opened_receipt(peer.receipt("other", new_id()), key, token=token).reason == "federation.receipt_for_another"
    assert opened(token, own_key(settings.TONGBAN.home / "keys"), recipient="test").reason == "federation.bad_signature"


def grant(peer: FakePeer, content: bytes, *, recipient: str = "test") -> tuple[str, str]:
    sha256 = hashlib.sha256(content).hexdigest()
    return sha256, file_grant(sha256, sender=peer.slug, recipient=recipient, key=peer.key)


def test_missing_files_are_named_and_the_envelope_goes_in_once_they_are_here(peer: FakePeer) -> None:
    content = new_id().bytes
    sha256, allowed = grant(peer, content)
    token = peer.seal("log", {}, attachments=(Attachment(sha256, 16, "application/pdf", "x.pdf"),))
    with pytest.raises(FilesMissing) as missing:
        receive(token, at=MONDAY)
    assert missing.value.digests == [sha256]
    take_file(sha256, content, allowed)
    take_file(sha256, content, allowed)
    receive(token, at=MONDAY)
    assert Inbound.objects.count() == 1


def test_a_peer_that_only_knows_the_digest_of_our_file_gets_nowhere(peer: FakePeer) -> None:
    """The file is here, from somebody else: the peer still has to show that it holds it."""
    secret = material("files.iou")
    with pytest.raises(FilesMissing):
        peer.send("log", {}, attachments=attachments((secret,)))


def test_a_file_that_we_sent_to_a_peer_may_come_back_in_its_envelopes(peer: FakePeer) -> None:
    ours = material("files.iou")
    with act(by=OPERATOR, at=MONDAY) as record:
        send(record, peer="chongqing", kind=LOG, body={}, attachments=attachments((ours,)))
    peer.send("log", {}, attachments=attachments((ours,)))
    assert Held.objects.filter(peer="chongqing", sha256=ours.sha256).count() == 1


def test_a_grant_opens_the_door_for_its_own_file_only(peer: FakePeer) -> None:
    sha256, allowed = grant(peer, b"abc")
    with refused("federation.not_for_us"):
        take_file(hashlib.sha256(b"x").hexdigest(), b"x", allowed)
    with refused("federation.not_for_us"):
        take_file(sha256, b"abc", grant(peer, b"abc", recipient="beijing")[1])
    with refused("federation.bad_signature"):
        take_file(sha256, b"abc", grant(FakePeer(), b"abc")[1])
    with refused("documents.digest_differs"):
        take_file(sha256, b"abd", allowed)
    with refused("federation.unreadable"):
        take_file(sha256, b"abc", "")


def test_the_entrance_for_peers_answers_with_codes(peer: FakePeer, client: Client) -> None:
    def hand(token: str) -> int:
        return client.post("/federation/envelopes", token, content_type="application/jose").status_code

    content = new_id().bytes
    sha256, allowed = grant(peer, content)
    token = peer.seal("log", {}, attachments=(Attachment(sha256, 16, "x/y", "x"),))
    assert hand("nonsense") == 422
    assert hand(token) == 409
    address = f"/federation/files/{sha256}"
    assert client.put(address, content, headers={"Authorization": "Bearer x"}).status_code == 422
    assert client.put(address, b"", headers={"Authorization": f"Bearer {allowed}"}).status_code == 413
    assert client.put(address, content, headers={"Authorization": f"Bearer {allowed}"}).status_code == 201
    assert hand(token) == 200
    assert hand("a" * (6 * 2**20)) in {400, 413, 422}
    assert client.get("/federation/envelopes").status_code == 405
    assert client.put("/federation/files/..%2f..%2fkeys", b"x").status_code == 404


def test_a_peer_is_admitted_once_with_one_key(peer: FakePeer) -> None:
    with refused("federation.key_differs"):
        FakePeer().admit()
    with refused("federation.no_key"):
        admit_peer(slug="x1", name="x", url="http://x.example", key="!", tree=(), by=OPERATOR, at=MONDAY)
    for slug in (settings.TONGBAN.slug, "", "A b", "../x"):
        with refused("federation.no_slug"):
            FakePeer(slug=slug).admit()
    for url in ("", "ftp://x.example", "http://", "javascript:alert(1)", "http://u:p@x.example"):
        with refused("federation.no_address"):
            FakePeer(slug="guizhou", url=url).admit()
    before = Entry.objects.count()
    peer.admit()
    assert Entry.objects.count() == before
    replace(peer, url="http://127.0.0.1:10").admit()
    assert Peer.objects.get(slug="chongqing").url == "http://127.0.0.1:10"


Answer = Callable[[http.server.BaseHTTPRequestHandler, bytes], None]


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A peer's web server for the length of the block; tells what it was asked."""
    asked: list[tuple[str, bytes]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.append((self.path, body))
            answer(self, body)

        do_POST = do_PUT = do_GET = _any  # noqa: N815 - the names that the library calls

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def say(handler: http.server.BaseHTTPRequestHandler, status: int, text: str | bytes, **headers: str) -> None:
    body = text.encode() if isinstance(text, str) else text
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _dripping(handler: http.server.BaseHTTPRequestHandler, _: bytes) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "answer",
    [
        lambda h, _: say(h, 500, "broken"),
        lambda h, _: say(h, 302, "", Location="http://127.0.0.1:1/steal"),
        lambda h, _: say(h, 409, "no json"),
        lambda h, _: say(h, 409, "[]"),
        lambda h, _: say(h, 409, '{"missing": "all"}'),
        lambda h, _: say(h, 409, json.dumps({"missing": ["../../keys/federation.jwk"]})),
        lambda h, _: say(h, 409, json.dumps({"missing": ["0" * 64]})),
        lambda h, _: say(h, 200, b"x" * (post.ANSWER_LIMIT + 1)),
        _dripping,
        lambda h, _: h.connection.close(),
    ],
    ids=["500", "redirect", "no-json", "list", "text", "path", "foreign-file", "giant", "slow", "hangs-up"],
)
def test_a_peer_that_answers_badly_is_unreachable_and_gets_no_file(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "PATIENCE", 0.4)
    with serving(answer) as (url, asked), pytest.raises(PeerUnreachable):
        carry(url, "token", files=["1" * 64], content_of=lambda _: b"ours", grant_of=lambda _: "grant")
    assert all(path == "/federation/envelopes" for path, _ in asked)


def test_a_peer_that_is_down_or_has_no_address_is_unreachable() -> None:
    for url in ("http://127.0.0.1:1", "http://[", "nothing"):
        with pytest.raises(PeerUnreachable):
            carry(url, "token", files=[], content_of=lambda _: b"", grant_of=lambda _: "grant")


def test_a_peer_that_speaks_is_up_and_gets_at_once_what_waited_for_it(peer: FakePeer) -> None:
    quiet = replace(FakePeer(), slug="sichuan", tree=("川",)).admit()
    for slug in (peer.slug, quiet.slug):
        with act(by=OPERATOR, at=MONDAY) as record:
            send(record, peer=slug, kind=LOG, body={})
    later = MONDAY + timedelta(minutes=8)
    Due.objects.filter(reaction="deliver_envelope").update(retry_at=later, attempts=9, last_error="unreachable")
    receive(peer.seal("log", {}), at=MONDAY)
    waits = {
        json.loads(due.entry.body)["peer"]: (due.retry_at, due.attempts)
        for due in Due.objects.filter(reaction="deliver_envelope")
    }
    assert waits == {"chongqing": (None, 0), "sichuan": (later, 9)}


@pytest.mark.django_db
def test_delivery_sends_the_files_that_the_peer_lacks_and_keeps_its_receipt(house: House) -> None:
    peer, files, ours = FakePeer(), {}, material("files.iou")

    def answer(handler: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        if handler.path.startswith("/federation/files/"):
            files[handler.path[-64:]] = body
            say(handler, 201, "")
        elif ours.sha256 not in files:
            say(handler, 409, json.dumps({"missing": [ours.sha256]}))
        else:
            say(handler, 200, peer.receipt(body.decode(), UUID(int=1)))

    with serving(answer) as (url, asked):
        replace(peer, url=url).admit()
        with act(by=OPERATOR, at=MONDAY) as record:
            uid = send(record, peer="chongqing", kind=LOG, body={}, attachments=attachments((ours,)))
        assert house.work() == []
    assert files == {ours.sha256: read_blob(ours.sha256)}
    assert [path for path, _ in asked].count("/federation/envelopes") == 2
    row, envelope = sent(uid)
    assert row.receipt
    assert envelope.attachments[0].sha256 == ours.sha256
    assert Entry.objects.filter(event="envelope_receipted").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["another-key", "another-envelope", "no-receipt"])
def test_a_bad_receipt_is_not_kept_and_delivery_is_tried_again(house: House, kind: str) -> None:
    peer = FakePeer()
    fake = FakePeer() if kind == "another-key" else peer

    def answer(handler: http.server.BaseHTTPRequestHandler, body: bytes) -> None:
        about = "another" if kind == "another-envelope" else body.decode()
        say(handler, 200, "thanks" if kind == "no-receipt" else fake.receipt(about, UUID(int=1)))

    with serving(answer) as (url, asked):
        replace(peer, url=url).admit()
        with act(by=OPERATOR, at=MONDAY) as record:
            send(record, peer="chongqing", kind=LOG, body={})
        assert "bad receipt" in house.work()[0]
        house.clock.forward(minutes=1)
        house.work()
    assert len(asked) == 2
    assert Outbound.objects.get().receipt == ""


@pytest.mark.django_db
def test_nothing_is_sent_to_an_unknown_platform(house: House) -> None:
    with refused("federation.unknown_peer"), act(by=OPERATOR, at=MONDAY) as record:
        send(record, peer="beijing", kind=LOG, body={})
    assert Outbound.objects.count() == 0


@pytest.mark.django_db
def test_an_envelope_of_an_unknown_kind_stays_visible(house: House) -> None:
    host("川")
    FakePeer().admit().send("poem", {"verse": "x"})
    assert house.work() == ["open_envelope: refused: cooperation.unknown_kind (house rule: federation) [kind=poem]"]


def test_the_digest_names_the_text() -> None:
    assert digest_of("a") == hashlib.sha256(b"a").hexdigest()
