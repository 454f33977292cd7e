"""Pages about ways of service: visits, notices, doubts and the post at the desk; address and doubts of parties."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from tests.acts.service import NONE, letter_of, paid, picture, quick_papers
from tests.acts.test_delivery_by_hand import TEXT, defence_of, ordinary
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.links import linked
from tests.rules.test_delivery_carriers import HEAD
from tongban.access.log import reads_of
from tongban.cases.vocabulary import Stage
from tongban.delivery.actions.notices import publish
from tongban.delivery.actions.post import import_post_file
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.models import Attempt, Dispatch, PublicNotice, ServiceAddress, ServiceTask

pytestmark = pytest.mark.django_db

VISIT = {
    "day": "2026-11-23",
    "place": "home",
    "end": "refused",
    "taker": "recipient",
    "taker_name": "周志强",
    "officers": "王芳、李明",
    "refusal": "称与其无关",
}


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_the_desk_leads_from_a_service_to_each_way_that_the_law_leaves(house: House) -> None:
    case = paid(house)
    one = defence_of(case)
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/service/{one.uid}"
    page = words(clerk, address)
    for way in ("visit", "entrust"):
        assert f"{address}/{way}" in page
    assert f"{address}/notice" not in page
    assert "Simplified procedure knows no public notice." in page
    assert clerk.get(f"{address}/notice").status_code == 404
    assert "Convert the procedure" in words(judge, f"{address}/notice")


def test_a_clerk_notes_a_visit_with_everything_that_is_missing_told_at_once(house: House) -> None:
    case = paid(house)
    one = defence_of(case)
    clerk = signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/service/{one.uid}/visit"
    wrong = clerk.post(address, VISIT | {"officers": "王芳"})
    assert wrong.status_code == 422
    assert "Papers are left before witnesses" in wrong.content.decode()
    assert "2 are needed" in wrong.content.decode()
    assert clerk.post(address, {}).status_code == 422
    photo = picture()
    photo.name = "photo.png"
    assert clerk.post(address, VISIT | {"state_secret": "no", "files": photo}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.served_by) == ("served", "left")
    assert "送达过程记录" in words(clerk, f"/desk/cases/{case.uid}/service/{one.uid}")


def test_another_court_is_asked_and_its_slip_noted(house: House) -> None:
    case = paid(house)
    clerk = signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/service/{defence_of(case).uid}"
    assert clerk.post(f"{address}/entrust", {"court": "nowhere"}).status_code == 422
    assert clerk.post(f"{address}/entrust", {"court": "川0107"}).status_code == 302
    way = Attempt.objects.get(channel="entrusted")
    assert f"{address}/ways/{way.uid}/result" in words(clerk, address)
    told = VISIT | {"end": "nobody", "refusal": "", "taker": "", "taker_name": ""}
    assert clerk.post(f"{address}/ways/{way.uid}/result", told).status_code == 302
    way.refresh_from_db()
    assert (way.state, way.why) == ("failed", "nobody")
    early = clerk.post(f"{address}/ways/{letter_of(case).uid}/give-up")
    assert early.status_code == 422
    assert "its time is not over" in early.content.decode()


def test_a_unit_hands_papers_on_and_its_slip_is_noted(house: House) -> None:
    case = paid(house)
    clerk = signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/service/{defence_of(case).uid}"
    told = {"unit": "prison", "name": "示例监狱", "address": "重庆市示例区示例路9号"}
    assert f"{address}/unit" in words(clerk, address)
    assert clerk.post(f"{address}/unit", told | {"name": "长" * 200}).status_code == 422
    assert clerk.post(f"{address}/unit", told).status_code == 302
    way = Attempt.objects.get(channel="unit")
    assert f"{address}/unit/{way.uid}" in words(clerk, address)
    assert clerk.post(f"{address}/unit/{way.uid}", {"end": "signed", "day": "2026-11-22"}).status_code == 422
    assert clerk.post(f"{address}/unit/{way.uid}", {"end": "signed", "day": "2026-11-23"}).status_code == 302
    assert defence_of(case).served_by == "unit"


def test_anybody_reads_a_public_notice_while_its_period_runs(house: House) -> None:
    case = paid(house)
    ordinary(case)
    judge = signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/service/{defence_of(case).uid}/notice"
    assert judge.post(address, {"ground": "missing", "course": "", "gist": ""}).status_code == 422
    told = {"ground": "missing", "course": TEXT.course, "gist": TEXT.gist}
    assert judge.post(address, told).status_code == 302
    notice = PublicNotice.objects.get()
    stranger = Client(headers={"accept-language": "en"})
    before, settings.TONGBAN_CLOCK = settings.TONGBAN_CLOCK, house.clock
    try:
        page = words(stranger, f"/notices/{notice.uid}/")
        assert TEXT.gist in page
        assert TEXT.course not in page
        assert "周志强" in words(stranger, "/notices/")
        house.clock.forward(days=40)
        assert stranger.get(f"/notices/{notice.uid}/").status_code == 404
        assert "No public notice runs" in words(stranger, "/notices/")
    finally:
        settings.TONGBAN_CLOCK = before


def test_the_counter_notes_the_form_on_paper(house: House) -> None:
    case = paid(house)
    clerk = signed_in(house, house.clerk.person)
    address = f"/desk/cases/{case.uid}/addresses"
    zhou = case.parties[1]
    told = {"party": str(zhou.uid), "address": "重庆市渝中区新示例路8号", "phone": "13900000000", "choice": "online"}
    wrong = clerk.post(address, told)
    assert wrong.status_code == 422
    assert "Nobody is bound by a form that was not read." in wrong.content.decode()
    assert clerk.post(address, told | {"told": "on"}).status_code == 302
    assert "重庆市渝中区新示例路8号" in words(clerk, address)
    assert signed_in(house, house.wuhou_clerk.person).get(address).status_code == 404


def test_letters_are_put_together_and_printed_as_one_file(house: House) -> None:
    paid(house)
    clerk = signed_in(house, house.clerk.person)
    made = clerk.post("/desk/post")
    assert made.status_code == 302
    page = words(clerk, made["Location"])
    assert "周志强" in page
    assert "参加诉讼告知函" in page
    printed = clerk.get(linked(clerk, f"{made['Location']}/print"))
    assert printed.status_code == 200
    assert b"".join(printed).startswith(b"%PDF")
    again = clerk.post("/desk/post")
    assert again.status_code == 422
    assert "No letter waits" in again.content.decode()
    other = signed_in(house, house.wuhou_clerk.person)
    assert other.get(made["Location"]).status_code == 404
    import_post_file(HEAD.encode() + b"LT1,E,taken,2026-11-23,,<b>\n", "day.csv", at=house.at)
    page = words(clerk, "/desk/post")
    assert "day.csv" in page
    assert "No letter has this number." in page
    assert "<b>" not in page
    address = f"/desk/service/tasks/{ServiceTask.objects.get(kind='post_row').uid}"
    assert address in words(clerk, "/desk/service/tasks")
    assert "day.csv, 2: " in words(clerk, address)
    assert clerk.post(address, {"reasons": ""}).status_code == 422
    assert clerk.post(address, {"reasons": "已与邮政企业核实，不是本院的邮件。"}).status_code == 302
    assert address not in words(clerk, "/desk/service/tasks")


def test_tasks_lead_to_where_they_are_done_and_a_doubt_is_the_judges(house: House) -> None:
    case = paid(house)
    lin = signed_in(house, house.lin.uid)
    one = Dispatch.objects.get(case=case.uid, purpose="evidence", party=case.parties[0].uid)
    contest = f"/cases/{case.uid}/served/{one.uid}/contest/"
    assert contest in words(lin, f"/cases/{case.uid}/served/{one.uid}/")
    assert lin.post(contest, {"says": "没有"}).status_code == 422
    assert lin.post(contest, {"says": "账号被他人使用，我没有收到这些文书。"}).status_code == 302
    task = ServiceTask.objects.get(kind="contested")
    judge, clerk = signed_in(house, house.judge.person), signed_in(house, house.clerk.person)
    address = f"/desk/service/tasks/{task.uid}"
    assert address in words(judge, "/desk/service/tasks")
    assert address in words(clerk, "/desk/")
    assert "账号被他人使用" in words(judge, address)
    reads = [one for one in reads_of(settings.TONGBAN.home, case.uid) if one.task == "desk:service_task"]
    assert [one.person for one in reads] == [str(house.judge.person)], "who read what the party says of its service"
    decision = {"end": "stands", "reasons": "登录记录显示为本人操作。"}
    assert "The judge of the case decides this." in clerk.post(address, decision).content.decode()
    assert judge.post(address, decision).status_code == 302
    assert "登录记录显示为本人操作。" in words(judge, address)
    house.clock.forward(days=25)
    reconcile_services(at=house.at)
    silent = ServiceTask.objects.get(kind="silent")
    assert judge.get(f"/desk/service/tasks/{silent.uid}")["Location"] == (
        f"/desk/cases/{case.uid}/service/{defence_of(case).uid}"
    )
    assert signed_in(house, house.wuhou_judge.person).get(address).status_code == 404
    assert "18 December 2026" in words(clerk, "/desk/service/tasks")


def test_a_party_confirms_its_address_on_the_portal(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    zhou = signed_in(house, house.zhou.uid)
    assert "Confirm where the court reaches you" in words(zhou, f"/cases/{case.uid}/")
    address = f"/cases/{case.uid}/address/"
    words(zhou, address)
    told = {"address": "重庆市渝中区新示例路8号", "phone": "13900000000", "email": "", "choice": "", "told": ""}
    wrong = zhou.post(address, told)
    assert wrong.status_code == 422
    assert "Nobody is bound by a form that was not read." in wrong.content.decode()
    assert zhou.post(address, told | {"told": "on"}).status_code == 302
    assert ServiceAddress.objects.get().ground == "confirmed"
    assert "重庆市渝中区新示例路8号" in words(zhou, address)
    assert "Confirm where the court reaches you" not in words(zhou, f"/cases/{case.uid}/")
    assert "新示例路8号" not in words(signed_in(house, house.lin.uid), f"/cases/{case.uid}/address/")


@pytest.mark.parametrize("page", ["service/tasks", "post", f"service/tasks/{'0' * 8}-0000-0000-0000-{'0' * 12}"])
def test_the_lists_do_not_exist_for_parties(house: House, page: str) -> None:
    assert signed_in(house, house.lin.uid).get(f"/desk/{page}").status_code == 404


def test_a_notice_published_beside_a_visit_shows_both_ways(house: House) -> None:
    case = paid(house)
    ordinary(case)
    publish(defence_of(case).uid, TEXT, by=house.judge, at=house.at)
    page = words(signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/service/{defence_of(case).uid}")
    assert "by public notice" in page
    assert date(2026, 12, 23) == PublicNotice.objects.get().ends_on
    assert house.work(without=NONE) == []
