"""RFC 3161 time stamps on heads: what is stamped, the check of a response (extra `courtlog[tsa]`), where it is kept.

The stamp covers the text of the head with the log's own signature line and nothing else, so that it stays right
whatever cosignatures are gathered later.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509

from courtlog.bundle import STAMP, Bundle
from courtlog.disk import Disk
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import MAX_NOTE, Note, VerifierKey
from courtlog.reader import LogReader, SignedHead
from courtlog.verification import Check, Report, Stamp, step

if TYPE_CHECKING:
    from rfc3161_client import SignedData

FOLDER = "stamps"
"""Folder in a log's directory that holds each head as it was stamped, and beside it the response."""
MAX_RESPONSE = 262_144
"""Longest response of a time stamp authority in bytes."""
_WIDTH = 19
_ALGORITHMS = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}


def stamped(head: bytes, log: VerifierKey) -> bytes:
    """Give the bytes that a stamp on `head` covers; raises `Missing` when `log` has not signed it."""
    note = Note.parse(head)
    line = next((one for one in note.signatures if (one.name, one.key_id) == (log.name, log.id)), None)
    if line is None:
        raise Missing(f"The head bears no signature of {log.name}, so no time stamp on it can be checked.")
    return Note(note.text, (line,)).encode()


def read_roots(authorities: bytes) -> list[x509.Certificate]:
    """Read root certificates in PEM form; raises `Malformed`."""
    try:
        return x509.load_pem_x509_certificates(authorities)
    except ValueError as error:
        raise Malformed("The certificates of the time stamp authority are not in PEM form.") from error


def check_stamp(response: bytes, data: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    """Check that an authority under one of the root certificates `roots` had seen `data`, and when.

    1. The response grants a stamp. 2. It is for `data`. 3. Its certificate, for time stamps only, leads to a root that
    was valid at the time stated, and the signature is right. Raises `Malformed`, `Contradiction` (a stamp for something
    else), or `Missing` when it cannot be trusted or the extra is not installed.
    """
    try:
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415  # extra
    except ImportError as error:
        raise Missing("The time stamp: NOT CHECKED, since courtlog[tsa] is not installed.") from error
    try:
        decoded = decode_timestamp_response(response[: MAX_RESPONSE + 1])
        info = decoded.tst_info
        imprint = info.message_imprint
        algorithm = _ALGORITHMS.get(imprint.hash_algorithm.dotted_string)
    except Exception as error:  # a foreign parser fails in many ways
        raise Malformed("The response of the time stamp authority cannot be read, or grants no stamp.") from error
    if algorithm is None:
        raise Missing("The time stamp: NOT CHECKED, since it uses a digest that this version cannot check.")
    if algorithm(data).digest() != imprint.message:
        raise Contradiction("The time stamp was given for something else than the head in the proof.")
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(decoded, data)
    except (VerificationError, ValueError) as error:
        raise Missing(f"The time stamp cannot be trusted under the given certificates: {error}") from error
    margin = info.accuracy
    parts = ((margin.seconds, 1), (margin.millis, 1_000), (margin.micros, 1_000_000)) if margin else ()
    time = math.ceil(info.gen_time.timestamp() + sum((value or 0) / unit for value, unit in parts))
    return Stamp(time, _signer(decoded.signed_data))


def stamp_check(roots: Sequence[x509.Certificate]) -> Check:
    """Give the check of a bundle's time stamp against root certificates that the caller trusts."""

    def check(report: Report, bundle: Bundle) -> None:
        if not report.proof or not report.head:
            return
        with step(report, "stamp", "The time stamp is for this head, by an authority under the given certificates."):
            data = stamped(report.proof.head, report.head.log)
            report.stamp = check_stamp(bundle.need(STAMP), data, roots)

    return check


def _signer(signed: "SignedData") -> str:
    """Name the certificate that signed; the verifier has found that there is one signer."""
    (signer,) = signed.signer_infos
    names = [signer.issuer]
    for der in signed.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            names.append(certificate.subject)
    return names[-1].rfc4514_string()


class Stamps:
    """Stamps kept in a folder, found by the head they are for."""

    def __init__(self, directory: Path) -> None:
        """Keep them below `directory`, which need not exist yet."""
        self._directory = directory

    def keep(self, head: SignedHead, response: bytes) -> Path:
        """Store a head and the response of an authority for it, durably; gives the response's path."""
        stem = f"{head.checkpoint.size:0{_WIDTH}}.{hashlib.sha256(head.note).hexdigest()[:16]}"
        path = self._directory / f"{stem}.tsr"
        Disk(self._directory).write({self._directory / f"{stem}.checkpoint": head.note, path: response})
        return path

    def first(self, index: int) -> bytes:
        """Give the smallest stamped head that includes entry `index`; raises `Missing` when there is none."""
        for path in sorted(self._directory.glob("*.tsr")):
            size = path.name.partition(".")[0]
            if size.isdigit() and int(size) > index:
                return self._read(path)[0]
        raise Missing(f"No head with entry {index} was time-stamped yet.")

    def newest_first(self) -> Iterator[tuple[bytes, bytes]]:
        """Give every stamped head with the response for it, the largest head first."""
        return map(self._read, sorted(self._directory.glob("*.tsr"), reverse=True))

    def find(self, note: bytes) -> bytes | None:
        """Give the response for exactly this signed head, None when it was not stamped."""
        path = next(self._directory.glob(f"*.{hashlib.sha256(note).hexdigest()[:16]}.tsr"), None)
        return path.read_bytes() if path else None

    @staticmethod
    def _read(path: Path) -> tuple[bytes, bytes]:
        return path.with_suffix(".checkpoint").read_bytes()[: MAX_NOTE + 1], path.read_bytes()


def stamp(directory: Path, address: str, roots: Sequence[x509.Certificate] | None) -> Path:
    """Have the published head stamped by the authority at a web address, and keep both; gives the stamp's path.

    With root certificates a stamp that they do not cover is refused. Raises any `CourtlogError`.
    """
    from courtlog.tsa import ask  # noqa: PLC0415  # an extra: what is above runs without it

    log = LogReader(directory)
    head = log.head()
    data = stamped(head.note, log.settings.log)
    response = ask(address, data)
    if roots is not None:
        check_stamp(response, data, roots)
    return Stamps(directory / FOLDER).keep(head, response)
