"""Scans: a stack is taken apart at its separator sheets, each part finds its item, its text is read."""

from __future__ import annotations

import dataclasses
import io
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from PIL import Image

from tests.acts.conduct import prepared
from tests.builders import House, party, refused
from tests.stacks import empty, jpeg_of, pdf_of, sheet, tiff_of, written
from tongban.access.vocabulary import Layer
from tongban.cases.vocabulary import CaseView
from tongban.documents.actions import upload
from tongban.documents.actions.reading import ask_text, read_document
from tongban.documents.actions.upload import receive_upload
from tongban.documents.adapters import in_place as placed
from tongban.documents.adapters.in_place import in_place
from tongban.documents.adapters.reading import ReaderFailed
from tongban.documents.models import Document, PageText, Version
from tongban.documents.queries import documents_of, found_in_text, has_blob, text_of
from tongban.documents.rules.intake import Limits
from tongban.documents.vocabulary import PageRead, ReadState, RemovalAct
from tongban.dossier.actions.custody import put_to_case, take_papers
from tongban.dossier.actions.originals import compare, require_document
from tongban.dossier.actions.scans import discard_part, file_part, put_on_file, take_scans
from tongban.dossier.models import Item, ScanBatch, ScanPart
from tongban.dossier.queries import comparisons_seen_by, requests_seen_by
from tongban.dossier.vocabulary import Demand, Handed, PartStage
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.register.models import Entry


def items(house: House, case: CaseView | None, *titles: str) -> list[Item]:
    """Things that Lin handed over."""
    handed = [Handed(title, "original", 1, 1) for title in titles]
    uid = take_papers(
        handed, person=house.lin.uid, case=case.uid if case else None, place="柜", by=house.clerk, at=house.at
    )
    return list(Item.objects.filter(receipt__uid=uid).order_by("number"))


def send(house: House, *files: io.BytesIO, name: str = "扫描.pdf") -> ScanBatch:
    """A stack through the scanner, taken apart."""
    received = [receive_upload(file, name, secret="no") for file in files]
    uid = take_scans(received, by=house.clerk, at=house.at)
    assert house.work() == []
    return ScanBatch.objects.get(uid=uid)


def parts(batch: ScanBatch) -> list[tuple[str, int, list[int], str]]:
    return [
        (part.item.title if part.item else "", part.pages, part.blank, part.stage)
        for part in batch.parts.select_related("item").order_by("number")
    ]


@pytest.fixture(autouse=True)
def nothing_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading takes seconds a page: tests that are about it put a reader in place."""
    monkeypatch.setitem(placed._chosen, "here", dataclasses.replace(in_place(), reader=None))


def test_a_stack_is_taken_apart_at_its_sheets_and_each_part_becomes_the_picture_of_its_item(house: House) -> None:
    iou, bill = items(house, None, "借条", "账单")
    batch = send(house, pdf_of([sheet(iou.uid), written(), sheet(bill.uid), written(), empty(), written()]))
    assert (batch.stage, batch.pages) == ("split", 6)
    assert parts(batch) == [("借条", 1, [], "filed"), ("账单", 3, [2], "filed")]
    document = Document.objects.get(subject=bill.uid)
    assert (document.layer, document.holder, document.title) == (Layer.HANDED_IN, house.lin.uid, "账单")
    assert Version.objects.get(document=document).pages == 3
    assert {i.document for i in Item.objects.all()} == set(Document.objects.values_list("uid", flat=True))


def test_the_empty_back_of_a_sheet_is_left_out_and_pages_before_the_first_sheet_wait_for_a_clerk(house: House) -> None:
    (iou,) = items(house, None, "借条")
    batch = send(house, pdf_of([written(), sheet(iou.uid), empty(), written(), empty()]))
    assert parts(batch) == [("", 1, [], "waiting"), ("借条", 2, [2], "filed")]


def test_a_sheet_that_lies_alone_is_told_and_not_filed(house: House) -> None:
    iou, bill = items(house, None, "借条", "账单")
    batch = send(house, pdf_of([sheet(iou.uid), sheet(bill.uid), written()]))
    assert parts(batch) == [("借条", 0, [], "waiting"), ("账单", 1, [], "filed")]
    alone = batch.parts.get(number=1)
    with refused("dossier.part_without_pages"):
        file_part(alone.uid, iou.uid, by=house.clerk, at=house.at)
    with refused("dossier.discard_reason"):
        discard_part(alone.uid, " ", by=house.clerk, at=house.at)
    discard_part(alone.uid, "漏放", by=house.clerk, at=house.at)
    with refused("part.not_at_this_stage"):
        discard_part(alone.uid, "漏放", by=house.clerk, at=house.at)


def test_a_tiff_of_many_pages_is_a_stack_like_any_other(house: House) -> None:
    (iou,) = items(house, None, "借条")
    batch = send(house, tiff_of([sheet(iou.uid), *(written() for _ in range(4))]), name="fax.tif")
    assert parts(batch) == [("借条", 4, [], "filed")]


def test_photographs_sent_together_are_one_stack_and_each_is_turned_upright(house: House) -> None:
    (iou,) = items(house, None, "借条")
    upside_down = jpeg_of(written("顶端").rotate(180), turned=3)
    batch = send(house, jpeg_of(sheet(iou.uid)), upside_down, name="IMG.jpg")
    assert parts(batch) == [("借条", 1, [], "filed")]
    page, _kind = placed_page(batch)
    ink = Image.open(io.BytesIO(page)).convert("L").point(lambda grey: 255 if grey < 140 else 0).getbbox()
    assert ink is not None
    assert ink[1] < Image.open(io.BytesIO(page)).height / 2


def placed_page(batch: ScanBatch) -> tuple[bytes, str]:
    """The first page of the first part as a picture."""
    from tongban.documents.actions.blobs import blob_page

    found = blob_page(batch.parts.get(number=1).sha256, 1)
    assert found is not None
    return found


def test_a_scan_of_eighty_pages_is_one_part(house: House) -> None:
    (book,) = items(house, None, "账册")
    page = written()
    batch = send(house, pdf_of([sheet(book.uid), *[page] * 80]))
    assert parts(batch) == [("账册", 80, [], "filed")]


def test_a_second_scan_of_an_item_waits_for_a_clerk_who_says_where_it_belongs(house: House) -> None:
    iou, bill = items(house, None, "借条", "账单")
    send(house, pdf_of([sheet(iou.uid), written()]))
    again = send(house, pdf_of([sheet(iou.uid), written()]))
    assert parts(again) == [("借条", 1, [], "waiting")]
    part = again.parts.get()
    with refused("dossier.scanned_already"):
        file_part(part.uid, iou.uid, by=house.clerk, at=house.at)
    document = file_part(part.uid, bill.uid, by=house.clerk, at=house.at)
    assert Item.objects.get(uid=bill.uid).document == document
    with refused("part.not_at_this_stage"):
        file_part(part.uid, bill.uid, by=house.clerk, at=house.at)


def test_a_sheet_of_another_court_names_nothing_here(house: House) -> None:
    (iou,) = items(house, None, "借条")
    received = [receive_upload(pdf_of([sheet(iou.uid), written()]), "x.pdf", secret="no")]
    uid = take_scans(received, by=house.wuhou_clerk, at=house.at)
    house.work()
    part = ScanPart.objects.get(batch__uid=uid)
    assert (part.item, part.stage) == (None, PartStage.WAITING)
    with refused("dossier.no_such_item"):
        file_part(part.uid, iou.uid, by=house.wuhou_clerk, at=house.at)
    with refused("dossier.no_such_part"):
        file_part(part.uid, iou.uid, by=house.clerk, at=house.at)


def test_the_other_side_sees_a_scan_when_the_clerk_puts_it_on_the_file(house: House) -> None:
    case = prepared(house)
    (iou,) = items(house, case, "身份证复印件")
    with refused("dossier.not_scanned"):
        put_on_file(case.uid, iou.uid, by=house.clerk, at=house.at)
    send(house, pdf_of([sheet(iou.uid), written()]))

    def seen_by(who: UUID) -> bool:
        return "身份证复印件" in {d.title for d in documents_of(house.viewer(who), case=case.uid)}

    assert (seen_by(house.lin.uid), seen_by(house.zhou.uid)) == (True, False)
    put_on_file(case.uid, iou.uid, by=house.clerk, at=house.at)
    assert seen_by(house.zhou.uid)
    with refused("dossier.on_file_already"):
        put_on_file(case.uid, iou.uid, by=house.clerk, at=house.at)


def test_what_is_said_about_a_paper_between_person_and_court_stays_there_until_the_paper_is_on_file(
    house: House,
) -> None:
    case = prepared(house)
    (paper,) = items(house, case, "身份证复印件")
    send(house, pdf_of([sheet(paper.uid), written()]))
    document = Item.objects.get().document
    assert document is not None
    lin = next(one.uid for one in case.parties if one.person == house.lin.uid)
    demand = Demand("unclear", "看不清。", date(2026, 12, 4), "示例路1号")
    require_document(case.uid, document, lin, demand, by=house.clerk, at=house.at)
    compare(case.uid, document, outcome="identical", way="in_person", by=house.clerk, at=house.at)

    def seen_by(who: UUID) -> tuple[int, int]:
        viewer = house.viewer(who)
        return len(requests_seen_by(viewer, case.uid)), len(comparisons_seen_by(viewer, case.uid))

    assert (seen_by(house.lin.uid), seen_by(house.zhou.uid)) == ((1, 1), (0, 0))
    put_on_file(case.uid, paper.uid, by=house.clerk, at=house.at)
    assert (seen_by(house.lin.uid), seen_by(house.zhou.uid)) == ((1, 1), (1, 1))


def test_a_part_that_is_more_than_one_file_may_be_waits_for_a_clerk_who_reads_why(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, iou = items(house, None, "账册", "借条")
    stack = pdf_of([sheet(book.uid), written(), written(), sheet(iou.uid), written()])
    received = receive_upload(stack, "扫描.pdf", secret="no")
    uid = take_scans([received], by=house.clerk, at=house.at)
    monkeypatch.setattr(upload, "Limits", partial(Limits, pages=1))
    assert house.work() == []
    batch = ScanBatch.objects.get(uid=uid)
    assert parts(batch) == [("账册", 2, [], "waiting"), ("借条", 1, [], "filed")]
    with refused("documents.too_many_pages"):
        file_part(batch.parts.get(number=1).uid, book.uid, by=house.clerk, at=house.at)


def test_what_was_scanned_before_the_case_existed_goes_with_its_receipt(house: House) -> None:
    case = prepared(house)
    (iou,) = items(house, None, "借条")
    send(house, pdf_of([sheet(iou.uid), written()]))
    put_to_case(iou.receipt.uid, case.uid, by=house.clerk, at=house.at)
    put_on_file(case.uid, iou.uid, by=house.clerk, at=house.at)
    assert "scan" in {d.kind for d in documents_of(house.viewer(house.zhou.uid), case=case.uid)}


def test_a_party_sends_no_stacks_and_a_stack_without_files_is_none(house: House) -> None:
    with refused("dossier.for_the_registry"):
        take_scans([], by=party(house.lin.uid), at=house.at)
    with refused("dossier.no_scans"):
        take_scans([], by=house.clerk, at=house.at)


def test_taking_apart_twice_is_taking_apart_once(house: House) -> None:
    (iou,) = items(house, None, "借条")
    batch = send(house, pdf_of([sheet(iou.uid), written()]))
    house.work()
    assert batch.parts.count() == Entry.objects.filter(event="scan_filed").count() == 1


class Reads:
    """A reader that says what it is told to say."""

    name = "reader of the test"

    def __init__(self, *texts: str | None) -> None:
        self.texts = iter(texts)

    def read(self, picture: bytes) -> PageRead:
        """The next text."""
        assert picture.startswith(b"\x89PNG")
        text = next(self.texts)
        if text is None:
            raise ReaderFailed("out of ink")
        return PageRead(text, "9" * len("".join(text.split())))


def with_reader(monkeypatch: pytest.MonkeyPatch, *texts: str | None) -> None:
    monkeypatch.setitem(placed._chosen, "here", dataclasses.replace(in_place(), reader=Reads(*texts)))


def test_without_a_program_the_state_says_so_and_later_the_text_is_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (iou,) = items(house, None, "借条")
    send(house, pdf_of([sheet(iou.uid), written(), written()]))
    document, lin = Document.objects.get().uid, house.viewer(house.lin.uid)
    none = text_of(lin, document)
    assert none is not None
    assert (none.state, none.pages) == (ReadState.NO_PROGRAM, ())
    with_reader(monkeypatch, "借 条\n今借到", None)
    assert read_document(document, at=house.at) is ReadState.FAILED
    with_reader(monkeypatch, "借 条\n今借到", "壹万元")
    ask_text(document, by=house.clerk, at=house.at)
    assert house.work() == []
    read = text_of(lin, document)
    assert read is not None
    assert (read.state, read.program, read.pages) == (ReadState.READ, "reader of the test", ("借 条\n今借到", "壹万元"))
    assert text_of(house.viewer(house.zhou.uid), document) is None
    assert read_document(document, at=house.at) is ReadState.READ


def test_the_text_is_searched_lies_encrypted_and_goes_with_a_state_secret(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = prepared(house)
    (iou,) = items(house, case, "借条")
    with_reader(monkeypatch, "今借到 人民币", "壹 万 元 整")
    send(house, pdf_of([sheet(iou.uid), written(), written()]))
    document, lin = Item.objects.get().document, house.viewer(house.lin.uid)
    assert document is not None
    assert found_in_text(lin, case.uid, "壹万元") == [(document, 2)]
    assert found_in_text(lin, case.uid, "贰万元") == found_in_text(lin, case.uid, " ") == []
    assert found_in_text(house.viewer(house.zhou.uid), case.uid, "壹万元") == []
    assert "借" not in str.__str__(PageText.objects.values_list("text", flat=True)[0])
    ask_removal(document, reason="有密级标志。", by=house.clerk, at=house.at)
    removal = UUID(str(Entry.objects.get(event="removal_asked").body).split('"removal":"')[1][:36])
    decide_removal(removal, RemovalAct.CONFIRM, by=house.judge, at=house.at)
    assert not PageText.objects.exists()
    assert read_document(document, at=house.at) is None
    assert house.work() == []
    assert not has_blob(ScanBatch.objects.get().files[0])


def test_tesseract_reads_a_chinese_page(house: House) -> None:
    from tongban.documents.adapters.reading import reader_here

    reader, out = reader_here(), io.BytesIO()
    assert reader is not None
    written("今借到林晓梅人民币壹万元", "2026 contract").save(out, "PNG")
    text = "".join(reader.read(out.getvalue()).text.split())
    assert "人民币" in text
    assert "2026" in text
    with pytest.raises(ReaderFailed):
        reader.read(b"no picture")
