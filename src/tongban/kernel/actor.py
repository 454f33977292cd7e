"""Who does an act: a person in a capacity, or the office clock of a court under a standing rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ActorKind(StrEnum):
    """What stands behind an act."""

    PERSON = "person"
    OFFICE = "office"


class IdentityLevel(StrEnum):
    """How surely the court knows who acts (在线诉讼规则 7); ordered by `rank`."""

    NONE = "none"
    ACCOUNT = "account"
    DOCUMENT = "document"
    LIVE = "live"
    COUNTER = "counter"

    @property
    def rank(self) -> int:
        """Position in the order of certainty, 0 the least."""
        return list(IdentityLevel).index(self)


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, as the register keeps it.

    `role` is the capacity used for this act; `court` the court code in whose name a staff member or office clock
    acts; `platform` the slug of the portal through which the person came; `helper` the person who assisted and
    `helper_court` that helper's court (在线诉讼规则 2(4): the assistant is recorded apart from the party);
    `rule` the standing rule of an office clock; `represents` the party of the case for whom an agent acts (CPL 61);
    `member` the rights of a member who acts for an organisation, as the platform vouches through which the act came;
    None where the helper is no member, and for persons of this platform, whose rights are looked up.
    """

    kind: ActorKind
    role: str
    person: UUID | None = None
    court: str = ""
    level: IdentityLevel = IdentityLevel.NONE
    platform: str = ""
    helper: UUID | None = None
    helper_court: str = ""
    rule: str = ""
    represents: UUID | None = None
    member: tuple[str, ...] | None = None

    @classmethod
    def office(cls, court: str, rule: str, platform: str = "") -> Actor:
        """The office clock of `court`, acting under the standing `rule`."""
        return cls(kind=ActorKind.OFFICE, role="office", court=court, rule=rule, platform=platform)
