"""Every page to which links lead, as every reader: it opens, changes nothing, and runs nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from outlets import Address, addresses

from tests.attacks.crawl import Page, crawl
from tests.attacks.world import WHOLE, World, draw, state

READERS = (
    *("nobody", "plaintiff", "defendant", "stranger", "clerk", "judge", "president", "liaison"),
    *("clerk of the other division", "another judge", "judge elsewhere", "president elsewhere"),
    *("clerk elsewhere", "liaison elsewhere", "clerk with a task", "mediator 0", "mediator 1"),
    *("agent", "helper of the defendant", "guardian", "head of a company", "member of a company"),
    *("clerk beside the plaintiff", "clerk elsewhere beside the defendant"),
)
"""Who looks, by the name in the world, or by its beginning."""
HERE = (*READERS, "witness")
ONWARD = (
    *("plaintiff", "defendant", "clerk", "judge", "president", "liaison", "clerk elsewhere"),
    *("mediator 0", "mediator 1", "helper of the defendant", "clerk beside the plaintiff"),
)
"""Readers of the second world, before whom its cases lie: test_attack_by_links_onward.py."""
OWN_POLICY = re.compile(r"^default-src 'none'; sandbox")
DATA = {"application/json", "application/ld+json"}
FEWEST = {"nobody": 40, "plaintiff": 60, "clerk": 60, "judge": 60, "president": 40}
"""Pages that such a reader must have seen: a walk that goes nowhere proves nothing."""
LINKED = 1 / 3
"""The least part of all pages that answer a look to which links lead somebody in the two worlds."""


def some(readers: tuple[str, ...], count: int) -> list[str]:
    """Everybody in `make test-all`, else so many as TONGBAN_SEED draws."""
    return list(readers) if WHOLE else draw("readers").sample(readers, count)


def script_in(page: Page) -> list[str]:
    """What a browser would run, or take as style, although it came inside the page."""
    found = []
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not element.get("src") and element.get("type") not in DATA:
            found.append("script without a source")
        if element.tag in {"style", "object", "embed", "applet", "base"}:
            found.append(element.tag)
        for name, value in element.attrib.items():
            led = name in {"href", "src", "action", "formaction"} and re.match(r"\s*(javascript|data|vbscript):", value)
            if name == "style" or name.startswith("on") or (led and element.tag not in {"img", "link"}):
                found.append(f"{element.tag} {name}")
    return found


def wrong_with(page: Page) -> list[str]:
    """Everything that no page may have."""
    found = []
    if page.status not in {200, 301, 302, 304, 286}:
        found.append(f"answers {page.status}")
    policy = page.headers.get("Content-Security-Policy", "")
    if not OWN_POLICY.match(policy):
        if "default-src 'self'" not in policy or "unsafe" in policy or "object-src 'none'" not in policy:
            found.append(f"has the policy {policy!r}")
        if page.is_html and page.status == 200:
            found += [f"holds {one}" for one in script_in(page)]
    if page.headers.get("X-Content-Type-Options") != "nosniff":
        found.append("lets browsers guess its kind")
    if page.headers.get("X-Frame-Options") not in {"SAMEORIGIN", "DENY"}:
        found.append("may be framed")
    if b"Traceback (most recent call last)" in page.content:
        found.append("shows a traceback")
    return [f"{page.path} (from {page.found_on or 'the door'}) {one}" for one in found]


DOORS = frozenset({"/desk/", "/desk/cases?show=all", "/account/", "/ledger/"})
"""Where a walk begins, whether or not this reader may enter there; the world of this test has no ledger."""
FILES = frozenset({"/desk/reads"})
"""What these pages show comes from files, which keep more than the test's own world."""


@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.parametrize("who", some(HERE, 2))
def test_every_link_opens_a_page_that_changes_nothing_and_runs_nothing(world: World, who: str) -> None:
    assert_walked(world, "here", who)


def assert_walked(world: World, place: str, who: str) -> None:
    """This reader follows every link, and nothing is wrong."""
    browser, before = world.browsers[next(one for one in world.browsers if one.startswith(who))], state()
    pages = list(crawl(browser))
    judged = [p for p in pages if not (p.status == 404 and (p.path in DOORS or p.found_on in FILES))]
    assert [one for page in judged for one in wrong_with(page)] == []
    changed = [table for table, digest in state().items() if before.get(table) != digest]
    assert changed == [], "a look changed something"
    assert len({page.route for page in pages}) >= FEWEST.get(who, 15) // 2
    assert _by_nobody(settings.TONGBAN.home / "walks", f"{place} {who}", pages) == []


def _by_nobody(folder: Path, walk: str, pages: list[Page]) -> list[str]:
    """Pages to which no link led anybody, when they are too many, told by the walk that ends last: all share the home
    of the platform.
    """
    folder.mkdir(exist_ok=True)
    routes = sorted({f"/{page.route.partition('?')[0]}" for page in pages if page.status in {200, 286}})
    file = folder / f"{walk}.json"
    file.with_suffix(".part").write_text(json.dumps(routes))
    file.with_suffix(".part").rename(file)
    ended = [json.loads(one.read_text()) for one in folder.glob("*.json")]
    if not WHOLE or len(ended) < len(HERE) + len(ONWARD):
        return []
    opened, pages_of_all = {route for one in ended for route in one}, {a.route for a in addresses() if takes_a_look(a)}
    closed = sorted(pages_of_all - opened)
    return closed if len(closed) > len(pages_of_all) * (1 - LINKED) else []


def takes_a_look(address: Address) -> bool:
    """Whether this is a page for persons that answers GET."""
    if address.route.startswith(("/api/", "/federation/")):
        return False
    methods = [one for view in _chain(address.view) for one in _methods(view)]
    return not methods or all("GET" in one for one in methods)


def _chain(view: Any) -> Iterator[Any]:  # noqa: ANN401 - a page in its wrappings
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def _methods(view: Any) -> Iterator[list[str]]:  # noqa: ANN401 - as above
    """What Django's decorators of methods keep."""
    for cell in getattr(view, "__closure__", None) or ():
        held = cell.cell_contents
        if isinstance(held, list | tuple) and held and all(isinstance(one, str) and one.isupper() for one in held):
            yield list(held)


def test_the_walk_finds_what_it_looks_for() -> None:
    def page(content: str, status: int = 200, **headers: str) -> Page:
        usual = {
            "Content-Type": "text/html",
            "Content-Security-Policy": "default-src 'self'; object-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
        return Page("/x", "x", "/", status, usual | headers, content.encode())

    assert wrong_with(page("<p>fine</p><script src='/static/a.js'></script>")) == []
    for bad in (
        *("<script>x()</script>", "<p onclick='x()'>a</p>", "<p style='color:red'>a</p>", "<style>p{}</style>"),
        *("<a href=' javascript:x()'>a</a>", "<form action='data:text/html,x'></form>", "<base href='/'>"),
    ):
        assert len(wrong_with(page(f"<div>{bad}</div>"))) == 1, bad
    assert wrong_with(page("<p>a</p>", 500))
    assert wrong_with(page("<p>a</p>", **{"Content-Security-Policy": "default-src 'self' 'unsafe-inline'"}))
    assert wrong_with(page("<p>a</p>", **{"X-Content-Type-Options": ""}))
