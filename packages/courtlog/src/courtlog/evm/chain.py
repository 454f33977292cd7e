"""Entering heads in the contract `CourtHeads`, and checking receipts against a node of one's own choice.

A receipt holds the signed transaction itself. Without a node it shows which account signed which head; whether the
chain took it is for a node to say, and the answer is worth as much as that node.
"""

import json
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, LogError, Malformed, Missing
from courtlog.web import HttpClient

_depth = sys.getrecursionlimit()
try:
    import rlp  # type: ignore[import-untyped]
    from eth_account import Account
    from eth_utils.address import to_checksum_address
    from eth_utils.crypto import keccak
except ImportError as error:
    raise LogError("Anchoring on a chain needs the extra: pip install 'courtlog[evm]'.") from error
finally:
    # A library below raises it so far that hostile JSON overflows the interpreter's stack and ends the process.
    sys.setrecursionlimit(_depth)

KIND = "court-evm-anchor"
"""The word under `kind` in a receipt."""
_WORD = 32
_LONGEST = 1_000_000
_NAME, _ANCHOR, _HEAD_OF = "name(bytes32,address)", "anchor(bytes32,uint64,bytes32)", "headOf(bytes32)"
_ANCHORED = "Anchored(bytes32,uint64,bytes32)"
_EIP155 = 35
_PATIENCE = 60


def call(signature: str, *words: bytes | int) -> bytes:
    """Encode a call of the contract: selector and words of 32 bytes."""
    padded = (one.to_bytes(_WORD, "big") if isinstance(one, int) else one.rjust(_WORD, b"\0") for one in words)
    return bytes(keccak(signature.encode())[:4]) + b"".join(padded)


def anchor_call(head: Checkpoint) -> bytes:
    """Encode the call that enters a head."""
    return call(_ANCHOR, origin_word(head.origin), head.size, head.root)


def origin_word(origin: str) -> bytes:
    """Give the key of a log in the contract: the SHA-256 of its origin."""
    return sha256(origin.encode()).digest()


def address_of(key: bytes) -> str:
    """Give the address of the account whose secret is `key`."""
    return str(Account.from_key(key).address)


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a check found: the place, the time (POSIX seconds) by the place's own clock, who entered the head there."""

    place: str
    time: int
    writer: str


class Node:
    """A node of the chain, asked by JSON-RPC; its answers are claims of that node."""

    def __init__(self, url: str, seconds: float = 10.0) -> None:
        """Ask the node at `url`."""
        self.url, self._server = url, HttpClient(url, seconds)

    def ask(self, method: str, *parameters: object) -> Any:  # noqa: ANN401  # whatever the method gives
        """Give a result; raises `LogError` with the node's own words, or `Unreachable`."""
        request = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()
        _, _, body = self._server.ask("POST", "", _LONGEST, request, "application/json")
        try:
            answer = json.loads(body)
            if "error" in answer:
                raise LogError(f"The node refuses {method}: {answer['error']['message']}")
            return answer["result"]
        except (ValueError, KeyError, TypeError) as error:
            raise LogError(f"The node's answer to {method} cannot be read.") from error

    def number(self, method: str, *parameters: object) -> int:
        """Give a result that is a number."""
        return _number(self.ask(method, *parameters))


@dataclass(frozen=True, slots=True)
class EvmReceipt:
    """What is kept of an anchored head: the chain, the signed transaction, and the block that took it."""

    chain: int
    transaction: bytes
    block: int
    block_hash: bytes

    @property
    def hash(self) -> bytes:
        """The transaction's hash, under which nodes know it."""
        return bytes(keccak(self.transaction))

    @classmethod
    def parse(cls, data: bytes) -> "EvmReceipt":
        """Read a receipt; raises `Malformed`."""
        try:
            fields = json.loads(data[:_LONGEST].decode())
            if (fields["format"], fields["kind"]) != (1, KIND):
                raise Malformed("This is no receipt of a chain that this version knows.")
            numbers = int(fields["chain"]), int(fields["block"])
            raw, block_hash = bytes.fromhex(fields["transaction"]), bytes.fromhex(fields["block-hash"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Malformed("The receipt lacks some of its fields, or is not JSON.") from error
        return cls(numbers[0], raw, numbers[1], block_hash)

    def encode(self) -> bytes:
        """Give the bytes that `parse` reads."""
        fields = {"format": 1, "kind": KIND, "chain": self.chain, "block": self.block,
                  "block-hash": self.block_hash.hex(), "transaction": self.transaction.hex()}  # fmt: skip
        return json.dumps(fields, sort_keys=True).encode() + b"\n"

    def check_call(self, contract: str, head: Checkpoint) -> str:
        """Check without a node that the transaction enters `head` in `contract` on this chain; gives who signed it.

        Raises `Malformed` or `Contradiction`.
        """
        try:
            fields = rlp.decode(self.transaction)
            _, _, _, to, _, data, v, _, _ = fields
            writer = str(Account.recover_transaction(self.transaction))
        except Exception as error:  # the libraries raise what they please
            raise Malformed("The receipt holds no signed transaction.") from error
        if (int.from_bytes(v, "big") - _EIP155) // 2 != self.chain or bytes(to) != _address(contract):
            raise Contradiction("The transaction is for another chain or contract.")
        if bytes(data) != anchor_call(head):
            raise Contradiction("The transaction enters another head.")
        return writer


class EvmAnchor:
    """The contract at one address of one chain, a further place for heads, which none of the log's witnesses governs.

    That a head stands there proves that it was known by a time; it does not make the head true, and a log needs no such
    place to be sound. `key` is the account's secret, of 32 bytes.
    """

    def __init__(self, node: Node, contract: str, key: bytes | None = None, confirmations: int = 1) -> None:
        """Without a key it only checks. A head counts when its block and the following make `confirmations`."""
        _address(contract)
        self._node, self.contract, self._confirmations = node, to_checksum_address(contract), confirmations
        self._account = Account.from_key(key) if key else None

    @classmethod
    def deploy(cls, node: Node, key: bytes) -> str:
        """Put the contract on the chain, owned by the key's account; gives its address."""
        made = json.loads(files("courtlog.evm").joinpath("CourtHeads.json").read_text())
        _, result = send(node, Account.from_key(key), None, bytes.fromhex(made["bytecode"]))
        return str(to_checksum_address(result["contractAddress"]))

    def name(self, origin: str, writer: str) -> None:
        """Name the account that alone may enter heads of a log, for ever; only the contract's owner can."""
        send(self._node, self._account, self.contract, call(_NAME, origin_word(origin), _address(writer)))

    def publish(self, head: Checkpoint) -> bytes:
        """Enter a head; gives the receipt. Raises `LogError` when the contract knows the same size or a larger one."""
        if (known := self.size_of(head.origin)) >= head.size:
            raise LogError(f"The contract knows {known} entries of {head.origin}; a head of {head.size} adds nothing.")
        raw, result = send(self._node, self._account, self.contract, anchor_call(head))
        block = _number(result["blockNumber"])
        chain = self._node.number("eth_chainId")
        return EvmReceipt(chain, raw, block, _bytes(result["blockHash"])).encode()

    def size_of(self, origin: str) -> int:
        """Give the size of the newest head that the contract has for a log, 0 when it has none."""
        data = "0x" + call(_HEAD_OF, origin_word(origin)).hex()
        return int.from_bytes(_bytes(self._node.ask("eth_call", {"to": self.contract, "data": data}, "latest"))[:_WORD])

    def check(self, receipt: bytes, head: Checkpoint) -> Anchored:
        """Check a receipt in four steps.

        1. The transaction enters exactly this head in this contract. 2. The node's chain is that of the receipt.
        3. The node knows the transaction as successful, with the contract's event for this head, in the stated block.
        4. That block stands on the chain, deep enough.
        """
        own = EvmReceipt.parse(receipt)
        writer = own.check_call(self.contract, head)
        if self._node.number("eth_chainId") != own.chain:
            raise Missing(f"The node belongs to another chain than {own.chain}, on which the head was entered.")
        result = self._node.ask("eth_getTransactionReceipt", "0x" + own.hash.hex())
        if result is None:
            raise Missing("The node does not know the transaction.")
        where = (_number(result["blockNumber"]), _bytes(result["blockHash"]))
        if _number(result["status"]) != 1 or where != (own.block, own.block_hash) or not self._told(result, head):
            raise Contradiction("The chain has not taken the head in the block that the receipt names.")
        block = self._node.ask("eth_getBlockByNumber", hex(own.block), False)  # noqa: FBT003  # the protocol's order
        if block is None or _bytes(block["hash"]) != own.block_hash:
            raise Contradiction("The block that the receipt names is not on the chain.")
        depth = self._node.number("eth_blockNumber") - own.block + 1
        if depth < self._confirmations:
            raise Missing(f"The block has {depth} confirmations; {self._confirmations} are asked for.")
        return Anchored(f"chain {own.chain}, contract {self.contract}", _number(block["timestamp"]), writer)

    def _told(self, result: dict[str, Any], head: Checkpoint) -> bool:
        topics = [bytes(keccak(_ANCHORED.encode())), origin_word(head.origin)]
        data = head.size.to_bytes(_WORD, "big") + head.root
        return any(
            _bytes(one["address"]) == _address(self.contract)
            and [_bytes(topic) for topic in one["topics"]] == topics
            and _bytes(one["data"]) == data
            for one in result["logs"]
        )


def send(node: Node, account: Any, to: str | None, data: bytes) -> tuple[bytes, dict[str, Any]]:  # noqa: ANN401
    """Sign a transaction and wait until a block has taken it; raises `LogError` when the contract refuses.

    It is of the oldest type, which every chain of the family takes.
    """
    if account is None:
        raise LogError("Writing to a chain needs the account's key.")
    asked = {"from": account.address, "data": "0x" + data.hex()} | ({"to": to} if to else {})
    gas = node.number("eth_estimateGas", asked)
    fields = {
        "nonce": node.number("eth_getTransactionCount", account.address, "pending"),
        "gasPrice": node.number("eth_gasPrice"),
        "gas": gas + gas // 5,
        "to": to or b"",
        "value": 0,
        "data": data,
        "chainId": node.number("eth_chainId"),
    }
    raw = bytes(account.sign_transaction(fields).raw_transaction)
    name = node.ask("eth_sendRawTransaction", "0x" + raw.hex())
    end = time.monotonic() + _PATIENCE
    while (result := node.ask("eth_getTransactionReceipt", name)) is None:
        if time.monotonic() > end:
            raise LogError(f"No block has taken the transaction {name} within {_PATIENCE} seconds; it may still be.")
        time.sleep(0.2)
    if _number(result["status"]) != 1:
        raise LogError(f"The contract refused the transaction {name}.")
    return raw, result


def _number(value: object) -> int:
    try:
        return int(str(value), 16)
    except ValueError as error:
        raise LogError(f"The node answers {value!r} instead of a number.") from error


def _bytes(value: object) -> bytes:
    try:
        return bytes.fromhex(str(value).removeprefix("0x"))
    except ValueError as error:
        raise LogError(f"The node answers {value!r} instead of bytes.") from error


def _address(text: str) -> bytes:
    data = _bytes(text)
    if len(data) != 20:  # noqa: PLR2004  # an account's address
        raise Malformed(f"{text} is no address on a chain.")
    return data
