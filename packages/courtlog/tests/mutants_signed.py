"""Strange statements, receipts, openings and files, signed by those who ought to."""

import json
import struct

from judge_notes import sha256, tree
from ledger_forge import PARTY, START, Forge, Pairs, Raw, cbor, pack, path_of

ODD = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7,
    24,
    255,
    256,
    65_535,
    65_536,
    2**31,
    2**32,
    2**53,
    2**63 - 1,
    2**63,
    2**64 - 1,
    -(2**63),
    b"",
    b"x",
    bytes(31),
    bytes(32),
    bytes(33),
    "",
    "x",
    "é",
    [],
    [1],
    {},
    {1: 2},
    "evidence",
    START,
    10,
    63,
    64,
    -8,
    -7,
    -19,
    "\0",
    "a\nb",
    "x" * 300,
    Raw(b"\xfb\x41\xda\xd2\x74\x80\x00\x00\x00"),
    Raw(b"\xf9\x3c\x00"),
    Raw(b"\xf7"),
    Raw(b"\xf8\x20"),
    Raw(b"\xff"),
    Raw(b"\x18\x05"),
    Raw(b"\x1b\0\0\0\0\0\0\0\x0a"),
    Raw(b"\x5f\x41a\x41b\xff"),
    Raw(b"\x9f\x01\xff"),
    Raw(b"\xbf\xff"),
    Raw(b"\xd8\x64\x05"),
    Raw(b"\x58\x05abcde"),
    Raw(b"\x62\xff\xfe"),
    Raw(b"\x63\xed\xa0\x80"),
    Raw(b"\xe0"),
    Raw(b"\x1c"),
    Raw(b"\x81" * 3000 + b"\x80"),
    Raw(b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"),
    Raw(b"\xf4"),
    Raw(b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff"),
)


def values(rng, mapping, keys=()):
    """A map with something odd in it: another value, another key, one too few, one twice, one out of order."""
    pairs = Pairs(sorted(mapping.items(), key=lambda pair: cbor(pair[0])))
    what, at = rng.randrange(7), rng.randrange(len(pairs))
    if what < 2:
        pairs[at] = (pairs[at][0], rng.choice(ODD))
    elif what == 2:
        pairs.append((rng.choice([*ODD, *keys, "members", "content", 3, 99, -1]), rng.choice(ODD)))
        pairs = Pairs(sorted(pairs, key=lambda pair: cbor(pair[0])))
    elif what == 3:
        del pairs[at]
    elif what == 4:
        pairs.insert(at, pairs[rng.randrange(len(pairs))])
    elif what == 5:
        other = rng.randrange(len(pairs))
        pairs[at], pairs[other] = pairs[other], pairs[at]
    else:
        pairs[at] = (rng.choice(ODD), pairs[at][1])
    return pairs


def signed_statement(rng):
    """A strange statement, rightly signed and logged."""
    forge = Forge(rng)
    what = rng.randrange(8)
    if what < 3:
        forge.payload = values(rng, forge.payload)
    elif what == 3:
        forge.protected = values(rng, forge.protected, (2, 3, 5, 6, 7, 16))
    elif what == 4:
        forge.protected[15] = values(rng, forge.protected[15], (3, 4, 5, 7))
    elif what == 5:
        forge.unprotected = rng.choice([{4: b"x"}, {1: -8}, Raw(b"\xbf\xff"), [], None, {396: {}}, Raw(b"\xa0")])
    elif what == 6:
        forge.tag = rng.choice((17, 18, 19, 98, 55799))
    else:
        forge.payload["x"] = bytes(rng.choice((64_900, 65_000, 65_100, 65_200, 65_536, 70_000)) + rng.randrange(100))
    if rng.random() < 0.3:
        forge.receipt = False
    return forge.bundle()


def longest_entry(rng):
    """Entries whose length is about the most that there may be."""
    forge = Forge(rng)
    forge.payload["x"] = bytes(60_000)
    spare = 65_535 - len(forge.statement())
    forge.payload["x"] = bytes(60_000 + spare + rng.randrange(-3, 4))
    return forge.bundle()


def signed_receipt(rng):
    forge = Forge(rng)
    parts = forge.members()
    entry = parts["statement.cose"]
    leaves = [sha256(b"\0" + (entry if n == forge.index else b"%d" % n)) for n in range(forge.size)]

    def change(header, free):
        what = rng.randrange(6)
        if what == 0:
            return values(rng, header, (2, 3, 16, 394)), free
        if what == 1:
            return {**header, 15: values(rng, header[15], (6,))}, free
        if what == 2:
            return header, values(rng, free)
        if what == 3:
            return header, {
                396: rng.choice([{}, [], None, {-1: []}, {-1: [b""]}, {-1: [b"x", b"x"]}, {-2: [b""]}, {-1: b"x"}])
            }
        inner = [forge.size, forge.index, path_of(leaves, forge.index)]
        if what == 4:
            inner[rng.randrange(3)] = rng.choice([*ODD, [bytes(32)]])
        else:
            inner = rng.choice(
                [
                    inner[:2],
                    [*inner, 1],
                    inner[::-1],
                    [inner[0], inner[1], inner[2][:-1]],
                    [*inner[:2], [*inner[2], bytes(32)]],
                ]
            )
        return header, {396: {-1: [cbor(inner)]}}

    root = tree(leaves) if rng.random() < 0.8 else rng.choice((bytes(32), b"", bytes(31)))
    parts["receipt.cose"] = forge.receipt_of(path_of(leaves, forge.index), root, change)
    return pack(parts.items())


KEY = f"ed25519:{PARTY.public.hex()}"
VALUES = (
    *["null", "true", "1", "1.0", "1e0", "-1", "-0", "0", "01", "[]", "{}", "NaN", "Infinity", "28.0", "2.8e1", "1.5"],
    *(f'"{text}"' for text in ("", "x", "\\ud800", "\\u0000", "a/b", "../a", "a\\u202eb", "1")),
    *(f'"{text}"' for text in ("0" * 64, "A" * 64, "0" * 63, "\uff10" * 64)),
    *("28 ", "1" * 400, '{"name":"party.example"}', '{"name":"x","key":"x"}'),
    *(f'{{"name":"party.example","key":"{KEY.upper()}"}}', f'{{"key":"{KEY}","name":"party.example","x":1}}'),
)


def signed_opening(rng):
    forge = Forge(rng)
    text = json.dumps(forge.opening, separators=(",", ":"))
    name, odd = rng.choice(list(forge.opening)), rng.choice(VALUES)
    value = json.dumps(forge.opening[name], separators=(",", ":"))
    right, what = f'"{name}":{value}', rng.randrange(9)
    if what < 4:
        text = text.replace(right, f'"{name}":{odd}')
    elif what == 4:
        text = text.replace(right, f'"{name}":{odd},"{name}":{value}')
    elif what == 5:
        text = text.replace(right, f'{right},"more":{odd}')
    elif what == 6:
        text = rng.choice((" ", "\n", "\t", "\ufeff", "\xa0", "//\n", "\0")) + text
    elif what == 7:
        text += rng.choice((" ", "\n", "\t", "\ufeff", "\xa0", "\0", ",", "{}", "]"))
    else:
        respelt = (
            text.replace(",", ", "),
            text.replace('"', "'"),
            text.replace("}}", "},}"),
            text.replace("n", "\\u006e"),
        )
        text = rng.choice(("[" * 5000, '{"a":' * 3000, "[]", "null", "1", '"x"', "", *respelt))
    parts = forge.members() | {"opening.json": text.encode("utf-8", "surrogatepass")}
    return pack(parts.items())


def signed_file(rng):
    """Files of every awkward length, chunked or not, rightly or not."""
    size = rng.choice((0, 1, 1023, 1024, 1025, 2048, 2049, 1 << 20, (1 << 20) + 1, (1 << 21), (1 << 21) + 5))
    content = rng.randbytes(size)
    forge = Forge(rng, content)
    leaves = [
        sha256(b"\0" + sha256(b"court-chunk/v1\0" + forge.salt + struct.pack(">Q", n)) + content[n << 20 : n + 1 << 20])
        for n in range((size + (1 << 20) - 1) >> 20)
    ]
    root = tree(leaves)
    forge.payload["chunks"] = root if size > 1 << 20 else None
    what = rng.randrange(5)
    if what == 0:
        forge.payload["chunks"] = rng.choice((None, root, bytes(32)))
    elif what == 1:
        forge.payload["size-class"] += rng.choice((-1, 1))
    elif what == 2:
        forge.opening["size"] = max(0, size + rng.choice((-1, 1)))
    return forge.bundle()
