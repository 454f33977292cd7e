"""Papers at the desk: the receipt, the store, what is compared and required, the scan inbox, and the party's answer."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.acts.conduct import prepared
from tests.builders import YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tests.links import linked
from tests.stacks import pdf_of, sheet, written
from tongban.cases.vocabulary import CaseView
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.dossier.models import Comparison, Item, OriginalRequest, ScanBatch, ScanPart
from tongban.dossier.queries import code_of
from tongban.dossier.vocabulary import Demand
from tongban.evidence.actions.exhibits import require_original
from tongban.evidence.queries import exhibits_of
from tongban.filing.queries import files_of
from tongban.people.vocabulary import Role

ONE = {"title-1": "借条", "form-1": "original", "pages-1": "1", "copies-1": "1", "place": "二楼卷柜3"}
ASKED = Demand("unclear", "第二页看不清。", date(2026, 12, 4), "示例路1号")
DEMAND = {"trigger": "unclear", "reasons": "第二页看不清。", "until": "2026-12-04", "address": "示例路1号"}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def clerk(house: House) -> Client:
    return signed_in(house, house.clerk.person)


def taken(clerk: Client, house: House, **more: str) -> Item:
    """Lin hands over a note of debt."""
    answer = clerk.post(reverse("desk:papers_take", args=[house.lin.uid]), ONE | more)
    assert answer.status_code == 302, answer.content.decode()
    return Item.objects.latest("id")


def test_papers_are_taken_and_the_slip_names_them(house: House, clerk: Client) -> None:
    address = reverse("desk:papers_take", args=[house.lin.uid])
    assert "needs no telephone" in clerk.get(address).content.decode()
    slip = clerk.post(
        address, ONE | {"title-2": "录音笔", "form-2": "object", "pages-2": "0", "copies-2": "1"}, follow=True
    )
    page = slip.content.decode()
    for word in ("借条", "original, pages: 1, copies: 1", "录音笔", "object, pieces: 1", "林晓梅", "王芳"):
        assert word in page
    assert "data-print" in page
    assert "录音笔" in clerk.get(reverse("desk:papers")).content.decode()
    assert "借条" in clerk.get(address).content.decode()


def test_what_is_missing_is_said_beside_its_line_and_nothing_typed_is_lost(house: House, clerk: Client) -> None:
    told = ONE | {"title-3": "合同", "pages-3": "many", "case": "（2026）渝0103民初999号"}
    answer = clerk.post(reverse("desk:papers_take", args=[house.lin.uid]), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "has no case with the number" in page
    assert "合同" in page
    del told["case"]
    page = clerk.post(reverse("desk:papers_take", args=[house.lin.uid]), told).content.decode()
    assert "Item 2 has no name" in page
    assert "pages or copies of item 3" in page
    assert not Item.objects.exists()


def test_papers_of_a_filing_are_put_to_the_case_by_its_number(house: House, case: CaseView, clerk: Client) -> None:
    item = taken(clerk, house)
    address = reverse("desk:paper_receipt_case", args=[item.receipt.uid])
    assert clerk.post(address, {"case": "渝1号"}).status_code == 422
    assert clerk.post(address, {"case": case.number}).status_code == 302
    item.refresh_from_db()
    assert item.case == case.uid
    assert "借条" in clerk.get(reverse("desk:originals_case", args=[case.uid])).content.decode()


def test_an_item_goes_from_hand_to_hand_on_its_page(house: House, clerk: Client) -> None:
    item = taken(clerk, house)
    address = reverse("desk:paper_item", args=[item.uid])
    assert clerk.post(address, {"act": "return", "who": "林晓梅"}).status_code == 422
    assert clerk.post(address, {"act": "burn"}).status_code == 422
    assert clerk.post(address, {"act": "lend", "who": "李明", "signed": "签名"}).status_code == 302
    judge = signed_in(house, house.judge.person)
    assert judge.post(address, {"act": "take_back", "place": "三楼"}).status_code == 302
    page = judge.get(address).content.decode()
    assert "李明" in page
    assert "三楼" in page
    assert "借条" in clerk.get(reverse("desk:papers"), {"q": "三楼"}).content.decode()
    assert "借条" not in clerk.get(reverse("desk:papers"), {"show": "lent"}).content.decode()
    assert clerk.get(reverse("desk:papers"), {"show": "burnt"}).status_code == 404


def test_other_courts_and_other_functions_find_no_papers(house: House, case: CaseView, clerk: Client) -> None:
    item = taken(clerk, house, case=case.number)
    addresses = [
        reverse("desk:paper_item", args=[item.uid]),
        reverse("desk:paper_receipt", args=[item.receipt.uid]),
        reverse("desk:originals_case", args=[case.uid]),
    ]
    elsewhere, party = signed_in(house, house.wuhou_clerk.person), signed_in(house, house.lin.uid)
    liaison = signed_in(house, staff(YUZHONG, Role.LIAISON, "孔联络").person)
    for address in addresses:
        assert [who.get(address).status_code for who in (elsewhere, party, liaison)] == [404, 404, 404], address


def test_comparing_requiring_and_curing_on_the_page_of_the_case(house: House, case: CaseView, clerk: Client) -> None:
    item = taken(clerk, house, case=case.number)
    address, judge = reverse("desk:originals_case", args=[case.uid]), signed_in(house, house.judge.person)
    shown = {d.uid: d for d in documents_of(house.viewer(house.lin.uid), case=case.uid) if d.newest}
    complaint = next(str(d.uid) for d in shown.values() if d.subject not in {e.uid for e in exhibits_of(case.uid)})
    compare = {"document": complaint, "item": str(item.uid), "way": "in_person", "outcome": "differs"}
    assert "Where they differ" in clerk.post(f"{address}/compare", compare).content.decode()
    assert clerk.post(f"{address}/compare", compare | {"where": "第2页"}).status_code == 302
    plaintiff = str(case.parties[0].uid)
    assert clerk.post(f"{address}/require", {"document": complaint, "party": plaintiff}).status_code == 422
    assert clerk.post(f"{address}/require", DEMAND | {"document": complaint, "party": plaintiff}).status_code == 302
    page = clerk.get(address).content.decode()
    for word in ("differs from the original", "第2页", "第二页看不清。", "示例路1号", "not answered yet", "借条"):
        assert word in page
    asked = OriginalRequest.objects.get().uid
    assert clerk.post(f"{address}/{asked}/brought").status_code == 302
    assert clerk.post(f"{address}/{asked}/brought").status_code == 422
    assert judge.post(f"{address}/cure", {"document": complaint, "cure": "compared"}).status_code == 422
    assert clerk.post(f"{address}/cure", {"document": complaint, "cure": "notarised"}).status_code == 404
    assert clerk.post(f"{address}/compare", compare | {"outcome": "identical"}).status_code == 302
    assert judge.post(f"{address}/cure", {"document": complaint, "cure": "compared"}).status_code == 302
    page = judge.get(address).content.decode()
    assert "the file counts as the original" in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), "each field of the three forms has its own label"
    assert Comparison.objects.count() == 2


def test_the_party_reads_the_request_among_its_tasks_and_answers_it(house: House, case: CaseView) -> None:
    require_original(case.uid, exhibits_of(case.uid)[0].uid, ASKED, by=house.clerk, at=house.at)
    asked = OriginalRequest.objects.get().uid
    lin, address = signed_in(house, house.lin.uid), reverse("portal:original", args=[case.uid, asked])
    assert address in lin.get(reverse("portal:case", args=[case.uid])).content.decode()
    page = lin.get(address).content.decode()
    for word in ("第二页看不清。", "示例路1号", "原告证据1 借条", "12(2)(ii)"):
        assert word in page
    assert lin.post(address, {"reply": "cannot", "words": ""}).status_code == 422
    assert lin.post(address, {"reply": "cannot", "words": "原件在对方手中。"}).status_code == 302
    assert "I cannot bring it" in lin.get(address).content.decode()
    zhou = signed_in(house, house.zhou.uid)
    assert zhou.get(address).status_code == 404
    assert address not in zhou.get(reverse("portal:case", args=[case.uid])).content.decode()
    clerk = signed_in(house, house.clerk.person)
    assert "原件在对方手中。" in clerk.get(reverse("desk:originals_case", args=[case.uid])).content.decode()
    inbox = clerk.get(reverse("desk:inbox")).content.decode()
    assert "court's turn (1)" in inbox.replace("&#x27;", "'")
    assert "I cannot bring it" in inbox


def test_the_last_day_for_an_original_stands_in_the_partys_calendar(house: House, case: CaseView) -> None:
    require_original(case.uid, exhibits_of(case.uid)[0].uid, ASKED, by=house.clerk, at=house.at)
    lin = signed_in(house, house.lin.uid)
    shown = lin.post(reverse("portal:feed_own"), {}).content.decode()
    address = next(iter(re.findall(r"/calendar/[^/<]+\.ics", shown)))
    calendar = Client().get(address).content.decode().replace("\r\n ", "")
    assert "an original that the court asks for" in calendar
    assert "20261204" in calendar
    assert str(OriginalRequest.objects.get().uid) in calendar


def test_a_party_reads_where_its_things_are_and_strangers_do_not(house: House, case: CaseView, clerk: Client) -> None:
    item, lin = taken(clerk, house, case=case.number), signed_in(house, house.lin.uid)
    address = reverse("portal:things", args=[case.uid])
    assert address in lin.get(reverse("portal:case", args=[case.uid])).content.decode()
    page = lin.get(address).content.decode()
    for word in ("借条", "original, pages: 1, copies: 1", "kept at the court", code_of(item.receipt.uid)):
        assert word in page
    assert "二楼卷柜3" not in page
    clerk.post(reverse("desk:paper_item", args=[item.uid]), {"act": "return", "who": "林晓梅", "signed": "签名"})
    assert "returned" in lin.get(address).content.decode()
    zhou = signed_in(house, house.zhou.uid)
    assert "借条" not in zhou.get(address).content.decode()
    assert address not in zhou.get(reverse("portal:case", args=[case.uid])).content.decode()
    assert signed_in(house, house.wuhou_clerk.person).get(address).status_code == 404


def test_a_stack_is_sent_taken_apart_and_its_rest_filed_by_hand(house: House, case: CaseView, clerk: Client) -> None:
    iou, bill = taken(clerk, house, case=case.number), taken(clerk, house, case=case.number, **{"title-1": "账单"})
    stack = pdf_of([sheet(iou.uid), written(), sheet(iou.uid), written()]).getvalue()
    file = SimpleUploadedFile("扫描.pdf", stack, "application/pdf")
    inbox = reverse("desk:scans")
    assert clerk.post(inbox, {"files": file}).status_code == 422
    file.seek(0)
    assert clerk.post(inbox, {"files": file, "state_secret": "no"}).status_code == 302
    assert house.work() == []
    page = clerk.get(inbox).content.decode()
    assert "4 pages" in page
    assert "waits for a clerk" in page
    waiting = ScanPart.objects.get(stage="waiting")
    part = reverse("desk:scan_part", args=[waiting.uid])
    shown = clerk.get(part).content.decode()
    assert "账单" in shown
    assert clerk.get(linked(clerk, reverse("desk:scan_picture", args=[waiting.uid, 1]))).status_code == 200
    assert clerk.get(linked(clerk, reverse("desk:scan_picture", args=[waiting.uid, 9]))).status_code == 404
    assert clerk.post(part, {"decision": "file", "item": "none"}).status_code == 422
    assert clerk.post(part, {"decision": "discard", "reason": ""}).status_code == 422
    assert clerk.post(part, {"decision": "file", "item": str(bill.uid)}).status_code == 302
    between = clerk.get(reverse("desk:originals_case", args=[case.uid])).content.decode()
    assert "between the person and the court" in between
    assert clerk.post(reverse("desk:scan_on_file", args=[case.uid, bill.uid])).status_code == 302
    assert Document.objects.get(subject=bill.uid).layer == "case"
    assert signed_in(house, house.judge.person).get(inbox).status_code == 404


def test_an_unfit_file_is_refused_with_its_remedy_and_no_stack_is_made(house: House, clerk: Client) -> None:
    told = {"files": SimpleUploadedFile("合同.docx", b"PK\x03\x04" + b"x" * 200), "state_secret": "no"}
    answer = clerk.post(reverse("desk:scans"), told)
    assert answer.status_code == 422
    assert "合同.docx" in answer.content.decode()
    assert not ScanBatch.objects.exists()


def test_a_line_that_broke_leaves_nothing_and_the_same_stack_sent_again_is_one_stack(
    house: House, clerk: Client
) -> None:
    iou = taken(clerk, house)
    stack = pdf_of([sheet(iou.uid), written()]).getvalue()
    for tenth in (2, 5, 9):
        part = SimpleUploadedFile("扫描.pdf", stack[: len(stack) * tenth // 10], "application/pdf")
        assert clerk.post(reverse("desk:scans"), {"files": part, "state_secret": "no"}).status_code == 422
    assert not ScanBatch.objects.exists()
    whole = SimpleUploadedFile("扫描.pdf", stack, "application/pdf")
    assert clerk.post(reverse("desk:scans"), {"files": whole, "state_secret": "no"}).status_code == 302
    house.work()
    assert ScanPart.objects.get().stage == "filed"


def test_separator_sheets_are_printed_for_what_was_not_scanned(house: House, clerk: Client) -> None:
    item = taken(clerk, house)
    page = clerk.get(reverse("desk:scan_sheets", args=[item.receipt.uid])).content.decode()
    assert "data:image/svg+xml" in page
    assert "借条" in page


def test_the_text_of_a_document_is_asked_for_and_shown_with_its_state(house: House, case: CaseView) -> None:
    judge = signed_in(house, house.judge.person)
    document = exhibits_of(case.uid)[0].documents[0]
    address = reverse("desk:document_text", args=[document])
    assert "Nobody has asked" in judge.get(address).content.decode()
    assert judge.post(address).status_code == 302
    assert house.work() == []
    assert "Nobody has asked" not in judge.get(address).content.decode()
    assert judge.get(reverse("desk:originals_case", args=[case.uid]), {"q": "壹万"}).status_code == 200
    assert signed_in(house, house.wuhou_judge.person).get(address).status_code == 404


def test_pages_take_odd_words_in_their_addresses(house: House, case: CaseView, clerk: Client) -> None:
    for odd in ("\x00", "𠮷" * 200, "' OR 1=1", "%"):
        for address in (reverse("desk:papers"), reverse("desk:originals_case", args=[case.uid])):
            assert clerk.get(address, {"q": odd}).status_code in {200, 302, 400}, odd


def test_paper_becomes_a_filing_beside_the_person(house: House, clerk: Client) -> None:
    """Somebody without a telephone: the papers are taken, scanned, and laid into the complaint that the clerk types."""
    item, draft = taken(clerk, house), house.draft(files=False)
    page = reverse("desk:paper_item", args=[item.uid])
    stack = SimpleUploadedFile("扫描.pdf", pdf_of([sheet(item.uid), written()]).getvalue(), "application/pdf")
    clerk.post(reverse("desk:scans"), {"files": stack, "state_secret": "no"})
    house.work()
    into, told = reverse("desk:paper_draft", args=[item.uid]), {"into": f"{draft.uid} files.iou"}
    assert "files.iou" not in clerk.get(page).content.decode()
    assert clerk.post(into, told).status_code == 404
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    assert "files.iou" in clerk.get(page).content.decode()
    assert clerk.post(into, {"into": f"{draft.uid} plaintiff.name"}).status_code == 404
    assert clerk.post(into, told).status_code == 302
    ((_uid, file),) = files_of(draft.uid)
    assert (file.question, file.name, file.pages) == ("files.iou", "借条.pdf", 1)
    clerk.post(into, told)
    assert len(files_of(draft.uid)) == 1
