"""Bundles made with cryptography and zipfile alone, each part open to change before it is signed.

Most tampering dies at the first signature. Here the keys are at hand: a strange statement is signed by its issuer,
stands in a tree whose head the log and the witnesses signed, and reaches the step that ought to refuse it.
"""

import base64
import io
import json
import struct
import warnings
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from judge_bundle import number, writing
from judge_notes import sha256, sm3, tree

START = 1_800_000_000
ORIGIN = "court.example/log"


def b64(data):
    return base64.b64encode(data).decode()


class Key:
    """A key of a note: kind 1 signs notes, 4 and 6 cosign them."""

    def __init__(self, name, kind=1, seed=None):
        self.name, self.kind = name, kind
        seed = sha256((seed or name).encode())
        if kind == 6:
            self.private = MLDSA44PrivateKey.from_seed_bytes(seed)
        else:
            self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.private.public_key().public_bytes_raw()
        data = bytes([kind]) + self.public
        self.id = sha256(name.encode() + b"\n" + data)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{b64(data)}"

    def line(self, signature):
        return f"\u2014 {self.name} {b64(self.id + signature)}\n"

    def sign(self, text, time=START, origin=None):
        if self.kind == 1:
            return self.line(self.private.sign(text.encode()))
        stamp = struct.pack(">Q", time)
        if self.kind == 4:
            return self.line(stamp + self.private.sign(f"cosignature/v1\ntime {time}\n{text}".encode()))
        lines = text.split("\n")
        name, origin = self.name.encode(), (origin or lines[0]).encode()
        message = b"subtree/v1\n\0" + bytes([len(name)]) + name + stamp + bytes([len(origin)]) + origin
        message += struct.pack(">QQ", 0, int(lines[1])) + base64.b64decode(lines[2])
        return self.line(stamp + self.private.sign(message))


LOG, PARTY = Key(ORIGIN), Key("party.example")
OWN = Key(f"{ORIGIN}/witness", 4)
WITNESSES = [Key(f"w{n}.example", 4) for n in range(4)]
QUANTUM = [Key(f"q{n}.example", 6) for n in range(2)]


def path_of(leaves, index):
    if len(leaves) == 1:
        return []
    k = 1 << (len(leaves) - 1).bit_length() - 1
    if index < k:
        return [*path_of(leaves[:k], index), tree(leaves[k:])]
    return [*path_of(leaves[k:], index - k), tree(leaves[:k])]


def pack(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = options.get("method", zipfile.ZIP_STORED)
            archive.writestr(info, data)
    return out.getvalue()


class Raw:
    """Bytes that are written into CBOR as they stand."""

    def __init__(self, data):
        self.data = data


def cbor(value):
    """CBOR in the order given: maps as lists of pairs, so that a key may stand twice or in the wrong place."""
    if isinstance(value, Raw):
        return value.data
    if isinstance(value, Pairs):
        return number(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in value)
    if isinstance(value, dict):
        return cbor(Pairs(sorted(value.items(), key=lambda pair: cbor(pair[0]))))
    if isinstance(value, (list, tuple)):
        return number(4, len(value)) + b"".join(map(cbor, value))
    return writing(value)


class Pairs(list):
    pass


class Forge:
    """The parts of one bundle, each open to change before it is signed."""

    def __init__(self, rng, content=b"Zhang lends Li 10,000 yuan.\n", size=5, index=3):
        self.rng, self.content, self.size, self.index = rng, content, size, index
        self.salt = sha256(b"salt")
        domain = b"court-evidence/v1\0"
        self.payload = {
            "type": "evidence",
            "commitment-sha256": sha256(domain + self.salt + sha256(content)),
            "commitment-sm3": sm3(domain + self.salt + sm3(content)),
            "size-class": max(10, (max(1, len(content)) - 1).bit_length()),
            "manifest": None,
            "chunks": None,
        }
        thumb = sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + PARTY.public)
        self.protected = {1: -8, 4: thumb, 15: {1: PARTY.name, 2: "0198c2f0", 6: START}}
        self.unprotected, self.tag = {}, 18
        self.opening = {
            "format": 1,
            "domain": "court-evidence/v1",
            "salt": self.salt.hex(),
            "name": "a.txt",
            "size": len(content),
            "sha256": sha256(content).hex(),
            "sm3": sm3(content).hex(),
            "issuer": {"name": PARTY.name, "key": f"ed25519:{PARTY.public.hex()}"},
        }
        self.policy = f"log {LOG.vkey}\nwitness own {OWN.vkey}\nquorum own\n"
        self.cosigners = [(OWN, START + 60)]
        self.extra, self.extensions, self.before, self.receipt = "", "", True, True

    def text(self, size, leaves):
        return f"{ORIGIN}\n{size}\n{b64(tree(leaves))}\n{self.extensions}"

    def note(self, text):
        return (text + "\n" + LOG.sign(text) + "".join(key.sign(text, time) for key, time in self.cosigners)).encode()

    def statement(self):
        protected, payload = cbor(self.protected), cbor(self.payload)
        signature = PARTY.private.sign(cbor(["Signature1", protected, b"", payload]))
        return number(6, self.tag) + cbor([protected, self.unprotected, payload, signature])

    def members(self):
        entry = self.statement()
        leaves = [sha256(b"\0" + (entry if n == self.index else b"%d" % n)) for n in range(self.size)]
        path = path_of(leaves, self.index)
        head = self.note(self.text(self.size, leaves))
        proof = (
            f"c2sp.org/tlog-proof@v1\n{self.extra}index {self.index}\n" + "".join(b64(p) + "\n" for p in path) + "\n"
        )
        parts = {
            "statement.cose": entry,
            "opening.json": json.dumps(self.opening, separators=(",", ":")).encode(),
            "proof.tlog-proof": proof.encode() + head,
            "policy.tlog-policy": self.policy.encode(),
        }
        if self.receipt:
            parts["receipt.cose"] = self.receipt_of(path, tree(leaves))
        if self.before:
            parts["before.checkpoint"] = self.note(self.text(self.index, leaves[: self.index]))
        parts["file/a.txt"] = self.content
        return parts

    def receipt_of(self, path, root, change=lambda header, free: (header, free)):
        thumb = sha256(b"\xa3\x01\x01\x20\x06\x21\x58\x20" + LOG.public)
        header = {1: -8, 4: thumb, 15: {1: ORIGIN, 2: "0198c2f0"}, 395: 1}
        header, free = change(header, {396: {-1: [cbor([self.size, self.index, path])]}})
        protected = cbor(header)
        signature = LOG.private.sign(cbor(["Signature1", protected, b"", root]))
        return number(6, 18) + cbor([protected, free, None, signature])

    def bundle(self):
        return pack(self.members().items())
