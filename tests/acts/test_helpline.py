"""Questions to the court: asked, handed on, answered in time, asked again; in no file, and seen by few."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.builders import WUHOU, YUZHONG, House, party, refused, staff, step
from tests.entrances.portal_people import account_of
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.outages import record_outage
from tongban.cases.queries import clocks_of
from tongban.delivery.actions import mail
from tongban.delivery.adapters.mail import Letter
from tongban.helpline.actions import (
    answer,
    ask,
    assign,
    choose_notices,
    hand_back,
    hand_on,
    rate,
    read_news,
    reopen,
    state_window,
    take_call,
)
from tongban.helpline.models import Remark
from tongban.helpline.queries import (
    news_of,
    notice_choices,
    own_tickets,
    ticket_of_reference,
    ticket_seen_by,
    tickets_at,
    unread_news,
    window_of,
)
from tongban.helpline.rules.tickets import MOST_WAITING
from tongban.helpline.vocabulary import Asked, Category, Channel, Manner, News, Stage, TicketView
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WORDS = "请问我的案件什么时候开庭？"


@pytest.fixture
def president() -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "程普")


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """What the mail server was given."""
    sent: list[Letter] = []
    monkeypatch.setattr(mail, "mail_is_on", lambda: True)
    monkeypatch.setattr(mail, "send_mail", lambda letter: str(sent.append(letter)))
    return sent


def asked(house: House, category: Category = Category.PROGRESS, **more: Any) -> TicketView:
    case = house.case() if "concerns" not in more else None
    given = {"court": "", "words": WORDS, "concerns": case.uid if case else None} | more
    return ask(category=category, **given, by=party(house.lin.uid), at=house.at)


def sees(house: House, who: UUID | None, ticket: UUID) -> bool:
    assert who
    viewer = house.viewer(who)
    found = {one.uid for one in (*own_tickets(viewer), *tickets_at(viewer, YUZHONG))}
    return ticket in found


def test_a_question_about_a_case_goes_to_its_court_with_a_clock_and_a_reference(house: House) -> None:
    ticket = asked(house)
    assert (ticket.court, ticket.stage, ticket.channel) == (YUZHONG, Stage.WAITING, Channel.WEB)
    assert ticket.due == date(2026, 11, 30), "five working days from Monday"
    assert ticket_of_reference(house.viewer(house.clerk.person), f" {ticket.reference.lower()} ") == ticket.uid
    assert [line.words for line in ticket.lines] == [WORDS]


def test_a_question_is_no_part_of_the_file_and_its_words_are_not_in_the_register(house: House) -> None:
    ticket = asked(house)
    entry = Entry.objects.get(event="ticket_taken")
    assert entry.case is None
    assert WORDS not in entry.body
    assert not sees(house, house.zhou.uid, ticket.uid)
    assert not sees(house, house.judge.person, ticket.uid)
    assert sees(house, house.lin.uid, ticket.uid)
    assert sees(house, house.clerk.person, ticket.uid)
    assert not sees(house, staff(WUHOU, Role.CLERK, "马岱").person, ticket.uid)


def test_words_lie_encrypted(house: House) -> None:
    asked(house)
    kept = Remark.objects.values_list("words", flat=True).get()
    assert WORDS not in str(kept)


def test_the_judge_sees_a_question_while_it_is_handed_on(house: House) -> None:
    ticket = asked(house)
    hand_on(ticket.uid, by=house.clerk, at=house.at)
    assert sees(house, house.judge.person, ticket.uid)
    hand_back(ticket.uid, by=house.judge, at=house.at)
    assert not sees(house, house.judge.person, ticket.uid)
    hand_on(ticket.uid, by=house.clerk, at=house.at)
    answer(ticket.uid, "定于下月开庭，传票另行送达。", by=house.judge, at=house.at)
    seen = ticket_seen_by(house.viewer(house.lin.uid), ticket.uid)
    assert (seen.stage, seen.lines[-1].words) == (Stage.ANSWERED, "定于下月开庭，传票另行送达。")


def test_a_complaint_is_seen_and_answered_by_the_president_alone(house: House, president: Actor) -> None:
    ticket = asked(house, Category.DELAY)
    assert ticket.due == date(2026, 12, 8)
    assert not sees(house, house.clerk.person, ticket.uid)
    assert sees(house, president.person, ticket.uid)
    with refused("helpline.no_such_ticket"):
        answer(ticket.uid, "已收到。", by=house.clerk, at=house.at)
    with refused("helpline.no_complaint"):
        hand_on(ticket.uid, by=president, at=house.at)
    with refused("helpline.not_of_this_court"):
        assign(ticket.uid, house.clerk.person, by=president, at=house.at)  # type: ignore[arg-type]
    answer(ticket.uid, "已督促承办法官。", by=president, at=house.at)


def test_an_answer_that_does_not_do_starts_a_new_clock(house: House) -> None:
    ticket = asked(house)
    with refused("helpline.not_at_this_stage"):
        rate(ticket.uid, 5, by=party(house.lin.uid), at=house.at)
    answer(ticket.uid, "请耐心等待。", by=house.clerk, at=house.at)
    rate(ticket.uid, 1, by=party(house.lin.uid), at=house.at)
    with refused("helpline.not_rated"):
        rate(ticket.uid, 5, by=party(house.lin.uid), at=house.at)
    house.clock.forward(days=7)
    reopen(ticket.uid, "这没有回答我的问题。", by=party(house.lin.uid), at=house.at)
    seen = ticket_seen_by(house.viewer(house.lin.uid), ticket.uid)
    assert (seen.stage, seen.due, seen.stars) == (Stage.WAITING, date(2026, 12, 7), 0)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_only_one_to_five_stars_are_taken(house: House, stars: int) -> None:
    ticket = asked(house)
    answer(ticket.uid, "已答复。", by=house.clerk, at=house.at)
    with refused("helpline.stars_missing"):
        rate(ticket.uid, stars, by=party(house.lin.uid), at=house.at)


def test_a_call_is_taken_down_for_somebody_without_an_account(house: House) -> None:
    case = house.case()
    asks = Asked("progress", WORDS, Channel.PHONE, caller="黄盖", phone="13800000000")
    ticket = take_call(asks, number=case.number, by=house.clerk, at=house.at)
    assert (ticket.concerns, ticket.holder, ticket.caller) == (case.uid, None, "黄盖")
    with refused("helpline.case_unknown"):
        take_call(asks, number="（2026）渝0103民初999号", by=house.clerk, at=house.at)
    with refused("helpline.caller_missing", "helpline.phone_missing"):
        take_call(Asked("question", WORDS, Channel.PHONE), by=house.clerk, at=house.at)
    with refused("helpline.not_your_act"):
        take_call(asks, number=case.number, by=house.judge, at=house.at)
    answer(ticket.uid, "已电话告知。", by=house.clerk, at=house.at)
    reopen(ticket.uid, "来电人再次询问。", by=house.clerk, at=house.at)


def test_a_question_says_what_is_missing_all_at_once(house: House) -> None:
    with refused("helpline.words_missing", "helpline.category_missing", "helpline.court_missing"):
        ask(court="", category="", words=" ", concerns=None, by=party(house.lin.uid), at=house.at)
    with refused("helpline.case_missing"):
        asked(house, Category.DELAY, concerns=None, court=YUZHONG)
    with refused("helpline.court_missing"):
        asked(house, Category.QUESTION, concerns=None, court="京0101")
    with refused("helpline.too_long"):
        asked(house, Category.QUESTION, concerns=None, court=YUZHONG, words="问" * 4001)


def test_nobody_asks_about_somebody_elses_case(house: House) -> None:
    with refused("helpline.case_unknown"):
        asked(house, concerns=new_id())
    case = house.case()
    with refused("helpline.case_unknown"):
        ask(court="", category="progress", words=WORDS, concerns=case.uid, by=party(house.zhou.uid), at=house.at)


def test_a_flood_of_questions_is_stopped(house: House) -> None:
    for _each in range(MOST_WAITING):
        asked(house, Category.QUESTION, concerns=None, court=YUZHONG)
    with refused("helpline.too_many_waiting"):
        asked(house, Category.QUESTION, concerns=None, court=YUZHONG)


def test_nobody_else_asks_again_rates_or_answers(house: House) -> None:
    ticket = asked(house)
    stranger = staff(WUHOU, Role.CLERK, "马岱")
    for act in (
        lambda: answer(ticket.uid, "答复", by=stranger, at=house.at),
        lambda: answer(ticket.uid, "答复", by=house.judge, at=house.at),
        lambda: reopen(ticket.uid, "再问", by=party(house.zhou.uid), at=house.at),
        lambda: rate(ticket.uid, 3, by=party(house.zhou.uid), at=house.at),
        lambda: hand_on(new_id(), by=house.clerk, at=house.at),
    ):
        with refused("helpline.no_such_ticket"):
            act()
    with refused("helpline.words_missing"):
        answer(ticket.uid, " ", by=house.clerk, at=house.at)
    general = asked(house, Category.QUESTION, concerns=None, court=YUZHONG)
    with refused("helpline.case_has_judge"):
        hand_on(general.uid, by=house.clerk, at=house.at)


def test_the_president_states_how_the_counter_is_reached(house: House, president: Actor) -> None:
    assert window_of(YUZHONG).phone == "12368"
    told = {"phone": "023-0000 0000", "place": "一楼三号窗口"}
    state_window(**told, hours="9:00-12:00，14:00至17:30", by=president, at=house.at)
    state_window(**told, hours="9:00-12:00, 14:00-17:00", by=president, at=house.at)
    stated = window_of(YUZHONG)
    assert (stated.phone, len(stated.open), f"{stated.open[1][1]:%H:%M}") == ("023-0000 0000", 2, "17:00")
    with refused("helpline.phone_unclear", "helpline.place_unclear", "helpline.hours_unclear"):
        state_window(phone="call us", place=" ", hours="always", by=president, at=house.at)
    with refused("helpline.not_your_act"):
        state_window(**told, hours="", by=house.clerk, at=house.at)


def test_an_answer_leaves_news_that_go_out_as_the_person_chose(house: House, outbox: list[Letter]) -> None:
    account_of(house, house.lin.uid)
    ticket = asked(house, Category.QUESTION, concerns=None, court=YUZHONG)
    answer(ticket.uid, "已答复。", by=house.clerk, at=house.at)
    house.work()
    viewer = house.viewer(house.lin.uid)
    assert [(one.kind, one.concerns) for one in news_of(viewer)] == [(News.ANSWER, ticket.uid)]
    assert [letter.to for letter in outbox] == [house.lin.email]
    assert ticket.reference not in outbox[0].body + outbox[0].subject
    assert house.lin.name not in outbox[0].body
    house.work()
    assert len(outbox) == 1, "news go out once"
    assert unread_news(viewer) == 1
    read_news(by=party(house.lin.uid), at=house.at)
    read_news(by=party(house.lin.uid), at=house.at)
    assert unread_news(viewer) == 0
    assert unread_news(house.viewer(house.zhou.uid)) == 0


def test_gathered_news_go_out_in_one_message_in_the_morning(house: House, outbox: list[Letter]) -> None:
    account_of(house, house.lin.uid)
    chosen = {kind.value: Manner.DAILY.value for kind in News}
    choose_notices(chosen, by=party(house.lin.uid), at=house.at)
    for _each in range(2):
        one = asked(house, Category.QUESTION, concerns=None, court=YUZHONG)
        answer(one.uid, "已答复。", by=house.clerk, at=house.at)
    house.work()
    assert outbox == []
    house.clock.forward(days=1)
    house.work()
    assert len(outbox) == 1
    assert "× 2" in outbox[0].body
    with refused(*["helpline.news_needed"] * sum(kind.needed for kind in News)):
        choose_notices(dict.fromkeys(chosen, "never"), by=party(house.lin.uid), at=house.at)
    choose_notices(chosen | {"answer": "never"}, by=party(house.lin.uid), at=house.at)
    assert notice_choices(house.viewer(house.lin.uid))[News.ANSWER] is Manner.NEVER


def test_whose_period_an_outage_moved_is_told(house: House, outbox: list[Letter]) -> None:
    account_of(house, house.lin.uid)
    case = house.case()
    house.work()
    mine = case.party_of(house.lin.uid)
    assert mine
    clock = step(
        house.clerk, house.at, lambda r: start_clock(r, case, "defence", start=house.at, owed_by=str(mine.uid))
    )
    last = next(one.due for one in clocks_of(case.uid) if one.uid == clock)
    assert last
    house.clock.forward(days=(last - house.at.date()).days + 1)
    began = house.at - timedelta(days=1)
    operator = Actor.office("", "the operator's record of an outage")
    hours = {"began_at": began, "ended_at": began + timedelta(hours=2)}
    record_outage(court="", record_number="OUT-1", **hours, by=operator, at=house.at)
    house.work()
    assert News.PERIOD_MOVED in {one.kind for one in news_of(house.viewer(house.lin.uid))}
    assert outbox
