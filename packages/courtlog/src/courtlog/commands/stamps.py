"""Commands about time stamps (RFC 3161): stamp a log's head, make and serve an authority. They need `courtlog[tsa]`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from courtlog import operations
from courtlog.commands.shell import Commands, add, read_small, say
from courtlog.errors import LogError, Malformed
from courtlog.stamp import read_roots
from courtlog.web import serve


def register(commands: Commands) -> None:
    """Add `stamp`, `tsa-keygen` and `tsa`."""
    for declare in (_add_stamp, _add_keygen, _add_serve):
        declare(commands)


def _stamp(options: argparse.Namespace) -> int:
    roots = read_roots(read_small(options.tsa_ca)) if options.tsa_ca else None
    try:
        say(operations.stamp(options.directory, options.tsa, roots))
    except ImportError as error:
        raise _extra() from error
    return 0


def _keygen(options: argparse.Namespace) -> int:
    try:
        from courtlog.tsa import create_authority  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise _extra() from error
    say(create_authority(options.directory, options.name, datetime.now(UTC)))
    return 0


def _serve(options: argparse.Namespace) -> int:
    host, _, port = options.listen.rpartition(":")
    if not host or not port.isdigit():
        raise Malformed(f"{options.listen!r} is no HOST:PORT.")
    try:
        from courtlog.tsa import Authority  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise _extra() from error
    Authority.load(options.directory)  # say what is wrong before serving
    serve(lambda: Authority.load(options.directory), host.strip("[]"), int(port))
    return 0


def _extra() -> LogError:
    return LogError("Time stamps need the extra: pip install 'courtlog[tsa]'.")


def _add_stamp(commands: Commands) -> None:
    text = "Have the newest head of a log time-stamped; bundles under this head carry the stamp."
    one = add(commands, "stamp", _stamp, text, "ledger --tsa https://tsa.example/ --tsa-ca tsa-root.pem")
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--tsa", required=True, metavar="URL", help="web address of any RFC 3161 authority")
    one.add_argument("--tsa-ca", type=Path, metavar="CA", help="root certificates (PEM) that must cover the stamp")


def _add_keygen(commands: Commands) -> None:
    text = "Make a root certificate and an authority's key under it, for demonstrations and closed networks."
    one = add(commands, "tsa-keygen", _keygen, text, 'tsa --name "Court of Exampleville Time Stamps"')
    one.add_argument("directory", type=Path, metavar="DIR")
    one.add_argument("--name", required=True, help="name in the certificate")


def _add_serve(commands: Commands) -> None:
    text = "Serve a time stamp authority over HTTP; keep its key in other hands than the ledger's."
    one = add(commands, "tsa", _serve, text, "tsa --listen 127.0.0.1:8318")
    one.add_argument("directory", type=Path, metavar="DIR", help="what tsa-keygen made")
    one.add_argument("--listen", default="127.0.0.1:8318", metavar="HOST:PORT")
