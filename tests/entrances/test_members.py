"""Members of an organisation: each does what its head gave the right to, reads the rest, and the pages say which."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests.acts.conduct import prepared
from tests.acts.members import acting, company_of, head, login, named
from tests.acts.test_people_proofs import done, sent
from tests.builders import House, party, person, refused
from tests.entrances.desk import signed_in
from tongban.cases.models import Party
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.fees.events import GatewayOrdered
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.people.actions.companions import set_rights
from tongban.people.models import Companion
from tongban.people.queries import member_rights
from tongban.people.vocabulary import MemberRight, PersonView
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def company(house: House) -> PersonView:
    return company_of(house)


@pytest.mark.parametrize(
    ("right", "name"),
    [
        ("file", "submit_exhibit"),
        ("sign", "give_consent"),
        ("sign", "take_turn"),
        ("sign", "refusal_appealed"),
        ("sign", "filing_taken_back"),
        ("pay", "name_account"),
    ],
)
def test_a_member_does_what_the_head_gave_the_right_to_and_nothing_else(
    house: House, company: PersonView, right: str, name: str
) -> None:
    by = acting(house, company)
    uid = named(house, company, *(set(MemberRight) - {right}))
    assert done(house, sent(house, name), by) == ["people.member_right_missing"]
    assert done(house, sent(house, name), head(house, company)) == []
    set_rights(uid, {right}, by=head(house, company), at=house.at)
    assert done(house, sent(house, name), by) == []


def test_a_member_who_hands_in_papers_gives_nothing_away(house: House, company: PersonView) -> None:
    """To withdraw, to admit and to waive is to decide: 签署、确认和处分."""
    case, who = prepared(house), person("孙丽", 9)
    with lifted("test: the company sues"):
        Party.objects.filter(case=case.uid, side="plaintiff").update(person=company.uid)
    uid, by = named(house, company, "file", who=who), acting(house, company, who)

    def asks(kind: str, **told: str) -> None:
        told = {"kind": kind, "reasons": "双方已另行协商解决。", "state_secret": "no", **told}
        act_as_party("ask_motion", case=case.uid, by=by, at=house.at, arguments=told)

    less = {"change": "reduce", "claims": "偿还借款1000元", "amount": "1000"}
    for kind, told in (("withdrawal", {}), ("amendment", less)):
        with refused("people.member_right_missing"):
            asks(kind, **told)
    asks("amendment", **less | {"change": "add", "amount": "900000"})
    set_rights(uid, {"file", "sign"}, by=head(house, company), at=house.at)
    asks("withdrawal")


def test_an_order_to_pay_is_for_who_may_pay(house: House, company: PersonView) -> None:
    by = acting(house, company)
    order = GatewayOrdered(order=new_id(), charge=new_id(), number="GW1", amount=Money(100))
    uid = named(house, company, "file", "sign")
    assert done(house, order, by) == ["people.member_right_missing"]
    set_rights(uid, {"pay"}, by=head(house, company), at=house.at)
    assert done(house, order, by) == []


def test_only_the_head_gives_rights_and_only_those_that_there_are(house: House, company: PersonView) -> None:
    uid = named(house, company)
    assert member_rights(company.uid, house.zhou.uid, at=house.at) == frozenset()
    for by in (acting(house, company), party(house.zhou.uid), party(house.lin.uid)):
        with refused("people.no_such_companion"):
            set_rights(uid, {"sign"}, by=by, at=house.at)
    with refused("people.no_such_right"):
        set_rights(uid, {"everything"}, by=head(house, company), at=house.at)
    for _twice in range(2):
        set_rights(uid, {"pay", "file"}, by=head(house, company), at=house.at)
    told = Entry.objects.filter(event="member_rights_set")
    assert told.count() == 2, "once when named, once when changed"
    assert '"rights":["file","pay"]' in told.latest("id").body


def test_the_head_ticks_rights_on_the_page_and_the_member_reads_which(house: House, company: PersonView) -> None:
    client = signed_in(house, house.lin.uid)
    client.post(reverse("portal:beside_go", args=[company.uid]))
    page = client.get(reverse("portal:beside")).content.decode()
    assert 'value="sign"' in page
    assert " checked" not in page
    told = {"login": login(house, house.zhou.uid), "days": "30", "rights": ["file", "pay"]}
    assert client.post(reverse("portal:beside_name"), told).status_code == 302
    row = Companion.objects.get(companion__uid=house.zhou.uid)
    assert row.rights == ["file", "pay"]
    assert client.get(reverse("portal:beside")).content.decode().count(" checked") == 2
    change = reverse("portal:beside_rights", args=[row.uid])
    assert client.post(change, {f"{row.uid.hex}-rights": ["everything"]}).status_code == 422
    assert client.post(change, {f"{row.uid.hex}-rights": ["sign"]}).url == reverse("portal:beside")
    own = signed_in(house, house.zhou.uid)
    seen = own.get(reverse("portal:beside")).content.decode()
    assert "sign and decide" in seen
    assert "pay fees" not in seen
    assert own.post(change, {f"{row.uid.hex}-rights": ["pay"]}).status_code == 422
    row.refresh_from_db()
    assert row.rights == ["sign"]
