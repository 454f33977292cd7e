"""Writing the draft. A draft is no act: nothing is decided until the judge signs."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.law import TRACKS
from tongban.cases.queries import case_seen_by
from tongban.cases.vocabulary import Act, CaseView
from tongban.judgments.models import JudgmentDraft
from tongban.judgments.queries import materials_of
from tongban.judgments.queries.reading import draft_view
from tongban.judgments.rules.composing import first_fields
from tongban.judgments.vocabulary import FIELDS, DraftView
from tongban.kernel.refusal import Refusal, Refused

LONGEST = 20_000
"""Characters kept of one field."""


def start_draft(viewer: Viewer, case: UUID) -> DraftView:
    """The draft of the judge of the case, begun from the file when there is none. Others: no such case."""
    view = _own_case(viewer, case)
    row, _ = JudgmentDraft.objects.get_or_create(
        of_case=case,
        defaults={
            "layer": Layer.PANEL,
            "court": view.court,
            "case": case,
            "holder": viewer.person,
            "fields": first_fields(view, materials_of(viewer, view)),
            "started_at": viewer.now,
            "saved_at": viewer.now,
        },
    )
    return draft_view(row)


def save_fields(viewer: Viewer, case: UUID, fields: Mapping[str, str]) -> DraftView:
    """Keep what was typed, right or wrong: checking comes with the signature. Refused once the case is decided."""
    view = _own_case(viewer, case)
    if not TRACKS[view.track].allows(view.stage, Act.SIGN_JUDGMENT):
        raise Refused(Refusal("judgments.not_in_deliberation", "CPL 155", facts=(("stage", view.stage),)))
    draft = start_draft(viewer, case)
    kept = draft.fields | {name: value[:LONGEST] for name, value in fields.items() if name in FIELDS}
    JudgmentDraft.objects.filter(uid=draft.uid).update(fields=kept, saved_at=viewer.now)
    return draft_view(JudgmentDraft.objects.get(uid=draft.uid))


def _own_case(viewer: Viewer, case: UUID) -> CaseView:
    view = case_seen_by(viewer, case)
    if case not in viewer.panels:
        raise Refused(Refusal("judgments.no_such_draft", "在线诉讼规则 38"))
    return view
