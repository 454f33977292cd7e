"""Fees as data: a question as it is typed, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar

from tongban.face.legal.incidents import Unclear, day
from tongban.face.legal.told import Told
from tongban.face.sayings import sentence
from tongban.fees import law
from tongban.fees.vocabulary import Bill, Change, ChangeAnswer, Claim, Fee, FeeKind, FeeRange, Halving, Reading
from tongban.kernel.amount_words import amount_typed
from tongban.kernel.money import Money, known_currencies
from tongban.kernel.refusal import Refusal

Answered = Fee | FeeRange | ChangeAnswer | Bill
AMOUNTS = ("amount", "property", "damages", "local", "changed_from", "appealed_amount")
_OWN = {"property": FeeKind.DIVORCE, "damages": FeeKind.PERSONALITY}
"""Amounts of one kind of fee each."""


@dataclass(frozen=True, slots=True)
class FeeQuestion:
    """What somebody asks about one fee, as typed.

    `amounts` by the names of `AMOUNTS`; `halve`: reasons to halve; `late`: reduced after the end of the court's
    inquiry; `rate`: yuan for one unit of `currency`; `on`: when the court took the case, None for the tariff now in
    force. `claims`: several claims of one action, which stand in the place of kind and amounts.
    """

    kind: str = ""
    amounts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    halve: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    currency: str = "CNY"
    rate: str | None = None
    late: bool = False
    on: str | None = None
    claims: tuple[Claim, ...] | None = None


def fee_asked(asked: FeeQuestion) -> Answered | Refusal:
    """The fee, what a change makes of it, that of an appeal, or the range within which a province fixes it."""
    setting = setting_of(asked)
    if isinstance(setting, Refusal):
        return setting
    if asked.claims is not None:
        return _joined(asked, asked.claims, setting)
    if not asked.kind:
        return Refusal("fees.kind_missing", "交纳办法 13, 14", ("kind",))
    kind = law.kind_named(asked.kind)
    if isinstance(kind, Refusal):
        return kind
    amounts = _amounts(asked, kind)
    return amounts if isinstance(amounts, Refusal) else _of_one(kind, amounts, setting, late=asked.late)


def setting_of(asked: FeeQuestion) -> law.Setting | Refusal:
    """The day, the reasons for halving, the rate, the readings."""
    rate: Fraction | Refusal | None = None if asked.rate is None else law.exchange_rate(asked.rate)
    if isinstance(rate, Refusal):
        return rate
    if asked.currency not in known_currencies():
        facts = (("typed", asked.currency[:20]), ("known", ", ".join(sorted(known_currencies()))))
        return Refusal("fees.currency_unknown", "交纳办法 55", ("currency",), facts)
    try:
        # A price list without a date is the one now in force: the last one.
        taken = day(asked.on, "on") if asked.on is not None else law.tariff().last_change
    except Unclear as unclear:
        return unclear.refusal
    halvings = _words(asked.halve, Halving, "halve", "fees.halving_unknown", "交纳办法 15, 16, 18")
    readings = _words(asked.readings, Reading, "reading", "fees.reading_unknown", "house rule: the court's choice")
    for wrong in (halvings, readings):
        if isinstance(wrong, Refusal):
            return wrong
    return law.Setting(taken, halvings, rate, readings)  # type: ignore[arg-type]  # neither is refused


W = TypeVar("W", Halving, Reading)


def _words(typed: Iterable[str], kind: type[W], field: str, reason: str, article: str) -> tuple[W, ...] | Refusal:
    """The members of `kind` that were typed, with `_` or `-`."""
    found = [(word, word.strip().lower().replace("-", "_")) for word in typed]
    wrong = next((word for word, key in found if key not in set(kind)), None)
    if wrong is not None:
        facts = (("typed", wrong[:40]), (f"{field}_words", "；".join(kind)))
        return Refusal(reason, article, (field,), facts)
    return tuple(kind(key) for _, key in found)


def claim_typed(words: Mapping[str, str], currency: str, prefix: str = "") -> Claim | Refusal:
    """One of several claims: kind, amount, local, claimant as typed; `prefix` goes before the names of its fields."""
    kind = law.kind_named(words.get("kind", ""))
    if isinstance(kind, Refusal):
        return replace(kind, fields=(f"{prefix}kind",))
    found: dict[str, Money | None] = {}
    for name, unit in (("amount", currency), ("local", "CNY")):
        typed = words.get(name, "")
        money = amount_typed(typed, field=prefix + name, currency=unit, zero=True) if typed else None
        if isinstance(money, Refusal):
            return money
        found[name] = money
    return Claim(kind, found["amount"], found["local"], words.get("claimant", ""))


def _joined(asked: FeeQuestion, claims: Sequence[Claim], setting: law.Setting) -> Bill | Refusal:
    """Several claims together: each names its own kind and amount, so that nothing else may."""
    given = [*(("kind",) if asked.kind else ()), *asked.amounts, *(("late",) if asked.late else ())]
    if given:
        return Refusal("fees.claims_alone", "SI 201", tuple(given), (("options", ", ".join(given)),))
    return law.joined_fee(claims, setting)


def _of_one(kind: FeeKind, amounts: Mapping[str, Money], setting: law.Setting, *, late: bool) -> Answered | Refusal:
    amount, local = amounts.get("amount"), amounts.get("local")
    before, appealed = amounts.get("changed_from"), amounts.get("appealed_amount")
    if before is not None and appealed is not None:
        return Refusal("fees.change_and_appeal", "交纳办法 17, 21", ("changed_from", "appealed_amount"))
    if before is not None and amount is not None:
        moment = Change.AFTER_END_OF_INQUIRY if late else Change.BEFORE_END_OF_INQUIRY
        return law.changed_claim(Claim(kind, before, local), amount, moment, setting)
    if before is not None or late:
        missing = "amount" if before is not None else "changed_from"
        return Refusal("fees.change_incomplete", "交纳办法 21", (missing,))
    if appealed is not None:
        return law.appeal_fee(Claim(kind, appealed, local), setting, claimed=amount)
    if local is None and law.tariff().items[kind].range is not None:
        return law.fee_range(
            kind, amount, on=setting.on, halvings=setting.halvings, rate=setting.rate, readings=setting.readings
        )
    return law.claim_fee(Claim(kind, amount, local), setting)


def _amounts(asked: FeeQuestion, kind: FeeKind) -> dict[str, Money] | Refusal:
    """What was typed as money, by its name; property and damages stand for the amount."""
    found: dict[str, Money] = {}
    for name in AMOUNTS:
        typed = asked.amounts.get(name)
        if typed is None:
            continue
        currency = "CNY" if name == "local" else asked.currency
        money = amount_typed(typed, field=name, currency=currency, zero=True)
        if isinstance(money, Refusal):
            return money
        if name in _OWN and _OWN[name] is not kind:
            facts = (("amount", str(money)), ("kind", kind.term))
            return Refusal("fees.amount_superfluous", law.tariff().items[kind].article, (name,), facts)
        target = "amount" if name in _OWN else name
        if target in found:
            return Refusal("fees.amount_twice", law.tariff().items[kind].article, ("amount", name))
        found[target] = money
    return found


def fee_told(found: Answered) -> Told:
    """An answer of the tariff."""
    steps = list(found.steps)
    match found:
        case Fee():
            data = fee_data(found)
        case FeeRange():
            data = {
                "fee_fen": None,
                "range_fen": [found.low.minor, found.high.minor],
                "currency": found.low.currency,
                "note": sentence(found.steps[0]),
            }
        case ChangeAnswer():
            parts = {"before": found.before, "top_up": found.top_up, "refund": found.refund, "borne": found.borne}
            data = fee_data(found.fee) | {f"{name}_fen": money.minor for name, money in parts.items()}
        case Bill():
            bills = [{"claimant": name, **fee_data(owed)} for name, owed in found.lines]
            data = {"fee_fen": found.total.minor, "fee": found.total.decimal_text, "fees": bills}
            steps += [each for _, owed in found.lines for each in owed.steps]
    data["articles"] = law.articles(found.article, [each.law for each in steps])
    return Told(data, steps)


def fee_data(owed: Fee) -> dict[str, Any]:
    """A fee as plain JSON: the payable total in fen, and lines that add up to it."""
    bands = iter(owed.bands)
    rows = []
    for what, amount in law.lines(owed):
        row: dict[str, Any] = {"line": what, "fee": amount}
        if what == "band":
            band = next(bands)
            row |= {"over_fen": band.over, "upto_fen": band.upto, "part_fen": band.part.minor, "rate": band.rate}
        rows.append(row)
    return {
        "fee_fen": owed.payable.minor,
        "fee": owed.payable.decimal_text,
        "currency": owed.payable.currency,
        "kind": owed.kind.value,
        "name": owed.kind.term,
        "base_fen": owed.base.minor if owed.base else None,
        "full": owed.full,
        "exact": owed.exact,
        "halved_by": owed.halved_by.value if owed.halved_by else None,
        "breakdown": rows,
    }


def kinds_data() -> list[dict[str, Any]]:
    """Every kind of fee: whether it takes an amount or a local figure, and whether it is ever halved."""
    return [
        {
            "kind": kind.value,
            "name": kind.term,
            "article": item.article,
            "amount": "required" if item.bands.bands else "possible" if item.plus.bands else "none",
            "local": item.takes_local,
            "halves": bool(item.halves),
            "also": list(item.also),
        }
        for kind, item in law.tariff().items.items()
    ]
