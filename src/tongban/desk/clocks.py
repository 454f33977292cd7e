"""Running periods at the desk: why they end then, what befell them, and the acts that change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.actions.incidents import decide_extension, end_exclusion, exclude_days, extend_clock
from tongban.cases.queries import case_seen_by, clocks_of, extensions_asked, incidents_of, open_acts
from tongban.cases.vocabulary import Act, CaseView, ClockView, IncidentState, IncidentView
from tongban.cases.wording import BEFELL, INCIDENT_STATES
from tongban.courts.law import period_rule
from tongban.courts.wording import APPROVERS, GROUNDS, UNITS, period_name
from tongban.desk.forms.clocks import DecideForm, EndForm, ExcludeForm, ExtendForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.tables import clock_part
from tongban.desk.wording import clocks as words
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problem
from tongban.face.tags.values import case_number, moment
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role


def _own(request: DeskRequest, case: UUID, clock: UUID) -> tuple[CaseView, ClockView, PeriodRule]:
    """The case, its period and the period's rule, for staff of its court; else the page does not exist."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    found = next((one for one in clocks_of(case, request.viewer) if one.uid == clock), None)
    rule = period_rule(found.counted_as or found.rule, found.started) if found else None
    if found is None or not isinstance(rule, PeriodRule):
        raise Http404
    return view, found, rule


def _incident(request: DeskRequest, case: UUID, incident: UUID) -> IncidentView:
    found = next((one for one in incidents_of(request.viewer, case) if one.uid == incident), None)
    if found is None:
        raise Http404
    return found


@require_safe
@staff_page()
def clock(request: DeskRequest, case: UUID, clock: UUID) -> HttpResponse:
    """One period: why it ends then, what befell it, and what may be done about it."""
    view, found, rule = _own(request, case, clock)
    befell = incidents_of(request.viewer, case, clock)
    context = {
        "case": view,
        "name": period_name(found.rule),
        "clock": clock_part(found, view, request.at),
        "steps": found.steps,
        "table": _befell(befell),
        "acts": _acts(request, view, found, rule, befell),
        "closed": _closed_to(found, rule),
    }
    return render(request, "desk/clock.html", context)


def _acts(
    request: DeskRequest, view: CaseView, found: ClockView, rule: PeriodRule, befell: list[IncidentView]
) -> list[tuple[object, str]]:
    """What this person may do about the period now, each with its page."""
    able = {act for role in roles_at(request, view.court) for act in open_acts(view, role)}
    if found.met_at:
        return []
    acts: list[tuple[object, str]] = []
    if Act.EXCLUDE_DAYS in able:
        acts += [
            (words.END % {"ground": _ground(one)}, reverse("desk:clock_end", args=[view.uid, one.uid]))
            for one in befell
            if one.is_open
        ]
        acts += [(words.EXCLUDE, reverse("desk:clock_exclude", args=[view.uid, found.uid]))] if rule.grounds else []
    if Act.ASK_EXTENSION in able and rule.extensions:
        acts.append((words.EXTEND, reverse("desk:clock_extend", args=[view.uid, found.uid])))
    if Act.EXTEND_LIMIT in able:
        asked = [one for one in befell if one.state is IncidentState.ASKED]
        acts += [(words.DECIDE, reverse("desk:clock_decide", args=[view.uid, one.uid])) for one in asked]
    return acts


def _closed_to(found: ClockView, rule: PeriodRule) -> Any:  # noqa: ANN401 - a problem in words, or None
    """Why nothing may be done about the end of this period: the law knows no ground and no extension for it."""
    if rule.fixed:
        return problem(Refusal("period.fixed_stays", "SI 127", (), (("rule", rule.id),)))
    if found.met_at or rule.grounds or rule.extensions:
        return None
    return problem(Refusal("period.never_prolonged", rule.article, (), (("rule", rule.id),)))


def _befell(befell: list[IncidentView]) -> Table:
    names = names_of({uid for one in befell for uid in (one.decided_by or one.made_by,) if uid})
    columns = [Column(str(c)) for c in (words.WHAT, words.GROUND, words.FROM, words.TO, words.STATE, words.BY)]
    rows = [
        Row(
            (
                BEFELL[one.kind],
                _ground(one),
                _day(None if one.state is IncidentState.ASKED else one.first),
                words.OPEN if one.is_open else _day(one.last),
                INCIDENT_STATES[one.state],
                _by(one, names),
            )
        )
        for one in befell
    ]
    return Table(str(words.INCIDENTS) % {"n": len(rows)}, columns, rows, str(words.NO_INCIDENTS))


def _ground(one: IncidentView) -> str:
    """On which ground, by whose approval or by which record."""
    if one.approver and one.unit:
        told = {"amount": one.amount, "unit": UNITS[one.unit], "by": APPROVERS[one.approver]}
        return " · ".join(filter(None, (str(words.LONGER) % told, one.reference)))
    rule = period_rule(one.rule)
    known = () if isinstance(rule, Refusal) else rule.grounds
    return next((str(GROUNDS[ground.term]) for ground in known if ground.id == one.ground), one.record or one.ground)


def _by(one: IncidentView, names: dict[UUID, str]) -> str:
    who = one.decided_by or one.made_by
    return " · ".join(
        (
            names.get(who, "") if who else str(words.BY_OFFICE),
            presentation.moment(timezone.localtime(one.decided_at or one.made_at), _language()),
        )
    )


def _language() -> str:
    return get_language() or "en"


def _day(value: Any) -> str:  # noqa: ANN401 - a date or none
    return presentation.day(value, _language()) if value else ""


def _form_page(
    request: DeskRequest,
    view: CaseView,
    clock: UUID,
    form: forms.Form,
    words_of_page: tuple[object, object],
    do: Callable[[dict[str, Any]], object],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """A form about a period: shown, shown again with every reason, or done."""
    back = reverse("desk:clock", args=[view.uid, clock])
    if request.method == "POST" and form.is_valid():
        _none, refusals = tried(lambda: do(form.cleaned_data))
        if not refusals:
            return redirect(back)
        attach_refusals(form, refusals)
    title, lead = words_of_page
    context = {"case": view, "form": form, "title": title, "lead": lead, "back": back} | (more or {})
    return render(request, "desk/clock_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def exclude(request: DeskRequest, case: UUID, clock: UUID) -> HttpResponse:
    """Leave days out of a period, or let it start anew."""
    view, _found, rule = _own(request, case, clock)
    form = ExcludeForm(rule, request.POST if request.method == "POST" else None)
    by = request.act_as("judge", view.court)
    return _form_page(
        request,
        view,
        clock,
        form,
        (words.EXCLUDE, words.EXCLUDE_LEAD),
        lambda told: exclude_days(case, clock, by=by, at=request.at, **told),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def end(request: DeskRequest, case: UUID, incident: UUID) -> HttpResponse:
    """Note on which day ended what kept a period standing still."""
    found = _incident(request, case, incident)
    view, _clock, _rule = _own(request, case, found.clock)
    form = EndForm(request.POST if request.method == "POST" else None)
    by = request.act_as("judge", view.court)
    return _form_page(
        request,
        view,
        found.clock,
        form,
        (words.END % {"ground": _ground(found)}, words.END_LEAD),
        lambda told: end_exclusion(incident, last=told["last"], by=by, at=request.at),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def extend(request: DeskRequest, case: UUID, clock: UUID) -> HttpResponse:
    """Propose to extend a period."""
    view, _found, rule = _own(request, case, clock)
    form = ExtendForm(rule, request.POST if request.method == "POST" else None)
    by = request.act_as("judge", view.court)
    return _form_page(
        request,
        view,
        clock,
        form,
        (words.EXTEND, words.EXTEND_LEAD),
        lambda told: extend_clock(case, clock, by=by, at=request.at, **told),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def decide(request: DeskRequest, case: UUID, incident: UUID) -> HttpResponse:
    """Approve an extension, or not."""
    asked = _incident(request, case, incident)
    view, found, _rule = _own(request, case, asked.clock)
    form = DecideForm(request.POST if request.method == "POST" else None)
    by = request.act_as("president", view.court)
    more = {"asked": asked, "what": _ground(asked), "clock": clock_part(found, view, request.at)}
    return _form_page(
        request,
        view,
        asked.clock,
        form,
        (words.DECIDE, words.DECIDE_LEAD),
        lambda told: decide_extension(
            incident, approve=told["decision"] == "yes", reference=told["reference"], by=by, at=request.at
        ),
        more | {"judge": names_of({asked.made_by}).get(asked.made_by, "") if asked.made_by else ""},
    )


def extensions_table(request: DeskRequest) -> Table:
    """For the inbox of a president: extensions that wait for a decision."""
    asked = extensions_asked(request.viewer, request.desk.court)
    columns = [Column(str(c)) for c in (words.CASE, words.PERIOD, words.GROUND, words.FROM)]
    rows = [
        Row(
            (
                case_number(case_seen_by(request.viewer, one.case).number),
                period_name(one.rule),
                _ground(one),
                moment(one.made_at),
            ),
            href=reverse("desk:clock_decide", args=[one.case, one.uid]),
        )
        for one in asked
    ]
    return Table(str(words.EXTENSIONS) % {"n": len(rows)}, columns, rows, str(words.NO_EXTENSIONS))


urls = [
    path("cases/<uuid:case>/clocks/<uuid:clock>", clock, name="clock"),
    path("cases/<uuid:case>/clocks/<uuid:clock>/exclude", exclude, name="clock_exclude"),
    path("cases/<uuid:case>/clocks/<uuid:clock>/extend", extend, name="clock_extend"),
    path("cases/<uuid:case>/clock-incidents/<uuid:incident>/end", end, name="clock_end"),
    path("cases/<uuid:case>/clock-incidents/<uuid:incident>/decide", decide, name="clock_decide"),
]
