"""Receipts of the treasury at the desk: those to put right, and the lists for an office without an interface."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.access.downloads import delivers_files
from tongban.cases.queries import is_open_to
from tongban.desk.forms.fiscal import FiscalListForm, TitleForm
from tongban.desk.forms.money import ReasonsForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.money_tables import bad_rows_table, fiscal_troubles_table, fiscal_waiting_table
from tongban.desk.wording import money as words
from tongban.face.files import file_answer
from tongban.face.refusals import attach_refusals, problems
from tongban.fees.actions.fiscal import drop_receipt, retry_receipt, reverse_receipt
from tongban.fees.actions.fiscal_told import take_list, write_list
from tongban.fees.queries import fiscal_mode, fiscal_seen_by
from tongban.fees.vocabulary import (
    LARGEST_LIST,
    LIST_COLUMNS,
    BadListRow,
    FiscalAct,
    FiscalListFlaw,
    FiscalMode,
    FiscalState,
)
from tongban.fees.wording import FISCAL_FLAWS, FISCAL_LIST_FLAWS, FISCAL_STATES, TITLE_KINDS
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role

_DESK = (Role.CLERK, Role.PRESIDENT)


@require_safe
@staff_page(*_DESK)
def fiscal(request: DeskRequest) -> HttpResponse:
    """Receipts that the treasury refused, those that it is to issue or to reverse, and its lists."""
    return _page(request, FiscalListForm())


@require_safe
@staff_page(*_DESK)
@delivers_files
def fiscal_list(request: DeskRequest) -> HttpResponseBase:
    """What the treasury is to issue and to reverse for this court, as a list (CSV)."""
    if fiscal_mode() is FiscalMode.NONE:
        raise Http404
    data = write_list(request.viewer, request.desk.court)
    return file_answer(request, data, name=f"fiscal-{request.desk.court}.csv", media_type="text/csv")


@require_http_methods(["POST"])
@staff_page(*_DESK)
def fiscal_take(request: DeskRequest) -> HttpResponse:
    """What the treasury sent back is taken in; bad rows are shown with what is wrong in them."""
    form = FiscalListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    content = form.cleaned_data["file"].read(LARGEST_LIST + 1)
    role = next(one for one in _DESK if one in roles_at(request, request.desk.court))
    done = take_list(content, by=request.act_as(role.value, request.desk.court), at=request.at)
    if isinstance(done, FiscalListFlaw):
        form.add_error("file", str(FISCAL_LIST_FLAWS[done]))
        return _page(request, form)
    counts = {"rows": done.rows, "taken": done.taken, "repeated": done.repeated, "bad": len(done.bad)}
    return _page(request, FiscalListForm(), says=str(words.FISCAL_TAKEN) % counts, bad=done.bad)


def _page(
    request: DeskRequest, form: FiscalListForm, *, says: str = "", bad: Sequence[BadListRow] = ()
) -> HttpResponse:
    context = {
        "tables": [fiscal_troubles_table(request), fiscal_waiting_table(request)],
        "bad": bad_rows_table(bad) if says else None,
        "says": says,
        "form": form,
        "columns": "，".join(LIST_COLUMNS),
        "given": fiscal_mode() is not FiscalMode.NONE,
    }
    return render(request, "desk/fiscal.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_DESK)
def fiscal_receipt(request: DeskRequest, fiscal: UUID) -> HttpResponse:
    """One receipt: ask for it again with the right name, give it up, or have it reversed."""
    found = fiscal_seen_by(request.viewer, fiscal)
    if found is None:
        raise Http404
    role = next((one for one in _DESK if one in roles_at(request, found.court)), None)
    if role is None:
        raise Http404
    by, what = request.act_as(role.value, found.court), request.POST.get("do", "")
    sent = request.POST if request.method == "POST" else None
    title = TitleForm(
        sent if what == FiscalAct.RETRY else None,
        initial={"whose": found.title.whose, "kind": found.title.kind, "credit_code": found.title.credit_code},
    )
    why = ReasonsForm(sent if what in {FiscalAct.DROP, FiscalAct.REVERSE} else None, prefix="why")
    form = title if title.is_bound else why
    if sent is not None:
        if not form.is_bound or not form.is_valid():
            raise Http404
        told = form.cleaned_data

        def do() -> None:
            if what == FiscalAct.RETRY:
                retry_receipt(fiscal, **told, by=by, at=request.at)
            elif what == FiscalAct.DROP:
                drop_receipt(fiscal, **told, by=by, at=request.at)
            else:
                reverse_receipt(fiscal, **told, by=by, at=request.at)

        _done, refusals = tried(do)
        if not refusals:
            return redirect("desk:fiscal_receipt", fiscal=fiscal)
        attach_refusals(form, refusals)
        return _shown(request, fiscal, title, why, refusals)
    return _shown(request, fiscal, title, why)


def _shown(
    request: DeskRequest, fiscal: UUID, title: TitleForm, why: ReasonsForm, refusals: Sequence[Refusal] = ()
) -> HttpResponse:
    found = fiscal_seen_by(request.viewer, fiscal)
    assert found is not None  # noqa: S101 - it was found a moment ago
    context = {
        "one": found,
        "state": FISCAL_STATES[found.state],
        "flaw": FISCAL_FLAWS[found.flaw] if found.flaw else "",
        "kind": TITLE_KINDS[found.title.kind],
        "title": title,
        "why": why,
        "problems": problems(refusals),
        "acts": FiscalAct,
        "states": FiscalState,
        "case": reverse("desk:fees_case", args=[found.case]) if is_open_to(request.viewer, found.case) else "",
    }
    return render(request, "desk/fiscal_receipt.html", context, status=422 if refusals else 200)


urls = [
    path("fiscal", fiscal, name="fiscal"),
    path("fiscal/list", fiscal_list, name="fiscal_list"),
    path("fiscal/taken", fiscal_take, name="fiscal_take"),
    path("fiscal/<uuid:fiscal>", fiscal_receipt, name="fiscal_receipt"),
]
