"""Every paper: typeset from its example, twice the same, archival, with its data inside."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tongban.documents.adapters.renditions import NoRendition, page_count, page_picture, thumbnail
from tongban.documents.adapters.typesetting import ROOT, Mark, PaperUnfit, compile_template, template_of, typeset
from tongban.documents.vocabulary import FileKind
from tongban.kernel.facts import canonical

EXAMPLES = Path(__file__).parent / "documents_examples"
PAPERS = sorted(path.stem.replace("__", "/") for path in EXAMPLES.glob("*.json"))
MARK = Mark("TB-7K3M-9QXA-2D5C", "https://court.example/verify")
DATED = date(2026, 1, 15)


def example(paper: str) -> dict[str, Any]:
    return json.loads((EXAMPLES / f"{paper.replace('/', '__')}.json").read_text(encoding="utf-8"))


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    finally:
        document.close()


def test_every_template_has_an_example() -> None:
    shared = {"documents/base", "judgments/parts"}
    templates = {f"{path.parts[-3]}/{path.name.partition('.')[0]}" for path in ROOT.glob("*/papers/*.typ")} - shared
    assert templates == set(PAPERS)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_data_give_the_same_bytes(paper: str) -> None:
    one = typeset(paper, example(paper), language="zh-Hans", demo=True, dated=DATED, mark=MARK)
    two = typeset(paper, example(paper), language="zh-Hans", demo=True, dated=DATED, mark=MARK)
    assert one == two


@pytest.mark.parametrize(
    "paper", ["judgments/judgment", "judgments/public_version", "motions/ruling", "cases/decision"]
)
def test_a_paper_that_may_be_appealed_names_the_time_of_who_lives_abroad(paper: str) -> None:
    """CPL 286."""
    told = example(paper) | {"appeal": {"days": 15, "days_abroad": 30, "court": "重庆市第五中级人民法院"}}
    made = typeset(paper, told, language="zh-Hans", demo=True, dated=DATED, mark=MARK)
    text = "".join(words(made.pdf).split())
    assert "十五日内（在中华人民共和国领域内没有住所的当事人为三十日内），向本院递交上诉状" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_archival_titled_and_carries_its_data(paper: str) -> None:
    made = typeset(paper, example(paper), language="zh-Hans", demo=True, dated=DATED, mark=MARK)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert bytes(pdf.attachments["data.json"].get_file().read_bytes()) == canonical(example(paper))
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "3"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["dc:title"]
        assert str(pdf.Root.Lang).startswith("zh")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_of_a_demonstration_says_so_and_offers_the_check(paper: str) -> None:
    made = typeset(paper, example(paper), language="zh-Hans", demo=True, dated=DATED, mark=MARK)
    document = pypdfium2.PdfDocument(made.pdf)
    pages = len(document)
    for number in range(pages):
        text = document[number].get_textpage().get_text_bounded()
        assert "无法律效力" in text
        assert MARK.code in text
        assert f"第{number + 1}页 共{pages}页" in text
    document.close()


@pytest.mark.parametrize("paper", PAPERS)
def test_a_production_paper_bears_no_demonstration_mark(paper: str) -> None:
    made = typeset(paper, example(paper), language="zh-Hans", demo=False, dated=DATED)
    text = words(made.pdf)
    assert "演示" not in text
    assert "DEMO" not in text
    assert "核验码" not in text


def test_a_paper_with_a_template_of_its_own_for_english_is_english_to_its_foot() -> None:
    made = typeset("register/report", example("register/report"), language="en", demo=False, dated=DATED)
    text = words(made.pdf)
    assert "Page 1 of 2" in text
    assert not any(word in text for word in ("页", "存证", "证明"))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang).startswith("en")


def test_a_notice_of_a_fee_that_need_not_be_paid_in_advance_sets_no_time_and_threatens_nothing() -> None:
    told = {key: value for key, value in example("fees/payment_notice").items() if key != "topped_up"}
    later = {key: value for key, value in told.items() if key not in {"pay_days", "pay_by"}}
    now, then = (
        words(typeset("fees/payment_notice", data, language="zh-Hans", demo=False, dated=DATED).pdf)
        for data in (told, later)
    )
    assert "可以不预交" in then
    assert not any(word in then for word in ("撤回起诉", "交纳期间", "日内"))
    assert "撤回起诉" in now
    assert "可以不预交" not in now


def test_a_refusal_of_relief_from_a_fee_that_is_not_yet_due_sets_no_day() -> None:
    refused = example("fees/relief_decision") | {"granted": False, "lapses": False}
    told = {key: value for key, value in refused.items() if key not in {"pay_by", "owed", "waived"}}
    text = words(typeset("fees/relief_decision", told, language="zh-Hans", demo=False, dated=DATED).pdf)
    assert "不准许" in text
    assert not any(word in text for word in ("应当于", "强制执行", "撤诉"))


@pytest.mark.parametrize(
    ("changed", "chinese"),
    [
        ({"stamp": None, "since": None, "not_before": None}, "未能证明"),
        ({"stamp": None, "witnesses": []}, "时间的独立性"),
        ({"name": "", "witnesses": []}, "未被改动"),
    ],
)
def test_a_report_says_of_what_is_missing_that_it_is_not_proved(changed: dict[str, Any], chinese: str) -> None:
    told = example("register/report") | changed
    text = words(typeset("register/report", told, language="zh-Hans", demo=True, dated=DATED).pdf)
    assert chinese in text
    assert ("时间的独立性" in text) == (told["stamp"] is None and not told["witnesses"])
    english = typeset("register/report", told, language="en", demo=True, dated=DATED).pdf
    assert ("That the time is independent" in words(english)) == ("时间的独立性" in text)


def test_what_a_party_typed_is_never_an_instruction() -> None:
    data = example("filing/complaint") | {
        "facts": ['#panic("x") #import "/wiring/settings.py" $x$ *b* = 标题 \\ @a <b>']
    }
    made = typeset("filing/complaint", data, language="zh-Hans", demo=True, dated=DATED)
    assert '#panic("x")' in words(made.pdf)


def test_data_that_break_the_contract_are_named() -> None:
    data = example("filing/receipt")
    del data["answer_by"]
    with pytest.raises(PaperUnfit, match="answer_by"):
        typeset("filing/receipt", data, language="zh-Hans", demo=True, dated=DATED)


@pytest.mark.parametrize("paper", ["filing/none", "../wiring/settings", "filing/receipt.typ", "/filing/receipt", ""])
def test_a_paper_that_does_not_exist_is_refused(paper: str) -> None:
    with pytest.raises(PaperUnfit):
        template_of(paper, "zh-Hans")


def test_without_a_translation_the_chinese_template_serves() -> None:
    assert template_of("filing/receipt", "vi") == template_of("filing/receipt", "zh-Hans")
    assert template_of("filing/receipt", "../../x") == template_of("filing/receipt", "zh-Hans")


VALUES = [
    ("0.00", "零元整", "0.00元"),
    ("0.05", "伍分", "0.05元"),
    ("0.50", "伍角整", "0.50元"),
    ("1.05", "壹元零伍分", "1.05元"),
    ("10.00", "壹拾元整", "10.00元"),
    ("105.30", "壹佰零伍元叁角整", "105.30元"),
    ("1005.00", "壹仟零伍元整", "1,005.00元"),
    ("1865.00", "壹仟捌佰陆拾伍元整", "1,865.00元"),
    ("10005.00", "壹万零伍元整", "10,005.00元"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分", "16,409.02元"),
    ("176500.00", "壹拾柒万陆仟伍佰元整", "176,500.00元"),
    ("1000000.00", "壹佰万元整", "1,000,000.00元"),
    ("100000005.00", "壹亿零伍元整", "100,000,005.00元"),
    ("1020300405.67", "壹拾亿贰仟零叁拾万零肆佰零伍元陆角柒分", "1,020,300,405.67元"),
]


def test_amounts_are_written_in_capitals_as_on_bank_bills() -> None:
    source = '#import "/documents/papers/base.typ": *\n#set document(title: "t")\n'
    source += "#set text(font: serif, cjk-latin-spacing: none)\n"
    source += "".join(
        f'#capitals((amount: "{amount}", currency: "CNY")) / #money((amount: "{amount}", currency: "CNY"))\n\n'
        for amount, _, _ in VALUES
    )
    assert [line.strip() for line in _typeset_source(source).splitlines() if line.strip()] == [
        f"{capital} / {digits}" for _, capital, digits in VALUES
    ]


@pytest.mark.parametrize(
    ("iso", "han"),
    [
        ("2026-01-15", "二〇二六年一月十五日"),
        ("2030-10-20", "二〇三〇年十月二十日"),
        ("2026-12-31", "二〇二六年十二月三十一日"),
        ("2100-02-01", "二一〇〇年二月一日"),
    ],
)
def test_the_date_of_a_signature_is_written_in_chinese_numerals(iso: str, han: str) -> None:
    source = '#import "/documents/papers/base.typ": *\n#set document(title: "t")\n#set text(font: serif)\n'
    assert _typeset_source(f'{source}#day-in-han("{iso}")').strip() == han


def _typeset_source(source: str) -> str:
    import typst

    from tongban.documents.adapters.typesetting import fonts

    compiler = typst.Compiler(source.encode(), root=str(ROOT), font_paths=fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(pdf, bytes)
    return words(pdf)


def test_a_page_becomes_a_picture_of_the_width_asked_for() -> None:
    from PIL import Image

    pdf = typeset("delivery/summons", example("delivery/summons"), language="zh-Hans", demo=True, dated=DATED).pdf
    assert page_count(pdf) == 1
    assert abs(Image.open(io.BytesIO(page_picture(pdf, 1, width=600))).width - 600) <= 1
    assert max(Image.open(io.BytesIO(thumbnail(pdf, FileKind.PDF, side=120))).size) == 120
    with pytest.raises(NoRendition):
        page_picture(pdf, 2)


def test_what_is_no_pdf_has_no_pages() -> None:
    with pytest.raises(NoRendition):
        page_count(b"not a pdf")


def test_the_templates_day_is_the_only_time_in_the_file() -> None:
    template = template_of("filing/receipt", "zh-Hans")
    inputs = {
        "data": canonical(example("filing/receipt")).decode(),
        "frame": json.dumps({"paper": "filing/receipt", "language": "zh-Hans", "demo": True}),
    }
    with pikepdf.open(io.BytesIO(compile_template(template, inputs, DATED))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260115000000")
