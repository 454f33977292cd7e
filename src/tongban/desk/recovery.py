"""What a loser does not pay of the fees, on its way to enforcement: the judge hands it over, the registry registers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from tongban.cases.queries import case_by_uid
from tongban.desk.forms.money import ReasonsForm, RecoveryForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.tables import left
from tongban.desk.wording import money as words
from tongban.documents.queries import documents_of
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import money
from tongban.fees.actions.recovery import hand_over_recovery, register_recovery, send_back_recovery
from tongban.fees.law import RECOVERING
from tongban.fees.queries import charge_seen_by, recoveries_at, recovery_seen_by
from tongban.fees.vocabulary import RecoveryAct, RecoveryView
from tongban.fees.wording import RECOVERY_STATES
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

_DOERS = (Role.JUDGE, Role.CLERK)


def recoveries_table(request: DeskRequest) -> Table:
    """Fees that were not paid after a judgment: for the judge to hand over, for the registry to register."""
    found = recoveries_at(request.viewer)
    columns = [Column(str(one)) for one in (words.WHAT, words.AMOUNT, words.LAST_DAY, words.STATE)]
    rows = [
        Row(
            (
                case_by_uid(one.case).number,
                money(one.amount),
                left(one.due, request.at),
                str(RECOVERY_STATES[one.state]),
            ),
            href=reverse("desk:recovery", args=[one.uid]),
            state="overdue",
        )
        for one in found
        if one.amount.minor
    ]
    return Table(str(words.RECOVERIES) % {"n": len(rows)}, columns, rows, str(words.NO_RECOVERIES))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_DOERS)
def recovery(request: DeskRequest, recovery: UUID) -> HttpResponse:
    """One of them: hand it over for enforcement, send it back, register the case of enforcement."""
    found = recovery_seen_by(request.viewer, recovery)
    if found is None:
        raise Http404
    role = next((one for one in _DOERS if one in roles_at(request, found.court)), None)
    if role is None:
        raise Http404
    able = {move.act for move in RECOVERING.open_to(found.state, role.value)} if found.amount.minor else set()
    what, sent = request.POST.get("do", ""), request.POST if request.method == "POST" else None
    hand_over = RecoveryForm(sent if what == "hand_over" else None, initial={"property_told": found.property_told})
    back = ReasonsForm(sent if what == "back" else None, prefix="back")
    register = forms.Form(sent if what == "register" else None)
    by = request.act_as(role.value, found.court)
    form = {"hand_over": hand_over, "back": back}.get(what, register)
    if form.is_bound and form.is_valid() and _done(form, _doing(what, found, form, by, request)):
        return redirect("desk:recovery", recovery=recovery)
    context = {
        "one": found,
        "case": case_by_uid(found.case),
        "says": RECOVERY_STATES[found.state],
        "charge": charge_seen_by(request.viewer, found.charge),
        "files": _files(request, found),
        "enforcement": case_by_uid(found.enforcement) if found.enforcement else None,
        "form": form,
        "hand_over": hand_over if RecoveryAct.HAND_OVER in able else None,
        "back": back if RecoveryAct.SEND_BACK in able else None,
        "register": RecoveryAct.REGISTER in able,
    }
    return render(request, "desk/recovery.html", context, status=422 if request.method == "POST" else 200)


def _doing(what: str, one: RecoveryView, form: forms.Form, by: Actor, request: DeskRequest) -> Callable[[], object]:
    told = form.cleaned_data
    if what == "hand_over":
        return lambda: hand_over_recovery(one.uid, property_told=told["property_told"], by=by, at=request.at)
    if what == "back":
        return lambda: send_back_recovery(one.uid, reasons=told["reasons"], by=by, at=request.at)
    return lambda: register_recovery(one.uid, by=by, at=request.at)


def _done(form: forms.Form, do: Callable[[], object]) -> bool:
    _made, refusals = tried(do)
    if refusals:
        attach_refusals(form, refusals)
    return not refusals


def _files(request: DeskRequest, one: RecoveryView) -> list[tuple[str, str]]:
    """The paper by which it was handed over, once it is typeset."""
    papers = [d for d in documents_of(request.viewer, subjects=[one.uid]) if d.newest and d.uid == one.paper]
    return [(d.title, reverse("desk:document_file", args=[d.uid, d.newest.number])) for d in papers if d.newest]


urls = [path("recoveries/<uuid:recovery>", recovery, name="recovery")]
