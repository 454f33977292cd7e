"""C2SP tlog-cosignature, v1 (signature type 0x04): a witness states at what time it knew a head as the largest."""

import struct
from dataclasses import dataclass

from courtlog.errors import Contradiction, Malformed
from courtlog.note import COSIGNATURE, Note, VerifierKey, check_ed25519

_TIME = struct.Struct(">Q")
_LATEST = 2**63 - 1
_SIZE = _TIME.size + 64


@dataclass(frozen=True, slots=True, order=True)
class Cosignature:
    """A checked cosignature: `time` in POSIX seconds by the witness's own clock, and the witness's key name."""

    time: int
    name: str


def pack_time(time: int) -> bytes:
    """Encode POSIX seconds as the 8 bytes that precede the signature."""
    if not 0 <= time <= _LATEST:
        raise Malformed(f"{time} is not a time that a cosignature can carry.")
    return _TIME.pack(time)


def cosigned_message(text: str, time: int) -> bytes:
    """Give the bytes under a v1 cosignature: two header lines, then the whole checkpoint text."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def verify_cosignature(note: Note, key: VerifierKey) -> Cosignature | None:
    """Check the line of witness `key`; None when it left none; raises `Contradiction` when its line is wrong."""
    data = note.by(key)
    if key.algorithm != COSIGNATURE or data is None:
        return None
    if len(data) != _SIZE:
        raise Contradiction(f"The cosignature of {key.name} has {len(data)} bytes, not {_SIZE}.")
    (time,) = _TIME.unpack_from(data)
    if time > _LATEST or not check_ed25519(key.public, data[_TIME.size :], cosigned_message(note.text, time)):
        raise Contradiction(f"The head is not what {key.name} cosigned: its cosignature is wrong.")
    return Cosignature(time, key.name)
