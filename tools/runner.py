"""The test runner: the checks, then all tests on SQLite, then those that know a database on PostgreSQL.

The last lines say what ran where. A test that is skipped is named with its reason; unless it said beforehand on which
database it belongs (`only_on`), a skip counts as a failure, because a test that did not run proves nothing.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import check
import pgcluster
from defusedxml import ElementTree

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "3"
"""One more than the cores at hand: tests that start processes mostly wait for them."""
EXPECTED_SKIP = "only on "
NO_TESTS = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """What one round came to."""

    name: str
    passed: int
    failed: int
    skips: tuple[str, ...] = ()
    seconds: float = 0.0

    def line(self) -> str:
        """The round in one line."""
        counts = [f"{self.passed} passed"]
        counts += [f"{self.failed} failed"] if self.failed else []
        counts += [f"{len(self.skips)} skipped"] if self.skips else []
        return f"{self.name}: {', '.join(counts)} in {self.seconds:.0f} s"


def tally(name: str, report: Path, code: int, seconds: float) -> Tally:
    """Read a JUnit report; a round that broke off or found no test has failed, whatever its report says."""
    if not report.exists():
        return Tally(name, 0, 1, seconds=seconds)
    passed, failed, skips = 0, 0, []
    for case in ElementTree.parse(report).iter("testcase"):
        skip = case.find("skipped")
        if skip is not None:
            skips.append(f"{case.get('classname')}::{case.get('name')}: {skip.get('message')}")
        elif case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        else:
            passed += 1
    failed += sum(EXPECTED_SKIP not in skip for skip in skips)
    if code and not failed:
        failed = 1
    return Tally(name, passed, failed, tuple(skips), seconds)


def pytest_round(
    name: str, which: str, database: str, options: argparse.Namespace, *, where: Path = ROOT, tier: str = "all"
) -> Tally:
    """One run of pytest in the folder `where`, over the tests that the marker expression `which` selects.

    `tier` is how much of them with `--all`: "all", or "wide", a draw twice as wide as that of `make test`.
    """
    print(f"\n== {name}", flush=True)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", "-m", which]
        command += ["--junitxml", str(report), "--durations=12"]
        command += [f"--hypothesis-seed={options.seed}", *options.pytest]
        env = pgcluster.environment(database) | {
            "TONGBAN_SEED": str(options.seed),
            "TONGBAN_TIER": tier if options.all else "sample",
            # Where this forbids keeping compiled modules, each of the hundreds of processes compiles the whole source.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        code = subprocess.run(command, check=False, cwd=where, env=env, stdin=subprocess.DEVNULL).returncode
        return tally(name, report, 0 if code == NO_TESTS and options.pytest else code, time.monotonic() - begin)


def rounds(options: argparse.Namespace) -> list[Tally]:
    """Every round in order."""
    done = []
    if not options.no_check:
        begin = time.monotonic()
        passed, failed = check.run([])
        done.append(Tally("Checks", passed, failed, seconds=time.monotonic() - begin))
    # The ledger is tested as those have it who install it alone: with its own configuration and without Django.
    done.append(pytest_round("Court ledger alone", "", "sqlite", options, where=ROOT / "packages" / "courtlog"))
    if options.all:
        place = ROOT / "packages" / "courtlog" / "interop"
        done.append(pytest_round("Court ledger before foreign programs", "", "sqlite", options, where=place))
    done.append(pytest_round(f"SQLite {sqlite3.sqlite_version}", "", "sqlite", options))
    with pgcluster.cluster() as server:
        # Every test has run by now; what depends on the database is found by a draw, another one each time.
        done.append(pytest_round(f"PostgreSQL {server.version}", "not once", server.url, options, tier="wide"))
    return done


def parse() -> argparse.Namespace:
    """The command line; what the runner does not know goes to pytest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every case of the heavy families, not a sample")
    parser.add_argument("--no-check", action="store_true", help="tests only")
    options, rest = parser.parse_known_args()
    options.pytest = rest
    options.seed = int(os.environ.get("TONGBAN_SEED") or secrets.randbelow(10**6))
    return options


def main() -> int:
    """Run everything, say what was run, and answer with 1 when anything failed."""
    pgcluster.end_on_signals()
    options = parse()
    print(f"TONGBAN_SEED={options.seed} ({'every case' if options.all else 'heavy families are sampled'})", flush=True)
    done = rounds(options)
    print()
    for each in done:
        for skip in each.skips:
            print(f"skipped on {each.name}: {skip}")
    for each in done:
        print(each.line())
    print(f"TONGBAN_SEED={options.seed} repeats this choice of cases")
    failed = sum(each.failed for each in done)
    print(f"{sum(each.passed for each in done)} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("interrupted")
