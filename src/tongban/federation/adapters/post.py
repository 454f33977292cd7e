"""Carrying envelopes to a peer over HTTP: the envelope, then the files that the peer lacks, then the envelope again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from time import monotonic

import httpx

from tongban.frame.outbound import line

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
PATIENCE = 60.0
"""Seconds for one answer as a whole: a peer that drips bytes must not hold a worker."""
ANSWER_LIMIT = 2**20
"""Largest answer in bytes; receipts have a few hundred."""
MISSING_FILES = 409


class PeerUnreachable(RuntimeError):  # noqa: N818 - the worker shows it to people
    """The peer did not answer, or answered something that is no receipt; the worker tries again."""


def carry(
    url: str,
    token: str,
    *,
    files: Collection[str],
    content_of: Callable[[str], bytes],
    grant_of: Callable[[str], str],
) -> str:
    """Deliver the envelope and return the receipt's text; sends those of `files` that the peer says it lacks.

    `files` are the envelope's own, by digest: a peer that asks for any other gets nothing. `content_of` reads one;
    `grant_of` signs the permission under which the peer takes it.
    """
    try:
        with line(timeout=TIMEOUT) as client:
            status, text = _posted(client, url, token)
            if status == MISSING_FILES:
                for sha256 in _asked(text, files):
                    headers = {"Authorization": f"Bearer {grant_of(sha256)}"}
                    content = content_of(sha256)
                    taken = client.put(f"{url}/federation/files/{sha256}", content=content, headers=headers)
                    taken.raise_for_status()
                status, text = _posted(client, url, token)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        message = f"{url}: {type(error).__name__}: {error}"
        raise PeerUnreachable(message) from error
    if status != httpx.codes.OK:
        message = f"{url}: answered {status}: {text[:300]}"
        raise PeerUnreachable(message)
    return text


def _posted(client: httpx.Client, url: str, token: str) -> tuple[int, str]:
    """Status and text of the answer, read within the limits of size and time."""
    deadline = monotonic() + PATIENCE
    with client.stream("POST", f"{url}/federation/envelopes", content=token.encode()) as answer:
        got = bytearray()
        for part in answer.iter_bytes():
            got += part
            if len(got) > ANSWER_LIMIT or monotonic() > deadline:
                message = f"{url}: the answer is too long or too slow"
                raise PeerUnreachable(message)
        return answer.status_code, got.decode("utf-8", "replace")


def _asked(text: str, files: Collection[str]) -> list[str]:
    """The digests that the peer lacks. Raises ValueError when the answer is none, or asks for other files."""
    said = json.loads(text)
    missing = said.get("missing") if isinstance(said, dict) else None
    if not isinstance(missing, list) or not all(isinstance(m, str) and m in files for m in missing):
        message = "the peer asks for files that do not belong to the envelope"
        raise ValueError(message)
    return missing
