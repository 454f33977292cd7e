"""Each attack on a copy of the ledger is caught, by what the threat table says, and nothing real is touched."""

from __future__ import annotations

import hashlib
import html
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

import courtlog
from courtlog.log import load_key
from tests.builders import MONDAY, YUZHONG, House, ledger_at, staff
from tests.entrances.desk import signed_in
from tongban.desk.wording.attacks import BY, DONE, TITLES
from tongban.people.vocabulary import Role
from tongban.register.actions.attacks import TooSmall, play
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.entries import entries_of
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.vocabulary import Attack

NOW = int(MONDAY.timestamp())
CAUGHT_BY = {
    Attack.EDIT: {"fsck", "litigant"},
    Attack.ROLL_BACK: {"lock", "witness", "reader"},
    Attack.FORK: {"witness", "evidence"},
    Attack.BACK_DATE: {"time"},
    Attack.CENSOR: {"promise", "witness"},
}


@pytest.fixture
def home(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A court whose ledger holds a case."""
    make_ledger(tmp_path, "test")
    ledger_at(tmp_path, monkeypatch)
    house.case()
    ledger = Ledger(tmp_path, seconds=lambda: NOW)
    while seal_once(ledger, house.clock):
        pass
    ledger.close()
    return tmp_path


def _fingerprint(home: Path) -> dict[str, str]:
    """Every file of the ledger but SQLite's own notes of readers."""
    files = [path for path in home.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm"))]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("attack", Attack)
def test_every_attack_is_caught_and_the_courts_ledger_is_not_touched(home: Path, attack: Attack) -> None:
    before = _fingerprint(home)
    played = play(attack, NOW)
    assert {one.by for one in played.caught} == CAUGHT_BY[attack]
    assert all(one.said for one in played.caught)
    assert _fingerprint(home) == before


def test_an_empty_ledger_has_nothing_to_attack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger_at(tmp_path, monkeypatch)
    with pytest.raises(TooSmall):
        play(Attack.EDIT, NOW)
    make_ledger(tmp_path, "test")
    with pytest.raises(TooSmall):
        play(Attack.EDIT, NOW)


def test_only_the_end_of_a_long_ledger_is_read(tmp_path: Path) -> None:
    make_ledger(tmp_path, "test")
    key = load_key(tmp_path / "keys" / "depositor.key")
    made = [
        courtlog.issue(BytesIO(b"%d" % n), name="x", kind=courtlog.Kind.EVIDENCE, subject=str(n), key=key, at=NOW)
        for n in range(600)
    ]
    with courtlog.Log(tmp_path / "ledger") as log:
        log.deposit([one.statement for one in made])
    found = list(entries_of(tmp_path, 300))
    assert [(first, len(entries)) for first, entries in found] == [(256, 256), (512, 88)]
    assert found[-1][1][-1] == made[-1].statement


@pytest.mark.parametrize("attack", Attack)
def test_the_president_plays_them_and_reads_what_caught_each(house: House, home: Path, attack: Attack) -> None:
    president = staff(YUZHONG, Role.PRESIDENT, "罗建国").person
    page = signed_in(house, president).post(reverse("desk:register_attacks"), {"attack": attack.value})
    text = html.unescape(page.content.decode())
    assert f"{TITLES[attack]}: Caught" in text
    assert str(DONE[attack]) in text
    assert all(str(BY[by]) in text for by in CAUGHT_BY[attack])


def test_nobody_else_plays_them_and_an_unknown_attack_is_none(house: House, home: Path) -> None:
    assert house.judge.person is not None
    address = reverse("desk:register_attacks")
    assert signed_in(house, house.judge.person).post(address, {"attack": "fork"}).status_code in (403, 404)
    president = staff(YUZHONG, Role.PRESIDENT, "罗建国").person
    assert "Caught" not in signed_in(house, president).post(address, {"attack": "flood"}).content.decode()
