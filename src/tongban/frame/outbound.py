"""The gate through which this platform asks other machines: peers, providers of sign-in, chain nodes, ledgers, stamps.

The name is looked up once, every address it leads to is judged, and the connection is made to the one that was judged,
under the name that was asked for: whoever owns a name cannot point it elsewhere between look and connection. Only
networks that `platform.toml` opens (`private_networks`) are reached beside public ones. No redirect is followed; a
caller that follows one comes through this gate again. Web pages of parties go by a stricter one of the same kind
(`evidence/adapters/fetching.py`), for which no network is opened.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import httpx
from django.conf import settings

from tongban.kernel.networks import Address, is_public


def look_up(host: str) -> list[str]:
    """All addresses of a name by this machine's resolver; none when it has no such name."""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def line(**options: Any) -> httpx.Client:
    """A client of HTTP behind the gate; `options` are the library's (`timeout`, `headers`)."""
    # One connection for one request: two names behind one address would else share one that was proven for the first.
    apart = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(transport=Judged(limits=apart), trust_env=False, follow_redirects=False, **options)


class Judged(httpx.HTTPTransport):
    """Connects to judged addresses only; raises `httpx.ConnectError`, which says what an operator can do."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One request, its connection pinned to the address that was judged."""
        host = request.url.host
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=str(_judged(host)))
        return super().handle_request(request)


def _judged(host: str) -> Address:
    found = [ip_address(one) for one in look_up(host)]
    if not found:
        message = f"{host}: there is no such name"
        raise httpx.ConnectError(message)
    if not all(is_public(one, settings.TONGBAN.private_networks) for one in found):
        message = f"{host} stands in a network that is not public; `private_networks` in platform.toml can open it"
        raise httpx.ConnectError(message)
    return next((one for one in found if one.version == 4), found[0])  # noqa: PLR2004 - the older protocol goes everywhere
