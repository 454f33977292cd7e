"""A small fictional judicial administration and registration authority, a process of its own: it answers a court.

    python -m tongban.cli.registers PORT KEY LICENCES.csv ORGANISATIONS.csv

It speaks as `people/adapters/registers.py` describes and imports none of the platform's code. LICENCES.csv is a list
of licences as a court takes it in; ORGANISATIONS.csv has the columns code, name, representative, id_number, dissolved
(yes or no). Both are read anew for each answer, so that whoever changes the file changes the register.
"""

from __future__ import annotations

import csv
import hashlib
import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

FORM_LIMIT = 16 * 1024


class Registers(BaseHTTPRequestHandler):
    """One question of a court."""

    key = ""
    licences = organisations = Path()

    def do_GET(self) -> None:
        """A licence by its number, or an organisation by its code."""
        what, _, which = unquote(urlsplit(self.path).path).strip("/").partition("/")
        if what == "licences":
            self.answer({"licence": row_of(self.licences, "执业证号", which)}, which)
        elif what == "organisations":
            row = row_of(self.organisations, "code", which)
            told = row and {name: row[name] for name in ("code", "name", "representative")}
            self.answer({"organisation": told and {**told, "dissolved": row["dissolved"] == "yes"}}, which)  # type: ignore[index]
        else:
            self.answer(None, which)

    def do_POST(self) -> None:
        """Whether somebody is the legal representative of an organisation."""
        length = min(int(self.headers.get("content-length", 0)), FORM_LIMIT)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        parts = unquote(urlsplit(self.path).path).strip("/").split("/")
        if len(parts) != 3 or (parts[0], parts[2]) != ("organisations", "representative"):  # noqa: PLR2004 - the address
            self.answer(None, "")
            return
        row = row_of(self.organisations, "code", parts[1]) or {}
        same = (row.get("representative"), row.get("id_number")) == (form.get("name"), form.get("id_number"))
        self.answer({"same": same}, parts[1])

    def answer(self, told: dict[str, Any] | None, about: str) -> None:
        """Say it, with a reference; nothing to somebody without the key."""
        if self.headers["authorization"] != f"Bearer {self.key}":
            status, told = 403, {}
        else:
            status = 404 if told is None else 200
        body = json.dumps(
            {**(told or {}), "reference": "R-" + hashlib.sha256(about.encode()).hexdigest()[:12]}
        ).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: Any) -> None:
        """Say nothing."""


def row_of(path: Path, column: str, value: str) -> dict[str, str] | None:
    """The first row of the table with this value."""
    with path.open(encoding="utf-8-sig", newline="") as table:
        return next((row for row in csv.DictReader(table) if row[column] == value), None)


def main(arguments: list[str]) -> None:
    """Serve on the port; 0 takes a free one. Prints the address."""
    port, Registers.key = int(arguments[0]), arguments[1]
    Registers.licences, Registers.organisations = Path(arguments[2]), Path(arguments[3])
    server = ThreadingHTTPServer(("127.0.0.1", port), Registers)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
