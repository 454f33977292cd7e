"""Another court is competent: the plaintiff is told, and takes the filing there as it is, or gets a ruling."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.builders import WUHOU, YUZHONG, FakePeer, House, host, party, refused
from tongban.cooperation.actions.hand_in import take_to_court
from tongban.cooperation.models import Matter
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept, point_elsewhere, refuse
from tongban.filing.models import Filing
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import Stage
from tongban.register.models import Entry

WHY = "约定由贷款人所在地法院管辖。"


def pointed(house: House, court: str = WUHOU) -> UUID:
    filing = house.filing()
    point_elsewhere(filing, court, WHY, by=house.clerk, at=house.at)
    return filing


def test_the_plaintiff_takes_the_filing_to_the_court_it_was_told_of_as_it_is(house: House) -> None:
    old = pointed(house)
    house.clock.forward(days=3)
    done = take_to_court(old, by=party(house.lin.uid), at=house.at)
    assert done.filing
    assert done.matter is None
    before, now = Filing.objects.get(uid=old), Filing.objects.get(uid=done.filing)
    assert (before.stage, now.stage, now.court) == ("moved", "under_review", WUHOU)
    assert now.answers == before.answers
    assert now.decide_by > before.decide_by
    kinds = [set(Document.objects.filter(subject=uid).values_list("kind", flat=True)) for uid in (old, done.filing)]
    assert kinds[0] == kinds[1]
    assert "scrutiny.alike" not in now.doubts
    accept(done.filing, by=house.wuhou_clerk, at=house.at)
    assert Entry.objects.filter(event__in=["other_court_named", "filing_moved"]).count() == 2


def test_a_court_of_another_platform_gets_it_as_an_errand(house: House) -> None:
    FakePeer(slug="sichuan", tree=("川",)).admit(at=house.at)
    filing = pointed(house)
    host("渝", at=house.at)
    done = take_to_court(filing, by=party(house.lin.uid), at=house.at)
    assert done.filing is None
    matter = Matter.objects.get(uid=done.matter)
    assert (matter.from_court, matter.to_court) == (YUZHONG, WUHOU)


def test_the_seven_days_run_on_and_who_insists_gets_a_ruling(house: House) -> None:
    filing = pointed(house)
    view = filing_by_uid(filing)
    assert (view.stage, view.findings, view.pointed_to) == (Stage.UNDER_REVIEW, (WHY,), WUHOU)
    refuse(filing, "CPL 122(4): 不属于本院管辖", by=house.judge, at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        take_to_court(filing, by=party(house.lin.uid), at=house.at)


@pytest.mark.parametrize("court", ["", "渝9999", YUZHONG])
def test_only_another_court_can_be_named(house: House, court: str) -> None:
    with refused("scrutiny.no_other_court"):
        pointed(house, court)


def test_the_reasons_are_told(house: House) -> None:
    with refused("scrutiny.reasons_missing"):
        point_elsewhere(house.filing(), WUHOU, " ", by=house.clerk, at=house.at)


def test_nobody_takes_away_what_the_court_keeps_or_what_is_anothers(house: House) -> None:
    filing = house.filing()
    with refused("scrutiny.pointed_elsewhere"):
        take_to_court(filing, by=party(house.lin.uid), at=house.at)
    point_elsewhere(filing, WUHOU, WHY, by=house.clerk, at=house.at)
    with refused("filing.no_such_filing"):
        take_to_court(filing, by=party(house.zhou.uid), at=house.at)
    take_to_court(filing, by=party(house.lin.uid), at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        take_to_court(filing, by=party(house.lin.uid), at=house.at)


def test_a_clerk_of_another_court_points_nowhere(house: House) -> None:
    with refused("filing.no_such_filing"):
        point_elsewhere(house.filing(), WUHOU, WHY, by=house.wuhou_clerk, at=house.at)
