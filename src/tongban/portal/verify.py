"""Anybody checks a paper: by its code, or by the file itself. What is said holds nothing of the content."""

from __future__ import annotations

import hashlib
from typing import IO, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods

from tongban.courts.queries import court_name
from tongban.documents.queries import check_code, check_digest
from tongban.documents.vocabulary import Checked
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.face.wording import PAPERS
from tongban.kernel.refusal import Refusal
from tongban.portal.filing import today
from tongban.portal.forms.verify import CodeForm, FileForm
from tongban.portal.forms.words import PAPER_STAGES

_BLOCK = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: CourtRequest) -> HttpResponse:
    """Two ways: type the code, or give the file."""
    if request.method != "POST":
        return render(request, "portal/verify.html", {"by_code": CodeForm(), "by_file": FileForm()})
    if "code" in request.POST:
        return _by_code(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "portal/verify.html", {"by_code": CodeForm(), "by_file": form}, status=422)
    digest = _digest(form.cleaned_data["paper"].file)
    found = check_digest(digest)
    context = {"digest": digest, "found": found, **(_shown(request, found) if found else {})}
    return render(request, "portal/verify_file.html", context)


def _by_code(request: CourtRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        found = check_code(form.cleaned_data["code"])
        if isinstance(found, Checked):
            return redirect("portal:verify_code", found.code)
        attach_refusals(form, [found])
    return render(request, "portal/verify.html", {"by_code": form, "by_file": FileForm()}, status=422)


@require_GET
def verify_code(request: CourtRequest, code: str) -> HttpResponse:
    """The address in the QR code of every paper."""
    found = check_code(code)
    if isinstance(found, Refusal):
        form = CodeForm({"code": code[:80]})
        attach_refusals(form, [found])
        return render(request, "portal/verify.html", {"by_code": form, "by_file": FileForm()}, status=404)
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
    path("verify/<str:code>", verify_code, name="verify_code"),
    path("verify/<str:code>/", verify_code),
]
