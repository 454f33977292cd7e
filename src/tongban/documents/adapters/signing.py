"""Signatures on papers: PAdES with an RFC 3161 stamp and the proof material inside the file (level B-LT).

The port is `Signer`. `LocalSigner` signs with a key in hand (the demonstration's); a seal service or a Cloud Signature
Consortium provider takes its place in production. Heavy: only the worker imports this.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from courtlog.tsa import Authority
from tongban.documents.adapters.time_stamping import (
    Credential,
    InProcessStamper,
    certificates_of,
    to_asn1,
)

# The lists are handed in, not fetched: pyHanko warns of that at every signature.
logging.getLogger("pyhanko.sign.signers.pdf_signer").setLevel(logging.ERROR)


class CannotSign(RuntimeError):  # noqa: N818 - the name says what is the matter
    """The file cannot carry a (further) signature: it is no PDF, or it is closed."""


@dataclass(frozen=True, slots=True)
class Intent:
    """Why and where a signature is put, as PDF programs show it.

    `closes`: nothing may be added to the paper afterwards; else further signatures may follow.
    """

    reason: str
    place: str = ""
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed file, who signed, and the time that the stamp vouches for."""

    pdf: bytes
    signer: str
    stamped_at: datetime


class Signer(Protocol):
    """Who puts a signature on a paper."""

    @property
    def name(self) -> str:
        """The signer as the certificate names it."""
        ...

    def sign(self, pdf: bytes, intent: Intent) -> Signed:
        """`pdf` with one more signature. Raises `CannotSign`."""
        ...


class LocalSigner:
    """Signs with a key in hand and a time-stamp authority in the process.

    `revocation_lists` gives fresh lists (DER) of every authority above the signer; they are put into the file, so
    that the signature can be checked when the authority is gone.
    """

    def __init__(
        self,
        credential: Credential,
        stamps: Authority,
        roots: Sequence[bytes],
        revocation_lists: Callable[[], Sequence[bytes]],
        wall: Callable[[], datetime],
    ) -> None:
        self._stamper, self._wall, self._revocation_lists = InProcessStamper(stamps), wall, revocation_lists
        self._roots = certificates_of([x509.load_pem_x509_certificate(root) for root in roots])
        self._chain = certificates_of(credential.chain)
        self._certificate = credential.certificate
        registry = SimpleCertificateStore()
        registry.register_multiple([*self._chain, *self._roots])
        key = credential.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._signer = signers.SimpleSigner(
            signing_cert=to_asn1(credential.certificate),
            signing_key=asn1_keys.PrivateKeyInfo.load(key),
            cert_registry=registry,
        )

    @property
    def name(self) -> str:
        """See `Signer.name`."""
        return str(self._certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    def sign(self, pdf: bytes, intent: Intent) -> Signed:
        """See `Signer.sign`. The first signature certifies the paper; the one that closes it locks every field."""
        try:
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            _refuse_closed(writer.prev)
            present = len(list(fields.enumerate_sig_fields(writer.prev)))
            field = f"Signature{present + 1}"
            work = signers.PdfSigner(
                self._metadata(field, intent, first=present == 0),
                signer=self._signer,
                timestamper=self._stamper,
                new_field_spec=_field(field, intent),
            )
            out = work.sign_pdf(writer).getvalue()
        except (PdfError, SigningError, ValueError) as error:
            message = f"this file cannot be signed: {error}"
            raise CannotSign(message) from error
        return Signed(out, self.name, _stamp_time(out))

    def _metadata(self, field: str, intent: Intent, *, first: bool) -> signers.PdfSignatureMetadata:
        context = ValidationContext(
            trust_roots=self._roots,
            other_certs=self._chain,
            allow_fetching=False,
            moment=self._wall(),
            crls=[asn1_crl.CertificateList.load(item) for item in self._revocation_lists()],
        )
        return signers.PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            reason=intent.reason,
            location=intent.place or None,
            name=self.name,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=first,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES if intent.closes else fields.MDPPerm.FILL_FORMS,
            embed_validation_info=True,
            validation_context=context,
            dss_settings=DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
            ),
        )


def _field(name: str, intent: Intent) -> fields.SigFieldSpec:
    """An invisible field; the paper itself shows where the seal sits. A closing one locks all fields (PDF 2.0)."""
    if not intent.closes:
        return fields.SigFieldSpec(name, readable_field_name="签名 Signature")
    return fields.SigFieldSpec(
        name,
        readable_field_name="签章 Seal",
        field_mdp_spec=fields.FieldMDPSpec(fields.FieldMDPAction.ALL),
        doc_mdp_update_value=fields.MDPPerm.NO_CHANGES,
    )


def _refuse_closed(reader: PdfFileReader) -> None:
    """Raise `CannotSign` when a signature of the file forbids every change."""
    if any(found.docmdp_level is fields.MDPPerm.NO_CHANGES for found in reader.embedded_regular_signatures):
        message = "the paper is closed by its last signature"
        raise CannotSign(message)


def _stamp_time(pdf: bytes) -> datetime:
    from tongban.documents.adapters.verifying import stamp_times

    return stamp_times(pdf)[-1]
