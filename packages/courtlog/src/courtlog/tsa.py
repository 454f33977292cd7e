"""RFC 3161: a client for any time stamp authority, and the court's own authority as a WSGI application.

Needs the extra `courtlog[tsa]`. The own authority is as independent as whoever holds its key and its clock: put it in
other hands than the ledger, or stamp with somebody else's.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from courtlog.clock import ClockWrong, SteadyClock
from courtlog.errors import LogError, Malformed
from courtlog.stamp import MAX_RESPONSE
from courtlog.web import Answer, Environ, HttpClient, Start, Unreachable, read_body

try:
    import rfc3161_client
    from asn1crypto import algos, cms, core, tsp
    from asn1crypto import x509 as asn1_x509
except ImportError as error:  # an extra: the core runs without it
    raise LogError("Time stamps need the extra: pip install 'courtlog[tsa]'.") from error

POLICY = "2.25.186276470932310172904921226735340217573"
"""Object identifier of the policy under which the own authority stamps: whatever it is asked to, by its own clock."""
MAX_REQUEST = 16_384
"""Longest request in bytes."""
CA, CHAIN, KEY = "ca.pem", "tsa.pem", "tsa.key"
"""Files of an authority: the root to hand out, its own certificate, its secret key."""
_DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64, "1.2.156.10197.1.401": 32}  # the last is SM3
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_SLASHES, _SECONDS, _YEARS_CA, _YEARS = 2, 20, 20, 6


def ask(address: str, data: bytes) -> bytes:
    """Ask the authority at a web address to stamp `data`; gives its response, which answers this very request.

    Who signed it is left to `courtlog.stamp.check_stamp`. Raises `Unreachable`, or `Malformed` for a bad address.
    """
    builder = rfc3161_client.TimestampRequestBuilder().data(data).hash_algorithm(rfc3161_client.HashAlgorithm.SHA256)
    made = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    prefix, _, path = address.rpartition("/") if address.count("/") > _SLASHES else (address, "", "")
    client = HttpClient(prefix, _SECONDS)
    status, _, response = client.ask("POST", path, MAX_RESPONSE, made.as_bytes(), _QUERY)
    try:
        info = rfc3161_client.decode_timestamp_response(response).tst_info
        fits = (info.nonce, info.message_imprint.message) == (made.nonce, hashlib.sha256(data).digest())
    except Exception as error:  # a foreign parser fails in many ways
        raise Unreachable(f"{address} granted no time stamp (status {status}).") from error
    if not fits:
        raise Unreachable(f"{address} answered another request than ours.")
    return response


class Response(core.Sequence):  # type: ignore[misc]
    """TimeStampResp (RFC 3161, 2.4.2): asn1crypto's own does not know that a rejection has no token."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]  # noqa: RUF012


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that stamps whatever digest it is given with the time of its clock."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    clock: Callable[[], int]
    policy: str = POLICY
    chain: Sequence[x509.Certificate] = ()  # between the authority's certificate and the root, neither of them in it

    @classmethod
    def load(cls, directory: Path, clock: Callable[[], int] | None = None) -> "Authority":
        """Read the files that `create_authority` wrote; `clock` gives POSIX seconds. Raises `LogError`."""
        try:
            key = load_pem_private_key((directory / KEY).read_bytes(), None)
            certificate = x509.load_pem_x509_certificate((directory / CHAIN).read_bytes())
        except (OSError, ValueError, TypeError) as error:
            raise LogError(f"{directory} holds no keys of a time stamp authority: {error}") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
            raise LogError(f"The key and the certificate in {directory} do not belong together.")
        return cls(key, certificate, clock or SteadyClock())

    def respond(self, request: bytes) -> bytes:  # noqa: PLR0911  # one for each reason
        """Answer a request; one that cannot be granted gets a rejection that says why, in the form of the standard."""
        try:
            asked = tsp.TimeStampReq.load(request, strict=True)
            fields = asked.native  # reads every part of it: what is echoed must be sound
            imprint, version, policy = (fields[one] for one in ("message_imprint", "version", "req_policy"))
            digest, algorithm = imprint["hashed_message"], imprint["hash_algorithm"]
        except (ValueError, TypeError, KeyError, OverflowError, AttributeError):  # the library knows no REAL, for one
            return _reject("bad_data_format")
        if algorithm["algorithm"] not in _DIGESTS or algorithm["parameters"] is not None:
            return _reject("bad_alg")
        if version != "v1" or len(digest) != _DIGESTS[algorithm["algorithm"]]:
            return _reject("bad_data_format")
        if policy not in (None, self.policy):
            return _reject("unaccepted_policy")
        if fields["extensions"]:
            return _reject("unaccepted_extensions")
        try:
            now = datetime.fromtimestamp(self.clock(), UTC)
        except ClockWrong:
            return _reject("time_not_available")
        info = tsp.TSTInfo({
            "version": "v1",
            "policy": self.policy,
            "message_imprint": asked["message_imprint"],
            "serial_number": secrets.randbits(159),
            "gen_time": now,
            "accuracy": {"seconds": 1},
            "nonce": fields["nonce"],
        })  # fmt: skip
        token = self._sign(info.dump(), with_certificate=bool(fields["cert_req"]))
        return bytes(Response({"status": {"status": "granted"}, "time_stamp_token": token}).dump())

    def _sign(self, info: bytes, *, with_certificate: bool) -> cms.ContentInfo:
        chain = [asn1_x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in (self.certificate, *self.chain)]
        essence = tsp.SigningCertificateV2({"certs": [{"cert_hash": self.certificate.fingerprint(hashes.SHA256())}]})
        attributes = cms.CMSAttributes([
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(info).digest()]},
            {"type": "signing_certificate_v2", "values": [essence]},
        ])  # fmt: skip
        signer = cms.SignerInfo({
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": chain[0].issuer, "serial_number": chain[0].serial_number}},
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": self.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
        })  # fmt: skip
        digests, content = [{"algorithm": "sha256"}], core.ParsableOctetString(info)
        stamp = {"content_type": "tst_info", "content": content}
        signed = {"version": "v3", "digest_algorithms": digests, "encap_content_info": stamp, "signer_infos": [signer]}
        if with_certificate:
            signed["certificates"] = chain
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Serve RFC 3161 over HTTP (its section 3.4) as a WSGI application, at every path."""
        if environ["REQUEST_METHOD"] != "POST":
            return Answer(405, b"Send a time stamp query with POST.\n").send(start)
        request = read_body(environ, MAX_REQUEST)
        if request is None:
            return Answer(413, b"This is too long for a time stamp query.\n").send(start)
        return Answer(200, self.respond(request), _REPLY).send(start)


def _reject(reason: str) -> bytes:
    return bytes(Response({"status": {"status": "rejection", "fail_info": {reason}}}).dump())


def create_authority(directory: Path, name: str, now: datetime) -> Path:
    """Make a root certificate and an authority under it, for demonstrations and closed networks; gives the root's path.

    The root's key is used once and never stored. Raises `Malformed` when the directory holds an authority already.
    """
    if (directory / KEY).exists():
        raise Malformed(f"{directory} holds a time stamp authority already.")
    directory.mkdir(parents=True, exist_ok=True)
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, own_name = (_name(f"{name}{role}") for role in (" Root", ""))
    root = _certificate(root_name, root_key.public_key(), root_name, root_key, (now, _YEARS_CA), ca=True)
    own = _certificate(own_name, key.public_key(), root_name, root_key, (now, _YEARS), ca=False)
    (directory / CA).write_bytes(root.public_bytes(Encoding.PEM))
    (directory / CHAIN).write_bytes(own.public_bytes(Encoding.PEM))
    secret = directory / KEY
    secret.touch(0o600)
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return directory / CA


def _name(common: str) -> x509.Name:
    try:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])
    except ValueError as error:
        raise Malformed(f"{common!r} cannot be the name of a certificate: {error}") from error


def _certificate(  # noqa: PLR0913  # what a certificate is made of
    subject: x509.Name, public: ec.EllipticCurvePublicKey, issuer: x509.Name, signer: ec.EllipticCurvePrivateKey,
    validity: tuple[datetime, int], *, ca: bool,
) -> x509.Certificate:  # fmt: skip
    start, years = validity
    usage = x509.KeyUsage(
        digital_signature=not ca, key_cert_sign=ca, crl_sign=ca, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number())
        .not_valid_before(start - timedelta(minutes=5))
        .not_valid_after(start + timedelta(days=365 * years))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=0 if ca else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    if not ca:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder.sign(signer, hashes.SHA256())
