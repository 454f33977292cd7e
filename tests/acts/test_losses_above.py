"""A death while an appeal is pending, and in enforcement: noted, succeeded, ended, refused (CPL 181, 267; SI 320)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.acts.further import ENFORCEMENT, OFF, hand_in_from, served
from tests.acts.losses import DIED, HEIR, dies, goes_on, heir_called, joined, of, stops, waives
from tests.acts.test_appeals import ABOVE, above, appealed, copy_reached
from tests.acts.test_losses_heirs import RIVER
from tests.acts.test_results_above import recorded
from tests.builders import House, material, party, refused, staff
from tongban.cases.actions.losses import call_successor, end_case, note_loss, tell_loss
from tongban.cases.actions.turns import take_own_turn
from tongban.cases.law import At, Do, likely_end
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.carried import stood_below
from tongban.cases.queries.turns import turns_in, turns_open_to
from tongban.cases.vocabulary import CaseView, Side, Stage, Track
from tongban.cases.vocabulary.losses import EndGround
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.actions.dispatch import papers_of
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import accept, send_copy
from tongban.filing.actions.hand_in import send_up
from tongban.filing.models import Filing
from tongban.frame.acts import act
from tongban.judgments.models import Judgment
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db


# While the appeal lies where it was decided


def test_the_heir_of_the_appellant_goes_on_with_the_appeal_and_does_not_answer_it(house: House) -> None:
    case, filing = appealed(house)
    charge = Charge.objects.get(case=case.uid, period="fee_appeal_notice")
    dies(house, case, "周志强")
    heir = heir_called(house, case, "周志强", **RIVER)
    assert house.work(without=OFF) == []
    charge.refresh_from_db()
    assert charge.payer == heir
    after = case_by_uid(case.uid)
    mine, other = of(after, "周小河"), of(after, "林晓梅")
    assert Do.ANSWER_APPEAL not in {move.act for move in turns_open_to(after, "party", mine)}
    copy_reached(house, after, filing)
    assert Do.ANSWER_APPEAL in {move.act for move in turns_open_to(case_by_uid(case.uid), "party", other)}
    house.clock.forward(days=20)
    house.work(without=OFF)
    made = send_up(filing.uid, by=house.clerk, at=house.at)
    assert made is not None
    clerk, _judge = staff(ABOVE, Role.CLERK, "郑岚", at=house.at), staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    second = accept(made.uid, by=clerk, at=house.at)
    assert [(p.name, p.position) for p in second.parties] == [("周小河", "上诉人"), ("林晓梅", "被上诉人")]


def test_an_answer_of_the_dead_lets_the_file_go_up(house: House) -> None:
    case, filing = appealed(house)
    copy_reached(house, case, filing)
    with act(by=party(house.lin.uid), at=house.at) as record:
        take_own_turn(record, case=case.uid, act="answer_appeal", words="原判正确。")
    house.clock.forward(days=20)
    house.work(without=OFF)
    dies(house, case, "林晓梅", day="2026-11-25")
    heir_called(house, case, "林晓梅")
    assert send_up(filing.uid, by=house.clerk, at=house.at) is not None


def test_the_copy_of_an_appeal_does_not_go_to_the_heir_of_who_appealed(house: House) -> None:
    case, filing = appealed(house)
    dies(house, case, "周志强")
    heir_called(house, case, "周志强", **RIVER)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    assert {d.party for d in Dispatch.objects.filter(purpose="appeal")} == {of(case, "林晓梅").uid}


# Before the court above


class Above:
    """The appeal of 周志强 as a case of the court above, with its staff."""

    def __init__(self, house: House) -> None:
        self.below, filing = above(house)
        self.house = house
        self.clerk = staff(ABOVE, Role.CLERK, "郑岚", at=house.at)
        self.judge = staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
        self.case = accept(filing.uid, by=self.clerk, at=house.at)
        assert house.work(without=OFF) == []

    @property
    def now(self) -> CaseView:
        return case_by_uid(self.case.uid)

    def note(self, name: str, **told: str) -> None:
        files, uid = (material("files"),), of(self.case, name).uid
        note_loss(self.case.uid, uid, told=DIED | told, materials=files, by=self.clerk, at=self.house.at)

    def end(self, ground: str) -> None:
        end_case(self.case.uid, ground=ground, words="本案终结诉讼。", by=self.judge, at=self.house.at)


@pytest.fixture
def second(house: House) -> Above:
    return Above(house)


def with_staff(house: House, second: Above) -> House:
    """The same house with the staff of the court above."""
    house.clerk, house.judge = second.clerk, second.judge
    return house


def test_the_appeal_stands_still_and_goes_on_with_the_heir(house: House, second: Above) -> None:
    case = second.case
    second.note("周志强")
    [turn] = turns_in(case.uid, (Do.NOTE_LOSS,))
    assert turn.words.startswith("上诉人周志强于")
    house = with_staff(house, second)
    stops(house, case)
    limit = next(c for c in clocks_of(case.uid) if c.rule == "trial_appeal_judgment")
    assert (second.now.stage, limit.ground) == (At.SUSPENDED, "stay_of_proceedings")
    with refused("losses.successor_missing"):
        goes_on(house, case)
    heir = heir_called(house, case, "周志强", **RIVER)
    assert house.work(without=OFF) == []
    goes_on(house, case)
    assert second.now.stage is At.UNDER_TRIAL
    assert [(p.name, p.position) for p in second.now.parties] == [("周小河", "上诉人"), ("林晓梅", "被上诉人")]
    notice = Document.objects.get(case=case.uid, title="参加诉讼通知书")
    assert "第五十五条、第三百二十条第一款" in notice.data
    kinds = {Document.objects.get(uid=p).kind for d in Dispatch.objects.filter(party=heir) for p in papers_of(d)}
    assert {"join_letter", "complaint"} <= kinds
    assert not {"defence_notice", "evidence_notice"} & kinds, "those are for who is sued at first"
    one = joined(heir, "周小河", 42)
    assert sheet_seen_by(house.viewer(one.uid), case.uid)["side"] == "plaintiff"


def test_a_party_tells_the_court_above_and_only_its_judge_calls_and_ends(house: House, second: Above) -> None:
    case, gone = second.case, of(second.case, "周志强").uid
    with act(by=party(house.lin.uid), at=house.at) as record:
        tell_loss(record, case=case.uid, materials=(material("files"),), **DIED, party=str(gone))
    assert not of(case, "周志强").dead
    second.note("周志强")
    files: tuple[Any, ...] = (material("files"),)
    with refused("procedure.not_your_act"):
        call_successor(case.uid, gone, told=HEIR, materials=files, by=second.clerk, at=house.at)
    with refused("cases.no_such_case"):
        call_successor(case.uid, gone, told=HEIR, materials=files, by=house.judge, at=house.at)


def test_the_ground_looks_at_who_sued_at_first_and_the_first_judgment_falls(house: House, second: Above) -> None:
    """SI 320(2): the appellant was the defendant; CPL 154(ii)."""
    second.note("周志强")
    assert stood_below(second.now)[of(second.case, "周志强").uid] is Side.DEFENDANT
    assert likely_end(second.now, stood_below(second.now)) is EndGround.DEFENDANT_WITHOUT_ESTATE
    with refused("losses.nobody_died"):
        second.end("plaintiff_without_heirs")
    second.end("defendant_without_estate")
    assert second.now.stage is At.ENDED
    assert house.work(without=OFF) == []
    after = recorded(house, second.below, Do.END_ABOVE)
    assert after.stage is At.ENDED
    assert Judgment.objects.get().quashed_on == house.at.date()


def test_an_appeal_ends_when_the_only_heir_of_who_sued_waives(house: House, second: Above) -> None:
    second.note("林晓梅")
    house = with_staff(house, second)
    waives(house, second.case, "林晓梅")
    second.end("plaintiff_without_heirs")
    assert second.now.stage is At.ENDED


def test_who_died_before_the_appeal_was_a_party_all_the_same(house: House, second: Above) -> None:
    second.note("林晓梅", day="2026-11-20")
    assert of(second.case, "林晓梅").dead


# Enforcement


def enforced(house: House) -> CaseView:
    case = served(house)
    house.clock.forward(days=30)
    house.work(without=OFF)
    filing: Filing = hand_in_from(house, house.lin, case_by_uid(case.uid), "enforcement", ENFORCEMENT)
    return accept(filing.uid, by=house.clerk, at=house.at)


def test_in_enforcement_it_is_said_what_the_court_does(house: House) -> None:
    case = enforced(house)
    assert case.track is Track.ENFORCEMENT
    with refused("losses.in_enforcement") as got:
        dies(house, case, "周志强")
    assert got[0].law == "CPL 243, 267(1)(iii), 268(iii)-(iv); SI 473; 变更追加规定 1, 2, 10"
    uid: UUID = of(case, "周志强").uid
    with refused("losses.in_enforcement"), act(by=party(house.lin.uid), at=house.at) as record:
        tell_loss(record, case=case.uid, materials=(material("files"),), **DIED, party=str(uid))
    assert not of(case, "周志强").dead
    assert case_by_uid(case.uid).stage is not Stage.EFFECTIVE
