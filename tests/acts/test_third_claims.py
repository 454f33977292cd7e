"""A third party claims for itself what two others dispute, in their pending case (CPL 59(1), 143; SI 81, 232, 236, 237;
交纳办法 18, 20).
"""

from __future__ import annotations

import json

import pytest

from tests.acts.conduct import prepared
from tests.acts.further import OFF, OFFICE, owed, serve, signed
from tests.acts.losses import dies, heir_called, joined
from tests.acts.motions import asked, brought_in, decided, on_track
from tests.acts.third_claims import CLAIM, NAME, claimed, heard, somebody, uid_of
from tests.builders import YUZHONG, House, party, person, refused, staff, step
from tongban.cases.actions.turns import take_own_turn
from tongban.cases.law import Do
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid, case_seen_by
from tongban.cases.vocabulary import CaseView, Side, Stage, Track
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.models import Dispatch, DispatchPaper
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.fees.models import Charge
from tongban.fees.queries import standing_of
from tongban.filing.actions.decide import accept, refuse
from tongban.filing.actions.refusals import appeal_refusal
from tongban.filing.actions.third_claims import end_third_claim
from tongban.filing.models import Filing
from tongban.filing.queries.further import further_offered
from tongban.filing.queries.third_claims import claim_filings
from tongban.filing.vocabulary import Stage as FilingStage
from tongban.hearings.events import RecordLineWritten
from tongban.judgments.queries import materials_of
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import PersonView, Role

PLAINTIFFS_SHARE = 525_00
"""Half of the fee of 50000 yuan (交纳办法 13, 18)."""


def says(house: House, who: PersonView, case: CaseView, act: str, words: str = "理由如下。") -> None:
    step(party(who.uid), house.at, lambda record: take_own_turn(record, case=case.uid, act=act, words=words))


def test_a_claim_that_is_taken_up_makes_a_third_party_with_half_the_fee_and_copies_for_both_sides(
    house: House,
) -> None:
    case, third, filing = heard(house, prepared(house), who := somebody())
    assert (third.side, third.name, third.person, third.claims) == (Side.THIRD_PARTY, NAME, who.uid, True)
    assert (filing.stage, filing.of_case) == (FilingStage.ACCEPTED, case.uid)
    charge = Charge.objects.get(case=case.uid, payer=third.uid)
    assert (charge.amount_minor, charge.period, charge.of) == (PLAINTIFFS_SHARE, "fee_plaintiff", filing.uid)
    petition = Document.objects.get(subject=filing.uid, kind="complaint")
    sent = Dispatch.objects.filter(case=case.uid, purpose="third_claim")
    assert {row.party for row in sent} == {uid_of(case, "林晓梅"), uid_of(case, "周志强")}
    assert all(DispatchPaper.objects.filter(dispatch=row, document=petition.uid).exists() for row in sent)
    assert Dispatch.objects.filter(case=case.uid, purpose="evidence", party=third.uid).exists()
    told = json.loads(Document.objects.get(case=case.uid, title="第三人参加诉讼通知书").data)
    assert told["to"] == "林晓梅、周志强、何欢"
    assert any("判令林晓梅、周志强向第三人何欢支付借款50,000.00元" in line for line in told["text"])


def test_before_it_is_taken_up_the_parties_see_nothing_of_it_and_who_claims_sees_nothing_of_the_case(
    house: House,
) -> None:
    case, who = prepared(house), somebody()
    filing = claimed(house, case, who)
    house.work(without=OFF)
    for one in (house.lin, house.zhou):
        viewer = house.viewer(one.uid)
        assert documents_of(viewer, subjects=[filing.uid]) == []
        sheet = sheet_seen_by(viewer, case.uid)
        assert sheet["third_claims"] == []
        assert NAME not in json.dumps(dict(sheet), ensure_ascii=False, default=str)
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(who.uid), case.uid)
    assert documents_of(house.viewer(who.uid), case=case.uid) == []
    assert {one.kind for one in documents_of(house.viewer(who.uid), subjects=[filing.uid])} >= {"complaint", "receipt"}


def test_from_then_on_it_sees_the_case_as_a_party_and_both_sides_see_its_claim(house: House) -> None:
    case, _third, filing = heard(house, prepared(house), who := somebody())
    seen = {one.kind for one in documents_of(house.viewer(who.uid), case=case.uid)}
    assert "files.iou" in seen
    handed_in = {one.kind for one in documents_of(house.viewer(house.lin.uid), subjects=[filing.uid])}
    assert "files.third" in handed_in
    assert "files.identity" not in handed_in
    for one in (house.lin, house.zhou, who):
        [told] = sheet_seen_by(house.viewer(one.uid), case.uid)["third_claims"]
        assert told["name"] == NAME
        assert "50,000.00" in told["claims"][0]


@pytest.mark.parametrize(
    "changed",
    [
        {"earlier__number": "（2026）渝0103民初99999号"},
        {"defendant__name": "王五"},
        {"defendant__more": "no", "defendant__2__name": ""},
        {"defendant__2__name": "王五"},
    ],
)
def test_who_does_not_know_the_number_and_both_sides_learns_nothing(house: House, changed: dict[str, str]) -> None:
    case = prepared(house)
    with refused("filing.no_case_between"):
        claimed(house, case, somebody(), **changed)
    assert not Filing.objects.filter(interview="third_claim").exists()


def test_plaintiff_and_defendant_do_not_claim_as_a_third_party(house: House) -> None:
    case = prepared(house)
    with refused("filing.is_a_side"):
        claimed(house, case, house.zhou, plaintiff__name="周志强", plaintiff__id_number=CLAIM["plaintiff.id_number"])


def test_an_unjoined_defendant_is_known_by_the_number_on_file(house: House) -> None:
    case = house.case()
    house.work(without=OFF)
    number = Party.objects.get(case=case.uid, side=Side.DEFENDANT).id_number
    with refused("filing.is_a_side"):
        claimed(house, house.put_at(case, Stage.PREPARATION), person("周志强", 2), plaintiff__id_number=number)


def test_nobody_claims_twice(house: House) -> None:
    case, _third, _filing = heard(house, prepared(house), who := somebody())
    with refused("filing.third_claim_before"):
        claimed(house, case, who, sums__amount="60000", again__why="另一笔")


@pytest.mark.parametrize("stage", [Stage.DELIBERATION, Stage.DECIDED, Stage.WITHDRAWN])
def test_after_the_debate_nothing_joins_the_case(house: House, stage: Stage) -> None:
    case = house.put_at(prepared(house), stage)
    with refused("filing.third_claim_late"):
        claimed(house, case, somebody())


def test_only_the_judge_of_the_case_takes_it_up(house: House) -> None:
    filing = claimed(house, prepared(house), somebody())
    with refused("procedure.not_your_act"):
        accept(filing.uid, by=house.clerk, at=house.at)
    other = staff(YUZHONG, Role.JUDGE, "钱明", at=house.at)
    with refused("cases.not_the_judge_of_this_case"):
        accept(filing.uid, by=other, at=house.at)
    with refused("cases.not_the_judge_of_this_case"):
        refuse(filing.uid, "CPL 59(1): 没有独立的请求权。", by=other, at=house.at)


def test_small_claims_are_converted_first(house: House) -> None:
    case = on_track(prepared(house), Track.SMALL_CLAIMS)
    filing = claimed(house, case, somebody())
    with refused("filing.convert_first"):
        accept(filing.uid, by=house.judge, at=house.at)


def test_it_waits_while_the_plaintiff_has_not_paid(house: House) -> None:
    case = house.put_at(prepared(house), Stage.DOCKETED)
    filing = claimed(house, case, somebody())
    with refused("procedure.not_at_this_stage"):
        accept(filing.uid, by=house.judge, at=house.at)


def test_a_claim_that_is_not_taken_up_is_refused_by_a_ruling_that_may_be_appealed(house: House) -> None:
    """CPL 126, 157(1)(i)."""
    case, who = prepared(house), somebody()
    filing = claimed(house, case, who)
    refuse(filing.uid, "CPL 59(1): 对双方的诉讼标的没有独立的请求权。", by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    row = Filing.objects.get(uid=filing.uid)
    told = json.loads(Document.objects.get(uid=row.ruling).data)
    assert [one["name"] for one in told["parties"]] == [NAME]
    assert told["appeal"]["court"] == "重庆市第五中级人民法院"
    assert len(case_by_uid(case.uid).parties) == 2
    appeal_refusal(filing.uid, "该债权已经转让。", by=party(who.uid), at=house.at)
    assert Filing.objects.get(uid=filing.uid).stage == FilingStage.APPEALED


def test_both_sides_answer_within_their_own_time_and_the_third_party_does_not(house: House) -> None:
    case, third, filing = heard(house, prepared(house), who := somebody())
    with refused("procedure.within_period"):
        says(house, house.lin, case, "answer_third_claim")
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    for name in ("林晓梅", "周志强"):
        serve(house, case, uid_of(case, name), petition, purpose="third_claim")
    assert owed(case)["third_claim_defence"] == {str(uid_of(case, "林晓梅")), str(uid_of(case, "周志强"))}
    with refused("procedure.not_your_act"):
        says(house, who, case, "answer_third_claim")
    says(house, house.lin, case, "answer_third_claim", "债权没有转让。")
    assert house.work(without=OFF - {"render_paper"}) == []
    assert owed(case)["third_claim_defence"] == {str(uid_of(case, "周志强"))}
    paper = Document.objects.get(kind="appeal_answer")
    assert paper.title == "第三人诉讼请求答辩状"
    sent = DispatchPaper.objects.get(document=paper.uid).dispatch
    assert (sent.party, sent.purpose) == (third.uid, "defence_copy")


def test_who_stands_in_the_case_without_a_claim_brings_one_from_its_page(house: House) -> None:
    case = prepared(house)
    who = brought_in(house, case, "third_party", "interest")
    case = case_by_uid(case.uid)
    assert "third_claim" in {one.id for one in further_offered(house.viewer(who.uid), case)}
    assert "third_claim" not in {one.id for one in further_offered(house.viewer(house.lin.uid), case)}
    case, third, _filing = heard(house, case, who)
    assert [one.name for one in case.parties].count(NAME) == 1
    assert third.claims


def test_a_claim_that_is_withdrawn_ends_and_the_case_goes_on(house: House) -> None:
    case, third, filing = heard(house, prepared(house), who := somebody())
    words = "准许第三人何欢撤回诉讼请求，本案继续审理。"
    with refused("procedure.asked"):
        end_third_claim(case.uid, Do.ALLOW_THIRD_WITHDRAWAL, words=words, found=["asked"], by=house.judge, at=house.at)
    says(house, who, case, "ask_third_withdrawal")
    end_third_claim(case.uid, Do.ALLOW_THIRD_WITHDRAWAL, words=words, found=[], by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    case = case_by_uid(case.uid)
    assert case.claimants == ()
    assert case.stage is Stage.PREPARATION
    assert Document.objects.filter(case=case.uid, kind="decision", title="民事裁定书").count() == 1
    charge = Charge.objects.get(of=filing.uid, payer=third.uid)
    assert standing_of(charge.uid).due == 0, "what nobody has paid is not asked for any more"


def test_a_claim_whose_fee_stays_unpaid_counts_as_withdrawn(house: House) -> None:
    """SI 213; 交纳办法 20, 22."""
    case, third, filing = heard(house, prepared(house), somebody())
    words = "第三人何欢未交纳案件受理费，其诉讼请求按撤诉处理。"
    with refused("procedure.fee_period_over"):
        end_third_claim(case.uid, Do.LAPSE_THIRD_CLAIM, words=words, found=[], by=house.judge, at=house.at)
    notice = Charge.objects.get(of=filing.uid).notice
    assert notice is not None
    serve(house, case, third.uid, notice, purpose="payment")
    house.clock.forward(days=8)
    end_third_claim(case.uid, Do.LAPSE_THIRD_CLAIM, words=words, found=[], by=house.judge, at=house.at)
    assert case_by_uid(case.uid).claimants == ()


def test_when_the_plaintiff_withdraws_the_third_party_goes_on_against_both(house: House) -> None:
    """SI 237."""
    case, third, filing = heard(house, prepared(house), who := somebody())
    decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")
    assert house.work(without=OFF) == []
    made = Filing.objects.get(interview="general", about=case.uid)
    assert (made.applicant, made.claim_minor, made.cause) == (who.uid, 50_000_00, case.cause)
    assert standing_of(Charge.objects.get(of=filing.uid, payer=third.uid).uid).due == 0
    second = accept(made.uid, by=house.clerk, at=house.at)
    assert [one.name for one in second.of_side(Side.PLAINTIFF)] == [NAME]
    assert {one.name for one in second.of_side(Side.DEFENDANT)} == {"林晓梅", "周志强"}


def test_an_heir_of_who_claimed_goes_on_with_the_claim(house: House) -> None:
    """SI 55, 237: in the own name, and without what the dead had agreed to."""
    case, _third, _filing = heard(house, prepared(house), somebody())
    dies(house, case, NAME)
    heir = heir_called(house, case, NAME)
    one = joined(heir)
    assert house.work(without=OFF) == []
    assert list(claim_filings(case.uid)) == [heir]
    decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")
    assert house.work(without=OFF) == []
    made = Filing.objects.get(interview="general", about=case.uid)
    assert (made.applicant, made.claim_minor, made.answers["consent.service"]) == (one.uid, 50_000_00, "offline")
    second = accept(made.uid, by=house.clerk, at=house.at)
    assert [(p.name, p.person, p.email) for p in second.of_side(Side.PLAINTIFF)] == [("林小树", one.uid, "")]


def test_the_claim_of_the_dead_is_withdrawn_by_the_heir(house: House) -> None:
    case, _third, filing = heard(house, prepared(house), somebody())
    dies(house, case, NAME)
    one = joined(heir_called(house, case, NAME))
    assert house.work(without=OFF) == []
    says(house, one, case, "ask_third_withdrawal")
    words = "准许第三人林小树撤回诉讼请求。"
    end_third_claim(case.uid, Do.ALLOW_THIRD_WITHDRAWAL, words=words, found=["asked"], by=house.judge, at=house.at)
    assert case_by_uid(case.uid).claimants == ()
    assert standing_of(Charge.objects.get(of=filing.uid).uid).due == 0


def test_a_judgment_decides_the_third_partys_claim_too(house: House) -> None:
    case, _third, _filing = heard(house, prepared(house), somebody())
    case = house.put_at(case, Stage.DELIBERATION)
    assert house.judge.person is not None
    told = dict(materials_of(house.viewer(house.judge.person), case).defence)
    assert "50,000.00" in told[f"第三人{NAME}"][0]
    with refused("judgments.third_claim_open"):
        signed(house, case)


def test_a_word_of_the_last_statements_ends_the_time_to_claim(house: House) -> None:
    case = house.put_at(prepared(house), Stage.HEARING)
    who = somebody()
    fact = RecordLineWritten(
        case=case.uid, hearing=new_id(), number=9, part="final", speaker="plaintiff", corrects=None, digest=""
    )
    step(OFFICE, house.at, lambda record: record(fact, under="CPL 144(2)", case=case.uid))
    with refused("filing.third_claim_late"):
        claimed(house, case, who)


def test_in_the_hearing_a_claim_is_heard_until_then(house: House) -> None:
    assert claimed(house, house.put_at(prepared(house), Stage.HEARING), somebody()).stage == FilingStage.UNDER_REVIEW
