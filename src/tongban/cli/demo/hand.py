"""A person's hand on a page, over plain HTTP: opens addresses, fills the fields that are there, presses buttons.

The story is written against `Hand`; the browser tests have a second one that moves Chromium. Whatever a page does not
offer cannot be done: fields and buttons are found in the page, never invented.
"""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

# The types published for lxml (lxml-stubs) know no `text_content` and call what XPath finds a union of six types.
from lxml import html  # type: ignore[import-untyped]
from lxml.cssselect import CSSSelector  # type: ignore[import-untyped]

PATIENCE = 120.0
"""Seconds a person waits for a page that is slow or a platform that starts again on a machine with much to do."""


class NotOnPage(AssertionError):  # noqa: N818 - what a person would say
    """The page does not offer what the story needs; the message holds what it shows instead."""


class Interrupted(ConnectionError):  # noqa: N818 - the platform went away while a button was pressed
    """Nobody knows whether the press arrived: look at the page again before pressing a second time."""


class Hand(Protocol):
    """What a person can do with a browser."""

    def go(self, address: str) -> None:
        """Open an address."""

    def fill(self, name: str, value: str) -> None:
        """Type into the field `name`, or choose its option `value`."""

    def offered(self, name: str) -> list[str]:
        """The values that the choices called `name` offer."""
        ...

    def attach(self, name: str, *files: Path) -> None:
        """Choose files in the file field `name`."""

    def press(self, selector: str) -> None:
        """Press the button or follow the link that the CSS selector finds."""

    def has(self, selector: str) -> bool:
        """Whether the page offers it."""
        ...

    def shows(self, text: str) -> bool:
        """Whether the page shows the text."""
        ...

    def text(self, selector: str) -> str:
        """The text of an element."""
        ...

    def links(self, selector: str) -> list[str]:
        """The addresses of all links that the selector finds, in their order."""
        ...

    def address(self) -> str:
        """The address of the open page."""
        ...

    def download(self, selector: str) -> bytes:
        """What the link found by the selector gives."""
        ...

    def close(self) -> None:
        """Put the device away."""


class HttpHand:
    """A hand without a browser: HTML as text, cookies, forms."""

    def __init__(self, base: str, language: str) -> None:
        self.base = base
        self.client = httpx.Client(
            base_url=base, timeout=PATIENCE, follow_redirects=True, headers={"Accept-Language": language}
        )
        self.page = html.fromstring("<html><body></body></html>")
        self.here = base
        self.files: dict[str, list[Path]] = {}

    def go(self, address: str) -> None:
        """See `Hand.go`; waits while the platform is away."""
        self._show(_patiently(lambda: self.client.get(address)))

    def fill(self, name: str, value: str) -> None:
        """See `Hand.fill`."""
        fields = self.page.xpath("//*[self::input or self::select or self::textarea][@name=$name]", name=name)
        for element in fields:
            kind = element.get("type", "")
            if kind in ("radio", "checkbox"):
                if element.get("value", "on") == value:
                    element.set("checked", "checked")
                elif kind == "radio":
                    element.attrib.pop("checked", None)
            elif element.tag == "select":
                self._choose(element, value)
            elif element.tag == "textarea":
                element.text = value
            else:
                element.set("value", value)
        chosen = [e for e in fields if e.get("type") not in ("radio", "checkbox") or e.get("checked")]
        if not chosen:
            self._missing(f"a field {name} that takes {value}")

    def _choose(self, element: html.HtmlElement, value: str) -> None:
        options = element.xpath(".//option")
        if value not in [option.get("value") for option in options]:
            self._missing(f"the choice {value}")
        for option in options:
            option.attrib.pop("selected", None)
            if option.get("value") == value:
                option.set("selected", "selected")

    def offered(self, name: str) -> list[str]:
        """See `Hand.offered`."""
        boxes = self.page.xpath("//input[@name=$name] | //select[@name=$name]/option", name=name)
        return [box.get("value", "") for box in boxes if box.get("value")]

    def attach(self, name: str, *files: Path) -> None:
        """See `Hand.attach`."""
        if not self.page.xpath("//input[@type='file'][@name=$name]", name=name):
            self._missing(f"a file field {name}")
        self.files[name] = list(files)

    def press(self, selector: str) -> None:
        """See `Hand.press`."""
        element = self._find(selector)
        if element.tag == "a":
            self.go(urljoin(self.here, element.get("href")))
            return
        form = self._form_of(element)
        if (form.get("method") or "get").lower() == "get":
            self.go(urljoin(self.here, form.get("action") or "") + "?" + urlencode(_values(form, element)))
            return
        target = urljoin(self.here, element.get("formaction") or form.get("action") or self.here)
        try:
            answer = self._post(target, _values(form, element), form)
        except httpx.HTTPError as error:
            raise Interrupted(str(error)) from error
        self._show(answer)

    def _post(self, target: str, values: list[tuple[str, str]], form: html.HtmlElement) -> httpx.Response:
        headers = {"Referer": self.here}
        names = {e.get("name") for e in form.xpath(".//input[@type='file']")}
        parts = [
            (name, (path.name, path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"))
            for name, paths in self.files.items()
            if name in names
            for path in paths
        ]
        data: dict[str, list[str]] = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        if parts:
            return self.client.post(target, data=data, files=parts, headers=headers)
        return self.client.post(target, data=data, headers=headers)

    def _form_of(self, element: html.HtmlElement) -> html.HtmlElement:
        owner = element.get("form")
        found = self.page.xpath("//form[@id=$id]", id=owner) if owner else element.xpath("ancestor::form[1]")
        if not found:
            self._missing("a form around the button")
        return found[0]

    def has(self, selector: str) -> bool:
        """See `Hand.has`."""
        return bool(CSSSelector(selector)(self.page))

    def shows(self, text: str) -> bool:
        """See `Hand.shows`."""
        return text in " ".join(self.page.text_content().split())

    def text(self, selector: str) -> str:
        """See `Hand.text`."""
        return " ".join(self._find(selector).text_content().split())

    def links(self, selector: str) -> list[str]:
        """See `Hand.links`."""
        return list(dict.fromkeys(urljoin(self.here, one.get("href")) for one in CSSSelector(selector)(self.page)))

    def address(self) -> str:
        """See `Hand.address`."""
        return self.here

    def download(self, selector: str) -> bytes:
        """See `Hand.download`."""
        href = urljoin(self.here, self._find(selector).get("href"))
        return _patiently(lambda: self.client.get(href)).content

    def close(self) -> None:
        """See `Hand.close`."""
        self.client.close()

    def _find(self, selector: str) -> html.HtmlElement:
        found = CSSSelector(selector)(self.page)
        if not found:
            self._missing(selector)
        return found[0]

    def _show(self, answer: httpx.Response) -> None:
        self.here = str(answer.url)
        self.files = {}
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
            message = f"{answer.request.method} {self.here} answered {answer.status_code}"
            raise NotOnPage(message)
        self.page = html.fromstring(answer.text or "<html><body></body></html>")

    def _missing(self, what: str) -> None:
        shown = " ".join(self.page.text_content().split())[:600]
        message = f"{urlsplit(self.here).path} does not offer {what}. It shows: {shown}"
        raise NotOnPage(message)


def _values(form: html.HtmlElement, pressed: html.HtmlElement) -> list[tuple[str, str]]:
    """What a browser would send: the form's fields, those that point to it by id, and the pressed button."""
    values: list[tuple[str, str]] = []
    root = form.getroottree().getroot()
    inside = form.xpath(".//input | .//select | .//textarea")
    if form.get("id"):
        inside += root.xpath("//*[@form=$id][self::input or self::select or self::textarea]", id=form.get("id"))
    for element in inside:
        name, kind = element.get("name"), element.get("type", "")
        if not name or element.get("disabled") is not None or kind in ("submit", "button", "file", "image"):
            continue
        if kind in ("radio", "checkbox"):
            if element.get("checked") is not None:
                values.append((name, element.get("value", "on")))
        elif element.tag == "select":
            chosen = element.xpath(".//option[@selected]") or element.xpath(".//option")[:1]
            values += [(name, option.get("value", option.text or "")) for option in chosen]
        elif element.tag == "textarea":
            values.append((name, element.text or ""))
        else:
            values.append((name, element.get("value", "")))
    if pressed.get("name"):
        values.append((pressed.get("name"), pressed.get("value", "")))
    return values


def _patiently(ask: Callable[[], httpx.Response]) -> httpx.Response:
    """Ask until an answer comes, for `PATIENCE` seconds: a platform may be starting again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except httpx.HTTPError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def wait_for(look: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> None:
    """Look again until `look` is satisfied, as a person reloads a page."""
    end = time.monotonic() + seconds
    while not look():
        if time.monotonic() > end:
            message = f"waited {seconds:.0f} s in vain for {what}"
            raise NotOnPage(message)
        time.sleep(0.25)
