"""Payment orders: asked for online, issued, objected to, and what a failed one becomes (CPL 225-228; SI 427-441)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.further import (
    DEBT,
    OFF,
    OFFICE,
    filed,
    owed,
    serve,
)
from tests.builders import House, id_number, party, refused, step
from tongban.cases.actions.join import Joiner, issue_code, join
from tongban.cases.actions.turns import take_own_turn, take_turn
from tongban.cases.events import ClockRenewed
from tongban.cases.law import At, Do
from tongban.cases.models import Clock, Turn
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.numbers import linked_numbers
from tongban.cases.queries.turns import turns_open_to
from tongban.cases.vocabulary import CaseView, Track
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.filing.queries.further import alone_offered, further_offered
from tongban.frame.guard import lifted


def ordered(house: House) -> CaseView:
    filing = filed(house, house.lin, "payment_order", DEBT, "files.identity", "files.debt")
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert house.work(without=OFF) == []
    return case


def test_a_payment_order_is_offered_without_a_case() -> None:
    assert "payment_order" in {one.id for one in alone_offered()}


def test_an_application_for_a_payment_order_goes_to_the_debtors_court(house: House) -> None:
    filing = filed(house, house.lin, "payment_order", DEBT, "files.identity", "files.debt")
    assert (filing.court, filing.cause, filing.decide_by.isoformat()) == ("渝0103", "458", "2026-11-28")
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert case.number == "（2026）渝0103民督1号"
    assert (case.track, case.stage) == (Track.PAYMENT_ORDER, At.ACCEPTED)
    assert owed(case) == {"payment_order_issue": {"court"}}
    assert house.work(without=OFF) == []
    charge = Charge.objects.get(case=case.uid)
    assert charge.amount_minor == 10_000, "交纳办法 14(3): a third of the tariff for property"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"debt.due": "2027-01-31"}, "not_due"),
        ({"debt.both": "yes"}, "owes_too"),
        ({"debt.preserved": "yes"}, "preserved"),
        ({"defendant.where": "unknown"}, "unreachable"),
    ],
)
def test_what_bars_a_payment_order_is_told_before_it_is_asked_for(
    house: House, changed: dict[str, str], reason: str
) -> None:
    """CPL 225(1); SI 427(1)."""
    with refused(f"filing.rule.payment_order.{reason}"):
        filed(house, house.lin, "payment_order", DEBT | changed, "files.identity", "files.debt")


def issued(house: House) -> CaseView:
    case = ordered(house)
    step(
        house.judge,
        house.at,
        lambda record: take_turn(record, case.uid, Do.ISSUE_ORDER, words="应当给付。", found=["clear_and_lawful"]),
    )
    assert house.work(without=OFF) == []
    case = case_by_uid(case.uid)
    return house.put_at(case, case.stage, defendant=house.zhou)  # type: ignore[arg-type]


def test_an_order_needs_what_the_law_asks_for_stated_by_the_judge(house: House) -> None:
    case = ordered(house)
    with refused("procedure.clear_and_lawful"):
        step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.ISSUE_ORDER, words="应当给付。"))
    with refused("turns.words_missing"):
        step(
            house.judge,
            house.at,
            lambda record: take_turn(record, case.uid, Do.ISSUE_ORDER, found=["clear_and_lawful"]),
        )


def test_the_order_is_a_paper_and_runs_until_it_is_served(house: House) -> None:
    case = issued(house)
    assert case.stage is At.ISSUED
    paper = Document.objects.get(kind="decision", title="支付令")
    assert "周志强" in paper.data
    assert owed(case) == {"payment_order_service": {"court"}}


def reached(house: House) -> CaseView:
    case = issued(house)
    turn = Turn.objects.get(act=Do.ISSUE_ORDER)
    debtor = next(p for p in case.parties if p.name == "周志强")
    serve(house, case, debtor.uid, *map(UUID, turn.papers), purpose="decision")
    return case_by_uid(case.uid)


def test_the_time_to_object_runs_from_the_service(house: House) -> None:
    """CPL 227(2)."""
    case = reached(house)
    debtor = next(p for p in case.parties if p.name == "周志强")
    assert case.stage is At.SERVED
    assert owed(case) == {"payment_order_objection": {str(debtor.uid)}}


def test_an_order_that_nobody_objects_to_can_be_enforced(house: House) -> None:
    """CPL 227(3)."""
    case = reached(house)
    house.clock.forward(days=15)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.SERVED
    house.clock.forward(days=1)
    assert house.work(without=OFF) == []
    case = case_by_uid(case.uid)
    assert case.stage is At.ENFORCEABLE
    assert "enforcement" in {one.id for one in further_offered(house.viewer(house.lin.uid), case)}


def test_an_order_whose_period_was_prolonged_binds_after_the_new_day_and_by_itself(house: House) -> None:
    """CPL 85, 86: the last day moved, and what follows it moved along."""
    case = reached(house)
    clock = Clock.objects.get(rule="payment_order_objection")
    assert clock.due is not None
    later = clock.due + timedelta(days=5)
    with lifted("test: a period that somebody prolonged"):
        Clock.objects.filter(id=clock.id).update(due=later)
    fact = ClockRenewed(case=case.uid, clock=clock.uid, rule=clock.rule, before=clock.due, due=later)
    step(OFFICE, house.at, lambda record: record(fact, under="CPL 85", case=case.uid))
    house.clock.forward(days=17)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.SERVED
    house.clock.forward(days=5)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.ENFORCEABLE


def test_a_debtor_joins_by_the_code_of_the_letter(house: House) -> None:
    """在线诉讼规则 10: a letter opens the case of whatever procedure."""
    case = ordered(house)
    debtor = next(p for p in case.parties if p.name == "周志强")
    code = step(OFFICE, house.at, lambda record: issue_code(record, case.uid, debtor.uid))
    told = Joiner(code=code, name="周志强", id_number=id_number(2))
    join(told, at=house.at, platform=settings.TONGBAN.slug, by=party(house.zhou.uid))
    assert case_by_uid(case.uid).party_of(house.zhou.uid) is not None


def objects(house: House, case: CaseView, who: UUID, words: str = "借款已经还清。") -> None:
    step(party(who), house.at, lambda record: take_own_turn(record, case=case.uid, act="object", words=words))


def test_a_debtor_objects_in_writing_and_in_time(house: House) -> None:
    case = reached(house)
    with refused("procedure.in_writing"):
        objects(house, case, house.zhou.uid, " ")
    with refused("procedure.not_your_act"):
        objects(house, case, house.lin.uid)
    objects(house, case, house.zhou.uid)
    assert case_by_uid(case.uid).stage is At.OBJECTED
    house.clock.forward(days=20)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.OBJECTED, "an objection keeps the order from becoming final"


def test_an_order_binds_when_an_objection_is_rejected_after_the_period(house: House) -> None:
    """CPL 227(3); SI 436: nothing else would bring it about."""
    case = reached(house)
    objects(house, case, house.zhou.uid, "现在没有能力支付。")
    debtor = next(p for p in case.parties if p.name == "周志强")
    assert "object" not in {move.act for move in turns_open_to(case_by_uid(case.uid), "party", debtor)}
    house.clock.forward(days=20)
    assert house.work(without=OFF) == []
    said = "仅称缺乏清偿能力，异议不成立，驳回。"
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.REJECT_OBJECTION, words=said))
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.ENFORCEABLE


def test_an_objection_rejected_within_the_period_leaves_the_rest_of_it(house: House) -> None:
    case = reached(house)
    objects(house, case, house.zhou.uid, "现在没有能力支付。")
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.REJECT_OBJECTION, words="驳回。"))
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.SERVED
    house.clock.forward(days=16)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.ENFORCEABLE


def test_an_objection_after_the_period_is_too_late(house: House) -> None:
    case = reached(house)
    house.clock.forward(days=16)
    with refused("procedure.within_period"):
        objects(house, case, house.zhou.uid)


def test_an_upheld_objection_voids_the_order_and_the_creditor_may_decline_a_suit(house: House) -> None:
    """CPL 228; SI 438."""
    case = reached(house)
    objects(house, case, house.zhou.uid)
    step(
        house.judge,
        house.at,
        lambda record: take_turn(record, case.uid, Do.UPHOLD_OBJECTION, words="异议成立，终结督促程序。"),
    )
    turn = Turn.objects.get(act=Do.UPHOLD_OBJECTION)
    creditor = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, creditor.uid, *map(UUID, turn.papers), purpose="decision")
    case = case_by_uid(case.uid)
    assert case.stage is At.ORDER_VOID
    assert owed(case) == {"payment_order_no_suit": {str(creditor.uid)}}
    step(
        party(house.lin.uid),
        house.at,
        lambda record: take_own_turn(record, case=case.uid, act="decline_suit", words="不同意起诉。"),
    )
    assert case_by_uid(case.uid).stage is At.ENDED
    assert owed(case_by_uid(case.uid)) == {}


def test_a_failed_order_becomes_an_action_of_the_day_of_the_application(house: House) -> None:
    """CPL 228(2); SI 439(2)."""
    case = reached(house)
    objects(house, case, house.zhou.uid)
    said = "异议成立，终结督促程序。"
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.UPHOLD_OBJECTION, words=said))
    creditor = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, creditor.uid, *map(UUID, Turn.objects.get(act=Do.UPHOLD_OBJECTION).papers), purpose="decision")
    house.clock.forward(days=8)
    assert house.work(without=OFF) == []
    suit = Filing.objects.get(interview="general")
    asked = Filing.objects.get(interview="payment_order")
    assert (suit.court, suit.claim_minor, suit.handed_in_at) == (asked.court, 2_000_000, asked.handed_in_at)
    assert suit.decide_by > house.at.date()
    assert suit.answers["defendant.name"] == "周志强"
    made = accept(suit.uid, by=house.clerk, at=house.at)
    assert made.track is Track.SMALL_CLAIMS
    assert all(one.person for one in made.parties), "the debtor who had joined is there"
    links = linked_numbers(house.viewer(house.lin.uid), made.number)
    assert [(one.earlier, one.later) for one in links] == [(case.number, made.number)]
    assert case_by_uid(case.uid).stage is At.ORDER_VOID


def test_the_action_waits_for_the_creditors_own_time_and_is_made_once(house: House) -> None:
    """SI 439: the debtor's time to object ends before the creditor's to decline."""
    case = reached(house)
    objects(house, case, house.zhou.uid)
    house.clock.forward(days=12)
    said = "异议成立，终结督促程序。"
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.UPHOLD_OBJECTION, words=said))
    creditor = next(p for p in case.parties if p.name == "林晓梅")
    serve(house, case, creditor.uid, *map(UUID, Turn.objects.get(act=Do.UPHOLD_OBJECTION).papers), purpose="decision")
    house.clock.forward(days=5)
    assert house.work(without=OFF) == []
    assert not Filing.objects.filter(interview="general").exists()
    for days in (7, 20):
        house.clock.forward(days=days)
        assert house.work(without=OFF) == []
        assert Filing.objects.filter(interview="general").count() == 1
