"""`tongban law procedure`: lists, prints, draws, says what may be done now, and refuses what it does not know."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils.translation import get_language, override

from tongban.cases.law import PROCEDURES
from tongban.cli.legal import command
from tongban.face.articles import cited
from tongban.wiring.command import parser

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """The program chooses a language for itself; the tests after it get theirs back."""
    with override(get_language()):
        yield


def _ask(*words: str) -> int:
    return command.run(parser().parse_args(["law", "procedure", *words]), today=TODAY)


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert _ask(*words, "--json", "--language", "en") == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


@pytest.mark.parametrize(("language", "word"), [("en", "recusal"), ("zh-hans", "督促程序")])
def test_without_a_name_all_are_listed_in_both_languages(
    capsys: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    assert _ask("--language", language) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(PROCEDURES)
    assert any(word in line for line in lines)


@pytest.mark.parametrize("name", PROCEDURES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_procedure_is_printed_with_every_act(capsys: pytest.CaptureFixture[str], name: str, language: str) -> None:
    assert _ask(name, "--language", language) == 0
    out = capsys.readouterr().out
    for move in PROCEDURES[name].moves:
        with override(language):
            assert cited(move.law) in out
        assert str(move.act.term) in out


def test_a_table_as_json_holds_who_when_and_under_which_article(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "payment_order")
    served = next(stage for stage in told["stages"] if stage["code"] == "served")
    objecting = next(act for act in served["acts"] if act["code"] == "object")
    assert objecting["by"] == [{"code": "respondent", "term": "被申请人", "says": "respondent"}]
    assert objecting["law"] == "CPL 227(2); SI 435"
    assert [need["code"] for need in objecting["needs"]] == ["in_writing", "within_period"]
    assert objecting["to"]["term"] == "异议审查中"


def test_stage_and_role_tell_what_may_be_done_now(capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(capsys, "simplified", "--stage", "hearing", "--role", "judge")
    assert [stage["code"] for stage in told["stages"]] == ["hearing"]
    acts = {act["code"]: act for act in told["stages"][0]["acts"]}
    assert "close_hearing" in acts
    assert "counterclaim" not in acts, "a defendant's act"
    assert acts["to_ordinary"]["into"] == "ordinary"
    assert acts["to_ordinary"]["starts"] == ["fee_convert_ordinary"]


def test_a_step_that_may_be_online_names_its_consent(capsys: pytest.CaptureFixture[str]) -> None:
    for name, apart in (("simplified", "在线诉讼规则 20(2)"), ("ordinary", "")):
        told = _json(capsys, name, "--stage", "hearing_set")
        opening = next(act for act in told["stages"][0]["acts"] if act["code"] == "open_hearing")
        assert opening["online"]["term"] == "在线庭审"
        assert opening["online"]["apart"] == apart


def test_an_article_that_was_not_read_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ask("administrative_first_instance", "--language", "en") == 0
    assert "article not read" in capsys.readouterr().out


def test_the_drawing_is_that_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ask("recusal", "--mermaid", "--language", "en") == 0
    assert capsys.readouterr().out.strip() == PROCEDURES["recusal"].mermaid()


@pytest.mark.parametrize(
    ("words", "reason", "known"),
    [
        (("nothing",), "procedure.no_such_procedure", "small_claims"),
        (("divorce",), "procedure.name_loose", "(ordinary)"),
        (("上诉",), "procedure.name_loose", "(second_instance)"),
        (("recusal", "--stage", "hearing"), "procedure.no_such_stage", "stepped_aside"),
        (("recusal", "--role", "king"), "procedure.no_such_role", "mediator"),
        (("--stage", "hearing"), "procedure.name_missing", "Name the procedure"),
    ],
)
def test_what_is_unknown_is_refused_with_what_there_is(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], reason: str, known: str
) -> None:
    assert _ask(*words, "--json", "--language", "en") == 1
    refused = json.loads(capsys.readouterr().out)["refused"]
    assert [each["reason"] for each in refused] == [reason]
    assert known in refused[0]["remedy"]


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    program = (
        "from tongban.wiring.command import main; import sys; sys.argv[1:] = ['law', 'procedure']; sys.exit(main())"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    complaint = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), complaint) == (0, b"")
