"""A form that came when its sender had just been signed out: shown once more after the sign-in, to be sent or left."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from tongban.desk.frame import DeskRequest, staff_page

_KEY = "unsent_form"
_LARGEST = 200_000
"""Characters of a form that is kept."""
_NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


def form_in(request: HttpRequest, back: str) -> dict[str, Any] | None:
    """What was sent, for `keep_unsent`, of an account whose session is over; None when nothing was, or too much."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in _NOT_TYPED]
    if request.method != "POST" or not fields or sum(len(one) for _n, values in fields for one in values) > _LARGEST:
        return None
    told = {"path": request.get_full_path(), "back": back, "fields": fields, "files": bool(request.FILES)}
    return told | {"account": request.user.pk}


def keep_unsent(request: HttpRequest, told: dict[str, Any]) -> None:
    """Keep it in the session, which lies encrypted, until that account has signed in again here."""
    request.session[_KEY] = told


def forget_unsent(request: HttpRequest) -> None:
    """It is sent now, or the person went on without it: any form of the desk takes its place."""
    if request.method == "POST":
        request.session.pop(_KEY, None)


@require_safe
@staff_page()
def unsent(request: DeskRequest) -> HttpResponse:
    """The form as it came, for whoever sent it and nobody else; to the inbox when there is none."""
    told = request.session.get(_KEY)
    if not told or told["account"] != request.user.pk:
        return redirect("desk:inbox")
    typed = [one for _name, values in told["fields"] for one in values if one.strip()]
    return render(request, "desk/unsent.html", {"told": told, "typed": typed})


urls = [path("unsent", unsent, name="unsent")]
