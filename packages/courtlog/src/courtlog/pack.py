"""Building a litigant's bundle: the same inputs give the same bytes, so a court can show what it handed out."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import BinaryIO

from courtlog.bundle import BEFORE, FILE, MANUAL, OPENING, POLICY, PROOF, RECEIPT, STAMP, STATEMENT, VERIFIER
from courtlog.errors import Malformed
from courtlog.merkle import leaf_hash
from courtlog.opening import Opening
from courtlog.policy import Policy
from courtlog.receipt import check_receipt
from courtlog.statement import SignedStatement
from courtlog.tlogproof import TlogProof

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _MODE, _BLOCK = 3, 0o644 << 16, 1 << 20
_ZIP64_FROM = 1 << 31


@dataclass(frozen=True, slots=True)
class Parts:
    """What goes into a bundle besides the file; `before` is the signed note of the last head without the entry.

    `receipt` is the COSE receipt of the entry under the head in `proof`, `stamp` the RFC 3161 response for that head.
    `further` are members that readers name as not checked, by their names.
    """

    statement: bytes
    opening: Opening
    proof: bytes
    policy: bytes
    before: bytes | None = None
    receipt: bytes | None = None
    stamp: bytes | None = None
    further: Mapping[str, bytes] = field(default_factory=dict)


def verifier_source() -> bytes:
    """Give the source of the stand-alone verifier that every bundle carries."""
    return files("courtlog.standalone").joinpath("verify.py").read_bytes()


def build_bundle(parts: Parts, file: bytes | None = None) -> bytes:
    """Build a bundle in memory; with `file` it carries the file itself. Raises any `CourtlogError` for unfit parts."""
    out = io.BytesIO()
    write_bundle(out, parts, io.BytesIO(file) if file is not None else None)
    return out.getvalue()


def write_bundle(out: BinaryIO, parts: Parts, file: BinaryIO | None = None) -> None:
    """Write a bundle to a seekable file, reading the litigant's file (if given) in blocks.

    The parts must fit each other: a bundle that could never be proven is refused. The file's own digests are not
    compared here, since whoever builds the bundle may be the one who is doubted.
    """
    members = _members(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for name, data in members.items():
            archive.writestr(_info(name), data)
        if file is not None:
            info = _info(FILE + parts.opening.name)
            with archive.open(info, "w", force_zip64=parts.opening.size >= _ZIP64_FROM) as member:
                while block := file.read(_BLOCK):
                    member.write(block)


def _members(parts: Parts) -> Mapping[str, bytes]:
    signed = SignedStatement.parse(parts.statement)
    parts.opening.check_statement(signed.statement)
    proof = TlogProof.parse(parts.proof)
    proof.verify(parts.statement)
    policy = Policy.parse(parts.policy)
    policy.check(proof.head)
    if parts.receipt is not None:
        check_receipt(parts.receipt, proof, policy.logs)
    members = {
        STATEMENT: parts.statement,
        OPENING: parts.opening.encode(),
        PROOF: parts.proof,
        POLICY: parts.policy,
        MANUAL: _manual(parts, proof),
        VERIFIER: verifier_source(),
    }
    optional = {RECEIPT: parts.receipt, STAMP: parts.stamp, BEFORE: parts.before}
    members |= {name: data for name, data in optional.items() if data is not None}
    if taken := members.keys() & parts.further.keys():
        raise Malformed(f"{min(taken)} is no further member: the bundle has one of this name.")
    return {**members, **parts.further}


def _manual(parts: Parts, proof: TlogProof) -> bytes:
    text = files("courtlog.standalone").joinpath("VERIFY.txt").read_text(encoding="utf-8")
    facts = {
        "origin": proof.checkpoint.origin,
        "index": proof.index,
        "size": proof.checkpoint.size,
        "leaf": leaf_hash(parts.statement).hex(),
        "name": parts.opening.name,
        "sha256": parts.opening.sha256.hex(),
        "sm3": parts.opening.sm3.hex(),
    }
    for name, value in facts.items():
        text = text.replace(f"<{name}>", str(value))
    return text.encode()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system, info.external_attr = _UNIX, _MODE
    return info
