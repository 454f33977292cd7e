"""A platform's home for the length of one run, with the tests' configuration, so that no check touches a real one.

As a command it lends the home to a Python command:

    .venv/bin/python tools/throwaway.py -m django makemigrations
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def platform() -> Iterator[dict[str, str]]:
    """The environment of a fresh platform; its home is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="tongban-home-", ignore_cleanup_errors=True) as home:
        shutil.copy(ROOT / "tests" / "platform.toml", home)
        yield {
            **{name: value for name, value in os.environ.items() if name != "TONGBAN_DATABASE_URL"},
            "TONGBAN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "tongban.wiring.settings",
        }


def main() -> int:
    """Run Python with the arguments given, at home in a throw-away platform."""
    with platform() as env:
        return subprocess.run([sys.executable, *sys.argv[1:]], check=False, env=env).returncode


if __name__ == "__main__":
    sys.exit(main())
