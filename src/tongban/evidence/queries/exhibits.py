"""Exhibits with all that was said, found and ruled about them. What people see starts from `visible_q`."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.vocabulary import Side
from tongban.dossier.vocabulary import Cure, Trigger
from tongban.evidence.models import Exhibit, FileFinding, Manifest, Opinion, OutsideProof, Ruling
from tongban.evidence.vocabulary import (
    Aspect,
    ChainRuling,
    ExhibitStage,
    ExhibitView,
    FindingKind,
    FindingView,
    ManifestView,
    OpinionView,
    ProofForm,
    ProofView,
    Provenance,
    RulingView,
    SecretGround,
    number_of,
)


def exhibits_seen_by(viewer: Viewer, case: UUID) -> list[ExhibitView]:
    """The exhibits of a case, plaintiff's first, by number."""
    return _exhibits(Exhibit.objects.filter(visible_q(viewer), case=case))


def exhibits_of(case: UUID) -> list[ExhibitView]:
    """For acts: the exhibits of a case, whoever acts; what was removed as a state secret is none."""
    return _exhibits(Exhibit.objects.filter(case=case).exclude(layer=Layer.REMOVED))


def kept_from(viewer: Viewer, case: UUID) -> frozenset[str]:
    """Uids of the exhibits of a case, and of their files, that are kept secret from this viewer."""
    secret = Exhibit.objects.filter(case=case, layer=Layer.SEALED)
    seen = set(secret.filter(visible_q(viewer)).values_list("id", flat=True))
    hidden = [row for row in secret.prefetch_related("files") if row.id not in seen]
    return frozenset(str(uid) for row in hidden for uid in (row.uid, *(file.document for file in row.files.all())))


def contested(case: UUID) -> tuple[str, ...]:
    """Numbers of the exhibits that a party contests, and of those nobody of the other side has spoken about."""
    return tuple(e.number for e in exhibits_of(case) if not e.opinions or any(o.contests for o in e.opinions))


def _exhibits(rows: QuerySet[Exhibit]) -> list[ExhibitView]:
    opinions = Prefetch("opinions", Opinion.objects.order_by("id"))
    findings = Prefetch("findings", FileFinding.objects.order_by("id"))
    rulings = Prefetch("rulings", Ruling.objects.order_by("at", "id"))
    proofs = Prefetch("proofs", OutsideProof.objects.select_related("platform").order_by("id"))
    manifests = Prefetch("manifests", Manifest.objects.order_by("number"))
    with_all = rows.prefetch_related("files", findings, opinions, manifests, rulings, proofs)
    found = [_exhibit(row) for row in with_all.order_by("number")]
    return sorted(found, key=lambda exhibit: exhibit.side is not Side.PLAINTIFF)


def _exhibit(row: Exhibit) -> ExhibitView:
    side = Side(row.side)
    return ExhibitView(
        uid=row.uid,
        party=row.party,
        side=side,
        number=number_of(side, row.number),
        title=row.title,
        proves=row.proves,
        source=row.source,
        stage=ExhibitStage(row.stage),
        trigger=Trigger(row.trigger) if row.trigger else None,
        cure=Cure(row.cure) if row.cure else None,
        examined_at=row.examined_at,
        submitted_at=row.submitted_at,
        documents=tuple(f.document for f in sorted(row.files.all(), key=lambda f: f.order)),
        opinions=tuple(_opinion(o) for o in row.opinions.all()),
        findings=tuple(FindingView(f.document, FindingKind(f.kind), f.body, f.at) for f in row.findings.all()),
        chained=row.chained,
        manifest=next((_manifest(m) for m in reversed(row.manifests.all())), None),
        rulings=tuple(
            RulingView(r.uid, ChainRuling(r.ruling), r.reasons, r.motion, r.law, r.at) for r in row.rulings.all()
        ),
        proofs=tuple(_proof(proof) for proof in row.proofs.all()),
        secret=SecretGround(row.secret) if row.secret else None,
    )


def _proof(row: OutsideProof) -> ProofView:
    found = row.found
    return ProofView(
        uid=row.uid,
        name=row.name,
        form=ProofForm(row.form),
        at=row.at,
        verdict=row.verdict,
        since=datetime.fromisoformat(found["since"]) if found.get("since") else None,
        origin=found.get("origin", ""),
        covers=found.get("covers", ""),
        lacks=tuple(found.get("lacks", ())),
        platform=row.platform.name if row.platform else "",
        status=row.platform_status,
    )


def _manifest(row: Manifest) -> ManifestView:
    return ManifestView(
        uid=row.uid,
        number=row.number,
        said={Provenance(item): text for item, text in row.said.items()},
        files={Provenance(item): UUID(uid) for item, uid in row.files.items()},
        at=row.at,
        digest=hashlib.sha256(row.form.encode()).hexdigest(),
    )


def _opinion(row: Opinion) -> OpinionView:
    return OpinionView(
        party=row.party,
        said={aspect: bool(getattr(row, aspect)) for aspect in Aspect},
        reasons={Aspect(name): text for name, text in row.reasons.items()},
        original_differs=row.original_differs,
        at=row.at,
    )
