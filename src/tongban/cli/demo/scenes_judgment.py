"""The conduct of the case."""

from __future__ import annotations

from tongban.cli.demo.cast import Scene

SCENES: tuple[Scene, ...] = ()
