"""Ask the law: what may be asked, and until when. Anybody may, without an account; the address holds the question.

Nothing is stored. An answer informs: what counts is what the court decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.courts.law import due, period_rule, period_rules
from tongban.face.articles import cited
from tongban.face.parts import Task
from tongban.face.presentation import day, is_chinese, moment
from tongban.face.refusals import problem
from tongban.face.requests import CourtRequest
from tongban.kernel.periods import Due, PeriodRule, RuleState
from tongban.kernel.provision import provisions
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.calculators import DUE_KINDS, PeriodForm, PeriodSearch


@require_safe
@open_to(Audience.PUBLIC)
def index(request: CourtRequest) -> HttpResponse:
    """The questions that people have before they know any law."""
    return render(request, "portal/law.html")


@require_safe
@open_to(Audience.PUBLIC)
def periods(request: CourtRequest) -> HttpResponse:
    """All periods of the table, folded by their law; or those that plain words find."""
    form = PeriodSearch(request.GET or None)
    words = form.cleaned_data["words"].lower().split() if form.is_valid() else []
    rules = sorted(period_rules().values(), key=lambda rule: rule.term)
    found = [rule for rule in rules if rule.state is RuleState.LIVE and all(word in _sayings(rule) for word in words)]
    groups = [("", found)] if words else _by_law(found)
    context = {"form": form, "groups": [(law, [_door(rule) for rule in rules]) for law, rules in groups]}
    return render(request, "portal/law_periods.html", context | {"count": len(found)})


def _by_law(rules: Iterable[PeriodRule]) -> list[tuple[str, list[PeriodRule]]]:
    """Periods under the law that each is taken from first, the law with most of them before the others."""
    shelves: dict[str, list[PeriodRule]] = {}
    for rule in rules:
        shelves.setdefault(provisions(rule.article)[0].instrument, []).append(rule)
    ordered = sorted(shelves.items(), key=lambda shelf: -len(shelf[1]))
    return [(cited(instrument), held) for instrument, held in ordered]


def _door(rule: PeriodRule) -> Task:
    return Task(_name(rule), "optional", reverse("portal:law_period", args=[rule.id]), rule.article)


@require_safe
@open_to(Audience.PUBLIC)
def period(request: CourtRequest, rule_id: str) -> HttpResponse:
    """One period: from which day it starts, when it ends, and why."""
    rule = period_rule(rule_id)
    if isinstance(rule, Refusal):
        raise Http404
    asked = bool(request.GET)
    form = PeriodForm(rule, request.GET if asked else None)
    found = _found(form) if asked and form.is_valid() else None
    chinese = is_chinese(get_language())
    context = {
        "rule": rule,
        "name": _name(rule),
        "starts_with": rule.start_event_zh if chinese else rule.start_event,
        "effect": rule.effect_zh if chinese else rule.effect,
        "form": form,
        "answer": _told(found) if found else None,
    }
    if found and form.done:
        late = form.late(found)
        context |= {"in_time": late is None, "late": problem(late) if late else None}
    return render(request, "portal/law_period.html", context, status=422 if asked and not found else 200)


def _found(form: PeriodForm) -> Due | None:
    """When the period ends; None when that was refused, with the reasons beside their questions."""
    readings = form.readings
    found = readings if isinstance(readings, Refusal) else due(form.rule.id, form.start, None, form.incidents, readings)
    if isinstance(found, Refusal):
        form.find(found)
        return None
    return found


def _told(found: Due) -> dict[str, object]:
    """An answer as the page shows it."""
    return {
        "due": _when(found.due),
        "kind": DUE_KINDS[found.kind],
        "provisional": found.provisional,
        "article": found.article,
        "steps": found.steps,
        "late_after": _when(found.late_after) if found.late_after != found.due else "",
    }


def _when(value: date | datetime) -> str:
    language = get_language() or "zh-hans"
    return moment(value, language) if isinstance(value, datetime) else day(value, language, weekday=True)


def _name(rule: PeriodRule) -> str:
    return rule.term if is_chinese(get_language()) else rule.name


def _sayings(rule: PeriodRule) -> str:
    told = (rule.id, rule.term, rule.name, rule.article, rule.start_event, rule.effect)
    return " ".join((*told, rule.start_event_zh, rule.effect_zh)).lower()


urls = [
    path("law/", index, name="law"),
    path("law/periods/", periods, name="law_periods"),
    path("law/periods/<slug:rule_id>/", period, name="law_period"),
]
