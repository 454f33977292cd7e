"""Ways that somebody takes by hand: visits, papers left, another court, public notice; and where a party is served."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.builders import WUHOU, House, material, party, refused, step
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case
from tongban.cases.queries import clocks_of, consents_of
from tongban.cases.vocabulary import CaseView, Side, Stage, Step, Track
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.delivery.actions.addresses import confirm_address, note_address
from tongban.delivery.actions.letters import give_up, hand_to_post, note_return, send_again
from tongban.delivery.actions.notices import publish
from tongban.delivery.actions.visits import note_entrusted, note_visit
from tongban.delivery.models import Attempt, Dispatch, PublicNotice, ServiceTask
from tongban.delivery.queries.addresses import address_of
from tongban.delivery.queries.owed import notices_running
from tongban.delivery.vocabulary.visits import NoticeGround, NoticeText, Place, Taker, Visit, VisitEnd
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db

OFFICERS = ("王芳", "李明")
VISIT = Visit(date(2026, 11, 24), Place.HOME, VisitEnd.SIGNED, Taker.FAMILY, "周母", OFFICERS)
NOBODY = replace(VISIT, end=VisitEnd.NOBODY, taker=None, taker_name="")
FORM = {
    "address": "重庆市渝中区新示例路8号",
    "postcode": "400010",
    "phone": "13900000000",
    "email": "",
    "account": "",
    "receiver": "",
}
TEXT = NoticeText(NoticeGround.MISSING, "居委会证明周志强外出两年，去向不明。", "原告请求归还借款186500元。")


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def defence_of(case: CaseView) -> Dispatch:
    return Dispatch.objects.filter(case=case.uid, purpose="defence").latest("id")


def open_tasks(dispatch: Dispatch) -> set[str]:
    return set(ServiceTask.objects.filter(dispatch=dispatch, closed_at__isnull=True).values_list("kind", flat=True))


def certificate_of(dispatch: Dispatch) -> dict[str, object]:
    found: dict[str, object] = json.loads(Document.objects.get(kind="certificate", subject=dispatch.uid).data)
    return found


def ordinary(case: CaseView) -> None:
    with lifted("test: the case was converted"):
        Case.objects.filter(uid=case.uid).update(track=Track.ORDINARY)


def failed_letter(house: House, case: CaseView, reason: str = "not_collected") -> None:
    letter = letter_of(case)
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    note_return(letter.uid, reason=reason, by=house.clerk, at=house.at)


def test_a_relative_who_lives_there_signs_and_the_certificate_tells_who(house: House) -> None:
    case = paid(house)
    house.clock.forward(days=2)
    note_visit(defence_of(case).uid, VISIT, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.whole_day, dispatch.law) == (
        "served",
        "direct",
        True,
        "CPL 88",
    )
    told = certificate_of(dispatch)
    assert told["signed_by"] == {"at": "2026-11-24", "name": "周母", "relation": "同住成年家属"}
    assert told["way"] == "直接送达"
    assert "李明" in str(told["note"])
    clocks = {clock.rule: clock for clock in clocks_of(case.uid) if clock.owed_by == str(dispatch.party)}
    assert clocks["defence"].started == date(2026, 11, 24)
    assert {clock.rule for clock in clocks_of(case.uid) if clock.met_at} >= {"complaint_copy_to_defendant"}


def test_papers_refused_at_home_are_left_with_their_record(house: House) -> None:
    case = paid(house)
    house.clock.forward(days=2)
    refusal = replace(VISIT, end=VisitEnd.REFUSED, refusal="称与其无关")
    with refused("delivery.nobody_saw_it"):
        note_visit(defence_of(case).uid, refusal, by=house.clerk, at=house.at)
    assert open_tasks(defence_of(case)) == set()
    with_record = replace(refusal, recorded=True)
    note_visit(defence_of(case).uid, with_record, by=house.clerk, at=house.at, files=[material("files")])
    assert house.work(without=NONE) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "left", "CPL 89")
    assert Document.objects.get(subject=dispatch.uid, kind="visit_record").layer == "staff"
    told = certificate_of(dispatch)
    assert "signed_by" not in told
    assert "拒绝签收，事由：称与其无关" in str(told["note"])


def test_a_visit_in_vain_leaves_the_letter_on_its_way_and_alone_becomes_a_task(house: House) -> None:
    case = paid(house)
    house.clock.forward(days=2)
    note_visit(defence_of(case).uid, NOBODY, by=house.clerk, at=house.at)
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("under_way", set())
    failed_letter(house, case)
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("undelivered", {"next_way"})
    task = ServiceTask.objects.get(kind="next_way", closed_at__isnull=True)
    assert task.due == date(2026, 11, 28)
    send_again(defence_of(case).uid, by=house.clerk, at=house.at)
    assert open_tasks(defence_of(case)) == set()


def test_only_staff_of_the_court_note_visits(house: House) -> None:
    case = paid(house)
    house.clock.forward(days=2)
    with refused("delivery.no_such_dispatch"):
        note_visit(defence_of(case).uid, VISIT, by=house.wuhou_clerk, at=house.at)
    with refused("service.not_your_act"):
        note_visit(defence_of(case).uid, VISIT, by=replace(house.clerk, role="liaison"), at=house.at)


def test_another_court_serves_and_its_slip_counts(house: House) -> None:
    case = paid(house)
    house.clock.forward(days=2)
    for code in (case.court, "渝9999", ""):
        with refused("delivery.court_unfit"):
            entrust_service(defence_of(case).uid, code, by=house.clerk, at=house.at)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    way = Attempt.objects.get(dispatch=defence_of(case), channel="entrusted")
    assert (way.state, way.address) == ("sent", WUHOU)
    letter = json.loads(Document.objects.get(kind="entrustment").data)
    assert letter["recipient"] == "周志强"
    assert letter["days"] == 10
    house.clock.forward(days=5)
    signed = replace(VISIT, day=date(2026, 11, 29), taker=Taker.RECIPIENT, taker_name="周志强", officers=("陈静",))
    note_entrusted(way.uid, signed, by=house.clerk, at=house.at)
    with refused("delivery.letter_not_at_this_state"):
        note_entrusted(way.uid, signed, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "entrusted", "CPL 91; SI 134; CPL 88")
    assert "武侯区人民法院" in str(certificate_of(dispatch)["address"])


def test_a_public_notice_waits_for_its_reasons_its_procedure_and_its_end(house: House) -> None:
    case = paid(house)
    uid = defence_of(case).uid
    with refused("delivery.notice_in_simplified"):
        publish(uid, TEXT, by=house.judge, at=house.at)
    ordinary(case)
    with refused("delivery.ways_left", "delivery.course_missing", "delivery.gist_missing"):
        publish(uid, NoticeText(NoticeGround.EXHAUSTED, "", ""), by=house.judge, at=house.at)
    with refused("service.not_your_act"):
        publish(uid, TEXT, by=house.clerk, at=house.at)
    failed_letter(house, case, "moved")
    publish(uid, TEXT, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    (shown,) = notices_running(Viewer(now=house.at))
    assert (shown.to, shown.ends_on) == ("周志强", date(2026, 12, 23))
    assert "参加诉讼告知函" not in shown.titles
    assert TEXT.course not in json.loads(Document.objects.get(kind="public_notice").data).values()
    house.clock.forward(days=30)
    assert house.work(without=NONE) == []
    assert defence_of(case).state == "under_way"
    house.clock.forward(days=1)
    assert house.work(without=NONE) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "notice", "CPL 95")
    assert certificate_of(dispatch)["served"] == "2026-12-23"
    assert TEXT.course in str(certificate_of(dispatch)["note"])
    clocks = {clock.rule: clock for clock in clocks_of(case.uid) if clock.owed_by == str(dispatch.party)}
    assert clocks["defence"].started == date(2026, 12, 23)
    assert notices_running(Viewer(now=house.at)) == []


def test_who_is_found_while_the_notice_runs_is_served_by_what_came_first(house: House) -> None:
    case = paid(house)
    ordinary(case)
    publish(defence_of(case).uid, replace(TEXT, abroad=True), by=house.judge, at=house.at)
    assert PublicNotice.objects.get().ends_on == date(2027, 1, 22)
    house.clock.forward(days=2)
    note_visit(defence_of(case).uid, VISIT, by=house.clerk, at=house.at)
    house.clock.forward(days=90)
    assert house.work(without=NONE) == []
    assert (defence_of(case).served_by, defence_of(case).earlier) == ("direct", None)


def test_a_confirmed_address_moves_the_waiting_letter_and_binds(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    zhou = party(house.zhou.uid)
    with refused("delivery.address_missing", "delivery.not_told"):
        step(zhou, house.at, lambda r: confirm_address(r, case=case.uid, **(FORM | {"address": "家"})))
    step(zhou, house.at, lambda r: confirm_address(r, case=case.uid, **FORM, told="yes"))
    assert letter_of(case).address == "400010 重庆市渝中区新示例路8号"
    hand_to_post(letter_of(case).uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    house.clock.forward(days=4)
    note_return(letter_of(case).uid, reason="moved", day=date(2026, 11, 26), by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    dispatch = defence_of(case)
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "letter", "邮寄送达 11(1)")
    told = certificate_of(dispatch)
    assert told["served"] == "2026-11-26"
    assert "迁移新址不明" in str(told["note"])


def test_papers_go_to_no_address_that_the_party_denies_to_have_confirmed(house: House) -> None:
    """Whoever took the account would get the papers, and the party's periods would run unseen (在线诉讼规则 7(2))."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    zhou, uid = party(house.zhou.uid), case.of_side(Side.DEFENDANT)[0].uid

    def confirmed(address: str) -> UUID:
        house.clock.forward(minutes=1)
        told = FORM | {"address": address, "told": "yes"}
        step(zhou, house.at, lambda r: confirm_address(r, case=case.uid, **told))
        assert address_of(case.uid, uid).address == address
        return Entry.objects.filter(event="address_confirmed").latest("id").uid

    own, theirs = "重庆市渝中区新示例路8号", ["重庆市渝中区他人路1号", "重庆市渝中区他人路2号"]
    confirmed(own)
    for address, decide, counts in ((theirs[0], uphold, own), (theirs[1], reject, theirs[1])):
        dispute = dispute_act(confirmed(address), "不是我", court=house.clerk.court, by=zhou, at=house.at)
        assert address_of(case.uid, uid).address == own
        decide(dispute, "登录记录已核对。", by=house.clerk, at=house.at)
        assert address_of(case.uid, uid).address == counts


def test_the_form_on_paper_keeps_consent_and_a_refusal_to_give_an_address(house: House) -> None:
    case = paid(house)
    zhou = case.of_side(Side.DEFENDANT)[0]
    told = FORM | {"told": True, "by": house.clerk, "at": house.at}
    with refused("delivery.not_your_act"):
        note_address(case.uid, zhou.uid, withheld=False, choice="", **(told | {"by": house.wuhou_clerk}))
    note_address(case.uid, zhou.uid, withheld=False, choice="online", **told)
    assert consents_of(case.uid)[zhou.uid, Step.SERVICE].choice == "online"
    with refused("cases.consent_stands"):
        note_address(case.uid, zhou.uid, withheld=False, choice="offline", **told)
    note_address(case.uid, zhou.uid, withheld=True, choice="", **(told | {"phone": ""}))
    failed_letter(house, case, "not_collected")
    assert defence_of(case).law == "邮寄送达 11(1)"


def test_a_way_of_which_nothing_is_heard_is_given_up_only_when_its_time_is_over(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    with refused("delivery.not_overdue"):
        give_up(letter.uid, by=house.clerk, at=house.at)
    house.clock.forward(days=21)
    with refused("delivery.no_such_dispatch"):
        give_up(letter.uid, by=house.wuhou_clerk, at=house.at)
    give_up(letter.uid, by=house.clerk, at=house.at)
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("undelivered", {"next_way"})
    assert letter_of(case).why == "never_sent", "which exhausts no way"
