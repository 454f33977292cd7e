"""What a case costs: the tariff of 诉讼费用交纳办法 (articles 13-18) as bands, flat fees and ranges.

Amounts are summed exactly; only the payable total is rounded, once, half up to the fen. The decree does not say how to
round: half up is the house's choice and is stated on the receipt. Halving happens once, whatever the reasons (SI 206).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from math import floor

from tongban.fees.vocabulary import BandLine, Fee, FeeKind, FeeRange, Halving
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

FEN = 100
LAST_YEAR = 2100
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Band:
    """A band over `over` up to and including `upto` (fen; None: open): a rate on its part, or a flat fee in yuan."""

    over: int
    upto: int | None
    rate: Fraction
    flat: Fraction | None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the tariff; fees in yuan."""

    article: str
    halves: bool
    bands: tuple[Band, ...] = ()
    flat: Fraction | None = None
    range: tuple[Fraction, Fraction] | None = None
    plus: tuple[Band, ...] = ()
    part: Fraction = Fraction(1)
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """The decree as data."""

    citation: str
    currency: str
    valid_from: date
    items: dict[FeeKind, Item]


@cache
def tariff() -> Tariff:
    """The shipped tariff."""
    raw = tomllib.loads(files("tongban.fees").joinpath("data", "tariff.toml").read_text(encoding="utf-8"))
    head, items = raw["instrument"], raw["items"]
    read = {FeeKind(key): _item(value, items) for key, value in items.items()}
    return Tariff(head["citation"], head["currency"], head["valid_from"], read)


def fee(
    kind: FeeKind,
    amount: Money | None = None,
    *,
    on: date,
    halvings: Iterable[Halving] = (),
    local: Money | None = None,
) -> Fee | Refusal:
    """The fee for `kind` on the amount claimed (preserved, enforced), for a case taken on `on`.

    `halvings`: the reasons for halving that hold; one is enough. `local`: the point that the province fixed where the
    law gives a range. Refused: amounts below zero, beyond reach or in another currency (convert first, article 55), a
    missing amount or local rate, a local rate outside its range, halving where the law halves nothing, days outside
    the tariff.
    """
    table = tariff()
    refusal = _unfit(kind, amount, on, table)
    if refusal:
        return refusal
    item, reasons = table.items[kind], sorted(set(halvings), key=list(Halving).index)
    if reasons and not item.halves:
        return Refusal("fees.no_halving", item.article, ("halvings",), (("kind", kind.term),))
    start = _start(kind, item, local)
    if isinstance(start, Refusal):
        return start
    exact, lines, steps = _sum(item, amount, *start)
    half = reasons[0] if reasons else None
    full = exact
    if half:
        exact *= HALF
        steps.append(step("fees.halved", half.article, reason=half.term, exact=text(exact)))
        if len(reasons) > 1:
            steps.append(step("fees.halved_once", "SI 206", reasons="、".join(reason.term for reason in reasons)))
    payable = rounded(exact)
    if Fraction(payable.minor, FEN) != exact:
        steps.append(step("fees.rounded", "house rule: half up to the fen", exact=text(exact), payable=payable))
    article = item.article + (f"; {half.article}" if half else "")
    return Fee(kind, amount, payable, text(exact), text(full), tuple(lines), half, article, tuple(steps))


def fee_range(kind: FeeKind) -> FeeRange | Refusal:
    """The range within which a province fixes this fee; refused with `fees.no_range` where the law fixes it itself."""
    item = tariff().items[kind]
    if item.range is None:
        return Refusal("fees.no_range", item.article, (), (("kind", kind.term),))
    low, high = item.range
    return FeeRange(rounded(low), rounded(high), item.article)


def rounded(exact: Fraction) -> Money:
    """`exact` yuan as money, half up to the fen."""
    return Money(floor(exact * FEN + HALF))


def text(exact: Fraction) -> str:
    """`exact` as decimal text where it ends (at least two places), else as a fraction."""
    scale, rest = 0, exact
    while rest.denominator != 1 and scale < 12:  # noqa: PLR2004 - beyond twelve places it is no ending decimal here
        rest *= 10
        scale += 1
    if rest.denominator != 1:
        return f"{exact.numerator}/{exact.denominator}"
    value = Decimal(rest.numerator).scaleb(-scale)
    return str(value) if scale > 2 else f"{value:.2f}"  # noqa: PLR2004 - the fen


def _unfit(kind: FeeKind, amount: Money | None, on: date, table: Tariff) -> Refusal | None:
    """The first thing that keeps the fee from being worked out."""
    item, reach = table.items[kind], "house rule: amounts are taken up to 10 trillion"
    if amount is None and item.bands:
        return Refusal("fees.amount_missing", item.article, ("amount",), (("kind", kind.term),))
    asked = amount or Money(0, table.currency)
    worth = (("amount", str(asked)),)
    dated = on < table.valid_from or on.year > LAST_YEAR
    flaws = (
        (dated, Refusal("fees.not_in_force", "交纳办法 56", ("day",), (("day", on.isoformat()),))),
        (asked.currency != table.currency, Refusal("fees.currency", "交纳办法 55", ("amount",), worth)),
        (asked.minor < 0, Refusal("fees.amount_negative", item.article, ("amount",), worth)),
        (asked.minor > LIMIT_MINOR, Refusal("fees.amount_beyond_reach", reach, ("amount",), worth)),
    )
    return next((refusal for flawed, refusal in flaws if flawed), None)


def _start(kind: FeeKind, item: Item, local: Money | None) -> tuple[Fraction, list[Step]] | Refusal:
    """The part of the fee that hangs on no amount."""
    if item.flat is not None:
        return item.flat, [step("fees.flat", item.article, kind=kind.term, fee=text(item.flat))]
    if item.range is None:
        return Fraction(0), []
    low, high = item.range
    facts = [("kind", kind.term), ("low", text(low)), ("high", text(high))]
    if local is None:
        return Refusal("fees.local_rate_missing", "交纳办法 13", ("local",), tuple(facts))
    chosen = Fraction(local.minor, FEN)
    if not low <= chosen <= high:
        facts.append(("local", local.decimal_text))
        return Refusal("fees.local_rate_outside", item.article, ("local",), tuple(facts))
    return chosen, [step("fees.local_rate", item.article, **dict(facts), fee=text(chosen))]


def _sum(
    item: Item, amount: Money | None, start: Fraction, steps: list[Step]
) -> tuple[Fraction, list[BandLine], list[Step]]:
    """Start, bands, part and cap, in that order; exact."""
    exact, lines = start, []
    minor = amount.minor if amount is not None else 0
    for band in item.bands + item.plus if amount is not None else ():
        line, value = _line(band, minor, first=band.over == 0)
        if line is not None:
            lines.append(line)
            exact += value
            facts = {"part": line.part.decimal_text, "rate": _percent(band.rate), "fee": line.fee}
            steps.append(step("fees.band" if line.rate else "fees.band_flat", item.article, **facts))
    if item.part != 1:
        exact *= item.part
        steps.append(step("fees.part", item.article, part=item.part, exact=text(exact)))
    if item.cap is not None and exact > item.cap:
        exact = item.cap
        steps.append(step("fees.capped", item.article, cap=text(item.cap)))
    return exact, lines, steps


def _line(band: Band, minor: int, *, first: bool) -> tuple[BandLine | None, Fraction]:
    """What falls into one band; None when nothing does (the first band always counts: a case costs its flat fee)."""
    top = minor if band.upto is None else min(minor, band.upto)
    inside = max(top - band.over, 0)
    if inside == 0 and not first:
        return None, Fraction(0)
    value = band.flat if band.flat is not None else Fraction(inside, FEN) * band.rate
    rate = "" if band.flat is not None else str(Decimal(band.rate.numerator) / band.rate.denominator)
    return BandLine(band.over, band.upto, Money(inside), rate, text(value)), value


def _percent(rate: Fraction) -> str:
    return f"{Decimal((rate * 100).numerator) / (rate * 100).denominator}%"


def _item(raw: dict[str, object], items: dict[str, dict[str, object]]) -> Item:
    like = items[str(raw["like"])] if "like" in raw else raw
    span = raw.get("range")
    share = raw.get("part")
    return Item(
        article=str(raw["article"]),
        halves=bool(raw["halves"]),
        bands=_bands(like.get("bands")),
        flat=Fraction(str(raw["flat"])) if "flat" in raw else None,
        range=(Fraction(str(span[0])), Fraction(str(span[1]))) if isinstance(span, list) else None,
        plus=_bands(raw.get("plus")),
        part=Fraction(int(share[0]), int(share[1])) if isinstance(share, list) else Fraction(1),
        cap=Fraction(str(raw["cap"])) if "cap" in raw else None,
    )


def _bands(raw: object) -> tuple[Band, ...]:
    if not isinstance(raw, list):
        return ()
    return tuple(
        Band(
            over=int(band["over"]) * FEN,
            upto=int(band["upto"]) * FEN if "upto" in band else None,
            rate=Fraction(band.get("rate", "0")),
            flat=Fraction(band["flat"]) if "flat" in band else None,
        )
        for band in raw
    )
