"""The machine is made ready by one list and one command, and a user is told all of it at once."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import prepare
import pytest

pytestmark = pytest.mark.once


def test_a_user_is_told_one_complete_line_and_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a user's machine was touched"))
    with pytest.raises(SystemExit) as stopped:
        prepare.install_debian(["gettext", "gettext"])
    assert stopped.value.code == 3
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("sudo ")]
    assert lines == [
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends gettext gettext",
    ]


def test_the_tests_need_all_that_the_demo_needs() -> None:
    demo = {package.name for package in prepare.debian_packages("demo")}
    test = {package.name for package in prepare.debian_packages("test")}
    assert demo < test
    assert {"python3-venv", "gettext"} <= demo
    assert "postgresql-15" in test - demo


def test_a_package_that_is_nowhere_is_missing() -> None:
    nowhere = prepare.DebianPackage("tongban-invented", "demo", "command:tongban-invented")
    assert prepare.missing([nowhere]) == ["tongban-invented"]


@pytest.mark.parametrize("probe", ["command:python3", "file:/etc", "library:c", "module:venv"])
def test_what_is_there_needs_no_package(probe: str) -> None:
    assert prepare.missing([prepare.DebianPackage("tongban-invented", "demo", probe)]) == []


def test_an_unknown_probe_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown probe"):
        _ = prepare.DebianPackage("gettext", "demo", "guess:gettext").there


def untouchable(*command: object, **_: object) -> None:
    """Stands in for `prepare.run` where nothing may be run."""
    pytest.fail(f"the environment was touched: {command}")


def test_a_prepared_machine_is_left_alone_in_less_than_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "run", untouchable)
    monkeypatch.setattr(prepare, "usable", lambda: True)
    monkeypatch.setattr(prepare, "found", lambda: prepare.wanted("test"))
    begin = time.monotonic()
    assert prepare.missing(prepare.debian_packages("test")) == []
    prepare.make_environment("test")
    assert time.monotonic() - begin < 1


def test_an_environment_behind_a_link_is_not_cleared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    link = tmp_path / ".venv"
    link.symlink_to(other)
    monkeypatch.setattr(prepare, "VENV", link)
    monkeypatch.setattr(prepare, "run", untouchable)
    with pytest.raises(SystemExit):
        prepare.make_environment("demo")


def test_an_environment_of_another_folder_is_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its scripts name the folder that it was made in."""
    moved = tmp_path / ".venv"
    moved.mkdir()
    (moved / "pyvenv.cfg").write_text("version = 3.11.2\ncommand = python3 -m venv /somewhere/else/.venv\n")
    monkeypatch.setattr(prepare, "VENV", moved)
    assert not prepare.usable()


@pytest.mark.parametrize("lock", prepare.LOCKS.values(), ids=lambda path: path.name)
def test_a_lock_pins_every_package_by_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    pins = [line for line in entries if line and not line.lstrip().startswith("#")]
    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
