"""The story: a lender in Chengdu, a borrower in Chongqing, two courts, and a judgment that can be proved.

Each scene is what one person does, through pages alone. A scene may be begun again after a platform went away in the
middle: it looks first whether its act is done.
"""

from __future__ import annotations

from tongban.cli.demo import scenes_chain, scenes_conduct, scenes_desks, scenes_evidence, scenes_filing, scenes_judgment
from tongban.cli.demo.cast import Cast, Scene

STORY: tuple[Scene, ...] = (
    *scenes_filing.SCENES,
    *scenes_conduct.SCENES,
    *scenes_evidence.HANDED_IN,
    *scenes_chain.SHOWN,
    *scenes_evidence.HEARD,
    *scenes_chain.RULED,
    *scenes_evidence.SET,
    *scenes_judgment.SCENES,
)

AFTERWARDS: tuple[Scene, ...] = scenes_desks.SCENES
"""What is left on the desks for whoever tries the demo; it comes after the story and changes nothing of it."""

__all__ = ["AFTERWARDS", "STORY", "Cast", "Scene"]
