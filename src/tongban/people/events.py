"""Facts about people."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from tongban.kernel.facts import Fact


class PersonRegistered(Fact):
    """A person became known to this platform."""

    person: UUID
    kind: str
    platform: str


class AccountOpened(Fact):
    """A person opened an account."""

    person: UUID


class AccessRenewed(Fact):
    """A person got a new start password at a counter, paper in hand; the old one, passkeys and codes are dead."""

    person: UUID


class AccessChanged(Fact):
    """A way to sign in to a person's account came, went or changed: password, passkey, code generator, codes."""

    person: UUID
    change: str


class OutsideLoginLinked(Fact):
    """A person may sign in by way of an outside provider from now on."""

    person: UUID
    provider: str


class OutsideLoginEnded(Fact):
    """A person no longer signs in by way of that provider."""

    person: UUID
    provider: str


class SessionsEnded(Fact):
    """A person was signed out on all devices, and all tokens of programs died."""

    person: UUID


class EaseStated(Fact):
    """A person stated whether she wants the assisted way (在线诉讼规则 2(4)); why, she is not asked."""

    person: UUID
    wanted: bool


class CompanionNamed(Fact):
    """From now on somebody may act beside a person, as helper or guardian; each act names both.

    `paper`: what was shown for it, or the reference of the register that was asked.
    """

    VERSION = 2

    person: UUID
    companion: UUID
    kind: str
    until: datetime
    paper: str = ""


class MemberRightsSet(Fact):
    """The head of an organisation said what its member may do for it beside reading."""

    person: UUID
    companion: UUID
    rights: tuple[str, ...]


class CompanionLeft(Fact):
    """Somebody acts no longer beside a person."""

    person: UUID
    companion: UUID
    kind: str


class ActDisputed(Fact):
    """A person says that an act entered in her name was not hers; her account stands still."""

    dispute: UUID
    entry: UUID
    person: UUID


class DisputePassedOn(Fact):
    """The other platform that the disputed act concerns is told; `here`: the review stays with this one."""

    dispute: UUID
    person: UUID
    peer: str
    here: bool


class DisputeReturned(Fact):
    """The other platform has no such act of the person: a court of this one reviews it after all."""

    dispute: UUID
    person: UUID
    peer: str


class DisputeUpheld(Fact):
    """The court found that the act was not the person's."""

    dispute: UUID
    entry: UUID
    person: UUID


class DisputeRejected(Fact):
    """The court found that the act was the person's own."""

    dispute: UUID
    entry: UUID
    person: UUID


class IdentityProven(Fact):
    """A person's identity was checked and found right; `evidence` is the checker's reference to what it saw."""

    VERSION = 2

    person: UUID
    method: str
    level: str
    evidence: str = ""


class IdentityCheckFailed(Fact):
    """A person's identity was checked and not found right."""

    person: UUID
    method: str
    evidence: str = ""


class Appointed(Fact):
    """A person holds a function at a court from now on."""

    person: UUID
    role: str
    court: str


class AppointmentEnded(Fact):
    """A person holds a function at a court no longer."""

    person: UUID
    role: str
    court: str


class ContactCorrected(Fact):
    """A person corrected how the court reaches her; `fields` names what changed, never what it is."""

    person: UUID
    fields: tuple[str, ...]


class ContactReturned(Fact):
    """How the court reaches a person is again what counts beside an act that she disputes, or as that was decided."""

    person: UUID
    fields: tuple[str, ...]


class CorrectionOfIdentityAsked(Fact):
    """A clerk saw a paper that says something else than the record; `fields` names what, never what it is."""

    correction: UUID
    person: UUID
    fields: tuple[str, ...]


class IdentityCorrected(Fact):
    """A second person confirmed it: the record of the person says what the paper says."""

    correction: UUID
    person: UUID
    fields: tuple[str, ...]


class CorrectionOfIdentityRefused(Fact):
    """The second person did not agree: the record stays."""

    correction: UUID
    person: UUID


class PersonalKeyMade(Fact):
    """Personal data is encrypted with a new key from now on; `index`: its look-up columns too."""

    key: str
    cipher: str
    index: bool


class PersonalKeysForgotten(Fact):
    """Keys under which nothing lay any more were taken out of the platform's file of keys."""

    keys: tuple[str, ...]


class EmergencyTaken(Fact):
    """A member of staff took a function in an emergency; the reason stands beside, for the president."""

    emergency: UUID
    person: UUID
    role: str
    court: str
    until: datetime


class EmergencySeen(Fact):
    """The president looked over a function that was taken in an emergency."""

    emergency: UUID
    person: UUID


class LicencesTaken(Fact):
    """A list of the judicial administration came into the register of licences; the digest is that of the file.

    `newer`: licences that differ and are known as of a later day, so that they stay.
    """

    source: str
    as_of: date
    rows: int
    fresh: int
    changed: int
    newer: int
    digest: str


class LicenceLooked(Fact):
    """The judicial administration's online register told a licence as it is on that day."""

    number: str
    as_of: date
    reference: str


class LicenceProven(Fact):
    """A person proved to be the holder of a licence."""

    person: UUID
    number: str
    kind: str


class LetterWritten(Fact):
    """A firm wrote that somebody of it acts for a client."""

    letter: UUID
    firm: UUID
    licence: str


class LetterWithdrawn(Fact):
    """A firm took such a letter back."""

    letter: UUID
    firm: UUID
