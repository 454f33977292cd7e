"""A claim that was reduced, in time or too late (交纳办法 21(2), 35), and what is preserved in the end (14(2))."""

from __future__ import annotations

import pytest

from tests.acts.money import FEE, Account, books, paid
from tests.acts.motions import asked, came_to, decided
from tests.acts.service import quick_papers
from tests.acts.test_fees_once import FEE_OF_LESS, LESS
from tests.acts.test_motions_course import pay, running
from tests.acts.test_motions_secured import preservation
from tests.builders import House, refused
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import borne_late, income_held, standing_of
from tongban.judgments.queries.file import fee_of
from tongban.judgments.rules.composing import costs
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db
LATE = FEE - FEE_OF_LESS


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)


@pytest.mark.parametrize(
    ("parts", "inquiry", "why"),
    [
        ([], "over", "motions.inquiry_not_begun"),
        (["opening"], "over", "motions.inquiry_not_begun"),
        (["opening", "investigation", "debate"], "open", "motions.inquiry_was_over"),
        (["investigation", "examination", "final"], "open", "motions.inquiry_was_over"),
    ],
)
def test_whether_less_was_claimed_in_time_is_as_the_record_tells(
    house: House, case: CaseView, parts: list[str], inquiry: str, why: str
) -> None:
    came_to(house, case, *parts)
    motion = asked(house, case, house.lin, "amendment", **LESS)
    with refused(why):
        decided(house, case, motion, "grant", inquiry=inquiry)
    decided(house, case, motion, "grant", inquiry={"over": "open", "open": "over"}[inquiry])


@pytest.mark.parametrize("parts", [["investigation"], ["debate", "investigation"]])
def test_while_the_inquiry_goes_on_the_judge_says_whether_it_was_over(
    house: House, case: CaseView, parts: list[str]
) -> None:
    came_to(house, case, *parts)
    motion = asked(house, case, house.lin, "amendment", **LESS)
    decided(house, case, motion, "grant", inquiry="open")
    assert Refund.objects.get().amount_minor == LATE
    assert borne_late(case.uid) == Money(0)


def test_it_counts_when_less_was_claimed_and_not_when_the_judge_decided(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "amendment", **LESS)
    house.clock.forward(minutes=5)
    came_to(house, case, "investigation", "debate")
    decided(house, case, motion, "grant", inquiry="open")
    assert Refund.objects.get().amount_minor == LATE


def test_the_judgment_lays_the_part_that_was_given_up_too_late_on_the_plaintiff(house: House, case: CaseView) -> None:
    came_to(house, case, "investigation")
    decided(house, case, asked(house, case, house.lin, "amendment", **LESS), "grant", inquiry="over")
    assert not Refund.objects.exists()
    told = costs(case, {"fee_bearer": "defendant"}, fee_of(case_by_uid(case.uid)))
    assert [(one["by"], one["amount"]["amount"]) for one in told["shares"]] == [
        ("原告林晓梅", Money(LATE).decimal_text),
        ("被告周志强", Money(FEE_OF_LESS).decimal_text),
    ]


def test_who_withdraws_after_that_bears_no_less_than_half_of_the_first_claim(house: House, case: CaseView) -> None:
    came_to(house, case, "investigation")
    decided(house, case, asked(house, case, house.lin, "amendment", **LESS), "grant", inquiry="over")
    decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")
    assert books() == {Account.BANK: FEE, Account.INCOME: -FEE}, "halved already, in the simplified procedure"


def test_the_fee_of_preservation_is_that_of_what_is_preserved(house: House) -> None:
    case = running(house)
    motion = asked(house, case, house.lin, "preservation", **preservation(case, haste="no"))
    charge = Charge.objects.get(of=motion)
    assert charge.amount_minor == 102_000, "30 + 99,000 x 1%"
    pay(house, charge, "PR-1")
    decided(house, case, motion, "rule_preservation", exempt="secured", amount="50000")
    assert Refund.objects.get(charge=charge).amount_minor == 50_000
    assert standing_of(charge.uid).prepaid == 52_000
    decided(house, case, asked(house, case, house.lin, "withdrawal"), "grant")
    assert income_held(case.court) == FEE + 52_000


@pytest.mark.parametrize(("amount", "why"), [("", "motions.answer_missing"), ("200000", "motions.more_than_claimed")])
def test_preservation_names_its_value_and_stays_within_the_claim(house: House, amount: str, why: str) -> None:
    """CPL 105: the fee has no other base than what may be preserved."""
    case = running(house)
    with refused(why):
        asked(house, case, house.lin, "preservation", **preservation(case, amount=amount))
    assert not Charge.objects.filter(case=case.uid).exclude(of=None).exists()
