"""Several claims in one case: mixed, of several plaintiffs, with a counterclaim (交纳办法 18; SI 201).

Money claims are added; beside a money claim the other claims cost nothing; several claims that are not about property
count as one case (SI 201). Divorce and rights of the person have a standard of their own that covers the money in them,
so beside a further money claim the dearer of the two is due: joining claims never makes them cheaper.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tongban.fees.rules.table import followed, reading_step
from tongban.fees.rules.tariff import case_claim, fee
from tongban.fees.vocabulary import Bill, Claim, Fee, FeeKind, Halving, OpenQuestion, Reading
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

MONEY = (FeeKind.PROPERTY, FeeKind.IP_WITH_AMOUNT)
OTHER = (FeeKind.DIVORCE, FeeKind.PERSONALITY, FeeKind.OTHER_NON_PROPERTY, FeeKind.IP_WITHOUT_AMOUNT)
ONE_CASE = (FeeKind.LABOUR, FeeKind.ADMIN_OTHER, FeeKind.ADMIN_SPECIAL)
JOINABLE = frozenset({*MONEY, *OTHER, *ONE_CASE})
"""Kinds of claims that may stand in one action with others."""
_OWN_STANDARD = "house rule: the dearer of two standards"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for every claim of the case: its day, reasons for halving, rate of exchange, readings."""

    on: date
    halvings: tuple[Halving, ...] = ()
    rate: Fraction | None = None
    readings: Collection[Reading] = ()


def joined_fee(claims: Sequence[Claim], setting: Setting) -> Bill | Refusal:
    """What the claims of one action cost together: one line, or one for each plaintiff who could sue alone.

    Whether plaintiffs who could sue alone pay each for themselves or on the sum is open: `Reading.JOINDER_SUM` adds.
    Refused with `fees.nothing_claimed`, `fees.not_joinable`, `fees.currencies_mixed`, and as `fee`.
    """
    if not claims:
        return Refusal("fees.nothing_claimed", "CPL 122(3)", ("claims",))
    claimants = list(dict.fromkeys(claim.claimant for claim in claims))
    steps: tuple[Step, ...] = ()
    if len(claimants) > 1:
        steps = (reading_step(OpenQuestion.JOINDER, setting.readings),)
        if followed(OpenQuestion.JOINDER, setting.readings) is Reading.JOINDER_SUM:
            claims, claimants = [replace(claim, claimant="") for claim in claims], [""]
    lines = []
    for claimant in claimants:
        owed = _one([claim for claim in claims if claim.claimant == claimant], setting)
        if isinstance(owed, Refusal):
            return owed
        lines.append((claimant, owed))
    return _bill(lines, steps)


def with_joined(main: Claim, joined: Iterable[tuple[Halving, Claim]], setting: Setting) -> Bill | Refusal:
    """A main claim with counterclaims and third parties' claims heard together: each of these is halved (18).

    Whether the main claim is halved too is disputed: it is not, unless `Reading.MAIN_HALVED` is chosen.
    """
    heard = tuple(joined)
    counter = any(why is Halving.COUNTERCLAIM for why, _ in heard)
    too = counter and followed(OpenQuestion.MAIN_CLAIM, setting.readings) is Reading.MAIN_HALVED
    lines = []
    beside = (Halving.BESIDE_COUNTERCLAIM,) if too else ()
    for why, claim in ((None, main), *heard):
        halvings = (*setting.halvings, *(beside if why is None else (why,)))
        owed = _among(claim, replace(setting, halvings=halvings))
        if isinstance(owed, Refusal):
            return owed
        lines.append((claim.claimant or (why.term if why else "本诉"), owed))
    return _bill(lines, (reading_step(OpenQuestion.MAIN_CLAIM, setting.readings),) if counter else ())


def third_fee(kind: FeeKind, claim: Money, on: date, local: Money | None = None) -> Fee | Refusal:
    """What a third party's own claim costs when it is heard with the case of two others: half (18; SI 206: once)."""
    return claim_fee(case_claim(kind, claim, local), Setting(on, (Halving.THIRD_PARTY,)))


def claim_fee(claim: Claim, setting: Setting) -> Fee | Refusal:
    """The fee of one claim in its setting."""
    return fee(
        claim.kind,
        claim.amount,
        on=setting.on,
        halvings=setting.halvings,
        local=claim.local,
        rate=setting.rate,
        readings=setting.readings,
    )


def _among(claim: Claim, setting: Setting) -> Fee | Refusal:
    """The fee of one claim beside others: a rate of exchange says nothing about a claim without an amount."""
    return claim_fee(claim, setting if claim.amount is not None else replace(setting, rate=None))


def _one(claims: Sequence[Claim], setting: Setting) -> Fee | Refusal:
    """The fee of the claims of one plaintiff."""
    if len(claims) == 1:
        return claim_fee(claims[0], setting)
    kinds = {claim.kind for claim in claims}
    alone = len(kinds) == 1 and kinds <= set(ONE_CASE)
    if not alone and not kinds <= {*MONEY, *OTHER}:
        named = "、".join(kind.term for kind in sorted(kinds - {*MONEY, *OTHER}) or kinds)
        return Refusal("fees.not_joinable", "SI 201", ("claims",), (("kinds", named),))
    if alone:
        return _with(_among(claims[0], setting), _as_one(len(claims)))
    others = _others([claim for claim in claims if claim.kind in OTHER], setting)
    money = [claim for claim in claims if claim.kind in MONEY]
    if not money:
        return others or Refusal("fees.nothing_claimed", "CPL 122(3)", ("claims",))
    summed = _summed(money)
    if isinstance(summed, Refusal):
        return summed
    owed = _with(_among(summed, setting), *_added(money, summed))
    own = any(claim.kind in {FeeKind.DIVORCE, FeeKind.PERSONALITY} and claim.amount for claim in claims)
    if others is None or isinstance(owed, Refusal):
        return owed
    if own and isinstance(others, Refusal):
        return others
    if own and isinstance(others, Fee) and others.payable > owed.payable:
        return _with(
            others, step("fees.own_standard", _OWN_STANDARD, kind=others.kind.term, money=owed.payable.decimal_text)
        )
    return _with(owed, step("fees.property_standard", "SI 201(1)"))


def _others(claims: Sequence[Claim], setting: Setting) -> Fee | Refusal | None:
    """The fee of the claims that are not about property: one case, by the dearest kind where they differ."""
    found: list[Fee] = []
    for kind in dict.fromkeys(claim.kind for claim in claims):
        summed = _summed([claim for claim in claims if claim.kind is kind])
        owed = summed if isinstance(summed, Refusal) else _among(summed, setting)
        if isinstance(owed, Refusal):
            return owed
        found.append(owed)
    if not found:
        return None
    dearest = max(found, key=lambda owed: owed.payable)
    return _with(dearest, _as_one(len(claims))) if len(claims) > 1 else dearest


def _summed(claims: Sequence[Claim]) -> Claim | Refusal:
    """Claims of one standard as one: amounts added, the highest local figure."""
    amounts = [claim.amount for claim in claims if claim.amount is not None]
    currencies = sorted({amount.currency for amount in amounts})
    if len(currencies) > 1:
        mixed = (("currencies", ", ".join(currencies)),)
        return Refusal("fees.currencies_mixed", "交纳办法 55", ("claims",), mixed)
    below = next((claim for claim in claims if claim.amount and claim.amount.minor < 0), None)
    if below is not None:
        facts = (("amount", str(below.amount)), ("kind", below.kind.term))
        return Refusal("fees.amount_negative", "CPL 122(3)", ("claims",), facts)
    missing = next((claim for claim in claims if claim.amount is None and claim.kind in MONEY), None)
    if missing is not None:
        return Refusal("fees.amount_missing", "交纳办法 13(1)", ("amount",), (("kind", missing.kind.term),))
    kinds = {claim.kind for claim in claims}
    kind = kinds.pop() if len(kinds) == 1 else FeeKind.PROPERTY
    total = Money(sum(amount.minor for amount in amounts), currencies[0]) if amounts else None
    local = max((claim.local for claim in claims if claim.local is not None), default=None)
    return Claim(kind, total, local)


def _added(money: Sequence[Claim], summed: Claim) -> tuple[Step, ...]:
    if len(money) == 1:
        return ()
    return (step("fees.claims_added", "SI 201(2)", count=len(money), total=summed.amount),)


def _as_one(count: int) -> Step:
    return step("fees.one_case", "SI 201(2)", count=count)


def _with(owed: Fee | Refusal, *before: Step) -> Fee | Refusal:
    """The fee with the steps that led to it put first."""
    if isinstance(owed, Refusal) or not before:
        return owed
    laws = [each.law for each in before if not each.law.startswith("house rule") and each.law not in owed.article]
    return replace(owed, steps=(*before, *owed.steps), article="; ".join([owed.article, *dict.fromkeys(laws)]))


def _bill(lines: Sequence[tuple[str, Fee]], steps: tuple[Step, ...]) -> Bill:
    total = Money(sum(owed.payable.minor for _, owed in lines))
    article = "; ".join(dict.fromkeys(owed.article for _, owed in lines))
    return Bill(tuple(lines), total, article, steps)
