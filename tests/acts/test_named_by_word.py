"""In the simplified procedure an agent is named by word in court, and the record says so (民诉法解释 89(2))."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.acts.agents import GENERAL
from tests.acts.conduct import does, prepared
from tests.builders import House, id_number, material, party, person, refused
from tests.entrances.desk import signed_in
from tongban.cases.actions.agents import note_revocation
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import CaseView, Stage, Track
from tongban.cases.vocabulary.agents import AuthorityState, Source
from tongban.frame.guard import lifted
from tongban.hearings.actions.oral import name_agent_by_word
from tongban.hearings.actions.session import open_hearing
from tongban.hearings.models import Hearing, RecordLine
from tongban.hearings.vocabulary import HearingState
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry

TOLD = {key: value for key, value in GENERAL.items() if key not in ("since", "state_secret")}
SPECIAL = TOLD | {"scope": "special", "powers": "admit settle"}


@pytest.fixture
def chen(house: House) -> PersonView:
    return person("陈律师", 31)


@pytest.fixture
def case(house: House) -> CaseView:
    """A case whose hearing is open, with both parties in the room."""
    return heard(house, *("plaintiff", "defendant"))


def heard(house: House, *sides: str) -> CaseView:
    case = prepared(house, Stage.HEARING_SET)
    with lifted("test: the day of the hearing"):
        Hearing.objects.create(
            layer="case",
            court=case.court,
            case=case.uid,
            place="第三法庭",
            mode="courtroom",
            starts_at=house.at,
            state=HearingState.SET,
            set_at=house.at,
        )
    here = [one.uid for one in case.parties if one.side.value in sides]
    open_hearing(case.uid, present=here, by=house.judge, at=house.at)
    return case_by_uid(case.uid)


def names(house: House, case: CaseView, **changed: object) -> None:
    told = {"party": case.parties[1].uid, "told": TOLD, "at_once": True, "by": house.clerk, "at": house.at} | changed
    name_agent_by_word(case.uid, **told)  # type: ignore[arg-type]


def test_the_agent_acts_from_now_on_in_this_case_and_the_record_says_so(
    house: House, case: CaseView, chen: PersonView
) -> None:
    other = house.case(loan__amount="5000")
    names(house, case)
    (given,) = authorities_in(case.uid)
    assert (given.source, given.state, given.agent) == (Source.ORAL, AuthorityState.ACCEPTED, chen.uid)
    assert (given.until, given.powers) == (None, frozenset())
    line = RecordLine.objects.get()
    assert line.text == "周志强当场口头委托陈律师（律师，示例律师事务所）为本案诉讼代理人，一般授权。"
    assert (line.speaker, line.name) == ("defendant", "周志强")
    assert id_number(31) not in line.text
    assert Hearing.objects.get().agents == {str(given.uid): str(case.parties[1].uid)}
    assert authorities_in(other.uid) == []
    handed = Entry.objects.get(event="authority_handed_in")
    assert (json.loads(handed.body)["source"], handed.basis) == ("oral", "SI 89(2)")
    assert Entry.objects.get(event="agent_named_by_word").case == case.uid


def test_what_is_not_named_is_not_given_and_what_is_named_stands_in_the_record(
    house: House, case: CaseView, chen: PersonView
) -> None:
    names(house, case, told=SPECIAL)
    (given,) = authorities_in(case.uid)
    assert {power.value for power in given.powers} == {"admit", "settle"}
    assert "特别授权，代理权限为：代为承认诉讼请求、代为和解、调解" in RecordLine.objects.get().text
    house.put_at(case, Stage.DELIBERATION)
    with refused("cases.beyond_authority"):
        does(house, party(chen.uid), "give_consent", case, step="exchange", choice="online", notice_version="x")


def test_a_special_authority_that_names_nothing_is_refused(house: House, case: CaseView) -> None:
    with refused("cases.authority_powers_missing"):
        names(house, case, told=TOLD | {"scope": "special", "powers": ""})
    with refused("cases.authority_scope_missing"):
        names(house, case, told=TOLD | {"scope": ""})
    assert not RecordLine.objects.exists()


def test_small_claims_follow_the_simplified_procedure_and_the_ordinary_one_does_not(
    house: House, case: CaseView
) -> None:
    with lifted("test: another track"):
        Case.objects.filter(uid=case.uid).update(track=Track.ORDINARY)
    with refused("hearings.by_word_in_simplified_only"):
        names(house, case)
    with lifted("test: another track"):
        Case.objects.filter(uid=case.uid).update(track=Track.SMALL_CLAIMS)
    names(house, case)


def test_both_sides_must_have_come_and_be_heard_at_once(house: House) -> None:
    case = heard(house, "plaintiff")
    with refused("hearings.both_sides_must_be_here", "hearings.not_heard_at_once"):
        names(house, case, party=case.parties[0].uid, at_once=False)


def test_who_acts_by_law_is_not_named_by_word(house: House, case: CaseView) -> None:
    with refused("cases.not_by_word"):
        names(house, case, told=TOLD | {"kind": "statutory"})


def test_a_third_agent_and_the_other_sides_lawyer_are_refused(house: House, case: CaseView, chen: PersonView) -> None:
    names(house, case)
    with refused("cases.agent_named_before"):
        names(house, case)
    with refused("cases.agent_on_both_sides", "cases.firm_on_both_sides"):
        names(house, case, party=case.parties[0].uid)
    names(house, case, told=TOLD | {"name": "孙律师", "id_number": id_number(32)})
    with refused("cases.agents_two_already"):
        names(house, case, told=TOLD | {"name": "吴律师", "id_number": id_number(33)})


def test_only_in_an_open_hearing_by_the_clerk_or_judge_of_the_case(house: House, case: CaseView) -> None:
    names(house, case, by=house.judge)
    for by, why in ((party(house.zhou.uid), "procedure.not_your_act"), (house.wuhou_clerk, "cases.no_such_case")):
        with refused(why):
            names(house, case, by=by, told=TOLD | {"id_number": id_number(32)})
    with refused("cases.file_not_opened"):
        other = replace(house.clerk, person=house.judge.person)
        names(house, case, by=other, told=TOLD | {"name": "孙律师", "id_number": id_number(32)})
    earlier = prepared(house)
    with refused("procedure.not_at_this_stage"):
        names(house, earlier, party=earlier.parties[1].uid)


def test_it_ends_when_the_party_says_so(house: House, case: CaseView, chen: PersonView) -> None:
    names(house, case)
    note_revocation(case.uid, authorities_in(case.uid)[0].uid, by=house.clerk, at=house.at)
    with refused("cases.authority_over"):
        does(house, party(chen.uid), "submit_exhibit", case, (material("x"),), title="a", proves="b")


def test_the_page_offers_who_is_in_the_room_and_writes_the_line(house: House, case: CaseView, chen: PersonView) -> None:
    client, address = signed_in(house, house.clerk.person), f"/desk/cases/{case.uid}/hearings/by-word"
    assert address in client.get(f"/desk/cases/{case.uid}/hearings/record").content.decode()
    page = client.get(address).content.decode()
    assert 'name="files"' not in page
    assert "周志强" in page
    assert 'value="statutory"' not in page
    assert client.post(address, {}).status_code == 422
    sent = TOLD | {"party": str(case.parties[1].uid)}
    assert client.post(address, sent).status_code == 422
    assert client.post(address, sent | {"at_once": "on"}).status_code == 302
    (given,) = authorities_in(case.uid)
    told = client.get(f"/desk/cases/{case.uid}/agents/{given.uid}").content.decode()
    assert "by word in court" in told
    assert "为本案诉讼代理人" in client.get(f"/desk/cases/{case.uid}/hearings/record").content.decode()
