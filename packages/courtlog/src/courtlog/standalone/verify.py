#!/usr/bin/env python3
"""Check a bundle of the court ledger with nothing but Python 3.11 or later: no network, no further packages.

    python3 verify.py BUNDLE.zip [FILE] [--policy court.tlog-policy] [--issuer-key KEY]
The first word is the verdict of the gravest finding, as of `courtlog verify`: MATCH (exit 0), ALTERED (2), NOT PROVEN
(3); CONFLICT (4) takes heads from elsewhere: `courtlog verify --head`. Wrong usage exits 64, unreadable input 66.
It shares no code with the courtlog package, so each can be checked against the other. It reads CBOR and COSE (RFC 8949,
9052), Ed25519 (RFC 8032), SM3 (GB/T 32905), Merkle proofs (RFC 9162), and C2SP's signed-note and tlog documents.
"""

# fmt: off
import argparse
import base64
import hashlib
import json
import re
import struct
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1, BASE_Y = pow(2, (P - 1) // 4, P), 4 * pow(5, -1, P) % P
TAG = b"court-evidence/v1\0"
CHUNK, SLOW_SM3, SMALL, LARGE, LONGEST = 1 << 20, 32 << 20, 2_000_000, 64 << 30, 1_000_000
BEFORE, RECEIPT = "before.checkpoint", "receipt.cose"
PARTS = ("statement.cose", "opening.json", "proof.tlog-proof", "policy.tlog-policy")
KNOWN = {*PARTS, BEFORE, RECEIPT, "VERIFY.txt", "verify.py"}
KINDS = {"evidence", "agreement", "e-file-version", "service-receipt", "enforcement-act", "register-batch",
         "key-or-policy", "foreign-checkpoint", "correction"}
EXITS = {"ALTERED": 2, "NOT PROVEN": 3, "MATCH": 0}
Point = tuple[int, int, int, int]
Key = tuple[str, bytes, int, bytes]
class Finding(Exception):  # noqa: N818
    """What a step found wrong: the verdict, and a sentence."""
def need(condition: object, *finding: str) -> None:  # noqa: D103 - stop at bad input, or a step with its finding
    if not condition:
        raise Finding(*finding) if finding else ValueError
def recover_x(y: int, sign: int) -> int | None:  # noqa: D103 - the x of a point from its y, if there is one
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    x = x * ROOT_OF_MINUS_1 % P if (v * x * x - u) % P else x
    return None if (v * x * x - u) % P else P - x if x & 1 != sign and x else x
def add(p: Point, q: Point) -> Point:  # noqa: D103 - add two points in extended coordinates (RFC 8032, 5.1.4)
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def multiply(scalar: int, point: Point) -> Point:  # noqa: D103 - not in constant time: nothing here is secret
    result: Point = (0, 1, 1, 0)
    for bit in f"{scalar:b}":
        result = add(add(result, result), point if bit == "1" else (0, 1, 1, 0))
    return result
def ed25519(public: bytes, signature: bytes, message: bytes) -> bool:  # noqa: D103 - no cofactor, as OpenSSL
    number, s = int.from_bytes(public, "little"), int.from_bytes(signature[32:], "little")
    key_y = number % (1 << 255) % P
    key_x, base_x = recover_x(key_y, number >> 255), recover_x(BASE_Y, 0)
    if key_x is None or base_x is None or len(public) != 32 or len(signature) != 64 or s >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus_key = (P - key_x, key_y, 1, P - key_x * key_y % P)
    x, y, z, _ = add(multiply(s, (base_x, BASE_Y, 1, base_x * BASE_Y % P)), multiply(challenge, minus_key))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]
def rotate(value: int, count: int) -> int:  # noqa: D103 - rotate a 32-bit word to the left
    return (value << count % 32 | value >> (32 - count % 32)) & 0xFFFFFFFF
def sm3(data: bytes) -> bytes:  # noqa: D103 - hash with SM3 (GB/T 32905, 5.3) in pure Python, about 300 kB/s
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, "big")
    for at in range(0, len(padded), 64):
        w = list(struct.unpack_from(">16I", padded, at))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            s1 = rotate(rotate(a, 12) + e + rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            t1 = ff + d + (s1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4]) & 0xFFFFFFFF
            t2 = gg + h + s1 + w[j] & 0xFFFFFFFF
            a, b, c, d, e, f, g, h = t1, a, rotate(b, 9), c, t2 ^ rotate(t2, 9) ^ rotate(t2, 17), e, rotate(f, 19), g
        state = [x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True)]
    return struct.pack(">8I", *state)
def head(major: int, n: int) -> bytes:  # noqa: D103 - encode a CBOR head in its shortest form
    if n < 24:
        return bytes([major << 5 | n])
    size = next(size for size in range(4) if n < 1 << 8 * 2**size)
    return bytes([major << 5 | 24 + size]) + n.to_bytes(2**size, "big")
def read_cbor(data: bytes, at: int = 0, depth: int = 8) -> tuple[object, int]:  # noqa: D103 - one item and its end
    major, n, start = data[at] >> 5, data[at] & 31, at
    at += 1
    if 24 <= n <= 27:
        size = 2 ** (n - 24)
        n, at = int.from_bytes(data[at : at + size], "big"), at + size
    need(depth and (major == 7 or head(major, n) == data[start:at]))
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
        need(sorted(set(keys)) == keys and all(type(key) in (int, str) for key in items[::2]))
        return dict(zip(items[::2], items[1::2], strict=True)), at
    return (items if major == 4 else (n, items[0])), at
def cbor(data: bytes) -> Any:  # noqa: ANN401, D103 - decode one item that fills the data
    item, end = read_cbor(data)
    need(end == len(data))
    return item
def signed_by_cose(protected: bytes, payload: bytes) -> bytes:  # noqa: D103 - the Sig_structure of RFC 9052, 4.4
    return b"\x84\x6aSignature1" + head(2, len(protected)) + protected + b"\x40" + head(2, len(payload)) + payload
def thumbprint(public: bytes) -> bytes:  # noqa: D103 - the id of a COSE key (RFC 9679)
    return hashlib.sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + public).digest()
def b64(text: str) -> bytes:  # noqa: D103 - decode canonical base64
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text)
    return data
def decimal(text: str) -> int:  # noqa: D103 - read a plain decimal number
    need(re.fullmatch(r"0|[1-9][0-9]{0,18}", text) and int(text) < 1 << 63)
    return int(text)
def hex32(text: str) -> bytes:  # noqa: D103 - read 32 bytes in hexadecimal
    need(re.fullmatch(r"[0-9a-f]{64}", text))
    return bytes.fromhex(text)
def read_key(text: str) -> bytes:  # noqa: D103 - read an issuer's public key, `ed25519:HEX` or a verifier key
    need("+" in text or text.strip().startswith("ed25519:"))
    return vkey(text.strip())[3] if "+" in text else hex32(text.strip().removeprefix("ed25519:"))
def key_name(text: str) -> bytes:  # noqa: D103 - check the name of a key
    need(text and "+" not in text and not any(c.isspace() or c < " " for c in text))
    return text.encode()
def vkey(text: str) -> Key:  # noqa: D103 - read a verifier key: name, id, type, public key
    name, key_id, encoded = text.split("+", 2)
    data = b64(encoded)
    right = key_id == hashlib.sha256(key_name(name) + b"\n" + data).hexdigest()[:8]
    need(right and len(data) == {1: 33, 4: 33, 6: 1313}.get(data[0]))
    return name, bytes.fromhex(key_id), data[0], data[1:]
def read_note(note: bytes) -> tuple[str, dict[tuple[str, bytes], bytes], tuple[str, int, bytes]]:
    """Read a signed head: its text, its signature lines (the first of each key), and origin, size and root."""
    text, blank, lines = note.decode().rpartition("\n\n")
    need(blank and len(note) <= LONGEST and lines.endswith("\n") and not any(b < 32 and b != 10 for b in note))
    signatures: dict[tuple[str, bytes], bytes] = {}
    for number, line in enumerate(lines.removesuffix("\n").split("\n")):
        dash, name, encoded = line.split(" ")
        data = b64(encoded)
        need(dash == "\u2014" and key_name(name) and len(data) > 4 and number < 100)
        signatures.setdefault((name, data[:4]), data[4:])
    origin, size, root, *more = text.split("\n")
    need(origin and all(more) and len(b64(root)) == 32)
    return text + "\n", signatures, (origin, decimal(size), b64(root))

def read_policy(policy: bytes) -> tuple[list[Key], dict[str, Key], dict[str, tuple[int, list[str]]], str]:
    """Read a policy; gives the logs' and the witnesses' keys, the groups, and the name of the quorum."""
    logs: list[Key] = []
    witnesses: dict[str, Key] = {}
    groups: dict[str, tuple[int, list[str]]] = {}
    quorum, taken = "", {"none"}
    need(len(policy) <= 262_144 and not {*range(32), 127}.difference(b"\t\n").intersection(policy))
    for line in policy.decode(errors="surrogateescape").replace("\t", " ").split("\n"):
        word, *rest = [one for one in line.split(" ") if one] or ["#"]
        known = {"none", *witnesses, *groups}
        need(word.startswith("#") or len(known) + len(logs) <= 1024)
        if word == "log":
            logs.append(vkey(rest[0]))
            need(len(rest) < 3 and logs[-1][2] == 1 and len({key[3] for key in logs}) == len(logs))
        elif word == "witness":
            need(len(rest) < 4 and rest[0] not in known)
            witnesses[rest[0]] = key = vkey(rest[1])
            need(key[2] in (4, 6) and len({key[3] for key in witnesses.values()}) == len(witnesses))
        elif word == "group":
            name, count, *of = rest
            number = 1 if count == "any" else len(of) if count == "all" else decimal(count)
            need(known.isdisjoint([name]) and known.issuperset(of) and taken.isdisjoint(of) and len(of) == len(set(of)))
            need(1 <= number <= len(of))
            groups[name] = number, of
            taken.update(of)
        elif not word.startswith("#"):
            need(word == "quorum" and len(rest) == 1 and rest[0] in known and not quorum)
            quorum = rest[0]
    need(quorum)
    return logs, witnesses, groups, quorum

def holds(name: str, given: set[str], groups: dict[str, tuple[int, list[str]]]) -> bool:  # noqa: D103 - cosigned?
    for group, (count, of) in groups.items():  # members stand before their group
        given |= {group} if sum(one in given for one in of) >= count else set()
    return name in given | {"none"}
def check_head(note: bytes, policy: Any, unchecked: list[str]) -> tuple[str, int | None, str]:  # noqa: ANN401
    """Check a head against a policy; gives origin, the time of the quorum, and the witnesses' names."""
    text, signatures, (origin, _size, _root) = read_note(note)
    logs, witnesses, groups, quorum = policy
    signed = [(key[3], signatures[key[:2]]) for key in logs if key[0] == origin and key[:2] in signatures]
    right = all(ed25519(public, signature, text.encode()) for public, signature in signed)
    need(right, "ALTERED", f"The head is not what the log {origin} signed.")
    need(signed, "NOT PROVEN", f"No log key that the policy trusts has signed the head of {origin}.")
    times = []
    for word, (name, key_id, kind, public) in witnesses.items():
        if (signature := signatures.get((name, key_id))) and kind == 6:
            unchecked.append(f"the cosignature of {name} (ML-DSA-44), which is not counted")
        elif signature:
            time = int.from_bytes(signature[:8], "big")
            right = ed25519(public, signature[8:], f"cosignature/v1\ntime {time}\n{text}".encode()) and time < 1 << 63
            need(right, "ALTERED", f"The head is not what the witness {name} cosigned.")
            times.append((time, name, word))
    times.sort()
    enough = [i for i in range(len(times) + 1) if holds(quorum, {word for _, _, word in times[:i]}, groups)]
    need(enough, "NOT PROVEN", "The witnesses who cosigned the head are fewer than the policy's quorum.")
    return origin, times[max(enough[0] - 1, 0)][0] if times else None, ", ".join(name for _, name, _ in times)

def read_proof(proof: bytes) -> tuple[int, list[bytes], bytes]:  # noqa: D103 - the head is read later
    top, blank, note = proof.partition(b"\n\n")
    lines = top.decode("ascii").split("\n")
    need(blank and len(proof) <= 2 * LONGEST and lines.pop(0) == "c2sp.org/tlog-proof@v1")
    need((not lines[0].startswith("extra ") or b64(lines.pop(0)[6:]) is not None) and lines[0].startswith("index "))
    path = [b64(line) for line in lines[1:]]
    need(len(path) < 64 and all(len(one) == 32 for one in path))
    return decimal(lines[0][6:]), path, note
def included(entry: bytes, index: int, path: list[bytes], note: bytes) -> bool:  # noqa: D103 - RFC 9162, 2.1.3.2
    _origin, size, root = read_note(note)[2]
    node, last, computed = index, size - 1, hashlib.sha256(b"\0" + entry).digest()
    fits = node <= last
    for sibling in path:
        fits = fits and last > 0
        left = node & 1 or node == last
        computed = hashlib.sha256(b"\1" + (sibling + computed if left else computed + sibling)).digest()
        while left and not node & 1 and node:
            node, last = node >> 1, last >> 1
        node, last = node >> 1, last >> 1
    need(fits and not last, "NOT PROVEN", "The path in the proof does not fit the head.")
    need(computed == root, "ALTERED", "The statement is not in the log under this head: the path leads elsewhere.")
    return True

def check_receipt(receipt: bytes, proof: Any, logs: list[Key]) -> list[str]:  # noqa: ANN401, D103 - RFC 9942, 5.2
    (index, path, note), (tag, (protected, unprotected, payload, signature)) = proof, cbor(receipt)
    (origin, size, root), header, proofs = read_note(note)[2], cbor(protected), unprotected[396][-1]
    need((tag, payload, header[1], header[395]) == (18, None, -8, 1) and 2 not in header and len(receipt) <= 16_384)
    need(type(signature) is bytes and type(proofs) is list and [type(one) for one in proofs] == [bytes])
    stated = [head(0, size), head(0, index), head(4, len(path)), *(b"\x58\x20" + one for one in path)]
    known = [key[3] for key in logs if key[0] == origin and thumbprint(key[3]) == header.get(4)]
    right = not known or ed25519(known[0], signature, signed_by_cose(protected, root))
    need(right and proofs[0] == b"\x83" + b"".join(stated), "ALTERED", "The receipt is not the log's for this entry.")
    return [] if known else [f"{RECEIPT}: it names a key that is none of the log's"]

def plain_name(name: str) -> None:  # noqa: D103 - refuse what is no plain file name
    need(name not in ("", ".", "..") and not re.search(r"[/\\:\x00-\x1f\x7f]", name) and len(name.encode()) < 256)

def read_members(archive: zipfile.ZipFile) -> dict[str, bytes]:  # noqa: D103 - limits come before unpacking
    infos, members = archive.infolist(), dict[str, bytes]()
    need(len(infos) <= 256 and len({info.filename.casefold() for info in infos}) == len(infos))
    need(sum(info.filename.startswith("file/") for info in infos) < 2 and not min(info.header_offset for info in infos))
    for info in infos:
        name = info.filename
        large = name.startswith(("file/", "capture/"))
        plain_name(name.partition("/")[2] if large else name)
        need(info.orig_filename == name and not info.flag_bits & 1)
        need(info.compress_type == 8 or (info.compress_type, info.compress_size) == (0, info.file_size))
        need(info.file_size <= (LARGE if large else SMALL) and info.file_size <= CHUNK + 200 * info.compress_size)
        members[name] = b""
        if not name.startswith("file/"):
            with archive.open(info) as member:
                members[name] = member.read(SMALL)
                while member.read(CHUNK):
                    pass
    return members

def read_statement(data: bytes) -> dict[str, Any]:  # noqa: D103 - read the entry of the ledger; gives its parts by name
    tag, parts = cbor(data)
    protected, unprotected, payload, signature = parts
    need(len(data) < 65_536 and tag == 18 and type(parts) is list and unprotected == {} and type(signature) is bytes)
    header, own, signed = cbor(protected), cbor(payload), signed_by_cose(protected, payload)
    issuer, hashes = header[15], [header[4], own["commitment-sha256"], own["commitment-sm3"]]
    count, root = [1, header[4]] if (row := own.get("members")) is None else row if type(row) is list else [0, b""]
    hashes += [root, *(own[one] for one in ("manifest", "chunks") if own[one] is not None)]
    need(header[1] == -8 and 2 not in header and own["type"] in KINDS and type(issuer[1]) is type(issuer[2]) is str)
    need(all(type(one) is bytes and len(one) == 32 for one in hashes))
    need(all(type(one) is int and one >= 0 for one in (issuer[6], own["size-class"], count)) and count)
    return {**own, "key": header[4], "issuer": issuer[1], "signed": signed, "signature": signature}
def read_opening(data: bytes) -> dict[str, Any]:  # noqa: D103 - read the secret half of a deposit
    fields = lambda pairs: dict(pairs) if len(dict(pairs)) == len(pairs) else need(False)  # noqa: E731, FBT003
    own = dict(json.loads(data.decode(), object_pairs_hook=fields, parse_float=decimal, parse_constant=decimal))
    plain_name(own["name"] if len(data) <= 65_536 else "")
    need(repr(own["format"]) == "1" and own["domain"].encode() + b"\0" == TAG and type(own["issuer"]["name"]) is str)
    need(type(own["size"]) is int and 0 <= own["size"] < 1 << 53 and own["issuer"]["key"].startswith("ed25519:"))
    need(len(set(hex32(own["salt"]))) >= 8)
    return own | {name: hex32(own[name]) for name in ("salt", "sha256", "sm3")}
def check_statement(wrong: list[Any], statement: dict[str, Any], opening: dict[str, Any], public: bytes) -> None:
    """Check who signed the statement, step 1, and that the opening belongs to it, step 2."""
    known = thumbprint(public) == statement["key"]
    attempt(wrong, need, known, "NOT PROVEN", "The statement names another issuer's key.")
    right = not known or ed25519(public, statement["signature"], statement["signed"])
    attempt(wrong, need, right, "ALTERED", "The statement is not what its issuer signed.")
    salt, commitments = TAG + opening["salt"], (statement["commitment-sha256"], statement["commitment-sm3"])
    same = (hashlib.sha256(salt + opening["sha256"]).digest(), sm3(salt + opening["sm3"])) == commitments
    size, issuer = max(10, (opening["size"] - 1).bit_length()), opening["issuer"]["name"]
    same = same and (size, issuer) == (statement["size-class"], statement["issuer"])
    attempt(wrong, need, same, "ALTERED", "opening.json does not belong to the statement.")

def check_file(file: IO[bytes], statement: dict[str, Any], opening: dict[str, Any]) -> list[str]:
    """Check the file's bytes, step 3; gives what could not be checked."""
    row: list[bytes] = []
    quick = hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else None
    sha256, size, kept = hashlib.sha256(), 0, b""
    while chunk := file.read(CHUNK):
        own_salt = hashlib.sha256(b"court-chunk/v1\0" + opening["salt"] + len(row).to_bytes(8, "big")).digest()
        row.append(hashlib.sha256(b"\0" + own_salt + chunk).digest())
        size += len(chunk)
        for one in (sha256, *([quick] if quick else [])):
            one.update(chunk)
        kept += b"" if quick or size > SLOW_SM3 else chunk
    found = quick.digest() if quick else sm3(kept) if size <= SLOW_SM3 else None
    same = (size, sha256.digest(), found or opening["sm3"]) == (opening["size"], opening["sha256"], opening["sm3"])
    row = row if len(row) > 1 else []
    while len(row) > 1:  # a level of the tree: an odd last hash moves up unchanged, as in RFC 9162
        row = [hashlib.sha256(b"\1" + b"".join(row[i : i + 2])).digest() if i + 1 < len(row) else row[i]
               for i in range(0, len(row), 2)]
    need(same and statement["chunks"] in (None, *row), "ALTERED", "This file is not the one that was chained.")
    return [] if found else ["the SM3 digest of the file (too slow here without OpenSSL's SM3)"]

def attempt(wrong: list[Any], step: Any, *arguments: Any, broken: str = "NOT PROVEN") -> Any:  # noqa: ANN401
    """Run one step and keep what it finds wrong, `broken` (if any) when its part is unreadable; gives its result."""
    try:
        return step(*arguments)
    except Finding as finding:
        wrong.append(finding.args)
    except Exception as error:  # noqa: BLE001
        need(broken)
        wrong.append((broken, f"A part of the bundle is not whole ({type(error).__name__}: {error})."))
    return None

def examine(options: argparse.Namespace) -> tuple[list[Any], str, list[str]]:
    """Check everything in the order of the courtlog package; gives what is wrong, proved and not checked."""
    policy = {PARTS[3]: Path(options.policy).read_bytes()} if options.policy else {}
    text = options.issuer_key or ""
    key = read_key(Path(text).read_text() if text and Path(text).is_file() else text) if text else None
    unchecked = [] if policy else ["whose keys these are: the policy came with the bundle, proving nothing of them"]
    unchecked += [] if key else ["who holds the issuer's key: it came with the bundle"]
    with Path(options.bundle).open("rb") as source, Path(options.file or options.bundle).open("rb") as given:
        need(source.read(4) == b"PK\3\4")
        with zipfile.ZipFile(source) as archive:
            need(source.seek(-22, 2) and (end := source.read())[:4] + end[20:] == b"PK\5\6\0\0")
            need(int.from_bytes(end[10:12], "little") in (len(archive.infolist()), 65_535))  # all are listed
            members = read_members(archive) | policy
            readers = zip(PARTS, (read_statement, read_opening, read_proof, read_policy), strict=True)
            parts: list[Any] = [read(members[name]) if name in members else None for name, read in readers]
            statement, opening, proof, trusted = parts
            wrong: list[Any] = [("NOT PROVEN", f"The bundle has no {name}.") for name in PARTS if name not in members]
            bundled = [name for name in members if name.startswith("file/")]
            if statement and opening:
                check_statement(wrong, statement, opening, key or read_key(opening["issuer"]["key"]))
                for name in bundled:
                    unchecked += attempt(wrong, lambda one: check_file(archive.open(one), statement, opening), name,
                                         broken="ALTERED") or []
                if options.file:
                    unchecked += attempt(wrong, check_file, given, statement, opening) or []
                elif not bundled:
                    wrong.append(("NOT PROVEN", "No file was given and the bundle carries none."))
    inside = attempt(wrong, included, members[PARTS[0]], *proof) if statement and proof else None
    head_found = attempt(wrong, check_head, proof[2], trusted, unchecked) if proof and trusted else None
    if head_found and BEFORE in members:
        older: list[Any] = []
        read_note(members[BEFORE])
        attempt(older, check_head, members[BEFORE], trusted, [])
        wrong += [one for one in older if one[0] == "ALTERED"]
        unchecked.append(f"{BEFORE}: how early the file can have been deposited")
    if inside and head_found and RECEIPT in members:
        unchecked += attempt(wrong, check_receipt, members[RECEIPT], proof, trusted[0], broken="") or []
    origin, since, witnesses = head_found or ("", None, "")
    time = datetime.fromtimestamp(min(since or 0, 253_402_300_799), UTC)
    when = f"{time:%Y-%m-%d %H:%M:%S} UTC" if since else "a time that is not proved"
    proved = f"The file is unaltered since {when}: entry {proof and proof[0]} of {origin}, cosigned by {witnesses}."
    return wrong, proved, unchecked + sorted(set(members) - KNOWN - set(bundled))

def main() -> int:  # noqa: D103 - gives the exit status
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog="Example: verify.py bundle.zip")
    parser.error = lambda message: parser.exit(64, f"verify.py: {message}\n")  # type: ignore[method-assign]
    parser.add_argument("bundle")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--policy", help="the logs and witnesses that you trust (default: those in the bundle)")
    parser.add_argument("--issuer-key", help="the issuer's public key, or a file that holds it")
    options = parser.parse_args()
    try:
        wrong, proved, unchecked = examine(options)
    except Exception as error:  # noqa: BLE001
        sys.stderr.write(f"verify.py: the input cannot be read ({type(error).__name__}).\n")
        return 66
    verdict = min((one[0] for one in wrong), key=list(EXITS).index, default="MATCH")
    unchecked.append("whether the content is true, and the file's name")
    said = [verdict, *([one[1] for one in wrong] or [proved]), *(f"NOT CHECKED: {one}" for one in unchecked)]
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout.write("".join(c if c == "\n" or c.isprintable() else "?" for c in "\n".join([*said, ""])))
    return EXITS[verdict]

if __name__ == "__main__":
    sys.exit(main())
