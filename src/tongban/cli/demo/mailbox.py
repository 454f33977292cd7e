"""The demo's mail server: takes every message over SMTP and keeps it as a file in a folder."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


def main() -> None:
    """`python -m tongban.cli.demo.mailbox PORT FOLDER`: serve until told to stop."""
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = Controller(Mailbox(folder), hostname="127.0.0.1", port=port)
    server.start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()
    server.stop()


if __name__ == "__main__":
    main()
