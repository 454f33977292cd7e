"""A state secret is asked for before a byte is taken, at each way in; what was erased is gone from each place."""

from __future__ import annotations

import ast
import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.acts.agents import GENERAL
from tests.acts.conduct import consent, does, prepared
from tests.acts.test_cooperation_at_the_competent_court import errand, outgoing
from tests.acts.test_state_secrets import REASON, everything_kept
from tests.builders import (
    YUZHONG,
    FakePeer,
    House,
    attachments,
    host,
    material,
    party,
    picture,
    refused,
    staff,
)
from tests.entrances.canary import BIRD, Flock, picture_with
from tests.entrances.portal_people import browser
from tongban.access.vocabulary import Layer
from tongban.api.tokens import issue_token
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.models import AskedPage, Matter
from tongban.documents.actions.upload import receive_upload
from tongban.documents.models import Document, Removal
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import RemovalAct
from tongban.evidence.actions.outside import receive_proof
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.evidence.queries import exhibits_of
from tongban.federation.models import Inbound, Outbound
from tongban.federation.rules.envelope import claimed_text
from tongban.filing.actions.decide import accept
from tongban.filing.models import Draft, DraftFile, Filing
from tongban.filing.rules.answers import GONE
from tongban.filing.rules.interview import interviews
from tongban.filing.vocabulary import Kind
from tongban.frame.guard import lifted
from tongban.people.models import Account, Person
from tongban.people.vocabulary import Role

LATER = frozenset({"render_paper", "deliver_envelope"})


# Asked for before a byte is taken


@pytest.mark.parametrize("answer", ["", "yes"])
def test_nothing_is_taken_without_a_no(answer: str) -> None:
    unread = io.BytesIO(picture().read())
    why = "documents.state_secret" if answer else "documents.state_secret_not_said"
    with refused(why):
        receive_upload(unread, "a.png", secret=answer)
    with refused(why):
        receive_proof(unread, "p.json", 4, secret=answer)
    assert unread.tell() == 0


@pytest.mark.parametrize(
    ("page", "sent_with"),
    [
        ("evidence/new/", {"title": "图纸", "proves": "结构", "files": "f"}),
        ("evidence/page/", {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售"}),
        ("agents/new/", GENERAL | {"files": "f"}),
    ],
)
@pytest.mark.parametrize("answer", ["", "yes"])
def test_each_page_of_a_case_that_takes_something_in_asks(
    house: House, page: str, sent_with: dict[str, str], answer: str
) -> None:
    case, content = prepared(house), picture().read()
    form: dict[str, Any] = {**sent_with, "state_secret": answer}
    if "files" in form:
        form["files"] = SimpleUploadedFile("a.png", content)
    told = browser(house, house.lin.uid).post(f"/cases/{case.uid}/{page}", form)
    assert (told.status_code, 'href="#id_state_secret' in told.content.decode()) == (422, True)
    assert not has_blob(hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("name", ["submit_exhibit", "order_capture", "show_capture", "import_proof"])
def test_each_act_that_takes_something_in_asks_whatever_page_it_came_from(house: House, name: str) -> None:
    """A page of another platform sends the same words: the court that has the case asks itself."""
    case = prepared(house)
    (iou, *_) = _exhibits(case.uid)
    told = {"state_secret": "yes", "exhibit": iou, "title": "图纸", "proves": "结构", "address": "https://a.example/"}
    wanted = {
        "submit_exhibit": ("title", "proves"),
        "order_capture": ("title", "proves", "address"),
        "show_capture": ("exhibit",),
        "import_proof": ("exhibit",),
    }[name]
    arguments = {key: told[key] for key in ("state_secret", *wanted)}
    handed = (material("exhibit"),) if name == "submit_exhibit" else ()
    with refused("documents.state_secret"):
        act_as_party(name, case=case.uid, by=party(house.lin.uid), at=house.at, arguments=arguments, materials=handed)


def test_a_program_is_asked_too(house: House) -> None:
    content = picture().read()
    with lifted("test: an account for a program"):
        account = Account.objects.create(login="lin-api", person_id=_person_id(house))
    client = browser(house)
    bearer = {"headers": {"authorization": f"Bearer {issue_token(account)}"}}
    file = lambda: SimpleUploadedFile("a.png", content)  # noqa: E731
    for answer in ({}, {"state_secret": "yes"}):
        told = client.post("/api/v1/files", {"file": file(), **answer}, **bearer)  # type: ignore[arg-type]
        assert told.status_code == 422
        assert told.json()["reasons"][0]["reason"].startswith("documents.state_secret")
    assert not has_blob(hashlib.sha256(content).hexdigest())
    assert client.post("/api/v1/files", {"file": file(), "state_secret": "no"}, **bearer).status_code == 201  # type: ignore[arg-type]


def test_each_interview_asks_on_the_page_of_its_files_and_stops_there() -> None:
    for interview in interviews().values():
        for page in interview.pages:
            kinds = [question.kind for question in page.questions]
            if Kind.FILES in kinds:
                first = next(i for i, question in enumerate(page.questions) if question.stops)
                assert first < kinds.index(Kind.FILES), (interview.id, page.id)


def test_the_page_of_files_takes_none_before_the_answer(house: House) -> None:
    draft, content = house.draft(files=False, state__secret=""), picture().read()
    client = browser(house, house.lin.uid)
    told = client.post(f"/file/{draft.uid}/pages/evidence/", {"files.iou": SimpleUploadedFile("a.png", content)})
    assert told.status_code == 422
    assert not has_blob(hashlib.sha256(content).hexdigest())
    assert not DraftFile.objects.filter(draft__uid=draft.uid).exists()


OPERATED = {"scan_folder.py"}
"""The folder of the court's own scanners, where nobody can be asked: what the court scans it has taken on paper, and
docs/guide/operating.md has the operator put a note at the scanner."""


def test_no_code_takes_bytes_in_past_the_question() -> None:
    """Whoever receives a file or a proof hands on an answer that a person gave: never one of its own."""
    found = 0
    for path in sorted((Path(__file__).resolve().parents[2] / "src" / "tongban").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"receive_upload", "receive_proof"}:
                told = next(word.value for word in node.keywords if word.arg == "secret")
                assert not isinstance(told, ast.Constant) or path.name in OPERATED, (path.name, node.lineno)
                found += 1
    assert found >= 4


def test_an_errand_that_does_not_say_no_goes_back(house: House) -> None:
    host("渝")
    sichuan = FakePeer(slug="sichuan", tree=("川",)).admit()
    scans = (material("files.identity"), material("files.iou"))
    told = errand(sichuan, scans)
    told["package"]["answers"]["state.secret"] = "yes"
    sichuan.send("filing", told, attachments=attachments(scans))
    assert house.work(without=LATER) == []
    (answer,) = outgoing("filing-answer")
    assert "documents.state_secret" in {one["reason"] for one in answer.body["answer"]["refusals"]}
    assert not Filing.objects.exists()


# Gone from each place


def sings(bird: str) -> list[str]:
    """Where the canary still is: tables as the platform itself reads them (decrypted), raw tables, files."""
    found = []
    for model in apps.get_models():
        for row in model._default_manager.all():
            said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
            found += [f"{model.__name__}.{name}" for name, value in said.items() if bird in repr(value)]
            token = getattr(row, "token", "")
            if token and model in (Outbound, Inbound):
                found += [f"{model.__name__}.token"] if bird in claimed_text(token) else []
    if bird.encode() in BIRD.findall(everything_kept()):
        found.append("bytes")
    return sorted(set(found))


def take_out(house: House, document: UUID) -> UUID:
    ask_removal(document, reason=REASON, by=house.clerk, at=house.at)
    removal = Removal.objects.latest("id").uid
    decide_removal(removal, RemovalAct.CONFIRM, by=staff(YUZHONG, Role.PRESIDENT, "郑强"), at=house.at)
    assert house.work(without=LATER) == []
    return removal


def test_a_complaint_takes_its_words_along_to_draft_filing_errand_and_envelopes(house: House) -> None:
    """The story came by an errand, was kept in filing, package and envelope, and is the complaint's text."""
    host("渝")
    sichuan, bird = FakePeer(slug="sichuan", tree=("川",)).admit(), Flock().hatch("a story")
    scans = (material("files.identity"), material("files.iou", name=f"{bird}.png"))
    body = errand(sichuan, scans)
    body["package"]["answers"]["story.text"] = f"涉密项目{bird}"
    sichuan.send("filing", body, attachments=attachments(scans))
    assert house.work(without=LATER) == []
    filing = Filing.objects.get()
    accept(filing.uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    with lifted("test: the person's draft, as it stays after handing in"):
        Draft.objects.create(
            layer=Layer.OWN,
            holder=filing.applicant,
            interview=filing.interview,
            version=filing.version,
            answers=filing.answers,
            started_at=house.at,
            saved_at=house.at,
            result=filing.uid,
        )
    assert {"Filing.answers", "Draft.answers", "Matter.package", "Inbound.token"} <= set(sings(bird))
    for document in (
        Document.objects.get(subject=filing.uid, kind="complaint").uid,
        Document.objects.get(subject=filing.uid, kind="files.iou").uid,
    ):
        take_out(house, document)
    assert sings(bird) == []
    filing.refresh_from_db()
    assert filing.answers["story.text"] == GONE
    assert filing.answers["plaintiff.name"], "what the case needs stays"
    assert Matter.objects.get().package["answers"]["story.text"] == GONE
    assert Inbound.objects.get(kind="filing").digest, "the register's commitment stays"


def test_drafts_defences_and_pages_of_the_other_zone_lose_it(house: House) -> None:
    case, bird = prepared(house), Flock().hatch("a defence")
    consent(house, case, "exchange")
    told = {"facts": "deny", "facts_text": f"涉密{bird}"}
    told |= {f"claim_{n}": "deny" for n in range(1, 9)} | {f"why_{n}": f"理由{bird}" for n in range(1, 9)}
    does(house, house.zhou, "answer_claim", case, **told)
    scan = material("files.iou", picture_with(bird), f"{bird}.png")
    does(house, house.lin, "submit_exhibit", case, (scan,), title=f"图纸{bird}", proves="结构")
    draft = house.draft()
    with lifted("test: the same file in somebody's draft, a page shown to the other zone"):
        row = DraftFile.objects.filter(draft__uid=draft.uid).first()
        assert row
        row.sha256, row.name = scan.sha256, f"{bird}.png"
        row.save()
        AskedPage.objects.create(
            layer=Layer.OWN,
            holder=house.lin.uid,
            page=f"case {case.uid}",
            reader="r",
            ask=draft.uid,
            asked_at=house.at,
            sealed=f"sealed {bird}",
        )
    assert house.work() == []
    exhibit = Document.objects.get(title__contains=bird).uid
    defence = Document.objects.get(kind="defence", case=case.uid).uid
    for document in (exhibit, defence):
        take_out(house, document)
    assert sings(bird) == []


@pytest.mark.only_on("sqlite")
def test_the_file_of_the_database_keeps_no_byte_of_it(committed_house: House) -> None:
    """Freed pages are overwritten, and SQLite's file of writes is emptied: looked for in the files themselves."""
    house = committed_house
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
        path = Path(cursor.execute("PRAGMA database_list").fetchone()[2])
    case, bird = prepared(house), Flock().hatch("in the file")
    scan = material("files", picture_with(bird), f"{bird}.png")
    does(house, house.lin, "submit_exhibit", case, (scan,), title=f"图纸{bird}", proves=f"结构{bird}" * 15)
    assert house.work() == []

    def kept() -> bytes:
        return b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*") if one.is_file())

    assert bird.encode() in kept()
    take_out(house, Document.objects.get(title__contains=bird).uid)
    assert bird.encode() not in kept()


def _exhibits(case: UUID) -> list[str]:
    return [str(one.uid) for one in exhibits_of(case)]


def _person_id(house: House) -> int:
    return Person.objects.get(uid=house.lin.uid).pk
