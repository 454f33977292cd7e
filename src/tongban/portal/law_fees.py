"""Ask the law what it costs: first what the fee is for, then the amounts that this kind needs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tongban.access.audience import Audience, open_to
from tongban.face.legal.fees import Answered, FeeQuestion, fee_asked, fee_told
from tongban.face.parts import Column, Row, Table, Task, TaskGroup
from tongban.face.presentation import grouped, money, quotient
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.fees.law import kind_named, tariff
from tongban.fees.vocabulary import Bill, ChangeAnswer, FeeKind, FeeRange
from tongban.fees.wording import FEE_KINDS
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.portal.forms.law_fees import (
    BETWEEN,
    CAPTION,
    CHANGES,
    COLUMNS,
    FLAT,
    GROUPS,
    LINES,
    OVER,
    UPTO,
    FeeForm,
    KindForm,
)
from tongban.portal.forms.sections import first_large


@require_safe
@open_to(Audience.PUBLIC)
def fees(request: CourtRequest) -> HttpResponse:
    """The kinds of fees, or one kind with its question and its answer."""
    kind = kind_named(request.GET.get("kind", ""))
    if isinstance(kind, Refusal):
        return _choose(request, kind)
    asked = len(request.GET) > 1 or FeeForm(kind, None).needs_nothing
    form = FeeForm(kind, request.GET if asked else None)
    question = form.question if asked and form.is_valid() else None
    found = fee_asked(question) if isinstance(question, FeeQuestion) else question
    if isinstance(found, Refusal):
        form.find([found])
        found = None
    context = {"form": form, "kind": kind, "name": FEE_KINDS[kind], "article": tariff().items[kind].article}
    context |= {"answer": _told(found) if found else None}
    return render(request, "portal/law_fee.html", context, status=422 if asked and not found else 200)


def _choose(request: CourtRequest, refused: Refusal) -> HttpResponse:
    """The list of kinds; loose words lead to those that may be meant, one that means none is refused."""
    asked = bool(request.GET.get("kind"))
    form = KindForm(request.GET if asked else None)
    near = [FeeKind(word) for word in dict(refused.facts).get("near_kinds", "").split("、") if word and asked]
    if asked and not near:
        attach_refusals(form, [refused])
    context = {"form": form, "near": [(kind, first_large(FEE_KINDS[kind])) for kind in near], "groups": _kinds()}
    return render(request, "portal/law_fees.html", context, status=422 if asked and not near else 200)


def _kinds() -> list[TaskGroup]:
    """All kinds of the tariff, by the article that names them."""
    groups: dict[str, list[Task]] = {key: [] for key in GROUPS}
    for kind, item in tariff().items.items():
        number = item.article.removeprefix("交纳办法 ").partition("(")[0]
        task = Task(str(FEE_KINDS[kind]), "optional", f"{reverse('portal:law_fees')}?kind={kind.value}", item.article)
        groups[number if number in groups else ""].append(task)
    return [TaskGroup(str(GROUPS[key]), tasks) for key, tasks in groups.items()]


def _told(found: Answered) -> dict[str, Any]:
    """An answer as the page shows it."""
    language = get_language() or "zh-hans"
    told = fee_told(found)
    shown: dict[str, Any] = {"steps": found.steps, "articles": told.data["articles"]}
    if isinstance(found, FeeRange):
        return shown | {"result": f"{money(found.low, language)} – {money(found.high, language)}", "is_range": True}
    if isinstance(found, Bill):
        bills = [(name, owed, told.data["fees"][place]) for place, (name, owed) in enumerate(found.lines)]
        return shown | {
            "result": money(found.total, language),
            "steps": told.steps,
            "bills": [
                (name, money(owed.payable, language), _breakdown(data["breakdown"], owed.payable.currency, of=name))
                for name, owed, data in bills
            ],
        }
    fee = found.fee if isinstance(found, ChangeAnswer) else found
    changed = []
    if isinstance(found, ChangeAnswer):
        parts = {"top_up": found.top_up, "refund": found.refund, "borne": found.borne}
        changed = [(CHANGES[name], money(amount, language)) for name, amount in parts.items() if amount.minor]
    return shown | {
        "result": money(fee.payable, language),
        "changed": changed,
        "table": _breakdown(told.data["breakdown"], fee.payable.currency),
    }


def _breakdown(lines: list[dict[str, Any]], currency: str, *, of: str = "") -> Table | None:
    """The lines of a fee, which add up to it; none where there is nothing to pay. `of`: who pays it."""
    rows = []
    for line in lines:
        band = line["line"] == "band"
        part = grouped(Money(line["part_fen"], currency)) if band else "—"
        rate = (_percent(line["rate"]) if line["rate"] else str(FLAT)) if band else "—"
        what = _band(line, currency) if band else str(LINES[line["line"]])
        rows.append(Row([what, part, rate, _yuan(line["fee"])]))
    columns = [Column(str(label), numeric=number > 0) for number, label in enumerate(COLUMNS)]
    return Table(f"{CAPTION} · {of}" if of else str(CAPTION), columns, rows) if rows else None


def _band(line: Mapping[str, Any], currency: str) -> str:
    ends = {
        key: grouped(Money(line[f"{key}_fen"], currency)).removesuffix(".00")
        for key in ("over", "upto")
        if line[f"{key}_fen"]
    }
    pattern = {("over", "upto"): BETWEEN, ("over",): OVER, ("upto",): UPTO}.get(tuple(ends), LINES["start"])
    return str(pattern) % ends if ends else str(pattern)


def _yuan(exact: str) -> str:
    """Exact yuan in groups of three; what no decimal can write, a third for instance, as a division."""
    return quotient(exact) if "/" in exact else f"{Decimal(exact):,}"


def _percent(rate: str) -> str:
    """A rate as people read it: 0.025 is 2.5%."""
    return f"{(Decimal(rate) * 100).normalize():f}%"


urls = [path("law/fees/", fees, name="law_fees")]
