"""What leaves a judgment before the public reads it (文书上网规定 8-10), with canaries that must not survive."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.publication.rules.anonymise import anonymise, hide_more, residue
from tongban.publication.rules.names import alias, aliases, given_name, is_organisation
from tongban.publication.rules.policy import advise, hides_names, is_minor, policies, policy_of
from tongban.publication.vocabulary import Ground, Hiding, Policy, Removed, Secrets

SECRETS = Secrets(
    names=("林晓梅", "周志强"),
    addresses=("成都市武侯区示例路1号", "重庆市渝中区示例街2号"),
    numbers=("990101199001010019", "13800000000", "lin@example.com"),
)


def judgment(*findings: str, **more: Any) -> dict[str, Any]:
    return {
        "court": {"name": "重庆市渝中区人民法院"},
        "case_no": "（2026）渝0103民初1号",
        "date": "2026-03-05",
        "parties": [
            {
                "role": "原告",
                "name": "林晓梅",
                "id_no": "990101199001010019",
                "address": "成都市武侯区示例路1号",
                "sex": "女",
            },
            {"role": "被告", "name": "周志强", "phone": "13800000000", "born": "1985-11-20"},
        ],
        "title_of_case": "原告林晓梅与被告周志强民间借贷纠纷",
        "findings": list(findings) or ["周志强向林晓梅借款186,500.00元。"],
        "bench": [{"office": "审判员", "name": "李明"}],
        "clerk": "王芳",
        **more,
    }


def cleaned(text: str) -> str:
    return anonymise(judgment(text), SECRETS).content["findings"][0]


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("林晓梅", "林某"),
        ("周强", "周某"),
        ("欧阳娜", "欧阳某"),
        ("欧阳", "欧某"),
        ("阿依古丽·买买提", "阿某"),
        ("John Smith", "J某"),
        (" 王芳 ", "王某"),
    ],
)
def test_a_name_keeps_its_surname_or_first_sign(name: str, hidden: str) -> None:
    assert alias(name) == hidden


def test_of_which_paper_a_partys_number_was_is_not_told() -> None:
    told = judgment()
    told["parties"][0] |= {"id_no": "H01234567", "id_name": "港澳居民来往内地通行证号码"}
    made = anonymise(told, SECRETS)
    assert "通行证" not in json.dumps(made.content, ensure_ascii=False)
    assert Removed.NUMBER in made.removed


def test_equal_forms_are_told_apart_by_numbers() -> None:
    assert aliases(["林晓梅", "林大海", "周志强"]) == {"林晓梅": "林某1", "林大海": "林某2", "周志强": "周某"}


@pytest.mark.parametrize("name", ["重庆示例商贸有限公司", "示例银行", "武侯区示例街道办事处"])
def test_organisations_keep_their_names(name: str) -> None:
    assert is_organisation(name)
    assert aliases([name]) == {}


def test_parties_lose_what_describes_them() -> None:
    made = anonymise(judgment(), SECRETS)
    assert made.content["parties"] == [{"role": "原告", "name": "林某"}, {"role": "被告", "name": "周某"}]
    assert made.content["title_of_case"] == "原告林某与被告周某民间借贷纠纷"
    assert set(made.removed) == {Removed.NAMES, Removed.BIRTH, Removed.ADDRESS, Removed.CONTACT, Removed.NUMBER}
    assert residue(made.content, SECRETS) == []


def test_court_judge_clerk_and_number_stay() -> None:
    content = anonymise(judgment(), SECRETS).content
    assert content["court"] == {"name": "重庆市渝中区人民法院"}
    assert content["bench"] == [{"office": "审判员", "name": "李明"}]
    assert content["case_no"] == "（2026）渝0103民初1号"
    assert content["date"] == "2026-03-05"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("身份证号99010119900101001X。", "99010119900101001X"),
        ("身份证号990101 19900101 0019。", "990101 19900101 0019"),
        ("电话138 0013 8000。", "138 0013 8000"),
        ("电话１３９００１３９０００。", "１３９００１３９０００"),
        ("电话+86-13900139000。", "13900139000"),
        ("座机023-63891234。", "63891234"),
        ("邮箱a.b-c@mail.example.com。", "mail.example.com"),
        ("微信号：zhou_88888。", "zhou_88888"),
        ("尾号账户6222020200112233445。", "6222020200112233445"),
        ("账户6222 0202 0011 2233 445。", "6222 0202 0011 2233 445"),
        ("驾驶川A·12345。", "川A·12345"),
        ("住成都市武侯区示例路1号。", "示例路1号"),
        ("住重庆市江北区某某路15号2栋3单元401室。", "某某路15号2栋3单元401室"),
        ("护照E12345678。", "E12345678"),
        ("林 晓 梅到场。", "晓"),
        ("周志强、林晓梅到场。", "志强"),
    ],
)
def test_what_names_a_person_or_a_home_is_taken_out(text: str, gone: str) -> None:
    assert gone not in cleaned(text)


@pytest.mark.parametrize(
    "text",
    [
        "借款186,500.00元，于2025年12月31日前归还。",
        "（2025）渝0103民初12345号民事判决",
        "案件受理费4,030.00元（减半收取计2,015.00元）",
        "2025-03-12转账186500元，2025-12-31到期",
        "依照《中华人民共和国民法典》第六百七十五条",
    ],
)
def test_amounts_days_numbers_of_cases_and_articles_stay(text: str) -> None:
    assert cleaned(text) == text


def test_names_stay_where_the_policy_lists_only_some() -> None:
    made = anonymise(judgment(), SECRETS, hide_names=False)
    assert made.content["parties"][1] == {"role": "被告", "name": "周志强", "born": "1985-11-20"}
    assert Removed.NAMES not in made.removed


def test_a_given_name_that_stands_alone_is_a_doubt() -> None:
    assert anonymise(judgment("聊天中称志强哥。"), SECRETS).doubts == ("given_name",)
    assert given_name("欧阳娜") == ""
    assert anonymise(judgment("编号123456789。"), SECRETS).doubts == ("long_number",)


def test_residue_sees_through_blanks_and_wide_digits() -> None:
    text = judgment("林 晓梅", "１３８００００ ００００", "成都市武侯区示例路 1号") | {
        "parties": [],
        "title_of_case": "",
    }
    assert residue(text, SECRETS) == ["name", "address", "number"]


def test_more_names_never_take_a_form_that_another_person_has() -> None:
    content = anonymise(judgment("林小虎作证。"), SECRETS).content
    assert hide_more(content, ["林小虎"]).content["findings"] == ["林某2作证。"]


SURNAMES = st.sampled_from(["林", "周", "欧阳", "司马", "王"])
NAMES = st.builds(str.__add__, SURNAMES, st.text(alphabet="晓梅志强大海文静", min_size=1, max_size=2))
NUMBERS = st.from_regex(r"9901011990010100[0-9]{2}", fullmatch=True)
PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), NUMBERS, PHONES, st.randoms())
def test_no_canary_survives(names: list[str], number: str, phone: str, random: Random) -> None:
    pieces = [*names, number, phone, "于渝中区示例街2号", "借款", "。"] * 2
    random.shuffle(pieces)
    secrets = Secrets(tuple(names), ("渝中区示例街2号",), (number, phone))
    data = judgment("，".join(pieces), parties=[{"role": "原告", "name": name} for name in names], title_of_case="")
    made = anonymise(data, secrets)
    assert residue(made.content, secrets) == []
    text = json.dumps(made.content, ensure_ascii=False)
    assert not [secret for secret in (*names, number, phone, "示例街2号") if secret in text]


def test_causes_about_family_are_withheld_or_hidden() -> None:
    policy = policy_of("渝0103")
    assert advise(policy, kind="judgment", cause="离婚纠纷").ground is Ground.DIVORCE_OR_CUSTODY
    assert advise(policy, kind="judgment", cause="民间借贷纠纷").ground is None
    assert advise(policy, kind="mediation_record", cause="民间借贷纠纷").ground is Ground.MEDIATION
    listed = Policy(frozenset({"judgment"}), (), Hiding.LISTED, "")
    assert hides_names(listed, "法定继承纠纷", minors=False)
    assert not hides_names(listed, "民间借贷纠纷", minors=False)
    assert hides_names(listed, "民间借贷纠纷", minors=True)
    assert hides_names(policies()[""], "民间借贷纠纷", minors=False)


@pytest.mark.parametrize(
    ("number", "minor"),
    [
        ("990101200811240011", True),  # eighteen tomorrow
        ("990101200811230011", False),  # eighteen today
        ("99010120081123001X", False),
        ("990101199001010011", False),
        ("990101202602280011", True),
        ("", False),
        ("E12345678", False),
        ("91500103MA5U0000XX", False),
    ],
)
def test_a_minor_is_known_by_the_identity_number(number: str, minor: bool) -> None:
    assert is_minor(number, date(2026, 11, 23)) is minor
