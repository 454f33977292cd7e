"""A private PostgreSQL for one run: made in a temporary folder, reachable from this machine only, gone afterwards.

As a command it lends the cluster to another command:

    .venv/bin/python tools/pgcluster.py .venv/bin/pytest tests/acts

which finds its address in TONGBAN_TEST_DATABASE and TONGBAN_DATABASE_URL.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
STARTS_WITHIN = 60.0
STOPS_WITHIN = 20.0
# A run that is cut short is run again: what is on the disk at that moment is worth nothing, so nothing waits for it.
CAREFREE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server."""

    url: str
    version: str


def binaries() -> Path:
    """Where the newest installed server's programs are."""
    homes = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    numbered = sorted((int(p.parent.parent.name), p.parent) for p in homes if p.parent.parent.name.isdigit())
    if numbered and numbered[-1][0] >= OLDEST:
        return numbered[-1][1]
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    message = f"PostgreSQL {OLDEST} or newer is not installed: run tools/prepare test"
    raise SystemExit(message)


def lesser_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which PostgreSQL refuses; None when we are someone already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    message = "neither a user `postgres` nor `nobody` is on this machine to run the test database"
    raise SystemExit(message)


def as_user(user: pwd.struct_passwd | None) -> list[str]:
    """A prefix that runs a command as `user`, and ends it when this process dies, even by kill -9."""
    change = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"] if user else []
    return ["setpriv", *change, "--pdeathsig", "INT", "--"]


def free_port() -> int:
    """A port on the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """A fresh server for the length of the block."""
    user, programs, password = lesser_user(), binaries(), secrets.token_urlsafe(18)
    # The path is short, because a UNIX socket's whole address must fit into 107 bytes.
    with tempfile.TemporaryDirectory(prefix="tongban-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "password").write_text(password, encoding="ascii")
        if user:
            for place in (home, home / "password"):
                os.chown(place, user.pw_uid, user.pw_gid)
        initialise(programs, home, user)
        port = free_port()
        with serving(programs, home, port, user):
            version = subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, text=True)
            number = re.search(r"\d+(\.\d+)+", version.stdout)
            yield Cluster(f"postgresql://tongban:{password}@127.0.0.1:{port}/postgres", number[0] if number else "?")


def initialise(programs: Path, home: Path, user: pwd.struct_passwd | None) -> None:
    """Make the cluster's files; the one account may do everything and has a password."""
    command = [*as_user(user), str(programs / "initdb"), "--pgdata", str(home / "data"), "--username", "tongban"]
    command += ["--auth", "scram-sha-256", "--pwfile", str(home / "password")]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    done = subprocess.run(command, check=False, cwd="/", capture_output=True, text=True)
    if done.returncode:
        message = f"initdb failed:\n{done.stdout}{done.stderr}"
        raise SystemExit(message)


@contextlib.contextmanager
def serving(programs: Path, home: Path, port: int, user: pwd.struct_passwd | None) -> Iterator[None]:
    """The server, answering from the first line of the block and stopped after the last, whatever happens there."""
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={home}", *CAREFREE]
    command = [*as_user(user), str(programs / "postgres"), "-D", str(home / "data")]
    command += [part for setting in settings for part in ("-c", setting)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0)
    try:
        wait_until_ready(programs, home, port, server)
        yield
    finally:
        # INT asks for a fast stop: sessions are cut, files are left in order.
        server.send_signal(signal.SIGINT)
        try:
            server.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_ready(programs: Path, home: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; stop with its log when it does not."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        answer = subprocess.run(
            [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False, capture_output=True
        )
        if answer.returncode == 0:
            return
        time.sleep(0.05)
    message = f"PostgreSQL did not start:\n{(home / 'log').read_text(encoding='utf-8', errors='replace')}"
    raise SystemExit(message)


def end_on_signals() -> None:
    """Let SIGTERM, SIGHUP and SIGINT end this process in order, so that everything borrowed is given back."""

    def leave(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    # SIGINT too: a run started in the background inherits it as ignored.
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, leave)


def environment(url: str) -> dict[str, str]:
    """The environment in which the platform and its tests use the database at `url` (`sqlite` means the default)."""
    env = {**os.environ, "TONGBAN_TEST_DATABASE": url}
    if url.startswith("postgres"):
        env["TONGBAN_DATABASE_URL"] = url
    else:
        env.pop("TONGBAN_DATABASE_URL", None)
    return env


def main() -> int:
    """Lend a cluster to the command on the command line."""
    if len(sys.argv) == 1:
        print(__doc__)
        return 2
    end_on_signals()
    with cluster() as lent:
        return subprocess.run(sys.argv[1:], check=False, env=environment(lent.url)).returncode


if __name__ == "__main__":
    sys.exit(main())
