"""How articles and standing rules are cited on pages, and where the words of an article come from.

The composition root names a source of words once; the face owns no law.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language

from tongban.face.parts import Law
from tongban.face.presentation import is_chinese
from tongban.face.wording import RULES
from tongban.kernel.provision import in_chinese, in_english

Source = Callable[[str, str], Law | None]


class _Shelf:
    """Holds the one source that `wiring` has chosen."""

    source: Source | None = None


def use(source: Source | None) -> None:
    """Take the words of articles from `source(code, language)`; None leaves the bare citations."""
    _Shelf.source = source


def cited(code: str) -> str:
    """A citation in the reader's language: "CPL 87: papers are served" reads 民事诉讼法第87条：送达文书 in Chinese."""
    chinese = is_chinese(get_language())
    named = in_chinese if chinese else in_english
    head, colon, rule = code.partition(": ")
    articles, _semicolon, last = head.rpartition("; ")
    told = str(RULES.get(head) or named(head))
    if articles and last in RULES:
        told = named(articles) + ("；" if chinese else "; ") + str(RULES[last])
    words = str(RULES.get(rule) or RULES.get(rule.partition(": ")[0]) or rule)
    return told + ("：" if chinese else ": ") + words if colon else told


def resolve(law: Law | str | None) -> Law | None:
    """`law` with title and plain words in the reader's language; None when there is none."""
    if not law:
        return None
    if isinstance(law, Law):
        return law
    found = _Shelf.source(law, get_language() or "en") if _Shelf.source else None
    return found or Law(code=law, title=cited(law))
