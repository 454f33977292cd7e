"""`tongban keys`: what an operator types, reads, and is told when something is missing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.builders import House, own_keys_in
from tongban.frame.guard import lifted
from tongban.frame.keyring import ring
from tongban.frame.personal import Ciphertext
from tongban.people.models import Person
from tongban.wiring import operator
from tongban.wiring.command import parser

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keys of the test's own."""
    return own_keys_in(tmp_path, monkeypatch)


def tongban(*words: str) -> int:
    return operator.run(parser().parse_args(words))


def test_an_operator_rotates_looks_and_forgets(
    house: House, own_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, old_index = ring().writing, ring().indexing
    assert tongban("keys", "rotate", "--cipher", "sm4-gcm", "--index") == operator.OK
    assert f"new key {ring().writing} (sm4-gcm); rows rewritten: " in capsys.readouterr().out
    assert tongban("keys", "forget") == operator.FAILED
    assert "people.keys_just_changed" in capsys.readouterr().out
    assert tongban("keys", "show") == operator.OK
    shown = capsys.readouterr().out.splitlines()
    assert f"{old} aes-256-gcm: 0 values" in shown
    assert any(line.startswith(f"{ring().writing} sm4-gcm: ") and line.endswith(", writes") for line in shown)
    os.utime(own_keys, (0, 0))
    assert tongban("keys", "forget") == operator.OK
    assert capsys.readouterr().out == f"forgotten: {', '.join(sorted({old, old_index}))}\n"
    assert Person.objects.get(uid=house.lin.uid).email == "p1@example.com"
    os.utime(own_keys, (0, 0))
    assert tongban("keys", "forget") == operator.OK
    assert capsys.readouterr().out == "forgotten: none\n"


def test_without_the_file_every_command_says_what_to_do(
    house: House, own_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_keys.unlink()
    for words in (("keys", "show"), ("keys", "rotate"), ("check",), ("serve",)):
        assert tongban(*words) == operator.FAILED
        assert "is missing" in capsys.readouterr().out


def test_a_rotation_that_finds_a_plain_text_names_its_place(
    house: House, own_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with lifted("test: an intruder"):
        Person.objects.filter(uid=house.lin.uid).update(email=Ciphertext("planted@example.com"))
    assert tongban("keys", "rotate") == operator.FAILED
    assert f"people_person.email of {house.lin.uid} holds something that is not encrypted" in capsys.readouterr().out


def test_the_check_names_a_key_that_is_needed_and_missing(
    house: House, own_keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tongban("check", "--json") == operator.OK
    assert json.loads(capsys.readouterr().out)["missing_keys"] == []
    old = ring().writing
    ring().with_key("aes-256-gcm").without([old]).save()
    assert tongban("check", "--json") == operator.FAILED
    assert json.loads(capsys.readouterr().out)["missing_keys"] == [old]
    assert tongban("keys", "show") == operator.OK
    assert f"{old} MISSING: " in capsys.readouterr().out
