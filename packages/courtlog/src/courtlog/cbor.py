"""The subset of CBOR (RFC 8949) that statements use, in the deterministic encoding of section 4.2 only.

Integers, byte and text strings, arrays, maps, tags, null and booleans. A decoder that accepts one spelling only leaves
nobody two byte strings with the same meaning, one signed and one shown.
"""

import struct
from dataclasses import dataclass
from typing import TypeAlias

from courtlog.errors import Malformed

Value: TypeAlias = "int | bytes | str | bool | list[Value] | dict[int | str, Value] | Tag | None"
"""What can be encoded."""

MAX_DEPTH = 8
"""Deepest nesting that the decoder follows."""

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_SIMPLES: dict[int, bool | None] = {20: False, 21: True, 22: None}
_INLINE = 24
_WIDTHS = {24: ">B", 25: ">H", 26: ">I", 27: ">Q"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tagged value (major type 6)."""

    number: int
    value: Value


def encode(value: Value) -> bytes:  # noqa: PLR0911  # one case per kind of value
    """Encode deterministically: shortest lengths, map keys in the order of their encoded bytes."""
    match value:
        case bool() | None:
            return bytes([_SIMPLE << 5 | next(code for code, simple in _SIMPLES.items() if simple is value)])
        case int():
            return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
        case bytes():
            return _head(_BYTES, len(value)) + value
        case str():
            data = value.encode()
            return _head(_TEXT, len(data)) + data
        case list():
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))
        case dict():
            pairs = sorted((encode(key), encode(item)) for key, item in value.items())
            return _head(_MAP, len(value)) + b"".join(key + item for key, item in pairs)
        case Tag():
            return _head(_TAG, value.number) + encode(value.value)


def decode(data: bytes) -> Value:
    """Decode one item that fills `data` exactly; raises `Malformed` for everything but the one right spelling."""
    value, at = _decode(data, 0, MAX_DEPTH)
    if at != len(data):
        raise Malformed("There are bytes after the end of a CBOR item.")
    return value


def _head(major: int, argument: int) -> bytes:
    if argument < _INLINE:
        return bytes([major << 5 | argument])
    for code, layout in _WIDTHS.items():
        if argument < 1 << (8 * struct.calcsize(layout)):
            return bytes([major << 5 | code]) + struct.pack(layout, argument)
    raise Malformed("A number is too large for CBOR.")


def _argument(data: bytes, at: int) -> tuple[int, int]:
    """Give the argument of a head that does not stand in its first byte, at `at`, and the offset behind it."""
    layout = _WIDTHS.get(data[at] & 31)
    if layout is None or at + 1 + struct.calcsize(layout) > len(data):
        raise Malformed("A CBOR item is cut off or has no definite length.")
    (value,) = struct.unpack_from(layout, data, at + 1)
    end = at + 1 + struct.calcsize(layout)
    if _head(data[at] >> 5, value) != data[at:end]:
        raise Malformed("A CBOR item is not in its shortest form.")
    return value, end


def _decode(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    if depth == 0:
        raise Malformed("CBOR items are nested too deeply.")
    if at >= len(data):
        raise Malformed("A CBOR item is cut off.")
    major, argument = data[at] >> 5, data[at] & 31
    argument, at = (argument, at + 1) if argument < _INLINE else _argument(data, at)
    if major <= _NEGATIVE:
        return (argument if major == _UNSIGNED else -1 - argument), at
    if major <= _TEXT:
        return _string(major, data[at : at + argument], argument), at + argument
    if major == _ARRAY:
        items: list[Value] = []
        for _ in range(argument):
            item, at = _decode(data, at, depth - 1)
            items.append(item)
        return items, at
    if major == _MAP:
        return _map(data, at, argument, depth)
    if major == _TAG:
        item, at = _decode(data, at, depth - 1)
        return Tag(argument, item), at
    if argument not in _SIMPLES:
        raise Malformed("A CBOR item is of a kind that statements do not use.")
    return _SIMPLES[argument], at


def _string(major: int, raw: bytes, length: int) -> bytes | str:
    if len(raw) != length:
        raise Malformed("A CBOR string is cut off.")
    if major == _BYTES:
        return raw
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Malformed("A CBOR text is not UTF-8.") from error


def _map(data: bytes, at: int, count: int, depth: int) -> tuple[Value, int]:
    result: dict[int | str, Value] = {}
    previous = b""
    for _ in range(count):
        start = at
        key, at = _decode(data, at, depth - 1)
        if not isinstance(key, int | str) or isinstance(key, bool):
            raise Malformed("A CBOR map has a key that is neither a number nor a text.")
        if data[start:at] <= previous:
            raise Malformed("The keys of a CBOR map are repeated or out of order.")
        previous = data[start:at]
        result[key], at = _decode(data, at, depth - 1)
    return result, at
