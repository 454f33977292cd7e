"""A page as a picture to be read, drawn by a program of its own (`page_drawn.py`): strangers sent the file."""

from __future__ import annotations

import subprocess
import sys

from tongban.documents.adapters import page_drawn
from tongban.documents.adapters.renditions import NoRendition

_PATIENCE = 2.0 * page_drawn.SECONDS
"""Seconds by the wall after which the drawing is stopped."""


def drawn(content: bytes, page: int) -> bytes:
    """Page `page` (from 1) of a PDF or picture as PNG, of a size at which small print is read.

    Raises `NoRendition`, also when it cannot be drawn within the limits of time and memory.
    """
    asked = [sys.executable, "-I", page_drawn.__file__, str(page)]
    try:
        return subprocess.run(asked, input=content, capture_output=True, timeout=_PATIENCE, check=True, env={}).stdout
    except (OSError, subprocess.SubprocessError) as error:
        message = f"page {page} cannot be drawn"
        raise NoRendition(message) from error
