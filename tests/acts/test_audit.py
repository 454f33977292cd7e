"""The audit finds what was changed behind the platform's back, and names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

import courtlog
from courtlog import SignerKey
from courtlog.log import load_key
from tests.builders import MONDAY, House, lies_at
from tongban.frame.guard import lifted
from tongban.register.actions.audit import Audit, audit, audit_once
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.adapters.triggers import TABLE, missing_triggers
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import Mismatch
from tongban.wiring.sealed import SEALED


@pytest.fixture
def home(house: House, tmp_path: Path) -> Path:
    """A platform on which a case was docketed and everything is sealed."""
    make_ledger(tmp_path, "test")
    house.case()
    _seal(house, tmp_path)
    return tmp_path


def _seal(house: House, home: Path) -> None:
    ledger = Ledger(home, seconds=lambda: int(MONDAY.timestamp()))
    while seal_once(ledger, house.clock):
        pass
    ledger.close()


def _look(home: Path, *, later: timedelta = timedelta()) -> Audit:
    return audit(home, SEALED, MONDAY + later)


def _mismatches(found: Audit) -> list[Mismatch]:
    return [one.mismatch for one in found.differences]


@contextmanager
def _behind_the_back() -> Iterator[None]:
    """Do what only somebody with the database's own rights could do."""
    with lifted("test: an intruder writes past the platform"):
        yield


def test_a_sound_platform_has_no_difference_and_its_content_is_compared(home: Path) -> None:
    found = _look(home)
    assert found.sound
    assert found.checked == Seal.objects.count()
    assert found.compared == found.checked > 5


def test_a_changed_row_of_the_register_is_found(home: Path) -> None:
    entry = Entry.objects.order_by("id")[2]
    with _behind_the_back(), connection.cursor() as cursor:
        _drop_triggers(cursor)
        cursor.execute("UPDATE register_entry SET basis = 'CPL 999' WHERE id = %s", [entry.id])
    assert missing_triggers()
    found = _look(home)
    assert [(one.mismatch, one.subject) for one in found.differences] == [(Mismatch.CONTENT, entry.uid)]


def _drop_triggers(cursor: CursorWrapper) -> None:
    """Take away what forbids it: the database's own administrator could. The test's end brings them back."""
    table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    for verb in ("update", "delete", "replace"):
        cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}{table}")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"statement": b"x"}, Mismatch.STATEMENT),
        ({"salt": bytes(range(32))}, Mismatch.COMMITMENT),
        ({"sha256": "0" * 64}, Mismatch.COMMITMENT),
        ({"sha256": "no digest"}, Mismatch.COMMITMENT),
        ({"salt": b""}, Mismatch.COMMITMENT),
    ],
)
def test_a_changed_note_of_a_seal_is_found(home: Path, change: dict[str, object], expected: Mismatch) -> None:
    seal = Seal.objects.order_by("id")[1]
    with _behind_the_back():
        Seal.objects.filter(id=seal.id).update(**change)
    assert [(one.mismatch, one.position) for one in _look(home).differences] == [(expected, seal.position)]


def test_a_file_that_is_changed_or_gone_is_found(home: Path) -> None:
    from tongban.documents.models import Version

    seal = Seal.objects.filter(kind="evidence").earliest("id")
    path = lies_at(Version.objects.get(uid=seal.subject).sha256)
    whole = path.read_bytes()
    path.chmod(0o600)
    try:
        path.write_bytes(whole + b"!")
        assert Mismatch.CONTENT in _mismatches(_look(home))
        path.unlink()
        assert Mismatch.GONE in _mismatches(_look(home))
    finally:
        path.write_bytes(whole)
    assert _look(home).sound


def test_an_entry_that_nobody_here_made_is_found(home: Path) -> None:
    key = load_key(home / "keys" / "depositor.key")
    issued = courtlog.issue(BytesIO(b"planted"), name="x", kind=courtlog.Kind.EVIDENCE, subject="x", key=key, at=1)
    with courtlog.Log(home / "ledger") as log:
        log.deposit([issued.statement])
    assert _mismatches(_look(home)) == [Mismatch.UNKNOWN]


def test_a_deleted_note_leaves_an_entry_that_nobody_knows(home: Path) -> None:
    with _behind_the_back():
        Seal.objects.order_by("id")[0].delete()
    assert _mismatches(_look(home)) == [Mismatch.UNKNOWN]


def test_a_seal_that_waits_too_long_is_named(home: Path) -> None:
    with _behind_the_back():
        Seal.objects.filter(position=0).update(position=None, statement=None, proven_at=None)
    assert _look(home).sound  # interrupted between deposit and note: the sealer will make the same deposit again
    assert _mismatches(_look(home, later=timedelta(days=2))) == [Mismatch.WAITING]


def test_a_damaged_file_of_the_ledger_is_a_fault(home: Path) -> None:
    bundle = next((home / "ledger" / "public" / "tile" / "entries").rglob("*.p/*"))
    data = bundle.read_bytes()
    bundle.chmod(0o600)
    bundle.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert _look(home).faults


def test_a_new_ledger_whose_witnesses_have_not_signed_yet_is_sound(house: House, tmp_path: Path) -> None:
    make_ledger(tmp_path, "test")
    policy = tmp_path / "ledger" / "policy.tlog-policy"
    far = SignerKey("far.example/witness", courtlog.COSIGNATURE, bytes(32)).verifier
    log = courtlog.LogReader(tmp_path / "ledger").settings.log
    policy.write_text(f"log {log}\nwitness far {far}\nquorum far\n")
    found = _look(tmp_path)
    assert (found.sound, found.checked) == (True, 0)


def test_the_audit_of_the_day_is_an_act_made_once(house: House, home: Path) -> None:
    assert audit_once(home, SEALED, house.clock)
    assert not audit_once(home, SEALED, house.clock)
    body = Entry.objects.filter(event="ledger_audited").get().body
    assert '"differences":0' in body
    house.clock.forward(days=1)
    assert audit_once(home, SEALED, house.clock)


def test_an_entry_that_is_no_entry_any_more_is_found(home: Path) -> None:
    entry = Entry.objects.order_by("id")[2]
    with _behind_the_back(), connection.cursor() as cursor:
        _drop_triggers(cursor)
        cursor.execute("UPDATE register_entry SET body = '{' WHERE id = %s", [entry.id])
    assert [(one.mismatch, one.subject) for one in _look(home).differences] == [(Mismatch.CONTENT, entry.uid)]
