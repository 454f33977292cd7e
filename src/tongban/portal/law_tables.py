"""Ask the lists of the law: what a case number says, which cause of action it is, how a procedure runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.cases.law import PROCEDURES
from tongban.courts.law import cause_on, causes_on, children, read_number, search
from tongban.courts.law import path as path_of
from tongban.courts.wording import COURT_LEVELS, period_name
from tongban.face.legal.causes import hit_data
from tongban.face.legal.numbers import case_type_rows
from tongban.face.legal.procedures import procedure_data, procedures_data
from tongban.face.parts import Answer, Column, Row, Table
from tongban.face.presentation import is_chinese
from tongban.face.refusals import attach_refusals, problem
from tongban.face.requests import CourtRequest
from tongban.face.sayings import step_text
from tongban.face.tags.parts import law_ref
from tongban.kernel.casenumber import LAW, CaseNumber, find_numbers, parse
from tongban.kernel.refusal import Refusal
from tongban.portal.filing import today
from tongban.portal.forms.law_tables import (
    ARROW,
    BEGINS,
    INTO,
    IS_OVER,
    NUMBER_LABELS,
    PROCEDURE_COLUMNS,
    STAGE_CAPTION,
    TYPE_CAPTION,
    TYPE_COLUMNS,
    UNKNOWN,
    CauseForm,
    NumberForm,
    TypeForm,
)

_LONGEST = 10_000


@require_safe
@open_to(Audience.PUBLIC)
def numbers(request: CourtRequest) -> HttpResponse:
    """What a case number says, or the numbers of a text."""
    asked = "text" in request.GET
    form = NumberForm(request.GET if asked else None)
    found: list[dict[str, Any]] = []
    if asked and form.is_valid():
        typed = form.cleaned_data["text"][:_LONGEST]
        read = [each.answer for each in find_numbers(typed)] or [parse(typed)]
        found = [_number(number) for number in read if isinstance(number, CaseNumber)]
        attach_refusals(form, [number for number in read if isinstance(number, Refusal)])
    context = {"form": form, "numbers": found, "article": LAW}
    return render(request, "portal/law_numbers.html", context, status=422 if asked and not found else 200)


def _number(number: CaseNumber) -> dict[str, Any]:
    reading = read_number(number)
    court, names = reading.court, "、".join(row.name for row in reading.types)
    told = {
        "year": number.year,
        "court": f"{court.name} ({number.court})" if court else f"{number.court}: {UNKNOWN}",
        "level": COURT_LEVELS[court.level] if court else "",
        "special": number.special,
        "type": f"{number.type_chars} {names or UNKNOWN}",
        "serial": number.serial,
        "derived": number.derived or "",
    }
    answers = [Answer(str(NUMBER_LABELS[key]), value) for key, value in told.items() if value != ""]
    return {"number": number, "answers": answers, "doubts": [problem(doubt) for doubt in reading.doubts]}


@require_safe
@open_to(Audience.PUBLIC)
def types(request: CourtRequest) -> HttpResponse:
    """The types of cases with the characters that stand in a number."""
    form = TypeForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = [Row([row["characters"] or "—", row["name"], row["code"]]) for row in case_type_rows(words.split())]
    table = Table(str(TYPE_CAPTION) % {"n": len(found)}, [Column(str(label)) for label in TYPE_COLUMNS], found)
    return render(request, "portal/law_types.html", {"form": form, "table": table, "article": f"{LAW} 7"})


@require_safe
@open_to(Audience.PUBLIC)
def causes(request: CourtRequest) -> HttpResponse:
    """Causes found by everyday words; without words the heads of the list."""
    day, asked = today(request), "q" in request.GET
    form = CauseForm(request.GET if asked else None)
    found = search(form.cleaned_data["q"], day) if asked and form.is_valid() else None
    if isinstance(found, Refusal):
        attach_refusals(form, [found])
        found = None
    context = {"form": form, "hits": [hit_data(hit, day) | {"why": step_text(hit.why)} for hit in found or ()]}
    if not asked:
        listed = causes_on(day)
        context["heads"] = [] if isinstance(listed, Refusal) else [cause for cause in listed if not cause.parent]
    return render(request, "portal/law_causes.html", context, status=422 if asked and not found else 200)


@require_safe
@open_to(Audience.PUBLIC)
def cause(request: CourtRequest, code: str) -> HttpResponse:
    """One cause: where it stands in the list, and what stands below it."""
    day = today(request)
    found = cause_on(code, day)
    if isinstance(found, Refusal):
        raise Http404
    line = path_of(found, day)
    return render(
        request, "portal/law_cause.html", {"cause": found, "above": line[:-1], "below": children(found.code, day)}
    )


@require_safe
@open_to(Audience.PUBLIC)
def procedures(request: CourtRequest) -> HttpResponse:
    """All procedures."""
    return render(request, "portal/law_procedures.html", {"procedures": procedures_data()})


@require_safe
@open_to(Audience.PUBLIC)
def procedure(request: CourtRequest, name: str) -> HttpResponse:
    """One procedure: at each stage, what may be done, by whom, under which article; and where each act leads."""
    found = PROCEDURES.get(name)
    if found is None:
        raise Http404
    told = procedure_data(found)
    context = {
        "procedure": told,
        "starts": [_period(rule) for rule in found.starts],
        "stages": [(stage, _table(stage)) for stage in told["stages"]],
        "drawing": [line for stage in told["stages"] for line in _drawn(stage)],
    }
    return render(request, "portal/law_procedure.html", context)


def _table(stage: Mapping[str, Any]) -> Table:
    columns = [Column(str(label)) for label in PROCEDURE_COLUMNS]
    caption = str(STAGE_CAPTION) % {"stage": stage["says"]}
    return Table(caption, columns, [_act(act) for act in stage["acts"]])


def _act(act: Mapping[str, Any]) -> Row:
    """One line of a stage; an act under an article opens its words."""
    periods = [str(BEGINS) % {"period": _period(rule)["name"]} for rule in act["starts"]]
    periods += [str(IS_OVER) % {"period": _period(rule)["name"]} for rule in act["ends"]]
    return Row(
        [
            act["says"],
            _joined(role["says"] for role in act["by"]),
            _joined(need["says"].rstrip(".。") for need in act["needs"]) or "—",
            _leads_to(act),
            _joined(periods) or "—",
            law_ref(act["law"]),
        ]
    )


def _joined(words: Iterable[str]) -> str:
    return ("；" if is_chinese(get_language()) else "; ").join(words)


def _leads_to(act: Mapping[str, Any]) -> str:
    if not act["into"]:
        return str(act["to"]["says"])
    into = next(row["says"] for row in procedures_data() if row["name"] == act["into"])
    return str(INTO) % {"procedure": into, "stage": act["to"]["says"]}


def _drawn(stage: Mapping[str, Any]) -> list[str]:
    return [
        str(ARROW) % {"stage": stage["says"], "act": act["says"], "target": _leads_to(act)} for act in stage["acts"]
    ]


def _period(rule: str) -> dict[str, str]:
    return {"name": period_name(rule), "href": reverse("portal:law_period", args=[rule])}


urls = [
    path("law/numbers/", numbers, name="law_numbers"),
    path("law/numbers/types/", types, name="law_types"),
    path("law/causes/", causes, name="law_causes"),
    path("law/causes/<str:code>/", cause, name="law_cause"),
    path("law/procedures/", procedures, name="law_procedures"),
    path("law/procedures/<slug:name>/", procedure, name="law_procedure"),
]
