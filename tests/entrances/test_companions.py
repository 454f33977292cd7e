"""A relative acts beside a person, a guardian for a minor: named, recorded at each act, ended, and nothing beyond."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.builders import House, id_number, party, refused, step
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.cases.actions.join import issue_code
from tongban.cases.vocabulary import Stage
from tongban.cooperation.events import RemoteActSent
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refused
from tongban.people.actions.companions import name_helper, note_representative, part
from tongban.people.actions.dispute import dispute_act
from tongban.people.actions.prove import prove_again
from tongban.people.actions.register import prove_identity, register_person
from tongban.people.models import Companion
from tongban.people.queries import companion_of
from tongban.people.rules.identity_papers import check_paper
from tongban.people.vocabulary import Beside, PersonView, ProofMethod
from tongban.register.models import Entry


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def logins(house: House) -> dict[str, str]:
    found: dict[str, Any] = {name: account_of(house, getattr(house, name).uid) for name in ("lin", "zhou")}
    return {name: account.login for name, account in found.items()}


@pytest.fixture
def helped(house: House, logins: dict[str, str]) -> UUID:
    """Zhou may act beside lin for ten days."""
    return name_helper(logins["zhou"], 10, by=party(house.lin.uid), at=house.at)


def beside(house: House, companion: UUID, of: UUID) -> Client:
    client = signed_in(house, companion)
    assert client.post(reverse("portal:beside_go", args=[of])).url == reverse("portal:home")
    return client


def test_a_named_helper_hands_in_for_the_person_and_the_register_names_both(house: House, helped: UUID) -> None:
    client = beside(house, house.zhou.uid, house.lin.uid)
    assert "acts beside" in client.get(reverse("portal:home")).content.decode()
    draft = house.draft()
    client.post(reverse("portal:draft_hand_in", args=[draft.uid]), {"confirmed": "yes"})
    actor = json.loads(Entry.objects.get(event="filing_handed_in").actor)
    assert (actor["person"], actor["helper"], actor["helper_court"]) == (
        str(house.lin.uid),
        str(house.zhou.uid),
        "",
    )


def test_two_tabs_name_a_helper_once(committed_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for the other between its look and its naming; whoever cannot come so far is not waited for."""
    lin, login = committed_house.lin.uid, str(account_of(committed_house, committed_house.zhou.uid))
    module, both = import_module("tongban.people.actions.companions"), Barrier(2)
    plainly = module.companion_of

    def looked(*told: Any, **named: Any) -> Beside | None:
        found: Beside | None = plainly(*told, **named)
        with suppress(BrokenBarrierError):
            both.wait(1)
        return found

    def names(_: int) -> str:
        try:
            name_helper(login, 10, by=party(lin), at=committed_house.at)
        except Refused as no:
            return no.refusals[0].reason
        finally:
            connection.close()
        return ""

    monkeypatch.setattr(module, "companion_of", looked)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(names, range(2))) == ["", "people.beside_already"]
    assert Companion.objects.count() == 1


def test_who_joins_a_case_beside_a_person_is_named_in_the_register(house: House, logins: dict[str, str]) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    code = step(house.clerk, house.at, lambda record: issue_code(record, case.uid, case.parties[1].uid))
    name_helper(logins["lin"], 10, by=party(house.zhou.uid), at=house.at)
    client = beside(house, house.lin.uid, house.zhou.uid)
    client.post(reverse("portal:join"), {"code": code})
    assert client.post(reverse("portal:join_identity"), {"agreed": "on"}).status_code == 302
    actor = json.loads(Entry.objects.get(event="party_joined").actor)
    assert (actor["person"], actor["helper"]) == (str(house.zhou.uid), str(house.lin.uid))


def test_who_is_not_named_goes_to_nobodys_side(house: House, logins: dict[str, str]) -> None:
    client = signed_in(house, house.zhou.uid)
    assert client.post(reverse("portal:beside_go", args=[house.lin.uid])).status_code == 404
    assert client.post(reverse("portal:beside_go", args=[new_id()])).status_code == 404


@pytest.mark.parametrize("how", ["ended", "over"])
def test_help_that_is_over_ends_in_the_running_session(house: House, helped: UUID, how: str) -> None:
    client = beside(house, house.zhou.uid, house.lin.uid)
    if how == "ended":
        part(helped, by=party(house.lin.uid), at=house.at)
    else:
        house.clock.forward(days=10)
    page = client.get(reverse("portal:account")).content.decode()
    assert house.lin.name not in page
    assert house.zhou.name in page


def test_a_helper_does_not_stand_in_for_the_persons_own_face(house: House, helped: UUID) -> None:
    house.clock.forward(hours=13)
    by = replace(party(house.lin.uid), helper=house.zhou.uid)
    prove_again(by=party(house.zhou.uid), at=house.at)
    with refused("people.check_again"):
        _comments(house, by)
    with refused("people.sign_in_first"):
        prove_again(by=by, at=house.at)
    prove_again(by=party(house.lin.uid), at=house.at)
    _comments(house, by)


def _comments(house: House, by: Actor) -> None:
    assert by.person
    fact = RemoteActSent(act=new_id(), name="comment_exhibit", person=by.person, case=new_id(), peer="x")
    with act(by=by, at=house.at) as record:
        record(fact, under="test")


def test_beside_a_person_nobody_touches_accounts_or_names_others(house: House, helped: UUID) -> None:
    client = beside(house, house.zhou.uid, house.lin.uid)
    for name in ("mfa_index", "portal:beside", "usersessions_list"):
        assert client.get(reverse(name)).url == reverse("portal:home")
    assert client.post(reverse("portal:beside_name"), {"login": "x", "days": "3"}).url == reverse("portal:home")
    client.post(reverse("portal:beside_leave"))
    assert house.zhou.name in client.get(reverse("portal:account")).content.decode()


def test_why_a_helper_is_not_named(house: House, logins: dict[str, str], helped: UUID) -> None:
    lin = party(house.lin.uid)
    for login, days, reason in (
        ("nobody-here", 10, "no_such_login"),
        ("", 10, "no_such_login"),
        (logins["lin"], 10, "beside_oneself"),
        (logins["zhou"], 10, "beside_already"),
        (logins["zhou"], 0, "help_too_long"),
        (logins["zhou"], 366, "help_too_long"),
    ):
        with refused(f"people.{reason}"):
            name_helper(login, days, by=lin, at=house.at)
    with refused("people.sign_in_first"):
        name_helper(logins["zhou"], 5, by=replace(lin, helper=house.clerk.person), at=house.at)


def test_either_of_the_two_ends_it_and_nobody_else(house: House, helped: UUID) -> None:
    for by in (house.clerk, party(new_id()), replace(party(house.lin.uid), helper=house.zhou.uid)):
        with refused("people.no_such_companion"):
            part(helped, by=by, at=house.at)
    part(helped, by=party(house.zhou.uid), at=house.at)
    with refused("people.no_such_companion"):
        part(helped, by=party(house.lin.uid), at=house.at)
    events = Entry.objects.filter(event__startswith="companion").order_by("id").values_list("event", flat=True)
    assert list(events) == ["companion_named", "companion_left"]


def test_the_page_names_a_helper_and_ends_it(house: House, logins: dict[str, str]) -> None:
    client = signed_in(house, house.lin.uid)
    assert client.post(reverse("portal:beside_name"), {"login": logins["zhou"], "days": "0"}).status_code == 422
    assert client.post(reverse("portal:beside_name"), {"login": logins["zhou"], "days": "7"}).status_code == 302
    row = Companion.objects.get()
    assert house.zhou.name in client.get(reverse("portal:beside")).content.decode()
    assert client.post(reverse("portal:beside_end", args=[row.uid])).status_code == 302
    assert companion_of(house.lin.uid, house.zhou.uid, at=house.at) is None


def test_who_tries_many_login_names_has_to_wait(house: House) -> None:
    client = signed_in(house, house.lin.uid)
    tried = [client.post(reverse("portal:beside_name"), {"login": f"n{n}", "days": "1"}) for n in range(21)]
    assert (tried[0].status_code, tried[-1].status_code) == (422, 429)


# Guardians


@pytest.fixture
def child(house: House) -> PersonView:
    """Born on 2012-05-01."""
    stem = "99010120120501001"
    today = house.at.date()
    numbers = (stem + sign for sign in "0123456789X")
    number = next(one for one in numbers if check_paper("natural", "resident", one, today=today) is None)
    return step(
        house.clerk,
        house.at,
        lambda record: register_person(
            record, name="林小宝", kind="natural", platform="test", id_kind="resident", id_number=number
        ),
    )


def test_a_guardian_is_noted_at_a_counter_and_acts_until_the_minor_is_of_age(
    house: House, child: PersonView, logins: dict[str, str]
) -> None:
    clerk = signed_in(house, house.clerk.person)
    page = reverse("desk:counter_person", args=[child.uid])
    answer = clerk.post(reverse("desk:counter_representative", args=[child.uid]), {"representative": logins["lin"]})
    assert answer.url == page
    row = Companion.objects.get()
    assert row.kind == Beside.GUARDIAN
    assert (row.until.year, row.until.month) == (2030, 4), "midnight of the first of May in China"
    assert house.lin.name in clerk.get(page).content.decode()
    client = beside(house, house.lin.uid, child.uid)
    assert "林小宝" in client.get(reverse("portal:account")).content.decode()
    with refused("people.no_such_companion"):
        part(row.uid, by=party(house.lin.uid), at=house.at)
    clerk.post(reverse("desk:counter_representative_end", args=[child.uid, row.uid]))
    assert companion_of(child.uid, house.lin.uid, at=house.at) is None


def test_for_a_minor_the_guardian_is_looked_at(house: House, child: PersonView, logins: dict[str, str]) -> None:
    note_representative(child.uid, logins["lin"], by=house.clerk, at=house.at)
    house.clock.forward(hours=13)
    by = replace(party(child.uid), helper=house.lin.uid, level=IdentityLevel.DOCUMENT)
    with refused("people.check_again"):
        _comments(house, by)
    prove_again(by=party(house.lin.uid), at=house.at)
    _comments(house, by)


def test_why_a_guardian_is_not_noted(house: House, child: PersonView, logins: dict[str, str]) -> None:
    with refused("people.not_your_function"):
        note_representative(child.uid, logins["lin"], by=house.judge, at=house.at)
    with refused("people.not_a_minor"):
        note_representative(house.zhou.uid, logins["lin"], by=house.clerk, at=house.at)
    with refused("people.no_such_person"):
        note_representative(new_id(), logins["lin"], by=house.clerk, at=house.at)
    unseen = step(
        house.clerk,
        house.at,
        lambda record: register_person(
            record, name="远亲", kind="natural", platform="test", id_kind="resident", id_number=id_number(55)
        ),
    )
    login: Any = account_of(house, unseen.uid)
    with refused("people.guardian_not_seen"):
        note_representative(child.uid, login.login, by=house.clerk, at=house.at)


def test_a_frozen_account_acts_beside_nobody(house: House, helped: UUID) -> None:
    house.filing(house.zhou)
    entry = Entry.objects.get(event="filing_handed_in").uid
    dispute_act(entry, "不是我", court=house.clerk.court, by=party(house.zhou.uid), at=house.at)
    with refused("people.account_frozen"):
        _comments(house, replace(party(house.lin.uid), helper=house.zhou.uid))


def test_a_stranger_is_asked_to_sign_in(house: House) -> None:
    for name in ("beside", "beside_name"):
        assert Client().post(reverse(f"portal:{name}")).status_code in {302, 405}
    assert Client().get(reverse("portal:beside")).url.startswith(reverse("account_login"))


# Organisations


@pytest.fixture
def company(house: House) -> PersonView:
    """A company whose licence a clerk has seen."""

    def make(record: Recording) -> PersonView:
        made = register_person(record, name="示例建材公司", kind="legal", platform="test", id_kind="credit_code")
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)
        return made

    return step(house.clerk, house.at, make)


@pytest.fixture
def headed(house: House, company: PersonView, logins: dict[str, str]) -> UUID:
    """Lin heads the company, by its licence."""
    return note_representative(company.uid, logins["lin"], by=house.clerk, at=house.at)


def test_a_head_names_a_member_who_acts_for_the_organisation_and_is_recorded(
    house: House, company: PersonView, headed: UUID, logins: dict[str, str]
) -> None:
    head = beside(house, house.lin.uid, company.uid)
    assert head.post(reverse("portal:beside_name"), {"login": logins["zhou"], "days": "30"}).status_code == 302
    assert companion_of(company.uid, house.zhou.uid, at=house.at) is Beside.MEMBER
    assert house.zhou.name in head.get(reverse("portal:beside")).content.decode()
    actor = json.loads(Entry.objects.filter(event="companion_named").latest("id").actor)
    assert (actor["person"], actor["helper"]) == (str(company.uid), str(house.lin.uid))
    member = beside(house, house.zhou.uid, company.uid)
    assert company.name in member.get(reverse("portal:account")).content.decode()
    assert member.get(reverse("portal:beside")).url == reverse("portal:home"), "a member names nobody"


def test_who_acts_for_an_organisation_is_looked_at(house: House, company: PersonView, headed: UUID) -> None:
    house.clock.forward(hours=13)
    by = replace(party(company.uid), helper=house.lin.uid)
    with refused("people.check_again"):
        _comments(house, by)
    prove_again(by=party(house.lin.uid), at=house.at)
    _comments(house, by)


def test_a_member_is_ended_by_the_head_or_leaves_and_the_head_is_ended_at_a_counter(
    house: House, company: PersonView, headed: UUID, logins: dict[str, str]
) -> None:
    by_head = replace(party(company.uid), helper=house.lin.uid)
    for by in (by_head, party(house.zhou.uid)):
        uid = name_helper(logins["zhou"], 30, by=by_head, at=house.at)
        with refused("people.no_such_companion"):
            part(uid, by=replace(party(company.uid), helper=house.zhou.uid), at=house.at)
        part(uid, by=by, at=house.at)
    for by in (by_head, party(house.lin.uid)):
        with refused("people.no_such_companion"):
            part(headed, by=by, at=house.at)
    part(headed, by=house.clerk, at=house.at)
    with refused("people.sign_in_first"):
        name_helper(logins["zhou"], 30, by=by_head, at=house.at)


def test_an_organisation_is_headed_by_a_natural_person(
    house: House, company: PersonView, logins: dict[str, str]
) -> None:
    other = step(
        house.clerk,
        house.at,
        lambda record: register_person(record, name="母公司", kind="legal", platform="test", id_kind="credit_code"),
    )
    login: Any = account_of(house, other.uid)
    with refused("people.head_is_no_person"):
        note_representative(company.uid, login.login, by=house.clerk, at=house.at)
