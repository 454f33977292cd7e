"""What a court asks a person to correct, at a court here or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cooperation.models import Matter
from tongban.cooperation.vocabulary import MatterStage, MatterView
from tongban.documents.vocabulary import Material
from tongban.filing.queries import filing_seen_by, filings_of
from tongban.filing.queries.for_client import speaks_now
from tongban.filing.vocabulary import Package, Stage
from tongban.kernel.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """The list of corrections of one filing or errand (一次性告知, 在线诉讼规则 9(2)); `until` is the last day.

    `refusals` say why what was handed in last was not taken.
    """

    court: str
    findings: tuple[str, ...]
    until: date
    elsewhere: bool
    refusals: tuple[Refusal, ...] = ()


def asked_of(viewer: Viewer, subject: UUID) -> Asked | None:
    """What the viewer, who filed, is asked to correct in this filing or errand; None when nothing is open.

    Nor is anything asked of a client whose agent filed: the agent corrects, while it acts.
    """
    row = Matter.objects.filter(visible_q(viewer), uid=subject, outgoing=True, applicant__in=viewer.persons).first()
    if row is not None:
        return _asked_elsewhere(row)
    filing = filing_seen_by(viewer, subject)
    if filing.holder not in viewer.persons:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    if not speaks_now(viewer, filing) or filing.stage is not Stage.CORRECTION or filing.correct_until is None:
        return None
    return Asked(filing.court, filing.findings, filing.correct_until, elsewhere=False)


def corrections_awaited(viewer: Viewer) -> list[tuple[UUID, date, bool]]:
    """Own filings and errands that wait for corrections: uid, last day, and whether the court is another platform's."""
    found = [(one.uid, one.correct_until, False) for one in filings_of(viewer, stage=Stage.CORRECTION)]
    rows = Matter.objects.filter(visible_q(viewer), outgoing=True, applicant__in=viewer.persons)
    asked = rows.filter(stage=MatterStage.CORRECTION).order_by("id")
    found += [(uid, until, True) for uid, until in asked.values_list("uid", "correct_until")]
    return [(uid, until, elsewhere) for uid, until, elsewhere in found if until]


def _asked_elsewhere(row: Matter) -> Asked | None:
    if row.stage != MatterStage.CORRECTION or row.correct_until is None:
        return None
    findings = tuple(str(each) for each in row.answer["findings"])
    return Asked(row.to_court, findings, row.correct_until, elsewhere=True, refusals=_refusals(row.answer))


def refusals_of(matter: MatterView) -> tuple[Refusal, ...]:
    """Why the competent court did not take in what was sent last; empty when it took it."""
    return _refusals(matter.answer)


def _refusals(answer: dict[str, Any]) -> tuple[Refusal, ...]:
    return told_refusals(answer.get("refusals", []))


def told_refusals(rows: Iterable[dict[str, Any]]) -> tuple[Refusal, ...]:
    """Refusals as another node told them in plain JSON."""
    return tuple(
        Refusal(str(r["reason"]), str(r["law"]), tuple(r.get("fields", ())), tuple((k, v) for k, v in r["facts"]))
        for r in rows
    )


def package_of_matter(viewer: Viewer, matter: UUID) -> Package:
    """What the viewer handed in for a court elsewhere, as it stands."""
    row = Matter.objects.filter(visible_q(viewer), uid=matter, outgoing=True).first()
    if row is None:
        raise Refused(Refusal("cooperation.no_such_matter", "在线诉讼规则 38"))
    files = tuple(Material(**item) for item in row.package["materials"])
    return Package(**(dict(row.package) | {"applicant": row.applicant, "matter": row.uid, "materials": files}))
