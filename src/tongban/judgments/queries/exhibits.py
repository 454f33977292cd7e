"""The exhibits of a case, as the evidence domain shows them."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView
from tongban.evidence.queries import exhibits_seen_by
from tongban.evidence.vocabulary import Aspect, ExhibitView, OpinionView
from tongban.judgments.vocabulary import Exhibit


def exhibits_of(viewer: Viewer, case: CaseView) -> tuple[Exhibit, ...]:
    """Every exhibit of the case, with what was said about it and whether it was examined."""
    names = {party.uid: party.name for party in case.everybody}
    return tuple(_exhibit(exhibit, names) for exhibit in exhibits_seen_by(viewer, case.uid))


def _exhibit(exhibit: ExhibitView, names: dict[UUID, str]) -> Exhibit:
    return Exhibit(
        uid=exhibit.uid,
        number=exhibit.number,
        title=exhibit.title,
        side=exhibit.side.term,
        proves=exhibit.proves,
        examined=exhibit.examined_at is not None,
        opinions=tuple((names.get(o.party, ""), _said(o)) for o in exhibit.opinions),
    )


def _said(opinion: OpinionView) -> str:
    """What a party said, in the words of a judgment: 对真实性、合法性、关联性无异议."""
    admitted = "、".join(aspect.term for aspect in Aspect if opinion.said[aspect])
    parts = [f"对{admitted}无异议"] if admitted else []
    for aspect in Aspect:
        if not opinion.said[aspect]:
            reason = opinion.reasons.get(aspect, "")
            parts.append(f"对{aspect.term}有异议" + (f"：{reason.rstrip('。')}" if reason else ""))
    return "；".join(parts)
