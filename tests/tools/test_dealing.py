"""Long tests are dealt to the workers before all others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.plugins.dealing import dealt


def _tests(word: str) -> list[Any]:
    """One test for each letter; capitals are long ones."""
    return [SimpleNamespace(name=sign, get_closest_marker=lambda _name, sign=sign: sign.isupper()) for sign in word]


@pytest.mark.parametrize(
    ("given", "workers", "blocks"),
    [
        ("abcABdef", 2, ["Aabc", "Bdef"]),
        ("abcdefgAB", 3, ["Aab", "Bcd", "efg"]),
        ("ABCDab", 2, ["ACa", "BDb"]),
        ("ABCa", 3, ["A", "B", "Ca"]),
        ("abc", 1, ["abc"]),
        ("", 3, ["", "", ""]),
    ],
)
def test_each_worker_begins_with_its_share_of_the_long_tests(given: str, workers: int, blocks: list[str]) -> None:
    assert "".join(test.name for test in dealt(_tests(given), workers)) == "".join(blocks)


def test_no_test_is_lost_or_run_twice() -> None:
    given = "aBcDEfGhIjKlmnop"
    for workers in range(1, 9):
        assert sorted(test.name for test in dealt(_tests(given), workers)) == sorted(given)
