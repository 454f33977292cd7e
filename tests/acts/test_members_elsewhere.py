"""A member of an organisation acts in a case of another platform: the right is asked where it leaves and where it
arrives (民法典 170).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from tests.acts.members import acting, company_of, head, named
from tests.acts.test_cooperation_at_the_competent_court import (
    LATER,
    act_body,
    deliver,
    errand,
    events,
    outgoing,
    reasons,
)
from tests.acts.test_cooperation_at_the_counter import sheet
from tests.acts.test_cooperation_corrections import correction
from tests.builders import FakePeer, House, host, material, party, refused
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.models import RemoteAct
from tongban.documents.vocabulary import Material
from tongban.filing.actions.decide import accept, ask_correction
from tongban.filing.models import Filing
from tongban.kernel.actor import Actor
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.people.actions.companions import set_rights
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
RIGHT = "people.member_right_missing"


# --- where the act leaves ---


@pytest.fixture
def company(house: House) -> PersonView:
    return company_of(house)


@pytest.fixture
def elsewhere(house: House, company: PersonView) -> UUID:
    """A case of Chongqing in which the company is a party."""
    host("川")
    case = new_id()
    FakePeer().admit().send("sheet", sheet(house, case, 1) | {"person": str(company.uid)})
    assert house.work(without=LATER) == []
    return case


def sends(house: House, case: UUID, by: Actor, name: str, **told: str) -> None:
    act_as_party(name, case=case, by=by, at=house.at, arguments=told)


def test_a_member_sends_what_it_has_the_right_to_and_the_right_travels(
    house: House, company: PersonView, elsewhere: UUID
) -> None:
    uid, by = named(house, company, "file"), acting(house, company)
    with refused(RIGHT):
        sends(house, elsewhere, by, "decline_mediation", reason="tried_before")
    assert not RemoteAct.objects.exists()
    assert outgoing("act") == []
    sends(house, elsewhere, by, "contest_service", dispatch=str(new_id()), words="从未收到")
    assert outgoing("act")[-1].body["actor"]["member"] == ["file"]
    set_rights(uid, {"sign", "file"}, by=head(house, company), at=house.at)
    sends(house, elsewhere, by, "decline_mediation", reason="tried_before")
    assert outgoing("act")[-1].body["actor"]["member"] == ["file", "sign"]
    sends(house, elsewhere, head(house, company), "give_consent")
    assert outgoing("act")[-1].body["actor"]["member"] is None, "who heads the company is no member of it"


@pytest.mark.parametrize(
    ("name", "told", "free"),
    [
        ("ask_motion", {"kind": "withdrawal"}, False),
        ("ask_motion", {"kind": "amendment", "change": "reduce", "amount": "1"}, False),
        ("ask_motion", {"kind": "amendment", "change": "add", "amount": "900000"}, True),
        ("answer_claim", {"claim_1": "deny", "claim_2": "accept"}, False),
        ("answer_claim", {"claim_1": "deny", "facts": "accept"}, True),
    ],
)
def test_what_gives_something_away_does_not_leave_without_the_right_to_decide(
    house: House, company: PersonView, elsewhere: UUID, name: str, told: dict[str, str], free: bool
) -> None:
    uid, by = named(house, company, "file"), acting(house, company)
    if not free:
        with refused(RIGHT):
            sends(house, elsewhere, by, name, **told)
        assert outgoing("act") == []
        set_rights(uid, {"file", "sign"}, by=head(house, company), at=house.at)
    sends(house, elsewhere, by, name, **told)
    assert len(outgoing("act")) == 1


# --- where it arrives ---


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


@pytest.fixture
def body(house: House, sichuan: FakePeer) -> dict[str, Any]:
    """An errand that came in from Sichuan."""
    scans: tuple[Material, ...] = (material("files.identity"), material("files.iou"))
    told = errand(sichuan, scans)
    deliver(house, sichuan, told, scans)
    return told


@pytest.fixture
def case(house: House, body: dict[str, Any]) -> CaseView:
    """The case whose plaintiff acts through Sichuan."""
    opened = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    house.work(without=LATER)
    return case_by_uid(opened.uid)


def member(person: UUID | None, *rights: str) -> Actor:
    """Somebody of Sichuan who acts for an organisation there with these rights."""
    assert person is not None
    return replace(party(person, platform="sichuan"), helper=new_id(), member=rights)


def test_an_act_of_a_member_without_the_right_is_refused_where_it_arrives(
    house: House, sichuan: FakePeer, case: CaseView
) -> None:
    plaintiff = case.parties[0].person
    sichuan.send("act", act_body(case, plaintiff, actor=member(plaintiff, "file", "pay")))
    sichuan.send("act", act_body(case, plaintiff, actor=plain(member(plaintiff)) | {"member": ["everything"]}))
    house.work(without=LATER)
    assert [reasons(said) for said in outgoing("act-answer")] == [[RIGHT], ["cooperation.act_unreadable"]]
    assert events("mediation_declined") == 0
    sichuan.send("act", act_body(case, plaintiff, actor=member(plaintiff, "sign")))
    house.work(without=LATER)
    assert reasons(outgoing("act-answer")[-1]) == []
    assert '"member":["sign"]' in Entry.objects.get(event="mediation_declined").actor


def test_what_gives_something_away_needs_the_right_to_decide_where_it_arrives(
    house: House, sichuan: FakePeer, case: CaseView
) -> None:
    """The court knows the sum in dispute: less is less, whatever the form calls it."""
    house.put_at(case, "preparation", defendant=house.zhou)  # type: ignore[arg-type]
    plaintiff = case.parties[0].person
    told = {"kind": "withdrawal", "reasons": "双方已另行协商解决。", "state_secret": "no"}
    for rights in (("file",), ("file", "sign")):
        changed = {"name": "ask_motion", "arguments": told, "actor": member(plaintiff, *rights)}
        sichuan.send("act", act_body(case, plaintiff, **changed))
        house.work(without=LATER)
    assert [reasons(said) for said in outgoing("act-answer")] == [[RIGHT], []]
    assert events("motion_handed_in") == 1


def test_a_correction_of_a_member_who_may_not_hand_in_is_refused_where_it_arrives(
    house: House, sichuan: FakePeer, body: dict[str, Any]
) -> None:
    ask_correction(Filing.objects.get().uid, ["金额与借条不符"], by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    house.clock.forward(days=2)
    applicant = UUID(body["package"]["applicant"])
    for rights in (("sign",), ("file",)):
        sichuan.send("filing-correction", correction(body, actor=member(applicant, *rights)))
        assert house.work(without=LATER) == []
    told = [[no["reason"] for no in said.body["refusals"]] for said in outgoing("correction-answer")]
    assert told == [[RIGHT], []]
