"""The ledger's heads are time-stamped; an answer that does not fit is refused, shown, and asked for again."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

import courtlog
from courtlog.stamp import read_roots, stamp_check
from courtlog.web import Application, Environ, Start
from tests.acts.ledgers import Sealing, now, sealing_at, served
from tests.builders import MONDAY, House
from tests.builders import TestClock as ItsClock
from tongban.documents.adapters.demo_authority import DemoAuthority
from tongban.register.actions.audit import audit, audit_once
from tongban.register.actions.bundle import bundle, bundle_edition
from tongban.register.actions.look_over import look_over
from tongban.register.actions.stamps import stamps_stand, trust_roots
from tongban.register.events import LedgerAudited
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import Mismatch
from tongban.wiring.platform import TimeStamps
from tongban.wiring.stamping import Stamper

HOUR = timedelta(hours=1)


@pytest.fixture
def sealing(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sealing:
    """A case is docketed, and everything about it sealed."""
    made = sealing_at(tmp_path, house, monkeypatch)
    house.case()
    made.seal()
    return made


def _members(seal: Seal) -> courtlog.Bundle:
    made = bundle(seal.subject, name="x")
    assert made is not None
    return courtlog.Bundle.open(BytesIO(made))


def _stamps(sealing: Sealing) -> list[Path]:
    return sorted((sealing.home / "ledger" / "stamps").glob("*.tsr"))


def test_a_head_is_stamped_once_and_again_only_when_entries_came(sealing: Sealing) -> None:
    assert sealing.stamp()
    assert sealing.stamp()
    assert len(_stamps(sealing)) == 1
    sealing.house.case(sealing.house.zhou)
    sealing.seal()
    assert sealing.stamp()
    assert len(_stamps(sealing)) == 2
    stand = stamps_stand()
    assert stand is not None
    assert (stand.size, stand.beyond, stand.failure) == (sealing.log.size, 0, "")
    assert stand.at is not None
    assert abs(stand.at - now()) < timedelta(minutes=1)
    assert "DEMO" in stand.authority


def test_a_bundle_is_without_a_stamp_until_one_covers_it_and_then_openssl_and_the_ledger_accept_it(
    sealing: Sealing, tmp_path: Path
) -> None:
    seal = Seal.objects.earliest("id")
    early = bundle_edition(seal.subject)
    with _members(seal) as before:
        assert "tsa.tsr" not in before.members
    sealing.stamp()
    assert bundle_edition(seal.subject) != early
    with _members(seal) as opened:
        proof = courtlog.TlogProof.parse(opened.need("proof.tlog-proof"))
        assert proof.checkpoint.size == sealing.log.size
        assert opened.unchecked == ["tsa-ca.pem"]
        roots = opened.archive.read("tsa-ca.pem")
        given = courtlog.Given(policy=sealing.log.policy(), further=[stamp_check(read_roots(roots))])
        report = courtlog.verify_bundle(opened, given)
        for name in ("proof.tlog-proof", "tsa.tsr"):
            (tmp_path / name).write_bytes(opened.need(name))
    assert report.proved("stamp")
    assert not any(finding.code == "independence" for finding in report.findings)
    head = (tmp_path / "proof.tlog-proof").read_bytes().split(b"\n\n", 1)[1]
    text, lines = head.split(b"\n\n", 1)
    (tmp_path / "stamped").write_bytes(text + b"\n\n" + lines.splitlines(keepends=True)[0])
    (tmp_path / "ca.pem").write_bytes(roots)
    command = ["openssl", "ts", "-verify", "-in", "tsa.tsr", "-data", "stamped", "-CAfile", "ca.pem"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in said.stdout + said.stderr


def test_an_entry_after_the_stamp_waits_for_the_next_one(sealing: Sealing) -> None:
    sealing.stamp()
    sealing.house.case(sealing.house.zhou)
    sealing.seal()
    newest = Seal.objects.filter(position__isnull=False).latest("position")
    with _members(newest) as opened:
        assert "tsa.tsr" not in opened.members
    stand = stamps_stand()
    assert stand is not None
    assert stand.beyond > 0


class _Replaying:
    """An authority that gives its first answer to every later question."""

    def __init__(self, authority: Application) -> None:
        self._authority, self._kept = authority, b""

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._kept = self._kept or b"".join(self._authority(environ, lambda *_: None))
        start("200 OK", [("Content-Type", "application/timestamp-reply")])
        return [self._kept]


def _fixed(status: str, body: bytes) -> Application:
    def answer(_environ: Environ, start: Start) -> Iterable[bytes]:
        start(status, [("Content-Type", "application/timestamp-reply")])
        return [body]

    return answer


def test_an_answer_to_an_earlier_question_is_refused(sealing: Sealing) -> None:
    with served(_Replaying(sealing.authority.stamp_authority())) as address:
        assert sealing.stamp(address)
        sealing.house.case(sealing.house.zhou)
        sealing.seal()
        assert not sealing.stamp(address)
    assert len(_stamps(sealing)) == 1
    stand = look_over("", ()).stamps
    assert stand is not None
    assert "another request" in stand.failure


def test_a_stamp_by_an_authority_under_other_roots_is_refused(sealing: Sealing, tmp_path: Path) -> None:
    stranger = DemoAuthority.initialise(tmp_path / "stranger", "stranger", now)
    with served(stranger.stamp_authority()) as address:
        assert not sealing.stamp(address)
    assert _stamps(sealing) == []
    stand = stamps_stand()
    assert stand is not None
    assert "cannot be trusted" in stand.failure


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("500 Internal Server Error", b"oops"),
        ("200 OK", b""),
        ("200 OK", b"\x30\x05\x30\x03\x02\x01\x02"),  # a rejection without a reason
        ("200 OK", b"0" * 300_000),
        ("302 Found", b"elsewhere"),
    ],
)
def test_what_is_no_stamp_is_refused_and_the_next_attempt_mends_it(sealing: Sealing, status: str, body: bytes) -> None:
    with served(_fixed(status, body)) as address:
        assert not sealing.stamp(address)
    stand = stamps_stand()
    assert stand is not None
    assert stand.failure
    assert stand.failed_at is not None
    assert sealing.stamp()
    mended = stamps_stand()
    assert mended is not None
    assert (mended.failure, mended.failed_at, mended.beyond) == ("", None, 0)


def test_an_authority_that_does_not_answer_is_a_failure_that_is_shown(sealing: Sealing) -> None:
    with served(_fixed("200 OK", b"")) as gone:
        pass
    assert not sealing.stamp(gone)
    stand = look_over("", ()).stamps
    assert stand is not None
    assert "cannot be reached" in stand.failure


def test_the_audit_finds_a_damaged_stamp_and_heads_that_wait_too_long_for_one(sealing: Sealing) -> None:
    sealing.stamp()
    assert audit(sealing.home, (), now()).sound
    (path,) = _stamps(sealing)
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    found = audit(sealing.home, (), now())
    assert [fault for fault in found.faults if "time stamp" in fault]
    stand = stamps_stand()
    assert stand is not None
    assert stand.failure
    with _members(Seal.objects.earliest("id")) as opened:
        assert "tsa.tsr" not in opened.members, "a damaged stamp must not make a sound bundle look altered"
    path.write_bytes(sound)
    sealing.house.case(sealing.house.zhou)
    sealing.seal()
    assert audit(sealing.home, (), now()).sound
    clock = ItsClock(now() + timedelta(days=2))
    assert audit_once(sealing.home, (), clock)
    last = Entry.objects.filter(event=LedgerAudited.NAME).latest("id")
    assert json.loads(last.body)["differences"] == 0, "after a standstill the stamp may still come"
    late = audit(sealing.home, (), clock.now() + timedelta(days=1))
    assert Mismatch.UNSTAMPED in {one.mismatch for one in late.differences}


def test_the_roots_of_an_earlier_authority_stay_trusted(sealing: Sealing, tmp_path: Path) -> None:
    sealing.stamp()
    later = DemoAuthority.initialise(tmp_path / "later", "later", now)
    seal = Seal.objects.earliest("id")
    other = dataclasses.replace(sealing, authority=later)
    for _ in range(2):
        trust_roots(sealing.home, b"".join(later.roots()))
    assert len(read_roots((sealing.home / "ledger" / "tsa-ca.pem").read_bytes())) == 2
    sealing.house.case(sealing.house.zhou)
    sealing.seal()
    assert other.stamp()
    assert audit(sealing.home, (), now()).faults == []
    with _members(seal) as opened:
        assert "tsa.tsr" in opened.members


def test_the_timer_stamps_at_its_interval_and_repeats_what_failed(
    sealing: Sealing, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, asked = sealing.house.clock, []

    def attempt(home: Path, address: str, _at: object) -> bool:
        asked.append((home, address))
        return len(asked) > 1

    monkeypatch.setattr("tongban.wiring.stamping.stamp_once", attempt)
    platform = dataclasses.replace(
        settings.TONGBAN, time_stamps=TimeStamps("http://tsa.test/", sealing.home / "ledger" / "tsa-ca.pem", HOUR)
    )
    stamper = Stamper(platform, clock)  # type: ignore[arg-type]
    stamper()
    assert asked == [], "the process that answers may not be up yet"
    clock.forward(minutes=1)
    for _ in range(3):
        stamper()
    assert asked == [(sealing.home, "http://tsa.test/")] * 2, "repeated once, then content"
    clock.forward(minutes=60)
    stamper()
    assert len(asked) == 3
    none = dataclasses.replace(platform, time_stamps=TimeStamps("", None, HOUR))
    idle = Stamper(none, clock)  # type: ignore[arg-type]
    clock.forward(minutes=60)
    assert not idle()
    assert len(asked) == 3


def test_a_court_without_time_stamps_says_nothing_of_them(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sealing_at(tmp_path, house, monkeypatch)
    (tmp_path / "ledger" / "tsa-ca.pem").unlink()
    house.case()
    made.seal()
    assert stamps_stand() is None
    assert audit(tmp_path, (), MONDAY + timedelta(days=400)).faults == []
