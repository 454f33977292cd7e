"""The keys of personal data are changed by the operator: a new key writes, everything is rewritten, old keys go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from tongban.documents.actions.content import content_keys, rewrite_content
from tongban.frame.acts import act
from tongban.frame.keyring import key_file, ring
from tongban.frame.rewriting import keys_in_use, personal_models, rewrite
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.second_factors import rewrite_second_factors, second_factor_keys
from tongban.people.events import PersonalKeyMade, PersonalKeysForgotten

SETTLES = 600
"""Seconds after which nobody writes with an earlier key any more: every transaction that began with it is over."""
_LAW = "个人信息保护法 51"


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation did. `made` is False when it finished an earlier one that had been interrupted; `damaged` are
    files that could not be read and stay under the key under which they lie.
    """

    key: str
    cipher: str
    made: bool
    rows: int
    files: int
    damaged: tuple[str, ...]


def rotate_keys(*, cipher: str = "", index: bool = False, by: Actor, at: datetime) -> Rotated:
    """Make a key that writes from now on and bring all personal data and files under it; with `index` the look-up
    columns and the names of files too.

    Killed on the way, the next call finishes the work and makes no further key. `cipher` is that of the present key
    unless another is named.
    """
    rows, files, damaged = _rewritten()
    made = not rows and not files
    if made:
        before = ring()
        after = before.with_key(cipher or before.keys[before.writing].cipher)
        after = after.with_index_key() if index else after
        with act(by=by, at=at) as record:
            fact = PersonalKeyMade(key=after.writing, cipher=after.keys[after.writing].cipher, index=index)
            record(fact, under=_LAW)
            after.save()
        rows, files, damaged = _rewritten()
    now = ring()
    return Rotated(now.writing, now.keys[now.writing].cipher, made, rows, files, damaged)


def _rewritten() -> tuple[int, int, tuple[str, ...]]:
    """Bring under the keys that write now what does not lie there yet: rows, files, and files that are damaged."""
    rows = sum(rewrite(model) for model in personal_models()) + rewrite_second_factors()
    return (rows, *rewrite_content())


def keys_needed() -> Counter[str]:
    """How many values, second factors and files lie under each key, by its id."""
    return keys_in_use() + second_factor_keys() + content_keys()


def forget_keys(*, by: Actor, at: datetime, wall: datetime) -> tuple[str, ...]:
    """Take the keys out of the file under which nothing lies any more; returns their ids.

    Refused within ten minutes of the file's last change (`wall` is the machine's time): a transaction begun before may
    still write with an earlier key. Backups made under these keys can be read only with a copy of the file.
    """
    if wall.timestamp() - key_file().stat().st_mtime < SETTLES:
        raise Refused(Refusal("people.keys_just_changed", _LAW))
    now = ring()
    known = {*now.keys, *now.index} - {now.writing, now.indexing}
    gone = tuple(sorted(known - keys_needed().keys()))
    if gone:
        with act(by=by, at=at) as record:
            record(PersonalKeysForgotten(keys=gone), under=_LAW)
            now.without(gone).save()
    return gone


def missing_keys() -> list[str]:
    """Ids of keys under which something lies and which the file does not hold."""
    now = ring()
    return sorted(keys_needed().keys() - {*now.keys, *now.index})
