"""The text of a PDF, read by a program of its own (`pdf_text.py`)."""

from __future__ import annotations

import json
import subprocess
import sys

from tongban.documents.adapters import pdf_text

_PATIENCE = 2.0 * pdf_text.SECONDS
"""Seconds by the wall after which the reading is stopped."""


class TextUnreadableError(Exception):
    """The text of a file cannot be read, or not within the limits of time and memory."""


def pdf_texts(content: bytes, pages: int, signs: int) -> tuple[list[str], list[bool], int]:
    """The texts of the first `pages`, at most `signs` signs in all, whether anything stands on each, and how many pages
    there are.

    Raises `TextUnreadableError`.
    """
    asked = [sys.executable, "-I", pdf_text.__file__, str(pages), str(signs)]
    try:
        done = subprocess.run(asked, input=content, capture_output=True, timeout=_PATIENCE, check=True, env={})
        said = json.loads(done.stdout)
        return [str(text) for text in said["texts"]], [bool(one) for one in said["drawn"]], int(said["pages"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as why:
        raise TextUnreadableError from why
