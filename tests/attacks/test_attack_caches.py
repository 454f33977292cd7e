"""What a person was shown lies in no cache: every address is asked for, by whoever has signed in, and by strangers."""

from __future__ import annotations

import pytest
from django.test import Client
from outlets import addresses

from tests.attacks.test_attack_others_things import foreign, kinds, named
from tests.attacks.world import WHOLE, World, draw, taken_back
from tests.builders import House
from tests.entrances.portal_people import account_of
from tests.links import linked
from tongban.access.audience import Audience
from tongban.api.tokens import issue_token

READERS = ("plaintiff", "defendant", "clerk", "judge", "president")
FOR_ALL = ("/", "/law/", "/law/periods/", "/law/procedures/", "/api/v1/law/fee-kinds", "/api/v1/openapi.json")


@pytest.mark.timeout(7200 if WHOLE else 900)
@pytest.mark.parametrize("who", READERS if WHOLE else draw("caches").sample(READERS, 2))
def test_no_answer_to_somebody_signed_in_may_be_kept(world: World, who: str) -> None:
    chance, browser, kept, seen = draw(f"caches of {who}"), world.browsers[who], [], 0
    for address in addresses():
        uids = [name for name, kind in kinds(address).items() if kind == "UUIDConverter"]
        path = named(address, {name: chance.choice(foreign(address, name, world)) for name in uids})
        path = path.replace("(?P<sha256>[0-9a-f]{64})", "a" * 64)
        with taken_back():
            answer = browser.get(linked(browser, path))
            if answer.streaming:
                b"".join(answer.streaming_content)
        said = answer.headers.get("Cache-Control", "")
        seen += answer.status_code == 200
        if "no-store" not in said and not ("public" in said and address.opened.audience is Audience.PUBLIC):
            kept.append(f"{path}: {answer.status_code} {said}")
    assert kept == []
    assert seen > 20, "hardly a page was shown: nothing is proven"


def test_what_is_the_same_for_all_may_be_kept_while_nobody_has_signed_in(house: House) -> None:
    for path in FOR_ALL:
        answer = Client().get(path)
        assert answer.status_code == 200, path
        assert "no-store" not in answer.headers.get("Cache-Control", ""), path


def test_an_answer_to_a_program_may_not_be_kept_either(house: House) -> None:
    token = issue_token(account_of(house, house.lin.uid))  # type: ignore[arg-type]
    answer = Client(headers={"authorization": f"Bearer {token}"}).get("/api/v1/cases")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
