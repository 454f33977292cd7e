"""A square code (QR) as a picture, for papers and pages."""

from __future__ import annotations

import io

import segno


def square_code(text: str) -> str:
    """`text` as a QR code in SVG, error level M (15 % of it may be stained)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()
