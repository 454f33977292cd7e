"""Who the desk exists for: staff of the court; not the public, not parties, not staff of other courts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import WUHOU, YUZHONG, House, staff, step
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.cases.queries import case_by_uid
from tongban.documents.queries import documents_of
from tongban.frame.acts import Recording
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

LISTS = ["inbox", "filings", "errands", "cases", "counter", "counter_new", "register"]


@pytest.mark.parametrize("name", LISTS)
def test_who_is_not_signed_in_is_asked_to_sign_in(house: House, name: str) -> None:
    answer = Client().get(reverse(f"desk:{name}"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", LISTS)
def test_for_a_party_there_is_no_desk(house: House, name: str) -> None:
    assert signed_in(house, house.lin.uid).get(reverse(f"desk:{name}")).status_code == 404


@pytest.mark.parametrize(
    ("role", "open_to_it"),
    [
        (Role.CLERK, {"inbox", "filings", "errands", "cases", "counter", "counter_new"}),
        (Role.JUDGE, {"inbox", "filings", "cases"}),
        (Role.LIAISON, {"inbox", "errands", "counter", "counter_new"}),
        (Role.PRESIDENT, {"inbox", "cases", "register"}),
    ],
)
def test_each_function_has_its_queues(house: House, role: Role, open_to_it: set[str]) -> None:
    client = signed_in(house, staff(YUZHONG, role, "某人").person)
    assert {name for name in LISTS if client.get(reverse(f"desk:{name}")).status_code == 200} == open_to_it


def test_staff_of_another_court_find_no_filing_no_case_and_no_file(house: House) -> None:
    filing = house.filing()
    case = house.case(house.zhou, plaintiff__name="周志强", loan__amount="5000")
    documents = documents_of(house.viewer(house.clerk.person), subjects=[filing])
    entry = Entry.objects.filter(case=case.uid).first()
    assert entry
    stranger = signed_in(house, house.wuhou_clerk.person)
    own = signed_in(house, house.clerk.person)
    addresses = [
        reverse("desk:filing", args=[filing]),
        reverse("desk:filing_correct", args=[filing]),
        reverse("desk:case", args=[case.uid]),
        reverse("desk:document_page", args=[documents[0].uid, 1]),
        reverse("desk:document_file", args=[documents[0].uid, 1]),
        reverse("desk:register_entry", args=[entry.uid]),
    ]
    for address in addresses:
        answer = own.get(linked(own, address))
        assert answer.status_code == 200, address
        assert b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert [stranger.get(linked(stranger, one)).status_code for one in addresses] == [404] * len(addresses)


def test_a_clerk_who_is_a_party_elsewhere_does_not_see_that_case_at_the_desk(house: House) -> None:
    case = house.case()
    step(house.clerk, house.at, lambda record: _appoint(record, house))
    client = signed_in(house, house.lin.uid)
    assert client.get(reverse("desk:inbox")).status_code == 200
    assert client.get(reverse("desk:case", args=[case.uid])).status_code == 404


def test_acts_are_posts_with_a_token(house: House) -> None:
    filing = house.filing()
    address = reverse("desk:filing_accept", args=[filing])
    assert signed_in(house, house.clerk.person).get(address).status_code == 405
    assert signed_in(house, house.clerk.person, csrf=True).post(address).status_code == 403


def test_looking_writes_nothing(house: House) -> None:
    filing, case = house.filing(), house.case(house.zhou, plaintiff__name="周志强")
    client = signed_in(house, house.clerk.person)
    before = Entry.objects.count()
    with CaptureQueriesContext(connection) as seen:
        for name in ("inbox", "filings", "errands", "cases", "counter"):
            client.get(reverse(f"desk:{name}"))
        client.get(reverse("desk:filing", args=[filing]))
        client.get(reverse("desk:case", args=[case.uid]))
    written = [q["sql"] for q in seen.captured_queries if q["sql"].split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert written == []
    assert Entry.objects.count() == before
    assert case_by_uid(case.uid).stage == case.stage


def test_a_person_with_two_courts_chooses_one_in_the_bar(house: House) -> None:
    step(
        house.clerk,
        house.at,
        lambda record: appoint(record, person=house.clerk.person, role=Role.CLERK, court=WUHOU),
    )
    house.filing()
    client = signed_in(house, house.clerk.person)
    assert "周志强" not in client.get(reverse("desk:inbox")).content.decode()
    assert client.post(reverse("desk:court"), {"court": YUZHONG}).status_code == 302
    assert "周志强" in client.get(reverse("desk:inbox")).content.decode()
    assert client.post(reverse("desk:court"), {"court": "京01"}).status_code == 404


def _appoint(record: Recording, house: House) -> None:
    appoint(record, person=house.lin.uid, role=Role.CLERK, court=WUHOU)
