"""Service in person and papers left: who may take them, and what refusing them means (CPL 88, 89; SI 130-132)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tongban.delivery.vocabulary import Channel
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd
from tongban.kernel.refusal import Refusal

TAKERS = {
    "natural": frozenset({Taker.RECIPIENT, Taker.FAMILY, Taker.GUARDIAN, Taker.AGENT, Taker.RECEIVER}),
    "organisation": frozenset({Taker.HEAD, Taker.MAILROOM, Taker.AGENT, Taker.RECEIVER}),
}
"""Who may sign for whom (CPL 88(1); SI 130)."""
_LAW = "CPL 88"
_AFTER_NAME = re.compile(r"[（(，,、;；/\s]")
"""Where the name of a signer ends, as a postman writes it: 林晓梅（妻子）."""


@dataclass(frozen=True, slots=True)
class Landed:
    """The papers count as served on the day of the visit."""

    channel: Channel
    law: str


@dataclass(frozen=True, slots=True)
class Missed:
    """The visit did not lead to the recipient; `why` is a code."""

    why: str
    law: str


def visit_outcome(
    visit: Visit,
    *,
    kind: str,
    opponents: Collection[str],
    ordered: date,
    today: date,
    ward: bool = False,
    named: Mapping[Taker, Collection[str]] | None = None,
) -> Landed | Missed | tuple[Refusal, ...]:
    """What a visit means, or everything that is missing in the note about it.

    `kind` of the recipient: a natural person or an organisation; `opponents`: names of the other side, none of whom
    may sign for the recipient (邮寄送达规定 7(2), alike); `ward`: another acts for the recipient by law (CPL 60);
    `named`: whom the court knows as agents and as the receiver, where it is this court that judges by it.
    """
    found = [*_day(visit, ordered, today), *_officers(visit)]
    if visit.end in (VisitEnd.NOBODY, VisitEnd.NOT_LIVING_THERE):
        return tuple(found) or Missed(visit.end.value, _LAW)
    found += _taker(visit, kind, opponents, ward=ward)
    found += _stranger(visit, named or {})
    if visit.end is VisitEnd.SIGNED:
        return tuple(found) or Landed(Channel.DIRECT, _LAW)
    found += _refused(visit)
    return tuple(found) or _left(visit, kind)


def _day(visit: Visit, ordered: date, today: date) -> list[Refusal]:
    facts = (("day", visit.day.isoformat()), ("ordered", ordered.isoformat()))
    if visit.day < ordered:
        return [Refusal("delivery.visit_before_order", _LAW, ("day",), facts)]
    return [Refusal("delivery.visit_ahead", _LAW, ("day",), facts)] if visit.day > today else []


def _officers(visit: Visit) -> list[Refusal]:
    """One officer hands papers over; what happened in a refusal, or in vain, two attest (SI 131)."""
    needed = 1 if visit.end is VisitEnd.SIGNED else 2
    if len(set(visit.officers)) >= needed:
        return []
    return [Refusal("delivery.officers_missing", "SI 131", ("officers",), (("needed", str(needed)),))]


def signs_for_other_side(signer: str, opponents: Collection[str]) -> bool:
    """Whether whoever signed a slip is the other side, who takes papers for nobody (邮寄送达规定 7(2))."""
    return _AFTER_NAME.split(signer.strip(), maxsplit=1)[0] in opponents


def _stranger(visit: Visit, named: Mapping[Taker, Collection[str]]) -> list[Refusal]:
    """An agent without an authority in the case, and a receiver whom nobody named, take papers for nobody."""
    known = named.get(visit.taker) if visit.taker else None
    if known is None or not visit.taker_name or any(visit.taker_name in one for one in known):
        return []
    return [Refusal("delivery.taker_unknown", "CPL 88(1)", ("taker", "taker_name"))]


def _taker(visit: Visit, kind: str, opponents: Collection[str], *, ward: bool) -> list[Refusal]:
    able = TAKERS["natural" if kind == "natural" else "organisation"]
    found = []
    if ward and visit.taker is Taker.RECIPIENT:
        found.append(Refusal("delivery.taker_is_ward", "CPL 60; 邮寄送达 9(2)", ("taker",)))
    if visit.taker not in able:
        found.append(Refusal("delivery.taker_unfit", "CPL 88(1); SI 130", ("taker",)))
    if not visit.taker_name:
        found.append(Refusal("delivery.taker_unnamed", "CPL 88", ("taker_name",)))
    if visit.taker_name in opponents:
        found.append(Refusal("delivery.taker_is_opponent", "邮寄送达 7(2)", ("taker_name",)))
    return found


def _refused(visit: Visit) -> list[Refusal]:
    found = [] if visit.refusal else [Refusal("delivery.refusal_unexplained", "CPL 89", ("refusal",))]
    if visit.taker is Taker.AGENT:
        # Papers are left only with an agent whom the recipient named as receiver (SI 132).
        found.append(Refusal("delivery.agent_no_receiver", "SI 132", ("taker",)))
    if visit.place is not Place.HOME and visit.taker is Taker.FAMILY:
        found.append(Refusal("delivery.family_away", "SI 131; CPL 89", ("taker", "place")))
    if visit.place is Place.COURT:
        return found
    if visit.place is Place.ELSEWHERE:
        return [*found, *([] if visit.recorded else [Refusal("delivery.not_recorded", "SI 131(2)", ("files",))])]
    if not visit.witnesses and not visit.recorded:
        found.append(Refusal("delivery.nobody_saw_it", "CPL 89", ("witnesses", "files")))
    return found


def _left(visit: Visit, kind: str) -> Landed:
    """What refusing means: at the court and on the way it is service in person, at home the papers are left."""
    if visit.place is Place.COURT:
        return Landed(Channel.DIRECT, "SI 131(1)")
    if visit.place is Place.ELSEWHERE:
        return Landed(Channel.DIRECT, "SI 131(2)")
    return Landed(Channel.LEFT, "CPL 89" if kind == "natural" else "CPL 89; SI 130")
