"""The internet zone of a platform as a world that the canary walks: what was filed there, and what the court showed."""

from __future__ import annotations

import dataclasses
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction

from tests.acts.bulk import lines, packed, sent
from tests.acts.test_zones import answer
from tests.acts.zones import COURT_SECRET, LATER
from tests.builders import FakePeer, House, furnish, host, keep_rest_key, party
from tests.entrances.canary import Flock, in_leaves
from tests.entrances.canary_people import World, peopled
from tongban.access.vocabulary import Label, Layer
from tongban.cooperation.actions.bulk import send_table
from tongban.cooperation.queries import sheet_of
from tongban.cooperation.queries.zones import list_page, table_page
from tongban.documents.actions.blobs import read_blob
from tongban.federation.adapters.keys import make_sealing_key
from tongban.federation.law import public_of
from tongban.federation.vocabulary import Zone
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.portal.zone import reader_cookie

KEY = "k1"


@dataclasses.dataclass
class Told:
    """What a court zone tells a person who asks for each page, by the kind of page: its subject, content and file."""

    pages: dict[str, tuple[UUID | None, dict[str, Any], bytes]]


def internet_zone(folder: Path, patch: pytest.MonkeyPatch) -> World:
    """The world: a filing and a table on their way, and every kind of page shown to the plaintiff's browser."""
    house, flock = furnish(), Flock()
    told = _told(house)
    court = as_internet_zone(folder, patch)
    house.hand_in(house.draft())
    house.draft(house.zhou)
    _table(house)
    world = peopled(house, flock)
    for kind, (subject, content, file) in told.pages.items():
        _shown(world, court, kind, subject, content, file)
    return world


def as_internet_zone(folder: Path, patch: pytest.MonkeyPatch) -> FakePeer:
    """From now on this node is the internet zone; gives the court zone, which the test plays."""
    host()
    keep_rest_key(folder, patch)
    zone = Zone(
        internet=True, peer="chongqing", sealing_key=public_of(COURT_SECRET), confirm_within=timedelta(hours=24)
    )
    patch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, zone=zone))
    return FakePeer().admit()


def as_court_zone(patch: pytest.MonkeyPatch) -> FakePeer:
    """From now on this node is the court zone; gives the internet zone."""
    host("渝")
    make_sealing_key(settings.TONGBAN.home / "keys")
    patch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, zone=Zone(internet=False, peer="net")))
    return FakePeer(slug="net", tree=()).admit()


def _told(house: House) -> Told:
    """What the court zone has of the plaintiff: made by the same acts and queries, on this node, and taken back."""
    with transaction.atomic():
        case, lin = house.case(), house.viewer(house.lin.uid)
        sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
        batch = sent(house, packed(lines(1)), key=KEY).uid
        house.work()
        table, rows = table_page(lin, batch)
        listed = list_page(house.viewer(house.lin.uid))
        paper = next(one for one in sheet["papers"] if one["files"])
        file = paper["files"][0]
        content = read_blob(file["sha256"])
        transaction.set_rollback(True)
    order = {"number": "GW00000001", "pay_at": "https://pay.example/1", "until": (house.at + timedelta(1)).isoformat()}
    order |= {"amount": {"amount": "2015.00", "currency": "CNY"}, "service": "支付平台", "service_en": "Payments"}
    facts = {name: file[name] for name in ("name", "media_type", "size", "sha256")}
    return Told(
        {
            "list": (None, listed, b""),
            "case": (case.uid, dict(sheet) | {"pays_online": True}, b""),
            "paper": (UUID(paper["uid"]), facts, content),
            "table": (batch, table, canonical(rows)),
            "pay": (new_id(), order, b""),
        }
    )


def _table(house: House) -> None:
    data, told = io.BytesIO(packed(lines(1))), {"interview": "private_lending", "key": KEY, "secret": "no"}
    send_table(data, "claims.zip", **told, by=party(house.lin.uid), at=house.at)


def _shown(
    world: World, court: FakePeer, kind: str, subject: UUID | None, content: dict[str, Any], file: bytes
) -> None:
    """The plaintiff asks in her browser, and the court shows the page with a canary behind each of its words."""
    browser, label = world.browsers["plaintiff"], Label(Layer.OWN, holder=world.house.lin.uid)
    place = f"a page of the court: {kind}"

    def hatch(key: str) -> str:
        return world.flock.hatch(f"{place}: {key}", label)

    assert browser.post(f"/court/ask/{kind}/{f'{subject}/' if subject else ''}").status_code == 302
    if kind == "paper":
        file += hatch("its file").encode()
    if kind == "table":
        file = canonical(in_leaves(json.loads(file), hatch))
    answer(court, browser.cookies[reader_cookie()].value, in_leaves(content, hatch), file=file)
    world.house.work(without=LATER)
    for before in {"case": ["cases"], "paper": ["papers"], "table": ["tables"], "pay": ["pay"]}.get(kind, []):
        world.given[f"/court/{before}/"].append(str(subject))
