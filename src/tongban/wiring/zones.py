"""The zone that a node is (house.md): everything in one, or the internet zone or the court zone of a platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from tongban.federation.law import reader_of
from tongban.federation.vocabulary import Zone

Fail = Callable[[str], Exception]


def zone_of(raw: Mapping[str, Any], *, fail: Fail) -> Zone | None:
    """The zone that the settings name; None for a node that is both."""
    name, peer = raw.get("zone", ""), raw.get("zone_peer", "")
    if not name:
        return None
    if name not in ("internet", "court"):
        raise fail('`zone` is "internet" or "court"; without it the node is both')
    if not isinstance(peer, str) or not peer:
        raise fail("`zone_peer` must name the other zone (its `slug`)")
    if name == "court":
        return Zone(internet=False, peer=peer)
    key, hours = raw.get("zone_sealing_key", ""), raw.get("zone_confirm_hours", 24)
    try:
        reader_of(str(key))
    except ValueError as wrong:
        raise fail(
            "`zone_sealing_key` must be the line that `tongban peer sealing` prints in the court zone"
        ) from wrong
    if type(hours) is not int or hours < 1:
        raise fail("`zone_confirm_hours` is a whole number, one at the least")
    return Zone(internet=True, peer=peer, sealing_key=str(key), confirm_within=timedelta(hours=hours))


def rest_key_of(raw: Mapping[str, Any], home: Path, *, fail: Fail) -> Path | None:
    """Where the key for what rests lies: outside the home folder, for whoever takes that must not have it."""
    named = raw.get("rest_key", "")
    if not named:
        if raw.get("zone") == "internet":
            raise fail("the internet zone needs `rest_key`, a file outside its home with the key for what rests there")
        return None
    path = Path(str(named)).resolve()
    if path.is_relative_to(home.resolve()):
        raise fail("`rest_key` must lie outside the home folder, best in memory (/run)")
    return path
