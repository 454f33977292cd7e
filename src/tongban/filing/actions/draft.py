"""Writing drafts. Drafts are no acts: nothing is filed until the person hands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tongban.access.vocabulary import Layer, Viewer
from tongban.documents.vocabulary import Material
from tongban.filing.models import Batch, Draft, DraftFile, DraftPaper, Typed
from tongban.filing.queries import complaint_told, draft_of, draft_view, files_of, kept_files_of
from tongban.filing.rules.interview import forms
from tongban.filing.rules.kept import as_kept
from tongban.filing.rules.oral import digest_of, not_oral
from tongban.filing.vocabulary import BESIDE, Answers, DraftView, FilingView, Interview, Kind, Package
from tongban.filing.vocabulary.oral import ORAL_SHOWN
from tongban.frame.acts import NothingToDo, Recording, locked
from tongban.kernel.refusal import Refusal, Refused

FILES_LIMIT = 30
"""Files per draft; more go to the bulk entrance or the counter."""
LONGEST_ANSWER = 6000
"""Signs of an answer that are kept: more than any question takes, so that what is too long can be shown as typed."""


ERASED_AT_ONCE = 100
"""Drafts erased in one act (house.md: a transaction of at most 50 ms)."""


def start_draft(
    *, person: UUID, interview: str, answers: Answers, at: datetime, helper: UUID | None = None, helper_court: str = ""
) -> DraftView:
    """Begin a draft; `answers` may hold what the court knows already (nothing is asked twice)."""
    found = forms().get(interview)
    if found is None:
        raise Refused(Refusal("filing.no_such_interview", "house rule: the list of interviews"))
    row = Draft.objects.create(
        layer=Layer.OWN,
        holder=person,
        interview=found.id,
        version=found.version,
        answers=_shortened(answers),
        helper=helper,
        helper_court=helper_court,
        started_at=at,
        saved_at=at,
    )
    return draft_view(row)


def _shortened(answers: Answers) -> Answers:
    return {key: value[:LONGEST_ANSWER] for key, value in answers.items()}


def start_correction(
    corrects: FilingView | Package,
    *,
    subject: UUID,
    handed_in: Sequence[Material],
    at: datetime,
    holder: UUID | None = None,
    helper: UUID | None = None,
    helper_court: str = "",
) -> DraftView:
    """The draft in which the applicant, or else `holder`, mends what was handed in as `subject`; begun before by the
    same person, it goes on.

    It starts from the answers and files as the court has them.
    """
    holder = holder or corrects.applicant
    with transaction.atomic():
        # What an agent began who acts no more stays with nobody.
        Draft.objects.filter(corrects=subject, handed_in_at=None).exclude(holder=holder).delete()
        draft, fresh = Draft.objects.get_or_create(
            corrects=subject,
            holder=holder,
            handed_in_at=None,
            defaults={
                "layer": Layer.OWN,
                "interview": corrects.interview,
                "version": corrects.version,
                "answers": not_oral(corrects.answers),
                "helper": helper,
                "helper_court": helper_court,
                "started_at": at,
                "saved_at": at,
            },
        )
        if fresh:
            for material in handed_in:
                _keep_file(draft, material, at, handed_in=True)
    return draft_view(draft)


def added_files(draft_uid: UUID) -> tuple[Material, ...]:
    """For acts: the files that a correction adds to what was handed in before."""
    kept = kept_files_of(draft_uid)
    return tuple(material for uid, material in files_of(draft_uid) if uid not in kept)


def save_answers(viewer: Viewer, draft_uid: UUID, answers: Answers) -> DraftView:
    """Keep what was typed, right or wrong: checking comes later, and nothing typed is lost."""
    interview = forms()[_open_draft(viewer, draft_uid).interview]
    with transaction.atomic():
        # Two devices may save at once: what the other one typed into another question stays.
        draft = locked(Draft.objects.filter(uid=draft_uid)).get()
        said = {
            key: as_kept(interview.question(key), value) for key, value in answers.items() if _is_kept(interview, key)
        }
        draft.answers = draft.answers | _shortened(said)
        draft.saved_at = viewer.now
        draft.save(update_fields=["answers", "saved_at"])
    return draft_view(draft)


def _is_kept(interview: Interview, key: str) -> bool:
    question = interview.question(key)
    return key in BESIDE or (question is not None and question.kind is not Kind.FILES)


def names_unknown(interview: str, answers: Answers) -> list[Refusal]:
    """Every name under which something was sent and nothing is asked: a draft would not keep it."""
    found = forms().get(interview)
    return [
        Refusal("filing.question_unknown", "house rule: the list of interviews", (key,), (("name", key[:60]),))
        for key in answers
        if found and not _is_kept(found, key)
    ]


def show_oral_record(viewer: Viewer, draft_uid: UUID) -> None:
    """Keep that the record of an oral complaint was shown as it stands now; what is changed later is shown anew."""
    draft = draft_view(_open_draft(viewer, draft_uid))
    shown = digest_of(complaint_told(viewer, draft, court=""))
    with transaction.atomic():
        row = locked(Draft.objects.filter(uid=draft_uid)).get()
        row.answers = row.answers | {ORAL_SHOWN: shown}
        row.save(update_fields=["answers"])


def add_file(viewer: Viewer, draft_uid: UUID, material: Material) -> None:
    """Put an uploaded file, already in the content store, into the draft; the same file twice is one."""
    draft = _open_draft(viewer, draft_uid)
    if DraftFile.objects.filter(draft=draft).count() >= FILES_LIMIT:
        raise Refused(
            Refusal("filing.too_many_files", "house rule", (material.question,), (("limit", str(FILES_LIMIT)),))
        )
    _keep_file(draft, material, viewer.now)


def _keep_file(draft: Draft, material: Material, at: datetime, *, handed_in: bool = False) -> None:
    DraftFile.objects.get_or_create(
        draft=draft,
        question=material.question,
        sha256=material.sha256,
        defaults={
            "name": material.name,
            "sm3": material.sm3,
            "size": material.size,
            "media_type": material.media_type,
            "pages": material.pages,
            "at": at,
            "handed_in": handed_in,
        },
    )


def drop_file(viewer: Viewer, draft_uid: UUID, file_uid: UUID) -> None:
    """Take a file out of the draft; what the court has already stays."""
    draft = _open_draft(viewer, draft_uid)
    if file_uid in kept_files_of(draft_uid):
        raise Refused(Refusal("filing.file_handed_in", "在线诉讼规则 9(2)"))
    DraftFile.objects.filter(draft=draft, uid=file_uid).delete()


def _open_draft(viewer: Viewer, draft_uid: UUID) -> Draft:
    if draft_of(viewer, draft_uid).handed_in_at is not None:
        raise Refused(Refusal("filing.already_handed_in", "CPL 126"))
    return Draft.objects.get(uid=draft_uid)


def hold_draft(record: Recording, draft_uid: UUID) -> None:
    """A step: nobody hands this draft, or another one of its holder, in until the act ends: of two that are alike and
    handed in at one moment, the second sees the first. Raises `NothingToDo` when it is done already.
    """
    del record  # proves that an act is open
    holder = Draft.objects.values_list("holder", flat=True).get(uid=draft_uid)
    open_ones = locked(Draft.objects.filter(holder=holder, handed_in_at__isnull=True).order_by("pk"))
    if draft_uid not in [row.uid for row in open_ones]:
        raise NothingToDo


def close_draft(draft_uid: UUID, *, result: UUID, at: datetime) -> None:
    """A step of handing in: the draft now only shows what was handed in, and its own paper has served."""
    Draft.objects.filter(uid=draft_uid).update(handed_in_at=at, result=result)
    DraftPaper.objects.filter(draft__uid=draft_uid).delete()


def empty_draft(draft_uid: UUID) -> tuple[str, ...]:
    """A step of handing over: what was written and uploaded lies here no longer.

    Returns the digests of its files that no other draft names.
    """
    draft = Draft.objects.get(uid=draft_uid)
    draft.answers = {}
    draft.save(update_fields=["answers"])
    rows = DraftFile.objects.filter(draft__uid=draft_uid)
    named = {row.sha256 for row in rows}
    rows.delete()
    return tuple(named - set(DraftFile.objects.filter(sha256__in=named).values_list("sha256", flat=True)))


def erase_drafts(record: Recording, person: UUID) -> None:
    """A step: what the person began and never handed in or sent goes (个人信息保护法 47(1)), and every table of
    complaints: what was filed from one stands by itself.
    """
    del record  # proves that an act is open
    Draft.objects.filter(holder=person, handed_in_at__isnull=True).delete()
    Batch.objects.filter(holder=person).delete()
    Typed.objects.filter(holder=person).delete()


def erase_drafts_before(record: Recording, before: datetime) -> int:
    """A step: some drafts and forms that nobody touched since `before` go, or else a table of complaints; how many."""
    del record  # proves that an act is open
    old = Draft.objects.filter(handed_in_at__isnull=True, saved_at__lt=before).order_by("pk")
    gone = list(old.values_list("pk", flat=True)[:ERASED_AT_ONCE])
    Draft.objects.filter(pk__in=gone).delete()
    typed = list(Typed.objects.filter(saved_at__lt=before).order_by("pk").values_list("pk", flat=True)[:ERASED_AT_ONCE])
    Typed.objects.filter(pk__in=typed).delete()
    tables = [] if gone or typed else list(Batch.objects.filter(taken_at__lt=before).values_list("pk", flat=True)[:1])
    Batch.objects.filter(pk__in=tables).delete()
    return len(gone) + len(typed) + len(tables)
