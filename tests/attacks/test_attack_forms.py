"""Forms sent by somebody else's page, forms with more in them than they ask for, forms about somebody else's things."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client
from outlets import Address, addresses

from tests.attacks.crawl import Form, crawl, forms
from tests.attacks.world import WHOLE, World, draw, entries, rows, taken_back
from tests.builders import House
from tests.entrances.canary_names import converter_name
from tests.entrances.desk import signed_in
from tongban.access.audience import Audience
from tongban.register.models import Entry

WITHOUT_TOKEN = {
    "/federation/envelopes": "a peer's signature",
    "/federation/files/(?P<sha256>[0-9a-f]{64})": "a peer's signed grant",
    "/face/preferences/": "it sets cookies about looks alone, so that pages with its buttons can be kept in caches",
    "/ledger/tsa": "a question to the clock, which changes nothing",
    "/ledger/witness/<path:name>": "the ledger's own signatures",
}
"""Addresses that take a POST without a token against forgery, and what stands in its place."""
READERS = ("plaintiff", "defendant", "clerk", "judge", "president", "stranger")
EXTRA = {
    "person": "00000000-0000-7000-8000-000000000001",
    "party": "00000000-0000-7000-8000-000000000001",
    "by": "court",
    "role": "president",
    "court": "川0107",
    "level": "counter",
    "helper": "1",
    "assisting": "1",
    "id": "1",
    "uid": "00000000-0000-7000-8000-000000000001",
    "case": "1",
    "stage": "effective",
    "state": "paid",
    "layer": "public",
    "holder": "1",
    "is_staff": "on",
    "is_superuser": "on",
    "at": "1999-01-01",
    "law": "x",
    "amount": "1",
    "amount_minor": "1",
    "platform": "elsewhere",
    "side": "plaintiff",
    "number": "1",
    "kind": "x",
}


def filled(address: Address) -> str:
    """The address with something of the right form in the place of each parameter."""
    route = address.route
    words = {"uuid": str(uuid4()), "int": "1"}
    for name, converter in address.pattern.pattern.converters.items():
        kind = converter_name(type(converter).__name__)
        route = route.replace(f"<{kind}:{name}>", words.get(kind, "x")).replace(f"<{name}>", words.get(kind, "x"))
    return route.replace("(?P<sha256>[0-9a-f]{64})", "a" * 64)


def test_no_form_is_taken_from_a_page_of_somebody_else(house: House) -> None:
    """Every address, by POST, PUT, PATCH and DELETE, in the browser of one who has signed in and without the token."""
    client = signed_in(house, house.lin.uid, csrf=True)
    before, let_in = entries(), []
    for address in addresses():
        if address.route in WITHOUT_TOKEN or address.route.startswith("/api/"):
            continue
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)(filled(address), headers={"origin": "https://evil.example"})
            if answer.status_code != 403:
                let_in.append(f"{method} {address.route}: {answer.status_code}")
    assert let_in == []
    assert entries() == before


def test_the_api_takes_a_session_for_nothing_but_a_token_and_that_only_with_the_page_s_own(house: House) -> None:
    client = signed_in(house, house.lin.uid, csrf=True)
    for address in addresses():
        if address.route.startswith("/api/") and address.opened.audience is not Audience.PUBLIC:
            for method in ("get", "post", "put", "delete"):
                answer = getattr(client, method)(filled(address), headers={"origin": "https://evil.example"})
                assert answer.status_code in {401, 403, 405}, f"{method} {address.route}: {answer.status_code}"


def test_only_addresses_that_something_else_protects_go_without_the_token() -> None:
    exempt = {one.route for one in addresses() if getattr(one.view, "csrf_exempt", False)}
    assert {route for route in exempt if not route.startswith("/api/")} == set(WITHOUT_TOKEN)


# Forms as the pages offer them


def offered(world: World, who: str) -> Iterator[Form]:
    """Every kind of form that this reader is offered by POST, once."""
    seen = set()
    for page in list(crawl(world.browsers[who], each=2)):
        for form in forms(page) if page.status == 200 else ():
            if form.method == "post" and form.key not in seen and not form.action.startswith(("/i18n", "/sign-in/")):
                seen.add(form.key)
                yield form


def sent(browser: Client, form: Form, **changed: Any) -> tuple[int, list[tuple[str, str]], dict[str, int]]:
    """Press it, look what happened, and take that back: status, new entries without machine names, rows by table."""
    with taken_back():
        before = entries()
        status = browser.post(form.action, {**form.values, **changed}).status_code
        new = Entry.objects.filter(id__gt=before).order_by("id").values_list("event", "body", "actor")
        return status, [(event, _plain(body, actor)) for event, body, actor in new], rows()


def _plain(*parts: Any) -> str:
    def without(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items()}
        if isinstance(value, list):
            return [without(one) for one in value]
        try:
            return "uid" if isinstance(value, str) and UUID(value) else value
        except ValueError:
            return "digest" if len(value) > 40 else value

    return json.dumps([without(one) for one in parts], sort_keys=True, default=str)


@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.parametrize("who", READERS if WHOLE else draw("extra fields").sample(READERS, 2))
def test_fields_that_no_form_asks_for_change_nothing(world: World, who: str) -> None:
    acted, browser = 0, world.browsers[who]
    for form in offered(world, who):
        extra = {name: value for name, value in EXTRA.items() if name not in form.values}
        plainly, with_more = sent(browser, form), sent(browser, form, **extra)
        assert plainly == with_more, form.action
        acted += bool(plainly[1])
    assert acted or who in {"stranger", "president", "defendant"}, "no form did anything: nothing is proven"


@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.parametrize("who", READERS[:4] if WHOLE else draw("others in fields").sample(READERS[:4], 2))
def test_a_form_does_nothing_with_things_that_the_page_did_not_offer(world: World, who: str) -> None:
    browser, chance = world.browsers[who], draw(f"fields of {who}")
    for form in offered(world, who):
        for name, own in form.named.items():
            for other in _others(world, own, chance):
                status, done, _ = sent(browser, form, **{name: [str(other)]})
                assert status < 500, f"{form.action} {name}={other}"
                assert not [one for one in done if str(other) in one[1]], f"{form.action} {name}={other}: {done}"


def _others(world: World, own: set[str], chance: random.Random) -> list[UUID]:
    """Things of the same table that were not offered, and one that is nothing."""
    kind = next((uids for uids in world.known.values() if own & {str(one) for one in uids}), [])
    other = [one for one in kind if str(one) not in own]
    return [*chance.sample(other, min(2, len(other))), uuid4()]


def test_no_form_is_made_from_a_table() -> None:
    """A form made from a table takes every column that nobody thought of."""
    from django.forms import BaseModelForm

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    assert [one for one in below(BaseModelForm) if one.__module__.startswith("tongban.")] == []
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS <= 500
