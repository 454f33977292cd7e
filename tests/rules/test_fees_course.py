"""Fees in the course of a case: the worked cases of docs/law/fees_course.md, and what must hold for all amounts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tests.rules.test_fees_tariff import words, yuan
from tongban.fees.law import (
    Application,
    Bearer,
    Setting,
    advance,
    after_earlier_fee,
    allocate,
    appeal_fee,
    appeals,
    by_success,
    changed_claim,
    converted,
    fee,
    joined_fee,
    refund,
    relief,
    relief_grounds,
    retrial_fee,
    settle,
    unpaid,
    with_joined,
)
from tongban.fees.rules.tables import outcome_rows, prepayments, refund_rows
from tongban.fees.vocabulary import (
    Advance,
    Allocation,
    Bill,
    Change,
    ChangeAnswer,
    Claim,
    EarlierFee,
    Fee,
    FeeKind,
    Halving,
    Outcome,
    Payer,
    Reading,
    RefundAnswer,
    RefundEvent,
    ReliefAnswer,
    ReliefStanding,
    RetrialGround,
)
from tongban.kernel.money import LIMIT_MINOR, Money
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once

DAY = date(2026, 3, 1)
AMOUNTS = st.integers(0, LIMIT_MINOR)
WEIGHTS = st.lists(st.integers(0, 10**15), min_size=1, max_size=12).filter(any)


def money(cell: str) -> Money:
    found = yuan(cell)
    assert found is not None
    return found


def day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def shown(due: Due | None) -> str:
    if due is None:
        return ""
    return (due.due.date() if isinstance(due.due, datetime) else due.due).isoformat()


def setting(case: LawCase) -> Setting:
    readings = words(case.cells.get("readings", ""), Reading)
    return Setting(DAY, tuple(words(case.cells.get("halvings", ""), Halving)), None, tuple(readings))  # type: ignore[arg-type]


def claim(cell: str) -> Claim:
    """`property 100000 @80 / A`."""
    what, _, claimant = cell.partition("/")
    kind, *rest = what.split()
    local = next((word[1:] for word in rest if word.startswith("@")), "")
    amount = next((word for word in rest if not word.startswith("@")), "")
    return Claim(FeeKind(kind), yuan(amount), yuan(local), claimant.strip())


def bearers(cell: str) -> list[Bearer]:
    parts = [word.partition(":") for word in cell.split()]
    return [Bearer(name, int(weight or "1")) for name, _, weight in parts]


def sums(cell: str) -> list[tuple[str, Money]]:
    return [(name, money(amount)) for name, _, amount in (word.partition(":") for word in cell.split())]


def told(answer: Fee | Bill | Refusal) -> str:
    match answer:
        case Refusal(reason=reason):
            return reason
        case Bill(total=total):
            return total.decimal_text
        case Fee(payable=payable):
            return payable.decimal_text


@pytest.mark.parametrize("case", cases("fees_course", "joined"), ids=lambda case: case.id)
def test_claims_in_one_action_cost_what_the_page_says(case: LawCase) -> None:
    answer = joined_fee([claim(part) for part in case["claims"].split(" + ")], setting(case))
    assert told(answer) == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "counterclaim"), ids=lambda case: case.id)
def test_counterclaims_and_third_parties_are_halved(case: LawCase) -> None:
    parts = [part.split(maxsplit=1) for part in case["joined"].split(" + ")]
    joined = [(Halving(why), claim(rest)) for why, rest in parts]
    answer = with_joined(claim(case["main"]), joined, setting(case))
    fees = answer.reason if isinstance(answer, Refusal) else " ".join(told(owed) for _, owed in answer.lines)
    assert fees == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "change"), ids=lambda case: case.id)
def test_a_changed_claim_is_paid_paid_back_or_borne(case: LawCase) -> None:
    before = Claim(FeeKind(case["kind"]), yuan(case["before"]), yuan(case["local"]))
    answer = changed_claim(before, money(case["after"]), Change(case["moment"]), setting(case))
    if isinstance(answer, Refusal):
        assert answer.reason == case["top_up"], str(answer)
    else:
        found = [part.decimal_text for part in (answer.top_up, answer.refund, answer.borne)]
        assert found == [case["top_up"], case["refund"], case["borne"]], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "appeal"), ids=lambda case: case.id)
def test_an_appeal_costs_what_it_contests(case: LawCase) -> None:
    contested = Claim(FeeKind(case["kind"]), yuan(case["contested"]), yuan(case["local"]))
    answer = appeal_fee(contested, setting(case), claimed=yuan(case["claimed"]))
    assert told(answer) == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "retrial"), ids=lambda case: case.id)
def test_a_retrial_bears_a_fee_in_two_cases_only(case: LawCase) -> None:
    contested = Claim(FeeKind(case["kind"]), yuan(case["contested"]))
    answer = retrial_fee(RetrialGround(case["ground"]), contested, Setting(DAY))
    assert told(answer) == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "conversion"), ids=lambda case: case.id)
def test_the_other_half_is_paid_in_the_ordinary_procedure(case: LawCase) -> None:
    answer = converted(Claim(FeeKind(case["kind"]), yuan(case["amount"])), setting(case))
    found = answer.reason if isinstance(answer, Refusal) else answer.top_up.decimal_text
    assert found == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "earlier fee"), ids=lambda case: case.id)
def test_an_earlier_fee_counts_towards_the_case_fee(case: LawCase) -> None:
    asked = Claim(FeeKind.PROPERTY, money(case["amount"]))
    answer = after_earlier_fee(asked, EarlierFee(case["earlier"]), money(case["paid"]), setting(case))
    found = answer.reason if isinstance(answer, Refusal) else answer.top_up.decimal_text
    assert found == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "advance"), ids=lambda case: case.id)
def test_who_pays_until_when(case: LawCase) -> None:
    answer = advance(Payer(case["payer"]), day(case["from"]))
    found = shown(answer.due) or answer.moment if isinstance(answer, Advance) else answer.reason
    assert found == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "unpaid"), ids=lambda case: case.id)
def test_an_unpaid_fee_leads_to_a_proposal(case: LawCase) -> None:
    answer = unpaid(
        Payer(case["payer"]),
        paid=case["paid"] == "yes",
        last_day=day(case["last day"]),
        today=date.fromisoformat(case["today"]),
        relief=ReliefStanding(case["relief"]),
        new_day=day(case["new day"]),
    )
    assert answer.proposal == case["answer"], str(answer)
    assert answer.article


@pytest.mark.parametrize("case", cases("fees_course", "relief"), ids=lambda case: case.id)
def test_relief_is_granted_or_everything_missing_is_said(case: LawCase) -> None:
    owed = fee(FeeKind.PROPERTY, yuan(case["amount"]), on=DAY)
    assert isinstance(owed, Fee)
    papers = case["papers"]
    application = Application(
        case["ground"], case["person"] == "natural", "W" in papers, "H" in papers, "L" in papers, case["percent"]
    )
    answer = relief(application, owed)
    if isinstance(answer, ReliefAnswer):
        found = [part.decimal_text for part in (answer.now, answer.later, answer.waived)]
    else:
        found = [refusal.reason for refusal in answer]
    assert found == case["answer"].split(), str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "refund"), ids=lambda case: case.id)
def test_what_goes_back_and_until_when(case: LawCase) -> None:
    answer = refund(
        RefundEvent(case["event"]),
        money(case["paid"]),
        "甲",
        still_due=yuan(case["still due"]),
        effective=day(case["effective"]),
        directly=case["directly"] == "yes",
    )
    if isinstance(answer, Refusal):
        assert answer.reason == case["refund"], str(answer)
    else:
        found = [answer.refund.decimal_text, answer.kept.decimal_text, shown(answer.due)]
        assert found == [case["refund"], case["kept"], case["due"]], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "allocation"), ids=lambda case: case.id)
def test_who_bears_how_much(case: LawCase) -> None:
    answer = allocate(
        money(case["total"]), Outcome(case["outcome"]), bearers(case["bearers"]), borne_first=sums(case["first"])
    )
    if isinstance(answer, Refusal):
        assert answer.reason == case["answer"], str(answer)
    else:
        found = " ".join(f"{party} {share.decimal_text}" for party, share in answer.shares)
        assert found == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "success"), ids=lambda case: case.id)
def test_each_side_bears_in_proportion_to_what_it_lost(case: LawCase) -> None:
    weighed = by_success("甲", "乙", money(case["claimed"]), money(case["upheld"]))
    if isinstance(weighed, Refusal):
        assert weighed.reason == case["answer"], str(weighed)
        return
    answer = allocate(money(case["fee"]), Outcome.PARTLY, weighed)
    assert isinstance(answer, Allocation), str(answer)
    assert " ".join(share.decimal_text for _, share in answer.shares) == case["answer"], str(answer)


@pytest.mark.parametrize("case", cases("fees_course", "settlement"), ids=lambda case: case.id)
def test_who_gets_back_and_who_owes(case: LawCase) -> None:
    borne = sums(case["shares"])
    total = Money(sum(share.minor for _, share in borne))
    found = settle(
        Allocation(total, tuple(borne), together=False, weighed=False, article="", steps=()), sums(case["paid"])
    )
    signed = [
        f"{each.party} {'+' if each.refund.minor else '-' if each.owes.minor else ''}"
        f"{max(each.refund, each.owes).decimal_text}"
        for each in found
    ]
    assert " ".join(signed) == case["answer"]


def test_each_appellant_pays_for_what_they_contest() -> None:
    contested = [
        ("甲", Claim(FeeKind.PROPERTY, Money(8_650_000))),
        ("乙、丙", Claim(FeeKind.PROPERTY, Money(1_000_000))),
    ]
    answer = appeals(contested, Setting(DAY))
    assert isinstance(answer, Bill)
    assert [(name, owed.payable.minor) for name, owed in answer.lines] == [("甲", 196_250), ("乙、丙", 5_000)]
    assert answer.total == Money(201_250)


def test_an_appeal_bill_without_appeals_is_refused() -> None:
    answer = appeals([], Setting(DAY))
    assert isinstance(answer, Refusal)
    assert answer.reason == "fees.nothing_claimed"


def test_relief_that_was_granted_is_remembered_when_its_holder_bears() -> None:
    answer = allocate(Money(100), Outcome.DECIDED, [Bearer("甲")], relieved=["甲"])
    assert isinstance(answer, Allocation)
    assert [step.law for step in answer.steps if step.code == "fees.relieved_bears"] == ["交纳办法 50"]


def test_every_word_stands_in_its_table() -> None:
    assert set(prepayments()) == set(Payer)
    assert set(outcome_rows()) == set(Outcome)
    assert set(refund_rows()) == set(RefundEvent)
    assert len(relief_grounds()) == 13
    assert all(row.article for table in (prepayments(), outcome_rows(), refund_rows()) for row in table.values())


@given(total=AMOUNTS, weights=WEIGHTS, first=st.integers(0, LIMIT_MINOR))
def test_shares_add_up_to_the_fen(total: int, weights: list[int], first: int) -> None:
    parties = [Bearer(f"{place}", weight) for place, weight in enumerate(weights)]
    answer = allocate(Money(total), Outcome.PARTLY, parties, borne_first=[("0", Money(min(first, total)))])
    assert isinstance(answer, Allocation), str(answer)
    assert sum(share.minor for _, share in answer.shares) == total


@given(total=AMOUNTS, weights=WEIGHTS)
def test_no_share_is_a_fen_away_from_its_exact_part(total: int, weights: list[int]) -> None:
    answer = allocate(Money(total), Outcome.PARTLY, [Bearer(f"{n}", weight) for n, weight in enumerate(weights)])
    assert isinstance(answer, Allocation), str(answer)
    whole = sum(weights)
    parts = dict(answer.shares)
    assert all(abs(parts[f"{n}"].minor * whole - total * weight) < whole for n, weight in enumerate(weights))


@given(paid=AMOUNTS, still_due=AMOUNTS, event=st.sampled_from(RefundEvent), directly=st.booleans())
def test_refund_and_what_is_kept_are_what_was_paid(
    paid: int, still_due: int, event: RefundEvent, directly: bool
) -> None:
    answer = refund(event, Money(paid), "甲", still_due=Money(still_due), effective=DAY, directly=directly)
    assert isinstance(answer, RefundAnswer), str(answer)
    assert answer.refund + answer.kept == Money(paid)
    assert min(answer.refund.minor, answer.kept.minor) >= 0


@given(
    shares=st.lists(st.integers(0, 10**12), min_size=1, max_size=5), paid=st.lists(st.integers(0, 10**12), max_size=5)
)
def test_what_is_owed_less_what_goes_back_is_what_the_court_lacks(shares: list[int], paid: list[int]) -> None:
    borne = tuple((f"{n}", Money(minor)) for n, minor in enumerate(shares))
    whole = Allocation(Money(sum(shares)), borne, together=False, weighed=False, article="", steps=())
    found = settle(whole, [(f"{n}", Money(minor)) for n, minor in enumerate(paid)])
    assert sum(each.owes.minor - each.refund.minor for each in found) == sum(shares) - sum(paid)
    assert all(each.owes.minor == 0 or each.refund.minor == 0 for each in found)


@given(before=AMOUNTS, after=AMOUNTS, moment=st.sampled_from(Change), halved=st.booleans())
def test_of_a_change_one_thing_follows_and_the_money_adds_up(
    before: int, after: int, moment: Change, halved: bool
) -> None:
    around = Setting(DAY, (Halving.SIMPLIFIED,) if halved else ())
    answer = changed_claim(Claim(FeeKind.PROPERTY, Money(before)), Money(after), moment, around)
    assert isinstance(answer, ChangeAnswer), str(answer)
    assert sum(bool(part.minor) for part in (answer.top_up, answer.refund, answer.borne)) <= 1
    assert answer.before + answer.top_up - answer.refund == answer.fee.payable


@given(amounts=st.lists(st.integers(0, 10**12), min_size=1, max_size=6))
def test_money_claims_cost_together_what_their_sum_costs_and_never_more_than_apart(amounts: list[int]) -> None:
    claims = [Claim(FeeKind.PROPERTY, Money(minor)) for minor in amounts]
    answer, whole = joined_fee(claims, Setting(DAY)), fee(FeeKind.PROPERTY, Money(sum(amounts)), on=DAY)
    assert isinstance(answer, Bill)
    assert isinstance(whole, Fee)
    assert answer.total == whole.payable


@given(minor=AMOUNTS, percent=st.decimals(30, Decimal("99.9999"), places=4))
def test_a_reduction_takes_its_share_and_nothing_is_lost(minor: int, percent: Decimal) -> None:
    owed = fee(FeeKind.PROPERTY, Money(minor), on=DAY)
    assert isinstance(owed, Fee)
    answer = relief(Application("preferential_treatment", True, True, True, percent=f"{percent}"), owed)
    assert isinstance(answer, ReliefAnswer), str(answer)
    assert answer.now + answer.waived == owed.payable
    assert answer.now <= owed.payable


@given(claimed=st.integers(-5, 10**12), upheld=st.integers(-5, 10**12), total=AMOUNTS)
def test_success_in_part_is_shared_exactly_or_refused(claimed: int, upheld: int, total: int) -> None:
    weighed = by_success("甲", "乙", Money(claimed), Money(upheld))
    if isinstance(weighed, Refusal):
        assert not 0 <= upheld <= claimed or claimed == 0
        return
    answer = allocate(Money(total), Outcome.PARTLY, weighed)
    assert isinstance(answer, Allocation), str(answer)
    assert sum(share.minor for _, share in answer.shares) == total
