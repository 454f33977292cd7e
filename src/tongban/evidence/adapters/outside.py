"""Checking proofs of others: a bundle of another ledger, an RFC 3161 time stamp, a receipt of a chain."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from asn1crypto import cms, pem, tsp, x509

import courtlog
from courtlog.bundle import OPENING, PROOF
from tongban.evidence.adapters.nodes import AskNode
from tongban.evidence.rules.chains import ChainTrust, covered, listed, vouched
from tongban.evidence.rules.evm import Contradicts, Lacks, read_inclusion
from tongban.evidence.vocabulary import PlatformKind, ProofForm

Opens = Callable[[], BinaryIO]
"""Opens a file of the exhibit."""
MATCH, ALTERED, NOT_PROVEN = "MATCH", "ALTERED", "NOT PROVEN"
_CHAIN_LACKS = ("content.caveat", "chain.time_of_its_writers")
_STAMP_LACKS = ("content.caveat", "stamp.revocation_not_checked")
_HASHES = frozenset({"sha256", "sha384", "sha512"})
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)
"""What the reader of DER raises for bytes that are none."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """A platform of the register: `trust` is its tlog-policy, its certificates in PEM, or what `ChainTrust` reads."""

    uid: UUID
    kind: PlatformKind
    trust: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a check gave. `covers` is the SHA-256 of the file that the proof is about; `platform` None when unknown."""

    verdict: str
    since: datetime | None = None
    origin: str = ""
    covers: str = ""
    platform: UUID | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamped:
    """What is to be said of a time stamp's signature: who made it, whether it fits, whether a root vouches for it."""

    signer: str
    sound: bool
    trusted: bool


def readable_trust(kind: PlatformKind, trust: str) -> bool:
    """Whether `trust` is what proofs of this kind can be checked with; a chain may be entered before it is known."""
    try:
        if kind is PlatformKind.LEDGER:
            return bool(courtlog.Policy.parse(trust.encode()).logs)
        if kind is PlatformKind.CHAIN:
            return not trust.strip() or bool(ChainTrust.parse(trust))
        # Read to the last field: a certificate that is none would break the check of every time stamp.
        return bool([one.native for one in _certificates(trust)])
    except (courtlog.CourtlogError, *_UNREADABLE):
        return False


def check_outside(
    form: ProofForm, proof: bytes, files: Mapping[str, Opens], known: Sequence[Trusted], ask: AskNode
) -> Found:  # fmt: skip
    """Check `proof` against the exhibit's files (by SHA-256), with the keys of the platforms that the register knows.

    An unknown platform's proof is checked with the keys that it brings along, which proves nothing but can contradict.
    Only the court's own nodes are asked, and only whether a block stands on their chain. Raises `NodeSilent`.
    """
    try:
        if form is ProofForm.LEDGER:
            if not proof.startswith(b"PK"):
                return _entry(proof, files, [one for one in known if one.kind is PlatformKind.LEDGER])
            return _ledger(proof, files, [one for one in known if one.kind is PlatformKind.LEDGER])
        if form is ProofForm.STAMP:
            return _stamp(proof, files, [one for one in known if one.kind is PlatformKind.STAMP])
        return _chain(proof, files, [one for one in known if one.kind is PlatformKind.CHAIN], ask)
    except Contradicts as wrong:
        return Found(ALTERED, lacks=(str(wrong),))
    except Lacks as missing:
        return Found(NOT_PROVEN, lacks=(str(missing),))
    except (courtlog.CourtlogError, *_UNREADABLE):
        return Found(NOT_PROVEN, lacks=("proof.unreadable",))


def _ledger(proof: bytes, files: Mapping[str, Opens], known: Sequence[Trusted]) -> Found:
    with courtlog.Bundle.open(io.BytesIO(proof)) as bundle:
        origin = courtlog.TlogProof.parse(bundle.need(PROOF)).checkpoint.origin
        covers = courtlog.Opening.parse(bundle.need(OPENING)).sha256.hex()
        if covers not in files:
            return Found(ALTERED, origin=origin, lacks=("proof.no_file_matches",))
        keeper = next((one for one in known if origin in _origins(one.trust)), None)
        with files[covers]() as content:
            given = courtlog.Given(content, keeper.trust.encode() if keeper else None)
            report = courtlog.verify_bundle(bundle, given)
    lacks = [f"{one.code}.{one.outcome.value}" for one in report.findings if one.outcome is not courtlog.Outcome.PROVED]
    since = datetime.fromtimestamp(report.since, UTC) if report.since is not None else None
    # Keys that nobody vouches for can have signed any time: such a bundle contradicts nothing, and proves nothing.
    unvouched = keeper is None and report.verdict is courtlog.Verdict.MATCH
    return Found(
        NOT_PROVEN if unvouched else report.verdict.value,
        since,
        origin,
        covers,
        keeper.uid if keeper else None,
        tuple(lacks),
    )


def _entry(proof: bytes, files: Mapping[str, Opens], known: Sequence[Trusted]) -> Found:
    """A tlog-proof of any log of the C2SP family whose entry is the file itself, byte for byte."""
    told = courtlog.TlogProof.parse(proof)
    origin = told.checkpoint.origin
    covers = next((sha256 for sha256, opens in files.items() if _stands(told, opens)), "")
    if not covers:
        return Found(ALTERED, origin=origin, lacks=("proof.no_file_matches",))
    keeper = next((one for one in known if origin in _origins(one.trust)), None)
    if keeper is None:
        return Found(NOT_PROVEN, None, origin, covers, None, ("policy.caveat", "content.caveat"))
    try:
        head = courtlog.Policy.parse(keeper.trust.encode()).check(told.head)
    except courtlog.Missing:
        return Found(NOT_PROVEN, None, origin, covers, keeper.uid, ("head.missing", "content.caveat"))
    except courtlog.Contradiction:
        return Found(ALTERED, None, origin, covers, keeper.uid, ("head.altered",))
    if head.since is None:
        return Found(MATCH, None, origin, covers, keeper.uid, ("time.caveat", "content.caveat"))
    return Found(MATCH, datetime.fromtimestamp(head.since.time, UTC), origin, covers, keeper.uid, ("content.caveat",))


def _stands(proof: courtlog.TlogProof, opens: Opens) -> bool:
    try:
        with opens() as content:
            proof.verify(content.read())
    except courtlog.Contradiction:
        return False
    return True


def _origins(policy: str) -> set[str]:
    return {log.name for log in courtlog.Policy.parse(policy.encode()).logs}


def _stamp(proof: bytes, files: Mapping[str, Opens], known: Sequence[Trusted]) -> Found:
    signed = _signed_data(proof)
    info = signed["encap_content_info"]["content"].parsed
    imprint, since = info["message_imprint"], info["gen_time"].native
    algorithm, digest = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    if algorithm not in _HASHES:
        return Found(NOT_PROVEN, lacks=("stamp.weak_digest",))
    covers = next((sha256 for sha256, opens in files.items() if _digest(opens, algorithm) == digest), "")
    if not covers:
        return Found(ALTERED, lacks=("proof.no_file_matches",))
    signer = ""
    for keeper in (*known, None):
        roots = _certificates(keeper.trust) if keeper else []
        status = _status(signed, roots, since, digest)
        signer = status.signer
        if not status.sound:
            return Found(ALTERED, origin=signer, covers=covers, lacks=("stamp.signature_wrong",))
        if keeper and status.trusted:
            return Found(MATCH, since, signer, covers, keeper.uid, _STAMP_LACKS)
    return Found(NOT_PROVEN, since, signer, covers, None, ("stamp.authority_unknown", *_STAMP_LACKS))


def _status(signed: cms.SignedData, roots: list[x509.Certificate], moment: datetime, digest: bytes) -> Stamped:
    # pyHanko loads in the worker, not in the web process, which reads keys with this module.
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
    from pyhanko.sign.validation.status import TimestampSignatureStatus
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)
    try:
        told = asyncio.run(validate_tst_signed_data(signed, context, lambda _algorithm: digest))
    except SignatureValidationError as unsound:
        raise ValueError(str(unsound)) from unsound
    status = TimestampSignatureStatus(**told)
    signer = str(status.signing_cert.subject.native.get("common_name", ""))
    return Stamped(signer, sound=bool(status.valid and status.intact), trusted=bool(status.trusted))


def _chain(proof: bytes, files: Mapping[str, Opens], known: Sequence[Trusted], ask: AskNode) -> Found:
    found = read_inclusion(proof)
    named = [one for one in known if one.trust.strip() and readable_trust(one.kind, one.trust)]
    trusts = [(one.uid, ChainTrust.parse(one.trust)) for one in named]
    keeper, trust = next(((uid, trust) for uid, trust in trusts if trust.keeps(found)), (None, None))
    origin, since = f"chain {found.chain}, block {found.block.number}", datetime.fromtimestamp(found.block.time, UTC)
    covers = covered(found, trust, files)
    if not covers:
        return Found(ALTERED, origin=origin, platform=keeper, lacks=("proof.no_file_matches",))
    lacks: tuple[str, ...] = ("chain.transaction_undone",)
    try:
        known_here = trust is None or listed(found, trust)
        vouched(found, trust, None if known_here else ask(found.chain, found.block.number))
        if found.done:
            return Found(MATCH, since, origin, covers, keeper, _CHAIN_LACKS)
    except Contradicts as wrong:
        return Found(ALTERED, origin=origin, covers=covers, platform=keeper, lacks=(str(wrong),))
    except Lacks as missing:
        lacks = (str(missing),)
    return Found(NOT_PROVEN, None, origin, covers, keeper, (*lacks, *_CHAIN_LACKS))


def _signed_data(proof: bytes) -> cms.SignedData:
    """The signed data of a token, or of the response that carries it (RFC 3161, 2.4.2)."""
    try:
        token = tsp.TimeStampResp.load(proof, strict=True)["time_stamp_token"]
        signed = token["content"]
    except _UNREADABLE:
        signed = cms.ContentInfo.load(proof, strict=True)["content"]
    if not isinstance(signed, cms.SignedData):
        message = "no signed data"
        raise TypeError(message)
    return signed


def _certificates(text: str) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(text.encode(), multiple=True)] if text else []


def _digest(opens: Opens, algorithm: str) -> bytes:
    with opens() as content:
        return hashlib.file_digest(content, algorithm).digest()  # type: ignore[arg-type]  # what is opened has readinto
