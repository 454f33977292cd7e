"""The request as pages of this house get it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from tongban.access.vocabulary import Viewer
from tongban.kernel.actor import Actor

LONGEST_NUMBER = 18
"""Digits of a number in an address; every number of this house is shorter."""


def number_in(text: str, otherwise: int) -> int:
    """The number that stands in an address as `text`, plainly written; `otherwise` for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else otherwise


class CourtRequest(HttpRequest):
    """A request with what `wiring` adds to it.

    `at`: business time, read once. `viewer`: the facts of who looks. `act_as(role, court="")`: the actor for an act in
    that capacity, with identity level and helper filled in. `assisted`: the person beside whom a clerk works, if any.
    `held()`: the open dispute on account of which this session sees nothing of a case, None when it sees on.
    `is_shared()`: whether several people use this browser. `manner`: how a file is wanted (access/downloads.py).
    """

    at: datetime
    viewer: Viewer
    assisted: UUID | None
    act_as: Callable[..., Actor]
    held: Callable[[], UUID | None]
    is_shared: Callable[[], bool]
    manner: str
