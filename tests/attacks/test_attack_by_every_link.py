"""Every page to which links lead, as every reader: it opens, changes nothing, and runs nothing."""

from __future__ import annotations

import re

import pytest

from tests.attacks.crawl import Page, crawl
from tests.attacks.world import WHOLE, World, draw, furnished, state

READERS = (
    *("nobody", "plaintiff", "defendant", "stranger", "clerk", "judge", "president", "liaison"),
    *("clerk of the other division", "another judge", "judge elsewhere", "president elsewhere"),
)
SOME = 3
"""So many readers walk in one run of `make test`, drawn by its seed."""
OWN_POLICY = re.compile(r"^default-src 'none'; sandbox")
DATA = {"application/json", "application/ld+json"}
FEWEST = {"nobody": 40, "plaintiff": 60, "clerk": 60, "judge": 60, "president": 40}
"""Pages that such a reader must have seen: a walk that goes nowhere proves nothing."""


def readers() -> list[str]:
    return list(READERS) if WHOLE else draw("readers").sample(READERS, SOME)


@pytest.fixture
def world(db: None) -> World:
    return furnished()


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
@pytest.mark.parametrize("who", readers())
def test_every_link_opens_a_page_that_changes_nothing_and_runs_nothing(world: World, who: str) -> None:
    browser, before = world.browsers[who], state()
    pages = list(crawl(browser, each=3 if WHOLE else 2))
    judged = [p for p in pages if not (p.status == 404 and (p.path in DOORS or p.found_on in FILES))]
    assert [one for page in judged for one in wrong_with(page)] == []
    changed = [table for table, digest in state().items() if before.get(table) != digest]
    assert changed == [], "a look changed something"
    assert len({page.route for page in pages}) >= FEWEST.get(who, 15) // 2


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
