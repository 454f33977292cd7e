"""“What the court holds about you”: read, downloaded and, where the law lets it go, erased by its person."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tongban.courts.wording import counted
from tongban.face.articles import cited
from tongban.face.parts import Column, Row, Table
from tongban.face.refusals import problems
from tongban.face.requests import CourtRequest
from tongban.kernel.periods import Unit
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.contact import correct_contact
from tongban.people.queries import person_by_uid
from tongban.people.queries.access import access_of
from tongban.portal.forms import personal as words
from tongban.portal.signin import asked_again, own_account
from tongban.privacy.actions.erase import erase_data
from tongban.privacy.actions.export import export_data
from tongban.privacy.queries import erasure_for, holdings_of, retention
from tongban.privacy.vocabulary import Erasure, Held
from tongban.privacy.wording import ENDS, PARTS, REASONS


@require_GET
@own_account
def personal(request: CourtRequest) -> HttpResponse:
    """What is held, how long each part is kept and why, and what would go if the person asked for erasure."""
    return _show(request)


@require_POST
@own_account
@asked_again
def download(request: CourtRequest) -> HttpResponse:
    """Everything as one file (个人信息保护法 45)."""
    content = export_data(request.viewer, by=request.act_as("party"), at=request.at)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@require_POST
@own_account
def correct(request: CourtRequest) -> HttpResponse:
    """Telephone, e-mail and address for letters put right by the person (个人信息保护法 46).

    The gate asks for a fresh check. The library's own question would lay what was typed into the session.
    """
    form = words.ContactForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form)
    try:
        correct_contact(**form.cleaned_data, by=request.act_as("party"), at=request.at)
    except Refused as no:
        return _show(request, no.refusals, form)
    messages.success(request, str(words.DONE))
    return redirect("portal:personal")


@require_POST
@own_account
@asked_again
def erase(request: CourtRequest) -> HttpResponse:
    """Erase what may go (个人信息保护法 47); the answer says what went, what stays, and why."""
    try:
        done = erase_data(request.viewer, by=request.act_as("party"), at=request.at)
    except Refused as no:
        return _show(request, no.refusals)
    if Held.ACCOUNT in done.erased:
        logout(request)
    return render(request, "portal/personal_erased.html", {"erased": _names(done), "kept": _kept(done)})


def _show(request: CourtRequest, no: tuple[Refusal, ...] = (), form: words.ContactForm | None = None) -> HttpResponse:
    person = request.viewer.person
    assert person is not None  # noqa: S101 - the door has let a person in
    held = holdings_of(person, request.viewer, at=request.at)
    decided = erasure_for(held)
    known = person_by_uid(person)
    told = {name: getattr(known, name) for name in ("phone", "email", "address")}
    context = {
        "person": known,
        "form": form or words.ContactForm(initial=told),
        "access": access_of(person),
        "held": held,
        "periods": _periods(timezone.localdate(request.at)),
        "erased": _names(decided) if isinstance(decided, Erasure) else (),
        "kept": _kept(decided) if isinstance(decided, Erasure) else None,
        "why_not": problems([decided]) if isinstance(decided, Refusal) and not no else (),
        "problems": problems(no),
    }
    return render(request, "portal/personal.html", context, status=422 if no or form else 200)


def _names(done: Erasure) -> tuple[str, ...]:
    return tuple(str(PARTS[item]) for item in done.erased)


def _kept(done: Erasure) -> Table:
    rows = [Row((str(PARTS[one.item]), str(REASONS[one.why]), cited(one.law))) for one in done.kept]
    return Table(str(words.STAYS), [Column(str(text)) for text in (words.PART, words.WHY, words.ARTICLE)], rows)


def _periods(today: date) -> Table:
    rows = [
        Row((str(PARTS[one.item]), str(ENDS[one.ends]), _length(one.days), cited(one.article)))
        for one in retention()
        if one.valid_from <= today <= one.valid_to
    ]
    columns = [Column(str(words.PART)), Column(str(words.END)), Column(str(words.LENGTH))]
    return Table(str(words.KEPT), [*columns, Column(str(words.ARTICLE))], rows)


def _length(days: int | None) -> str:
    """A period of keeping, in years where the rule that names it counts years."""
    if not days:
        return ""
    years, rest = divmod(days, 365)
    return counted(days, Unit.DAY) if rest else counted(years, Unit.YEAR)


urls = [
    path("account/data/", personal, name="personal"),
    path("account/data/download/", download, name="personal_download"),
    path("account/data/correct/", correct, name="personal_correct"),
    path("account/data/erase/", erase, name="personal_erase"),
]
