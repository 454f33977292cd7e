"""Commands that keep a log by hand: keys, deposits, proofs, bundles."""

import argparse
from pathlib import Path

from courtlog import operations
from courtlog.commands.shell import DIRECTORY, NATURAL, argument, command, say
from courtlog.reader import LogReader
from courtlog.statement import Kind

_INDEX = argument("index", type=NATURAL, metavar="INDEX")
_ALGORITHMS = "ml-dsa-44 (post-quantum) for witnesses, sm2 for a log's additional line"
_KINDS = f"what it is: {', '.join(Kind)} (default: evidence)"
_SUBJECT = "an opaque id; it becomes public, so never a name or case number"
_STAMPED = "prove under the first head that was time-stamped: a later time, but one that stands by itself"


@argument("--name", required=True, help="name of the key, like a web address without https://")
@argument("--witness", action="store_true", help="a key that cosigns heads with a time")
@argument("--algorithm", choices=["ed25519", "ml-dsa-44", "sm2"], default="ed25519", help=_ALGORITHMS)
@argument("--out", type=Path, required=True, metavar="PATH", help="file for the secret key")
@command("--name party.example/deposits --out party.key")
def _keygen(options: argparse.Namespace) -> None:
    """Make a signing key, and its public key in PATH.pub."""
    say(operations.keygen(options.name, options.out, witness=options.witness, algorithm=options.algorithm))


@DIRECTORY
@argument("--origin", required=True, help="name of the log, for ever")
@command("ledger --origin court.example/log")
def _init(options: argparse.Namespace) -> None:
    """Start a log with keys of its own; prints the path of its policy."""
    operations.init(options.directory, options.origin)
    say(options.directory / operations.POLICY)


@DIRECTORY
@argument("file", type=Path, metavar="FILE")
@argument("--issuer-key", type=Path, required=True, metavar="PATH", help="the depositor's secret key")
@argument("--type", type=Kind, choices=list(Kind), default=Kind.EVIDENCE, metavar="TYPE", help=_KINDS)
@argument("--subject", default="", help=_SUBJECT)
@command("ledger contract.pdf --issuer-key party.key --subject 0198c2f0")
def _deposit(options: argparse.Namespace) -> None:
    """Deposit one file; prints the index and the path of the secret opening."""
    how = {"key": options.issuer_key, "kind": options.type, "subject": options.subject}
    index, opening = operations.deposit(options.directory, options.file, **how)
    say(f"{index} {opening}")


@DIRECTORY
@_INDEX
@argument("--out", type=Path, help="file to write; default: standard output")
@command("ledger 17 --out 17.tlog-proof")
def _prove(options: argparse.Namespace) -> None:
    """Give the tlog-proof of one entry."""
    proof = LogReader(options.directory).proof(options.index).encode()
    if options.out:
        options.out.write_bytes(proof)
    else:
        say(proof.decode().removesuffix("\n"))


@DIRECTORY
@_INDEX
@argument("--opening", type=Path, required=True, help="what deposit wrote")
@argument("--file", type=Path, help="put the file itself into the bundle")
@argument("--stamped", action="store_true", help=_STAMPED)
@argument("--out", type=Path, required=True, metavar="BUNDLE")
@command("ledger 17 --opening contract.pdf.opening.json --file contract.pdf --out bundle.zip")
def _bundle(options: argparse.Namespace) -> None:
    """Build the bundle that a litigant keeps."""
    where = {"opening": options.opening, "file": options.file, "out": options.out}
    operations.bundle(options.directory, options.index, **where, under_stamp=options.stamped)
    say(options.out)
