"""The catalogues of texts: compile them, bring them up to the source, or check that nothing is untranslated.

`compile` needs gettext only, so that `tools/prepare` can use it before any Python package is installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "tongban"
SPOKEN = "en"
"""The language of the source: there an empty text shows itself."""


def catalogues(source: Path = SOURCE) -> list[Path]:
    """Every .po file of the platform."""
    return sorted(source.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Compile each catalogue that is newer than its compiled form."""
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            subprocess.run(["msgfmt", "--check-format", "-o", mo, po], check=True)


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


def check() -> int:
    """Print every gap of every catalogue; 1 when there is any."""
    found = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / SOURCE.name
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "vendor", "*.mo"))
        if catalogues(copy):
            extract(copy)
        for po in catalogues():
            formats = subprocess.run(
                ["msgfmt", "--check", "-o", os.devnull, po], check=False, capture_output=True, text=True
            )
            problems = list(gaps(po, copy / po.relative_to(SOURCE)))
            problems += formats.stderr.splitlines() if formats.returncode else []
            found += len(problems)
            print(*(f"{po.relative_to(ROOT)}: {problem}" for problem in problems), sep="\n", end="\n" * bool(problems))
    print(f"{len(catalogues())} catalogues, {found} gaps")
    return int(found > 0)


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("compile", "extract", "check"))
    match parser.parse_args().task:
        case "compile":
            compile_all()
        case "extract":
            extract(SOURCE)
        case "check":
            return check()
    return 0


if __name__ == "__main__":
    sys.exit(main())
