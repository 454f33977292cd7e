"""The court fee as its payer sees it: the slip, how it was worked out, how to pay, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongban.cooperation.vocabulary import Sheet
from tongban.documents.actions.upload import upload_limit
from tongban.face.parts import Clock, Task, TaskState
from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.face.slips import PaymentSlip
from tongban.face.uploads import taken
from tongban.fees.actions.gateway import open_order
from tongban.fees.vocabulary import TitleKind, Whose
from tongban.fees.wording import GROUNDS, REVIEW_ABOUT, REVIEW_GROUNDS
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal, Refused
from tongban.kernel.steps import Step
from tongban.portal.case import SECTIONS, TASKS, hand_over, is_remote, own_sheet
from tongban.portal.doors import for_parties
from tongban.portal.forms import fees as words
from tongban.portal.forms.fees import PAY, PAY_HINT, REFUNDS, STATES


@require_POST
@for_parties
def pay(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """Off to the payment gateway; the answer is a page that leads there."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge)), None)
    if row is None or is_remote(sheet):
        raise Http404
    try:
        order = open_order(charge, viewer=request.viewer, by=request.act_as("party"), at=request.at)
    except Refused as no:
        return _shown(request, uid, no.refusals)
    context = {
        "sheet": sheet,
        "slip": slip(row, request.at),
        "address": order.pay_at,
        "gateway": settings.TONGBAN.payment_gateway,
    }
    return render(request, "portal/fees_pay.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def relief(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """Ask the court to pay a fee later, less or not at all, with reasons and proof."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge)), None)
    if row is None or not may_apply(row):
        asked = row is not None and row.get("relief") is not None
        return _not_now(request, uid, row, Refusal("fees.nothing_owed_by_you", "交纳办法 48(1)"), asked=asked)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = words.ReliefForm(*sent)
    if form.is_bound and form.is_valid():
        try:
            return _apply(
                request, uid, charge, form, then="" if is_remote(sheet) else reverse("portal:fees", args=[uid])
            )
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "slip": slip(row, request.at), "form": form}
    context |= {"limit": upload_limit(), "types": words.TYPES}
    return render(request, "portal/fees_relief.html", context, status=422 if form.is_bound else 200)


def _not_now(
    request: CourtRequest, uid: UUID, row: dict[str, Any] | None, why: Refusal, *, asked: bool
) -> HttpResponse:
    """Who presses twice asked a moment ago (`asked`), and reads on the page of the fee how that stands; who asks for
    the first time, of a fee that has changed meanwhile, is told why not.
    """
    if row is None or request.method != "POST":
        raise Http404
    if not asked:
        raise Refused(why)
    return redirect("portal:fees", uid)


def _apply(request: CourtRequest, uid: UUID, charge: UUID, form: words.ReliefForm, then: str) -> HttpResponse:
    secret = form.cleaned_data["state_secret"]
    files = [
        one
        for field in ("hardship_proof", "livelihood_proof")
        for one in taken(request.FILES.getlist(field), field, field, secret=secret)
    ]
    said = form.words() | {"charge": str(charge)}
    return hand_over(request, uid, "apply_relief", said, tuple(files), then=then)


def may_apply(row: dict[str, Any]) -> bool:
    """Whether relief may be asked for: once, while something is owed."""
    return row["state"] == "open" and "relief" in row and row["relief"] is None


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def refund_account(request: CourtRequest, uid: UUID, refund: UUID) -> HttpResponse:
    """Name the account to which a refund goes."""
    sheet = own_sheet(request, uid)
    backs = [back for row in sheet.get("fees", []) for back in row.get("refunds", []) if back.get("to_name")]
    back = next((one for one in backs if one["uid"] == str(refund)), None)
    if back is None:
        raise Http404
    form = words.AccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("bank", "account")} | {"refund": str(refund)}
        try:
            then = "" if is_remote(sheet) else reverse("portal:fees", args=[uid])
            return hand_over(request, uid, "name_account", said, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "form": form, "amount": _money(back["amount"]), "back": back}
    return render(request, "portal/fees_account.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def fiscal(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """Ask for the treasury's electronic receipt for a fee that is paid, in the name of the party or of who paid."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge)), None)
    told = row.get("fiscal") if row else None
    if row is None or not told or not told["may_ask"]:
        asked = bool(told and told["last"])
        return _not_now(request, uid, row, Refusal("fees.fiscal_not_paid", "交纳办法 52(1)"), asked=asked)
    party, natural = told["party"], told["party"]["kind"] == "natural"
    begin = {"whose": Whose.PARTY, "kind": TitleKind.PERSON if natural else TitleKind.ORGANISATION}
    sent = request.POST if request.method == "POST" else None
    form = words.FiscalForm(sent, initial=begin, party=party["name"], payer=told["payer"])
    if form.is_bound and form.is_valid():
        said = form.cleaned_data | {"charge": str(charge)}
        try:
            then = "" if is_remote(sheet) else reverse("portal:fees", args=[uid])
            return hand_over(request, uid, "ask_receipt", said, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "slip": slip(row, request.at), "form": form, "by_itself": told["by_itself"]}
    return render(request, "portal/fees_fiscal.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_parties
def review(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """Ask the president of the court to review a decision about a fee, or how it was worked out."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge)), None)
    known = row.get("reviews", {}) if row else {}
    may = known.get("may", [])
    if row is None or not may:
        why = Refusal("fees.review_too_late", "交纳办法 43")
        return _not_now(request, uid, row, why, asked=bool(known.get("asked")))
    form = words.ReviewForm(request.POST if request.method == "POST" else None, initial={"about": may[0]}, may=may)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data | {"charge": str(charge)}
        try:
            then = "" if is_remote(sheet) else reverse("portal:fees", args=[uid])
            return hand_over(request, uid, "ask_fee_review", said, then=then)
        except Refused as no:
            attach_refusals(form, no.refusals)
    context = {"sheet": sheet, "slip": slip(row, request.at), "form": form}
    return render(request, "portal/fees_review.html", context, status=422 if form.is_bound else 200)


@require_GET
@for_parties
def fees_print(request: CourtRequest, uid: UUID, charge: UUID) -> HttpResponse:
    """The slip of an open fee with its code, to print and to pay with: what is owed at this moment."""
    sheet = own_sheet(request, uid)
    row = next((one for one in sheet.get("fees", []) if one["uid"] == str(charge) and one["state"] == "open"), None)
    owed = _money(row.get("owed", row["amount"])) if row else None
    if row is None or owed is None:
        raise Http404
    paper = PaymentSlip(
        court=sheet["court"]["name"],
        number=sheet["number"],
        payer=row.get("payer", ""),
        code=row["code"],
        owed=owed,
        account=row["account"],
        until=date.fromisoformat(row["due"]) if row["due"] else None,
    )
    return render(request, "portal/fees_print.html", {"sheet": sheet, "paper": paper})


@require_GET
@for_parties
def fees(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The slips of the case's fees that this party owes or has paid."""
    return _shown(request, uid)


def _shown(request: CourtRequest, uid: UUID, no: Sequence[Refusal] = ()) -> HttpResponse:
    sheet = own_sheet(request, uid)
    here = {paper["uid"] for paper in sheet.get("papers", [])}
    slips = [slip(row, request.at) for row in sheet.get("fees", [])]
    # Until the worker has typeset the notice there is nothing to read.
    slips = [one if one["notice"] in here else one | {"notice": ""} for one in slips]
    online = settings.TONGBAN.payment_gateway is not None and not is_remote(sheet)
    context = {"sheet": sheet, "slips": slips, "online": online, "problems": problems(no)}
    return render(request, "portal/fees_slip.html", context, status=422 if no else 200)


def slip(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    """One charge with typed values, as the template takes it."""
    receipt = row["receipt"]
    day = date.fromisoformat(row["due"]) if row["due"] else None
    paid = datetime.fromisoformat(receipt["taken_at"]) if receipt else None
    # A sheet of a platform that runs an older version does not tell of parts and refunds.
    parts, backs = row.get("payments", []), row.get("refunds", [])
    in_part = row["state"] == "open" and bool(parts)
    return row | {
        "owed": _money(row.get("owed", row["amount"])),
        "parts": [(_money(p["amount"]), date.fromisoformat(p["value_date"]), p.get("receipt", "")) for p in parts],
        "backs": [
            (
                _money(one["amount"]),
                REFUNDS.get(one["state"], one["state"]),
                date.fromisoformat(one["due"]),
                one.get("uid", "") if one.get("to_name") else "",
                one.get("account", ""),
            )
            for one in backs
        ],
        "amount": _money(row["amount"]),
        "fiscal": _fiscal(row.get("fiscal")),
        "reviews": _reviews(row.get("reviews")),
        "asked": _asked(row.get("relief")),
        "may_apply": may_apply(row),
        "says": STATES["part"] if in_part else STATES.get(row["state"], row["state"]),
        "clock": Clock(str(PAY), day, now, paid, row["article"]) if day else None,
        "steps": [Step(s["code"], s["law"], tuple(s["facts"].items())) for s in row["breakdown"]["steps"]],
        "paid_on": date.fromisoformat(receipt["value_date"]) if receipt else None,
        "reference": receipt["reference"] if receipt else "",
    }


def _asked(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """What became of an application for relief, with typed values."""
    if told is None:
        return None
    day = told.get("new_day")
    return told | {
        "on": datetime.fromisoformat(told["at"]),
        "why": GROUNDS.get(told["ground"], ""),
        "until": date.fromisoformat(day) if day else None,
    }


def _reviews(told: dict[str, Any] | None) -> dict[str, Any]:
    """Reviews that were asked for, with typed values; a sheet of an older platform tells of none."""
    asked = [
        one
        | {
            "what": REVIEW_ABOUT.get(one["about"], one["about"]),
            "why": REVIEW_GROUNDS.get(one["ground"], ""),
            "on": datetime.fromisoformat(one["at"]),
            "until": date.fromisoformat(one["due"]),
        }
        for one in (told or {}).get("asked", [])
    ]
    return {"may": (told or {}).get("may", []), "asked": asked}


def _fiscal(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """The treasury's receipt of a fee as it stands, with typed values."""
    last = told.get("last") if told else None
    if told is None or last is None:
        return told
    days = {name: date.fromisoformat(last[name]["day"]) for name in ("bill", "red") if last[name]}
    says = words.FISCAL.get(last["state"], last["state"])
    # The sheet may be another platform's: only an address of the web becomes a link.
    address = last["bill"]["view_at"] if last["state"] == "issued" else ""
    view_at = address if urlsplit(address).scheme in {"https", "http"} else ""
    return told | {"last": last | {"amount": _money(last["amount"]), "says": says, "view_at": view_at, "days": days}}


def _money(value: dict[str, str]) -> Money | None:
    found = parse_amount(value["amount"], field="", currency=value["currency"])
    return found if isinstance(found, Money) else None


def tasks(sheet: Sheet) -> list[Task]:
    """The fee, while it is to be paid and once it is."""
    page = reverse("portal:fees", args=[sheet["case"]])
    found = [
        Task(str(PAY), "not_started" if row["state"] == "open" else "done", page, str(PAY_HINT))
        for row in sheet.get("fees", [])
    ]
    for back in (back for row in sheet.get("fees", []) for back in row.get("refunds", [])):
        if back.get("to_name"):
            there = reverse("portal:fees_account", args=[sheet["case"], back["uid"]])
            state: TaskState = "done" if back["account"] else "not_started"
            found.append(Task(str(words.ACCOUNT_PAGE), state, there, str(words.ACCOUNT_HINT)))
    return found


TASKS.append(tasks)
SECTIONS["fees"] = "portal/fees_section.html"

urls = [
    path("cases/<uuid:uid>/fees/", fees, name="fees"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/pay/", pay, name="fees_pay"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/slip/", fees_print, name="fees_print"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/relief/", relief, name="fees_relief"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/receipt/", fiscal, name="fees_fiscal"),
    path("cases/<uuid:uid>/fees/<uuid:charge>/review/", review, name="fees_review"),
    path("cases/<uuid:uid>/refunds/<uuid:refund>/account/", refund_account, name="fees_account"),
]
