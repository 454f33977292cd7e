"""Commands that anchor heads on a chain of the EVM family; the extra `[evm]` is loaded when one of them runs."""

import argparse
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from courtlog import operations
from courtlog.commands.shell import Commands, add, read_small, say
from courtlog.conflict import head_of
from courtlog.errors import Malformed
from courtlog.report import moment, printable

if TYPE_CHECKING:
    from courtlog.evm.chain import EvmAnchor


def register(commands: Commands) -> None:
    """Add `chain` and its parts."""
    text = "Enter heads in a contract on an EVM chain, and check receipts against a node."
    one = add(commands, "chain", _check, text, "check receipt.json head --node http://127.0.0.1:8545 --contract 0x…")
    inner: Commands = one.add_subparsers(required=True, metavar="WHAT")
    key = add(inner, "key", _key, "Make the secret key of an account; prints its address.", "--out chain.key",
              family="chain ")  # fmt: skip
    key.add_argument("--out", type=Path, required=True, metavar="PATH")
    example = "--node http://127.0.0.1:8545 --key chain.key"
    deploy = add(
        inner, "deploy", _deploy, "Put the contract on the chain; prints its address.", example, family="chain "
    )
    _add_node(deploy, key=True, contract=False)
    example += " --contract 0x…"
    text = "Name the one account that may enter heads of a log, for ever."
    name = add(inner, "name", _name, text, f"court.example/log 0x… {example}", family="chain ")
    name.add_argument("origin", metavar="ORIGIN")
    name.add_argument("writer", metavar="ADDRESS")
    _add_node(name, key=True)
    enter = add(inner, "enter", _enter, "Enter a head; writes the receipt.", f"head {example} --out receipt.json",
                family="chain ")  # fmt: skip
    enter.add_argument("head", type=Path, metavar="HEAD")
    enter.add_argument("--out", type=Path, required=True, metavar="PATH")
    _add_node(enter, key=True)
    check = add(inner, "check", _check, "Check a receipt for a head.", f"receipt.json head {example}", family="chain ")
    check.add_argument("receipt", type=Path, metavar="RECEIPT")
    check.add_argument("head", type=Path, metavar="HEAD")
    check.add_argument("--confirmations", type=int, default=1, help="blocks from the head's own on (default: 1)")
    _add_node(check, key=False)


def _add_node(one: argparse.ArgumentParser, *, key: bool, contract: bool = True) -> None:
    one.add_argument("--node", required=True, metavar="URL", help="JSON-RPC address of a node that you trust")
    if contract:
        one.add_argument("--contract", required=True, metavar="ADDRESS")
    if key:
        one.add_argument("--key", type=Path, required=True, metavar="PATH", help="secret key of the account")


def _open(options: argparse.Namespace, confirmations: int = 1) -> "EvmAnchor":
    from courtlog.evm.chain import EvmAnchor, Node  # noqa: PLC0415  # an extra

    key = _read_key(options.key) if hasattr(options, "key") else None
    return EvmAnchor(Node(options.node), options.contract, key, confirmations)


def _read_key(path: Path) -> bytes:
    try:
        return bytes.fromhex(read_small(path).decode().strip().removeprefix("0x"))
    except ValueError as error:
        raise Malformed(f"{path} holds no key of an account.") from error


def _key(options: argparse.Namespace) -> int:
    from courtlog.evm.chain import address_of  # noqa: PLC0415  # an extra

    secret = secrets.token_bytes(32)
    operations.write_secret(options.out, secret.hex().encode() + b"\n")
    say(address_of(secret))
    return 0


def _deploy(options: argparse.Namespace) -> int:
    from courtlog.evm.chain import EvmAnchor, Node  # noqa: PLC0415  # an extra

    say(EvmAnchor.deploy(Node(options.node), _read_key(options.key)))
    return 0


def _name(options: argparse.Namespace) -> int:
    _open(options).name(options.origin, options.writer)
    return 0


def _enter(options: argparse.Namespace) -> int:
    options.out.write_bytes(_open(options).publish(head_of(read_small(options.head))))
    say(options.out)
    return 0


def _check(options: argparse.Namespace) -> int:
    head = head_of(read_small(options.head))
    found = _open(options, options.confirmations).check(read_small(options.receipt), head)
    say(printable(f"{head.origin} {head.size} entries, {moment(found.time)}, {found.place}, entered by {found.writer}"))
    return 0
