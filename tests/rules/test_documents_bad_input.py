"""Files as people really send them: upside down, of many pages, from telephones and fax machines, broken off."""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from tests.stacks import empty, jpeg_of, pdf_of, tiff_of, written
from tongban.documents.adapters import inspection
from tongban.documents.adapters.binding import Unfit, bound, cut, looked_at
from tongban.documents.adapters.inspection import inspect
from tongban.documents.adapters.printing import joined
from tongban.documents.adapters.renditions import (
    NoRendition,
    frame_count,
    page_count,
    picture_for_screen,
    thumbnail,
)
from tongban.documents.rules.intake import Limits, safe_name, screen_upload, sniff
from tongban.documents.vocabulary import FileKind

HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9j"
    "AAAAAERAAAEAAQAAAAABoQABAAAAAAAAACAAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/Wlw"
    "cnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AA"
    "AAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAA"
    "QAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWB"
    "AgMFhAAAAChtZGF0AAAAHCgBrwtg/QIj/4QvgYz5KOMAmczq47F2NYRr9Vw="
)
"""A photograph of 64 by 48 points as telephones make it: dark above, white below."""


def flaws(content: bytes, name: str, limits: Limits | None = None) -> list[str]:
    limits = limits or Limits()
    found = screen_upload(inspect(io.BytesIO(content), name, limits), limits)
    return [one.reason.removeprefix("documents.") for one in found]


def dark_above(picture: bytes) -> bool:
    """Whether the upper half of a picture is the darker one."""
    grey = Image.open(io.BytesIO(picture)).convert("L")
    above = grey.crop((0, 0, grey.width, grey.height // 2)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    below = grey.crop((0, grey.height // 2, *grey.size)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return bool(above < below)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("turned", "how"),
    [
        (1, None),
        (3, Image.Transpose.ROTATE_180),
        (6, Image.Transpose.ROTATE_90),
        (8, Image.Transpose.ROTATE_270),
    ],
)
def test_a_photograph_is_shown_upright_however_the_telephone_was_held(turned: int, how: Image.Transpose | None) -> None:
    page = Image.new("L", (400, 300), 255)
    page.paste(0, (0, 0, 400, 60))
    sent = jpeg_of(page.transpose(how) if how is not None else page, turned=turned).getvalue()
    assert flaws(sent, "IMG_0001.jpg") == []
    assert dark_above(picture_for_screen(sent))
    assert dark_above(thumbnail(sent, FileKind.JPEG))


def test_a_photograph_of_a_telephone_is_taken_and_shown() -> None:
    assert sniff(HEIC) is FileKind.HEIC
    assert flaws(HEIC, "IMG_4032.HEIC") == []
    assert dark_above(picture_for_screen(HEIC))
    assert Image.open(io.BytesIO(thumbnail(HEIC, FileKind.HEIC))).size == (64, 48)


@pytest.mark.parametrize("cut_at", [40, 200, len(HEIC) - 20])
def test_a_broken_telephone_photograph_is_never_shown_as_something_else(cut_at: int) -> None:
    with pytest.raises(NoRendition):
        picture_for_screen(HEIC[:cut_at])


def test_a_scan_of_eighty_pages_is_taken_with_all_of_them() -> None:
    scan = pdf_of([empty()] * 80).getvalue()
    assert flaws(scan, "账册.pdf") == []
    assert page_count(scan) == 80


def test_a_tiff_of_many_pages_is_taken_and_each_page_shown() -> None:
    dark, light = Image.new("L", (300, 400), 0), Image.new("L", (300, 400), 255)
    fax = tiff_of([light, dark, light]).getvalue()
    assert flaws(fax, "fax.tif") == flaws(fax, "fax") == []
    assert frame_count(fax) == 3
    shades = [Image.open(io.BytesIO(picture_for_screen(fax, page))).convert("L").getpixel((9, 9)) for page in (1, 2, 3)]
    assert [shade > 128 for shade in shades] == [True, False, True]  # type: ignore[operator]
    with pytest.raises(NoRendition):
        picture_for_screen(fax, 4)


def test_a_tiff_of_too_many_pages_and_one_that_breaks_off_are_refused() -> None:
    fax = tiff_of([written() for _ in range(4)]).getvalue()
    assert flaws(fax, "fax.tif", Limits(pages=3)) == ["too_many_pages"]
    assert flaws(fax[: len(fax) // 2], "fax.tif") == ["damaged"]


def test_a_few_bytes_that_stand_for_hours_of_decoding_are_measured_and_soon_no_longer_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decoded: set[int] = set()
    load = TiffImageFile.load

    def counted(picture: TiffImageFile) -> object:
        decoded.add(picture.tell())
        return load(picture)

    small, large = Image.new("L", (300, 300), 255), Image.new("L", (900, 900), 255)
    monkeypatch.setattr(inspection, "_DECODED", 3 * 300 * 300)
    monkeypatch.setattr(TiffImageFile, "load", counted)
    assert flaws(tiff_of([small] * 9).getvalue(), "fax.tif") == []
    assert decoded == {0, 1, 2}
    assert flaws(tiff_of([*[small] * 9, large]).getvalue(), "fax.tif", Limits(pixels=500_000)) == ["too_many_pixels"]


def test_a_screenshot_of_a_screenshot_is_taken_as_it_is() -> None:
    once, twice = io.BytesIO(), io.BytesIO()
    written("聊天记录").save(once, "PNG")
    Image.open(once).resize((620, 877)).save(twice, "PNG")
    assert flaws(twice.getvalue(), "屏幕截图 2026-11-23.png") == []


def locked() -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="x", user="x"))
    return out.getvalue()


def test_a_pdf_under_a_password_is_refused_and_a_pdf_without_pages_too() -> None:
    made, out = pikepdf.new(), io.BytesIO()
    made.save(out)
    assert flaws(locked(), "对账单.pdf") == ["locked"]
    assert flaws(out.getvalue(), "空.pdf") == ["damaged"]
    for unfit in (locked(), b"%PDF-1.7 nothing", HEIC[:200]):
        with pytest.raises(Unfit):
            bound([unfit])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("𠮷野家收据.pdf", "𠮷野家收据.pdf"),
        ("㐱㛃䶮.pdf", "㐱㛃䶮.pdf"),
        ("ᠮᠣᠩᠭᠣᠯ.pdf", "ᠮᠣᠩᠭᠣᠯ.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\文档\\借条.pdf", "借条.pdf"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
        ("\x00\ud800.pdf", "pdf.pdf"),
        ("e\u0301tat.pdf", "\u00e9tat.pdf"),
    ],
)
def test_names_with_rare_characters_stay_and_those_that_deceive_do_not(name: str, kept: str) -> None:
    assert safe_name(name, FileKind.PDF) == kept


@pytest.mark.parametrize("made", [pdf_of, tiff_of, lambda pages: jpeg_of(pages[0])], ids=["pdf", "tiff", "jpeg"])
def test_a_file_whose_line_broke_anywhere_is_not_taken_for_whole(made: Callable[..., io.BytesIO]) -> None:
    whole = made([written(), written()]).getvalue()
    assert flaws(whole, "") == []
    for tenth in range(1, 10):
        assert flaws(whole[: len(whole) * tenth // 10], "") == ["damaged"], tenth


def test_empty_pages_are_seen_whatever_dust_lies_on_them_and_written_ones_never_are() -> None:
    faint = written("。")
    looks = list(looked_at(bound([pdf_of([written(), empty(), faint, Image.new("L", (600, 800), 255)]).getvalue()])))
    assert [look.blank for look in looks] == [False, True, False, True]
    assert {look.code for look in looks} == {""}


def test_a_stack_of_files_of_every_kind_is_bound_in_order_and_cut_again() -> None:
    files = [pdf_of([empty()]), tiff_of([written(), written()]), jpeg_of(written())]
    stack = bound([*(file.getvalue() for file in files), HEIC])
    assert page_count(stack) == 5
    assert page_count(cut(stack, [2, 3, 5])) == 3


def test_photographs_of_telephones_and_faxes_are_printed_with_the_letter() -> None:
    fax, letter = tiff_of([written(), written()]).getvalue(), pdf_of([written()]).getvalue()
    whole = [(HEIC, "image/heic"), (fax, "image/tiff"), (letter, "application/pdf")]
    assert page_count(joined([whole])) == 4
    cut_off = [(HEIC[: len(HEIC) - 20], "image/heic"), (letter, "application/pdf")]
    assert page_count(joined([cut_off, whole])) == 6, "what cannot be drawn keeps no other letter from the printer"
