"""What was read from a person's own complaint and waits for the person's look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.filing.models import Draft, DraftPaper
from tongban.filing.rules.diagnosis import Outlook, diagnose
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.own_answers import proposals
from tongban.filing.rules.own_paper import read_paper
from tongban.filing.vocabulary import DraftView
from tongban.filing.vocabulary.own_paper import Proposal
from tongban.kernel.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper behind a draft: its name and whether the form is `chosen`. Before that, the forms that `fit` its words;
    from then on what is `open` to be taken over, and what could not be read.
    """

    name: str
    chosen: bool
    fit: tuple[Outlook, ...]
    open: tuple[Proposal, ...]
    unread: tuple[Refusal, ...]


def paper_behind(draft: DraftView, on: date) -> PaperView | None:
    """What was read for a draft, which the caller has read by its viewer; None when it began without a paper."""
    row = DraftPaper.objects.filter(draft__uid=draft.uid).first()
    if row is None:
        return None
    says = read_paper(row.texts, pages=row.pages, on=on)
    if not row.chosen:
        return PaperView(row.name, chosen=False, fit=diagnose(says.words, on=on), open=(), unread=())
    found, unread = proposals(says, interviews()[draft.interview], draft.answers, on=on)
    still = tuple(one for one in found if one.question not in row.settled)
    return PaperView(row.name, chosen=True, fit=(), open=still, unread=unread)


def paper_of(draft: DraftView, on: date) -> PaperView:
    """The same where there has to be one. Raises `Refused`."""
    found = paper_behind(draft, on)
    if found is None:
        raise Refused(no_paper())
    return found


def no_paper() -> Refusal:
    """The draft did not begin with a paper of the person's own, or was handed in."""
    return Refusal("filing.no_own_paper", "在线诉讼规则 38")


def own_papers(viewer: Viewer) -> list[dict[str, Any]]:
    """The text of every paper that lies with an open draft of the viewer."""
    uids: dict[int, UUID] = dict(Draft.objects.filter(visible_q(viewer)).values_list("pk", "uid"))
    rows = DraftPaper.objects.filter(draft__in=uids)
    return [{"draft": uids[row.draft_id], "name": row.name, "texts": row.texts} for row in rows]
