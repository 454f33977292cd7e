"""The file gateway: what is not confirmed lies out; what is brought, in whatever order and shape, is taken once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import settings
from joserfc import jws

from tests.builders import MONDAY, OPERATOR, FakePeer, TestClock, make_keys, refused, step
from tongban.cooperation.vocabulary import LOG
from tongban.documents.actions.blobs import keep_blob
from tongban.federation.actions.gateway import carry_by_folder, gateways
from tongban.federation.actions.send import deliver_envelope, send
from tongban.federation.adapters.keys import own_key
from tongban.federation.models import Inbound, Outbound
from tongban.federation.rules.envelope import ALGORITHM, digest_of
from tongban.federation.rules.parcel import MANY, Parcel, What, file_name, packed, unpacked
from tongban.federation.vocabulary import Attachment
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal
from tongban.reactions.worker import work_once
from tongban.register.models import Due, Entry


class Side:
    """The other side of the gateway, played by the test."""

    def __init__(self, base: Path) -> None:
        self.base, self.number = base, 0
        self.peer = FakePeer(url=base.as_uri()).admit()

    def carry(self) -> None:
        """One round of the platform under test."""
        carry_by_folder(MONDAY)

    def out(self) -> list[tuple[Parcel, bytes]]:
        """What lies out, in the order of its numbers."""
        found = []
        for path in sorted((self.base / "out").glob("*.parcel")):
            parcel = unpacked(
                path.read_bytes(), own_key(settings.TONGBAN.home / "keys"), sender="test", recipient=self.peer.slug
            )
            assert not isinstance(parcel, Refusal), parcel
            found.append(parcel)
        return found

    def lying_out(self) -> list[str]:
        """What lies out, by its kinds."""
        return [parcel.what.value for parcel, _content in self.out()]

    def pack(self, what: What, subject: str, content: bytes, *, seen: int = 0) -> tuple[str, bytes]:
        """The next parcel of this side."""
        self.number += 1
        parcel = Parcel(self.peer.slug, "test", self.number, what, subject, seen)
        return file_name(self.peer.slug, self.number), packed(parcel, content, self.peer.key)

    def bring(self, name: str, data: bytes) -> None:
        """Copy a parcel into the platform's `in`, and let it look."""
        (self.base / "in").mkdir(parents=True, exist_ok=True)
        (self.base / "in" / name).write_bytes(data)
        self.carry()

    def envelope(self, *files: bytes) -> tuple[str, bytes]:
        """An envelope of this side as a parcel."""
        named = tuple(Attachment(hashlib.sha256(f).hexdigest(), len(f), "text/plain", "x") for f in files)
        return self.pack(What.ENVELOPE, str(new_id()), self.peer.seal("log", {}, attachments=named).encode())

    def file(self, content: bytes) -> tuple[str, bytes]:
        """A file as a parcel."""
        return self.pack(What.FILE, hashlib.sha256(content).hexdigest(), content)

    def waits(self) -> list[str]:
        """What lies in `in`."""
        return sorted(path.name for path in (self.base / "in").glob("*.parcel"))


@pytest.fixture
def side(db: None, tmp_path: Path) -> Side:
    make_keys()
    return Side(tmp_path)


def sent(side: Side, *files: bytes) -> Outbound:
    """The platform under test sends an envelope."""
    kept = [keep_blob(content) for content in files]
    named = tuple(Attachment(k.sha256, k.size, "text/plain", "x") for k in kept)
    uid = step(OPERATOR, MONDAY, lambda record: send(record, peer=side.peer.slug, kind=LOG, body={}, attachments=named))
    side.carry()
    return Outbound.objects.get(uid=uid)


def test_an_envelope_lies_out_behind_its_files_until_its_receipt_is_here(side: Side) -> None:
    row = sent(side, b"one", b"two")
    assert side.lying_out() == ["file", "file", "envelope"]
    assert side.out()[2][1].decode() == row.token
    assert sorted(content for _parcel, content in side.out()[:2]) == [b"one", b"two"]
    before = side.out()
    side.carry()
    assert side.out() == before
    receipt = side.peer.receipt(row.token, row.uid)
    side.bring(*side.pack(What.RECEIPT, str(row.uid), receipt.encode()))
    assert side.lying_out() == []
    row.refresh_from_db()
    assert (row.receipt, row.receipted_at) == (receipt, MONDAY)
    assert Entry.objects.filter(event="envelope_receipted").count() == 1


def test_the_worker_leaves_it_to_the_gateway_and_nothing_fails(side: Side) -> None:
    sent(side)
    clock = TestClock()
    while work_once(clock):
        pass
    assert not Due.objects.filter(reaction=deliver_envelope.__name__, done_at=None).exists()
    assert side.lying_out() == ["envelope"]


def test_what_somebody_took_away_instead_of_copying_lies_there_again(side: Side) -> None:
    sent(side, b"one")
    before = side.out()
    for path in (side.base / "out").iterdir():
        path.unlink()
    side.carry()
    assert side.out() == before


def test_parcels_in_any_order_are_taken_and_confirmed(side: Side) -> None:
    file, envelope = side.file(b"content"), side.envelope(b"content")
    side.bring(*envelope)
    assert (side.waits(), Inbound.objects.count()) == ([envelope[0]], 0)
    assert [gateway.missing for gateway in gateways()] == [()]
    side.bring(*file)
    side.carry()
    assert (side.waits(), Inbound.objects.count()) == ([], 1)
    ((parcel, receipt),) = side.out()
    assert (parcel.what, receipt.decode()) == (What.RECEIPT, Inbound.objects.get().receipt)


def test_the_same_parcel_again_is_confirmed_again_and_changes_nothing(side: Side) -> None:
    name, data = side.envelope()
    side.bring(name, data)
    first = side.out()
    side.bring(*side.pack(What.FILE, hashlib.sha256(b"x").hexdigest(), b"x", seen=first[0][0].number))
    assert side.lying_out() == []
    entries = Entry.objects.count()
    side.bring(f"again-{name}", data)
    assert [content for _parcel, content in side.out()] == [first[0][1]]
    assert (Inbound.objects.count(), Entry.objects.count()) == (1, entries)


def test_a_parcel_that_is_cut_off_waits_for_a_whole_copy(side: Side) -> None:
    name, data = side.envelope()
    side.bring(name, data[: len(data) // 2])
    (state,) = gateways()
    assert (state.cut, state.refused, state.wrong) == ((name,), (), False)
    side.bring(name, data)
    assert (side.waits(), Inbound.objects.count()) == ([], 1)


def test_an_altered_parcel_is_laid_aside_with_its_reason_and_a_good_copy_is_taken(side: Side) -> None:
    name, data = side.envelope()
    side.bring(name, data[:-1] + bytes([data[-1] ^ 1]))
    (state,) = gateways()
    assert (side.waits(), state.refused, state.wrong) == ([], (name,), True)
    assert "federation.parcel_altered" in (side.base / "in" / "refused" / f"{name}.txt").read_text()
    side.bring(name, data)
    assert Inbound.objects.count() == 1


def test_a_parcel_of_a_stranger_is_laid_aside(side: Side) -> None:
    stranger = FakePeer(slug=side.peer.slug)
    parcel = Parcel(side.peer.slug, "test", 1, What.ENVELOPE, "x", 0)
    side.bring("x.parcel", packed(parcel, b"x", stranger.key))
    assert "federation.bad_signature" in (side.base / "in" / "refused" / "x.parcel.txt").read_text()


def test_a_signed_parcel_with_something_else_inside_is_laid_aside(side: Side) -> None:
    row = sent(side)
    for what, subject, content in (
        (What.ENVELOPE, "x", b"no envelope"),
        (What.FILE, "a" * 64, b"another file"),
        (What.RECEIPT, str(new_id()), b"for nothing of ours"),
        (What.RECEIPT, str(row.uid), side.peer.receipt("another", row.uid).encode()),
        (What.RECEIPT, "no uid", b"x"),
    ):
        name, data = side.pack(what, subject, content)
        side.bring(name, data)
        assert (side.base / "in" / "refused" / name).exists(), what
    row.refresh_from_db()
    assert row.receipt == ""
    assert side.lying_out() == ["envelope"]


def test_an_envelope_of_a_third_platform_is_not_confirmed_to_the_one_that_packed_it(side: Side) -> None:
    third = FakePeer(slug="sichuan", tree=("川",)).admit()
    name, data = side.pack(What.ENVELOPE, str(new_id()), third.seal("log", {}).encode())
    side.bring(name, data)
    assert (side.base / "in" / "refused" / name).exists()
    assert side.lying_out() == []


def test_numbers_that_did_not_come_are_told(side: Side) -> None:
    first, lost, last = side.envelope(), side.envelope(), side.envelope()
    side.bring(*first)
    side.bring(*last)
    assert [gateway.missing for gateway in gateways()] == [(2,)]
    assert "not come: 2" in str(gateways()[0])
    side.bring(*lost)
    assert [gateway.missing for gateway in gateways()] == [()]


def test_a_folder_is_an_address_and_half_of_one_is_not(side: Side) -> None:
    assert Path(side.peer.url.removeprefix("file://")) == side.base
    for url in ("file://", "file:///", "file://host/x", "ftp://x", "file:///x?y"):
        with refused("federation.no_address"):
            FakePeer(slug="beijing", url=url).admit()


def test_two_envelopes_with_the_same_file_carry_it_once(side: Side) -> None:
    first = sent(side, b"one")
    second = sent(side, b"one")
    assert side.lying_out() == ["file", "envelope", "envelope"]
    receipt = side.peer.receipt(first.token, first.uid)
    side.bring(*side.pack(What.RECEIPT, str(first.uid), receipt.encode()))
    assert side.lying_out() == ["file", "envelope"]
    assert digest_of(side.out()[1][1].decode()) == second.digest


@pytest.mark.parametrize("changed", [{"number": 2**52}, {"number": 10**12, "seen": 10**12}, {"seen": 2**53 - 1}])
def test_a_parcel_whose_number_is_far_away_stops_nobody(side: Side, changed: dict[str, int]) -> None:
    row = sent(side)
    parcel = Parcel(side.peer.slug, "test", 1, What.FILE, hashlib.sha256(b"x").hexdigest(), 0)
    side.bring("far.parcel", packed(replace(parcel, **changed), b"x", side.peer.key))
    assert side.waits() == []
    assert len(gateways()[0].missing) <= MANY
    side.bring(*side.envelope())
    assert side.lying_out() == ["envelope", "receipt"]
    side.bring(*side.pack(What.RECEIPT, str(row.uid), side.peer.receipt(row.token, row.uid).encode()))
    assert side.lying_out() == ["receipt"]


@pytest.mark.parametrize(
    ("number", "seen"),
    [(0, 0), (-1, 0), (2**53, 0), (10**30, 0), (1, -1), (1, 10**30), (1e999, 0), (1, float("nan")), ("1", 0)],
)
def test_a_parcel_with_an_impossible_number_is_laid_aside(side: Side, number: Any, seen: Any) -> None:  # noqa: ANN401 - anything
    told = {"sender": side.peer.slug, "recipient": "test", "number": number, "what": "file", "subject": "a" * 64}
    told |= {"type": "parcel", "size": 1, "sha256": hashlib.sha256(b"x").hexdigest(), "seen": seen}
    head = jws.serialize_compact({"alg": ALGORITHM}, json.dumps(told), side.peer.key, algorithms=[ALGORITHM])
    side.bring("odd.parcel", head.encode() + b"\nx")
    assert "federation.unreadable" in (side.base / "in" / "refused" / "odd.parcel.txt").read_text()


def _folder(place: Path) -> None:
    place.mkdir()
    (place / "inside").write_text("x")


def _link(place: Path) -> None:
    place.symlink_to("/dev/zero")


def _huge(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(2**40)


@pytest.mark.parametrize("made", [_folder, _link, os.mkfifo, _huge])
def test_what_is_no_file_on_the_medium_holds_no_parcel_up(side: Side, made: Callable[[Path], None]) -> None:
    side.carry()
    for _twice in range(2):
        made(side.base / "in" / "0.parcel")
        side.bring(*side.envelope())
        assert side.waits() == []
    assert (Inbound.objects.count(), gateways()[0].wrong) == (2, True)


@pytest.mark.parametrize("name", ["法院.parcel".encode("gbk"), b"x" * 248 + b".parcel", b"a\nb.parcel"])
def test_a_name_in_any_writing_is_laid_aside_under_one_that_can_be_told(side: Side, name: bytes) -> None:
    side.carry()
    (side.base / "in" / os.fsdecode(name)).write_bytes(b"no parcel\n")
    side.bring(*side.envelope())
    assert (side.waits(), Inbound.objects.count()) == ([], 1)
    assert str(gateways()[0]).isprintable()
    assert len(gateways()[0].refused) == 1


def test_a_parcel_that_cannot_be_read_yet_waits_and_is_told(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    name, data = side.envelope()
    with monkeypatch.context() as locked:
        locked.setattr(Path, "read_bytes", Mock(side_effect=PermissionError))
        side.bring(name, data)
        assert gateways()[0].cut == (name,)
    side.carry()
    assert Inbound.objects.count() == 1
