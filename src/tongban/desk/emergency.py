"""Break-glass at the desk: taking a function for some hours, and the president's look at it."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from tongban.desk.forms.emergency import EmergencyForm
from tongban.desk.frame import DeskRequest, staff_page, tried
from tongban.desk.wording import pages as words
from tongban.face.refusals import attach_refusals
from tongban.people.actions.emergency import look_over, take_function
from tongban.people.queries import emergencies_seen_by, names_of
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
@reauthentication_required
def emergency(request: DeskRequest) -> HttpResponse:
    """Take a function; below, every one that was taken at this court, with its reason."""
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, told = request.act_as(request.desk.roles[0], request.desk.court), form.cleaned_data
        _uid, refusals = tried(lambda: take_function(told["role"], told["hours"], told["reason"], by=by, at=request.at))
        if not refusals:
            messages.success(request, str(words.DONE["emergency"]))
            return redirect("desk:inbox")
        attach_refusals(form, refusals)
    found = emergencies_seen_by(request.viewer, request.desk.court)
    names = names_of({one.person for one in found})
    context = {
        "form": form,
        "taken": [(one, names.get(one.person, ""), ROLES[Role(one.role)]) for one in found],
        "president": Role.PRESIDENT in request.desk.roles,
    }
    return render(request, "desk/emergency.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_page(Role.PRESIDENT)
def emergency_seen(request: DeskRequest, uid: UUID) -> HttpResponse:
    """The president has looked at it."""
    look_over(uid, by=request.act_as("president", request.desk.court), at=request.at)
    return redirect("desk:emergency")


urls = [
    path("emergency", emergency, name="emergency"),
    path("emergency/<uuid:uid>/seen", emergency_seen, name="emergency_seen"),
]
