"""What may be handed in, and what each refusal says."""

from __future__ import annotations

import io
import struct

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tongban.documents.adapters.inspection import inspect
from tongban.documents.rules.intake import NAME_LIMIT, Inside, Limits, Upload, in_words, safe_name, screen_upload, sniff
from tongban.documents.vocabulary import FileKind
from tongban.documents.wording import KINDS, REFUSALS
from tongban.kernel.refusal import Refusal


def pdf(pages: int = 1, **catalogue: object) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    for name, value in catalogue.items():
        made.Root[f"/{name}"] = value
    made.save(out)
    return out.getvalue()


def locked_pdf(user: str) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def picture(form: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, form)
    return out.getvalue()


def heic(width: int, height: int) -> bytes:
    return b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40 + b"\x00\x00\x00\x14ispe" + struct.pack(">4xII", width, height)


def screened(content: bytes, name: str, limits: Limits | None = None) -> tuple[Refusal, ...]:
    limits = limits or Limits()
    return screen_upload(inspect(io.BytesIO(content), name, limits), limits)


def reasons(content: bytes, name: str, limits: Limits | None = None) -> list[str]:
    return [refusal.reason.removeprefix("documents.") for refusal in screened(content, name, limits)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (pdf(), "起诉状.pdf"),
        (pdf(), "no ending"),
        (picture("PNG"), "screen.PNG"),
        (picture("JPEG"), "photo.jpeg"),
        (heic(4032, 3024), "IMG_0001.HEIC"),
        (locked_pdf(user=""), "bank statement.pdf"),
    ],
    ids=["pdf", "without-ending", "png", "jpeg", "heic", "print-protected-but-readable"],
)
def test_ordinary_files_are_taken(content: bytes, name: str) -> None:
    assert reasons(content, name) == []


JPEG = picture("JPEG", (400, 300))
REFUSED = [
    (b"", "empty.pdf", Limits(), ["empty"]),
    (pdf(), "big.pdf", Limits(size=100), ["too_large"]),
    (b"PK\x03\x04" + b"x" * 99, "证据.docx", Limits(), ["kind_not_accepted"]),
    (b"\xd0\xcf\x11\xe0" + b"x" * 99, "old.doc", Limits(), ["kind_not_accepted"]),
    (b"<html><script>", "page.pdf", Limits(), ["kind_not_accepted"]),
    (b"MZ" + pdf(), "two in one.pdf", Limits(), ["kind_not_accepted"]),
    (b"just words", "note.txt", Limits(), ["kind_not_accepted"]),
    (picture("PNG"), "photo.jpg", Limits(), ["name_and_content_differ"]),
    (pdf(), "statement.pdf.exe", Limits(), ["name_and_content_differ"]),
    (locked_pdf(user="secret"), "locked.pdf", Limits(), ["locked"]),
    (b"%PDF-1.7\n" + b"nothing follows" * 20, "broken.pdf", Limits(), ["damaged"]),
    (pdf()[:300], "half.pdf", Limits(), ["damaged"]),
    (JPEG[: len(JPEG) // 2], "half.jpg", Limits(), ["damaged"]),
    (picture("PNG")[:60], "half.png", Limits(), ["damaged"]),
    (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "empty.heic", Limits(), ["damaged"]),
    (pdf(4), "long.pdf", Limits(pages=3), ["too_many_pages"]),
    (picture("PNG", (60, 60)), "wide.png", Limits(pixels=3000), ["too_many_pixels"]),
    (heic(60_000, 60_000), "bomb.heic", Limits(), ["too_many_pixels"]),
    (
        pdf(OpenAction=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))),
        "runs.pdf",
        Limits(),
        ["active_content"],
    ),
]


@pytest.mark.parametrize(("content", "name", "limits", "expected"), REFUSED, ids=[row[1] for row in REFUSED])
def test_each_flaw_is_named(content: bytes, name: str, limits: Limits, expected: list[str]) -> None:
    assert reasons(content, name, limits) == expected


def opening(action: pikepdf.Dictionary, *, page: bool) -> bytes:
    """A PDF that does this when it, or its second page, is opened."""
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(2):
        made.add_blank_page()
    if page:
        made.pages[1].obj["/AA"] = pikepdf.Dictionary(O=action)
    else:
        made.Root["/OpenAction"] = action
    made.save(out)
    return out.getvalue()


def test_what_runs_when_a_page_is_opened_or_after_something_harmless_is_found() -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    harmless = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D="x")
    after = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D="x", Next=pikepdf.Array([harmless, script]))
    for action in (script, after):
        for page in (True, False):
            assert reasons(opening(action, page=page), "x.pdf") == ["active_content"]
    for page in (True, False):
        assert reasons(opening(harmless, page=page), "x.pdf") == []


def test_a_chain_of_actions_without_end_is_told() -> None:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    action = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.GoTo, D="x"))
    action["/Next"] = action
    made.Root["/OpenAction"] = action
    made.save(out)
    assert reasons(out.getvalue(), "x.pdf") == ["active_content"]


def test_a_picture_bomb_is_refused_without_being_unpacked() -> None:
    header = struct.pack(">II5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + b"\x00" * 4
    assert reasons(content, "bomb.png") in (["too_many_pixels"], ["damaged"])
    assert screen_upload(Upload("bomb.png", 99, content, Inside(pixels=10**9)), Limits())


def test_all_findings_come_at_once() -> None:
    limits = Limits(size=10, accepted=frozenset({FileKind.PNG}))
    assert reasons(pdf(), "a.pdf", limits) == ["too_large", "kind_not_accepted"]


def test_every_refusal_has_words_for_its_facts() -> None:
    for content, name, limits, _ in REFUSED:
        for refusal in screened(content, name, limits):
            words = REFUSALS[refusal.reason]
            assert str(words.says) % dict(refusal.facts)
            assert str(words.remedy) % dict(refusal.facts)
            assert refusal.law
            assert refusal.fields == ("file",)


def test_every_kind_has_a_word() -> None:
    assert set(KINDS) == set(FileKind)


def test_a_pdf_may_start_after_a_byte_order_mark_but_not_after_another_file() -> None:
    assert sniff(b"\xef\xbb\xbf%PDF-1.4") is FileKind.PDF
    assert sniff(b"GIF89a%PDF-1.4") is FileKind.GIF


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\借条.jpg", "借条.jpg"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("借\x00条\u202egnp.jpg", "借条gnp.jpg"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("  two   blanks .pdf ", "two blanks.pdf"),
        ("x" * 300 + ".pdf", "x" * (NAME_LIMIT - 4) + ".pdf"),
    ],
)
def test_a_name_is_made_safe_for_display(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_missing_ending_is_added() -> None:
    assert safe_name("借条", FileKind.JPEG) == "借条.jpg"
    assert safe_name("", FileKind.JPEG) == "file.jpg"


@pytest.mark.parametrize("ending", ["hta", "pif", "cpl", "wsf", "reg", "jar", "url", "mht", "2"])
def test_no_device_takes_a_scan_for_something_else_by_the_ending_of_its_name(ending: str) -> None:
    assert safe_name(f"借条.{ending}", FileKind.PDF) == f"借条.{ending}.pdf"
    assert len(safe_name(f"{'x' * 300}.{ending}", FileKind.PDF)) == NAME_LIMIT
    assert safe_name("借条.JPEG", FileKind.JPEG) == "借条.jpeg"


@given(st.text(max_size=400))
def test_a_safe_name_has_no_path_no_control_marks_and_a_length(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= NAME_LIMIT
    assert not set(safe) & set('/\\<>:"|?*\n\r\t\x00\u202e')
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(("size", "words"), [(0, "0 B"), (1023, "1023 B"), (2048, "2 KB"), (3_565_158, "3.4 MB")])
def test_sizes_are_told_as_people_read_them(size: int, words: str) -> None:
    assert in_words(size) == words
