"""Exact sums without fractions: an amount is a whole number of grains, and rounding happens once, at the end.

A grain is 1/120,000 of a fen: rates have four decimals at most, shares are thirds and halves, so that nearly every
fee is a whole number of grains. Where one is not, the unit grows with it; nothing is ever lost.
"""

from __future__ import annotations

from fractions import Fraction

from tongban.fees.vocabulary import Reading
from tongban.kernel.money import Money

FEN = 100
GRAIN = 120_000
_PER_MILLIONTH = GRAIN * FEN // 10**6
_MILLION = 10**6
_FEN_IN_MILLIONTHS = _MILLION // FEN
_PLACES = 2


def share(grains: int, unit: int, above: int, below: int) -> tuple[int, int]:
    """`above`/`below` of an amount, with the unit in which it is whole."""
    taken = grains * above
    return (taken // below, unit) if taken % below == 0 else (taken, unit * below)


def yuan_text(grains: int, unit: int = GRAIN) -> str:
    """The amount in yuan as decimal text where it ends (at least two places), else as a fraction."""
    if unit == GRAIN and grains >= 0:
        millionths, rest = divmod(grains, _PER_MILLIONTH)
        if not rest:
            fen, finer = divmod(millionths, _FEN_IN_MILLIONTHS)
            if not finer:
                return f"{fen // FEN}.{fen % FEN:02d}"
            return f"{millionths // _MILLION}.{millionths % _MILLION:06d}".rstrip("0")
    return text(Fraction(grains, unit * FEN))


def text(exact: Fraction) -> str:
    """`exact` as decimal text where it ends (at least two places), else as a fraction."""
    twos, rest = _times(2, exact.denominator)
    fives, rest = _times(5, rest)
    if rest != 1:
        return f"{exact.numerator}/{exact.denominator}"
    places = max(_PLACES, twos, fives)
    digits = f"{abs(exact.numerator) * 10**places // exact.denominator:0{places + 1}d}"
    return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _times(prime: int, number: int) -> tuple[int, int]:
    """How often `number` can be divided by `prime`, and what then remains."""
    times = 0
    while number % prime == 0:
        times, number = times + 1, number // prime
    return times, number


def to_fen(grains: int, unit: int, reading: Reading = Reading.ROUND_HALF_UP) -> int:
    """The amount in whole fen by the reading followed (the decree does not say how to round)."""
    if reading is Reading.ROUND_DOWN:
        return grains // unit
    if reading is Reading.ROUND_TO_YUAN:
        return (2 * grains + FEN * unit) // (2 * FEN * unit) * FEN
    return (2 * grains + unit) // (2 * unit)


def rounded(exact: Fraction) -> Money:
    """`exact` yuan as money, half up to the fen."""
    return Money(to_fen(exact.numerator * FEN, exact.denominator))
