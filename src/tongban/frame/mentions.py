"""Which digests any row of the platform names, whatever its table: what a row names is never let go."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.apps import apps
from django.db import models

_BATCH = 500
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_LONG = 64


def mentioned(digests: Collection[str]) -> set[str]:
    """Those of `digests` (SHA-256, hexadecimal) that stand in a text or JSON of any row, encrypted ones included.

    Reads every table, a batch at a time and without a transaction: a row that moves from one table to another meanwhile
    may be missed, so who wants to be sure asks twice. Raises `KeyMissing` or `Damaged` for a row that cannot be read.
    """
    wanted, found = set(digests), set[str]()
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.concrete_fields if _may_name(field)]
        if not names or not model.__module__.startswith("tongban."):
            continue
        last, rows = 0, model._default_manager.order_by("pk")
        while batch := list(rows.filter(pk__gt=last)[:_BATCH]):
            last = batch[-1].pk
            for row in batch:
                for name in names:
                    found |= wanted.intersection(_DIGEST.findall(str(getattr(row, name))))
    return found


def _may_name(field: models.Field[object, object]) -> bool:
    if isinstance(field, models.CharField):
        return field.max_length is None or field.max_length >= _LONG
    return isinstance(field, models.TextField | models.JSONField)
