"""`tongban law venue` at a terminal: courts with reasons, and a refusal for every bad file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.once

LOAN: dict[str, Any] = {
    "matter": "private_lending",
    "plaintiffs": ["510107"],
    "defendants": ["500103"],
    "amount": "186500",
    "on": "2026-03-02",
}


def law(*words: str, typed: bytes | None = None, language: str = "en") -> tuple[int, str, str]:
    """The exit status, what was printed, and what was complained about."""
    command = [sys.executable, "-m", "tongban.wiring.command", "law", "venue", *words, "--language", language]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, check=False, input=typed, capture_output=True, env=environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def told(facts: object, folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit status and the JSON for facts in a file."""
    file = folder / "facts.json"
    file.write_text(json.dumps(facts, ensure_ascii=False))
    status, out, err = law("--facts", str(file), "--json", *words)
    assert err == ""
    return status, json.loads(out)


def test_the_demo_loan_goes_to_the_agreed_court_and_without_a_clause_to_two(tmp_path: Path) -> None:
    status, with_clause = told({**LOAN, "agreements": [{"kind": "defendant"}]}, tmp_path)
    assert status == 0
    assert [(court["code"], court["ground"]) for court in with_clause["courts"]] == [("渝0103", "agreement")]
    assert all(step["law"] for step in with_clause["courts"][0]["steps"])
    status, without = told(LOAN, tmp_path)
    assert [(court["rank"], court["code"]) for court in without["courts"]] == [(1, "川0107"), (2, "渝0103")]
    assert without["courts"][0]["term"] == "接收货币一方所在地"
    assert {lost["reason"] for lost in without["lost"]} == {"venue.no_agreed_performance"}


def test_one_court_is_checked(tmp_path: Path) -> None:
    assert told(LOAN, tmp_path, "--court", "渝0103")[0] == 0
    status, found = told(LOAN, tmp_path, "--court", "渝0112")
    assert status == 1
    assert found["refused"][0]["reason"] == "venue.not_this_court"


def test_the_example_is_a_file_that_works_and_the_schema_names_its_keys(tmp_path: Path) -> None:
    example = json.loads(law("--example")[1])
    status, found = told(example, tmp_path)
    assert (status, [court["code"] for court in found["courts"]]) == (0, ["渝0103"])
    schema = json.loads(law("--schema", "--json")[1])
    assert set(example) <= set(schema)


def test_a_land_dispute_without_its_place_is_refused_with_the_field(tmp_path: Path) -> None:
    status, found = told({**LOAN, "matter": "immovable"}, tmp_path)
    assert status == 1
    assert [(item["reason"], item["fields"]) for item in found["refused"]] == [("venue.place_unknown", ["subject"])]


def test_what_becomes_of_a_case_is_told_with_its_days(tmp_path: Path) -> None:
    about = {
        "court": "渝0112",
        "by": "defendant",
        "served": "2026-03-02",
        "raised": "2026-03-10",
        "ruled": "2026-03-20",
    }
    status, found = told({**LOAN, "ask": "objection", "about": about}, tmp_path)
    assert status == 0
    assert (found["outcome"], found["to"]) == ("transfers", ["川0107", "渝0103"])
    assert found["days"] == {"objection": "2026-03-17", "appeal": "2026-03-30"}


def test_facts_come_from_standard_input_and_are_told_in_chinese() -> None:
    status, out, _ = law("--facts", "-", typed=json.dumps(LOAN).encode(), language="zh-hans")
    assert status == 0
    assert "四川省成都市武侯区人民法院" in out
    assert "基层人民法院" in out


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "venue.empty_or_huge"),
        (b" \n", "venue.empty_or_huge"),
        (b"[" * 100_000, "venue.empty_or_huge"),
        (b"0" * 1_000_001, "venue.empty_or_huge"),
        (b"{", "venue.not_json"),
        (b"matter: tort", "venue.not_json"),
        (b'{"amount": NaN}', "venue.not_json"),
        (b'{"amount": 1, "amount": 2}', "venue.not_json"),
        (b'{"\\ud800": 1}', "venue.not_json"),
        (b"[]", "venue.not_an_object"),
        (b"3", "venue.not_an_object"),
        (b"\xff\xfe", "venue.not_text"),
    ],
)
def test_a_bad_file_is_refused_and_never_a_traceback(content: bytes, reason: str) -> None:
    status, out, err = law("--facts", "-", "--json", typed=content)
    assert (status, err) == (1, "")
    refused = json.loads(out)["refused"]
    assert [item["reason"] for item in refused] == [reason]
    assert refused[0]["says"]
    assert refused[0]["remedy"]


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "tongban.wiring.command", "law", "venue", "--schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as asked:
        assert asked.stdout is not None
        assert asked.stderr is not None
        asked.stdout.close()
        assert asked.stderr.read() == b""
    assert asked.returncode == 0


def test_no_file_a_folder_and_no_facts_are_refused(tmp_path: Path) -> None:
    for words, reason in (
        (("--facts", str(tmp_path / "none.json")), "venue.no_such_file"),
        (("--facts", str(tmp_path)), "venue.no_such_file"),
        ((), "venue.no_facts"),
    ):
        status, out, err = law(*words, "--json")
        assert (status, err) == (1, "")
        assert json.loads(out)["refused"][0]["reason"] == reason
