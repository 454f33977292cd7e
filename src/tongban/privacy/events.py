"""Facts about personal data."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel.facts import Fact


class PersonalDataExported(Fact):
    """A person was handed what the platform holds about her; `digest`: SHA-256 of the file."""

    person: UUID
    digest: str


class PersonalDataErased(Fact):
    """At the person's request these parts were erased; `kept`: parts that stay by law, each with its reason."""

    person: UUID
    erased: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]


class RetentionEnded(Fact):
    """What was to be kept no longer was erased: how many rows of each part."""

    rows: dict[str, int]
