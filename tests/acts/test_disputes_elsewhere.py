"""“This was not me” across platforms: told, frozen at both, reviewed where the case lives, answered (7(2))."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from tests.acts.test_cooperation_at_the_competent_court import (
    LATER,
    act_body,
    case,  # noqa: F401 - a fixture
    outgoing,
    reasons,
    scans,  # noqa: F401 - a fixture
    sichuan,  # noqa: F401 - a fixture
)
from tests.builders import MONDAY, FakePeer, House, id_number, party, refused, step
from tests.entrances.portal_people import account_of
from tongban.access.vocabulary import Layer
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.actions.disputes import dispute_for_visitor
from tongban.cooperation.events import RemoteActSent
from tongban.cooperation.models import RemoteAct
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.people.models import Account, Dispute, Person
from tongban.people.queries import dispute_by_uid, stands_still
from tongban.people.vocabulary import DisputeState
from tongban.register.models import Entry

WHY, REASONS = "那天我在住院，手机在家里。", "登录记录显示操作来自他人设备。"


def told(kind: str) -> dict[str, Any]:
    """The body of the newest envelope of this kind that left."""
    return dict(outgoing(kind)[-1].body)


# The person's own platform: the act went to a case elsewhere


@pytest.fixture
def went(house: House, sichuan: FakePeer) -> UUID:  # noqa: F811
    """Lin's consent in a case of the other platform; gives its envelope."""
    envelope, act_uid, case_uid = new_id(), new_id(), new_id()

    def do(record: Recording) -> None:
        RemoteAct.objects.create(
            uid=act_uid,
            layer=Layer.OWN,
            holder=house.lin.uid,
            name="give_consent",
            of_case=case_uid,
            peer="sichuan",
            state="sent",
            at=house.at,
            envelope=envelope,
        )
        fact = RemoteActSent(act=act_uid, name="give_consent", person=house.lin.uid, case=case_uid, peer="sichuan")
        record(fact, under="test")

    step(party(house.lin.uid), house.at, do)
    return envelope


def disputed(house: House) -> UUID:
    entry = Entry.objects.get(event="remote_act_sent").uid
    uid = dispute_act(entry, WHY, court=house.clerk.court, by=party(house.lin.uid), at=house.at)
    assert house.work(without=LATER) == []
    return uid


def test_the_court_that_has_the_case_is_told(house: House, went: UUID) -> None:
    uid = disputed(house)
    body = told("dispute")
    assert (body["dispute"], body["envelope"], body["person"], body["why"]) == (
        str(uid),
        str(went),
        str(house.lin.uid),
        WHY,
    )
    assert stands_still(house.lin.uid)
    with refused("people.dispute_elsewhere"):
        uphold(uid, REASONS, by=house.clerk, at=house.at)


def answered(house: House, peer: FakePeer, uid: UUID, outcome: str, **changed: Any) -> None:
    peer.send("dispute-answer", {"dispute": str(uid), "outcome": outcome, "reasons": REASONS} | changed)
    house.work(without=LATER)


@pytest.mark.parametrize("outcome", ["upheld", "rejected"])
def test_its_answer_ends_the_standstill_here(house: House, sichuan: FakePeer, went: UUID, outcome: str) -> None:  # noqa: F811
    account: Any = account_of(house, house.lin.uid)
    uid = disputed(house)
    answered(house, sichuan, uid, outcome)
    view = dispute_by_uid(uid)
    assert view
    assert (view.state, view.reasons) == (outcome, REASONS)
    assert not stands_still(house.lin.uid)
    assert Account.objects.get(pk=account.pk).has_usable_password() is (outcome == "rejected")
    assert len(outgoing("dispute-answer")) == 0, "the answer is not answered"
    answered(house, sichuan, uid, "rejected")
    again = dispute_by_uid(uid)
    assert again
    assert again.state == outcome, "decided once"


def test_what_the_other_court_does_not_know_is_reviewed_here(house: House, sichuan: FakePeer, went: UUID) -> None:  # noqa: F811
    uid = disputed(house)
    answered(house, sichuan, uid, "")
    reject(uid, REASONS, by=house.clerk, at=house.at)
    assert not stands_still(house.lin.uid)


NO_ANSWERS = ({"outcome": "open"}, {"outcome": "perhaps"}, {"reasons": "很" * 2001}, {"dispute": 7})


@pytest.mark.parametrize("changed", NO_ANSWERS)
def test_an_answer_that_is_none_changes_nothing(
    house: House, sichuan: FakePeer, went: UUID, changed: dict[str, Any]  # noqa: F811
) -> None:  # fmt: skip
    uid = disputed(house)
    answered(house, sichuan, uid, **{"outcome": "upheld"} | changed)
    assert stands_still(house.lin.uid)


def test_no_third_platform_answers(house: House, sichuan: FakePeer, went: UUID) -> None:  # noqa: F811
    uid = disputed(house)
    other = FakePeer(slug="guizhou", tree=("黔",)).admit()
    answered(house, other, uid, "upheld")
    assert stands_still(house.lin.uid)


def test_an_act_that_went_nowhere_is_told_to_nobody(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    house.filing()
    entry = Entry.objects.get(event="filing_handed_in").uid
    dispute_act(entry, WHY, court=house.clerk.court, by=party(house.lin.uid), at=house.at)
    house.work(without=LATER)
    assert outgoing("dispute") == []


# The court that has the case


def acted(house: House, peer: FakePeer, here: CaseView) -> dict[str, Any]:
    """The plaintiff declines mediation through the other platform; gives what a dispute of that says."""
    person = here.parties[0].person
    peer.send("act", act_body(here, person))
    assert house.work(without=LATER) == []
    assert reasons(outgoing("act-answer")[-1]) == []
    came = Entry.objects.filter(event="envelope_received").order_by("id").last()
    assert came
    return {
        "dispute": str(new_id()),
        "person": str(person),
        "envelope": json.loads(came.body)["envelope"],
        "entry": str(new_id()),
        "event": "remote_act_sent",
        "done_at": MONDAY.isoformat(),
        "why": WHY,
    }


def test_a_dispute_freezes_here_and_its_decision_goes_back(house: House, sichuan: FakePeer, case: CaseView) -> None:  # noqa: F811
    body = acted(house, sichuan, case)
    sichuan.send("dispute", body)
    assert house.work(without=LATER) == []
    person = UUID(body["person"])
    row = Dispute.objects.get(uid=UUID(body["dispute"]))
    assert (row.holder, row.court, row.case, row.peer, row.here) == (person, case.court, case.uid, "sichuan", True)
    assert Entry.objects.get(uid=row.entry).person == person
    assert stands_still(person)
    uphold(row.uid, REASONS, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert told("dispute-answer") == {"dispute": body["dispute"], "outcome": "upheld", "reasons": REASONS}
    assert outgoing("dispute") == [], "who told us is not told"
    sichuan.send("dispute", body)
    assert house.work(without=LATER) == []
    assert Dispute.objects.count() == 1, "told twice is one dispute"


def test_what_no_envelope_brought_is_returned(house: House, sichuan: FakePeer, case: CaseView) -> None:  # noqa: F811
    body = acted(house, sichuan, case) | {"envelope": str(new_id())}
    sichuan.send("dispute", body)
    assert house.work(without=LATER) == []
    assert told("dispute-answer")["outcome"] == ""
    assert not Dispute.objects.exists()


@pytest.mark.parametrize("changed", [{"person": 1}, {"why": None}, {"entry": "?"}, {"done_at": "2026-11-23"}])
def test_what_is_no_dispute_is_not_taken(
    house: House, sichuan: FakePeer, case: CaseView, changed: dict[str, Any]  # noqa: F811
) -> None:  # fmt: skip
    sichuan.send("dispute", acted(house, sichuan, case) | changed)
    assert any("dispute_unreadable" in failed for failed in house.work(without=LATER))
    assert not Dispute.objects.exists()


def test_a_peer_freezes_its_own_persons_only(house: House, sichuan: FakePeer, case: CaseView) -> None:  # noqa: F811
    body = acted(house, sichuan, case) | {"person": str(house.zhou.uid)}
    sichuan.send("dispute", body)
    assert any("not_this_peers_person" in failed for failed in house.work(without=LATER))
    assert not stands_still(house.zhou.uid)


def test_a_visitor_disputes_at_the_court_that_has_the_case(house: House, sichuan: FakePeer, case: CaseView) -> None:  # noqa: F811
    person = UUID(acted(house, sichuan, case)["person"])
    with lifted("test: the paper that the other court saw"):
        row = Person.objects.get(uid=person)
        row.id_number, row.id_kind = id_number(1), "resident"
        row.save()
    entry = Entry.objects.filter(event="mediation_declined").get().uid
    with refused("cooperation.number_differs", "people.words_missing"):
        dispute_for_visitor(entry, id_number(2), " ", by=house.clerk, at=house.at)
    with refused("people.not_your_function"):
        dispute_for_visitor(entry, id_number(1), WHY, by=house.judge, at=house.at)
    with refused("people.no_such_act"):
        dispute_for_visitor(entry, id_number(1), WHY, by=house.wuhou_clerk, at=house.at)
    uid = dispute_for_visitor(entry, id_number(1), WHY, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    body = told("dispute")
    assert (body["envelope"], body["person"], body["dispute"]) == ("", str(person), str(uid))
    view = dispute_by_uid(uid)
    assert view
    assert view.here
    with refused("people.disputed_before"):
        dispute_for_visitor(entry, id_number(1), WHY, by=house.clerk, at=house.at)


def telling(house: House) -> dict[str, Any]:
    """The other court tells that lin has disputed an act of its register."""
    return {
        "dispute": str(new_id()),
        "person": str(house.lin.uid),
        "envelope": "",
        "entry": str(new_id()),
        "event": "mediation_declined",
        "done_at": MONDAY.isoformat(),
        "why": WHY,
    }


def test_a_peer_without_business_with_a_person_freezes_nobody(house: House, sichuan: FakePeer) -> None:  # noqa: F811
    sichuan.send("dispute", telling(house))
    assert any("not_this_peers_person" in failed for failed in house.work(without=LATER))
    assert not stands_still(house.lin.uid)


def test_a_peer_names_no_entry_of_our_register(house: House, sichuan: FakePeer, went: UUID) -> None:  # noqa: F811
    own = Entry.objects.get(event="remote_act_sent").uid
    sichuan.send("dispute", telling(house) | {"entry": str(own)})
    assert any("not_this_peers_person" in failed for failed in house.work(without=LATER))
    assert not stands_still(house.lin.uid)


def test_her_platform_freezes_when_it_is_told(house: House, sichuan: FakePeer, went: UUID) -> None:  # noqa: F811
    account: Any = account_of(house, house.lin.uid)
    before = account.get_session_auth_hash()
    body = telling(house)
    sichuan.send("dispute", body)
    assert house.work(without=LATER) == []
    assert stands_still(house.lin.uid)
    assert Account.objects.get(pk=account.pk).get_session_auth_hash() != before
    answered(house, sichuan, UUID(body["dispute"]), DisputeState.REJECTED)
    assert not stands_still(house.lin.uid)
