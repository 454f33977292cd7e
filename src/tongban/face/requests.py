"""The request as pages of this house get it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from tongban.access.vocabulary import Viewer
from tongban.kernel.actor import Actor


class CourtRequest(HttpRequest):
    """A request with what `wiring` adds to it.

    `at`: business time, read once. `viewer`: the facts of who looks. `act_as(role, court="")`: the actor for an act in
    that capacity, with identity level and helper filled in. `assisted`: the person beside whom a clerk works, if any.
    """

    at: datetime
    viewer: Viewer
    assisted: UUID | None
    act_as: Callable[..., Actor]
