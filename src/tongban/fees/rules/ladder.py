"""A ladder of bands, worked out beforehand: what each full band costs, says and shows never changes.

So a fee is one look-up, the sum below it, and the last band's part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tongban.fees.rules.exact import FEN, GRAIN, share, to_fen, yuan_text
from tongban.fees.vocabulary import BandLine
from tongban.kernel.money import Money
from tongban.kernel.steps import Step


@dataclass(frozen=True, slots=True)
class Band:
    """A band over `over` up to and including `upto` (fen; None: open): grains for each fen, or a flat fee in grains."""

    over: int
    upto: int | None
    rate: int
    flat: int | None
    shown: str
    percent: str


@dataclass(frozen=True, slots=True)
class Climb:
    """What a ladder costs: an exact amount in `unit`s a fen, with its lines and steps."""

    grains: int
    unit: int
    lines: tuple[BandLine, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Bands under one article, each with what lies below it."""

    article: str
    bands: tuple[Band, ...]
    edges: tuple[int, ...]
    below: tuple[Climb, ...]

    def climb(self, fen: int, scale: int = 1) -> Climb:
        """The fee on `fen`/`scale` fen. The first band counts even for nothing, where it starts at nothing."""
        if not self.bands:
            return NOTHING
        whole = -(-fen // scale)
        at = bisect_left(self.edges, whole) - 1
        if at < 0:
            if self.edges[0]:
                return self.below[0]
            at = 0
        under, band = self.below[at], self.bands[at]
        inside = fen - band.over * scale
        value = inside * band.rate if band.flat is None else band.flat * scale
        unit = GRAIN * scale
        line, said = _told(self.article, band, inside if scale == 1 else to_fen(inside, scale), yuan_text(value, unit))
        return Climb(under.grains * scale + value, unit, (*under.lines, line), (*under.steps, said))


NOTHING = Climb(0, GRAIN, (), ())


def ladder(article: str, raw: object) -> Ladder:
    """The ladder from its rows of the tariff (yuan); an empty one where there are none."""
    bands = tuple(_band(row) for row in raw) if isinstance(raw, list) else ()
    return Ladder(article, bands, tuple(band.over for band in bands), tuple(_below(article, bands)))


def _below(article: str, bands: tuple[Band, ...]) -> Iterable[Climb]:
    under = NOTHING
    if bands and bands[0].over:
        free = Step("fees.band_free", article, (("part", yuan_text(bands[0].over * GRAIN)),))
        under = Climb(0, GRAIN, (), (free,))
    for band in bands:
        yield under
        if band.upto is not None:
            inside = band.upto - band.over
            value = inside * band.rate if band.flat is None else band.flat
            line, said = _told(article, band, inside, yuan_text(value))
            under = Climb(under.grains + value, GRAIN, (*under.lines, line), (*under.steps, said))


def _told(article: str, band: Band, inside: int, value: str) -> tuple[BandLine, Step]:
    line = BandLine(band.over, band.upto, Money(inside), band.shown, value)
    code = "fees.band_flat" if band.flat is not None else "fees.band"
    part = f"{inside // FEN}.{inside % FEN:02d}"
    return line, Step(code, article, (("part", part), ("rate", band.percent), ("fee", value)))


def _band(row: dict[str, object]) -> Band:
    rate, flat = Fraction(str(row.get("rate", "0"))), row.get("flat")
    grains, unit = share(GRAIN, 1, rate.numerator, rate.denominator)
    if unit != 1:
        raise ValueError(f"a rate of {rate} is finer than the grain: take a finer one")
    top = row.get("upto")
    return Band(
        over=int(str(row["over"])) * FEN,
        upto=None if top is None else int(str(top)) * FEN,
        rate=grains,
        flat=None if flat is None else int(Decimal(str(flat)) * FEN * GRAIN),
        shown="" if flat is not None else str(row["rate"]),
        percent=f"{Decimal(str(row.get('rate', '0'))) * 100:f}".rstrip("0").rstrip(".") + "%" if rate else "",
    )
