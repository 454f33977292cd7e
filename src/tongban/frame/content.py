"""Content encrypted in files, chunk by chunk: memory stays flat, and a part is read without the whole.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) as `age` uses it. Each file has a key of its own,
derived by HKDF-SHA-256 from a key of the ring with a salt of 32 random bytes. Its content is cut into chunks of 64 KiB;
the nonce of each is its number and whether it is the last one, so that no chunk can be moved, left out, repeated or
brought from another file. The file begins with

    "tbc1" | id of the key (8) | salt (32) | title, encrypted: SHA-256 of the content (32), its size (8) | tag (16)

and the title says what lies there before anything is read, so that a file put in another's place is refused at once.
"""

from __future__ import annotations

import io
import secrets
import struct
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tongban.frame.keyring import CIPHERS, TAG, Damaged, Key, KeyRing

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 16
"""Bytes of content in a chunk; all are full but the last."""
_HEAD, _TITLE = struct.Struct(">4s8s32s"), struct.Struct(">32sQ")
_MARK, _SALT = b"tbc1", 32
BEGIN = _HEAD.size + _TITLE.size + TAG
"""Where the first chunk begins."""
_INNER, _LAST, _TITLED = range(3)
"""The last byte of a nonce."""


class _FileKey:
    """The key of one file. All that it encrypts is bound to the file's head."""

    def __init__(self, key: Key, head: bytes) -> None:
        algorithm, size = CIPHERS[key.cipher]
        info = f"tongban content 1 {key.cipher}".encode()
        self._cipher = algorithm(HKDF(SHA256(), size, head[-_SALT:], info).derive(key.secret))
        self._head = head

    def encrypt(self, number: int, place: int, content: bytes) -> bytes:
        work = Cipher(self._cipher, modes.GCM(_nonce(number, place))).encryptor()
        work.authenticate_additional_data(self._head)
        return work.update(content) + work.finalize() + work.tag

    def decrypt(self, number: int, place: int, sealed: bytes) -> bytes:
        work = Cipher(self._cipher, modes.GCM(_nonce(number, place), sealed[-TAG:])).decryptor()
        work.authenticate_additional_data(self._head)
        return work.update(sealed[:-TAG]) + work.finalize()


def _nonce(number: int, place: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([place])


class Sealing:
    """Writes content into `target` (seekable, empty) under the ring's writing key; `end` must be called."""

    def __init__(self, target: BinaryIO, keys: KeyRing) -> None:
        head = _HEAD.pack(_MARK, keys.writing.encode(), secrets.token_bytes(_SALT))
        self._key, self._target = _FileKey(keys.keys[keys.writing], head), target
        self._waiting, self._number, self._size = bytearray(), 0, 0
        target.write(head + bytes(BEGIN - len(head)))

    def write(self, block: bytes) -> None:
        """More content. What may be the last chunk waits."""
        self._waiting += block
        self._size += len(block)
        start = 0
        while len(self._waiting) - start > CHUNK:
            self._put(_INNER, bytes(self._waiting[start : start + CHUNK]))
            start += CHUNK
        del self._waiting[:start]

    def end(self, sha256: str) -> None:
        """That was all, and this is its digest."""
        self._put(_LAST, bytes(self._waiting))
        self._target.seek(_HEAD.size)
        self._target.write(self._key.encrypt(0, _TITLED, _TITLE.pack(bytes.fromhex(sha256), self._size)))
        self._target.seek(0, io.SEEK_END)

    def _put(self, place: int, chunk: bytes) -> None:
        self._target.write(self._key.encrypt(self._number, place, chunk))
        self._number += 1


def key_of(stream: BinaryIO) -> str:
    """The id of the key under which an encrypted file lies; raises `Damaged` when it is none. Reads its head."""
    head = stream.read(_HEAD.size)
    if len(head) != _HEAD.size or not head.startswith(_MARK):
        message = "a file of the content store is not encrypted"
        raise Damaged(message)
    return _HEAD.unpack(head)[1].decode("ascii", "replace")


class Opened(io.RawIOBase):
    """The content of an encrypted file, to be read from any place. Every chunk is checked when it is read.

    `sha256` and `size` are those of the content, `key` is the id of its key. Raises `KeyMissing` or `Damaged`.
    """

    def __init__(self, stream: BinaryIO, where: str, keys: KeyRing) -> None:
        super().__init__()
        self._stream, self._where, self._at, self._chunk = stream, where, 0, (-1, b"")
        try:
            self._read_title(keys)
        except BaseException:
            stream.close()
            raise

    def _read_title(self, keys: KeyRing) -> None:
        stream = self._stream
        self.key = key_of(stream)
        key = keys.key(self.key, self._where)
        stream.seek(0)
        self._key = _FileKey(key, stream.read(_HEAD.size))
        digest, self.size = _TITLE.unpack(self._decrypted(0, _TITLED, stream.read(BEGIN - _HEAD.size)))
        self.sha256 = digest.hex()
        self._last = max(0, -(-self.size // CHUNK) - 1)
        if stream.seek(0, io.SEEK_END) != BEGIN + self.size + (self._last + 1) * TAG:
            raise self._damaged()

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the content."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """The place in the content."""
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer`, as far as there is content."""
        target = memoryview(buffer).cast("B")
        wanted = done = max(0, min(len(target), self.size - self._at))
        while wanted:
            number, start = divmod(self._at, CHUNK)
            part = self._read(number)[start : start + wanted]
            begin = done - wanted
            target[begin : begin + len(part)] = part
            self._at += len(part)
            wanted -= len(part)
        return done

    def readall(self) -> bytes:
        """All that follows."""
        return self.read(max(0, self.size - self._at)) or b""

    def close(self) -> None:
        """Give the file back."""
        self._stream.close()
        super().close()

    def _read(self, number: int) -> bytes:
        if self._chunk[0] != number:
            self._stream.seek(BEGIN + number * (CHUNK + TAG))
            place = _LAST if number == self._last else _INNER
            self._chunk = number, self._decrypted(number, place, self._stream.read(CHUNK + TAG))
        return self._chunk[1]

    def _decrypted(self, number: int, place: int, sealed: bytes) -> bytes:
        try:
            return self._key.decrypt(number, place, sealed)
        except (InvalidTag, ValueError) as wrong:  # a ValueError is a tag that breaks off
            raise self._damaged() from wrong

    def _damaged(self) -> Damaged:
        return Damaged(f"{self._where} was altered, breaks off, or belongs to another place")
