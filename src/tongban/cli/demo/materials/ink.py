"""Drawing with Pillow: fonts, repeatable noise."""

from __future__ import annotations

import io
import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageFont

_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_SIMPLIFIED = 2
"""Place of the Simplified Chinese face in Noto's collections."""


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The face of `name` ("NotoSerifCJK-Regular") at `size` pixels. Raises FileNotFoundError when it is missing."""
    for folder in _FOLDERS:
        for path in folder.rglob(f"{name}.ttc"):
            return ImageFont.truetype(str(path), size, index=_SIMPLIFIED)
    message = f"the font {name} is missing: install Debian's fonts-noto-cjk"
    raise FileNotFoundError(message)


def sans(size: int) -> ImageFont.FreeTypeFont:
    """The face of screens and cards."""
    return font("NotoSansCJK-Regular", size)


def noise(rng: random.Random, size: tuple[int, int], low: int, high: int) -> Image.Image:
    """Grey noise between `low` and `high`, the same for the same generator."""
    span = high - low
    grain = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    return grain.point([low + value * span // 255 for value in range(256)])


def png(picture: Image.Image) -> bytes:
    """`picture` as PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
