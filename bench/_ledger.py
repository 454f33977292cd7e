"""What the measures of the ledger share. They need nothing of the platform."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder for the length of a measurement, on this repository's disk: one for temporary files may be memory."""
    place = Path(__file__).resolve().parent.parent / "var"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place, ignore_cleanup_errors=True) as name:
        yield Path(name)


def show(
    what: str,
    got: float,
    unit: str,
    *,
    least: float | None = None,
    most: float | None = None,
    limit: float | None = None,
) -> None:
    """Print a figure beside its goal, and the physical limit measured in the same run with the ratio to it."""
    told = f"{what:<46} {got:12,.1f} {unit}"
    if least is not None:
        told += f"   goal: at least {least:,.0f}   {'kept' if got >= least else 'MISSED'}"
    if most is not None:
        told += f"   goal: at most {most:,.0f}   {'kept' if got <= most else 'MISSED'}"
    if limit is not None:
        told += f"   limit {limit:,.1f}, ratio {got / limit:.2f}"
    print(told, flush=True)
