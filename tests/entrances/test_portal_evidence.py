"""Parties answer, hand in evidence, speak about it, ask for an asynchronous hearing, confirm the record: by pages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.acts.conduct import consent, prepared
from tests.builders import House, picture
from tests.entrances.portal_people import browser
from tests.links import linked
from tongban.cases.vocabulary import CaseView
from tongban.evidence.actions.rounds import open_exchange, open_inquiry
from tongban.evidence.models import Answer, Exhibit, Opinion
from tongban.evidence.queries import exhibits_of, rounds_seen_by
from tongban.filing.models import Defence
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import close_hearing, open_hearing, write_line
from tongban.hearings.models import Confirmation
from tongban.hearings.queries import hearing_of
from tongban.kernel.ids import new_id

pytestmark = pytest.mark.django_db


RECEIPT = {"title": "凭证", "proves": "已还", "state_secret": "no"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def upload(name: str = "凭证.png", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture().read() if content is None else content)


def closed_record(house: House, case: CaseView) -> str:
    set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(hours=1), by=house.clerk, at=house.at)
    open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
    words = {"part": "opening", "speaker": "judge", "name": "李明", "text": "现在开庭。"}
    write_line(case.uid, **words, by=house.clerk, at=house.at)
    return close_hearing(case.uid, by=house.judge, at=house.at)


@pytest.mark.parametrize("page", ["evidence/", "evidence/new/", "answer/", "asynchronous-hearing/"])
def test_every_page_is_for_the_parties_alone(house: House, case: CaseView, page: str) -> None:
    address = f"/cases/{case.uid}/{page}"
    assert browser(house, house.lin.uid).get(address).status_code == 200
    assert browser(house, house.zhou.uid).get(address).status_code == 200
    assert browser(house, house.clerk.person).get(address).status_code == 404
    assert browser(house).get(address).status_code == 302


def test_only_the_defendant_is_asked_to_answer(house: House, case: CaseView) -> None:
    address = f"/cases/{case.uid}/answer/"
    assert address in browser(house, house.zhou.uid).get(f"/cases/{case.uid}/").content.decode()
    assert address not in browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()


def test_the_defendant_answers_claim_by_claim(house: House, case: CaseView) -> None:
    client, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/answer/"
    wrong = client.post(address, {"claim_1": "deny", "claim_2": "accept", "facts": "partly"})
    assert wrong.status_code == 422
    assert 'href="#id_why_1"' in wrong.content.decode()
    good = {"claim_1": "partly", "why_1": "已还一万", "claim_2": "accept", "facts": "accept"}
    assert client.post(address, good).status_code == 302
    assert Defence.objects.count() == 1
    assert client.post(address, good).status_code == 422
    assert Defence.objects.count() == 1


def test_handing_in_says_everything_at_once_and_shows_the_digest_afterwards(house: House, case: CaseView) -> None:
    client, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/evidence/new/"
    empty = client.post(address, {})
    assert empty.status_code == 422
    body = empty.content.decode()
    assert all(f'href="#id_{field}"' in body for field in ("title", "proves", "files"))
    assert client.post(address, RECEIPT | {"files": upload()}).status_code == 302
    exhibit = Exhibit.objects.get(side="defendant")
    page = client.get(f"/cases/{case.uid}/evidence/{exhibit.uid}/").content.decode()
    assert "被告证据1" in page


def test_a_state_secret_is_asked_for_and_never_taken_in(
    house: House, case: CaseView, settings: Settings, tmp_path: Path
) -> None:
    client, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/evidence/new/"
    settings.TONGBAN_CONTENT = tmp_path
    secret = client.post(address, RECEIPT | {"state_secret": "yes", "files": upload("图纸.png")})
    assert (secret.status_code, "立案窗口" in secret.content.decode()) == (422, True)
    assert list(tmp_path.rglob("*")) == [], "the bytes were not kept for a moment"
    unsaid = client.post(address, RECEIPT | {"state_secret": "", "files": upload()})
    assert (unsaid.status_code, 'href="#id_state_secret' in unsaid.content.decode()) == (422, True)
    assert not Exhibit.objects.filter(side="defendant").exists()


@pytest.mark.parametrize(
    "file",
    [
        upload("空.png", b""),
        upload("坏.pdf", b"%PDF-1.7 no"),
        upload("x.exe", b"MZ" + b"0" * 100),
        upload("../../a.svg", b"<svg/>"),
    ],
    ids=["empty", "malformed", "program", "markup"],
)
def test_bad_files_change_nothing(house: House, case: CaseView, file: SimpleUploadedFile) -> None:
    client = browser(house, house.zhou.uid)
    answer = client.post(f"/cases/{case.uid}/evidence/new/", RECEIPT | {"files": file})
    assert answer.status_code == 422
    assert not Exhibit.objects.filter(side="defendant").exists()


def test_an_opinion_is_given_on_the_exhibits_page(house: House, case: CaseView) -> None:
    uid = exhibits_of(case.uid)[0].uid
    client, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/evidence/{uid}/"
    assert '<form method="post" novalidate' not in client.get(address).content.decode()
    consent(house, case, "exchange")
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    assert address in client.get(f"/cases/{case.uid}/").content.decode()
    missing = client.post(address, {"authenticity": "no"})
    assert missing.status_code == 422
    assert client.post(address, dict.fromkeys(("authenticity", "legality", "relevance"), "yes")).status_code == 302
    assert Opinion.objects.count() == 1


def test_nothing_is_ticked_beforehand(house: House, case: CaseView) -> None:
    consent(house, case, "exchange")
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    uid, client = exhibits_of(case.uid)[0].uid, browser(house, house.zhou.uid)
    for page in (f"evidence/{uid}/", "answer/", "asynchronous-hearing/"):
        assert " checked" not in client.get(f"/cases/{case.uid}/{page}").content.decode()


def test_a_question_of_the_court_is_answered_on_its_page(house: House, case: CaseView) -> None:
    consent(house, case, "inquiry")
    open_inquiry(case.uid, ["款项如何交付？"], days=3, by=house.judge, at=house.at)
    question = rounds_seen_by(house.viewer(house.lin.uid), case.uid)[0].questions[0].uid
    client, address = browser(house, house.lin.uid), f"/cases/{case.uid}/inquiry/{question}/"
    assert "款项如何交付" in client.get(address).content.decode()
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "银行转账"}).status_code == 302
    assert Answer.objects.get().text == "银行转账"
    assert client.get(f"/cases/{case.uid}/inquiry/{new_id()}/").status_code == 404
    assert client.get(f"/cases/{case.uid}/evidence/{new_id()}/").status_code == 404


def test_a_refused_asynchronous_hearing_names_the_conditions_with_their_article(house: House, case: CaseView) -> None:
    client, address = browser(house, house.lin.uid), f"/cases/{case.uid}/asynchronous-hearing/"
    answer = client.post(address, {"difficulty": "work", "application": "申请非同步庭审。"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "在线诉讼规则第20条（2）（iii）" in body
    assert "周志强" in body


def test_the_record_is_read_and_confirmed_online(house: House, case: CaseView) -> None:
    client, address = browser(house, house.lin.uid), f"/cases/{case.uid}/record/"
    assert client.get(address).status_code == 404
    digest = closed_record(house, case)
    page = client.get(address).content.decode()
    assert "现在开庭。" in page
    assert f"/cases/{case.uid}/consent/record/" in page
    assert client.post(address, {"digest": digest}).status_code == 422
    consent(house, case, "record")
    assert client.post(address, {"digest": "0" * 64}).status_code == 422
    assert client.post(address, {"digest": digest, "objections": ""}).status_code == 302
    assert Confirmation.objects.get().way == "online"
    found = hearing_of(case.uid)
    assert found is not None
    assert digest == found.digest


def test_a_chained_exhibit_asks_its_party_alone_where_it_comes_from(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    told = {"title": "聊天记录", "proves": "承诺还款", "chained": "yes", "state_secret": "no", "files": upload()}
    assert client.post(f"/cases/{case.uid}/evidence/new/", told).status_code == 302
    uid = exhibits_of(case.uid)[1].uid
    address = f"/cases/{case.uid}/evidence/{uid}/origin/"
    assert address in client.get(f"/cases/{case.uid}/").content.decode()
    other = browser(house, house.zhou.uid)
    assert other.get(address).status_code == 404
    assert other.get(f"/cases/{case.uid}/evidence/{uid}/").content.decode().count("未说明") == 6
    assert client.post(address, {}).status_code == 422
    bad = client.post(
        address, {"state_secret": "no", "source": "手机", "notary_file": upload("x.exe", b"MZ" + b"0" * 100)}
    )
    assert bad.status_code == 422
    assert 'href="#id_notary_file"' in bad.content.decode()
    assert (
        client.post(
            address, {"state_secret": "no", "source": "原告手机", "notary_file": upload("公证书.png")}
        ).status_code
        == 302
    )
    page = other.get(f"/cases/{case.uid}/evidence/{uid}/").content.decode()
    assert "原告手机" in page
    assert "公证书.png" in page
    assert page.count("未说明") == 4
    assert "原告手机" in client.get(address).content.decode()
    pack = other.get(linked(other, f"/cases/{case.uid}/evidence/{uid}/expert/"))
    assert b"".join(pack.streaming_content).startswith(b"PK")  # type: ignore[arg-type]
    judge = browser(house, house.judge.person)
    assert judge.get(linked(judge, f"/cases/{case.uid}/evidence/{uid}/expert/")).status_code == 404
