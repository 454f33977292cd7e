"""What people really send (the counter's list): whoever it is, it is filed, or refused with the way forward.

Bank files, bounces and payments are in test_fees_bank_import, test_fees_differences and test_delivery_messages; cut
connections in tests/faults; what is read from a person's own paper in test_own_paper.
"""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageFont

from tests.builders import House, id_number, material, refused
from tests.own_papers import blank_pdf
from tests.rules.filing_people import _ID_CHECKS, _ID_WEIGHTS
from tongban.cases.queries.carried import parties_carried
from tongban.cases.vocabulary import Side
from tongban.documents.actions.upload import receive_upload
from tongban.documents.adapters.renditions import picture_for_screen
from tongban.documents.adapters.typesetting import FONT_FOLDERS, typeset
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept
from tongban.filing.actions.draft import add_file
from tongban.filing.models import Filing
from tongban.filing.queries import files_of, interview_of
from tongban.filing.rules.answers import warnings
from tongban.filing.rules.further import known_answers
from tongban.filing.rules.told import as_asked
from tongban.judgments.rules.composing import _party
from tongban.kernel.lookup_forms import name_form

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
STANDARD = (
    "㐂㑇㙍㛃㥄㬎㮾㳇㵐㻬㿠䁖䃅䌹䎃䓖䗪䥽䲟䴙䶮𠅤𠙶𡎚𣗋𣲗𤧛𥔲𥖨𦈡"
    "𦙶𧿹𨐈𨱇𨱏𩽾𪟝𪣻𪨰𪩘𪾢𫄧𫍯𫐄𫓧𫖯𫗧𫘜𫚖𫛭𫟅𫟹𫠊𫭟𫰛𫵷𬀩𬃊𬇕𬬻𬭚"
)
"""Of 通用规范汉字表: what lies beyond the usual characters and is borne in names."""


def number_of_one_born(day: str) -> str:
    """An identity number of nobody, with this day of birth."""
    stem = f"990101{day}001"
    return stem + _ID_CHECKS[sum(int(d) * w for d, w in zip(stem, _ID_WEIGHTS, strict=True)) % 11]


def complaint_of(filing: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Document.objects.get(subject=filing, kind="complaint").data)
    return told


def test_a_photo_taken_upside_down_is_shown_upright_and_stays_as_it_was_sent() -> None:
    picture = Image.new("RGB", (80, 40), (200, 0, 0))
    picture.paste((0, 0, 200), (0, 0, 80, 20))
    turned, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 3  # it was held upside down
    picture.save(turned, "JPEG", exif=exif)
    shown = Image.open(io.BytesIO(picture_for_screen(turned.getvalue())))
    red, _green, blue = shown.getpixel((40, 5))  # type: ignore[misc]
    assert red > blue
    assert not shown.getexif()
    kept = receive_upload(turned, "借条.jpg", secret="no")
    assert kept.kept.size == len(turned.getvalue())


def test_a_scan_of_eighty_pages_is_one_file_with_its_pages(house: House) -> None:
    draft = house.draft()
    scan = material("files.messages", io.BytesIO(blank_pdf(80)), "聊天记录.pdf")
    add_file(house.viewer(house.lin.uid), draft.uid, scan)
    assert [one.pages for _uid, one in files_of(draft.uid) if one.question == "files.messages"] == [80]
    filing = house.hand_in(draft).filing
    assert {"聊天记录及其他材料", 80} <= {v for row in complaint_of(filing)["evidence"] for v in row.values()}


def test_a_file_under_a_password_is_refused_with_the_way_to_open_it(house: House) -> None:
    with refused("documents.locked"):
        material("files.messages", io.BytesIO(blank_pdf(1, password="secret")), "合同.pdf")


@pytest.mark.parametrize("name", ["𠮷田明", "阿依古丽·买买提江", "欧阳𬭚", "李㐂", "JOHN SMITH"])
def test_a_rare_name_goes_from_the_answer_into_the_case_and_onto_the_paper(house: House, name: str) -> None:
    filing = house.filing(defendant__name=name)
    case = accept(filing, by=house.clerk, at=house.at)
    assert [p.name for p in case.parties if p.side is Side.DEFENDANT] == [name]
    data = complaint_of(filing)
    pdf = pypdfium2.PdfDocument(typeset("filing/complaint", data, language="zh-Hans", demo=True, dated=DAY).pdf)
    assert name in pdf[0].get_textpage().get_text_bounded()
    assert name_form(name) == name_form(f" {name} ")


def test_the_papers_font_has_the_rare_characters_of_the_standard() -> None:
    file = next(path for folder in FONT_FOLDERS for path in folder.rglob("NotoSerifCJK-Regular.ttc"))
    font = ImageFont.truetype(str(file), 40, index=2)
    missing = bytes(font.getmask("\U0010fffd"))
    assert [sign for sign in STANDARD if bytes(font.getmask(sign)) == missing] == []


def test_an_agreed_rate_above_the_cap_is_told_and_counted_up_to_the_cap(house: House) -> None:
    told = {"loan__interest": "agreed", "loan__rate": "36"}
    answers = house.draft(**told).answers
    found = {one.reason for one in warnings(interview_of("private_lending"), answers, today=DAY)}
    assert "filing.rule.private_lending.over_the_cap" in found
    usury, capped = (
        Filing.objects.get(uid=house.filing(**told | {"loan__rate": rate})).claim_minor for rate in ("36", "12.4")
    )
    assert usury == capped


def test_payments_that_do_not_add_up_are_told(house: House) -> None:
    told = {"loan__interest": "agreed", "loan__rate": "6", "loan__repaid": "5000", "loan__dated": "yes"}
    told |= {"back__day": "2025-06-01", "back__amount": "4000"}
    found = {one.reason for one in warnings(interview_of("private_lending"), house.draft(**told).answers, today=DAY)}
    assert "filing.rule.private_lending.payments_differ" in found


def test_thirty_defendants_are_sued_in_one_complaint_and_another_is_not_asked_for(house: House) -> None:
    told = {"defendant__more": "yes"}
    for row in range(2, 31):
        told |= {f"defendant__{row}__name": f"被告{row}", f"defendant__{row}__id_number": id_number(20 + row)}
        told |= {f"defendant__{row}__division": "500103", f"defendant__{row}__address": f"示例街{row}号"}
        told |= {f"defendant__{row}__more": "yes"}
    draft = house.draft(**told)
    asked = {
        q.id for page in as_asked(interview_of("private_lending"), draft.answers, DAY).pages for q in page.questions
    }
    assert "defendant.30.name" in asked
    assert not {"defendant.30.more", "defendant.31.name"} & asked
    filing = house.hand_in(draft).filing
    assert filing
    assert len([p for p in complaint_of(filing)["parties"] if p["role"].startswith("被告")]) == 30
    case = accept(filing, by=house.clerk, at=house.at)
    assert len(case.of_side(Side.DEFENDANT)) == 30


def test_a_foreigner_sues_with_a_passport_and_one_from_macao_is_sued_by_the_travel_permit(house: House) -> None:
    told = {"plaintiff__id_kind": "passport", "plaintiff__id_number": "KG 1234567", "plaintiff__born": "1990-01-01"}
    told |= {"defendant__id_kind": "hk_macao_permit", "defendant__id_number": "M01234567"}
    filing = house.filing(**told)
    shown = [(one["id_name"], one["id_no"]) for one in complaint_of(filing)["parties"]]
    assert shown == [("护照号码", "KG1234567"), ("港澳居民来往内地通行证号码", "M01234567")]
    case = accept(filing, by=house.clerk, at=house.at)
    judged = [_party(one, one.guardian)["id_name"] for one in case.parties]
    assert judged == ["护照号码", "港澳居民来往内地通行证号码"], "the judgment calls it so, too"
    kinds = [known_answers(case.number, parties_carried(case.uid, one.uid)) for one in case.of_side(Side.PLAINTIFF)]
    assert [(one["plaintiff.id_kind"], one["defendant.id_kind"]) for one in kinds] == [("passport", "hk_macao_permit")]


def test_a_defendant_whom_nobody_can_find_is_sued_at_the_last_known_address(house: House) -> None:
    told = {"defendant__where": "unknown", "defendant__email": ""}
    found = {one.reason for one in warnings(interview_of("private_lending"), house.draft(**told).answers, today=DAY)}
    assert "filing.rule.private_lending.address_unknown" in found
    assert house.filing(**told)


def test_a_defendant_abroad_is_sued_without_a_district(house: House) -> None:
    told = {"defendant__where": "abroad", "defendant__division": "", "agreement__kind": "none"}
    told |= {"defendant__address": "Calle Ficticia 12, Lima, Perú", "defendant__id_number": ""}
    filing = house.filing(**told)
    assert Filing.objects.get(uid=filing).court == "川0107"
    assert complaint_of(filing)["parties"][1]["address"] == "Calle Ficticia 12, Lima, Perú"


def test_nobody_sues_the_dead_and_the_heirs_are_named_as_the_way(house: House) -> None:
    with refused("filing.rule.private_lending.defendant_dead"):
        house.filing(defendant__where="dead")


def test_a_child_sues_through_a_parent_and_not_alone(house: House) -> None:
    child = {"plaintiff__id_number": number_of_one_born("20170601")}
    with refused("filing.answer_missing") as found:
        house.filing(**child)
    assert ("plaintiff.guardian",) in {one.fields for one in found}
    assert house.filing(**child, plaintiff__guardian="林母")


@pytest.mark.parametrize("number", ["990101199001010010", "99010119900101001", "990101199013010018", "无", "1" * 18])
def test_an_identity_number_with_a_slip_is_refused_beside_its_question(house: House, number: str) -> None:
    with refused("filing.id_number_wrong") as found:
        house.filing(defendant__id_number=number)
    assert {one.fields for one in found} == {("defendant.id_number",)}
