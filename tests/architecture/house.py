"""What the tests of the house look at: its floors as the contract states them, its files, its imports."""

from __future__ import annotations

import ast
import configparser
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "tongban"
ENTRANCES = ("portal", "desk", "courtroom", "api", "cli", "centre")


def contract(name: str, option: str) -> list[str]:
    """The lines of one option of one import contract, the only place where the house's plan is written."""
    plan = configparser.ConfigParser()
    plan.read(ROOT / ".importlinter", encoding="utf-8")
    return plan.get(f"importlinter:contract:{name}", option).split("\n")


@cache
def floors() -> dict[str, int]:
    """Each domain's floor; 0 is the ground. Domains on one floor are siblings."""
    levels = [line for line in contract("floors", "layers") if line.strip()]
    return {name.strip(" ()"): height for height, line in enumerate(reversed(levels)) for name in line.split("|")}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository that is, or is about to be, under version control."""
    # A clone may belong to someone else than the one who tests it; git only lists here.
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0")) - {""}))
    return tuple(path for path in paths if path.is_file())


def python_files(folder: Path = SOURCE) -> Iterator[tuple[Path, ast.Module]]:
    """Each Python file below `folder`, migrations excepted, with its tree."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, _tree(path)


@cache
def _tree(path: Path) -> ast.Module:
    """Two dozen tests read the same thousand files; nobody changes a tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every dotted name that a module imports, with its line: `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a chain of names, the tail of it for a chain that starts elsewhere."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}".lstrip(".")
    return ""
