"""A complaint that a person wrote: what is read from it, on which page, and what is told instead of guessed."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import id_number
from tests.own_papers import LENDING
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.own_answers import proposals
from tongban.filing.rules.own_paper import read_paper
from tongban.filing.rules.own_sure import least_sure
from tongban.filing.vocabulary import Answers
from tongban.filing.vocabulary.own_paper import Found, OwnPaper
from tongban.kernel.refusal import Refusal

TODAY = date(2026, 11, 23)


def paper(*pages: str, all_pages: int = 0) -> OwnPaper:
    return read_paper(pages, pages=all_pages or len(pages), on=TODAY)


def proposed(*pages: str, interview: str = "private_lending", answers: Answers | None = None) -> dict[str, str]:
    found, _unread = proposals(paper(*pages), interviews()[interview], answers or {}, on=TODAY)
    return {one.question: one.found.value for one in found}


def unread(*pages: str, interview: str = "private_lending", all_pages: int = 0) -> dict[str, Refusal]:
    _found, told = proposals(paper(*pages, all_pages=all_pages), interviews()[interview], {}, on=TODAY)
    return {one.reason.removeprefix("filing.own_paper_"): one for one in told}


def about_the_parties(*lines: str) -> str:
    return "\n".join(
        ["民事起诉状", *lines, "诉讼请求：", "1.判令被告支付货款100元。", "事实与理由：", "被告欠款未付。"]
    )


def test_a_whole_complaint_is_read() -> None:
    found = proposed(LENDING)
    assert found == {
        "plaintiff.kind": "natural",
        "plaintiff.name": "林晓梅",
        "plaintiff.id_number": id_number(1),
        "plaintiff.phone": "13800000001",
        "plaintiff.division": "500103",
        "plaintiff.address": "重庆市渝中区民生路1号2单元3-1",
        "defendant.kind": "natural",
        "defendant.name": "周志强",
        "defendant.id_number": id_number(2),
        "defendant.where": "here",
        "defendant.phone": "138 0000 0002",
        "defendant.division": "510104",
        "defendant.address": "成都市锦江区B路3号",
        "defendant.more": "yes",
        "defendant.2.kind": "legal",
        "defendant.2.name": "成都某某（武侯）商贸有限公司",
        "defendant.2.where": "here",
        "defendant.2.division": "510107",
        "defendant.2.address": "四川省成都市武侯区C路4号",
        "loan.amount": "100000.00",
        "loan.happened": "2024-09-10",
        "loan.due": "2025-03-09",
        "loan.paid_how": "transfer",
        "loan.interest": "agreed",
        "loan.rate": "12",
        "story.text": found["story.text"],
    }
    assert found["story.text"].startswith("2024年9月10日")
    assert set(unread(LENDING)) == {"agent", "sum_left"}


def test_the_kind_of_dispute_is_told_by_the_words_of_claims_and_facts() -> None:
    assert "借款" in paper(LENDING).words
    assert "王律师" not in paper(LENDING).words


def test_what_runs_over_the_end_of_a_line_or_a_page_is_read_whole() -> None:
    text = LENDING.replace("民生路1号", "民生路\n1号").replace(id_number(2), f"{id_number(2)[:9]}\n{id_number(2)[9:]}")
    first, second = text.split("双方约定年", 1)
    found = proposed(f"{first}双方约定年\n- 1 -", f"{second}\n- 2 -")
    assert found["plaintiff.address"] == "重庆市渝中区民生路1号2单元3-1"
    assert found["defendant.id_number"] == id_number(2)
    assert found["loan.rate"] == "12"
    assert "- 1 -" not in found["story.text"]


def test_each_answer_names_its_page_and_the_words_around_it() -> None:
    first, second = LENDING.split("事实与理由：")
    found, _unread = proposals(paper(first, f"事实与理由：{second}"), interviews()["private_lending"], {}, on=TODAY)
    pages = {one.question: one.found.page for one in found}
    assert pages["defendant.name"] == 1
    assert pages["loan.happened"] == pages["story.text"] == 2
    quotes = {one.question: one.found.quote for one in found}
    assert "13800000001" in quotes["plaintiff.phone"]
    assert "被告周志强因经营需要向原告借款10万元" in quotes["loan.amount"]


def test_what_was_answered_the_same_is_not_asked_again() -> None:
    assert "plaintiff.name" not in proposed(LENDING, answers={"plaintiff.name": "林晓梅"})
    assert proposed(LENDING, answers={"plaintiff.name": "林小梅"})["plaintiff.name"] == "林晓梅"


def test_a_number_with_a_slip_is_told_and_not_put() -> None:
    wrong = id_number(2)[:-1] + ("1" if id_number(2)[-1] != "1" else "2")
    assert "defendant.id_number" not in proposed(LENDING.replace(id_number(2), wrong))
    told = unread(LENDING.replace(id_number(2), wrong))["unfit"]
    assert told.fields == ("defendant.id_number",)
    assert dict(told.facts) == {"read": wrong, "page": "1"}


@pytest.mark.parametrize(
    "name", ["𠮷田明", "𬭚", "阿依古丽·买买提", "欧阳㐂文", "王　芳", "JOHN SMITH", "龘龘", "李\U000323b0"]
)
def test_rare_characters_and_names_of_all_peoples_stay_as_they_are(name: str) -> None:
    found = proposed(about_the_parties(f"原告：{name}，女，汉族。", "被告：周志强，男。"))
    assert found["plaintiff.name"] == name.replace("\u3000", "")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("被告周志强，男，1985年2月2日出生。", "周志强"),
        ("被告(公司)：重庆某某商贸有限公司。", "重庆某某商贸有限公司"),
        ("1、被告一：重庆某某（集团）有限公司，住所地重庆市渝中区。", "重庆某某（集团）有限公司"),
        ("被告：\n姓名：周志强\n性别：男", "周志强"),
        ("被告（自然人）\n姓名：周志强", "周志强"),
        ("被 告：周志强", "周志强"),
        ("被　　告（自然人）：周志强，男", "周志强"),
        ("被告：\n姓　名：周志强\n性　别：男", "周志强"),
        ("被告与原告系朋友关系，多年来往。", ""),
    ],
)
def test_a_defendant_is_found_in_the_usual_ways_of_writing(line: str, name: str) -> None:
    found = proposed(about_the_parties("原告：林晓梅，女。", line))
    assert found.get("defendant.name", "") == name


def test_headings_are_found_however_they_are_set() -> None:
    spread = LENDING.replace("诉讼请求：", "一、诉 讼 请 求：").replace("事实与理由：", "事实与理由如下：")
    spread = spread.replace("此致", "此　致").replace("具状人：", "具 状 人：").replace("原告：", "原　告：")
    assert proposed(spread) == proposed(LENDING)
    assert set(unread(spread)) == set(unread(LENDING))


def test_several_parties_in_one_paragraph_are_told_apart() -> None:
    found = proposed(about_the_parties("原告：林晓梅，女，电话13800000001。被告：周志强，男，电话13800000002。"))
    assert (found["plaintiff.phone"], found["defendant.phone"]) == ("13800000001", "13800000002")


def test_the_representative_of_a_company_and_the_guardian_of_a_child_are_read() -> None:
    text = about_the_parties(
        f"原告：林小宝，男，公民身份号码{child()}。",
        "法定代理人：林晓梅，女，系原告母亲，电话13800000001。",
        "被告：重庆某某商贸有限公司，住所地重庆市渝中区A路1号。",
    )
    found = proposed(text, interview="general")
    assert found["plaintiff.guardian"] == "林晓梅"
    assert "plaintiff.phone" not in found
    assert found["defendant.kind"] == "legal"


def child() -> str:
    """The number of a child of nine."""
    from tests.rules.filing_people import _ID_CHECKS, _ID_WEIGHTS

    stem = "50010320170601001"
    total = sum(int(digit) * weight for digit, weight in zip(stem, _ID_WEIGHTS, strict=True))
    return stem + _ID_CHECKS[total % 11]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("现下落不明", "unknown"),
        ("已去世", "dead"),
        ("住香港特别行政区九龙某街1号", "abroad"),
        ("住重庆市渝中区A路1号", "here"),
        ("住地址不详", "unknown"),
    ],
)
def test_where_a_defendant_can_be_found_is_read(words: str, where: str) -> None:
    assert proposed(about_the_parties("原告：林晓梅，女。", f"被告：周志强，男，{words}。"))["defendant.where"] == where


def test_thirty_defendants_are_read_and_another_one_is_told() -> None:
    signs = [f"{first}{second}" for first in "甲乙丙" for second in "甲乙丙丁戊己庚辛壬癸"]
    lines = [f"被告{place}：周{name}，男，电话138000000{place:02}。" for place, name in enumerate([*signs, "志子"], 1)]
    text = about_the_parties("原告：林晓梅，女。", *lines)
    found = proposed(text)
    assert found["defendant.30.name"] == "周丙癸"
    assert "defendant.30.more" not in found
    assert dict(unread(text)["too_many"].facts)["name"] == "周志子"


def test_amounts_that_contradict_each_other_are_told() -> None:
    told = unread(LENDING.replace("￥100,000.00", "￥10,000.00"))
    assert dict(told["amounts_differ"].facts) == {"page": "1", "one": "100,000.00", "two": "10,000.00"}
    told = unread(LENDING.replace("3.本案", "以上合计115000元。\n3.本案"))
    assert dict(told["total_differs"].facts) == {"page": "1", "one": "115,000.00", "two": "112,000.00"}
    assert "total_differs" not in unread(LENDING.replace("3.本案", "以上合计壹拾壹万贰仟元。\n3.本案"))


@pytest.mark.parametrize("base", ["为基数", "本金为基数", "为本金", "借款本金为基数"])
def test_what_interest_is_reckoned_on_is_no_sum_of_its_own(base: str) -> None:
    told = unread(LENDING.replace("（以100000元为基数", f"（以100000元{base}"))
    assert dict(told["sum_left"].facts)["amount"] == "12,000.00"
    total = LENDING.replace("（以100000元为基数", f"（以100000元{base}").replace("3.本案", "以上合计112000元。\n3.本案")
    assert "total_differs" not in unread(total)


def test_where_the_paper_says_two_things_neither_is_put() -> None:
    text = LENDING.replace("原告通过银行转账交付。", "2024年10月1日，被告又向原告借款5万元。")
    assert "loan.amount" not in proposed(text)
    told = unread(text)["differs"]
    assert told.fields in {("loan.amount",), ("loan.happened",)}


@pytest.mark.parametrize("rate", ["按同期报价利率的4倍", "自2024年9月10日起计", "另付3000元", "按3个月计"])
def test_a_number_that_counts_something_else_is_no_rate(rate: str) -> None:
    assert proposed(LENDING.replace("双方约定年利率12%", f"双方约定年利率{rate}"))["loan.rate"] == "12"


def test_a_story_too_long_for_the_form_is_told_with_its_limit() -> None:
    text = LENDING.replace("到期后，", f"{'我多次催要。' * 1000}到期后，")
    assert "story.text" not in proposed(text)
    told = unread(text)["filing.too_long"]
    assert (told.fields, dict(told.facts)) == (("story.text",), {"limit": "5000"})


def test_each_sum_and_each_claim_has_a_row_in_the_general_form() -> None:
    text = about_the_parties("原告：林晓梅，女。", "被告：周志强，男。").replace(
        "1.判令被告支付货款100元。",
        "1.判令被告赔偿医疗费伍仟元、误工费3000元，共计8000元；2.判令被告支付护理费1200元；3.诉讼费由被告负担。",
    )
    found = proposed(text, interview="general")
    rows = [(found[f"sums{row}.what"], found[f"sums{row}.amount"]) for row in ("", ".2", ".3")]
    assert rows == [("医疗费", "5000.00"), ("误工费", "3000.00"), ("护理费", "1200.00")]
    assert "total_differs" not in unread(text, interview="general")


def test_claims_with_and_without_money_are_read_side_by_side() -> None:
    text = about_the_parties("原告：林晓梅，女。", "被告：周志强，男。").replace(
        "1.判令被告支付货款100元。", "1.判令被告赔偿医疗费5000元；2.判令被告书面赔礼道歉；3.诉讼费由被告负担。"
    )
    found = proposed(text, interview="general")
    assert (found["sums.amount"], found["wish.text"]) == ("5000.00", "判令被告书面赔礼道歉")
    assert "claim_left" not in unread(text, interview="general")


def test_a_circled_number_of_a_list_is_no_digit_of_the_amount_behind_it() -> None:
    text = about_the_parties("原告：林晓梅，女。", "被告：周志强，男。").replace(
        "1.判令被告支付货款100元。", "①5000元货款应予支付；②3000元利息应予支付。"
    )
    found = proposed(text, interview="general")
    assert (found["sums.amount"], found["sums.2.amount"]) == ("5000.00", "3000.00")


def test_another_paper_than_a_resident_s_is_read_with_its_kind() -> None:
    passport = f"公民身份号码{id_number(1)}"
    permit = f"身份证号码：{id_number(2)}"
    text = LENDING.replace(passport, "护照号码：E12345678").replace(permit, "港澳居民来往内地通行证号码：H01234567")
    found = proposed(text)
    assert (found["plaintiff.id_kind"], found["plaintiff.id_number"]) == ("passport", "E12345678")
    assert (found["defendant.id_kind"], found["defendant.id_number"]) == ("hk_macao_permit", "H01234567")
    assert "unfit" in unread(LENDING.replace(passport, "护照号码：123"))


def test_what_is_missing_is_said() -> None:
    assert {"no_plaintiff", "no_defendant", "no_claims", "no_facts"} <= set(unread("我要告他，他欠我钱不还。"))


def test_pages_that_are_pictures_and_pages_that_were_not_reached_are_said() -> None:
    told = unread(LENDING, "", all_pages=80)
    assert dict(told["pictures"].facts) == {"pages": "2"}
    assert dict(told["long"].facts) == {"read": "2", "pages": "80"}


@pytest.mark.parametrize("name", sorted(interviews()))
def test_every_interview_takes_what_was_read_without_a_gap(name: str) -> None:
    found = proposed(LENDING, interview=name)
    assert found["plaintiff.name"] == "林晓梅"
    assert found["defendant.name"] == "周志强"
    assert "story.text" in found or name in {"divorce", "maintenance"}


@given(
    st.lists(
        st.text(
            alphabet="原告被告一二：:，。；\n 1.（）()诉讼请求事实与理由身份证号码住址电话元万年月日借款0X𠮷",
            max_size=300,
        ),
        max_size=4,
    )
)
def test_no_text_breaks_the_reading(pages: list[str]) -> None:
    for name in ("private_lending", "general"):
        found, told = proposals(paper(*pages), interviews()[name], {}, on=TODAY)
        assert all(1 <= one.found.page <= max(1, len(pages)) for one in found)
        assert all(one.reason and one.law for one in told)


@pytest.mark.parametrize(
    "sign", ["原告：", "1.", "（", "一", "1", "被告甲，男，", "借款1元，", "住", "，", "证据", "甲。1、乙\n"]
)
def test_a_long_paper_of_any_kind_is_read_in_time(sign: str) -> None:
    begun = time.process_time()
    pages = [sign * (100_000 // len(sign) // 4)] * 4
    proposed(*pages)
    proposed("原告：", *pages)
    proposed("诉讼请求：", *pages, interview="general")
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("value", "quote", "sure"),
    [
        ("周志强", "被告:周志强,男", 75),
        ("13800000001", "电话：13800000001", 95),
        ("2024-09-10", "2024年9月10日,借款", 35),
        ("natural", "周志强", 75),
        ("林晓梅", "原告：林晓梅", 55),
        ("无此人", "无此引文", 35),
        ("—", "", 35),
    ],
)
def test_how_sure_an_answer_is_is_told_by_the_least_sure_sign_of_what_was_read(
    value: str, quote: str, sure: int
) -> None:
    text = "原告：林 晓 梅\n被告：周志强，男，电话：13800000001\n２０２４年９月１０日，借款"
    digits = "990" + "959" + "990" + "979" + "0" + "90" + "990" + "9" * 11 + "99999" + "39" + "999" + "0" + "99"
    assert least_sure(text, digits, Found(value, 1, quote)) == sure


def test_where_nothing_is_known_nothing_is_sure() -> None:
    assert least_sure("原告：林晓梅", "", Found("林晓梅", 1, "原告：林晓梅")) == 5
    assert least_sure("", "", Found("林晓梅", 1, "")) == 0
