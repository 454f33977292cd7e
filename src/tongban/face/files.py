"""Files as answers: the one place where pages hand them out."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from tongban.access.downloads import SHOWN as IN_PLACE
from tongban.documents.vocabulary import SHOWN
from tongban.face.requests import CourtRequest

ZIP = "application/zip"


def file_answer(
    request: CourtRequest, content: bytes | Iterable[bytes], *, name: str, media_type: str
) -> HttpResponseBase:  # fmt: skip
    """`content` as the link asks for it: kept by the browser under `name`, or shown in place where that is safe.

    It is nobody's to keep but the reader's: no cache on the way or in the browser does.
    """
    shown = request.manner == IN_PLACE and media_type in SHOWN
    kind = media_type if media_type in SHOWN or media_type == ZIP else "application/octet-stream"
    if isinstance(content, bytes):
        answer: HttpResponseBase = HttpResponse(content, content_type=kind)
    else:
        answer = FileResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, name) or "inline"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
