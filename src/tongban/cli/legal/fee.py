"""`tongban law fee --kind KIND --amount YUAN`: what it costs, and why."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

from tongban.cli.legal.claims_file import claims_in
from tongban.cli.legal.incidents import Unclear, day
from tongban.cli.legal.telling import LABELS, Answer, in_brackets, sentence
from tongban.fees import law
from tongban.fees.vocabulary import Bill, Change, ChangeAnswer, Claim, Fee, FeeKind, FeeRange, Halving, Reading
from tongban.kernel.money import Money, known_currencies, parse_amount
from tongban.kernel.refusal import Refusal

Asked = Fee | FeeRange | ChangeAnswer | Bill


def add(tasks: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Describe the task."""
    parser = tasks.add_parser("fee", help="what a case or an application costs, with the reasons")
    parser.add_argument("--kind", help="what the fee is for, e.g. property, divorce, payment-order (see --list)")
    parser.add_argument("--amount", metavar="YUAN", help="claimed, enforced or preserved: 186500 or 186,500.00")
    parser.add_argument("--property", metavar="YUAN", help="property divided in a divorce")
    parser.add_argument("--damages", metavar="YUAN", help="damages claimed beside a right of the person")
    parser.add_argument(
        "--halve",
        action="append",
        default=[],
        metavar="REASON",
        choices=sorted({word for why in Halving for word in (why.value, why.value.replace("_", "-"))}),
        help="a reason to halve, several times if several hold: "
        + ", ".join(w.value.replace("_", "-") for w in Halving),
    )
    parser.add_argument(
        "--local", metavar="YUAN", help="the province's or the court's own figure, where the law gives a range"
    )
    parser.add_argument("--currency", default="CNY", metavar="CODE", help="of the amounts (default: CNY)")
    parser.add_argument("--rate", metavar="YUAN", help="yuan for one unit of that currency on the day of acceptance")
    parser.add_argument("--changed-from", metavar="YUAN", help="the amount before the claim was changed to --amount")
    parser.add_argument("--late", action="store_true", help="it was reduced after the end of the court's inquiry")
    parser.add_argument(
        "--appealed-amount", metavar="YUAN", help="what an appeal contests, of --amount if that is given"
    )
    parser.add_argument(
        "--claims", metavar="FILE", help="several claims: CSV (kind,amount,local,claimant) or a JSON list"
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="READING",
        choices=sorted({word for each in Reading for word in (each.value, each.value.replace("_", "-"))}),
        help="the court's choice where the law is open: " + ", ".join(each.value.replace("_", "-") for each in Reading),
    )
    parser.add_argument("--on", metavar="DATE", help="when the court took the case (default: the tariff now in force)")
    parser.add_argument("--list", action="store_true", help="print all kinds of fees")
    return parser


def answer(options: argparse.Namespace) -> Answer | Refusal:
    """The fee, the range within which a province fixes it, or why there is none."""
    if options.list:
        return _list()
    setting = _setting(options)
    if isinstance(setting, Refusal):
        return setting
    if options.claims is not None:
        given = [name for name in _SINGLE if getattr(options, name) not in {None, False}]
        if given:
            return Refusal("fees.claims_alone", "SI 201", tuple(given), (("options", ", ".join(given)),))
        claims = claims_in(options.claims, options.currency)
        found: Asked | Refusal = claims if isinstance(claims, Refusal) else law.joined_fee(claims, setting)
    else:
        found = _single(options, setting)
    return found if isinstance(found, Refusal) else _told(found)


_SINGLE = ("kind", "amount", "property", "damages", "local", "changed_from", "appealed_amount", "late")


def _setting(options: argparse.Namespace) -> law.Setting | Refusal:
    """The day, the reasons for halving, the rate, the readings."""
    rate: Fraction | Refusal | None = None if options.rate is None else law.exchange_rate(options.rate)
    if isinstance(rate, Refusal):
        return rate
    if options.currency not in known_currencies():
        facts = (("typed", options.currency[:20]), ("known", ", ".join(sorted(known_currencies()))))
        return Refusal("fees.currency_unknown", "交纳办法 55", ("currency",), facts)
    try:
        # A price list without a date is the one now in force: the last one.
        taken = day(options.on, "on") if options.on is not None else law.tariff().last_change
    except Unclear as unclear:
        return unclear.refusal
    halvings = tuple(Halving(word.replace("-", "_")) for word in options.halve)
    return law.Setting(taken, halvings, rate, tuple(Reading(word.replace("-", "_")) for word in options.reading))


def _single(options: argparse.Namespace, setting: law.Setting) -> Asked | Refusal:
    """One claim: the fee, what a change makes of it, or that of an appeal."""
    if not options.kind:
        return Refusal("fees.kind_missing", "交纳办法 13, 14", ("kind",))
    kind = law.kind_named(options.kind)
    if isinstance(kind, Refusal):
        return kind
    amounts = _amounts(options, kind)
    if isinstance(amounts, Refusal):
        return amounts
    amount, local, before, appealed = (
        amounts.get(name) for name in ("amount", "local", "changed_from", "appealed_amount")
    )
    claim = Claim(kind, amount, local)
    if before is not None and appealed is not None:
        return Refusal("fees.change_and_appeal", "交纳办法 17, 21", ("changed_from", "appealed_amount"))
    if before is not None and amount is not None:
        moment = Change.AFTER_END_OF_INQUIRY if options.late else Change.BEFORE_END_OF_INQUIRY
        return law.changed_claim(Claim(kind, before, local), amount, moment, setting)
    if before is not None or options.late:
        field = "amount" if before is not None else "changed_from"
        return Refusal("fees.change_incomplete", "交纳办法 21", (field,))
    if appealed is not None:
        return law.appeal_fee(Claim(kind, appealed, local), setting, claimed=amount)
    if local is None and law.tariff().items[kind].range is not None:
        return law.fee_range(
            kind, amount, on=setting.on, halvings=setting.halvings, rate=setting.rate, readings=setting.readings
        )
    return law.claim_fee(claim, setting)


def _amounts(options: argparse.Namespace, kind: FeeKind) -> dict[str, Money] | Refusal:
    """What was typed as money, by option; property and damages are amounts of one kind each."""
    found: dict[str, Money] = {}
    own = {"property": FeeKind.DIVORCE, "damages": FeeKind.PERSONALITY}
    for name in ("amount", "property", "damages", "local", "changed_from", "appealed_amount"):
        typed = getattr(options, name)
        if typed is None:
            continue
        currency = "CNY" if name == "local" else options.currency
        money = parse_amount(typed, field=name, currency=currency, zero=True)
        if isinstance(money, Refusal):
            return money
        if name in own and own[name] is not kind:
            facts = (("amount", str(money)), ("kind", kind.term))
            return Refusal("fees.amount_superfluous", law.tariff().items[kind].article, (name,), facts)
        target = "amount" if name in own else name
        if target in found:
            return Refusal("fees.amount_twice", law.tariff().items[kind].article, ("amount", name))
        found[target] = money
    return found


def _told(found: Asked) -> Answer:
    """The answer as data, as lines and with its steps."""
    match found:
        case Fee():
            data: dict[str, Any] = fee_data(found)
            lines, steps = _fee_lines(found), list(found.steps)
        case FeeRange():
            span = [found.low.minor, found.high.minor]
            data = {
                "fee_fen": None,
                "range_fen": span,
                "currency": found.low.currency,
                "note": sentence(found.steps[0]),
            }
            lines = [f"{found.low.grouped_text} - {found.high.grouped_text}{in_brackets(found.article)}"]
            steps = list(found.steps)
        case ChangeAnswer():
            parts = {"before": found.before, "top_up": found.top_up, "refund": found.refund, "borne": found.borne}
            data = fee_data(found.fee) | {f"{name}_fen": money.minor for name, money in parts.items()}
            lines, steps = _fee_lines(found.fee), list(found.steps)
        case Bill():
            bills = [{"claimant": name, **fee_data(owed)} for name, owed in found.lines]
            data = {"fee_fen": found.total.minor, "fee": found.total.decimal_text, "fees": bills}
            lines = [f"{found.total.grouped_text}{in_brackets(found.article)}"]
            for name, owed in found.lines if len(found.lines) > 1 else ():
                lines.append(f"{name}: {owed.payable.grouped_text}")
            steps = [*found.steps, *(each for _, owed in found.lines for each in owed.steps)]
    data["articles"] = law.articles(found.article, [each.law for each in steps])
    return Answer(data, lines, steps)


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


def _fee_lines(owed: Fee) -> list[str]:
    return [f"{owed.payable.grouped_text}{in_brackets(owed.article)}"]


def _list() -> Answer:
    rows = [
        {
            "kind": kind.value,
            "name": kind.term,
            "article": item.article,
            "amount": "required" if item.bands.bands else "possible" if item.plus.bands else "none",
            "local": item.takes_local,
            "halves": item.halves,
            "also": list(item.also),
        }
        for kind, item in law.tariff().items.items()
    ]
    return Answer(
        {"kinds": rows},
        [f"{row['kind']:<28} {LABELS['kind'][str(row['name'])]}{in_brackets(str(row['article']))}" for row in rows],
    )
