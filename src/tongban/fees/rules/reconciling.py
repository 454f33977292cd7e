"""The reconciliation of a day: what bank and gateway tell against the journal, the journal against the charges, fees
against the treasury's receipts.

Lines are matched by the reference of the bank or the gateway. Every line of the day on either side is looked at once;
a line that the other side has on another day is a difference of dates, not two lines too many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.fees.rules.fiscal import reversal_number
from tongban.fees.vocabulary import ChargeState, Difference, DifferenceKind, FiscalLine, MoneyLine
from tongban.kernel.money import Money

LAW = "house rule: the money of each day is reconciled"


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """A charge against the journal: its state, and in fen what is still due and what was asked for."""

    code: str
    state: ChargeState
    due: int
    prepaid: int


def reconcile(
    day: date, told: Sequence[MoneyLine], journal: Sequence[MoneyLine], source: str = "bank"
) -> list[Difference]:
    """Every difference between what one outside source tells and the journal about the money of `day`.

    Both hold the lines of `day`, and those of other days that share a reference with one of them. `source` names who
    tells: "bank" or "gateway".
    """
    theirs, ours = _by_reference(told), _by_reference(journal)
    found: list[Difference] = []
    for reference in dict.fromkeys([*theirs, *ours]):
        outside, inside = theirs.get(reference, []), ours.get(reference, [])
        if all(one.day != day for one in (*outside, *inside)):
            continue
        found.extend(_differences(reference, outside, inside, source))
    return found


@dataclass(frozen=True, slots=True)
class SettledDay:
    """What the gateway handed over for a day, and what it had taken less what it gave back, by the journal; in fen."""

    day: date
    told: int
    journal: int


def settled_against_taken(days: Iterable[SettledDay]) -> list[Difference]:
    """Days for which the gateway handed over other money than it took."""
    return [
        Difference(
            DifferenceKind.SETTLEMENT,
            one.day.isoformat(),
            (("gateway", str(Money(one.told))), ("journal", str(Money(one.journal)))),
        )
        for one in days
        if one.told != one.journal
    ]


def charges_against_journal(charges: Iterable[ChargeLine]) -> list[Difference]:
    """Charges that are called paid while something is due, or open while nothing is."""
    return [
        Difference(DifferenceKind.CHARGE_STATE, one.code, (("state", one.state.value), ("due", str(one.due))))
        for one in charges
        if (one.due > 0) != (one.state is ChargeState.OPEN) and (one.due or one.prepaid)
    ]


@dataclass(frozen=True, slots=True)
class FiscalStanding:
    """A fee against its receipt of the treasury, in fen: what the court keeps of it, and what the receipt says.

    `billed` is None where none is issued; `wanted`: one should be by now.
    """

    code: str
    kept: int
    billed: int | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class FiscalLineHere:
    """A receipt of the treasury as the court knows it, with the days on which it was issued and reversed."""

    number: str
    amount: Money
    issued_on: date | None
    reversed_on: date | None


def receipts_against_fees(fees: Iterable[FiscalStanding]) -> list[Difference]:
    """Fees without the receipt that they should have, receipts of which nothing is kept, sums that differ."""
    found = []
    for one in fees:
        told = (("kept", str(Money(one.kept))), ("receipt", str(Money(one.billed)) if one.billed is not None else "-"))
        if one.billed is None:
            kind = DifferenceKind.NO_RECEIPT if one.wanted and one.kept > 0 else None
        elif one.billed == one.kept:
            kind = None
        else:
            kind = DifferenceKind.RECEIPT_AMOUNT if one.kept > 0 else DifferenceKind.RECEIPT_ALONE
        if kind is not None:
            found.append(Difference(kind, one.code, told))
    return found


def receipts_against_treasury(
    day: date, told: Sequence[FiscalLine], here: Iterable[FiscalLineHere]
) -> list[Difference]:
    """Receipts issued or reversed on `day` that the treasury tells of and the court does not know, or the reverse."""
    known = {one.number: one for one in here}
    found = []
    for one in told:
        ours = known.get(one.number.removesuffix("R") if one.red else one.number)
        says = (("treasury", f"{one.bill} {one.amount}"), ("receipt", str(ours.amount) if ours else "-"))
        if ours is None or (ours.reversed_on if one.red else ours.issued_on) is None:
            found.append(Difference(DifferenceKind.RECEIPT_ALONE, one.number, says))
        elif ours.amount != one.amount:
            found.append(Difference(DifferenceKind.RECEIPT_AMOUNT, one.number, says))
    theirs = {one.number for one in told}
    for row in known.values():
        issued, reversed_ = (row.issued_on, row.number), (row.reversed_on, reversal_number(row.number))
        for on, number in (issued, reversed_):
            if on == day and number not in theirs:
                says = (("treasury", "-"), ("receipt", str(row.amount)))
                found.append(Difference(DifferenceKind.RECEIPT_UNKNOWN, number, says))
    return found


def unbalanced(totals: Mapping[str, int]) -> list[Difference]:
    """Currencies in which debits and credits are not the same."""
    return [
        Difference(DifferenceKind.UNBALANCED, currency, (("sum", str(minor)),))
        for currency, minor in totals.items()
        if minor
    ]


def _differences(
    reference: str, outside: list[MoneyLine], inside: list[MoneyLine], source: str
) -> Iterator[Difference]:
    def differ(kind: DifferenceKind) -> Difference:
        told = [*_say(source, outside), *_say("journal", inside)]
        return Difference(kind, reference, tuple(told))

    if len(outside) > 1 or len(inside) > 1:
        yield differ(DifferenceKind.DOUBLED)
        return
    if not inside:
        yield differ(DifferenceKind.ORPHAN_REFUND if outside[0].out else DifferenceKind.MISSING)
        return
    if not outside:
        yield differ(DifferenceKind.EXTRA)
        return
    theirs, ours = outside[0], inside[0]
    if (theirs.amount, theirs.out) != (ours.amount, ours.out):
        yield differ(DifferenceKind.AMOUNT)
    if theirs.day != ours.day:
        yield differ(DifferenceKind.DATE)
    if theirs.mark and ours.mark and theirs.mark != ours.mark:
        yield differ(DifferenceKind.WRONG_CHARGE)


def _say(who: str, lines: list[MoneyLine]) -> Iterator[tuple[str, str]]:
    for line in lines:
        sign = "-" if line.out else ""
        yield who, f"{line.day.isoformat()} {sign}{line.amount} {line.mark}".strip()


def _by_reference(lines: Sequence[MoneyLine]) -> dict[str, list[MoneyLine]]:
    found: dict[str, list[MoneyLine]] = {}
    for line in lines:
        found.setdefault(line.reference, []).append(line)
    return found
