"""What courts choose in `platform.toml` about the law of periods, and what a slip there says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.kernel.periods import AS_SHIPPED, Backward, Readings, RestDay
from tongban.wiring.platform import Platform, PlatformMisconfigured

pytestmark = pytest.mark.once

START = 'slug = "test"\ntree = ["渝"]\n'


def load(home: Path, text: str) -> Platform:
    (home / "platform.toml").write_text(START + text, encoding="utf-8")
    return Platform.load(home)


def test_without_a_word_the_shipped_readings_hold(tmp_path: Path) -> None:
    assert load(tmp_path, "").readings == {"": AS_SHIPPED}


def test_a_court_chooses_on_top_of_its_platform(tmp_path: Path) -> None:
    text = '[readings]\nbackward = "plain"\n[readings."渝0103"]\nrest_day = "moves"\n'
    found = load(tmp_path, text).readings
    assert found[""] == Readings(backward=Backward.PLAIN)
    assert found["渝0103"] == Readings(backward=Backward.PLAIN, rest_day=RestDay.MOVES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[readings]\nbackward = "loose"\n', "backward=full_days"),
        ('[readings]\nforward = "plain"\n', "limitation"),
        ('[readings."渝0103"]\nnotice = 31\n', "notice=day_after"),
        ('readings = "plain"\n', "backward"),
    ],
)
def test_a_slip_is_told_with_what_may_be_chosen(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(PlatformMisconfigured) as told:
        load(tmp_path, text)
    assert named in str(told.value)
    assert "platform.toml" in str(told.value)
