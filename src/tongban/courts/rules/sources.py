"""Where the places of a ground come from: the parties, places given as facts, and courts that acted before."""

from __future__ import annotations

from collections.abc import Callable

from tongban.courts.rules.conditions import is_in
from tongban.courts.rules.matters import of_matter
from tongban.courts.vocabulary import CourtRole, Dispute, PartyPlace, PartyState, Where

Source = Callable[[Dispute], tuple[str, ...]]
COURT, ABOVE = "court:", "above:"
UNDERLYING, AGREED = "underlying", "agreed"
"""A ground that borrows the courts of the dispute for which something is asked; and the one that reads clauses."""


def home_counts(party: PartyPlace, dispute: Dispute) -> bool:
    """Whether a defendant may be sued at home: not in prison, without registration or seat, nor, in suits about
    status, abroad or missing (CPL 23; SI 5, 6, 8).
    """
    ruled_out = [PartyState.CONFINED, PartyState.DEREGISTERED, PartyState.UNSEATED]
    if "status" in of_matter(dispute.matter).groups:
        ruled_out += [PartyState.ABROAD, PartyState.MISSING]
    return not (party.states and any(is_in(party, state) for state in ruled_out))


def _homes(dispute: Dispute, *, seats: bool | None = None) -> tuple[str, ...]:
    """Homes of defendants that count; of organisations only, of people only, or of all."""
    return tuple(
        party.place
        for party in dispute.defendants
        if home_counts(party, dispute) and (seats is None or (PartyState.ORGANISATION in party.states) is seats)
    )


def _in_state(state: PartyState, place: Callable[[PartyPlace], str]) -> Source:
    return lambda d: tuple(place(party) for party in d.defendants if is_in(party, state))


def _immovable(dispute: Dispute) -> tuple[str, ...]:
    """SI 28(3): the place in the register; where nothing is registered, where it lies."""
    return dispute.at(Where.REGISTER) or dispute.at(Where.SUBJECT)


def _estate(dispute: Dispute) -> tuple[str, ...]:
    """CPL 34(3): where the main part of the estate lies, said as the object of the dispute or as property."""
    return dispute.at(Where.SUBJECT) or dispute.at(Where.PROPERTY)


def _employer(dispute: Dispute) -> tuple[str, ...]:
    """劳动争议解释(一) 3: the employer's seat, on whichever side it stands; who employs as a person is sued at home."""
    seats = tuple(party.place for party in dispute.parties if PartyState.ORGANISATION in party.states)
    return seats or _homes(dispute)


SOURCES: dict[str, Source] = {
    "defendants": lambda d: _homes(d, seats=False),
    "defendant_seats": lambda d: _homes(d, seats=True),
    "all_defendants": _homes,
    "respondents": lambda d: tuple(party.place for party in d.defendants),
    "defendant_origins": lambda d: tuple(party.domicile for party in d.defendants),
    "defendant_prisons": lambda d: tuple(party.confined_at for party in d.defendants),
    "defendant_residences": lambda d: tuple(party.habitual or party.residence for party in d.defendants),
    "present_residences": lambda d: tuple(party.residence or party.habitual for party in d.defendants),
    "moved_out": _in_state(PartyState.MOVED_OUT, lambda party: party.place),
    "unseated": _in_state(PartyState.UNSEATED, lambda party: party.registered or party.place),
    "plaintiffs": lambda d: tuple(party.place for party in d.plaintiffs),
    "parties": lambda d: tuple(party.place for party in d.parties),
    "origins": lambda d: tuple(party.domicile for party in d.parties),
    "parties_at_home": lambda d: tuple(p.place for p in d.parties if PartyState.ABROAD not in p.states),
    "immovable": _immovable,
    "estate": _estate,
    "employer": _employer,
    UNDERLYING: lambda _: (),
    AGREED: lambda _: (),
}
PARTY_PLACES_BY_STATE = {
    "confined_at": (PartyState.CONFINED, PartyState.CONFINED_A_YEAR),
    "residence": (PartyState.DEREGISTERED, PartyState.AWAY_A_YEAR),
    "registered": (PartyState.UNSEATED,),
}
"""Places of a party beside its home, with the states in which a source above reads them."""
_FIELDS = {
    "plaintiffs": "plaintiffs",
    "parties": "plaintiffs",
    "origins": "plaintiffs",
    "parties_at_home": "plaintiffs",
    "immovable": Where.SUBJECT.value,
    "estate": Where.PROPERTY.value,
    "employer": "defendants",
    UNDERLYING: "underlying",
}


def source(name: str) -> Source:
    """What the word in the column `place` stands for; a six-digit code stands for itself. ValueError if nothing."""
    if name in SOURCES:
        return SOURCES[name]
    if name.isdigit():
        return lambda _: (name,)
    if name.startswith((COURT, ABOVE)):
        role = CourtRole(name.partition(":")[2])
        return lambda d: tuple(filter(None, (d.courts.get(role, ""),)))
    where = Where(name)
    return lambda d: d.at(where)


def field_of(name: str) -> str:
    """The name of the fact that a person has to give so that the source `name` leads somewhere."""
    if name in SOURCES:
        return _FIELDS.get(name, "defendants")
    return name.removeprefix(COURT).removeprefix(ABOVE)


def term_of(name: str) -> str:
    """The Chinese word of that fact."""
    field = field_of(name)
    sides = {"plaintiffs": "原告住所地", "defendants": "被告住所地", "underlying": "纠纷类型"}
    if field in sides:
        return sides[field]
    return CourtRole(field).term if field in set(CourtRole) else Where(field).term
