"""Two languages that nobody speaks: one runs from right to left, one is half as long again as English."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "src" / "tongban" / "locale"
BACKWARDS, LONG = "he", "de"
"""Django knows these codes, the first as a language that runs from right to left; no catalogue of ours has them."""
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English"), (BACKWARDS, "עברית"), (LONG, "Deutsch")]
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%)")
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתךםןףץ"[:26])


def _backwards(text: str) -> str:
    return text.lower().translate(_LETTERS)


def _longer(text: str) -> str:
    """The text with two fifths of its words said twice, and every word a little longer."""
    words = text.split(" ")
    return " ".join(word + ("zusatzwort" if index % 5 in {1, 3} and word else "") for index, word in enumerate(words))


def odd_catalogues(folder: Path) -> list[str]:
    """Compile both into `folder`, beside nothing else; returns what LOCALE_PATHS has to be."""
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        english = read_po(file)
    for code, change in ((BACKWARDS, _backwards), (LONG, _longer)):
        made = Catalog(locale=None, fuzzy=False)
        for message in english:
            if message.id:
                said = message.id if isinstance(message.id, tuple) else (message.id,)
                texts = tuple("".join(p if _KEPT.fullmatch(p) else change(p) for p in _KEPT.split(t)) for t in said)
                made.add(message.id, texts if isinstance(message.id, tuple) else texts[0], context=message.context)
        place = folder / code / "LC_MESSAGES" / "django.mo"
        place.parent.mkdir(parents=True)
        with place.open("wb") as file:
            write_mo(file, made)
    return [str(folder), str(LOCALE)]
