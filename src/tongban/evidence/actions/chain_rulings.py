"""What the judge rules about a chained exhibit, as part of its examination (在线诉讼规则 15-19)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import step_case
from tongban.cases.vocabulary import Act, CaseView
from tongban.documents.vocabulary import VersionView
from tongban.evidence.actions.chain_report import check_files, files_of
from tongban.evidence.actions.exhibits import digest_of, exhibit_of
from tongban.evidence.events import ChainRuled
from tongban.evidence.models import Exhibit, Manifest, OutsideProof, Ruling
from tongban.evidence.rules.chain import RULING_LAW, Chained, check_ruling
from tongban.evidence.vocabulary import ChainRuling
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.vocabulary import SealCheck, SealVerdict


def rule_on_chain(
    case: UUID, exhibit: UUID, ruling: str, *, reasons: str = "", motion: str = "", by: Actor, at: datetime
) -> UUID:
    """The judge rules about a chained exhibit; `motion` is the uid of the party that asked, "" when nobody did.

    Refused with everything that stands in the way: not examined yet, no match, no reasons, an expert without motion.
    """
    checks = check_files(files_of(case, exhibit))
    with act(by=by, at=at) as record:
        view, table_law = step_case(record, case, Act.RULE_ON_CHAIN)
        row = exhibit_of(case, exhibit)
        if ruling not in set(ChainRuling):
            raise Refused(Refusal("evidence.ruling_missing", table_law, ("ruling",)))
        chosen = ChainRuling(ruling)
        asking = _party(view, motion, RULING_LAW[chosen])
        require(check_ruling(chosen, reasons, _facts(row, checks), on_motion=asking is not None))
        law = RULING_LAW[chosen]
        assert by.person is not None  # noqa: S101 - the table lets only a judge rule
        made = Ruling.objects.create(
            layer=Layer.CASE,
            court=view.court,
            case=case,
            exhibit=row,
            ruling=chosen.value,
            reasons=reasons.strip(),
            motion=asking,
            law=law,
            checks=[*(_line(version, found) for version, found in checks), *_outside(row)],
            judge=by.person,
            at=at,
        )
        fact = ChainRuled(
            case=case,
            exhibit=row.uid,
            ruling=chosen.value,
            motion=asking,
            verdicts=tuple(found.verdict.value for _, found in checks),
            digest=digest_of(made.reasons),
        )
        record(fact, under=law, case=case)
    return made.uid


def _party(case: CaseView, motion: str, law: str) -> UUID | None:
    if not motion:
        return None
    found = next((party.uid for party in case.parties if str(party.uid) == motion), None)
    if found is None:
        raise Refused(Refusal("evidence.motion_of_no_party", law, ("motion",)))
    return found


def _facts(row: Exhibit, checks: list[tuple[VersionView, SealCheck]]) -> Chained:
    contradicted = OutsideProof.objects.filter(exhibit=row, verdict__in=(SealVerdict.ALTERED, SealVerdict.CONFLICT))
    whole = bool(checks) and all(found.verdict is SealVerdict.MATCH for _, found in checks)
    asked = Ruling.objects.filter(exhibit=row, ruling=ChainRuling.ASK_BEFORE).exists()
    return Chained(
        claimed=row.chained,
        examined=row.examined_at is not None,
        matched=whole and not contradicted.exists(),
        asked=asked or Manifest.objects.filter(exhibit=row).exists(),
    )


def _outside(row: Exhibit) -> list[dict[str, Any]]:
    return [
        {"proof": proof.sha256, "verdict": proof.verdict, "since": proof.found.get("since"), "platform": known}
        for proof in OutsideProof.objects.filter(exhibit=row).select_related("platform").order_by("id")
        for known in [proof.platform.name if proof.platform else ""]
    ]


def _line(version: VersionView, found: SealCheck) -> dict[str, Any]:
    return {
        "sha256": version.sha256,
        "verdict": found.verdict.value,
        "since": found.since.isoformat() if found.since else None,
        "position": found.position,
        "ledger": found.origin,
    }
