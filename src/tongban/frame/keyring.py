"""The keys under which personal data and files lie (个人信息保护法 51(3)), in one file of the platform's home.

`keys/personal.json` holds every key that something may still be encrypted with, which of them writes, and the keys of
the look-up columns and of the names of files. A new key is written by atomic replacement; running processes notice it
at their next use. Where the node has a key that lies outside its home (`at_rest`), the file is encrypted under it.
Whoever has the database and the content store without this file reads no identity number, no address and no paper.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from tongban.frame.at_rest import reopened, shut

NONCE, TAG = 12, 16
"""Bytes (NIST SP 800-38D)."""
CIPHERS: Mapping[str, tuple[Callable[[bytes], Any], int]] = {
    "aes-256-gcm": (algorithms.AES, 32),
    "sm4-gcm": (algorithms.SM4, 16),
}
"""Block cipher and bytes of a key, by the name that the operator chooses (GB/T 32907 for SM4)."""
DEFAULT_CIPHER = "aes-256-gcm"
_ID = 4


class KeyMissing(RuntimeError):  # noqa: N818 - the message is what the operator reads
    """The file of keys, or the key that a value names, is not there; the text says which and what to do."""


class Damaged(RuntimeError):  # noqa: N818 - the name says what is the matter
    """What lies in a personal column or in the content store is not what was put there: the medium failed, or somebody
    altered it, moved it from elsewhere, or put something plain.
    """


@dataclass(frozen=True, slots=True)
class Key:
    """One key with the cipher that it is for."""

    cipher: str
    secret: bytes

    def encrypt(self, content: bytes, place: bytes) -> bytes:
        """Nonce, ciphertext and tag; `place` is bound to it."""
        nonce = secrets.token_bytes(NONCE)
        work = Cipher(CIPHERS[self.cipher][0](self.secret), modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(place)
        return nonce + work.update(content) + work.finalize() + work.tag

    def decrypt(self, sealed: bytes, place: bytes) -> bytes:
        """What was encrypted for the same `place`; raises `InvalidTag`."""
        nonce, tag = sealed[:NONCE], sealed[-TAG:]
        if len(sealed) < NONCE + TAG:
            raise InvalidTag
        work = Cipher(CIPHERS[self.cipher][0](self.secret), modes.GCM(nonce, tag)).decryptor()
        work.authenticate_additional_data(place)
        return work.update(sealed[NONCE:-TAG]) + work.finalize()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys by id. `writing` and the first of `index` are used for what is written now."""

    path: Path
    writing: str
    keys: Mapping[str, Key]
    index: Mapping[str, bytes]

    @property
    def indexing(self) -> str:
        """The id of the key with which look-up columns are written."""
        return next(iter(self.index))

    def key(self, name: str, where: str) -> Key:
        """The key of this id; `where` is the column that asks, for the operator's eyes."""
        try:
            return self.keys[name]
        except KeyError:
            message = (
                f"{where} is encrypted with the key {name}, which {self.path} does not hold: put the file of keys "
                "back from its backup (docs/security/personal-data.md)"
            )
            raise KeyMissing(message) from None

    def digest(self, name: str, column: str, form: str) -> str:
        """`mac` as look-up columns hold it."""
        return base64.urlsafe_b64encode(self.mac(name, column, form)).decode().rstrip("=")

    def mac(self, name: str, column: str, form: str) -> bytes:
        """HMAC-SHA-256 of a value in its form for comparison: the same in one column, unlike in any other."""
        return hmac.new(self.index[name], f"{column}\0{form}".encode(), hashlib.sha256).digest()

    def with_key(self, cipher: str) -> KeyRing:
        """The ring with one more key, which writes from now on."""
        name, key = secrets.token_hex(_ID), Key(cipher, secrets.token_bytes(CIPHERS[cipher][1]))
        return replace(self, writing=name, keys={**self.keys, name: key})

    def with_index_key(self) -> KeyRing:
        """The ring with one more key for look-up columns; the earlier ones still find what they wrote."""
        return replace(self, index={secrets.token_hex(_ID): secrets.token_bytes(32), **self.index})

    def without(self, names: Collection[str]) -> KeyRing:
        """The ring without these keys; those that write stay."""
        gone = set(names) - {self.writing, self.indexing}
        return replace(
            self,
            keys={name: key for name, key in self.keys.items() if name not in gone},
            index={name: key for name, key in self.index.items() if name not in gone},
        )

    def save(self) -> None:
        """Put the file in the place of the old one, durable, readable by its owner alone."""
        temporary = _written(self)
        temporary.replace(self.path)
        _flush(self.path.parent)
        _read.clear()


def key_file() -> Path:
    """Where this platform keeps the keys."""
    path: Path = settings.TONGBAN_PERSONAL_KEYS
    return path


def make_ring(path: Path, cipher: str = DEFAULT_CIPHER) -> None:
    """Make the file with a first key of each kind, unless it is there; two processes at once make one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _written(KeyRing(path, "", {}, {}).with_key(cipher).with_index_key())
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    else:
        _flush(path.parent)
    finally:
        temporary.unlink()


def ring() -> KeyRing:
    """The keys as they are now. Raises `KeyNotBrought`, and `KeyMissing` without a file that can be read."""
    path = key_file()
    try:
        state = path.stat()
    except FileNotFoundError:
        message = (
            f"{path} is missing: without it personal data can be neither read nor written. Put it back from its "
            "backup; a new platform gets one by `tongban init`, an older one by `tongban migrate`"
        )
        raise KeyMissing(message) from None
    stamp = (path, state.st_mtime_ns, state.st_ino)
    if stamp not in _read:
        found = _parsed(path)
        _read.clear()
        _read[stamp] = found
        return found
    return _read[stamp]


_read: dict[tuple[Path, int, int], KeyRing] = {}
"""The ring as last read, by what tells whether the file changed."""


def _parsed(path: Path) -> KeyRing:
    try:
        told = json.loads(reopened(path.read_bytes()))
        keys = {name: Key(one["cipher"], base64.b64decode(one["key"])) for name, one in told["keys"].items()}
        index = {name: base64.b64decode(key) for name, key in told["index"]}
        found = KeyRing(path, told["writing"], keys, index)
    except (InvalidToken, ValueError, KeyError, TypeError, AttributeError):
        found = KeyRing(path, "", {}, {})
    if found.writing not in found.keys or not found.index or any(k.cipher not in CIPHERS for k in found.keys.values()):
        message = f"{path} is no file of keys: put it back from its backup"
        raise KeyMissing(message)
    return found


def _written(made: KeyRing) -> Path:
    """A temporary file beside the ring's own, flushed."""
    text = json.dumps(
        {
            "writing": made.writing,
            "keys": {
                name: {"cipher": key.cipher, "key": base64.b64encode(key.secret).decode()}
                for name, key in made.keys.items()
            },
            "index": [[name, base64.b64encode(key).decode()] for name, key in made.index.items()],
        },
        indent=1,
    )
    temporary = made.path.with_name(f".{made.path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(shut(text.encode()))
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
