"""The fees of a case after its judgment was changed: the judge lays them on the parties as the new decision says."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.vocabulary import CaseView
from tongban.desk.evidence import own_case
from tongban.desk.forms.fees_anew import AnewForm, shares_typed
from tongban.desk.forms.results import papers_sent
from tongban.desk.frame import DeskRequest, roles_in, staff_page, tried
from tongban.desk.wording import money as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import case_number, money
from tongban.fees.actions.anew import lay_anew
from tongban.fees.law import SAID_ABOVE
from tongban.fees.queries import laid_now, to_be_laid_anew, total_fees
from tongban.kernel.money import Money
from tongban.people.vocabulary import Role


def anew_table(request: DeskRequest) -> Table:
    """Cases whose judgment was changed above, and whose fees nobody has laid on the parties since; for their judge."""
    found = to_be_laid_anew(request.viewer) if Role.JUDGE in request.desk.roles else []
    rows = [
        Row((case_number(one.number), money(_total(one.uid))), href=reverse("desk:fees_anew", args=[one.uid]))
        for one in found
    ]
    columns = [Column(str(words.WHAT)), Column(str(words.AMOUNT))]
    return Table(str(words.ANEW) % {"n": len(rows)}, columns, rows, str(words.NO_ANEW))


def may_be_laid_anew(case: CaseView) -> bool:
    """Whether a judge may say anew who bears the fees: the court above said so, or they were laid once."""
    return case.stage in SAID_ABOVE or bool(laid_now(case.uid))


def bearers(case: CaseView) -> list[tuple[str, Money]]:
    """What each party bears of the fees now, by its name; empty before they were laid on anybody."""
    laid = laid_now(case.uid)
    return [(party.name, laid.get(party.uid, Money(0))) for party in case.parties] if laid else []


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def fees_anew(request: DeskRequest, case: UUID) -> HttpResponse:
    """Who bears the fees of a case, after a decision that changed its judgment."""
    view = own_case(request, case)
    if Role.JUDGE not in roles_in(request, view.court, view.uid) or not may_be_laid_anew(view):
        raise Http404
    parties, on_file = [(party.uid, party.name) for party in view.parties], view.stage in SAID_ABOVE
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnewForm(*sent, parties=parties, on_file=on_file)
    if form.is_bound and form.is_valid():
        _none, refusals = tried(lambda: _lay(request, view, form))
        if not refusals:
            return redirect("desk:fees_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "total": _total(case), "before": bearers(view)}
    return render(request, "desk/fees_anew.html", context, status=422 if form.is_bound else 200)


def _lay(request: DeskRequest, case: CaseView, form: AnewForm) -> None:
    told = form.cleaned_data
    lay_anew(
        case.uid,
        shares_typed(form, [party.uid for party in case.parties]),
        number=told.get("number", ""),
        effective=told.get("effective"),
        materials=papers_sent(request, form),
        by=request.act_as("judge", case.court),
        at=request.at,
    )


def _total(case: UUID) -> Money:
    return Money(total_fees(case))


urls = [path("cases/<uuid:case>/fees/anew", fees_anew, name="fees_anew")]
