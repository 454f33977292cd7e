"""Every check that needs no test: `make check`. One line each; only a failing check says more."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import throwaway

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
CODE = ("src", "packages", "tools", "tests", "bench", "conftest.py")


@dataclass(frozen=True, slots=True)
class Check:
    """A named command; it fails by its exit code."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("mypy", (str(BIN / "mypy"), "--no-error-summary")),
    Check("bandit", (str(BIN / "bandit"), "-q", "-c", "pyproject.toml", "-r", "src", "packages", "tools")),
    Check("ruff", (str(BIN / "ruff"), "check", "--quiet", "--output-format", "concise", *CODE)),
    Check("format", (str(BIN / "ruff"), "format", "--check", "--quiet", "--output-format", "concise", *CODE)),
    Check("house", (str(BIN / "lint-imports"), "--no-logo", "--cache-dir", "var/cache/import-linter")),
    Check("djlint", (str(BIN / "djlint"), "--quiet", "--lint", "src")),
    Check("migrations", (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run")),
    Check("django", (PYTHON, "-m", "django", "check")),
    Check("catalogues", (PYTHON, "tools/catalogues.py", "check")),
    Check("drawings", (PYTHON, "tools/drawings.py", "check")),
    Check("tables", (PYTHON, "tools/tables.py", "check")),
    Check("packages", (PYTHON, "-m", "pip", "--disable-pip-version-check", "check")),
)
"""The two long ones first: they run side by side."""


def passes(check: Check, env: dict[str, str]) -> bool:
    """Run one check and print its line, with everything it said when it fails, in one piece."""
    begin = time.monotonic()
    done = subprocess.run(
        check.command, check=False, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    taken = time.monotonic() - begin
    word = "failed" if done.returncode else "passed"
    said = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
    print(f"check {check.name:<11} {word} {taken:5.1f} s{said}", flush=True)
    return done.returncode == 0


def run(only: list[str]) -> tuple[int, int]:
    """How many checks passed and failed; `only` names those wanted, none means all."""
    unknown = set(only) - {check.name for check in CHECKS}
    if unknown:
        message = f"no such check: {', '.join(sorted(unknown))}; there are {', '.join(c.name for c in CHECKS)}"
        raise SystemExit(message)
    chosen = [check for check in CHECKS if not only or check.name in only]
    (ROOT / "var" / "cache").mkdir(parents=True, exist_ok=True)
    with throwaway.platform() as env, ThreadPoolExecutor(2) as pair:  # two cores
        results = list(pair.map(partial(passes, env=env), chosen))
    return sum(results), len(results) - sum(results)


def main() -> int:
    """All checks, or those named on the command line."""
    passed, failed = run(sys.argv[1:])
    print(f"{passed} checks passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
