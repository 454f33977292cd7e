"""Money at the desk: payments that a person must look at, what the bank sent, open fees."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.law import TOP_UP
from tongban.cases.queries import case_seen_by, open_acts
from tongban.cases.vocabulary import Act
from tongban.desk.fees_anew import may_be_laid_anew
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page, tried
from tongban.desk.money_tables import balances_table, case_fiscal_table, case_refunds_table, journal_table
from tongban.desk.tables import left
from tongban.desk.wording import money as money_words
from tongban.desk.wording import service as words
from tongban.face import presentation
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import problems
from tongban.face.tags.values import moment, money
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.law import may_lapse
from tongban.fees.queries import (
    bank_files,
    charges_of,
    doubtful_messages,
    held_payments,
    is_unpaid_over,
    open_charges,
    recovery_of,
    refused_rows,
)
from tongban.fees.vocabulary import RECOVERY, ChargeState, ChargeView
from tongban.fees.wording import CALLBACK_FLAWS, CHARGE_STATES, FILE_FLAWS, HELD, ROW_FLAWS
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import Role


@require_safe
@staff_page(Role.CLERK, Role.JUDGE, Role.PRESIDENT)
def payments(request: DeskRequest) -> HttpResponse:
    """What came in and could not be put against a charge, and the log of the bank's files."""
    tables = [held_table(request), _refused(request), _messages(request), _open(request), _files(request)]
    held = set(request.desk.roles)
    context = {"tables": tables, "president": Role.PRESIDENT in held, "fiscal": held & {Role.CLERK, Role.PRESIDENT}}
    return render(request, "desk/fees_payments.html", context)


@require_safe
@staff_page()
def fees_case(request: DeskRequest, case: UUID) -> HttpResponse:
    """The fees of one case."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    charges = charges_of(request.viewer, case)
    tables = [
        _charges(charges, request, str(words.CHARGES)),
        balances_table(request, case),
        case_refunds_table(request, case),
        case_fiscal_table(request, case),
        journal_table(request, case),
    ]
    context = {"case": view, "tables": tables, "acts": [(c, _ways(c, request)) for c in charges]}
    if may_be_laid_anew(view) and Role.JUDGE in roles_at(request, view.court):
        context |= {"anew": reverse("desk:fees_anew", args=[case]), "anew_label": money_words.LAY_ANEW}
    return render(request, "desk/fees_case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE)
def fees_lapse(request: DeskRequest, case: UUID) -> HttpResponse:
    """What follows from a fee that was not paid: shown when its period is over, done by the judge alone."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        by = request.act_as("judge", view.court)
        _none, refusals = tried(partial(lapse_unpaid, case, by=by, at=request.at))
        if not refusals:
            return redirect("desk:case", case=case)
    today = timezone.localtime(request.at).date()
    asked = [c for c in charges_of(request.viewer, case) if c.state is ChargeState.OPEN and c.of is None]
    late = [c for c in asked if may_lapse(c.period, view.track, view.stage) and is_unpaid_over(c, today)]
    charge = next(iter(late or asked), None)
    over = Act.LAPSE_UNPAID in open_acts(view, "judge") and bool(late)
    converted = over and any(c.period == TOP_UP for c in late)
    context = {"case": view, "charge": charge, "over": over, "converted": converted, "problems": problems(refusals)}
    return render(request, "desk/fees_lapse.html", context, status=422 if refusals else 200)


def held_table(request: DeskRequest) -> Table:
    """Payments that wait for a person, for the list and the inbox."""
    columns = _columns(words.REFERENCE, words.AMOUNT, words.VALUE_DATE, words.CODE, words.PAYER, words.WHY)
    rows = [
        Row(
            (p.reference, money(p.amount), _day(p.value_date), p.code, _own(p.payer), HELD[p.held] if p.held else ""),
            href=reverse("desk:payments_payment", args=[p.uid]),
        )
        for p in held_payments(request.viewer)
    ]
    return Table(str(words.HELD), columns, rows, str(words.NO_HELD))


def _refused(request: DeskRequest) -> Table:
    columns = _columns(words.FILE, words.LINE, words.WHY, words.RAW)
    rows = [
        Row((r.file, r.line, " · ".join(str(ROW_FLAWS[flaw]) for flaw in r.flaws), _own(r.raw[:200])))
        for r in refused_rows(request.viewer)
    ]
    return Table(str(words.REFUSED), columns, rows, str(words.NO_REFUSED))


def _messages(request: DeskRequest) -> Table:
    columns = _columns(words.REFERENCE, words.WHY, words.RECEIVED)
    rows = [Row((event, CALLBACK_FLAWS[flaw], moment(at))) for event, flaw, at in doubtful_messages(request.viewer)]
    return Table(str(money_words.MESSAGES), columns, rows, str(money_words.NO_MESSAGES))


def _files(request: DeskRequest) -> Table:
    columns = _columns(words.FILE, words.RECEIVED, words.ROWS, words.TAKEN, words.BAD, words.REPEATED, words.WHY)
    rows = [
        Row(
            (
                f.name,
                moment(f.received_at),
                f.rows,
                f.payments,
                f.refused,
                f.repeated,
                FILE_FLAWS[f.flaw] if f.flaw else "",
            )
        )
        for f in bank_files(request.viewer)
    ]
    return Table(str(words.FILES), columns, rows, str(words.NO_FILES))


def _open(request: DeskRequest) -> Table:
    return _charges(open_charges(request.viewer), request, str(words.OPEN), str(words.NO_OPEN))


def _charges(charges: list[ChargeView], request: DeskRequest, caption: str, empty: str = "") -> Table:
    columns = _columns(words.CODE, words.AMOUNT, money_words.OWED, words.STATE, words.DUE)
    rows = [
        Row(
            (c.code, money(c.amount), money(c.owed), CHARGE_STATES[c.state], left(c.due, request.at, done=c.paid_at)),
            href=reverse("desk:case", args=[c.case]),
        )
        for c in charges
    ]
    return Table(caption, columns, rows, empty)


def _ways(charge: ChargeView, request: DeskRequest) -> list[tuple[str, object]]:
    """What the viewer may decide about a charge: the page and its words."""
    roles = set(roles_at(request, charge.court))
    found: list[tuple[str, object]] = []
    if roles & {Role.CLERK, Role.JUDGE}:
        found.append((reverse("desk:charge_refund", args=[charge.uid]), money_words.PROPOSE))
    if charge.state is ChargeState.OPEN and roles & {Role.CLERK, Role.JUDGE, Role.PRESIDENT}:
        found.append((reverse("desk:charge_slip", args=[charge.uid]), money_words.SLIP))
    if charge.state is ChargeState.OPEN and roles & {Role.JUDGE, Role.PRESIDENT}:
        found.append((reverse("desk:charge_relief", args=[charge.uid]), money_words.RELIEF))
    if charge.state is ChargeState.OPEN and charge.period == RECOVERY and Role.PRESIDENT in roles:
        found.append((reverse("desk:charge_write_off", args=[charge.uid]), money_words.WRITE_OFF))
    one = recovery_of(request.viewer, charge.uid) if roles & {Role.CLERK, Role.JUDGE} else None
    if one is not None:
        found.append((reverse("desk:recovery", args=[one.uid]), money_words.RECOVERY))
    return found


def _columns(*labels: object) -> list[Column]:
    return [Column(str(label)) for label in labels]


def _own(text: str) -> SafeString:
    """A text that somebody else wrote, in whatever language."""
    return format_html('<span translate="no">{}</span>', text)


def _day(value: object) -> str:
    return presentation.day(value, get_language() or "en")  # type: ignore[arg-type]


urls = [
    path("payments", payments, name="payments"),
    path("cases/<uuid:case>/fees", fees_case, name="fees_case"),
    path("cases/<uuid:case>/fees/lapse", fees_lapse, name="fees_lapse"),
]
