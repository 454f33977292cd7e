"""What was read from a person's own complaint and waits for the person's look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Viewer
from tongban.documents.vocabulary import ReadState
from tongban.filing.models import Draft, DraftPaper
from tongban.filing.rules.diagnosis import Outlook, diagnose
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.own_answers import proposals
from tongban.filing.rules.own_paper import read_paper
from tongban.filing.rules.own_sure import least_sure
from tongban.filing.vocabulary import DraftView
from tongban.filing.vocabulary.own_paper import Proposal
from tongban.kernel.refusal import Refusal, Refused

_LAW = "house rule: reading a person's own paper"
_WHY_NOT: Mapping[str, str] = {ReadState.NO_PROGRAM: "no_reader", ReadState.FAILED: "not_recognised"}


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper behind a draft: its name and whether the form is `chosen`. Before that, the forms that `fit` its words;
    from then on what is `open` to be taken over, and what could not be read.

    `waits`: pages of it are pictures that are still to be recognised. `sure`: of what is open and was recognised on a
    picture, how sure the least sure sign is, of a hundred.
    """

    name: str
    chosen: bool
    fit: tuple[Outlook, ...]
    open: tuple[Proposal, ...]
    unread: tuple[Refusal, ...]
    waits: bool
    sure: Mapping[str, int]


def paper_behind(draft: DraftView, on: date) -> PaperView | None:
    """What was read for a draft, which the caller has read by its viewer; None when it began without a paper."""
    row = DraftPaper.objects.filter(draft__uid=draft.uid).first()
    if row is None:
        return None
    texts: list[str] = row.texts
    waits, trouble = bool(row.kept), _not_recognised(row)
    says = read_paper(texts, pages=row.pages, on=on)
    words = any(text.strip() for text in texts)
    if not row.chosen:
        fit = diagnose(says.words, on=on) if words else ()
        return PaperView(row.name, chosen=False, fit=fit, open=(), unread=trouble, waits=waits, sure={})
    found, unread = proposals(says, interviews()[draft.interview], draft.answers, on=on) if words else ((), ())
    still = tuple(one for one in found if one.question not in row.settled)
    recognised: dict[str, str] = row.sure
    sure = {
        one.question: least_sure(texts[one.found.page - 1], recognised[str(one.found.page)], one.found)
        for one in still
        if str(one.found.page) in recognised
    }
    if waits:  # what is missing may stand on the pages that are not read yet
        unread = ()
    return PaperView(row.name, chosen=True, fit=(), open=still, unread=(*trouble, *unread), waits=waits, sure=sure)


def _not_recognised(row: DraftPaper) -> tuple[Refusal, ...]:
    """Why nothing was read on pages that are pictures."""
    why = _WHY_NOT.get(row.recognised, "")
    if row.recognised == ReadState.READ and not any(text.strip() for text in row.texts):
        why = "nothing_found"
    return (Refusal(f"filing.own_paper_{why}", _LAW, (), (("name", row.name),)),) if why else ()


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
    """The text of every paper with an open draft of the viewer, and whether its file waits here to be recognised."""
    uids: dict[int, UUID] = dict(Draft.objects.filter(visible_q(viewer)).values_list("pk", "uid"))
    rows = DraftPaper.objects.filter(draft__in=uids)
    return [
        {"draft": uids[row.draft_id], "name": row.name, "texts": row.texts, "waits": bool(row.kept)} for row in rows
    ]
