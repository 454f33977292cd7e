"""Judgment, effect, publication, proof."""

from __future__ import annotations

from tongban.cli.demo.cast import Scene

SCENES: tuple[Scene, ...] = ()
