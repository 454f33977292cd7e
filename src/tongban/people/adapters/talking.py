"""One question in HTTP, one answer in JSON: how the services beside a court are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from tongban.frame.outbound import line
from tongban.kernel.refusal import Refusal, Refused

_PATIENCE = 8.0
"""Seconds for each answer."""
_LARGEST = 1 << 18
"""Bytes of the largest answer that is read."""


def client(key: str = "") -> httpx.Client:
    """A line to a service; `key` names us. No redirect is followed: it could lead anywhere."""
    headers = {"accept": "application/json", **({"authorization": f"Bearer {key}"} if key else {})}
    return line(timeout=_PATIENCE, headers=headers)


def asked(line: httpx.Client, method: str, address: str, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One answer; refused as silence when there is none, a wrong one, or one without end."""
    try:
        with line.stream(method, address, data=sent) as answer:
            text = b""
            for piece in answer.iter_bytes():
                text += piece
                if len(text) > _LARGEST:
                    raise Refused(silence(address))
            found = httpx.Response(answer.status_code, content=text).json() if answer.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as broken:
        raise Refused(silence(address)) from broken
    if not isinstance(found, dict):
        raise Refused(silence(address))
    return found


def silence(address: str) -> Refusal:
    """The refusal that says which service does not answer as it should."""
    return Refusal("people.provider_silent", "在线诉讼规则 7", (), (("host", urlsplit(address).netloc),))
