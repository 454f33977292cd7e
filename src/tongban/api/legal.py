"""The law for anybody, without a token: periods, fees, venue, numbers, causes, procedures.

The same questions, answers and keys as `tongban law ... --json`; texts in the language of Accept-Language.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from tongban.api import legal_schemas as out
from tongban.api.keys import known_keys_only
from tongban.api.problems import problem
from tongban.api.schemas import ProblemOut
from tongban.cases.law import PROCEDURES, procedure_named, role_named, stage_named
from tongban.courts.law import VENUE_FACTS, cause_on, causes_on, period_rule, question_from, read_number, search
from tongban.face.legal.causes import cause_data, hit_data
from tongban.face.legal.fees import AMOUNTS, FeeQuestion, fee_asked, fee_told, kinds_data
from tongban.face.legal.incidents import Befell
from tongban.face.legal.numbers import case_type_rows, number_data
from tongban.face.legal.periods import PeriodQuestion, all_versions, period_asked, rule_data
from tongban.face.legal.procedures import procedure_data, procedures_data
from tongban.face.legal.told import Told
from tongban.face.legal.venue import VENUE_EXAMPLE, facts_in, venue_told
from tongban.face.requests import CourtRequest
from tongban.face.sayings import refusal_data
from tongban.fees.vocabulary import Halving, Reading
from tongban.kernel.casenumber import LAW, find_numbers
from tongban.kernel.refusal import Refusal, Refused

router = Router()
router.add_decorator(known_keys_only)
_NO = {422: ProblemOut}
_UNKNOWN = {404: ProblemOut, 422: ProblemOut}
Asked = dict[str, Any] | HttpResponse
_LONGEST_TEXT = 100_000


def _answered(told: Told | Refusal | tuple[Refusal, ...]) -> Asked:
    """An answer with its steps, or all reasons why there is none."""
    return told.whole if isinstance(told, Told) else _refused(told)


def _refused(told: Refusal | tuple[Refusal, ...], status: int = 422) -> HttpResponse:
    return problem(Refused(told), status=status)


@router.get("/deadlines", response=out.RulesOut, summary="All periods")
def deadlines(request: CourtRequest) -> Asked:
    """Every version of every period of the table, with its article, its start event and its effect."""
    del request
    return {"rules": [rule_data(rule) for rule in all_versions()]}


class Happened(Schema):
    """What starts a period, and what befell it, written as on the command line."""

    start: str = Field("", description="Day or moment of the event that starts it", examples=["2026-02-01"])
    travel: str | None = Field(None, description="Days on the road (在途时间)")
    exclude: list[str] = Field([], description="FROM..TO=GROUND: days that do not count (扣除)")
    suspend: list[str] = Field([], description="FROM..TO=GROUND: days on which it stood still (中止)")
    restart: list[str] = Field([], description="DATE=GROUND: it starts anew (中断)")
    extend: list[str] = Field([], description="AMOUNT-UNIT@DATE=APPROVER: an extension (延长)")
    restore: list[str] = Field([], description="FROM..TO=APPLIED: an obstacle for which it was restored")
    outage: list[str] = Field([], description="FROM..TO=RECORD: an outage of the platform")
    reading: list[str] = Field([], description="NAME=CHOICE: how the court reads what the law leaves open")
    handed_in: str | None = Field(None, description="Was it in time, handed in then?")
    posted: str | None = Field(None, description="The post-mark of what was handed in")


@router.get("/deadlines/{rule_id}", response={200: out.DueOut, **_UNKNOWN}, exclude_unset=True, summary="Until when")
def deadline(request: CourtRequest, rule_id: str, asked: Query[Happened]) -> Asked:
    """The last day (or the first, or the target), with every step of the count."""
    del request
    known = period_rule(rule_id)
    if isinstance(known, Refusal):
        return _refused(known, 404)
    many = {name: tuple(getattr(asked, name)) for name in ("exclude", "suspend", "restart", "extend", "restore")}
    befell = Befell(travel=asked.travel, outage=tuple(asked.outage), **many)
    question = PeriodQuestion(
        rule_id, asked.start, befell, tuple(asked.reading), handed_in=asked.handed_in, posted=asked.posted
    )
    return _answered(period_asked(question))


@router.get("/fee-kinds", response=out.FeeKindsOut, summary="All kinds of fees")
def fee_kinds(request: CourtRequest) -> Asked:
    """What may be asked for under `kind`, and whether an amount or a local figure is needed."""
    del request
    return {"kinds": kinds_data()}


class FeeAsked(Schema):
    """What a fee is asked for; amounts in yuan, digits as 186500 or 186,500.00."""

    kind: str = Field("", description="A kind of /fee-kinds, or its Chinese name", examples=["property"])
    amount: str | None = Field(None, examples=["186500"])
    property: str | None = Field(None, description="Property divided in a divorce")
    damages: str | None = Field(None, description="Damages claimed beside a right of the person")
    local: str | None = Field(None, description="The local figure, where the law gives a range")
    changed_from: str | None = Field(None, description="The amount before the claim was changed")
    appealed_amount: str | None = Field(None, description="What an appeal contests")
    halve: list[str] = Field([], description="Reasons to halve, which happens once: " + ", ".join(Halving))
    reading: list[str] = Field([], description="The court's choice where the law is open: " + ", ".join(Reading))
    currency: str = "CNY"
    rate: str | None = Field(None, description="Yuan for one unit of that currency")
    late: bool = Field(False, description="Reduced after the end of the court's inquiry")
    on: str | None = Field(None, description="When the court took the case; else the tariff now in force")


@router.get("/fees", response={200: out.FeeOut, **_NO}, exclude_unset=True, summary="What it costs")
def fees(request: CourtRequest, asked: Query[FeeAsked]) -> Asked:
    """The fee with its lines, or the range within which the province or the court fixes it."""
    del request
    typed = {name: getattr(asked, name) for name in AMOUNTS}
    question = FeeQuestion(
        kind=asked.kind,
        amounts={name: text for name, text in typed.items() if text is not None},
        halve=tuple(asked.halve),
        readings=tuple(asked.reading),
        currency=asked.currency,
        rate=asked.rate,
        late=asked.late,
        on=asked.on,
    )
    found = fee_asked(question)
    return _refused(found) if isinstance(found, Refusal) else _answered(fee_told(found))


_FACTS = {
    "type": "object",
    "properties": {key: {"description": text} for key, text in VENUE_FACTS.items()},
    "example": VENUE_EXAMPLE,
}


@router.post(
    "/venue",
    response={200: out.VenueOut, **_NO},
    exclude_unset=True,
    summary="Which courts may take a case",
    openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _FACTS}}}},
)
def venue(request: CourtRequest) -> Asked:
    """Courts with their reasons, best first, and the grounds that fell away. Nothing is stored."""
    facts = facts_in(request.body, "-")
    if isinstance(facts, Refusal):
        return _refused(facts)
    question = question_from(facts, today=_today(request))
    return _refused(question) if isinstance(question, tuple) else _answered(venue_told(question))


def _today(request: CourtRequest) -> date:
    return timezone.localtime(request.at).date()


@router.get("/numbers", response={200: out.NumbersOut, **_NO}, exclude_unset=True, summary="What case numbers say")
def numbers(
    request: CourtRequest, text: Annotated[str, Query(max_length=_LONGEST_TEXT, examples=["(2026)渝0103民初1号"])] = ""
) -> Asked:
    """Every case number of the text, with its court and its type, or why it is none."""
    del request
    found = find_numbers(text)
    if not found:
        return _refused(Refusal("case_number.none_in_text", f"{LAW} 1-3", ("text",)))
    rows = []
    for each in found:
        place = {"start": each.start, "end": each.end, "typed": each.typed}
        if isinstance(each.answer, Refusal):
            rows.append({**place, "refused": refusal_data(each.answer)})
        else:
            rows.append({**place, **number_data(read_number(each.answer))})
    return {"numbers": rows}


@router.get("/case-types", response=out.CaseTypesOut, summary="The types of cases")
def types(request: CourtRequest, words: Annotated[str, Query(max_length=200)] = "") -> Asked:
    """All type codes with the characters that stand in a case number; with `words`, those that hold them."""
    del request
    return {"types": case_type_rows(words.split())}


@router.get("/causes", response={200: out.CausesOut, **_NO}, summary="Find a cause of action")
def causes(
    request: CourtRequest,
    q: Annotated[str, Query(description="Everyday words, pinyin or initials", examples=["借钱不还"])] = "",
    on: Annotated[date | None, Query(description="Day of intake; else the list of today")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> Asked:
    """The causes that fit, best first, each with why it was found."""
    day = on or _today(request)
    found = search(q, day, limit=limit)
    if isinstance(found, Refusal):
        return _refused(found)
    return {"causes": [hit_data(hit, day) for hit in found]}


@router.get("/causes/{code}", response={200: out.CauseOut, **_UNKNOWN}, summary="One cause of action")
def cause(request: CourtRequest, code: str, on: date | None = None) -> Asked:
    """Its name, its path in the list, and the causes below it."""
    day = on or _today(request)
    listed = causes_on(day)
    if isinstance(listed, Refusal):
        return _refused(listed)
    found = cause_on(code.replace("（", "(").replace("）", ")"), day)
    return _refused(found, 404) if isinstance(found, Refusal) else cause_data(found, day)


@router.get("/procedures", response=out.ProceduresOut, summary="All procedures")
def procedures(request: CourtRequest) -> Asked:
    """The procedures of the law."""
    del request
    return {"procedures": procedures_data()}


@router.get("/procedures/{name}", response={200: out.ProcedureOut, **_UNKNOWN}, summary="One procedure as a table")
def procedure(request: CourtRequest, name: str, stage: str = "", role: str = "") -> Asked:
    """Stages, what may be done at each, by whom, under which article; with `stage` or `role` only that part."""
    del request
    found = procedure_named(name, PROCEDURES)
    if isinstance(found, Refusal):
        return _refused(found, 404)
    at = stage_named(stage, found) if stage else None
    by = role_named(role) if role else None
    wrong = tuple(each for each in (at, by) if isinstance(each, Refusal))
    if wrong:
        return _refused(wrong)
    return procedure_data(found, None if at is None else (at,), by)  # type: ignore[arg-type]  # neither is refused
