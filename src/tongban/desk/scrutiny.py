"""The list of filings, page by page, and several clean ones registered at once."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from tongban.desk.forms.filings import QUEUES, QueueForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page
from tongban.desk.tables import filings_table, sides
from tongban.desk.wording import pages as words
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import in_a_line
from tongban.face.tags.values import case_number
from tongban.filing.actions.decide import accept_each
from tongban.filing.queries import interviews_known
from tongban.filing.queries.further import is_judged_alone
from tongban.filing.queries.scrutiny import COUNTED, SHOWN, QueuePage, filing_at_desk, queue_page
from tongban.filing.vocabulary import FilingView, Queue, Wanted
from tongban.filing.wording import in_reader_language
from tongban.people.vocabulary import Role

ROLES = (Role.CLERK, Role.JUDGE)


@require_safe
@staff_page(*ROLES)
def filings(request: DeskRequest) -> HttpResponse:
    """Filings of the court by whose turn it is: what ends first comes first, fifty on a page."""
    kinds = [(one.id, in_reader_language(one.title)) for one in interviews_known()]
    form = QueueForm(kinds, request.GET)
    if not form.is_valid():
        raise Http404
    wanted = form.wanted(request.desk.court, request.GET.get("after", ""))
    page = queue_page(request.viewer, wanted, today=timezone.localtime(request.at).date())
    choosing = wanted.queue is Queue.TO_DECIDE
    table = filings_table(
        page.filings,
        request.at,
        caption=f"{QUEUES[wanted.queue]} ({counted(page)})",
        empty=words.FILINGS_EMPTY if choosing else words.FILINGS_DONE_EMPTY,
    )
    clean = {one.uid for one in page.filings if not one.doubts and not is_judged_alone(one)}
    if choosing:
        table = _with_ticks(table, page.filings, clean if request.GET.get("choose") == "clean" else set())
    asked = {"queue": wanted.queue.value, "when": wanted.when.value, "interview": wanted.interview}
    context = {
        "table": table,
        "form": form,
        "queues": [(f"?{urlencode({'queue': one})}", label, one is wanted.queue) for one, label in QUEUES.items()],
        "following": f"?{urlencode(asked | {'after': page.following})}" if page.following else "",
        "first": f"?{urlencode(asked)}" if wanted.after else "",
        "choosing": choosing and bool(clean),
        "clean": f"?{urlencode(asked | {'after': wanted.after, 'choose': 'clean'})}",
        "clean_count": len(clean),
    }
    return render(request, "desk/filings.html", context)


@require_POST
@staff_page(*ROLES)
def filings_register(request: DeskRequest) -> HttpResponse:
    """Register the ticked filings, each by an act of its own, and say of each what became of it."""
    try:
        chosen = [UUID(one) for one in request.POST.getlist("filing")]
    except ValueError as odd:
        raise Http404 from odd
    if len(chosen) > SHOWN:
        raise Http404
    seen = [filing_at_desk(request.viewer, uid) for uid in chosen]
    role = next(role for role in roles_at(request, request.desk.court) if role in ROLES)
    by = request.act_as(role, request.desk.court)
    done = accept_each([view.uid for view in seen], by=by, at=request.at)
    names = {view.uid: sides(view) for view in seen}
    rows = [
        Row(
            (
                names[uid],
                case_number(case.number) if case else words.NOT_REGISTERED,
                " ".join(in_a_line(no) for no in refusals),
            ),
            href=reverse("desk:filing", args=[uid]),
            state="" if case else "overdue",
        )
        for uid, case, refusals in done
    ]
    columns = [Column(str(title)) for title in (words.PARTIES, words.NUMBER_OF_CASE, words.WHY_NOT)]
    registered = sum(1 for _uid, case, _no in done if case)
    caption = str(words.REGISTERED_OF) % {"n": registered, "all": len(done)}
    return render(
        request, "desk/filings_register.html", {"table": Table(caption, columns, rows, str(words.NONE_TICKED))}
    )


def counted(page: QueuePage) -> str:
    """How many a list holds, as far as it is counted."""
    return str(page.count) if page.count <= COUNTED else str(words.MORE_THAN) % {"n": COUNTED}


def waiting(request: DeskRequest, *, limit: int) -> QueuePage:
    """The filings of the chosen court that are to be decided first."""
    today = timezone.localtime(request.at).date()
    return queue_page(request.viewer, Wanted(request.desk.court), today=today, limit=limit)


def _with_ticks(table: Table, filings: tuple[FilingView, ...], ticked: set[UUID]) -> Table:
    """The same with a box to tick in each row of a clean filing; what is doubted says so instead."""
    rows = [
        Row((*row.cells, _tick(view, ticked=view.uid in ticked)), row.href, row.state)
        for row, view in zip(table.rows, filings, strict=True)
    ]
    return Table(table.caption, [*table.columns, Column(str(words.TOGETHER))], rows, table.empty)


def _tick(view: FilingView, *, ticked: bool) -> SafeString | str:
    if view.doubts:
        return str(words.DOUBTS) % {"n": len(view.doubts)}
    if is_judged_alone(view):
        return ""
    return format_html(
        '<input type="checkbox" class="tick__input tick__input--alone" name="filing" value="{}" aria-label="{}"{}>',
        view.uid,
        str(words.TICK) % {"who": strip_tags(sides(view))},
        SafeString(" checked" if ticked else ""),  # nosec - a word of our own
    )


urls = [
    path("filings", filings, name="filings"),
    path("filings/register", filings_register, name="filings_register"),
]
