"""Make a proof of the form `evm-inclusion/v1`: `tools/chain_prove.py NODE TRANSACTION [--until NUMBER] > proof.json`.

The node is asked for the block, its transactions and receipts; the paths are made here, and the roots must come out as
the header names them. With `--until` the headers up to that block come along, for a court that trusts that one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from tongban.evidence.rules.evm import FORMAT, keccak

HEADER = (
    *("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty"),
    *("number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas"),
    *("withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash"),
)
NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas"}

Ask = Callable[..., Any]
Item = bytes | Sequence["Item"]


def rlp(item: Item) -> bytes:
    """Encode bytes, or lists of them."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _length(0x80, len(item)) + item
    body = b"".join(map(rlp, item))
    return _length(0xC0, len(body)) + body


def _length(start: int, size: int) -> bytes:
    if size < 56:
        return bytes([start + size])
    told = number(size)
    return bytes([start + 55 + len(told)]) + told


def number(value: int) -> bytes:
    """A number as RLP holds it: without leading zeros."""
    return value.to_bytes((value.bit_length() + 7) // 8)


def trie(values: Mapping[tuple[int, ...], bytes]) -> Item:
    """The root node of the Merkle-Patricia trie over `values`, with what stands below in place, not by hash."""
    keys = list(values)
    if not keys:
        return b""
    shared = len(list(takewhile(lambda places: len(set(places)) == 1, zip(*keys, strict=False))))
    if len(keys) == 1:
        return [compact(keys[0], ends=True), values[keys[0]]]
    if shared:
        return [compact(keys[0][:shared], ends=False), trie({key[shared:]: value for key, value in values.items()})]
    below = (trie({key[1:]: v for key, v in values.items() if key and key[0] == n}) for n in range(16))
    return [*below, values.get((), b"")]


def compact(key: Sequence[int], *, ends: bool) -> bytes:
    """Pack a part of a key."""
    flag = 2 * ends + len(key) % 2
    halves = [flag, *key] if len(key) % 2 else [flag, 0, *key]
    return bytes(16 * a + b for a, b in zip(halves[::2], halves[1::2], strict=True))


def hashed(node: Item) -> Item:
    """A node as it stands in the one above: itself when short, else its hash."""
    if isinstance(node, bytes):
        return node
    raw = rlp(sealed(node))
    return sealed(node) if len(raw) < 32 else keccak(raw)


def sealed(node: Sequence[Item]) -> list[Item]:
    """A node whose children are named by hash; keys and values stay."""
    if len(node) == 17:
        return [hashed(child) for child in node[:16]] + [node[16]]
    return [node[0], hashed(node[1])]


def path_to(node: Item, key: Sequence[int]) -> list[bytes]:
    """The nodes from this one down to `key`, each as its bytes; short ones lie within those above."""
    if isinstance(node, bytes):
        return []
    raw = rlp(sealed(node))
    below = path_to(node[key[0]] if key else b"", key[1:]) if len(node) == 17 else _below(node, key)
    return [raw, *(one for one in below if len(one) >= 32)]


def _below(node: Sequence[Item], key: Sequence[int]) -> list[bytes]:
    packed = node[0] if isinstance(node[0], bytes) else b""
    if packed[0] & 0x20:
        return []
    return path_to(node[1], key[2 * len(packed) - (1 if packed[0] & 0x10 else 2) :])


def key_of(index: int) -> tuple[int, ...]:
    """The key of the transaction with this index, in half bytes."""
    return tuple(half for byte in rlp(number(index)) for half in (byte >> 4, byte & 15))


def header(block: Mapping[str, Any]) -> bytes:
    """The header's bytes; they must have the hash that the node tells."""
    fields = [field(block[name], count=name in NUMBERS) for name in HEADER if block.get(name) is not None]
    raw = rlp(fields)
    if keccak(raw) != field(block["hash"]):
        raise SystemExit(f"block {block['number']}: its hash is not that of its header; this chain has other headers")
    return raw


def field(text: str, *, count: bool = False) -> bytes:
    """A value of JSON-RPC."""
    return number(int(text, 16)) if count else bytes.fromhex(text.removeprefix("0x"))


def receipt(told: Mapping[str, Any]) -> bytes:
    """The receipt's bytes."""
    logs: list[Item] = [
        [field(log["address"]), [field(topic) for topic in log["topics"]], field(log["data"])] for log in told["logs"]
    ]
    gas, state = field(told["cumulativeGasUsed"], count=True), field(told["status"], count=True)
    kind = int(told["type"], 16)
    return (bytes([kind]) if kind else b"") + rlp([state, gas, field(told["logsBloom"]), logs])


def prove(ask: Ask, transaction: str, until: int | None = None) -> dict[str, Any]:
    """Everything that stands in a proof."""
    own = ask("eth_getTransactionReceipt", transaction)
    block, index = ask("eth_getBlockByHash", own["blockHash"], False), int(own["transactionIndex"], 16)
    raws = [field(ask("eth_getRawTransactionByHash", one)) for one in block["transactions"]]
    receipts = [receipt(ask("eth_getTransactionReceipt", one)) for one in block["transactions"]]
    paths = {}
    for name, values, root in (("transaction", raws, "transactionsRoot"), ("receipt", receipts, "receiptsRoot")):
        whole = trie({key_of(place): value for place, value in enumerate(values)})
        paths[name] = [f"0x{node.hex()}" for node in path_to(whole, key_of(index))]
        if keccak(bytes.fromhex(paths[name][0][2:])) != field(block[root]):
            raise SystemExit(f"the node's answers do not make its {root}")
    first = int(block["number"], 16)
    later = [ask("eth_getBlockByNumber", hex(one), False) for one in range(first + 1, (until or first) + 1)]
    return {
        "format": FORMAT,
        "chain": int(ask("eth_chainId"), 16),
        "header": f"0x{header(block).hex()}",
        "index": index,
        **paths,
        "descendants": [f"0x{header(one).hex()}" for one in later],
    }


def asking(node: str) -> Ask:
    """Ask a node by JSON-RPC."""

    def ask(method: str, *parameters: object) -> Any:  # noqa: ANN401 - JSON
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        told = httpx.post(node, json=asked, timeout=30, trust_env=False).json()
        if told.get("result") is None:
            raise SystemExit(f"{method}: the node answers {told.get('error') or 'nothing'}")
        return told["result"]

    return ask


def main() -> None:
    """Print the proof."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("node", metavar="NODE", help="JSON-RPC address")
    words.add_argument("transaction", metavar="TRANSACTION", help="0x and its hash")
    words.add_argument("--until", type=int, metavar="NUMBER", help="last block whose header comes along")
    given = words.parse_args()
    print(json.dumps(prove(asking(given.node), given.transaction, given.until), indent=1))


if __name__ == "__main__":
    main()
