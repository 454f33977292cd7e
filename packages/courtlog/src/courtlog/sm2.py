"""SM2 with SM3 (GB/T 32918.2, 32905) on heads: one more signature line, by the log, with the national algorithm.

The line is of type 0xff, of which other verifiers ignore every line, and its key is in no policy, which they could not
read then. Signing and checking need the extra `courtlog[sm]`.

Key material: `SM2-SM3/v1`, NUL, and the point, uncompressed (04, x, y). Signature: r and s, 32 bytes each, over the
note's text, with the signer's id that GM/T 0009 names when nothing else is agreed.
"""

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from courtlog.bundle import Bundle
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import Note, VerifierKey, key_id, split_key
from courtlog.verification import Check, Report, step

TYPE = 0xFF
"""Signature type of C2SP signed-note for types without a number of their own."""
LABEL = b"SM2-SM3/v1\0"
"""What every SM2 key begins with, after its type."""
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
"""Order of the curve: a secret number is less than this by two at least."""
_POINT, _SIGNATURE = 65, 64


def check_signature(point: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether a signature (r, s) is right (GB/T 32918.2, 7); a malformed key or signature is a wrong one.

    Raises `Missing` where nothing can check it.
    """
    try:
        from tongsuopy.crypto import hashes  # noqa: PLC0415  # an extra
        from tongsuopy.crypto.asymciphers import ec  # noqa: PLC0415
        from tongsuopy.crypto.exceptions import InternalError, InvalidSignature  # noqa: PLC0415
    except ImportError as error:
        raise Missing("An SM2 line: NOT CHECKED, since courtlog[sm] is not installed.") from error
    if len(point) != _POINT or point[0] != 4 or len(signature) != _SIGNATURE:  # noqa: PLR2004  # uncompressed
        return False
    x, y, r, s = (int.from_bytes(part, "big") for part in (point[1:33], point[33:], signature[:32], signature[32:]))
    try:
        key = ec.EllipticCurvePublicNumbers(x, y, ec.SM2()).public_key()
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(hashes.SM3()))
    except (InvalidSignature, InternalError, ValueError):
        return False
    return True


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
