"""Anybody checks a paper: by its code, or by the file itself. What is said holds nothing of the content."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import IO, Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.audience import Audience, open_to
from tongban.courts.queries import court_name
from tongban.documents.queries import check_code, check_digest
from tongban.documents.vocabulary import Checked
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.wording import PAPERS
from tongban.kernel.refusal import Refusal
from tongban.portal.checker import START, checker_facts, modules
from tongban.portal.filing import today
from tongban.portal.forms.verdicts import MEANINGS, VERDICTS, told
from tongban.portal.forms.verify import CodeForm, DigestForm, FileForm
from tongban.portal.forms.words import PAPER_STAGES
from tongban.register.actions.bundle import check_bundle

_BLOCK = 1024 * 1024
_LATEST = 253_402_300_799


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Audience.PUBLIC)
def verify(request: CourtRequest) -> HttpResponse:
    """Three ways: type the code, have the browser look at the file, or give the file to the court."""
    if request.method != "POST":
        return _ask(request)
    if "code" in request.POST:
        return _by_code(request)
    if "digest" in request.POST:
        measured = DigestForm(request.POST)
        return _known(request, measured.cleaned_data["digest"]) if measured.is_valid() else _ask(request, status=422)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, by_file=form, status=422)
    return _by_file(request, **form.cleaned_data)


def _ask(request: CourtRequest, *, status: int = 200, **forms: Form) -> HttpResponse:
    context = {"by_code": CodeForm(), "by_file": FileForm(), "checker": checker_facts(), **forms}
    return render(request, "portal/verify.html", context, status=status)


def _by_file(request: CourtRequest, paper: UploadedFile, beside: UploadedFile | None) -> HttpResponse:
    content = cast("BinaryIO", paper.file)
    found = check_bundle(content, cast("BinaryIO", beside.file) if beside else None)
    if found:
        report, unchecked = found
        lines = told(report, unchecked)
        context = {
            "report": report, "verdict": VERDICTS[report.verdict.value], "meaning": MEANINGS[report.verdict.value],
            "checked": [line for line in lines if line[0] != "caveat"],
            "caveats": [text for outcome, text in lines if outcome == "caveat"],
            "since": _instant(report.since), "earliest": _instant(report.not_before),
        }  # fmt: skip
        return render(request, "portal/verify_bundle.html", context)
    content.seek(0)
    return _known(request, _digest(content))


def _known(request: CourtRequest, digest: str) -> HttpResponse:
    found = check_digest(digest)
    context = {"digest": digest, "found": found, **(_shown(request, found) if found else {})}
    return render(request, "portal/verify_file.html", context)


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(min(seconds, _LATEST), UTC)


@require_GET
@open_to(Audience.PUBLIC)
def checker(request: CourtRequest) -> HttpResponse:
    """The browser's checker as one file, to be kept: it works without this court and without a network."""
    context = {"checker": checker_facts(), "modules": modules(), "start": START}
    answer = render(request, "portal/checker.html", context)
    answer.headers["Content-Disposition"] = 'attachment; filename="court-checker.html"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _by_code(request: CourtRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        found = check_code(form.cleaned_data["code"])
        if isinstance(found, Checked):
            return redirect("portal:verify_code", found.code)
        attach_refusals(form, [found])
    return _ask(request, by_code=form, status=422)


@require_GET
@open_to(Audience.PUBLIC)
def verify_code(request: CourtRequest, code: str) -> HttpResponse:
    """The address in the QR code of every paper."""
    found = check_code(code)
    if isinstance(found, Refusal):
        form = CodeForm({"code": code[:80]})
        attach_refusals(form, [found])
        return _ask(request, by_code=form, status=404)
    return render(request, "portal/verify_code.html", {"found": found, **_shown(request, found)})


def _shown(request: CourtRequest, found: Checked) -> dict[str, Any]:
    day = found.dated or today(request)
    return {
        "court": court_name(found.court, day),
        "kind": PAPERS.get(found.kind, found.kind),
        "says": PAPER_STAGES.get(found.stage.value, ""),
    }


def _digest(content: IO[bytes]) -> str:
    measured = hashlib.sha256()
    while block := content.read(_BLOCK):
        measured.update(block)
    return measured.hexdigest()


urls = [
    path("verify/", verify, name="verify"),
    path("verify/checker.html", checker, name="checker"),
    path("verify/<str:code>", verify_code, name="verify_code"),
    path("verify/<str:code>/", verify_code),
]
