"""Carrying envelopes to a peer over HTTP: files first, then the envelope, then the receipt comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
MISSING_FILES = 409


class PeerUnreachable(RuntimeError):  # noqa: N818 - the worker shows it to people
    """The peer did not answer, or answered something that is no receipt; the worker tries again."""


def carry(url: str, token: str, *, path_of: Callable[[str], Path], grant_of: Callable[[str], str]) -> str:
    """Deliver the envelope and return the receipt's text; sends the files that the peer says it lacks.

    `path_of` finds a file by its digest, `grant_of` signs the permission under which the peer takes it.
    """
    try:
        with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
            answer = client.post(f"{url}/federation/envelopes", content=token.encode())
            if answer.status_code == MISSING_FILES:
                for sha256 in answer.json()["missing"]:
                    content = path_of(sha256).read_bytes()
                    headers = {"Authorization": f"Bearer {grant_of(sha256)}"}
                    taken = client.put(f"{url}/federation/files/{sha256}", content=content, headers=headers)
                    taken.raise_for_status()
                answer = client.post(f"{url}/federation/envelopes", content=token.encode())
    except (httpx.HTTPError, OSError, ValueError, KeyError) as error:
        message = f"{url}: {type(error).__name__}: {error}"
        raise PeerUnreachable(message) from error
    if answer.status_code != httpx.codes.OK:
        message = f"{url}: answered {answer.status_code}: {answer.text[:300]}"
        raise PeerUnreachable(message)
    return answer.text
