"""What a person reads over before handing in says the same words as the paper that the court gets."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from tests.rules.filing_people import EVERYTHING, TODAY, answered, id_number, middling, pleaded
from tests.rules.test_documents_papers import words
from tongban.courts.law import cause_on
from tongban.courts.vocabulary import Cause
from tongban.documents.adapters.typesetting import typeset
from tongban.documents.vocabulary import Material
from tongban.filing.rules.complaint_lines import complaint_lines
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.papers import complaint
from tongban.filing.vocabulary import Answers, Kind, Pleading

pytestmark = pytest.mark.once

SIGNED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FOOT = re.compile(r"English summary.*?of evidence\.|第\d+页\s*共\d+页", re.DOTALL)
"""The English summary and the numbers of pages: no words of the complaint."""
HEADS = ("序号 项目 依据 期间和利率 金额", "序号 证据名称 证据来源 证明内容 页数")
"""A table that goes on over the page repeats its heads."""
CODE_KINDS = {"defendant.kind": "legal"}


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


COMPANY = {"plaintiff.kind": "legal", "plaintiff.representative": "何远"}
CHILD = {
    "plaintiff.kind": "natural",
    "plaintiff.id_number": id_number(1, date(2015, 1, 1)),
    "plaintiff.guardian": "林大山",
}


@pytest.mark.parametrize(
    ("name", "fixed"), [*((name, {}) for name in sorted(interviews())), ("sale", COMPANY), ("sale", CHILD)]
)
def test_the_page_and_the_paper_say_the_same(name: str, fixed: Answers) -> None:
    interview = interviews()[name]
    pleading = pleaded(interview, answered(interview, middling, fixed=EVERYTHING | CODE_KINDS | fixed))
    assert isinstance(pleading, Pleading), pleading
    files = [q.id for page in interview.pages for q in page.questions if q.kind is Kind.FILES]
    cause = cause_on(pleading.cause, TODAY)
    assert isinstance(cause, Cause)
    data = complaint(
        pleading,
        court_name="重庆市渝中区人民法院",
        cause=cause.name,
        materials=[Material(file, f"{file}.pdf", "0" * 64, "0" * 64, 1, "application/pdf", 2) for file in files],
        dated=TODAY,
        signed_at=SIGNED,
    )
    sections = complaint_lines(data)
    page = "".join(heading + "".join(lines) for heading, lines in sections)
    paper = FOOT.sub("", words(typeset("filing/complaint", data, language="zh-Hans", demo=False, dated=TODAY).pdf))
    paper = paper.partition("具状人")[0]
    for heads in HEADS:
        before, *after = paper.split(heads)
        paper = before + heads * bool(after) + "".join(after)
    assert (letters(page) - letters(paper), letters(paper) - letters(page)) == (Counter(), Counter()), paper
    said = "".join(paper.split())
    for heading, lines in sections[1:3]:
        assert all("".join(line.split()) in said for line in lines), heading


def test_a_company_is_told_by_its_code_and_a_person_by_the_identity_number() -> None:
    interview = interviews()["labour"]
    pleading = pleaded(interview, answered(interview, middling, fixed=EVERYTHING | CODE_KINDS))
    assert isinstance(pleading, Pleading)
    names = {party.name: party.id_kind for party in pleading.parties}
    data = complaint(pleading, court_name="", cause="", materials=(), dated=TODAY, signed_at=SIGNED)
    told = {party["name"]: party.get("id_name", "") for party in data["parties"]}
    assert set(told.values()) == {"公民身份号码", "统一社会信用代码"}, names


def test_sex_and_day_of_birth_are_read_from_the_number_and_ethnicity_and_work_stand_where_they_were_told() -> None:
    """CPL 124(1)."""
    told = {"plaintiff.kind": "natural", "plaintiff.id_number": id_number(1, date(1988, 6, 3))}
    told |= {"plaintiff.name": "林晓梅", "plaintiff.address": "示例路8号"}
    assert opening(told | {"plaintiff.ethnicity": "", "plaintiff.work": ""}).startswith(
        "原告：林晓梅，男，1988年6月3日出生，住示例路8号，"
    )
    assert opening(
        told
        | {"plaintiff.id_number": id_number(2, date(1988, 6, 3))}
        | {"plaintiff.ethnicity": "汉族", "plaintiff.work": "教师，示例中学"}
    ).startswith("原告：林晓梅，女，1988年6月3日出生，汉族，教师，示例中学，住示例路8号，")
    abroad = {"plaintiff.id_kind": "passport", "plaintiff.id_number": "E12345678", "plaintiff.born": "1990-01-01"}
    assert "，1990年1月1日出生，" in opening(told | abroad)
    assert "，男" not in opening(told | abroad)
    assert "出生" not in opening(told | COMPANY)


def opening(fixed: Answers) -> str:
    """The first line of the complaint about the sale of something."""
    interview = interviews()["sale"]
    pleading = pleaded(interview, answered(interview, middling, fixed=EVERYTHING | CODE_KINDS | fixed))
    assert isinstance(pleading, Pleading), pleading
    data = complaint(pleading, court_name="", cause="", materials=(), dated=TODAY, signed_at=SIGNED)
    return complaint_lines(data)[0][1][0]


@pytest.mark.parametrize(
    ("fixed", "said"),
    [(COMPANY, "法定代表人（负责人）：何远。"), (CHILD, "法定代理人：林大山。")],
    ids=["company", "child"],
)
def test_who_acts_for_a_company_or_a_child_stands_below_its_name(fixed: Answers, said: str) -> None:
    """CPL 51(2), 60, 124(1)."""
    interview = interviews()["sale"]
    pleading = pleaded(interview, answered(interview, middling, fixed=EVERYTHING | CODE_KINDS | fixed))
    assert isinstance(pleading, Pleading)
    data = complaint(pleading, court_name="", cause="", materials=(), dated=TODAY, signed_at=SIGNED)
    assert complaint_lines(data)[0][1][1] == said
