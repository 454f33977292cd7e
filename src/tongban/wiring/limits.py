"""How often one may try: one table, read by one middleware. Persons and addresses are counted apart.

Who has signed in is counted as a person, a browser in which somebody signed in before as that device; only browsers
that the court has never seen share the count of their address. So one who guesses stops himself, and the others
behind the same address (a counter, a village with one line) go on as before.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongban.api.problems import problem
from tongban.api.tokens import account_of
from tongban.face.refusals import problem as worded
from tongban.kernel.refusal import Refusal, Refused
from tongban.wiring.devices import device_of

LAW = "house rule: how often one may try"
QUARTER, HOUR = 900, 3600
"""Seconds."""
_HOUSEHOLD = 64
"""Bits of an IPv6 address that a provider gives to one household."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Within `seconds`, each person or known device may ask `addresses` `each` times, all others behind one address
    together `together` times. An address is written as in docs/guide/audiences.md, after the method.
    """

    name: str
    addresses: tuple[str, ...]
    each: int
    together: int
    seconds: int
    reason: str


LIMITS = (
    Limit(
        "sign-in",
        (
            *("POST /sign-in/login/", "POST /sign-in/second/", "POST /sign-in/passkeys/use/", "POST /sign-in/again/"),
            *("POST /sign-in/again/code/", "POST /sign-in/again/passkey/", "POST /sign-in/password/change/"),
        ),
        each=40,
        together=300,
        seconds=QUARTER,
        reason="passwords and codes of six digits can be guessed; fifty people at a counter have one address",
    ),
    Limit(
        "sign-in elsewhere",
        (
            *("POST /sign-in/with/<slug:slug>/", "POST /sign-in/with/<slug:slug>/link/", "POST /sign-in/new/"),
            "POST /sign-in/with/<slug:slug>/again/",
            *("GET /sign-in/with/<slug:slug>/back/", "POST /account/identity/face/"),
            *("POST /account/identity/face/take/", "POST /account/licence/prove/", "POST /account/beside/head/"),
        ),
        each=20,
        together=200,
        seconds=QUARTER,
        reason="each time a service outside is asked at the court's expense",
    ),
    Limit(
        "join codes",
        ("POST /join/", "POST /join/identity/"),
        each=20,
        together=60,
        seconds=QUARTER,
        reason="a code opens a letter; of 60 bits it dies after ten wrong names, so an address may err often",
    ),
    Limit(
        "names of helpers",
        ("POST /account/beside/name/",),
        each=20,
        together=20,
        seconds=QUARTER,
        reason="the answer tells which login names exist",
    ),
    Limit(
        "verification",
        (
            *("POST /verify/", "GET /verify/<str:code>", "GET /verify/<str:code>/"),
            *("GET /api/v1/proofs/codes/<code>", "GET /api/v1/proofs/digests/<sha256>"),
        ),
        each=120,
        together=600,
        seconds=QUARTER,
        reason="codes of papers must not be counted through; a bank that checks a pile of papers stays below it",
    ),
    Limit(
        "uploads",
        (
            *("POST /cases/<uuid:uid>/evidence/new/", "POST /cases/<uuid:uid>/evidence/page/"),
            *("POST /cases/<uuid:uid>/evidence/<uuid:exhibit>/proof/", "POST /file/<uuid:uid>/pages/<slug:page_id>/"),
            *("POST /cases/<uuid:uid>/evidence/<uuid:exhibit>/origin/", "POST /api/v1/files"),
        ),
        each=200,
        together=200,
        seconds=HOUR,
        reason="each file is opened, looked through and kept; the thickest case is handed in in a day",
    ),
    Limit(
        "papers of one's own",
        ("POST /file/own/",),
        each=20,
        together=60,
        seconds=HOUR,
        reason="a program reads each, a picture for minutes of the processor; a person has few complaints to file",
    ),
    Limit(
        "handing in",
        ("POST /file/start/<slug:interview>/", "POST /file/<uuid:uid>/hand-in/", "POST /api/v1/filings"),
        each=60,
        together=60,
        seconds=HOUR,
        reason="a person scrutinises each filing, and the law gives that person little time (CPL 126)",
    ),
    Limit(
        "questions to the court",
        ("POST /questions/new/", "POST /questions/<uuid:uid>/more/"),
        each=20,
        together=60,
        seconds=HOUR,
        reason="a person of the court reads and answers each; five of one person may wait at one time",
    ),
    Limit(
        "calendar addresses",
        ("GET /calendar/<str:secret>.ics", "GET /desk/calendar/<str:secret>.ics"),
        each=60,
        together=600,
        seconds=HOUR,
        reason="an address of 256 bits is not guessed, but tries cost; the programs of an office share one address",
    ),
    Limit(
        "asking the other zone",
        ("POST /court/ask/<slug:kind>/", "POST /court/ask/<slug:kind>/<uuid:uid>/"),
        each=200,
        together=200,
        seconds=HOUR,
        reason="each page is built, sealed and carried through the one place where the zones touch",
    ),
    Limit(
        "exports",
        (
            "GET /cases/<uuid:uid>/papers/<uuid:document>/proof/",
            "POST /cases/<uuid:uid>/papers/<uuid:document>/report/",
            *("GET /cases/<uuid:uid>/consent/<slug:step>/proof/", "GET /desk/register/<uuid:entry>/proof"),
            *("GET /cases/<uuid:uid>/evidence/<uuid:exhibit>/expert/", "GET /open/judgments/<uuid:uid>/pdf"),
            "GET /desk/cases/<uuid:case>/evidence/<uuid:exhibit>/expert",
        ),
        each=120,
        together=600,
        seconds=HOUR,
        reason="bundles are put together anew each time; nobody reads a hundred in an hour",
    ),
)  # fmt: skip
"""The table. The sign-in library counts failures by login name besides (`wiring/signin.py`)."""
_BY_ADDRESS: Mapping[str, Limit] = {address: limit for limit in LIMITS for address in limit.addresses}


def limit_of(method: str, route: str) -> Limit | None:
    """The limit that holds for this method at this address of the URL configuration, if any."""
    return _BY_ADDRESS.get(f"{'GET' if method == 'HEAD' else method} /{route}")


class NotTooOften:
    """Counts what the table names and lets whoever is over it wait, with a page that says how long and whom to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """None lets the request in."""
        match = request.resolver_match
        limit = limit_of(request.method or "", match.route) if match else None
        wait = _wait(limit, request) if limit else 0
        return too_often(request, wait) if wait else None


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    """429 with `Retry-After`, in the form that the entrance speaks; `wait` in seconds."""
    minutes = math.ceil(wait / 60)
    refusal = Refusal("requests.too_often", LAW, (), (("minutes", str(minutes)),))
    if request.path.startswith("/api/"):
        answer: HttpResponse = problem(Refused(refusal), status=HTTPStatus.TOO_MANY_REQUESTS, request=request)
    else:
        answer = render(
            request, "429.html", {"minutes": minutes, "problem": worded(refusal)}, status=HTTPStatus.TOO_MANY_REQUESTS
        )
    answer.headers["Retry-After"] = str(wait)
    return answer


def _wait(limit: Limit, request: HttpRequest) -> int:
    """Seconds until this one may try again; 0 when now is right."""
    who, known = _who(request)
    window, left = divmod(time.time(), limit.seconds)
    key = f"tries:{limit.name}:{who}:{int(window)}".replace(" ", "-")
    if cache.add(key, 1, limit.seconds):
        return 0
    try:
        tries = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 0
    return 0 if tries <= (limit.each if known else limit.together) else math.ceil(limit.seconds - left)


def _who(request: HttpRequest) -> tuple[str, bool]:
    """Who is counted, and whether that is one person or device rather than an address."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    account = account_of(token) if scheme.lower() == "bearer" else request.user
    if account is not None and account.is_authenticated:
        return f"person:{account.pk}", True
    device = device_of(request)
    return (f"device:{device.name}", True) if device.name else (f"address:{household(request)}", False)


def household(request: HttpRequest) -> str:
    """The address that a request came from, of IPv6 as much as one household has."""
    text = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return "unknown"
    return str(ip_network((address, _HOUSEHOLD), strict=False)) if isinstance(address, IPv6Address) else str(address)
