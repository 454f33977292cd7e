"""Every outlet says for whom it is; what does not say it is served to nobody."""

from __future__ import annotations

from typing import ClassVar

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import path
from outlets import Address, addresses, commands, messages

from tongban.access.audience import Audience, AudienceMissing, declared, open_to
from tongban.cooperation.actions.open_envelope import OPENERS
from tongban.wiring.doors import Doors


@pytest.mark.parametrize("address", [*addresses()], ids=lambda a: a.route)
def test_every_address_says_for_whom_it_is(address: Address) -> None:
    assert declared(address.view).audience in Audience


@pytest.mark.parametrize("address", [*addresses()], ids=lambda a: a.route)
def test_the_address_fits_its_audience(address: Address) -> None:
    opened = address.opened
    assert (opened.audience is Audience.STAFF) == address.route.startswith("/desk/"), "staff work at the desk alone"
    assert (opened.audience is Audience.PARTY) == address.route.startswith("/cases/<uuid:uid>/")
    if opened.by_token:
        secret = "<str:secret>" in address.route
        assert secret or address.route.startswith("/api/"), "a token is shown by a program, or it is the address"


def test_every_command_says_for_whom_it_is() -> None:
    found = {name: opened.audience for name, _help, opened in commands()}
    assert found["tongban audit"] is Audience.OPERATOR
    assert found["tongban law"] is Audience.PUBLIC


def test_every_kind_of_envelope_is_declared_and_opened() -> None:
    assert [kind.name for kind in messages()] == list(OPENERS)
    assert all(kind.readers and kind.carries for kind in messages())


def _undeclared(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse("secret")


class _Site:
    urlpatterns: ClassVar = [path("new/", _undeclared)]


def test_a_page_without_an_audience_is_served_to_nobody(db: None) -> None:
    with override_settings(ROOT_URLCONF=_Site), pytest.raises(AudienceMissing):
        Client().get("/new/")


def test_the_doors_stand_behind_every_other_gate() -> None:
    assert settings.MIDDLEWARE[-1] == f"{Doors.__module__}.{Doors.__name__}"


def test_what_is_for_operators_is_opened_to_nobody_who_comes_by_an_address(db: None) -> None:
    from django.http import Http404

    from tests.builders import MONDAY, staff
    from tongban.cases.queries import viewer_for
    from tongban.people.vocabulary import Role

    request: HttpRequest = RequestFactory().get("/")
    president = staff("渝0103", Role.PRESIDENT, "院长").person
    assert president
    request.viewer = viewer_for(president, at=MONDAY)  # type: ignore[attr-defined]
    page = open_to(Audience.OPERATOR)(_undeclared)
    with pytest.raises(Http404):
        Doors(_undeclared).process_view(request, page, (), {})
