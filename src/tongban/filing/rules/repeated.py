"""Whether a suit repeats another one (SI 247): the same people on both sides, the same kind, the same sum or day.

It is told, never decided: another loan between the same people is another suit, and after a withdrawal one may sue
again (SI 214). A person gives the reason, a judge judges it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from tongban.cases.law import At
from tongban.cases.vocabulary import Stage as CaseStage
from tongban.filing.rules.schedule import claim_of
from tongban.filing.rules.told import Told, in_any_row, in_kind
from tongban.filing.vocabulary import AGAIN_WHY, Answers, Interview, Kind, Stage
from tongban.filing.vocabulary.repeated import NamedOne, Overlap, Suit
from tongban.kernel.lookup_forms import identity_form, name_form
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Term

LAW = "CPL 127(5); SI 247"
_ENDED_WITHOUT_A_DECISION: frozenset[Term | None] = frozenset(
    {At.DISMISSED, At.APPLICATION_WITHDRAWN, CaseStage.WITHDRAWN}
)
_HALF = 2
"""An amount that makes up at least half of the claim says what the suit is about; a unit price does not."""


def may_be_filed_again(stage: Stage, *, appealable: bool, case_stage: Term | None) -> bool:
    """Whether the very same may be filed again beside a filing that stands at `stage`, as nothing is pending any more.

    It may after a refusal against which nobody can appeal any longer (`appealable`), after it was taken back or settled
    before it was registered, and once its case has ended by a withdrawal or the dismissal of the action (SI 212, 214).
    """
    if stage is Stage.REFUSED:
        return not appealable
    if stage is Stage.ACCEPTED:
        return case_stage in _ENDED_WITHOUT_A_DECISION
    return stage in {Stage.TAKEN_BACK, Stage.SETTLED}


def suit_of(interview: Interview, answers: Answers, *, cause: str, on: date) -> Suit:
    """What of a complaint is compared with others."""
    told = Told(interview, answers, on)
    claim = claim_of(interview, answers, today=on)
    minor = claim.minor if isinstance(claim, Money) else 0
    return Suit(
        interview=interview.id,
        cause=cause,
        plaintiffs=tuple(_named(told, "plaintiff")),
        defendants=tuple(_named(told, "defendant")),
        claim_minor=minor,
        amounts=frozenset(_amounts(interview, answers, at_least=minor)),
        days=frozenset(_days(interview, answers)),
    )


def _named(told: Told, group: str) -> Iterator[NamedOne]:
    for row in told.in_rows(group):
        number = row.text(f"{group}.id_number") or row.text(f"{group}.credit_code")
        name = row.text(f"{group}.name")
        if number or name:
            yield NamedOne(identity_form(number), name_form(name))


def _amounts(interview: Interview, answers: Answers, *, at_least: int) -> Iterator[tuple[str, int]]:
    for key, value in answers.items():
        question = interview.question(key)
        if question and question.kind is Kind.AMOUNT:
            amount = parse_amount(value, field=key)
            if isinstance(amount, Money) and amount.minor * _HALF >= at_least > 0:
                yield in_any_row(key), amount.minor


def _days(interview: Interview, answers: Answers) -> Iterator[tuple[str, str]]:
    """The days on which something happened."""
    for key, value in answers.items():
        question = interview.question(key)
        if question and question.kind is Kind.DATE and question.past and in_kind(Kind.DATE, value):
            yield in_any_row(key), value.strip()


def overlaps(one: Suit, other: Suit) -> tuple[Overlap, ...]:
    """In what two suits overlap; nothing unless the same people stand on both sides, in either direction."""
    straight = _meet(one.plaintiffs, other.plaintiffs) and _meet(one.defendants, other.defendants)
    turned = _meet(one.plaintiffs, other.defendants) and _meet(one.defendants, other.plaintiffs)
    if not (straight or turned) or (one.interview != other.interview and one.cause != other.cause):
        return ()
    same_sum = one.claim_minor == other.claim_minor != 0 or one.amounts & other.amounts
    found = ((Overlap.SUM, bool(same_sum)), (Overlap.DAY, bool(one.days & other.days)))
    return tuple(overlap for overlap, there in found if there)


def _meet(some: Iterable[NamedOne], others: Iterable[NamedOne]) -> bool:
    """Whether somebody is in both: by number where both have one, else by name."""
    return any(
        one.number == other.number if one.number and other.number else bool(one.name) and one.name == other.name
        for one in some
        for other in others
    )


def opposes(suit: Suit, one: NamedOne, other: NamedOne) -> bool:
    """Whether the one sues the other in it."""
    sides = ((suit.plaintiffs, suit.defendants), (suit.defendants, suit.plaintiffs))
    return any(_meet([one], mine) and _meet([other], theirs) for mine, theirs in sides)


def known_by(suit: Suit) -> tuple[frozenset[str], frozenset[str]]:
    """By which numbers and names each side is looked up: plaintiffs, defendants."""
    sides = (suit.plaintiffs, suit.defendants)
    plaintiffs, defendants = (frozenset(one for who in side for one in (who.number, who.name) if one) for side in sides)
    return plaintiffs, defendants


def unexplained(found: Collection[object], answers: Answers) -> Refusal | None:
    """Before handing in: who files again what is here already says why."""
    if found and not answers.get(AGAIN_WHY, "").strip():
        return Refusal("filing.alike_without_reason", LAW, (AGAIN_WHY,))
    return None
