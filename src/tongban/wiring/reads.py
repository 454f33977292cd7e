"""Reads of case data: noted in the access log before the answer leaves; full hours go into the register."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

from tongban.access.log import WRITE_OUT, note, reads_by, write_out
from tongban.access.recording import record_reads
from tongban.access.vocabulary import Viewer
from tongban.wiring.clock import Clock

_SHOW = {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}
"""Answers that show a page: as asked for, or again with what was wrong in a form."""
ROWS = "rows"
"""What is noted of a page that asked for rows with labels and says itself of nothing that it read: lists, mostly."""


class NotesReads:
    """Writes what a request has read into the access log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """When the log cannot be written, nothing is shown."""
        response = self.get_response(request)
        lazy: SimpleLazyObject = request.viewer  # type: ignore[attr-defined]
        if lazy.__dict__["_wrapped"] is empty:
            return response
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.person and viewer.worked_out and not viewer.noted and response.status_code in _SHOW:
            viewer.note(ROWS, min(viewer.courts, default=""), None)
        if viewer.noted:
            note(settings.TONGBAN.home, reads_by(viewer, **_what_for(request)))
        return response


def _what_for(request: HttpRequest) -> dict[str, Any]:
    """When, on which page, and with whose help."""
    match = request.resolver_match
    helped = request.assisted is not None and request.viewer.person == request.assisted  # type: ignore[attr-defined]
    return {
        "at": request.at,  # type: ignore[attr-defined]
        "task": (match.view_name if match else "") or "",
        "helper": str(request.user.person.uid) if helped else "",  # type: ignore[union-attr]
    }


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
