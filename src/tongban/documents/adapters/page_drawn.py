"""A program of its own that draws one page of a file so that it can be read: bounded in time and memory, and alone when
it breaks.

    python -I page_drawn.py PAGE < file > picture.png

It loads no settings and no keys, so that whoever takes over what decodes the file finds none.
"""

from __future__ import annotations

import resource
import sys

SECONDS = 30
"""Of processor time."""
MEMORY = 3 << 29
"""Bytes of address space: the largest picture that is taken, twice, while it is turned."""


def main(page: int) -> None:
    """Read the file from standard input and answer on standard output with a picture (PNG)."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from tongban.documents.adapters.renditions import page_to_read  # only after the limits stand

    sys.stdout.buffer.write(page_to_read(sys.stdin.buffer.read(), page))


if __name__ == "__main__":
    main(int(sys.argv[1]))
