"""Browsers of the portal's tests: each is one person who has signed in, or a stranger."""

from __future__ import annotations

from uuid import UUID

from django.test import Client

from tests.builders import OPERATOR, House, step
from tongban.people.actions.register import open_account


def browser(house: House, person: UUID | None = None) -> Client:
    """A browser in Chinese; with `person`, signed in as that person, whose account is opened at need."""
    client = Client(headers={"accept-language": "zh-hans"})
    if person is not None:
        client.force_login(account_of(house, person))
    return client


def account_of(house: House, person: UUID) -> object:
    """The person's account."""
    from tongban.people.models import Account

    found = Account.objects.filter(person__uid=person).first()
    return found or step(
        OPERATOR,
        house.at,
        lambda record: open_account(record, person=person, login=f"p{person.hex[:12]}", password="a-long-password-1"),
    )
