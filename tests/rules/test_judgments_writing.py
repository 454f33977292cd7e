"""What a judgment must hold, what it may not, and how it reads (CPL 155, 211(11); 交纳办法 29; OLR 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tongban.cases.vocabulary import Track
from tongban.fees.vocabulary import FeeKind
from tongban.judgments.rules.composing import _absent, _attended, _days, _from_number
from tongban.judgments.rules.costs import fee_line
from tongban.judgments.rules.defence import defence_of
from tongban.judgments.rules.effect import effective_from, last_day
from tongban.judgments.rules.writing import fee_shares, findings
from tongban.judgments.vocabulary import Exhibit, FeeLine
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

CLAIM = Money(18_650_000)
FEE = FeeLine(Money(403_000), Money(201_500))
WHOLE = {
    "findings": "事实。",
    "reasoning": "理由。",
    "articles": "《民法典》第六百七十五条",
    "pay_what": "借款本金",
    "pay_amount": "186,500.00",
    "pay_days": "10",
    "fee_bearer": "defendant",
}


def reasons(**changed: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(r.reason, r.fields) for r in findings(WHOLE | changed, (), claim=CLAIM, fee=FEE)]


def test_a_whole_draft_has_nothing_against_it() -> None:
    assert reasons() == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"findings": "\n "}, ("judgments.part_missing", ("findings",))),
        ({"pay_amount": ""}, ("judgments.no_holding", ("pay_amount",))),
        ({"pay_amount": "186500.01"}, ("judgments.beyond_the_claim", ("pay_amount",))),
        ({"pay_amount": "-1"}, ("amount.not_digits", ("pay_amount",))),
        ({"pay_amount": "1e99"}, ("amount.not_digits", ("pay_amount",))),
        ({"pay_what": ""}, ("judgments.part_missing", ("pay_what",))),
        ({"pay_days": "十"}, ("judgments.days_wrong", ("pay_days",))),
        ({"pay_days": "9999999"}, ("judgments.days_wrong", ("pay_days",))),
        ({"fee_bearer": "state"}, ("judgments.part_missing", ("fee_bearer",))),
        ({"fee_bearer": "shared", "fee_defendant": "2015"}, ("fees.share_not_a_part", ("fee_defendant",))),
        ({"fee_bearer": "shared", "fee_defendant": ""}, ("amount.not_digits", ("fee_defendant",))),
        ({"cited": str(new_id())}, ("judgments.no_such_exhibit", ("cited",))),
    ],
)
def test_each_flaw_is_named_with_its_field(changed: dict[str, str], found: tuple[str, tuple[str, ...]]) -> None:
    assert reasons(**changed) == [found]


def test_the_own_claim_of_a_third_party_is_decided_by_name() -> None:
    def against(**changed: str) -> list[str]:
        found = findings(WHOLE | changed, (), claim=CLAIM, fee=FEE, claimants=["何欢"])
        return [one.reason for one in found]

    assert against() == ["judgments.third_claim_open"]
    assert against(reject_rest="on") == ["judgments.third_claim_open"], "that is what the plaintiff claims"
    assert against(more_holdings="驳回第三人何欢的诉讼请求") == []


@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ({"fee_bearer": "defendant", "fee_third": "525"}, {"third_party": 52_500, "defendant": 149_000}),
        (
            {"fee_bearer": "shared", "fee_defendant": "1000", "fee_third": "15"},
            {"third_party": 1_500, "defendant": 100_000, "plaintiff": 100_000},
        ),
    ],
)
def test_a_third_party_bears_its_part_of_the_fee_before_the_others(
    told: dict[str, str], shares: dict[str, int]
) -> None:
    found = fee_shares(told, FEE)
    assert not isinstance(found, Refusal)
    assert {who: part.minor for who, part in found.shares} == shares
    assert found.total == FEE.payable


def test_without_a_claim_of_its_own_no_third_party_bears_the_fee() -> None:
    assert reasons(fee_third="1") == [("fees.share_not_a_part", ("fee_third",))]


def test_a_third_party_bears_no_more_than_there_is() -> None:
    found = fee_shares({"fee_bearer": "defendant", "fee_third": "9999"}, FEE)
    assert isinstance(found, Refusal)
    assert (found.reason, found.fields) == ("fees.share_not_a_part", ("fee_third",))


def test_dismissing_all_claims_is_a_holding() -> None:
    assert reasons(pay_amount="", reject_rest="on") == []


def test_an_exhibit_nobody_was_heard_on_may_not_be_cited() -> None:
    exhibit = Exhibit(new_id(), "被告证据1", "收条", "被告")
    found = findings(WHOLE | {"cited": str(exhibit.uid)}, (exhibit,), claim=CLAIM, fee=FEE)
    assert [(r.reason, r.law) for r in found] == [("judgments.not_examined", "在线诉讼规则 15; CPL 71")]


@pytest.mark.parametrize(
    ("bearer", "typed", "shares"),
    [
        ("defendant", "", {"defendant": 201_500}),
        ("plaintiff", "", {"plaintiff": 201_500}),
        ("shared", "1,000.50", {"plaintiff": 101_450, "defendant": 100_050}),
        ("shared", "0.01", {"plaintiff": 201_499, "defendant": 1}),
    ],
)
def test_the_rule_of_the_tariff_allots_the_fee_to_the_fen(bearer: str, typed: str, shares: dict[str, int]) -> None:
    found = fee_shares({"fee_bearer": bearer, "fee_defendant": typed}, FEE)
    assert not isinstance(found, Refusal)
    assert {who: part.minor for who, part in found.shares} == shares
    assert sum(shares.values()) == FEE.payable.minor
    assert found.article.startswith("交纳办法 29")


@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ({"fee_bearer": "defendant"}, {"plaintiff": 86_500, "defendant": 115_000}),
        ({"fee_bearer": "plaintiff"}, {"plaintiff": 201_500}),
        ({"fee_bearer": "shared", "fee_defendant": "500"}, {"plaintiff": 151_500, "defendant": 50_000}),
        (
            {"fee_bearer": "defendant", "fee_third": "150"},
            {"plaintiff": 86_500, "defendant": 100_000, "third_party": 15_000},
        ),
    ],
)
def test_who_claimed_less_too_late_bears_the_difference_whoever_loses(
    told: dict[str, str], shares: dict[str, int]
) -> None:
    """交纳办法 35."""
    found = fee_shares(told, replace(FEE, late=Money(86_500)))
    assert not isinstance(found, Refusal)
    assert {who: part.minor for who, part in found.shares} == shares
    assert "交纳办法 35" in found.article


def test_the_defendant_bears_at_most_what_is_left_of_a_claim_that_was_reduced_too_late() -> None:
    found = fee_shares({"fee_bearer": "shared", "fee_defendant": "1150"}, replace(FEE, late=Money(86_500)))
    assert isinstance(found, Refusal)
    assert found.reason == "fees.share_not_a_part"


def test_the_fee_of_the_story_is_halved_in_the_simplified_procedure() -> None:
    assert fee_line(FeeKind.PROPERTY, CLAIM, Track.SIMPLIFIED, date(2026, 11, 23)) == FEE
    assert fee_line(FeeKind.PROPERTY, CLAIM, Track.ORDINARY, date(2026, 11, 23)) == FeeLine(
        Money(403_000), Money(403_000)
    )


@pytest.mark.parametrize(("typed", "said"), [("1", "一"), ("10", "十"), ("15", "十五"), ("30", "三十"), ("120", "120")])
def test_days_are_written_in_words(typed: str, said: str) -> None:
    assert _days(typed) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("990107198806030029", {"sex": "女", "born": "1988-06-03"}),
        ("99010319851120001X", {"sex": "男", "born": "1985-11-20"}),
        ("990103198513400013", {}),
        ("91500000MA5U0000XX", {}),
        ("", {}),
    ],
)
def test_a_residents_number_tells_birth_and_sex(number: str, said: dict[str, str]) -> None:
    assert _from_number(number) == said


def test_a_defence_reads_as_sentences() -> None:
    data = {
        "parties": [{"role": "答辩人", "name": "周志强"}, {"role": "原告", "name": "林晓梅"}],
        "claims": [
            {"claim": "偿还借款", "stand": "不同意", "why": "已还一万元。"},
            {"claim": "负担费用", "stand": "同意"},
        ],
        "facts_stand": "部分认可",
        "facts": ["已还款10,000元。"],
    }
    assert defence_of(data) == (
        "周志强",
        (
            "对“偿还借款”的请求不同意，已还一万元；对“负担费用”的请求同意；对起诉所述事实部分认可。",
            "已还款10,000元。",
        ),
    )
    assert defence_of({}) is None


def test_a_judgment_binds_from_the_day_after_the_last_period() -> None:
    assert last_day([]) is None
    assert last_day([date(2026, 12, 8), date(2026, 12, 11)]) == date(2026, 12, 11)
    assert effective_from(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_judgment_names_who_came_and_who_stayed_away() -> None:
    record = {
        "present": [
            {"role": "原告", "name": "林晓梅", "away": "represented", "note": "本人未到庭，由代理人到庭"},
            {"role": "原告林晓梅的委托诉讼代理人", "name": "王律师", "note": "律师，一般授权"},
            {"role": "被告", "name": "周志强", "away": "absent", "note": "经传票传唤未到庭"},
            {"role": "第三人", "name": "孙丽"},
        ]
    }
    came = [("原告林晓梅的委托诉讼代理人", "王律师"), ("第三人", "孙丽")]
    assert [(one["role"], one["name"]) for one in _attended(record)] == came
    assert _absent(record) == "被告周志强"
