"""The report on a chained exhibit: the check of its files, and the four factors of 在线诉讼规则 17."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import step_case
from tongban.cases.vocabulary import Act, CaseView, Side
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import NotKept, newest_versions, open_kept
from tongban.documents.vocabulary import VersionView
from tongban.evidence.actions.exhibits import exhibit_of
from tongban.evidence.events import ChainReported
from tongban.evidence.models import Exhibit, ExhibitFile, Manifest, OutsideProof
from tongban.evidence.rules.chain import FACTORS_LAW
from tongban.evidence.vocabulary import PlatformStatus, ProofForm, Provenance, number_of
from tongban.frame.acts import act
from tongban.frame.keyring import Damaged
from tongban.kernel.actor import Actor
from tongban.people.queries import names_of
from tongban.register.actions.bundle import check_sealed
from tongban.register.actions.standing import Standing, ledger_standing
from tongban.register.vocabulary import SealCheck

KIND = "chain_report"
TITLE = "区块链存证核验报告"
_OFFICES = {"clerk": "书记员", "judge": "审判员"}


def check_files(documents: Iterable[UUID]) -> list[tuple[VersionView, SealCheck]]:
    """Each file as it lies here now, checked against the ledger. Large files take time: do it before an act."""
    wanted = list(documents)
    versions = newest_versions(wanted)
    return [(versions[uid], _check(versions[uid])) for uid in wanted if uid in versions]


def files_of(case: UUID, exhibit: UUID) -> list[UUID]:
    """The documents of an exhibit of this case, in order; none when there is no such exhibit."""
    rows = ExhibitFile.objects.filter(exhibit__case=case, exhibit__uid=exhibit).order_by("order")
    return list(rows.values_list("document", flat=True))


def _check(version: VersionView) -> SealCheck:
    try:
        with open_kept(version.sha256) as content:
            return check_sealed(version.uid, name=version.name, content=content)
    except NotKept:
        return check_sealed(version.uid, name=version.name, content=None)
    except Damaged:  # nothing of what lies there can be read: it is not what was sealed
        return check_sealed(version.uid, name=version.name, content=BytesIO())


def report_on_chain(case: UUID, exhibit: UUID, *, by: Actor, at: datetime) -> UUID:
    """Clerk or judge has the report made; returns the paper's uid, which both sides see.

    The report holds what this system knows; of what it does not know it says so.
    """
    checks, standing = check_files(files_of(case, exhibit)), ledger_standing()
    with act(by=by, at=at) as record:
        view, _ = step_case(record, case, Act.AUDIT_EXHIBIT)
        row = exhibit_of(case, exhibit)
        local = timezone.localtime(at)
        data = {
            "court": {"name": court_name(view.court, local.date())},
            "case_no": view.number,
            "date": local.date(),
            "at": local.isoformat(),
            "exhibit": _exhibit(view, row),
            "files": [_file(version, found) for version, found in checks],
            "outside": _outside(row),
            "parties": [{"role": party.side.term, "name": party.name} for party in view.parties],
            "ledger": _ledger(view, standing) if standing else None,
            "maker": {"role": _OFFICES.get(by.role, by.role), "name": names_of({by.person}).get(by.person, "")}
            if by.person
            else None,
        }
        paper = issue_paper(
            record,
            "evidence/chain_report",
            data,
            kind=KIND,
            title=f"{number_of(Side(row.side), row.number)}{TITLE}",
            label=Label(Layer.CASE, court=view.court, case=case),
            dated=local.date(),
            subject=row.uid,
        )
        verdicts = tuple(found.verdict.value for _, found in checks)
        record(ChainReported(case=case, exhibit=row.uid, paper=paper, verdicts=verdicts), under=FACTORS_LAW, case=case)
    return paper


def _exhibit(case: CaseView, row: Exhibit) -> dict[str, Any]:
    manifest = Manifest.objects.filter(exhibit=row).order_by("number").last()
    shown = {*manifest.said, *manifest.files} if manifest else set()
    return {
        "no": number_of(Side(row.side), row.number),
        "title": row.title,
        "party": next((party.name for party in case.everybody if party.uid == row.party), ""),
        "chained": row.chained,
        "not_shown": [item.term for item in Provenance if item.value not in shown],
    }


def _file(version: VersionView, found: SealCheck) -> dict[str, Any]:
    return {
        "name": version.name,
        "sha256": version.sha256,
        "sm3": version.sm3,
        "verdict": found.verdict.value,
        "since": _local(found.since),
        "not_before": _local(found.not_before),
        "position": found.position,
        "origin": found.origin,
        "issuer": found.issuer,
        "witnesses": [{"name": name, "at": _local(at)} for name, at in found.witnesses],
        "lacks": list(found.lacks),
    }


def _outside(row: Exhibit) -> list[dict[str, Any]]:
    """Proofs of other platforms with their verdicts; of a platform that the register does not know nothing is said."""
    return [
        {
            "name": proof.name,
            "form": ProofForm(proof.form).term,
            "verdict": proof.verdict,
            "since": _local(datetime.fromisoformat(proof.found["since"])) if proof.found.get("since") else None,
            "origin": proof.found.get("origin", ""),
            "platform": proof.platform.name if proof.platform else "",
            "operator": proof.platform.operator if proof.platform else "",
            "status": PlatformStatus(proof.platform_status).term if proof.platform_status else "",
            "lacks": proof.found.get("lacks", []),
        }
        for proof in OutsideProof.objects.filter(exhibit=row).select_related("platform").order_by("id")
    ]


def _ledger(case: CaseView, standing: Standing) -> dict[str, Any]:
    face, audit = standing.face, standing.face.audit
    head = face.heads[0] if face.heads else None
    return {
        "operator": standing.operator,
        "origin": face.origin,
        "policy": standing.policy,
        "quorum": list(standing.quorum),
        "witnesses": [{"name": w.name, "key": w.key, "own": w.own} for w in standing.witnesses],
        "same_name": [p.name for p in case.parties if p.name in standing.operator],
        "software": standing.software,
        "source": standing.source,
        "audit": {
            "at": _local(audit.at),
            **{name: audit.body[name] for name in ("checked", "compared", "faults", "differences")},
        }
        if audit
        else None,
        "delay": None if face.delay is None else round(face.delay),
        "waiting": face.waiting,
        "size": head.size if head else 0,
        "head_at": _local(head.at) if head else None,
    }


def _local(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat() if at else None
