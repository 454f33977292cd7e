"""Whatever is typed at `tongban law` is answered or refused with code, rule and remedy: never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import get_language, override

from tongban.cli.legal import command
from tongban.courts.law import VENUE_FACTS
from tongban.wiring.command import parser

pytestmark = pytest.mark.once

TODAY = date(2026, 3, 2)
PARSER = parser()
BAD = (
    *("", "  ", "\x00", "☃", "\ud800", "--", "-", "%s%n%(x)s", "../../etc/passwd", "null", "[]", "9" * 400),
    *("9999-12-31", "0000-01-01", "2026-02-29", "2026-03-01T25:00", "2026-03-01..2026-02-01=appraisal"),
    *("-1", "1e99", "NaN", "0.001", "１８６５００", "壹拾捌万", "18万", "00", "渝9999"),
)
SOUND = {
    ("fee", "--kind=property", "--amount=186500"): (
        *("kind", "amount", "property", "damages", "local", "currency", "rate", "changed-from", "appealed-amount"),
        *("claims", "reading", "halve", "on"),
    ),
    ("deadline", "trial_ordinary", "--start=2026-01-05"): (
        *("start", "travel", "exclude", "suspend", "restart", "extend", "restore", "outage", "reading"),
        *("handed-in", "posted"),
    ),
    ("number", "format", "--year=2026", "--court=渝0103", "--type=民初", "--serial=1"): (
        *("year", "court", "type", "serial", "special", "derived"),
    ),
    ("cause", "search", "借钱"): ("on", "limit"),
    ("cause", "suggest", "--fact=money_lent"): ("fact", "on"),
    ("procedure", "ordinary"): ("stage", "role"),
    ("venue",): ("facts", "court"),
}
WORDS = (
    *(("deadline",), ("procedure",), ("number",), ("cause",), ("cause", "show"), ("cause", "search")),
    *(("number", what) for what in ("parse", "find", "chain", "types")),
)
VALUES = (
    True,
    -1,
    1e99,
    "",
    [],
    {},
    [[]],
    [{}],
    {"a": 1},
    "x" * 3000,
    "2026-02-29",
    "壹拾捌万",
    10**400,
    ["渝0103", 3],
)
Ask = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    """Asks with `--json`; gives the exit status and what was printed, after a look at every refusal."""

    def asked(*words: str, language: str = "en") -> tuple[int, dict[str, Any]]:
        try:
            options = PARSER.parse_args(["law", words[0], "--json", "--language", language, *words[1:]])
            status = command.run(options, today=TODAY)
        except SystemExit as stop:
            status = int(str(stop.code))
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert (status == 0) != ("refused" in told)
        for refusal in told.get("refused", ()):
            assert refusal["reason"] != refusal["says"] != "", refusal
            assert refusal["law"], refusal
            assert refusal["remedy"], refusal
        return status, told

    with override(get_language()):
        yield asked


@pytest.mark.parametrize("bad", BAD)
def test_no_option_brings_the_program_down(ask: Ask, bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(bad.encode("utf-8", "surrogatepass"))))
    for sound, names in SOUND.items():
        for name in names:
            for language in ("en", "zh-hans"):
                ask(*sound, f"--{name}={bad}", language=language)


@pytest.mark.parametrize("bad", BAD)
def test_no_words_bring_the_program_down(ask: Ask, bad: str) -> None:
    for words in WORDS:
        ask(*words, "--", bad)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:20])
def test_no_facts_bring_the_program_down(ask: Ask, tmp_path: Path, value: object) -> None:
    sound = {"matter": "private_lending", "plaintiffs": "510107", "defendants": "500103"}
    file = tmp_path / "facts.json"
    for key in (*VENUE_FACTS, "unknown"):
        file.write_text(json.dumps({**sound, key: value}), encoding="utf-8")
        ask("venue", "--facts", str(file))


@pytest.mark.parametrize(
    "raw",
    [b"", b" ", b"\xff\xfe", b"no json", b"[1]", b'{"a":1,"a":2}', b'{"amount":NaN}', b"[" * 90_000, b"x" * 2_000_000],
    ids=lambda raw: str(raw[:12]),
)
def test_no_file_brings_the_program_down(ask: Ask, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(raw)
    assert ask("venue", "--facts", str(file))[0] == command.EXIT_REFUSED
    assert ask("fee", "--claims", str(file))[0] == command.EXIT_REFUSED


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        (("fee", "--nothing"), 2, "command.unclear"),
        (("fee", "--kind"), 2, "command.unclear"),
        (("number", "nothing"), 1, "command.no_such_task"),
        (("number", "parse", "x", "--year", "2026"), 1, "command.word_idle"),
        (("cause", "suggest", "借钱"), 1, "command.word_idle"),
        (("cause", "search", "借钱", "--limit", "0"), 1, "command.not_a_count"),
        (("procedure", "ordinary", "--stage="), 1, "procedure.no_such_stage"),
        (("deadline", "--start", "2026-01-05"), 1, "period.unknown"),
        (("deadline", "appeal_judgment", "--start", "2026-01-05", "--posted="), 1, "period.no_such_day"),
        (("deadline", "appeal_judgment", "--start", "9999-12-31"), 1, "period.start_beyond_reach"),
    ],
)
def test_nothing_is_passed_over_in_silence(ask: Ask, words: tuple[str, ...], status: int, reason: str) -> None:
    got, told = ask(*words)
    assert (got, [each["reason"] for each in told["refused"]]) == (status, [reason])


@pytest.mark.parametrize("task", ["deadline", "fee", "venue", "number", "cause", "procedure"])
def test_every_help_tells_the_exit_status(capsys: pytest.CaptureFixture[str], task: str) -> None:
    with pytest.raises(SystemExit):
        PARSER.parse_args(["law", task, "--help"])
    assert "exit status: 0 answered; 1 refused" in capsys.readouterr().out


def test_a_terminal_without_chinese_and_a_name_that_is_no_text_are_no_errors() -> None:
    program = "from tongban.wiring.command import main; import sys; sys.exit(main())"
    words = [sys.executable, "-c", program, "law", "fee", "--kind", b"\xff\xfe", "--language", "zh-hans"]
    plain = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(words, capture_output=True, env=plain, check=False)
    assert (done.returncode, done.stderr) == (command.EXIT_REFUSED, b"")
    assert b"[fees.kind_unknown]" in done.stdout
