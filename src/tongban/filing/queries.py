"""Reading drafts and filings."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.courts.queries import competent_courts
from tongban.courts.vocabulary import VenueAnswer
from tongban.filing.models import Draft, DraftFile, Filing
from tongban.filing.rules.dispute import dispute_of
from tongban.filing.vocabulary import Answers, DraftView, FilingView, Material, Package, Stage
from tongban.kernel.refusal import Refusal, Refused


def filing_view(row: Filing) -> FilingView:
    """The filing as other floors read it."""
    return FilingView(
        uid=row.uid,
        stage=Stage(row.stage),
        court=row.court,
        through_court=row.through_court,
        matter=row.matter,
        applicant=row.applicant,
        interview=row.interview,
        answers=row.answers,
        venue=row.venue,
        claim_minor=row.claim_minor,
        currency=row.currency,
        cause=row.cause,
        handed_in_at=row.handed_in_at,
        decide_by=row.decide_by,
        decided_at=row.decided_at,
        case=row.of_case,
        findings=tuple(row.findings),
    )


def filing_seen_by(viewer: Viewer, uid: UUID) -> FilingView:
    """The filing, if this viewer may see it; else it does not exist for the viewer."""
    row = Filing.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    return filing_view(row)


def filings_seen_by(viewer: Viewer, *, stages: tuple[Stage, ...] = (), limit: int = 200) -> list[FilingView]:
    """Filings this viewer may see; the one to be decided first comes first."""
    rows = Filing.objects.filter(visible_q(viewer))
    if stages:
        rows = rows.filter(stage__in=stages)
    return [filing_view(row) for row in rows.order_by("decide_by", "id")[:limit]]


def draft_view(row: Draft) -> DraftView:
    """The draft as pages read it."""
    assert row.holder is not None  # noqa: S101 - a draft always has its person
    return DraftView(
        uid=row.uid,
        holder=row.holder,
        interview=row.interview,
        version=row.version,
        answers=dict(row.answers),
        helper=row.helper,
        helper_court=row.helper_court,
        started_at=row.started_at,
        saved_at=row.saved_at,
        handed_in_at=row.handed_in_at,
        result=row.result,
    )


def drafts_of(viewer: Viewer) -> list[DraftView]:
    """The viewer's own open drafts, the one worked on last first."""
    rows = Draft.objects.filter(visible_q(viewer), handed_in_at__isnull=True).order_by("-saved_at")
    return [draft_view(row) for row in rows]


def draft_of(viewer: Viewer, uid: UUID) -> DraftView:
    """The viewer's own draft."""
    row = Draft.objects.filter(visible_q(viewer), uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_draft", "在线诉讼规则 38"))
    return draft_view(row)


def files_of(draft: UUID) -> list[tuple[UUID, Material]]:
    """The files of a draft in the order of upload, each with its uid; the caller has read the draft by its viewer."""
    rows = DraftFile.objects.filter(draft__uid=draft).order_by("id")
    return [
        (f.uid, Material(f.question, f.name, f.sha256, f.sm3, f.size, f.media_type, f.pages)) for f in rows
    ]


def filing_by_uid(uid: UUID) -> FilingView:
    """For acts: the filing itself, whoever acts."""
    row = Filing.objects.filter(uid=uid).first()
    if row is None:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    return filing_view(row)


def venue_of(interview: str, answers: Answers, on: date) -> VenueAnswer | Refusal:
    """Which courts are competent on these answers, and why."""
    return competent_courts(dispute_of(interview, answers), on)


def court_of_own_district(interview: str, answers: Answers, on: date) -> str:
    """The basic court where the plaintiff lives, "" when unknown: the nearest counter."""
    answer = venue_of(interview, {**answers, "agreement.kind": "plaintiff_domicile"}, on)
    return answer.courts[0].code if isinstance(answer, VenueAnswer) and answer.courts else ""


def package_of(draft: DraftView, *, platform: str, on: date) -> Package:
    """What is handed in with a draft; refused when no court can be found, with every ground that fell away."""
    venue = venue_of(draft.interview, draft.answers, on)
    if isinstance(venue, Refusal):
        raise Refused(venue)
    if not venue.courts:
        raise Refused([lost.why for lost in venue.lost])
    chosen = draft.answers.get("court.chosen", "")
    court = next((c.code for c in venue.courts if c.code == chosen), venue.courts[0].code)
    return Package(
        interview=draft.interview,
        version=draft.version,
        answers=draft.answers,
        applicant=draft.holder,
        court=court,
        venue=_venue_facts(venue),
        materials=tuple(material for _uid, material in files_of(draft.uid)),
        platform=platform,
    )


def _venue_facts(venue: VenueAnswer) -> dict[str, object]:
    """The venue answer as plain JSON, kept with the filing and shown to the court."""
    return {
        "courts": [
            {"code": c.code, "name": c.name, "ground": c.ground, "article": c.article, "exclusive": c.exclusive}
            for c in venue.courts
        ],
        "lost": [{"ground": item.ground, "place": item.place, "why": item.why.reason} for item in venue.lost],
    }
