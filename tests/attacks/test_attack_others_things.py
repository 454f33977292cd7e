"""Other people's cases, papers, exhibits and accounts by their addresses: they do not exist, whoever looks or acts."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from outlets import Address, addresses

from tests.attacks.world import WHOLE, World, draw, entries, taken_back
from tests.builders import WUHOU
from tests.entrances.canary_names import SEGMENTS, converter_name
from tests.links import linked
from tongban.access.audience import Audience
from tongban.cases.queries import case_by_uid, consents_of, open_acts
from tongban.cases.vocabulary import Act
from tongban.cooperation.models import ServiceErrand
from tongban.register.queries import entry_by_uid

OUTSIDERS = ("stranger", "clerk elsewhere", "judge elsewhere", "liaison elsewhere")
NOTHING = frozenset({302, 403, 404, 405})
"""Answers that give nothing: 302 leads away."""
AT_ANY_COUNTER = "/desk/counter/<uuid:person>"
"""A person may come to any counter of the platform, and is found there by the paper in her hand; each step is recorded
with the clerk who did it."""


def with_ids() -> list[Address]:
    """Addresses that name something that is not for everybody."""
    closed = [one for one in addresses() if one.opened.audience not in {Audience.PUBLIC, Audience.PEER}]
    return [one for one in closed if "UUIDConverter" in kinds(one).values()]


def kinds(address: Address) -> dict[str, str]:
    return {name: type(one).__name__ for name, one in address.pattern.pattern.converters.items()}


def foreign(address: Address, name: str, world: World) -> list[UUID]:
    """Real things of the kind that the parameter names."""
    before = address.route.partition(f":{name}>")[0].rpartition("/<")[0].rpartition("/")[2]
    wanted = SEGMENTS.get(before, "person") if name == "uid" else name.removesuffix("_uid")
    found = [uid for table, uids in world.known.items() if table.startswith(wanted[:6]) for uid in uids]
    found = found or [uid for uids in world.known.values() for uid in uids[:2]]
    return [uid for uid in found if not of_their_court(uid)] if name in {"entry", "errand"} else found


def of_their_court(uid: UUID) -> bool:
    """Whether the outsiders' own court recorded it, about no case, or was asked to serve it: its staff reads that."""
    entry = entry_by_uid(uid)
    recorded = entry is not None and entry[0].case is None and entry[0].actor.get("court") == WUHOU
    return recorded or ServiceErrand.objects.filter(uid=uid, court=WUHOU).exists()


def named(address: Address, ids: dict[str, UUID]) -> str:
    route = address.route
    for name, kind in kinds(address).items():
        value = str(ids[name]) if name in ids else {"IntConverter": "1"}.get(kind, "exchange")
        short = converter_name(kind)
        route = route.replace(f"<{short}:{name}>", value).replace(f"<{name}>", value)
    return route


def asked(world: World, who: str, path: str) -> Iterator[tuple[str, int, int]]:
    """A look and an act: the method, the status, and how many entries the act made."""
    for method in ("get", "post"):
        with taken_back():
            before = entries()
            # A link of one's own, as if a page had given it: the labels behind it have to say no.
            answer = getattr(world.browsers[who], method)(linked(world.browsers[who], path))
            if answer.streaming:
                b"".join(answer.streaming_content)
            yield method, answer.status_code, entries() - before


@pytest.mark.timeout(7200 if WHOLE else 900)
@pytest.mark.parametrize("who", OUTSIDERS if WHOLE else draw("outsiders").sample(OUTSIDERS, 2))
def test_what_is_others_answers_as_what_does_not_exist(world: World, who: str) -> None:
    chance, wrong = draw(f"others of {who}"), []
    for address in with_ids():
        if address.route.startswith(AT_ANY_COUNTER) and who in {"clerk elsewhere", "liaison elsewhere"}:
            continue
        uids = [name for name, kind in kinds(address).items() if kind == "UUIDConverter"]
        nothing = named(address, {name: uuid4() for name in uids})
        empty = {method: status for method, status, _ in asked(world, who, nothing)}
        for _ in range(3 if WHOLE else 1):
            path = named(address, {name: chance.choice(foreign(address, name, world)) for name in uids})
            for method, status, acts in asked(world, who, path):
                if acts or status == 200 or status != empty[method]:
                    wrong.append(f"{who}: {method} {path}: {status} (nothing there: {empty[method]}), {acts} acts")
    assert wrong == []


def test_a_thing_of_another_case_does_not_hang_on_one_s_own(world: World) -> None:
    """One's own case in the address, and behind it the exhibit, paper, service or question of another."""
    chance, wrong = draw("mixed"), []
    own = {who: next(iter(world.viewer(who).cases)) for who in ("plaintiff", "defendant")}
    other = sorted(set(world.known["case"]) - set(own.values()), key=str)
    clerk = world.viewer("clerk")
    assert other
    assert clerk
    for who, case in [*own.items(), ("clerk", other[0]), ("judge", other[0])]:
        for address in with_ids():
            uids = [name for name, kind in kinds(address).items() if kind == "UUIDConverter"]
            first, rest = uids[0], uids[1:]
            if not rest or not address.route.startswith(("/cases/", "/desk/cases/")):
                continue
            mixed = {name: chance.choice(_not_of(case, foreign(address, name, world))) for name in rest}
            for method, status, acts in asked(world, who, named(address, {first: case, **mixed})):
                if status not in NOTHING or acts:
                    wrong.append(f"{who}: {method} {address.route} {case} {mixed}: {status}, {acts} acts")
    assert wrong == []


def test_nobody_consents_for_another_party(world: World) -> None:
    """Each side answers for itself, whatever the form names."""
    import re

    mine = world.viewer("defendant").cases
    case = next(uid for uid in mine if Act.CONSENT in open_acts(case_by_uid(uid), "party"))
    path, (own, other) = f"/cases/{case}/consent/hearing/", (world.persons[who] for who in ("defendant", "plaintiff"))
    parties = {party.person: party.uid for party in case_by_uid(case).parties}
    page = world.browsers["defendant"].get(path).content.decode()
    version = re.search(r'name="notice_version" value="([^"]+)"', page)
    assert version, page
    told = {"choice": "offline", "notice_version": version[1], "party": str(parties[other]), "person": str(other)}
    before = consents_of(case)
    assert world.browsers["defendant"].post(path, told).status_code == 302
    new = {key for key, one in consents_of(case).items() if before.get(key) != one}
    assert {party for party, _step in new} == {parties[own]}
    outsider = world.browsers["stranger"].post(path, told)
    assert outsider.status_code == 404


def _not_of(case: UUID, found: list[UUID]) -> list[UUID]:
    """Those that do not belong to the case; a made-up one when all do."""
    from django.apps import apps

    there = set()
    for table in apps.get_models():
        names = {field.name for field in table._meta.fields}
        if table.__module__.startswith("tongban.") and {"uid", "case"} <= names:
            try:
                there |= set(table._default_manager.filter(case=case).values_list("uid", flat=True))
            except (ValueError, TypeError):
                there |= set(table._default_manager.filter(case__uid=case).values_list("uid", flat=True))
    return [uid for uid in found if uid not in there] or [uuid4()]
