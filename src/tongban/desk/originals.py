"""The file of a case on both sides: what lies on paper, what is online, what was compared (在线诉讼规则 12, 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tongban.access.vocabulary import Layer
from tongban.cases.queries.numbers import numbers_of
from tongban.cases.vocabulary import CaseView
from tongban.desk.evidence import own_case
from tongban.desk.forms.originals import ComparisonForm, CureForm, DocumentRequestForm
from tongban.desk.frame import DeskRequest, conducts, roles_in, staff_page, tried
from tongban.desk.papers import items_table
from tongban.desk.wording import pages
from tongban.desk.wording import papers as words
from tongban.documents.queries import documents_of, found_in_text
from tongban.documents.vocabulary import DocumentView
from tongban.dossier.actions.originals import compare, cure_document, note_brought, require_document
from tongban.dossier.queries import comparisons_seen_by, items_of_case, requests_on_court, requests_seen_by
from tongban.dossier.vocabulary import ItemStage, ItemView
from tongban.dossier.wording import OUTCOMES, WAYS
from tongban.dossier.wording.originals import CURES, REPLIES, REQUEST_STAGES, TRIGGERS
from tongban.evidence.queries import exhibits_seen_by
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import case_number, day
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role

_COURT = (Role.CLERK, Role.JUDGE)


class _File:
    """What the pages show and choose from: documents, exhibits, things in the store."""

    def __init__(self, request: DeskRequest, view: CaseView) -> None:
        self.view = view
        self.documents = [d for d in documents_of(request.viewer, case=view.uid) if d.newest]
        self.handed_in = {d.uid for d in self.documents if d.label.layer is Layer.HANDED_IN}
        self.items = items_of_case(request.viewer, view.uid)
        self.exhibits = {e.uid: f"{e.number} {e.title}" for e in exhibits_seen_by(request.viewer, view.uid)}
        self.titles = self.exhibits | {d.uid: d.title for d in self.documents}

    @property
    def choices(self) -> list[tuple[str, object]]:
        """The documents to choose from."""
        return [(str(d.uid), d.title) for d in self.documents]

    @property
    def others(self) -> list[tuple[str, object]]:
        """The same without files of exhibits, whose form is audited on the page of exhibits."""
        return [(str(d.uid), d.title) for d in self.documents if d.subject not in self.exhibits]


@require_safe
@staff_page()
def originals(request: DeskRequest, case: UUID) -> HttpResponse:
    """Every document of the case with its original: where that lies, whether both were compared; and what was asked."""
    return _show(request, own_case(request, case))


@require_POST
@staff_page(*_COURT)
def original_compare(request: DeskRequest, case: UUID) -> HttpResponse:
    """Note what a comparison showed."""
    view = own_case(request, case)
    form = _compare_form(_File(request, view), request)

    def do(told: dict[str, Any], by: Actor) -> None:
        item = UUID(told["item"]) if told["item"] else None
        said = {name: told[name] for name in ("outcome", "way", "where")}
        compare(case, UUID(told["document"]), **said, item=item, by=by, at=request.at)

    return _act(request, view, "compare", form, do)


@require_POST
@staff_page(*_COURT)
def original_require(request: DeskRequest, case: UUID) -> HttpResponse:
    """Require the original of a document that is no exhibit."""
    view = own_case(request, case)
    form = _request_form(_File(request, view), request)

    def do(told: dict[str, Any], by: Actor) -> None:
        document, party = UUID(told["document"]), UUID(told["party"])
        require_document(case, document, party, form.demand(), by=by, at=request.at)

    return _act(request, view, "require", form, do)


@require_POST
@staff_page(Role.JUDGE)
def original_cure(request: DeskRequest, case: UUID) -> HttpResponse:
    """Hold that a document that is no exhibit counts as the original."""
    view = own_case(request, case)
    form = CureForm(_File(request, view).others, request.POST, auto_id="id_cure_%s")

    def do(told: dict[str, Any], by: Actor) -> None:
        cure_document(case, UUID(told["document"]), told["cure"], by=by, at=request.at)

    return _act(request, view, "cure", form, do, role=Role.JUDGE)


@require_POST
@staff_page(*_COURT)
def original_brought(request: DeskRequest, case: UUID, asked: UUID) -> HttpResponse:
    """The original that was required is here."""
    view = own_case(request, case)
    _none, refusals = tried(lambda: note_brought(case, asked, by=_actor(request, view), at=request.at))
    return _show(request, view, refusals=refusals) if refusals else _done(request, case)


def _act(
    request: DeskRequest,
    view: CaseView,
    name: str,
    form: forms.Form,
    do: Callable[[dict[str, Any], Actor], None],
    *,
    role: Role | None = None,
) -> HttpResponse:
    """One act by its form; the page again when something stands in the way."""
    if form.is_valid():
        _none, refusals = tried(lambda: do(form.cleaned_data, _actor(request, view, role)))
        if not refusals:
            return _done(request, view.uid)
        attach_refusals(form, refusals)
    return _show(request, view, bound={name: form})


def _done(request: DeskRequest, case: UUID) -> HttpResponse:
    messages.success(request, str(words.NOTED))
    return redirect("desk:originals_case", case=case)


def _actor(request: DeskRequest, view: CaseView, role: Role | None = None) -> Actor:
    held = roles_in(request, view.court, view.uid)
    return request.act_as((role or next((one for one in held if one in _COURT), Role.CLERK)).value, view.court)


def _compare_form(file: _File, request: DeskRequest | None = None) -> ComparisonForm:
    held = [one for one in file.items if one.stage is ItemStage.HELD]
    items = [(str(one.uid), f"{one.title}（{one.place}）") for one in held]
    return ComparisonForm(file.choices, items, request.POST if request else None, auto_id="id_compare_%s")


def _request_form(file: _File, request: DeskRequest | None = None) -> DocumentRequestForm:
    parties = [(str(p.uid), f"{p.side.term} {p.name}") for p in file.view.parties]
    return DocumentRequestForm(file.others, parties, request.POST if request else None, auto_id="id_require_%s")


def _show(
    request: DeskRequest,
    view: CaseView,
    *,
    refusals: tuple[Refusal, ...] = (),
    bound: Mapping[str, forms.Form] = MappingProxyType({}),
) -> HttpResponse:
    file = _File(request, view)
    held = roles_in(request, view.court, view.uid)
    compared = comparisons_seen_by(request.viewer, view.uid)
    typed = request.GET.get("q", "")[:80]
    hits = found_in_text(request.viewer, view.uid, typed)
    names = names_of({one.by for one in compared.values() if one.by})
    context = {
        "case": view,
        "typed": typed,
        "hits": [(file.titles[uid], uid, page) for uid, page in hits if uid in file.titles],
        "lines": [_line(d, file.items, compared, names) for d in file.documents],
        "alone": items_table([one for one in file.items if one.document is None], caption=str(words.NOT_SCANNED)),
        "between": [one for one in file.items if one.document in file.handed_in] if Role.CLERK in held else [],
        "requests": _requests(request, file),
        "forms": bound,
        "compare": bound.get("compare") or _compare_form(file),
        "require": bound.get("require") or _request_form(file),
        "cure": (bound.get("cure") or CureForm(file.others, auto_id="id_cure_%s")) if Role.JUDGE in held else None,
        "may_act": bool(set(held) & set(_COURT)) and bool(file.documents),
        "conducts": conducts(request, view.court),
        "problems": problems(refusals),
    }
    return render(request, "desk/originals.html", context, status=422 if bound or refusals else 200)


def _line(
    document: DocumentView, items: list[ItemView], compared: dict[UUID, Any], names: dict[UUID, str]
) -> dict[str, Any]:
    found = compared.get(document.uid)
    return {
        "document": document,
        "items": [one for one in items if one.document == document.uid or (found and one.uid == found.item)],
        "compared": found,
        "outcome": OUTCOMES[found.outcome] if found else "",
        "way": WAYS[found.way] if found else "",
        "by": names.get(found.by, "") if found else "",
        "old": bool(found and document.newest and found.version != document.newest.uid),
    }


def _requests(request: DeskRequest, file: _File) -> list[dict[str, Any]]:
    parties = {p.uid: f"{p.side.term} {p.name}" for p in file.view.everybody}
    return [
        {
            "asked": one,
            "title": file.titles[one.subject],
            "party": parties.get(one.party, ""),
            "ground": TRIGGERS[one.trigger],
            "stage": REQUEST_STAGES[one.stage],
            "reply": REPLIES[one.reply] if one.reply else "",
            "cure": CURES[one.cure] if one.cure else "",
        }
        for one in requests_seen_by(request.viewer, file.view.uid)
        if one.subject in file.titles
    ]


def requests_table(request: DeskRequest) -> Table:
    """For the inbox: the requests on which the court has to go on."""
    today = timezone.localtime(request.at).date()
    found = requests_on_court(request.viewer, request.desk.court, today)
    numbers = numbers_of(one.case for one in found if one.case)
    rows = [
        Row(
            (
                case_number(numbers.get(one.case, "")),
                REPLIES[one.reply] if one.reply else REQUEST_STAGES[one.stage],
                day(one.until),
            ),
            href=reverse("desk:originals_case", args=[one.case]),
            state="overdue" if one.until < today else "",
        )
        for one in found
        if one.case
    ]
    heads = (pages.CASE, words.SAID, words.LAST_DAY)
    return Table(
        str(words.REQUESTS) % {"n": len(rows)}, [Column(str(head)) for head in heads], rows, str(words.NO_REQUESTS)
    )


urls = [
    path("cases/<uuid:case>/originals", originals, name="originals_case"),
    path("cases/<uuid:case>/originals/compare", original_compare, name="original_compare"),
    path("cases/<uuid:case>/originals/require", original_require, name="original_require"),
    path("cases/<uuid:case>/originals/cure", original_cure, name="original_cure"),
    path("cases/<uuid:case>/originals/<uuid:asked>/brought", original_brought, name="original_brought"),
]
