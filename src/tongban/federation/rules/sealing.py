"""Sealing for one reader: a compact JWE (RFC 7516), ECDH-ES over X25519 and AES-256-GCM.

A signed envelope says who wrote; a seal says who can read. Between the zones of one platform both are needed: what the
internet zone sends is for the court alone, what the court shows is for one person's browser alone.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import OKPKey

from tongban.kernel.refusal import Refusal

ALGORITHMS = ("ECDH-ES", "A256GCM")
LIMIT = 200 * 2**20
"""Largest sealed content in bytes."""
_LAW = "house rule: federation, form of envelopes"


class _Registry(JWERegistry):
    max_ciphertext_length = LIMIT * 2


_REGISTRY = _Registry(algorithms=ALGORITHMS)


def reader_of(text: str) -> OKPKey:
    """The public key of a reader from its text (base64url of 32 bytes); raises ValueError when it is none."""
    return OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": text})


def own_reader(secret: str) -> OKPKey:
    """The key of a reader from its secret text (base64url of any 32 bytes); raises ValueError when it is none."""
    public = public_of(secret)
    return OKPKey.import_key({"kty": "OKP", "crv": "X25519", "x": public, "d": secret})


def public_of(secret: str) -> str:
    """The public text that belongs to a secret text; raises ValueError when it is none."""
    known = X25519PrivateKey.from_private_bytes(urlsafe_b64decode(secret + "="))
    return urlsafe_b64encode(known.public_key().public_bytes_raw()).decode().rstrip("=")


def name_of(text: str) -> str:
    """The name of a reader's key: its thumbprint (RFC 7638)."""
    return str(reader_of(text).thumbprint())


def sealed_for(reader: OKPKey, content: bytes) -> str:
    """`content` as only the holder of the reader's key can open it."""
    alg, enc = ALGORITHMS
    return str(jwe.encrypt_compact({"alg": alg, "enc": enc}, content, reader, registry=_REGISTRY))


def unsealed(text: str, own: OKPKey) -> bytes | Refusal:
    """The content, or why it does not open: it was sealed for another key, or changed on the way."""
    try:
        found = jwe.decrypt_compact(text, own, registry=_REGISTRY).plaintext
    except (JoseError, ValueError, UnicodeError, TypeError):
        return Refusal("federation.not_sealed_for_us", _LAW)
    return found if found is not None else Refusal("federation.not_sealed_for_us", _LAW)
