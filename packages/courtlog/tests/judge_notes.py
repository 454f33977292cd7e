"""A second reader of trees, signed heads, policies and proofs, written from docs/ledger and the standards it names.

It shares no code with courtlog, `verify.py` or the browser's checker. Where it disagrees with one of them, one of the
four, or the page, is wrong.
"""

import base64
import binascii
import hashlib
import re
import struct
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

MIB = 1 << 20


class Unreadable(Exception):  # noqa: N818  # these four are the page's own words
    pass


class Altered(Exception):  # noqa: N818
    pass


class NotProven(Exception):  # noqa: N818
    pass


class Conflict(Exception):  # noqa: N818
    pass


GRAVEST = (Conflict, Altered, NotProven)
WORDS = {Conflict: "CONFLICT", Altered: "ALTERED", NotProven: "NOT PROVEN", Unreadable: "UNREADABLE"}


def need(right, what):
    if not right:
        raise Unreadable(what)


def sha256(data):
    return hashlib.sha256(data).digest()


def sm3(data):
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def ed25519(key, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def ml_dsa_44(key, signature, message):
    try:
        MLDSA44PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def b64(text):
    """RFC 4648, section 4: padded, and no bits that nobody reads."""
    need(isinstance(text, str) and text.isascii(), "base64")
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable("base64") from error
    need(base64.b64encode(data).decode() == text, "base64 that is not canonical")
    return data


def decimal(text, most=(1 << 63) - 1):
    need(re.fullmatch(r"0|[1-9][0-9]{0,18}", text) and int(text) <= most, "a number")
    return int(text)


# RFC 9162.


def leaf(data):
    return sha256(b"\0" + data)


def node(left, right):
    return sha256(b"\1" + left + right)


def tree(leaves):
    """The root over leaf hashes, as 2.1.1 defines it."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return node(tree(leaves[:k]), tree(leaves[k:]))


def inclusion(start, index, size, path):
    """The root to which the path leads (2.1.3.2), or None when it cannot be one."""
    if index >= size:
        return None
    fn, sn, r = index, size - 1, start
    for p in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


def consistent(first, old, second, new, path):  # noqa: C901  # as long as the RFC's own text
    """Tell whether the tree of `first` entries is a beginning of that of `second` (2.1.4.2)."""
    if first > second:
        return False
    if first == second:
        return not path and old == new
    if first == 0:
        return not path and old == sha256(b"")
    path = list(path)
    if first & (first - 1) == 0:
        path.insert(0, old)
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and (fr, sr) == (old, new)


# C2SP signed-note, tlog-checkpoint, tlog-cosignature.


def key_name(name):
    need(name and "+" not in name, "a key's name")
    need(not any(c.isspace() or unicodedata.category(c) in ("Zs", "Zl", "Zp") for c in name), "a space in a key's name")
    return name


class Vkey:
    def __init__(self, text):
        parts = text.split("+", 2)
        need(len(parts) == 3, "a vkey")
        self.name, digits, encoded = parts
        key_name(self.name)
        data = b64(encoded)
        need(len(data) > 1, "a vkey")
        self.id = sha256(self.name.encode() + b"\n" + data)[:4]
        need(digits == self.id.hex(), "the id of a vkey")
        self.kind, self.public = data[0], data[1:]
        need({1: 32, 4: 32, 6: 1312}.get(self.kind) == len(self.public), "the size of a key")


class Note:
    def __init__(self, data):
        need(len(data) <= 1_000_000, "a note")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable("UTF-8") from error
        need(not any(ord(c) < 32 and c != "\n" for c in text), "a control character in a note")
        head, gap, tail = text.rpartition("\n\n")
        need(gap and tail.endswith("\n"), "the signatures of a note")
        self.text, self.lines = head + "\n", []
        for line in tail[:-1].split("\n"):
            words = line.split(" ")
            need(len(words) == 3 and words[0] == "\u2014", "a signature line")
            data = b64(words[2])
            need(len(data) > 4, "a short signature")
            self.lines.append((key_name(words[1]), data[:4], data[4:], line))
        need(len(self.lines) <= 100, "signature lines")

    def of(self, key):
        """The first line of a key; a further one is not looked at, as in Go's sumdb/note."""
        return [line[2] for line in self.lines if line[:2] == (key.name, key.id)][:1]


class Head:
    def __init__(self, data):
        self.note = Note(data)
        lines = self.note.text[:-1].split("\n")
        need(len(lines) >= 3 and all(lines), "the lines of a head")
        self.origin, self.size, self.root = lines[0], decimal(lines[1]), b64(lines[2])
        need(len(self.root) == 32, "the root of a head")


def cosigned(head, key):
    """The time of the cosignature by this key; None where there is no line of it; Altered where it is wrong."""
    signatures = head.note.of(key)
    if not signatures:
        return None
    times = []
    for data in signatures:
        if key.kind == 4:
            good = len(data) == 72
            time = int.from_bytes(data[:8], "big")
            message = f"cosignature/v1\ntime {time}\n".encode() + head.note.text.encode()
            good = good and time < 1 << 63 and ed25519(key.public, data[8:], message)
        else:
            good = len(data) == 8 + 2420
            time = int.from_bytes(data[:8], "big")
            name, origin = key.name.encode(), head.origin.encode()
            good = good and time < 1 << 63 and len(name) < 256 and len(origin) < 256
            if good:
                message = b"subtree/v1\n\0" + bytes([len(name)]) + name + struct.pack(">Q", time)
                message += bytes([len(origin)]) + origin + struct.pack(">QQ", 0, head.size) + head.root
                good = ml_dsa_44(key.public, data[8:], message)
        if not good:
            raise Altered(f"the cosignature of {key.name}")
        times.append(time)
    return min(times)


# C2SP tlog-policy.


class Policy:
    def __init__(self, data):
        need(len(data) <= 1 << 18, "a policy")
        need(all(b in (9, 10) or 32 <= b != 127 for b in data), "a control character in a policy")
        self.logs, self.witnesses, self.groups, self.members, self.quorum = [], {}, {}, set(), None
        for raw in data.split(b"\n"):
            words = [word for word in re.split(rb"[ \t]+", raw) if word]
            if not words or words[0].startswith(b"#"):
                continue
            need(len(self.logs) + len(self.witnesses) + len(self.groups) < 1024, "a policy's definitions")
            self.line(words)
        need(self.quorum is not None, "a policy has one quorum")

    def line(self, words):
        kind, rest = words[0], words[1:]
        if kind == b"log":
            need(len(rest) in (1, 2), "log")
            key = self.key(rest[0], (1,))
            need(all(key.public != one.public for one in self.logs), "a log twice")
            self.logs.append(key)
        elif kind == b"witness":
            need(len(rest) in (2, 3), "witness")
            key = self.key(rest[1], (4, 6))
            need(all(key.public != one.public for one in self.witnesses.values()), "a witness twice")
            self.witnesses[self.fresh(rest[0])] = key
        elif kind == b"group":
            need(len(rest) >= 3, "group")
            members = rest[2:]
            for member in members:
                need(self.known(member) and member not in self.members, "the member of a group")
                self.members.add(member)
            n = len(members)
            k = {b"any": 1, b"all": n}.get(rest[1])
            k = decimal(rest[1].decode("latin-1")) if k is None else k
            need(1 <= k <= n, "the number of a group")
            self.groups[self.fresh(rest[0])] = (k, members)
        elif kind == b"quorum":
            need(len(rest) == 1 and self.quorum is None, "quorum")
            need(rest[0] == b"none" or self.known(rest[0]), "the quorum's name")
            self.quorum = rest[0]
        else:
            raise Unreadable("a line of a policy")

    @staticmethod
    def key(word, kinds):
        try:
            key = Vkey(word.decode())
        except UnicodeDecodeError as error:
            raise Unreadable("UTF-8 in a vkey") from error
        need(key.kind in kinds, "the type of a key")
        return key

    def known(self, name):
        return name in self.witnesses or name in self.groups

    def fresh(self, name):
        need(name != b"none" and not self.known(name), "a name twice")
        return name

    def reached(self, names):
        """Whether these witnesses are a quorum: each definition looked at once, so that depth costs nothing."""
        if self.quorum == b"none":
            return True
        seen = set(names)
        for name, (k, members) in self.groups.items():
            if sum(member in seen for member in members) >= k:
                seen.add(name)
        return self.quorum in seen

    def check(self, head, *, quantum=True):
        """Give (since, times): the second at which the quorum was complete, and each counted witness's second."""
        logs = [key for key in self.logs if key.name == head.origin]
        found = False
        for key in logs:
            for signature in head.note.of(key):
                if not ed25519(key.public, signature, head.note.text.encode()):
                    raise Altered("the log's signature")
                found = True
        if not found:
            raise NotProven("no log of the policy signed the head")
        times = {}
        for name, key in self.witnesses.items():
            time = cosigned(head, key) if quantum or key.kind == 4 else None
            if time or (time == 0 and key.kind == 4):  # an ML-DSA-44 cosignature of second 0 states no time
                times[name] = time
        if not self.reached(times):
            raise NotProven("no quorum")
        if self.quorum == b"none":
            return (min(times.values(), default=None), times)
        since = min(t for t in times.values() if self.reached([n for n, other in times.items() if other <= t]))
        return since, times


# C2SP tlog-proof.


class Proof:
    def __init__(self, data):
        need(len(data) <= 1_100_000, "a proof")
        top, gap, self.head_data = data.partition(b"\n\n")
        need(gap, "a proof without a head")
        try:
            lines = top.decode().split("\n")
        except UnicodeDecodeError as error:
            raise Unreadable("UTF-8") from error
        need(lines.pop(0) == "c2sp.org/tlog-proof@v1", "a proof")
        if lines and lines[0].startswith("extra "):
            b64(lines.pop(0)[6:])
        need(lines and lines[0].startswith("index "), "the index")
        self.index = decimal(lines.pop(0)[6:])
        self.path = [b64(line) for line in lines]
        need(all(len(one) == 32 for one in self.path) and len(self.path) <= 63, "the path")
