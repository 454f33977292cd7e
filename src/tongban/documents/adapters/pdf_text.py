"""A program of its own that takes the text out of a PDF: bounded in time and memory, and alone when it breaks.

    python -I pdf_text.py PAGES SIGNS < file.pdf

It answers with JSON: `pages` of the whole file, and of the first PAGES the `texts`, at most SIGNS signs in all, and
whether anything is `drawn` on each. Only this file is loaded, so that whoever takes over the parser finds neither
settings nor keys.
"""

from __future__ import annotations

import json
import resource
import sys

SECONDS = 10
"""Of processor time."""
MEMORY = 1 << 30
"""Bytes of address space."""


def main(pages: int, signs: int) -> None:
    """Read the file from standard input and answer on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import pypdfium2  # only after the limits stand

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    texts: list[str] = []
    drawn: list[bool] = []
    for number in range(min(len(document), pages)):
        left = signs - sum(map(len, texts))
        if left <= 0:
            break
        page = document[number]
        # What lies on the page, with signs beyond the first plane; the library's range of signs loses those.
        texts.append(page.get_textpage().get_text_bounded(errors="ignore")[:left])
        drawn.append(next(page.get_objects(max_depth=1), None) is not None)
    json.dump({"pages": len(document), "texts": texts, "drawn": drawn}, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
