"""Proofs of others about an exhibit: handed in by its party, checked by the worker, taken for no more than they are."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Act
from tongban.documents.actions.blobs import keep_blob, open_blob
from tongban.documents.law import told_of_secrets
from tongban.documents.queries import newest_versions, open_kept
from tongban.documents.vocabulary import Material
from tongban.evidence.actions.chain_report import files_of
from tongban.evidence.actions.exhibits import exhibit_named
from tongban.evidence.actions.manifests import court_waits
from tongban.evidence.adapters.nodes import asking
from tongban.evidence.adapters.outside import NOT_PROVEN, Trusted, check_outside
from tongban.evidence.events import ProofChecked, ProofImported
from tongban.evidence.models import OutsideProof, Platform
from tongban.evidence.queries import exchange_over
from tongban.evidence.rules.chain import may_show
from tongban.evidence.rules.platforms import PROOF_LAW, PROOF_SIZE, check_proof
from tongban.evidence.vocabulary import PlatformKind, ProofForm
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.actions.seal import measure, seal
from tongban.register.vocabulary import DueWork, SealKind

_HEAD, _NAME = 64, 120
_MEDIA = {
    ProofForm.LEDGER: "application/zip",
    ProofForm.STAMP: "application/timestamp-reply",
    ProofForm.CHAIN: "application/json",
}


def receive_proof(content: BinaryIO, name: str, size: int, *, secret: str) -> Material:
    """Keep a proof that was sent, until `import_proof`; refused before it is read when it can be none.

    `secret` is the answer whether any of it is a state secret: without a "no" nothing is read.
    """
    require(told_of_secrets(secret, "state_secret"))
    form = check_proof(content.read(_HEAD), size)
    if isinstance(form, Refusal):
        raise Refused(form)
    content.seek(0)
    kept = keep_blob(content)
    return Material("proof", PurePath(name).name[-_NAME:], kept.sha256, kept.sm3, kept.size, _MEDIA[form], 0)


def import_proof(
    record: Recording, *, case: UUID, exhibit: str = "", state_secret: str = "", materials: tuple[Material, ...] = ()
) -> UUID:
    """A party hands in somebody else's proof about its own exhibit; returns its uid. The worker checks it (规则 16).

    One file: a bundle of a ledger (zip) or a tlog-proof, an RFC 3161 response or token, or a proof from a chain (JSON).
    One that proved nothing may be handed in again: an entry in the register may be there now, or more blocks.
    """
    view, _ = step_case(record, case, Act.SUBMIT_EXHIBIT)
    party = own_party(record, view)
    row = exhibit_named(case, exhibit)
    require(told_of_secrets(state_secret, "state_secret"))
    require(may_show(own=row.party in party.line, exchange_over=exchange_over(case) and not court_waits(row)))
    if len(materials) != 1:
        raise Refused(Refusal("evidence.proof_missing", PROOF_LAW, ("proof",)))
    (material,) = materials
    with open_blob(material.sha256) as stream:
        content = stream.read(PROOF_SIZE + 1)
    form = check_proof(content[:_HEAD], len(content))
    if isinstance(form, Refusal):
        raise Refused(form)
    proof = OutsideProof.objects.filter(exhibit=row, sha256=material.sha256).first()
    if proof and proof.verdict != NOT_PROVEN:
        raise Refused(Refusal("evidence.proof_handed_in_before", PROOF_LAW, ("proof",)))
    if proof:
        proof.verdict, proof.checked_at = "", None
        proof.save(update_fields=["verdict", "checked_at"])
    else:
        proof = OutsideProof.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            holder=party.person,
            exhibit=row,
            name=material.name,
            sha256=material.sha256,
            form=form.value,
            at=record.at,
        )
        seal(record, SealKind.EVIDENCE, proof.uid, measure(content), case=case)
    if not row.chained:
        row.chained = True
        row.save(update_fields=["chained"])
    fact = ProofImported(
        case=case, exhibit=row.uid, proof=proof.uid, party=party.uid, form=form.value, digest=material.sha256
    )
    record(fact, under=PROOF_LAW, case=case)
    return proof.uid


def check_imported_proof(work: DueWork) -> None:
    """Reaction to `ProofImported`: check it outside the act, then note the verdict beside it."""
    case, exhibit = UUID(work.entry.body["case"]), UUID(work.entry.body["exhibit"])
    row = OutsideProof.objects.get(uid=UUID(work.entry.body["proof"]))
    with open_blob(row.sha256) as stream:
        content = stream.read()
    versions = newest_versions(files_of(case, exhibit))
    files = {version.sha256: partial(open_kept, version.sha256) for version in versions.values()}
    court = case_by_uid(case).court
    # The register of the case's own court goes before those of others.
    listed = sorted(Platform.objects.order_by("id"), key=lambda one: one.court != court)
    known = [Trusted(one.uid, PlatformKind(one.kind), one.trust) for one in listed]
    found = check_outside(ProofForm(row.form), content, files, known, asking(settings.TONGBAN.chain_nodes))
    by = Actor.office(court, "在线诉讼规则 16: an outside proof is checked")
    with act(by=by, at=work.now, fulfils=work) as record:
        row.platform = Platform.objects.filter(uid=found.platform).first() if found.platform else None
        row.platform_status = row.platform.status if row.platform else ""
        row.verdict, row.checked_at = found.verdict, work.now
        row.found = {
            "since": found.since.isoformat() if found.since else None,
            "origin": found.origin,
            "covers": found.covers,
            "lacks": list(found.lacks),
        }
        row.save(update_fields=["platform", "platform_status", "verdict", "checked_at", "found"])
        fact = ProofChecked(case=case, exhibit=exhibit, proof=row.uid, verdict=found.verdict, platform=found.platform)
        record(fact, under=PROOF_LAW, case=case)
