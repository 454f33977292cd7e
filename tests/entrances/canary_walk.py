"""A walk in everybody's name: every byte that comes back is listened to, the logs, and the database."""

from __future__ import annotations

import copy
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import Max
from django.urls import Resolver404, resolve
from django.utils.functional import empty
from outlets import Address, addresses

from tests.attacks.crawl import Form, Page, forms
from tests.builders import picture
from tests.entrances.canary import BIRD, everything_in
from tests.entrances.canary_names import Names, is_uid, kinds
from tests.entrances.canary_people import World
from tests.links import linked
from tongban.access.audience import Audience
from tongban.access.downloads import is_delivering
from tongban.access.fields import Form as Shape
from tongban.access.fields import form_of
from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.mediation.models import Invitation
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

NAMES = {"people.Person.name", "people.Person.name_latin"}
"""Names of persons stand on pages beside what they did; who sees the row sees the name, whatever the person's label."""
HELD = {"delivery.ServiceAddress", "fees.ReliefDecision"}
"""Rows of the staff's layer that their party reads on a page of its own, as does its agent: where it is served, what
became of its fee.
"""
NO_FILE = {Layer.HELPLINE, Layer.COMPLAINT}
"""A question to the court may name a case; who answers it looks into no file."""
AT_THE_TABLE = {"cases.Party.name", "cases.Case.cause_name"}
"""A mediator is told who disputes about what, to disclose what might stand in the way (在线调解规则 13(1))."""
OVERSEEN = {"cases.FileOpening.reason"}
"""The president of the court reads for which task its files were opened: for that the reason is asked."""


SHUT = {302, 403, 404}
PRESSED_SHUT = 0.15
LINKS, HANGING = 10, 8
"""To a page that opened for nobody yet so many links are followed, and so many addresses tried that name what hangs on
its readers.
"""
IN_ALL = ("/i18n/", "/sign-in/logout/", "/face/")
"""Forms that stand in every page's head and foot; these addresses are asked for by themselves."""


class _Writes:
    """Notes what is written on the database."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401
        if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"} and "django_session" not in sql:
            self.seen.append(sql)
        return execute(sql, params, many, context)


class Walk:
    """Asks in everybody's name. `asked` counts the requests; `answered`: by the route, what looks at it came to."""

    def __init__(self, world: World, logs: pytest.LogCaptureFixture, draw: random.Random) -> None:
        self.world, self.logs, self.draw, self.writes = world, logs, draw, _Writes()
        self.names = Names(world, draw)
        self.pages = {page.route: page for page in addresses()}
        self.sung: set[bytes] = set()
        self.asked = 0
        self.answered: dict[str, set[int]] = defaultdict(set)
        self.tried: dict[str, int] = defaultdict(int)
        self._viewers: dict[tuple[str, bool], Viewer] = {}
        self._last = Page("", "", "", 0, {}, b"")
        logs.set_level(logging.INFO)

    def viewer(self, who: str, path: str) -> Viewer:
        """As whom this reader is answered at this address."""
        if path.endswith(".ics"):
            return self.world.viewer(who, path)
        key = who, path.startswith("/desk/")
        if key not in self._viewers:
            self._viewers[key] = self.world.viewer(who, path)
        return self._viewers[key]

    def visit(self, who: str, page: Address, *, acts: bool) -> list[str]:
        """A look at a page in somebody's name and, with `acts`, what the page offers, or a press without having looked:
        what is wrong with the answers. What did not open is pressed in a part of the cases only: it is the same door.
        """
        path = self.names.path(page, who)
        query = {} if is_delivering(page.view) else self.names.query(page)
        wrong = self.ask(who, "get", f"{path}?{urlencode(query)}" if query else path, page)
        if not acts or (self._last.status in SHUT and self.draw.random() >= PRESSED_SHUT):
            return wrong
        offered = [form for form in _forms(self._last) if form.method == "post" and not form.action.startswith(IN_ALL)]
        if not offered:
            return wrong + self.ask(who, "post", path, page, self.names.told(page))
        form = self.draw.choice(offered)
        return wrong + self.ask(who, "post", form.action, self._page(form.action), self._filled(form))

    def insist(self, who: str, page: Address) -> list[str]:
        """What is wrong with a page that opened for nobody yet, where links have led this reader to it, or its address
        names what hangs on the reader: chance is left out.
        """
        wrong = []
        hanging = self.names.hanging(page, who)[: HANGING - self.tried[page.route]]
        self.tried[page.route] += len(hanging)
        for path in [*sorted(set(self.names.led[who].get(page.route, ())))[:LINKS], *hanging]:
            wrong += self.ask(who, "get", path, page)
        return wrong

    def ask(
        self, who: str, how: str, path: str, page: Address | None = None, told: dict[str, Any] | None = None
    ) -> list[str]:
        """What is wrong with the answer; the world stays as it was."""
        entries, self.writes.seen = _last_entry(), []
        browser, viewer = self.world.browsers[who], self.viewer(who, path)
        cookies = copy.deepcopy(browser.cookies)
        with transaction.atomic(), connection.execute_wrapper(self.writes):
            answer = browser.get(linked(browser, path)) if how == "get" else browser.post(path, told or {})
            head, content = _parts(answer)
            parts = [head, *everything_in(content)]
            done = _last_entry() - entries
            transaction.set_rollback(True)
        browser.cookies = cookies
        self._note(answer, how, path, page, content)
        self.names.follow(who, content) if self._last.is_html else None
        self.sung |= {bird for part in parts for bird in BIRD.findall(part)}
        leaked = {
            bird: place
            for bird, place in self.world.flock.leaks(viewer, parts).items()
            if not (
                _as_a_field(place, viewer)
                or as_its_party(place, self.world.flock.labels[bird], viewer)
                or _as_invited(place, self.world.flock.labels[bird], viewer)
            )
        }
        unnoted = {} if viewer.person is None or path.endswith(".ics") else self._unnoted(answer, page, parts)
        told_by_logs = self.world.flock.leaks(Viewer(now=self.world.house.at), [self.logs.text.encode()])
        self.logs.clear()
        closed = page is not None and page.opened.audience in {Audience.PARTY, Audience.STAFF}
        found = {
            f"shows {leaked}": bool(leaked),
            f"logs {told_by_logs}": bool(told_by_logs),
            "breaks": answer.status_code >= 500,
            f"writes {self.writes.seen}": how == "get" and bool(self.writes.seen),
            f"shows {unnoted} without a line in the access log": bool(unnoted),
            f"does {done} acts": closed and who in {"nobody", "stranger"} and bool(done),
        }
        return [f"{who}: {how} {path}: {answer.status_code} {what}" for what, wrong in found.items() if wrong]

    def _unnoted(self, answer: Any, page: Address | None, parts: list[bytes]) -> dict[str, str]:  # noqa: ANN401 - Django's answer
        """The canaries of a case that were shown, though the log of reads names neither that case nor a list; for pages
        that name a thing in their address, a list counts that said of itself how long it is.
        """
        looked = getattr(answer.wsgi_request, "viewer", None)
        asked = looked is not None and looked.__dict__["_wrapped"] is not empty
        told: dict[Any, set[str]] = looked.noted if asked else {}
        noted = {case for _court, case in told}
        one = page is not None and any(is_uid(page.route, name, kind) for name, kind in kinds(page).items())
        if any(":" in kind for kinds_of in told.values() for kind in kinds_of) or (None in noted and not one):
            return {}
        flock, everybody = self.world.flock, Viewer(now=self.world.house.at)
        heard = {bird.decode() for part in parts for bird in BIRD.findall(part)}
        found = {}
        for bird in heard & set(flock.places):
            cases = {label.case for label in flock.labels[bird] if label.layer not in NO_FILE}
            if (
                not cases
                or None in cases
                or cases & noted
                or flock.open_to(everybody, bird)
                or flock.places[bird] in NAMES
            ):
                continue
            found[bird] = flock.places[bird]
        return found

    def _note(self, answer: Any, how: str, path: str, page: Address | None, content: bytes) -> None:  # noqa: ANN401
        self.asked += 1
        headers = dict(answer.headers.items())
        self._last = Page(path, "", "", answer.status_code, headers, content if answer.status_code < 400 else b"")
        if how == "get" and page is not None:
            self.answered[page.route].add(answer.status_code)

    def _page(self, action: str) -> Address | None:
        try:
            return self.pages.get(f"/{resolve(urlsplit(action).path).route}")
        except Resolver404:
            return None

    def _filled(self, form: Form) -> dict[str, Any]:
        """The form as somebody sends it who types something into every second field that has a text, and into all that
        have none.
        """
        told: dict[str, Any] = dict(form.values)
        for name in sorted(form.texts):
            if not any(told.get(name, ())) or self.draw.random() < 1 / 2:
                told[name] = self.names.word(name)
        for name in sorted(form.files):
            told[name] = SimpleUploadedFile("扫描.png", picture().getvalue(), "image/png")
        return told


def _parts(answer: Any) -> tuple[bytes, bytes]:  # noqa: ANN401 - Django's answer
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
    return head, b"".join(answer.streaming_content) if answer.streaming else answer.content


def _forms(page: Page) -> Iterator[Form]:
    return forms(page) if b"<form" in page.content else iter(())


def _as_a_field(place: str, viewer: Viewer) -> bool:
    """Whether the viewer is shown the field of a row that is not the viewer's own, by the table of fields."""
    table, _, name = place.rpartition(".")
    roles = {role for role, _court in viewer.roles}
    by_function = any(form_of(item, name, roles) is Shape.WHOLE for item in ("person", "applicant"))
    overseen = place in OVERSEEN and Role.PRESIDENT in roles
    return viewer.person is not None and (place in NAMES or overseen or (table == "people.Person" and by_function))


def as_its_party(place: str, labels: list[Label], viewer: Viewer) -> bool:
    """Whether the viewer, or whom the viewer acts for, told the court this."""
    told = place.rpartition(".")[0] in HELD
    return told and any(
        label.holder is not None and (label.holder in viewer.persons or (label.case, label.holder) in viewer.acting)
        for label in labels
    )


def _as_invited(place: str, labels: list[Label], viewer: Viewer) -> bool:
    """Whether the viewer is asked to mediate the case, and so is told between whom."""
    cases = {label.case for label in labels} - {None}
    return place in AT_THE_TABLE and Invitation.objects.filter(holder=viewer.person, case__in=cases).exists()


def _last_entry() -> int:
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0
