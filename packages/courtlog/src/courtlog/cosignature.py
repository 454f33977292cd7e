"""C2SP tlog-cosignature: a witness states at what time it knew a head as the largest, with Ed25519 or ML-DSA-44."""

import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import COSIGNATURE, ML_DSA_44, Note, VerifierKey, check_ed25519

_TIME = struct.Struct(">Q")
_SPAN = struct.Struct(">QQ")
_LATEST = 2**63 - 1
_SIZES = {COSIGNATURE: _TIME.size + 64, ML_DSA_44: _TIME.size + 2420}
_LONGEST_NAME = 255


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


def cosigned_message(text: str, time: int, key: VerifierKey) -> bytes:
    """Give the bytes under a cosignature by `key`; raises `Malformed` when the text is no head that it can sign.

    Type 0x04: two header lines, then the whole text. Type 0x06: a binary structure of the witness's name, the time,
    and the head's origin, size and root; it does not cover the head's extension lines.
    """
    if key.algorithm == COSIGNATURE:
        return f"cosignature/v1\ntime {time}\n{text}".encode()
    head = Checkpoint.parse(text)
    span = _SPAN.pack(0, head.size)
    return b"subtree/v1\n\0" + _opaque(key.name) + pack_time(time) + _opaque(head.origin) + span + head.root


def verify_cosignature(note: Note, key: VerifierKey) -> Cosignature | None:
    """Check the line of witness `key`; None when it left none.

    Raises `Contradiction` when its line is wrong, `Missing` when it cannot be checked here or states no time.
    """
    data = note.by(key)
    if key.algorithm not in _SIZES or data is None:
        return None
    if len(data) != _SIZES[key.algorithm]:
        raise Contradiction(f"The cosignature of {key.name} has {len(data)} bytes, not {_SIZES[key.algorithm]}.")
    (time,) = _TIME.unpack_from(data)
    check = check_ed25519 if key.algorithm == COSIGNATURE else check_ml_dsa_44
    if time > _LATEST or not check(key.public, data[_TIME.size :], cosigned_message(note.text, time, key)):
        raise Contradiction(f"The head is not what {key.name} cosigned: its cosignature is wrong.")
    if key.algorithm == ML_DSA_44 and time == 0:
        raise Missing(f"The cosignature of {key.name} states no time, and so does not count.")
    return Cosignature(time, key.name)


def check_ml_dsa_44(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an ML-DSA-44 signature (FIPS 204) is right; raises `Missing` where nothing can check it."""
    try:
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey  # noqa: PLC0415  # may be absent

        MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
    except (ImportError, UnsupportedAlgorithm) as error:
        raise Missing("A cosignature of type ML-DSA-44 is NOT CHECKED: the installed cryptography lacks it.") from error
    except (InvalidSignature, ValueError):
        return False
    return True


def _opaque(name: str) -> bytes:
    data = name.encode()
    if not 0 < len(data) <= _LONGEST_NAME:
        raise Malformed(f"{name} is too long a name for a cosignature of type ML-DSA-44.")
    return bytes([len(data)]) + data
