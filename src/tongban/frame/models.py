"""The base row of all domains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from tongban.frame.personal import with_indexes
from tongban.kernel.ids import new_id


class Record(models.Model):
    """A row with the house's two machine identifiers: `id` inside the process, `uid` (UUIDv7) outside it.

    `outside_acts` is empty for rows that only an act may write; a model whose rows are drafts, attempts, caches or
    the like states here why it may be written without one (house.md, law 1). `append_only`: triggers of the database
    refuse to change or delete rows (register/adapters/triggers.py).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=new_id, unique=True, editable=False)

    outside_acts: ClassVar[str] = ""
    append_only: ClassVar[bool] = False

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """As Django does; a look-up column is saved with the personal text that it finds."""
        if update_fields is not None:
            update_fields = with_indexes(type(self), update_fields)
        super().save(*args, update_fields=update_fields, **options)
