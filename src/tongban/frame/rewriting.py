"""Rewriting personal columns under the key that writes now: after a rotation, and where they were plain before.

In batches, each a short transaction of its own; killed at any moment, the next run goes on. A value that somebody
changes meanwhile is left to whoever changed it, which was done with the new key already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count
from django.db.models.functions import Substr

from tongban.frame.guard import lifted
from tongban.frame.keyring import KeyRing, ring
from tongban.frame.personal import MARK, Ciphertext, Digest, PersonalIndex, PersonalText

BATCH = 200
"""Rows in one transaction (house.md: at most 50 ms)."""
_KEY = 8
"""Signs of a key's id."""


def personal_models() -> Iterator[type[models.Model]]:
    """The tables that hold personal columns."""
    return (model for model in apps.get_models() if any(_texts(model)))


def rewrite(model: type[models.Model], *, plain: bool = False) -> int:
    """Bring every personal column of a table under the writing keys; returns how many rows changed.

    `plain` takes texts that were never encrypted for what they are: for the migration that encrypts them, no other.
    Raises `KeyMissing` or `Damaged`; what was rewritten before stays.
    """
    changed, last, keys = 0, 0, ring()
    names = [one.name for one in (*_texts(model), *_indexes(model))]
    rows = model._default_manager.order_by("pk").values("pk", "uid", *names)
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        work = [(row, new) for row in batch if (new := _renewed(model, row, keys, plain=plain))]
        with transaction.atomic(), lifted("the same personal data under another key"):
            changed += sum(_put(model, row, new) for row, new in work)
        last = batch[-1]["pk"]
    return changed


def encrypt_tables(app: str, *models: str) -> Callable[[Apps, object], None]:
    """For a migration: encrypt what lies plain in the personal columns of these tables."""

    def run(historical: Apps, editor: object) -> None:
        del editor
        for name in models:
            rewrite(historical.get_model(app, name), plain=True)

    return run


def was_plain() -> bool:
    """Whether this database holds a platform of the time before personal data was encrypted."""
    applied = MigrationRecorder(connection).applied_migrations()
    return ("people", "0001_initial") in applied and ("frame", "0001_personal_keys") not in applied


class StillRead(RuntimeError):  # noqa: N818 - it says why to try again
    """Somebody reads the database as it was: its file of writes cannot be emptied yet."""


def empty_write_ahead() -> None:
    """What was erased lies in SQLite's file of writes until that is taken over: take it over now. Raises `StillRead`.

    PostgreSQL keeps both its rows that are dead and its log for its own times; the operator sees to them.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        busy, _pages, _moved = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        message = "the database is being read"
        raise StillRead(message)


def overwrite_free_space() -> None:
    """Write the database anew, so that its file keeps nothing of rows that were changed: nobody else is in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


def keys_in_use() -> Counter[str]:
    """How many values lie under each key, by its id; those of look-up columns too."""
    found: Counter[str] = Counter()
    for model in personal_models():
        for text in _texts(model):
            found += _counted(model, text, len(MARK) + 2)
        for index in _indexes(model):
            found += _counted(model, index, 1)
    return found


def _counted(model: type[models.Model], field: models.Field[Any, Any], start: int) -> Counter[str]:
    rows = model._default_manager.order_by().annotate(under=Substr(field.name, start, _KEY, output_field=_PLAIN))
    return Counter({row["under"]: row["n"] for row in rows.values("under").annotate(n=Count("pk")) if row["under"]})


_PLAIN = models.CharField()


def _renewed(model: type[models.Model], row: dict[str, Any], keys: KeyRing, *, plain: bool) -> dict[str, str]:
    """The columns of a row that are not under the writing keys yet, as they will be."""
    texts: dict[str, str] = {}
    new: dict[str, str] = {}
    uid = UUID(str(row["uid"]))
    for field in _texts(model):
        kept = row[field.name]
        if not kept:
            continue
        is_plain = plain and not kept.startswith(f"{MARK}.")
        if not is_plain and field.key_of(uid, kept) == keys.writing and not _stale(model, field, row, keys):
            continue
        text = str(kept) if is_plain else field.opened_text(uid, Ciphertext(kept), keys)
        texts[field.name] = text
        new[field.name] = field.sealed_text(uid, text, keys)
    for index in _indexes(model):
        if index.of in texts:
            new[index.name] = next(iter(index.digests(texts[index.of])), Digest(""))
    return new


def _stale(model: type[models.Model], field: PersonalText, row: dict[str, Any], keys: KeyRing) -> bool:
    """Whether the look-up column of a text is under an earlier key."""
    return any(one.of == field.name and not row[one.name].startswith(keys.indexing) for one in _indexes(model))


def _put(model: type[models.Model], row: dict[str, Any], new: dict[str, str]) -> int:
    """Write the row, if it still is what was read."""
    seen = {one.name: Ciphertext(row[one.name]) for one in _texts(model) if one.name in new}
    return model._default_manager.filter(pk=row["pk"], **seen).update(**new)


def _texts(model: type[models.Model]) -> list[PersonalText]:
    return [one for one in model._meta.local_fields if isinstance(one, PersonalText)]


def _indexes(model: type[models.Model]) -> list[PersonalIndex]:
    return [one for one in model._meta.local_fields if isinstance(one, PersonalIndex)]
