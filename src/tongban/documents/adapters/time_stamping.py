"""Time stamps (RFC 3161) for signatures, by the authority of the ledger's own program.

It serves in the process (`InProcessStamper`, for pyHanko) and, with the same bytes, over HTTP
(`application/timestamp-query` to `application/timestamp-reply`). A stamp on a signature bears the machine's time,
never business time; one on a head of the ledger bears the time that the ledger's witnesses have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.timestamps import TimeStamper

from courtlog.tsa import Authority
from tongban.documents.adapters.definite_lengths import repair

repair()


@dataclass(frozen=True, slots=True)
class Credential:
    """A key with its certificate and the certificates above it, the nearest first, without the root."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()


def stamp_authority(credential: Credential, clock: Callable[[], datetime]) -> Authority:
    """The authority with the key of `credential` and the time of `clock`: a request in, a response out, both DER."""
    return Authority(credential.key, credential.certificate, lambda: int(clock().timestamp()), chain=credential.chain)


class InProcessStamper(TimeStamper):
    """pyHanko's port, answered by an authority in the same process."""

    def __init__(self, authority: Authority) -> None:
        super().__init__(include_nonce=True)
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer to `req`."""
        return tsp.TimeStampResp.load(self._authority.respond(req.dump()))


def to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate as asn1crypto and pyHanko hold it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def certificates_of(items: Sequence[x509.Certificate]) -> list[asn1_x509.Certificate]:
    """`items` in asn1crypto's form."""
    return [to_asn1(c) for c in items]
