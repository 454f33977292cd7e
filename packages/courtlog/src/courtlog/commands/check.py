"""Commands that check: a bundle, a log at rest."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from courtlog.bundle import Bundle
from courtlog.commands.shell import FAULTY, Commands, add, read_issuer_key, read_small, read_text, say
from courtlog.fsck import check_log
from courtlog.report import EXIT, printable, to_json, to_text
from courtlog.sm2 import parse_sm2_key, sm2_check
from courtlog.stamp import read_roots, stamp_check
from courtlog.verification import Given, verify_bundle


def register(commands: Commands) -> None:
    """Add `verify` and `fsck`."""
    _add_verify(commands)
    _add_fsck(commands)


def _verify(options: argparse.Namespace) -> int:
    with ExitStack() as stack:
        source = stack.enter_context(options.bundle.open("rb"))
        bundle = stack.enter_context(Bundle.open(source))
        file = stack.enter_context(options.file.open("rb")) if options.file else None
        policy = read_small(options.policy) if options.policy else None
        key = read_issuer_key(options.issuer_key) if options.issuer_key else None
        heads = [read_small(path) for path in options.head]
        further = [stamp_check(read_roots(read_small(options.tsa_ca)))] if options.tsa_ca else []
        further += [sm2_check(parse_sm2_key(read_text(options.sm2_key)))] if options.sm2_key else []
        report = verify_bundle(bundle, Given(file, policy, key, heads, further))
    say(to_json(report) if options.json else to_text(report))
    return EXIT[report.verdict]


def _fsck(options: argparse.Namespace) -> int:
    policy = read_small(options.policy) if options.policy else None
    seen = read_small(options.seen) if options.seen else None
    faults = 0
    for fault in check_log(options.directory, policy, seen):
        say(printable(fault))
        faults += 1
    say(f"{faults} faults" if faults else "sound")
    return FAULTY if faults else 0


def _add_verify(commands: Commands) -> None:
    text = "Check a bundle: MATCH (exit 0), ALTERED (2), NOT PROVEN (3) or CONFLICT (4)."
    one = add(commands, "verify", _verify, text, "bundle.zip contract.pdf --policy court.tlog-policy")
    one.add_argument("bundle", type=Path, metavar="BUNDLE", help="the zip that the court handed out")
    one.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the file to check; default: the bundle's own")
    own = "logs and witnesses that you trust; default: the bundle's own, which proves nothing about the keys"
    one.add_argument("--policy", type=Path, help=own)
    one.add_argument("--issuer-key", metavar="KEY", help="issuer's public key that you trust, or its file")
    one.add_argument("--head", type=Path, action="append", default=[], help="a head from elsewhere; repeatable")
    authority = "root certificates (PEM) of the time stamp authority that you trust; needs courtlog[tsa]"
    one.add_argument("--tsa-ca", type=Path, metavar="CA", help=authority)
    one.add_argument("--sm2-key", metavar="KEY", help="public key that you trust of the log's SM2 line, or its file")
    one.add_argument("--json", action="store_true", help="write one JSON object instead of text")


def _add_fsck(commands: Commands) -> None:
    text = "Check every entry, tile and head of a log; names what is damaged (exit 2)."
    one = add(commands, "fsck", _fsck, text, "ledger --seen head-of-last-year")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--policy", type=Path, help="policy that the published head must satisfy")
    one.add_argument("--seen", type=Path, metavar="HEAD", help="a head kept elsewhere, to be compared")
