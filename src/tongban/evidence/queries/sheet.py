"""Evidence on a case's sheet: what this viewer may see, and what the viewer's party still has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.documents.vocabulary import DocumentView, VersionView
from tongban.evidence.models import WebCapture
from tongban.evidence.queries.exhibits import exhibits_seen_by
from tongban.evidence.queries.rounds import rounds_seen_by
from tongban.evidence.rules.chain import MANIFEST_LIMIT
from tongban.evidence.rules.rounds import may_speak
from tongban.evidence.rules.webpages import shown_by
from tongban.evidence.vocabulary import (
    Aspect,
    CaptureState,
    ChainRuling,
    ExhibitView,
    FindingKind,
    Provenance,
    QuestionView,
    RoundKind,
    RoundState,
    RoundView,
    Section,
)
from tongban.register.queries import seals_of
from tongban.register.vocabulary import SealView


def sheet_section(
    viewer: Viewer, case: CaseView, mine: PartyView | None, documents: Callable[[], Mapping[UUID, DocumentView]]
) -> Section:
    """Exhibits and rounds as this viewer may see them, and what the viewer's party still has to say.

    `documents` tells, when asked, what the viewer may see of the case's documents.
    """
    exhibits, rounds = exhibits_seen_by(viewer, case.uid), rounds_seen_by(viewer, case.uid)
    today = timezone.localtime(viewer.now).date()
    running = {r.kind for r in rounds if may_speak(r.kind, r.state, r.until, today) is None}
    newest = {uid: d.newest for uid, d in documents().items() if d.newest} if exhibits else {}
    files = {e.uid: [newest[uid] for uid in e.documents if uid in newest] for e in exhibits}
    seals = seals_of([f.uid for found in files.values() for f in found]) if exhibits else {}
    names = {p.uid: {"side": p.side.value, "name": p.name} for p in case.everybody}
    exchange = RoundKind.EXCHANGE in running
    over = {r.state for r in rounds if r.kind is RoundKind.EXCHANGE} == {RoundState.CLOSED}
    return {
        "captures": _captures(case.uid, mine),
        "exhibits": [
            _exhibit_line(e, files[e.uid], seals, names, mine, exchange=exchange)
            | _chain_lines(e, newest, names, mine, may_show=not over)
            for e in exhibits
        ],
        "rounds": [_round_line(r, names, mine, running=r.kind in running) for r in rounds],
    }


def _captures(case: UUID, mine: PartyView | None) -> list[dict[str, Any]]:
    """The web pages that the viewer's own party asked for and that are not exhibits (yet), oldest first."""
    if mine is None:
        return []
    rows = WebCapture.objects.filter(case=case, party__in=mine.line).exclude(state=CaptureState.TAKEN).order_by("id")
    told = ("address", "title", "state", "reason", "law", "facts")
    return [{name: getattr(row, name) for name in told} | {"at": row.ordered_at.isoformat()} for row in rows]


def _exhibit_line(
    exhibit: ExhibitView,
    files: list[VersionView],
    seals: dict[UUID, SealView],
    names: dict[UUID, dict[str, str]],
    mine: PartyView | None,
    *,
    exchange: bool,
) -> dict[str, Any]:
    spoken = {opinion.party for opinion in exhibit.opinions}
    other_side = mine is not None and mine.side is not exhibit.side
    return {
        "uid": str(exhibit.uid),
        "number": exhibit.number,
        "side": exhibit.side.value,
        "mine": mine is not None and exhibit.party in mine.line,
        "title": exhibit.title,
        "proves": exhibit.proves,
        "source": exhibit.source,
        "stage": exhibit.stage.value,
        "trigger": exhibit.trigger.value if exhibit.trigger else "",
        "cure": exhibit.cure.value if exhibit.cure else "",
        "submitted_at": exhibit.submitted_at.isoformat(),
        "examined_at": exhibit.examined_at.isoformat() if exhibit.examined_at else None,
        "to_comment": bool(exchange and other_side and mine and not mine.line & spoken),
        "files": [
            {
                "sha256": f.sha256,
                "size": f.size,
                "media_type": f.media_type,
                "name": f.name,
                "at": f.made_at.isoformat(),
                "position": seals[f.uid].position if f.uid in seals else None,
                "proven": f.uid in seals and seals[f.uid].proven_at is not None,
            }
            for f in files
        ],
        "findings": [{"kind": f.kind.value, "body": f.body} for f in exhibit.findings],
        "opinions": [
            names[o.party]
            | {
                "at": o.at.isoformat(),
                "original_differs": o.original_differs,
                "said": [{"aspect": a.value, "yes": o.said[a], "reason": o.reasons.get(a, "")} for a in Aspect],
            }
            for o in exhibit.opinions
        ],
    }


def _chain_lines(
    exhibit: ExhibitView,
    newest: dict[UUID, VersionView],
    names: dict[UUID, dict[str, str]],
    mine: PartyView | None,
    *,
    may_show: bool,
) -> dict[str, Any]:
    """What is shown about the time before the chain: always six items, those without anything included (规则 18)."""
    asked = max((r.at for r in exhibit.rulings if r.ruling is ChainRuling.ASK_BEFORE), default=None)
    waited = asked is not None and (exhibit.manifest is None or exhibit.manifest.at <= asked)
    said, files = (exhibit.manifest.said, exhibit.manifest.files) if exhibit.manifest else ({}, {})
    page = next((f.body for f in exhibit.findings if f.kind is FindingKind.WEBPAGE), None)
    items = []
    for item in Provenance:
        file = newest.get(files[item]) if item in files else None
        beside = {"document": str(files[item]), "name": file.name, "sha256": file.sha256} if file else None
        items.append({"item": item.value, "says": said.get(item, ""), "file": beside})
    return {
        "chained": exhibit.chained,
        "to_show": bool((may_show or waited) and mine and exhibit.party in mine.line),
        "asked": waited,
        "proofs": [
            {
                "name": p.name,
                "form": p.form.value,
                "verdict": p.verdict,
                "since": p.since.isoformat() if p.since else None,
                "origin": p.origin,
                "lacks": list(p.lacks),
                "platform": p.platform,
                "status": p.status,
            }
            for p in exhibit.proofs
        ],
        "rulings": [
            {
                "ruling": r.ruling.value,
                "reasons": r.reasons,
                "law": r.law,
                "at": r.at.isoformat(),
                "motion": names[r.motion]["side"] if r.motion else "",
            }
            for r in exhibit.rulings
        ],
        "known": {item: text[:MANIFEST_LIMIT] for item, text in asdict(shown_by(page)).items()} if page else {},
        "capture": items if exhibit.chained else [],
        "capture_number": exhibit.manifest.number if exhibit.manifest else 0,
    }


def _round_line(
    view: RoundView, names: dict[UUID, dict[str, str]], mine: PartyView | None, *, running: bool
) -> dict[str, Any]:
    def to_answer(question: QuestionView) -> bool:
        return running and mine is not None and mine.line.isdisjoint(a.party for a in question.answers)

    return {
        "uid": str(view.uid),
        "kind": view.kind.value,
        "number": view.number,
        "open": view.state is RoundState.OPEN,
        "running": running and view.state is RoundState.OPEN,
        "until": view.until.isoformat(),
        "questions": [
            {
                "uid": str(q.uid),
                "number": q.number,
                "text": q.text,
                "to_answer": to_answer(q) and view.state is RoundState.OPEN,
                "answers": [names[a.party] | {"text": a.text, "at": a.at.isoformat()} for a in q.answers],
            }
            for q in view.questions
        ],
    }
