"""What a case costs: the tariff of 诉讼费用交纳办法 (articles 8, 9, 13-18, 55) as bands, flat fees and ranges.

Amounts are summed exactly; only the payable total is rounded, once, half up to the fen unless the court chose another
reading. The decree does not say how to round, so the answer says how it was done. Halving happens once, whatever the
reasons (SI 206).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tongban.fees.rules.currency import Base, base_in_yuan
from tongban.fees.rules.exact import GRAIN, share, to_fen, yuan_text
from tongban.fees.rules.ladder import Climb
from tongban.fees.rules.table import Item, contradiction, followed, reading_step, tariff
from tongban.fees.vocabulary import BandLine, Claim, Fee, FeeKind, FeeRange, Halving, OpenQuestion, Reading
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

LAST_YEAR = 2100
_REACH = "house rule: amounts are taken up to 10 trillion"
_ROUNDING = "house rule: rounding"
_ORDER = {halving: place for place, halving in enumerate(Halving)}
_NO_BASE = Base(Money(0), 0, 1, ())


def fee(
    kind: FeeKind,
    amount: Money | None = None,
    *,
    on: date,
    halvings: Iterable[Halving] = (),
    local: Money | None = None,
    rate: Fraction | None = None,
    readings: Collection[Reading] = (),
) -> Fee | Refusal:
    """The fee for `kind` on the amount claimed (preserved, enforced), for a case taken on `on`.

    `halvings`: the reasons for halving that hold; one is enough. `local`: the point that the province fixed where the
    law gives a range. `rate`: yuan for one unit of the amount's currency on the day of acceptance (55). `readings`: the
    court's choice where the law is open. Refused: amounts below zero, beyond reach, in another currency without a rate;
    an amount, a local figure or a rate that is missing or plays no part; a local figure outside its range; halving
    where the law halves nothing; readings that contradict each other; days outside the tariff.
    """
    table = tariff()
    item = named = table.items[kind]
    if named.instead:
        item = next((table.items[other] for reading, other in named.instead if reading in readings), named)
    reasons = sorted(set(halvings), key=_ORDER.__getitem__) if halvings else []
    refusal = _unfit(kind, item, amount, on) or _misfit(
        kind, item, local, reasons, idle_rate=rate is not None and amount is None
    )
    if readings and not refusal:
        refusal = contradiction(readings)
    if refusal:
        return refusal
    base = _NO_BASE if amount is None else base_in_yuan(amount, rate)
    if isinstance(base, Refusal):
        return base
    start = _start(kind, item, local)
    if isinstance(start, Refusal):
        return start
    opened = (reading_step(OpenQuestion.SECURITY, readings),) if named.instead else ()
    whole = _sum(item, base, start, base.steps + opened, amount_given=amount is not None)
    return _payable(kind, item, whole, reasons, readings, base.money if amount is not None else None, start[0])


def case_claim(kind: FeeKind, claim: Money, local: Money | None = None) -> Claim:
    """What a case of first instance is charged for: its kind, the amount where that plays a part, the local figure.

    Where the law leaves a range and the figure of the province is not known (`local`), the lowest is charged: nobody
    pays in advance what may not be owed.
    """
    item = tariff().items[kind]
    amount = claim if item.bands.bands or (item.takes_amount and claim.minor) else None
    return Claim(kind, amount, Money(to_fen(item.range[0], GRAIN)) if item.range and local is None else local)


def case_fee(kind: FeeKind, claim: Money, *, on: date, simplified: bool, local: Money | None = None) -> Fee | Refusal:
    """The fee of a case of first instance taken on `on`; halved in the simplified procedure (13, 16).

    The one place from which pages, charges and judgments have the fee of a case.
    """
    asked, halvings = case_claim(kind, claim, local), (Halving.SIMPLIFIED,) if simplified else ()
    owed = fee(kind, asked.amount, on=on, halvings=halvings, local=asked.local)
    if isinstance(owed, Refusal) or local == asked.local:
        return owed
    told = {"fees.local_rate": "fees.local_lowest"}
    return replace(owed, steps=tuple(replace(one, code=told.get(one.code, one.code)) for one in owed.steps))


def fee_range(
    kind: FeeKind,
    amount: Money | None = None,
    *,
    on: date,
    halvings: Iterable[Halving] = (),
    rate: Fraction | None = None,
    readings: Collection[Reading] = (),
) -> FeeRange | Refusal:
    """What may be payable where the law gives a range and the local figure is not known.

    Refused with `fees.no_range` where the law fixes the fee itself, else like `fee`.
    """
    item, reasons = tariff().items[kind], tuple(halvings)
    if item.range is None:
        return Refusal("fees.no_range", item.article, ("local",), (("kind", kind.term),))
    low, high = (Money(to_fen(end, GRAIN)) for end in item.range)
    ends = [fee(kind, amount, on=on, halvings=reasons, local=end, rate=rate, readings=readings) for end in (low, high)]
    lower, upper = ends
    if isinstance(lower, Refusal) or isinstance(upper, Refusal):
        return lower if isinstance(lower, Refusal) else upper  # type: ignore[return-value]
    span = step("fees.range", item.article, kind=kind.term, low=yuan_text(item.range[0]), high=yuan_text(item.range[1]))
    common = [each for each in lower.steps if each in upper.steps]
    halved = lower.halved_by.article if lower.halved_by else ""
    ended = step(
        "fees.range_halved" if halved else "fees.range_payable",
        halved or item.article,
        low=lower.payable.decimal_text,
        high=upper.payable.decimal_text,
    )
    return FeeRange(lower.payable, upper.payable, lower.article, (span, *common, ended))


def _unfit(kind: FeeKind, item: Item, amount: Money | None, on: date) -> Refusal | None:
    """What is wrong with the day or the amount."""
    if on < item.valid_from or on.year > LAST_YEAR:
        facts = (("day", on.isoformat()), ("since", item.valid_from.isoformat()))
        return Refusal("fees.not_in_force", "交纳办法 56", ("day",), facts)
    if amount is None:
        if item.bands.bands:
            return Refusal("fees.amount_missing", item.article, ("amount",), (("kind", kind.term),))
        return None
    if 0 <= amount.minor <= LIMIT_MINOR and item.takes_amount:
        return None
    worth = (("amount", str(amount)), ("kind", kind.term))
    if amount.minor < 0:
        return Refusal("fees.amount_negative", item.article, ("amount",), worth)
    if amount.minor > LIMIT_MINOR:
        return Refusal("fees.amount_beyond_reach", _REACH, ("amount",), worth)
    return Refusal("fees.amount_superfluous", item.article, ("amount",), worth)


def _misfit(
    kind: FeeKind, item: Item, local: Money | None, reasons: list[Halving], *, idle_rate: bool
) -> Refusal | None:
    """What plays no part in this fee: halving, a local figure, a rate without an amount to convert."""
    if local is None and not idle_rate and not reasons:
        return None
    named = (("kind", kind.term),)
    if reasons and not item.halves:
        return Refusal("fees.no_halving", item.article, ("halvings",), named)
    elsewhere = misplaced(reasons, item.halves)
    if elsewhere:
        return elsewhere
    if local is not None and not item.takes_local:
        return Refusal("fees.no_range", item.article, ("local",), named)
    if local is not None and local.currency != tariff().currency:
        return Refusal("fees.currency", "交纳办法 55", ("local",), (("amount", str(local)),))
    if idle_rate:
        return Refusal("fees.rate_superfluous", "交纳办法 55", ("rate",), named)
    return None


def misplaced(reasons: Iterable[Halving], articles: Collection[int]) -> Refusal | None:
    """The first reason to halve whose article is none of `articles`: it halves fees of the first instance only."""
    wrong = next((why for why in reasons if why.number not in articles), None)
    if wrong is None:
        return None
    return Refusal("fees.halved_at_first_instance", wrong.article, ("halvings",), (("reason", wrong.term),))


def _start(kind: FeeKind, item: Item, local: Money | None) -> tuple[int, Step | None] | Refusal:
    """The part of the fee that hangs on no amount, in grains."""
    if item.flat is not None:
        code = "fees.flat" if item.flat else "fees.free"
        return item.flat, step(code, item.article, kind=kind.term, fee=yuan_text(item.flat))
    if local is not None and item.local_instead:
        law = "house rule: the court's own figure for small claims"
        if local.minor < 0:
            return Refusal("fees.amount_negative", law, ("local",), (("amount", str(local)), ("kind", kind.term)))
        return local.minor * GRAIN, step("fees.local_instead", law, kind=kind.term, fee=local.decimal_text)
    if item.range is None:
        return 0, None
    low, high = item.range
    facts = {"kind": kind.term, "low": yuan_text(low), "high": yuan_text(high)}
    if local is None:
        return Refusal("fees.local_rate_missing", "交纳办法 13", ("local",), tuple(facts.items()))
    chosen = local.minor * GRAIN
    if not low <= chosen <= high:
        facts["local"] = local.decimal_text
        return Refusal("fees.local_rate_outside", item.article, ("local",), tuple(facts.items()))
    return chosen, step("fees.local_rate", item.article, **facts, fee=yuan_text(chosen))


def _sum(
    item: Item, base: Base, start: tuple[int, Step | None], before: tuple[Step, ...], *, amount_given: bool
) -> Climb:
    """Start, bands, part and cap, in that order; exact. `before`: the steps so far."""
    grains, first = start
    steps = before if first is None else (*before, first)
    if item.local_instead and first is not None:
        return Climb(grains, GRAIN, (), steps)
    unit = GRAIN
    lines: tuple[BandLine, ...] = ()
    if amount_given:
        up = (item.bands if item.bands.bands else item.plus).climb(base.fen, base.scale)
        grains, unit = grains * base.scale + up.grains, GRAIN * base.scale
        lines, steps = up.lines, steps + up.steps
    if item.part != (1, 1):
        grains, unit = share(grains, unit, *item.part)
        said = "/".join(map(str, item.part))
        steps += (step("fees.part", item.article, part=said, exact=yuan_text(grains, unit)),)
    if item.cap is not None and grains * GRAIN > item.cap * unit:
        grains, unit = item.cap, GRAIN
        steps += (step("fees.capped", item.article, cap=yuan_text(item.cap)),)
    return Climb(grains, unit, lines, steps)


def _payable(
    kind: FeeKind,
    item: Item,
    whole: Climb,
    reasons: list[Halving],
    readings: Collection[Reading],
    base: Money | None,
    start: int,
) -> Fee:
    """Halved once, rounded once."""
    grains, unit, steps = whole.grains, whole.unit, whole.steps
    full = yuan_text(grains, unit)
    if Halving.DEEMED_WITHDRAWN in reasons:
        steps += (reading_step(OpenQuestion.DEEMED_WITHDRAWAL, readings),)
        if followed(OpenQuestion.DEEMED_WITHDRAWAL, readings) is Reading.DEEMED_FULL:
            reasons = [reason for reason in reasons if reason is not Halving.DEEMED_WITHDRAWN]
    if Halving.BESIDE_COUNTERCLAIM in reasons:
        steps += (reading_step(OpenQuestion.MAIN_CLAIM, (Reading.MAIN_HALVED,)),)
    half = reasons[0] if reasons else None
    exact, article = full, item.article
    if half:
        grains, unit = share(grains, unit, 1, 2)
        exact, article = yuan_text(grains, unit), f"{article}; {half.article}"
        steps += (Step("fees.halved", half.article, (("reason", half.term), ("exact", exact))),)
        if len(reasons) > 1:
            steps += (step("fees.halved_once", "SI 206", reasons="、".join(reason.term for reason in reasons)),)
    how = followed(OpenQuestion.ROUNDING, readings) if readings else Reading.ROUND_HALF_UP
    minor = to_fen(grains, unit, how)
    if minor * unit != grains:
        steps += (step("fees.rounded", _ROUNDING, exact=exact, how=how.term, payable=Money(minor).decimal_text),)
    return Fee(kind, base, Money(minor), exact, full, whole.lines, half, article, steps, yuan_text(start))
