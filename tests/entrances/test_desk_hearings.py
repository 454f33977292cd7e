"""The desk's pages of evidence and hearings, by role."""

from __future__ import annotations

import pytest

from tests.acts.agents import SPECIAL, accepted, named
from tests.acts.conduct import consent, does, prepared
from tests.builders import House, material
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.cases.actions.agents import accept_authority
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.evidence.models import Round
from tongban.evidence.queries import exhibits_of
from tongban.evidence.vocabulary import ExhibitStage
from tongban.frame.guard import lifted
from tongban.hearings.models import Confirmation, LineDraft, RecordLine
from tongban.hearings.queries import hearing_of

pytestmark = pytest.mark.django_db
PAGES = (
    "evidence",
    "evidence/exchange",
    "evidence/inquiry",
    "evidence/close",
    "evidence/audit",
    "hearings",
    "hearings/set",
)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_staff_of_the_court_alone(house: House, case: CaseView, page: str) -> None:
    address = f"/desk/cases/{case.uid}/{page}"
    assert signed_in(house, house.clerk.person).get(address).status_code == 200
    assert signed_in(house, house.judge.person).get(address).status_code == 200
    for other in (house.wuhou_clerk.person, house.lin.uid):
        assert signed_in(house, other).get(address).status_code == 404


def test_a_clerk_opens_and_closes_an_exchange(house: House, case: CaseView) -> None:
    client, base = signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/evidence"
    refused = client.post(f"{base}/exchange", {"days": "3"})
    assert refused.status_code == 422
    assert "林晓梅、周志强" in refused.content.decode()
    consent(house, case, "exchange")
    assert client.post(f"{base}/exchange", {"days": "1e99"}).status_code == 422
    assert client.post(f"{base}/exchange", {"days": "3"}).status_code == 302
    (round_,) = Round.objects.all()
    assert client.post(f"{base}/close", {"round": str(round_.uid)}).status_code == 302
    assert Round.objects.get().state == "closed"


def test_only_a_judge_puts_questions(house: House, case: CaseView) -> None:
    consent(house, case, "inquiry")
    address, told = f"/desk/cases/{case.uid}/evidence/inquiry", {"questions": "何时借款？\n\n如何交付？", "days": "3"}
    assert signed_in(house, house.clerk.person).post(address, told).status_code == 422
    assert signed_in(house, house.judge.person).post(address, told).status_code == 302
    assert Round.objects.get().questions.count() == 2


def test_an_exhibit_is_audited_with_its_ground(house: House, case: CaseView) -> None:
    client, address = signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/evidence/audit"
    told = {"exhibit": str(exhibits_of(case.uid)[0].uid), "decision": "require_original"}
    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"trigger": "unclear"}).status_code == 422
    told |= {"trigger": "unclear", "reasons": "看不清。", "until": "2026-12-04", "address": "示例路1号"}
    assert client.post(address, told).status_code == 302
    assert exhibits_of(case.uid)[0].stage is ExhibitStage.ORIGINAL_REQUIRED


def test_a_hearing_is_played_from_setting_the_day_to_the_signature(house: House, case: CaseView) -> None:
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/hearings"
    assert clerk.post(f"{base}/set", {"place": "", "starts_at": "nonsense"}).status_code == 422
    assert clerk.post(f"{base}/set", {"place": "第三法庭", "starts_at": "2026-11-24T09:30"}).status_code == 302
    hearing = hearing_of(case.uid)
    assert hearing is not None
    assert hearing.starts_at.isoformat() == "2026-11-24T01:30:00+00:00"
    everybody = {"present": [str(p.uid) for p in case.parties]}
    assert judge.post(f"{base}/open", everybody).status_code == 422
    house.clock.forward(days=1)
    assert clerk.post(f"{base}/open", everybody).status_code == 422
    assert judge.post(f"{base}/open", everybody).status_code == 302
    line = {"part": "opening", "speaker": "judge", "text": "现在开庭。"}
    assert clerk.post(f"{base}/record", line).status_code == 302
    kept = clerk.post(f"{base}/record", line | {"corrects": "1"}, headers={"HX-Request": "true"})
    assert (kept.status_code, "<html" in kept.content.decode()) == (200, False)
    assert RecordLine.objects.count() == 2
    assert judge.post(f"{base}/close").status_code == 302
    assert case_by_uid(case.uid).stage is Stage.DELIBERATION
    note = {"party": str(case.parties[0].uid), "way": "paper"}
    assert clerk.post(f"{base}/signature", note).status_code == 302
    assert Confirmation.objects.get().way == "paper"
    assert "现在开庭。" in clerk.get(base).content.decode()


def test_an_agent_is_ticked_checked_and_speaks_under_the_own_name(house: House, case: CaseView) -> None:
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/hearings"
    clerk.post(f"{base}/set", {"place": "第三法庭", "starts_at": "2026-11-23T15:00"})
    uid = named(house, case, house.zhou, **SPECIAL)
    page = judge.get(f"{base}/open").content.decode()
    assert "被告 周志强的委托诉讼代理人 陈律师" in page
    assert 'name="written"' not in page
    room = {"present": [str(case.parties[0].uid), str(uid)]}
    refused = judge.post(f"{base}/open", room)
    assert refused.status_code == 422
    assert "陈律师 has no authority on this day" in refused.content.decode()
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert judge.post(f"{base}/open", room).status_code == 302
    line = {"part": "debate", "speaker": str(uid), "text": "请求分期履行。"}
    assert clerk.post(f"{base}/record", line).status_code == 302
    row = RecordLine.objects.get()
    assert (row.speaker, row.name) == ("agent", "陈律师")
    assert "本人未到庭，由代理人到庭" in judge.get(base).content.decode()


def test_a_divorce_asks_for_the_party_or_its_will_in_writing(house: House, case: CaseView) -> None:
    with lifted("a test makes it a divorce"):
        Case.objects.filter(uid=case.uid).update(cause="14")
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/hearings"
    clerk.post(f"{base}/set", {"place": "第三法庭", "starts_at": "2026-11-23T15:00"})
    room = {"present": [str(case.parties[0].uid), str(accepted(house, case, house.zhou))]}
    refused = judge.post(f"{base}/open", room)
    assert refused.status_code == 422
    assert "周志强 comes itself" in refused.content.decode()
    assert judge.post(f"{base}/open", room | {"written": ["nobody"]}).status_code == 422
    assert judge.post(f"{base}/open", room | {"written": [str(case.parties[1].uid)]}).status_code == 302


def test_an_empty_line_is_refused_in_place_and_the_draft_is_kept(house: House, case: CaseView) -> None:
    house.put_at(case, Stage.PREPARATION)
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/hearings"
    clerk.post(f"{base}/set", {"place": "第三法庭", "starts_at": "2026-11-23T15:00"})
    judge.post(f"{base}/open", {"present": [str(case.parties[0].uid)]})
    empty = clerk.post(f"{base}/record", {"part": "opening", "speaker": "witness", "text": ""})
    assert empty.status_code == 422
    assert clerk.post(f"{base}/record/draft", {"text": "原告陈述"}).status_code == 204
    assert "原告陈述" in clerk.get(f"{base}/record").content.decode()
    assert (RecordLine.objects.count(), LineDraft.objects.count()) == (0, 1)


def test_the_desk_shows_what_is_not_shown_about_a_chained_exhibit(house: House, case: CaseView) -> None:
    told = {"title": "聊天记录", "proves": "承诺还款", "chained": "yes"}
    does(house, house.lin, "submit_exhibit", case, (material("exhibit"),), **told)
    uid = str(exhibits_of(case.uid)[1].uid)
    does(house, house.lin, "show_capture", case, (material("notary", name="公证书.png"),), exhibit=uid, source="手机")
    page = signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}/evidence").content.decode()
    assert page.count("not shown") == 4
    assert "公证书.png" in page


def test_the_check_the_report_and_the_ruling_are_pages_of_the_desk(house: House, case: CaseView) -> None:
    told = {"title": "聊天记录", "proves": "承诺还款", "chained": "yes"}
    does(house, house.lin, "submit_exhibit", case, (material("exhibit"),), **told)
    uid, base = exhibits_of(case.uid)[1].uid, f"/desk/cases/{case.uid}/evidence"
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    page = clerk.get(f"{base}/{uid}/chain").content.decode()
    assert "Not proven" in page
    assert "Make the report" in page
    assert "Rule about this exhibit" not in page
    assert clerk.post(f"{base}/{uid}/chain").status_code == 302
    assert "原告证据2区块链存证核验报告" in clerk.get(f"{base}/{uid}/chain").content.decode()
    assert f"{base}/ruling?exhibit={uid}" in judge.get(f"{base}/{uid}/chain").content.decode()
    assert " checked" in judge.get(f"{base}/ruling?exhibit={uid}").content.decode()
    unheard = judge.post(f"{base}/ruling", {"exhibit": str(uid), "ruling": "unaltered"})
    assert unheard.status_code == 422
    assert "The other side was not heard" in unheard.content.decode()
    good = {"exhibit": str(uid), "ruling": "appraisal", "reasons": "笔迹存疑"}
    assert clerk.post(f"{base}/ruling", good).status_code == 422
    assert judge.post(f"{base}/ruling", good).status_code == 302
    assert "笔迹存疑" in judge.get(base).content.decode()


def test_a_check_page_is_for_staff_of_the_court_and_of_a_known_exhibit(house: House, case: CaseView) -> None:
    address = f"/desk/cases/{case.uid}/evidence/{exhibits_of(case.uid)[0].uid}/chain"
    assert signed_in(house, house.lin.uid).get(address).status_code == 404
    assert signed_in(house, house.wuhou_judge.person).get(address).status_code == 404
    for page in ("chain", "expert"):
        other = f"/desk/cases/{case.uid}/evidence/{case.uid}/{page}"
        clerk = signed_in(house, house.clerk.person)
        assert clerk.get(linked(clerk, other)).status_code == 404
    judge = signed_in(house, house.judge.person)
    pack = judge.get(linked(judge, address.replace("/chain", "/expert")))
    assert b"".join(pack.streaming_content).startswith(b"PK")
    assert (
        "No party says"
        in signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}/evidence/ruling").content.decode()
    )
