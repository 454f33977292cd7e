"""The story: a lender in Chengdu, a borrower in Chongqing, two courts, and a judgment that can be proved.

Each scene is what one person does, through pages alone. A scene may be begun again after a platform went away in the
middle: it looks first whether its act is done.
"""

from __future__ import annotations

from tongban.cli.demo import scenes_conduct, scenes_evidence, scenes_filing, scenes_judgment
from tongban.cli.demo.cast import Cast, Scene

STORY: tuple[Scene, ...] = (
    *scenes_filing.SCENES,
    *scenes_conduct.SCENES,
    *scenes_evidence.SCENES,
    *scenes_judgment.SCENES,
)

__all__ = ["STORY", "Cast", "Scene"]
