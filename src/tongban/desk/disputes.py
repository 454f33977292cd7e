"""Acts that somebody says were not her own: the review and its decision (在线诉讼规则 7(2))."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from tongban.cooperation.actions.disputes import dispute_for_visitor
from tongban.desk.cases import who
from tongban.desk.evidence import own_case
from tongban.desk.forms.disputes import DecisionForm, VisitorForm
from tongban.desk.frame import DeskRequest, own_court, staff_page, tried
from tongban.desk.wording.events import say
from tongban.face.presentation import moment
from tongban.face.refusals import attach_refusals
from tongban.federation.queries import peers
from tongban.people.actions.dispute import REVIEWERS, reject, uphold
from tongban.people.queries import access_changes_of, disputable, dispute_seen_by, names_of
from tongban.people.vocabulary import DisputeState, DisputeView
from tongban.people.wording import DISPUTE_STATES
from tongban.register.queries import acts_of, caused_by, entries_of_case, entry_by_uid


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*REVIEWERS)
def dispute(request: DeskRequest, uid: UUID) -> HttpResponse:
    """What the person says, the act with what it brought about, what happened to the access; then the decision."""
    view = dispute_seen_by(request.viewer, uid)
    own_court(request, view.court)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        decide = uphold if form.cleaned_data["outcome"] == DisputeState.UPHELD else reject
        by = request.act_as(next(role for role in request.desk.roles if role in REVIEWERS), view.court)
        _none, refusals = tried(lambda: decide(uid, form.cleaned_data["reasons"], by=by, at=request.at))
        if not refusals:
            return redirect("desk:dispute", uid=uid)
        attach_refusals(form, refusals)
    return render(request, "desk/dispute.html", _shown(view, form), status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*REVIEWERS)
def visitor(request: DeskRequest, case: UUID) -> HttpResponse:
    """A party of another platform stands at the counter and says that an act in her name was not hers."""
    view = own_case(request, case)
    form = VisitorForm(_by_visitors(case), request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, told = (
            request.act_as(next(role for role in request.desk.roles if role in REVIEWERS), view.court),
            form.told(),
        )
        uid, refusals = tried(lambda: dispute_for_visitor(**told, by=by, at=request.at))
        if not refusals:
            return redirect("desk:dispute", uid=uid)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form}
    return render(request, "desk/dispute_visitor.html", context, status=422 if form.is_bound else 200)


def _by_visitors(case: UUID) -> list[tuple[str, str]]:
    """The acts of litigation in this case that persons of other platforms did, the newest first, in words."""
    entries = [one for one in entries_of_case(case, disputable()) if one.actor.get("role") == "party"]
    went = [one for one in entries if one.actor.get("platform") != settings.TONGBAN.slug]
    names, language = names_of({UUID(one.actor["person"]) for one in went}), get_language() or "en"
    return [
        (
            str(one.uid),
            f"{moment(one.at, language)} {names.get(UUID(one.actor['person']), '')}: {say(one.event, one.body)}",
        )
        for one in reversed(went)
    ]


def _shown(view: DisputeView, form: DecisionForm) -> dict[str, object]:
    found = entry_by_uid(view.entry)
    entry = found[0] if found else None  # None: an act of another platform's register
    actor = entry.actor if entry else {}
    people = {view.person, *(UUID(actor[key]) for key in ("person", "helper") if actor.get(key))}
    names = names_of(people)
    return {
        "dispute": view,
        "state": DISPUTE_STATES[view.state],
        "open": view.state is DisputeState.OPEN and view.here,
        "elsewhere": "" if view.here else next((one.name for one in peers() if one.slug == view.peer), view.peer),
        "person": names.get(view.person, ""),
        "what": say(view.event, entry.body if entry else {}),
        "who": who(entry, names) if entry else names.get(view.person, ""),
        "level": actor.get("level", ""),
        "portal": actor.get("platform", ""),
        "followed": [(one.at, say(one.event, one.body)) for one in caused_by(view.entry)],
        "meanwhile": [
            (one.at, say(one.event, one.body))
            for one in acts_of(view.person, disputable())
            if view.done_at <= one.at <= view.at and one.uid != view.entry and one.case in (None, view.case)
        ],
        "changes": [
            (one.at, say(one.event, one.body), one.body.get("change", "")) for one in access_changes_of(view.person)
        ],
        "form": form,
    }


urls = [
    path("disputes/<uuid:uid>", dispute, name="dispute"),
    path("cases/<uuid:case>/disputed", visitor, name="dispute_visitor"),
]
