"""Is this file the one that was signed, by whom, and when? The answer that the verification page gives."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tongban.documents.adapters.time_stamping import certificates_of

# A forged file is an ordinary answer here, not an error of the program with a traceback in the log.
for _name in ("pyhanko.sign.diff_analysis", "pyhanko.sign.validation", "pyhanko.pdf_utils"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """One signature.

    `signer`, `organisation`: as the certificate says; `stamped_at`: the time of the stamp, None without a sound one;
    `intact`: the signed bytes are unchanged; `trusted`: the certificate leads to a trusted root; `covers_whole_file`:
    no byte follows what it signed; `changed_after`: something was added that this signature does not allow.
    """

    signer: str
    organisation: str
    stamped_at: datetime | None
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_after: bool

    @property
    def sound(self) -> bool:
        """True when this signature holds in every respect."""
        return self.intact and self.trusted and self.stamped_at is not None and not self.changed_after


@dataclass(frozen=True, slots=True)
class Verdict:
    """All signatures of a file, the oldest first; `unreadable` says why nothing could be checked."""

    signatures: tuple[SignatureVerdict, ...]
    unreadable: str = ""

    @property
    def sound(self) -> bool:
        """True when there is a signature, all of them hold, and the last one covers the whole file."""
        found = self.signatures
        return bool(found) and all(s.sound for s in found) and found[-1].covers_whole_file


def verify_pdf(pdf: bytes, trust_roots: Sequence[bytes], *, at: datetime) -> Verdict:
    """Check every signature of `pdf` against `trust_roots` (PEM), each at the time of its stamp, else at `at`."""
    roots = certificates_of([x509.load_pem_x509_certificate(root) for root in trust_roots])
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        return Verdict(tuple(_verdict(reader, found, roots, at) for found in reader.embedded_regular_signatures))
    except Exception as error:  # noqa: BLE001 - whatever a forged file does to the parser, the answer is "unreadable"
        return Verdict((), unreadable=f"{type(error).__name__}: {error}"[:300])


def stamp_times(pdf: bytes) -> list[datetime]:
    """The times in the stamps of `pdf`, one for each signature that has one; nothing is checked."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    times = (_stamp_time(found) for found in reader.embedded_regular_signatures)
    return [time for time in times if time is not None]


def _verdict(reader: PdfFileReader, found: EmbeddedPdfSignature, roots: list[Any], at: datetime) -> SignatureVerdict:
    stamped = _stamp_time(found)
    status = validate_pdf_signature(found, signer_validation_context=_context(reader, roots, stamped or at))
    stamp = status.timestamp_validity
    stamp_holds = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    if stamped is not None and not stamp_holds:
        # An unsound stamp must not choose the time at which the certificate is judged.
        status = validate_pdf_signature(found, signer_validation_context=_context(reader, roots, at))
    names = status.signing_cert.subject.native
    return SignatureVerdict(
        signer=str(names.get("common_name", "")),
        organisation=str(names.get("organization_name", "")),
        stamped_at=stamped if stamp_holds else None,
        intact=bool(status.valid and status.intact),
        trusted=bool(status.trusted),
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        changed_after=not status.docmdp_ok or status.modification_level is ModificationLevel.OTHER,
    )


def _context(reader: PdfFileReader, roots: list[Any], moment: datetime) -> ValidationContext:
    """Trust in `roots` alone, with the certificates and lists that the file itself brings."""
    arguments: dict[str, Any] = {"trust_roots": roots, "allow_fetching": False, "moment": moment}
    try:
        return DocumentSecurityStore.read_dss(reader).as_validation_context(arguments)
    except NoDSSFoundError:
        return ValidationContext(**arguments)


def _stamp_time(found: EmbeddedPdfSignature) -> datetime | None:
    """The time in the stamp that lies in the signature's unsigned attributes."""
    for attribute in found.signer_info["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            signed = attribute["values"][0]["content"]
            return signed["encap_content_info"]["content"].parsed["gen_time"].native
    return None
