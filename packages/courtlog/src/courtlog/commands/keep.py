"""Commands that keep a log by hand: keys, deposits, proofs, bundles."""

import argparse
from contextlib import nullcontext
from pathlib import Path

from courtlog.commands.shell import DIRECTORY, NATURAL, argument, command, say
from courtlog.errors import Malformed
from courtlog.issue import issue
from courtlog.log import load_key, system_clock
from courtlog.opening import MAX_OPENING, Opening
from courtlog.operations import init, keygen, open_writer, write_secret
from courtlog.pack import Parts, write_bundle
from courtlog.reader import POLICY, LogReader
from courtlog.signing import sign_receipt
from courtlog.stamp import FOLDER, Stamps
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
    say(keygen(options.name, options.out, witness=options.witness, algorithm=options.algorithm))


@DIRECTORY
@argument("--origin", required=True, help="name of the log, for ever")
@command("ledger --origin court.example/log")
def _init(options: argparse.Namespace) -> None:
    """Start a log with keys of its own; prints the path of its policy."""
    init(options.directory, options.origin)
    say(options.directory / POLICY)


@DIRECTORY
@argument("file", type=Path, metavar="FILE")
@argument("--issuer-key", type=Path, required=True, metavar="PATH", help="the depositor's secret key")
@argument("--type", type=Kind, choices=list(Kind), default=Kind.EVIDENCE, metavar="TYPE", help=_KINDS)
@argument("--subject", default="", help=_SUBJECT)
@command("ledger contract.pdf --issuer-key party.key --subject 0198c2f0")
def _deposit(options: argparse.Namespace) -> None:
    """Deposit one file; prints the index and the path of the secret opening."""
    file = options.file
    path = file.parent / f"{file.name}.opening.json"
    # An opening that is there is used again, so that a deposit which was cut short can simply be repeated.
    known = _read_opening(path) if path.exists() else None
    with file.open("rb") as source:
        issued = issue(
            source, name=file.name, kind=options.type, subject=options.subject, key=load_key(options.issuer_key),
            at=system_clock(), salt=known.salt if known else None,
        )  # fmt: skip
    if known and known != issued.opening:
        raise Malformed(f"{path} belongs to another deposit: to the file as it was, or to another key. Move it away.")
    with open_writer(options.directory) as log:
        if not known:
            write_secret(path, issued.opening.encode())
        (deposited,) = log.deposit([issued.statement])
    say(f"{deposited.index} {path}")


def _read_opening(path: Path) -> Opening:
    with path.open("rb") as source:
        return Opening.parse(source.read(MAX_OPENING + 1))


@DIRECTORY
@_INDEX
@command("ledger 17")
def _prove(options: argparse.Namespace) -> None:
    """Give the tlog-proof of one entry."""
    say(LogReader(options.directory).proof(options.index).encode().decode().removesuffix("\n"))


@DIRECTORY
@_INDEX
@argument("--opening", type=Path, required=True, help="what deposit wrote")
@argument("--file", type=Path, help="put the file itself into the bundle")
@argument("--stamped", action="store_true", help=_STAMPED)
@argument("--out", type=Path, required=True, metavar="BUNDLE")
@command("ledger 17 --opening contract.pdf.opening.json --file contract.pdf --out bundle.zip")
def _bundle(options: argparse.Namespace) -> None:
    """Build the bundle that a litigant keeps."""
    log, index = LogReader(options.directory), options.index
    before = log.head_before(index)
    entry, stamps = log.entry(index), Stamps(log.directory / FOLDER)
    proof = log.proof(index, log.check_head(stamps.first(index)) if options.stamped else None)
    own = log.directory / "keys" / "log.key"
    receipt = sign_receipt(entry, proof, load_key(own)) if own.is_file() else None  # only where the log's key lies
    opening, earlier = _read_opening(options.opening), before.note if before else None
    parts = Parts(entry, opening, proof.encode(), log.policy(), earlier, receipt, stamps.find(proof.head))
    try:
        with options.out.open("wb") as target, options.file.open("rb") if options.file else nullcontext() as content:
            write_bundle(target, parts, content)
    except BaseException:
        options.out.unlink(missing_ok=True)
        raise
    say(options.out)
