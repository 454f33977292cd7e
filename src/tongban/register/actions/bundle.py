"""Proof bundles for people: what anybody checks offline with the ledger's own program."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

import courtlog
from tongban.register.adapters import proofs, reports
from tongban.register.adapters.ledger import policy_of
from tongban.register.models import Seal
from tongban.register.vocabulary import SealCheck, SealVerdict

_FURTHER = "member", courtlog.Outcome.CAVEAT


def bundle(subject: UUID, *, name: str, content: bytes | None = None) -> bytes | None:
    """The bundle for the proven seal of `subject`; None while nothing is proven.

    `content` is the sealed file under its `name`: with it inside, the bundle alone shows whether a byte was changed.
    The same seal gives the same bundle until `bundle_edition` changes. The caller has checked who may have it.
    """
    seal = Seal.objects.filter(subject=subject, proven_at__isnull=False, position__isnull=False).first()
    if seal is None:
        return None
    return proofs.bundle_of(
        seal, settings.TONGBAN.home, name=name, content=io.BytesIO(content) if content is not None else None
    )


def bundle_edition(subject: UUID) -> str:
    """Changes when the bundle for `subject` does: when a time stamp covers it first, and when a report is made."""
    seal, home = Seal.objects.filter(subject=subject, position__isnull=False).first(), settings.TONGBAN.home
    if seal is None:
        return ""
    under = proofs.head_for(seal, home) or b""
    return f"{hashlib.sha256(under).hexdigest()}{'r' if reports.find(home, seal.uid) else ''}"


def check_sealed(subject: UUID, *, name: str, content: BinaryIO | None) -> SealCheck:
    """Check `content`, as it lies here now, against what the ledger holds of `subject`; None when it is gone.

    It is the check that anybody makes with a bundle, by the same code. Reading a large file takes time.
    """
    made = bundle(subject, name=name)
    found = check_bundle(io.BytesIO(made), content) if made else None
    if found is None:
        return SealCheck(SealVerdict.NOT_PROVEN, lacks=("seal.missing",))
    report, _ = found
    head = report.head
    return SealCheck(
        verdict=SealVerdict(report.verdict.value),
        since=_instant(report.since),
        not_before=_instant(report.not_before),
        position=report.proof.index if report.proof else None,
        origin=head.checkpoint.origin if head else "",
        issuer=report.signed.statement.issuer if report.signed else "",
        witnesses=tuple((one.name, _instant(one.time)) for one in head.cosignatures) if head else (),
        lacks=tuple(
            f"{one.code}.{one.outcome.value}"
            for one in report.findings
            # What the bundle has beyond the proof (roots, report) takes nothing away from it.
            if one.outcome is not courtlog.Outcome.PROVED and (one.code, one.outcome) != _FURTHER
        ),
    )


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def ledger_policy() -> bytes | None:
    """The keys of this court's ledger and its witnesses, for those who check a bundle themselves; None without one."""
    return policy_of(settings.TONGBAN.home)


def check_bundle(source: BinaryIO, file: BinaryIO | None = None) -> tuple[courtlog.Report, list[str]] | None:
    """Verify a bundle, with the file it speaks of when that is not inside; None when `source` is no sound bundle.

    Gives the report, and the bundle's parts that nobody checks here. Nothing of it is kept.
    """
    try:
        with courtlog.Bundle.open(source) as opened:
            return proofs.check_bundle(opened, file, settings.TONGBAN.home), opened.unchecked
    except courtlog.Malformed:
        return None
