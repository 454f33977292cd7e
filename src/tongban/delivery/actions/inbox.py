"""The folders of the carriers: lists for the post go out, its files and mail that came back come in."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from tongban.delivery.actions.doubts import take_bounce
from tongban.delivery.actions.messages import take_report
from tongban.delivery.actions.post import import_post_file
from tongban.delivery.adapters.mail import MESSAGE_HOST
from tongban.delivery.adapters.messages import IN, read_report
from tongban.delivery.adapters.messages import LIMIT as MESSAGE_LIMIT
from tongban.delivery.adapters.post_files import LIMIT, list_for_post
from tongban.delivery.adapters.returned_mail import LIMIT as MAIL_LIMIT
from tongban.delivery.adapters.returned_mail import read_bounce
from tongban.delivery.events import BatchListed
from tongban.delivery.models import LetterBatch
from tongban.delivery.queries.post import listed_letters
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor

log = logging.getLogger("tongban.post")
TAKEN, UNFIT = "taken", "unfit"
SILENT = 10.0
"""Seconds without a change after which a file that came in is finished; a house rule."""


class BusinessClock(Protocol):
    """The house's clock, as `wiring` provides it."""

    def now(self) -> datetime:
        """Business time."""
        ...


@dataclass(frozen=True, slots=True)
class Carriers:
    """Carries files out and in, one after another. `post_out`, `post_in`: the post's folders; `mail_in`: a maildir, or
    a folder into which the mail server puts each message that came back; `messages`: the message service's folder.
    `silent`: seconds without a change after which a file of the post, or a message, is finished; a line may be slow.
    """

    post_out: Path
    post_in: Path
    mail_in: Path
    messages: Path | None
    clock: BusinessClock
    silent: float = 0.0

    def __call__(self) -> bool:
        """True when there was something to carry. What cannot be finished stays, is logged, and holds nothing up."""
        listed = write_lists(self.post_out, at=self.clock.now())
        post = listed or self._next(self.post_in, self.post_in, "*.csv", self._post, waits=True)
        return post or self._mail() or self._reports()

    def _mail(self) -> bool:
        new = self.mail_in / "new"
        folder = new if new.is_dir() else self.mail_in
        return self._next(folder, self.mail_in, "*", self._bounce, waits=True)

    def _reports(self) -> bool:
        if self.messages is None:
            return False
        folder = self.messages / IN
        return self._next(folder, folder, "*.json", self._report)

    def _next(
        self, folder: Path, kept: Path, pattern: str, take: Callable[[Path], str], *, waits: bool = False
    ) -> bool:
        found = [path for path in folder.glob(pattern) if _finished(path)] if folder.is_dir() else []
        if waits and self.silent:
            # Whoever copies over a network writes for a while; what was moved away half would lose its other half.
            before = settings.TONGBAN_CLOCK.wall().timestamp() - self.silent
            found = [path for path in found if path.stat().st_mtime <= before]
        for path in sorted(found, key=lambda one: (one.stat().st_mtime_ns, one.name)):
            try:
                place = take(path)
            except Exception:
                log.exception("%s could not be finished", path.name)
                continue
            (kept / place).mkdir(exist_ok=True)
            path.replace(kept / place / path.name)
            return True
        return False

    def _post(self, path: Path) -> str:
        file = import_post_file(_read(path, LIMIT), path.name, at=self.clock.now())
        return UNFIT if file.flaw else TAKEN

    def _bounce(self, path: Path) -> str:
        bounce = read_bounce(_read(path, MAIL_LIMIT), MESSAGE_HOST % settings.TONGBAN.slug)
        if bounce is None:
            return UNFIT
        take_bounce(bounce, at=self.clock.now())
        return TAKEN

    def _report(self, path: Path) -> str:
        report = read_report(_read(path, MESSAGE_LIMIT))
        if report is None:
            return UNFIT
        take_report(report, at=self.clock.now())
        return TAKEN


def write_lists(folder: Path, *, at: datetime) -> bool:
    """Put the list of the oldest batch that is not listed into the post's folder; False when there is none.

    The file is there before the register says so: after a kill it is written again, alike, under the same name.
    """
    batch = LetterBatch.objects.filter(listed_at__isnull=True).order_by("id").first()
    if batch is None:
        return False
    content = list_for_post(listed_letters(batch.uid))
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{batch.uid}.part"
    part.write_bytes(content)
    part.replace(folder / f"letters-{batch.uid}.csv")
    with act(by=Actor.office(batch.court, "CPL 91: letters are handed to the post"), at=at) as record:
        row = locked(LetterBatch.objects.filter(id=batch.id)).get()
        row.listed_at = at
        row.save(update_fields=["listed_at"])
        record(BatchListed(batch=row.uid, digest=hashlib.sha256(content).hexdigest()), under="CPL 91")
    return True


def _finished(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _read(path: Path, limit: int) -> bytes:
    with path.open("rb") as source:
        return source.read(limit + 1)
