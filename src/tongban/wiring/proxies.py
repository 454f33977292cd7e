"""From where a request comes, and by which scheme, when the platform stands behind proxies of the operator's own.

What a header says of itself is believed only from an address that `platform.toml` names (`proxies`); from anybody else
such headers are taken away before a page can read them.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_SAID = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED")


class WhereFrom:
    """Puts the client's own address and scheme in the place of the proxy's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The nearest address that no proxy of ours has is the client; further ones are the client's own tale."""
        said = {name: request.META.pop(name, "") for name in _SAID}
        request.META["REMOTE_ADDR"] = _plain(request.META.get("REMOTE_ADDR", ""))
        if _ours(request.META["REMOTE_ADDR"]):
            hops = [_plain(hop.strip()) for hop in said["HTTP_X_FORWARDED_FOR"].split(",")]
            client = next((hop for hop in reversed(hops) if not _ours(hop)), "")
            if _is_address(client):
                request.META["REMOTE_ADDR"] = client
            if said["HTTP_X_FORWARDED_PROTO"] == "https":
                request.META["HTTP_X_FORWARDED_PROTO"] = "https"
        return self.get_response(request)


def _plain(text: str) -> str:
    """An address of IPv4 as such, also where a socket for both kinds writes ::ffff:198.51.100.7: else all of IPv4 is
    one household (`wiring/limits.py`), and no proxy is ours.
    """
    mapped = getattr(ip_address(text), "ipv4_mapped", None) if _is_address(text) else None
    return str(mapped) if mapped else text


def _ours(text: str) -> bool:
    return _is_address(text) and any(ip_address(text) in network for network in settings.TONGBAN.proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
