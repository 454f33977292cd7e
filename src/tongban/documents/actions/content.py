"""The content store as a whole: rewritten after a rotation, cleared of what nothing names, taken over from the time
before it was encrypted.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path

from cryptography.fernet import InvalidToken
from django.conf import settings

from tongban.documents.adapters.store import FolderStore
from tongban.documents.models import Version
from tongban.documents.models.content import here
from tongban.frame.at_rest import reopened
from tongban.frame.keyring import Damaged
from tongban.frame.mentions import mentioned

log = logging.getLogger(__name__)
_BATCH = 500
PLAIN = "store"
"""The folder of the time before content was encrypted, in the platform's home."""


def rewrite_content() -> tuple[int, tuple[str, ...]]:
    """Bring every file under the keys that write now; returns how many were rewritten and what stands in the way.

    Killed on the way, the next call goes on. A damaged file stays as it is, and with it the key under which it lies.
    """
    store, done, damaged = FolderStore(here()), 0, []
    for path in store.files():
        try:
            done += store.rewrite(path)
        except Damaged as wrong:
            log.error("%s: %s", path, wrong)  # noqa: TRY400 - the operator needs the sentence, not where it was said
            damaged.append(str(wrong))
    return done, tuple(damaged)


def content_keys() -> Counter[str]:
    """How many files lie under each key, by its id."""
    return FolderStore(here()).keys_in_use()


def loose_content(before: datetime) -> tuple[str, ...]:
    """The digests of files, last put before `before` (the machine's time), that no row of any table names.

    None while the database knows no document at all: then it is rather the wrong database for this folder.
    """
    if not Version.objects.exists():
        return ()
    old = FolderStore(here()).older_than(before.timestamp())
    loose: set[str] = set()
    while batch := set(islice(old, _BATCH)):
        loose |= batch - set(Version.objects.filter(sha256__in=batch).values_list("sha256", flat=True))
    for _ in range(2):  # a row may move from one table to another while they are read
        loose -= mentioned(loose) if loose else set()
    return tuple(sorted(loose))


def drop_loose(digests: Iterable[str], before: datetime) -> None:
    """Let go of them, but for those that somebody has put again meanwhile, and of what died half written."""
    store = FolderStore(here())
    for sha256 in digests:
        store.remove_unless_fresh(sha256, before.timestamp())
    store.sweep(before.timestamp())


def plain_content() -> list[Path]:
    """Files of the time before, which no page shows any more until `encrypt_content` has taken them over."""
    folder = Path(settings.TONGBAN.home) / PLAIN
    return sorted(path for path in folder.glob("??/??/*") if path.is_file())


def encrypt_content() -> int:
    """Take over what lies in the folder of the time before, file by file; returns how many.

    A file is removed there once it lies encrypted here, so killed at any moment the next call goes on. Raises `Damaged`
    for one that is not what its name says: it stays for the operator to look at.
    """
    store, taken = FolderStore(here()), 0
    for path in plain_content():
        with path.open("rb") as file:
            kept = store.put(BytesIO(_reopened(file.read())) if settings.TONGBAN.rest_key else file)
        if kept.sha256 != path.name:  # what was kept is named by nothing, and goes with the daily work
            message = f"{path} is damaged: put it back from a backup, or move it away"
            raise Damaged(message)
        path.unlink()
        taken += 1
    return taken


def _reopened(kept: bytes) -> bytes:
    """In an internet zone content lay under the key for what rests."""
    try:
        return reopened(kept)
    except InvalidToken as wrong:
        message = "a file of the old content store is not encrypted with the key that `rest_key` names"
        raise Damaged(message) from wrong
