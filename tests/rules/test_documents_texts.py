"""The text of files: page by page, within limits, and nothing of them runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.own_papers import LENDING, W, blank_pdf, page_with, pdf, pixel_bomb, png_of, word
from tests.stacks import jpeg_of, pdf_of, tiff_of, written
from tongban.documents.adapters.drawing import drawn
from tongban.documents.adapters.inspection import inspect
from tongban.documents.adapters.reading import page_of, reader_here
from tongban.documents.adapters.renditions import NoRendition
from tongban.documents.adapters.texts import TextUnreadableError, pdf_texts
from tongban.documents.adapters.word import word_texts
from tongban.documents.rules.texts import (
    PAGES_RECOGNISED,
    TEXT_LIMITS,
    legible,
    no_text,
    pages_to_recognise,
    screen_text,
    waiting_texts,
)
from tongban.documents.vocabulary import PageRead


def reasons(content: bytes, name: str) -> set[str]:
    return {
        one.reason.removeprefix("documents.") for one in screen_text(inspect(io.BytesIO(content), name, TEXT_LIMITS))
    }


def test_a_pdf_is_read_page_by_page_with_rare_characters(tmp_path: Path) -> None:
    written = ["原告：𠮷田明，男", "事实与理由：借款壹佰万元整"]
    assert pdf_texts(pdf(written, tmp_path), 40, 1000) == (written, [True, True], 2)


def test_of_a_long_pdf_the_first_pages_are_read() -> None:
    assert pdf_texts(blank_pdf(80), 40, 1000) == ([""] * 40, [False] * 40, 80)


def test_no_more_signs_are_read_than_asked_for(tmp_path: Path) -> None:
    assert pdf_texts(pdf(["一二三四五", "六七八"], tmp_path), 40, 5) == (["一二三四五"], [True], 2)


def test_a_word_document_is_read_page_by_page_as_it_was_last_shown() -> None:
    texts, whole = word_texts(io.BytesIO(word("原告：林晓梅\n诉讼请求：\\f1.判令")), 1000)
    assert whole
    assert texts == ["原告：林晓梅\n\n诉讼请求：", "1.判令\n\n"]
    assert word_texts(io.BytesIO(word("一二三四五六")), 3) == (["一二三"], False)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙\n\n"),
        (
            "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>",
            "增\n\n",
        ),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>新</w:t></w:r></w:p>", "新\n\n"),
        ("<w:p><w:r><w:instrText>INCLUDETEXT</w:instrText><w:t>字</w:t></w:r></w:p>", "字\n\n"),
    ],
)
def test_what_a_reader_sees_is_read(inside: str, text: str) -> None:
    assert word_texts(io.BytesIO(_document(inside)), 1000) == ([text], True)


def test_a_page_that_the_author_began_is_a_page_where_no_program_says_better() -> None:
    made = _document('<w:p><w:r><w:t>一</w:t><w:br w:type="page"/><w:t>二</w:t></w:r></w:p>')
    assert word_texts(io.BytesIO(made), 1000) == (["一", "二\n\n"], True)


def _document(inside: str) -> bytes:
    return _whole(f'<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>')


def _whole(xml: str, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return made.getvalue()


def test_a_good_document_passes(tmp_path: Path) -> None:
    assert reasons(word(LENDING), "起诉状.docx") == set()
    assert reasons(pdf(["原告"], tmp_path), "起诉状.pdf") == set()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (blank_pdf(1, password="secret"), "起诉状.pdf", "locked"),
        (blank_pdf(1)[:-40], "起诉状.pdf", "damaged"),
        (word("甲", parts={"word/vbaProject.bin": b"x"}), "起诉状.docx", "active_content"),
        (word("甲", parts={"word/activeX/activeX1.xml": b"x"}), "起诉状.docx", "active_content"),
        (word("甲")[:-30], "起诉状.docx", "damaged"),
        (b"PK\x03\x04" + b"x" * 50, "表.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "起诉状.doc", "older_word"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "照片.png", "damaged"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "照片.jpg", "damaged"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "照片.heic", "damaged"),
        (b"GIF89a" + b"\0" * 50, "截图.gif", "kind_not_accepted"),
        (pixel_bomb(), "照片.png", "too_many_pixels"),
        (b"MZ" + b"\0" * 50, "起诉状.pdf", "kind_not_accepted"),
        (b"", "起诉状.pdf", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, name: str, reason: str) -> None:
    assert reason in reasons(content, name)


def test_a_file_of_blank_pages_gives_nothing_to_read() -> None:
    found = no_text("空白.pdf", ["", " \n"], "paper")
    assert found is not None
    assert found.reason == "documents.no_text_inside"
    assert no_text("起诉状.pdf", ["", "甲"], "paper") is None


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>',
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>',
        "<w:document><w:body>",
        '<?xml version="1.0" encoding="klingon"?><w/>',
        "",
    ],
)
def test_entities_and_broken_documents_are_never_followed(xml: str) -> None:
    with pytest.raises(TextUnreadableError):
        word_texts(io.BytesIO(_whole(xml)), 1000)


def test_a_document_that_unpacks_beyond_measure_is_not_unpacked() -> None:
    bomb = _document("<w:p>" + "<w:r/>" * 1_200_000 + "</w:p>")
    assert len(bomb) < 100_000
    with pytest.raises(TextUnreadableError):
        word_texts(io.BytesIO(bomb), 1000)


def test_a_document_that_is_packed_as_word_packs_none_is_not_unpacked() -> None:
    assert reasons(_whole("<w/>", zipfile.ZIP_LZMA), "起诉状.docx") == {"damaged"}
    assert reasons(_whole("<w/>"), "起诉状.docx") == set()


def test_a_damaged_pdf_stops_the_program_and_nothing_else() -> None:
    with pytest.raises(TextUnreadableError):
        pdf_texts(b"%PDF-1.7 nothing", 40, 1000)


def test_a_pdf_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeps = tmp_path / "sleeps.py"
    sleeps.write_text("import time; time.sleep(60)")
    monkeypatch.setattr("tongban.documents.adapters.pdf_text.__file__", str(sleeps))
    monkeypatch.setattr("tongban.documents.adapters.texts._PATIENCE", 0.5)
    with pytest.raises(TextUnreadableError):
        pdf_texts(b"%PDF-1.7", 40, 1000)


LONG_TEXT = "原告林晓梅与被告周志强民间借贷纠纷一案，" * 4


@pytest.mark.parametrize(
    ("texts", "marks", "pictures"),
    [
        (["", ""], [True, True], (1, 2)),
        (["扫描全能王 创建"] * 2, [True, True], (1, 2)),
        ([LONG_TEXT, "", "此致"], [True, True, True], (2,)),
        ([LONG_TEXT, ""], [True, False], ()),
        (["", ""], [False, False], ()),
        ([""] * 80, [True] * 80, tuple(range(1, PAGES_RECOGNISED + 1))),
    ],
)
def test_the_pages_of_a_file_that_are_pictures(texts: list[str], marks: list[bool], pictures: tuple[int, ...]) -> None:
    assert pages_to_recognise(texts, marks) == pictures


def test_what_lies_beyond_the_pages_that_are_recognised_is_not_taken_for_blank() -> None:
    assert waiting_texts([""] * 40, range(1, 13)) == ("",) * 12
    assert waiting_texts([LONG_TEXT, "扫描全能王", "", LONG_TEXT, ""], (3,)) == (LONG_TEXT, "扫描全能王", "", LONG_TEXT)


def test_what_noise_looks_like_is_no_text() -> None:
    assert legible(PageRead("原告林晓梅", "99999")) is False
    assert legible(PageRead("原告林晓梅女", "999999"))
    assert not legible(PageRead("|—_ ~ =.：；", "1203140"))


def test_words_are_joined_as_they_are_written_and_each_sign_keeps_how_sure_it_is() -> None:
    words = [
        *((1, 1, 1, 91.2, "原告"), (1, 1, 1, 88.0, "："), (1, 1, 2, 96.9, "John"), (1, 1, 2, 40.0, "Smith，")),
        (2, 1, 1, 100.0, '"甲〉'),
        (2, 1, 1, -1.0, " "),
    ]
    table = [f"5\t1\t{block}\t{par}\t{line}\t1\t0\t0\t9\t9\t{sure}\t{word}" for block, par, line, sure, word in words]
    read = page_of("\n".join(["level\tpage_num", "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", *table]))
    assert read == PageRead('原告：\nJohn Smith，\n\n"甲）', "998" + "9999" + "444444" + "999")
    assert page_of("") == PageRead("", "")


def ink(picture: bytes) -> tuple[int, int, int, int]:
    """Where something dark stands on a page, in hundredths of its sides."""
    page = Image.open(io.BytesIO(picture))
    assert page.format == "PNG"
    assert page.mode == "L"
    box = page.point(lambda grey: 255 if grey < 140 else 0).getbbox()
    assert box is not None
    across, down = page.size
    return box[0] * 100 // across, box[1] * 100 // down, box[2] * 100 // across, box[3] * 100 // down


@pytest.mark.parametrize(
    ("content", "page"),
    [
        (pdf_of([written("第一页"), written("第二页")]).getvalue(), 2),
        (tiff_of([written("第一页"), written("第二页")]).getvalue(), 2),
        (jpeg_of(written("顶端").rotate(180), turned=3).getvalue(), 1),
        (png_of(written("小图").resize((310, 438))), 1),
    ],
)
def test_a_page_of_any_kind_is_drawn_upright_and_large_enough_to_be_read(content: bytes, page: int) -> None:
    picture = drawn(content, page)
    left, top, right, bottom = ink(picture)
    assert (left < 15, top < 15, right < 50, bottom < 20) == (True, True, True, True)
    assert max(Image.open(io.BytesIO(picture)).size) >= 1300
    with pytest.raises(NoRendition):
        drawn(content, page + 1)


def test_what_is_transparent_is_paper() -> None:
    page = Image.new("RGBA", (400, 600), (0, 0, 0, 0))
    page.paste(written("透明").convert("RGBA").crop((140, 160, 300, 230)), (40, 40))
    assert ink(drawn(png_of(page), 1))[2] < 60


def test_a_file_that_breaks_what_draws_it_stops_the_program_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks = tmp_path / "breaks.py"
    breaks.write_text("import os; os.abort()")
    monkeypatch.setattr("tongban.documents.adapters.page_drawn.__file__", str(breaks))
    with pytest.raises(NoRendition):
        drawn(b"%PDF-1.7", 1)


def test_a_page_in_english_is_read() -> None:
    reader = reader_here()
    assert reader is not None
    lines = "The defendant borrowed money\nand did not pay it back.\nInterest runs from 9 March."
    read = reader.read(drawn(png_of(page_with(lines).crop((0, 0, 1240, 400))), 1))
    assert "The defendant borrowed money\nand did not pay it back." in read.text


def test_a_page_that_lies_on_its_side_is_read() -> None:
    reader = reader_here()
    assert reader is not None
    read = reader.read(drawn(png_of(page_with(LENDING).rotate(90, expand=True)), 1))
    assert "原告:林晓梅" in read.text.replace("：", ":")
    assert "13800000001" in read.text
    assert len(read.sure) == len("".join(read.text.split()))
