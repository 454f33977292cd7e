"""Originals: asked for on one of four grounds, answered, compared, held to be met in one of five ways."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.acts.conduct import does, prepared
from tests.builders import House, material, refused
from tests.entrances.portal_people import account_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.cooperation.queries import sheet_of
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import RemovalAct
from tongban.dossier.actions.custody import move_item, take_papers
from tongban.dossier.actions.originals import compare, cure_document, note_brought, require_document
from tongban.dossier.models import Comparison, Item, OriginalRequest
from tongban.dossier.queries import comparisons_seen_by, requests_on_court, requests_seen_by
from tongban.dossier.vocabulary import Cure, Demand, Handed, Outcome, Reply, RequestStage
from tongban.evidence.actions.exhibits import accept_form, pass_audit, require_original
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.evidence.actions.secrecy import keep_secret, lift_secrecy
from tongban.evidence.queries import exhibits_of
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.register.models import Entry

TODAY = date(2026, 11, 23)
IOU = Handed("借条", "original", 1, 1)
ASKED = Demand("unclear", "第二页金额不清晰。", date(2026, 12, 4), "示例路1号诉讼服务中心")


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def iou(case: CaseView) -> UUID:
    """The exhibit that was filed."""
    return exhibits_of(case.uid)[0].uid


def file_of(house: House, case: CaseView, kind: str = "") -> UUID:
    """A document of the case: that of the exhibit, or one of another kind."""
    if not kind:
        return exhibits_of(case.uid)[0].documents[0]
    return next(d.uid for d in documents_of(house.viewer(house.lin.uid), case=case.uid) if d.kind == kind)


def mine(house: House, case: CaseView) -> list[dict[str, Any]]:
    return sheet_of(house.viewer(house.lin.uid), case.uid)["originals"]


def ask(house: House, case: CaseView, exhibit: UUID, **changed: Any) -> None:
    require_original(case.uid, exhibit, replace(ASKED, **changed), by=house.clerk, at=house.at)


def compared(house: House, case: CaseView, outcome: str = "identical", **more: Any) -> None:
    told = {"outcome": outcome, "way": "in_person"} | more
    compare(case.uid, file_of(house, case), **told, by=house.clerk, at=house.at)


def test_the_party_reads_ground_reasons_period_and_address_and_answers(house: House, case: CaseView, iou: UUID) -> None:
    ask(house, case, iou)
    (line,) = mine(house, case)
    assert (line["subject"], line["law"], line["until"]) == (str(iou), "在线诉讼规则 12(2)(ii)", "2026-12-04")
    assert (line["reasons"], line["address"]) == (ASKED.reasons, ASKED.address)
    does(house, house.lin, "answer_original", case, request=line["uid"], reply="cannot", words="原件在对方手中。")
    (seen,) = requests_seen_by(house.viewer(house.lin.uid), case.uid)
    assert (seen.stage, seen.reply, seen.words) == (RequestStage.ANSWERED, Reply.CANNOT, "原件在对方手中。")
    does(house, house.lin, "answer_original", case, request=line["uid"], reply="bring")
    assert mine(house, case)[0]["reply"] == "bring"
    body = Entry.objects.filter(event="original_answered").first()
    assert body is not None
    assert "对方" not in str(body.body)


def test_the_other_side_is_asked_nothing_and_answers_nothing(house: House, case: CaseView, iou: UUID) -> None:
    ask(house, case, iou)
    assert sheet_of(house.viewer(house.zhou.uid), case.uid)["originals"] == []
    request = str(OriginalRequest.objects.get().uid)
    for named in (request, "no uid"):
        with refused("dossier.no_such_request"):
            does(house, house.zhou, "answer_original", case, request=named, reply="bring")


def test_an_original_is_not_asked_for_without_reasons_period_and_address(
    house: House, case: CaseView, iou: UUID
) -> None:
    with refused("dossier.reasons_missing", "dossier.address_missing", "dossier.period_wrong"):
        ask(house, case, iou, reasons="", until=None, address="")
    assert not OriginalRequest.objects.exists()
    assert exhibits_of(case.uid)[0].stage == "submitted"


def test_what_was_brought_needs_no_answer_and_is_compared(house: House, case: CaseView, iou: UUID) -> None:
    ask(house, case, iou)
    request = OriginalRequest.objects.get().uid
    note_brought(case.uid, request, by=house.clerk, at=house.at)
    with refused("request.not_at_this_stage"):
        does(house, house.lin, "answer_original", case, request=str(request), reply="post")
    compared(house, case)
    accept_form(case.uid, iou, Cure.COMPARED, by=house.judge, at=house.at)
    (seen,) = requests_seen_by(house.viewer(house.lin.uid), case.uid)
    assert (seen.stage, seen.cure) == (RequestStage.CURED, Cure.COMPARED)
    assert Entry.objects.get(event="original_cured").basis == "在线诉讼规则 13(iv)"


def test_compared_is_no_ground_before_a_comparison_or_after_one_that_found_a_difference(
    house: House, case: CaseView, iou: UUID
) -> None:
    pass_audit(case.uid, iou, by=house.clerk, at=house.at)
    with refused("exhibit.compared"):
        accept_form(case.uid, iou, Cure.COMPARED, by=house.judge, at=house.at)
    compared(house, case, "differs", where="第1页金额：一为壹万，一为壹拾万。")
    with refused("exhibit.compared"):
        accept_form(case.uid, iou, Cure.COMPARED, by=house.judge, at=house.at)
    compared(house, case)
    accept_form(case.uid, iou, Cure.COMPARED, by=house.judge, at=house.at)
    assert exhibits_of(case.uid)[0].cure is Cure.COMPARED


def test_the_record_of_comparison_names_the_thing_in_the_store(house: House, case: CaseView) -> None:
    item, document = thing(house, case), file_of(house, case)
    compared(house, case, item=item)
    found = comparisons_seen_by(house.viewer(house.zhou.uid), case.uid)[document]
    assert (found.outcome, found.item, found.by) == (Outcome.IDENTICAL, item, house.clerk.person)
    assert Item.objects.get().document == document
    assert json.loads(Entry.objects.get(event="document_compared").body)["where"] == ""


def thing(house: House, case: CaseView) -> UUID:
    """The note of debt, handed over at the counter."""
    take_papers((IOU,), person=house.lin.uid, case=case.uid, place="柜", by=house.clerk, at=house.at)
    return Item.objects.latest("id").uid


def test_a_thing_that_differs_is_not_taken_for_the_original_of_the_file(house: House, case: CaseView) -> None:
    item = thing(house, case)
    compared(house, case, "differs", where="缺第2页。", item=item)
    assert Item.objects.get().document is None
    compared(house, case, item=item)
    assert Item.objects.get().document == file_of(house, case)


def test_nothing_is_compared_with_a_thing_of_another_case_or_one_that_is_not_at_the_court(
    house: House, case: CaseView
) -> None:
    other = house.case(house.zhou, plaintiff__name="周志强")
    with refused("dossier.no_such_item"):
        compared(house, case, item=thing(house, other))
    lent = thing(house, case)
    move_item(lent, "lend", who="鉴定机构", signed="借阅单签名", by=house.clerk, at=house.at)
    with refused("dossier.no_such_item"):
        compared(house, case, item=lent)
    assert not Comparison.objects.exists()


def test_a_document_of_another_case_is_not_compared_here(house: House, case: CaseView) -> None:
    other = house.case(house.zhou, plaintiff__name="周志强")
    with refused("dossier.no_such_document"):
        compare(other.uid, file_of(house, case), outcome="identical", way="in_person", by=house.judge, at=house.at)


def test_the_complaint_itself_may_be_asked_for_and_held_to_be_met(house: House, case: CaseView) -> None:
    document = file_of(house, case, "complaint")
    plaintiff = next(p for p in case.parties if p.side is Side.PLAINTIFF)
    asked = (case.uid, document, plaintiff.uid, replace(ASKED, trigger="file_rules"))
    require_document(*asked, by=house.clerk, at=house.at)
    with refused("dossier.asked_before"):
        require_document(*asked, by=house.clerk, at=house.at)
    with refused("request.not_your_act"):
        cure_document(case.uid, document, "notarised", by=house.clerk, at=house.at)
    with refused("dossier.cure_missing"):
        cure_document(case.uid, document, "believed", by=house.judge, at=house.at)
    with refused("dossier.not_compared"):
        cure_document(case.uid, document, "compared", by=house.judge, at=house.at)
    cure_document(case.uid, document, "notarised", by=house.judge, at=house.at)
    assert OriginalRequest.objects.get().stage == RequestStage.CURED
    require_document(*asked, by=house.clerk, at=house.at)
    assert OriginalRequest.objects.count() == 2


def test_what_hangs_on_a_secret_exhibit_is_secret_with_it(house: House, case: CaseView) -> None:
    does(house, house.zhou, "submit_exhibit", case, (material("files"),), title="名单", proves="往来", source="本人")
    exhibit = exhibits_of(case.uid)[-1]
    compare(case.uid, exhibit.documents[0], outcome="identical", way="online", by=house.clerk, at=house.at)
    lin = house.viewer(house.lin.uid)
    assert exhibit.documents[0] in comparisons_seen_by(lin, case.uid)
    keep_secret(case.uid, exhibit.uid, "trade", reasons="含客户名单。", by=house.judge, at=house.at)
    assert exhibit.documents[0] not in comparisons_seen_by(lin, case.uid)
    lift_secrecy(case.uid, exhibit.uid, reasons="已公开。", by=house.judge, at=house.at)
    assert exhibit.documents[0] in comparisons_seen_by(lin, case.uid)


def test_a_state_secret_takes_the_words_about_its_original_along(house: House, case: CaseView, iou: UUID) -> None:
    ask(house, case, iou)
    compared(house, case, "differs", where="图纸编号不同。")
    ask_removal(file_of(house, case), reason="有密级标志。", by=house.clerk, at=house.at)
    assert mine(house, case) == []
    assert comparisons_seen_by(house.viewer(house.lin.uid), case.uid) == {}
    removal = json.loads(Entry.objects.get(event="removal_asked").body)["removal"]
    decide_removal(UUID(removal), RemovalAct.CONFIRM, by=house.judge, at=house.at)
    assert OriginalRequest.objects.get().reasons == ""
    assert Comparison.objects.get().where == ""


def test_what_turned_out_to_be_no_secret_lies_where_it_lay_before(house: House, case: CaseView, iou: UUID) -> None:
    ask(house, case, iou)
    compared(house, case)
    ask_removal(file_of(house, case), reason="疑有密级标志。", by=house.clerk, at=house.at)
    removal = json.loads(Entry.objects.get(event="removal_asked").body)["removal"]
    decide_removal(UUID(removal), RemovalAct.REFUSE, by=house.judge, at=house.at)
    assert [line["subject"] for line in mine(house, case)] == [str(iou)]
    assert file_of(house, case) in comparisons_seen_by(house.viewer(house.zhou.uid), case.uid)


def test_the_party_is_told_that_an_original_is_asked_for_and_the_court_what_waits_for_it(
    house: House, case: CaseView, iou: UUID
) -> None:
    account_of(house, house.lin.uid)
    ask(house, case, iou)
    house.work()
    assert [(one.kind, one.concerns) for one in news_of(house.viewer(house.lin.uid))] == [(News.ORIGINAL, case.uid)]
    assert news_of(house.viewer(house.zhou.uid)) == []

    def waits(today: date = TODAY) -> list[tuple[str, str]]:
        assert house.clerk.person
        found = requests_on_court(house.viewer(house.clerk.person), case.court, today)
        return [(one.stage, one.reply or "") for one in found]

    assert waits() == []
    assert waits(date(2026, 12, 5)) == [("asked", "")]
    uid = mine(house, case)[0]["uid"]
    does(house, house.lin, "answer_original", case, request=uid, reply="cannot", words="原件在对方手中。")
    assert waits() == [("answered", "cannot")]
    does(house, house.lin, "answer_original", case, request=uid, reply="post")
    assert waits() == []
    note_brought(case.uid, UUID(uid), by=house.clerk, at=house.at)
    assert waits(date(2026, 12, 5)) == []


def test_a_party_reads_where_its_own_things_are_and_nothing_of_the_others(house: House, case: CaseView) -> None:
    item = thing(house, case)
    move_item(item, "return", who="林晓梅", signed="签名", by=house.clerk, at=house.at)
    thing(house, case)
    lines = sheet_of(house.viewer(house.lin.uid), case.uid)["things"]
    assert [(line["title"], line["form"], line["stage"]) for line in lines] == [
        ("借条", "original", "returned"),
        ("借条", "original", "held"),
    ]
    assert "柜" not in str(lines)
    assert sheet_of(house.viewer(house.zhou.uid), case.uid)["things"] == []


def test_the_period_of_a_request_lies_ahead(house: House, case: CaseView, iou: UUID) -> None:
    with refused("dossier.period_wrong"):
        ask(house, case, iou, until=house.at.date() - timedelta(days=1))
