"""`tongban law fee --kind KIND --amount YUAN`: what it costs, and why."""

from __future__ import annotations

import argparse

from tongban.cli.legal.claims_file import claims_in
from tongban.cli.legal.telling import Answer
from tongban.face.legal.fees import AMOUNTS, Answered, FeeQuestion, fee_asked, fee_told, kinds_data
from tongban.face.sayings import in_brackets, labels
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
    found = asked if isinstance(asked, Refusal) else fee_asked(asked)
    if isinstance(found, Refusal):
        return found
    told = fee_told(found)
    return Answer(told.data, _lines(found), told.steps)


def _question(options: argparse.Namespace) -> FeeQuestion | Refusal:
    typed = {name: getattr(options, name) for name in AMOUNTS}
    claims = None if options.claims is None else claims_in(options.claims, options.currency)
    if isinstance(claims, Refusal):
        return claims
    return FeeQuestion(
        kind=options.kind or "",
        amounts={name: text for name, text in typed.items() if text is not None},
        halve=tuple(options.halve),
        readings=tuple(options.reading),
        currency=options.currency,
        rate=options.rate,
        late=options.late,
        on=options.on,
        claims=None if claims is None else tuple(claims),
    )


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
