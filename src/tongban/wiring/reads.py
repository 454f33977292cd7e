"""Reads of case data: noted in the access log before the answer leaves; full hours go into the register."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from tongban.access.log import WRITE_OUT, Read, note, write_out
from tongban.access.recording import record_reads
from tongban.access.vocabulary import Viewer
from tongban.wiring.clock import Clock


class NotesReads:
    """Writes what a request has read into the access log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """When the log cannot be written, nothing is shown."""
        response = self.get_response(request)
        lazy: SimpleLazyObject = request.viewer  # type: ignore[attr-defined]
        if lazy.__dict__["_wrapped"] is not empty and request.viewer.noted:  # type: ignore[attr-defined]
            note(settings.TONGBAN.home, _reads(request))
        return response


def _reads(request: HttpRequest) -> list[Read]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    match = request.resolver_match
    helped = request.assisted is not None and viewer.person == request.assisted  # type: ignore[attr-defined]
    return [
        Read(
            at=request.at.isoformat(),  # type: ignore[attr-defined]
            person=str(viewer.person or ""),
            roles=tuple(sorted(role for role, held in viewer.roles if held == court)) or ("party",),
            court=court,
            helper=str(request.user.person.uid) if helped else "",  # type: ignore[union-attr]
            task=(match.view_name if match else "") or "",
            case=str(case or ""),
            tied=any(
                case in mine for mine in (viewer.cases, viewer.panels, viewer.kept, viewer.opened, viewer.mediating)
            ),
            items=tuple(sorted(kinds)),
        )
        for (court, case), kinds in viewer.noted.items()
    ]


class Keeper:
    """The worker's part: open files are written out each minute, and full hours recorded."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self._home, self._clock, self._again = home, clock, 0.0

    def __call__(self) -> bool:
        """One pass; False when nothing was recorded."""
        if time.monotonic() < self._again:
            return False
        self._again = time.monotonic() + WRITE_OUT
        write_out(self._home)
        return record_reads(self._home, self._clock.now())
