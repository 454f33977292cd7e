"""How articles are named on pages, in the reader's language."""

from __future__ import annotations

from tongban.face.parts import Law
from tongban.kernel.provision import in_chinese


def named(code: str, language: str) -> Law | None:
    """The article as Chinese readers know it; the short code serves all other languages."""
    return Law(code=code, title=in_chinese(code)) if language.startswith("zh") else None
