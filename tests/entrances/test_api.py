"""The public API: proofs for anybody; filing and the case log for a person with a token."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.builders import House, answers, picture, step
from tongban.documents.models import Document
from tongban.kernel.actor import Actor
from tongban.people.actions.register import open_account
from tongban.register.models import Entry

PASSWORD = "a-long-invented-password"


@pytest.fixture
def lin(house: House) -> Client:
    """The lender's program: its token is the only thing it sends."""
    return _program(house, house.lin.uid, "lin")


def _program(house: House, person: object, login: str) -> Client:
    office = Actor.office("", "test: accounts")
    account = step(office, house.at, lambda record: open_account(record, person=person, login=login, password=PASSWORD))
    browser = Client()
    browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = browser.post("/api/v1/token")
    assert answer.status_code == 200
    return Client(headers={"Authorization": f"Bearer {answer.json()['token']}"})


def _filing(program: Client, **changed: str) -> dict[str, object]:
    materials = [
        {"question": question, "upload": _sent(program)["upload"]} for question in ("files.identity", "files.iou")
    ]
    return {"interview": "private_lending", "answers": answers(**changed), "materials": materials}


def _sent(program: Client) -> dict[str, str]:
    file = picture()
    file.name = "scan.png"
    answer = program.post("/api/v1/files", {"file": file, "state_secret": "no"})
    assert answer.status_code == 201, answer.content
    return answer.json()


def _posted(program: Client, body: dict[str, object]):  # noqa: ANN202 - Django's test response
    return program.post("/api/v1/filings", body, content_type="application/json")


def test_the_description_names_every_operation(client: Client, db: None) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/v1/token",
        "/api/v1/interviews/{interview}",
        "/api/v1/files",
        "/api/v1/filings",
        "/api/v1/filings/{uid}",
        "/api/v1/bulk/columns/{interview}",
        "/api/v1/bulk/columns/{interview}/table",
        "/api/v1/bulk/tables",
        "/api/v1/bulk/tables/{uid}",
        "/api/v1/bulk/tables/{uid}/filing",
        "/api/v1/bulk/tables/{uid}/findings",
        "/api/v1/bulk/tables/{uid}/results",
        "/api/v1/bulk/tables/{uid}/twins",
        "/api/v1/bulk/tables/{uid}/warnings",
        "/api/v1/cases",
        "/api/v1/cases/{case}",
        "/api/v1/cases/{case}/log",
        "/api/v1/errands/{errand}/log",
        "/api/v1/proofs/codes/{code}",
        "/api/v1/proofs/digests/{sha256}",
        "/api/v1/law/deadlines",
        "/api/v1/law/deadlines/{rule_id}",
        "/api/v1/law/fees",
        "/api/v1/law/fee-kinds",
        "/api/v1/law/venue",
        "/api/v1/law/numbers",
        "/api/v1/law/case-types",
        "/api/v1/law/causes",
        "/api/v1/law/causes/{code}",
        "/api/v1/law/procedures",
        "/api/v1/law/procedures/{name}",
    }


def test_without_a_token_nothing_is_told(client: Client, house: House) -> None:
    for headers in ({}, {"Authorization": "Bearer forged"}):
        answer = client.get("/api/v1/cases", headers=headers)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"


def test_a_token_is_given_to_a_session_only(client: Client, house: House) -> None:
    assert client.post("/api/v1/token").status_code == 401


def test_a_token_dies_with_the_password(lin: Client, house: House) -> None:
    from tongban.people.models import Account

    account = Account.objects.get(login="lin")
    account.set_password("another-long-invented-one")
    account.save()
    assert lin.get("/api/v1/cases").status_code == 401


def test_a_program_files_for_its_person(lin: Client, house: House) -> None:
    answer = _posted(lin, _filing(lin))
    assert answer.status_code == 201, answer.content
    filing = answer.json()["filing"]
    assert lin.get(f"/api/v1/filings/{filing}").json()["stage"] == "under_review"
    entry = Entry.objects.get(event="filing_handed_in")
    assert entry.person == house.lin.uid


def test_all_findings_come_at_once_with_rule_and_remedy(lin: Client, house: House) -> None:
    answer = _posted(lin, _filing(lin, loan__amount="三万五", plaintiff__phone="x"))
    assert answer.status_code == 422
    reasons = {r["reason"]: r for r in answer.json()["reasons"]}
    assert {"amount.not_digits", "filing.phone_wrong"} <= set(reasons)
    assert reasons["amount.not_digits"]["law"]
    assert reasons["amount.not_digits"]["remedy"]
    assert not Entry.objects.filter(event="filing_handed_in").exists()


def test_an_answer_under_a_name_that_nothing_asks_for_is_refused_and_not_dropped(lin: Client, house: House) -> None:
    answer = _posted(lin, _filing(lin, loan__colour="红", files__iou="借条"))
    assert answer.status_code == 422
    found = [(one["reason"], one["fields"]) for one in answer.json()["reasons"]]
    assert found == [("filing.question_unknown", ["loan.colour"]), ("filing.question_unknown", ["files.iou"])]
    assert not Entry.objects.filter(event="filing_handed_in").exists()


def test_a_request_of_the_wrong_shape_is_named(lin: Client, house: House) -> None:
    answer = _posted(lin, {"interview": "private_lending"})
    assert answer.status_code == 422
    (reason,) = answer.json()["reasons"]
    assert reason["reason"] == "api.value_malformed"
    assert "answers" in reason["says"]
    assert reason["remedy"]


def test_an_upload_of_another_person_is_refused(lin: Client, house: House) -> None:
    zhou = _program(house, house.zhou.uid, "zhou")
    answer = _posted(zhou, _filing(lin))
    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["reason"] == "api.upload_unknown"


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00" + b"\0" * 64])
def test_a_bad_file_is_refused(lin: Client, content: bytes) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = lin.post("/api/v1/files", {"file": SimpleUploadedFile("../scan.png", content), "state_secret": "no"})
    assert answer.status_code == 422


def test_what_is_anothers_does_not_exist(lin: Client, house: House) -> None:
    zhou = _program(house, house.zhou.uid, "zhou")
    filing = _posted(lin, _filing(lin)).json()["filing"]
    case = house.case()
    for address in (f"filings/{filing}", f"cases/{case.uid}", f"cases/{case.uid}/log", f"errands/{case.uid}/log"):
        assert zhou.get(f"/api/v1/{address}").status_code == 404


def test_a_party_reads_the_log_of_the_case(lin: Client, house: House) -> None:
    case = house.case()
    assert [line["number"] for line in lin.get("/api/v1/cases").json()] == [case.number]
    assert lin.get(f"/api/v1/cases/{case.uid}").json()["number"] == case.number
    log = lin.get(f"/api/v1/cases/{case.uid}/log").json()
    assert log[0]["event"] == "case_docketed"
    assert log[0]["law"] == "CPL 126"


def test_anybody_checks_a_paper_and_learns_nothing_of_its_content(client: Client, house: House) -> None:
    house.case()
    assert house.work(without=frozenset()) is not None
    paper = Document.objects.filter(kind="acceptance_notice").get()
    answer = client.get(f"/api/v1/proofs/codes/{paper.code}")
    assert answer.status_code == 200
    checked = answer.json()
    assert checked["court_name"] == "重庆市渝中区人民法院"
    assert "林晓梅" not in answer.content.decode()
    assert client.get(f"/api/v1/proofs/digests/{checked['digest']}").json()["current"] is True


@pytest.mark.parametrize("code", ["TB-0000-0000-0001", "nonsense", "../../etc"])
def test_a_code_that_is_none_is_answered_with_a_reason(client: Client, house: House, code: str) -> None:
    assert client.get(f"/api/v1/proofs/codes/{code}").status_code in {404, 422}


def test_a_digest_that_was_never_issued_is_not_found(client: Client, house: House) -> None:
    assert client.get(f"/api/v1/proofs/digests/{'0' * 64}").status_code == 404


def test_the_questions_of_a_form_are_public(client: Client, db: None) -> None:
    asked = client.get("/api/v1/interviews/private_lending").json()
    assert {"plaintiff.name", "loan.amount"} <= {q["id"] for q in asked}
    assert client.get("/api/v1/interviews/none").status_code == 404
