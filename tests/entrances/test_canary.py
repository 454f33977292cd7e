"""No answer of the platform, whoever asks for whatever, holds a word that the asker may not see; and no look writes."""

from __future__ import annotations

import json
import logging
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Q
from django.test import Client
from outlets import Address, addresses

from tests.builders import (
    WUHOU,
    YUZHONG,
    House,
    make_demo_authority,
    person,
    staff,
)
from tests.entrances import canary_chambers
from tests.entrances.canary import BIRD, Flock, everything_in, holds_words, labelled_tables, planted, uids_by_table
from tests.entrances.canary_onward import onward
from tests.entrances.canary_worlds import elsewhere, here
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.access.audience import Audience
from tongban.access.fields import Form, form_of
from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.api.tokens import issue_token
from tongban.cases.actions.opening import open_file
from tongban.cases.models import Case, Representation, Witness
from tongban.cooperation.actions.sheets import files_in
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.blobs import open_blob
from tongban.mediation.models import Enlistment
from tongban.people.models import Account, Person
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry
from tongban.wiring.command import parser
from tongban.wiring.operator import run

WHOLE = os.environ.get("TONGBAN_TIER") == "all"
REQUESTS = None if WHOLE else 700
"""At most so many in each of the three worlds; `make test` draws them by its seed from all pairs of reader and page,
`make test-all` asks for every page as every reader.
"""
STRANGE = 0.2
"""The part of requests that name something of the wrong kind, or of nobody."""
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
} | canary_chambers.SEGMENTS
"""What `uid` names, by the part of the address before it."""
TABLES = {"authority": "representation", "change": "stepchange", "errand": "serviceerrand"}
"""What other parameters name, where the table is called otherwise."""
ELSEWHERE = {"cooperation.AskedPage", "cooperation.TakenOver"}
"""Tables of the zone outside and of its link: test_zones.py looks for canaries in their very bytes."""
WORDLESS = {
    "cooperation.AwaitedPayment",
    "cooperation.RemovalAtPeer",
    "mediation.Mediation",
    "evidence.FileFinding",
    "fees.GatewayOrder",
    "people.Account",
} | canary_chambers.WORDLESS
"""Tables whose JSON holds digests, uids, and what a program measured in a file."""
FEWEST = 8
"""Canaries that must have been heard, by those who may hear them."""
NAMES = {"people.Person.name", "people.Person.name_latin"}
"""Names of persons stand on pages beside what they did; who sees the row sees the name, whatever the person's label."""
HELD = {"delivery.ServiceAddress"}
"""Rows of the staff's layer that their party wrote: it reads on its own page where it is served, as does its agent."""
OVERSEEN = {"cases.FileOpening.reason"}
"""The president of the court reads for which task its files were opened: for that the reason is asked."""


@dataclass
class World:
    """A furnished platform with canaries, the browsers of everybody in it, and all that addresses can name."""

    house: House
    flock: Flock
    browsers: dict[str, Client]
    persons: dict[str, UUID | None]
    known: dict[str, list[UUID]]

    def viewer(self, who: str) -> Viewer:
        uid = self.persons[who]
        return self.house.viewer(uid) if uid else Viewer(now=self.house.at)


def _failing(flock: Flock) -> None:
    """Work that keeps failing, whose last error names somebody: the words are for the operator alone."""
    newest = list(Due.objects.order_by("-id").values_list("id", flat=True)[:1])
    error = f"refused: cases.consent_missing (在线诉讼规则 4) [who={flock.hatch('register.Due.last_error')}]"
    Due.objects.filter(id__in=newest).update(attempts=5, done_at=None, last_error=error)


def _peopled(house: House, flock: Flock) -> World:
    with_task = staff(YUZHONG, Role.CLERK, "韩梅")
    for number in Case.objects.filter(court=YUZHONG).values_list("number", flat=True):
        open_file(number, "代为送达。", by=with_task, at=house.at)
    other = {
        "clerk with a task": with_task.person,
        "stranger": person("何欢", 9).uid,
        "clerk of the other division": staff(YUZHONG, Role.CLERK, "赵云").person,
        "another judge": staff(YUZHONG, Role.JUDGE, "钱伟").person,
        "president": staff(YUZHONG, Role.PRESIDENT, "郑强").person,
        "liaison": staff(YUZHONG, Role.LIAISON, "冯敏").person,
        "president elsewhere": staff(WUHOU, Role.PRESIDENT, "卫国").person,
        "liaison elsewhere": staff(WUHOU, Role.LIAISON, "蒋欣").person,
        **{f"mediator {n}": one.holder for n, one in enumerate(Enlistment.objects.order_by("id"))},
    }
    persons: dict[str, UUID | None] = {
        "nobody": None,
        "plaintiff": house.lin.uid,
        "defendant": house.zhou.uid,
        "clerk": house.clerk.person,
        "judge": house.judge.person,
        "clerk elsewhere": house.wuhou_clerk.person,
        "judge elsewhere": house.wuhou_judge.person,
        **{f"agent {row.name}": row.agent for row in Representation.objects.exclude(agent=None)},
        **{f"witness {row.name}": row.person for row in Witness.objects.exclude(person=None)},
        **other,
    }
    browsers = {who: signed_in(house, uid) if uid else Client() for who, uid in persons.items()}
    for who, uid in persons.items():
        browsers[who].raise_request_exception = False  # what breaks is told with all else that is wrong
        if uid:
            browsers[who].defaults["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(Account.objects.get(person__uid=uid))}"
    planted(flock)
    for mediator in Person.objects.filter(uid__in=Enlistment.objects.filter(struck_at=None).values("holder")):
        flock.publish(mediator.name)
    make_demo_authority()
    return World(house, flock, browsers, persons, uids_by_table(house))


@pytest.fixture
def makers(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], tuple[House, Flock]]]:
    """What makes each world, by its name."""
    return {"here": here, "elsewhere": elsewhere, "onward": partial(onward, tmp_path, monkeypatch)}


@pytest.fixture(params=["here", "elsewhere", "onward"])
def world(makers: dict[str, Callable[[], tuple[House, Flock]]], request: pytest.FixtureRequest) -> World:
    return _peopled(*makers[request.param]())


def _named(address: Address, world: World, draw: random.Random) -> str:
    """The address with something in the place of each parameter, mostly of the right kind."""
    route = address.route
    for name, converter in address.pattern.pattern.converters.items():
        kind = type(converter).__name__
        before = route.partition(f"<{converter_name(kind)}:{name}>")[0].rstrip("/").rpartition("/")[2]
        route = route.replace(f"<{converter_name(kind)}:{name}>", str(_value(name, kind, before, world, draw)))
    return route


def converter_name(kind: str) -> str:
    return {"UUIDConverter": "uuid", "IntConverter": "int", "SlugConverter": "slug", "PathConverter": "path"}.get(
        kind, "str"
    )


def _value(name: str, kind: str, before: str, world: World, draw: random.Random) -> object:
    if kind == "UUIDConverter":
        wanted = SEGMENTS.get(before, "person") if name == "uid" else TABLES.get(name, name)
        of_kind = [uid for table, uids in world.known.items() if table.startswith(wanted[:6]) for uid in uids]
        if not of_kind or draw.random() < STRANGE:
            of_kind = [uid for uids in world.known.values() for uid in uids]
        return draw.choice(of_kind)
    if kind == "IntConverter":
        return draw.choice([1, 1, 2, 0])
    return draw.choice(_WORDS.get(name, ["x", "service"]))


_WORDS = {
    "interview": ["private_lending"],
    "page_id": ["plaintiff", "loan"],
    "step": ["exchange", "service"],
    "name": ["first_instance", "checkpoint"],
    "code": ["TB-0000-0000-0000", "9012"],
    "rule_id": ["appeal_judgment"],
    "case": ["x"],
    "what": ["speak", "agree", "release", "leave", "confirm", "put", "close", *canary_chambers.WORDS["what"]],
    "office": canary_chambers.WORDS["office"],
}


def _requests(world: World, draw: random.Random) -> Iterator[tuple[str, str, Address, str]]:
    """Who asks, how, and what, in a drawn order; pages that take no look but an act are asked by POST, too."""
    pages = [one for one in addresses() if "(?P" not in one.route]
    pairs = [(who, page) for who in sorted(world.browsers) for page in pages]
    draw.shuffle(pairs)
    for who, page in pairs[:REQUESTS]:
        yield who, draw.choice(["get", "get", "get", "post"]), page, _named(page, world, draw)


class _Writes:
    """Notes what is written on the database."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401
        if sql.split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"} and "django_session" not in sql:
            self.seen.append(sql)
        return execute(sql, params, many, context)


def _bytes_of(answer: Any) -> Iterator[bytes]:  # noqa: ANN401 - Django's answer
    yield "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    yield from everything_in(content)


class Walk:
    """Asks in everybody's name and listens to every byte that comes back, to the logs, and to the database."""

    def __init__(self, world: World, logs: pytest.LogCaptureFixture) -> None:
        self.world, self.logs, self.writes = world, logs, _Writes()
        self.viewers = {who: world.viewer(who) for who in world.persons}
        self.sung: set[bytes] = set()
        logs.set_level(logging.INFO)

    def ask(self, who: str, how: str, path: str, page: Address | None = None) -> list[str]:
        """What is wrong with the answer; the world stays as it was."""
        entries, self.writes.seen = _last_entry(), []
        with transaction.atomic(), connection.execute_wrapper(self.writes):
            browser = self.world.browsers[who]
            answer = getattr(browser, how)(linked(browser, path) if how == "get" else path)
            parts = list(_bytes_of(answer))
            done = _last_entry() - entries
            transaction.set_rollback(True)
        self.sung |= {bird for part in parts for bird in BIRD.findall(part)}
        heard = self.world.flock.leaks(self.viewers[who], parts)
        viewer, labels = self.viewers[who], self.world.flock.labels
        leaked = {
            bird: place
            for bird, place in heard.items()
            if not (_as_a_field(place, viewer) or _as_its_party(place, labels[bird], viewer))
        }
        told = self.world.flock.leaks(Viewer(now=self.world.house.at), [self.logs.text.encode()])
        self.logs.clear()
        closed = page is not None and page.opened.audience in {Audience.PARTY, Audience.STAFF}
        found = {
            f"shows {leaked}": bool(leaked),
            f"logs {told}": bool(told),
            "breaks": answer.status_code >= 500,
            f"writes {self.writes.seen}": how == "get" and bool(self.writes.seen),
            f"does {done} acts": closed and who in {"nobody", "stranger"} and bool(done),
        }
        return [f"{who}: {how} {path}: {answer.status_code} {what}" for what, wrong in found.items() if wrong]


@pytest.mark.timeout(7200 if WHOLE else 900)
def test_no_answer_holds_what_its_reader_may_not_see(world: World, caplog: pytest.LogCaptureFixture) -> None:
    _failing(world.flock)
    walk, draw = Walk(world, caplog), random.Random(os.environ.get("TONGBAN_SEED", "0"))
    assert [one for who, how, page, path in _requests(world, draw) for one in walk.ask(who, how, path, page)] == []
    assert len(walk.sung) > FEWEST, "a walk that hears no canary, where it may, proves nothing"


def test_canaries_sit_in_every_table_with_words_whose_rows_have_readers(
    makers: dict[str, Callable[[], tuple[House, Flock]]],
) -> None:
    sung: set[str] = set()
    for make in makers.values():
        with transaction.atomic():
            sung |= {".".join(place.split(".")[:2]) for place in _peopled(*make()).flock.places.values()}
            transaction.set_rollback(True)
    tables = {table._meta.label for table in labelled_tables() if holds_words(table)}
    assert sorted(tables - sung - ELSEWHERE - WORDLESS) == []


def test_a_query_that_forgets_to_ask_who_looks_is_found(
    db: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = _peopled(*here())
    walk = Walk(world, caplog)
    pages = {
        "evidence.queries.exhibits": [f"/cases/{case}/evidence/" for case in world.known["case"]],
        "documents.queries": [f"/desk/documents/{document}/files/1" for document in world.known["document"]],
    }
    for module, asked in pages.items():
        with monkeypatch.context() as forgetful:
            forgetful.setattr(f"tongban.{module}.visible_q", lambda _viewer: Q())
            found = [
                one for who in ("defendant", "another judge") for page in asked for one in walk.ask(who, "get", page)
            ]
        assert [one for one in found if "shows" in one], module


def test_what_other_platforms_and_operators_get_holds_no_secret_either(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    world = _peopled(*here())
    heard = 0
    for who in ("plaintiff", "defendant"):
        viewer = world.viewer(who)
        for case in viewer.cases:
            sheet = sheet_of(viewer, case)
            parts = [json.dumps(sheet, ensure_ascii=False).encode()]
            for file in files_in(sheet):
                with open_blob(file["sha256"]) as content:
                    parts += everything_in(content.read())
            leaked = world.flock.leaks(viewer, parts)
            assert {bird: place for bird, place in leaked.items() if place not in NAMES} == {}
            heard += sum(len(BIRD.findall(part)) for part in parts)
    assert heard > FEWEST
    for line in (["check"], ["check", "--json"], ["audit"], ["peer", "show"]):
        run(parser().parse_args(line))
    assert world.flock.leaks(Viewer(now=world.house.at), [capsys.readouterr().out.encode()]) == {}


def _as_a_field(place: str, viewer: Viewer) -> bool:
    """Whether the viewer is shown the field of a row that is not the viewer's own, by the table of fields."""
    table, _, name = place.rpartition(".")
    roles = {role for role, _court in viewer.roles}
    by_function = any(form_of(item, name, roles) is Form.WHOLE for item in ("person", "applicant"))
    overseen = place in OVERSEEN and Role.PRESIDENT in roles
    return viewer.person is not None and (place in NAMES or overseen or (table == "people.Person" and by_function))


def _as_its_party(place: str, labels: list[Label], viewer: Viewer) -> bool:
    """Whether the viewer, or whom the viewer acts for, told the court this."""
    told = place.rpartition(".")[0] in HELD
    return told and any(
        label.holder is not None and (label.holder in viewer.persons or (label.case, label.holder) in viewer.acting)
        for label in labels
    )


def _last_entry() -> int:
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


def test_the_search_finds_a_canary_however_it_is_packed() -> None:
    import base64
    import gzip
    import io
    import zipfile
    import zlib

    flock = Flock()
    bird = flock.hatch("a secret", Label(Layer.SEALED, case=UUID(int=1)))
    word = f"xx {bird} 密".encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", gzip.compress(word))
    pdf = b"%PDF-1.4\nstream\n" + zlib.compress(word) + b"\nendstream"
    for content in (word, gzip.compress(word), packed.getvalue(), pdf, b"x" + base64.b64encode(b"ab" + word)):
        assert flock.leaks(Viewer(now=settings.TONGBAN_CLOCK.now()), everything_in(content)) == {bird: "a secret"}
    assert not flock.leaks(Viewer(now=settings.TONGBAN_CLOCK.now()), everything_in(b"QZ000000ZQ"))
