"""Who acts for a party: named with papers, checked by the court, kept within the power of attorney, revoked."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.acts.agents import GENERAL, SPECIAL, accepted, answers, hands_in, named
from tests.acts.conduct import does, prepared
from tests.builders import House, id_number, material, party, person, refused, staff
from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import accept_authority, hand_in_at_counter, note_revocation, return_authority
from tongban.cases.models import Consent, Party, Representation
from tongban.cases.queries import case_seen_by, cases_as_party, consent_notice
from tongban.cases.queries.agents import authorities_seen_by
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.cooperation.queries import sheet_seen_by
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.people.vocabulary import PersonView, Role
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def chen(house: House) -> PersonView:
    """A lawyer whose identity was checked, with no case of her own."""
    return person("陈律师", 31)


def state(uid: UUID) -> str:
    return Representation.objects.get(uid=uid).state


def test_an_agent_acts_after_the_check_and_the_register_says_for_whom(
    house: House, case: CaseView, chen: PersonView
) -> None:
    uid = named(house, case, house.zhou)
    with refused("cases.no_such_case"):
        does(house, chen, "answer_claim", case, **answers("deny"))
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(chen.uid), case.uid)
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert case_seen_by(house.viewer(chen.uid), case.uid).number == case.number
    does(house, chen, "answer_claim", case, **answers("deny"))
    entry = Entry.objects.get(event="defence_handed_in")
    zhou = case.parties[1]
    assert f'"represents":"{zhou.uid}"' in entry.actor
    assert f'"person":"{chen.uid}"' in entry.actor
    assert f'"party":"{zhou.uid}"' in entry.body
    line = next(x for x in sheet_seen_by(house.viewer(house.lin.uid), case.uid)["timeline"] if x["agent"])
    assert (line["agent"], line["for"]) == ("陈律师", "周志强")


def test_accepting_a_claim_needs_the_power_to_admit(house: House, case: CaseView, chen: PersonView) -> None:
    first = accepted(house, case, house.zhou)
    for stand in ("accept", "partly"):
        with refused("cases.beyond_authority") as no:
            does(house, chen, "answer_claim", case, **answers(stand))
        [missing] = no
        assert ("power", "admit") in missing.facts
        assert missing.law.startswith("CPL 62(2)")
    does(house, house.zhou, "revoke_authority", case, authority=str(first))
    accepted(house, case, house.zhou, **SPECIAL)
    does(house, chen, "answer_claim", case, **answers("accept"))
    assert Entry.objects.filter(event="defence_handed_in").count() == 1


def test_full_power_without_naming_any_is_a_general_one(house: House, case: CaseView, chen: PersonView) -> None:
    accepted(house, case, house.zhou, powers="admit settle appeal")
    assert Representation.objects.get().powers == []
    with refused("cases.beyond_authority"):
        does(house, chen, "answer_claim", case, **answers("accept"))


def test_a_guardian_needs_no_power_and_may_name_agents(house: House, case: CaseView, chen: PersonView) -> None:
    guardian = person("周大山", 32)
    by_law = {"kind": "statutory", "name": "周大山", "id_number": id_number(32), "firm": "", "scope": ""}
    accepted(house, case, house.zhou, **by_law)
    does(house, guardian, "answer_claim", case, **answers("accept"))
    uid = named(house, case, guardian)
    does(house, guardian, "revoke_authority", case, authority=str(uid))
    assert state(uid) == AuthorityState.REVOKED


def test_who_is_entrusted_entrusts_and_dismisses_nobody(house: House, case: CaseView, chen: PersonView) -> None:
    uid = accepted(house, case, house.zhou)
    other = {"kind": "relative", "name": "周小云", "id_number": id_number(33), "firm": ""}
    with refused("cases.agents_do_not_entrust"):
        hands_in(house, case, chen, (material("files"),), GENERAL | other)
    with refused("cases.agents_do_not_entrust"):
        does(house, chen, "revoke_authority", case, authority=str(uid))


def test_a_revoked_authority_fails_at_once_and_both_sides_read_it(
    house: House, case: CaseView, chen: PersonView
) -> None:
    uid = accepted(house, case, house.zhou)
    does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    with refused("cases.authority_over"):
        does(house, chen, "answer_claim", case, **answers("deny"))
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(chen.uid), case.uid)
    assert cases_as_party(house.viewer(chen.uid)) == []
    sheet = sheet_seen_by(house.viewer(house.lin.uid), case.uid)
    assert "authority_revoked" in [line["event"] for line in sheet["timeline"]]
    with refused("cases.authority_not_open"):
        does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    assert Entry.objects.filter(event="authority_revoked").count() == 1


def test_an_authority_counts_from_its_first_to_its_last_day(house: House, case: CaseView, chen: PersonView) -> None:
    accepted(house, case, house.zhou, since="2026-11-24", until="2026-11-25")
    with refused("cases.authority_over"):
        does(house, chen, "answer_claim", case, **answers("deny"))
    house.clock.forward(days=3)
    with refused("cases.authority_over"):
        does(house, chen, "answer_claim", case, **answers("deny"))
    assert case.uid not in house.viewer(chen.uid).cases
    house.clock.forward(days=-1)
    does(house, chen, "answer_claim", case, **answers("deny"))


def test_an_agent_sees_the_case_and_no_other_case_of_the_party(house: House, case: CaseView, chen: PersonView) -> None:
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    authority = accepted(house, case, house.zhou)
    viewer = house.viewer(chen.uid)
    assert viewer.cases == {case.uid}
    assert viewer.persons == {chen.uid, authority}, "what the agent filed is held under the authority"
    with refused("cases.no_such_case"):
        does(house, chen, "answer_claim", other, **answers("deny"))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "friend"}, "cases.agent_kind_missing"),
        ({"name": " "}, "cases.agent_name_missing"),
        ({"firm": ""}, "cases.agent_firm_missing"),
        ({"scope": ""}, "cases.authority_scope_missing"),
        ({"scope": "special"}, "cases.authority_powers_missing"),
        ({"scope": "special", "powers": "everything"}, "cases.no_such_power"),
        ({"since": ""}, "cases.authority_day_unreadable"),
        ({"until": "later"}, "cases.authority_day_unreadable"),
        ({"until": "2026-11-02"}, "cases.authority_over_before_it_begins"),
        ({"id_number": "1"}, "people.id_number_form"),
        ({"name": "陈" * 121}, "cases.too_long"),
        ({"id_number": id_number(1)}, "cases.agent_on_both_sides"),
        ({"id_number": "990101201205010010"}, "cases.agent_is_a_minor"),
    ],
)
def test_what_is_missing_is_said(house: House, case: CaseView, changed: dict[str, str], reason: str) -> None:
    with refused(reason):
        named(house, case, house.zhou, **changed)
    assert not Representation.objects.exists()


def test_without_the_power_of_attorney_nothing_is_taken_in(house: House, case: CaseView) -> None:
    for files in ((), (material("proofs"),)):
        with refused("cases.authority_paper_missing"):
            hands_in(house, case, house.zhou, files, GENERAL)


def test_a_party_has_at_most_two_entrusted_agents_and_each_once(house: House, case: CaseView) -> None:
    named(house, case, house.zhou)
    with refused("cases.agent_named_before"):
        named(house, case, house.zhou)
    named(house, case, house.zhou, kind="relative", name="周小云", id_number=id_number(33), firm="")
    with refused("cases.agents_two_already"):
        named(house, case, house.zhou, kind="relative", name="周小雨", id_number=id_number(34), firm="")
    guardian = {"kind": "statutory", "name": "周大山", "id_number": id_number(32), "firm": "", "scope": ""}
    named(house, case, house.zhou, **guardian)


def test_nobody_and_no_firm_is_accepted_for_both_sides(house: House, case: CaseView, chen: PersonView) -> None:
    first = named(house, case, house.lin)
    second = named(house, case, house.zhou)
    accept_authority(case.uid, second, by=house.clerk, at=house.at)
    with refused("cases.agent_on_both_sides", "cases.firm_on_both_sides"):
        accept_authority(case.uid, first, by=house.clerk, at=house.at)
    with refused("cases.firm_on_both_sides"):
        named(house, case, house.lin, name="王律师", id_number=id_number(35))


@pytest.mark.parametrize("since", ["2026-11-01", "2026-12-01"], ids=["begun", "to begin"])
def test_an_account_acts_for_one_party_of_a_case(house: House, case: CaseView, chen: PersonView, since: str) -> None:
    with lifted("a test adds a second defendant"):
        second = Party.objects.get(uid=case.parties[1].uid)
        second.phone = second.email = second.address = ""
        second.pk, second.uid, second.order, second.person = None, UUID(int=7), 2, house.wuhou_clerk.person
        second.name, second.id_number = "周小强", id_number(44)
        second.save()
    accepted(house, case, house.zhou, since=since)
    files = (material("files"),)
    uid = hand_in_at_counter(case.uid, party=UUID(int=7), told=GENERAL, materials=files, by=house.clerk, at=house.at)
    with refused("cases.agent_of_another_party"):
        accept_authority(case.uid, uid, by=house.clerk, at=house.at)


def test_the_other_side_reads_the_power_of_attorney_once_it_is_accepted_and_never_the_proofs(
    house: House, case: CaseView, chen: PersonView
) -> None:
    uid = named(house, case, house.zhou)
    lin = house.viewer(house.lin.uid)
    assert authorities_seen_by(lin, case.uid) == []
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert [one.uid for one in authorities_seen_by(lin, case.uid)] == [uid]
    layers = dict(Document.objects.filter(subject=uid).values_list("kind", "layer"))
    assert layers == {"authority": Layer.CASE, "authority_proof": Layer.HANDED_IN}
    assert id_number(31) not in str(sheet_seen_by(lin, case.uid)["agents"])


def test_papers_that_are_missing_are_named_and_can_be_handed_in_anew(house: House, case: CaseView) -> None:
    uid = named(house, case, house.zhou)
    for missing in ([], ["kinship"], ["licence", "nonsense"]):
        with refused("cases.missing_papers_unnamed"):
            return_authority(case.uid, uid, missing=missing, by=house.clerk, at=house.at)
    return_authority(case.uid, uid, missing=["licence"], by=house.clerk, at=house.at)
    assert state(uid) == AuthorityState.RETURNED
    for again in (
        lambda: return_authority(case.uid, uid, missing=["licence"], by=house.clerk, at=house.at),
        lambda: accept_authority(case.uid, uid, by=house.clerk, at=house.at),
        lambda: note_revocation(case.uid, uid, by=house.clerk, at=house.at),
    ):
        with refused("cases.authority_not_open"):
            again()
    named(house, case, house.zhou)


def test_accepting_twice_equals_once_and_links_an_account_opened_meanwhile(house: House, case: CaseView) -> None:
    uid = accepted(house, case, house.zhou)
    assert Representation.objects.get(uid=uid).agent is None
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert Entry.objects.filter(event="authority_accepted").count() == 1
    chen = person("陈律师", 31)
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    assert Representation.objects.get(uid=uid).agent == chen.uid
    assert case.uid in house.viewer(chen.uid).cases


def test_a_number_of_somebody_else_links_nothing(house: House, case: CaseView) -> None:
    person("陈某某", 31)
    uid = named(house, case, house.zhou)
    with refused("cases.agent_name_differs"):
        accept_authority(case.uid, uid, by=house.clerk, at=house.at)


def test_the_court_alone_checks_and_only_of_its_own_cases(house: House, case: CaseView) -> None:
    uid = named(house, case, house.zhou)
    with refused("cases.no_such_case"):
        accept_authority(case.uid, uid, by=house.wuhou_clerk, at=house.at)
    with refused("cases.authority_is_checked_by_the_court"):
        accept_authority(case.uid, uid, by=party(house.zhou.uid), at=house.at)
    president = staff(house.clerk.court, Role.PRESIDENT, "钱院长")
    with refused("cases.authority_is_checked_by_the_court"):
        accept_authority(case.uid, uid, by=president, at=house.at)
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    with refused("cases.no_such_authority"):
        accept_authority(other.uid, uid, by=house.clerk, at=house.at)


def test_authority_for_others_is_neither_given_nor_taken(house: House, case: CaseView, chen: PersonView) -> None:
    stranger = person("路人", 36)
    with refused("cases.no_such_case"):
        hands_in(house, case, stranger, (material("files"),), GENERAL)
    uid = accepted(house, case, house.zhou)
    for forged in (str(uid), "nonsense", ""):
        with refused("cases.no_such_authority"):
            does(house, house.lin, "revoke_authority", case, authority=forged)
    assert state(uid) == AuthorityState.ACCEPTED


def test_fields_that_nobody_is_asked_for_change_nothing(house: House, case: CaseView, chen: PersonView) -> None:
    forged: dict[str, Any] = {"party": str(case.parties[0].uid), "agent": str(chen.uid), "state": "accepted"}
    hands_in(house, case, house.zhou, (material("files"),), GENERAL | forged)
    row = Representation.objects.get()
    assert (row.party, row.agent, row.state) == (case.parties[1].uid, None, AuthorityState.HANDED_IN)


def test_what_an_actor_says_about_whom_it_represents_is_not_believed(
    house: House, case: CaseView, chen: PersonView
) -> None:
    from dataclasses import replace

    accepted(house, case, house.zhou)
    lin = case.parties[0]
    with refused("cases.no_such_case"):
        does(house, replace(party(chen.uid), represents=lin.uid), "answer_claim", case, **answers("deny"))
    with refused("cases.no_such_case"):
        does(house, replace(party(house.zhou.uid), represents=lin.uid), "answer_claim", case, **answers("deny"))


def test_papers_on_paper_are_taken_in_at_the_counter_for_one_party(
    house: House, case: CaseView, chen: PersonView
) -> None:
    zhou = case.parties[1]
    files = (material("files"),)
    uid = hand_in_at_counter(case.uid, party=zhou.uid, told=GENERAL, materials=files, by=house.clerk, at=house.at)
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    does(house, chen, "answer_claim", case, **answers("deny"))
    note_revocation(case.uid, uid, by=house.clerk, at=house.at)
    assert state(uid) == AuthorityState.REVOKED
    for nobody in (UUID(int=1), case.uid):
        with refused("cases.no_such_case"):
            hand_in_at_counter(case.uid, party=nobody, told=GENERAL, materials=files, by=house.clerk, at=house.at)


def test_an_agent_answers_about_online_steps_only_with_that_power(
    house: House, case: CaseView, chen: PersonView
) -> None:
    told = {"step": "exchange", "choice": "online", "notice_version": consent_notice()}
    uid = accepted(house, case, house.zhou)
    with refused("cases.beyond_authority"):
        does(house, chen, "give_consent", case, **told)
    does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    accepted(house, case, house.zhou, **SPECIAL)
    does(house, chen, "give_consent", case, **told)
    assert Consent.objects.get(case=case.uid, step="exchange").party == case.parties[1].uid


def test_an_exhibit_of_an_agent_is_the_partys(house: House, case: CaseView, chen: PersonView) -> None:
    from tongban.evidence.models import Exhibit

    accepted(house, case, house.zhou)
    does(
        house,
        chen,
        "submit_exhibit",
        case,
        (material("exhibit"),),
        title="收据",
        proves="已还款",
        source="",
        chained="",
    )
    row = Exhibit.objects.get(party=case.parties[1].uid)
    assert (row.side, row.holder) == ("defendant", house.zhou.uid)
    house.clock.forward(minutes=1)
    assert timedelta(0) < house.at - row.submitted_at


def test_the_answer_names_the_agent_who_signed_it_for_the_party(house: House, case: CaseView, chen: PersonView) -> None:
    accepted(house, case, house.zhou)
    does(house, chen, "answer_claim", case, **answers("deny"))
    data = json.loads(Document.objects.get(case=case.uid, kind="defence").data)
    assert data["signers"][0]["name"] == "周志强（律师陈律师代）"
