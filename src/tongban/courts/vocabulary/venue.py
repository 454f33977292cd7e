"""The facts of a dispute as venue asks for them, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tongban.courts.vocabulary.matters import Matter
from tongban.courts.vocabulary.places import Circumstance, CourtRole, PartyState, Specialty, Where
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step
from tongban.kernel.terms import Term


class ClaimKind(Term):
    """What the contested duty consists of (SI 18(2))."""

    MONEY = "money", "给付货币"
    IMMOVABLE = "immovable", "交付不动产"
    OTHER = "other", "其他标的"
    AT_ONCE = "at_once", "即时结清"


class ClauseKind(Term):
    """By which place an agreement names the court (CPL 35); COURT names one court outright, ABROAD a foreign one."""

    DEFENDANT = "defendant", "被告住所地"
    PLAINTIFF = "plaintiff", "原告住所地"
    PERFORMANCE = "performance", "合同履行地"
    SIGNING = "signing", "合同签订地"
    SUBJECT = "subject", "标的物所在地"
    COURT = "court", "约定的法院"
    OTHER = "other", "其他与争议有实际联系的地点"
    ABROAD = "abroad", "外国法院"


@dataclass(frozen=True, slots=True)
class PartyPlace:
    """Where a party lives or has its seat, as six-digit division codes, and what is special about the party.

    `domicile`: household registration, the former one after moving out (SI 7), or the main place of business (SI 3);
    `habitual`: the place of one year and more before filing, hospital stays apart (SI 4), empty when it is the same or
    there is none; `registered`: of an organisation whose main place of business cannot be found; `residence`: where
    the person lives now, if not for a year; `confined_at`: the place of the prison or of compulsory education.
    """

    domicile: str
    habitual: str = ""
    name: str = ""
    registered: str = ""
    residence: str = ""
    confined_at: str = ""
    states: frozenset[PartyState] = frozenset()

    @property
    def place(self) -> str:
        """The place that counts (CPL 22(1), SI 3): the habitual residence where it differs, else the domicile."""
        return self.habitual or self.domicile or self.registered


@dataclass(frozen=True, slots=True)
class AgreedVenue:
    """One place or court that the parties agreed upon (CPL 35; SI 29-33).

    `place`: division code of the place; for PLAINTIFF and DEFENDANT the domicile when the agreement was made (SI 32),
    empty to use the present one. `court`: the code of a court named outright. `connected`: a place named as OTHER, or
    by COURT or ABROAD, truly touches the dispute. The consumer fields matter for standard terms only (SI 31); the
    assignee fields when the contract was transferred (SI 33).
    """

    kind: ClauseKind
    place: str = ""
    court: str = ""
    written: bool = True
    connected: bool = True
    standard_terms_to_consumer: bool = False
    consumer_notified: bool = True
    consumer_objects: bool = False
    assignee_unaware: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """What venue needs to know of a case.

    Applicants stand as plaintiffs, those against whom something is asked as defendants. `places` are six-digit
    division codes (or the name of a zone with a court of its own), several where there are several; `courts` are codes
    of courts that acted before; `underlying` is the dispute for which a measure or mediation is asked before a suit.
    """

    matter: Matter
    plaintiffs: tuple[PartyPlace, ...]
    defendants: tuple[PartyPlace, ...]
    claim: ClaimKind = ClaimKind.MONEY
    amount: Money | None = None
    agreements: tuple[AgreedVenue, ...] = ()
    places: Mapping[Where, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    circumstances: frozenset[Circumstance] = frozenset()
    courts: Mapping[CourtRole, str] = field(default_factory=lambda: MappingProxyType({}))
    foreign: bool = False
    specialty: Specialty | None = None
    underlying: Matter | None = None

    @property
    def parties(self) -> tuple[PartyPlace, ...]:
        """Both sides."""
        return self.plaintiffs + self.defendants

    def at(self, where: Where) -> tuple[str, ...]:
        """The places given for `where`; none when unknown."""
        return self.places.get(where, ())


@dataclass(frozen=True, slots=True)
class CompetentCourt:
    """A court that may take the case: on which ground, under which article, and why in steps.

    `also` names further grounds that lead to the same court; `exclusive` that no other court may take it; `term` is
    the Chinese word of the ground.
    """

    code: str
    name: str
    ground: str
    term: str
    article: str
    exclusive: bool
    steps: tuple[Step, ...]
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.code}) by {self.ground} ({self.article}): " + "; ".join(map(str, self.steps))


@dataclass(frozen=True, slots=True)
class LostGround:
    """A ground that was looked at and does not lead to a court here, with the reason."""

    ground: str
    place: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class VenueAnswer:
    """All competent courts, best ground first, and the grounds that fell away."""

    courts: tuple[CompetentCourt, ...]
    lost: tuple[LostGround, ...]

    def __str__(self) -> str:
        lines = [str(court) for court in self.courts]
        lines += [f"not by {lost.ground} {lost.place}: {lost.why}" for lost in self.lost]
        return "\n".join(lines)
