"""What is wrong with the file of an interview (docs/guide/interviews.md).

.venv/bin/python tools/interview.py src/tongban/filing/data/interviews/sale.toml
"""

from __future__ import annotations

import os
import sys
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
    print(f"{len(paths)} files, {len(flaws)} flaws")
    return min(len(flaws), 99)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
