"""The runner counts what ran and lets nothing pass in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
import runner

pytestmark = pytest.mark.once

REPORT = """<testsuites><testsuite>
<testcase classname="acts" name="passes"/>
<testcase classname="acts" name="fails"><failure message="no"/></testcase>
<testcase classname="acts" name="breaks"><error message="no"/></testcase>
<testcase classname="acts" name="elsewhere"><skipped message="only on postgresql"/></testcase>
{more}</testsuite></testsuites>"""


def report(folder: Path, more: str = "") -> Path:
    """A JUnit report as pytest writes it."""
    path = folder / "report.xml"
    path.write_text(REPORT.format(more=more), encoding="utf-8")
    return path


def test_failures_and_errors_are_failures(tmp_path: Path) -> None:
    found = runner.tally("SQLite", report(tmp_path), 1, 12.0)
    assert found.line() == "SQLite: 1 passed, 2 failed, 1 skipped in 12 s"


def test_an_unexpected_skip_is_a_failure(tmp_path: Path) -> None:
    quiet = '<testcase classname="acts" name="quiet"><skipped message="no browser"/></testcase>'
    found = runner.tally("SQLite", report(tmp_path, quiet), 1, 0)
    assert found.failed == 3
    assert found.skips[1] == "acts::quiet: no browser"


def test_a_run_without_a_report_has_failed(tmp_path: Path) -> None:
    assert runner.tally("SQLite", tmp_path / "missing.xml", 3, 0).failed == 1


def test_a_run_that_broke_off_has_failed(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text('<testsuites><testsuite><testcase name="passes"/></testsuite></testsuites>', encoding="utf-8")
    assert runner.tally("SQLite", path, 2, 0).failed == 1
    assert runner.tally("SQLite", path, 0, 0).failed == 0
