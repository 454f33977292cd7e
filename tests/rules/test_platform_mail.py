"""From which address a court writes: mail that does not arrive must find its way back (SI 135)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.wiring.platform import Platform, PlatformMisconfigured

pytestmark = pytest.mark.once


def platform(home: Path, *lines: str) -> Platform:
    (home / "platform.toml").write_text("\n".join(('slug = "test"', 'tree = ["渝"]', *lines)), encoding="utf-8")
    return Platform.load(home)


def test_a_court_writes_from_an_address_of_its_own(tmp_path: Path) -> None:
    assert platform(tmp_path, 'mail_from = "songda@court.example"').mail_from == "songda@court.example"
    assert platform(tmp_path).mail_from == "test@tongban.example"


@pytest.mark.parametrize("address", ["court", "court @example.cn", "法院 <a@b.cn>", "a@b@c", "a@b\\nBcc: x@y"])
def test_what_is_no_address_is_told_at_the_start(tmp_path: Path, address: str) -> None:
    with pytest.raises(PlatformMisconfigured, match="mail_from"):
        platform(tmp_path, f'mail_from = "{address}"')
