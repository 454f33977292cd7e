"""Whoever stands for a party sees the case while that holds, at every outlet, and not a moment longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.acts.agents import SPECIAL, accepted, answers, named
from tests.acts.conduct import does, prepared
from tests.builders import House, material, party, person, refused, step
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tests.links import linked
from tongban.access.vocabulary import Viewer
from tongban.api.tokens import issue_token
from tongban.cases.actions.agents import note_revocation
from tongban.cases.actions.standing import own_party
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.evidence.actions.secrecy import keep_secret
from tongban.evidence.queries import exhibits_of, exhibits_seen_by
from tongban.filing.models import Defence
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.people.actions.companions import name_helper, note_representative, part
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.models import Account
from tongban.people.rules.identity_papers import check_paper
from tongban.people.vocabulary import PersonView, ProofMethod

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    cache.clear()
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def chen(house: House) -> PersonView:
    return person("陈律师", 31)


def paper_of(house: House, case: CaseView) -> UUID:
    """A paper with pictures that everybody in the case may read."""
    does(house, house.zhou, "submit_exhibit", case, (material("files"),), title="收条", proves="收到", source="本人")
    return exhibits_of(case.uid)[-1].documents[0]


def outlets(case: CaseView, paper: UUID) -> list[str]:
    """Where a party reads the case; each address as it was copied before."""
    at = f"/cases/{case.uid}"
    shown = [f"{at}/papers/{paper}/{part}" for part in ("", "file/", "pages/1/")]
    return [f"{at}/", *shown, f"{at}/evidence/", f"{at}/agents/", f"{at}/readers/", f"{at}/witnesses/"]


def seen(client: Client, case: CaseView, paper: UUID) -> set[int]:
    """How all of them answer, and whether the list of one's matters has the case."""
    answers = {looked(client, address) for address in outlets(case, paper)}
    number = case.number in client.get("/").content.decode()
    return answers | ({200} if number else {404})


def looked(client: Client, address: str) -> int:
    answer = client.get(linked(client, address))
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    return answer.status_code


def token(person: UUID) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {issue_token(Account.objects.get(person__uid=person))}"}


def test_an_agent_reads_from_the_first_to_the_last_day_and_on_no_other(
    house: House, case: CaseView, chen: PersonView
) -> None:
    paper = paper_of(house, case)
    lawyer = signed_in(house, chen.uid)
    accepted(house, case, house.zhou, since="2026-11-24", until="2026-11-25")
    assert seen(lawyer, case, paper) == {404}, "before"
    house.clock.forward(days=1)
    assert seen(lawyer, case, paper) == {200}, "the first day"
    house.clock.forward(days=1)
    assert seen(lawyer, case, paper) == {200}, "the last day"
    house.clock.forward(days=1)
    assert seen(lawyer, case, paper) == {404}, "after"


@pytest.mark.parametrize("told", ["by the party", "by the court"])
def test_what_was_open_before_the_end_of_the_power_is_closed_after_it(
    house: House, case: CaseView, chen: PersonView, told: str
) -> None:
    paper = paper_of(house, case)
    uid = accepted(house, case, house.zhou)
    lawyer = signed_in(house, chen.uid)
    bearer = token(chen.uid)
    assert seen(lawyer, case, paper) == {200}
    assert lawyer.get(f"/api/v1/cases/{case.uid}", **bearer).status_code == 200
    picture = lawyer.get(linked(lawyer, f"/cases/{case.uid}/papers/{paper}/pages/1/"))
    assert picture["Cache-Control"] == "private, no-store", "the browser asks again for what it has shown"
    if told == "by the party":
        does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    else:
        note_revocation(case.uid, uid, by=house.clerk, at=house.at)
    assert seen(lawyer, case, paper) == {404}
    assert lawyer.get(f"/api/v1/cases/{case.uid}", **bearer).status_code in {404, 422}
    assert case.number not in lawyer.get("/api/v1/cases", **bearer).content.decode()
    assert lawyer.post(f"/cases/{case.uid}/answer/", answers("deny")).status_code == 404
    assert not Defence.objects.exists()


def test_papers_that_nobody_has_checked_open_nothing(house: House, case: CaseView, chen: PersonView) -> None:
    named(house, case, house.zhou)
    assert seen(signed_in(house, chen.uid), case, paper_of(house, case)) == {404}


def test_a_power_for_one_case_opens_no_other_of_the_same_party(house: House, case: CaseView, chen: PersonView) -> None:
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    paper = paper_of(house, other)
    accepted(house, case, house.zhou)
    assert seen(signed_in(house, chen.uid), other, paper) == {404}


def test_an_agent_reads_what_the_party_handed_in_in_secret_in_this_case_alone(
    house: House, case: CaseView, chen: PersonView
) -> None:
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    for one in (case, other):
        does(house, house.zhou, "submit_exhibit", one, (material("files"),), title="名单", proves="客户", source="本人")
        keep_secret(one.uid, exhibits_of(one.uid)[-1].uid, "trade", reasons="含客户名单。", by=house.judge, at=house.at)

    def secret(viewer: Viewer, of: CaseView) -> list[str]:
        return [e.title for e in exhibits_seen_by(viewer, of.uid) if e.secret]

    uid = accepted(house, case, house.zhou, **SPECIAL)
    mine, theirs = house.viewer(chen.uid), house.viewer(house.lin.uid)
    assert (secret(mine, case), secret(mine, other), secret(theirs, case)) == (["名单"], [], [])
    assert mine.acting == {(case.uid, house.zhou.uid)}
    does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    assert secret(house.viewer(chen.uid), case) == []


def test_an_agent_of_the_other_side_reads_no_secret_of_this_one(house: House, case: CaseView, chen: PersonView) -> None:
    does(house, house.zhou, "submit_exhibit", case, (material("files"),), title="名单", proves="客户", source="本人")
    keep_secret(case.uid, exhibits_of(case.uid)[-1].uid, "trade", reasons="含客户名单。", by=house.judge, at=house.at)
    accepted(house, case, house.lin)
    assert [e for e in exhibits_seen_by(house.viewer(chen.uid), case.uid) if e.secret] == []


def beside(house: House, companion: UUID, of: UUID) -> Client:
    client = signed_in(house, companion)
    assert client.post(reverse("portal:beside_go", args=[of])).status_code == 302
    return client


@pytest.mark.parametrize("how", ["ended", "over"])
def test_a_helper_reads_beside_the_person_while_that_holds_and_never_alone(
    house: House, case: CaseView, how: str
) -> None:
    paper, helper = paper_of(house, case), person("周小云", 33)
    login = account_of(house, helper.uid).login  # type: ignore[attr-defined]
    assert seen(signed_in(house, helper.uid), case, paper) == {404}
    uid = name_helper(login, 10, by=party(house.zhou.uid), at=house.at)
    assert seen(signed_in(house, helper.uid), case, paper) == {404}, "alone"
    client = beside(house, helper.uid, house.zhou.uid)
    assert seen(client, case, paper) == {200}
    if how == "ended":
        part(uid, by=party(house.zhou.uid), at=house.at)
    else:
        house.clock.forward(days=10)
    assert seen(client, case, paper) == {404}


def party_is(case: CaseView, who: UUID) -> None:
    """The defendant is this person."""
    with lifted("test: another defendant"):
        Party.objects.filter(uid=case.parties[1].uid).update(person=who)


def a_child(house: House) -> PersonView:
    """Born on the 2nd of December 2008: of age in nine days."""
    stem, today = "99010120081202001", house.at.date()
    numbers = (stem + sign for sign in "0123456789X")
    number = next(one for one in numbers if check_paper("natural", "resident", one, today=today) is None)
    return step(house.clerk, house.at, lambda record: _made(record, "周小宝", "natural", "resident", number))


def a_company(house: House) -> PersonView:
    return step(house.clerk, house.at, lambda record: _made(record, "示例建材公司", "legal", "credit_code", ""))


def _made(record: Recording, name: str, kind: str, id_kind: str, number: str) -> PersonView:
    made = register_person(record, name=name, kind=kind, platform="test", id_kind=id_kind, id_number=number)
    prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=party(made.uid).level)
    return made


@pytest.mark.parametrize("make", [a_child, a_company])
def test_a_guardian_or_a_head_reads_while_it_stands_at_the_counter(
    house: House, case: CaseView, make: Callable[[House], PersonView]
) -> None:
    paper, of = paper_of(house, case), make(house)
    party_is(case, of.uid)
    other = person("周大山", 32)
    by_law = account_of(house, other.uid).login  # type: ignore[attr-defined]
    uid = note_representative(of.uid, by_law, by=house.clerk, at=house.at)
    client = beside(house, other.uid, of.uid)
    assert seen(client, case, paper) == {200}
    part(uid, by=house.clerk, at=house.at)
    assert seen(client, case, paper) == {404}


def test_guardianship_ends_with_the_childhood(house: House, case: CaseView) -> None:
    paper, child, parent = paper_of(house, case), a_child(house), person("周大山", 32)
    party_is(case, child.uid)
    note_representative(child.uid, account_of(house, parent.uid).login, by=house.clerk, at=house.at)  # type: ignore[attr-defined]
    client = beside(house, parent.uid, child.uid)
    house.clock.forward(days=7)
    assert seen(client, case, paper) == {200}
    house.clock.forward(days=2)
    assert seen(client, case, paper) == {404}


def test_a_parent_whom_the_child_sues_neither_reads_nor_acts_for_the_child(house: House, case: CaseView) -> None:
    """Maintenance: the other parent sues in the child's name; both are guardians by law (Civil Code 27, 168)."""
    paper, child, father = paper_of(house, case), a_child(house), person("周大山", 32)
    party_is(case, child.uid)
    note_representative(child.uid, account_of(house, father.uid).login, by=house.clerk, at=house.at)  # type: ignore[attr-defined]
    client = beside(house, father.uid, child.uid)
    assert seen(client, case, paper) == {200}
    by = replace(party(child.uid), helper=father.uid)
    own_party(Recording(by=by, at=house.at, fulfils=None), case_by_uid(case.uid))
    with lifted("test: the father is sued"):
        Party.objects.filter(case=case.uid, side="defendant").update(person=father.uid)
        Party.objects.filter(case=case.uid, side="plaintiff").update(person=child.uid)
    assert client.get("/").wsgi_request.assisted is None  # type: ignore[attr-defined]
    with refused("cases.guardian_on_the_other_side"):
        own_party(Recording(by=by, at=house.at, fulfils=None), case_by_uid(case.uid))


def test_a_member_reads_for_the_organisation_until_the_head_ends_it(house: House, case: CaseView) -> None:
    paper, company, head, member = paper_of(house, case), a_company(house), person("周大山", 32), person("钱多", 34)
    party_is(case, company.uid)
    note_representative(company.uid, account_of(house, head.uid).login, by=house.clerk, at=house.at)  # type: ignore[attr-defined]
    by_head = replace(party(company.uid), helper=head.uid)
    uid = name_helper(account_of(house, member.uid).login, 30, by=by_head, at=house.at)  # type: ignore[attr-defined]
    client = beside(house, member.uid, company.uid)
    assert seen(client, case, paper) == {200}
    part(uid, by=by_head, at=house.at)
    assert seen(client, case, paper) == {404}
