"""What the checker in the browser needs: its texts and this court's keys; and its modules, for the file to keep."""

from __future__ import annotations

import base64
import re
from pathlib import PurePosixPath
from typing import Any

from django.contrib.staticfiles.finders import find

from tongban.portal.forms.verdicts import FACTS, FINDINGS, MEANINGS, SINCE, SINCE_ALONE, VERDICTS
from tongban.register.actions.look_up import ledger_policies

START = "portal/check/page.js"
"""The module that runs the page; all others are found by its imports."""
_IMPORT = re.compile(r'(?<=from ")(\.{1,2}/[\w./-]+)(?=")')


def checker_facts() -> dict[str, Any]:
    """For the page's script: texts in the reader's language, and the policies that this court vouches for."""
    return {
        "verdicts": {key: str(text) for key, text in VERDICTS.items()},
        "meanings": {key: str(text) for key, text in MEANINGS.items()},
        "findings": {key: str(text) for key, text in FINDINGS.items()},
        "facts": {key: str(text) for key, text in FACTS.items()},
        "since": str(SINCE),
        "since_alone": str(SINCE_ALONE),
        "policies": [policy.decode() for policy in ledger_policies()],
    }


def modules() -> dict[str, str]:
    """All modules of the checker as data addresses under their own paths: a page from a disk may load no others."""
    return {path: _data(text) for path, text in sorted(_modules(START, {}).items())}


def _modules(path: str, known: dict[str, str]) -> dict[str, str]:
    """The module at the static `path` and all that it imports; each import is renamed to the imported module's path."""
    folder = PurePosixPath(path).parent
    found = find(path)
    assert isinstance(found, str)  # noqa: S101 - our own modules import what is there
    with open(found, encoding="utf-8") as source:  # noqa: PTH123 - a path of Django's
        known[path] = ""
        known[path] = _IMPORT.sub(lambda match: _join(folder, match[1]), source.read())
    for imported in re.findall(r'from "(portal/[\w./-]+|face/[\w./-]+)"', known[path]):
        if imported not in known:
            _modules(imported, known)
    return known


def _join(folder: PurePosixPath, relative: str) -> str:
    parts: list[str] = []
    for part in (folder / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _data(text: str) -> str:
    return f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"
