"""A double click, two tabs, two devices: what is handed in at one moment."""

from __future__ import annotations

from functools import partial

from tests.acts.test_fees_races import at_once
from tests.builders import House
from tongban.filing.models import Filing


def test_two_windows_that_hand_in_twins_at_once_file_one(committed_house: House) -> None:
    house = committed_house
    drafts = [house.draft(again__why=""), house.draft(again__why="")]
    assert at_once(*(partial(house.hand_in, draft) for draft in drafts)) == ["filing.alike_without_reason"]
    assert Filing.objects.count() == 1


def test_one_draft_handed_in_twice_at_once_is_filed_once_and_answered_twice(committed_house: House) -> None:
    house = committed_house
    draft = house.draft()
    assert at_once(*(partial(house.hand_in, draft) for _press in range(2))) == []
    assert Filing.objects.count() == 1
