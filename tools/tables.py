"""Tables of docs/guide, written from what the platform obeys: for whom each outlet is, who may act, who sees what.

`write` writes them, `check` says which are out of date. A table stands between two comments that name it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import django

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide"
ROLES = {"clerk": "书记员、立案人员", "judge": "审判员", "president": "院长", "liaison": "协作联络员"}
Rows = list[tuple[str, ...]]


def table(head: tuple[str, ...], rows: Rows) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _audience(opened: object) -> tuple[str, str]:
    from tongban.access.audience import Declared

    assert isinstance(opened, Declared)  # noqa: S101 - for the type checker
    roles = [term for role, term in ROLES.items() if role in opened.roles]
    return opened.audience.value, opened.audience.term + (f"：{'、'.join(roles)}" if roles else "")


def addresses() -> str:
    """Every address with its audience."""
    from outlets import addresses as found
    from outlets import lines_of

    rows = [(f"`{route}`", says, *_audience(opened)) for one in found() for route, says, opened in lines_of(one)]
    return table(("address", "what", "audience", "谁可以打开"), sorted(rows))


def commands() -> str:
    """Every command."""
    from outlets import commands as found

    return table(("command", "what", "audience", "谁可以使用"), [(f"`{n}`", h, *_audience(d)) for n, h, d in found()])


def messages() -> str:
    """Every kind of envelope."""
    from outlets import messages as found

    rows = [(f"`{k.name}`", k.carries, ", ".join(k.readers), "、".join(r.term for r in k.readers)) for k in found()]
    return table(("kind", "内容", "readers at the peer", "对方平台的读者"), rows)


TABLES: dict[str, dict[str, Callable[[], str]]] = {
    "audiences.md": {"addresses": addresses, "commands": commands, "messages": messages},
}


def pages() -> Iterator[tuple[Path, str, str]]:
    """Each page: where it is, what it says, what it should say."""
    for name, tables in TABLES.items():
        path = GUIDE / name
        before = after = path.read_text(encoding="utf-8")
        for mark, make in tables.items():
            first, last = f"<!-- table: {mark} -->", f"<!-- end: {mark} -->"
            assert first in before, (name, mark)  # noqa: S101 - a page names its tables
            block = f"{first}\n{make()}\n{last}"
            after = re.sub(re.escape(first) + ".*?" + re.escape(last), lambda _, b=block: b, after, flags=re.DOTALL)
        yield path, before, after


def main() -> int:
    """Write, or check."""
    django.setup()
    match sys.argv[1:]:
        case ["write"]:
            for path, _, after in pages():
                path.write_text(after, encoding="utf-8")
            return 0
        case ["check"]:
            stale = [path.name for path, before, after in pages() if before != after]
            print(*(f"docs/guide/{name}: a table is out of date; run `make docs`" for name in stale), sep="\n")
            return int(bool(stale))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main())
