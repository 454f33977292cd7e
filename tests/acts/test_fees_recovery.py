"""What a judgment lays on a party is to be paid in time, from the list of fees on; then it goes to enforcement."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.acts.money import FEE, credit, paid
from tests.acts.service import NONE, quick_papers
from tests.builders import YUZHONG, House, refused, staff
from tests.entrances.desk import signed_in
from tongban.access.vocabulary import Layer
from tongban.cases.law import At
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.numbers import linked_numbers
from tongban.cases.vocabulary import Side, Track
from tongban.delivery.events import PartyServed
from tongban.documents.models import Document
from tongban.fees.actions.assess import start_payment_period
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.recovery import (
    hand_over_recovery,
    propose_recovery,
    register_recovery,
    send_back_recovery,
)
from tongban.fees.actions.settle import note_payment
from tongban.fees.events import ChargeFallsDue
from tongban.fees.models import Charge, Recovery
from tongban.fees.queries import recoveries_at
from tongban.fees.vocabulary import RECOVERY, RecoveryState
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry
from tongban.register.queries import entry_view
from tongban.register.vocabulary import DueWork

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def work_of(house: House, reaction: str) -> DueWork:
    due = Due.objects.filter(reaction=reaction).latest("id")
    return DueWork(due.id, due.entry_id, due.reaction, entry_view(due.entry), house.at)


def served(house: House) -> Charge:
    """The defendant bears the fee and was served the list of fees."""
    case = paid(house)
    office = Actor.office(YUZHONG, "test")
    loser = case.of_side(Side.DEFENDANT)[0].uid
    with act(by=office, at=house.at) as record:
        settle_costs(record, case, {loser: Money(FEE)}, date(2026, 11, 20))
    charge = Charge.objects.get(period=RECOVERY)
    assert charge.notice is not None
    with act(by=office, at=house.at) as record:
        fact = PartyServed(
            case=case.uid,
            dispatch=new_id(),
            party=loser,
            purpose="payment",
            papers=(charge.notice,),
            channel="portal",
            served_at=house.at,
            whole_day=False,
        )
        record(fact, under="test", case=case.uid)
    start_payment_period(work_of(house, "start_payment_period"))
    charge.refresh_from_db()
    return charge


def test_the_time_to_pay_runs_from_the_list_of_fees_and_ends_with_the_payment(house: House) -> None:
    charge = served(house)
    assert charge.due == date(2026, 11, 30)
    assert charge.case is not None
    (clock,) = [one for one in clocks_of(charge.case) if one.rule == RECOVERY]
    assert (clock.due, clock.owed_by, clock.met_at) == (charge.due, str(charge.payer), None)
    credit(house, "EB9", "2015.00", charge.code)
    note_payment(work_of(house, "note_payment"))
    (clock,) = [one for one in clocks_of(charge.case) if one.rule == RECOVERY]
    assert clock.met_at is not None
    house.clock.forward(days=9)
    propose_recovery(work_of(house, "propose_recovery"))
    assert not Entry.objects.filter(event="recovery_proposed").exists()


def test_what_is_not_paid_in_time_is_proposed_for_enforcement(house: House) -> None:
    charge = served(house)
    due = Due.objects.filter(reaction="propose_recovery").latest("id")
    assert due.not_before.date() == date(2026, 11, 30)  # midnight in Chongqing is still the thirtieth in Greenwich
    credit(house, "EB8", "15.00", charge.code)
    house.clock.forward(days=9)
    propose_recovery(work_of(house, "propose_recovery"))
    entry = Entry.objects.get(event="recovery_proposed")
    assert '"2015.00"' in entry.body
    assert str(charge.payer) in entry.body


UNSENT = NONE | {"issue_certificate"}
"""No dispatch stands behind the service that these tests tell of."""
KNOWN = "名下有渝A00000号小型轿车一辆。"


@pytest.fixture
def overdue(house: House) -> Recovery:
    """What the defendant bears was not paid in time."""
    served(house)
    house.clock.forward(days=9)
    propose_recovery(work_of(house, "propose_recovery"))
    return Recovery.objects.get()


def test_the_judge_hands_it_over_and_the_registry_opens_the_enforcement(house: House, overdue: Recovery) -> None:
    assert overdue.state == RecoveryState.PROPOSED
    with refused("recovery.not_at_this_stage"):
        register_recovery(overdue.uid, by=house.clerk, at=house.at)
    with refused("recovery.not_your_act"):
        hand_over_recovery(overdue.uid, by=house.clerk, at=house.at)
    with refused("fees.property_long"):
        hand_over_recovery(overdue.uid, property_told="车" * 2001, by=house.judge, at=house.at)
    paper = hand_over_recovery(overdue.uid, property_told=KNOWN, by=house.judge, at=house.at)
    with refused("recovery.not_at_this_stage"):
        hand_over_recovery(overdue.uid, by=house.judge, at=house.at)
    told = json.loads(Document.objects.get(uid=paper).data)
    assert (told["debtor"], told["owed"]["amount"], told["property"]) == ("周志强", "2015.00", KNOWN)
    assert told["pay_by"] == "2026-11-30"
    made = register_recovery(overdue.uid, by=house.clerk, at=house.at)
    assert house.work(without=UNSENT) == []
    assert (made.number, made.track, made.stage) == ("（2026）渝0103执1号", Track.ENFORCEMENT, At.ACCEPTED)
    assert [(one.name, one.side, one.position) for one in made.parties] == [("周志强", Side.DEFENDANT, "被执行人")]
    assert made.claim_minor == FEE
    assert {clock.rule for clock in clocks_of(made.uid)} >= {"enforcement_limit", "enforcement_notice"}
    assert overdue.case is not None
    first = case_by_uid(overdue.case).number
    links = linked_numbers(house.viewer(house.judge.person), first)  # type: ignore[arg-type]
    assert [(one.earlier, one.later) for one in links] == [(first, made.number)]
    overdue.refresh_from_db()
    assert (overdue.state, overdue.enforcement) == (RecoveryState.REGISTERED, made.uid)
    document = Document.objects.get(uid=paper)
    assert (document.case, document.layer) == (made.uid, Layer.HANDED_IN), "the debtor reads it nowhere"
    assert not Charge.objects.filter(case=made.uid).exists(), "交纳办法 20(2): paid for after it is done"
    with refused("recovery.not_at_this_stage"):
        register_recovery(overdue.uid, by=house.clerk, at=house.at)


def test_what_is_paid_meanwhile_is_neither_handed_over_nor_registered(house: House, overdue: Recovery) -> None:
    hand_over_recovery(overdue.uid, by=house.judge, at=house.at)
    credit(house, "EB9", "2015.00", overdue.charge.code)
    assert house.work(without=UNSENT) == []
    with refused("recovery.still_owed"):
        register_recovery(overdue.uid, by=house.clerk, at=house.at)
    assert recoveries_at(house.viewer(house.clerk.person)) == []  # type: ignore[arg-type]
    send_back_recovery(overdue.uid, reasons="已经交纳。", by=house.clerk, at=house.at)
    with refused("recovery.still_owed"):
        hand_over_recovery(overdue.uid, by=house.judge, at=house.at)


def test_the_registry_sends_it_back_with_reasons_and_the_judge_hands_it_over_anew(
    house: House, overdue: Recovery
) -> None:
    registrar = staff(YUZHONG, Role.CLERK, "立案甲")
    seen_by = [house.viewer(one.person) for one in (registrar, house.judge)]  # type: ignore[arg-type]
    assert [len(recoveries_at(one)) for one in seen_by] == [0, 1], "before that it is the judge's own case"
    hand_over_recovery(overdue.uid, by=house.judge, at=house.at)
    assert len(recoveries_at(seen_by[0])) == 1
    with refused("fees.reasons_missing"):
        send_back_recovery(overdue.uid, reasons=" ", by=registrar, at=house.at)
    send_back_recovery(overdue.uid, reasons="请写明被执行人住所。", by=registrar, at=house.at)
    overdue.refresh_from_db()
    assert (overdue.state, overdue.layer) == (RecoveryState.PROPOSED, Layer.STAFF)
    hand_over_recovery(overdue.uid, property_told=KNOWN, by=house.judge, at=house.at)
    elsewhere = staff("川0107", Role.CLERK, "立案乙")
    with refused("fees.no_such_recovery"):
        register_recovery(overdue.uid, by=elsewhere, at=house.at)
    register_recovery(overdue.uid, by=registrar, at=house.at)


def test_a_time_that_is_missed_twice_is_one_task(house: House, overdue: Recovery) -> None:
    charge = overdue.charge
    assert charge.case is not None
    assert charge.due is not None
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        record(ChargeFallsDue(case=charge.case, charge=charge.uid, due=charge.due), under="test", case=charge.case)
    propose_recovery(work_of(house, "propose_recovery"))
    assert Entry.objects.filter(event="recovery_proposed").count() == 2
    assert Recovery.objects.count() == 1


def test_judge_and_registry_find_it_in_the_inbox_and_press(house: House, overdue: Recovery) -> None:
    judge, clerk = (signed_in(house, one.person) for one in (house.judge, house.clerk))
    page = f"/desk/recoveries/{overdue.uid}"
    inbox = judge.get("/desk/").content.decode()
    assert page in inbox
    assert "may be enforced" not in inbox, "one task, not two"
    assert page in judge.get(f"/desk/cases/{overdue.case}/fees").content.decode()
    assert "Hand over for enforcement" in judge.get(page).content.decode()
    assert "Hand over for enforcement" not in clerk.get(page).content.decode()
    assert clerk.post(page, {"do": "hand_over", "property_told": ""}).status_code == 422
    assert judge.post(page, {"do": "hand_over", "property_told": KNOWN})["Location"] == page
    assert page in clerk.get("/desk/").content.decode()
    shown = clerk.get(page).content.decode()
    assert KNOWN in shown
    assert "周志强" in shown
    assert clerk.post(page, {"do": "back", "back-reasons": ""}).status_code == 422
    assert clerk.post(page, {"do": "register"})["Location"] == page
    assert "执1号" in clerk.get(page).content.decode()
    assert page not in clerk.get("/desk/").content.decode()
    assert signed_in(house, house.wuhou_clerk.person).get(page).status_code == 404
