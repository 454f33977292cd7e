"""`tongban law fee --kind KIND --amount YUAN`: what it costs, and why."""

from __future__ import annotations

import argparse

from tongban.cli.legal.claims_file import claims_in
from tongban.cli.legal.telling import Answer
from tongban.face.legal.fees import AMOUNTS, Answered, FeeQuestion, fee_asked, fee_told, kinds_data, setting_of
from tongban.face.sayings import in_brackets, labels
from tongban.fees import law
from tongban.fees.vocabulary import Bill, ChangeAnswer, Fee, FeeRange, Halving, Reading
from tongban.kernel.refusal import Refusal


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
        rows = kinds_data()
        names = labels()["kind"]
        return Answer(
            {"kinds": rows},
            [f"{row['kind']:<28} {names[row['name']]}{in_brackets(row['article'])}" for row in rows],
        )
    asked = _question(options)
    found: Answered | Refusal = fee_asked(asked) if options.claims is None else _joined(options, asked)
    if isinstance(found, Refusal):
        return found
    told = fee_told(found)
    return Answer(told.data, _lines(found), told.steps)


_SINGLE = ("kind", *AMOUNTS, "late")


def _question(options: argparse.Namespace) -> FeeQuestion:
    typed = {name: getattr(options, name) for name in AMOUNTS}
    return FeeQuestion(
        kind=options.kind or "",
        amounts={name: text for name, text in typed.items() if text is not None},
        halve=tuple(Halving(word.replace("-", "_")) for word in options.halve),
        readings=tuple(Reading(word.replace("-", "_")) for word in options.reading),
        currency=options.currency,
        rate=options.rate,
        late=options.late,
        on=options.on,
    )


def _joined(options: argparse.Namespace, asked: FeeQuestion) -> Bill | Refusal:
    """Several claims together."""
    setting = setting_of(asked)
    if isinstance(setting, Refusal):
        return setting
    given = [name for name in _SINGLE if getattr(options, name) not in {None, False}]
    if given:
        return Refusal("fees.claims_alone", "SI 201", tuple(given), (("options", ", ".join(given)),))
    claims = claims_in(options.claims, options.currency)
    return claims if isinstance(claims, Refusal) else law.joined_fee(claims, setting)


def _lines(found: Answered) -> list[str]:
    match found:
        case Fee():
            return [f"{found.payable.grouped_text}{in_brackets(found.article)}"]
        case FeeRange():
            return [f"{found.low.grouped_text} - {found.high.grouped_text}{in_brackets(found.article)}"]
        case ChangeAnswer():
            return [f"{found.fee.payable.grouped_text}{in_brackets(found.fee.article)}"]
        case Bill():
            heads = [f"{name}: {owed.payable.grouped_text}" for name, owed in found.lines if len(found.lines) > 1]
            return [f"{found.total.grouped_text}{in_brackets(found.article)}", *heads]
