"""The register of licences at the desk: anybody of the staff looks a lawyer up, the president takes in a new list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tongban.desk.forms.lawyers import ListForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import pages as words
from tongban.face.refusals import attach_refusals, problems
from tongban.people.actions.licences import take_licences
from tongban.people.law import LARGEST_LIST, LICENCE_COLUMNS, practising
from tongban.people.queries.licences import licence_history, licences_found, register_size
from tongban.people.vocabulary import Role
from tongban.people.vocabulary.licences import LicenceView
from tongban.people.wording.licences import ASSESSMENTS, LICENCE_KINDS, LICENCE_STATUSES


@require_safe
@staff_page()
def lawyers(request: DeskRequest) -> HttpResponse:
    """Look a lawyer or legal worker up, with everything that speaks against acting today."""
    return _show(request, ListForm())


@require_POST
@staff_page(Role.PRESIDENT)
def lawyers_list(request: DeskRequest) -> HttpResponse:
    """Take in a list: all of it, or nothing and every wrong line by name."""
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST_LIST + 1)
        by, told = request.act_as(Role.PRESIDENT.value, request.desk.court), form.cleaned_data
        taken, refusals = tried(
            lambda: take_licences(content, source=told["source"], as_of=told["as_of"], by=by, at=request.at)
        )
        if not refusals:
            counts = {"rows": taken.rows, "fresh": taken.fresh, "changed": taken.changed, "newer": taken.newer}
            messages.success(request, str(words.DONE["licences"]) % counts)
            return redirect("desk:lawyers")
        attach_refusals(form, refusals)
    return _show(request, form)


def _show(request: DeskRequest, form: ListForm) -> HttpResponse:
    typed, today = request.GET.get("q", "")[:120], timezone.localtime(request.at).date()
    context = {
        "typed": typed,
        "found": [_card(one, today) for one in licences_found(typed, today)],
        "size": register_size(),
        "form": form if Role.PRESIDENT in request.desk.roles else None,
        "columns": "，".join(LICENCE_COLUMNS),
    }
    return render(request, "desk/lawyers.html", context, status=422 if form.is_bound else 200)


def _card(one: LicenceView, today: date) -> dict[str, Any]:
    earlier = [was for was in licence_history(one.licence.number) if was.until is not None]
    return {
        "one": one,
        "kind": LICENCE_KINDS[one.licence.kind],
        "status": LICENCE_STATUSES[one.licence.status],
        "assessment": ASSESSMENTS[one.licence.assessment],
        "problems": problems(practising(one.licence, today)),
        "earlier": [(was, LICENCE_STATUSES[was.licence.status]) for was in earlier],
    }


urls = [path("lawyers", lawyers, name="lawyers"), path("lawyers/list", lawyers_list, name="lawyers_list")]
