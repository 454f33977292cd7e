"""The law over the API: answers with article and steps in both languages, and a problem for whatever cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tongban.cases.law import PROCEDURES
from tongban.courts.law import case_types, causes_on, period_rules
from tongban.courts.vocabulary import Matter
from tongban.fees.law import tariff
from tongban.fees.vocabulary import FeeKind
from tongban.kernel.periods import RuleState

pytestmark = [pytest.mark.django_db]
LOAN: dict[str, Any] = {
    "matter": "private_lending",
    "plaintiffs": ["510107"],
    "defendants": ["500103"],
    "amount": "186500",
    "on": "2026-03-02",
}
GARBAGE = ("", " ", "\x00", "☃" * 50, "../../etc", "%s%n", "-1", "9" * 400, "<script>", "2026-02-30")
LIVE = sorted(rule.id for rule in period_rules().values() if rule.state is RuleState.LIVE)


@pytest.fixture
def law(client: Client) -> Law:
    """A program without a token."""
    return Law(client)


class Law:
    """Asks, and reads the JSON."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, address: str, language: str = "en", **asked: object) -> tuple[int, dict[str, Any]]:
        answer = self.client.get(f"/api/v1/law/{address}", asked, headers={"Accept-Language": language})
        return answer.status_code, answer.json()

    def venue(self, facts: object) -> tuple[int, dict[str, Any]]:
        answer = self.client.post("/api/v1/law/venue", facts, content_type="application/json")
        return answer.status_code, answer.json()


def _explained(steps: list[dict[str, Any]]) -> bool:
    return bool(steps) and all(step["text"] and step["code"] for step in steps)


def test_the_day_of_an_appeal_is_told_with_article_and_steps_in_both_languages(law: Law) -> None:
    status, english = law.get("deadlines/appeal_judgment", start="2026-02-01")
    assert status == 200
    assert (english["due"], english["kind"], english["provisional"]) == ("2026-02-24", "latest", False)
    assert english["article"] == "CPL 171; SI 244"
    assert [step["code"] for step in english["steps"]][-1] == "period.rest_day_moves"
    assert "rest day" in english["steps"][-1]["text"]
    assert "休" in law.get("deadlines/appeal_judgment", "zh-hans", start="2026-02-01")[1]["steps"][-1]["text"]


def test_what_befell_a_period_and_whether_it_was_in_time_are_asked_like_on_the_command_line(law: Law) -> None:
    asked = {"start": "2026-02-02", "travel": "3"}
    assert law.get("deadlines/appeal_judgment", **asked)[1]["due"] == "2026-02-24"
    on_time = law.get("deadlines/appeal_judgment", start="2026-02-01", handed_in="2026-02-24")
    assert on_time[1]["in_time"] is True
    status, late = law.get("deadlines/appeal_judgment", start="2026-02-01", handed_in="2026-02-25")
    assert (status, late["reasons"][0]["reason"]) == (422, "period.late")


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.heavy(keep=10)) for rule in LIVE])
def test_every_live_period_answers_or_says_why_not(law: Law, rule: str) -> None:
    status, told = law.get(f"deadlines/{rule}", start="2026-03-02T10:20")
    assert status in {200, 422}
    reasons = told["steps"] if status == 200 else told["reasons"]
    assert reasons
    assert status == 422 or (told["due"] and told["article"] and _explained(reasons))


def test_all_periods_are_listed_with_start_event_and_effect_in_both_languages(law: Law) -> None:
    rules = law.get("deadlines")[1]["rules"]
    assert {rule["id"] for rule in rules} == set(period_rules())
    live = [rule for rule in rules if rule["state"] == "live"]
    assert all(rule["starts_with"] and rule["starts_with_zh"] for rule in live)


def test_an_unknown_period_is_not_found(law: Law) -> None:
    status, told = law.get("deadlines/nothing", start="2026-02-01")
    assert (status, told["reasons"][0]["reason"]) == (404, "period.unknown")


def test_the_fee_of_the_guide_is_told_in_fen_with_lines_that_add_up(law: Law) -> None:
    status, told = law.get("fees", kind="property", amount="186500", halve="simplified")
    assert (status, told["fee_fen"], told["halved_by"]) == (200, 201500, "simplified")
    assert "交纳办法 16" in told["articles"]
    assert round(sum(float(line["fee"]) for line in told["breakdown"]) * 100) == told["fee_fen"]
    assert any("simplified procedure" in step["text"] for step in told["steps"])
    assert not any("适用简易程序" in step["text"] for step in told["steps"])
    chinese = law.get("fees", "zh-hans", kind="property", amount="186500", halve="simplified")[1]
    assert any("简易程序" in step["text"] for step in chinese["steps"])


def test_where_no_local_figure_is_given_the_range_is_told(law: Law) -> None:
    told = law.get("fees", kind="divorce")[1]
    assert (told["fee_fen"], told["range_fen"]) == (None, [5000, 30000])


@pytest.mark.parametrize("kind", list(FeeKind))
def test_every_kind_of_fee_answers_or_says_what_is_missing(law: Law, kind: FeeKind) -> None:
    item = tariff().items[kind]
    asked = {"amount": "186500"} if item.bands.bands else {}
    status, told = law.get("fees", kind=kind.value, **asked)
    assert status == 200, told
    assert told["articles"]
    assert _explained(told["steps"])


def test_the_kinds_of_fees_are_listed(law: Law) -> None:
    assert {row["kind"] for row in law.get("fee-kinds")[1]["kinds"]} == set(FeeKind)


def test_the_courts_of_a_loan_are_told_best_first(law: Law) -> None:
    status, told = law.venue(LOAN)
    assert (status, [court["code"] for court in told["courts"]]) == (200, ["川0107", "渝0103"])
    assert all(_explained(court["steps"]) for court in told["courts"])
    assert told["lost"][0]["reason"] == "venue.no_agreed_performance"
    agreed = law.venue({**LOAN, "agreements": [{"kind": "defendant"}]})[1]
    assert [court["code"] for court in agreed["courts"]] == ["渝0103"]


def test_every_flaw_of_the_facts_is_told_at_once(law: Law) -> None:
    status, told = law.venue({"matter": "nonsense", "amount": "-5", "defendents": "510107"})
    assert status == 422
    assert len(told["reasons"]) >= 3
    assert all(reason["says"] and reason["remedy"] for reason in told["reasons"])


@pytest.mark.parametrize("body", ["", "{", "[]", "[1]", '"x"', "null", "{" * 5000, '{"amount": NaN}', '{"a":1,"a":2}'])
def test_a_body_that_is_no_object_is_refused(client: Client, body: str) -> None:
    answer = client.post("/api/v1/law/venue", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["reasons"][0]["reason"].startswith("venue.")


@pytest.mark.parametrize("matter", list(Matter))
def test_every_matter_answers_or_says_what_is_missing(law: Law, matter: Matter) -> None:
    status, told = law.venue({**LOAN, "matter": matter.value})
    assert status in {200, 422}
    assert told["courts"] if status == 200 else all(reason["says"] for reason in told["reasons"])


def test_the_numbers_of_a_text_are_read(law: Law) -> None:
    told = law.get("numbers", text="见(2026)渝0103民初1号判决书")[1]["numbers"]
    assert (told[0]["year"], told[0]["court"]["code"], told[0]["type"]["characters"]) == (2026, "渝0103", "民初")
    assert law.get("numbers", text="nothing")[0] == 422


def test_every_type_of_case_is_listed(law: Law) -> None:
    told = law.get("case-types")[1]["types"]
    assert [row["code"] for row in told] == [row.type_code for row in case_types()]
    assert law.get("case-types", words="民事")[1]["types"]


def test_a_cause_is_found_by_everyday_words_and_shown_with_its_path(law: Law) -> None:
    found = law.get("causes", q="借钱不还")[1]["causes"]
    assert found[0]["name"] == "民间借贷纠纷"
    assert found[0]["why"]
    shown = law.get(f"causes/{found[0]['code']}")[1]
    assert shown["path"][-1] == "民间借贷纠纷"
    assert law.get("causes/999.999")[0] == 404


def test_the_causes_at_the_head_of_the_list_are_shown_with_what_is_below(law: Law) -> None:
    listed = causes_on(date(2026, 3, 2))
    heads = [cause for cause in listed if not cause.parent]  # type: ignore[union-attr]
    assert all(law.get(f"causes/{cause.code}", on="2026-03-02")[1]["below"] for cause in heads)


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_every_procedure_is_told_in_both_languages(law: Law, name: str) -> None:
    for language in ("en", "zh-hans"):
        status, told = law.get(f"procedures/{name}", language)
        assert status == 200
        assert told["stages"]
        assert all(act["law"] and act["by"] for stage in told["stages"] for act in stage["acts"])


def test_an_unknown_procedure_is_not_found_and_an_unknown_role_is_refused(law: Law) -> None:
    assert law.get("procedures/nothing")[0] == 404
    status, told = law.get("procedures/recusal", stage="x", role="y")
    assert (status, len(told["reasons"])) == (422, 2)
    assert {row["name"] for row in law.get("procedures")[1]["procedures"]} == set(PROCEDURES)


@pytest.mark.parametrize("text", GARBAGE)
def test_no_garbage_brings_the_api_down(client: Client, text: str) -> None:
    asked = [
        ("deadlines/appeal_judgment", ("start", "travel", "exclude", "extend", "outage", "reading", "posted")),
        ("fees", ("kind", "amount", "local", "rate", "currency", "on", "halve", "reading", "late")),
        ("numbers", ("text",)),
        ("case-types", ("words",)),
        ("causes", ("q", "on", "limit")),
        ("causes/9145", ("on",)),
        ("procedures/recusal", ("stage", "role")),
    ]
    sound = {"start": "2026-02-01", "kind": "property", "amount": "5"}
    for address, names in asked:
        for name in names:
            answer = client.get(f"/api/v1/law/{address}", sound | {name: text})
            assert answer.status_code in {200, 404, 422}, (address, name)


def test_the_description_shows_answers_and_examples(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    asked = described["paths"]["/api/v1/law/venue"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert asked["example"]["matter"] == "private_lending"
    assert {"due", "kind", "article", "steps"} <= set(described["components"]["schemas"]["DueOut"]["properties"])
    assert described["paths"]["/api/v1/law/deadlines/{rule_id}"]["get"]["responses"]["422"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("fees", {"kind": "property", "amont": "100"}),
        ("deadlines/appeal_judgment", {"start": "2026-02-01", "strat": "2026-02-01"}),
        ("causes", {"q": "借钱", "page": "2"}),
        ("procedures/ordinary", {"stages": "filed"}),
        ("fee-kinds", {"kind": "property"}),
    ],
)
def test_a_key_that_the_question_does_not_know_is_refused(law: Law, address: str, asked: dict[str, str]) -> None:
    status, told = law.get(address, **asked)
    assert status == 422
    assert [reason["reason"] for reason in told["reasons"]] == ["api.key_unknown"]
    assert told["reasons"][0]["remedy"]


@pytest.mark.parametrize(
    ("address", "asked", "reason"),
    [
        ("fees", {"kind": "property", "amount": "100", "halve": "nothing"}, "fees.halving_unknown"),
        ("fees", {"kind": "property", "amount": "100", "reading": "nothing"}, "fees.reading_unknown"),
        ("fees", {"kind": "loan", "amount": "100"}, "fees.kind_loose"),
        ("fees", {"kind": "property", "amount": "100", "late": "perhaps"}, "api.value_malformed"),
        ("causes", {"q": "借钱", "limit": "0"}, "api.value_malformed"),
        ("causes", {"q": "借钱", "on": "2026-02-29"}, "api.value_malformed"),
        ("deadlines/appeal_judgment", {"start": "2026-02-01", "posted": ""}, "period.no_such_day"),
    ],
)
def test_whatever_is_malformed_is_refused_with_reason_rule_and_remedy(
    law: Law, address: str, asked: dict[str, str], reason: str
) -> None:
    for language in ("zh-hans", "en"):
        status, told = law.get(address, language, **asked)
        assert status == 422
        assert [each["reason"] for each in told["reasons"]] == [reason]
        assert all(each["law"] and each["says"] and each["remedy"] for each in told["reasons"])


def test_facts_about_a_question_that_is_not_asked_are_refused(law: Law) -> None:
    status, told = law.venue({**LOAN, "about": {"court": "渝0103"}})
    assert status == 422
    assert [each["reason"] for each in told["reasons"]] == ["venue.facts_contradict"]
