"""Keeping what is typed into a form before it is sent. It is no act: nothing is filed or said with it."""

from __future__ import annotations

from django.db import transaction

from tongban.access.vocabulary import Layer, Viewer
from tongban.filing.models import Typed
from tongban.frame.acts import locked

LONGEST, FIELDS, PAGES = 20_000, 60, 50
"""Signs of a value, fields of a form, and forms of a person that are kept; of more forms the oldest go."""


def keep_typed(viewer: Viewer, page: str, field: str, value: str) -> None:
    """Keep one field of the form at `page`, right or wrong, as it was typed."""
    with transaction.atomic():
        known = {"layer": Layer.OWN, "saved_at": viewer.now}
        row, fresh = Typed.objects.get_or_create(holder=viewer.person, page=page, defaults=known)
        # Two devices may save at once: what the other one typed into another field stays.
        row = locked(Typed.objects.filter(pk=row.pk)).get()
        if field in row.values or len(row.values) < FIELDS:
            row.values = row.values | {field: value[:LONGEST]}
        row.saved_at = viewer.now
        row.save(update_fields=["values", "saved_at"])
        if fresh:
            newest = Typed.objects.filter(holder=viewer.person).order_by("-saved_at", "-pk")
            Typed.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[PAGES:])).delete()


def forget_typed(viewer: Viewer, page: str) -> None:
    """The form at `page` was taken, or the person begins it anew."""
    Typed.objects.filter(holder=viewer.person, page=page).delete()
