#!/usr/bin/env python3
"""Check a bundle of the court ledger with nothing but Python 3.11 or later: no network, no further packages.

    python3 verify.py BUNDLE.zip [FILE] [--policy court.tlog-policy] [--issuer-key KEY]

The first word of the output is the verdict: MATCH (exit 0), ALTERED (2), NOT PROVEN (3); unreadable input exits 66.
It stops at the first problem, where the courtlog package lists all and names the gravest.
This file shares no code with the courtlog package, so each can be checked against the other. It reads, in this order:
CBOR and COSE (RFC 8949, 9052), Ed25519 (RFC 8032), SM3 (GB/T 32905), Merkle proofs (RFC 9162), and the signed-note,
tlog-checkpoint, tlog-cosignature, tlog-proof and tlog-policy documents of C2SP.
"""

import argparse
import base64
import hashlib
import json
import struct
import sys
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
BASE_Y = 4 * pow(5, -1, P) % P
TAG = b"court-evidence/v1\0"
CHUNK, SLOW_SM3 = 1 << 20, 32 << 20
KNOWN = {"statement.cose", "opening.json", "proof.tlog-proof", "policy.tlog-policy", "VERIFY.txt", "verify.py"}
EXITS = {"MATCH": 0, "ALTERED": 2, "NOT PROVEN": 3}
BROKEN = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, StopIteration, TypeError,
          ValueError, struct.error, zipfile.BadZipFile, zlib.error)  # fmt: skip
Point = tuple[int, int, int, int]


class NotProven(Exception):  # noqa: N818
    """Something needed is absent."""


class Altered(NotProven):
    """Something contradicts a hash or a signature."""


def recover_x(y: int, sign: int) -> int | None:
    """Give the x of a point from its y, None when there is none."""
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (v * x * x - u) % P:
        return None
    return P - x if x & 1 != sign and x else x


def add(p: Point, q: Point) -> Point:
    """Add two points in extended coordinates (RFC 8032, 5.1.4)."""
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, point: Point) -> Point:
    """Multiply a point; not in constant time, since nothing here is secret."""
    result: Point = (0, 1, 1, 0)
    for bit in f"{scalar:b}":
        double = add(result, result)
        result = add(double, point) if bit == "1" else double
    return result


def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature is right (the cofactorless equation, as OpenSSL and Go check it)."""
    number, s = int.from_bytes(public, "little"), int.from_bytes(signature[32:], "little")
    key_y = (number & (1 << 255) - 1) % P
    key_x, base_x = recover_x(key_y, number >> 255), recover_x(BASE_Y, 0)
    if key_x is None or base_x is None or len(public) != 32 or len(signature) != 64 or s >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus_key = (P - key_x, key_y, 1, P - key_x * key_y % P)
    x, y, z, _ = add(multiply(s, (base_x, BASE_Y, 1, base_x * BASE_Y % P)), multiply(challenge, minus_key))
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]


def rotate(value: int, count: int) -> int:
    """Rotate a 32-bit word to the left."""
    count %= 32
    return (value << count | value >> (32 - count)) & 0xFFFFFFFF


def sm3(data: bytes) -> bytes:
    """Hash with SM3 (GB/T 32905, 5.3) in pure Python, about 300 kB/s."""
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, "big")
    for at in range(0, len(padded), 64):
        w = list(struct.unpack_from(">16I", padded, at))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            constant = rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j)
            s1 = rotate(rotate(a, 12) + e + constant & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            t1 = ff + d + (s1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4]) & 0xFFFFFFFF
            t2 = gg + h + s1 + w[j] & 0xFFFFFFFF
            a, b, c, d = t1, a, rotate(b, 9), c
            e, f, g, h = t2 ^ rotate(t2, 9) ^ rotate(t2, 17), e, rotate(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True)]
    return struct.pack(">8I", *state)


def head(major: int, n: int) -> bytes:
    """Encode a CBOR head in its shortest form."""
    if n < 24:
        return bytes([major << 5 | n])
    size = next(size for size in range(4) if n < 1 << 8 * 2**size)
    return bytes([major << 5 | 24 + size]) + n.to_bytes(2**size, "big")


def read_cbor(data: bytes, at: int = 0, depth: int = 8) -> tuple[object, int]:
    """Decode one deterministic CBOR item; gives it and the offset behind it."""
    major, n, start = data[at] >> 5, data[at] & 31, at
    at += 1
    if 24 <= n <= 27:
        size = 2 ** (n - 24)
        n, at = int.from_bytes(data[at : at + size], "big"), at + size
    if depth == 0 or (major != 7 and head(major, n) != data[start:at]):
        raise ValueError
    if major in (0, 1):
        return (n if major == 0 else -1 - n), at
    if major in (2, 3) and len(raw := data[at : at + n]) == n:
        return (raw if major == 2 else raw.decode()), at + n
    if major == 7:
        return {20: False, 21: True, 22: None}[n], at
    items, starts = [], []
    for _ in range({4: n, 5: 2 * n, 6: 1}[major]):
        starts.append(at)
        item, at = read_cbor(data, at, depth - 1)
        items.append(item)
    if major == 5:
        keys = [data[i:j] for i, j in zip(starts[::2], starts[1::2], strict=True)]
        if sorted(set(keys)) != keys or not all(type(key) in (int, str) for key in items[::2]):
            raise ValueError
        return dict(zip(items[::2], items[1::2], strict=True)), at
    return (items if major == 4 else (n, items[0])), at


def cbor(data: bytes) -> object:
    """Decode one item that fills the data."""
    return read_cbor(data)[0] if read_cbor(data)[1] == len(data) else None


def b64(text: str) -> bytes:
    """Decode canonical base64."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError
    return data


def vkey(text: str) -> tuple[str, bytes, int, bytes]:
    """Read a verifier key: name, id, type, public key."""
    name, key_id, encoded = text.strip().split("+", 2)
    data = b64(encoded)
    right = hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8]
    if right != key_id or len(data) != 33 or data[0] not in (1, 4):
        raise ValueError
    return name, bytes.fromhex(key_id), data[0], data[1:]


def read_note(note: bytes) -> tuple[str, dict[tuple[str, bytes], bytes]]:
    """Split a signed note into its text and its signature lines, the first of each key."""
    text, _, lines = note.decode().rpartition("\n\n")
    if any(byte < 32 and byte != 10 for byte in note) or not text or not lines.endswith("\n"):
        raise ValueError
    signatures: dict[tuple[str, bytes], bytes] = {}
    for line in lines.removesuffix("\n").split("\n"):
        dash, name, encoded = line.split(" ")
        data = b64(encoded)
        if dash != "\u2014" or not name or len(data) < 5:
            raise ValueError
        signatures.setdefault((name, data[:4]), data[4:])
    return text + "\n", signatures


def holds(name: str, given: set[str], groups: dict[str, tuple[int, list[str]]]) -> bool:
    """Tell whether a witness or group of the policy has cosigned."""
    if name == "none" or name in given:
        return True
    need, members = groups.get(name, (1, []))
    return sum(holds(member, given, groups) for member in members) >= need


def read_policy(policy: bytes) -> tuple[list[str], dict[str, str], dict[str, tuple[int, list[str]]], str]:
    """Read a policy; gives the logs' and the witnesses' keys, the groups, and the name of the quorum."""
    logs: list[str] = []
    witnesses: dict[str, str] = {}
    groups: dict[str, tuple[int, list[str]]] = {}
    quorum = ""
    for line in policy.decode(errors="surrogateescape").split("\n"):
        word, *rest = line.split() or ["#"]
        known = {"none", *witnesses, *groups}
        if word == "log":
            logs.append(rest[0])
        elif word == "witness":
            witnesses[rest[0]] = rest[1]
        elif word == "group" and (known - {"none"}).issuperset(rest[2:]):
            groups[rest[0]] = ({"any": 1, "all": len(rest) - 2}.get(rest[1]) or int(rest[1]), rest[2:])
        elif word == "quorum" and rest[0] in known and not quorum:
            quorum = rest[0]
        elif not word.startswith("#"):
            raise ValueError
    if not quorum:
        raise ValueError
    return logs, witnesses, groups, quorum


def check_head(note: bytes, policy: bytes) -> tuple[str, int, bytes, int | None, list[str]]:
    """Check a head against a policy; gives origin, size, root, time of the quorum, and the witnesses' names."""
    text, signatures = read_note(note)
    origin, size, root = text.split("\n")[:3]
    logs, witnesses, groups, quorum = read_policy(policy)
    signed = False
    for name, key_id, kind, public in map(vkey, logs):
        signature = signatures.get((name, key_id))
        if kind == 1 and name == origin and signature is not None:
            if not ed25519(public, signature, text.encode()):
                raise Altered(f"The head is not what the log {name} signed.")
            signed = True
    times = []
    for word, key in witnesses.items():
        name, key_id, kind, public = vkey(key)
        signature = signatures.get((name, key_id))
        if kind == 4 and signature is not None:
            time = int.from_bytes(signature[:8], "big")
            if not ed25519(public, signature[8:], f"cosignature/v1\ntime {time}\n{text}".encode()):
                raise Altered(f"The head is not what the witness {name} cosigned.")
            times.append((time, word, name))
    if not signed:
        raise NotProven(f"No log key that the policy trusts has signed the head of {origin}.")
    times.sort()
    enough = [i for i in range(len(times) + 1) if holds(quorum, {word for _, word, _ in times[:i]}, groups)]
    if not enough:
        raise NotProven("The witnesses who cosigned the head are fewer than the policy's quorum.")
    since = times[max(enough[0] - 1, 0)][0] if times else None
    return origin, int(size), b64(root), since, [name for _, _, name in times]


def check_inclusion(entry: bytes, proof: bytes, size: int, root: bytes) -> int:
    """Check the path from an entry to a root (RFC 9162, 2.1.3.2); gives the entry's index."""
    lines = proof.partition(b"\n\n")[0].decode().split("\n")
    if lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise ValueError
    if lines[0].startswith("extra "):
        lines.pop(0)
    word, number = lines.pop(0).split(" ")
    node, last, computed = int(number), size - 1, hashlib.sha256(b"\0" + entry).digest()
    fits = word == "index" and number == str(node) and 0 <= node <= last
    for sibling in map(b64, lines):
        fits = fits and last > 0 and len(sibling) == 32
        left = node & 1 or node == last
        computed = hashlib.sha256(b"\1" + (sibling + computed if left else computed + sibling)).digest()
        while left and not node & 1 and node:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    if not fits or last:
        raise NotProven("The path in the proof does not fit the head.")
    if computed != root:
        raise Altered("The statement is not in the log under this head: the path leads to another root.")
    return int(number)


def read_members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Read the small members, with limits before unpacking."""
    members: dict[str, bytes] = {}
    for info in archive.infolist():
        name = info.filename
        inside = name.removeprefix("file/").removeprefix("capture/")
        if name in members or not inside or "/" in inside or "\\" in inside or inside in (".", ".."):
            raise ValueError
        if not name.startswith(("file/", "capture/")) and info.file_size > 2_000_000:
            raise ValueError
        members[name] = b"" if name.startswith(("file/", "capture/")) else archive.read(info)
    return members


def check_statement(members: dict[str, bytes], issuer_key: str | None) -> tuple[dict[str, object], dict[str, object]]:
    """Check issuer and opening; gives the opening and the statement's payload. Steps 1 and 2."""
    tag, parts = cbor(members["statement.cose"])  # type: ignore[misc]  # any other shape is a ValueError or TypeError
    protected, unprotected, payload, signature = parts  # type: ignore[has-type]
    header, content, opening = cbor(protected), cbor(payload), json.loads(members["opening.json"])
    if tag != 18 or unprotected != {} or header[1] != -8 or 2 in header:  # type: ignore[index, operator, has-type]
        raise ValueError
    text = (issuer_key or opening["issuer"]["key"]).strip()
    public = vkey(text)[3] if "+" in text else bytes.fromhex(text.removeprefix("ed25519:"))
    if hashlib.sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + public).digest() != header[4]:  # type: ignore[index]
        raise NotProven("The statement names another issuer's key.")
    signed = b"\x84\x6aSignature1" + head(2, len(protected)) + protected + b"\x40" + head(2, len(payload)) + payload
    if not ed25519(public, signature, signed):
        raise Altered("The statement is not what its issuer signed.")
    salt, sha256_digest, sm3_digest = (bytes.fromhex(opening[name]) for name in ("salt", "sha256", "sm3"))
    if len(salt) != 32 or opening["format"] != 1 or opening["domain"].encode() + b"\0" != TAG:
        raise ValueError
    made = hashlib.sha256(TAG + salt + sha256_digest).digest(), sm3(TAG + salt + sm3_digest)
    if made != (content["commitment-sha256"], content["commitment-sm3"]):  # type: ignore[index]
        raise Altered("The salt and digests in opening.json do not belong to the statement.")
    size = max(10, (opening["size"] - 1).bit_length())
    if (size, opening["issuer"]["name"]) != (content["size-class"], header[15][1]):  # type: ignore[index]
        raise Altered("opening.json states another size or issuer than the statement.")
    return opening, content  # type: ignore[return-value]


def check_file(file, opening: dict[str, object], content: dict[str, object]) -> list[str]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Check the file's bytes, step 3; gives what could not be checked."""
    salt = bytes.fromhex(str(opening["salt"]))
    row: list[bytes] = []
    sha256, size = hashlib.sha256(), 0
    quick = hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else None
    kept = b"" if not quick and int(str(opening["size"])) <= SLOW_SM3 else None
    while chunk := file.read(CHUNK):
        own_salt = hashlib.sha256(b"court-chunk/v1\0" + salt + len(row).to_bytes(8, "big")).digest()
        row.append(hashlib.sha256(b"\0" + own_salt + chunk).digest())
        size += len(chunk)
        sha256.update(chunk)
        if quick:
            quick.update(chunk)
        elif kept is not None and size <= SLOW_SM3:
            kept += chunk
    if (size, sha256.hexdigest()) != (opening["size"], opening["sha256"]):
        raise Altered("This file is not the one that was chained: other size or SHA-256 digest.")
    found = quick.digest() if quick else None if kept is None else sm3(kept)
    if found and found.hex() != opening["sm3"]:
        raise Altered("This file is not the one that was chained: other SM3 digest.")
    while len(row) > 1:  # a level of the tree: an odd last hash moves up unchanged, as in RFC 9162
        row = [hashlib.sha256(b"\1" + b"".join(row[i : i + 2])).digest() if i + 1 < len(row) else row[i]
               for i in range(0, len(row), 2)]  # fmt: skip
    if content["chunks"] is not None and (not row or row[0] != content["chunks"]):
        raise Altered("This file is not the one that was chained: other chunk root.")
    return [] if found else ["the SM3 digest of the file (too slow here without OpenSSL's SM3)"]


def examine(arguments: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Check everything in the order of the courtlog package; gives what is proved and what was not checked."""
    policy = Path(arguments.policy).read_bytes() if arguments.policy else None
    key = arguments.issuer_key
    key = Path(key).read_text() if key and Path(key).is_file() else key
    with Path(arguments.bundle).open("rb") as source, zipfile.ZipFile(source) as archive:
        members = read_members(archive)
        for name in ("statement.cose", "opening.json", "proof.tlog-proof", *([] if policy else ["policy.tlog-policy"])):
            if name not in members:
                raise NotProven(f"The bundle has no {name}.")
        opening, content = check_statement(members, key)
        bundled = [name for name in members if name.startswith("file/")]
        unchecked: list[str] = []
        for name in bundled:
            with archive.open(name) as file:
                unchecked += check_file(file, opening, content)
    if arguments.file:
        with Path(arguments.file).open("rb") as file:
            unchecked += check_file(file, opening, content)
    proof = members["proof.tlog-proof"]
    note = proof.partition(b"\n\n")[2]
    origin, size, root, since, witnesses = check_head(note, policy or members["policy.tlog-policy"])
    index = check_inclusion(members["statement.cose"], proof, size, root)
    if not bundled and not arguments.file:
        raise NotProven("No file was given and the bundle carries none: only the statement was checked.")
    when = f"{datetime.fromtimestamp(since, UTC):%Y-%m-%d %H:%M:%S} UTC" if since else "a time that is not proved"
    proved = [f"The file is unaltered since {when}: entry {index} of {origin}. Cosigned by: {', '.join(witnesses)}."]
    unchecked += [] if policy else ["whose keys these are: the policy came with the bundle, proving nothing of them"]
    unchecked += [] if key else ["who holds the issuer's key: it came with the bundle"]
    return proved, unchecked + sorted(set(members) - KNOWN - set(bundled))


def main() -> int:
    """Run the command; gives its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog="Example: verify.py bundle.zip")
    parser.add_argument("bundle")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--policy", help="the logs and witnesses that you trust (default: those in the bundle)")
    parser.add_argument("--issuer-key", help="the issuer's public key, or a file that holds it")
    try:
        verdict, (proved, unchecked) = "MATCH", examine(parser.parse_args())
    except NotProven as error:
        verdict, proved, unchecked = "ALTERED" if isinstance(error, Altered) else "NOT PROVEN", [str(error)], []
    except BROKEN as error:
        sys.stderr.write(f"verify.py: the input cannot be read ({type(error).__name__}).\n")
        return 66
    unchecked.append("whether the content is true, and the file's name")
    text = "\n".join([verdict, *proved, *(f"NOT CHECKED: {what}" for what in unchecked), ""])
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.write("".join(c if c == "\n" or c.isprintable() else "?" for c in text))
    return EXITS[verdict]


if __name__ == "__main__":
    sys.exit(main())
