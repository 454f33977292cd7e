"""`tongban law deadline` as it is typed: answers, JSON for programs, words for whatever cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tongban.cli.legal.command import EXIT_REFUSED, run
from tongban.courts.law import period_versions
from tongban.kernel.periods import RuleState, Side
from tongban.wiring.command import parser

TODAY = date(2026, 3, 2)

Told = tuple[int, dict[str, Any]]
Ask = Callable[..., Told]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """Type `tongban law deadline ...` and read its JSON."""

    def typed(*words: str) -> Told:
        code = run(parser().parse_args(["law", "deadline", *words, "--json", "--language", "en"]), today=TODAY)
        return code, json.loads(capsys.readouterr().out)

    return typed


def test_the_example_of_the_guide_is_answered_with_steps(ask: Ask) -> None:
    code, told = ask("appeal_judgment", "--start", "2026-02-01")
    assert code == 0
    assert (told["due"], told["kind"], told["provisional"]) == ("2026-02-24", "latest", False)
    assert told["article"] == "CPL 171; SI 244"
    assert [step["code"] for step in told["steps"]] == [
        "period.first_day_left_out",
        "period.days_counted",
        "period.rest_day_moves",
    ]


def test_the_list_tells_every_version_of_every_period(ask: Ask) -> None:
    code, told = ask("--list")
    assert code == 0
    assert len(told["rules"]) == sum(len(versions) for versions in period_versions().values())
    notice = [row for row in told["rules"] if row["id"] == "public_notice_domestic"]
    assert [(row["amount"], row["unit"], row["valid_to"]) for row in notice] == [
        (60, "day", "2021-12-31"),
        (30, "day", None),
    ]
    trial = next(row for row in told["rules"] if row["id"] == "trial_ordinary")
    assert [one["by"] for one in trial["extensions"]] == ["president", "higher_court"]
    assert "appraisal" in {one["id"] for one in trial["grounds"]}
    assert all(row["article"] and row["kind"] and row["name"] and row["name_en"] for row in told["rules"])


def test_every_period_answers_or_says_why_not(ask: Ask) -> None:
    for name, versions in period_versions().items():
        code, told = ask(name, "--start", "2026-03-02T10:20")
        if versions[-1].state is RuleState.LIVE:
            assert code == 0, told
            forward = versions[-1].side is Side.AFTER
            assert (told["due"] >= "2026-03-02") is forward, told
            assert told["steps"]
        else:
            assert code == EXIT_REFUSED
            assert told["refused"][0]["remedy"]


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("2026-02-30", "period.no_such_day"),
        ("2025-02-29", "period.no_such_day"),
        ("2026-2-3", "period.no_such_day"),
        ("20260203", "period.no_such_day"),
        ("2026-W06-1", "period.no_such_day"),
        ("2026-02-01T25:00", "period.no_such_day"),
        ("2026-02-01T10:20+08:00", "period.no_such_day"),
        ("tomorrow", "period.no_such_day"),
        ("", "period.start_missing"),
        ("-1", "period.no_such_day"),
        ("二〇二六年二月一日", "period.no_such_day"),
        ("0000-01-01", "period.no_such_day"),
        ("9999-12-31", "period.start_beyond_reach"),
        ("2101-01-01", "period.start_beyond_reach"),
        ("0001-01-01", "period.not_in_force"),
        ("2012-12-31", "period.not_in_force"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(ask: Ask, start: str, reason: str) -> None:
    code, told = ask("appeal_judgment", f"--start={start}")
    assert code == EXIT_REFUSED
    refused = told["refused"][0]
    assert (refused["reason"], refused["fields"]) == (reason, ["start"])
    assert refused["says"]
    assert refused["remedy"]
    assert refused["law"]


def test_the_29th_of_february_of_a_leap_year_is_a_day(ask: Ask) -> None:
    code, told = ask("appeal_judgment", "--start", "2024-02-29")
    assert (code, told["due"]) == (0, "2024-03-15")


def test_a_period_without_a_start_is_refused(ask: Ask) -> None:
    assert ask("appeal_judgment")[0] == EXIT_REFUSED


def test_an_unknown_period_is_refused(ask: Ask) -> None:
    code, told = ask("no_such_rule", "--start", "2026-02-01")
    assert (code, told["refused"][0]["reason"]) == (EXIT_REFUSED, "period.unknown")


def test_what_came_late_is_told_with_the_way_to_restore_it(ask: Ask) -> None:
    code, told = ask("appeal_judgment", "--start", "2026-02-01", "--handed-in", "2026-02-25")
    assert (code, told["refused"][0]["reason"]) == (EXIT_REFUSED, "period.late")
    assert "CPL 86" in told["refused"][0]["remedy"]


def test_what_was_posted_in_time_is_in_time(ask: Ask) -> None:
    code, told = ask("appeal_judgment", "--start", "2026-02-01", "--handed-in", "2026-02-27", "--posted", "2026-02-24")
    assert (code, told["in_time"]) == (0, True)


def test_a_provisional_day_says_so(ask: Ask) -> None:
    code, told = ask("appeal_judgment", "--start", "2026-12-18")
    assert (code, told["provisional"]) == (0, True)
    assert "not announced" in told["steps"][-1]["text"]


def test_everything_that_befell_a_limit_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    words = "law deadline trial_ordinary --start 2026-02-01 --exclude 2026-03-01..2026-04-15=appraisal"
    words += " --extend 6-month@2026-09-01=president --language zh-hans"
    assert run(parser().parse_args(words.split()), today=TODAY) == 0
    told = capsys.readouterr().out
    assert "2027-03-19" in told
    assert "鉴定期间（2026-03-01至2026-04-15）不计入期间，扣除46日" in told
    assert "批准：本院院长" in told


@pytest.mark.parametrize("words", [["--travle", "3"], ["--start"], ["--language", "fr"]])
def test_a_slip_in_the_options_is_an_error_of_use(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["law", "deadline", "appeal_judgment", *words])
    assert stopped.value.code in {2, 64}
