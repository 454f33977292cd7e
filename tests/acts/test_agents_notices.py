"""The other side is told in writing when an agent's authority was changed or is over (CPL 63)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.acts.agents import SPECIAL, accepted, named
from tests.acts.conduct import does, prepared
from tests.acts.service import NONE, quick_papers
from tests.builders import SLOW, House, person
from tongban.cases.actions.agents import accept_authority
from tongban.cases.vocabulary import CaseView
from tongban.delivery.models import Dispatch
from tongban.delivery.vocabulary import DispatchState, Purpose
from tongban.documents.models import Document


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def notices() -> list[dict[str, Any]]:
    return [json.loads(row.data) for row in Document.objects.filter(kind="authority_notice").order_by("id")]


def revoke(house: House, case: CaseView, uid: object, *, without: frozenset[str] = SLOW) -> None:
    does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    assert house.work(without=without) == []


def test_a_revoked_authority_is_told_to_the_other_side_and_served(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_papers(monkeypatch)
    revoke(house, case, accepted(house, case, house.zhou), without=NONE)
    [told] = notices()
    assert (told["to"], told["party"], told["agent"]) == ("林晓梅", "被告周志强", "律师陈律师（示例律师事务所）")
    assert told["over"]
    service = Dispatch.objects.get(purpose=Purpose.AUTHORITY)
    assert service.party == case.parties[0].uid
    assert service.state != DispatchState.WAITING


def test_a_new_authority_after_a_revoked_one_is_told_with_its_powers(house: House, case: CaseView) -> None:
    revoke(house, case, accepted(house, case, house.zhou))
    accepted(house, case, house.zhou, **SPECIAL, until="2027-01-31")
    assert house.work() == []
    told = notices()[1]
    assert (told["scope"], told["until"]) == ("特别授权", "2027-01-31")
    assert told["powers"] == ["代为承认诉讼请求", "代为和解、调解", "代为选择在线诉讼"]
    assert "over" not in told


def test_the_first_agent_is_no_change(house: House, case: CaseView) -> None:
    accepted(house, case, house.zhou)
    assert house.work() == []
    assert notices() == []


def test_an_authority_that_the_court_never_accepted_is_told_to_nobody(house: House, case: CaseView) -> None:
    revoke(house, case, named(house, case, house.zhou))
    accepted(house, case, house.zhou)
    assert house.work() == []
    assert notices() == []


def test_an_account_linked_later_changes_nothing_for_the_other_side(house: House, case: CaseView) -> None:
    revoke(house, case, accepted(house, case, house.zhou))
    uid = accepted(house, case, house.zhou)
    person("陈律师", 31)
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert house.work() == []
    assert len(notices()) == 2
