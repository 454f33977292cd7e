"""Opening a file for a stated task: another clerk, or the president (人民法院组织法 41, 49)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from tongban.cases.actions.opening import open_file
from tongban.cases.queries.openings import number_to_open
from tongban.desk.forms.openings import OpeningForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.face.refusals import attach_refusals
from tongban.people.vocabulary import Role


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK, Role.PRESIDENT)
def opening(request: DeskRequest) -> HttpResponse:
    """State the case and the task; the file is then open for some days. `?case=` may name it by its uid."""
    named = number_to_open(request.desk.court, request.GET.get("case", ""))
    form = OpeningForm(request.POST if request.method == "POST" else None, initial={"number": named})
    if request.method == "POST" and form.is_valid():
        role = Role.CLERK if Role.CLERK in request.desk.roles else Role.PRESIDENT
        by, told = request.act_as(role.value, request.desk.court), form.cleaned_data
        case, refusals = tried(lambda: open_file(told["number"], told["reason"], by=by, at=request.at))
        if not refusals:
            return redirect("desk:case", case=case)
        attach_refusals(form, refusals)
    return render(request, "desk/opening.html", {"form": form}, status=422 if form.is_bound else 200)


urls = [path("cases/open", opening, name="case_opening")]
