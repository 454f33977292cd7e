"""Papers as PDF: typst with the templates of the domains, the same bytes for the same data, fonts and day.

Heavy: only the worker imports this. Data reaches a template as JSON in `sys.inputs` and is never part of its source,
so nothing that a party typed can become an instruction to the typesetter.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tongban.documents.rules.verification import address
from tongban.frame.square import square_code
from tongban.kernel.facts import canonical

ROOT = Path(__file__).resolve().parents[2]
"""The package `tongban`: a template sees the files below it, the domains' `papers/` among them."""
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
_PAPER = re.compile(r"([a-z]+)/([a-z_]+)")
_STANDARDS = ["a-3a", "ua-1"]
"""Archival (ISO 19005-3, level A, which allows the attached data) and accessible (ISO 14289-1)."""


class PaperUnfit(RuntimeError):  # noqa: N818 - the name says what is the matter
    """The template is missing, or its contract and the data disagree: the message holds typst's diagnosis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the foot of each page offers for verification: the code and the page on which it is checked."""

    code: str
    base: str


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished paper: its bytes and their SHA-256."""

    pdf: bytes
    digest: str


def typeset(
    paper: str, data: dict[str, Any], *, language: str, demo: bool, dated: date, mark: Mark | None = None
) -> Typeset:
    """The paper `paper` ("filing/receipt") with `data`, which follows the contract at the head of its template.

    `dated` is the paper's legal date and the only time in the file; `demo` marks every page as without legal effect.
    The template in `language` is taken when there is one, else the Chinese. Raises `PaperUnfit`.
    """
    template = template_of(paper, language)
    content = canonical(data)
    frame: dict[str, Any] = {"paper": paper, "language": language, "demo": demo}
    if mark is not None:
        frame |= {"code": mark.code, "url": mark.base, "qr": square_code(address(mark.base, mark.code))}
    pdf = compile_template(template, {"data": content.decode(), "frame": json.dumps(frame, sort_keys=True)}, dated)
    return Typeset(pdf, hashlib.sha256(pdf).hexdigest())


def template_of(paper: str, language: str) -> Path:
    """The file of `paper`: `<domain>/papers/<name>.<language>.typ`, or without the language."""
    named = _PAPER.fullmatch(paper)
    if named is None:
        message = f"{paper!r} is not <domain>/<name>"
        raise PaperUnfit(message)
    folder, name = ROOT / named[1] / "papers", named[2]
    for path in (folder / f"{name}.{language}.typ", folder / f"{name}.typ"):
        if re.fullmatch(r"[\w.-]+", path.name) and path.is_file():
            return path
    message = f"there is no template for {paper}"
    raise PaperUnfit(message)


def compile_template(template: Path, inputs: dict[str, str], dated: date) -> bytes:
    """The PDF of `template`, dated at the start of `dated` (UTC)."""
    seconds = (dated.toordinal() - date(1970, 1, 1).toordinal()) * 86_400
    compiler = typst.Compiler(
        str(template), root=str(ROOT), font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )
    try:
        result = compiler.compile(format="pdf", pdf_standards=_STANDARDS, timestamp=seconds)  # type: ignore[arg-type]
    except typst.TypstError as error:
        message = f"{template.name}: {error.diagnostic or error.message}"
        raise PaperUnfit(message) from error
    if not isinstance(result, bytes):
        message = f"{template.name} gave no single file"
        raise PaperUnfit(message)
    return result


@cache
def fonts() -> typst.Fonts:
    """The installed fonts, looked up once per process (50-200 ms). Noto CJK must be among them."""
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in FONT_FOLDERS if folder.is_dir()],
    )
    if "Noto Serif CJK SC" not in found.families():
        message = "the font Noto Serif CJK SC is missing: install Debian's fonts-noto-cjk"
        raise PaperUnfit(message)
    return found
