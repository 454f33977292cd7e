"""A notary's office that does not exist, with a ledger of its own: it gives proofs that no court made."""

from __future__ import annotations

import io
from pathlib import Path

import courtlog
from courtlog.log import load_key
from courtlog.operations import keygen

ORIGIN = "notary-office.example/log"


class NotaryOffice:
    """Its ledger lies in `folder`, made on first use."""

    def __init__(self, folder: Path) -> None:
        self._folder, keys = folder, folder / "keys"
        if not keys.exists():
            keys.mkdir(parents=True)
            for name, file, witness in (("", "log.key", False), ("/w", "witness.key", True), ("/d", "desk.key", False)):
                keygen(f"{ORIGIN}{name}", keys / file, witness=witness)
            courtlog.Log.create(folder, load_key(keys / "log.key"), load_key(keys / "witness.key")).close()
        self._desk = load_key(keys / "desk.key")

    def policy(self) -> str:
        """Its keys, as it publishes them."""
        return courtlog.LogReader(self._folder).policy().decode()

    def store(self, name: str, content: bytes, at: int) -> bytes:
        """Store a file of a customer at `at` (POSIX seconds); gives the proof that he takes home."""
        file = io.BytesIO(content)
        issued = courtlog.issue(file, name=name, kind=courtlog.Kind.EVIDENCE, subject="customer", key=self._desk, at=at)
        with courtlog.Log(self._folder) as log:
            (deposited,) = log.deposit([issued.statement])
        reader = courtlog.LogReader(self._folder)
        proof = reader.proof(deposited.index).encode()
        return courtlog.build_bundle(courtlog.Parts(issued.statement, issued.opening, proof, reader.policy()))
