"""Who disagrees about a fee has it reviewed by the president, on a ground with its article (交纳办法 43)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.acts.conduct import does
from tests.acts.mediations import president
from tests.acts.money import FEE, books, credit, owing, paid
from tests.acts.motions import asked, decided
from tests.acts.service import NONE, quick_papers
from tests.builders import YUZHONG, House, refused
from tests.entrances.desk import signed_in
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.documents.models import Document
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.relief import refuse_relief
from tongban.fees.actions.reviews import decide_fee_review
from tongban.fees.models import Charge, FeeReview, Refund
from tongban.fees.queries import laid_now, standing_of
from tongban.fees.rules.reviews import GROUNDS
from tongban.fees.vocabulary import RECOVERY, Account, ReviewAbout, ReviewGround
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.people.vocabulary import PersonView

pytestmark = pytest.mark.django_db
WHY = "原通知按普通程序计收，本案适用简易程序。"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def ask(house: House, case: CaseView, charge: Charge, about: str = "amount", written: str = WHY) -> FeeReview:
    does(house, house.lin, "ask_fee_review", case, charge=str(charge.uid), about=about, written=written)
    return FeeReview.objects.latest("id")


def head(house: House, case: CaseView) -> Actor:
    """The president, to whom the file is open for this task."""
    by = president(house)
    open_file(case_by_uid(case.uid).number, "复核诉讼费用的决定", by=by, at=house.at)
    return by


def paper() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Document.objects.get(kind="fee_review").data)
    return found


def test_a_fee_worked_out_wrongly_is_put_right_and_the_case_goes_on(house: House) -> None:
    case, charge = owing(house)
    row = ask(house, case, charge)
    assert row.due == house.at.date() + timedelta(days=15)
    with refused("fees.review_asked"):
        ask(house, case, charge)
    by, told = head(house, case), {"changed": True, "ground": "computed_wrong", "words": WHY, "at": house.at}
    with refused("refund.not_your_act"):
        decide_fee_review(row.uid, amount="1000", by=house.judge, **told)  # type: ignore[arg-type]
    with refused("fees.review_not_less"):
        decide_fee_review(row.uid, amount="2015", by=by, **told)  # type: ignore[arg-type]
    with refused("amount.not_digits"):
        decide_fee_review(row.uid, by=by, **told)  # type: ignore[arg-type]
    decide_fee_review(row.uid, amount="1000", by=by, **told)  # type: ignore[arg-type]
    assert books() == {Account.DUE: 100_000, Account.PREPAID: -100_000}
    told_on_paper = paper()
    assert (told_on_paper["ground"], told_on_paper["words"]) == (ReviewGround.COMPUTED_WRONG.term, WHY)
    assert "43" in told_on_paper["law"]
    assert told_on_paper["less"] == {"amount": "1015.00", "currency": "CNY"}
    with refused("fees.no_such_review"):
        decide_fee_review(row.uid, amount="1", by=by, **told)  # type: ignore[arg-type]
    credit(house, "EB1", "1000.00", charge.code)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def test_nothing_is_owed_any_more_and_the_case_does_not_wait(house: House) -> None:
    case, charge = owing(house)
    row = ask(house, case, charge)
    by = head(house, case)
    decide_fee_review(row.uid, changed=True, ground="computed_wrong", words=WHY, amount="0", by=by, at=house.at)
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {}


def test_what_was_paid_above_the_right_fee_goes_back(house: House) -> None:
    case = paid(house)
    row = ask(house, case, Charge.objects.get(case=case.uid))
    by = head(house, case)
    decide_fee_review(row.uid, changed=True, ground="computed_wrong", words=WHY, amount="2000", by=by, at=house.at)
    assert Refund.objects.get().amount_minor == 1_500
    assert books() == {Account.BANK: FEE, Account.PREPAID: -200_000, Account.REFUNDS: -1_500}


def test_relief_that_was_refused_is_granted_on_review_or_stays_refused(house: House) -> None:
    case, charge = owing(house)
    with refused("fees.review_nothing_decided"):
        ask(house, case, charge, "relief")
    later = house.at.date() + timedelta(days=9)
    refuse_relief(charge.uid, "minimum_living", reasons="未提交低保证明", new_day=later, by=house.judge, at=house.at)
    row = ask(house, case, charge, "relief", "低保证已补办，随附复印件。")
    by = head(house, case)
    for changed, ground in ((True, "right"), (False, "proven_now"), (False, ""), (True, "computed_wrong")):
        with refused("fees.review_ground"):
            decide_fee_review(row.uid, changed=changed, ground=ground, words=WHY, by=by, at=house.at)
    with refused("fees.reasons_missing"):
        decide_fee_review(row.uid, changed=False, ground="right", words=" ", by=by, at=house.at)
    decide_fee_review(row.uid, changed=True, ground="proven_now", words="低保证真实有效。", by=by, at=house.at)
    assert house.work(without=NONE) == []
    charge.refresh_from_db()
    assert charge.state == "closed"
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert paper()["changed"] is True


@pytest.mark.parametrize(("ground", "percent", "back"), [("minimum_living", "", FEE), ("disaster", "50", FEE // 2)])
def test_who_paid_while_the_review_waited_gets_back_what_is_waived(
    house: House, ground: str, percent: str, back: int
) -> None:
    """The time to pay runs on, so that a careful party pays: the review would else come too late for it."""
    case, charge = owing(house)
    later = house.at.date() + timedelta(days=9)
    refuse_relief(charge.uid, ground, reasons="证明不足", new_day=later, by=house.judge, at=house.at)
    row = ask(house, case, charge, "relief", "证明已补办，随附复印件。")
    credit(house, "EB1", "2015.00", charge.code)
    assert house.work(without=NONE) == []
    by = head(house, case)
    told = {"changed": True, "ground": "proven_now", "words": WHY, "percent": percent}
    decide_fee_review(row.uid, by=by, at=house.at, **told)  # type: ignore[arg-type]
    assert house.work(without=NONE) == []
    assert Refund.objects.get().amount_minor == back
    assert standing_of(charge.uid).held == FEE - back
    charge.refresh_from_db()
    assert charge.state == "paid"
    assert paper()["less"]["amount"] == Money(back).decimal_text
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    # Whoever loses bears what is left, and nobody what was waived for the one who paid.
    settled(house, case, FEE)
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -back} | ({Account.INCOME: back - FEE} if back < FEE else {})


def test_what_is_put_off_is_not_put_off_once_it_is_paid(house: House) -> None:
    case, charge = owing(house)
    later = house.at.date() + timedelta(days=9)
    refuse_relief(charge.uid, "legal_aid", reasons="证明不足", new_day=later, by=house.judge, at=house.at)
    row = ask(house, case, charge, "relief")
    credit(house, "EB1", "2015.00", charge.code)
    by = head(house, case)
    with refused("fees.nothing_owed"):
        decide_fee_review(row.uid, changed=True, ground="proven_now", words=WHY, by=by, at=house.at)
    decide_fee_review(row.uid, changed=False, ground="no_hardship", words="已经交纳。", by=by, at=house.at)


def test_a_fee_of_which_less_was_claimed_before_is_put_right_all_the_same(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    for amount in ("150000", "100000"):
        told = {"change": "reduce", "claims": f"偿还{amount}元", "amount": amount}
        decided(house, case, asked(house, case, house.lin, "amendment", **told), "grant", inquiry="open")
        assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    held = standing_of(charge.uid).held
    row = ask(house, case, charge)
    by = head(house, case)
    decide_fee_review(row.uid, changed=True, ground="computed_wrong", words=WHY, amount="500", by=by, at=house.at)
    assert standing_of(charge.uid).held == 50_000
    assert Refund.objects.filter(amount_minor=held - 50_000).exists()


def test_a_fee_put_right_after_the_judgment_is_borne_in_the_same_parts(house: House) -> None:
    """The judgment laid 2,015.00 on the parties, one to three; the court corrects the sum before it is in effect."""
    case = paid(house)
    row = ask(house, case, Charge.objects.get(case=case.uid))
    by = head(house, case)
    decide_fee_review(row.uid, changed=True, ground="computed_wrong", words=WHY, amount="1000", by=by, at=house.at)
    settled(house, case, FEE // 4 + 1)
    borne = Charge.objects.get(case=case.uid, period=RECOVERY)
    assert borne.amount_minor == 75_000
    assert books()[Account.INCOME] == -25_000


def settled(house: House, case: CaseView, plaintiff: int) -> None:
    """A judgment allots the fee of 2,015.00 yuan: so much to the plaintiff."""
    told = {Side.PLAINTIFF: plaintiff, Side.DEFENDANT: FEE - plaintiff}
    shares = {case.of_side(side)[0].uid: Money(share) for side, share in told.items() if share}
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, shares, house.at.date())
    assert house.work(without=NONE) == []


def test_every_ground_has_its_article_and_belongs_to_one_kind_of_decision() -> None:
    assert {ground for grounds in GROUNDS.values() for ground in grounds} == set(ReviewGround)
    assert all(ground.term and "交纳办法" in ground.law for ground in ReviewGround)
    for about in ReviewAbout:
        assert not set(GROUNDS[about, True]) & set(GROUNDS[about, False])


def burdened(house: House) -> tuple[CaseView, Charge]:
    """A judgment in effect laid the fee on the defendant, half of it on the plaintiff, who had paid the whole."""
    case = house.put_at(paid(house), Stage.EFFECTIVE, defendant=house.zhou)
    settled(house, case, FEE // 2)
    return case, Charge.objects.get(case=case.uid, period=RECOVERY)


def asks(house: House, case: CaseView, charge: Charge, who: PersonView) -> FeeReview:
    said = {"charge": str(charge.uid), "about": "burden", "written": "本案系原告过错引起，不应由被告负担。"}
    does(house, who, "ask_fee_review", case, **said)
    return FeeReview.objects.latest("id")


def test_what_a_judgment_laid_on_a_party_is_reviewed_and_laid_anew(house: House) -> None:
    """43(2): the decision alone about the fees is no matter of an appeal."""
    case, charge = burdened(house)
    row = asks(house, case, charge, house.zhou)
    assert row.due == house.at.date() + timedelta(days=15)
    with refused("fees.review_asked"):
        asks(house, case, charge, house.zhou)
    mine, theirs = (case.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT))
    by = head(house, case)
    say = {"changed": True, "ground": "facts_wrong", "words": "原告未尽举证责任。", "by": by, "at": house.at}
    with refused("fees.review_burden_not_less"):
        decide_fee_review(row.uid, shares={theirs: "1007.50", mine: "1007.50"}, **say)  # type: ignore[arg-type]
    with refused("fees.new_shares_do_not_match"):
        decide_fee_review(row.uid, shares={theirs: "15", mine: "1999"}, **say)  # type: ignore[arg-type]
    with refused("amount.not_digits"):
        decide_fee_review(row.uid, shares={theirs: "viel"}, **say)  # type: ignore[arg-type]
    decide_fee_review(row.uid, shares={theirs: "15", mine: "2000"}, **say)  # type: ignore[arg-type]
    assert laid_now(case.uid) == {mine: Money(200_000), theirs: Money(1_500)}
    told = paper()
    assert (told["to"], told["less"]["amount"], told["about"]) == ("周志强", "992.50", ReviewAbout.BURDEN.term)
    fresh = Charge.objects.get(case=case.uid, period=RECOVERY, state="open")
    assert (fresh.payer, fresh.amount_minor) == (theirs, 1_500)
    assert Document.objects.filter(case=case.uid, kind="fee_statement").count() == 4, "everybody gets the new list"
    assert books() == {
        Account.BANK: FEE,
        Account.INCOME: -200_000,
        Account.REFUNDS: -1_500,
        Account.DUE: 1_500,
        Account.PREPAID: -1_500,
    }
    assert house.work(without=NONE) == []


def test_a_decision_about_who_bears_the_fees_stands_and_moves_no_money(house: House) -> None:
    case, charge = burdened(house)
    row, before = asks(house, case, charge, house.zhou), books()
    by = head(house, case)
    with refused("fees.review_ground"):
        decide_fee_review(row.uid, changed=False, ground="computed_right", words=WHY, by=by, at=house.at)
    decide_fee_review(row.uid, changed=False, ground="right", words=WHY, by=by, at=house.at)
    assert books() == before
    assert paper()["changed"] is False


def test_nobody_has_reviewed_what_no_judgment_laid_on_him(house: House) -> None:
    case, charge = owing(house)
    with refused("fees.review_not_laid"):
        asks(house, case, charge, house.lin)
    case, theirs = burdened(house)
    with refused("fees.no_such_charge"):
        asks(house, case, theirs, house.lin)
    own = Charge.objects.exclude(period=RECOVERY).get(case=case.uid)
    assert asks(house, case, own, house.lin).about == "burden"


def test_it_is_asked_for_online_and_the_president_types_what_each_bears(house: House) -> None:
    case, charge = burdened(house)
    zhou, page = signed_in(house, house.zhou.uid), f"/cases/{case.uid}/fees/{charge.uid}/review/"
    assert page in zhou.get(f"/cases/{case.uid}/fees/").content.decode()
    assert "who bears the fees after the judgment" in zhou.get(page).content.decode()
    sent = {"about": "burden", "written": "不应由我负担。"}
    assert zhou.post(page, sent)["Location"] == f"/cases/{case.uid}/fees/"
    assert zhou.get(page).status_code == 404, "once"
    row = FeeReview.objects.get()
    desk = f"/desk/fee-reviews/{row.uid}"
    by = president(house)
    chief = signed_in(house, by.person)
    shut = chief.get(desk).content.decode()
    assert "林晓梅" not in shut, "who the parties are the file tells, once it is opened"
    open_file(case_by_uid(case.uid).number, "复核诉讼费用的决定", by=by, at=house.at)
    shown = chief.get(desk).content.decode()
    assert "林晓梅" in shown
    assert "1,007.50" in shown
    mine, theirs = (str(case.of_side(side)[0].uid) for side in (Side.PLAINTIFF, Side.DEFENDANT))
    told = {"ground": "changed.facts_wrong", "words": "原告未尽举证责任。", mine: "2015", theirs: "1"}
    assert "The shares make" in chief.post(desk, told).content.decode()
    assert chief.post(desk, told | {theirs: ""}).status_code == 302
    assert "The decision was changed." in zhou.get(f"/cases/{case.uid}/fees/").content.decode()
    assert laid_now(case.uid).get(case.of_side(Side.DEFENDANT)[0].uid) is None


def test_it_is_asked_for_on_the_page_of_the_fee_and_decided_at_the_desk(house: House) -> None:
    case, charge = owing(house)
    lin, page = signed_in(house, house.lin.uid), f"/cases/{case.uid}/fees/{charge.uid}/review/"
    assert page in lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert lin.post(page, {"about": "amount", "written": ""}).status_code == 422
    for _twice in range(2):
        assert lin.post(page, {"about": "amount", "written": WHY})["Location"] == f"/cases/{case.uid}/fees/"
    assert "has not decided yet" in lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert lin.get(page).status_code == 404
    row = FeeReview.objects.get()
    desk = f"/desk/fee-reviews/{row.uid}"
    assert signed_in(house, house.judge.person).get(desk).status_code == 404
    by = head(house, case)
    chief = signed_in(house, by.person)
    assert desk in chief.get("/desk/").content.decode()
    shown = chief.get(desk).content.decode()
    assert WHY in shown
    assert chief.post(desk, {"ground": "stands.computed_right", "words": ""}).status_code == 422
    sent = {"ground": "stands.computed_right", "words": "计算无误。"}
    assert chief.post(desk, sent).status_code == 302
    told = lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert "The decision stands." in told
    assert "计算无误。" in told
    assert "the fee is worked out rightly" in told
    chinese = chief.get(desk, headers={"accept-language": "zh-hans"}).content.decode()
    assert "诉讼费用计算正确" in chinese
