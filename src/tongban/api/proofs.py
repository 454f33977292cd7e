"""Anybody checks a paper, without a token: by the code on it, or by the SHA-256 of the file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Router

from tongban.api.schemas import CheckedOut, ProblemOut
from tongban.courts.queries import court_name
from tongban.documents.queries import check_code, check_digest
from tongban.documents.vocabulary import Checked
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refusal, Refused

router = Router()
_ANSWERS = {200: CheckedOut, 404: ProblemOut, 422: ProblemOut}


@router.get("/codes/{code}", response=_ANSWERS, summary="Check a paper by its code")
def by_code(request: CourtRequest, code: str) -> dict[str, Any]:
    """Issued here or not; of which kind, by which court, on which day, with which digest. Nothing of the content."""
    found = check_code(code)
    if isinstance(found, Refusal):
        raise Refused(found)
    return _shown(request, found)


@router.get("/digests/{sha256}", response=_ANSWERS, summary="Check a file by its digest")
def by_digest(request: CourtRequest, sha256: str) -> dict[str, Any]:
    """The file is one of ours, unchanged, or 404. `current` is false when a newer version, a signed one, exists."""
    found = check_digest(sha256.lower())
    if found is None:
        raise Http404
    return _shown(request, found)


def _shown(request: CourtRequest, found: Checked) -> dict[str, Any]:
    day = found.dated or timezone.localtime(request.at).date()
    return asdict(found) | {"court_name": court_name(found.court, day)}
