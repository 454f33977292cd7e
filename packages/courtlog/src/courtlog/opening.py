"""`opening.json`: the secret half of a deposit, with which anyone who has it can check the file."""

import json
import re
from dataclasses import dataclass
from typing import IO

from courtlog.commitment import DOMAIN, Commitments, FileDigests, Salt, commit, measure, size_class
from courtlog.errors import Contradiction, Malformed
from courtlog.note import KEY_SIZE
from courtlog.statement import Statement

MAX_OPENING = 65_536
"""Longest opening in bytes."""
MAX_NAME = 255
"""Longest file name in bytes of UTF-8."""
_KEY_PREFIX = "ed25519:"
_FIELDS = {"format", "domain", "salt", "name", "size", "sha256", "sm3", "issuer"}


@dataclass(frozen=True, slots=True)
class Opening:
    """Salt, measured digests, and who issued the statement; `name` is the file's name, which no signature covers."""

    salt: Salt
    name: str
    size: int
    sha256: bytes
    sm3: bytes
    issuer: str
    issuer_key: bytes

    @classmethod
    def of(cls, name: str, digests: FileDigests, salt: Salt, issuer: tuple[str, bytes]) -> "Opening":
        """Make the opening of a measured file; `issuer` is a name and an Ed25519 public key."""
        check_file_name(name)
        return cls(salt, name, digests.size, digests.sha256, digests.sm3, *issuer)

    @classmethod
    def parse(cls, data: bytes) -> "Opening":
        """Read `opening.json`; raises `Malformed`."""
        if len(data) > MAX_OPENING:
            raise Malformed("opening.json is too long.")
        try:
            fields = json.loads(data.decode(), object_pairs_hook=_unique, parse_float=int, parse_constant=int)
        except (ValueError, RecursionError) as error:
            raise Malformed("opening.json is not JSON.") from error
        if not isinstance(fields, dict) or not fields.keys() >= _FIELDS or not isinstance(fields["issuer"], dict):
            raise Malformed("opening.json lacks some of its fields.")
        if repr(fields["format"]) != "1" or fields["domain"] != DOMAIN:
            raise Malformed("opening.json is of a format that this version does not know.")
        name, size, issuer = fields["name"], fields["size"], fields["issuer"]
        who, key = issuer.get("name"), issuer.get("key")
        if type(size) is not int or not 0 <= size < 1 << 53 or not (isinstance(name, str) and isinstance(who, str)):
            raise Malformed("opening.json has a wrong size, file name or issuer.")
        check_file_name(name)
        salt, sha256, sm3 = (_hex(fields[one], one) for one in ("salt", "sha256", "sm3"))
        return cls(Salt(salt), name, size, sha256, sm3, who, parse_public(key))

    def encode(self) -> bytes:
        """Give the one spelling that the builder writes: sorted keys, no spaces, UTF-8, a final newline."""
        fields = {
            "format": 1,
            "domain": DOMAIN,
            "salt": self.salt.value.hex(),
            "name": self.name,
            "size": self.size,
            "sha256": self.sha256.hex(),
            "sm3": self.sm3.hex(),
            "issuer": {"name": self.issuer, "key": _KEY_PREFIX + self.issuer_key.hex()},
        }
        return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"

    def check_statement(self, statement: Statement) -> None:
        """Check that this opening belongs to the statement; raises `Contradiction`."""
        made: Commitments = commit(FileDigests(self.size, self.sha256, self.sm3), self.salt)
        if made != statement.commitments:
            raise Contradiction("The salt and digests in opening.json do not give the statement's commitments.")
        if size_class(self.size) != statement.size_class:
            raise Contradiction("The size in opening.json is not in the statement's size class.")
        if self.issuer != statement.issuer:
            raise Contradiction("opening.json names another issuer than the signed statement.")

    def check_file(self, file: IO[bytes], statement: Statement) -> None:
        """Check a file's bytes against the opening, and its chunks against the statement; raises `Contradiction`."""
        found = measure(file, self.salt)
        pairs = {
            "size": (found.size, self.size),
            "SHA-256 digest": (found.sha256, self.sha256),
            "SM3 digest": (found.sm3, self.sm3),
            "chunk root": (found.chunks if statement.chunks else None, statement.chunks),
        }
        wrong = [name for name, (got, expected) in pairs.items() if got != expected]
        if wrong:
            raise Contradiction(f"This file is not the one that was chained: other {', other '.join(wrong)}.")


def check_file_name(name: str) -> None:
    """Refuse names that are paths, hidden control characters or too long; they become members of a zip."""
    if not name or name in (".", "..") or re.search(r"[/\\:\x00-\x1f\x7f]", name):
        raise Malformed(f"{name!r} is not a plain file name.")
    try:
        long = len(name.encode()) > MAX_NAME
    except UnicodeEncodeError as error:
        raise Malformed("A file name is not valid Unicode.") from error
    if long:
        raise Malformed("The file name is too long.")


def parse_public(text: object) -> bytes:
    """Read an issuer's public key, `ed25519:` and 64 hex digits; raises `Malformed`."""
    if not isinstance(text, str) or not text.startswith(_KEY_PREFIX):
        raise Malformed("The issuer's key is of a kind that this version does not know.")
    return _hex(text.removeprefix(_KEY_PREFIX), "issuer key")


def _hex(text: object, what: str) -> bytes:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9a-f]{64}", text):
        raise Malformed(f"The {what} in opening.json is not {KEY_SIZE} bytes in hexadecimal.")
    return bytes.fromhex(text)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Malformed("opening.json names a field twice.")
    return fields
