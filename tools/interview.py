"""What is wrong with the file of an interview (docs/guide/interviews.md).

.venv/bin/python tools/interview.py src/tongban/filing/data/interviews/sale.toml
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import throwaway


def main(paths: list[str]) -> int:
    """Print every flaw of each file with its remedy; the number of flaws is the exit code, at most 99."""
    with throwaway.platform() as env:
        os.environ.update(env)
        import django

        django.setup()
        from tongban.face.sayings import refusal_words
        from tongban.filing.rules.interview import flaws_of

        flaws = [flaw for path in paths for flaw in flaws_of(Path(path))]
        for flaw in flaws:
            print(*refusal_words(flaw))
        for path in [] if flaws else paths:
            _tell(Path(path))
    print(f"{len(paths)} files, {len(flaws)} flaws")
    return min(len(flaws), 99)


def _tell(path: Path) -> None:
    """What a person still compares by hand: causes that no list holds today, articles that were cited from memory."""
    from tongban.filing.rules.diagnosis import leads_somewhere
    from tongban.filing.rules.instruments import from_memory
    from tongban.filing.rules.interview import interview_in

    found = interview_in(path.name, path.read_text(encoding="utf-8"))
    if isinstance(found, tuple):
        return
    laws = {question.law for page in found.pages for question in page.questions}
    laws |= {line.law for line in found.lines} | {finding.law for finding in found.findings}
    print(
        f"{path.name}: causes that no list holds: {', '.join(leads_somewhere(found, datetime.now(UTC).date())) or '-'}"
    )
    print(f"{path.name}: cited from memory: {' | '.join(sorted(filter(from_memory, laws)))}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
