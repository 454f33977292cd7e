"""Commands that keep a log by hand: keys, deposits, proofs, bundles."""

import argparse
from pathlib import Path

from courtlog import operations
from courtlog.commands.shell import Commands, add, say
from courtlog.statement import Kind


def register(commands: Commands) -> None:
    """Add `keygen`, `init`, `deposit`, `prove` and `bundle`."""
    for declare in (_add_keygen, _add_init, _add_deposit, _add_prove, _add_bundle):
        declare(commands)


def _keygen(options: argparse.Namespace) -> int:
    say(operations.keygen(options.name, options.out, witness=options.witness, algorithm=options.algorithm))
    return 0


def _init(options: argparse.Namespace) -> int:
    operations.init(options.directory, options.origin)
    say(f"{options.directory / operations.POLICY}")
    return 0


def _deposit(options: argparse.Namespace) -> int:
    how = {"key": options.issuer_key, "kind": options.type, "subject": options.subject}
    index, opening = operations.deposit(options.directory, options.file, **how)
    say(f"{index} {opening}")
    return 0


def _prove(options: argparse.Namespace) -> int:
    proof = operations.prove(options.directory, options.index)
    if options.out:
        options.out.write_bytes(proof)
    else:
        say(proof.decode().removesuffix("\n"))
    return 0


def _bundle(options: argparse.Namespace) -> int:
    where = {"opening": options.opening, "file": options.file, "out": options.out}
    operations.bundle(options.directory, options.index, **where, under_stamp=options.stamped)
    say(options.out)
    return 0


def _add_keygen(commands: Commands) -> None:
    text = "Make a signing key, and its public key in PATH.pub."
    one = add(commands, "keygen", _keygen, text, "--name party.example/deposits --out party.key")
    one.add_argument("--name", required=True, help="name of the key, like a web address without https://")
    one.add_argument("--witness", action="store_true", help="a key that cosigns heads with a time")
    one.add_argument("--algorithm", choices=["ed25519", "ml-dsa-44", "sm2"], default="ed25519",
                     help="ml-dsa-44 (post-quantum) for witnesses, sm2 for a log's additional line")  # fmt: skip
    one.add_argument("--out", type=Path, required=True, metavar="PATH", help="file for the secret key")


def _add_init(commands: Commands) -> None:
    text = "Start a log with keys of its own; prints the path of its policy."
    one = add(commands, "init", _init, text, "ledger --origin court.example/log")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--origin", required=True, help="name of the log, for ever")


def _add_deposit(commands: Commands) -> None:
    text = "Deposit one file; prints the index and the path of the secret opening."
    one = add(commands, "deposit", _deposit, text, "ledger contract.pdf --issuer-key party.key --subject 0198c2f0")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--issuer-key", type=Path, required=True, metavar="PATH", help="the depositor's secret key")
    kinds = f"what it is: {', '.join(Kind)} (default: evidence)"
    one.add_argument("--type", type=Kind, choices=list(Kind), default=Kind.EVIDENCE, metavar="TYPE", help=kinds)
    one.add_argument("--subject", default="", help="an opaque id; it becomes public, so never a name or case number")


def _add_prove(commands: Commands) -> None:
    one = add(commands, "prove", _prove, "Give the tlog-proof of one entry.", "ledger 17 --out 17.tlog-proof")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("index", type=int, metavar="INDEX")
    one.add_argument("--out", type=Path, help="file to write; default: standard output")


def _add_bundle(commands: Commands) -> None:
    example = "ledger 17 --opening contract.pdf.opening.json --file contract.pdf --out bundle.zip"
    one = add(commands, "bundle", _bundle, "Build the bundle that a litigant keeps.", example)
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("index", type=int, metavar="INDEX")
    one.add_argument("--opening", type=Path, required=True, help="what deposit wrote")
    one.add_argument("--file", type=Path, help="put the file itself into the bundle")
    later = "prove under the first head that was time-stamped: a later time, but one that stands by itself"
    one.add_argument("--stamped", action="store_true", help=later)
    one.add_argument("--out", type=Path, required=True, metavar="BUNDLE")
