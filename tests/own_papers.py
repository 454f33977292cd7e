"""Complaints that invented people wrote themselves, as files for tests."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import typst
from PIL import Image, ImageDraw, ImageFont

from tests.builders import id_number
from tests.stacks import A4, FONT
from tongban.documents.adapters.typesetting import fonts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LENDING = f"""民事起诉状
原告：林晓梅，女，汉族，1990年1月1日出生，住重庆市渝中区民生路1号2单元3-1，公民身份号码{id_number(1)}，联系电话：13800000001。
委托诉讼代理人：王律师，重庆某某律师事务所律师，电话13900000009。
被告一：周志强，男，1985年2月2日出生，身份证号码：{id_number(2)}，户籍地：四川省成都市武侯区某路2号，
现住成都市锦江区B路3号，电话138 0000 0002。
被告二：成都某某（武侯）商贸有限公司，住所地四川省成都市武侯区C路4号。
法定代表人：赵六，执行董事。
诉讼请求：
1．判令被告周志强偿还借款本金人民币壹拾万元整（￥100,000.00元）及利息12000元（以100000元为基数，按年利率12%计算）；
2、判令被告成都某某（武侯）商贸有限公司承担连带责任；
3.本案诉讼费由被告承担。
事实与理由：
2024年9月10日，被告周志强因经营需要向原告借款10万元，双方约定年利率12%，约定于2025年3月9日前归还。原告通过银行转账交付。到期后，被告一直未还。
此致
重庆市渝中区人民法院
具状人：林晓梅
2026年3月1日
"""


def word(text: str, *, parts: dict[str, bytes] | None = None) -> bytes:
    """A Word document with a paragraph for each line; a form feed begins a page."""
    paragraphs = "".join(f"<w:p>{_run(line)}</w:p>" for line in text.splitlines())
    document = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def _run(line: str) -> str:
    return "<w:r><w:lastRenderedPageBreak/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in line.split("\\f")
    )


def pdf(pages: Sequence[str], folder: Path) -> bytes:
    """A PDF with these texts on its pages, set as a person's program would set them."""
    body = "\n#pagebreak()\n".join("#text(" + _string(page) + ")" for page in pages)
    source = folder / "own.typ"
    source.write_text(f'#set text(font: "Noto Serif CJK SC", size: 12pt)\n{body}\n', encoding="utf-8")
    compiler = typst.Compiler(str(source), root=str(folder), font_paths=fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def _string(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def blank_pdf(pages: int, *, password: str = "") -> bytes:
    """A PDF without any text: a scan."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        locked = pikepdf.Encryption(owner=password, user=password) if password else False
        document.save(made, encryption=locked)
    return made.getvalue()


def page_with(text: str) -> Image.Image:
    """A printed page with this text, as a camera or scanner sees it."""
    page, font = Image.new("L", A4, 255), ImageFont.truetype(FONT, 32)
    lines = [line[start : start + 31] for line in text.splitlines() for start in range(0, len(line), 31)]
    draw = ImageDraw.Draw(page)
    for place, line in enumerate(lines):
        draw.text((120, 110 + 52 * place), line, fill=0, font=font)
    return page


def pixel_bomb() -> bytes:
    """A picture of some bytes that says it has ten thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def png_of(picture: Image.Image) -> bytes:
    """The picture as a file."""
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
