"""A draft that begins from a person's own complaint: what was read counts only once the person took it over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.documents.actions.texts import let_go, recognise
from tongban.documents.vocabulary import Recognised, TextRead
from tongban.filing.actions.draft import save_answers, start_draft
from tongban.filing.events import OwnPaperSent
from tongban.filing.models import Draft, DraftPaper
from tongban.filing.queries import draft_of
from tongban.filing.queries.own_paper import no_paper
from tongban.filing.rules.diagnosis import OTHER, diagnose
from tongban.filing.rules.interview import interviews
from tongban.filing.rules.own_paper import read_paper
from tongban.filing.vocabulary import Answers, DraftView
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

LAW = "house rule: reading a person's own paper"
MOST_WAITING = 3
"""Papers of one person that may wait to be recognised at one time: each takes minutes, and others wait behind it."""


def start_from_paper(
    read: TextRead, *, by: Actor, answers: Answers, at: datetime, helper: UUID | None = None, helper_court: str = ""
) -> DraftView:
    """Begin a draft with what was read from the person's own paper, on the form that fits its words best.

    `answers` are what the court knows already. Which form it is, the person chooses next. Pages that are pictures are
    recognised by the worker, which is asked by an act. Refused: too many papers of the person wait for that.
    """
    if not read.waiting:
        with transaction.atomic():
            return _begun(read, by, answers, at, (helper, helper_court))
    try:
        return _begun_to_wait(read, by, answers, at, (helper, helper_court))
    except Refused:
        let_go(read.kept)
        raise


def _begun_to_wait(
    read: TextRead, by: Actor, answers: Answers, at: datetime, helping: tuple[UUID | None, str]
) -> DraftView:
    with act(by=by, at=at) as record:
        if DraftPaper.objects.filter(draft__holder=by.person).exclude(kept="").count() >= MOST_WAITING:
            raise Refused(Refusal("filing.own_papers_waiting", LAW, ("paper",), (("most", str(MOST_WAITING)),)))
        draft = _begun(read, by, answers, at, helping)
        record(OwnPaperSent(draft=draft.uid), under=LAW)
    return draft


def _begun(read: TextRead, by: Actor, answers: Answers, at: datetime, helping: tuple[UUID | None, str]) -> DraftView:
    assert by.person is not None  # noqa: S101 - nobody else has drafts
    interview, (helper, court) = _fitting(read.texts, read.pages, at), helping
    draft = start_draft(
        person=by.person, interview=interview, answers=answers, at=at, helper=helper, helper_court=court
    )
    DraftPaper.objects.create(
        draft=Draft.objects.get(uid=draft.uid),
        name=read.name,
        texts=list(read.texts),
        pages=read.pages,
        sha256=read.sha256,
        kept=read.kept,
        waiting=list(read.waiting),
    )
    return draft


def recognise_own_paper(work: DueWork) -> None:
    """Reaction to `OwnPaperSent`: the pages that are pictures are recognised, which takes minutes.

    What was recognised is kept as a whole or not at all: killed on the way, it begins anew. Once the draft is handed in
    or erased, or its paper taken out as a state secret, there is nothing left to do.
    """
    draft = UUID(work.entry.body["draft"])
    row = DraftPaper.objects.filter(draft__uid=draft).exclude(kept="").first()
    if row is None:
        return
    read = TextRead(row.name, tuple(row.texts), row.pages, row.sha256, row.kept, tuple(row.waiting))
    _keep(draft, recognise(read), work.now)
    let_go(read.kept)


def _keep(draft_uid: UUID, found: Recognised, now: datetime) -> None:
    with transaction.atomic():
        draft = locked(Draft.objects.filter(uid=draft_uid)).first()
        paper = DraftPaper.objects.filter(draft=draft).exclude(kept="").first() if draft else None
        if draft is None or paper is None:
            return
        texts = [found.pages[page].text if page in found.pages else text for page, text in enumerate(paper.texts, 1)]
        paper.texts, paper.recognised = texts, found.state
        paper.sure = {str(page): one.sure for page, one in found.pages.items()}
        paper.kept, paper.waiting = "", []
        paper.save(update_fields=["texts", "recognised", "sure", "kept", "waiting"])
        if not paper.chosen:
            draft.interview = _fitting(texts, paper.pages, now)
            draft.version = interviews()[draft.interview].version
            draft.save(update_fields=["interview", "version"])


def _fitting(texts: Sequence[str], pages: int, at: datetime) -> str:
    """The form that fits the words best; the general one while there are none."""
    on = timezone.localtime(at).date()
    words = read_paper(texts, pages=pages, on=on).words
    return diagnose(words, on=on)[0].interview.id if words.strip() else OTHER


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
