"""What a counter near by has not sent on is taken back there, and the other court never hears of it (CPL 13(2))."""

from __future__ import annotations

import pytest

from tests.acts.test_cooperation_at_the_counter import LATER, answer, matter_of, outgoing, peer, sent_matter
from tests.acts.test_filing_taken_back import TOGETHER, the_same
from tests.builders import OPERATOR, FakePeer, House, material, party, refused, step
from tongban.cooperation.actions.forward import check_matter, send_matter
from tongban.cooperation.actions.taking_back import take_back_errand
from tongban.cooperation.models import Matter
from tongban.cooperation.queries import errands_of, matter_seen_by
from tongban.filing.vocabulary import TAKEN_BACK_WHY
from tongban.people.actions.register import open_account
from tongban.register.models import Entry

__all__ = ["peer"]


@pytest.mark.parametrize("checked", [False, True])
def test_before_it_is_sent_whoever_filed_takes_it_back_and_nothing_leaves(
    house: House, peer: FakePeer, *, checked: bool
) -> None:
    matter = matter_of(house)
    if checked:
        check_matter(matter, by=house.wuhou_clerk, at=house.at)
    for _press in range(2):
        take_back_errand(matter, "已经还款。", by=party(house.lin.uid), at=house.at)
    seen = matter_seen_by(house.viewer(house.lin.uid), matter)
    assert (seen.stage, seen.over, seen.owed) == ("taken_back", True, None)
    assert seen.package["answers"][TAKEN_BACK_WHY] == "已经还款。"
    assert [line.what for line in seen.log][-1] == "taken_back"
    assert Entry.objects.filter(event="matter_taken_back").count() == 1
    for act in (check_matter, send_matter):
        with refused("cooperating.not_at_this_stage"):
            act(matter, by=house.wuhou_clerk, at=house.at)
    assert outgoing("filing") == outgoing("log") == []


def test_the_very_same_may_be_handed_in_again(house: House, peer: FakePeer) -> None:
    files = material("files.identity"), material("files.iou")
    first = house.hand_in(the_same(house, *files), helper=house.wuhou_clerk).matter
    assert first
    same = the_same(house, *files)
    with refused("filing.handed_in_before"):
        house.hand_in(same, helper=house.wuhou_clerk)
    take_back_errand(first, by=party(house.lin.uid), at=house.at)
    second = house.hand_in(same, helper=house.wuhou_clerk).matter
    assert [one.uid for one in errands_of(house.viewer(house.lin.uid))] == [second, first], "the open one first"


@pytest.mark.parametrize("kind", ["refused", "returned"])
def test_what_the_other_court_refused_or_sent_back_may_be_handed_in_again(
    house: House, peer: FakePeer, kind: str
) -> None:
    """SI 212: whether the refusal is final, the court knows that gave it."""
    step(OPERATOR, house.at, lambda record: open_account(record, person=house.lin.uid, login="lin", password=None))
    files = material("files.identity"), material("files.iou")
    first = house.hand_in(the_same(house, *files), helper=house.wuhou_clerk).matter
    assert first
    check_matter(first, by=house.wuhou_clerk, at=house.at)
    send_matter(first, by=house.wuhou_clerk, at=house.at)
    peer.send("filing-answer", answer(first, kind, number="", case=None))
    assert house.work(without=LATER) == []
    assert Matter.objects.get(uid=first).stage == "answered"
    second = house.hand_in(the_same(house, *files), helper=house.wuhou_clerk).matter
    assert second not in (None, first)


def test_what_has_left_is_not_taken_back(house: House, peer: FakePeer) -> None:
    matter = sent_matter(house)
    with refused("cooperation.on_its_way"):
        take_back_errand(matter, by=party(house.lin.uid), at=house.at)
    assert Matter.objects.get(uid=matter).stage == "sent"


def test_nobody_else_takes_an_errand_back(house: House, peer: FakePeer) -> None:
    matter = matter_of(house)
    for by in (party(house.zhou.uid), house.wuhou_clerk, house.clerk):
        with refused("cooperation.no_such_matter"):
            take_back_errand(matter, by=by, at=house.at)


def test_several_take_an_errand_back_together(house: House, peer: FakePeer) -> None:
    """CPL 55(2)."""
    matter = house.hand_in(house.draft(**TOGETHER), helper=house.wuhou_clerk).matter
    assert matter
    with refused("filing.others_must_agree"):
        take_back_errand(matter, by=party(house.lin.uid), at=house.at)
    take_back_errand(matter, agreed=True, by=party(house.lin.uid), at=house.at)
    assert Matter.objects.get(uid=matter).stage == "taken_back"
