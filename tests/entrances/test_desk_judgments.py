"""The judge's draft page, its autosave, the reading page with the signature, and the page of the judgment."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.builders import YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.people.vocabulary import Role


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)


@pytest.fixture
def judge(house: House) -> Client:
    return signed_in(house, house.judge.person)


def page(name: str, case: CaseView) -> str:
    return reverse(f"desk:judgments_{name}", args=[case.uid])


def test_the_draft_stands_beside_the_file_and_looking_saves_nothing(judge: Client, case: CaseView) -> None:
    text = judge.get(page("draft", case)).content.decode()
    assert "判令被告周志强向原告林晓梅偿还借款本金186500元" in text
    assert "2,015.00" in text
    assert "Begun from the file by a program" in text
    assert not JudgmentDraft.objects.exists()


def test_what_is_typed_is_saved_field_by_field(judge: Client, case: CaseView) -> None:
    saved = judge.post(page("save", case), {"reasoning": "理由一"}, headers={"hx-trigger-name": "reasoning"})
    assert saved.status_code == 204
    assert JudgmentDraft.objects.get().fields["reasoning"] == "理由一"
    judge.post(page("save", case), {}, headers={"hx-trigger-name": "cited"})
    fields = JudgmentDraft.objects.get().fields
    assert (fields["cited"], fields["reasoning"]) == ("", "理由一")


def _posted(judge: Client, case: CaseView, **changed: str) -> None:
    fields = {
        "findings": "2025年3月12日，周志强向林晓梅借款186500元。",
        "reasoning": "合法有效。",
        "articles": "《中华人民共和国民法典》第六百七十五条",
        "pay_what": "借款本金",
        "pay_amount": "186500",
        "pay_days": "10",
        "fee_bearer": "defendant",
    }
    answer = judge.post(page("draft", case), fields | changed)
    assert answer.url == page("check", case)


def test_the_judge_reads_and_signs(judge: Client, case: CaseView) -> None:
    _posted(judge, case)
    text = judge.get(page("check", case)).content.decode()
    assert "被告周志强于本判决生效之日起十日内向原告林晓梅偿还借款本金186500元" in text
    assert "Sign the judgment" in text
    assert judge.post(page("check", case)).url == page("case", case)
    assert case_by_uid(case.uid).stage is Stage.DECIDED
    assert "being signed and sealed" in judge.get(page("case", case)).content.decode()


def test_what_is_wrong_stands_on_the_page_and_nothing_can_be_pressed(judge: Client, case: CaseView) -> None:
    _posted(judge, case, pay_amount="十八万", findings="")
    text = judge.get(page("check", case)).content.decode()
    assert "is not an amount in digits" in text
    assert "This part of the judgment is empty" in text
    assert "Sign the judgment" not in text
    assert judge.post(page("check", case)).status_code == 422
    assert not Judgment.objects.exists()


def test_a_script_in_the_draft_is_shown_as_text(judge: Client, case: CaseView) -> None:
    _posted(judge, case, findings="<script>alert(1)</script>")
    assert "<script>alert" not in judge.get(page("check", case)).content.decode()


@pytest.mark.parametrize("name", ["draft", "check"])
def test_for_everybody_else_there_is_no_draft(house: House, case: CaseView, name: str) -> None:
    colleague = staff(YUZHONG, Role.JUDGE, "张伟")
    for person in (house.clerk.person, house.lin.uid, house.wuhou_judge.person, colleague.person):
        assert signed_in(house, person).get(page(name, case)).status_code == 404
    assert Client().get(page(name, case)).status_code == 302


def test_the_clerk_sees_that_there_is_no_judgment_yet(house: House, case: CaseView) -> None:
    text = signed_in(house, house.clerk.person).get(page("case", case)).content.decode()
    assert "There is no judgment yet" in text
    assert page("draft", case) not in text
