"""Processes killed in the middle of a rotation, and a platform of the time before data and files were encrypted."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

HAND = Path(__file__).with_name("personal_hand.py")
ROOT = HAND.parent.parent.parent
pytestmark = pytest.mark.long

PEOPLE = 6000
FILES = 150


@pytest.fixture
def platform(tmp_path: Path, django_db_setup: None) -> Iterator[dict[str, str]]:
    """The environment of a home of the test's own, with an empty database of the kind that is being tested."""
    shutil.copy(ROOT / "tests" / "platform.toml", tmp_path)
    env = {**os.environ, "TONGBAN_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    env.pop("TONGBAN_DATABASE_URL", None)
    if connection.vendor == "sqlite":
        yield env
        return
    import psycopg

    known = connection.settings_dict
    name = f"older_{secrets.token_hex(4)}"
    server = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as place:
        place.execute(f'CREATE DATABASE "{name}"')
        address = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
        yield env | {"TONGBAN_DATABASE_URL": f"postgresql://{address}/{name}"}
        place.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def hand(env: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, HAND, *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def tongban(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tongban.wiring.command", *words]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def migrate(env: dict[str, str]) -> None:
    made = tongban(env, "migrate")
    told = made.communicate()[0]
    assert made.returncode == 0, told


def test_a_database_of_the_time_before_is_encrypted_by_its_migration(platform: dict[str, str]) -> None:
    hand(platform, "older")
    home = Path(platform["TONGBAN_HOME"])
    if connection.vendor == "sqlite":
        assert b"99010119900101001X" in on_disk(home)
    migrate(platform)
    found = hand(platform, "newer")
    assert found["read"] == ["99010119900101001X", "13800000000", "lin@example.com", "成都市武侯区示例路1号"]
    assert all(kept.startswith("p1.") for kept in found["raw"])
    assert found["answers"] == {"plaintiff.name": "林晓梅", "plaintiff.id_number": "99010119900101001X"}
    assert (home / "keys" / "personal.json").stat().st_mode & 0o777 == 0o600
    for plain in found["read"]:
        assert plain.encode() not in on_disk(home), "the old pages of the database are overwritten, too"


def on_disk(home: Path) -> bytes:
    """What the files of SQLite hold, used pages and free ones; nothing for PostgreSQL, which has them elsewhere."""
    return b"".join(path.read_bytes() for path in home.glob("platform.sqlite3*"))


def test_a_rotation_killed_at_any_moment_is_finished_by_the_next(platform: dict[str, str]) -> None:
    migrate(platform)
    hand(platform, "people", str(PEOPLE))
    old = hand(platform, "state")["writing"]
    killed = 0
    for pause in (0.1, 0.3, 0.6):
        rotating = tongban(platform, "keys", "rotate")
        _wait_for_second_key(platform)
        time.sleep(pause)
        if rotating.poll() is None:
            rotating.send_signal(signal.SIGKILL)
            killed += 1
        rotating.communicate()
    assert killed, "too fast to be killed: take more people"
    half = hand(platform, "state")
    assert half["read"] == 2 * PEOPLE, "everything is read at any moment, whichever key it lies under"
    last = tongban(platform, "keys", "rotate")
    told = last.communicate()[0]
    assert last.returncode == 0, told
    done = hand(platform, "state")
    assert done["used"][done["writing"]] == 2 * PEOPLE
    assert old not in done["used"]
    assert done["read"] == 2 * PEOPLE


def test_a_rotation_of_files_killed_at_any_moment_is_finished_by_the_next(platform: dict[str, str]) -> None:
    migrate(platform)
    hand(platform, "files", str(FILES))
    old = hand(platform, "content")["keys"]
    killed = 0
    for pause in (0.2, 0.5, 0.8):
        rotating = tongban(platform, "keys", "rotate", "--index", "--cipher", "sm4-gcm")
        _wait_for_second_key(platform)
        time.sleep(pause)
        if rotating.poll() is None:
            rotating.send_signal(signal.SIGKILL)
            killed += 1
        rotating.communicate()
        assert hand(platform, "content")["read"] == FILES, "every file is found and read at any moment"
    assert killed, "too fast to be killed: take more files"
    last = tongban(platform, "keys", "rotate")
    told = last.communicate()[0]
    assert last.returncode == 0, told
    done = hand(platform, "content")
    assert done["used"] == dict.fromkeys(done["keys"], FILES), "each lies once, under the new keys"
    assert not {*old} & {*done["keys"]}
    assert done["read"] == FILES


def test_files_of_the_time_before_are_encrypted_by_the_migration_before_anything_is_served(
    platform: dict[str, str],
) -> None:
    migrate(platform)
    home, content = Path(platform["TONGBAN_HOME"]), b"a scan of the time before " * 10_000
    digest = hashlib.sha256(content).hexdigest()
    plain = home / "store" / digest[:2] / digest[2:4] / digest
    plain.parent.mkdir(parents=True)
    plain.write_bytes(content)
    refusing = tongban(platform, "serve", "--port", "1")
    assert "run `tongban migrate`" in refusing.communicate()[0]
    assert refusing.returncode == 1
    migrate(platform)
    assert not plain.exists()
    assert hand(platform, "content")["read"] == 1
    assert all(content[:26] not in path.read_bytes() for path in home.rglob("*") if path.is_file())


def _wait_for_second_key(env: dict[str, str]) -> None:
    path = Path(env["TONGBAN_HOME"]) / "keys" / "personal.json"
    end = time.monotonic() + 60
    while len(json.loads(path.read_bytes())["keys"]) < 2:
        assert time.monotonic() < end
        time.sleep(0.02)
