"""A person sends a complaint of one's own: it is read, looked at answer by answer, and nothing counts before that."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders import House, id_number
from tests.entrances.portal_people import browser
from tests.own_papers import LENDING, blank_pdf, pdf, pixel_bomb, word
from tongban.documents.models import Document
from tongban.filing.models import Draft, DraftFile, DraftPaper
from tongban.filing.queries import draft_of
from tongban.privacy.queries import everything_about

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def send(client: Client, content: bytes, name: str = "起诉状.docx", secret: str = "no") -> Any:  # noqa: ANN401 - an answer
    return client.post("/file/own/", {"paper": SimpleUploadedFile(name, content), "state_secret": secret})


def begun(client: Client, content: bytes | None = None, kind: str = "private_lending") -> UUID:
    """A draft from a paper, its kind chosen."""
    answer = send(client, content or word(LENDING))
    assert answer.status_code == 302, answer.content.decode()
    assert client.post(answer.url, {"interview": kind}).status_code == 302
    return UUID(answer.url.split("/")[2])


def answers_of(house: House, uid: UUID) -> dict[str, str]:
    return draft_of(house.viewer(house.lin.uid), uid).answers


def test_a_word_document_is_read_and_its_kind_suggested_with_the_reason(house: House) -> None:
    client = browser(house, house.lin.uid)
    answer = send(client, word(LENDING))
    page = client.get(answer.url).content.decode()
    assert page.index("private_lending") < page.index("neighbour")
    assert "借款" in page
    assert client.get(answer.url.replace("/read/", "/")).url == answer.url


def test_nothing_that_was_read_counts_before_it_is_confirmed(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    page = client.get(f"/file/{uid}/read/").content.decode()
    assert "周志强" in page
    assert "第1页" in page
    assert "defendant.name" not in answers_of(house, uid)
    assert "loan.amount" not in answers_of(house, uid)
    assert f"/file/{uid}/read/" in client.get(f"/file/{uid}/pages/defendant/").content.decode()


def test_what_is_ticked_is_taken_over_and_the_rest_waits(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    sent = {
        "defendant.name": "周志强",
        "take:defendant.name": "on",
        "loan.amount": "壹拾万元整",
        "take:loan.amount": "on",
    }
    sent |= {"loan.due": "2025年3月10日", "loan.rate": "12"}
    answer = client.post(f"/file/{uid}/read/", sent)
    assert (answer.status_code, answer.url) == (302, f"/file/{uid}/read/")
    told = answers_of(house, uid)
    assert (told["defendant.name"], told["loan.amount"]) == ("周志强", "100000.00")
    assert "loan.due" not in told
    page = client.get(f"/file/{uid}/read/").content.decode()
    assert 'name="loan.due"' in page
    assert 'name="loan.amount"' not in page


def test_what_was_changed_in_the_rest_is_still_there_when_a_part_is_taken_over(house: House) -> None:
    client = browser(house, house.lin.uid)
    page = f"/file/{begun(client)}/read/"
    shown = client.get(page).content.decode()
    saving, since = (
        re.findall(found, shown)[0] for found in (r'hx-post="(/typed/[^"]+)"', r'typed_since" value="(.+?)"')
    )
    assert client.post(unescape(saving), {"loan.rate": "13", "typed_since": since}).status_code == 204
    house.clock.forward(minutes=1)
    sent = {"defendant.name": "周志强", "take:defendant.name": "on", "loan.rate": "13", "typed_since": since}
    assert client.post(page, sent).url == page
    again = client.get(page).content.decode()
    assert re.search(r'name="loan.rate" value="13"', again)
    assert 'name="defendant.name"' not in again


def test_what_is_changed_counts_as_it_was_changed_and_what_is_left_out_is_not_proposed_again(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    sent = {"loan.due": "2025年3月10日", "take:loan.due": "on", "rest": "yes"}
    answer = client.post(f"/file/{uid}/read/", sent)
    assert answer.url == f"/file/{uid}/"
    assert answers_of(house, uid)["loan.due"] == "2025-03-10"
    assert 'name="loan.rate"' not in client.get(f"/file/{uid}/read/").content.decode()
    assert "read/" not in client.get(f"/file/{uid}/pages/defendant/").content.decode()


def test_a_ticked_answer_that_cannot_be_right_is_explained_and_the_good_ones_are_taken(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    sent = {"loan.due": "someday", "take:loan.due": "on", "loan.rate": "12", "take:loan.rate": "on"}
    answer = client.post(f"/file/{uid}/read/", sent)
    assert answer.status_code == 422
    assert 'href="#id_loan.due"' in answer.content.decode()
    assert answers_of(house, uid)["loan.rate"] == "12"
    assert "loan.due" not in answers_of(house, uid)


def test_nothing_beside_what_was_read_can_be_sent_in(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    client.post(
        f"/file/{uid}/read/", {"loan.repaid": "5", "take:loan.repaid": "on", "holder": "x", "take:holder": "on"}
    )
    assert not {"loan.repaid", "holder"} & set(answers_of(house, uid))


def test_the_file_is_kept_nowhere_and_its_text_goes_with_the_draft(house: House) -> None:
    client = browser(house, house.lin.uid)
    documents = Document.objects.count()
    uid = begun(client)
    assert (Document.objects.count(), DraftFile.objects.count()) == (documents, 0)
    viewer = house.viewer(house.lin.uid)
    held = everything_about(house.lin.uid, viewer, at=house.at)["own_papers"]
    assert [one["draft"] for one in held] == [str(uid)]
    Draft.objects.get(uid=uid).delete()
    assert not DraftPaper.objects.exists()


def test_a_pdf_is_read_with_its_pages(house: House, tmp_path: Path) -> None:
    client = browser(house, house.lin.uid)
    first, second = LENDING.split("事实与理由：")
    answer = send(client, pdf([first, f"事实与理由：\n{second}", ""], tmp_path), "起诉状.pdf")
    client.post(answer.url, {"interview": "private_lending"})
    page = client.get(answer.url).content.decode()
    assert "第2页" in page
    assert id_number(2) in page


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (blank_pdf(80), "空白.pdf", "空白页"),
        (blank_pdf(1, password="secret"), "起诉状.pdf", "密码"),
        (b"%PDF-1.7 broken", "起诉状.pdf", "损坏"),
        (word("甲", parts={"word/vbaProject.bin": b"x"}), "起诉状.docx", "vbaProject"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "起诉状.doc", ".docx"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "照片.png", "损坏"),
        (pixel_bomb(), "照片.png", "像素"),
        (b"", "起诉状.pdf", "起诉状.pdf"),
        (b"MZ" + b"\0" * 50, "起诉状.exe", "起诉状.exe"),
    ],
)
def test_what_cannot_be_read_is_explained_and_no_draft_begins(
    house: House, content: bytes, name: str, says: str
) -> None:
    answer = send(browser(house, house.lin.uid), content, name)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Draft.objects.exists()


def test_whoever_names_a_state_secret_or_does_not_answer_is_not_read(house: House) -> None:
    client = browser(house, house.lin.uid)
    for secret in ("yes", ""):
        assert send(client, word(LENDING), secret=secret).status_code == 422
    assert client.post("/file/own/", {}).status_code == 422
    assert not Draft.objects.exists()


def test_a_pdf_that_breaks_the_reader_is_refused_in_words(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    breaks = tmp_path / "breaks.py"
    breaks.write_text("import os; os.abort()")
    monkeypatch.setattr("tongban.documents.adapters.pdf_text.__file__", str(breaks))
    answer = send(browser(house, house.lin.uid), blank_pdf(1), "起诉状.pdf")
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_what_was_read_is_its_owners_alone(house: House) -> None:
    owner = browser(house, house.lin.uid)
    uid = begun(owner)
    for who in (house.zhou.uid, house.clerk.person):
        other = browser(house, who)
        assert other.get(f"/file/{uid}/read/").status_code == 404
        assert other.post(f"/file/{uid}/read/", {"take:loan.rate": "on", "loan.rate": "1"}).status_code == 404
    assert owner.get(f"/file/{house.draft().uid}/read/").status_code == 404


def test_the_kind_is_chosen_once_and_from_the_list(house: House) -> None:
    client = browser(house, house.lin.uid)
    answer = send(client, word(LENDING))
    for sent in ({}, {"interview": "no_such"}):
        assert client.post(answer.url, sent).status_code == 422
    assert client.post(answer.url, {"interview": "general"}).status_code == 302
    assert Draft.objects.get().interview == "general"
    client.post(answer.url, {"interview": "private_lending"})
    assert Draft.objects.get().interview == "general"


def test_everything_that_was_read_can_be_taken_over_at_one_go(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client)
    proposed = dict(client.get(f"/file/{uid}/read/").context["form"].typed)
    sent = {**proposed, **{f"take:{name}": "on" for name in proposed}}
    assert client.post(f"/file/{uid}/read/", sent).url == f"/file/{uid}/"
    assert answers_of(house, uid) | proposed == answers_of(house, uid)
    assert client.get(f"/file/{uid}/pages/defendant-2/").status_code == 200
