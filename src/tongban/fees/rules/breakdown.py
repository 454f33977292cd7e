"""The lines of a fee, which add up to what is payable: the start, the bands, what is taken off, the rounding."""

from __future__ import annotations

from fractions import Fraction

from tongban.fees.rules.exact import FEN, text
from tongban.fees.vocabulary import Fee


def lines(owed: Fee) -> list[tuple[str, str]]:
    """What each line is, and its exact amount in yuan (taken off: below zero). Lines that change nothing are left out.

    `start`: the flat or local figure. `band`: one for each of `owed.bands`. `share`: a third, a half or a cap of the
    tariff. `halved`: articles 15-18. `rounding`: from the exact sum to the fen.
    """
    start, full, exact = Fraction(owed.start), Fraction(owed.full), Fraction(owed.exact)
    below = start + sum(Fraction(line.fee) for line in owed.bands)
    found = [
        ("start", start),
        *(("band", Fraction(line.fee)) for line in owed.bands),
        ("share", full - below),
        ("halved", exact - full),
        ("rounding", Fraction(owed.payable.minor, FEN) - exact),
    ]
    return [(what, text(amount)) for what, amount in found if amount or what == "band"]


def articles(article: str, laws: list[str]) -> list[str]:
    """Every article relied on, once; house rules are no articles."""
    cited = [part.strip() for law in (article, *laws) for part in law.split(";")]
    return list(dict.fromkeys(part for part in cited if part and not part.startswith("house rule")))
