"""Exhibits: what was filed is numbered, both sides hand in, the court audits the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.acts.conduct import consent as consents
from tests.acts.conduct import does, opinion, prepared
from tests.builders import OPERATOR, House, material, party, person, refused, step
from tongban.access.vocabulary import Label, Layer
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.blobs import keep_blob
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.queries import newest_versions
from tongban.documents.vocabulary import Material
from tongban.dossier.vocabulary import Cure, Demand, Trigger
from tongban.evidence.actions.exhibits import (
    accept_form,
    examine_exhibit,
    pass_audit,
    require_original,
    take_filed,
)
from tongban.evidence.actions.rounds import open_exchange
from tongban.evidence.models import Exhibit
from tongban.evidence.queries import exhibits_of
from tongban.evidence.vocabulary import ExhibitStage, Filed
from tongban.frame.acts import Recording
from tongban.register.models import Entry, Seal

ASKED = Demand(Trigger.UNCLEAR, "看不清。", date(2026, 12, 4), "示例路1号")
GOOD = {"title": "还款凭证", "proves": "已归还一万元", "source": "示例银行"}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def numbers(case: CaseView) -> list[str]:
    return [exhibit.number for exhibit in exhibits_of(case.uid)]


def test_what_was_filed_becomes_the_first_exhibit_and_identity_papers_do_not(house: House, case: CaseView) -> None:
    (iou,) = exhibits_of(case.uid)
    assert (iou.number, iou.title, iou.proves, iou.stage) == ("原告证据1", "借条", "借贷合意", ExhibitStage.SUBMITTED)
    assert iou.side is Side.PLAINTIFF
    assert len(iou.documents) == 1


def test_what_was_filed_is_numbered_once(house: House, case: CaseView) -> None:
    house.work()
    assert numbers(case) == ["原告证据1"]


def test_each_side_counts_its_own_exhibits(house: House, case: CaseView) -> None:
    does(house, house.zhou, "submit_exhibit", case, (material("exhibit"),), **GOOD)
    does(house, house.lin, "submit_exhibit", case, (material("exhibit"), material("exhibit")), **GOOD)
    assert numbers(case) == ["原告证据1", "原告证据2", "被告证据1"]


def test_an_exhibit_is_sealed_and_recorded_under_its_article(house: House, case: CaseView) -> None:
    handed = material("exhibit")
    does(house, house.zhou, "submit_exhibit", case, (handed,), **GOOD)
    entry = Entry.objects.get(event="exhibit_submitted", person=house.zhou.uid)
    assert entry.basis == "CPL 68"
    assert "还款" not in entry.body
    assert Seal.objects.filter(kind="evidence", sha256=handed.sha256, case=case.uid).exists()


def test_everything_missing_is_said_at_once(house: House, case: CaseView) -> None:
    with refused("evidence.title_missing", "evidence.proves_missing", "evidence.file_missing"):
        does(house, house.zhou, "submit_exhibit", case)
    with refused("evidence.too_long", "evidence.too_long"):
        does(house, house.zhou, "submit_exhibit", case, (material("exhibit"),), title="长" * 61, proves="长" * 401)
    assert numbers(case) == ["原告证据1"]


def test_the_same_files_twice_are_one_exhibit(house: House, case: CaseView) -> None:
    handed = (material("exhibit"),)
    does(house, house.zhou, "submit_exhibit", case, handed, **GOOD)
    with refused("evidence.submitted_before") as got:
        does(house, house.zhou, "submit_exhibit", case, handed, **GOOD)
    assert dict(got[0].facts)["number"] == "被告证据1"
    assert numbers(case) == ["原告证据1", "被告证据1"]


def test_a_stranger_and_staff_hand_in_nothing(house: House, case: CaseView) -> None:
    stranger = person("吴七", 7)
    with refused("cases.no_such_case"):
        does(house, stranger, "submit_exhibit", case, (material("exhibit"),), **GOOD)
    with refused("procedure.not_your_act"):
        does(house, house.clerk, "submit_exhibit", case, (material("exhibit"),), **GOOD)


@pytest.mark.parametrize("stage", [Stage.DOCKETED, Stage.DELIBERATION, Stage.EFFECTIVE])
def test_at_the_wrong_stage_nothing_is_handed_in(house: House, case: CaseView, stage: Stage) -> None:
    house.put_at(case, stage)
    with refused("procedure.not_at_this_stage"):
        does(house, house.zhou, "submit_exhibit", case, (material("exhibit"),), **GOOD)


def test_the_court_passes_the_audit_once(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    pass_audit(case.uid, uid, by=house.clerk, at=house.at)
    assert exhibits_of(case.uid)[0].stage is ExhibitStage.AUDITED
    assert Entry.objects.get(event="exhibit_audited").basis == "在线诉讼规则 12(1)"
    with refused("exhibit.not_at_this_stage"):
        pass_audit(case.uid, uid, by=house.clerk, at=house.at)


def test_the_original_is_required_for_a_named_reason_only(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    with refused("exhibit.ground_named"):
        require_original(case.uid, uid, replace(ASKED, trigger="because"), by=house.clerk, at=house.at)
    require_original(case.uid, uid, ASKED, by=house.clerk, at=house.at)
    found = exhibits_of(case.uid)[0]
    assert (found.stage, found.trigger) == (ExhibitStage.ORIGINAL_REQUIRED, Trigger.UNCLEAR)


def test_a_judge_not_a_clerk_accepts_the_form(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    pass_audit(case.uid, uid, by=house.clerk, at=house.at)
    with refused("exhibit.not_your_act"):
        accept_form(case.uid, uid, Cure.NOTARISED, by=house.clerk, at=house.at)
    accept_form(case.uid, uid, Cure.NOTARISED, by=house.judge, at=house.at)
    assert exhibits_of(case.uid)[0].cure is Cure.NOTARISED


def test_no_objection_is_no_ground_before_the_other_side_has_spoken(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    pass_audit(case.uid, uid, by=house.clerk, at=house.at)
    with refused("exhibit.unopposed"):
        accept_form(case.uid, uid, Cure.NOT_OBJECTED, by=house.judge, at=house.at)
    consents(house, case, "exchange")
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    does(house, house.zhou, "comment_exhibit", case, **opinion(uid))
    accept_form(case.uid, uid, Cure.NOT_OBJECTED, by=house.judge, at=house.at)
    assert exhibits_of(case.uid)[0].stage is ExhibitStage.USABLE


def test_staff_of_another_court_and_parties_audit_nothing(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    with refused("cases.no_such_case"):
        pass_audit(case.uid, uid, by=house.wuhou_clerk, at=house.at)
    with refused("procedure.not_your_act"):
        pass_audit(case.uid, uid, by=party(house.lin.uid), at=house.at)


def test_an_exhibit_of_another_case_does_not_exist(house: House, case: CaseView) -> None:
    other = house.put_at(house.case(house.zhou, story__text="另一笔"), Stage.PREPARATION)
    uid = exhibits_of(case.uid)[0].uid
    with refused("evidence.no_such_exhibit"):
        pass_audit(other.uid, uid, by=house.clerk, at=house.at)


def test_the_judge_notes_an_examination_in_court_once(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    with refused("procedure.not_at_this_stage"):
        examine_exhibit(case.uid, uid, by=house.judge, at=house.at)
    house.put_at(case, Stage.HEARING)
    with refused("procedure.not_your_act"):
        examine_exhibit(case.uid, uid, by=house.clerk, at=house.at)
    examine_exhibit(case.uid, uid, by=house.judge, at=house.at)
    assert Exhibit.objects.get(uid=uid).examined_at == house.at
    with refused("evidence.examined_before"):
        examine_exhibit(case.uid, uid, by=house.judge, at=house.at)


def test_both_parties_see_all_exhibits_with_their_files(house: House, case: CaseView) -> None:
    handed = material("exhibit")
    does(house, house.zhou, "submit_exhibit", case, (handed,), **GOOD)
    for who, mine in ((house.lin, [True, False]), (house.zhou, [False, True])):
        sheet = sheet_of(house.viewer(who.uid), case.uid)
        lines = sheet["evidence"]["exhibits"]
        assert [line["mine"] for line in lines] == mine
        assert lines[1]["files"][0]["sha256"] == handed.sha256
        named = {file["sha256"] for paper in sheet["papers"] for file in paper["files"]}
        assert handed.sha256 in named


def test_a_file_that_a_peer_did_not_screen_is_screened_here(house: House, case: CaseView) -> None:
    kept = keep_blob(b"<!doctype html><script>alert(1)</script>")
    page = Material("exhibit", "page.html", kept.sha256, kept.sm3, kept.size, "text/html", 1)
    with refused("documents.kind_not_accepted"):
        does(house, house.zhou, "submit_exhibit", case, (page,), **GOOD)
    assert numbers(case) == ["原告证据1"]


def test_what_was_filed_with_the_complaint_is_known_when_it_is_handed_in_again(house: House, case: CaseView) -> None:
    (iou,) = exhibits_of(case.uid)
    filed = newest_versions(iou.documents)[iou.documents[0]]
    again = Material("exhibit", filed.name, filed.sha256, filed.sm3, filed.size, filed.media_type, 1)
    with refused("evidence.submitted_before") as got:
        does(house, house.lin, "submit_exhibit", case, (again,), **GOOD)
    assert dict(got[0].facts)["number"] == "原告证据1"


def test_one_file_that_was_filed_for_two_things_stays_two_exhibits(house: House, case: CaseView) -> None:
    (iou,) = exhibits_of(case.uid)
    filed = newest_versions(iou.documents)[iou.documents[0]]
    lender = case.of_side(Side.PLAINTIFF)[0]

    def take(record: Recording) -> None:
        label = Label(Layer.CASE, court=case.court, case=case.uid, holder=lender.person)
        twin, _ = keep_upload(record, recall_upload(filed.sha256, filed.name), kind="x", title="借条", label=label)
        take_filed(record, case, lender, [Filed("借条", "约定利息", "", (twin,))])

    step(OPERATOR, house.at, take)
    assert numbers(case) == ["原告证据1", "原告证据2"]
