"""Mediation before registration: consent, a mediator, the other side, and back without anything typed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.acts.early import asked, early_of, mediating, sent
from tests.acts.mediations import PUBLIC_TOLD, enlisted, president
from tests.builders import WUHOU, YUZHONG, House, material, party, refused, staff
from tongban.cases.law import At
from tongban.cases.queries.mediators import mediators_of
from tongban.cases.queries.numbers import linked_numbers
from tongban.courts.law import due
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.filing.actions.decide import accept, ask_correction
from tongban.filing.actions.mediate import decline_mediation_first, go_to_mediation, propose_mediation
from tongban.filing.models import Filing
from tongban.filing.queries import filing_by_uid
from tongban.filing.vocabulary import Early, Stage
from tongban.kernel.refusal import Refused
from tongban.mediation.actions.early import (
    accept_early,
    answer_for_other_side,
    appoint_early,
    close_early,
    confirm_agreement,
    decline_early,
    hand_in_agreement,
    leave_early,
)
from tongban.mediation.actions.register import enlist_mediator, strike_mediator
from tongban.mediation.models import Enlistment
from tongban.mediation.queries.early import early_entrusted_to, early_matter, early_of_filing, early_seen_by
from tongban.people.vocabulary import Role
from tongban.register.models import Entry


def last_day(rule: str, house: House) -> date:
    found = due(rule, timezone.localtime(house.at).date())
    assert hasattr(found, "due")
    return found.due  # type: ignore[no-any-return]


# Consent


def test_the_court_proposes_and_the_plaintiff_says_no_without_any_trace_in_the_days(house: House) -> None:
    uid = house.filing()
    before = filing_by_uid(uid)
    propose_mediation(uid, by=house.clerk, at=house.at)
    assert filing_by_uid(uid).early is Early.PROPOSED
    decline_mediation_first(uid, by=party(house.lin.uid), at=house.at)
    after = filing_by_uid(uid)
    assert (after.stage, after.early, after.decide_by) == (Stage.UNDER_REVIEW, Early.DECLINED, before.decide_by)
    with refused("scrutiny.not_spoken_of"):
        propose_mediation(uid, by=house.clerk, at=house.at)
    # Whoever said no may still change the mind.
    go_to_mediation(uid, by=party(house.lin.uid), at=house.at)


def test_who_agrees_hands_the_filing_over_as_it_is_and_the_court_owes_nothing_meanwhile(house: House) -> None:
    wish = uuid4()
    filing = sent(house, wish)
    one = early_of(filing.uid)
    assert (filing.stage, filing.early) == (Stage.IN_MEDIATION, Early.AGREED)
    assert one.number == filing.early_number == "（2026）渝0103民诉前调1号"
    assert (one.stage, one.wish) == (At.APPLIED, wish)
    assert one.appoint_by == last_day("mediator_appointment", house)
    assert [p["name"] for p in one.matter["parties"]] == ["林晓梅", "周志强"]
    with refused("scrutiny.not_at_this_stage"):
        accept(filing.uid, by=house.clerk, at=house.at)
    house.clock.forward(days=20)
    assert house.work() == []
    assert filing_by_uid(filing.uid).stage is Stage.IN_MEDIATION


@pytest.mark.parametrize("who", ["zhou", "clerk"])
def test_nobody_but_the_plaintiff_agrees_or_declines(house: House, who: str) -> None:
    uid = house.filing()
    by = house.clerk if who == "clerk" else party(house.zhou.uid)
    for do in (go_to_mediation, decline_mediation_first):
        with refused("scrutiny.not_your_act" if who == "clerk" else "filing.no_such_filing"):
            do(uid, by=by, at=house.at)  # type: ignore[operator]


def test_staff_of_another_court_propose_nothing(house: House) -> None:
    uid = house.filing()
    with refused("filing.no_such_filing"):
        propose_mediation(uid, by=house.wuhou_clerk, at=house.at)
    with refused("scrutiny.mediation_proposed"):
        decline_mediation_first(uid, by=party(house.lin.uid), at=house.at)


def test_a_filing_that_waits_for_a_correction_is_corrected_first(house: House) -> None:
    uid = house.filing()
    ask_correction(uid, ["金额"], by=house.clerk, at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        go_to_mediation(uid, by=party(house.lin.uid), at=house.at)


# The mediator


def test_the_court_names_a_mediator_of_its_register_who_sees_the_matter_and_not_the_complaint_yet(house: House) -> None:
    filing, one, who = asked(house)
    assert who.person
    assert one.answer_by == last_day("mediator_acceptance", house)
    [seen] = early_entrusted_to(house.viewer(who.person))
    assert (seen.uid, seen.number) == (one.uid, filing.early_number)
    _view, files = early_matter(house.viewer(who.person), one.uid)
    assert files == []
    for other in (house.zhou.uid, house.clerk.person, enlisted(house, "别调解", 43).person):
        assert other
        with refused("mediation.no_such_early"):
            early_matter(house.viewer(other), one.uid)


def test_who_is_sued_mediates_not_in_the_own_matter_and_is_handed_no_complaint(house: House) -> None:
    """The other side has joined nothing yet: the complaint names it by its number."""
    one = early_of(sent(house).uid)
    enlist_mediator(house.zhou.uid, kind="invited", by=president(house), at=house.at, **PUBLIC_TOLD)
    with refused("mediation.of_a_side"):
        appoint_early(one.uid, str(house.zhou.uid), by=house.clerk, at=house.at)


def test_nobody_outside_the_register_is_named(house: House) -> None:
    filing = sent(house)
    one = early_of(filing.uid)
    for named in (str(house.judge.person), "nobody", str(house.lin.uid)):
        with refused("mediation.not_on_register"):
            appoint_early(one.uid, named, by=house.clerk, at=house.at)
    with refused("mediation.no_such_early"):
        appoint_early(one.uid, "x", by=house.wuhou_clerk, at=house.at)
    with refused("procedure.not_your_act"):
        appoint_early(one.uid, "x", by=party(house.lin.uid), at=house.at)


def test_who_accepts_is_handed_the_complaint_and_the_time_runs(house: House) -> None:
    who = enlisted(house)
    uid = house.filing()
    assert house.work(without=frozenset()) == []  # the complaint is typeset
    go_to_mediation(uid, by=party(house.lin.uid), at=house.at)
    house.work()
    one = early_of(uid)
    appoint_early(one.uid, str(who.person), by=house.judge, at=house.at)
    with refused("procedure.no_conflict"):
        accept_early(one.uid, free=False, by=who, at=house.at)
    accept_early(one.uid, free=True, by=who, at=house.at)
    now = early_of(uid)
    assert (now.stage, now.due) == (At.ASKING, last_day("mediation_pre_filing", house))
    assert now.ask_by == last_day("mediation_other_side", house)
    assert who.person
    _view, [complaint] = early_matter(house.viewer(who.person), one.uid)
    assert complaint.newest
    # A copy for the mediator alone: neither the plaintiff nor the court has it twice.
    assert not documents_of(house.viewer(house.lin.uid), subjects=[complaint.uid])
    answer_for_other_side(one.uid, "电话征询，不同意。", agrees=False, by=who, at=house.at)
    with refused("mediation.no_such_early"):
        early_matter(house.viewer(who.person), one.uid)
    assert Document.objects.get(uid=complaint.uid).until == house.at
    house.clock.forward(seconds=1)
    subjects = list(Document.objects.filter(uid=complaint.uid).values_list("subject", flat=True))
    assert documents_of(house.viewer(who.person), subjects=subjects) == []


def test_who_declines_gives_reasons_for_the_court_and_another_one_is_named(house: House) -> None:
    filing, one, who = asked(house)
    with refused("mediation.words_missing"):
        decline_early(one.uid, " ", by=who, at=house.at)
    decline_early(one.uid, "不熟悉此类纠纷。", by=who, at=house.at)
    now = early_seen_by(house.viewer(house.clerk.person), one.uid)  # type: ignore[arg-type]
    assert (now.stage, now.mediator, now.declined) == (At.APPLIED, None, ((who.person, "不熟悉此类纠纷。"),))
    of_plaintiff = early_of_filing(house.viewer(house.lin.uid), filing.uid)
    assert of_plaintiff
    assert of_plaintiff.declined == ()
    second = enlisted(house, "秦调解", 42)
    appoint_early(one.uid, str(second.person), by=house.clerk, at=house.at)
    accept_early(one.uid, free=True, by=second, at=house.at)


def test_a_silent_mediator_is_asked_no_more(house: House) -> None:
    _filing, one, who = asked(house)
    house.clock.forward(days=2)
    house.work()
    assert early_of(one.filing).stage == At.REFERRED
    house.clock.forward(days=3)
    house.work()
    now = early_of(one.filing)
    assert (now.stage, now.mediator) == (At.APPLIED, None)
    with refused("mediation.no_such_early"):
        accept_early(one.uid, free=True, by=who, at=house.at)


# And back


def test_nothing_settled_the_filing_is_back_as_it_was_and_is_registered_with_its_number_in_the_chain(
    house: House,
) -> None:
    filing, one, who = mediating(house)
    before = Filing.objects.get(uid=filing.uid)
    files = set(Document.objects.filter(subject=filing.uid, origin="upload").values_list("uid", flat=True))
    house.clock.forward(days=10)
    close_early(one.uid, "wide_gap", by=who, at=house.at)
    house.work()
    after = Filing.objects.get(uid=filing.uid)
    assert (after.stage, after.early) == (Stage.UNDER_REVIEW, Early.FAILED)
    assert (after.answers, after.key, after.doubts) == (before.answers, before.key, before.doubts)
    assert after.decide_by == last_day("filing_decision", house)
    with refused("scrutiny.not_tried_before"):
        go_to_mediation(filing.uid, by=party(house.lin.uid), at=house.at)
    case = accept(filing.uid, by=house.clerk, at=house.at)
    put = set(Document.objects.filter(case=case.uid, layer="case", origin="upload").values_list("uid", flat=True))
    assert put == files - set(
        Document.objects.filter(uid__in=files, kind="files.identity").values_list("uid", flat=True)
    )
    [link] = linked_numbers(house.viewer(house.lin.uid), case.number)
    assert (link.earlier, link.later) == (filing.early_number, case.number)


@pytest.mark.parametrize("function", ["judge", "clerk"])
def test_who_mediated_takes_no_office_in_the_case_that_follows(house: House, function: str) -> None:
    who, filing = getattr(house, function).person, sent(house)
    told = PUBLIC_TOLD | {"by": staff(YUZHONG, Role.PRESIDENT, "钱立"), "at": house.at}
    enlist_mediator(who, kind="judge", **told)  # type: ignore[arg-type]
    one, by = early_of(filing.uid), replace(house.clerk, role=Role.MEDIATOR.value, person=who)
    appoint_early(one.uid, str(who), by=house.clerk, at=house.at)
    accept_early(one.uid, free=True, by=by, at=house.at)
    answer_for_other_side(one.uid, "电话征询，不同意。", agrees=False, by=by, at=house.at)
    house.work()
    other = staff(YUZHONG, Role(function), "赵敏")
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert getattr(case, function) == other.person
    assert mediators_of(case.uid) == {who}


def test_who_was_asked_and_had_not_accepted_when_it_ended_is_barred_from_nothing(house: House) -> None:
    filing, one, _who = asked(house)
    leave_early(one.uid, "unwilling", by=party(house.lin.uid), at=house.at)
    house.work()
    assert mediators_of(accept(filing.uid, by=house.clerk, at=house.at).uid) == frozenset()


def test_a_mediator_who_mediates_is_not_struck_off(house: House) -> None:
    mediating(house)
    entry = Enlistment.objects.get().uid
    with refused("mediation.mediating_now"):
        strike_mediator(entry, by=staff(YUZHONG, Role.PRESIDENT, "钱立"), at=house.at)


def test_what_is_not_decided_after_its_return_is_put_forward_on_the_new_last_day(house: House) -> None:
    filing, one, who = mediating(house)
    house.clock.forward(days=3)
    close_early(one.uid, "wide_gap", by=who, at=house.at)
    house.work()
    until = filing_by_uid(filing.uid).decide_by
    assert until
    house.clock.forward(days=(until - timezone.localtime(house.at).date()).days)
    house.work()
    assert Entry.objects.filter(event="registration_proposed").count() == 1


def test_a_no_of_the_other_side_sends_it_back_at_once(house: House) -> None:
    filing, one, who = asked(house)
    accept_early(one.uid, free=True, by=who, at=house.at)
    with refused("mediation.words_missing"):
        answer_for_other_side(one.uid, "", agrees=False, by=who, at=house.at)
    answer_for_other_side(one.uid, "电话无人接听，短信未回复。", agrees=False, by=who, at=house.at)
    house.work()
    assert filing_by_uid(filing.uid).stage is Stage.UNDER_REVIEW


def test_after_thirty_days_it_comes_back_by_itself(house: House) -> None:
    filing, one, _who = mediating(house)
    assert one.due
    house.clock.forward(days=(one.due - timezone.localtime(house.at).date()).days)
    house.work()
    assert filing_by_uid(filing.uid).stage is Stage.IN_MEDIATION
    house.clock.forward(days=1)
    house.work()
    assert early_of(filing.uid).outcome == "time_up"
    assert filing_by_uid(filing.uid).stage is Stage.UNDER_REVIEW


def test_it_comes_back_as_well_when_the_mediator_never_asked_the_other_side(house: House) -> None:
    filing, one, who = asked(house)
    accept_early(one.uid, free=True, by=who, at=house.at)
    until = early_of(filing.uid).due
    assert until
    house.clock.forward(days=(until - timezone.localtime(house.at).date()).days + 1)
    assert house.work() == []
    assert early_of(filing.uid).outcome == "time_up"
    assert filing_by_uid(filing.uid).stage is Stage.UNDER_REVIEW


@pytest.mark.parametrize(("outcome", "stage"), [("unwilling", Stage.UNDER_REVIEW), ("settled", Stage.SETTLED)])
def test_the_plaintiff_ends_it_at_any_time(house: House, outcome: str, stage: Stage) -> None:
    filing = sent(house)
    one = early_of(filing.uid)
    for by, reason in ((party(house.zhou.uid), "mediation.no_such_early"), (house.clerk, "procedure.not_your_act")):
        with refused(reason):
            leave_early(one.uid, outcome, by=by, at=house.at)
    with refused("mediation.outcome_missing"):
        leave_early(one.uid, "wide_gap", by=party(house.lin.uid), at=house.at)
    leave_early(one.uid, outcome, by=party(house.lin.uid), at=house.at)
    house.work()
    assert filing_by_uid(filing.uid).stage is stage


def test_an_agreement_that_the_plaintiff_confirms_settles_the_dispute(house: House) -> None:
    filing, one, who = mediating(house)
    with refused("procedure.signed_by_all"):
        confirm_agreement(one.uid, by=party(house.lin.uid), at=house.at)
    with refused("mediation.agreement_missing"):
        hand_in_agreement(one.uid, (), by=who, at=house.at)
    hand_in_agreement(one.uid, (material("agreement"),), by=who, at=house.at)
    handed = early_of(filing.uid).agreement
    assert handed
    for viewer in (house.lin.uid, house.clerk.person):
        assert viewer
        assert [d.uid for d in documents_of(house.viewer(viewer), subjects=[one.uid])] == [handed]
    assert documents_of(house.viewer(house.zhou.uid), subjects=[one.uid]) == []
    with refused("procedure.not_your_act"):
        confirm_agreement(one.uid, by=house.clerk, at=house.at)
    confirm_agreement(one.uid, by=party(house.lin.uid), at=house.at)
    house.work()
    now = filing_by_uid(filing.uid)
    assert (now.stage, now.early) == (Stage.SETTLED, Early.SETTLED)
    with refused("scrutiny.not_at_this_stage"):
        accept(filing.uid, by=house.clerk, at=house.at)


def test_a_mediator_of_another_matter_does_nothing_here(house: House) -> None:
    _filing, one, _who = mediating(house)
    other = enlisted(house, "秦调解", 42)
    for do in (
        lambda: close_early(one.uid, "wide_gap", by=other, at=house.at),
        lambda: hand_in_agreement(one.uid, (), by=other, at=house.at),
        lambda: answer_for_other_side(one.uid, "x", agrees=True, by=other, at=house.at),
    ):
        with refused("mediation.no_such_early"):
            do()  # type: ignore[no-untyped-call]


def test_the_bare_state_is_for_the_plaintiff_and_the_court_that_takes_filings_in(house: House) -> None:
    filing, one, _who = mediating(house)
    seeing = (house.lin.uid, house.clerk.person, house.judge.person, staff(YUZHONG, Role.PRESIDENT, "钱立").person)
    for uid in seeing:
        assert uid
        assert early_of_filing(house.viewer(uid), filing.uid)
    for uid in (house.zhou.uid, house.wuhou_clerk.person, staff(WUHOU, Role.PRESIDENT, "别院长").person):
        assert uid
        assert early_of_filing(house.viewer(uid), filing.uid) is None
        with pytest.raises(Refused):
            early_seen_by(house.viewer(uid), one.uid)


def test_twice_is_once(house: House) -> None:
    filing, one, who = mediating(house)
    close_early(one.uid, "wide_gap", by=who, at=house.at)
    house.work()
    with refused("mediation.no_such_early"):
        close_early(one.uid, "wide_gap", by=who, at=house.at)
    with refused("procedure.not_at_this_stage"):
        leave_early(one.uid, "settled", by=party(house.lin.uid), at=house.at)
    assert filing_by_uid(filing.uid).early is Early.FAILED
