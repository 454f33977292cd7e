"""Preservation of property and of evidence: quiet until carried out, within the hours, with security, lifted again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from tests.acts.conduct import prepared
from tests.acts.motions import against, asked, decided, of_party
from tests.builders import House, refused
from tongban.access.vocabulary import Layer
from tongban.cases.models import Clock
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.models import Dispatch
from tongban.documents.queries import documents_of
from tongban.fees.models import Charge
from tongban.judgments.queries.file import fee_of
from tongban.motions.actions.decide import decide_motion
from tongban.motions.models import Motion
from tongban.motions.queries import motions_waiting
from tongban.register.models import Entry


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


# Preservation


def preservation(case: CaseView, **told: str) -> dict[str, str]:
    return {
        "against": against(case, 1),
        "aim": "property",
        "amount": "100000",
        "object": "开户行示例银行账户，尾号0001",
        "security": "insurance",
        "security_what": "示例保险公司保函",
        "haste": "yes",
        "haste_why": "正在转移财产",
        **told,
    }


def test_the_other_side_learns_of_preservation_only_when_it_was_carried_out(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", file="yes", **preservation(case))
    assert Clock.objects.get(rule="preservation_normal").layer == Layer.SEALED
    decided(house, case, motion, "mark_urgent")
    urgent = Clock.objects.get(rule="preservation_urgent")
    assert urgent.due_at is not None
    house.work()
    theirs = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)
    assert theirs["motions"] == []
    told = str([theirs["timeline"], theirs["clocks"], theirs["papers"], theirs["fees"], theirs["delivery"]])
    assert "preservation" not in told
    assert not [d for d in documents_of(house.viewer(house.zhou.uid), case=case.uid) if d.subject == motion]
    mine = sheet_seen_by(house.viewer(house.lin.uid), case.uid)
    assert mine["motions"][0]["quiet"] is True
    assert "preservation_urgent" in str(mine["clocks"])
    decided(house, case, motion, "rule_preservation", exempt="secured")
    assert sheet_seen_by(house.viewer(house.zhou.uid), case.uid)["motions"] == []
    told_of = {"measures": "已冻结账户存款100000元", "ends_on": "2027-11-22"}
    decide_motion(case.uid, motion, "execute_ruling", told_of, by=house.clerk, at=house.at)
    after = sheet_seen_by(house.viewer(house.zhou.uid), case.uid)
    assert after["motions"][0]["ends_on"] == "2027-11-22"
    renewal = Clock.objects.get(rule="preservation_renewal")
    assert (renewal.owed_by, str(renewal.due), renewal.layer) == (against(case, 0), "2027-11-12", Layer.PROCESS)
    assert Dispatch.objects.filter(case=case.uid, purpose="ruling").count() == 2
    assert Entry.objects.get(event="measure_told").basis == "CPL 106(1)"


def test_a_quiet_motion_does_not_exist_for_the_other_side(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    with refused("motions.no_such_motion"):
        of_party(house, case, house.zhou, motion, "ask_lifting")
    with refused("motions.no_such_motion"):
        of_party(house, case, house.zhou, UUID(int=5), "ask_lifting")


def test_preservation_stays_within_the_claim_and_security_below_its_share(house: House, case: CaseView) -> None:
    with refused("motions.more_than_claimed"):
        asked(house, case, house.lin, "preservation", **preservation(case, amount="900000"))
    with refused("motions.answer_missing", "motions.answer_missing"):
        asked(house, case, house.lin, "preservation", **preservation(case, amount="", haste_why=""))
    motion = asked(house, case, house.lin, "preservation", **preservation(case, security=""))
    with refused("motions.security_not_given"):
        decided(house, case, motion, "rule_preservation", exempt="secured")
    with refused("motions.security_too_high"):
        decided(house, case, motion, "ask_security", security_amount="30000.01", security_until="2026-12-01")
    decided(house, case, motion, "ask_security", security_amount="30000", security_until="2026-12-01")
    assert Clock.objects.get(rule="preservation_normal").met_at is not None
    with refused("motions.security_time_runs"):
        decided(house, case, motion, "reject", ground="no_security")
    of_party(house, case, house.lin, motion, "give_security", security="cash")
    assert Clock.objects.filter(rule="preservation_normal", met_at=None).count() == 1
    row = decided(house, case, motion, "rule_preservation", exempt="secured")
    assert row.stage == "ruled"


def test_a_measure_is_lifted_on_a_ground_of_the_law(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    decided(house, case, motion, "rule_preservation", exempt="clear")
    decide_motion(case.uid, motion, "execute_ruling", {"measures": "已冻结"}, by=house.clerk, at=house.at)
    of_party(house, case, house.zhou, motion, "ask_lifting")
    assert Clock.objects.get(rule="preservation_lift").owed_by == "court"
    for reader in (house.lin.uid, house.judge.person):
        titles = {d.title for d in documents_of(house.viewer(reader), subjects=[motion])}  # type: ignore[arg-type]
        assert "解除保全申请书" in titles
    with refused("motions.answer_missing"):
        decided(house, case, motion, "lift")
    decided(house, case, motion, "lift", ground="secured")
    assert Clock.objects.get(rule="preservation_lift").met_at is not None
    assert Motion.objects.get(uid=motion).stage == "lifted"


def test_the_applicant_bears_the_fee_of_preservation(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    charge = Charge.objects.get(of=motion)
    assert (charge.kind, charge.amount_minor, charge.layer) == ("preservation", 1020_00, Layer.SEALED)
    main = Charge.objects.get(case=case.uid, of=None)
    assert fee_of(case_by_uid(case.uid)).payable.minor == main.amount_minor


def test_the_same_is_not_asked_for_twice_and_costs_one_fee(house: House, case: CaseView) -> None:
    asked(house, case, house.lin, "preservation", **preservation(case))
    with refused("motions.asked_already"):
        asked(house, case, house.lin, "preservation", **preservation(case))
    assert Charge.objects.filter(case=case.uid, kind="preservation").count() == 1
    asked(house, case, house.lin, "preservation", **preservation(case, object="渝A00001号汽车"))


def test_no_day_that_is_past_or_too_far_stands_on_a_paper(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    with refused("motions.day_over"):
        decided(house, case, motion, "ask_security", security_amount="1000", security_until="2026-01-01")
    decided(house, case, motion, "rule_preservation", exempt="clear")
    for day, reason in (("2026-01-01", "motions.day_over"), ("2029-12-31", "motions.measure_too_long")):
        told = {"measures": "已冻结", "ends_on": day}
        with refused(reason):
            decide_motion(case.uid, motion, "execute_ruling", told, by=house.clerk, at=house.at)


def test_the_court_sees_what_waits_for_it_until_the_last_is_done(house: House, case: CaseView) -> None:
    def waiting() -> list[tuple[str, object]]:
        found = motions_waiting(house.viewer(house.judge.person), case.court)  # type: ignore[arg-type]
        return [(one.stage, end) for one, end in found]

    motion = asked(house, case, house.lin, "preservation", **preservation(case))
    asked(house, case, house.lin, "withdrawal")
    (first, until), rest = waiting()
    assert (first, rest) == ("applied", ("applied", None))
    assert isinstance(until, datetime), "what is called urgent is on top, with its hours"
    assert motions_waiting(house.viewer(house.wuhou_judge.person), case.court) == []  # type: ignore[arg-type]
    decided(house, case, motion, "rule_preservation", exempt="clear")
    assert "ruled" in dict(waiting())
    decide_motion(case.uid, motion, "execute_ruling", {"measures": "已冻结"}, by=house.clerk, at=house.at)
    assert waiting() == [("applied", None)]
    of_party(house, case, house.zhou, motion, "ask_lifting")
    lift = Clock.objects.get(rule="preservation_lift")
    assert ("in_force", lift.due or lift.due_at) in waiting()


def test_what_somebody_is_to_do_or_not_to_do_has_no_amount_to_pay_by(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", **preservation(case, aim="forbid"))
    assert Charge.objects.get(of=motion).amount_minor == 30_00


# Evidence


def evidence(**told: str) -> dict[str, str]:
    return {
        "object": "聊天记录原始载体",
        "where": "被告手机",
        "risk": "lost",
        "measure": "copy",
        "haste": "no",
        **told,
    }


def test_evidence_is_preserved_with_a_record(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "evidence", **evidence())
    decided(house, case, motion, "rule_preservation")
    with refused("procedure.record_made"):
        decide_motion(case.uid, motion, "take_evidence", {}, by=house.clerk, at=house.at)
    record = {"record": "已复制并封存，当事人到场。"}
    decide_motion(case.uid, motion, "take_evidence", record, by=house.clerk, at=house.at)
    assert sheet_seen_by(house.viewer(house.zhou.uid), case.uid)["motions"][0]["stage"] == "preserved"


def test_sealing_evidence_takes_security_first(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "evidence", **evidence(measure="seize"))
    with refused("motions.security_first"):
        decided(house, case, motion, "rule_preservation")


def test_a_refusal_to_preserve_evidence_is_looked_at_again(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "evidence", **evidence())
    decided(house, case, motion, "reject", ground="no_risk")
    of_party(house, case, house.lin, motion, "ask_review")
    assert Clock.objects.get(rule="preservation_review_decide").layer == Layer.SEALED
    assert decided(house, case, motion, "order_on_review").stage == "ruled"
    assert sheet_seen_by(house.viewer(house.zhou.uid), case.uid)["motions"] == []
