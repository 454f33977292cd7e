"""A second reader of member proofs, changes of keys and evidence of conflicts, written from docs/ledger/formats.md."""

import contextlib
import json

from judge_notes import (
    Altered,
    Conflict,
    Head,
    Note,
    NotProven,
    Unreadable,
    Vkey,
    b64,
    consistent,
    cosigned,
    decimal,
    ed25519,
    inclusion,
    leaf,
    ml_dsa_44,
    need,
)


def check_member(data, record, members):
    """Follow a member proof from its record (64 bytes) to `members`, the count and root in the batch's statement."""
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise Unreadable("a member proof") from error
    need(len(lines) >= 3 and lines[0] == "court-member/v1" and lines.pop() == "", "a member proof")
    need(lines[1].startswith("index "), "the index")
    index, path = decimal(lines[1][6:]), [b64(line) for line in lines[2:]]
    need(all(len(one) == 32 for one in path), "a hash")
    root = inclusion(leaf(record), index, members[0], path)
    need(root is not None, "no path of such a batch")
    if root != members[1]:
        raise Altered("the record is not a member")


def check_change(data, authorities=()):
    """Give (old vkey, new vkey or None, second) of a change of a key that those signed who ought to."""
    note = Note(data)
    lines = note.text.split("\n")
    need(lines[0] == "court-key-change/v1" and lines[-1] == "", "a change of a key")
    need((lines[1:2], len(lines)) in ((["rotate"], 6), (["revoke"], 5)), "a change of a key")
    keys, since = [Vkey(line) for line in lines[2:-2]], decimal(lines[-2])
    old, new = [*keys, None][:2]
    signed = []
    for key in (*keys, *(one for one in authorities if speaks_for(one.name, old.name))):
        for signature in note.of(key):
            if not (ml_dsa_44 if key.kind == 6 else ed25519)(key.public, signature, note.text.encode()):
                raise Altered(f"the signature of {key.name}")
            signed.append(key)
    need(new is None or (new.name, new.kind) == (old.name, old.kind), "a key of the same name and type")
    if not signed or (new and not all(key in signed for key in keys)):
        raise NotProven("signatures are missing")
    return lines[2], lines[3] if new else None, since


def speaks_for(authority, name):
    house, other = (one.partition("/")[0] for one in (authority, name))
    return other == house or other.endswith("." + house)


def judge_conflict(data, keys):
    """Raise Conflict when the evidence convicts one of `keys`, else NotProven."""
    try:
        value = json.loads(data.decode())
        need(value["format"] == 1 and value["kind"] == "court-conflict", "evidence")
        first, second = (Head(value[one]["note"].encode()) for one in ("first", "second"))
        root = None if value["root"] is None else b64(value["root"])
        path = [b64(one) for one in value["path"]]
        need(all(Vkey(one) for one in value["keys"]), "the keys")
        need(all("place" in value[one] for one in ("first", "second")), "the places")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("evidence") from error
    need(all(len(one) == 32 for one in [*path, root or bytes(32)]), "a hash")
    if first.origin != second.origin or first.size > second.size:
        raise NotProven("nothing can be compared")
    for key in keys:
        if key.kind == 1 and key.name == first.origin and all([signed(head, key) for head in (first, second)]):  # noqa: C419 - a wrong one on either tells
            grown = first.size < second.size and root is not None
            forked = grown and consistent(first.size, root, second.size, second.root, path) and root != first.root
            if forked or (first.size == second.size and first.root != second.root):
                raise Conflict(key.name)
    for key in keys:
        if key.kind != 1 and first.size < second.size:
            before, after = (time_of(head, key) for head in (first, second))
            if before is not None and after is not None and before > after:
                raise Conflict(key.name)
    raise NotProven("no contradiction under these keys")


def signed(head, key):
    for signature in head.note.of(key):
        if not ed25519(key.public, signature, head.note.text.encode()):
            raise Altered("the log's signature")
        return True
    return False


def time_of(head, key):
    with contextlib.suppress(Altered):
        time = cosigned(head, key)
        return None if key.kind == 6 and time == 0 else time
    return None
