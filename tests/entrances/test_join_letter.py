"""The letter that a join code opens says what holds for who is written to, and nothing to whoever finds it later."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client

from tests.acts.conduct import prepared
from tests.acts.for_client import UNKNOWN, filed, lawyer
from tests.acts.losses import dies, heir_called, of
from tests.acts.money import handed_over
from tests.acts.service import quick_papers
from tests.builders import OPERATOR, House, step
from tongban.cases.actions.join import issue_code
from tongban.cases.vocabulary import CaseView
from tongban.fees.actions.recovery import register_recovery
from tongban.filing.actions.decide import accept

pytestmark = pytest.mark.django_db
ANSWER = "You may object to this court within the same time."


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    cache.clear()
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


def opened(code: str) -> tuple[int, str]:
    """What the code opens: the answer to it, and the letter."""
    browser = Client(headers={"accept-language": "en"})
    status = browser.post("/join/", {"code": code}).status_code
    return status, browser.get("/join/letter/", follow=True).content.decode()


def coded(house: House, case: CaseView, party: UUID) -> str:
    return step(OPERATOR, house.at, lambda record: issue_code(record, case.uid, party))


def test_a_defendant_reads_what_is_asked_and_until_when_to_answer(house: House) -> None:
    case = house.case()
    _status, page = opened(coded(house, case, of(case, "周志强").uid))
    assert "What the other side asks the court for:" in page
    assert ANSWER in page


def test_for_whom_an_agent_sued_is_not_told_to_answer_the_own_complaint(house: House) -> None:
    case = accept(filed(house, lawyer(house), **UNKNOWN), by=house.clerk, at=house.at)
    _status, page = opened(coded(house, case, case.parties[0].uid))
    assert "You stand in this case on the side that asks the court." in page
    assert "What your side asks the court for:" in page
    assert ANSWER not in page


def test_the_letter_about_fees_that_the_court_enforces_itself_opens_without_a_complaint(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_papers(monkeypatch)
    case = register_recovery(handed_over(house).uid, by=house.clerk, at=house.at)
    status, page = opened(coded(house, case, case.parties[0].uid))
    assert status == 302
    assert "The letter to you" in page
    assert ANSWER not in page


def test_the_code_of_somebody_who_died_opens_no_letter_any_more(house: House) -> None:
    case = prepared(house)
    code = coded(house, case, of(case, "周志强").uid)
    assert opened(code)[0] == 302
    dies(house, case, "周志强")
    assert opened(code)[0] == 422
    heir_called(house, case, "周志强", name="周小河")
    assert opened(code)[0] == 422
