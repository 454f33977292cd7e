"""How a walk names what it asks for: ids that hang together, words that stand in the world, and a part of nonsense."""

from __future__ import annotations

import inspect
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.db import models
from django.urls import Resolver404, resolve
from outlets import Address

from tests.builders import id_number
from tests.entrances import canary_chambers
from tests.entrances.canary_people import World
from tongban.cases.law import Do
from tongban.cases.models import Case
from tongban.cases.vocabulary import Step
from tongban.cooperation.vocabulary import PageKind
from tongban.documents.models import Document, Version
from tongban.fees.models import DayCheck
from tongban.filing.rules.interview import forms as interviews
from tongban.helpline.vocabulary import FeedKind
from tongban.motions.vocabulary import Kind

STRANGE = 0.15
"""The part of requests that name something of the wrong kind, or of nobody."""
OWN = 0.7
"""The part of the others that name something of the reader's own, where there is something."""
LED = 0.4
"""The part of requests that follow a link of a page that this reader has seen, where there was one."""
SEGMENTS = {
    "cases": "case",
    "filings": "filing",
    "filed": "filing",
    "errands": "matter",
    "file": "draft",
    "acts": "remoteact",
    "judgments": "publication",
    "testimony": "witness",
    "mediations": "case",
    "beside": "companion",
    "letters": "firmletter",
    "bulk": "batch",
    "tables": "batch",
    "notices": "publicnotice",
    "questions": "ticket",
    "helpline": "ticket",
    "disputes": "dispute",
    "emergency": "emergencyfunction",
} | canary_chambers.SEGMENTS
"""What `uid` names, by the part of the address before it."""
TABLES = {
    "asked": "originalrequest",
    "authority": "representation",
    "applicant": "person",
    "batch": "letterbatch",
    "change": "stepchange",
    "difference": "daydifference",
    "document_uid": "document",
    "errand": "serviceerrand",
    "file": "draftfile",
    "filing_uid": "filing",
    "incident": "clockincident",
    "letter_uid": "attempt",
    "part": "scanpart",
    "task": "servicetask",
}
"""What other parameters name, where the table is called otherwise."""
BY_PROGRAM = {"case": "case", "errand": "matter"}
"""What parameters of the API name, which takes them as words."""
_SHORT = {"UUIDConverter": "uuid", "IntConverter": "int", "SlugConverter": "slug", "PathConverter": "path"}
_LINK = re.compile(rb"""(?:href|src|action|hx-get)=["'](/[^"'?#]*)""")
_DIGEST = "(?P<sha256>[0-9a-f]{64})"


def converter_name(kind: str) -> str:
    """As it stands in a route."""
    return _SHORT.get(kind, "str")


def kinds(address: Address) -> dict[str, str]:
    """The parameters of an address, each with the class of its converter."""
    return {name: type(one).__name__ for name, one in address.pattern.pattern.converters.items()}


def before(route: str, name: str) -> str:
    """The part of the address before a parameter."""
    return re.split(rf"<(?:\w+:)?{name}>", route)[0].rstrip("/").rpartition("/")[2]


def table_of(route: str, name: str) -> str:
    """What a parameter names."""
    if name == "uid":
        return "handedtable" if route.startswith("/court/") else SEGMENTS.get(before(route, name), "person")
    return BY_PROGRAM.get(name, name) if route.startswith("/api/") else TABLES.get(name, name)


def is_uid(route: str, name: str, kind: str) -> bool:
    """Whether a parameter is the uid of something."""
    return kind == "UUIDConverter" or (route.startswith("/api/") and name in {"uid", *BY_PROGRAM})


class Names:
    """Draws names for one world."""

    def __init__(self, world: World, draw: random.Random) -> None:
        self.world, self.draw = world, draw
        self.children: dict[UUID, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
        self.parents: dict[UUID, set[UUID]] = defaultdict(set)
        self.table: dict[UUID, str] = {}
        for table in _own_tables():
            self._take(table)
        self.all = sorted(self.table)
        self.led: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._seen: set[tuple[str, str]] = set()
        self._known: dict[tuple[str, str], list[str]] = {}
        self.own = {who: self._own(who) for who in world.persons}
        self.words = [*_typed(), *(bird[:8] for bird in world.flock.places)]

    def path(self, page: Address, who: str) -> str:
        """The address with something in the place of each parameter."""
        led = self.led[who].get(page.route)
        if led and self.draw.random() < LED:
            return self.draw.choice(led)
        strange, route, chosen = self.draw.random() < STRANGE, page.route, list[UUID]()
        below = [table_of(page.route, name) for name, kind in kinds(page).items() if is_uid(page.route, name, kind)][1:]
        for name, kind in kinds(page).items():
            value: object
            given = self.world.given.get(page.route.partition(f"<{converter_name(kind)}:{name}>")[0])
            if given and not strange:
                value = self.draw.choice(given)
            elif is_uid(page.route, name, kind):
                table = table_of(page.route, name)
                value = self.draw.choice(self.all) if strange else self._uid(table, who, chosen, below)
                chosen.append(value)
            else:
                value = self.draw.choice(self._choices(page.route, name, kind))
            route = re.sub(rf"<(?:\w+:)?{name}>", str(value), route)
        return route.replace(_DIGEST, self.draw.choice(self._choices(page.route, "sha256", "")))

    def hanging(self, page: Address, who: str) -> list[str]:
        """The addresses of the page by what hangs on the reader, and on that: nothing is drawn, and nothing strange."""
        found: list[tuple[str, tuple[UUID, ...]]] = [(page.route, ())]
        for name, kind in kinds(page).items():
            if not is_uid(page.route, name, kind):
                return []
            table = table_of(page.route, name)
            found = [
                (re.sub(rf"<(?:\w+:)?{name}>", str(uid), route), (*chosen, uid))
                for route, chosen in found
                for uid in (self._below(chosen[-1:], table) if chosen else self._own_of(who, table))
            ]
        return [route for route, _ in found]

    def word(self, name: str = "") -> str:
        """What somebody types into a field of this name: words that stand in the world, a day, a number, a uid."""
        if re.search(r"(^|_)(on|at|day|date|from|until|first|last|dated)(_|$)", name):
            return self.world.house.at.date().isoformat()
        if re.search(r"amount|pages|copies|days|page|sum", name):
            return "1"
        own = TABLES.get(name, name)
        if own in self.world.known and self.draw.random() < OWN:
            return str(self.draw.choice(self.world.known[own] or self.all))
        # Half of what is typed is half a canary: it finds what holds one, and is none itself when it is shown again.
        return self.draw.choice(self.words[:_TYPED] if self.draw.random() < OWN else self.words)

    def query(self, page: Address) -> dict[str, str]:
        """Something behind the question mark, by a name for which the page looks there."""
        names = [] if page.route.startswith("/api/") else sorted(read_by(page.view, "GET"))
        return {name: self.word(name) for name in self.draw.sample(names, min(1, len(names)))}

    def told(self, page: Address) -> dict[str, str]:
        """Something for every field that the page may take by POST."""
        names = [] if page.route.startswith("/api/") else sorted(read_by(page.view, "POST"))
        return {name: self.word(name) for name in names}

    def follow(self, who: str, content: bytes) -> None:
        """Remember where the links of a page lead this reader."""
        for link in set(_LINK.findall(content)):
            path = link.decode()
            if (who, path) not in self._seen and not path.startswith("/static/"):
                self._seen.add((who, path))
                try:
                    self.led[who][f"/{resolve(path).route}"].append(path)
                except Resolver404:
                    continue

    def _take(self, table: type[models.Model]) -> None:
        name = table.__name__.lower()
        columns = [f.attname for f in table._meta.fields if isinstance(f, models.UUIDField) and f.name != "uid"]
        columns += [f"{f.name}__uid" for f in table._meta.fields if isinstance(f, models.ForeignKey) and _has_uid(f)]
        for uid, *others in table._default_manager.order_by("id").values_list("uid", *columns):
            self.table[uid] = name
            for other in set(others) - {None}:
                self.children[other][name].append(uid)
                self.parents[uid].add(other)

    def _own(self, who: str) -> list[UUID]:
        viewer = self.world.viewer(who)
        own = viewer.persons | viewer.cases | viewer.panels | viewer.kept | viewer.opened | viewer.mediating
        return sorted(own | viewer.sides)

    def _uid(self, table: str, who: str, chosen: list[UUID], below: list[str]) -> UUID:
        """One of the table, below what was chosen before it; else one of the reader's own, or of anybody, below which
        there is what the address names next.
        """
        if chosen:
            found = self._below(chosen[-1:], table) or self._below(self.parents[chosen[-1]], table)
            return self.draw.choice(found or self.world.known.get(table) or self.all)
        own = self._own_of(who, table) if self.draw.random() < OWN else []
        found = own or self.world.known.get(table) or self.all
        return self.draw.choice([uid for uid in found if below and self._below([uid], below[0])] or found)

    def _own_of(self, who: str, table: str) -> list[UUID]:
        own = self.own[who]
        return [uid for uid in own if self.table.get(uid) == table] or self._below(own, table)

    def _below(self, those: Iterable[UUID], table: str) -> list[UUID]:
        return [uid for one in those if one in self.children for uid in self.children[one].get(table, ())]

    def _choices(self, route: str, name: str, kind: str) -> list[str]:
        if kind == "IntConverter":
            return ["1", "1", "2", "0"]
        if name == "secret":
            return [*self.world.feeds.get(FeedKind.DESK if route.startswith("/desk/") else FeedKind.OWN, ())] or ["x"]
        if (route, name) not in self._known:
            self._known[route, name] = _words(route, name) or _words("", name) or ["x"]
        return self._known[route, name]


def _own_tables() -> list[type[models.Model]]:
    tables = [table for table in apps.get_models() if table.__module__.startswith("tongban.")]
    return [table for table in tables if any(f.name == "uid" for f in table._meta.fields)]


def _has_uid(key: models.ForeignKey[Any, Any]) -> bool:
    related: Any = key.related_model
    return any(f.name == "uid" for f in related._meta.fields)


_TYPED = 9


def _typed() -> list[str]:
    """Names, numbers and words that somebody types who looks for a person or a case."""
    numbers = list(Case.objects.order_by("-id").values_list("number", flat=True)[:3])
    told = ["林晓梅", "周志强", "客户", "借条", id_number(1), "13800000000", *numbers]
    return (told * 2)[:_TYPED]


def _words(route: str, name: str) -> list[str]:
    """What may stand in the place of a parameter that is no uid."""
    made: dict[tuple[str, str], Callable[[], Iterable[object]]] = {
        ("/court/ask", "kind"): lambda: PageKind,
        ("/verify", "code"): _codes,
        ("/api/v1/proofs", "code"): _codes,
        ("/law/procedures", "name"): lambda: ["first_instance", "second_instance"],
        ("/api/v1/law/procedures", "name"): lambda: ["first_instance"],
        ("/ledger", "name"): lambda: ["checkpoint", "policy", "health", "tile/0/000.p/1", "add-checkpoint"],
        ("", "interview"): interviews,
        ("", "page_id"): lambda: [page.id for page in interviews()["private_lending"].pages],
        ("", "kind"): lambda: Kind,
        ("", "step"): lambda: Step,
        ("", "act"): lambda: Do,
        ("", "code"): lambda: ["9012", "TB-0000-0000-0000"],
        ("", "rule_id"): lambda: ["appeal_judgment"],
        ("", "day"): lambda: [*DayCheck.objects.values_list("day", flat=True), "2026-11-23"],
        ("", "office"): lambda: canary_chambers.WORDS["office"],
        ("", "sha256"): lambda: [*Version.objects.order_by("-id").values_list("sha256", flat=True)[:40], "0" * 64],
        ("", "what"): lambda: ["speak", "release", "leave", "confirm", "put", "close", *canary_chambers.WORDS["what"]],
    }
    for (beginning, called), values in made.items():
        if called == name and (route.startswith(beginning) if beginning else not route):
            return list(map(str, values()))
    return []


def _codes() -> list[str]:
    """Of papers that have left the court: of one that is still to be typeset nobody is told anything."""
    typeset = Document.objects.exclude(code=None).filter(versions__isnull=False).distinct()
    return list(typeset.order_by("-id").values_list("code", flat=True)[:40])  # type: ignore[arg-type]


@cache
def read_by(view: Callable[..., Any], how: str) -> frozenset[str]:
    """The names by which the module of a page looks into what was asked (`GET`) or sent (`POST`)."""
    module = sys.modules[inspect.unwrap(view).__module__]
    if not module.__name__.startswith("tongban."):
        return frozenset()
    source = inspect.getsource(module)
    names = set(re.findall(rf'{how}(?:\.get\(|\.getlist\(|\[)"(\w+)"', source))
    names |= set(re.findall(rf'"(\w+)" in request\.{how}', source))
    if re.search(rf"request\.{how}\b(?!\.get|\[|\.dict)", source) or "sent_by(request)" in source:
        fields = (f for form in _forms_in(module) for f in form.base_fields.items())
        names |= {name for name, one in fields if not isinstance(one, forms.FileField)}
    return frozenset(names)


def _forms_in(module: Any) -> list[type[forms.Form]]:  # noqa: ANN401 - a module
    values = (one for one in vars(module).values() if isinstance(one, type))
    return [one for one in values if issubclass(one, forms.Form)]
