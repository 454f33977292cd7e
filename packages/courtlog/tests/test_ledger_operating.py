"""The page for operators: every command line on it is one that the program takes."""

import re
import shlex
from pathlib import Path

import pytest

from courtlog.cli import parser

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ledger" / "operating.md"
LINES = re.findall(r"^ +courtlog (.+)$", PAGE.read_text(), re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_on_the_page_for_operators_is_taken(line):
    options = parser().parse_args(shlex.split(line))
    assert callable(options.run)


def test_the_page_for_operators_shows_every_program():
    shown = {line.split()[0] for line in LINES}
    assert {"witness", "mirror", "monitor", "conflict", "policy", "rotate", "revoke", "anchor", "chain", "shard",
            "serve", "stamp", "tsa"} <= shown  # fmt: skip
