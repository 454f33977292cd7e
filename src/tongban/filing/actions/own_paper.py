"""A draft that begins from a person's own complaint: what was read counts only once the person took it over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.documents.vocabulary import TextRead
from tongban.filing.actions.draft import save_answers, start_draft
from tongban.filing.models import Draft, DraftPaper
from tongban.filing.queries import draft_of
from tongban.filing.queries.own_paper import no_paper
from tongban.filing.rules.diagnosis import diagnose
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.own_paper import read_paper
from tongban.filing.vocabulary import Answers, DraftView
from tongban.frame.acts import locked
from tongban.kernel.refusal import Refusal, Refused


def start_from_paper(
    read: TextRead, *, person: UUID, answers: Answers, at: datetime, helper: UUID | None = None, helper_court: str = ""
) -> DraftView:
    """Begin a draft with what was read from the person's own paper, on the form that fits its words best.

    `answers` are what the court knows already. Which form it is, the person chooses next.
    """
    on = timezone.localtime(at).date()
    fits = diagnose(read_paper(read.texts, pages=read.pages, on=on).words, on=on)[0].interview.id
    with transaction.atomic():
        draft = start_draft(
            person=person, interview=fits, answers=answers, at=at, helper=helper, helper_court=helper_court
        )
        row = Draft.objects.get(uid=draft.uid)
        DraftPaper.objects.create(draft=row, name=read.name, texts=list(read.texts), pages=read.pages)
    return draft


def choose_form(viewer: Viewer, draft_uid: UUID, interview: str) -> None:
    """The person says what kind of dispute it is. Refused: no such form, no paper that was read, chosen before."""
    if interview not in interviews():
        raise Refused(Refusal("filing.no_such_interview", "house rule: the list of interviews", ("interview",)))
    with transaction.atomic():
        draft, paper = _held(viewer, draft_uid)
        if paper.chosen:
            raise Refused(Refusal("filing.own_paper_chosen", "house rule: one draft, one form"))
        draft.interview, draft.version = interview, interviews()[interview].version
        draft.saved_at = viewer.now
        draft.save(update_fields=["interview", "version", "saved_at"])
        paper.chosen = True
        paper.save(update_fields=["chosen"])


def take_over(viewer: Viewer, draft_uid: UUID, taken: Answers, left: Collection[str] = ()) -> None:
    """Answers that the person confirmed or changed count from now on; what is `left` is not proposed again."""
    with transaction.atomic():
        _draft, paper = _held(viewer, draft_uid)
        save_answers(viewer, draft_uid, taken)
        paper.settled = [*dict.fromkeys([*paper.settled, *taken, *left])]
        paper.save(update_fields=["settled"])


def _held(viewer: Viewer, draft_uid: UUID) -> tuple[Draft, DraftPaper]:
    """The viewer's own open draft and what was read for it, held until the transaction ends."""
    if draft_of(viewer, draft_uid).handed_in_at is not None:
        raise Refused(Refusal("filing.already_handed_in", "CPL 126"))
    draft = locked(Draft.objects.filter(uid=draft_uid)).get()
    paper = DraftPaper.objects.filter(draft=draft).first()
    if paper is None:
        raise Refused(no_paper())
    return draft, paper
