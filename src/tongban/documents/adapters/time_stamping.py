"""A time-stamp authority (RFC 3161) as a function: request in, response out, both DER.

It serves in the process (`InProcessStamper`, for pyHanko) and, with the same bytes, over HTTP
(`application/timestamp-query` to `application/timestamp-reply`). The time it vouches for is the wall clock that its
owner hands in, never business time: a stamp says when the machine saw the digest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.sign.timestamps import TimeStamper

from tongban.documents.adapters.definite_lengths import repair

_DIGEST_SIZES = {"sha256": 32, "sha384": 48, "sha512": 64}
_POLICY = "1.3.6.1.4.1.99999.1"
"""Policy of the demonstration authority, under an enterprise arc that is not assigned."""
MEDIA_TYPE_QUERY = "application/timestamp-query"
MEDIA_TYPE_REPLY = "application/timestamp-reply"

repair()


@dataclass(frozen=True, slots=True)
class Credential:
    """A key with its certificate and the certificates above it, the nearest first, without the root."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()


class StampAuthority:
    """Answers requests with the key of `credential` and the time of `wall`."""

    def __init__(self, credential: Credential, wall: Callable[[], datetime]) -> None:
        self._key, self._wall = credential.key, wall
        self._certificate = to_asn1(credential.certificate)
        self._chain = [to_asn1(c) for c in credential.chain]

    def respond(self, request: bytes) -> bytes:
        """The response to `request`: a token, or a rejection that says why (bad algorithm, bad format)."""
        try:
            query = tsp.TimeStampReq.load(request, strict=True)
            imprint = query["message_imprint"]
            algorithm = imprint["hash_algorithm"]["algorithm"].native
            digest = imprint["hashed_message"].native
            nonce, wants_chain = query["nonce"].native, query["cert_req"].native
        except (ValueError, TypeError, KeyError):
            return _rejection("bad_data_format")
        if len(digest) != _DIGEST_SIZES.get(algorithm, -1):
            return _rejection("bad_alg")
        info = {
            "version": "v1",
            "policy": _POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(63),
            "gen_time": self._wall().astimezone(UTC).replace(microsecond=0),
            "accuracy": {"seconds": 1},
        }
        if nonce is not None:
            info["nonce"] = nonce
        token = self._token(tsp.TSTInfo(info), with_certificates=bool(wants_chain))
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()

    def _token(self, info: tsp.TSTInfo, *, with_certificates: bool) -> cms.ContentInfo:
        """`info` signed as a CMS object (RFC 5652) with the attribute that names the certificate (RFC 5816)."""
        content = info.dump()
        sha256 = {"algorithm": "sha256"}
        named = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(self._certificate.dump()).digest()})
        attributes = cms.CMSAttributes(
            [
                _attribute("content_type", "tst_info"),
                _attribute("message_digest", hashlib.sha256(content).digest()),
                _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [named]})),
            ]
        )
        signer = {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": self._certificate.issuer, "serial_number": self._certificate.serial_number},
            ),
            "digest_algorithm": sha256,
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": self._key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        }
        signed = {
            "version": "v3",
            "digest_algorithms": [algos.DigestAlgorithm(sha256)],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "signer_infos": [signer],
        }
        if with_certificates:
            signed["certificates"] = [self._certificate, *self._chain]
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


class _Rejection(core.Sequence):
    """A response without a token, which asn1crypto's own class cannot write although RFC 3161 asks for it."""

    _fields: ClassVar[list[tuple[str, type, dict[str, object]]]] = [("status", tsp.PKIStatusInfo, {})]


class InProcessStamper(TimeStamper):
    """pyHanko's port, answered by an authority in the same process."""

    def __init__(self, authority: StampAuthority) -> None:
        super().__init__(include_nonce=True)
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer to `req`."""
        return tsp.TimeStampResp.load(self._authority.respond(req.dump()))


def to_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate as asn1crypto and pyHanko hold it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(kind), "values": (value,)})


def _rejection(reason: str) -> bytes:
    return _Rejection({"status": {"status": "rejection", "fail_info": {reason}}}).dump()


def certificates_of(items: Sequence[x509.Certificate]) -> list[asn1_x509.Certificate]:
    """`items` in asn1crypto's form."""
    return [to_asn1(c) for c in items]
