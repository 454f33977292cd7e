"""What interviews and the counter ask, in languages that their data does not speak: `data/translations/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def translations(language: str) -> Mapping[str, str]:
    """Texts of the data by their English, for traditional Chinese by their Chinese; none for a language without a file.

    An interview that speaks a language by itself is not looked up here, so that a court adds one in a single file.
    """
    file = resources.files("tongban.filing") / "data" / "translations" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
