"""The pages of a party in a real browser: a furnished court served by a thread, and who is signed in there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from tests.acts.service import NONE, quick_papers
from tests.builders import House
from tests.entrances.portal_people import browser as signed_in
from tests.entrances.test_face_browser import Quiet
from tongban.cases.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class Place:
    """Where the court is served, the session of the plaintiff, and what this party may open."""

    address: str
    session: dict[str, str]
    draft: str
    case: str
    linked: tuple[str, ...]
    """One page of each kind to which the page of the case leads."""

    @property
    def open_to_all(self) -> tuple[str, ...]:
        """Pages that ask nobody who they are."""
        return "/", "/sign-in/login/", "/join/", "/verify/", "/file/", "/face/preferences/", "/nowhere/"

    @property
    def own(self) -> tuple[str, ...]:
        """The party's own pages."""
        draft = (f"/file/{self.draft}/{page}" for page in ("", "pages/loan/", "pages/evidence/", "court/", "check/"))
        return "/", *draft, f"/cases/{self.case}/", f"/cases/{self.case}/consent/exchange/", *self.linked, "/account/"


@pytest.fixture
def place(committed_house: House, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A case in preparation and a draft of the same person, served on a database where commits are real."""
    quick_papers(monkeypatch)
    house = committed_house
    settings.TONGBAN_CLOCK = house.clock  # type: ignore[attr-defined]
    draft = house.draft()
    case = house.case()
    assert house.work(without=NONE) == []
    house.put_at(case, Stage.PREPARATION)
    client = signed_in(house, house.lin.uid)
    found = re.findall(rf'href="(/cases/{case.uid}/[^"#?]+)"', client.get(f"/cases/{case.uid}/").content.decode())
    kinds = {re.sub("/[0-9a-f-]{36}/", "/*/", address.removeprefix("/cases")): address for address in found}
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    connections.close_all()
    handler = StaticFilesHandler(WSGIHandler())
    server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    session = {django_settings.SESSION_COOKIE_NAME: cookie}
    yield Place(f"http://127.0.0.1:{server.server_port}", session, str(draft.uid), str(case.uid), tuple(kinds.values()))
    server.shutdown()
    server.server_close()
    thread.join()


def _serve(server: WSGIServer) -> None:
    try:
        server.serve_forever()
    finally:
        connections.close_all()
