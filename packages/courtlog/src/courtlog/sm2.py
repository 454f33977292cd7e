"""SM2 with SM3 (GB/T 32918.2, 32905) on heads: one more signature line, by the log, with the national algorithm.

The line is of type 0xff, of which other verifiers ignore every line, and its key is in no policy, which they could not
read then. Checking is done here and needs nothing but the core; signing needs the extra `courtlog[sm]`.

Key material: `SM2-SM3/v1`, NUL, and the point, uncompressed (04, x, y). Signature: r and s, 32 bytes each, over the
note's text, with the signer's id that GM/T 0009 names when nothing else is agreed.
"""

from typing import TypeAlias

from courtlog.bundle import Bundle
from courtlog.commitment import sm3
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import Note, VerifierKey, key_id, split_key
from courtlog.verification import Check, Report, step

TYPE = 0xFF
"""Signature type of C2SP signed-note for types without a number of their own."""
SIGNER_ID = b"1234567812345678"
"""Distinguishing id under every signature (GM/T 0009, 10)."""
LABEL = b"SM2-SM3/v1\0"
"""What every SM2 key begins with, after its type."""
_P = 2**256 - 2**224 - 2**96 + 2**64 - 1
_A = _P - 3
_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
_G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
_SIZE = 32
Point: TypeAlias = "tuple[int, int] | None"
"""A point of the curve; None is the point at infinity."""


def _add(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    (x, y), (u, v) = one, other
    if x == u and (y + v) % _P == 0:
        return None
    slope = (3 * x * x + _A) * pow(2 * y, -1, _P) if one == other else (v - y) * pow(u - x, -1, _P)
    z = (slope * slope - x - u) % _P
    return z, (slope * (x - z) - y) % _P


def _multiply(scalar: int, point: Point) -> Point:
    """Multiply; not in constant time, so for public numbers only."""
    result: Point = None
    for bit in f"{scalar:b}":
        result = _add(result, result)
        result = _add(result, point) if bit == "1" else result
    return result


def check_signature(point: bytes, signature: bytes, message: bytes, signer_id: bytes = SIGNER_ID) -> bool:
    """Tell whether a signature (r, s) is right (GB/T 32918.2, 7); a malformed key or signature is a wrong one."""
    if len(point) != 1 + 2 * _SIZE or point[0] != 4 or len(signature) != 2 * _SIZE:  # noqa: PLR2004  # uncompressed
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (point[1:33], point[33:], signature[:32], signature[32:]))
    t = (r + s) % ORDER
    if max(x, y) >= _P or (y * y - x**3 - _A * x - _B) % _P or not 0 < r < ORDER or not 0 < s < ORDER or t == 0:
        return False
    sum_of_both = _add(_multiply(s, _G), _multiply(t, (x, y)))
    return sum_of_both is not None and (_digest(point, message, signer_id) + sum_of_both[0] - r) % ORDER == 0


def _digest(point: bytes, message: bytes, signer_id: bytes) -> int:
    """Give e = SM3(Z || message), where Z binds the id, the curve and the key (GB/T 32918.2, 5.5 and 6.1)."""
    curve = b"".join(number.to_bytes(_SIZE, "big") for number in (_A, _B, *_G))
    z = sm3((8 * len(signer_id)).to_bytes(2, "big") + signer_id + curve + point[1:])
    return int.from_bytes(sm3(z + message), "big")


def parse_sm2_key(vkey: str) -> VerifierKey:
    """Read the public key of a log's SM2 line, in the form of a vkey; raises `Malformed`."""
    name, hex_id, data = split_key(vkey)
    if not data.startswith(bytes([TYPE]) + LABEL) or key_id(name, TYPE, data[1:]).hex() != hex_id:
        raise Malformed(f"The key of {name} is not an SM2 key, or does not have the id {hex_id}.")
    return VerifierKey(name, TYPE, data[1:])


def check_sm2_line(note: Note, key: VerifierKey) -> None:
    """Check the SM2 line by `key`; raises `Missing` when there is none, `Contradiction` when it is wrong."""
    signature = note.by(key)
    if signature is None:
        raise Missing(f"The head bears no SM2 signature by the given key of {key.name}.")
    if not check_signature(key.public.removeprefix(LABEL), signature, note.text.encode()):
        raise Contradiction(f"The head is not what {key.name} signed with SM2: the signature is wrong.")


def sm2_check(key: VerifierKey) -> Check:
    """Give the check of a bundle's head against a log's SM2 key that the caller trusts."""

    def check(report: Report, _: Bundle) -> None:
        if not report.proof or not report.head:
            return
        with step(report, "sm2", f"The head is also signed with SM2 and SM3 by the key of {key.name}."):
            if key.name != report.head.checkpoint.origin:
                raise Missing(f"The given SM2 key belongs to {key.name}, the head to {report.head.checkpoint.origin}.")
            check_sm2_line(Note.parse(report.proof.head), key)

    return check
