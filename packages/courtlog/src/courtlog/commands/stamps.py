"""Commands about time stamps (RFC 3161): stamp a log's head, make and serve an authority. They need `courtlog[tsa]`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from courtlog.commands.shell import DIRECTORY, argument, command, read_address, read_small, say
from courtlog.stamp import read_roots, stamp
from courtlog.web import serve


@DIRECTORY
@argument("--tsa", required=True, metavar="URL", help="web address of any RFC 3161 authority")
@argument("--tsa-ca", type=Path, metavar="CA", help="root certificates (PEM) that must cover the stamp")
@command("ledger --tsa https://tsa.example/ --tsa-ca tsa-root.pem")
def _stamp(options: argparse.Namespace) -> None:
    """Have the newest head of a log time-stamped; bundles under this head carry the stamp."""
    roots = read_roots(read_small(options.tsa_ca)) if options.tsa_ca else None
    say(stamp(options.directory, options.tsa, roots))


@DIRECTORY
@argument("--name", required=True, help="name in the certificate")
@command('tsa --name "Court of Exampleville Time Stamps"')
def _tsa_keygen(options: argparse.Namespace) -> None:
    """Make a root certificate and an authority's key under it, for demonstrations and closed networks."""
    from courtlog.tsa import create_authority  # noqa: PLC0415  # an extra

    say(create_authority(options.directory, options.name, datetime.now(UTC)))


@argument("directory", type=Path, metavar="DIR", help="what tsa-keygen made")
@argument("--listen", default="127.0.0.1:8318", metavar="HOST:PORT")
@command("tsa --listen 127.0.0.1:8318")
def _tsa(options: argparse.Namespace) -> None:
    """Serve a time stamp authority over HTTP; keep its key in other hands than the ledger's."""
    address = read_address(options.listen)
    from courtlog.tsa import Authority  # noqa: PLC0415  # an extra

    Authority.load(options.directory)  # say what is wrong before serving
    serve(lambda: Authority.load(options.directory), *address)
