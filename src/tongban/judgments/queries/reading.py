"""Reading drafts and judgments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.cases.queries.turns import clocks_now
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.judgments.rules.effect import APPEAL_RULE
from tongban.judgments.rules.favour import favoured
from tongban.judgments.vocabulary import DraftView, JudgmentView, State


def newest(rows: QuerySet[Judgment]) -> Judgment | None:
    """Of the judgments of one case the last: a remanded case is judged again."""
    return rows.order_by("-id").first()


def draft_view(row: JudgmentDraft) -> DraftView:
    """The draft as pages read it."""
    return DraftView(row.uid, row.of_case, dict(row.fields), row.started_at, row.saved_at)


def judgment_view(row: Judgment) -> JudgmentView:
    """The judgment as other floors read it."""
    state = State.PRONOUNCED if row.pronounced_at else State.SIGNING
    state = State.QUASHED if row.quashed_on else State.EFFECTIVE if row.effective_on else state
    return JudgmentView(
        uid=row.uid,
        case=row.of_case,
        document=row.document,
        court=row.court,
        judge=row.judge,
        dated=row.dated,
        state=state,
        content=row.content,
        cited=tuple(UUID(uid) for uid in row.cited),
        appeal_until=row.appeal_until,
        effective_on=row.effective_on,
        quashed_on=row.quashed_on,
        above=dict(row.above),
    )


def draft_of(viewer: Viewer, case: UUID) -> DraftView | None:
    """The draft, for the judges of the case; None for everybody else."""
    row = JudgmentDraft.objects.filter(visible_q(viewer), of_case=case).first()
    return draft_view(row) if row else None


def judgment_seen_by(viewer: Viewer, case: UUID) -> JudgmentView | None:
    """The judgment of a case, if this viewer may see it: parties from the seal on; of several the last."""
    row = newest(Judgment.objects.filter(visible_q(viewer), of_case=case))
    return judgment_view(row) if row else None


def judgment_of_document(document: UUID) -> JudgmentView | None:
    """For acts: the judgment whose paper this is, or None."""
    row = Judgment.objects.filter(document=document).first()
    return judgment_view(row) if row else None


def effective_judgment(case: UUID) -> JudgmentView | None:
    """For acts: the judgment of the case once it is in effect, or None."""
    row = newest(Judgment.objects.filter(of_case=case, effective_on__isnull=False))
    return judgment_view(row) if row else None


def favoured_sides(case: CaseView) -> frozenset[Side] | None:
    """To which sides the judgment that is in effect gives something; None where no judgment of this court tells."""
    found = effective_judgment(case.uid) if case.track.first_instance else None
    return favoured(found.content["holdings"]) if found else None


def sheet_section(viewer: Viewer, case: CaseView, mine: PartyView | None) -> dict[str, Any] | None:
    """What the sheet shows of the judgment: state, until when this party may appeal and where, since when it binds."""
    found = judgment_seen_by(viewer, case.uid)
    if found is None:
        return None
    own = [
        c.due for c in clocks_now(case.uid) if mine and c.rule == APPEAL_RULE and c.owed_by == str(mine.uid) and c.due
    ]
    return {
        "state": found.state.value,
        "document": str(found.document),
        "dated": found.dated.isoformat(),
        "holdings": list(found.content["holdings"]),
        "appeal_court": found.content.get("appeal", {}).get("court", ""),
        "appeal_until": max(own).isoformat() if own else None,
        "effective_on": found.effective_on.isoformat() if found.effective_on else None,
        "above": found.above,
    }
