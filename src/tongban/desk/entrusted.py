"""What courts do for each other in the service of papers: 委托送达 and printing at another court (CPL 91; SI 134)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.access.downloads import delivers_files
from tongban.cooperation.actions.service_do import note_errand_posted, note_errands_printed, note_result
from tongban.cooperation.actions.service_recall import call_back
from tongban.cooperation.queries import service_errand_seen_by, service_errands
from tongban.cooperation.vocabulary import LogLine
from tongban.cooperation.vocabulary.service import ErrandStage, ErrandView
from tongban.cooperation.wording.service import KINDS, LINES, STAGES
from tongban.courts.queries import court_name
from tongban.delivery.vocabulary.elsewhere import Outcome, ServiceResult
from tongban.delivery.wording import FAILURES, OUTCOMES
from tongban.desk.delivery import actor
from tongban.desk.forms.entrusted import LetterEndForm, PostedForm, SendBackForm
from tongban.desk.forms.service import VisitForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.tables import is_over, left, place
from tongban.desk.wording import entrusted as words
from tongban.documents.actions.blobs import open_blob
from tongban.documents.actions.printing import is_printable, print_blobs
from tongban.documents.actions.upload import upload_limit
from tongban.documents.queries import has_blob, taken_out
from tongban.face.agents import TYPES
from tongban.face.files import file_answer
from tongban.face.parts import Column, Row, Step, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import case_number
from tongban.face.uploads import taken
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role

_ERRANDS = (Role.CLERK, Role.LIAISON)
_SEEN = (Role.CLERK, Role.LIAISON, Role.JUDGE)
_TOLD = ("papers", "day", "number")
"""What lines of the log tell beside their words."""


@require_safe
@staff_page(*_SEEN)
def entrusted(request: DeskRequest) -> HttpResponse:
    """Papers that other courts ask this one to serve or to print, and those that this one asked others to."""
    return _list(request)


def _list(request: DeskRequest, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    incoming = _errands(request, outgoing=False)
    lists = (
        (_errands(request, outgoing=True), words.BY_OTHERS, words.NONE_BY_OTHERS),
        (
            [one for outgoing in (False, True) for one in _errands(request, outgoing=outgoing, answered=True)],
            words.ANSWERED,
            words.NONE_ANSWERED,
        ),
    )
    context = {
        "tables": [
            entrusted_table(request, incoming),
            *(_table(request, rows, str(caption) % {"n": len(rows)}, empty) for rows, caption, empty in lists),
        ],
        "unprinted": _unprinted(incoming),
        "does": bool(set(roles_at(request, request.desk.court)) & set(_ERRANDS)),
        "problems": problems(refusals),
    }
    return render(request, "desk/entrusted.html", context, status=422 if refusals else 200)


def entrusted_table(request: DeskRequest, incoming: list[ErrandView] | None = None) -> Table:
    """Papers of other courts that wait to be served or printed here, for the list and the inbox."""
    rows = _errands(request, outgoing=False) if incoming is None else incoming
    return _table(request, rows, str(words.FOR_OTHERS) % {"n": len(rows)}, words.NONE_FOR_OTHERS)


def _errands(request: DeskRequest, *, outgoing: bool, answered: bool = False) -> list[ErrandView]:
    return service_errands(request.viewer, request.desk.court, outgoing=outgoing, answered=answered)


def _is_open(one: ErrandView) -> bool:
    return one.stage is not ErrandStage.ANSWERED


def _unprinted(incoming: list[ErrandView]) -> list[ErrandView]:
    """Papers of other courts that nobody has printed yet, in the order of the print."""
    return [one for one in incoming if one.stage is ErrandStage.RECEIVED and one.printed_at is None]


def _table(request: DeskRequest, found: list[ErrandView], caption: str, empty: object) -> Table:
    today = timezone.localtime(request.at).date()
    rows = [
        Row(
            (
                KINDS[one.kind],
                format_html('<span translate="no">{}</span>', one.package.get("recipient", "")),
                case_number(one.package["number"]) if one.package else "",
                format_html("{} → {}", place(one.from_court, today), place(one.to_court, today)),
                STAGES[one.stage],
                left(one.due, request.at, done=one.answered_at) if one.due else "",
            ),
            href=reverse("desk:errand_service", args=[one.uid]),
            state="overdue" if _is_open(one) and is_over(one.due, request.at) else "",
        )
        for one in found
    ]
    labels = (words.WHAT, words.RECIPIENT, words.CASE, words.FROM_TO, words.STATE, words.UNTIL)
    return Table(caption, [Column(str(label)) for label in labels], rows, str(empty))


@require_safe
@staff_page(*_ERRANDS)
@delivers_files
def entrusted_print(request: DeskRequest) -> HttpResponseBase:
    """Everything that was not printed yet as one file, each errand on sheets of its own."""
    content = _printed(_unprinted(_errands(request, outgoing=False)))
    return file_answer(request, content, name="papers.pdf", media_type="application/pdf")


@require_safe
@staff_page(*_ERRANDS)
@delivers_files
def errand_print(request: DeskRequest, errand: UUID) -> HttpResponseBase:
    """The papers of one errand as one file."""
    content = _printed([_seen(request, errand)])
    return file_answer(request, content, name=f"papers-{errand}.pdf", media_type="application/pdf")


def _printed(errands: list[ErrandView]) -> bytes:
    """The papers of these errands as one file."""
    papers = [[p for p in one.package.get("papers", []) if is_printable(p["media_type"])] for one in errands]
    gone = taken_out(paper["sha256"] for one in papers for paper in one)
    sets = [
        [(p["sha256"], p["media_type"]) for p in one if p["sha256"] not in gone and has_blob(p["sha256"])]
        for one in papers
    ]
    if not any(sets):
        raise Http404
    return print_blobs(sets)


@require_POST
@staff_page(*_ERRANDS)
def entrusted_printed(request: DeskRequest) -> HttpResponse:
    """The errands that the list named were printed."""
    named = set(request.POST.getlist("errand"))
    errands = [one.uid for one in _unprinted(_errands(request, outgoing=False)) if str(one.uid) in named]
    by = _actor(request, request.desk.court)
    _none, refusals = tried(lambda: note_errands_printed(errands, by=by, at=request.at))
    if refusals:
        return _list(request, refusals)
    messages.success(request, str(words.PRINTED))
    return redirect("desk:entrusted")


@require_safe
@staff_page(*_SEEN)
def errand_service(request: DeskRequest, errand: UUID) -> HttpResponse:
    """One errand: whom to serve with what, the log of both courts with its clock, the result, what is to be done."""
    return _show(request, _seen(request, errand))


@require_POST
@staff_page(*_ERRANDS)
def errand_printed_one(request: DeskRequest, errand: UUID) -> HttpResponse:
    """The papers were printed."""
    view = _seen(request, errand)
    by = _actor(request, view.to_court)
    return _done(request, view, lambda: note_errands_printed([errand], by=by, at=request.at), words.PRINTED)


@require_POST
@staff_page(Role.CLERK, Role.JUDGE)
def errand_call_back(request: DeskRequest, errand: UUID) -> HttpResponse:
    """Call papers of a case of this court back from the court that was asked."""
    view = _seen(request, errand)
    if view.case is None:
        raise Http404
    by = actor(request, view.from_court, view.case)
    return _done(request, view, lambda: call_back(errand, by=by, at=request.at), words.CALLED_BACK)


@require_POST
@staff_page(*_ERRANDS)
def errand_posted(request: DeskRequest, errand: UUID) -> HttpResponse:
    """The papers were handed to the post."""
    view, form = _seen(request, errand), PostedForm(request.POST)
    by = _actor(request, view.to_court)
    if not form.is_valid():
        return _show(request, view, posted=form)
    told = form.cleaned_data
    return _done(
        request,
        view,
        lambda: note_errand_posted(errand, **told, by=by, at=request.at),
        words.POSTED,
        posted=form,
    )


@require_POST
@staff_page(*_ERRANDS)
def errand_sent_back(request: DeskRequest, errand: UUID) -> HttpResponse:
    """The papers go back to the court that asked."""
    view, form = _seen(request, errand), SendBackForm(request.POST)
    by = _actor(request, view.to_court)
    if not form.is_valid():
        return _show(request, view, back=form)
    told = form.told(timezone.localtime(request.at).date())
    return _done(request, view, lambda: note_result(errand, told, by=by, at=request.at), words.SENT_BACK, back=form)


def _done(
    request: DeskRequest, view: ErrandView, act: Callable[[], None], said: object, **bound: forms.Form
) -> HttpResponse:
    """One act on an errand, then the errand again."""
    _none, refusals = tried(act)
    if not refusals:
        messages.success(request, str(said))
        return redirect("desk:errand_service", errand=view.uid)
    for form in bound.values():
        attach_refusals(form, refusals)
    return _show(request, view, () if bound else refusals, **bound)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_ERRANDS)
def errand_visit(request: DeskRequest, errand: UUID) -> HttpResponse:
    """Note how the papers were handed over, left, or not."""
    form = VisitForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def told(*, recorded: bool) -> ServiceResult:
        visit = form.visit(recorded=recorded)
        return ServiceResult(Outcome.VISITED, visit.day, visit=visit)

    return _result(request, errand, form, told, "desk/errand_visit.html")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_ERRANDS)
def errand_letter(request: DeskRequest, errand: UUID) -> HttpResponse:
    """Note what became of the letter: signed for, or back."""
    form = LetterEndForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def told(*, recorded: bool) -> ServiceResult:
        del recorded
        return form.told()

    return _result(request, errand, form, told, "desk/errand_letter.html")


def _result(
    request: DeskRequest, errand: UUID, form: VisitForm | LetterEndForm, told: Callable[..., ServiceResult], page: str
) -> HttpResponse:
    view = _seen(request, errand)
    if view.outgoing:
        raise Http404
    if form.is_bound and form.is_valid():
        _none, refusals = tried(lambda: _note(request, view, form, told))
        if not refusals:
            messages.success(request, str(words.NOTED))
            return redirect("desk:errand_service", errand=view.uid)
        attach_refusals(form, refusals)
    context = {"errand": view, "form": form, "limit": upload_limit(), "types": TYPES}
    return render(request, page, context, status=422 if form.is_bound else 200)


def _note(
    request: DeskRequest, view: ErrandView, form: VisitForm | LetterEndForm, told: Callable[..., ServiceResult]
) -> None:
    files = taken(request.FILES.getlist("files"), "files", "files", secret=form.cleaned_data["state_secret"])
    by = _actor(request, view.to_court)
    note_result(view.uid, told(recorded=bool(files)), by=by, at=request.at, files=files)


@require_safe
@staff_page(*_SEEN)
@delivers_files
def errand_service_file(request: DeskRequest, errand: UUID, sha256: str) -> HttpResponseBase:
    """A paper of an errand, or a file that came with its result, as it is."""
    found = _seen(request, errand).files.get(sha256)
    if found is None or not has_blob(sha256):
        raise Http404
    return file_answer(request, open_blob(sha256), name=found["name"], media_type=found["media_type"])


def _seen(request: DeskRequest, uid: UUID) -> ErrandView:
    view = service_errand_seen_by(request.viewer, uid)
    own_court(request, view.from_court if view.outgoing else view.to_court)
    return view


def _actor(request: DeskRequest, court: str) -> Actor:
    roles = [role for role in roles_at(request, court) if role in _ERRANDS] or [Role.CLERK]
    return request.act_as(roles[0].value, court)


def _show(
    request: DeskRequest, view: ErrandView, refusals: tuple[Refusal, ...] = (), **bound: forms.Form
) -> HttpResponse:
    today = timezone.localtime(request.at).date()
    names = {code: court_name(code, today) for code in (view.from_court, view.to_court)}
    does = bool(set(roles_at(request, view.to_court)) & set(_ERRANDS))
    context: dict[str, Any] = {
        "errand": view,
        "kind": KINDS[view.kind],
        "says": STAGES[view.stage],
        "from_court": names[view.from_court],
        "to_court": names[view.to_court],
        "left": left(view.due, request.at, done=view.answered_at) if view.due else "",
        "log": [_line(line, names.get(line.court, line.court)) for line in view.log],
        "papers": [(one, is_printable(one["media_type"])) for one in view.package.get("papers", [])],
        "files": [one for one in view.files.values() if "title" not in one],
        "outcome": OUTCOMES[view.result.outcome] if view.result else "",
        "why": _why(view.result),
        "recall": view.outgoing and _is_open(view) and view.called_back_at is None and view.posted_on is None,
        "acts": does and not view.outgoing and view.stage is ErrandStage.RECEIVED,
        "posted": bound.get("posted") or PostedForm(initial={"day": today}),
        "back": bound.get("back") or SendBackForm(),
        "problems": problems(refusals),
    }
    return render(request, "desk/errand_service.html", context, status=422 if refusals or bound else 200)


def _why(result: ServiceResult | None) -> object:
    code = (result.why or result.reason) if result else None
    return FAILURES.get(code.value, "") if code else ""


def _line(line: LogLine, court: str) -> Step:
    """A line of the log of both courts as a step of the timeline; another platform's line may leave facts out."""
    until = _day(line.facts.get("until", ""))
    text = str(LINES.get(line.what, line.what)) % {name: line.facts.get(name, "") for name in _TOLD}
    return Step(what=text, when=line.at, who=court, next_what=str(words.SERVE) if until else "", next_date=until)


def _day(told: str) -> date | None:
    try:
        return parse_date(told)
    except ValueError:
        return None


_ONE = "errands/service/<uuid:errand>"
urls = [
    path("errands/service", entrusted, name="entrusted"),
    path("errands/service/print", entrusted_print, name="entrusted_print"),
    path("errands/service/printed", entrusted_printed, name="entrusted_printed"),
    path(_ONE, errand_service, name="errand_service"),
    path(f"{_ONE}/print", errand_print, name="errand_print"),
    path(f"{_ONE}/printed", errand_printed_one, name="errand_printed_one"),
    path(f"{_ONE}/call-back", errand_call_back, name="errand_call_back"),
    path(f"{_ONE}/posted", errand_posted, name="errand_posted"),
    path(f"{_ONE}/visit", errand_visit, name="errand_visit"),
    path(f"{_ONE}/letter", errand_letter, name="errand_letter"),
    path(f"{_ONE}/back", errand_sent_back, name="errand_sent_back"),
    path(f"{_ONE}/files/<slug:sha256>", errand_service_file, name="errand_service_file"),
]
