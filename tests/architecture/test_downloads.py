"""No page of one circle hands out a file without asking for a link that was made for its reader."""

from __future__ import annotations

import inspect
import io
import re
from pathlib import Path
from typing import ClassVar

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test.utils import override_settings
from django.urls import path
from outlets import Address, addresses

import tongban
from tests.builders import House
from tests.entrances.portal_people import browser
from tests.links import linked
from tongban.access.audience import Audience, open_to
from tongban.access.downloads import FileWithoutLink, delivers_files, is_delivering

HANDS_OUT = re.compile(r"file_answer\(|FileResponse|StreamingHttpResponse|Content-Disposition|content_type=")
FOR_EVERYBODY = ("portal/openness.py", "portal/ledger_files.py", "portal/time_stamps.py", "portal/verify.py")
"""Modules whose files anybody may have: published judgments, the ledger, the checker."""


def closed() -> list[Address]:
    open_ones = {Audience.PUBLIC, Audience.PEER}
    return [one for one in addresses() if one.opened.audience not in open_ones and not one.opened.by_token]


def source(view: object) -> str:
    return inspect.getsource(inspect.unwrap(view))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", closed(), ids=lambda one: one.route)
def test_a_page_that_hands_out_a_file_asks_for_a_link(address: Address) -> None:
    text = source(address.view)
    by_form = "@require_POST" in text
    assert is_delivering(address.view) == (bool(HANDS_OUT.search(text)) and not by_form)


def test_links_open_the_files_that_are_known() -> None:
    found = {one.route for one in closed() if is_delivering(one.view)}
    assert {
        "/cases/<uuid:uid>/papers/<uuid:document>/file/",
        "/desk/documents/<uuid:document_uid>/files/<int:number>",
    } < found
    assert len(found) >= 12


def test_files_are_handed_out_in_one_place() -> None:
    root = Path(tongban.__file__).parent
    wild = [
        str(file.relative_to(root))
        for folder in ("portal", "desk", "face", "api")
        for file in (root / folder).rglob("*.py")
        if "FileResponse(" in file.read_text(encoding="utf-8")
    ]
    assert [one for one in wild if one not in FOR_EVERYBODY] == ["face/files.py"]


@open_to(Audience.PERSON)
def _forgetful(request: HttpRequest) -> HttpResponseBase:
    kinds = {
        "stream": FileResponse(io.BytesIO(b"secret")),
        "picture": HttpResponse(b"secret", content_type="image/png"),
        "saved": HttpResponse(b"secret", headers={"Content-Disposition": "attachment"}),
        "page": HttpResponse("a page"),
    }
    return kinds[request.GET["as"]]


@open_to(Audience.PERSON)
@delivers_files
def _careful(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse(request.manner, content_type="image/png")  # type: ignore[attr-defined]


class _Site:
    urlpatterns: ClassVar = [path("forgetful/", _forgetful), path("careful/", _careful)]


@pytest.mark.parametrize("kind", ["stream", "picture", "saved"])
def test_a_page_that_forgets_the_link_gives_nothing_out(house: House, kind: str) -> None:
    client = browser(house, house.lin.uid)
    with override_settings(ROOT_URLCONF=_Site), pytest.raises(FileWithoutLink):
        client.get("/forgetful/", {"as": kind})
    with override_settings(ROOT_URLCONF=_Site):
        assert client.get("/forgetful/", {"as": "page"}).content == b"a page"


def test_a_page_that_asks_for_the_link_is_opened_by_it_alone(house: House) -> None:
    client = browser(house, house.lin.uid)
    with override_settings(ROOT_URLCONF=_Site):
        assert client.get("/careful/").status_code == 404
        assert client.get(linked(client, "/careful/", "show")).content == b"show"
