"""The pages of a party in a real browser: a furnished court served by a thread, and who is signed in there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
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
from tongban.cases.vocabulary import CaseView, Stage


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
        case = (f"/cases/{self.case}/{page}" for page in ("", "consent/exchange/", "readers/"))
        mine = (f"/account/{page}" for page in ("", "identity/", "acts/", "beside/"))
        ways = (f"/sign-in/{page}/" for page in ("ways", "devices", "password/change", "passkeys/new"))
        return "/", *draft, *case, *self.linked, *mine, *ways


@pytest.fixture
def place(committed_house: House, settings: Any) -> Iterator[Place]:  # noqa: ANN401 - the fixture's type is private
    """A case in preparation and a draft of the same person, served on a database where commits are real."""
    settings.TONGBAN_CLOCK = committed_house.clock
    with _served(committed_house, committed_house.case()) as found:
        yield found


@pytest.fixture
def place_with_papers(committed_house: House, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:  # noqa: ANN401
    """The same with every paper written and served, and one page of each kind that the case leads to."""
    quick_papers(monkeypatch)
    settings.TONGBAN_CLOCK = committed_house.clock
    case = committed_house.case()
    assert committed_house.work(without=NONE) == []
    with _served(committed_house, case) as found:
        yield found


@contextmanager
def _served(house: House, case: CaseView) -> Iterator[Place]:
    draft = house.draft()
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
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Place(address, session, str(draft.uid), str(case.uid), tuple(kinds.values()))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _serve(server: WSGIServer) -> None:
    try:
        server.serve_forever()
    finally:
        connections.close_all()
