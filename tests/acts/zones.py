"""What the tests of the two zones share: keys as they hold them, and what goes out."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from uuid import UUID

from tests.builders import House
from tongban.cooperation.vocabulary import Page, PageKind
from tongban.federation.actions.opened import sent
from tongban.federation.models import Outbound
from tongban.federation.vocabulary import Envelope

LATER = frozenset({"render_paper", "deliver_envelope"})
COURT_SECRET = "C" * 42 + "E"
LIST = Page(PageKind.LIST)
LIN = UUID(int=7)
"""The person who files, as the internet zone names her."""


def secret() -> str:
    """A key as a browser gets one."""
    return urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def outgoing(kind: str) -> list[Envelope]:
    return [sent(row.uid)[1] for row in Outbound.objects.filter(kind=kind).order_by("id")]


def failures(house: House) -> list[str]:
    return house.work(without=LATER)
