"""Facts about people."""

from __future__ import annotations

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
    """A person got a new start password at a counter, paper in hand; the old one is dead."""

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


class IdentityProven(Fact):
    """A person's identity was checked."""

    person: UUID
    method: str
    level: str


class Appointed(Fact):
    """A person holds a function at a court from now on."""

    person: UUID
    role: str
    court: str
