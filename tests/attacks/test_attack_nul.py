"""A null character, which no key types and no database takes, in addresses and forms."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.builders import House
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.wiring.middleware import NullsFallAway

NUL = "a\0b"


@pytest.mark.parametrize("address", ["/desk/counter", "/desk/lawyers", "/open", "/licences/", "/desk/cases/open"])
def test_a_search_with_it_breaks_no_page(house: House, address: str) -> None:
    client = signed_in(house, house.clerk.person)
    for name in ("q", "words", "court", "case", "page"):
        assert client.get(address, {name: NUL}).status_code in {200, 404}, name


def test_a_search_with_it_finds_what_is_found_without(house: House) -> None:
    page = signed_in(house, house.clerk.person).post("/desk/counter", {"q": "林\0晓梅"})
    assert str(house.lin.uid) in page.content.decode()


def test_a_form_with_it_breaks_no_page(house: House) -> None:
    client = signed_in(house, house.clerk.person)
    sent = dict.fromkeys(("representative", "paper", "ground", "way", "reference", "licence", "login", "court"), NUL)
    for page in ("representative", "papers", "licence", "account"):
        assert client.post(f"/desk/counter/{house.zhou.uid}/{page}", sent).status_code < 500, page
    known = dict.fromkeys(("login", "password", "code", "digest", "language", "next"), NUL)
    for address in ("/sign-in/login/", "/join/", "/verify/", "/i18n/setlang/"):
        assert client.post(address, known).status_code < 500, address


def test_a_null_character_in_an_address_or_a_form_is_no_part_of_it(house: House) -> None:
    """No database takes it: PostgreSQL would break off, SQLite would keep what nobody can read."""
    lin = browser(house, house.lin.uid)
    assert Client().get("/api/v1/proofs/digests/" + "a" * 63 + "%00").status_code == 404
    assert lin.get("/verify/", {"code": "TB\0" + "X" * 20}).status_code < 500
    answer = lin.post(reverse("portal:personal_correct"), {"phone": "1390000\x000001", "email": "", "address": "\0"})
    assert answer.status_code < 500
    clean = NullsFallAway(lambda _request: HttpResponse())
    request, named = RequestFactory().post("/x?a=1%00&b=2", {"c": ["\x00", "d\x00e"]}), {"code": "x\x00y", "day": 3}
    clean.process_view(request, None, None, named)
    assert (request.GET.dict(), request.POST.getlist("c"), named) == (
        {"a": "1", "b": "2"},
        ["", "de"],
        {"code": "xy", "day": 3},
    )
