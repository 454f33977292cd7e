"""Appeals against rulings: who may, in which time, for nothing; and nothing that hangs on the ruling happens before
(CPL 157, 158, 171-174; SI 330; 交纳办法 8(3)).
"""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from tests.acts.conduct import prepared
from tests.acts.further import OFF, hand_in_from, owed, serve
from tests.acts.motions import against, asked, decided
from tests.acts.test_motions import counterclaim, objection, with_time_to_answer
from tests.builders import House, material, party, refused, staff, step
from tongban.cases.actions.turns import take_court_turn, take_own_turn
from tongban.cases.law import At, Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import accept, send_copy
from tongban.filing.actions.hand_in import send_up
from tongban.filing.models import Filing
from tongban.filing.queries.further import further_offered, last_day_to_ask, rulings_offered
from tongban.filing.rules.interview import forms
from tongban.judgments.queries import materials_of
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.periods import transfer_case
from tongban.motions.models import Motion
from tongban.people.vocabulary import PersonView, Role

ABOVE = "渝05"
REASONS = {
    "plaintiff.phone": "13900000000",
    "ruling.reasons": "本案属于人民法院受理民事诉讼的范围。",
    "state.secret": "no",
    "consent.service": "online",
}
OF_JURISDICTION = REASONS | {"ruling.kind": "jurisdiction", "ruling.request": "将本案移送成都市武侯区人民法院审理"}
FROM_ABOVE = {"number": "（2026）渝05民辖终1号", "dated": "2026-11-23", "effective": "2026-11-23"}


def uid_of(case: CaseView, name: str) -> UUID:
    return next(one.uid for one in case.parties if one.name == name)


def dismissed(house: House) -> CaseView:
    """The action is dismissed by a ruling; nobody was served with it yet."""
    case = prepared(house)
    words = "原告与本案没有直接利害关系。\n驳回原告林晓梅的起诉。"
    take_court_turn(case.uid, Do.DISMISS, words=words, found=(), by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    return case_by_uid(case.uid)


def ruling() -> Document:
    return Document.objects.get(kind="decision", title="民事裁定书")


def served(house: House, *names: str) -> CaseView:
    """The dismissal reached these parties today."""
    case = dismissed(house)
    for name in names or ("林晓梅", "周志强"):
        serve(house, case, uid_of(case, name), ruling().uid, purpose="decision")
    return case_by_uid(case.uid)


def offered(house: House, who: PersonView, case: CaseView) -> list[str]:
    return [one.id for one in further_offered(house.viewer(who.uid), case)]


def test_a_dismissal_ends_the_case_only_when_nobody_appealed_in_time(house: House) -> None:
    case = served(house)
    assert case.stage is At.DISMISSAL_RULED
    assert "trial_simplified" not in owed(case), "the court has decided"
    assert owed(case)["appeal_ruling"] == {str(one.uid) for one in case.parties}
    house.clock.forward(days=10)
    house.work(without=OFF)
    assert case_by_uid(case.uid).stage is At.DISMISSAL_RULED, "the last day is theirs"
    house.clock.forward(days=1)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSED
    assert owed(case) == {}


def test_a_dismissal_does_not_bind_while_a_party_was_not_served(house: House) -> None:
    """CPL 171(2): the time of each runs from its own service."""
    case = served(house, "林晓梅")
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert case_by_uid(case.uid).stage is At.DISMISSAL_RULED
    serve(house, case, uid_of(case, "周志强"), ruling().uid, purpose="decision")
    house.clock.forward(days=11)
    house.work(without=OFF)
    assert case_by_uid(case.uid).stage is At.DISMISSED


def test_the_ruling_tells_until_when_and_where_one_may_appeal(house: House) -> None:
    dismissed(house)
    told = json.loads(ruling().data)
    assert told["appeal"] == {"days": 10, "court": "重庆市第五中级人民法院"}
    assert told["to"] == "林晓梅、周志强"


def test_the_appeal_is_offered_from_the_service_on_and_costs_nothing(house: House) -> None:
    case = dismissed(house)
    assert "ruling_appeal" not in offered(house, house.lin, case)
    serve(house, case, uid_of(case, "林晓梅"), ruling().uid, purpose="decision")
    assert "ruling_appeal" in offered(house, house.lin, case)
    assert "ruling_appeal" not in offered(house, house.zhou, case), "not served yet"
    until = last_day_to_ask(house.viewer(house.lin.uid), case, forms()["ruling_appeal"])
    assert until is not None
    assert until.isoformat() == "2026-12-03"
    before = Charge.objects.count()
    filing = hand_in_from(house, house.lin, case, "ruling_appeal", REASONS | {"ruling.kind": "dismissal"})
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSAL_APPEALED
    assert Charge.objects.count() == before, "交纳办法 8(3)"
    told = json.loads(Document.objects.get(subject=filing.uid, kind="complaint").data)
    assert [one["text"] for one in told["claims"]] == [f"撤销{case.number}驳回起诉的民事裁定，指令原审人民法院审理本案"]
    assert [one["role"] for one in told["parties"]] == ["上诉人", "被上诉人"]


def test_nobody_appeals_against_a_ruling_too_late(house: House) -> None:
    case = served(house, "林晓梅")
    house.clock.forward(days=11)
    assert "ruling_appeal" not in offered(house, house.lin, case)
    with refused("procedure.within_period"):
        hand_in_from(house, house.lin, case, "ruling_appeal", REASONS | {"ruling.kind": "dismissal"})


def dismissal_appealed(house: House) -> tuple[CaseView, Filing]:
    case = served(house)
    filing = hand_in_from(house, house.lin, case, "ruling_appeal", REASONS | {"ruling.kind": "dismissal"})
    house.work(without=OFF)
    return case_by_uid(case.uid), filing


def test_an_appealed_dismissal_goes_up_with_the_file_and_does_not_become_final(house: House) -> None:
    case, filing = dismissal_appealed(house)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "周志强"), petition, purpose="appeal")
    house.clock.forward(days=20)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSAL_APPEALED
    made = send_up(filing.uid, by=house.clerk, at=house.at)
    assert made is not None
    assert case_by_uid(case.uid).stage is At.DISMISSAL_SENT_UP
    clerk = staff(ABOVE, Role.CLERK, "郑岚", at=house.at)
    staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    second = accept(made.uid, by=clerk, at=house.at)
    assert second.number == "（2026）渝05民终1号"
    assert owed(second) == {"trial_appeal_ruling": {"court"}}
    assert [(one.name, one.position) for one in second.parties] == [("林晓梅", "上诉人"), ("周志强", "被上诉人")]


def objected(house: House) -> tuple[CaseView, UUID]:
    """An objection to jurisdiction was turned down, and the ruling served on both sides."""
    case = prepared(house)
    with_time_to_answer(house, case, 15)
    motion = asked(house, case, house.zhou, "jurisdiction", **objection())
    row = decided(house, case, motion, "reject_objection", ground="competent")
    assert row.ruling is not None
    for one in case.parties:
        serve(house, case, one.uid, row.ruling, purpose="ruling")
    return case_by_uid(case.uid), motion


def ruling_appealed(house: House, case: CaseView) -> Filing:
    filing = hand_in_from(house, house.zhou, case, "ruling_appeal", OF_JURISDICTION)
    assert house.work(without=OFF) == []
    return filing


def test_a_ruling_on_jurisdiction_that_is_appealed_does_not_take_effect(house: House) -> None:
    case, motion = objected(house)
    ruling_appealed(house, case)
    assert Motion.objects.get(uid=motion).stage == At.APPEALED
    assert case_by_uid(case.uid).stage is Stage.PREPARATION, "the case stays where it stands"
    house.clock.forward(days=30)
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=motion).stage == At.APPEALED


def test_a_ruling_is_not_final_when_the_appeal_came_on_the_last_day_and_nothing_was_worked_off(house: House) -> None:
    case, motion = objected(house)
    hand_in_from(house, house.zhou, case, "ruling_appeal", OF_JURISDICTION)
    house.clock.forward(days=30)
    house.work(without=OFF | {"note_ruling_appealed"})
    assert Motion.objects.get(uid=motion).stage == At.KEEPING_RULED


def test_an_unappealed_ruling_on_jurisdiction_becomes_final(house: House) -> None:
    _case, motion = objected(house)
    house.clock.forward(days=11)
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=motion).stage == At.KEPT


def test_the_other_side_answers_an_appeal_against_a_ruling_once_it_has_the_copy(house: House) -> None:
    case, _motion = objected(house)
    filing = ruling_appealed(house, case)

    def answer(who: PersonView) -> None:
        step(
            party(who.uid),
            house.at,
            lambda record: take_own_turn(record, case=case.uid, act="answer_appeal", words="原裁定正确。"),
        )

    with refused("procedure.within_period"):
        answer(house.lin)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "林晓梅"), petition, purpose="appeal")
    with refused("procedure.not_your_act"):
        answer(house.zhou)
    answer(house.lin)
    assert "appeal_defence" not in owed(case)


def test_a_judgment_is_written_from_the_complaint_and_not_from_the_appeal_against_a_ruling(house: House) -> None:
    case, _motion, _filing = gone_up(house)
    assert house.judge.person is not None
    found = materials_of(house.viewer(house.judge.person), case)
    assert found.claims
    assert not any("撤销" in claim for claim in found.claims)


def gone_up(house: House) -> tuple[CaseView, UUID, Filing]:
    case, motion = objected(house)
    filing = ruling_appealed(house, case)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "林晓梅"), petition, purpose="appeal")
    house.clock.forward(days=20)
    house.work(without=OFF)
    made = send_up(filing.uid, by=house.clerk, at=house.at)
    assert made is not None
    return case_by_uid(case.uid), motion, Filing.objects.get(uid=made.uid)


def test_an_appeal_about_jurisdiction_has_its_own_kind_of_number(house: House) -> None:
    """案号规定: 民辖终."""
    case, _motion, filing = gone_up(house)
    assert case.stage is Stage.PREPARATION
    clerk = staff(ABOVE, Role.CLERK, "郑岚", at=house.at)
    staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    assert accept(filing.uid, by=clerk, at=house.at).number == "（2026）渝05民辖终1号"


@pytest.mark.parametrize(("act", "stage"), [("keep", At.KEPT), ("transfer", At.TRANSFERRED)])
def test_what_the_court_above_rules_on_jurisdiction_is_recorded_with_its_paper(
    house: House, act: str, stage: At
) -> None:
    case, motion, _filing = gone_up(house)
    with refused("motions.no_transfer_in_effect"):
        transfer_case(case.uid, by=house.judge, at=house.at)
    with refused("turns.result_paper_missing"):
        decide_motion(case.uid, motion, act, FROM_ABOVE, by=house.clerk, at=house.at)
    with refused("turns.result_number"):
        wrong = FROM_ABOVE | {"number": case.number}
        decide_motion(case.uid, motion, act, wrong, by=house.clerk, at=house.at, materials=[material("paper")])
    decide_motion(case.uid, motion, act, FROM_ABOVE, by=house.clerk, at=house.at, materials=[material("paper")])
    assert Motion.objects.get(uid=motion).stage == stage
    paper = Document.objects.get(kind="result_above")
    assert (paper.subject, paper.title.split(" ")[1]) == (
        motion,
        "（2026）渝05民辖终1号，2026年11月23日作出，2026年11月23日生效",
    )
    if act == "transfer":
        transfer_case(case.uid, by=house.judge, at=house.at)
        assert case_by_uid(case.uid).stage is Stage.TRANSFERRED


def test_a_ruling_is_appealed_and_sent_up_also_after_the_judgment_that_followed_at_once(house: House) -> None:
    """CPL 157(2), 171(2): its ten days are the party's own."""
    case = prepared(house)
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    row = decided(house, case, motion, "refuse", ground="unrelated")
    assert row.ruling is not None
    for one in case.parties:
        serve(house, case, one.uid, row.ruling, purpose="ruling")
    case = house.put_at(case, Stage.DECIDED)
    assert "ruling_appeal" in offered(house, house.zhou, case)
    filing = hand_in_from(house, house.zhou, case, "ruling_appeal", REASONS | {"ruling.kind": "counterclaim"})
    house.work(without=OFF)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "林晓梅"), petition, purpose="appeal")
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert send_up(filing.uid, by=house.clerk, at=house.at) is not None
    assert case_by_uid(case.uid).stage is Stage.DECIDED, "the judgment takes its own way"


def test_a_counterclaim_that_the_court_above_orders_taken_up_is_decided_anew_and_its_fee_asked_for(
    house: House,
) -> None:
    """SI 330; 交纳办法 22."""
    case = prepared(house)
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    row = decided(house, case, motion, "refuse", ground="unrelated")
    assert row.ruling is not None
    serve(house, case, UUID(against(case, 1)), row.ruling, purpose="ruling")
    hand_in_from(house, house.zhou, case, "ruling_appeal", REASONS | {"ruling.kind": "counterclaim"})
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=motion).stage == At.APPEALED
    told = FROM_ABOVE | {"number": "（2026）渝05民终1号"}
    decide_motion(case.uid, motion, "order_docketing", told, by=house.clerk, at=house.at, materials=[material("paper")])
    row = Motion.objects.get(uid=motion)
    assert (row.stage, row.decided_at) == (At.APPLIED, None)
    asked_anew = Charge.objects.get(uid=row.charge)
    assert (asked_anew.of, asked_anew.state, asked_anew.period) == (row.ruling, "open", "fee_counterclaim")
    assert "fee_counterclaim" in owed(case)
    decided(house, case, motion, "accept")
    assert Motion.objects.get(uid=motion).stage == At.ACCEPTED


def counterclaim_refused(house: House, case: CaseView) -> UUID:
    """A counterclaim of 周志强 is not taken up; the ruling reached him today. Returns the motion."""
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    row = decided(house, case, motion, "refuse", ground="unrelated")
    assert row.ruling is not None
    serve(house, case, uid_of(case, "周志强"), row.ruling, purpose="ruling")
    return motion


def test_a_party_before_two_rulings_appeals_one_and_the_time_of_the_other_runs_on(house: House) -> None:
    case = prepared(house)
    motion = counterclaim_refused(house, case)
    take_court_turn(case.uid, Do.DISMISS, words="驳回原告林晓梅的起诉。", found=(), by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    serve(house, case, uid_of(case, "周志强"), ruling().uid, purpose="decision")
    case = case_by_uid(case.uid)
    before = rulings_offered(house.viewer(house.zhou.uid), case, forms()["ruling_appeal"])
    assert {one.what for one in before} == {"counterclaim", "dismissal"}
    hand_in_from(house, house.zhou, case, "ruling_appeal", REASONS | {"ruling.kind": "counterclaim"})
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=motion).stage == At.APPEALED
    case = case_by_uid(case.uid)
    assert case.stage is At.DISMISSAL_RULED, "nobody has appealed against the dismissal"
    assert owed(case)["appeal_ruling"] == {str(uid_of(case, "周志强"))}
    hand_in_from(house, house.zhou, case, "ruling_appeal", REASONS | {"ruling.kind": "dismissal"})
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSAL_APPEALED


def test_of_two_rulings_of_one_kind_the_appeal_names_the_day(house: House) -> None:
    case = prepared(house)
    first = counterclaim_refused(house, case)
    house.clock.forward(days=2)
    second = counterclaim_refused(house, case)
    told = REASONS | {"ruling.kind": "counterclaim"}
    with refused("filing.which_ruling"):
        hand_in_from(house, house.zhou, case, "ruling_appeal", told)
    filing = hand_in_from(
        house, house.zhou, case, "ruling_appeal", told | {"ruling.dated": house.at.date().isoformat()}
    )
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=second).stage == At.APPEALED
    assert Motion.objects.get(uid=first).stage == At.REFUSED
    hand_in_from(house, house.zhou, case, "ruling_appeal", told)
    assert house.work(without=OFF) == []
    assert Motion.objects.get(uid=first).stage == At.APPEALED
    assert Filing.objects.get(uid=filing.uid).answers["ruling.dated"] == house.at.date().isoformat()


def test_a_dismissal_becomes_final_though_a_ruling_beside_it_was_appealed(house: House) -> None:
    case = prepared(house)
    counterclaim_refused(house, case)
    take_court_turn(case.uid, Do.DISMISS, words="驳回原告林晓梅的起诉。", found=(), by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    for one in case.parties:
        serve(house, case, one.uid, ruling().uid, purpose="decision")
    hand_in_from(house, house.zhou, case, "ruling_appeal", REASONS | {"ruling.kind": "counterclaim"})
    house.clock.forward(days=11)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSED
