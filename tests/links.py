"""Links to files as pages give them, for tests that know the address."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import resolve

from tests.builders import House
from tongban.access.downloads import SAVED, is_delivering, signed
from tongban.people.models import Account


def linked(client: Client, address: str, manner: str = SAVED) -> str:
    """The address as a page gives it to who is signed in here, or at whose side: signed, where it is that of a file."""
    if settings.SESSION_COOKIE_NAME not in client.cookies or not is_delivering(resolve(urlsplit(address).path).func):
        return address
    account, beside = client.session.get("_auth_user_id"), client.session.get("assisting")
    if account is None:  # signed out meanwhile
        return address
    person = UUID(beside) if beside else Account.objects.get(pk=account).person.uid
    house: House | None = getattr(client, "house", None)
    clock = house.clock if house else settings.TONGBAN_CLOCK
    return signed(address, person, clock.wall(), manner)
