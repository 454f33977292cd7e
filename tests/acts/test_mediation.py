"""A registered case goes to a mediator: register, consent, choice, the mediator's answer, and the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.acts.agents import SPECIAL, accepted
from tests.acts.conduct import consent, prepared
from tests.acts.mediations import PUBLIC_TOLD, agreed, chosen, enlisted, president, referred, seated, sure
from tests.builders import House, person, refused
from tongban.cases.actions.agents import accept_authority
from tongban.cases.models import Case
from tongban.cases.queries import clocks_of
from tongban.frame.guard import lifted
from tongban.mediation.actions.referral import (
    appoint_mediator,
    choose_mediator,
    close,
    confirm,
    decline,
    leave,
    refer,
)
from tongban.mediation.actions.register import enlist_mediator, strike_mediator
from tongban.mediation.actions.words import agree, put_text
from tongban.mediation.models import Enlistment
from tongban.mediation.queries import invitation_of, mediation_of, mediators_listed
from tongban.mediation.vocabulary import MediationView, Outcome, Stage
from tongban.register.queries import entries_of_case


def state(case: UUID) -> MediationView:
    found = mediation_of(case)
    assert found
    return found


def due_of(case: UUID, rule: str) -> object:
    return next(c.due for c in clocks_of(case) if c.rule == rule and c.met_at is None)


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


@pytest.mark.parametrize("named", ["", "x", "00000000-0000-7000-8000-000000000001"])
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
