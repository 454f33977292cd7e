"""Keeping what is typed into a form before it is sent. It is no act: nothing is filed or said with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tongban.access.vocabulary import Layer, Viewer
from tongban.filing.models import Typed
from tongban.frame.acts import locked

LONGEST, FIELDS, PAGES = 20_000, 60, 50
"""Signs of a value, fields of a form, and forms of a person that are kept; of more forms the oldest go."""


def keep_typed(viewer: Viewer, page: str, field: str, value: str, *, since: datetime | None = None) -> bool:
    """Keep one field of the form at `page` (`Typed`), right or wrong, as it was typed.

    False, and it is not kept, when it is longer than is kept, when no room is left for another field, and when the form
    was taken after it had been shown (`since`): who types and sends at once has both on the way, and what was sent is
    not to lie here when the saving comes in last.
    """
    if len(value) > LONGEST:
        return False
    with transaction.atomic():
        known = {"layer": Layer.OWN, "saved_at": viewer.now, "values": {field: value}}
        row, fresh = Typed.objects.get_or_create(holder=viewer.person, page=page, defaults=known)
        if fresh:
            _only_newest(viewer)
            return True
        # Two devices may save at once: what the other one typed into another field stays.
        row = locked(Typed.objects.filter(pk=row.pk)).get()
        if not row.values and since is not None and since < row.saved_at:
            return False
        if field not in row.values and len(row.values) >= FIELDS:
            return False
        anew = not row.values
        row.values = row.values | {field: value}
        row.saved_at = viewer.now
        row.save(update_fields=["values", "saved_at"])
        if anew:
            _only_newest(viewer)
    return True


def forget_typed(viewer: Viewer, page: str) -> None:
    """The form at `page` was taken; more of it may be on the way."""
    with transaction.atomic():
        known = {"layer": Layer.OWN, "saved_at": viewer.now, "values": {}}
        Typed.objects.update_or_create(holder=viewer.person, page=page, defaults=known)
        _only_newest(viewer)


def forget_fields(viewer: Viewer, page: str, begin: str) -> None:
    """Of what is kept at `page`, forget the fields whose names begin so; the others stay."""
    with transaction.atomic():
        for row in locked(Typed.objects.filter(holder=viewer.person, page=page)):
            row.values = {name: value for name, value in row.values.items() if not name.startswith(begin)}
            row.save(update_fields=["values"])


def forget_below(viewer: Viewer, path: str) -> None:
    """What is done at the addresses that begin so is done: nothing typed there, by whomever, is of use any more."""
    Typed.objects.filter(holder=viewer.person, page__startswith=path).delete()


def _only_newest(viewer: Viewer) -> None:
    """Forms that were taken are counted apart: what was sent takes no room from what was not."""
    rows = list(Typed.objects.filter(holder=viewer.person).order_by("-saved_at", "-pk"))
    if len(rows) > PAGES:
        typed, taken = ([row.pk for row in rows if bool(row.values) is words] for words in (True, False))
        Typed.objects.filter(pk__in=typed[PAGES:] + taken[PAGES:]).delete()
