"""`tongban keys`: the keys under which personal data and files lie."""

from __future__ import annotations

import argparse

from django.conf import settings

from tongban.frame.keyring import ring
from tongban.kernel.actor import Actor
from tongban.people.actions.personal_keys import forget_keys, keys_needed, rotate_keys


def keys(options: argparse.Namespace) -> int:
    """Carry out one of them; returns the exit status."""
    by, at = Actor.office("", f"tongban keys {options.keys_command}", settings.TONGBAN.slug), settings.TONGBAN_CLOCK
    match options.keys_command:
        case "show":
            _show()
        case "rotate":
            done = rotate_keys(cipher=options.cipher, index=options.index, by=by, at=at.now())
            began = "new key" if done.made else "an earlier rotation was interrupted and is finished; it made the key"
            print(f"{began} {done.key} ({done.cipher}); rows rewritten: {done.rows}, files: {done.files}")
            for one in done.damaged:
                print(one)
            return int(bool(done.damaged))
        case "forget":
            gone = forget_keys(by=by, at=at.now(), wall=at.wall())
            print(f"forgotten: {', '.join(gone) or 'none'}")
    return 0


def _show() -> None:
    now, used = ring(), keys_needed()
    for name, key in now.keys.items():
        print(f"{name} {key.cipher}: {used[name]} values{', writes' if name == now.writing else ''}")
    for name in now.index:
        print(f"{name} look-up: {used[name]} values{', writes' if name == now.indexing else ''}")
    for name in sorted(used.keys() - {*now.keys, *now.index}):
        print(f"{name} MISSING: {used[name]} values")
