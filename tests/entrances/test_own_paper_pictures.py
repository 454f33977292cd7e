"""A complaint that comes as a scan or photograph: recognised by the worker, offered like a typed one, or explained."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.builders import OPERATOR, House, id_number, own_keys_in, step
from tests.entrances.portal_people import browser
from tests.own_papers import LENDING, page_with, png_of
from tests.stacks import empty, jpeg_of, pdf_of
from tongban.documents.adapters import in_place as placed
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.reading import ReaderFailed
from tongban.documents.adapters.store import FolderStore
from tongban.documents.models.content import find, here
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import PageRead
from tongban.filing.actions.secrets import forget_drafts
from tongban.filing.events import SecretWordsErased
from tongban.filing.models import Draft, DraftPaper
from tongban.filing.queries import draft_of
from tongban.frame.acts import Recording
from tongban.kernel.ids import new_id
from tongban.register.actions.due import release_claims

pytestmark = pytest.mark.django_db

FIRST, REST = LENDING.split("事实与理由：")


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


class Reads:
    """A reader that finds what it is told to find; what it is told to raise, it raises."""

    name = "reader of the test"

    def __init__(self, *found: PageRead | BaseException) -> None:
        self.found, self.asked = list(found), 0

    def read(self, picture: bytes) -> PageRead:
        """The next page."""
        assert picture.startswith(b"\x89PNG")
        self.asked += 1
        one = self.found.pop(0) if self.found else PageRead("", "")
        if isinstance(one, BaseException):
            raise one
        return one


Placed = Callable[..., Reads]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Placed:
    """Puts a reader in place: reading takes seconds a page."""

    def put(*found: PageRead | BaseException) -> Reads:
        reader = Reads(*found)
        monkeypatch.setitem(placed._chosen, "here", dataclasses.replace(in_place(), reader=reader))
        return reader

    return put


def clear(text: str, unsure: str = "") -> PageRead:
    """A page that was read well, but for the words `unsure`."""
    signs = "".join(text.split())
    start = signs.find(unsure) if unsure else 0
    return PageRead(text, "9" * start + "4" * len(unsure) + "9" * (len(signs) - start - len(unsure)))


def scan(*pages: str) -> bytes:
    return pdf_of([page_with(page) for page in pages]).getvalue()


def sent(client: Client, content: bytes, name: str = "扫描件.pdf") -> Any:  # noqa: ANN401 - an answer
    return client.post("/file/own/", {"paper": SimpleUploadedFile(name, content), "state_secret": "no"})


def begun(client: Client, content: bytes, name: str = "扫描件.pdf") -> UUID:
    """The draft of a paper that waits."""
    answer = sent(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer.url.split("/")[2])


def chosen(client: Client, uid: UUID) -> Any:  # noqa: ANN401 - an answer
    """The page of what was read, once the kind of dispute is chosen."""
    assert client.post(f"/file/{uid}/read/", {"interview": "private_lending"}).status_code == 302
    return client.get(f"/file/{uid}/read/")


def test_a_photograph_upside_down_is_recognised_and_offered_for_confirmation(house: House) -> None:
    client = browser(house, house.lin.uid)
    photograph = jpeg_of(page_with(LENDING).rotate(180)).getvalue()
    uid = begun(client, photograph, "IMG_0001.JPG")
    page = client.get(f"/file/{uid}/read/").content.decode()
    assert f'hx-get="/file/{uid}/read/state/"' in page
    assert "正在识别" in page
    assert client.get(f"/file/{uid}/read/state/").status_code == 200
    assert house.work() == []
    answer = client.get(f"/file/{uid}/read/state/")
    assert answer.status_code == 286
    assert f"/file/{uid}/read/" in answer.content.decode()
    assert Draft.objects.get().interview != "general"
    answer = chosen(client, uid)
    typed = answer.context["form"].typed
    told = {name: typed.get(name) for name in ("defendant.name", "loan.amount", "loan.rate")}
    assert told == {"defendant.name": "周志强", "loan.amount": "100000.00", "loan.rate": "12"}
    # A digit that is misread does not pass the number's own check: then it is told, and not offered.
    assert typed.get("defendant.id_number", id_number(2)) == id_number(2)
    assert "图片识别" in answer.content.decode()
    assert "逐项核对" in answer.content.decode()
    assert "defendant.name" not in draft_of(house.viewer(house.lin.uid), uid).answers


def test_a_scan_of_two_pages_is_recognised_with_its_pages_and_the_file_goes(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client, scan(FIRST, f"事实与理由：{REST}"))
    kept = DraftPaper.objects.get().kept
    assert has_blob(kept)
    assert house.work() == []
    assert not has_blob(kept)
    form = chosen(client, uid).context["form"]
    assert form.typed["defendant.name"] == "周志强"
    assert form.typed["loan.due"] == "2025-03-09"
    assert "第2页" in str(form.fields["take:loan.due"].help_text)


def test_noise_alone_is_told_and_the_person_goes_on_with_what_was_typed(house: House) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client, png_of(Image.effect_noise((240, 340), 120)), "照片.png")
    answer = chosen(client, uid)
    assert answer.status_code == 200
    client.post(f"/file/{uid}/save/", {"defendant.name": "周志强"})
    assert house.work() == []
    page = client.get(f"/file/{uid}/read/").content.decode()
    assert "没有找到" in page
    assert "原告" not in page.split("<main")[1]
    assert draft_of(house.viewer(house.lin.uid), uid).answers["defendant.name"] == "周志强"
    assert client.get(f"/file/{uid}/pages/defendant/").status_code == 200


def test_without_a_program_the_person_is_told_before_and_after_the_kind_is_chosen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(placed._chosen, "here", dataclasses.replace(in_place(), reader=None))
    client = browser(house, house.lin.uid)
    uid = begun(client, scan(FIRST))
    kept = DraftPaper.objects.get().kept
    assert house.work() == []
    page = client.get(f"/file/{uid}/read/").content.decode()
    assert "暂时无法识别" in page
    assert "general" in page
    assert "暂时无法识别" in chosen(client, uid).content.decode()
    assert client.get(f"/file/{uid}/").status_code == 200
    assert not has_blob(kept)


def test_a_program_that_fails_on_every_page_has_failed_and_one_page_that_fails_is_told(
    house: House, reading: Placed
) -> None:
    client = browser(house, house.lin.uid)
    reading(ReaderFailed("out of ink"), ReaderFailed("out of ink"))
    uid = begun(client, scan(FIRST, REST))
    assert house.work() == []
    assert "未能识别" in chosen(client, uid).content.decode()
    reading(clear(LENDING), ReaderFailed("out of ink"))
    uid = begun(client, scan(FIRST, REST))
    assert house.work() == []
    answer = chosen(client, uid)
    assert answer.context["form"].typed["defendant.name"] == "周志强"
    assert "2" in next(one.what for one in answer.context["unread"] if one.code == "filing.own_paper_pictures")


def test_a_worker_that_dies_on_the_second_page_leaves_nothing_half_read(house: House, reading: Placed) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client, scan(FIRST, REST))
    reading(clear(FIRST), KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        house.work()
    paper = DraftPaper.objects.get()
    assert (paper.texts, paper.sure, paper.recognised) == (["", ""], {}, "")
    assert client.get(f"/file/{uid}/read/state/").status_code == 200
    assert release_claims() == 1
    reading(clear(FIRST), clear(f"事实与理由：{REST}"))
    assert house.work() == []
    assert chosen(client, uid).context["form"].typed["loan.due"] == "2025-03-09"


def test_of_eighty_pages_the_first_are_recognised_and_the_page_says_so(house: House, reading: Placed) -> None:
    client, reader = browser(house, house.lin.uid), reading(clear(LENDING))
    uid = begun(client, pdf_of([page_with(LENDING), *[empty()] * 79]).getvalue())
    assert house.work() == []
    assert reader.asked == 12
    answer = chosen(client, uid)
    long = next(one.what for one in answer.context["unread"] if one.code == "filing.own_paper_long")
    assert "12" in long
    assert "80" in long
    assert answer.context["form"].typed["defendant.name"] == "周志强"


def test_what_is_doubtful_is_marked_and_the_rest_is_not(house: House, reading: Placed) -> None:
    client = browser(house, house.lin.uid)
    reading(clear(LENDING, unsure="13800000001"))
    uid = begun(client, scan(FIRST))
    assert house.work() == []
    fields = chosen(client, uid).context["form"].fields
    assert "存疑" in str(fields["take:plaintiff.phone"].help_text)
    assert "45" in str(fields["take:plaintiff.phone"].help_text)
    assert "存疑" not in str(fields["take:defendant.name"].help_text)


def test_nothing_is_left_out_while_pages_wait_that_nobody_has_seen(house: House, reading: Placed) -> None:
    client = browser(house, house.lin.uid)
    uid = begun(client, scan(FIRST))
    assert 'name="rest"' not in chosen(client, uid).content.decode()
    reading(clear(LENDING))
    assert house.work() == []
    assert 'name="rest"' in client.get(f"/file/{uid}/read/").content.decode()
    assert f"/file/{uid}/read/" in client.get(f"/file/{uid}/pages/defendant/").content.decode()


def test_what_was_recognised_is_its_owners_alone_lies_encrypted_and_stands_in_no_log(
    house: House, reading: Placed, caplog: pytest.LogCaptureFixture
) -> None:
    owner = browser(house, house.lin.uid)
    reading(clear(LENDING), ReaderFailed("周志强"))
    uid = begun(owner, scan(FIRST, REST))
    with caplog.at_level(logging.DEBUG):
        assert house.work() == []
        chosen(owner, uid)
    assert "周志强" not in caplog.text
    lies = DraftPaper.objects.values_list("texts", "name").get()
    assert all(str.__str__(one).isascii() for one in lies)
    for who in (house.zhou.uid, house.clerk.person):
        other = browser(house, who)
        for address in ("read/", "read/state/"):
            assert other.get(f"/file/{uid}/{address}").status_code == 404


def test_a_draft_that_is_gone_is_not_recognised_and_a_fourth_paper_waits_at_its_owners(
    house: House, reading: Placed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_keys_in(tmp_path, monkeypatch)
    client, reader = browser(house, house.lin.uid), reading()
    for _ in range(3):
        begun(client, scan(FIRST))
    kept = len(list(FolderStore(here()).files()))
    answer = sent(client, scan(FIRST))
    assert answer.status_code == 422
    assert "等待识别" in answer.content.decode()
    assert Draft.objects.count() == 3
    assert len(list(FolderStore(here()).files())) == kept
    begun(browser(house, house.zhou.uid), scan(FIRST))
    Draft.objects.all().delete()
    assert house.work() == []
    assert reader.asked == 0


def test_a_file_that_is_damaged_while_it_waits_is_told_and_waits_no_longer(
    house: House, reading: Placed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_keys_in(tmp_path, monkeypatch)
    client, reader = browser(house, house.lin.uid), reading(clear(LENDING))
    uid = begun(client, scan(FIRST))
    lies = find(here(), DraftPaper.objects.get().kept)
    assert lies is not None
    lies.chmod(0o600)
    lies.write_bytes(b"something else" * 100)
    assert house.work() == []
    row = DraftPaper.objects.get()
    assert (row.kept, row.recognised, reader.asked) == ("", "failed", 0)
    assert "图片未能识别" in client.get(f"/file/{uid}/read/").content.decode()


def test_a_file_that_was_erased_as_a_state_secret_loses_its_text_before_and_after_it_is_recognised(
    house: House, reading: Placed
) -> None:
    client, reader = browser(house, house.lin.uid), reading(clear(LENDING))
    content = scan(FIRST)
    begun(client, content)
    assert house.work() == []
    begun(client, content)
    digest, kept = {row.sha256 for row in DraftPaper.objects.all()}, DraftPaper.objects.exclude(kept="").get().kept
    assert len(digest) == 1

    def forget(record: Recording) -> None:
        gone = forget_drafts(record, [], digest)
        record(SecretWordsErased(removal=new_id(), filings=(), drafts=gone, defences=()), under="在线诉讼规则 2(5)")

    step(OPERATOR, house.at, forget)
    assert not DraftPaper.objects.exists()
    assert not has_blob(kept)
    assert house.work() == []
    assert reader.asked == 1
