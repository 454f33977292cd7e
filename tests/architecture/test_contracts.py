"""Imports go down only, a domain is entered by its doors: in this house, and in houses broken on purpose."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ENTRANCES, ROOT, SOURCE, contract, floors

pytestmark = pytest.mark.once


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts on the house that stands at `house`."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    path = os.pathsep.join(str(house / part) for part in ("src", "packages/courtlog/src", "."))
    env = {**os.environ, "PYTHONPATH": path, "COLUMNS": "300"}
    return subprocess.run(command, cwd=house, env=env, check=False, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house that a test may break."""
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "*.egg-info")
    for part in ("src", "packages/courtlog/src"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=only_code)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "doors.py", tmp_path / "tools")
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for path in (tmp_path / "src" / "tongban").rglob("*/"):
        if any(path.glob("*.py")) and not (path / "__init__.py").exists():
            (path / "__init__.py").touch()
    return tmp_path


def inject(house: Path, module: str, text: str) -> None:
    """Write `module` into the copy, with the packages on the way to it."""
    path = house / "src" / Path(*module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.parents:
        if folder == house / "src":
            break
        (folder / "__init__.py").touch()
    path.write_text(text, encoding="utf-8")


def test_the_house_keeps_its_contracts() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_can_be_seen_by_the_contracts() -> None:
    """A folder without `__init__.py` is invisible to them."""
    blind = [
        str(folder.relative_to(ROOT))
        for folder in SOURCE.rglob("*/")
        if any(folder.glob("*.py")) and not (folder / "__init__.py").exists()
    ]
    assert blind == []


def test_what_stands_is_no_longer_marked_as_planned() -> None:
    lines = "\n".join(contract("floors", "layers"))
    standing = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert [name for name in floors() if name in standing and f"({name})" in lines] == []


def test_the_halls_and_the_free_packages_are_floors() -> None:
    """A name misspelt in a contract would exempt nobody and be noticed by nobody."""
    named = {*contract("rooms", "halls"), *contract("doors", "free"), *ENTRANCES} - {""}
    assert named - set(floors()) == set()


VIOLATIONS = {
    "an upward import": (
        {
            "tongban.cases.vocabulary": "WORD = 1\n",
            "tongban.kernel.intruder": "from tongban.cases.vocabulary import WORD\n",
        },
        ("tongban.kernel.intruder -> tongban.cases.vocabulary",),
    ),
    "a sibling imports its sibling": (
        {
            "tongban.mediation.vocabulary": "WORD = 1\n",
            "tongban.petitions.events": "from tongban.mediation.vocabulary import WORD\n",
        },
        ("tongban.petitions.events -> tongban.mediation.vocabulary",),
    ),
    "an entrance imports another": (
        {
            "tongban.desk.intruder": "WORD = 1\n",
            "tongban.portal.intruder": "from tongban.desk.intruder import WORD\n",
        },
        ("tongban.portal.intruder -> tongban.desk.intruder",),
    ),
    "a package that stands on no floor": (
        {"tongban.attic.vocabulary": "WORD = 1\n"},
        ("not listed as layers", "tongban.attic"),
    ),
    "a room for everything": (
        {"tongban.cases.utils": "WORD = 1\n"},
        ("not listed as layers", "tongban.cases.utils"),
    ),
    "a rule that knows Django": (
        {"tongban.cases.rules.intruder": "from django.utils.html import escape\n"},
        ("tongban.cases.rules.intruder -> django",),
    ),
    "a rule that asks the clock": (
        {"tongban.cases.rules.intruder": "import time\n"},
        ("tongban.cases.rules.intruder -> time",),
    ),
    "a table that knows an act of its own domain": (
        {
            "tongban.mediation.actions.intruder": "WORD = 1\n",
            "tongban.mediation.models.intruder": "from tongban.mediation.actions.intruder import WORD\n",
        },
        ("tongban.mediation.models.intruder -> tongban.mediation.actions.intruder",),
    ),
    "another domain's table": (
        {
            "tongban.cases.models.intruder": "ROW = 1\n",
            "tongban.mediation.queries": "from tongban.cases.models.intruder import ROW\n",
        },
        ("tongban.mediation.queries -> tongban.cases.models.intruder (line 1): models is not a door",),
    ),
    "a page that enters by the window": (
        {
            "tongban.cases.adapters.intruder": "PORT = 1\n",
            "tongban.portal.intruder": "\nfrom tongban.cases.adapters import intruder\n",
        },
        ("tongban.portal.intruder -> tongban.cases.adapters.intruder (line 2): adapters is not a door",),
    ),
    "a read that acts next door": (
        {
            "tongban.cases.actions.intruder": "ACT = 1\n",
            "tongban.mediation.queries": "from tongban.cases.actions.intruder import ACT\n",
        },
        ("tongban.mediation.queries -> tongban.cases.actions.intruder (line 1): queries may not act",),
    ),
}


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_an_injected_violation_is_caught(copy: Path, violation: str) -> None:
    modules, said = VIOLATIONS[violation]
    for module, text in modules.items():
        inject(copy, module, text)
    done = lint(copy)
    assert done.returncode == 1, done.stdout
    for part in said:
        assert part in done.stdout


def test_a_ledger_that_knows_the_platform_is_caught(copy: Path) -> None:
    intruder = copy / "packages" / "courtlog" / "src" / "courtlog" / "intruder.py"
    intruder.write_text("import tongban.kernel\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "courtlog.intruder -> tongban.kernel" in done.stdout


def test_a_pure_rule_may_build_on_another_domains_pure_rule(copy: Path) -> None:
    inject(copy, "tongban.cases.rules.intruder", "WORD = 1\n")
    inject(copy, "tongban.mediation.rules.intruder", "from tongban.cases.rules.intruder import WORD\n")
    assert "intruder" not in lint(copy).stdout
