"""The court as mirror of the other courts' ledgers and as monitor of all: what each place shows, compared in rounds.

`mirror/public` holds checked copies, which the portal gives out; `monitor/` what was seen, `status.json`, and the
evidence that the mirror, the monitor or this court's witness found.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from pathlib import Path
from typing import Any

import courtlog
from courtlog.conflict import MAX_EVIDENCE, Evidence
from courtlog.disk import Disk
from courtlog.log import load_key
from courtlog.mirror import Forked, Mirror
from courtlog.monitor import Monitor, keep_evidence
from courtlog.note import VerifierKey
from courtlog.operations import keygen
from courtlog.reader import POLICY
from courtlog.service import TILE
from courtlog.tiles import MAX_ENTRY, WIDTH
from courtlog.web import DirectorySource, Source, source_of

log = logging.getLogger(__name__)

KEY = Path("keys") / "mirror.key"
MIRROR, MONITOR = "mirror", "monitor"
"""Folders in the platform's home."""
_SERVED = re.compile(rf"[0-9a-f]{{64}}/(checkpoint|{TILE.pattern})")


class Watch(AbstractContextManager["Watch"]):
    """Makes round after round under the policy that is in force; one process at a time holds the mirror's folder."""

    def __init__(self, home: Path, mirrors: Sequence[str], seconds: Callable[[], int]) -> None:
        """`mirrors` are addresses of other courts' mirrors; `seconds` tells the business time."""
        self._home, self._seconds = home, seconds
        self._mirrors = dict(zip(mirrors, mirrors, strict=True))
        self._policy = b""
        self._sources: dict[VerifierKey, Source] = {}
        self._mirror: Mirror | None = None
        self._monitor: Monitor | None = None

    def round(self) -> None:
        """Copy what is new at the other courts, then compare what all places show. Nothing before there is a policy."""
        ledger = self._home / "ledger"
        if not (ledger / POLICY).exists():
            return
        data = (ledger / POLICY).read_bytes()
        policy = courtlog.Policy.parse(data)
        if data != self._policy:
            self._begin(policy, courtlog.LogReader(ledger).origin)
            self._policy = data
        assert self._mirror is not None  # noqa: S101 - made by `_begin`
        assert self._monitor is not None  # noqa: S101 - made by `_begin`
        for key, source in self._sources.items():
            try:
                self._mirror.copy(key, source)
            except Forked as fork:
                kept = keep_evidence(fork.evidence, Disk(self._home / MONITOR))
                log.error("%s: %s Evidence: %s", key.name, fork, kept)  # noqa: TRY400 - no fault of this program
            except courtlog.CourtlogError as error:
                log.warning("%s is not mirrored: %s", key.name, error)
        self._monitor.watch()

    def _begin(self, policy: courtlog.Policy, own: str) -> None:
        self.close()
        if not (self._home / KEY).exists():
            keygen(f"{own.partition('/')[0]}/mirror", self._home / KEY, witness=True)
        key = load_key(self._home / KEY)
        places = {key.name: str(self._home / MIRROR / "public"), **self._mirrors}
        self._sources = {
            key: source_of(policy.urls[key]) for key in policy.logs if key.name != own and key in policy.urls
        }
        self._mirror = Mirror(self._home / MIRROR, policy, key, self._seconds)
        self._monitor = Monitor(self._home / MONITOR, policy, places, self._seconds)

    def close(self) -> None:
        """Let another process mirror."""
        if self._mirror is not None:
            self._mirror.__exit__()
            self._mirror = None
            self._policy = b""

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def keep(home: Path, first: bytes, second: bytes) -> None:
    """Keep two heads that convict a ledger, found by this court as witness."""
    policy = courtlog.Policy.parse((home / "ledger" / POLICY).read_bytes())
    places = ("this court's witness", "a request")
    keep_evidence(Evidence.of(first, second, policy.logs, places=places), Disk(home / MONITOR))


def evidence_of(home: Path) -> Iterator[tuple[str, bytes]]:
    """The evidence that was found, by file name; what is too long to be any is left out."""
    for path in sorted((home / MONITOR / "evidence").glob("*.conflict.json")):
        if path.stat().st_size <= MAX_EVIDENCE:
            yield path.name, path.read_bytes()


def drop_evidence(home: Path, name: str) -> None:
    """Remove evidence that repeats what others show."""
    (home / MONITOR / "evidence" / name).unlink(missing_ok=True)


def status_of(home: Path) -> dict[str, Any] | None:
    """What the monitor reported last; None before its first round, or when it is not turned on."""
    path = home / MONITOR / "status.json"
    try:
        return _parsed(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError):
        return None


@lru_cache(maxsize=2)
def _parsed(path: Path, _changed: int) -> dict[str, Any]:
    return dict(json.loads(path.read_bytes()))


def mirrored(home: Path, path: str) -> bytes | None:
    """A file of this court's copies: `<SHA-256 of the origin>/checkpoint` or `.../tile/...`; None for all else."""
    if not _SERVED.fullmatch(path):
        return None
    return DirectorySource(home / MIRROR / "public").read(path, WIDTH * (MAX_ENTRY + 2))
