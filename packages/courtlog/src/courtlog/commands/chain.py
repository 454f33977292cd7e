"""Commands that anchor heads on a chain of the EVM family; the extra `[evm]` is loaded when one of them runs."""

import argparse
import secrets
from pathlib import Path
from typing import Any

from courtlog.commands.shell import NATURAL, argument, command, read_small, say
from courtlog.conflict import head_of
from courtlog.errors import Malformed
from courtlog.operations import write_secret
from courtlog.report import moment

_NODE = argument("--node", required=True, metavar="URL", help="JSON-RPC address of a node that you trust")
_CONTRACT = argument("--contract", required=True, metavar="ADDRESS")
_KEY = argument("--key", type=Path, required=True, metavar="PATH", help="secret key of the account")
_HEAD = argument("head", type=Path, metavar="HEAD")
_OUT = argument("--out", type=Path, required=True, metavar="PATH")
_DEPLOYED = "--node http://127.0.0.1:8545 --key chain.key"
_USED = f"{_DEPLOYED} --contract 0x…"


@command("check receipt.json head --node http://127.0.0.1:8545 --contract 0x…")
def _chain(_: argparse.Namespace) -> None:
    """Enter heads in a contract on an EVM chain, and check receipts against a node."""


@_OUT
@command("--out chain.key", of=_chain)
def _chain_key(options: argparse.Namespace) -> None:
    """Make the secret key of an account; prints its address."""
    secret = secrets.token_bytes(32)
    write_secret(options.out, secret.hex().encode() + b"\n")
    say(_evm().address_of(secret))


@_NODE
@_KEY
@command(_DEPLOYED, of=_chain)
def _chain_deploy(options: argparse.Namespace) -> None:
    """Put the contract on the chain; prints its address."""
    evm = _evm()
    say(evm.EvmAnchor.deploy(evm.Node(options.node), _read_key(options.key)))


@argument("origin", metavar="ORIGIN")
@argument("writer", metavar="ADDRESS")
@_NODE
@_CONTRACT
@_KEY
@command(f"court.example/log 0x… {_USED}", of=_chain)
def _chain_name(options: argparse.Namespace) -> None:
    """Name the one account that may enter heads of a log, for ever."""
    _open(options).name(options.origin, options.writer)


@_HEAD
@_OUT
@_NODE
@_CONTRACT
@_KEY
@command(f"head {_USED} --out receipt.json", of=_chain)
def _chain_enter(options: argparse.Namespace) -> None:
    """Enter a head; writes the receipt."""
    options.out.write_bytes(_open(options).publish(head_of(read_small(options.head))))
    say(options.out)


@argument("receipt", type=Path, metavar="RECEIPT")
@_HEAD
@argument("--confirmations", type=NATURAL, default=1, help="blocks from the head's own on (default: 1)")
@_NODE
@_CONTRACT
@command("receipt.json head --node http://127.0.0.1:8545 --contract 0x…", of=_chain)
def _chain_check(options: argparse.Namespace) -> None:
    """Check a receipt for a head."""
    head = head_of(read_small(options.head))
    found = _open(options, options.confirmations).check(read_small(options.receipt), head)
    say(f"{head.origin} {head.size} entries, {moment(found.time)}, {found.place}, entered by {found.writer}")


def _open(options: argparse.Namespace, confirmations: int = 1) -> Any:  # noqa: ANN401  # as below
    evm = _evm()
    key = _read_key(options.key) if hasattr(options, "key") else None
    return evm.EvmAnchor(evm.Node(options.node), options.contract, key, confirmations)


def _read_key(path: Path) -> bytes:
    try:
        return bytes.fromhex(read_small(path).decode().strip().removeprefix("0x"))
    except ValueError as error:
        raise Malformed(f"{path} holds no key of an account.") from error


def _evm() -> Any:  # noqa: ANN401  # a module whose libraries publish few types
    from courtlog.evm import chain  # noqa: PLC0415  # an extra

    return chain
