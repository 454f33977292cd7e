"""State secrets at the desk: whoever finds one has it taken out, a second person in another function decides."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cooperation.queries.removals import removals_at_peers
from tongban.cooperation.wording import AT_PEERS, FROM_PEERS
from tongban.desk.forms.removals import RemovalForm
from tongban.desk.frame import DeskRequest, own_court, staff_page, tried
from tongban.desk.wording import removals as words
from tongban.documents.queries import document, removals_at
from tongban.documents.vocabulary import RemovalAct, RemovalStage
from tongban.documents.wording import REMOVAL_STAGES
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals
from tongban.face.tags.values import moment
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role
from tongban.people.wording import ROLES

_FINDERS = (Role.CLERK, Role.JUDGE, Role.PRESIDENT)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_FINDERS)
def ask(request: DeskRequest, document_uid: UUID) -> HttpResponse:
    """Say that a document holds a state secret."""
    found = document(request.viewer, document_uid)
    if found is None:
        raise Http404
    own_court(request, found.label.court)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        role = next(role for role in _FINDERS if request.viewer.has_role(role, found.label.court))
        by, reason = request.act_as(role.value, found.label.court), form.cleaned_data["reason"]
        _none, refusals = tried(lambda: ask_removal(document_uid, reason=reason, by=by, at=request.at))
        if not refusals:
            return redirect("desk:inbox")
        attach_refusals(form, refusals)
    context = {"document": found, "form": form}
    return render(request, "desk/removal.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_page(*_FINDERS)
def removals(request: DeskRequest) -> HttpResponse:
    """Every removal at the court: who, why, and what became of it; nothing of the content."""
    found = removals_at(request.viewer, request.desk.court)
    lines = removals_at_peers(request.viewer, request.desk.court)
    names = names_of({uid for one in found for uid in (one.asked_by, one.decided_by) if uid})
    shown = [
        {
            "removal": one,
            "stage": REMOVAL_STAGES[one.stage],
            "by": names.get(one.asked_by, ""),
            "role": ROLES[Role(one.asked_role)],
            "decided": names.get(one.decided_by, "") if one.decided_by else "",
            "waits": one.stage is RemovalStage.ASKED,
            "peers": [(line, AT_PEERS[line.state]) for line in lines if line.outgoing and line.removal == one.uid],
        }
        for one in found
    ]
    theirs = [(line, FROM_PEERS[line.state]) for line in lines if not line.outgoing]
    return render(request, "desk/removals.html", {"shown": shown, "acts": RemovalAct, "theirs": theirs})


@require_POST
@staff_page(*_FINDERS)
def decide(request: DeskRequest, removal: UUID) -> HttpResponse:
    """The second person's decision, in a function that the first did not act in where the person holds several."""
    given = request.POST.get("decision", "")
    found = next((one for one in removals_at(request.viewer, request.desk.court) if one.uid == removal), None)
    if found is None or given not in set(RemovalAct):
        raise Http404
    held = [role for role in _FINDERS if role in request.desk.roles]
    role = next((role for role in held if role.value != found.asked_role), held[0])
    by = request.act_as(role.value, request.desk.court)
    decide_removal(removal, RemovalAct(given), by=by, at=request.at)
    return redirect("desk:removals")


def removals_table(request: DeskRequest) -> Table:
    """For the inbox: what was taken out and waits for a second person."""
    found = [one for one in removals_at(request.viewer, request.desk.court) if one.stage is RemovalStage.ASKED]
    rows = [Row((one.reason, moment(one.asked_at)), href=reverse("desk:removals")) for one in found]
    columns = [Column(str(words.REASON)), Column(str(words.FOUND))]
    return Table(str(words.REMOVALS) % {"n": len(rows)}, columns, rows, str(words.NO_REMOVALS))


urls = [
    path("documents/<uuid:document_uid>/removal", ask, name="removal"),
    path("removals", removals, name="removals"),
    path("removals/<uuid:removal>/decide", decide, name="removal_decide"),
]
