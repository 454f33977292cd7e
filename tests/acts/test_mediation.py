"""A registered case goes to a mediator: consent, choice, silence, disclosure, texts, and every end of the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.acts.agents import GENERAL, SPECIAL, accepted, named
from tests.acts.conduct import consent, prepared
from tests.acts.mediations import PUBLIC_TOLD, agreed, chosen, enlisted, president, referred, seated, sure
from tests.builders import House, id_number, party, person, refused
from tongban.cases.actions.agents import accept_authority
from tongban.cases.actions.openness import close_to_public
from tongban.cases.models import Case
from tongban.cases.queries import clocks_of
from tongban.cases.queries.mediators import mediators_of
from tongban.frame.guard import lifted
from tongban.mediation.actions.referral import (
    appoint_mediator,
    change_mediator,
    choose_mediator,
    close,
    confirm,
    decline,
    leave,
    refer,
)
from tongban.mediation.actions.register import enlist_mediator, strike_mediator
from tongban.mediation.actions.words import agree, ask_release, disclose, put_text, speak
from tongban.mediation.models import Enlistment
from tongban.mediation.queries import invitation_of, mediation_of, mediators_listed, on_file, room_of
from tongban.mediation.vocabulary import BY_MEDIATOR, MediationView, Outcome, Stage, TextKind, Wish
from tongban.register.queries import entries_of_case


def state(case: UUID) -> MediationView:
    found = mediation_of(case)
    assert found
    return found


def due_of(case: UUID, rule: str) -> object:
    return next(c.due for c in clocks_of(case) if c.rule == rule and c.met_at is None)


def everybody_agrees(table: object, text: UUID, wish: str = "") -> None:
    for by in (table.lin, table.zhou):  # type: ignore[attr-defined]
        agree(table.case.uid, str(text), wish, by=by, at=table.house.at)  # type: ignore[attr-defined]


# The register


def test_the_public_reads_kind_scope_and_fee_of_a_mediator(house: House) -> None:
    who = enlisted(house)
    [found] = mediators_listed(house.viewer(house.zhou.uid))
    assert (found.person, found.name, found.kind.term) == (who.person, "何调解", "特邀调解员")
    assert (found.scope, found.fee) == (PUBLIC_TOLD["scope"], PUBLIC_TOLD["fee"])
    assert who.person
    assert house.viewer(who.person).has_role("mediator", "渝0103")
    assert house.viewer(who.person).courts == frozenset()


def test_only_the_president_keeps_the_register_and_an_entry_is_complete(house: House) -> None:
    who, chief = person("何调解", 41), president(house)
    with refused("mediation.president_keeps_it"):
        enlist_mediator(who.uid, kind="invited", by=house.judge, at=house.at, **PUBLIC_TOLD)
    with refused("mediation.kind_missing", *["mediation.entry_incomplete"] * 3):
        enlist_mediator(who.uid, kind="", scope=" ", fee="", profile="", by=chief, at=house.at)
    with refused("mediation.person_unknown"):
        enlist_mediator(uuid4(), kind="judge", by=chief, at=house.at, **PUBLIC_TOLD)
    enlist_mediator(who.uid, kind="judge", by=chief, at=house.at, **PUBLIC_TOLD)
    with refused("mediation.listed_already"):
        enlist_mediator(who.uid, kind="judge", by=chief, at=house.at, **PUBLIC_TOLD)


def test_who_is_struck_off_mediates_nothing_any_more(house: House) -> None:
    chief = president(house)
    who = enlisted(house, by=chief)
    case = referred(house)
    entry = Enlistment.objects.get()
    with refused("mediation.no_such_entry"):
        strike_mediator(uuid4(), by=chief, at=house.at)
    chosen(house, case, who)
    confirm(case.uid, by=who, at=house.at)
    with refused("mediation.mediating_now"):
        strike_mediator(entry.uid, by=chief, at=house.at)
    close(case.uid, "wide_gap", by=who, at=house.at)
    strike_mediator(entry.uid, by=chief, at=house.at)
    assert mediators_listed(house.viewer(house.zhou.uid)) == []
    assert who.person
    assert not house.viewer(who.person).roles


# The referral


def test_a_case_is_referred_when_all_parties_agreed_to_mediation_itself(house: House) -> None:
    case = prepared(house)
    consent(house, case, "hearing", "exchange")
    with refused("cases.consent_missing"):
        refer(case.uid, by=house.judge, at=house.at)
    consent(house, case, "mediation", who=(house.lin,))
    with refused("cases.consent_missing") as got:
        refer(case.uid, by=house.judge, at=house.at)
    assert dict(got[0].facts)["who"] == "周志强"
    consent(house, case, "mediation", who=(house.zhou,))
    refer(case.uid, by=house.judge, at=house.at)
    assert state(case.uid).stage is Stage.CHOOSING
    with refused("mediation.open_already"):
        refer(case.uid, by=house.judge, at=house.at)


def test_a_yes_to_mediation_may_simply_be_turned_into_a_no(house: House) -> None:
    case = agreed(house)
    consent(house, case, "mediation", choice="offline", who=(house.zhou,))
    with refused("cases.consent_missing"):
        refer(case.uid, by=house.judge, at=house.at)


def test_neither_the_clerk_nor_another_judge_refers(house: House) -> None:
    case = agreed(house)
    with refused("procedure.not_your_act"):
        refer(case.uid, by=house.clerk, at=house.at)
    with refused("cases.not_the_judge_of_this_case"):
        refer(case.uid, by=replace(house.judge, person=uuid4()), at=house.at)


def test_a_yes_counts_for_one_mediation(house: House) -> None:
    case = referred(house)
    leave(case.uid, "unwilling", by=sure(house.zhou), at=house.at)
    house.clock.forward(hours=1)
    with refused("mediation.agreed_to_the_last_one"):
        refer(case.uid, by=house.judge, at=house.at)
    consent(house, case, "mediation")
    refer(case.uid, by=house.judge, at=house.at)
    assert state(case.uid).outcome is None


def test_nothing_of_a_mediation_leaves_the_platform(house: House) -> None:
    from tongban.cases.models import Party

    case = agreed(house)
    with lifted("test: the defendant acts through another platform"):
        Party.objects.filter(case=case.uid, side="defendant").update(platform="chengdu")
    with refused("mediation.party_elsewhere") as got:
        refer(case.uid, by=house.judge, at=house.at)
    assert dict(got[0].facts)["who"] == "周志强"


# The choice


def test_parties_choose_together_and_the_mediator_has_three_working_days(house: House) -> None:
    who, case = enlisted(house), referred(house)
    choose_mediator(case.uid, str(who.person), by=sure(house.lin), at=house.at)
    assert state(case.uid).stage is Stage.CHOOSING
    choose_mediator(case.uid, str(who.person), by=sure(house.zhou), at=house.at)
    assert (state(case.uid).stage, state(case.uid).mediator) == (Stage.INVITED, who.person)
    today = timezone.localtime(house.at).date()
    assert due_of(case.uid, "mediator_acceptance") == today + timedelta(days=3)


def test_the_court_names_one_when_two_working_days_passed_or_all_left_it_to_the_court(house: House) -> None:
    who, case = enlisted(house), referred(house)
    with refused("mediation.left_to_court"):
        appoint_mediator(case.uid, str(who.person), by=house.clerk, at=house.at)
    choose_mediator(case.uid, "court", by=sure(house.lin), at=house.at)
    with refused("mediation.left_to_court"):
        appoint_mediator(case.uid, str(who.person), by=house.clerk, at=house.at)
    choose_mediator(case.uid, "court", by=sure(house.zhou), at=house.at)
    appoint_mediator(case.uid, str(who.person), by=house.clerk, at=house.at)
    assert state(case.uid).mediator == who.person


def test_the_court_names_one_when_the_parties_let_the_time_pass(house: House) -> None:
    who, case = enlisted(house), referred(house)
    house.clock.forward(days=3)
    appoint_mediator(case.uid, str(who.person), by=house.judge, at=house.at)
    assert state(case.uid).stage is Stage.INVITED


@pytest.mark.parametrize("named", ["", "x", str(uuid4())])
def test_a_mediator_comes_from_the_register(house: House, named: str) -> None:
    case = referred(house)
    with refused("mediation.not_on_register"):
        choose_mediator(case.uid, named, by=sure(house.lin), at=house.at)


def test_who_tries_or_keeps_the_case_and_who_belongs_to_a_side_does_not_mediate_it(house: House) -> None:
    case, chief = agreed(house), president(house)
    accepted(house, case, house.zhou, **SPECIAL)
    lawyer = person("陈律师", 31)
    accept_authority(case.uid, _authority(case.uid), by=house.clerk, at=house.at)
    refer(case.uid, by=house.judge, at=house.at)
    for who, reason in (
        (house.judge.person, "mediation.tries_the_case"),
        (house.clerk.person, "mediation.tries_the_case"),
        (house.zhou.uid, "mediation.of_a_side"),
        (lawyer.uid, "mediation.of_a_side"),
    ):
        enlist_mediator(who, kind="judge", by=chief, at=house.at, **PUBLIC_TOLD)
        with refused(reason):
            choose_mediator(case.uid, str(who), by=sure(house.lin), at=house.at)


def _authority(case: UUID) -> UUID:
    from tongban.cases.queries.agents import authorities_in

    return authorities_in(case)[0].uid


def test_a_mediator_declines_with_reasons_and_another_one_is_named(house: House) -> None:
    first, second = enlisted(house), enlisted(house, "马调解", 42)
    case = referred(house)
    chosen(house, case, first)
    with refused("mediation.words_missing"):
        decline(case.uid, " ", by=first, at=house.at)
    decline(case.uid, "超出擅长领域。", by=first, at=house.at)
    assert (state(case.uid).stage, state(case.uid).mediator, state(case.uid).renamed) == (Stage.CHOOSING, None, True)
    assert first.person
    assert invitation_of(house.viewer(first.person), case.uid) is None
    appoint_mediator(case.uid, str(second.person), by=house.judge, at=house.at)
    assert state(case.uid).mediator == second.person


def test_a_mediator_who_is_silent_for_three_working_days_is_asked_no_more(house: House) -> None:
    who, case = enlisted(house), referred(house)
    chosen(house, case, who)
    house.clock.forward(days=2)
    assert house.work() == []
    assert state(case.uid).stage is Stage.INVITED
    house.clock.forward(days=2)
    assert house.work() == []
    assert (state(case.uid).stage, state(case.uid).renamed) == (Stage.CHOOSING, True)
    told = entries_of_case(case.uid, {"mediator_declined"})
    assert [entry.body["silent"] for entry in told] == [True]
    with refused("mediation.no_such_mediation"):
        confirm(case.uid, by=who, at=house.at)


def test_a_mediator_answers_for_nobody_else(house: House) -> None:
    who, other = enlisted(house), enlisted(house, "马调解", 42)
    case = referred(house)
    chosen(house, case, who)
    for by in (other, replace(who, court="川0107")):
        with pytest.raises(Exception, match="no_such"):
            confirm(case.uid, by=by, at=house.at)
    with refused("mediation.not_your_act"):
        confirm(case.uid, by=sure(house.lin), at=house.at)


# The time


@pytest.mark.parametrize(("track", "days"), [("ordinary", 15), ("simplified", 7), ("small_claims", 7)])
def test_the_period_runs_from_the_mediators_yes(house: House, track: str, days: int) -> None:
    who, case = enlisted(house), referred(house)
    with lifted("test: the track"):
        Case.objects.filter(uid=case.uid).update(track=track)
    chosen(house, case, who)
    house.clock.forward(days=1)
    confirm(case.uid, by=who, at=house.at)
    assert state(case.uid).due == timezone.localtime(house.at).date() + timedelta(days=days)


def test_when_the_time_is_over_the_trial_goes_on(house: House) -> None:
    table = seated(house)
    due = state(table.case.uid).due
    assert due
    house.clock.forward(days=(due - timezone.localtime(house.at).date()).days)
    assert house.work() == []
    assert state(table.case.uid).stage is Stage.MEDIATING
    house.clock.forward(days=1)
    assert house.work() == []
    assert state(table.case.uid).outcome is Outcome.TIME_UP
    assert not [entry for entry in entries_of_case(table.case.uid) if entry.event == "days_excluded"]


def test_time_that_all_agreed_to_is_not_counted_for_the_trial(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    trial = next(c for c in clocks_of(case) if c.rule.startswith("trial_"))
    own = state(case).due
    with refused("mediation.days_missing"):
        put_text(case, "extension", "", 0, by=table.mediator, at=house.at)
    text = put_text(case, "extension", "", 10, by=table.mediator, at=house.at)
    agree(case, str(text), by=table.lin, at=house.at)
    assert own
    rule = next(c.rule for c in clocks_of(case) if c.rule.startswith("mediation_post"))
    assert due_of(case, rule) == own
    agree(case, str(text), by=table.zhou, at=house.at)
    assert due_of(case, rule) == own + timedelta(days=10)
    house.clock.forward(days=(own - timezone.localtime(house.at).date()).days + 4)
    assert house.work() == []
    assert state(case).stage is Stage.MEDIATING
    close(case, "wide_gap", by=table.mediator, at=house.at)
    [excluded] = entries_of_case(case, {"days_excluded"})
    assert (excluded.body["ground"], excluded.body["rule"]) == ("mediation_prolonged", trial.rule)
    first, last = own + timedelta(days=1), own + timedelta(days=4)
    assert (excluded.body["first"], excluded.body["last"]) == (first.isoformat(), last.isoformat())
    later = next(c for c in clocks_of(case) if c.rule == trial.rule).due
    assert later
    assert trial.due
    assert later > trial.due


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
