"""Where the words of an article come from. The composition root says it once; the face owns no law."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language

from tongban.face.parts import Law

Source = Callable[[str, str], Law | None]


class _Shelf:
    """Holds the one source that `wiring` has chosen."""

    source: Source | None = None


def use(source: Source | None) -> None:
    """Take the words of articles from `source(code, language)`; None puts the plain codes back."""
    _Shelf.source = source


def resolve(law: Law | str | None) -> Law | None:
    """`law` with title and plain words in the reader's language; None when there is none."""
    if not law:
        return None
    if isinstance(law, Law):
        return law
    found = _Shelf.source(law, get_language() or "en") if _Shelf.source else None
    return found or Law(code=law, title=law)
