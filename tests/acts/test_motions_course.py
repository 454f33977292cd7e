"""Motions to their end: rulings served on everybody, their days run out, money comes and goes, judgments follow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.acts.conduct import consent
from tests.acts.money import books
from tests.acts.motions import against, asked, decided, of_party
from tests.acts.service import NONE, paid, quick_papers, take
from tests.acts.test_clock_outages import down
from tests.builders import YUZHONG, House, refused, staff, step
from tongban.access.vocabulary import Layer
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.actions.move import step_case
from tongban.cases.models import Clock
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act, CaseView, Circumstance, Stage, Track
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.actions.dispatch import papers_of
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import standing_of
from tongban.fees.vocabulary import Account
from tongban.judgments.queries import materials_of
from tongban.judgments.queries.file import fee_of
from tongban.motions.actions.decide import decide_motion
from tongban.motions.actions.periods import transfer_case
from tongban.motions.models import Motion
from tongban.people.vocabulary import Role
from tongban.register.models import Entry
from tongban.register.queries import entries_of_case

OBJECTION = {"ground": "territory", "court": "成都市武侯区人民法院"}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def done(house: House) -> None:
    assert house.work(without=NONE) == []


def running(house: House) -> CaseView:
    """A paid case whose parties are served online."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    consent(house, case, "service")
    done(house)
    return case


def pay(house: House, charge: Charge, reference: str) -> None:
    amount = f"{charge.amount_minor / 100:.2f}"
    take(house, f"{reference},2026-11-23,{amount},CNY,{charge.code},某人,诉讼费", name=f"{reference}.csv")
    done(house)


def tries(house: House, case: CaseView) -> None:
    """The court gives judgment, as far as the table of the case goes."""
    house.put_at(case, Stage.DELIBERATION)
    step(house.judge, house.at, lambda record: step_case(record, case.uid, Act.SIGN_JUDGMENT))


def test_an_upheld_objection_ends_in_a_transfer_when_its_days_are_over(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.zhou, "jurisdiction", **OBJECTION)
    decided(house, case, motion, "uphold_objection", court="川0107")
    done(house)
    clocks = Clock.objects.filter(case=case.uid, rule="appeal_ruling")
    assert {c.owed_by for c in clocks} == {str(p.uid) for p in case.parties}
    entry = Entry.objects.get(event="ruling_period_runs")
    with refused("motions.no_transfer_in_effect"):
        transfer_case(case.uid, by=house.judge, at=house.at)
    house.clock.forward(days=12)
    done(house)
    assert Motion.objects.get(uid=motion).stage == "transferred"
    assert entry.basis == "CPL 171(2)"
    with refused("cases.to_be_transferred"):
        tries(house, case)
    transfer_case(case.uid, by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is Stage.TRANSFERRED
    assert not Clock.objects.filter(case=case.uid, met_at=None).exists()
    sheet = sheet_seen_by(house.viewer(house.lin.uid), case.uid)
    assert [line for line in sheet["timeline"] if line["event"] == "motion_moved"]


def test_a_rejected_objection_stays_here_when_nobody_appeals(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.zhou, "jurisdiction", **OBJECTION)
    decided(house, case, motion, "reject_objection", ground="competent")
    done(house)
    house.clock.forward(days=12)
    done(house)
    assert Motion.objects.get(uid=motion).stage == "kept"
    tries(house, case)
    with refused("motions.no_transfer_in_effect"):
        transfer_case(case.uid, by=house.judge, at=house.at)


def test_a_withdrawn_ordinary_case_gives_half_of_the_fee_back(house: House) -> None:
    case = running(house)
    told = {"reasons": "案情复杂。", "by": house.judge, "at": house.at}
    found = frozenset({Circumstance.NOT_SIMPLE})
    convert_procedure(case.uid, to=Track.ORDINARY, found=found, **told)  # type: ignore[arg-type]
    done(house)
    top_up = Charge.objects.get(case=case.uid, period="fee_convert_ordinary")
    pay(house, top_up, "TOP-1")
    motion = asked(house, case, house.lin, "withdrawal")
    decided(house, case, motion, "grant")
    done(house)
    assert sum(r.amount_minor for r in Refund.objects.all()) == 2015_00
    assert books()[Account.INCOME] == -2015_00
    assert books()[Account.REFUNDS] == -2015_00


def test_a_withdrawn_simplified_case_was_halved_already(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.lin, "withdrawal")
    decided(house, case, motion, "grant")
    assert not Refund.objects.exists(), "halving happens once (SI 206)"
    assert books()[Account.INCOME] == -2015_00
    assert case_by_uid(case.uid).stage is Stage.WITHDRAWN


def test_less_claimed_of_a_paid_case_goes_back_to_the_plaintiff(house: House) -> None:
    case = running(house)
    told = {"change": "reduce", "claims": "偿还100000元", "amount": "100000"}
    motion = asked(house, case, house.lin, "amendment", **told)
    decided(house, case, motion, "grant", inquiry="open")
    done(house)
    after = case_by_uid(case.uid)
    assert Refund.objects.get().event == "less_is_due"
    assert Refund.objects.get().amount_minor == 2015_00 - fee_of(after).payable.minor
    assert -books()[Account.PREPAID] == fee_of(after).payable.minor
    assert materials_of(house.viewer(house.judge.person), after).claims == ("偿还100000元",)  # type: ignore[arg-type]


def test_a_counterclaim_that_is_paid_and_accepted_stands_in_the_judgment(house: House) -> None:
    case = running(house)
    told = {"against": against(case, 0), "link": "facts", "claims": "赔偿损失20000元", "amount": "20000"}
    motion = asked(house, case, house.zhou, "counterclaim", **told)
    charge = Charge.objects.get(of=motion)
    pay(house, charge, "CC-1")
    assert Clock.objects.get(rule="fee_counterclaim").met_at is not None
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    row = decided(house, case, motion, "accept")
    done(house)
    served = {str(d.party): papers_of(d) for d in Dispatch.objects.filter(case=case.uid, purpose="ruling")}
    assert served == {against(case, 0): (row.ruling, row.document), against(case, 1): (row.ruling,)}
    found = materials_of(house.viewer(house.judge.person), case)  # type: ignore[arg-type]
    assert ("周志强", ("提起反诉，请求：赔偿损失20000元。",)) in found.defence
    assert fee_of(case).payable.minor == 2015_00 + charge.amount_minor
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling", state="served").count() == 2


def test_a_paid_counterclaim_that_is_refused_is_paid_back(house: House) -> None:
    case = running(house)
    told = {"against": against(case, 0), "link": "facts", "claims": "赔偿损失20000元", "amount": "20000"}
    motion = asked(house, case, house.zhou, "counterclaim", **told)
    charge = Charge.objects.get(of=motion)
    pay(house, charge, "CC-2")
    decided(house, case, motion, "refuse", ground="unrelated")
    done(house)
    assert Refund.objects.get(charge=charge).amount_minor == charge.amount_minor
    assert {c.rule for c in Clock.objects.filter(case=case.uid)} >= {"appeal_ruling"}


def test_review_is_asked_for_within_the_days_from_service(house: House) -> None:
    case = running(house)
    told = {"against": against(case, 1), "aim": "forbid", "object": "处分房屋", "security_what": "现金", "haste": "no"}
    motion = asked(house, case, house.lin, "preservation", security="cash", **told)
    decided(house, case, motion, "reject", ground="no_danger")
    done(house)
    review = Clock.objects.get(case=case.uid, rule="preservation_review")
    assert review.owed_by == against(case, 0)
    theirs = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)
    shown = str([theirs["timeline"], theirs["clocks"], theirs["papers"], theirs["delivery"], theirs["fees"]])
    assert "preservation" not in shown
    assert "ruling" not in shown, "not even that something was served"
    assert str(motion) not in shown
    house.clock.forward(days=9)
    with refused("procedure.within_period"):
        of_party(house, case, house.lin, motion, "ask_review")
    house.clock.at = house.clock.at - timedelta(days=8)
    of_party(house, case, house.lin, motion, "ask_review")
    assert Clock.objects.get(rule="preservation_review_decide").owed_by == "court"
    words = Document.objects.filter(subject=motion, kind="motion").latest("id")
    assert (words.title, words.layer, "理由如下。" in words.data) == ("复议申请书", Layer.SEALED, True)
    with refused("motions.reviewed_before"):
        of_party(house, case, house.lin, motion, "ask_review")
    decided(house, case, motion, "order_on_review")
    assert Motion.objects.get(uid=motion).stage == "ruled"


def test_the_fee_of_preservation_is_paid_and_stays_with_the_applicant(house: House) -> None:
    case = running(house)
    told = {
        "against": against(case, 1),
        "aim": "property",
        "amount": "10000",
        "object": "账户",
        "security_what": "保函",
    }
    motion = asked(house, case, house.lin, "preservation", security="bank", haste="no", **told)
    charge = Charge.objects.get(of=motion)
    pay(house, charge, "PR-1")
    charge.refresh_from_db()
    assert charge.state == "paid"
    notice = Document.objects.get(uid=charge.notice)
    assert '"beside":"申请保全"' in notice.data.replace(" ", "")
    receipt = Document.objects.filter(kind="fee_receipt").latest("id")
    assert (receipt.layer, "申请费" in receipt.data) == (Layer.SEALED, True)
    shown = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)
    assert str(receipt.uid) not in str(shown["papers"])
    assert str(receipt.uid) in str(sheet_seen_by(house.viewer(house.lin.uid), case.uid)["papers"])
    withdrawal = asked(house, case, house.lin, "withdrawal")
    decided(house, case, withdrawal, "grant")
    assert standing_of(charge.uid).prepaid == 0, "it became the court's income"
    assert books()[Account.INCOME] == -(2015_00 + charge.amount_minor)


def forbidden(case: CaseView) -> dict[str, str]:
    told = {"against": against(case, 1), "aim": "forbid", "object": "处分房屋", "security": "cash"}
    return told | {"security_what": "现金", "haste": "no"}


def test_what_is_decided_on_review_of_a_refused_measure_stays_hidden(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.lin, "preservation", **forbidden(case))
    decided(house, case, motion, "reject", ground="no_danger")
    with refused("motions.no_review_asked"):
        decided(house, case, motion, "confirm_on_review")
    of_party(house, case, house.lin, motion, "ask_review")
    decided(house, case, motion, "confirm_on_review")
    done(house)
    assert {str(d.party) for d in Dispatch.objects.filter(case=case.uid, purpose="ruling")} == {against(case, 0)}
    theirs = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)
    assert theirs["motions"] == []
    assert "ruling" not in str([theirs["timeline"], theirs["papers"], theirs["delivery"]])


def test_who_asks_for_review_ends_its_own_days_alone(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.lin, "preservation", **forbidden(case))
    decided(house, case, motion, "rule_preservation", exempt="secured")
    decide_motion(case.uid, motion, "execute_ruling", {"measures": "已通知登记机构"}, by=house.clerk, at=house.at)
    done(house)
    of_party(house, case, house.zhou, motion, "ask_review")
    days = Clock.objects.filter(case=case.uid, rule="preservation_review")
    assert {c.owed_by: c.met_at is not None for c in days} == {against(case, 0): False, against(case, 1): True}


def test_a_ruling_whose_last_day_moved_becomes_final_after_the_new_one(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.zhou, "jurisdiction", **OBJECTION)
    decided(house, case, motion, "uphold_objection", court="川0107")
    done(house)
    last = max(c.due for c in Clock.objects.filter(case=case.uid, rule="appeal_ruling") if c.due)
    down(
        house,
        staff(YUZHONG, Role.PRESIDENT, "院长甲"),
        began_at=datetime(last.year, last.month, last.day, 8, tzinfo=UTC),
    )
    done(house)
    moved = max(c.due for c in Clock.objects.filter(case=case.uid, rule="appeal_ruling") if c.due)
    assert moved > last
    told = [entry.body["until"] for entry in entries_of_case(case.uid, ("ruling_period_runs",))]
    assert sorted(told) == [last.isoformat(), moved.isoformat()]
    house.clock.forward(days=1)
    done(house)
    assert Motion.objects.get(uid=motion).stage == "transfer_ruled"
    house.clock.forward(days=5)
    done(house)
    assert Motion.objects.get(uid=motion).stage == "transferred"
