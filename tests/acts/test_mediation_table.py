"""At the table of a mediation: disclosure, words, texts that all agree to, every end of the rule, and afterwards."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.acts.agents import GENERAL, accepted, named
from tests.acts.mediations import enlisted, seated, sure
from tests.builders import House, id_number, party, person, refused
from tongban.cases.actions.openness import close_to_public
from tongban.cases.models import Case
from tongban.cases.queries.mediators import mediators_of
from tongban.frame.guard import lifted
from tongban.mediation.actions.referral import (
    appoint_mediator,
    change_mediator,
    close,
    confirm,
    leave,
)
from tongban.mediation.actions.words import agree, ask_release, disclose, put_text, speak
from tongban.mediation.queries import mediation_of, on_file, room_of
from tongban.mediation.vocabulary import BY_MEDIATOR, MediationView, Outcome, Stage, TextKind, Wish
from tongban.people.actions.prove import prove_again
from tongban.register.queries import entries_of_case


def state(case: UUID) -> MediationView:
    found = mediation_of(case)
    assert found
    return found


# At the table


def test_a_disclosed_relation_holds_the_mediator_until_all_still_agree(house: House) -> None:
    table = seated(house, relation="曾与原告同住一个小区。")
    case = table.case.uid
    for do in (
        lambda: speak(case, "请各方陈述。", to="all", by=table.mediator, at=house.at),
        lambda: put_text(case, "facts", "借款属实。", by=table.mediator, at=house.at),
    ):
        with refused("mediation.no_open_disclosure"):
            do()
    [told] = on_file(house.viewer(house.judge.person), case)  # type: ignore[arg-type]
    assert (told.kind, told.text) == (TextKind.DISCLOSURE, "曾与原告同住一个小区。")
    agree(case, str(told.uid), by=table.lin, at=house.at)
    with refused("mediation.no_open_disclosure"):
        speak(case, "请各方陈述。", to="all", by=table.mediator, at=house.at)
    agree(case, str(told.uid), by=table.zhou, at=house.at)
    speak(case, "请各方陈述。", to="all", by=table.mediator, at=house.at)
    with refused("mediation.words_missing"):
        disclose(case, "", by=table.mediator, at=house.at)


def test_a_party_asks_for_another_mediator_who_may_be_asked_afresh(house: House) -> None:
    table = seated(house, relation="曾与原告共事。")
    other = enlisted(house, "马调解", 42)
    change_mediator(table.case.uid, by=table.zhou, at=house.at)
    assert state(table.case.uid).stage is Stage.CHOOSING
    appoint_mediator(table.case.uid, str(other.person), by=house.clerk, at=house.at)
    confirm(table.case.uid, by=other, at=house.at)
    speak(table.case.uid, "请各方陈述。", to="all", by=other, at=house.at)
    assert mediators_of(table.case.uid) == {table.mediator.person, other.person}


def test_words_are_for_all_or_for_one_and_never_empty(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    with refused("mediation.words_missing", "mediation.addressee_missing"):
        speak(case, "", to="judge", by=table.lin, at=house.at)
    with refused("mediation.addressee_missing"):
        speak(case, "可以吗？", to="mediator", by=table.mediator, at=house.at)
    with refused("mediation.too_long"):
        speak(case, "长" * 4001, to="all", by=table.lin, at=house.at)
    with refused("cases.no_such_case"):
        speak(case, "我也想说。", to="all", by=sure(person("何欢", 9)), at=house.at)


def test_facts_go_on_file_when_each_party_confirmed_them_by_an_act_of_its_own(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    judge = house.viewer(house.judge.person)  # type: ignore[arg-type]
    with refused("mediation.text_kind_missing"):
        put_text(case, "disclosure", "x", by=table.mediator, at=house.at)
    with refused("mediation.words_missing"):
        put_text(case, "facts", "", by=table.mediator, at=house.at)
    first = put_text(case, "facts", "借款一笔。", by=table.mediator, at=house.at)
    second = put_text(case, "facts", "2025年3月12日借款186500元。", by=table.mediator, at=house.at)
    with refused("mediation.text_not_open"):
        agree(case, str(first), by=table.lin, at=house.at)
    agree(case, str(second), by=table.lin, at=house.at)
    with refused("mediation.agreed_before"):
        agree(case, str(second), by=table.lin, at=house.at)
    assert on_file(judge, case) == []
    agree(case, str(second), by=table.zhou, at=house.at)
    [found] = on_file(judge, case)
    assert (found.kind, found.text) == (TextKind.FACTS, "2025年3月12日借款186500元。")
    assert [entry.body["text"] for entry in entries_of_case(case, {"facts_confirmed"})] == [str(second)]
    with refused("mediation.no_such_text"):
        agree(case, "x", by=table.lin, at=house.at)


@pytest.mark.parametrize(
    ("first", "second", "asks", "read"),
    [
        ("paper", "paper", Wish.PAPER, 1),
        ("withdrawal", "withdrawal", Wish.WITHDRAWAL, 0),
        ("paper", "withdrawal", None, 0),
    ],
)
def test_an_agreement_signed_by_all_ends_it_and_the_court_reads_it_when_all_ask_for_a_document(
    house: House, first: str, second: str, asks: Wish | None, read: int
) -> None:
    table = seated(house)
    case = table.case.uid
    text = put_text(case, "agreement", "被告分三期归还。", by=table.mediator, at=house.at)
    with refused("mediation.wish_missing"):
        agree(case, str(text), by=table.lin, at=house.at)
    agree(case, str(text), first, by=table.lin, at=house.at)
    assert state(case).stage is Stage.MEDIATING
    agree(case, str(text), second, by=table.zhou, at=house.at)
    assert (state(case).stage, state(case).outcome, state(case).wish) == (Stage.ENDED, Outcome.AGREED, asks)
    assert len(on_file(house.viewer(house.judge.person), case)) == read  # type: ignore[arg-type]
    assert Case.objects.get(uid=case).stage == table.case.stage


def test_an_agent_signs_an_agreement_with_the_power_to_settle_alone(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    lawyer = person("陈律师", 31)
    accepted(house, table.case, house.zhou, **(GENERAL | {"scope": "general"}))
    text = put_text(case, "agreement", "分期归还。", by=table.mediator, at=house.at)
    speak(case, "代为陈述。", to="mediator", by=sure(lawyer), at=house.at)
    with refused("cases.beyond_authority"):
        agree(case, str(text), "paper", by=sure(lawyer), at=house.at)


# The ends


@pytest.mark.parametrize("outcome", sorted(BY_MEDIATOR))
def test_the_mediator_closes_for_a_reason_of_the_rule(house: House, outcome: Outcome) -> None:
    table = seated(house)
    with refused("mediation.outcome_missing"):
        close(table.case.uid, "agreed", by=table.mediator, at=house.at)
    close(table.case.uid, outcome, by=table.mediator, at=house.at)
    found = state(table.case.uid)
    assert (found.stage, found.outcome, found.ended_at) == (Stage.ENDED, outcome, house.at)
    [entry] = entries_of_case(table.case.uid, {"mediation_ended"})
    assert entry.basis == "在线调解规则 21, 25; 特邀调解 26"


def test_a_party_may_end_it_at_any_time_without_review(house: House) -> None:
    table = seated(house)
    with refused("mediation.outcome_missing"):
        leave(table.case.uid, "wide_gap", by=table.zhou, at=house.at)
    leave(table.case.uid, "settled", by=table.zhou, at=house.at)
    assert state(table.case.uid).outcome is Outcome.SETTLED
    with refused("mediation.not_at_this_stage"):
        speak(table.case.uid, "再谈谈。", to="all", by=table.lin, at=house.at)


def test_at_a_courts_counter_a_party_may_leave_but_not_speak(house: House) -> None:
    table = seated(house)
    beside = party(house.zhou.uid, helper=house.wuhou_clerk)
    with refused("mediation.beside_staff"):
        speak(table.case.uid, "我愿意还十五万。", to="mediator", by=beside, at=house.at)
    leave(table.case.uid, "unwilling", by=beside, at=house.at)
    assert state(table.case.uid).outcome is Outcome.UNWILLING


# Afterwards


def test_who_mediated_is_no_agent_in_the_case_later(house: House) -> None:
    table = seated(house)
    close(table.case.uid, "wide_gap", by=table.mediator, at=house.at)
    with refused("cases.agent_mediated") as got:
        named(house, table.case, house.zhou, name="何调解", id_number=id_number(41))
    assert got[0].law == "特邀调解 16"


def test_who_mediated_does_not_try_the_case_later(house: House) -> None:
    table = seated(house)
    close(table.case.uid, "wide_gap", by=table.mediator, at=house.at)
    with lifted("test: the case is given to who mediated it"):
        Case.objects.filter(uid=table.case.uid).update(judge=table.mediator.person)
    as_judge = replace(house.judge, person=table.mediator.person)
    with refused("cases.mediated_this_case"):
        close_to_public(table.case.uid, "privacy", asked_by=None, reasons="涉及隐私。", by=as_judge, at=house.at)


def test_a_statement_is_used_in_the_trial_when_all_released_it_even_afterwards(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    alone = speak(case, "底线是十五万。", to="mediator", by=table.zhou, at=house.at)
    spoken = speak(case, "承认收到款项。", to="all", by=table.zhou, at=house.at)
    close(case, "wide_gap", by=table.mediator, at=house.at)
    with refused("mediation.no_such_statement"):
        ask_release(case, str(alone), by=table.lin, at=house.at)
    asked = ask_release(case, str(spoken), by=table.lin, at=house.at)
    room = room_of(house.viewer(house.zhou.uid), state(case))
    assert [text.agreed for text in room.texts] == [(table.case.parties[0].uid,)]
    agree(case, str(asked), by=table.zhou, at=house.at)
    assert [entry.body["statement"] for entry in entries_of_case(case, {"material_released"})] == [str(spoken)]


# Each session begins with a look at who is there


def test_who_was_checked_yesterday_says_and_ends_nothing_today_before_a_new_check(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    speak(case, "愿意分期归还。", to="all", by=table.zhou, at=house.at)
    house.clock.forward(hours=13)
    for do in (
        lambda: speak(case, "希望今天谈完。", to="mediator", by=table.zhou, at=house.at),
        lambda: leave(case, "unwilling", by=table.zhou, at=house.at),
    ):
        with refused("people.check_again") as found:
            do()
        assert "7(3)" in found[0].law
    assert state(case).stage is Stage.MEDIATING
    prove_again(by=party(house.zhou.uid), at=house.at)
    speak(case, "希望今天谈完。", to="mediator", by=table.zhou, at=house.at)
    leave(case, "unwilling", by=table.zhou, at=house.at)
    assert state(case).outcome is Outcome.UNWILLING
