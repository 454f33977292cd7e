"""RFC 3161 time stamps on the ledger's heads: checked before they are kept, and again by every audit.

They lie beside the ledger: the heads with their stamps in `ledger/stamps`, the roots that vouch for them in
`ledger/tsa-ca.pem`. Without roots this court has no time stamps.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import courtlog
from courtlog.disk import Disk
from courtlog.stamp import FOLDER, Stamps, check_stamp, read_roots, stamp, stamped
from courtlog.verification import Stamp
from tongban.register.vocabulary import StampsStand

ROOTS = Path("ledger") / "tsa-ca.pem"
_FAILURE = Path("ledger") / FOLDER / "failure.json"


def trust(home: Path, roots: bytes) -> None:
    """Trust these root certificates (PEM) too; those of earlier authorities stay, for their stamps stay."""
    known = roots_of(home) or b""
    if roots.strip() not in known:
        Disk(home / "ledger" / FOLDER).write({home / ROOTS: known + roots.strip() + b"\n"})


def roots_of(home: Path) -> bytes | None:
    """The roots (PEM) under which this court's time stamps stand; None without any."""
    return (home / ROOTS).read_bytes() if (home / ROOTS).is_file() else None


def stamps_of(home: Path) -> Stamps:
    """The stamps gathered so far."""
    return Stamps(home / "ledger" / FOLDER)


def head_with(home: Path, position: int) -> bytes | None:
    """The first stamped head that holds the entry at `position`; None while there is none, or where it is damaged."""
    try:
        return courtlog.LogReader(home / "ledger").check_head(stamps_of(home).first(position)).note
    except courtlog.CourtlogError:
        return None


def stamp_on(home: Path, head: bytes) -> bytes | None:
    """The stamp on exactly this head, if it is sound: a damaged one would make a bundle look tampered with."""
    response, roots = stamps_of(home).find(head), roots_of(home)
    with suppress(courtlog.CourtlogError):
        if response and roots:
            _check(courtlog.LogReader(home / "ledger"), head, response, roots)
            return response
    return None


def stamp_head(home: Path, address: str) -> bool:
    """Have the newest head stamped by the authority at `address`; False when no entry came since the last stamp.

    An answer is kept only if it is to this very question, about this head, under the trusted roots. Raises
    `CourtlogError`.
    """
    reader = courtlog.LogReader(home / "ledger")
    if reader.size <= _newest_size(home):
        return False
    stamp(home / "ledger", address, read_roots(roots_of(home) or b""))
    return True


def note_attempt(home: Path, failure: str, at: datetime) -> None:
    """Keep what the last attempt said, for people; "" for a success."""
    if failure:
        said = json.dumps({"said": failure, "at": at.isoformat()}, ensure_ascii=False)
        Disk(home / "ledger" / FOLDER).write({home / _FAILURE: said.encode()})
    else:
        (home / _FAILURE).unlink(missing_ok=True)


def stand_of(home: Path) -> StampsStand | None:
    """How the stamps stand now; None where this court has none, or no ledger."""
    roots = roots_of(home)
    if roots is None:
        return None
    reader, newest = courtlog.LogReader(home / "ledger"), next(stamps_of(home).newest_first(), None)
    failed = json.loads((home / _FAILURE).read_bytes()) if (home / _FAILURE).is_file() else {}
    try:
        found = _check(reader, *newest, roots) if newest else None
        size = _newest_size(home)
    except courtlog.CourtlogError as error:  # damaged where it lies: the audit names it too
        return StampsStand(0, None, "", reader.size, str(error), None)
    return StampsStand(
        size=size,
        at=datetime.fromtimestamp(found.time, UTC) if found else None,
        authority=found.authority if found else "",
        beyond=reader.size - size,
        failure=failed.get("said", ""),
        failed_at=datetime.fromisoformat(failed["at"]) if failed else None,
    )


def faults_of(home: Path) -> list[str]:
    """What is wrong with the stamps that were kept: one sentence each."""
    roots, faults = roots_of(home), []
    for head, response in stamps_of(home).newest_first() if roots else ():
        try:
            _check(courtlog.LogReader(home / "ledger"), head, response, roots or b"")
        except courtlog.CourtlogError as error:
            faults.append(f"A time stamp on a head: {error}")
    return faults


def unstamped_since(home: Path) -> datetime | None:
    """The time of the first head after the newest stamped one; None when there is none, or no stamps are made."""
    if roots_of(home) is None:
        return None
    reader = courtlog.LogReader(home / "ledger")
    _, first = reader.heads_around(_newest_size(home))
    try:
        since = courtlog.Policy.parse(reader.policy()).check(first).since if first else None
    except courtlog.CourtlogError:
        return None
    return datetime.fromtimestamp(since.time, UTC) if since else None


def _newest_size(home: Path) -> int:
    newest = next(stamps_of(home).newest_first(), None)
    return courtlog.LogReader(home / "ledger").check_head(newest[0]).checkpoint.size if newest else 0


def _check(reader: courtlog.LogReader, head: bytes, response: bytes, roots: bytes) -> Stamp:
    reader.check_head(head)
    return check_stamp(response, stamped(head, reader.settings.log), read_roots(roots))
