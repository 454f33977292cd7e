"""The catalogues of texts: compile them, bring them up to the source, check that nothing is untranslated, or count.

`compile` needs gettext and OpenCC only, so that `tools/prepare` can use it before any Python package is installed.

Chinese and English are complete. Traditional Chinese is made from the simplified when it is compiled, so it is complete
too and nobody writes it. The other languages hold what parties need (`languages.toml`); what they lack is English.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tongban"
LANGUAGES = ROOT / "tools" / "languages.toml"
SPOKEN = "en"
"""The language of the source: there an empty text shows itself."""
COMPLETE = (SPOKEN, "zh_Hans")
"""The languages of the desk too: `check` refuses a gap."""
TRADITIONAL = "zh_Hant"
FORMS = Path("filing") / "data"
"""Guided forms, and what the counter asks: they speak English and Chinese, and some another language, by themselves."""
TRANSLATIONS = FORMS / "translations"
"""What they say in the other languages, by the English text; in traditional Chinese, by the simplified."""


def catalogues(source: Path = SOURCE) -> list[Path]:
    """The .po files that must be complete."""
    return sorted(po for po in source.glob("**/locale/*/LC_MESSAGES/*.po") if po.parts[-3] in COMPLETE)


def partial(source: Path = SOURCE) -> list[Path]:
    """The .po files of languages that parties' pages speak beside Chinese and English."""
    return sorted(po for po in source.glob("**/locale/*/LC_MESSAGES/*.po") if po.parts[-3] not in COMPLETE)


def _sibling(po: Path, language: str) -> Path:
    return po.parents[2] / language / "LC_MESSAGES" / po.name


def _pipe(text: bytes, *commands: tuple[str | Path, ...]) -> bytes:
    """Run `text` through the commands, one after the other."""
    for command in commands:
        text = subprocess.run(command, check=True, input=text, capture_output=True).stdout
    return text


def _compiled(mo: Path, *sources: Path) -> bool:
    return mo.exists() and all(mo.stat().st_mtime >= source.stat().st_mtime for source in (*sources, Path(__file__)))


def compile_all(source: Path = SOURCE) -> None:
    """Compile each catalogue that is newer than its compiled form."""
    for po in catalogues(source):
        mo = po.with_suffix(".mo")
        if not _compiled(mo, po):
            subprocess.run(["msgfmt", "--check-format", "-o", mo, po], check=True)
        if po.parts[-3] != SPOKEN:
            traditional(po)
    for po in partial(source):
        english, mo = _sibling(po, SPOKEN), po.with_suffix(".mo")
        if not _compiled(mo, po, english):
            merge = ("msgmerge", "--quiet", "--no-fuzzy-matching", po, english)
            _pipe(b"", merge, ("msgen", "-"), ("msgfmt", "--check-format", "-o", mo, "-"))


def traditional(po: Path) -> None:
    """Compile the traditional form of a simplified catalogue, with the corrections of `languages.toml`."""
    mo = _sibling(po, TRADITIONAL).with_suffix(".mo")
    if _compiled(mo, po, LANGUAGES):
        return
    mo.parent.mkdir(parents=True, exist_ok=True)
    text = in_traditional(po.read_text(encoding="utf-8"))
    _pipe(text.encode(), ("msgfmt", "--check-format", "-o", mo, "-"))


def in_traditional(text: str) -> str:
    """Simplified Chinese in traditional signs, with the corrections of `languages.toml`."""
    text = _pipe(text.encode(), ("opencc", "-c", "s2tw.json")).decode()
    for wrong, right in settings()["traditional"].items():
        text = text.replace(wrong, right)
    return text


def settings() -> dict[str, dict]:
    """What `languages.toml` says."""
    return tomllib.loads(LANGUAGES.read_text(encoding="utf-8"))


def extract(source: Path) -> None:
    """Bring every catalogue under `source` up to what its code and templates say."""
    languages = sorted({po.parent.parent.name for po in catalogues(source)})
    chosen = [part for language in languages for part in ("--locale", language)]
    domains = sorted({po.stem for po in catalogues(source)})
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    for domain in domains:
        command = [sys.executable, "-m", "django", "makemessages", "--domain", domain, *chosen]
        command += ["--no-obsolete", "--add-location", "file", "--no-wrap", "--ignore", "vendor"]
        subprocess.run(command, check=True, cwd=source, env=env, stdout=subprocess.DEVNULL)
    for po in partial(source):
        renew(po)
    signs = sorted({said["zh-hans"] for said in form_texts(source) if "zh-hant" not in said})
    rows = zip(signs, in_traditional("\n".join(signs)).split("\n"), strict=True)
    lines = (
        f"{json.dumps(one, ensure_ascii=False)} = {json.dumps(other, ensure_ascii=False)}\n" for one, other in rows
    )
    (source / TRANSLATIONS / "zh-hant.toml").write_text("".join(lines), encoding="utf-8")


def form_texts(source: Path = SOURCE) -> Iterator[dict[str, str]]:
    """Every text of the guided forms, by language."""
    for file in sorted((source / FORMS).glob("**/*.toml")):
        if (source / TRANSLATIONS) not in file.parents:
            yield from _texts_in(tomllib.loads(file.read_text(encoding="utf-8")))


def _texts_in(raw: object) -> Iterator[dict[str, str]]:
    if isinstance(raw, list):
        for part in raw:
            yield from _texts_in(part)
    elif isinstance(raw, dict) and all(isinstance(raw.get(language), str) for language in ("en", "zh-hans")):
        yield raw
    elif isinstance(raw, dict):
        for part in raw.values():
            yield from _texts_in(part)


def renew(po: Path) -> None:
    """Drop from a partial catalogue what the source no longer says."""
    merge = ("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", po, _sibling(po, SPOKEN))
    keep = ("msgattrib", "--translated", "--no-obsolete", "--no-location", "--no-wrap", "-")
    dated = (line for line in _pipe(b"", merge, keep).splitlines(keepends=True) if b"POT-Creation-Date" not in line)
    po.write_bytes(b"".join(dated))


def gaps(po: Path, fresh: Path) -> Iterator[str]:
    """What is wrong with `po`, compared with `fresh`, the same catalogue after extraction; needs Babel."""
    from babel.messages.pofile import read_po

    with po.open("rb") as kept, fresh.open("rb") as extracted:
        have = {(m.context, m.id): m for m in read_po(kept) if m.id}
        need = {(m.context, m.id): m for m in read_po(extracted) if m.id}
    spoken = po.parent.parent.name == SPOKEN
    yield from (f"not in the catalogue: {key[1]!r}" for key in need if key not in have and not spoken)
    yield from (f"no longer in the source: {key[1]!r}" for key in have if key not in need)
    for key, message in have.items():
        texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if not all(texts) and not spoken:
            yield f"untranslated: {key[1]!r}"
        if message.fuzzy:
            yield f"fuzzy: {key[1]!r}"


def _format_errors(po: Path) -> list[str]:
    done = subprocess.run(["msgfmt", "--check", "-o", os.devnull, po], check=False, capture_output=True, text=True)
    return done.stderr.splitlines() if done.returncode else []


def check() -> int:
    """Print every gap of every complete catalogue and every damaged text of the others; 1 when there is any."""
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / SOURCE.name
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "vendor", "*.mo"))
        if catalogues(copy):
            extract(copy)
        for po in (*catalogues(), *partial()):
            problems = _format_errors(po)
            if po.parts[-3] in COMPLETE:
                problems += gaps(po, copy / po.relative_to(SOURCE))
            found += len(problems)
            print(*(f"{po.relative_to(ROOT)}: {problem}" for problem in problems), sep="\n", end="\n" * bool(problems))
    print(f"{len(catalogues())} complete catalogues, {len(partial())} for parties, {found} gaps")
    return int(found > 0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one language goes on first pages, all pages of parties, and in guided forms, each in whole percent."""

    first: int
    parties: int
    forms: int
    missing: tuple[str, ...]


def texts_of(patterns: list[str]) -> dict[tuple[str | None, str], None]:
    """The texts used in files of the platform that match one of `patterns`, as (context, text); needs Babel."""
    from babel.messages.pofile import read_po

    with (SOURCE / "locale" / SPOKEN / "LC_MESSAGES" / "django.po").open("rb") as file:
        found = [m for m in read_po(file) if m.id]
    return {
        (m.context, m.id if isinstance(m.id, str) else m.id[0]): None
        for m in found
        if any(fnmatch.fnmatch(place, pattern) for place, _line in m.locations for pattern in patterns)
    }


def coverage(po: Path) -> Coverage:
    """Measure one partial catalogue; needs Babel."""
    from babel.messages.pofile import read_po

    said = settings()["texts"]
    first, parties = texts_of(said["first"]), texts_of(said["first"] + said["parties"])
    with po.open("rb") as file:
        have = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in read_po(file) if m.id and m.string}
    language = po.parts[-3]
    said = tomllib.loads((SOURCE / TRANSLATIONS / f"{language}.toml").read_text(encoding="utf-8"))
    forms = {text["en"]: language in text or text["en"] in said for text in form_texts()}
    lacks: tuple[list[str], ...] = (
        [text for context, text in first if (context, text) not in have],
        [text for context, text in parties if (context, text) not in have],
        [text for text, there in forms.items() if not there],
    )
    wholes = (len(first), len(parties), len(forms))
    found, others, asked = (100 * (whole - len(lack)) // whole for lack, whole in zip(lacks, wholes, strict=True))
    return Coverage(found, others, asked, tuple(dict.fromkeys(chain(*lacks))))


def count() -> None:
    """Print how far each language goes."""
    for po in partial():
        found = coverage(po)
        shares = f"first pages {found.first} %, all pages of parties {found.parties} %, guided forms {found.forms} %"
        print(f"{po.parts[-3]}: {shares}")
        print(*(f"  lacks {text!r}" for text in found.missing), sep="\n", end="\n" * bool(found.missing))


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("compile", "extract", "check", "coverage"))
    match parser.parse_args().task:
        case "compile":
            compile_all()
        case "extract":
            extract(SOURCE)
        case "check":
            return check()
        case "coverage":
            count()
    return 0


if __name__ == "__main__":
    sys.exit(main())
