"""Which sessions a disputed act holds (在线诉讼规则 7(2)): what the one who did it cannot have shown lets through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tongban.people.rules.disputes import Shown, is_held

DONE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OPENED = DONE + timedelta(days=2)
BEFORE, BETWEEN, LATER, LAST = (DONE + timedelta(hours=hours) for hours in (-1, 5, 50, 60))


@pytest.mark.parametrize(
    ("shown", "held"),
    [
        (Shown(), True),
        (Shown(factors=(BEFORE,)), False),
        (Shown(factors=(DONE,)), True),
        (Shown(factors=(BETWEEN, LATER)), True),
        (Shown(renewed=BETWEEN), True),
        (Shown(renewed=OPENED), False),
        (Shown(looked=BETWEEN), True),
        (Shown(looked=OPENED), False),
        (Shown(looked=OPENED, proven=BETWEEN), False),
        (Shown(looked=OPENED, proven=LATER), True),
        (Shown(looked=LATER, proven=LATER), False),
        (Shown(looked=LATER, proven=LAST), True),
        (Shown(proven=LATER), True),
    ],
)
def test_a_session_sees_on_by_what_the_thief_cannot_have(shown: Shown, held: bool) -> None:
    assert is_held(DONE, OPENED, shown) is held
