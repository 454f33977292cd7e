"""The settings of a zone: what would leave its node open or unable to speak is refused at the start, in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tongban.federation.law import public_of
from tongban.wiring.platform import Platform, PlatformMisconfigured

KEY = public_of("A" * 42 + "E")
INTERNET = {"slug": "net", "zone": "internet", "zone_peer": "chongqing", "zone_sealing_key": KEY}


def load(home: Path, **settings: object) -> Platform:
    lines = [
        f"{name} = {value}" if isinstance(value, int) else f'{name} = "{value}"' for name, value in settings.items()
    ]
    (home / "platform.toml").write_text("\n".join(lines), encoding="utf-8")
    return Platform.load(home)


def test_a_node_without_a_zone_is_both(tmp_path: Path) -> None:
    (tmp_path / "platform.toml").write_text('slug = "x"\ntree = ["渝"]\n', encoding="utf-8")
    platform = Platform.load(tmp_path)
    assert (platform.zone, platform.rest_key) == (None, None)


def test_the_internet_zone_hosts_no_courts_and_has_its_key_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    platform = load(home, **INTERNET, rest_key=tmp_path / "rest.key", zone_confirm_hours=6)
    assert platform.tree == ()
    assert platform.rest_key == tmp_path / "rest.key"
    assert platform.zone is not None
    assert (platform.zone.internet, platform.zone.peer, platform.zone.sealing_key) == (True, "chongqing", KEY)
    assert platform.zone.confirm_within == timedelta(hours=6)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"zone": "middle"}, "`zone` is"),
        ({"zone_peer": ""}, "`zone_peer`"),
        ({"zone_sealing_key": "no key"}, "`zone_sealing_key`"),
        ({"zone_sealing_key": ""}, "`zone_sealing_key`"),
        ({"zone_confirm_hours": 0}, "`zone_confirm_hours`"),
        ({"rest_key": ""}, "needs `rest_key`"),
        ({"rest_key": "HOME/rest.key"}, "outside the home"),
        ({"zone": "court"}, "must set `tree`"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, changed: dict[str, object], says: str) -> None:
    settings = {**INTERNET, "rest_key": "/nowhere/rest.key", **changed}
    settings = {k: v.replace("HOME", str(tmp_path)) if isinstance(v, str) else v for k, v in settings.items()}
    with pytest.raises(PlatformMisconfigured, match=says):
        load(tmp_path, **settings)
