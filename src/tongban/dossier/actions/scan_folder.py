"""The watched folder: scanners of a court put stacks into `scans/<court code>/`, the worker takes each exactly once.

A file that has been silent for some seconds is finished. It is moved to `taken/` or `unfit/` when it has been dealt
with; what is unfit also stands in the inbox, with its reason. The folder lies in the court's own network: what is
scanned there holds no state secret, which a note at the scanner says (docs/guide/operating.md).
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.courts.queries import court_of
from tongban.documents.actions.upload import receive_upload
from tongban.dossier.actions.scans import take_scans
from tongban.dossier.events import ScansUnfit
from tongban.dossier.models import ScanBatch
from tongban.dossier.rules.scans import RULE, SCANS
from tongban.dossier.vocabulary import BatchStage
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused

log = logging.getLogger("tongban.scans")
SILENT = 10.0
"""Seconds without a change after which a file is finished; a house rule."""
TAKEN, UNFIT = "taken", "unfit"


def take_from_folder(folder: Path, *, at: datetime) -> bool:
    """Take the oldest finished file of each court's folder; False when there was none.

    One that cannot be finished now stays, is logged, and does not hold up those behind it.
    """
    taken = False
    for place in sorted(folder.glob("*")) if folder.is_dir() else ():
        if not place.is_dir() or isinstance(court_of(place.name, at.date()), Refusal):
            continue
        for path in _finished(place):
            try:
                _take(path, place, at)
            except Exception:
                log.exception("the scan %s could not be finished", path.name)
                continue
            taken = True
            break
    return taken


def _finished(place: Path) -> list[Path]:
    now = settings.TONGBAN_CLOCK.wall().timestamp()
    files = [path for path in place.iterdir() if path.is_file() and not path.is_symlink()]
    found = [path for path in files if not path.name.startswith(".") and path.stat().st_mtime < now - SILENT]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _take(path: Path, place: Path, at: datetime) -> None:
    """Keep the bytes, enter the stack, then move the file: killed between two of these, the next look does the rest."""
    by, outcome = Actor.office(place.name, RULE, settings.TONGBAN.slug), TAKEN
    try:
        with path.open("rb") as content:
            received = receive_upload(content, path.name, secret="no")  # noqa: S106 # nosec B106 - an answer
        if not ScanBatch.objects.filter(court=place.name, by=None, files=[received.kept.sha256]).exists():
            take_scans([received], by=by, at=at)
    except Refused as no:
        outcome = UNFIT
        _note_unfit(path.name, no.refusals[0].reason, by, at)
    kept = place / outcome
    kept.mkdir(exist_ok=True)
    path.replace(kept / f"{at:%Y%m%dT%H%M%S}-{path.name}")


def _note_unfit(name: str, problem: str, by: Actor, at: datetime) -> None:
    with act(by=by, at=at) as record:
        row = ScanBatch.objects.create(
            layer=Layer.STAFF,
            court=by.court,
            name=name[:160],
            files=[],
            at=at,
            stage=BatchStage.FAILED,
            problem=problem,
        )
        record(ScansUnfit(batch=row.uid, problem=problem), under=SCANS)
