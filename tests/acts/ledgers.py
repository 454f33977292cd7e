"""A platform's ledger in a folder of its own, with the demonstration's time stamp authority behind an address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from wsgiref.simple_server import make_server

import pytest

import courtlog
from courtlog.web import Application
from tests.builders import House, ledger_at
from tests.entrances.test_face_browser import Quiet
from tongban.documents.adapters.demo_authority import DemoAuthority
from tongban.register.actions.seal import seal_once
from tongban.register.actions.stamps import stamp_once, trust_roots
from tongban.register.adapters.ledger import Ledger, make_ledger


def now() -> datetime:
    """The machine's time: programs that are not ours look at it when they check certificates."""
    return datetime.now(UTC)


@contextmanager
def served(answering: Application) -> Iterator[str]:
    """The address at which this WSGI application answers."""
    server = make_server("127.0.0.1", 0, answering, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/ledger/tsa"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True, slots=True)
class Sealing:
    """The platform's ledger in `home`, and its time stamp authority."""

    home: Path
    house: House
    authority: DemoAuthority

    @property
    def log(self) -> courtlog.LogReader:
        """The ledger, as anybody reads it."""
        return courtlog.LogReader(self.home / "ledger")

    def seal(self) -> None:
        """All that waits comes on the ledger."""
        ledger = Ledger(self.home, seconds=lambda: int(now().timestamp()))
        while seal_once(ledger, self.house.clock):
            pass
        ledger.close()

    def stamp(self, address: str = "") -> bool:
        """The newest head is stamped by the authority at `address`, or by the platform's own."""
        if address:
            return stamp_once(self.home, address, now())
        with served(self.authority.stamp_authority()) as own:
            return stamp_once(self.home, own, now())


def sealing_at(home: Path, house: House, monkeypatch: pytest.MonkeyPatch) -> Sealing:
    """A new ledger and a new authority in `home`; the platform uses both from now on."""
    make_ledger(home, "test")
    ledger_at(home, monkeypatch)
    authority = DemoAuthority.initialise(home, "test", now)
    trust_roots(home, b"".join(authority.roots()))
    return Sealing(home, house, authority)
