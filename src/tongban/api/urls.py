"""Addresses of the public API. An operation's `auth` says for whom it is; ninja checks it."""

from inspect import getclosurevars, isfunction
from typing import Any

from django.urls import URLPattern, URLResolver, path
from ninja.operation import Operation, PathView

from tongban.access.audience import Audience, Declared, open_to
from tongban.api import gateway
from tongban.api.service import api


def audience_of(operation: Operation) -> Declared:
    """PUBLIC without `auth`, else PERSON: who shows the token, or the session, of somebody who has signed in."""
    return Declared(Audience.PERSON, by_token=True) if operation.auth_callbacks else Declared(Audience.PUBLIC)


def operations_of(pattern: URLPattern) -> list[Operation]:
    """The operations behind an address; none behind the description of the API itself."""
    of = getclosurevars(pattern.callback).nonlocals.get("self") if isfunction(pattern.callback) else None
    return of.operations if isinstance(of, PathView) else []


def _opened(pattern: Any) -> None:  # noqa: ANN401 - what ninja gives
    """Declare the audience on which the operations of an address agree; where they do not, nobody starts."""
    (found,) = {audience_of(one) for one in operations_of(pattern)} or {Declared(Audience.PUBLIC)}
    open_to(found.audience, by_token=found.by_token)(pattern.callback)


_urls: tuple[list[URLPattern | URLResolver], str, str] = api.urls
for _pattern in _urls[0]:
    _opened(_pattern)
urlpatterns = [path("v1/", _urls), path("gateway/messages", gateway.messages)]
