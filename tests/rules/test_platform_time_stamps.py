"""Who stamps the ledger's heads, as `platform.toml` says it, and what a slip there says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.rules.test_platform_readings import load
from tongban.wiring.platform import PlatformMisconfigured, TimeStamps

pytestmark = pytest.mark.once

OTHER = '[time_stamps]\naddress = "https://tsa.example/"\n'


def test_a_demonstration_asks_its_own_authority_and_a_court_asks_nobody_until_it_is_told_whom(tmp_path: Path) -> None:
    own = load(tmp_path, 'public_url = "http://court.test/"\n').time_stamps
    assert own == TimeStamps("http://court.test/ledger/tsa", None, timedelta(minutes=5))
    assert load(tmp_path, 'profile = "production"\n').time_stamps == TimeStamps("", None, timedelta(hours=1))


def test_another_authority_is_asked_under_the_roots_that_vouch_for_it(tmp_path: Path) -> None:
    (tmp_path / "tsa.pem").write_text("")
    found = load(tmp_path, OTHER + 'roots = "tsa.pem"\nminutes = 30\n').time_stamps
    assert found == TimeStamps("https://tsa.example/", tmp_path / "tsa.pem", timedelta(minutes=30))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (OTHER, "`roots`"),
        (OTHER + 'roots = "missing.pem"\n', "`roots`"),
        ("[time_stamps]\nminutes = 0\n", "`minutes`"),
        ("[time_stamps]\nminutes = true\n", "`minutes`"),
        ('[time_stamps]\nminutes = "5"\n', "`minutes`"),
        ("[time_stamps]\nurl = 5\n", "nothing else"),
        ("time_stamps = 5\n", "nothing else"),
    ],
)
def test_a_slip_is_named_before_the_platform_starts(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(PlatformMisconfigured, match=named):
        load(tmp_path, text)
