"""A person with a telephone's width and a keyboard, and nothing else: finds controls by Tab, sees the focus, answers.

No selector is clicked or filled: each key goes to what has the focus, and what that is, the page is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.entrances.test_face_browser import flaws
from tongban.courts.law import place_name

MOST_STOPS = 400
"""No page has so many stops of Tab: who presses more is caught."""
DATE_STOPS = 5
"""So many stops a date may have for itself: its three parts and a calendar."""
ORDERS = ("%m%d%Y", "%Y%m%d", "%d%m%Y")
"""In which order browsers take the parts of a date."""
PLACES = """
const all = [...document.querySelectorAll("*")];
const place = e => e.type === "radio" ? `radio ${e.name}` : `${e.tagName} ${all.indexOf(e)}`;
"""
"""A name for each stop: the choices of one question are one."""
FOCUS = f"""() => {{
  {PLACES}
  const e = document.activeElement, s = getComputedStyle(e), at = e.getBoundingClientRect();
  const group = [...document.querySelectorAll("input[type=radio]")].filter(o => e.name && o.name === e.name);
  const listed = document.getElementById(e.getAttribute("aria-controls") || "");
  return {{
    place: place(e), tag: e.tagName.toLowerCase(), type: e.type || "", name: (listed || e).name || "", id: e.id,
    value: e.value ?? "", checked: !!e.checked, group: group.map(o => [o.value, o.checked]),
    href: e.getAttribute("href") || "", action: (e.form && e.form.getAttribute("action")) || "",
    required: !e.closest(".field")?.querySelector(".optional"), taken: !!listed && !!listed.value,
    skip: e.classList.contains("skip"), errors: e.hasAttribute("data-errors"),
    seen: (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || e.type === "date",
    there: at.width * at.height > 0 && at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth,
  }}
}}"""
"""What has the focus. A date shows its focus on the part that is typed, which no style of the page tells."""
REACHABLE = f"""() => {{
  {PLACES}
  return all.filter(e => e.matches("a[href], button, input:not([type=hidden]), select, textarea, summary")
    && !e.disabled && e.tabIndex >= 0 && e.checkVisibility({{ visibilityProperty: true }})).map(place)
}}"""
"""Every control of the page that can be seen."""
KIND = """() => [document.title.replace(/\\d/g, ""), document.querySelectorAll("main :is(h2, h3)").length,
  ...[...document.querySelectorAll("main [name]:not([type=hidden]), main [data-errors]")].map(e => e.name || "errors")
].join(" ")"""
"""What makes a page of another kind than those that were looked at."""
OPEN = """() => {
  const said = e => /radio|checkbox/.test(e.type) ? e.checked : e.value;
  return [...document.querySelectorAll("main .field:not(:has(.optional))")]
    .some(f => ![...f.querySelectorAll("input, select, textarea")].some(said))
}"""
"""Whether the page asks for something that is not answered yet."""
At = Mapping[str, Any]


@dataclass
class KeysAlone:
    """One person's keyboard. What was `looked` at is shared: each kind of page is judged once for each language."""

    page: Page
    language: str
    day: date
    looked: set[str]
    told: Mapping[str, str]
    paper: Callable[[], Path]
    """A new file to hand in."""
    given: set[str] = field(default_factory=set)
    """Questions that this person has answered."""
    order: str = ORDERS[0]

    def __post_init__(self) -> None:
        """Nothing moves: what gets the focus stands where it will be seen. A busy machine may take its time."""
        self.page.emulate_media(reduced_motion="reduce")
        self.page.set_default_timeout(60_000)
        # Who listens from the beginning gets each choice of a file: told at the key, the browser may be too late.
        self.page.on("filechooser", lambda _chooser: None)

    @property
    def path(self) -> str:
        """Where the person is."""
        return urlsplit(self.page.url).path

    def at(self) -> At:
        """What has the focus."""
        found: At = self.page.evaluate(FOCUS)
        return found

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab(self, key: str = "Tab") -> At:
        """The next stop: it can be seen, and that it has the focus."""
        before = at = self.at()
        for _part in range(DATE_STOPS):
            if at["place"] != before["place"]:
                break
            self.press(key)
            at = self.at()
        assert at["tag"] == "body" or (at["there"] and at["seen"]), f"the focus cannot be seen: {at}"
        return at

    def sends(self, at: At) -> bool:
        """Whether it is the button that sends the answers of this page."""
        return at["type"] == "submit" and not at["name"] and at["action"] in {"", self.path}

    def forward(self, wanted: Callable[[At], bool], *, mute: bool = False) -> At:
        """By Tab to the first stop that is wanted; what is asked on the way is answered unless the person is mute."""
        self._past_the_head()
        for _press in range(MOST_STOPS):
            at = self.tab()
            if wanted(at):
                return at
            if not mute and self._answered(at):
                self.given.add(at["name"])
        raise AssertionError(f"not reached: {self.page.url}")

    def enter(self) -> None:
        """Press Enter on what leads to another page, and look at that page."""
        self.onward("Enter")
        self.look()

    def onward(self, *keys: str) -> None:
        """Press keys that lead to another page, until it is there."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(*keys)

    def look(self, *, walk: bool = True) -> None:
        """A page of a new kind bars nobody: axe, width, and in a `walk` every control within reach of Tab, no trap."""
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"scrolls sideways: {self.page.url}"
        spoken = self.page.evaluate("document.documentElement.lang").lower()
        assert spoken == self.language, f"speaks {spoken}: {self.page.url}"
        if self._new("look"):
            assert flaws(self.page) == [], self.page.url
            if walk and not self._put():
                self._walk()

    def fill_page(self) -> None:
        """Answer a page, as often as it asks on; the first of its kind is sent without answers before."""
        here = self.path
        if self.page.evaluate(OPEN) and self._new("empty"):
            self._send_empty()
        while self.path == here:
            before = len(self.given)
            self.forward(self.sends)
            self.enter()
            assert self.path != here or len(self.given) > before, self.page.inner_text("main")

    def _send_empty(self) -> None:
        """The errors have the focus, and each leads to its question."""
        self.forward(self.sends, mute=True)
        self.enter()
        assert self.at()["errors"], "the errors have the focus"
        href = self.tab()["href"]
        self.press("Enter")
        assert href == f"#{self.at()['id']}"
        self.tab("Shift+Tab")

    def _new(self, why: str) -> bool:
        """Whether no page of this kind was looked at for this reason; from now on one was."""
        kind = f"{why} {self.language} {self.page.evaluate(KIND)}"
        known = kind in self.looked
        self.looked.add(kind)
        return not known

    def _put(self) -> bool:
        """Whether the page has put the person somewhere else than at its top or its main part."""
        return self.at()["errors"] or urlsplit(self.page.url).fragment not in {"", "main"}

    def _walk(self) -> None:
        """To every control by Tab, round to where the walk began; Shift and Tab lead back."""
        first, second = self.tab(), self.tab()
        assert self.tab("Shift+Tab")["place"] == first["place"]
        assert self.tab()["place"] == second["place"]
        reached, at = {first["place"]}, second
        while at["place"] != first["place"]:
            assert at["place"] not in reached, f"caught: {self.page.url} {at}"
            reached.add(at["place"])
            at = self.tab()
        assert set(self.page.evaluate(REACHABLE)) - reached == set(), self.page.url
        if not at["skip"]:
            self.tab("Shift+Tab")

    def _past_the_head(self) -> None:
        """By the first link of the page to its main part, unless the page has put the focus somewhere."""
        if not self._put() and self.at()["tag"] == "body":
            self.tab()
        if self.at()["skip"]:
            self.press("Enter")
            assert self.at()["id"] == "main"

    def _answered(self, at: At) -> bool:
        """Answer what has the focus, where there is something to say that was not said before."""
        wanted = self.told.get(at["name"], "")
        match at["type"]:
            case "radio" if wanted and [wanted, True] not in at["group"]:
                self._choose(at, wanted)
            case "checkbox" if at["value"] in wanted.split(",") and not at["checked"]:
                self.press("Space")
            case "search" if wanted and not at["taken"]:
                self._search(wanted)
            case "select-one" if wanted and at["value"] != wanted:
                self.press("Shift+Tab")
                self._search(wanted)
            case "date" if wanted and not at["value"]:
                self._type_day(date.fromisoformat(wanted))
            case "file" if at["required"] and at["name"] not in self.given:
                self._attach()
            case "text" | "tel" | "email" | "textarea" if wanted and not at["value"]:
                self.page.keyboard.type(wanted)
                assert self.at()["value"] == wanted
            case _:
                return False
        return True

    def _choose(self, at: At, wanted: str) -> None:
        """By arrows from the choice that has the focus; by Space where that is the one."""
        values = [value for value, _checked in at["group"]]
        steps = values.index(wanted) - values.index(at["value"])
        arrow = "ArrowDown" if steps > 0 else "ArrowUp"
        self.press(*([arrow] * abs(steps) or ["Space"]))
        now = self.at()
        assert (now["value"], now["checked"]) == (wanted, True)

    def _search(self, code: str) -> None:
        """Type the name of a place into the box, go to the list by Enter, choose by arrows."""
        self.page.keyboard.type(place_name(code, self.day))
        self.press("Enter")
        for _step in range(4):
            if self.at()["value"] == code:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{code} is not in the list: {self.at()}")

    def _type_day(self, day: date) -> None:
        """The digits in the browser's order, which shows by what comes of them."""
        for order in (self.order, *ORDERS):
            self.page.keyboard.type(day.strftime(order))
            if self.at()["value"] == day.isoformat():
                self.order = order
                return
            self.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
        raise AssertionError(f"{day} was not taken: {self.at()}")

    def _attach(self) -> None:
        """Choose a file in the window that a key opens."""
        with self.page.expect_file_chooser() as chooser:
            self.press("Space")
        chooser.value.set_files(self.paper())
