"""What a party asks of the court within its case: asked for, decided, served, and what follows in money and stages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.acts.agents import accepted
from tests.acts.conduct import prepared
from tests.acts.motions import SOMEBODY, WHY, against, asked, brought_in, came_to, decided, of_party, on_track
from tests.acts.test_fees_relief import apply, both
from tests.builders import House, id_number, party, person, refused
from tongban.access.vocabulary import Layer
from tongban.cases.models import Case, Clock
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side, Stage, Track
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.actions.dispatch import papers_of
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import standing_of
from tongban.frame.guard import lifted
from tongban.judgments.queries.file import fee_of
from tongban.kernel.money import Money
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.periods import transfer_case
from tongban.motions.models import Motion
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


# Withdrawal


def test_a_plaintiff_withdraws_and_the_case_ends_with_half_of_the_fee(house: House, case: CaseView) -> None:
    case = on_track(case, Track.ORDINARY)
    motion = asked(house, case, house.lin, "withdrawal")
    row = decided(house, case, motion, "grant")
    assert row.stage == "granted"
    after = case_by_uid(case.uid)
    assert after.stage is Stage.WITHDRAWN
    assert not Clock.objects.filter(case=case.uid, met_at=None).exists()
    assert Entry.objects.get(event="motion_moved").basis == "CPL 148(1), 157(1)(v)"
    assert {d.purpose for d in Dispatch.objects.filter(case=case.uid, purpose="ruling")} == {"ruling"}
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling").count() == 2
    charge = Charge.objects.get(case=case.uid)
    assert standing_of(charge.uid).due == 0, "nobody has paid it: it is not asked for any more"


def test_a_defendant_does_not_withdraw_the_action(house: House, case: CaseView) -> None:
    with refused("procedure.not_your_act"):
        asked(house, case, house.zhou, "withdrawal")
    with refused("motions.answer_missing"):
        asked(house, case, house.lin, "withdrawal", reasons=" ")
    assert not Motion.objects.exists()


def test_only_the_judge_of_the_case_decides_and_gives_reasons_for_a_no(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "withdrawal")
    with refused("procedure.not_your_act"):
        decide_motion(case.uid, motion, "grant", {}, by=house.clerk, at=house.at)
    with refused("cases.no_such_case"):
        decide_motion(case.uid, motion, "grant", {}, by=house.wuhou_judge, at=house.at)
    with refused("procedure.ground_named"):
        decided(house, case, motion, "reject", reasons="")
    with refused("motions.debate_not_over"):
        decided(house, case, motion, "reject", ground="defendant_objects")
    row = decided(house, case, motion, "reject", ground="law_broken")
    assert row.stage == "rejected"
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    with refused("procedure.not_at_this_stage"):
        decided(house, case, motion, "grant")


def test_one_asks_once_at_a_time_and_may_take_it_back(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "withdrawal")
    with refused("motions.asked_already"):
        asked(house, case, house.lin, "withdrawal")
    with refused("procedure.not_your_act"):
        of_party(house, case, house.zhou, motion, "withdraw_application")
    of_party(house, case, house.lin, motion, "withdraw_application")
    assert Motion.objects.get(uid=motion).stage == "application_withdrawn"
    asked(house, case, house.lin, "withdrawal")


def test_all_plaintiffs_must_have_asked_and_one_ruling_answers_them(house: House, case: CaseView) -> None:
    he = brought_in(house, case, "plaintiff", "heir")
    first = asked(house, case, house.lin, "withdrawal")
    with refused("motions.other_plaintiffs_go_on"):
        decided(house, case, first, "grant")
    second = asked(house, case, he, "withdrawal")
    ruling = decided(house, case, first, "grant").ruling
    assert {(m.stage, m.ruling) for m in Motion.objects.filter(uid__in=[first, second])} == {("granted", ruling)}


def test_an_action_is_not_withdrawn_while_a_counterclaim_waits(house: House, case: CaseView) -> None:
    counter = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    withdrawal = asked(house, case, house.lin, "withdrawal")
    with refused("motions.counterclaim_waits"):
        decided(house, case, withdrawal, "grant")
    of_party(house, case, house.zhou, counter, "withdraw_application")
    decided(house, case, withdrawal, "grant")
    assert case_by_uid(case.uid).stage is Stage.WITHDRAWN


# Amendment


def amendment(**told: str) -> dict[str, str]:
    return {"change": "add", "claims": "偿还借款本金200000元\n支付利息", "amount": "200000", **told}


def test_who_claims_more_pays_the_difference_of_the_fee(house: House, case: CaseView) -> None:
    first = Charge.objects.get(case=case.uid)
    motion = asked(house, case, house.lin, "amendment", **amendment())
    decided(house, case, motion, "grant", inquiry="open")
    after = case_by_uid(case.uid)
    assert after.claim_minor == 200_000_00
    top_up = Charge.objects.get(of=motion)
    assert top_up.amount_minor > 0
    assert fee_of(after).payable == Money(first.amount_minor + top_up.amount_minor)
    ruling = Document.objects.get(subject=motion, kind="ruling")
    assert ruling.title == "准许变更诉讼请求通知书"
    assert "偿还借款本金200000元" in ruling.data


def test_who_claims_less_in_time_is_asked_for_less(house: House, case: CaseView) -> None:
    before = standing_of(Charge.objects.get(case=case.uid).uid)
    told = amendment(change="reduce", amount="100000")
    motion = asked(house, case, house.lin, "amendment", **told)
    decided(house, case, motion, "grant", inquiry="open")
    after = standing_of(Charge.objects.get(case=case.uid).uid)
    assert after.prepaid < before.prepaid
    assert after.prepaid == fee_of(case_by_uid(case.uid)).payable.minor
    assert not Refund.objects.exists(), "nothing was paid yet, so nothing goes back"


def test_less_claimed_after_the_inquiry_leaves_the_fee(house: House, case: CaseView) -> None:
    before = standing_of(Charge.objects.get(case=case.uid).uid)
    came_to(house, case, "opening", "investigation", "debate")
    motion = asked(house, case, house.lin, "amendment", **amendment(change="reduce", amount="100000"))
    decided(house, case, motion, "grant", inquiry="over")
    assert standing_of(Charge.objects.get(case=case.uid).uid) == before
    assert fee_of(case_by_uid(case.uid)).payable.minor == before.prepaid


def test_a_second_plaintiff_who_claims_less_lowers_the_fee_that_the_first_owes(house: House, case: CaseView) -> None:
    he = brought_in(house, case, "plaintiff", "heir")
    motion = asked(house, case, he, "amendment", **amendment(change="reduce", amount="100000"))
    decided(house, case, motion, "grant", inquiry="open")
    assert standing_of(Charge.objects.get(case=case.uid).uid).prepaid == fee_of(case_by_uid(case.uid)).payable.minor


def test_what_is_wrong_in_an_amendment_is_said_at_once(house: House, case: CaseView) -> None:
    with refused("motions.amount_not_more"):
        asked(house, case, house.lin, "amendment", **amendment(amount="100"))
    with refused("motions.amount_not_less"):
        asked(house, case, house.lin, "amendment", **amendment(change="reduce"))
    with refused("motions.no_such_choice", "amount.not_digits", "motions.answer_missing"):
        asked(house, case, house.lin, "amendment", change="melt", amount="viel", claims="")
    with refused("motions.no_such_kind"):
        asked(house, case, house.lin, "magic")


# Counterclaim


def counterclaim(case: CaseView, **told: str) -> dict[str, str]:
    return {"against": against(case, 0), "link": "facts", "claims": "赔偿损失5000元", "amount": "5000", **told}


def test_a_counterclaim_costs_half_and_its_time_to_pay_runs_from_it(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    charge = Charge.objects.get(of=motion)
    assert (charge.amount_minor, charge.period) == (25_00, "fee_counterclaim")
    clock = Clock.objects.get(case=case.uid, rule="fee_counterclaim")
    assert (clock.owed_by, clock.due) == (against(case, 1), charge.due)
    decided(house, case, motion, "accept")
    main = Charge.objects.get(case=case.uid, of=None)
    assert fee_of(case_by_uid(case.uid)).payable.minor == main.amount_minor + 25_00
    with refused("motions.counterclaim_before"):
        asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    withdrawal = asked(house, case, house.lin, "withdrawal")
    with refused("motions.counterclaim_goes_on"):
        decided(house, case, withdrawal, "grant")


def test_a_refused_counterclaim_frees_its_fee_and_may_be_appealed(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    decided(house, case, motion, "refuse", ground="unrelated")
    assert standing_of(Charge.objects.get(of=motion).uid).due == 0
    assert Clock.objects.get(rule="fee_counterclaim").met_at is not None
    assert "上诉" not in Document.objects.get(subject=motion, kind="ruling").data
    assert '"appeal"' in Document.objects.get(subject=motion, kind="ruling").data


def test_a_counterclaim_leaves_small_claims_before_it_is_accepted(house: House, case: CaseView) -> None:
    case = on_track(case, Track.SMALL_CLAIMS)
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    with refused("motions.convert_first"):
        decided(house, case, motion, "accept")


def test_a_plaintiff_brings_no_counterclaim(house: House, case: CaseView) -> None:
    with refused("procedure.not_your_act"):
        asked(house, case, house.lin, "counterclaim", **counterclaim(case))
    with refused("motions.no_such_choice"):
        asked(house, case, house.zhou, "counterclaim", **counterclaim(case, against=against(case, 1)))


def test_an_unpaid_counterclaim_counts_as_withdrawn_once_its_time_is_over(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    with refused("procedure.fee_period_over"):
        decided(house, case, motion, "deem_application_withdrawn")
    house.clock.forward(days=20)
    decided(house, case, motion, "deem_application_withdrawn")
    assert Motion.objects.get(uid=motion).stage == "application_withdrawn"


def test_a_counterclaim_is_not_given_up_for_its_fee_while_relief_is_asked_for(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "counterclaim", **counterclaim(case))
    apply(house, case, Charge.objects.get(of=motion), *both(), who=house.zhou.uid)
    house.clock.forward(days=20)
    with refused("procedure.fee_period_over"):
        decided(house, case, motion, "deem_application_withdrawn")


# Jurisdiction


def objection(**told: str) -> dict[str, str]:
    return {"ground": "territory", "court": "成都市武侯区人民法院", **told}


def with_time_to_answer(house: House, case: CaseView, days: int) -> None:
    with lifted("test: the time to answer the complaint"):
        Clock.objects.create(
            layer=Layer.PROCESS,
            court=case.court,
            case=case.uid,
            of_case=Case.objects.get(uid=case.uid),
            rule="defence",
            owed_by=against(case, 1),
            started=house.at.date(),
            due=house.at.date() + timedelta(days=days),
            article="CPL 128",
        )


def test_an_objection_in_time_is_upheld_and_nothing_is_transferred_before_it_is_final(
    house: House, case: CaseView
) -> None:
    with_time_to_answer(house, case, 15)
    motion = asked(house, case, house.zhou, "jurisdiction", **objection())
    with refused("motions.same_court"):
        decided(house, case, motion, "uphold_objection", court=case.court)
    decided(house, case, motion, "uphold_objection", court="川0107")
    with refused("motions.no_transfer_in_effect"):
        transfer_case(case.uid, by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def test_a_late_objection_is_refused_with_the_day_and_level_is_looked_at_any_time(house: House, case: CaseView) -> None:
    with_time_to_answer(house, case, 2)
    house.clock.forward(days=5)
    with refused("motions.objection_late") as found:
        asked(house, case, house.zhou, "jurisdiction", **objection())
    assert dict(found[0].facts)["until"]
    asked(house, case, house.zhou, "jurisdiction", **objection(ground="exclusive"))
    with refused("procedure.not_your_act"):
        asked(house, case, house.lin, "jurisdiction", **objection())


def test_in_small_claims_the_ruling_is_final_at_once(house: House, case: CaseView) -> None:
    case = on_track(case, Track.SMALL_CLAIMS)
    motion = asked(house, case, house.zhou, "jurisdiction", **objection())
    with refused("motions.final_at_once"):
        decided(house, case, motion, "reject_objection", ground="competent")
    decided(house, case, motion, "transfer_finally", court="川0107")
    assert case_by_uid(case.uid).stage is Stage.TRANSFERRED


# Joinder


def somebody(**told: str) -> dict[str, str]:
    return {**SOMEBODY, "place": "defendant", "necessity": "surety", **told}


def test_a_necessary_defendant_is_brought_in_told_and_served(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "joinder", **somebody(id_number=id_number(9)))
    decided(house, case, motion, "grant")
    after = case_by_uid(case.uid)
    new = after.parties[-1]
    assert (new.name, new.side, new.joined, new.id_number) == ("何欢", Side.DEFENDANT, False, id_number(9))
    service = Dispatch.objects.get(case=case.uid, party=new.uid)
    kinds = {Document.objects.get(uid=uid).kind for uid in papers_of(service)}
    assert {"ruling", "complaint", "join_letter", "defence_notice", "evidence_notice"} <= kinds
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling").count() == 2, "the others are told (SI 74)"
    assert Entry.objects.get(event="party_added").basis == "CPL 135; SI 73, 74"


def test_a_necessary_plaintiff_gets_the_time_for_evidence(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "joinder", **somebody(place="plaintiff", necessity="heir"))
    decided(house, case, motion, "grant")
    new = case_by_uid(case.uid).of_side(Side.PLAINTIFF)[-1]
    service = Dispatch.objects.get(case=case.uid, party=new.uid)
    assert service.purpose == "evidence"
    kinds = {Document.objects.get(uid=uid).kind for uid in papers_of(service)}
    assert {"ruling", "join_letter", "complaint", "evidence_notice"} <= kinds
    with refused("motions.other_plaintiffs_go_on"):
        decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")


def test_a_third_party_is_told_and_claims_nothing(house: House, case: CaseView) -> None:
    with refused("motions.place_and_reason_differ"):
        asked(house, case, house.lin, "joinder", **somebody(place="third_party"))
    he = brought_in(house, case, "third_party", "interest")
    assert {p.side for p in case_by_uid(case.uid).facing(Side.THIRD_PARTY)} == {Side.PLAINTIFF, Side.DEFENDANT}
    assert [p.name for p in case_by_uid(case.uid).facing(Side.PLAINTIFF)] == ["周志强"]
    sheet = sheet_seen_by(house.viewer(he.uid), case.uid)
    assert sheet["side"] == "third_party"
    assert "apply_preservation" in sheet["acts"]
    for kind in ("withdrawal", "amendment", "jurisdiction", "counterclaim"):
        with refused("procedure.not_your_act"):
            asked(house, case, he, kind)


def test_nobody_is_brought_in_twice_or_under_a_wrong_number(house: House, case: CaseView) -> None:
    with refused("motions.party_already"):
        asked(house, case, house.lin, "joinder", **somebody(name="周志强"))
    with refused("people.id_number_form"):
        asked(house, case, house.lin, "joinder", **somebody(id_number="1"))
    motion = asked(house, case, house.lin, "joinder", **somebody())
    decided(house, case, motion, "reject", ground="not_necessary")
    assert len(case_by_uid(case.uid).parties) == 2


# What all share


def test_what_was_asked_for_ends_with_the_case(house: House, case: CaseView) -> None:
    change = asked(house, case, house.lin, "amendment", **amendment())
    decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")
    with refused("motions.case_over"):
        decided(house, case, change, "grant", inquiry="open")


def test_after_the_judgment_nothing_changes_what_it_was_about(house: House, case: CaseView) -> None:
    change = asked(house, case, house.lin, "amendment", **amendment())
    house.put_at(case, Stage.DECIDED)
    with refused("motions.judgment_given"):
        decided(house, case, change, "grant", inquiry="open")
    assert decided(house, case, change, "reject", ground="not_to_be_joined").stage == "rejected"


def test_an_agent_needs_the_power_that_the_act_takes(house: House, case: CaseView) -> None:
    lawyer = person("陈律师", 31)
    accepted(house, case, house.lin)
    by = party(lawyer.uid)
    told = {"kind": "withdrawal", "reasons": WHY, "state_secret": "no"}
    with refused("cases.beyond_authority"):
        act_as_party("ask_motion", case=case.uid, by=by, at=house.at, arguments=told)


def test_words_of_state_secrets_are_asked_about(house: House, case: CaseView) -> None:
    with refused("documents.state_secret_not_said"):
        asked(house, case, house.lin, "withdrawal", state_secret="")
