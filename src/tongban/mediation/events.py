"""Facts about mediation: ids, codes and times. What lies behind the wall is committed to, and names no case.

The court reads the register of its cases; hence words, files and texts that have not crossed the wall are recorded
without the case, by a salted commitment that says nothing about them.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.kernel.facts import Fact


class MediatorEnlisted(Fact):
    """A court took a mediator into its register."""

    person: UUID
    court: str
    kind: str


class MediatorStruckOff(Fact):
    """A court struck a mediator off its register."""

    person: UUID
    court: str


class MediationReferred(Fact):
    """The judge referred a registered case to mediation with the consent of all parties (委托调解)."""

    case: UUID
    mediation: UUID


class MediatorChosen(Fact):
    """A party named a mediator, or left the choice to the court."""

    case: UUID
    mediation: UUID
    party: UUID


class MediatorNamed(Fact):
    """A mediator is asked; the answer is awaited until `until`. `how`: jointly, or by the court."""

    case: UUID
    mediation: UUID
    mediator: UUID
    how: str
    until: date


class MediatorConfirmed(Fact):
    """The mediator accepted; the period of the mediation runs until `until`."""

    case: UUID
    mediation: UUID
    mediator: UUID
    until: date


class MediatorDeclined(Fact):
    """The mediator did not accept, or let the time pass (`silent`)."""

    case: UUID
    mediation: UUID
    mediator: UUID
    silent: bool


class MediatorChanged(Fact):
    """A party asked for another mediator; the former one sees nothing of the case any more."""

    case: UUID
    mediation: UUID
    party: UUID


class RelationDisclosed(Fact):
    """The mediator disclosed a relation; the parties are asked whether they still agree."""

    case: UUID
    mediation: UUID


class WordsKeptAside(Fact):
    """Something was said, shown or put behind the wall of a mediation."""

    commitment: str


class TextAgreedTo(Fact):
    """A party agreed to a text behind the wall."""

    commitment: str


class FactsConfirmed(Fact):
    """All parties confirmed undisputed facts: the document is on the file of the case. `digest`: of its words."""

    case: UUID
    mediation: UUID
    text: UUID
    digest: str


class MediationProlonged(Fact):
    """All parties agreed to a longer mediation, until `until`."""

    case: UUID
    mediation: UUID
    until: date


class MaterialReleased(Fact):
    """All parties agreed that a statement of the mediation is used in the trial: it is on the file of the case."""

    case: UUID
    mediation: UUID
    statement: UUID


class MediationEnded(Fact):
    """The mediation is over. `outcome` is a code; `wish` what the parties ask of the court after an agreement."""

    case: UUID
    mediation: UUID
    outcome: str
    wish: str


class EarlyMediationPassedOn(Fact):
    """The plaintiff goes on with the mediation in person: the agent who filed was dismissed (CPL 63)."""

    early: UUID
    filing: UUID
    plaintiff: UUID


class EarlyMediationOpened(Fact):
    """A filing is in mediation before registration (委派调解); the court names a mediator until `until`."""

    early: UUID
    filing: UUID
    number: str
    until: date


class EarlyMediatorNamed(Fact):
    """A mediator was asked to lead it and answers until `until`."""

    early: UUID
    filing: UUID
    mediator: UUID
    until: date


class EarlyMediatorAccepted(Fact):
    """The mediator accepted: asks the other side until `asks_by`; the mediation lasts until `until`."""

    early: UUID
    filing: UUID
    asks_by: date
    until: date


class EarlyMediatorDeclined(Fact):
    """The mediator did not accept, or was silent."""

    early: UUID
    filing: UUID
    mediator: UUID
    silent: bool


class OtherSideAnswered(Fact):
    """The mediator asked the other side, which agrees to mediation or not."""

    early: UUID
    filing: UUID
    agrees: bool


class EarlyAgreementHandedIn(Fact):
    """The mediator handed in the agreement that all signed; the plaintiff is to confirm it."""

    early: UUID
    filing: UUID


class EarlyMediationEnded(Fact):
    """The mediation before registration is over. `outcome` is a code; `mediator`: who had accepted to lead it."""

    early: UUID
    filing: UUID
    outcome: str
    mediator: UUID | None
