"""Cases that another platform shows: whatever its sheets lack, no page of ours breaks."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from outlets import addresses

from tests.acts.conduct import prepared
from tests.acts.test_cooperation_at_the_counter import LATER, sheet
from tests.builders import FakePeer, House, host, make_demo_authority
from tests.entrances.desk import signed_in
from tongban.cooperation.queries import sheet_of
from tongban.cooperation.rules.sheets import NOTHING


def test_what_a_sheet_may_lack_are_the_very_sections_that_ours_have(house: House) -> None:
    case = prepared(house)
    own = sheet_of(house.viewer(house.lin.uid), case.uid)
    assert set(own) == set(NOTHING)
    assert [
        name for name, section in own.items() if section is not None and type(section) is not type(NOTHING[name])
    ] == []


def test_every_page_of_a_case_that_a_bare_sheet_shows_answers(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TONGBAN_CLOCK", house.clock)
    make_demo_authority()
    host("川")
    peer, case = FakePeer().admit(), uuid4()
    peer.send("sheet", sheet(house, case, 1, side="plaintiff", party=str(uuid4())))
    assert house.work(without=LATER) == []
    lin = signed_in(house, house.lin.uid)
    pages = [one for one in addresses() if one.route.startswith("/cases/<uuid:uid>/") and one.route.count("<") == 1]
    asked = ["/", *(f"{one.route.replace('<uuid:uid>', str(case))}" for one in pages)]
    found = {path: lin.get(path).status_code for path in asked}
    assert found["/"] == 200
    assert found[f"/cases/{case}/"] == 200
    assert {path: status for path, status in found.items() if status >= 500} == {}
