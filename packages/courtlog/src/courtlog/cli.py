"""The command `courtlog`: a shell around the library. Exit status: 0 or the verdict's; 64 usage; 66 unreadable."""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn, TypeAlias

from courtlog import operations
from courtlog.bundle import Bundle
from courtlog.errors import CourtlogError, LogError, Malformed
from courtlog.fsck import check_log
from courtlog.note import VerifierKey
from courtlog.opening import parse_public
from courtlog.report import EXIT, printable, to_json, to_text
from courtlog.statement import Kind
from courtlog.verification import Given, verify_bundle

USAGE, UNREADABLE, FAULTY, REFUSED = 64, 66, 2, 1
"""Exit statuses besides those of the verdicts: wrong usage, unreadable input, `fsck` found faults, the log refused."""
_LONGEST_INPUT = 1_000_000
_Run: TypeAlias = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001  # argparse gives it no public name


class _Parser(argparse.ArgumentParser):
    """A parser whose usage errors exit with 64, since 2 is a verdict."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status. Never shows a traceback for bad input."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese still gets its verdict
    options = _parser().parse_args(arguments)
    run: _Run = options.run
    try:
        return run(options)
    except LogError as error:
        return _fail(error, REFUSED)
    except CourtlogError as error:
        return _fail(error, UNREADABLE)
    except OSError as error:
        return _fail(f"{error.filename or 'A file'} cannot be used: {error.strerror or error}", UNREADABLE)


def _fail(problem: object, status: int) -> int:
    sys.stderr.write(printable(f"courtlog: {problem}\n"))
    return status


def _say(text: object) -> None:
    sys.stdout.write(f"{text}\n")


def _verify(options: argparse.Namespace) -> int:
    with ExitStack() as stack:
        source = stack.enter_context(options.bundle.open("rb"))
        bundle = stack.enter_context(Bundle.open(source))
        file = stack.enter_context(options.file.open("rb")) if options.file else None
        policy = read_small(options.policy) if options.policy else None
        key = read_issuer_key(options.issuer_key) if options.issuer_key else None
        heads = [read_small(path) for path in options.head]
        report = verify_bundle(bundle, Given(file, policy, key, heads))
    _say(to_json(report) if options.json else to_text(report))
    return EXIT[report.verdict]


def _keygen(options: argparse.Namespace) -> int:
    _say(operations.keygen(options.name, options.out, witness=options.witness))
    return 0


def _init(options: argparse.Namespace) -> int:
    operations.init(options.directory, options.origin)
    _say(f"{options.directory / operations.POLICY}")
    return 0


def _deposit(options: argparse.Namespace) -> int:
    how = {"key": options.issuer_key, "kind": options.type, "subject": options.subject}
    index, opening = operations.deposit(options.directory, options.file, **how)
    _say(f"{index} {opening}")
    return 0


def _prove(options: argparse.Namespace) -> int:
    proof = operations.prove(options.directory, options.index)
    if options.out:
        options.out.write_bytes(proof)
    else:
        _say(proof.decode().removesuffix("\n"))
    return 0


def _bundle(options: argparse.Namespace) -> int:
    where = {"opening": options.opening, "file": options.file, "out": options.out}
    operations.bundle(options.directory, options.index, **where)
    _say(options.out)
    return 0


def _fsck(options: argparse.Namespace) -> int:
    policy = read_small(options.policy) if options.policy else None
    seen = read_small(options.seen) if options.seen else None
    faults = 0
    for fault in check_log(options.directory, policy, seen):
        _say(printable(fault))
        faults += 1
    _say(f"{faults} faults" if faults else "sound")
    return FAULTY if faults else 0


def read_small(path: Path) -> bytes:
    """Read a policy, key or head; raises `Malformed` when it is longer than any of them."""
    with path.open("rb") as file:
        data = file.read(_LONGEST_INPUT + 1)
    if len(data) > _LONGEST_INPUT:
        raise Malformed(f"{path} is too long for a policy, a key or a head.")
    return data


def read_issuer_key(given: str) -> bytes:
    """Read an issuer's public key, `ed25519:HEX` or a vkey, given as such or as a file; raises `Malformed`."""
    try:
        text = read_small(Path(given)).decode() if Path(given).is_file() else given
    except (OSError, ValueError) as error:
        raise Malformed("The issuer's key cannot be read.") from error
    text = text.strip()
    return VerifierKey.parse(text).public if "+" in text else parse_public(text)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="courtlog", description="Keep and check a court ledger.",
                     epilog="Example: courtlog verify bundle.zip contract.pdf --policy court.tlog-policy")  # fmt: skip
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (_add_verify, _add_keygen, _add_init, _add_deposit, _add_prove, _add_bundle, _add_fsck):
        add(commands)
    return parser


def _add(commands: _Commands, name: str, run: _Run, text: str, example: str) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=text, description=text, epilog=f"Example: courtlog {name} {example}")
    one.set_defaults(run=run)
    return one


def _add_verify(commands: _Commands) -> None:
    text = "Check a bundle: MATCH (exit 0), ALTERED (2), NOT PROVEN (3) or CONFLICT (4)."
    one = _add(commands, "verify", _verify, text, "bundle.zip contract.pdf --policy court.tlog-policy")
    one.add_argument("bundle", type=Path, metavar="BUNDLE", help="the zip that the court handed out")
    one.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the file to check; default: the bundle's own")
    own = "logs and witnesses that you trust; default: the bundle's own, which proves nothing about the keys"
    one.add_argument("--policy", type=Path, help=own)
    one.add_argument("--issuer-key", metavar="KEY", help="issuer's public key that you trust, or its file")
    one.add_argument("--head", type=Path, action="append", default=[], help="a head from elsewhere; repeatable")
    one.add_argument("--json", action="store_true", help="write one JSON object instead of text")


def _add_keygen(commands: _Commands) -> None:
    text = "Make a signing key, and its public key in PATH.pub."
    one = _add(commands, "keygen", _keygen, text, "--name party.example/deposits --out party.key")
    one.add_argument("--name", required=True, help="name of the key, like a web address without https://")
    one.add_argument("--witness", action="store_true", help="a key that cosigns heads with a time")
    one.add_argument("--out", type=Path, required=True, metavar="PATH", help="file for the secret key")


def _add_init(commands: _Commands) -> None:
    text = "Start a log with keys of its own; prints the path of its policy."
    one = _add(commands, "init", _init, text, "ledger --origin court.example/log")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--origin", required=True, help="name of the log, for ever")


def _add_deposit(commands: _Commands) -> None:
    text = "Deposit one file; prints the index and the path of the secret opening."
    one = _add(commands, "deposit", _deposit, text, "ledger contract.pdf --issuer-key party.key --subject 0198c2f0")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--issuer-key", type=Path, required=True, metavar="PATH", help="the depositor's secret key")
    kinds = f"what it is: {', '.join(Kind)} (default: evidence)"
    one.add_argument("--type", type=Kind, choices=list(Kind), default=Kind.EVIDENCE, metavar="TYPE", help=kinds)
    one.add_argument("--subject", default="", help="an opaque id; it becomes public, so never a name or case number")


def _add_prove(commands: _Commands) -> None:
    one = _add(commands, "prove", _prove, "Give the tlog-proof of one entry.", "ledger 17 --out 17.tlog-proof")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("index", type=int, metavar="INDEX")
    one.add_argument("--out", type=Path, help="file to write; default: standard output")


def _add_bundle(commands: _Commands) -> None:
    example = "ledger 17 --opening contract.pdf.opening.json --file contract.pdf --out bundle.zip"
    one = _add(commands, "bundle", _bundle, "Build the bundle that a litigant keeps.", example)
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("index", type=int, metavar="INDEX")
    one.add_argument("--opening", type=Path, required=True, help="what deposit wrote")
    one.add_argument("--file", type=Path, help="put the file itself into the bundle")
    one.add_argument("--out", type=Path, required=True, metavar="BUNDLE")


def _add_fsck(commands: _Commands) -> None:
    text = "Check every entry, tile and head of a log; names what is damaged (exit 2)."
    one = _add(commands, "fsck", _fsck, text, "ledger --seen head-of-last-year")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--policy", type=Path, help="policy that the published head must satisfy")
    one.add_argument("--seen", type=Path, metavar="HEAD", help="a head kept elsewhere, to be compared")


if __name__ == "__main__":
    sys.exit(main())
