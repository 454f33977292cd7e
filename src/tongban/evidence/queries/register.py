"""The register of evidence platforms, and digests for the audit of the ledger."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db.models import Prefetch

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.documents.queries import digest_of_content
from tongban.evidence.models import Manifest, OutsideProof, Platform, PlatformDecision
from tongban.evidence.rules.platforms import PLATFORM
from tongban.evidence.vocabulary import PlatformAct, PlatformKind, PlatformStatus, PlatformStep, PlatformView


def platforms(viewer: Viewer, court: str = "") -> list[PlatformView]:
    """The register of evidence platforms, of one court or of all, with every decision; everybody may read it."""
    rows = Platform.objects.filter(visible_q(viewer))
    rows = rows.filter(court=court) if court else rows
    decisions = Prefetch("decisions", PlatformDecision.objects.order_by("id"))
    return [_platform(row) for row in rows.prefetch_related(decisions).order_by("court", "name")]


def platform_acts(status: PlatformStatus) -> tuple[PlatformAct, ...]:
    """What the president may decide about a platform that stands so."""
    return tuple(PlatformAct(move.act) for move in PLATFORM.open_to(status, "president"))


def _platform(row: Platform) -> PlatformView:
    steps = tuple(PlatformStep(PlatformStatus(d.status), d.reason, d.at) for d in row.decisions.all())
    kind, status = PlatformKind(row.kind), PlatformStatus(row.status)
    return PlatformView(row.uid, row.court, row.name, kind, row.operator, status, steps)


def manifest_digest(subject: UUID) -> str | None:
    """The SHA-256 of a manifest as it stands now, for the audit of the ledger; None for another's uid and for what was
    removed as a state secret.
    """
    form = Manifest.objects.filter(uid=subject).exclude(layer=Layer.REMOVED).values_list("form", flat=True).first()
    return None if form is None else hashlib.sha256(form.encode()).hexdigest()


def proof_digest(subject: UUID) -> str | None:
    """The SHA-256 of an outside proof as it lies in the store now, "" when it is gone; None for another's uid."""
    sha256 = OutsideProof.objects.filter(uid=subject).values_list("sha256", flat=True).first()
    return None if sha256 is None else digest_of_content(sha256)
