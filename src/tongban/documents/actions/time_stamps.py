"""The time stamp authority that this platform runs: RFC 3161 over HTTP, for its own ledger and for anybody."""

from __future__ import annotations

from typing import Any

from tongban.documents.adapters.in_place import in_place


def stamp_answer(environ: dict[str, Any]) -> tuple[int, str, bytes] | None:
    """Answer one request (WSGI): status, content type, body; None when this platform runs no authority.

    A query that cannot be granted gets a rejection in the form of the standard.
    """
    authority = in_place().stamps
    if authority is None:
        return None
    told: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(authority().stamp_authority()(environ, lambda status, headers: told.append((status, headers))))
    status, headers = told[0]
    return int(status.partition(" ")[0]), dict(headers)["Content-Type"], body


def authority_roots() -> bytes | None:
    """The roots (PEM) above this platform's own authority; None when it runs none."""
    authority = in_place().stamps
    return b"".join(authority().roots()) if authority else None
