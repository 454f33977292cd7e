"""A second reader of bundles, written from docs/ledger and the standards it names, without a look at courtlog.

It uses hashlib, cryptography and cbor2. Its words: MATCH, ALTERED, NOT PROVEN, and UNREADABLE for exit status 66.
"""

import contextlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import cbor2
from judge_notes import (
    Altered,
    Conflict,
    Head,
    NotProven,
    Policy,
    Proof,
    Unreadable,
    ed25519,
    inclusion,
    leaf,
    need,
    sha256,
    sm3,
    tree,
)

MIB = 1 << 20
GRAVEST = (Conflict, Altered, NotProven)
WORDS = {Conflict: "CONFLICT", Altered: "ALTERED", NotProven: "NOT PROVEN"}

# COSE and the statement.


def deterministic(data):
    """What cbor2 reads, refused when its one deterministic writing (RFC 8949, 4.2.1) is another one."""
    try:
        stream = io.BytesIO(data)
        value = cbor2.CBORDecoder(stream).decode()
    except (cbor2.CBORDecodeError, ValueError, RecursionError, OverflowError, EOFError, TypeError) as error:
        raise Unreadable("CBOR") from error
    need(stream.read() == b"" and writing(value) == data, "CBOR that is not deterministic")
    return value


def number(major, n):
    if n < 24:
        return bytes([major << 5 | n])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if n < 1 << 8 * size:
            return bytes([major << 5 | code]) + n.to_bytes(size, "big")
    raise Unreadable("a number over 64 bits")


def writing(value, depth=8):  # noqa: PLR0911  # one case per type
    """The deterministic writing of a value of the types that the formats have, nested at most eight deep."""
    need(depth, "CBOR that is nested too deeply")
    match value:
        case None | False | True:
            return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
        case int():
            return number(0, value) if value >= 0 else number(1, -1 - value)
        case bytes():
            return number(2, len(value)) + value
        case str():
            return number(3, len(value.encode())) + value.encode()
        case list() | tuple():
            return number(4, len(value)) + b"".join(writing(one, depth - 1) for one in value)
        case Mapping():
            need(all(type(key) in (int, str) for key in value), "the key of a map")
            pairs = sorted((writing(k), writing(v, depth - 1)) for k, v in value.items())
            return number(5, len(pairs)) + b"".join(k + v for k, v in pairs)
        case cbor2.CBORTag():
            return number(6, value.tag) + writing(value.value, depth - 1)
        case date():  # what cbor2 makes of tag 100 (RFC 8943)
            return number(6, 100) + writing((value - date(1970, 1, 1)).days, depth - 1)
    raise Unreadable(f"CBOR of a type that no format has: {type(value).__name__}")


KINDS = (
    *("evidence", "agreement", "e-file-version", "service-receipt", "enforcement-act"),
    *("register-batch", "key-or-policy", "foreign-checkpoint", "correction"),
)


def sign1(data, longest):
    need(len(data) <= longest, "too long")
    value = deterministic(data)
    need(isinstance(value, cbor2.CBORTag) and value.tag == 18, "COSE_Sign1")
    need(isinstance(value.value, (list, tuple)) and len(value.value) == 4, "four parts")
    protected, free, payload, signature = value.value
    need(isinstance(protected, bytes) and isinstance(signature, bytes), "parts of a signature")
    header = deterministic(protected)
    need(isinstance(header, Mapping) and isinstance(free, Mapping), "headers")
    need(header.get(1) == -8 and 2 not in header, "the algorithm, or critical headers")
    return protected, header, free, payload, signature


def signed_bytes(protected, payload):
    return writing(["Signature1", protected, b"", payload])


def is_count(value):
    return type(value) is int and value >= 0


def is_hash(value):
    return isinstance(value, bytes) and len(value) == 32


class Statement:
    def __init__(self, data):
        self.data = data
        protected, header, free, payload, self.signature = sign1(data, 65_535)
        need(not free and isinstance(payload, bytes), "parts of a statement")
        claims, p = header.get(15), deterministic(payload)
        need(isinstance(claims, Mapping) and isinstance(p, Mapping), "claims and payload")
        need(isinstance(claims.get(1), str) and isinstance(claims.get(2), str) and is_count(claims.get(6)), "claims")
        need(
            is_hash(header.get(4)) and is_hash(p.get("commitment-sha256")) and is_hash(p.get("commitment-sm3")), "hash"
        )
        need(p.get("type") in KINDS and is_count(p.get("size-class")), "type, size-class")
        need(all(n in p and (p[n] is None or is_hash(p[n])) for n in ("manifest", "chunks")), "manifest, chunks")
        members = p.get("members")
        if members is not None:
            need(isinstance(members, (list, tuple)) and len(members) == 2, "members")
            need(is_count(members[0]) and members[0] and is_hash(members[1]), "members")
        self.key_id, self.issuer, self.subject = header[4], claims[1], claims[2]
        self.signed, self.payload = signed_bytes(protected, payload), p

    def verify(self, key):
        return ed25519(key, self.signature, self.signed)


def thumbprint(key):
    """RFC 9679 of an OKP key."""
    return sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + key)


def commitment(hash_, salt, digest):
    return hash_(b"court-evidence/v1\0" + salt + digest)


def chunk_root(salt, content):
    leaves = []
    for n in range((len(content) + MIB - 1) // MIB):
        own = sha256(b"court-chunk/v1\0" + salt + n.to_bytes(8, "big"))
        leaves.append(leaf(own + content[n * MIB : (n + 1) * MIB]))
    return tree(leaves)


def size_class(size):
    return max(10, (size - 1).bit_length() if size > 1 else 0)


class Opening:
    def __init__(self, data):
        def pairs(items):
            need(len({name for name, _ in items}) == len(items), "a name twice in JSON")
            return dict(items)

        def refuse(_):
            raise Unreadable("a number that is not whole")

        need(len(data) <= 65_536, "opening.json")
        try:
            value = json.loads(data.decode(), object_pairs_hook=pairs, parse_constant=refuse, parse_float=refuse)
        except (ValueError, RecursionError) as error:
            raise Unreadable("JSON") from error
        need(isinstance(value, dict) and value.get("format") == 1 and value["format"] is not True, "opening.json")
        need(value.get("domain") == "court-evidence/v1", "the domain")
        for name in ("salt", "sha256", "sm3"):
            need(isinstance(value.get(name), str) and re.fullmatch("[0-9a-f]{64}", value[name]), name)
        need(isinstance(value.get("name"), str), "the file's name")
        plain_name(value["name"])
        need(is_count(value.get("size")) and value["size"] < 1 << 53, "the size")
        issuer = value.get("issuer")
        need(isinstance(issuer, dict) and isinstance(issuer.get("name"), str), "issuer")
        need(re.fullmatch("ed25519:[0-9a-f]{64}", str(issuer.get("key"))), "the issuer's key")
        self.salt, self.sha256, self.sm3 = (bytes.fromhex(value[one]) for one in ("salt", "sha256", "sm3"))
        need(len(set(self.salt)) >= 8, "salt")
        self.size, self.name, self.issuer = value["size"], value["name"], issuer["name"]
        self.key = bytes.fromhex(issuer["key"][8:])

    def opens(self, statement):
        p = statement.payload
        return (
            commitment(sha256, self.salt, self.sha256) == p["commitment-sha256"]
            and commitment(sm3, self.salt, self.sm3) == p["commitment-sm3"]
            and size_class(self.size) == p["size-class"]
            and self.issuer == statement.issuer
        )

    def is_file(self, content, statement):
        chunks = statement.payload["chunks"]
        return (
            len(content) == self.size
            and sha256(content) == self.sha256
            and sm3(content) == self.sm3
            and (chunks is None or (len(content) > MIB and chunks == chunk_root(self.salt, content)))
        )


def check_receipt(data, head, proof, logs):
    protected, header, free, payload, signature = sign1(data, 16_384)
    need(payload is None and header.get(395) == 1, "a receipt of a detached root, RFC9162_SHA256")
    proofs = free.get(396)
    need(isinstance(proofs, Mapping) and isinstance(proofs.get(-1), (list, tuple)), "proofs")
    need(len(proofs[-1]) == 1 and isinstance(proofs[-1][0], bytes), "one proof")
    if proofs[-1][0] != writing([head.size, proof.index, proof.path]):
        raise Altered("the receipt's proof is another one")
    keys = [key for key in logs if key.name == head.origin and thumbprint(key.public) == header.get(4)]
    if keys and not ed25519(keys[0].public, signature, signed_bytes(protected, head.root)):
        raise Altered("the receipt's signature")


# The bundle.


def plain_name(name):
    need(name not in ("", ".", "..") and not re.search(r"[/\\:\x00-\x1f\x7f]", name), "a plain name")
    try:
        need(len(name.encode()) <= 255, "a long name")
    except UnicodeEncodeError as error:
        raise Unreadable("a name that is not Unicode") from error


class Bundle:
    def __init__(self, data):
        need(data[:4] == b"PK\x03\x04", "a zip begins with its first member")
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error) as error:
            raise Unreadable("zip") from error
        need(data[-22:-18] == b"PK\5\6" and data[-2:] == b"\0\0", "a zip ends with its directory")
        need(int.from_bytes(data[-12:-10], "little") == len(infos), "the number of members")
        names = [info.filename for info in infos]
        need(len(names) <= 256 and len({n.casefold() for n in names}) == len(names), "names")
        need(not infos or min(info.header_offset for info in infos) == 0, "bytes before the first member")
        for info in infos:
            large = info.filename.startswith(("file/", "capture/"))
            plain_name(info.filename.partition("/")[2] if large else info.filename)
            need(info.orig_filename == info.filename and not info.flag_bits & 1, "a hidden name, or encrypted")
            need(info.compress_type in (0, 8), "the packing")
            need(info.compress_type or info.compress_size == info.file_size, "two lengths")
            need(info.file_size <= (64 << 30 if large else 2_000_000), "sizes")
            need(info.file_size <= MIB + 200 * info.compress_size, "a bomb")
        self.files = [i for i in infos if i.filename.startswith("file/")]
        need(len(self.files) <= 1, "two files")
        self.members = {i.filename: self.read(i) for i in infos if not i.filename.startswith("file/")}

    def read(self, info):
        try:
            data = self.zip.read(info)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError) as e:
            raise Unreadable("a member of the zip") from e
        need(len(data) == info.file_size, "a member of the zip")
        return data


class Verdict:
    """What the steps found wrong; the gravest gives the word."""

    def __init__(self):
        self.found = []

    def __enter__(self):
        return self

    def __exit__(self, _, error, __):
        if isinstance(error, GRAVEST):
            self.found.append(error)
            return True
        return False

    @property
    def word(self):
        return next((WORDS[one] for one in GRAVEST if any(isinstance(f, one) for f in self.found)), "MATCH")


class Given(NamedTuple):
    """What the person who verifies brings: the file, the policy and the issuer's key that one trusts.

    Without `quantum`, ML-DSA-44 lines are not looked at, as by the readers that cannot check them.
    """

    content: bytes | None = None
    policy: bytes | None = None
    issuer_key: bytes | None = None
    quantum: bool = True


def judge(data, given=Given()):  # noqa: B008  # immutable
    """Give the word for a bundle, and the reasons."""
    try:
        verdict = Verdict()
        judge_parts(verdict, Bundle(data), given)
    except Unreadable as error:
        return "UNREADABLE", [str(error)]
    return verdict.word, [str(one) for one in verdict.found]


def judge_parts(verdict, bundle, given):
    def part(name, reader):
        with verdict:
            if name not in bundle.members:
                raise NotProven(f"{name} is missing")
            return reader(bundle.members[name])

    rule = Policy(given.policy) if given.policy is not None else part("policy.tlog-policy", Policy)
    statement = part("statement.cose", Statement)
    opening, proof = part("opening.json", Opening), part("proof.tlog-proof", Proof)
    if statement and opening:
        judge_file(verdict, bundle, (statement, opening), given)
    if not proof:
        return
    try:
        head = Head(proof.head_data)
    except Unreadable as error:
        verdict.found.append(NotProven(f"the head cannot be read: {error}"))
        return
    included = accepted = False
    with verdict:
        if statement:
            inclusion_of(statement, proof, head)
            included = True
    with verdict:
        if rule:
            rule.check(head, quantum=given.quantum)
            accepted = True
    if accepted and "before.checkpoint" in bundle.members:
        judge_older(verdict, Head(bundle.members["before.checkpoint"]), rule, given)
    if accepted and included and "receipt.cose" in bundle.members:
        with verdict:
            check_receipt(bundle.members["receipt.cose"], head, proof, rule.logs)


def judge_file(verdict, bundle, parts, given):
    statement, opening = parts
    with verdict:
        key = given.issuer_key or opening.key
        if thumbprint(key) != statement.key_id:
            raise NotProven("the issuer's key is not the statement's")
        if not statement.verify(key):
            raise Altered("the issuer's signature")
    with verdict:
        if not opening.opens(statement):
            raise Altered("the opening does not open the statement")
    with verdict:
        if given.content is None and not bundle.files:
            raise NotProven("no file")
        if given.content is not None and not opening.is_file(given.content, statement):
            raise Altered("the file")
    with verdict:
        try:
            if bundle.files and not opening.is_file(bundle.read(bundle.files[0]), statement):
                raise Altered("the file in the bundle")
        except Unreadable as error:
            raise Altered("the file in the bundle cannot be unpacked") from error


def inclusion_of(statement, proof, head):
    root = inclusion(leaf(statement.data), proof.index, head.size, proof.path)
    if root is None:
        raise NotProven("no path of such a tree")
    if root != head.root:
        raise Altered("the path does not lead to the root")


def judge_older(verdict, older, rule, given):
    """A lower bound in time is a gift: without a quorum it is none, but a wrong signature under it contradicts."""
    with verdict, contextlib.suppress(NotProven):
        rule.check(older, quantum=given.quantum)
