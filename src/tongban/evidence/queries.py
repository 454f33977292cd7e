"""Reading evidence. What people see starts from `visible_q`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.documents.queries import blob_path
from tongban.documents.vocabulary import DocumentView, VersionView
from tongban.evidence.models import (
    Answer,
    Exhibit,
    FileFinding,
    Manifest,
    Opinion,
    OutsideProof,
    Platform,
    PlatformDecision,
    Question,
    Round,
    Ruling,
    WebCapture,
)
from tongban.evidence.rules.chain import MANIFEST_LIMIT
from tongban.evidence.rules.platforms import PLATFORM
from tongban.evidence.rules.rounds import may_speak
from tongban.evidence.rules.webpages import shown_by
from tongban.evidence.vocabulary import (
    AnswerView,
    Aspect,
    CaptureState,
    ChainRuling,
    Cure,
    ExhibitStage,
    ExhibitView,
    FindingKind,
    FindingView,
    ManifestView,
    OpinionView,
    PlatformAct,
    PlatformKind,
    PlatformStatus,
    PlatformStep,
    PlatformView,
    ProofForm,
    ProofView,
    Provenance,
    QuestionView,
    RoundKind,
    RoundState,
    RoundView,
    RulingView,
    SecretGround,
    Section,
    Trigger,
    number_of,
)
from tongban.register.queries import seals_of
from tongban.register.vocabulary import SealView


def exhibits_seen_by(viewer: Viewer, case: UUID) -> list[ExhibitView]:
    """The exhibits of a case, plaintiff's first, by number."""
    return _exhibits(Exhibit.objects.filter(visible_q(viewer), case=case))


def rounds_seen_by(viewer: Viewer, case: UUID) -> list[RoundView]:
    """The rounds of a case with their questions and answers, oldest first."""
    rows = Round.objects.filter(visible_q(viewer), case=case).order_by("id")
    answers = Prefetch("answers", Answer.objects.order_by("id"))
    questions = Prefetch("questions", Question.objects.order_by("number").prefetch_related(answers))
    return [_round(row) for row in rows.prefetch_related(questions)]


def exhibits_of(case: UUID) -> list[ExhibitView]:
    """For acts: the exhibits of a case, whoever acts."""
    return _exhibits(Exhibit.objects.filter(case=case))


def exchanged(case: UUID) -> bool:
    """True when a round of exchange or inquiry was held to its end (在线诉讼规则 20(2)(iii))."""
    return Round.objects.filter(case=case, state=RoundState.CLOSED).exists()


def exchange_over(case: UUID) -> bool:
    """True when the exchange of evidence was closed and none is open again: nothing more is shown then (规则 18)."""
    states = set(Round.objects.filter(case=case, kind=RoundKind.EXCHANGE).values_list("state", flat=True))
    return states == {RoundState.CLOSED.value}


def contested(case: UUID) -> tuple[str, ...]:
    """Numbers of the exhibits that a party contests, and of those nobody of the other side has spoken about."""
    return tuple(e.number for e in exhibits_of(case) if not e.opinions or any(o.contests for o in e.opinions))


def manifest_digest(subject: UUID) -> str | None:
    """The SHA-256 of a manifest as it stands now, for the audit of the ledger; None for another's uid."""
    form = Manifest.objects.filter(uid=subject).values_list("form", flat=True).first()
    return None if form is None else hashlib.sha256(form.encode()).hexdigest()


def proof_digest(subject: UUID) -> str | None:
    """The SHA-256 of an outside proof as it lies in the store now, "" when it is gone; None for another's uid."""
    sha256 = OutsideProof.objects.filter(uid=subject).values_list("sha256", flat=True).first()
    if sha256 is None:
        return None
    try:
        with blob_path(sha256).open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


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


def _round(row: Round) -> RoundView:
    return RoundView(
        uid=row.uid,
        kind=RoundKind(row.kind),
        number=row.number,
        state=RoundState(row.state),
        opened_at=row.opened_at,
        until=row.last_day,
        closed_at=row.closed_at,
        questions=tuple(
            QuestionView(q.uid, q.number, q.text, tuple(AnswerView(a.party, a.text, a.at) for a in q.answers.all()))
            for q in row.questions.all()
        ),
    )


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
    names = {p.uid: {"side": p.side.value, "name": p.name} for p in case.parties}
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
    rows = WebCapture.objects.filter(case=case, party=mine.uid).exclude(state=CaptureState.TAKEN).order_by("id")
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
        "mine": mine is not None and exhibit.party == mine.uid,
        "title": exhibit.title,
        "proves": exhibit.proves,
        "source": exhibit.source,
        "stage": exhibit.stage.value,
        "trigger": exhibit.trigger.value if exhibit.trigger else "",
        "cure": exhibit.cure.value if exhibit.cure else "",
        "submitted_at": exhibit.submitted_at.isoformat(),
        "examined_at": exhibit.examined_at.isoformat() if exhibit.examined_at else None,
        "to_comment": bool(exchange and other_side and mine and mine.uid not in spoken),
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
        "to_show": bool((may_show or waited) and mine and exhibit.party == mine.uid),
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
        return running and mine is not None and mine.uid not in {a.party for a in question.answers}

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
