"""Commands that operate a log: serve it, make its files anew, continue it in a new shard."""

import argparse
import atexit
import os
from pathlib import Path

from courtlog import operations
from courtlog.commands.shell import COUNT, DIRECTORY, EVERY, again, argument, command, number, read_small, say
from courtlog.intake import Checkers, Intake, parse_issuers
from courtlog.log import load_key
from courtlog.reader import POLICY, LogReader
from courtlog.rebuild import rebuild
from courtlog.service import Service, application
from courtlog.shards import start_next
from courtlog.web import Application, serve

_ISSUERS = "public keys of those who may deposit, one a line: ed25519:HEX or a vkey"


def load_service(options: argparse.Namespace) -> Application:
    """Open the log in the process that answers: as its writer when there are issuers who may deposit."""
    if options.issuers is None:
        return application(Service(LogReader(options.directory)))
    checkers = Checkers(parse_issuers(read_small(options.issuers).decode(errors="replace")), options.processes)
    log = operations.open_writer(options.directory)
    door = Intake(log, checkers, capacity=options.capacity)
    for close in (log.close, checkers.close, door.close):
        atexit.register(close)  # run in the opposite order
    return application(Service(log, door, load_key(options.directory / "keys" / "log.key")))


@DIRECTORY
@argument("--issuers", type=Path, metavar="FILE", help=_ISSUERS)
@argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
@argument("--port", type=number(1, 65_535), default=8080)
@argument("--threads", type=number(1, 10_000), default=64, help="requests answered at a time (default: 64)")
@argument("--processes", type=number(1, 1_000), default=os.cpu_count() or 1, help="that check signatures")
@argument("--capacity", type=COUNT, default=20_000, help="statements that may wait; more get status 503")
@command("ledger --issuers issuers.txt --port 8080")
def _serve(options: argparse.Namespace) -> None:
    """Serve a log over HTTP: as its one writer with --issuers, else as one of any number of readers."""
    LogReader(options.directory)
    if options.issuers:
        parse_issuers(read_small(options.issuers).decode(errors="replace"))
    say(f"http://{options.host}:{options.port}/checkpoint")
    serve(lambda: load_service(options), options.host, options.port, options.threads)


@DIRECTORY
@argument("--store", required=True, metavar="s3://BUCKET/PREFIX", help="keys come from AWS_ACCESS_KEY_ID and the like")
@argument("--endpoint", metavar="URL", help="address of the store (default: AWS_ENDPOINT_URL, else Amazon's)")
@EVERY
@command("ledger --store s3://court-ledger/2026 --endpoint https://s3.example --every 5")
def _publish(options: argparse.Namespace) -> int:
    """Copy what a log publishes to an object store (S3), the checkpoint last; prints the number of entries."""
    from courtlog.objects import Bucket, publish  # noqa: PLC0415  # an extra

    log, bucket = LogReader(options.directory), Bucket(options.store, options.endpoint)

    def go() -> int:
        say(f"{publish(log, bucket).size} entries")
        return 0

    return again(options.every, go)


@DIRECTORY
@argument("--tiles-only", action="store_true", help="leave the writer's entry store as it is")
@command("ledger")
def _rebuild(options: argparse.Namespace) -> None:
    """Make tiles and entry store anew from the entry bundles, which must give the root of a signed head."""
    say(f"{rebuild(options.directory, entries=not options.tiles_only).size} entries")


@DIRECTORY
@argument("next", type=Path, metavar="NEXT", help="directory of the new log")
@argument("--origin", required=True, help="name of the new log, for ever")
@command("ledger-2026 ledger-2027 --origin court.example/log/2027")
def _shard(options: argparse.Namespace) -> None:
    """Close a log for ever and continue it in a new one, whose entry 0 is the old one's final head."""
    LogReader(options.directory)
    keys = operations.make_keys(options.next, options.origin)
    cosigners = operations.cosigners_of(options.directory)
    start_next(options.directory, options.next, *keys, cosigners=cosigners).close()
    say(f"{options.next / POLICY}")
