"""How long questions to a court and news are kept (个人信息保护法 19, 47(1))."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.builders import YUZHONG, House, party, staff
from tongban.access.vocabulary import Layer
from tongban.frame.guard import lifted
from tongban.helpline.actions import answer, ask, keeping, reopen
from tongban.helpline.models import Notice, Remark, Ticket
from tongban.helpline.vocabulary import Category, News
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.privacy.actions.retention import end_retention
from tongban.privacy.rules.retention import period_of
from tongban.privacy.vocabulary import Held

pytestmark = pytest.mark.django_db
WALL = datetime(2026, 11, 26, 4, tzinfo=UTC)


def days(house: House, item: Held) -> int:
    found = period_of(item, house.at.date()).days
    assert found
    return found


def answered(house: House, category: Category = Category.QUESTION) -> UUID:
    """A question of Lin's that the court has answered."""
    concerns = house.case().uid if category.needs_case else None
    asks = {"court": YUZHONG, "words": "立案窗口几点开门？", "concerns": concerns}
    ticket = ask(category=category, **asks, by=party(house.lin.uid), at=house.at).uid  # type: ignore[arg-type]
    who = staff(YUZHONG, Role.PRESIDENT, "程普") if category.complains else house.clerk
    answer(ticket, "上午九点。", by=who, at=house.at)
    return ticket


def news(house: House, concerns: UUID | None = None) -> Notice:
    row = {"layer": Layer.OWN, "holder": house.lin.uid, "kind": News.ANSWER, "made_at": house.at}
    with lifted("test: news told"):
        return Notice.objects.create(concerns=concerns or new_id(), **row)


def test_an_answered_question_goes_with_all_that_was_said_and_the_news_of_it(house: House) -> None:
    ticket = answered(house)
    house.clock.forward(days=days(house, Held.QUESTIONS))
    news(house, ticket)
    assert "questions" not in end_retention(house.at, WALL), "the last day is still within the time"
    house.clock.forward(days=1)
    assert end_retention(house.at, WALL)["questions"] == 1
    assert not Ticket.objects.exists()
    assert not Remark.objects.exists()
    assert not Notice.objects.exists()
    assert end_retention(house.at, WALL) == {}


def test_a_question_that_waits_again_and_a_complaint_stay(house: House) -> None:
    waits, complaint = answered(house), answered(house, Category.DELAY)
    reopen(waits, "周六也开门吗？", by=party(house.lin.uid), at=house.at)
    house.clock.forward(days=days(house, Held.QUESTIONS) + 1)
    assert "questions" not in end_retention(house.at, WALL)
    assert set(Ticket.objects.values_list("uid", flat=True)) == {waits, complaint}


def test_many_questions_go_pass_by_pass(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "ERASED_AT_ONCE", 1)
    answered(house)
    answered(house)
    house.clock.forward(days=days(house, Held.QUESTIONS) + 1)
    assert [end_retention(house.at, WALL).get("questions") for _pass in range(3)] == [1, 1, None]


def test_news_go_after_their_time_read_or_not(house: House) -> None:
    old = news(house)
    house.clock.forward(days=days(house, Held.NEWS) + 1)
    young = news(house)
    assert end_retention(house.at, WALL)["news"] == 1
    assert list(Notice.objects.values_list("uid", flat=True)) == [young.uid]
    assert old.uid != young.uid


def test_a_question_answered_long_ago_and_asked_again_counts_from_the_last_answer(house: House) -> None:
    ticket = answered(house)
    house.clock.forward(days=days(house, Held.QUESTIONS) - 1)
    reopen(ticket, "周六也开门吗？", by=party(house.lin.uid), at=house.at)
    answer(ticket, "周六不开门。", by=house.clerk, at=house.at)
    house.clock.forward(days=2)
    assert "questions" not in end_retention(house.at, WALL)
