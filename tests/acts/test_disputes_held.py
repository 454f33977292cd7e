"""What was told in an account that somebody else had used: papers and money go where nobody disputes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.acts.conduct import consent, does
from tests.acts.money import ACCOUNT, entry, paid, told
from tests.acts.service import NONE, quick_papers
from tests.acts.test_delivery_by_hand import FORM
from tests.builders import House, party, refused, step
from tongban.cases.vocabulary import CaseView, Choice, Side, Stage
from tongban.delivery.actions.addresses import confirm_address
from tongban.delivery.actions.send import recipient
from tongban.delivery.models import Attempt
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.reconcile import clear_difference, reconcile_day
from tongban.fees.actions.refunds import approve_refund, propose_refund
from tongban.fees.models import Charge, DayDifference, Refund
from tongban.fees.vocabulary import RefundEvent
from tongban.people.actions.contact import correct_contact
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.people.actions.prove import prove_again
from tongban.people.queries import person_by_uid
from tongban.people.queries.reach import contact_told
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WHY, REASONS = "不是我操作的。", "登录记录显示操作来自他人设备。"
THIEFS = "6222000000006666"
Decide = Callable[..., None]


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def newest(event: str) -> UUID:
    return Entry.objects.filter(event=event).latest("id").uid


def disputed(house: House, entry: UUID, who: UUID | None = None) -> UUID:
    house.clock.forward(minutes=1)
    return dispute_act(entry, WHY, court=house.clerk.court, by=party(who or house.lin.uid), at=house.at)


def emails(house: House) -> str:
    found = person_by_uid(house.lin.uid)
    assert found
    return found.email


def corrected(house: House, email: str) -> UUID:
    """Whoever sits in lin's account tells another e-mail address."""
    house.clock.forward(minutes=1)
    lin = party(house.lin.uid)
    prove_again(by=lin, at=house.at)
    correct_contact(phone="13800009999", email=email, address="他人路1号", by=lin, at=house.at)
    return newest("contact_corrected")


@pytest.mark.parametrize(("decide", "counts"), [(uphold, "p1@example.com"), (reject, "second@example.com")])
def test_contact_data_returns_to_what_nobody_disputes(house: House, decide: Decide, counts: str) -> None:
    first = corrected(house, "first@example.com")
    corrected(house, "second@example.com")
    uid = disputed(house, first)
    assert emails(house) == "p1@example.com", "what was told later in the same time is as doubtful"
    with refused("people.account_frozen"):
        corrected(house, "third@example.com")
    decide(uid, REASONS, by=house.clerk, at=house.at)
    assert emails(house) == counts
    assert Entry.objects.filter(event="contact_returned").count() == (1 if decide is uphold else 2)
    assert [what["email"] for _at, what in contact_told(house.lin.uid)] == [
        "p1@example.com", "first@example.com", "second@example.com",
    ], "nothing is forgotten"  # fmt: skip
    assert "example.com" not in Entry.objects.filter(event="contact_returned").first().body  # type: ignore[union-attr]


def test_what_was_told_before_the_disputed_act_stays(house: House) -> None:
    corrected(house, "own@example.com")
    second = corrected(house, "thief@example.com")
    uphold(disputed(house, second), REASONS, by=house.clerk, at=house.at)
    assert emails(house) == "own@example.com"


def named(house: House, account: str = THIEFS) -> tuple[CaseView, Refund]:
    """A paid case was dismissed, and somebody in lin's account names where the money goes."""
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=date(2026, 11, 23), by=house.judge, at=house.at)
    house.clock.forward(minutes=1)
    does(house, house.lin, "name_account", case, refund=str(uid), bank="示例银行", account=account)
    return case, Refund.objects.get(uid=uid)


def approved(house: House, refund: Refund) -> None:
    for by in (house.clerk, house.judge):
        approve_refund(refund.uid, by=by, at=house.at)


def test_a_refund_waits_and_goes_to_no_account_that_a_thief_named(house: House, tmp_path: Path) -> None:
    case, refund = named(house)
    approved(house, refund)
    uid = disputed(house, newest("refund_payee_named"))
    assert not write_orders(tmp_path, house.clock), "approved before, and yet it waits"
    uphold(uid, REASONS, by=house.clerk, at=house.at)
    assert not write_orders(tmp_path, house.clock), "also before the office has taken the account back"
    assert house.work(without=NONE) == []
    refund.refresh_from_db()
    assert (refund.state, refund.failure, refund.account, refund.first_by) == ("failed", "payee_denied", "", None)
    with refused("refund.not_at_this_stage"):
        approve_refund(refund.uid, by=house.clerk, at=house.at)
    house.clock.forward(minutes=1)
    beside = party(house.lin.uid, helper=house.clerk)
    does(house, beside, "name_account", case, refund=str(refund.uid), bank="示例银行", account=ACCOUNT)
    approved(house, refund)
    assert write_orders(tmp_path, house.clock)
    [order] = tmp_path.iterdir()
    assert ACCOUNT in order.read_text()
    assert not DayDifference.objects.exists()


def test_nobody_approves_an_account_in_doubt_and_her_own_word_counts_again(house: House, tmp_path: Path) -> None:
    _case, refund = named(house)
    uid = disputed(house, newest("filing_handed_in"))
    with refused("refund.payee_undisputed"):
        approve_refund(refund.uid, by=house.clerk, at=house.at)
    reject(uid, REASONS, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    approved(house, refund)
    assert write_orders(tmp_path, house.clock)
    [order] = tmp_path.iterdir()
    assert THIEFS in order.read_text()


def test_what_the_bank_has_already_is_a_task_that_a_person_ends(house: House, tmp_path: Path) -> None:
    _case, refund = named(house)
    approved(house, refund)
    assert write_orders(tmp_path, house.clock)
    told(house, "a.xml", entry("EBO1", "DBIT", refund))
    uphold(disputed(house, newest("refund_payee_named")), REASONS, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    refund.refresh_from_db()
    assert refund.state == "paid", "what was paid was paid"
    task = DayDifference.objects.get(kind="payee_denied", reference=refund.code)
    reconcile_day(task.day, tmp_path, at=house.at)
    task.refresh_from_db()
    assert task.cleared_at is None, "no look at the books clears it"
    clear_difference(task.uid, reasons="已通知银行追回并报案。", by=house.judge, at=house.at)


def test_letters_that_wait_go_where_nobody_disputes(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    zhou = case.of_side(Side.DEFENDANT)[0]
    letter = Attempt.objects.get(case=case.uid, channel="letter", dispatch__purpose="defence")
    before = letter.address

    def waits_for() -> str:
        letter.refresh_from_db()
        return letter.address

    consent(house, case, "exchange", who=(house.zhou,))
    act = newest("consent_given")
    house.clock.forward(minutes=1)
    step(party(house.zhou.uid), house.at, lambda r: confirm_address(r, case=case.uid, **FORM, told="yes"))
    assert "新示例路8号" in waits_for() != before
    uid = disputed(house, act, house.zhou.uid)
    assert recipient(case, zhou, at=house.at).choice is Choice.OFFLINE, "papers go out on paper, whatever was agreed"
    assert house.work(without=NONE) == []
    assert waits_for() == before
    uphold(uid, REASONS, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert waits_for() == before
    assert Entry.objects.filter(event="address_recounted").count() == 2
    assert recipient(case, zhou, at=house.at).choice is not Choice.OFFLINE
