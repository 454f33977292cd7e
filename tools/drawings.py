"""The drawing of each procedure, made from the very table that the platform obeys.

A procedure of the law (it has a Chinese name) is drawn in docs/law/procedures.md, any other in the README of its
domain. `draw` writes the drawings, `check` says which are out of date. A drawing stands between two comments that
name it; a page without them gets them at its end.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import tongban
from tongban.kernel.moves import Procedure

SOURCE = Path(tongban.__file__).resolve().parent
LAW_PAGE = Path(__file__).resolve().parent.parent / "docs" / "law" / "procedures.md"
ROOMS = {"rules", "vocabulary"}


def modules() -> Iterator[str]:
    """The modules of rules and words by name; found as files, because walking packages would import the tables too."""
    for path in SOURCE.rglob("*.py"):
        steps = path.relative_to(SOURCE.parent).with_suffix("").parts
        if ROOMS & set(steps[2:3]):
            yield ".".join(steps).removesuffix(".__init__")


def procedures() -> dict[str, Procedure]:
    """Every procedure that a module of rules or words holds, by the module's name and its own."""
    found: dict[int, tuple[str, Procedure]] = {}
    for module in sorted(modules()):
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Procedure):
                found.setdefault(id(value), (f"{module}.{name}", value))
    return dict(sorted(found.values(), key=lambda pair: pair[0]))


def drawn(page: str, procedure: Procedure) -> str:
    """`page` with the drawing of `procedure` in its place."""
    first, last = f"<!-- drawing: {procedure.name} -->", f"<!-- end: {procedure.name} -->"
    block = f"{first}\n```mermaid\n{procedure.mermaid()}\n```\n{last}"
    if first not in page:
        return f"{page.rstrip()}\n\n{block}\n"
    return re.sub(re.escape(first) + ".*?" + re.escape(last), lambda _: block, page, flags=re.DOTALL)


def pages() -> Iterator[tuple[Path, str, str]]:
    """Each page with a procedure: where it is, what it says, what it should say."""
    by_page: dict[Path, list[Procedure]] = {}
    for place, procedure in procedures().items():
        page = LAW_PAGE if procedure.term else SOURCE / place.split(".")[1] / "README.md"
        by_page.setdefault(page, []).append(procedure)
    for path, owned in by_page.items():
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = before or f"# {path.parent.name}\n"
        for procedure in owned:
            after = drawn(after, procedure)
        yield path, before, after


def main() -> int:
    """Draw, or check."""
    match sys.argv[1:]:
        case ["draw"]:
            for path, _, after in pages():
                path.write_text(after, encoding="utf-8")
            return 0
        case ["check"]:
            stale = [
                path.name if path == LAW_PAGE else str(path.relative_to(SOURCE))
                for path, before, after in pages()
                if before != after
            ]
            print(*(f"{path}: a drawing is out of date; run `make docs`" for path in stale), sep="\n")
            return int(bool(stale))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
