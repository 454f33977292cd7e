"""Witnesses: asked for in time, decided by the judge, told the day, bound, heard alone, and closed out again."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.agents import accepted, named
from tests.acts.conduct import does, prepared
from tests.acts.witnesses import TOLD, asked, code_of, granted, in_session, joined, witness
from tests.builders import House, id_number, party, person, refused
from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import accept_authority
from tongban.cases.actions.join import Joiner, join
from tongban.cases.actions.witnesses import call_witness, decide_witness
from tongban.cases.models import Case, Clock, Witness
from tongban.cases.queries.witnesses import own_testimony
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cases.vocabulary.witnesses import CallGround, WitnessState
from tongban.cooperation.queries import sheet_of, sheet_seen_by
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.frame.guard import lifted
from tongban.hearings.actions.witnesses import (
    call_in,
    sign_guarantee,
    summon_again,
)
from tongban.hearings.vocabulary import GUARANTEE
from tongban.kernel.actor import IdentityLevel
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def he(house: House) -> PersonView:
    """Somebody who saw what happened."""
    return person("何欢", 9)


def state(uid: UUID) -> str:
    return Witness.objects.get(uid=uid).state


def test_a_party_asks_the_judge_grants_and_the_witness_is_told_the_day(house: House, case: CaseView) -> None:
    uid = granted(house, case)
    assert state(uid) == WitnessState.GRANTED
    in_session(house, case)
    assert state(uid) == WitnessState.SUMMONED
    layers = dict(Document.objects.filter(subject=uid).values_list("kind", "layer"))
    assert layers == {"witness_notice": Layer.WITNESS, "witness_letter": Layer.STAFF}
    assert Entry.objects.get(event="witness_granted").basis == "证据规定 70(1)"
    assert "witnesses are told the day" in Entry.objects.get(event="witness_summoned").actor


def test_both_sides_read_who_will_testify_and_neither_how_to_reach_the_witness(house: House, case: CaseView) -> None:
    uid = granted(house, case)
    in_session(house, case)
    for who in (house.lin, house.zhou):
        sheet = sheet_seen_by(house.viewer(who.uid), case.uid)
        [line] = sheet["witnesses"]
        assert (line["name"], line["state"], line["proves"]) == ("何欢", "summoned", TOLD["proves"])
        assert "13900000000" not in str(dict(sheet_of(house.viewer(who.uid), case.uid)))
        kinds = {d.kind for d in documents_of(house.viewer(who.uid), subjects=[uid])}
        assert kinds == {"witness_notice"}


def test_what_is_missing_in_the_application_is_said_at_once(house: House, case: CaseView) -> None:
    with refused(
        "cases.witness_name_missing",
        "cases.witness_relation_missing",
        "cases.witness_proves_missing",
        "cases.witness_need_missing",
        "cases.witness_contact_missing",
    ):
        does(house, house.lin, "apply_witness", case)
    with refused("cases.too_long"):
        asked(house, case, name="何" * 121)
    with refused("people.id_number_form"):
        asked(house, case, id_number="1")
    assert not Witness.objects.exists()


def test_the_court_decides_with_reasons_and_only_its_judge(house: House, case: CaseView) -> None:
    uid = asked(house, case)
    for by, reason in ((house.clerk, "witness.not_your_act"), (house.wuhou_judge, "cases.no_such_case")):
        with refused(reason):
            decide_witness(case.uid, uid, grant=True, reasons="有关。", by=by, at=house.at)
    with refused("cases.witness_without_reasons"):
        decide_witness(case.uid, uid, grant=False, reasons=" ", by=house.judge, at=house.at)
    decide_witness(case.uid, uid, grant=False, reasons="与待证事实无关。", by=house.judge, at=house.at)
    assert Entry.objects.get(event="witness_refused").basis == "证据规定 70(2)"
    with refused("witness.not_at_this_stage"):
        decide_witness(case.uid, uid, grant=True, reasons="有关。", by=house.judge, at=house.at)
    assert sheet_seen_by(house.viewer(house.zhou.uid), case.uid)["witnesses"][0]["reasons"] == "与待证事实无关。"


def test_after_the_evidence_period_a_party_asks_no_more_and_the_court_may_call_by_itself(
    house: House, case: CaseView
) -> None:
    lin = case.parties[0]
    with lifted("test: the plaintiff's evidence period"):
        Clock.objects.create(
            layer=Layer.CASE,
            court=case.court,
            case=case.uid,
            of_case=Case.objects.get(uid=case.uid),
            rule=f"evidence_{case.track}",
            owed_by=str(lin.uid),
            started=house.at.date(),
            due=house.at.date() + timedelta(days=1),
            article="SI 99",
        )
    house.clock.forward(days=2)
    with refused("cases.witness_too_late"):
        asked(house, case)
    told = {"told": TOLD, "by": house.judge, "at": house.at}
    with refused("witness.ground_named"):
        call_witness(case.uid, ground="because", reasons="需要查明。", **told)
    uid = call_witness(case.uid, ground=CallGround.COLLUSION, reasons="需要查明。", **told)
    assert state(uid) == WitnessState.GRANTED
    assert Entry.objects.get(event="witness_granted").basis.startswith("SI 96(1)")
    with refused("witness.not_your_act"):
        call_witness(case.uid, ground=CallGround.STATUS, reasons="需要。", told=TOLD, by=house.clerk, at=house.at)


def test_once_the_hearing_is_closed_nobody_asks_for_a_witness(house: House, case: CaseView) -> None:
    house.put_at(case, Stage.DELIBERATION)
    with refused("cases.witness_not_at_this_stage"):
        asked(house, case)


def test_a_party_or_an_agent_of_the_case_is_no_witness_and_a_witness_no_agent(house: House, case: CaseView) -> None:
    with refused("cases.witness_is_party"):
        asked(house, case, name="周志强", id_number=id_number(2))
    chen = person("陈律师", 31)
    accepted(house, case, house.zhou)
    with refused("cases.witness_is_agent"):
        asked(house, case, name="陈律师", id_number=id_number(31))
    granted(house, case)
    with refused("cases.witness_named_before"):
        asked(house, case)
    in_session(house, case)
    he = person("何欢", 9)
    joined(house, Witness.objects.get().uid, he)
    relative = {"kind": "relative", "name": "何欢", "id_number": id_number(9), "firm": ""}
    uid = named(house, case, house.lin, **relative)
    with refused("cases.agent_is_witness"):
        accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert chen.uid


def test_without_a_number_the_conflict_is_found_when_the_witness_joins(house: House, case: CaseView) -> None:
    uid = granted(house, case, name="周志强", id_number="")
    in_session(house, case)
    with refused("cases.witness_is_party"):
        joined(house, uid, house.zhou)
    assert Witness.objects.get(uid=uid).person is None


def test_the_code_of_the_letter_opens_the_summons_for_the_witness_alone(
    house: House, case: CaseView, he: PersonView
) -> None:
    uid = granted(house, case)
    in_session(house, case)
    wrong = Joiner(code=code_of(uid), name="别人", id_number=he.id_number)
    with refused("cases.join_does_not_match"):
        join(wrong, at=house.at, platform=settings.TONGBAN.slug, by=dataclasses.replace(party(he.uid), role="witness"))
    assert Witness.objects.get(uid=uid).join_tries == 1
    joined(house, uid, he)
    mine = own_testimony(house.viewer(he.uid), uid)
    assert mine.state is WitnessState.SUMMONED
    [notice] = documents_of(house.viewer(he.uid), subjects=[uid])
    assert notice.kind == "witness_notice"
    with refused("cases.join_does_not_match"):
        joined(house, uid, he)


def test_a_lost_letter_is_made_again_and_the_old_code_is_dead(house: House, case: CaseView, he: PersonView) -> None:
    uid = granted(house, case)
    in_session(house, case)
    old = code_of(uid)
    summon_again(case.uid, uid, by=house.clerk, at=house.at)
    assert code_of(uid) != old
    with refused("cases.join_does_not_match"):
        join(
            Joiner(old, "何欢", he.id_number),
            at=house.at,
            platform=settings.TONGBAN.slug,
            by=dataclasses.replace(party(he.uid), role="witness"),
        )


def test_without_the_guarantee_nobody_is_heard_save_who_has_no_full_capacity(house: House, case: CaseView) -> None:
    first, child = granted(house, case), granted(house, case, name="何小天", id_number="", exempt=True)
    in_session(house, case)
    with refused("witness.guarantee_signed") as no:
        call_in(case.uid, first, by=house.judge, at=house.at)
    assert no[0].law == "SI 119, 120; 证据规定 71"
    call_in(case.uid, child, by=house.judge, at=house.at)
    assert state(child) == WitnessState.TESTIFYING


def test_a_guarantee_is_signed_by_the_witness_in_the_words_of_today_or_noted_on_paper(
    house: House, case: CaseView, he: PersonView
) -> None:
    uid = granted(house, case)
    in_session(house, case)
    joined(house, uid, he)
    with refused("hearings.other_guarantee"):
        sign_guarantee(uid, version="an old one", by=witness(he), at=house.at)
    for by in (witness(house.lin), witness(house.zhou)):
        with refused("cases.no_such_witness"):
            sign_guarantee(uid, version=GUARANTEE, by=by, at=house.at)
    with refused("cases.no_such_case"):
        sign_guarantee(uid, by=house.wuhou_clerk, at=house.at)
    with refused("people.needs_document"):
        by = dataclasses.replace(witness(he), level=IdentityLevel.ACCOUNT)
        sign_guarantee(uid, version=GUARANTEE, by=by, at=house.at)
    sign_guarantee(uid, by=house.clerk, at=house.at)
    assert '"way":"paper"' in Entry.objects.get(event="guarantee_signed").body
    with refused("witness.not_at_this_stage"):
        sign_guarantee(uid, version=GUARANTEE, by=witness(he), at=house.at)


def test_nobody_signs_beside_the_witness_save_at_a_counter(house: House, case: CaseView, he: PersonView) -> None:
    uid = granted(house, case)
    in_session(house, case)
    joined(house, uid, he)
    beside = dataclasses.replace(witness(he), helper=house.lin.uid)
    with refused("cases.witness_speaks_alone"):
        sign_guarantee(uid, version=GUARANTEE, by=beside, at=house.at)
    at_counter = dataclasses.replace(witness(he), helper=house.clerk.person, helper_court=house.clerk.court)
    sign_guarantee(uid, version=GUARANTEE, by=at_counter, at=house.at)
