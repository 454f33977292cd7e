"""Commands that check: a bundle, a log at rest, a machine."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from courtlog.bundle import Bundle
from courtlog.commands import shell
from courtlog.commands.shell import DIRECTORY, argument, command
from courtlog.fsck import check_log
from courtlog.report import EXIT, to_json, to_text
from courtlog.sm2 import parse_sm2_key, sm2_check
from courtlog.stamp import read_roots, stamp_check
from courtlog.verification import Given, verify_bundle

_OWN_POLICY = "logs and witnesses that you trust; default: the bundle's own, which proves nothing about the keys"
_AUTHORITY = "root certificates (PEM) of the time stamp authority that you trust; needs courtlog[tsa]"


@argument("bundle", type=Path, metavar="BUNDLE", help="the zip that the court handed out")
@argument("file", type=Path, nargs="?", metavar="FILE", help="the file to check; default: the bundle's own")
@argument("--policy", type=Path, help=_OWN_POLICY)
@argument("--issuer-key", metavar="KEY", help="issuer's public key that you trust, or its file")
@argument("--head", type=Path, action="append", default=[], help="a head from elsewhere; repeatable")
@argument("--tsa-ca", type=Path, metavar="CA", help=_AUTHORITY)
@argument("--sm2-key", metavar="KEY", help="public key that you trust of the log's SM2 line, or its file")
@argument("--json", action="store_true", help="write one JSON object instead of text")
@command("bundle.zip contract.pdf --policy court.tlog-policy")
def _verify(options: argparse.Namespace) -> int:
    """Check a bundle: MATCH (exit 0), ALTERED (2), NOT PROVEN (3) or CONFLICT (4)."""
    with ExitStack() as stack:
        source = stack.enter_context(options.bundle.open("rb"))
        bundle = stack.enter_context(Bundle.open(source))
        file = stack.enter_context(options.file.open("rb")) if options.file else None
        key = shell.read_issuer_key(options.issuer_key) if options.issuer_key else None
        heads = [shell.read_small(path) for path in options.head]
        further = [stamp_check(read_roots(shell.read_small(options.tsa_ca)))] if options.tsa_ca else []
        further += [sm2_check(parse_sm2_key(shell.read_text(options.sm2_key)))] if options.sm2_key else []
        report = verify_bundle(bundle, Given(file, shell.read_optional(options.policy), key, heads, further))
    shell.say(to_json(report) if options.json else to_text(report))
    return EXIT[report.verdict]


@DIRECTORY
@argument("--policy", type=Path, help="policy that the published head must satisfy")
@argument("--seen", type=Path, metavar="HEAD", help="a head kept elsewhere, to be compared")
@command("ledger --seen head-of-last-year")
def _fsck(options: argparse.Namespace) -> int:
    """Check every entry, tile and head of a log; names what is damaged (exit 2)."""
    faults = 0
    for fault in check_log(options.directory, shell.read_optional(options.policy), shell.read_optional(options.seen)):
        shell.say(fault)
        faults += 1
    shell.say(f"{faults} faults" if faults else "sound")
    return shell.FAULTY if faults else 0


@argument("directory", type=Path, nargs="?", default=Path(), metavar="DIR", help="on the disk that the log will be on")
@argument("--seconds", type=float, default=3.0, help="of the measurement with groups, about (default: 3)")
@command(". --seconds 1")
def _bench(options: argparse.Namespace) -> None:
    """Measure what a log does on this machine, beside what its disk and processor allow; leaves nothing behind."""
    from courtlog.bench import measure  # noqa: PLC0415  # starts processes; the other commands here need none of it

    for line in measure(options.directory, options.seconds):
        shell.say(line)
