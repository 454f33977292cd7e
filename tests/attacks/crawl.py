"""A reader who follows every link of the platform, and every form that a page offers."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

STARTS = ("/", "/desk/", "/desk/cases?show=all", "/law/", "/open", "/ledger/", "/account/", "/file/", "/verify/")
ENDS = re.compile(r"^/(sign-in/logout/|i18n/|static/)")
"""Where a reader does not go: out."""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Page:
    """What came back for an address; `found_on` is the page that led there."""

    path: str
    route: str
    found_on: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def is_html(self) -> bool:
        """A page that a browser shows."""
        return self.headers.get("Content-Type", "").startswith("text/html") and bool(self.content.strip())

    @property
    def tree(self) -> Any:  # noqa: ANN401 - lxml's element
        """The page as elements."""
        return html.fromstring(self.content)


@dataclass(slots=True)
class Form:
    """A form as a browser would send it: where, how, and with what by itself."""

    page: str
    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    """Names of fields into which a person types."""
    files: set[str] = field(default_factory=set)
    named: dict[str, set[str]] = field(default_factory=dict)
    """For each field that holds a uid, every uid that the page offers in it."""

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it the same form on another page."""
        return UUID.sub("*", urlsplit(self.action).path), self.method, tuple(sorted(self.values))


def crawl(browser: Client, *, each: int = 2, most: int = 100_000) -> Iterator[Page]:
    """Pages to which links lead from the doors on, at most `each` of one kind of address and `most` in all."""
    waiting, seen, kinds = deque((start, "") for start in STARTS), set(STARTS), Counter[str]()
    while waiting and most:
        path, found_on = waiting.popleft()
        route = route_of(path)
        if kinds[route] >= each and found_on:
            continue
        kinds[route] += 1
        most -= 1
        page = ask(browser, path, route=route, found_on=found_on)
        yield page
        for link in links(page) if page.status == 200 else ():
            if link not in seen:
                seen.add(link)
                waiting.append((link, path))


def ask(browser: Client, path: str, *, route: str = "", found_on: str = "") -> Page:
    """One look."""
    answer: Any = browser.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Page(path, route or route_of(path), found_on, answer.status_code, dict(answer.headers.items()), content)


def route_of(path: str) -> str:
    """The pattern behind an address, with the names of its query; "?" when nothing stands there."""
    parts = urlsplit(path)
    keys = ",".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    try:
        return f"{resolve(parts.path).route}?{keys}"
    except Resolver404:
        return "?"


def links(page: Page) -> Iterator[str]:
    """Addresses of this platform to which the page leads by a link, a picture, or what it loads later."""
    if not page.is_html:
        return
    for element in page.tree.xpath("//a[@href]|//img[@src]|//*[@hx-get]"):
        target = urljoin(page.path, element.get("href") or element.get("src") or element.get("hx-get"))
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or ENDS.match(parts.path) or not parts.path:
            continue
        yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def forms(page: Page) -> Iterator[Form]:
    """Every form on the page."""
    for element in page.tree.xpath("//form") if page.is_html else ():
        action = urljoin(page.path, element.get("action") or page.path)
        made = Form(page.path, action, (element.get("method") or "get").lower())
        for one in element.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]|.//button[@name]"):
            _take(made, one)
        yield made


def _take(form: Form, element: Any) -> None:  # noqa: ANN401 - lxml's element
    name, kind = element.get("name"), (element.get("type") or element.tag).lower()
    if kind == "file":
        form.files.add(name)
        return
    if element.tag == "select":
        options = [one.get("value", one.text or "") for one in element.xpath(".//option")]
        chosen = [one.get("value", "") for one in element.xpath(".//option[@selected]")]
        value = next(iter(chosen or [one for one in options if one] or [""]))
    else:
        options = [element.get("value") or ""]
        value = (element.text or "") if element.tag == "textarea" else options[0]
    if element.tag == "textarea" or kind in {"text", "search", "email", "tel", "url", "number", "date", "password"}:
        form.texts.add(name)
    uids = {one for one in options if UUID.fullmatch(one)}
    if uids:
        form.named.setdefault(name, set()).update(uids)
    if kind in {"radio", "checkbox"}:
        form.values.setdefault(name, [value or "on"])
    elif kind in {"button", "submit"}:
        form.values.setdefault(name, [value])
    else:
        form.values[name] = [value]
