"""Tables of docs/guide, written from what the platform obeys: for whom each outlet is, who may act, who sees what.

`write` writes them, `check` says which are out of date. A table stands between two comments that name it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import django

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide"
ROLES = {
    "clerk": "书记员、立案人员",
    "judge": "审判员",
    "president": "院长",
    "liaison": "协作联络员",
    "witness": "证人",
    "mediator": "调解员",
}
Rows = list[tuple[str, ...]]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _audience(opened: object) -> tuple[str, str]:
    from tongban.access.audience import Declared

    assert isinstance(opened, Declared)  # noqa: S101 - for the type checker
    roles = [term for role, term in ROLES.items() if role in opened.roles]
    return opened.audience.value, opened.audience.term + (f"：{'；'.join(roles)}" if roles else "")


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


def visibility() -> str:
    """Viewer by item: what each viewer sees of a row of each layer."""
    from sights import VIEWERS, label_of

    from tongban.access.visibility import visible
    from tongban.access.vocabulary import Layer, Sight

    marks = {Sight.FULL: "全部", Sight.MASKED: "隐名", Sight.HIDDEN: "—"}
    rows = [
        (f"{layer.value} {layer.term}", *(marks[visible(viewer, label_of(layer))] for viewer in VIEWERS.values()))
        for layer in Layer
    ]
    return table(("item 材料", *VIEWERS), rows)


def functions() -> str:
    """What each function needs, on which basis."""
    from tongban.access.functions import NEEDS

    rows = [(ROLES[n.role], n.reach.term, "、".join(layer.term for layer in n.layers), n.law) for n in NEEDS]
    return table(("职能", "范围", "可见材料", "依据"), rows)


def fields() -> str:
    """Personal fields of others, by function."""
    from tongban.access.fields import FIELDS

    rows = [
        (f.item, f"`{f.field}`", "、".join(ROLES[r] for r in ROLES if r in f.roles), f.form.term, f.law) for f in FIELDS
    ]
    return table(("item", "field", "可见人员", "形式", "依据"), rows)


def permissions() -> str:
    """Who may do what at which stage, by the tables that the acts themselves obey."""
    from sights import conducted

    rows: Rows = []
    for name, procedure in conducted().items():
        grouped: dict[tuple[str, str, str], list[str]] = {}
        for move in procedure.moves:
            by = "；".join(term_of_role(role) for role in sorted(move.by))
            grouped.setdefault((term(move.act), by, move.law), []).append(term(move.source))
        rows += [(name, act, by, "；".join(dict.fromkeys(at)), law) for (act, by, law), at in grouped.items()]
    return table(("程序", "行为", "由谁", "在何阶段", "依据"), rows)


def unopened() -> str:
    """What staff do in a case that is not open to them."""
    from tongban.cases.law import Unopened

    return table(("行为", "fact", "依据"), [(one.term, f"`{one.value}`", one.law) for one in Unopened])


def term(word: object) -> str:
    """The Chinese term of a word of the law; a code in its place where there is none."""
    return getattr(word, "term", "") or f"`{word}`"


def term_of_role(role: str) -> str:
    """The Chinese term of a role."""
    from tongban.cases.law import By

    return By(role).term if role in set(By) else ROLES.get(role, f"`{role}`")


TABLES: dict[str, dict[str, Callable[[], str]]] = {
    "audiences.md": {"addresses": addresses, "commands": commands, "messages": messages},
    "permissions.md": {"permissions": permissions, "unopened": unopened},
    "visibility.md": {"visibility": visibility, "functions": functions, "fields": fields},
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
            before_it, _, rest = after.partition(first)
            after = before_it + block + rest.partition(last)[2]
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
