"""Filing by a program, for a person: the form, files, handing in, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from tongban.api.schemas import FilingIn, FilingOut, HandedInOut, ProblemOut, Question, Upload
from tongban.api.tokens import issue_upload, upload_of
from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.documents.actions.upload import receive_upload
from tongban.documents.vocabulary import MEDIA_TYPES, Material
from tongban.face.requests import CourtRequest
from tongban.filing.actions.draft import add_file, names_unknown, save_answers, start_draft
from tongban.filing.queries import filing_seen_by, interview_of
from tongban.filing.vocabulary import FilingView
from tongban.filing.vocabulary import Question as Asked
from tongban.kernel.refusal import Refusal, Refused, require

router = Router()
_REFUSALS = {404: ProblemOut, 422: ProblemOut}


@router.get("/interviews/{interview}", auth=None, response={200: list[Question], **_REFUSALS}, summary="The questions")
def questions(request: CourtRequest, interview: str) -> list[dict[str, Any]]:
    """Every question of a guided pleading, with the article that asks for it."""
    del request
    return [shown_question(q) for page in interview_of(interview).pages for q in page.questions]


def shown_question(q: Asked) -> dict[str, Any]:
    """A question as the API tells it."""
    return {
        "id": q.id,
        "kind": q.kind.value,
        "required": q.required,
        "law": q.law,
        "label": q.label,
        "choices": q.choices,
    }


@router.post("/files", response={201: Upload, **_REFUSALS}, summary="Send a file")
def send_file(  # nosec B107 - an answer, no password
    request: CourtRequest, file: File[UploadedFile], state_secret: Form[str] = ""
) -> Status[dict[str, Any]]:
    """The file is screened and kept; nothing is filed yet. `state_secret` is "no": what is one is never sent here."""
    got = receive_upload(file.file, file.name or "file", secret=state_secret)  # type: ignore[arg-type]
    kept = got.kept
    material = Material("", got.name, kept.sha256, kept.sm3, kept.size, MEDIA_TYPES[got.kind], got.pages)
    handle = issue_upload(material, str(request.viewer.person))
    shown = {"name": got.name, "sha256": kept.sha256, "sm3": kept.sm3, "size": kept.size, "pages": got.pages}
    return Status(201, {"upload": handle, **shown})


@router.post("/filings", response={201: HandedInOut, **_REFUSALS}, summary="Hand in a filing")
def hand_in(request: CourtRequest, filing: FilingIn) -> Status[dict[str, Any]]:
    """The same act as on the portal, with the same checks: all findings come at once. What was refused stays a draft
    that the person can go on with on the portal.
    """
    by = request.act_as("party")
    person = by.person
    assert person is not None  # noqa: S101 - who acts as a party is a person
    materials = [upload_of(m.upload, str(person), m.question) for m in filing.materials]
    if None in materials:
        raise Refused(Refusal("api.upload_unknown", "house rule: uploads by the API", ("materials",)))
    require(names_unknown(filing.interview, filing.answers))
    draft = start_draft(person=person, interview=filing.interview, answers={}, at=request.at)
    save_answers(request.viewer, draft.uid, filing.answers)
    for material in materials:
        add_file(request.viewer, draft.uid, material)  # type: ignore[arg-type]
    done = hand_in_draft(draft.uid, viewer=request.viewer, by=by, at=request.at, platform=settings.TONGBAN.slug)
    return Status(201, {"filing": done.filing, "errand": done.matter})


@router.get("/filings/{uid}", response={200: FilingOut, **_REFUSALS}, summary="Where a filing stands")
def filing(request: CourtRequest, uid: UUID) -> FilingView:
    """A filing of one's own."""
    return filing_seen_by(request.viewer, uid)
