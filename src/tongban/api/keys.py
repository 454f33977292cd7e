"""Keys of a query: one that an operation does not know is refused, so that a slip of the hand is never an answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, get_args, get_type_hints

from ninja import Schema

from tongban.face.requests import CourtRequest
from tongban.kernel.nearest import nearest
from tongban.kernel.refusal import Refusal, Refused

LAW = "house rule: the description of the API"
Operation = Callable[..., Any]


def known_keys_only(operation: Operation) -> Operation:
    """`operation`, which raises `Refused` with `api.key_unknown` for every key of the query that it does not know."""
    known = _keys(operation)

    @wraps(operation)
    def checked(request: CourtRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever it answers
        unknown = [_unknown(key, known) for key in request.GET if key not in known]
        if unknown:
            raise Refused(unknown)
        return operation(request, *args, **kwargs)

    return checked


def _keys(operation: Operation) -> frozenset[str]:
    """The names of the arguments; of a schema those of its fields."""
    hints = get_type_hints(operation, include_extras=True)
    names: set[str] = set()
    for name in inspect.signature(operation).parameters:
        kind = (get_args(hints[name]) or (hints[name],))[0]
        schema = isinstance(kind, type) and issubclass(kind, Schema)
        names |= set(kind.model_fields) if schema else {name}
    return frozenset(names - {"request"})


def _unknown(key: str, known: frozenset[str]) -> Refusal:
    meant = nearest(key, {name: (name,) for name in known}) or sorted(known)
    return Refusal("api.key_unknown", LAW, (key[:40],), (("key", key[:40]), ("keys", ", ".join(meant) or "-")))
