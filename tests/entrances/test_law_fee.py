"""`tongban law fee`: what a person types, what a program reads, and what is refused in words."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.rules.law_tables import LawCase, cases
from tongban.cli.legal import command as law
from tongban.wiring.command import parser

TODAY = date(2026, 3, 2)

pytestmark = pytest.mark.once

PARSER = parser()
TOLD = [case for case in cases("fees", "fee") if case["answer"] != "fees.local_rate_missing"]
"""Where a local figure is missing, the terminal answers with the range."""


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = law.run(PARSER.parse_args(["law", "fee", *words]), today=TODAY)
    return status, capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> dict[str, Any]:
    got, out = ask(capsys, *words, "--json", "--language", "en")
    assert got == status, out
    found: dict[str, Any] = json.loads(out)
    return found


def reason(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    (refused,) = data(capsys, *words, status=1)["refused"]
    assert refused["law"]
    assert refused["says"]
    assert refused["remedy"]
    return str(refused["reason"])


def test_a_property_claim_costs_its_bands(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--kind", "property", "--amount", "186500")
    assert found["fee_fen"] == 403_000
    assert found["articles"] == ["交纳办法 13(1)"]
    assert [step["law"] for step in found["steps"]] == ["交纳办法 13(1)"] * 3
    assert [line["fee"] for line in found["breakdown"]] == ["50.00", "2250.00", "1730.00"]


def test_the_simplified_procedure_halves(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--kind", "property", "--amount", "186,500.00", "--halve", "simplified")
    assert (found["fee_fen"], found["halved_by"]) == (201_500, "simplified")
    assert found["articles"] == ["交纳办法 13(1)", "交纳办法 16"]
    twice = data(capsys, "--kind", "property", "--amount", "186500", "--halve", "simplified", "--halve", "third-party")
    assert twice["fee_fen"] == 201_500
    assert "SI 206" in twice["articles"]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.id)
def test_the_page_on_fees_holds_at_the_terminal(case: LawCase, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--kind", case["kind"].replace("_", "-"), "--on", case["on"]]
    words += [word for why in case["halvings"].split() for word in ("--halve", why.replace("_", "-"))]
    words += ["--amount", case["amount"]] if case["amount"] else []
    words += ["--local", case["local"]] if case["local"] else []
    if case["answer"].startswith("fees."):
        told = {"fees.amount_negative": "amount.not_digits", "fees.amount_beyond_reach": "amount.too_large"}
        assert reason(capsys, *words) == told.get(case["answer"], case["answer"])
        return
    found = data(capsys, *words)
    assert Fraction(found["fee_fen"], 100) == Fraction(case["answer"]) == Fraction(found["fee"])
    assert sum(Fraction(line["fee"]) for line in found["breakdown"]) == Fraction(case["answer"])
    assert found["articles"]
    assert found["steps"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-1", "amount.not_digits"),
        ("99999999999999999999", "amount.too_large"),
        ("5000.100000000000001", "amount.too_fine"),
        ("١٢٣", "amount.not_digits"),
        ("5²", "amount.not_digits"),
        ("1e99", "amount.not_digits"),
        ("0.001", "amount.too_fine"),
        ("三万五", "amount.not_digits"),
        ("", "amount.not_digits"),
        ("NaN", "amount.not_digits"),
        ("inf", "amount.not_digits"),
        ("1,86500", "amount.not_digits"),
        ("10000000000000.01", "amount.too_large"),
        ("999999999999999999", "amount.too_large"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reason(capsys, "--kind", "property", "--amount", typed) == told


@pytest.mark.parametrize("typed", ["0", "0.00", "10000", "10,000.00", " 10000 ", "¥10000", "10000元", "１００００"])
def test_amounts_are_read_as_people_write_them(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "--kind", "property", "--amount", typed)["fee_fen"] == 5_000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "fees.kind_missing"),
        ("--kind xyzzy --amount 1", "fees.kind_unknown"),
        ("--kind proprety --amount 1", "fees.kind_loose"),
        ("--kind loan --amount 1", "fees.kind_loose"),
        ("--kind property --amount 1 --halve nothing", "fees.halving_unknown"),
        ("--kind property --amount 1 --reading nothing", "fees.reading_unknown"),
        ("--kind property", "fees.amount_missing"),
        ("--kind labour --amount 1", "fees.amount_superfluous"),
        ("--kind property --amount 1 --local 50", "fees.no_range"),
        ("--kind property --amount 1 --property 1", "fees.amount_superfluous"),
        ("--kind divorce --damages 1", "fees.amount_superfluous"),
        ("--kind divorce --property 1 --amount 1", "fees.amount_twice"),
        ("--kind divorce --local 400", "fees.local_rate_outside"),
        ("--kind divorce --halve simplified --local x", "amount.not_digits"),
        ("--kind enforcement --amount 1 --halve simplified", "fees.no_halving"),
        ("--kind property --amount 1 --currency USD", "fees.currency"),
        ("--kind property --amount 1 --currency USD --rate nan", "fees.exchange_rate_malformed"),
        ("--kind property --amount 1 --rate 7.1", "fees.rate_not_needed"),
        ("--kind property --amount 1 --currency XYZ --rate 7.1", "fees.currency_unknown"),
        ("--kind labour --rate 7.1", "fees.rate_superfluous"),
        ("--kind property --amount ¥5 --currency USD --rate 7.1", "amount.not_digits"),
        ("--kind property --amount 5元 --currency USD --rate 7.1", "amount.not_digits"),
        ("--kind property --amount 1 --on 20260301", "period.no_such_day"),
        ("--kind property --amount 1 --on 2026-W10-1", "period.no_such_day"),
        ("--kind small-claims --amount 1 --halve simplified", "fees.no_halving"),
        ("--kind property --amount 1 --on 2026-02-30", "period.no_such_day"),
        ("--kind property --amount 1 --on 2007-03-31", "fees.not_in_force"),
        ("--kind property --changed-from 1", "fees.change_incomplete"),
        ("--kind property --amount 1 --late", "fees.change_incomplete"),
        ("--kind property --amount 1 --appealed-amount 2", "fees.contested_exceeds"),
        ("--kind property --amount 1 --reading round-down --reading round-to-yuan", "fees.readings_contradict"),
        ("--kind property --amount 1 --changed-from 2 --appealed-amount 1", "fees.change_and_appeal"),
        ("--claims none.csv", "fees.claims_no_table"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(words: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reason(capsys, *words.split()) == told


def test_without_a_local_figure_the_answer_is_the_range(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--kind", "divorce", "--property", "300000", "--halve", "mediated")
    assert (found["fee_fen"], found["range_fen"]) == (None, [27_500, 40_000])
    assert "50.00 to 300.00" in found["note"]
    assert found["articles"] == ["交纳办法 13(2)1", "交纳办法 15"]
    assert data(capsys, "--kind", "divorce", "--property", "300000", "--local", "100")["fee_fen"] == 60_000
    assert data(capsys, "--kind", "personality", "--damages", "120000", "--local", "300")["fee_fen"] == 90_000


def test_another_currency_needs_its_rate(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--kind", "property", "--amount", "1403.86", "--currency", "USD", "--rate", "7.1234")
    assert found["fee_fen"] == 5_001
    assert "交纳办法 55" in found["articles"]


def test_a_changed_claim_and_an_appeal(capsys: pytest.CaptureFixture[str]) -> None:
    changed = data(capsys, "--kind", "property", "--amount", "186500", "--changed-from", "300000")
    assert (changed["fee_fen"], changed["refund_fen"], changed["top_up_fen"]) == (403_000, 177_000, 0)
    late = data(capsys, "--kind", "property", "--amount", "186500", "--changed-from", "300000", "--late")
    assert (late["fee_fen"], late["borne_fen"], late["refund_fen"]) == (580_000, 177_000, 0)
    appeal = data(capsys, "--kind", "property", "--amount", "186500", "--appealed-amount", "86500")
    assert appeal["fee_fen"] == 196_250
    assert "交纳办法 17" in appeal["articles"]


@pytest.mark.parametrize(
    "text",
    [
        "kind,amount,local,claimant\nproperty,180000,,\nproperty,6500,,\nother-non-property,,100,\n",
        '[{"kind": "property", "amount": 180000}, {"kind": "财产案件", "amount": "6500"}]',
    ],
)
def test_several_claims_come_from_a_file(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "claims"
    source.write_text(text, encoding="utf-8")
    found = data(capsys, "--claims", str(source), "--halve", "simplified")
    assert found["fee_fen"] == 201_500
    assert "SI 201(2)" in found["articles"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "fees.nothing_claimed"),
        ("amount\n5\n", "fees.claims_unreadable"),
        ("kind,price\nproperty,5\n", "fees.claims_unreadable"),
        ("kind,amount\nproperty,5,6\n", "fees.claims_unreadable"),
        ("kind,amount\nproperty,-5\n", "amount.not_digits"),
        ("kind,amount\nhouse,5\n", "fees.kind_unknown"),
        ('{"kind": "property"}', "fees.claims_unreadable"),
        ("[1]", "fees.claims_unreadable"),
        ("[[[", "fees.claims_no_table"),
        ('[{"kind": "property", "amount": 1e5}]', "amount.not_digits"),
        ("[" * 100_000, "fees.claims_no_table"),
    ],
)
def test_a_file_of_claims_that_cannot_be_read_is_refused(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "claims"
    source.write_text(text, encoding="utf-8")
    assert reason(capsys, "--claims", str(source)) == told


def test_the_reasons_speak_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--kind", "property", "--amount", "10001", "--halve", "simplified", "--language")
    assert "It is halved (simplified procedure)" in ask(capsys, *words, "en")[1]
    chinese = ask(capsys, *words, "zh-hans")[1]
    assert "简易程序" in chinese
    assert "四舍五入到分" in chinese


def test_all_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "--list")
    assert len(found["kinds"]) == 35
    assert all(row["article"] and row["name"] for row in found["kinds"])


def test_claims_stand_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("kind,amount\nproperty,100\nproperty,200\n", encoding="utf-8")
    assert reason(capsys, "--claims", str(tmp_path / "claims.csv"), "--kind", "property") == "fees.claims_alone"


@pytest.mark.parametrize("value", ["[1]", "true", '{"a": 1}'])
def test_a_claim_of_a_file_holds_words_and_digits_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, value: str
) -> None:
    (tmp_path / "claims.json").write_text(f'[{{"kind": "property", "amount": {value}}}]', encoding="utf-8")
    assert reason(capsys, "--claims", str(tmp_path / "claims.json")) == "fees.claims_unreadable"


@pytest.mark.parametrize(("language", "third"), [("en", "a third is due"), ("zh-hans", "按其三分之一交纳")])
def test_a_sum_that_no_decimal_can_write_is_told_as_a_division(
    capsys: pytest.CaptureFixture[str], language: str, third: str
) -> None:
    _status, out = ask(capsys, "--kind", "payment-order", "--amount", "186500", "--language", language)
    assert third in out
    assert "4030÷3 = 1343.33…" in out
    assert "4030/3" not in out


def test_a_long_decimal_that_ends_is_written_whole(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--kind", "property", "--amount", "20000.01", "--currency", "USD", "--rate", "7.123456789012")
    found = data(capsys, *words)
    assert "/" not in found["exact"]
    assert Fraction(found["exact"]) == Fraction("20000.01") * Fraction("7.123456789012") * Fraction("0.02") + 300
