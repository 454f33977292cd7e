"""The certificates of a demonstration: one small authority per platform, made when the platform is made.

Root, issuing authority, time-stamp authority, and one certificate for each court's seal or judge who signs. Every
name says DEMO and 演示·无法律效力. A production platform refuses to start with it (see wiring) and brings a licensed
authority behind the same port (`signing.Signer`).

Files under `<home>/demo-authority/`, the folder 0700, each file 0600: key and certificate of one name in one PEM.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from courtlog.tsa import Authority
from tongban.documents.adapters.time_stamping import Credential, stamp_authority

DEMO = "DEMO 演示·无法律效力"
_VALID = timedelta(days=3653)
_CRL_VALID = timedelta(days=30)
_SLACK = timedelta(days=1)
"""Certificates and lists start this long before they are made, for machines whose clocks differ."""
_NAME_BYTES = 64
"""What `cryptography` allows for a part of a name: some 21 Chinese characters (X.520 would allow 64)."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def make_authority(home: Path) -> DemoAuthority:
    """The authority of this platform, made when it is missing; its time is the machine's."""
    return DemoAuthority.initialise(home, settings.TONGBAN.slug, settings.TONGBAN_CLOCK.wall)


class DemoAuthority:
    """The authority in `home`; `wall` is the machine's time. Use `initialise` once, then open it as often as needed."""

    def __init__(self, home: Path, wall: Callable[[], datetime]) -> None:
        self._folder, self._wall = home / "demo-authority", wall
        if not (self._folder / "root.pem").is_file():
            message = f"no demonstration authority in {home}: initialise it first"
            raise FileNotFoundError(message)

    @classmethod
    def initialise(cls, home: Path, platform: str, wall: Callable[[], datetime]) -> DemoAuthority:
        """Make root, issuing and time-stamp authority for the platform named `platform`; what exists is kept."""
        folder = home / "demo-authority"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        now = wall()
        if not (folder / "root.pem").exists():
            key = _key()
            _keep(folder / "root.pem", key, _certificate(_name("Root", platform), key, None, now, ca=1))
        self = cls(home, wall)
        self._made("issuing", _name("Issuing authority", platform), self._load("root"), ca=0)
        self._made(
            "time", _name("Time-stamp authority", platform), self.issuing, usage=[ExtendedKeyUsageOID.TIME_STAMPING]
        )
        return self

    @property
    def issuing(self) -> Credential:
        """The authority that signs the certificates of signers."""
        return self._load("issuing")

    def roots(self) -> tuple[bytes, ...]:
        """What a verifier must trust, as PEM."""
        return (self._load("root").certificate.public_bytes(serialization.Encoding.PEM),)

    def stamp_authority(self) -> Authority:
        """The time-stamp authority, for use in the process and behind HTTP."""
        leaf, issuing = self._load("time"), self.issuing
        return stamp_authority(Credential(leaf.key, leaf.certificate, (issuing.certificate,)), self._wall)

    def credential(self, slug: str, name: str, organisation: str) -> Credential:
        """The key of the signer `slug` ("seal-0103", "judge-<uid>"), made at the first call."""
        if not _SLUG.fullmatch(slug):
            message = f"{slug!r} is not a signer's slug"
            raise ValueError(message)
        subject = _name(name, organisation)
        leaf = self._made(f"signer-{slug}", subject, self.issuing)
        return Credential(leaf.key, leaf.certificate, (self.issuing.certificate,))

    def revocation_lists(self) -> tuple[bytes, ...]:
        """Fresh lists (DER) of root and issuing authority; nothing is ever on them: a demonstration revokes nothing."""
        now = self._wall()
        lists = []
        for credential in (self._load("root"), self.issuing):
            builder = x509.CertificateRevocationListBuilder(
                issuer_name=credential.certificate.subject, last_update=now - _SLACK, next_update=now + _CRL_VALID
            ).add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            signed = builder.sign(credential.key, hashes.SHA256())
            lists.append(signed.public_bytes(serialization.Encoding.DER))
        return tuple(lists)

    def _made(
        self,
        stem: str,
        subject: x509.Name,
        issuer: Credential,
        *,
        ca: int | None = None,
        usage: list[x509.ObjectIdentifier] | None = None,
    ) -> Credential:
        """The credential in `stem`.pem, made when it is missing; two processes that race agree on the first."""
        path = self._folder / f"{stem}.pem"
        if not path.exists():
            key = _key()
            _keep(path, key, _certificate(subject, key, issuer, self._wall(), ca=ca, usage=usage))
        return self._load(stem)

    def _load(self, stem: str) -> Credential:
        text = (self._folder / f"{stem}.pem").read_bytes()
        key = serialization.load_pem_private_key(text, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            message = f"{stem}.pem holds no elliptic-curve key"
            raise TypeError(message)
        return Credential(key, x509.load_pem_x509_certificate(text))


def _key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(common: str, organisation: str) -> x509.Name:
    """A subject whose common name ends in the mark."""
    room = _NAME_BYTES - len(DEMO.encode()) - 1
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _cut(organisation, _NAME_BYTES)),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Tongban DEMO"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{_cut(common, room)} {DEMO}"),
        ]
    )


def _cut(text: str, limit: int) -> str:
    """The beginning of `text` in at most `limit` bytes of UTF-8."""
    return text.encode()[:limit].decode(errors="ignore")


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: Credential | None,
    now: datetime,
    *,
    ca: int | None = None,
    usage: list[x509.ObjectIdentifier] | None = None,
) -> x509.Certificate:
    """Valid ten years. `ca`: how many authorities may stand below, None for a signer. No issuer: its own."""
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SLACK)
        .not_valid_after(now + _VALID)
        .add_extension(x509.BasicConstraints(ca=ca is not None, path_length=ca), critical=True)
        .add_extension(_usage(ca=ca is not None, stamps=bool(usage)), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usage), critical=True)
    return builder.sign(signing_key, hashes.SHA256())


def _usage(*, ca: bool, stamps: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca and not stamps,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _keep(path: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    """Write key and certificate readable by the owner alone, complete or not at all, never over an existing file."""
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + certificate.public_bytes(serialization.Encoding.PEM)
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its key stands
            os.link(temporary, path)
    finally:
        temporary.unlink()
