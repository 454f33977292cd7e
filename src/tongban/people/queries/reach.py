"""Whom the platform reaches by itself: who can sign in here, and who acts through another platform."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tongban.people.models import Account, Person


def with_account(persons: Iterable[UUID]) -> set[UUID]:
    """Those of `persons` who can sign in."""
    rows = Account.objects.filter(person__uid__in=list(persons), is_active=True)
    return set(rows.values_list("person__uid", flat=True))


def platforms_of(persons: Iterable[UUID]) -> dict[UUID, str]:
    """The platform through which each of `persons` acts."""
    return dict(Person.objects.filter(uid__in=list(persons)).values_list("uid", "platform"))


def contact_told(person: UUID) -> list[Any]:
    """Each telephone, e-mail and address that the person told in the account, with its time, the oldest first."""
    row = Person.objects.filter(uid=person).first()
    return list(json.loads(row.contact_told or "[]")) if row else []
