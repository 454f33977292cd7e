"""Facts: what happened, past tense, frozen, versioned; the register keeps them as canonical JSON (RFC 8785)."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, dataclass_transform
from uuid import UUID

import rfc8785

from tongban.kernel.money import Money

_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
_BEYOND = re.compile("[\ud800-\U0010ffff]|[0-9]{16}")
"""What the two forms may treat differently: surrogates, characters beyond the basic plane, numbers beyond 2**53."""

FACTS: dict[str, type[Fact]] = {}
"""Every fact by its name, filled as classes are defined."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Fact:
    """Base of all facts: a subclass is a frozen keyword-only dataclass; its name becomes `snake_case`.

    Bodies hold ids, codes, digests, dates and amounts; no free text about a person (house.md, register).
    """

    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(frozen=True, kw_only=True)(cls)
        cls.NAME = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()
        if cls.NAME in FACTS and FACTS[cls.NAME].__module__ != cls.__module__:
            message = f"two facts are called {cls.NAME}"
            raise ValueError(message)
        FACTS[cls.NAME] = cls

    def body(self) -> dict[str, Any]:
        """The fact as plain JSON values."""
        return {f.name: plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]


def plain(value: Any) -> Any:  # noqa: ANN401, C901 - the closed set of values is checked here
    """`value` as JSON: ids and dates as text, amounts as decimal text with currency, tuples as lists."""
    match value:
        case None | bool() | int():
            return value
        case Money():
            return {"amount": value.decimal_text, "currency": value.currency}
        case Enum():
            return value.value
        case str():
            return value
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            items = sorted(value) if isinstance(value, set | frozenset) else value
            return [plain(item) for item in items]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    message = f"a fact cannot hold {type(value).__name__}"
    raise TypeError(message)


def canonical(value: Any) -> bytes:  # noqa: ANN401 - whatever `plain` takes
    """The one byte form of `value` (RFC 8785), the input of digests and signatures.

    Without fractions, of which `plain` lets none through, RFC 8785 is what the JSON of Python writes, save for
    what `_BEYOND` finds: order of such keys, refusal of such numbers. That goes the slow way.
    """
    simple = plain(value)
    text = _json(simple)
    return rfc8785.dumps(simple) if _BEYOND.search(text) else text.encode()
