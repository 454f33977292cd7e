"""Proofs of a chain of the EVM family by hashes alone: that a transaction and its receipt stand in a block.

Everything hangs on the block's hash, which is the Keccak-256 of its header. Whether that block stands on the chain no
hash says: the caller asks the register of evidence platforms or a node of the court's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "evm-inclusion/v1"
DESCENDANTS = 4096
"""Most headers that may lead from the block to one that is trusted."""
_DEPTH, _BRANCH, _HASH = 8, 17, 32
_FIELDS = 15
"""Least fields of a header; later forks of the chain add some at its end."""
_CALLS = {0: (3, 5), 1: (4, 6), 2: (5, 7), 3: (5, 7), 4: (5, 7)}
"""By type of transaction (EIP-2718; 0 is the oldest form): where the receiver and the data of the call stand."""
_EIP155 = 35
_TEXT, _LIST, _SHORT = 0x80, 0xC0, 55
"""Where bytes and lists begin in RLP, and the longest length that stands in the first byte."""
_MASK = (1 << 64) - 1
_RATE = 136


class Malformed(ValueError):  # noqa: N818 - it names what was found
    """The bytes are no proof of this form."""


class Contradicts(ValueError):  # noqa: N818 - it names what was found
    """A part of the proof contradicts another; the text is the code of what does."""


class Lacks(ValueError):  # noqa: N818 - it names what was found
    """Nothing contradicts, but a part of the proof is missing; the text is the code of it."""


Item = bytes | list["Item"]


@dataclass(frozen=True, slots=True)
class Block:
    """What a header says: `time` in POSIX seconds; the hash is that of its very bytes."""

    hash: bytes
    parent: bytes
    transactions: bytes
    receipts: bytes
    number: int
    time: int


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A transaction that stands in `block` with what it did; `descendants` are the blocks after it, oldest first.

    `events` are address and bytes (topics and data) of what its contracts told. `done` is False when it was undone.
    """

    chain: int
    block: Block
    descendants: tuple[Block, ...]
    receiver: bytes
    data: bytes
    done: bool
    events: tuple[tuple[bytes, bytes], ...]


def read_inclusion(proof: bytes) -> Inclusion:
    """Check a proof of the form `evm-inclusion/v1` (docs/guide/proof.md) in five steps.

    1. Each descendant names the one before as its parent. 2. The path of the transaction leads from the block's root
    to it. 3. So does that of the receipt. 4. The transaction is for this chain. 5. Its receipt tells what it did.
    Raises `Malformed`, `Contradicts` or `Lacks`.
    """
    told = _told(proof)
    try:
        chain, index = int(told["chain"]), int(told["index"])
        block, *after = (_block(_hex(one)) for one in (told["header"], *told.get("descendants", ())[:DESCENDANTS]))
        paths = [[_hex(node) for node in told[name]] for name in ("transaction", "receipt")]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as wrong:
        raise Malformed("the proof lacks a field, or one cannot be read") from wrong
    if index < 0 or chain < 0:
        raise Malformed("a number is negative")
    for one, parent in zip(after, [block, *after], strict=False):
        if one.parent != parent.hash or one.number != parent.number + 1:
            raise Contradicts("chain.descendants_do_not_follow")
    kind, call = _typed(value_at(block.transactions, index, paths[0]))
    receiver, data = _call(kind, call, chain)
    receipt_kind, receipt = _typed(value_at(block.receipts, index, paths[1]))
    if receipt_kind != kind:
        raise Contradicts("chain.receipt_of_another_transaction")
    done, events = _receipt(receipt)
    return Inclusion(chain, block, tuple(after), receiver, data, done, events)


def _told(proof: bytes) -> dict[str, Any]:
    try:
        told = json.loads(proof)
    except (ValueError, RecursionError) as wrong:
        raise Malformed("the proof is no JSON") from wrong
    if not isinstance(told, dict):
        raise Malformed("the proof is no JSON object")
    if told.get("format") != FORMAT:
        # What a node or a platform hands out as receipt names a block and brings no path to it.
        raise Lacks("chain.paths_missing")
    return told


def value_at(root: bytes, index: int, path: Sequence[bytes]) -> bytes:
    """What stands under `index` in the Merkle-Patricia trie with this root; `path` holds its nodes from the root down.

    Raises `Contradicts` when a node is not the one that is named above it or the trie holds nothing there, `Lacks`
    when the path ends before the value.
    """
    reference: Item = root
    left, given = _nibbles(_encoded(index)), iter(path)
    while reference != b"":
        node = _node(reference, given)
        if len(node) == _BRANCH:
            if not left:
                return _bytes(node[-1])
            reference, left = node[left[0]], left[1:]
            continue
        own, ends = _partial(_bytes(node[0]))
        if left[: len(own)] != own or (ends and len(left) > len(own)):
            break
        if ends:
            return _bytes(node[1])
        reference, left = node[1], left[len(own) :]
    raise Contradicts("chain.not_in_block")


def _node(reference: Item, given: Iterator[bytes]) -> list[Item]:
    """The node that is meant: a short one stands in place, any other is named by its hash."""
    node = reference
    if isinstance(reference, bytes):
        if len(reference) != _HASH:
            raise Malformed("a node is named by something that is no hash")
        if (raw := next(given, None)) is None:
            raise Lacks("chain.path_ends")
        if keccak(raw) != reference:
            raise Contradicts("chain.path_altered")
        node = decode(raw)
    if not isinstance(node, list) or len(node) not in {2, _BRANCH}:
        raise Malformed("a node of the trie has neither 2 nor 17 parts")
    return node


def _nibbles(data: bytes) -> list[int]:
    return [half for byte in data for half in (byte >> 4, byte & 15)]


def _partial(packed: bytes) -> tuple[list[int], bool]:
    """The part of the key in a node of two, and whether the key ends there (the trie's "compact" encoding)."""
    halves = _nibbles(packed)
    if not halves or halves[0] > 3:  # noqa: PLR2004 - the two flags of the encoding
        raise Malformed("a key in the trie cannot be read")
    return halves[1 if halves[0] & 1 else 2 :], halves[0] > 1


def _block(raw: bytes) -> Block:
    fields = decode(raw)
    if not isinstance(fields, list) or len(fields) < _FIELDS:
        raise Malformed("a header has too few fields")
    parent, transactions, receipts = (_bytes(fields[place]) for place in (0, 4, 5))
    return Block(keccak(raw), parent, transactions, receipts, _number(fields[8]), _number(fields[11]))


def _typed(raw: bytes) -> tuple[int, list[Item]]:
    """Type and fields of a transaction or receipt: the oldest form bears no type (EIP-2718)."""
    kind = 0 if raw[:1] >= bytes([_LIST]) else raw[0] if raw else -1
    if kind not in _CALLS:
        raise Lacks("chain.transaction_of_unknown_type")
    fields = decode(raw if kind == 0 else raw[1:])
    if not isinstance(fields, list):
        raise Malformed("a transaction or receipt is no list")
    return kind, fields


def _call(kind: int, fields: list[Item], chain: int) -> tuple[bytes, bytes]:
    receiver, data = _CALLS[kind]
    if len(fields) < 9:  # noqa: PLR2004 - the oldest form has the fewest
        raise Malformed("a transaction has too few fields")
    # The oldest signatures (27, 28) are bound to no chain.
    signed = (_number(fields[6]) - _EIP155) // 2 if kind == 0 else _number(fields[0])
    if signed >= 0 and signed != chain:
        raise Contradicts("chain.another_chain")
    return _bytes(fields[receiver]), _bytes(fields[data])


def _receipt(fields: list[Item]) -> tuple[bool, tuple[tuple[bytes, bytes], ...]]:
    if len(fields) != 4 or not isinstance(fields[3], list):  # noqa: PLR2004 - state, gas, filter, events
        raise Malformed("a receipt does not have its four fields")
    events = []
    for event in fields[3]:
        if not isinstance(event, list) or len(event) != 3 or not isinstance(event[1], list):  # noqa: PLR2004
            raise Malformed("an event does not have its three fields")
        events.append((_bytes(event[0]), b"".join(map(_bytes, event[1])) + _bytes(event[2])))
    return _bytes(fields[0]) == b"\x01", tuple(events)


def _hex(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _bytes(item: Item) -> bytes:
    if not isinstance(item, bytes):
        raise Malformed("a list stands where bytes belong")
    return item


def _number(item: Item) -> int:
    return int.from_bytes(_bytes(item))


def _encoded(number: int) -> bytes:
    """A number in RLP, as the trie's keys are written."""
    data = number.to_bytes((number.bit_length() + 7) // 8)
    return data if len(data) == 1 and data[0] < _TEXT else bytes([_TEXT + len(data)]) + data


def decode(data: bytes) -> Item:
    """The one item in `data` (RLP, in its only right form). Raises `Malformed`."""
    item, end = _item(data, 0, len(data), 0)
    if end != len(data):
        raise Malformed("bytes follow after the end")
    return item


def _item(data: bytes, at: int, limit: int, depth: int) -> tuple[Item, int]:
    """The item that begins at `at`, and where it ends."""
    if at >= limit or depth > _DEPTH:
        raise Malformed("the bytes end early, or lists lie in lists without end")
    first, start = data[at], at + 1
    if first < _TEXT:
        return data[at:start], start
    size = first - (_LIST if first >= _LIST else _TEXT)
    if size > _SHORT:
        start += size - _SHORT
        size = int.from_bytes(data[at + 1 : start])
        if data[at + 1 : at + 2] in {b"", b"\0"} or size <= _SHORT:
            raise Malformed("a length is not in its shortest form")
    end = start + size
    if end > limit:
        raise Malformed("the bytes end early")
    if first < _LIST:
        if size == 1 and data[start] < _TEXT:
            raise Malformed("a byte is not in its shortest form")
        return data[start:end], end
    items: list[Item] = []
    while start < end:
        item, start = _item(data, start, end, depth + 1)
        items.append(item)
    return items, end


def _constants() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The round constants and the turns of lanes of Keccak-f[1600], as the standard derives them."""
    state, rounds = 1, []
    for _ in range(24):
        constant = 0
        for power in range(7):
            constant |= (state & 1) << ((1 << power) - 1)
            state = (state << 1) ^ (0x171 if state & 0x80 else 0)
        rounds.append(constant)
    turns, x, y = [0] * 25, 1, 0
    for step in range(24):
        turns[x + 5 * y] = (step + 1) * (step + 2) // 2 % 64
        x, y = y, (2 * x + 3 * y) % 5
    return tuple(rounds), tuple(turns)


_ROUNDS, _TURNS = _constants()


def keccak(data: bytes) -> bytes:
    """Keccak-256 as the chains use it: SHA-3 before its padding was changed (FIPS 202 has 06 where this has 01)."""
    padded = bytearray(data + b"\1" + bytes(-len(data + b"\1") % _RATE))
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        _permute(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permute(a: list[int]) -> None:
    for constant in _ROUNDS:
        sums = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        mixed = [sums[x - 1] ^ _turned(sums[(x + 1) % 5], 1) for x in range(5)]
        b = [0] * 25
        for x in range(5):
            for y in range(5):
                b[y + 5 * ((2 * x + 3 * y) % 5)] = _turned(a[x + 5 * y] ^ mixed[x], _TURNS[x + 5 * y])
        for y in range(0, 25, 5):
            for x in range(5):
                a[y + x] = b[y + x] ^ (~b[y + (x + 1) % 5] & b[y + (x + 2) % 5])
        a[0] ^= constant


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK
