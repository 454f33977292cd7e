"""What a good counter says beside the forms: help lines, other procedures, and one plain question."""

from __future__ import annotations

from datetime import date

import pytest

from tongban.filing.rules.counter import doubt_between, doubts, signposts, signposts_for
from tongban.filing.rules.diagnosis import applications, diagnose
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.rules.reading import LANGUAGES

TODAY = date(2026, 3, 2)


def posts(story: str) -> list[str]:
    return [one.id for one in signposts_for(story)]


@pytest.mark.parametrize(
    ("story", "post"),
    [
        ("救命 他拿着刀", "danger"),
        ("我家娃娃不见了", "danger"),
        ("help, he is locked in and has a knife", "danger"),
        ("my daughter is missing since yesterday", "danger"),
        ("he is beating me right now", "danger"),
        ("我不想活了", "despair"),
        ("I want to die", "despair"),
        ("老公喝了酒就打我", "home_violence"),
        ("my husband hits me", "home_violence"),
        ("刷单被骗了八万", "fraud"),
        ("收到法院传票的短信，叫我点链接", "false_court"),
        ("昨晚有人撬门偷走了首饰", "crime"),
        ("想查一下我的案件到哪一步了", "my_case"),
        ("请不起律师怎么办", "legal_aid"),
        ("养老金今年涨多少", "offices"),
        ("法院几点上班", "court_itself"),
    ],
)
def test_who_needs_somebody_else_hears_whom(story: str, post: str) -> None:
    assert post in posts(story)


@pytest.mark.parametrize(
    "story",
    [
        "朋友借钱不还",
        "房东不退押金",
        "我的游戏装备被偷了",
        "小区进贼被偷了，物业不管",
        "美容院不让走，非要我办卡",
        "the landlord keeps my deposit",
        "he borrowed 3000 and I need the money back right now",
        "half of what I ordered is missing",
        "My phone from the web shop is fake",
    ],
)
def test_a_plain_dispute_sends_nobody_away(story: str) -> None:
    assert posts(story) == []


def test_the_urgent_stands_first() -> None:
    found = signposts_for("小偷拿着刀，救命")
    assert [one.urgent for one in found] == sorted((one.urgent for one in found), reverse=True)


@pytest.mark.parametrize(
    ("story", "form"),
    [
        ("我想申请支付令", "payment_order"),
        ("判决下来半年了，他一分钱没给", "enforcement"),
        ("won the case last year and he still does not pay", "enforcement"),
        ("城管没收了我的三轮车，还要罚款", "administrative"),
        ("一审输了，我不服", "appeal"),
        ("the final judgment was wrong, I have new evidence", "retrial"),
        ("还没起诉，怕他转移财产，想先冻结账户", "preservation"),
    ],
)
def test_who_asks_for_another_procedure_is_shown_it(story: str, form: str) -> None:
    assert applications(story)[0].id == form


@pytest.mark.parametrize("name", sorted(interviews()))
def test_no_plain_story_asks_for_another_procedure(name: str) -> None:
    said = interviews()[name].guide.said
    asked = [one for one in said if applications(one)]
    assert len(asked) <= 1, asked


def test_one_question_is_asked_where_two_forms_are_near() -> None:
    doubt = doubt_between(diagnose("在工地上干了两个月，老板说包工头没给钱", on=TODAY))
    assert doubt is not None
    assert set(doubt.answers) == {"labour", "service_contract"}
    assert doubt_between(diagnose("朋友借了我三万块不还，有借条", on=TODAY)) is None
    assert doubt_between(diagnose("xyzzy", on=TODAY)) is None


def test_every_word_of_the_counter_is_there_in_both_languages() -> None:
    texts = [one.says for one in signposts()]
    texts += [text for doubt in doubts() for text in (doubt.ask, *doubt.answers.values())]
    assert all(text.get(language, "").strip() for text in texts for language in LANGUAGES)
    pairs = [frozenset(doubt.answers) for doubt in doubts()]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 and pair <= interviews().keys() for pair in pairs)
    assert interviews().keys() < forms().keys()
