"""The schedule of claims against sums worked out by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.filing_people import id_number
from tongban.fees.law import loan_interest
from tongban.filing.rules.answers import warnings
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.rates import tables
from tongban.filing.rules.schedule import claim_of, schedule
from tongban.filing.vocabulary import Answers, ScheduleLine
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

LOAN = {"loan.amount": "100000", "loan.happened": "2024-01-01", "loan.due": "2024-12-31"}
WORK = {"work.side": "worker", "work.average": "6000", "arbitration.state": "decided", "work.ended": "forced"}


def lines(name: str, answers: Answers, today: date) -> dict[str, list[ScheduleLine]]:
    found: dict[str, list[ScheduleLine]] = {}
    for line in schedule(interviews()[name], answers, today=today)[0]:
        found.setdefault(line.id, []).append(line)
    return found


def sums(name: str, answers: Answers, today: date) -> dict[str, str]:
    made = lines(name, answers, today)
    return {key: Money(sum(one.amount.minor for one in parts)).decimal_text for key, parts in made.items()}


def test_agreed_interest_counts_the_first_day_and_up_to_the_last_day_of_the_term() -> None:
    """2024-01-01 to 2024-12-31 are 366 days: 100,000 × 10% × 366 ÷ 365 = 10,027.40; then 60 days: 1,643.84."""
    got = sums("private_lending", LOAN | {"loan.interest": "agreed", "loan.rate": "10"}, date(2025, 3, 1))
    assert got == {"principal": "100000.00", "interest": "10027.40", "overdue": "1616.44"}
    overdue = lines("private_lending", LOAN | {"loan.interest": "agreed", "loan.rate": "10"}, date(2025, 3, 1))[
        "overdue"
    ]
    assert (overdue[0].start, overdue[0].end, overdue[0].days) == (date(2025, 1, 1), date(2025, 3, 1), 59)


def test_a_rate_above_four_times_the_published_one_is_cut_down() -> None:
    """On 2024-01-01 the one-year rate was 3.45%: 13.8% at most."""
    made = lines("private_lending", LOAN | {"loan.interest": "agreed", "loan.rate": "36"}, date(2025, 1, 1))
    assert made["interest"][0].rate == "13.8"
    assert made["interest"][0].amount == Money(1383781)


@pytest.mark.parametrize(
    ("happened", "rate"),
    [("2018-01-01", "12.4"), ("2020-08-19", "12.4"), ("2020-08-20", "15.4"), ("2022-09-01", "14.6")],
)
def test_the_limit_of_an_older_contract_is_that_of_the_suit(happened: str, rate: str) -> None:
    """法释〔2020〕17号 25, 31: on 2025-03-01 the one-year rate was 3.10%; before 2019-08-20 there was none."""
    told = LOAN | {"loan.happened": happened, "loan.interest": "agreed", "loan.rate": "36"}
    assert {one.rate for one in lines("private_lending", told, date(2025, 3, 1))["interest"]} == {rate}


def test_where_no_rate_was_published_yet_interest_begins_with_the_first_and_that_is_told() -> None:
    """2019-08-20 to 2020-08-19 are 365 days: 100,000 × 4.25%."""
    told = LOAN | {"loan.happened": "2019-01-01", "loan.due": "2019-07-01", "loan.interest": "overdue"}
    (delay,) = lines("private_lending", told, date(2020, 8, 19))["delay"]
    assert (delay.start, delay.days, delay.amount.decimal_text) == (date(2019, 8, 20), 365, "4250.00")
    assert "delay" not in lines("private_lending", told, date(2019, 8, 20))
    sale = {"deal.side": "unpaid", "deal.price": "50000", "deal.due": "2019-05-05"}
    for name, answers in (("private_lending", told), ("sale", sale)):
        found = {one.reason: dict(one.facts) for one in warnings(interviews()[name], answers, today=date(2020, 8, 19))}
        assert found["filing.rates_begin_later"] == {"table": "lpr_1y", "day": "2019-08-20"}
    later = warnings(interviews()["sale"], sale | {"deal.due": "2019-08-19"}, today=date(2020, 8, 19))
    assert "filing.rates_begin_later" not in {one.reason for one in later}


def test_without_an_agreed_rate_delay_bears_the_published_rate_of_the_due_day() -> None:
    """100,000 × 3.10% × 59 ÷ 365 = 501.10."""
    got = sums("private_lending", LOAN | {"loan.interest": "overdue"}, date(2025, 3, 1))
    assert got == {"principal": "100000.00", "delay": "501.10"}


def test_repaid_money_lessens_what_bears_interest() -> None:
    got = sums("private_lending", LOAN | {"loan.repaid": "40000", "loan.interest": "overdue"}, date(2025, 3, 1))
    assert got == {"principal": "60000.00", "delay": "300.66"}


def test_payments_go_first_to_the_interest_and_then_to_the_principal() -> None:
    """100,000 at 7.3%: 20 yuan a day. 100 days: 2,000; of 12,000 paid 10,000 lessen the principal; then 18 a day."""
    told = LOAN | {"loan.interest": "agreed", "loan.rate": "7.3", "loan.repaid": "12000", "loan.dated": "yes"}
    told |= {"back.day": "2024-04-10", "back.amount": "12000"}
    made = lines("private_lending", told, date(2024, 4, 20))
    assert {key: [one.amount.decimal_text for one in parts] for key, parts in made.items()} == {
        "account": ["180.00"],
        "principal": ["90000.00"],
    }
    assert (made["account"][0].start, made["account"][0].days) == (date(2024, 4, 10), 10)
    small = told | {"back.amount": "500", "loan.repaid": "500"}
    made = lines("private_lending", small, date(2024, 4, 20))
    assert [one.amount.decimal_text for one in made["account"]] == ["1500.00", "200.00"]
    assert made["principal"][0].amount == Money(10000000)
    overpaid = told | {"back.amount": "150000", "loan.repaid": "150000"}
    assert lines("private_lending", overpaid, date(2024, 4, 20)) == {}


def test_late_payment_of_a_price_follows_each_change_of_the_published_rate() -> None:
    """2025-05-06 to 05-20 at 4.65%: 14 days, 05-20 to 06-09 at 4.5%: 20 days."""
    sale = {"deal.side": "unpaid", "deal.price": "50000", "deal.due": "2025-05-05"}
    late = lines("sale", sale, date(2025, 6, 9))["late"]
    assert [(one.days, one.rate, one.amount.decimal_text) for one in late] == [
        (14, "4.65", "89.18"),
        (20, "4.5", "123.29"),
    ]


def test_rent_counts_months_begun() -> None:
    lease = {"lease.side": "landlord", "lease.rent": "3500", "lease.since": "2025-06-01"}
    assert sums("lease", lease | {"lease.until": "2025-08-31"}, date(2025, 8, 31))["rent"] == "10500.00"
    assert sums("lease", lease | {"lease.until": "2025-09-01"}, date(2025, 9, 1))["rent"] == "14000.00"


@pytest.mark.parametrize(
    ("began", "ended", "months"),
    [
        ("2020-03-01", "2025-02-28", "5"),
        ("2020-03-01", "2025-03-01", "5.5"),
        ("2020-03-01", "2025-08-31", "6"),
        ("2020-03-01", "2025-08-30", "5.5"),
        ("2025-01-10", "2025-01-10", "0.5"),
        ("2025-01-10", "2025-07-09", "1"),
    ],
)
def test_compensation_is_a_month_for_each_year_with_the_halves_of_article_47(
    began: str, ended: str, months: str
) -> None:
    told = WORK | {"claim.what": "severance", "work.from": began, "work.to": ended}
    assert sums("labour", told, date(2026, 1, 1))["severance"] == Money(int(Fraction(months) * 600000)).decimal_text


def test_unlawful_dismissal_costs_twice_the_compensation_and_not_both() -> None:
    told = WORK | {"claim.what": "severance,unlawful", "work.from": "2023-01-01", "work.to": "2024-12-31"}
    assert sums("labour", told, date(2025, 3, 1)) == {"unlawful": "24000.00"}


@pytest.mark.parametrize(
    ("ended", "sum_owed"),
    [
        ("2024-01-20", None),
        ("2024-04-30", "16200.00"),  # 2 months to 04-10 and 21 days by thirtieths
        ("2024-12-31", "64400.00"),  # 10 months and 22 days
        ("2026-05-31", "66000.00"),  # never more than eleven months
    ],
)
def test_the_second_wage_runs_from_the_second_month_for_at_most_eleven(ended: str, sum_owed: str | None) -> None:
    told = WORK | {"claim.what": "double", "work.contract": "unsigned", "work.from": "2024-01-10", "work.to": ended}
    assert sums("labour", told, date(2026, 6, 1)).get("double") == sum_owed


def test_unpaid_wages_of_several_times_are_a_line_each() -> None:
    told = WORK | {
        "claim.what": "wages",
        "wages.from": "2025-01-01",
        "wages.to": "2025-01-31",
        "wages.owed": "6000",
        "wages.more": "yes",
        "wages.2.from": "2025-02-01",
        "wages.2.to": "2025-02-28",
        "wages.2.owed": "5000.50",
        "wages.2.more": "no",
        "wages.3.owed": "999999",
    }
    assert [one.amount.decimal_text for one in lines("labour", told, date(2025, 5, 1))["wages"]] == [
        "6000.00",
        "5000.50",
    ]


def test_maintenance_owed_counts_months_begun_at_the_sum_fixed_before() -> None:
    told = {"care.kind": "child", "care.monthly": "2000", "care.since": "2025-01-01", "care.from": "2025-11-01"}
    assert sums("maintenance", told, date(2025, 11, 1))["arrears"] == "20000.00"
    fixed = told | {"care.agreed": "agreement", "care.agreed_monthly": "1500"}
    assert sums("maintenance", fixed, date(2025, 11, 1))["arrears"] == "15000.00"
    claim = claim_of(interviews()["maintenance"], told, today=date(2025, 11, 1))
    assert claim == Money(2000000), "what falls due later is shown and not counted"


def test_the_compulsory_insurance_pays_without_regard_to_fault_and_the_rest_by_shares() -> None:
    """Doctor 38,000 (18,000 insured), lost income 20,000 (all insured), things 5,000 (2,000): 40,000 + 23,000 × 70%."""
    told = {
        "accident.vehicle": "motor",
        "accident.fault": "main",
        "accident.harm": "hurt",
        "accident.share": "70",
        "accident.happened": "2025-04-01",
        "hurt.medical": "38000",
        "hurt.off_days": "100",
        "hurt.off_rate": "200",
        "things.repair": "5000",
    }
    got = sums("traffic_accident", told, date(2026, 1, 1))
    assert (got["total"], got["insured"], got["beyond"]) == ("63000.00", "40000.00", "16100.00")
    assert claim_of(interviews()["traffic_accident"], told, today=date(2026, 1, 1)) == Money(5610000)


@pytest.mark.parametrize(
    ("fault", "share"), [("full", 100), ("main", 70), ("equal", 50), ("minor", 30), ("none", 10), ("open", 100)]
)
def test_who_names_no_part_gets_the_usual_one(fault: str, share: int) -> None:
    told = {
        "accident.vehicle": "motor" if fault == "none" else "none",
        "accident.fault": fault,
        "accident.happened": "2025-04-01",
        "things.repair": "100",
    }
    assert sums("traffic_accident", told, date(2026, 1, 1))["beyond"] == f"{share}.00"


def test_without_a_motor_vehicle_and_without_fault_nothing_is_owed_by_itself() -> None:
    """道路交通安全法 76 makes motor vehicles alone answer without fault."""
    told = {"accident.vehicle": "none", "accident.fault": "none", "things.repair": "100"}
    assert "beyond" not in sums("traffic_accident", told, date(2026, 1, 1))
    assert sums("traffic_accident", told | {"accident.share": "20"}, date(2026, 1, 1))["beyond"] == "20.00"


@pytest.mark.parametrize(("born", "years"), [("1990-05-01", 20), ("1960-05-01", 15), ("1949-05-01", 5)])
def test_disability_counts_twenty_years_and_fewer_for_the_old(born: str, years: int) -> None:
    told = {"accident.happened": "2025-06-01", "hurt.grade": "10", "hurt.income": "50000"}
    hurt = {"accident.harm": "hurt", "plaintiff.id_number": id_number(1, date.fromisoformat(born))}
    assert sums("traffic_accident", told | hurt, date(2026, 1, 1))["disability"] == f"{50000 * years // 10}.00"
    dead = {"accident.harm": "dead", "plaintiff.id_number": id_number(1), "hurt.born": born}
    assert sums("traffic_accident", told | dead, date(2026, 1, 1))["death"] == f"{50000 * years}.00"


def test_threefold_damages_are_at_least_five_hundred() -> None:
    told = {"bought.price": "30", "bought.own_use": "yes", "bought.wrong": "fraud", "bought.refund": "yes"}
    assert sums("consumer", told, date(2026, 1, 1)) == {"refund": "30.00", "threefold": "500.00"}


def test_nothing_left_to_claim_is_refused_with_the_answers_that_say_so() -> None:
    got = claim_of(interviews()["private_lending"], LOAN | {"loan.repaid": "100000"}, today=date(2025, 3, 1))
    assert isinstance(got, Refusal)
    assert (got.reason, set(got.fields)) == ("filing.nothing_left_to_claim", {"loan.amount", "loan.repaid"})


def test_a_schedule_beyond_the_table_of_rates_says_so() -> None:
    sale = {"deal.side": "unpaid", "deal.price": "50000", "deal.due": "2025-05-05"}
    late, early = (warnings(interviews()["sale"], sale, today=day) for day in (date(2026, 6, 9), date(2025, 6, 9)))
    assert "filing.rates_not_compared" in {one.reason for one in late}
    assert "filing.rates_not_compared" not in {one.reason for one in early}


@given(
    amount=st.integers(1, 10**9),
    rate=st.integers(1, 1300),
    began=st.dates(date(2021, 1, 1), date(2024, 1, 1)),
    days=st.integers(1, 900),
)
def test_interest_equals_that_of_the_fee_calculator(amount: int, rate: int, began: date, days: int) -> None:
    due = date.fromordinal(began.toordinal() + days - 1)
    told = {"loan.amount": f"{amount}", "loan.happened": str(began), "loan.due": str(due), "loan.interest": "agreed"}
    told["loan.rate"] = f"{rate / 100:.2f}"
    made = lines("private_lending", told, date(2030, 1, 1))
    found = loan_interest(Money(amount * 100), told["loan.rate"], began, date.fromordinal(due.toordinal() + 1))
    assert not isinstance(found, Refusal)
    assert sum(one.amount.minor for one in made.get("interest", [])) == found[0].minor


def test_tables_of_rates_run_forward_and_say_where_they_come_from() -> None:
    for name, table in tables().items():
        days = [day for day, _rate in table.rows]
        assert days == sorted(set(days)), name
        assert table.source, name
        assert table.on(date(2000, 1, 1)) is None
