"""Commands that operate a log (serve it, make its files anew, continue it in a new shard), and time stamps."""

import argparse
import atexit
import os
from datetime import UTC, datetime
from pathlib import Path

from courtlog import operations
from courtlog.commands import shell
from courtlog.commands.shell import COUNT, DIRECTORY, EVERY, argument, command, number
from courtlog.intake import Checkers, Intake, parse_issuers
from courtlog.log import load_key
from courtlog.reader import POLICY, LogReader
from courtlog.rebuild import rebuild
from courtlog.service import Service, application
from courtlog.shards import start_next
from courtlog.stamp import read_roots, stamp
from courtlog.web import Application, serve

_ISSUERS = "public keys of those who may deposit, one a line: ed25519:HEX or a vkey"


def load_service(options: argparse.Namespace) -> Application:
    """Open the log in the process that answers: as its writer when there are issuers who may deposit."""
    if options.issuers is None:
        return application(Service(LogReader(options.directory)))
    checkers = Checkers(parse_issuers(shell.read_small(options.issuers).decode(errors="replace")), options.processes)
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
        parse_issuers(shell.read_small(options.issuers).decode(errors="replace"))
    shell.say(f"http://{options.host}:{options.port}/checkpoint")
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
    return shell.again(options.every, lambda: shell.say(f"{publish(log, bucket).size} entries"))


@DIRECTORY
@argument("--tiles-only", action="store_true", help="leave the writer's entry store as it is")
@command("ledger")
def _rebuild(options: argparse.Namespace) -> None:
    """Make tiles and entry store anew from the entry bundles, which must give the root of a signed head."""
    shell.say(f"{rebuild(options.directory, entries=not options.tiles_only).size} entries")


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
    shell.say(f"{options.next / POLICY}")


@DIRECTORY
@argument("--tsa", required=True, metavar="URL", help="web address of any RFC 3161 authority")
@argument("--tsa-ca", type=Path, metavar="CA", help="root certificates (PEM) that must cover the stamp")
@command("ledger --tsa https://tsa.example/ --tsa-ca tsa-root.pem")
def _stamp(options: argparse.Namespace) -> None:
    """Have the newest head of a log time-stamped; bundles under this head carry the stamp."""
    roots = read_roots(shell.read_small(options.tsa_ca)) if options.tsa_ca else None
    shell.say(stamp(options.directory, options.tsa, roots))


@DIRECTORY
@argument("--name", required=True, help="name in the certificate")
@command('tsa --name "Court of Exampleville Time Stamps"')
def _tsa_keygen(options: argparse.Namespace) -> None:
    """Make a root certificate and an authority's key under it, for demonstrations and closed networks."""
    from courtlog.tsa import create_authority  # noqa: PLC0415  # an extra

    shell.say(create_authority(options.directory, options.name, datetime.now(UTC)))


@argument("directory", type=Path, metavar="DIR", help="what tsa-keygen made")
@argument("--listen", default="127.0.0.1:8318", metavar="HOST:PORT")
@command("tsa --listen 127.0.0.1:8318")
def _tsa(options: argparse.Namespace) -> None:
    """Serve a time stamp authority over HTTP; keep its key in other hands than the ledger's."""
    address = shell.read_address(options.listen)
    from courtlog.tsa import Authority  # noqa: PLC0415  # an extra

    Authority.load(options.directory)  # say what is wrong before serving
    serve(lambda: Authority.load(options.directory), *address)
