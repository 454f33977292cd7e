"""The court witnesses other courts' ledgers: it cosigns a head only if that extends the last one it cosigned."""

from __future__ import annotations

import io
from http import HTTPStatus

from django.conf import settings

from tongban.register.adapters.witness import witness_of


def witness_answer(path: str, method: str, body: bytes) -> tuple[int, str, bytes]:
    """Answer one request to the witness: status, content type, body (C2SP tlog-witness). 404 where there is none."""
    witness = witness_of(settings.TONGBAN.home, _seconds)
    if witness is None:
        return HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"This court witnesses no ledger.\n"
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
    }  # fmt: skip
    answer = b"".join(witness(environ, lambda status, headers: told.append((status, headers))))
    status, headers = told[0]
    return int(status.partition(" ")[0]), dict(headers)["Content-Type"], answer


def _seconds() -> int:
    return int(settings.TONGBAN_CLOCK.now().timestamp())
