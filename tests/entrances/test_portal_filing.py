"""Writing and handing in a complaint at the portal."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import House, id_number, picture, refused
from tests.entrances.portal_people import browser
from tongban.filing.models import Draft, Filing
from tongban.filing.queries import draft_of, files_of
from tongban.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def pages_of(uid: UUID) -> list[str]:
    names = ("plaintiff", "defendant", "loan", "court", "story", "evidence", "service")
    return [
        f"/file/{uid}/",
        f"/file/{uid}/court/",
        f"/file/{uid}/check/",
        f"/file/{uid}/agent/",
        *(f"/file/{uid}/pages/{name}/" for name in names),
    ]


def test_a_stranger_reads_which_problems_there_are(house: House) -> None:
    page = browser(house).get("/file/")
    assert page.status_code == 200
    assert "民间借贷" in page.content.decode()


def test_a_draft_begins_with_what_the_court_knows(house: House) -> None:
    client = browser(house, house.lin.uid)
    answer = client.post("/file/start/private_lending/")
    assert answer.status_code == 302
    assert house.lin.id_number in client.get(answer.url).content.decode()


def test_every_page_of_a_draft_opens_for_its_owner_alone(house: House) -> None:
    uid = house.draft().uid
    owner, other, clerk = (browser(house, who) for who in (house.lin.uid, house.zhou.uid, house.clerk.person))
    for address in pages_of(uid):
        assert owner.get(address).status_code == 200, address
        assert other.get(address).status_code == 404, address
        assert clerk.get(address).status_code == 404, address
        assert browser(house).get(address).url.startswith("/sign-in/login/"), address


@pytest.mark.parametrize("typed", ["-1", "0", "1e99", "三万五", "\x00", "9" * 400, "186500"])
def test_whatever_is_typed_is_kept(house: House, typed: str) -> None:
    uid = house.draft().uid
    client = browser(house, house.lin.uid)
    assert client.post(f"/file/{uid}/save/", {"loan.amount": typed}).status_code == 204
    kept = draft_of(house.viewer(house.lin.uid), uid).answers["loan.amount"]
    assert kept == typed.replace("\x00", "")
    assert client.get(f"/file/{uid}/court/").status_code == 200
    assert client.get(f"/file/{uid}/check/").status_code == 200


@pytest.mark.parametrize("typed", ["壹拾捌万陆仟伍佰元整", "18.65万元", "186,500.00元"])
def test_an_amount_in_chinese_words_is_kept_in_digits(house: House, typed: str) -> None:
    uid = house.draft().uid
    assert browser(house, house.lin.uid).post(f"/file/{uid}/save/", {"loan.amount": typed}).status_code == 204
    assert draft_of(house.viewer(house.lin.uid), uid).answers["loan.amount"] == "186500.00"


def test_autosave_keeps_only_questions_of_the_form(house: House) -> None:
    uid = house.draft().uid
    client = browser(house, house.lin.uid)
    assert client.post(f"/file/{uid}/save/", {"holder": "x", "loan.due": "2026年3月8日"}).status_code == 204
    answers = draft_of(house.viewer(house.lin.uid), uid).answers
    assert "holder" not in answers
    assert answers["loan.due"] == "2026-03-08"


def test_all_findings_of_a_page_stand_beside_their_questions(house: House) -> None:
    uid = house.draft().uid
    wrong = {"loan.amount": "十八万多", "loan.happened": "2099-01-01", "loan.due": "spring", "loan.paid_how": "barter"}
    page = browser(house, house.lin.uid).post(f"/file/{uid}/pages/loan/", wrong)
    body = page.content.decode()
    assert page.status_code == 422
    assert all(f'href="#id_{name}' in body for name in ("loan.amount", "loan.happened", "loan.due", "loan.paid_how"))


def test_the_court_page_names_the_losing_court_and_why_the_clause_wins(house: House) -> None:
    body = browser(house, house.lin.uid).get(f"/file/{house.draft().uid}/court/").content.decode()
    assert "渝中区人民法院" in body
    assert "武侯区人民法院" in body
    assert "民事诉讼法第35条" in body


def test_without_a_clause_the_plaintiff_chooses_among_competent_courts(house: House) -> None:
    uid = house.draft(agreement__kind="none").uid
    client = browser(house, house.lin.uid)
    assert client.post(f"/file/{uid}/court/", {"court": "最高法"}).status_code == 422
    assert client.post(f"/file/{uid}/court/", {"court": "渝0103"}).status_code == 302
    assert draft_of(house.viewer(house.lin.uid), uid).answers["court.chosen"] == "渝0103"


def test_a_good_file_is_kept_with_its_digest_and_a_bad_one_is_explained(house: House) -> None:
    uid = house.draft(files=False).uid
    client = browser(house, house.lin.uid)
    address = f"/file/{uid}/pages/evidence/"
    sent = {
        "files.identity": SimpleUploadedFile("../../card.png", picture().read()),
        "files.iou": SimpleUploadedFile("iou.pdf", b"no pdf at all"),
        "add": "yes",
    }
    page = client.post(address, sent)
    kept = [material for _uid, material in files_of(uid)]
    assert page.status_code == 422
    assert [(m.question, m.name) for m in kept] == [("files.identity", "card.png")]
    digits = re.sub(r"<[^>]+>|\s", "", page.content.decode())
    assert kept[0].sha256 in digits


def test_files_of_somebody_who_names_a_state_secret_are_not_taken_in(house: House) -> None:
    uid = house.draft(files=False).uid
    sent = {"state.secret": "yes", "files.iou": SimpleUploadedFile("iou.png", picture().read()), "add": "yes"}
    page = browser(house, house.lin.uid).post(f"/file/{uid}/pages/evidence/", sent)
    assert (page.status_code, "立案窗口" in page.content.decode()) == (422, True)
    assert files_of(uid) == []
    with refused("documents.state_secret"):
        house.hand_in(house.draft(state__secret="yes"))
    with refused("filing.answer_missing"):
        house.hand_in(house.draft(state__secret=""))


def test_an_empty_file_is_refused_in_words(house: House) -> None:
    uid = house.draft(files=False).uid
    sent = {"files.iou": SimpleUploadedFile("iou.pdf", b""), "add": "yes"}
    assert browser(house, house.lin.uid).post(f"/file/{uid}/pages/evidence/", sent).status_code == 422
    assert files_of(uid) == []


def test_a_file_is_taken_out_again_by_its_owner_alone(house: House) -> None:
    uid = house.draft().uid
    file = files_of(uid)[0][0]
    address = f"/file/{uid}/files/{file}/remove/"
    assert browser(house, house.zhou.uid).post(address, {"page": "evidence"}).status_code == 404
    assert browser(house, house.lin.uid).post(address, {"page": "evidence"}).status_code == 302
    assert file not in [found for found, _material in files_of(uid)]


def test_the_check_page_links_every_finding_to_its_place(house: House) -> None:
    uid = house.draft(files=False, defendant__name="", loan__amount="0").uid
    body = browser(house, house.lin.uid).get(f"/file/{uid}/check/").content.decode()
    for question, page in (("defendant.name", "defendant"), ("loan.amount", "loan"), ("files.iou", "evidence")):
        assert f"/file/{uid}/pages/{page}/#id_{question}" in body
    assert "hand-in" not in body


def test_handing_in_needs_the_explicit_press(house: House) -> None:
    uid = house.draft().uid
    assert browser(house, house.lin.uid).post(f"/file/{uid}/hand-in/").url == f"/file/{uid}/check/"
    assert Draft.objects.get(uid=uid).result is None


def test_handing_in_twice_gives_one_filing_and_the_same_answer(house: House) -> None:
    uid = house.draft().uid
    client = browser(house, house.lin.uid)
    first, second = (client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"}, follow=True) for _ in range(2))
    filing = Filing.objects.get()
    assert first.redirect_chain[-1] == second.redirect_chain[-1] == (f"/filings/{filing.uid}/", 302)
    assert first.status_code == 200


def test_handing_in_with_gaps_shows_all_findings_and_files_nothing(house: House) -> None:
    uid = house.draft(files=False, loan__amount="-1").uid
    page = browser(house, house.lin.uid).post(f"/file/{uid}/hand-in/", {"confirmed": "yes"})
    assert page.status_code == 422
    assert not Filing.objects.exists()


def test_a_filing_is_seen_by_its_applicant_alone(house: House) -> None:
    address = f"/filings/{house.filing()}/"
    assert browser(house, house.lin.uid).get(address).status_code == 200
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    assert browser(house, house.clerk.person).get(address).status_code == 404
    assert browser(house).get(address).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        "/file/{}/",
        "/file/{}/pages/loan/",
        "/file/{}/check/",
        "/filings/{}/",
        "/errands/{}/",
        "/errands/{}/log/",
        "/acts/{}/",
    ],
)
def test_what_does_not_exist_looks_like_what_is_secret(house: House, address: str) -> None:
    assert browser(house, house.lin.uid).get(address.format(new_id())).status_code == 404


def test_nonsense_addresses_and_forms_are_never_a_server_error(house: House) -> None:
    uid, client = house.draft().uid, browser(house, house.lin.uid)
    assert client.get(f"/file/{uid}/pages/nonsense/").status_code == 404
    assert client.post("/file/start/nonsense/").status_code == 404
    assert client.post(f"/file/{uid}/files/{new_id()}/remove/", {"page": "evidence"}).status_code == 302
    assert client.post(f"/file/{uid}/pages/evidence/", {"files.iou": "text instead of a file"}).status_code in {
        200,
        302,
        422,
    }
    assert client.get(f"/file/{uid}/save/").status_code == 405


def test_the_register_names_the_clerk_who_helps(house: House) -> None:
    client = browser(house, house.wuhou_clerk.person)
    session = client.session
    session["assisting"], session["assisting_court"] = str(house.lin.uid), "川0107"
    session.save()
    address = client.post("/file/start/private_lending/").url
    body = client.get(address).content.decode()
    draft = Draft.objects.get()
    assert (draft.holder, draft.helper, draft.helper_court) == (house.lin.uid, house.wuhou_clerk.person, "川0107")
    assert "陈静" in body
    assert "林晓梅" in body


AGENT = {
    "kind": "lawyer",
    "name": "陈律师",
    "id_kind": "resident",
    "id_number": id_number(31),
    "firm": "示例律师事务所",
    "scope": "general",
    "since": "2026-11-01",
    "state_secret": "no",
}


def test_an_agent_is_named_beside_the_answers_and_taken_out_again(house: House) -> None:
    uid, client = house.draft().uid, browser(house, house.lin.uid)
    scan = {name: SimpleUploadedFile("委托书.png", picture().getvalue(), "image/png") for name in ("files", "proofs")}
    lacking = client.post(f"/file/{uid}/agent/", AGENT | {"firm": "", "proofs": scan["proofs"]})
    assert lacking.status_code == 422
    assert "示例" not in lacking.content.decode()
    assert 'name="nobody"' in lacking.content.decode(), "what was kept can be taken out again at once"
    assert draft_of(house.viewer(house.lin.uid), uid).answers["agent.name"] == "陈律师", "what was right is kept"
    problems = client.get(f"/file/{uid}/check/").content.decode()
    assert f"/file/{uid}/agent/#id_firm" in problems
    assert f"/file/{uid}/agent/#id_files" in problems
    assert client.post(f"/file/{uid}/agent/", AGENT | {"files": scan["files"]}).url == f"/file/{uid}/"
    questions = [material.question for _uid, material in files_of(uid)]
    assert {"agent.files", "agent.proofs"} <= set(questions)
    checked = client.get(f"/file/{uid}/check/").content.decode()
    assert "陈律师" in checked
    assert "示例律师事务所" in checked
    both = {name: SimpleUploadedFile(f"{name}.png", picture().getvalue(), "image/png") for name in ("files", "proofs")}
    unasked = client.post(f"/file/{uid}/agent/", AGENT | both | {"state_secret": ""}).content.decode()
    said = unasked.partition('class="errors__list"')[2].partition("</ul>")[0]
    assert said.count("<li>") == 1, "for both files it is asked once"
    [paper] = [file for file, material in files_of(uid) if material.question == "agent.files"]
    assert client.post(f"/file/{uid}/files/{paper}/remove/").url == f"/file/{uid}/agent/"
    assert client.post(f"/file/{uid}/agent/", {"nobody": "yes"}).url == f"/file/{uid}/"
    assert not {"agent.files", "agent.proofs"} & {material.question for _uid, material in files_of(uid)}
    assert "陈律师" not in client.get(f"/file/{uid}/check/").content.decode()
    assert client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes"}).status_code == 302
    assert Filing.objects.count() == 1
