"""Bundles of which bytes, lines, members or the zip itself were changed, with checksums made right."""

import re

from ledger_forge import pack

LINES = (
    b"\n",
    b"\r\n",
    b" ",
    b"\t",
    b"\0",
    b"\x7f",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"\xef\xbb\xbf",
    b"\xff",
    b"+",
    b"=",
    b"0",
    b"-",
)


def bit(rng, data):
    if not data:
        return b"x"
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def byte(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + rng.randrange(2) :]


def cut(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at]


def drop(rng, data):
    start = rng.randrange(len(data) + 1)
    return data[:start] + data[start + rng.randrange(1, 40) :]


def double(rng, data):
    start = rng.randrange(len(data) + 1)
    end = start + rng.randrange(1, 80)
    return data[:end] + data[start:]


def swap(rng, data):
    a, b, c, d = sorted(rng.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def insert(rng, data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(LINES) + data[at:]


def line(rng, data):
    lines = data.split(b"\n")
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(8)
    if what == 0:
        lines.insert(at, lines[other])
    elif what == 1:
        del lines[at]
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 3:
        lines[at] += rng.choice(LINES)
    elif what == 4:
        lines[at] = rng.choice(LINES) + lines[at]
    elif what == 5:
        lines.insert(at, b"")
    elif what == 6:
        return data.replace(b"\n", b"\r\n")
    else:
        lines.insert(
            at, rng.choice([b"# x", b"extra YQ==", b"index 3", b"quorum none", b"log", b"\xe2\x80\x94 a YWJjZGVm"])
        )
    return b"\n".join(lines)


BYTES = (bit, bit, bit, byte, cut, drop, double, swap, insert, line, line)


def tampered(rng, parts, evidence=None):
    """One or two members changed, checksums right."""
    parts = dict(parts)
    if rng.random() < 0.5:
        del parts["receipt.cose"]  # it repeats the path, and so would hide a reader that does not follow it
        evidence = [name for name in evidence or parts if name in parts]
    for _ in range(rng.choice((1, 1, 1, 2))):
        name = rng.choice(evidence or list(parts))
        parts[name] = rng.choice(BYTES)(rng, parts[name])
    return pack(parts.items(), method=rng.choice((0, 0, 0, 8)))


def raw(rng, parts):
    """The zip itself changed: its headers, its directory, its end."""
    data = pack(parts.items())
    for _ in range(rng.choice((1, 1, 2))):
        data = rng.choice((bit, bit, byte, cut, drop, double, swap))(rng, data)
    return data


def directory(rng, parts):
    """One bit of the zip's directory, or of a member's own header."""
    data = bytearray(pack(parts.items()))
    places = [m.start() for m in re.finditer(rb"PK[\x01\x03\x05]", bytes(data))]
    start = rng.choice(places)
    at = start + rng.randrange(46)
    if at < len(data):
        data[at] ^= 1 << rng.randrange(8)
    return bytes(data)


NAMES = (
    "../evil",
    "/etc/x",
    "a/b",
    "file/",
    "c:x",
    "a\\b",
    "file/a/b",
    "x\x07",
    "file/../a",
    ".x",
    "file/.x",
    "a.",
    "a ",
    " a",
    "Statement.cose",
    "STATEMENT.COSE",
    "file/A.txt",
    "file/a.txt ",
    "\u017ftatement.cose",
    "ﬁle/a",
    "capture/x",
    "capture/.x",
    "capture/a/b",
    "CAPTURE/x",
    "File/x",
    "file",
    "capture",
    "K",
    "\u212a",
    "k",
    "a\u202eb",
    "a\u200bb",
    "NUL",
    "con.txt",
    "a*b",
    "a?b",
    "a\x7fb",
    "a\x85b",
    "",
    "x" * 255,
    "x" * 256,
    "合" * 86,
    "statement.cose/",
    "e\u0301",
    "\u00e9",
    "tsa.tsr",
    "file/\u202egnp.exe",
    "ß",
    "SS",
    "\ud800x".encode("utf-8", "replace").decode(),
    "İ",
    "i̇",
)


def members_more(rng, parts):
    """Strange, double, missing and reordered members."""
    parts = list(parts.items())
    for _ in range(rng.choice((1, 1, 2, 3))):
        what = rng.randrange(6)
        at = rng.randrange(len(parts)) if parts else 0
        if what < 3 or not parts:
            parts.insert(rng.randrange(len(parts) + 1), (rng.choice(NAMES), rng.choice((b"", b"x", bytes(3000)))))
        elif what == 3:
            del parts[at]
        elif what == 4:
            parts.append(parts[at])
        else:
            rng.shuffle(parts)
    return pack(parts, method=rng.choice((0, 8)))
