"""A null character, which no key types and no database takes, in addresses and forms."""

from __future__ import annotations

import pytest

from tests.builders import House
from tests.entrances.desk import signed_in

NUL = "a\0b"


@pytest.mark.parametrize("address", ["/desk/counter", "/desk/lawyers", "/open", "/licences/", "/desk/cases/open"])
def test_a_search_with_it_breaks_no_page(house: House, address: str) -> None:
    client = signed_in(house, house.clerk.person)
    for name in ("q", "words", "court", "case", "page"):
        assert client.get(address, {name: NUL}).status_code in {200, 404}, name


def test_a_search_with_it_finds_what_is_found_without(house: House) -> None:
    page = signed_in(house, house.clerk.person).get("/desk/counter", {"q": "林\0晓梅"})
    assert str(house.lin.uid) in page.content.decode()


def test_a_form_with_it_breaks_no_page(house: House) -> None:
    client = signed_in(house, house.clerk.person)
    sent = dict.fromkeys(("representative", "paper", "ground", "way", "reference", "licence", "login", "court"), NUL)
    for page in ("representative", "papers", "licence", "account"):
        assert client.post(f"/desk/counter/{house.zhou.uid}/{page}", sent).status_code < 500, page
    known = dict.fromkeys(("login", "password", "code", "digest", "language", "next"), NUL)
    for address in ("/sign-in/login/", "/join/", "/verify/", "/i18n/setlang/"):
        assert client.post(address, known).status_code < 500, address
