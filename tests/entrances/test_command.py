"""The operator's command line: a line copied from `peer show` is one that `peer add` reads."""

from __future__ import annotations

import pytest

from tongban.federation.models import Peer
from tongban.wiring import operator
from tongban.wiring.command import parser

DASHED = "-" + "A" * 42
"""A key that begins like an option."""


def _peer(*words: str) -> int:
    return operator.run(parser().parse_args(["peer", *words]))


@pytest.fixture
def shown(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The words that `peer show` prints at a platform whose key begins with a hyphen."""
    monkeypatch.setattr(operator, "public_text", lambda _: DASHED)
    assert _peer("show") == operator.OK
    return capsys.readouterr().out.split()


def test_a_key_that_begins_with_a_hyphen_is_read_from_the_line_that_was_shown(shown: list[str]) -> None:
    assert _peer("add", "neighbour", *shown[1:]) == operator.OK
    assert Peer.objects.get(slug="neighbour").key == DASHED


def test_a_key_is_read_without_its_mark_too(shown: list[str]) -> None:
    assert _peer("add", "neighbour", "邻居", "http://127.0.0.1:9", "A" * 43, "渝") == operator.OK
    assert Peer.objects.get(slug="neighbour").key == "A" * 43


def test_a_text_that_is_no_key_is_refused(shown: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert _peer("add", "neighbour", "邻居", "http://127.0.0.1:9", operator.KEY_MARK + "short", "渝") == operator.FAILED
    assert "federation.no_key" in capsys.readouterr().out
