"""What tests of the desk share: a signed-in browser whose clock is the house's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.test import Client

from tests.builders import OPERATOR, House, step
from tongban.people.actions.register import open_account
from tongban.people.models import Account


class _Clocked(Client):
    """A browser that lives at the time of the house."""

    house: House

    def request(self, **request: Any) -> Any:  # noqa: ANN401 - Django's signature
        """One request, while the platform's clock is the house's."""
        before = settings.TONGBAN_CLOCK
        settings.TONGBAN_CLOCK = self.house.clock
        try:
            return super().request(**request)
        finally:
            settings.TONGBAN_CLOCK = before


def signed_in(house: House, person: UUID | None, *, csrf: bool = False) -> Client:
    """A browser in which `person` is signed in; `csrf` makes it as strict as a real one."""
    assert person
    account = Account.objects.filter(person__uid=person).first() or step(
        OPERATOR,
        house.at,
        lambda record: open_account(record, person=person, login=f"p{person.hex[-12:]}", password="a long password"),
    )
    client = _Clocked(enforce_csrf_checks=csrf, headers={"accept-language": "en"})
    client.house = house
    client.force_login(account)
    return client
