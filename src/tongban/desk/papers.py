"""Papers at the counter: taken against a receipt (CPL 69), found again, moved, lent, returned; nobody needs a phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.cases.queries import case_by_uid
from tongban.cases.queries.numbers import case_numbered
from tongban.courts.queries import court_name
from tongban.desk.forms.papers import TakeForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.paper_drafts import questions_of
from tongban.desk.wording import papers as words
from tongban.dossier.actions.custody import move_item, put_to_case, take_papers
from tongban.dossier.law import ITEM, LEAVES
from tongban.dossier.queries import item_seen_by, items_at, items_of, receipt_seen_by
from tongban.dossier.vocabulary import ItemAct, ItemStage, ItemView
from tongban.dossier.wording import ITEM_ACTS, RECEIVED
from tongban.dossier.wording.originals import ITEM_STAGES, counted
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import attach_refusals, problems
from tongban.face.tags.values import moment
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of, person_by_uid
from tongban.people.vocabulary import Role

_KEEPERS = (Role.CLERK, Role.JUDGE)


@require_safe
@staff_page(*_KEEPERS)
def papers(request: DeskRequest) -> HttpResponse:
    """What was handed over at the court and is kept, lent or returned; found by words of name or place."""
    shown = request.GET.get("show", ItemStage.HELD.value)
    if shown not in set(ItemStage):
        raise Http404
    typed = request.GET.get("q", "")[:80]
    found = items_at(request.viewer, request.desk.court, stage=ItemStage(shown), words=typed)
    choices = [(one.value, ITEM_STAGES[one], one == shown) for one in ItemStage]
    caption = str(words.PAPERS) % {"n": len(found)}
    context = {"table": items_table(found, caption=caption), "choices": choices, "typed": typed, "shown": shown}
    context["may_scan"] = Role.CLERK in request.desk.roles
    return render(request, "desk/papers.html", context)


def items_table(items: list[ItemView], *, caption: str) -> Table:
    """Things that were handed over, each with the place where it is."""
    holders = names_of({one.holder for one in items if one.holder})
    rows = [
        Row(
            (
                one.title,
                counted(one.form, one.pages, one.copies),
                ITEM_STAGES[one.stage],
                one.place,
                holders.get(one.holder, "") if one.holder else "",
                moment(one.since),
            ),
            href=reverse("desk:paper_item", args=[one.uid]),
        )
        for one in items
    ]
    heads = (words.ITEM, words.WHAT, words.STANDS, words.PLACE, words.FROM, words.SINCE)
    return Table(caption, [Column(str(head)) for head in heads], rows, str(words.NO_PAPERS))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.CLERK)
def take(request: DeskRequest, person: UUID) -> HttpResponse:
    """Take what a person hands over, for a running case or a filing to come; the answer is the slip to print."""
    view = person_by_uid(person)
    if view is None or view.platform != settings.TONGBAN.slug:
        raise Http404
    form = TakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        uid, refusals = tried(lambda: _take(request, view.uid, form))
        if uid:
            return redirect("desk:paper_receipt", receipt=uid)
        attach_refusals(form, refusals)
    held = items_of(request.viewer, view.uid, request.desk.court)
    table = items_table(held, caption=str(words.PAPERS_OF) % {"n": len(held)})
    context = {"person": view, "form": form, "table": table}
    return render(request, "desk/papers_take.html", context, status=422 if form.errors else 200)


def _take(request: DeskRequest, person: UUID, form: TakeForm) -> UUID:
    by, told = request.act_as(Role.CLERK.value, request.desk.court), form.cleaned_data
    case = _case(request, told["case"]) if told["case"].strip() else None
    return take_papers(form.handed(), person=person, case=case, place=told["place"], by=by, at=request.at)


def _case(request: DeskRequest, number: str) -> UUID:
    """The case at this court that bears the number on the counter's form. Raises `Refused`."""
    found = case_numbered(request.desk.court, number)
    if found is None:
        facts = (("number", number.strip()[:40]),)
        raise Refused(Refusal("dossier.number_unknown", "CPL 69", ("case",), facts))
    return found


@require_safe
@staff_page(*_KEEPERS)
def receipt(request: DeskRequest, receipt: UUID) -> HttpResponse:
    """The slip, to be printed, signed and handed over; once printed, the next papers."""
    return _slip(request, receipt)


@require_POST
@staff_page(Role.CLERK)
def receipt_case(request: DeskRequest, receipt: UUID) -> HttpResponse:
    """Put what was taken for a filing to the case that came of it."""
    by, number = request.act_as(Role.CLERK.value, request.desk.court), request.POST.get("case", "")
    _none, refusals = tried(lambda: put_to_case(receipt, _case(request, number), by=by, at=request.at))
    if refusals:
        return _slip(request, receipt, refusals)
    messages.success(request, str(words.PUT_TO_CASE))
    return redirect("desk:paper_receipt", receipt=receipt)


def _slip(request: DeskRequest, uid: UUID, refusals: tuple[Refusal, ...] = ()) -> HttpResponse:
    view = receipt_seen_by(request.viewer, uid)
    own_court(request, view.court)
    names = names_of({one for one in (view.person, view.taken_by) if one})
    context = {
        "receipt": view,
        "court": court_name(view.court, timezone.localtime(request.at).date()),
        "number": case_by_uid(view.case).number if view.case else "",
        "from": names.get(view.person, "") if view.person else "",
        "by": names.get(view.taken_by, "") if view.taken_by else "",
        "items": [(one, counted(one.form, one.pages, one.copies)) for one in view.items],
        "problems": problems(refusals),
        "clerk": Role.CLERK in roles_at(request, view.court),
    }
    return render(request, "desk/papers_receipt.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_KEEPERS)
def item(request: DeskRequest, item: UUID) -> HttpResponse:
    """One thing: where it is, its chain of custody, and the next step of it."""
    view = item_seen_by(request.viewer, item)
    own_court(request, view.court)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        _none, refusals = tried(lambda: _move(request, view))
        if not refusals:
            return redirect("desk:paper_item", item=item)
    by = _keeper(request, view.court)
    names = names_of({step.by for step in view.chain if step.by} | ({view.holder} if view.holder else set()))
    acts = [move.act for move in ITEM.open_to(view.stage, by.role)]
    context: dict[str, Any] = {
        "item": view,
        "counted": counted(view.form, view.pages, view.copies),
        "stage": ITEM_STAGES[view.stage],
        "from": names.get(view.holder, "") if view.holder else "",
        "number": case_by_uid(view.case).number if view.case else "",
        "chain": [
            (ITEM_ACTS[s.act] if s.act else RECEIVED, s, names.get(s.by, "") if s.by else "") for s in view.chain
        ],
        "acts": [(act.value, ITEM_ACTS[ItemAct(act)], act in LEAVES) for act in acts],
        "questions": questions_of(request, view),
        "problems": problems(refusals),
    }
    return render(request, "desk/papers_item.html", context, status=422 if refusals else 200)


def _move(request: DeskRequest, view: ItemView) -> None:
    told = {name: request.POST.get(name, "")[:400] for name in ("place", "who", "signed")}
    move_item(view.uid, request.POST.get("act", ""), **told, by=_keeper(request, view.court), at=request.at)


def _keeper(request: DeskRequest, court: str) -> Actor:
    role = next(role for role in _KEEPERS if request.viewer.has_role(role, court))
    return request.act_as(role.value, court)


urls = [
    path("papers", papers, name="papers"),
    path("papers/receipts/<uuid:receipt>", receipt, name="paper_receipt"),
    path("papers/receipts/<uuid:receipt>/case", receipt_case, name="paper_receipt_case"),
    path("papers/<uuid:item>", item, name="paper_item"),
    path("counter/<uuid:person>/papers/taken", take, name="papers_take"),
]
