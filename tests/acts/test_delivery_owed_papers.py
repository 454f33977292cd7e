"""Each day every paper owed is compared with each of those to whom it is owed; what nobody had becomes a task."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acts.conduct import does
from tests.acts.motions import asked, decided
from tests.acts.service import NONE, paid, quick_papers
from tests.acts.test_delivery_by_hand import defence_of
from tests.acts.test_filing_defence import told as answers
from tests.acts.test_motions_secured import preservation
from tests.acts.witnesses import asked as witness_asked
from tests.acts.witnesses import joined
from tests.builders import YUZHONG, House, person, refused, staff, step
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.witnesses import decide_witness
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.actions.correct import begin_correction
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.actions.unserved import dismiss_paper, serve_paper
from tongban.delivery.models import Dispatch, DispatchPaper, ServiceCheck, ServiceTask
from tongban.documents.actions.paper import issue_paper
from tongban.documents.models import Document
from tongban.filing.actions.decide import ask_correction, refuse
from tongban.filing.actions.refusals import note_refusal_served
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.witnesses import summon_again
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.motions.actions.decide import decide_motion
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db
PHONED = "2026年11月26日10时电话告知本人。"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def waiting(kind: str) -> set[str]:
    """What the open tasks of this kind are about: templates and facts."""
    return {row.says for row in ServiceTask.objects.filter(kind=kind, closed_at__isnull=True)}


def days_later(house: House, days: int = 3) -> None:
    house.clock.forward(days=days)
    assert house.work(without=NONE) == []
    reconcile_services(at=house.at)


def ruling_for_both(case: CaseView, served: list[UUID], record: Recording) -> UUID:
    """A ruling is made and its service ordered on those of its addressees who are not forgotten."""
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    data = {"to": "、".join(one.name for one in case.parties)}
    kind = {"kind": "ruling", "title": "民事裁定书"}
    paper = issue_paper(record, "motions/ruling", data, label=label, dated=record.at.date(), **kind)
    for uid in served:
        order(record, case, paper, uid, "ruling")
    return paper


def test_a_service_that_was_forgotten_for_one_of_two_addressees_is_found(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    lin, zhou = (one.uid for one in case.parties)
    whole = step(house.judge, house.at, partial(ruling_for_both, case, [lin, zhou]))
    half = step(house.judge, house.at, partial(ruling_for_both, case, [lin]))
    none = step(house.judge, house.at, partial(ruling_for_both, case, []))
    days_later(house)
    tasks = {row.paper: row for row in ServiceTask.objects.filter(kind="not_ordered")}
    assert tasks.keys() == {half, none}
    serve_paper(tasks[half].uid, zhou, by=house.clerk, at=house.at)
    serve_paper(tasks[none].uid, zhou, by=house.clerk, at=house.at)
    assert set(DispatchPaper.objects.filter(document=half).values_list("dispatch__party", flat=True)) == {lin, zhou}
    assert set(ServiceTask.objects.filter(closed_at__isnull=True, paper__isnull=False).values_list("paper")) == {
        (none,)
    }, "the task stays while somebody lacks the paper"
    days_later(house, 1)
    assert waiting("not_ordered") == {"motions/ruling"}
    serve_paper(tasks[none].uid, lin, by=house.clerk, at=house.at)
    days_later(house, 1)
    assert waiting("not_ordered") == set()
    assert not ServiceTask.objects.filter(paper=whole).exists()
    assert Dispatch.objects.filter(purpose="ruling").count() == 6


def test_what_a_person_dismissed_with_reasons_is_not_asked_for_again(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    step(house.judge, house.at, partial(ruling_for_both, case, [case.parties[0].uid]))
    days_later(house)
    task = ServiceTask.objects.get(kind="not_ordered")
    dismiss_paper(task.uid, reasons="被告已当庭签收，笔录在卷。", by=house.clerk, at=house.at)
    days_later(house, 1)
    assert waiting("not_ordered") == set()


def test_a_service_ordered_with_the_defence_notice_is_compared_for_each_defendant(house: House) -> None:
    case = paid(house)
    with lifted("test: the act forgot what it orders"):
        DispatchPaper.objects.filter(dispatch=defence_of(case)).delete()
    days_later(house)
    assert waiting("not_ordered") == {"filing/complaint", "filing/defence_notice", "delivery/join_letter"} | {
        "evidence/evidence_notice"
    }


def test_the_copy_of_a_defence_goes_to_the_plaintiff_as_soon_as_it_is_made(house: House) -> None:
    """CPL 128."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    does(house, house.zhou, "answer_claim", case, **answers(case))
    assert house.work(without=NONE) == []
    copy = Dispatch.objects.get(case=case.uid, purpose="defence_copy")
    assert (copy.party, copy.state) == (case.parties[0].uid, "served")


def ruling_for(case: CaseView, name: str, record: Recording) -> UUID:
    """A ruling is made for one party, and nobody orders its service."""
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    kind = {"kind": "ruling", "title": "民事裁定书"}
    return issue_paper(record, "motions/ruling", {"to": name}, label=label, dated=record.at.date(), **kind)


def test_nobody_is_served_at_the_desk_with_a_paper_that_is_not_owed_to_that_party(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    lin, zhou = case.parties
    ruling = step(house.judge, house.at, partial(ruling_for, case, lin.name))
    days_later(house)
    task = ServiceTask.objects.get(kind="not_ordered")
    clerk, address = signed_in(house, house.clerk.person), f"/desk/service/tasks/{task.uid}"
    with refused("delivery.not_owed_to"):
        serve_paper(task.uid, zhou.uid, by=house.clerk, at=house.at)
    step(house.judge, house.at, lambda record: order(record, case, ruling, lin.uid, "ruling"))
    page = clerk.get(address).content.decode()
    assert (str(lin.uid) in page, str(zhou.uid) in page) == (False, False), "it is on its way to whom it is owed"
    assert clerk.post(address, {"party": str(zhou.uid), "reasons": ""}).status_code == 422
    assert not DispatchPaper.objects.filter(document=ruling, dispatch__party=zhou.uid).exists()


def test_a_quiet_ruling_is_asked_for_only_when_the_other_side_may_know_of_it(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    decided(house, case, motion, "rule_preservation", exempt="secured")
    days_later(house)
    assert waiting("not_ordered") == set()
    decide_motion(case.uid, motion, "execute_ruling", {"measures": "已冻结"}, by=house.clerk, at=house.at)
    ruling = Document.objects.filter(kind="ruling").earliest("id")
    with lifted("test: one of two addressees was forgotten"):
        DispatchPaper.objects.filter(document=ruling.uid, dispatch__party=case.parties[1].uid).delete()
    days_later(house)
    assert list(ServiceTask.objects.filter(kind="not_ordered").values_list("paper", flat=True)) == [ruling.uid]


def summoned(house: House) -> tuple[CaseView, UUID]:
    """A witness was granted, and the day of the hearing is set."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    uid = witness_asked(house, case)
    decide_witness(case.uid, uid, grant=True, reasons="与待证事实有关。", by=house.judge, at=house.at)
    starts = house.at + timedelta(days=20)
    set_hearing(case.uid, place="第三法庭", starts_at=starts, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    return case, uid


def test_a_witness_of_whom_nothing_shows_that_she_knows_the_day_is_a_task_the_same_day(house: House) -> None:
    case, uid = summoned(house)
    house.clock.forward(minutes=1)
    reconcile_services(at=house.at)
    task = ServiceTask.objects.get(kind="not_told", closed_at__isnull=True)
    assert (task.case, task.says) == (case.uid, "hearings/witness_notice")
    with refused("delivery.no_such_task"):
        serve_paper(task.uid, case.parties[0].uid, by=house.clerk, at=house.at)
    she = person("何欢", 9)
    account_of(house, she.uid)
    joined(house, uid, she)
    days_later(house, 1)
    assert waiting("not_told") == set()


def test_a_witness_who_signs_in_here_has_news_of_every_summons(house: House) -> None:
    case, uid = summoned(house)
    she = person("何欢", 9)
    account_of(house, she.uid)
    joined(house, uid, she)
    summon_again(case.uid, uid, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert [(one.kind, one.concerns) for one in news_of(house.viewer(she.uid))] == [(News.HEARING, uid)]
    assert f"/testimony/{uid}/" in signed_in(house, she.uid).get("/account/news/").content.decode()
    days_later(house, 1)
    assert waiting("not_told") == set()


def test_how_a_witness_was_told_is_noted_and_a_new_summons_is_asked_for_anew(house: House) -> None:
    case, uid = summoned(house)
    days_later(house, 1)
    task = ServiceTask.objects.get(kind="not_told")
    with refused("delivery.words_missing"):
        dismiss_paper(task.uid, reasons="", by=house.clerk, at=house.at)
    dismiss_paper(task.uid, reasons=PHONED, by=house.clerk, at=house.at)
    days_later(house, 1)
    assert waiting("not_told") == set()
    summon_again(case.uid, uid, by=house.clerk, at=house.at)
    days_later(house, 1)
    assert waiting("not_told") == {"hearings/witness_notice"}
    assert ServiceTask.objects.filter(kind="not_told", closed_at__isnull=True).count() == 1


def test_what_is_asked_of_a_filer_reaches_the_account_or_is_a_task_until_the_filer_answers(house: House) -> None:
    account_of(house, house.zhou.uid)
    silent, told = house.filing(), house.filing(house.zhou)
    for uid in (silent, told):
        ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at)
    days_later(house)
    tasks = ServiceTask.objects.filter(closed_at__isnull=True)
    assert {(row.paper, row.says) for row in tasks if row.says != "filing/receipt"} == {(silent, "correction_asked")}
    draft = house.amend(begin_correction(house.viewer(house.lin.uid), silent), loan__amount="200000")
    house.hand_in(draft)
    days_later(house)
    assert "correction_asked" not in waiting("not_told")


def test_a_receipt_lies_in_the_account_was_handed_over_at_the_counter_or_is_a_task(house: House) -> None:
    account_of(house, house.zhou.uid)
    house.filing(house.zhou)
    house.hand_in(house.draft(loan__amount="2000"), helper=house.clerk)
    nobody = house.filing()
    days_later(house)
    tasks = ServiceTask.objects.filter(kind="not_told", closed_at__isnull=True)
    assert [Document.objects.get(uid=row.paper).subject for row in tasks] == [nobody]
    account_of(house, house.lin.uid)
    days_later(house, 1)
    assert waiting("not_told") == set()


def test_a_receipt_that_was_never_made_is_a_task_whoever_reads_here(house: House) -> None:
    account_of(house, house.lin.uid)
    house.filing()
    house.work()
    house.clock.forward(days=3)
    reconcile_services(at=house.at)
    assert waiting("not_told") == {"filing/receipt"}


def test_a_ruling_of_refusal_is_a_task_until_the_day_of_its_service_is_noted(house: House) -> None:
    account_of(house, house.lin.uid)
    offline, online = house.filing(consent__service="offline"), house.filing()
    for uid in (offline, online):
        refuse(uid, "起诉人与本案没有直接利害关系。", by=house.judge, at=house.at)
    days_later(house)
    assert waiting("not_told") == {"filing/refusal"}
    assert ServiceTask.objects.get().case is None
    note_refusal_served(offline, house.at.date(), by=house.clerk, at=house.at)
    days_later(house, 1)
    assert waiting("not_told") == set()
    assert ServiceCheck.objects.latest("day").found == 0


def test_a_registration_of_which_no_notice_was_made_is_a_task_where_nobody_reads_of_it(house: House) -> None:
    account_of(house, house.zhou.uid)
    told, untold = house.case(house.zhou), house.case()
    assert house.work(without=frozenset({"issue_acceptance_notice"})) == []
    house.clock.forward(days=3)
    reconcile_services(at=house.at)
    rows = [row for row in ServiceTask.objects.filter(kind="not_told") if row.says == "filing_accepted"]
    assert [row.case for row in rows] == [untold.uid]
    assert told.uid != untold.uid


def test_a_clerk_notes_at_the_desk_how_the_filer_was_told(house: House) -> None:
    uid = house.filing()
    ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at)
    days_later(house)
    task = next(row for row in ServiceTask.objects.all() if row.says == "correction_asked")
    clerk, address = signed_in(house, house.clerk.person), f"/desk/service/tasks/{task.uid}"
    assert address in clerk.get("/desk/service/tasks").content.decode()
    page = clerk.get(address).content.decode()
    assert f"/desk/filings/{uid}" in page
    assert clerk.post(address, {"reasons": ""}).status_code == 422
    assert clerk.post(address, {"reasons": PHONED}).status_code == 302
    task.refresh_from_db()
    assert (task.closed_at, task.reasons) == (house.at, PHONED)
    other = staff(YUZHONG, Role.JUDGE, "张伟")
    for stranger in (other.person, house.wuhou_clerk.person):
        assert signed_in(house, stranger).get(address).status_code == 404
    days_later(house, 1)
    assert "correction_asked" not in waiting("not_told")


def test_the_list_of_many_tasks_is_read_as_quickly_as_that_of_few(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    clerk, asked_for = signed_in(house, house.clerk.person), []
    for _round in range(2):
        for _paper in range(2):
            step(house.judge, house.at, partial(ruling_for_both, case, []))
            house.filing()
        days_later(house)
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get("/desk/service/tasks").status_code == 200
        asked_for.append(len(seen))
    assert ServiceTask.objects.filter(closed_at__isnull=True).count() >= 8
    assert asked_for[0] >= asked_for[1]


def test_only_those_who_lack_a_paper_are_offered_at_the_desk(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    lin, zhou = (one.uid for one in case.parties)
    step(house.judge, house.at, partial(ruling_for_both, case, [lin]))
    days_later(house)
    address = f"/desk/service/tasks/{ServiceTask.objects.get(kind='not_ordered').uid}"
    clerk = signed_in(house, house.clerk.person)
    page = clerk.get(address).content.decode()
    assert (str(zhou) in page, str(lin) in page) == (True, False)
    assert clerk.post(address, {"party": str(zhou), "reasons": ""}).status_code == 302
    assert waiting("not_ordered") == set()
