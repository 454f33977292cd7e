"""The review of a decision about fees by the president (交纳办法 43): on which grounds it stands or is changed."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.fees.vocabulary import ReviewAbout, ReviewGround
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

LAW = "交纳办法 43"
PERIOD = "fee_review"
LONGEST = 2000
_G = ReviewGround
GROUNDS: Mapping[tuple[ReviewAbout, bool], tuple[ReviewGround, ...]] = {
    (ReviewAbout.RELIEF, False): (_G.RIGHT, _G.NO_HARDSHIP, _G.NO_PROOF),
    (ReviewAbout.RELIEF, True): (_G.PROVEN_NOW, _G.FACTS_WRONG, _G.LAW_WRONG),
    (ReviewAbout.AMOUNT, False): (_G.COMPUTED_RIGHT,),
    (ReviewAbout.AMOUNT, True): (_G.COMPUTED_WRONG, _G.LAW_WRONG),
    (ReviewAbout.BURDEN, False): (_G.RIGHT,),
    (ReviewAbout.BURDEN, True): (_G.FACTS_WRONG, _G.LAW_WRONG),
}
"""By what is reviewed, and whether it is changed."""


def decision_flaws(about: ReviewAbout, ground: str, words: str, *, changed: bool) -> list[Refusal]:
    """What is missing or impossible in a decision: its ground, out of the list, and the president's own words."""
    fits = ground in GROUNDS[about, changed]
    found = [] if fits else [Refusal("fees.review_ground", LAW, ("ground",), (("about", about.term),))]
    if not words.strip():
        found.append(Refusal("fees.reasons_missing", LAW, ("words",)))
    elif len(words.strip()) > LONGEST:
        found.append(Refusal("fees.reasons_long", LAW, ("words",), (("most", str(LONGEST)),)))
    return found


def corrected(asked: Money, right: Money) -> Money | Refusal:
    """How much less is asked for when a fee of `asked` should have been `right`.

    Who asks for a review is not asked for more by it.
    """
    if right.currency != asked.currency or not 0 <= right.minor < asked.minor:
        facts = (("asked", asked.decimal_text),)
        return Refusal("fees.review_not_less", "交纳办法 43(3)", ("amount",), facts)
    return asked - right
