"""The court's money at the desk: payments that wait, refunds to approve, relief, the reconciliation of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.queries import case_seen_by
from tongban.courts.queries import court_name
from tongban.desk.forms.money import AssignForm, PayeeForm, ReasonsForm, RefundForm, ReliefForm, TreasuryForm
from tongban.desk.frame import DeskRequest, roles_at, staff_page, tried
from tongban.desk.money_tables import days_table, differences_table, refunds_table
from tongban.documents.queries import documents_of
from tongban.face.refusals import attach_refusals, problems
from tongban.face.slips import PaymentSlip
from tongban.fees.actions.paying_out import note_failure
from tongban.fees.actions.payments import assign_payment, return_payment
from tongban.fees.actions.reconcile import clear_difference
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund, stop_refund
from tongban.fees.actions.relief import grant_relief, refuse_relief, write_off
from tongban.fees.actions.treasury import note_remittance
from tongban.fees.law import Application
from tongban.fees.queries import (
    charge_seen_by,
    differences_of,
    income_held,
    payment_seen_by,
    refund_seen_by,
    relief_asked,
)
from tongban.fees.vocabulary import (
    RECOVERY,
    ChargeState,
    RefundAct,
    RefundEvent,
    RefundFailure,
    ReliefApplicationView,
)
from tongban.fees.wording import BANK_REASONS, GROUNDS, HELD, REFUND_FAILURES, REFUND_STATES, REFUND_WHY
from tongban.kernel.actor import Actor
from tongban.kernel.amount_words import amount_typed
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.vocabulary import Role

_MONEY = (Role.CLERK, Role.JUDGE, Role.PRESIDENT)
_SENIOR = (Role.PRESIDENT, Role.JUDGE, Role.CLERK)


def _actor(request: DeskRequest, court: str) -> Actor:
    """The viewer in the highest of the functions held at `court`: what a clerk may decide about money, a judge may."""
    held = roles_at(request, court)
    role = next((one for one in _SENIOR if one in held), None)
    if role is None:
        raise Http404
    return request.act_as(role.value, court)


def _filled(form: forms.Form, do: Callable[[], object]) -> tuple[Refusal, ...] | None:
    """None when the form was sent and the act is done; else the refusals, which stand in the form."""
    if not form.is_bound or not form.is_valid():
        return ()
    _done, refusals = tried(do)
    if not refusals:
        return None
    attach_refusals(form, refusals)
    return refusals


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_MONEY)
def payment(request: DeskRequest, payment: UUID) -> HttpResponse:
    """One payment that waits: put it against a fee, or return it, with reasons."""
    found = payment_seen_by(request.viewer, payment)
    if found is None or found.held is None:
        raise Http404
    back = request.POST.get("do") == "return"
    sent = request.POST if request.method == "POST" else None
    assign, give_back = AssignForm(None if back else sent), ReasonsForm(sent if back else None, prefix="back")
    by = _actor(request, request.desk.court)

    def do() -> None:
        if back:
            return_payment(payment, reasons=give_back.cleaned_data["reasons"], by=by, at=request.at)
        else:
            assign_payment(payment, **assign.cleaned_data, by=by, at=request.at)

    form = give_back if back else assign
    if _filled(form, do) is None:
        return redirect("desk:payments")
    context = {"payment": found, "why": HELD[found.held], "assign": assign, "back": give_back, "form": form}
    return render(request, "desk/payment.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff_page(*_MONEY)
def refunds(request: DeskRequest) -> HttpResponse:
    """Refunds that wait for an approval, an account or the bank, the one to be paid first at the top."""
    return render(request, "desk/refunds.html", {"table": refunds_table(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_MONEY)
def refund(request: DeskRequest, refund: UUID) -> HttpResponse:
    """One refund: name the account, approve it, or stop it."""
    found = refund_seen_by(request.viewer, refund)
    if found is None or found.court not in request.viewer.courts:
        raise Http404
    by, what = _actor(request, found.court), request.POST.get("do", "")
    sent = request.POST if request.method == "POST" else None
    named = {"payee": found.payee, "bank": found.bank, "account": found.account}
    payee = PayeeForm(sent if what == RefundAct.NAME_PAYEE else None, initial=named)
    stop = ReasonsForm(sent if what == RefundAct.STOP else None, prefix="stop")
    refusals: tuple[Refusal, ...] | None = ()
    if what == RefundAct.NAME_PAYEE:
        refusals = _filled(payee, lambda: name_payee(refund, **payee.cleaned_data, by=by, at=request.at))
    elif what == RefundAct.STOP:
        refusals = _filled(stop, lambda: stop_refund(refund, **stop.cleaned_data, by=by, at=request.at))
    elif what == RefundAct.APPROVE:
        _done, given = tried(lambda: approve_refund(refund, by=by, at=request.at))
        refusals = given or None
    elif what == RefundAct.FAIL:
        by = request.act_as("clerk", found.court)
        failure = RefundFailure.REFUSED_BY_BANK
        _done, given = tried(lambda: note_failure(found.code, failure, by=by, at=request.at))
        refusals = given or None
    elif request.method == "POST":
        raise Http404
    if refusals is None:
        return redirect("desk:refund", refund=refund)
    form = payee if payee.is_bound else stop
    context = {
        "refund": found,
        "state": REFUND_STATES[found.state],
        "failure": REFUND_FAILURES[found.failure] if found.failure else "",
        "bank_reason": BANK_REASONS[found.bank_reason] if found.bank_reason else "",
        "event": REFUND_WHY.get(found.event, ""),
        "payee": payee,
        "stop": stop,
        "form": form,
        "problems": () if form.is_bound else problems(refusals),
        "acts": RefundAct,
    }
    return render(request, "desk/refund.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_MONEY)
def charge_refund(request: DeskRequest, charge: UUID) -> HttpResponse:
    """An event after which a fee goes back is noted: the rule says how much, two persons approve it."""
    found = charge_seen_by(request.viewer, charge)
    if found is None or found.court not in request.viewer.courts:
        raise Http404
    form = RefundForm(request.POST if request.method == "POST" else None)
    held = roles_at(request, found.court)
    role = Role.JUDGE if Role.JUDGE in held else Role.CLERK
    by = request.act_as(role.value, found.court)
    if _filled(form, lambda: _proposed(charge, form, by, request)) is None:
        return redirect("desk:fees_case", case=found.case)
    context = {"charge": found, "form": form}
    return render(request, "desk/charge_refund.html", context, status=422 if form.is_bound else 200)


def _proposed(charge: UUID, form: RefundForm, by: Actor, request: DeskRequest) -> None:
    told, still_due = form.cleaned_data, None
    if told["event"] not in set(RefundEvent):
        raise Refused(Refusal("fees.event_missing", "交纳办法 24-28", ("event",)))
    if told["still_due"]:
        read = amount_typed(told["still_due"], field="still_due", zero=True)
        if isinstance(read, Refusal):
            raise Refused(read)
        still_due = read
    propose_refund(
        charge, RefundEvent(told["event"]), effective=told["effective"], by=by, at=request.at, still_due=still_due
    )


@require_safe
@staff_page(*_MONEY)
def charge_slip(request: DeskRequest, charge: UUID) -> HttpResponse:
    """The slip of an open fee with its code, to print for who pays at the window or at a bank."""
    found = charge_seen_by(request.viewer, charge)
    if found is None or found.court not in request.viewer.courts or found.state is not ChargeState.OPEN:
        raise Http404
    case = case_seen_by(request.viewer, found.case)
    paper = PaymentSlip(
        court=court_name(found.court, timezone.localtime(request.at).date()),
        number=case.number,
        payer=next((party.name for party in case.everybody if party.uid == found.payer), ""),
        code=found.code,
        owed=found.owed,
        account=settings.TONGBAN.slug,
        until=found.due,
    )
    return render(request, "desk/charge_slip.html", {"charge": found, "paper": paper})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.JUDGE, Role.PRESIDENT)
def charge_relief(request: DeskRequest, charge: UUID) -> HttpResponse:
    """An application for relief is decided, with reasons."""
    found = charge_seen_by(request.viewer, charge)
    if found is None or found.court not in request.viewer.courts or found.state is not ChargeState.OPEN:
        raise Http404
    asked = relief_asked(request.viewer, charge)
    form = ReliefForm(request.POST if request.method == "POST" else None, initial=_as_asked(asked))
    by = _actor(request, found.court)
    case = case_seen_by(request.viewer, found.case)
    natural = next(one.kind for one in case.everybody if one.uid == found.payer) == "natural"
    if _filled(form, lambda: _decided(charge, form, by, request, natural=natural)) is None:
        return redirect("desk:fees_case", case=found.case)
    papers = [d for d in documents_of(request.viewer, subjects=[asked.uid]) if d.newest] if asked else []
    files = [(d, reverse("desk:document_file", args=[d.uid, d.newest.number])) for d in papers if d.newest]
    context = {"charge": found, "form": form, "asked": asked, "papers": files}
    context["ground"] = GROUNDS.get(asked.ground, asked.ground) if asked else ""
    return render(request, "desk/charge_relief.html", context, status=422 if form.is_bound else 200)


def _as_asked(asked: ReliefApplicationView | None) -> dict[str, object]:
    """What the form begins with: the application as it was handed in."""
    if asked is None:
        return {}
    proofs = ["written", "hardship", *(["livelihood"] if asked.livelihood else [])]
    return {"ground": asked.ground, "proofs": proofs}


def _decided(charge: UUID, form: ReliefForm, by: Actor, request: DeskRequest, *, natural: bool) -> None:
    told = form.cleaned_data
    if told["decision"] == "no":
        refuse_relief(charge, told["ground"], reasons=told["reasons"], new_day=told["new_day"], by=by, at=request.at)
        return
    application = Application(
        ground=told["ground"],
        natural_person=natural,
        written="written" in told["proofs"],
        hardship_proof="hardship" in told["proofs"],
        livelihood_proof="livelihood" in told["proofs"],
        percent=told["percent"],
    )
    grant_relief(charge, application, reasons=told["reasons"], by=by, at=request.at)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def charge_write_off(request: DeskRequest, charge: UUID) -> HttpResponse:
    """What a judgment laid on a party and cannot be got is given up."""
    found = charge_seen_by(request.viewer, charge)
    if found is None or found.court not in request.viewer.courts or found.period != RECOVERY:
        raise Http404
    form, by = ReasonsForm(request.POST if request.method == "POST" else None), _actor(request, found.court)
    if _filled(form, lambda: write_off(charge, **form.cleaned_data, by=by, at=request.at)) is None:
        return redirect("desk:fees_case", case=found.case)
    context = {"charge": found, "form": form}
    return render(request, "desk/charge_write_off.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Role.PRESIDENT)
def treasury(request: DeskRequest) -> HttpResponse:
    """What the court has earned and not handed over yet; a payment to the treasury is noted."""
    court = request.desk.court
    form, by = TreasuryForm(request.POST if request.method == "POST" else None), request.act_as("president", court)
    if _filled(form, lambda: _handed_over(form, by, request)) is None:
        return redirect("desk:payments_treasury")
    context = {"form": form, "held": Money(income_held(court))}
    return render(request, "desk/treasury.html", context, status=422 if form.is_bound else 200)


def _handed_over(form: TreasuryForm, by: Actor, request: DeskRequest) -> None:
    told = form.cleaned_data
    amount = amount_typed(told["amount"], field="amount")
    if isinstance(amount, Refusal):
        raise Refused(amount)
    note_remittance(told["reference"], amount, told["day"], by=by, at=request.at)


@require_safe
@staff_page(*_MONEY)
def reconciliation(request: DeskRequest) -> HttpResponse:
    """Differences that nobody has explained, and the days that were reconciled."""
    tables = [differences_table(request), days_table(request)]
    return render(request, "desk/reconciliation.html", {"tables": tables})


@require_safe
@staff_page(*_MONEY)
def reconciliation_day(request: DeskRequest, day: str) -> HttpResponse:
    """One day: every difference and what became of it."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    return render(request, "desk/reconciliation.html", {"tables": [differences_table(request, wanted)], "day": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_MONEY)
def difference(request: DeskRequest, difference: UUID) -> HttpResponse:
    """One difference: what each side says, and the explanation that clears it."""
    found = next((one for one in differences_of(request.viewer) if one.uid == difference), None)
    if found is None:
        raise Http404
    form, by = ReasonsForm(request.POST if request.method == "POST" else None), _actor(request, request.desk.court)
    if _filled(form, lambda: clear_difference(difference, **form.cleaned_data, by=by, at=request.at)) is None:
        return redirect("desk:reconciliation")
    context = {"one": found, "form": form, "table": differences_table(request, only=found)}
    return render(request, "desk/difference.html", context, status=422 if form.is_bound else 200)


urls = [
    path("payments/<uuid:payment>", payment, name="payments_payment"),
    path("payments/treasury", treasury, name="payments_treasury"),
    path("refunds", refunds, name="refunds"),
    path("refunds/<uuid:refund>", refund, name="refund"),
    path("charges/<uuid:charge>/slip", charge_slip, name="charge_slip"),
    path("charges/<uuid:charge>/refund", charge_refund, name="charge_refund"),
    path("charges/<uuid:charge>/relief", charge_relief, name="charge_relief"),
    path("charges/<uuid:charge>/write-off", charge_write_off, name="charge_write_off"),
    path("reconciliation", reconciliation, name="reconciliation"),
    path("reconciliation/<str:day>", reconciliation_day, name="reconciliation_day"),
    path("differences/<uuid:difference>", difference, name="reconciliation_difference"),
]
