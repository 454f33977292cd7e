"""“Licence and letters”: a lawyer or legal worker proves the licence; a firm writes its letters, in its own account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tongban.face.refusals import attach_refusals, problems
from tongban.face.requests import CourtRequest
from tongban.kernel.refusal import Refused
from tongban.people.actions.licences import look_up_licence, prove_licence, withdraw_letter, write_letter
from tongban.people.law import practising
from tongban.people.queries import number_as_kept, person_by_uid
from tongban.people.queries.licences import letters_naming, letters_of_firm, licence_of
from tongban.people.vocabulary import PersonKind, PersonView
from tongban.people.vocabulary.licences import LicenceKind
from tongban.people.wording.licences import ASSESSMENTS, LICENCE_KINDS, LICENCE_STATUSES
from tongban.portal.doors import for_persons
from tongban.portal.forms.licences import LICENCE_DONE, LetterForm, LicenceForm
from tongban.portal.signin import own_account


@require_GET
@never_cache
@for_persons
def licences(request: CourtRequest) -> HttpResponse:
    """A person's licence as the register tells it and the letters that name her; of an organisation, its letters."""
    return _show(request, None)


@require_POST
@own_account
def licence_prove(request: CourtRequest) -> HttpResponse:
    """Prove one's own licence: the online register is asked where there is one, else the list that is here."""
    form = LicenceForm(request.POST)
    if form.is_valid():
        number, by = number_as_kept(form.cleaned_data["number"]), request.act_as("party")
        kind = _kind(form.cleaned_data["kind"])
        try:
            look_up_licence(number, kind=kind, service=settings.TONGBAN.licence_service, by=by, at=request.at)
            prove_licence(number, by=by, at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(LICENCE_DONE["proven"]))
            return redirect("portal:licences")
    return _show(request, form)


@require_POST
@never_cache
@for_persons
def letter_write(request: CourtRequest) -> HttpResponse:
    """The firm says who of it acts for whom."""
    form = LetterForm(request.POST)
    if form.is_valid():
        by = request.act_as("party")
        try:
            write_letter(**form.cleaned_data, by=by, at=request.at)
        except Refused as no:
            attach_refusals(form, no.refusals)
        else:
            messages.success(request, str(LICENCE_DONE["written"]))
            return redirect("portal:licences")
    return _show(request, form)


@require_POST
@never_cache
@for_persons
def letter_withdraw(request: CourtRequest, uid: UUID) -> HttpResponse:
    """The firm takes a letter back."""
    withdraw_letter(uid, by=request.act_as("party"), at=request.at)
    messages.success(request, str(LICENCE_DONE["withdrawn"]))
    return redirect("portal:licences")


def _kind(chosen: str) -> LicenceKind:
    """A lawyer, unless something else was chosen."""
    return LicenceKind(chosen) if chosen in set(LicenceKind) else LicenceKind.LAWYER


def _show(request: CourtRequest, form: LicenceForm | LetterForm | None) -> HttpResponse:
    person = person_by_uid(request.viewer.person) if request.viewer.person else None
    assert person is not None  # noqa: S101 - the door has let a person in
    of_firm = person.kind != PersonKind.NATURAL
    context = _of_firm(person, form) if of_firm else _of_holder(request, person, form)
    page = "portal/letters.html" if of_firm else "portal/licence.html"
    return render(request, page, context, status=422 if form is not None else 200)


def _of_firm(person: PersonView, form: LicenceForm | LetterForm | None) -> dict[str, Any]:
    return {"letters": letters_of_firm(person.uid), "form": form if isinstance(form, LetterForm) else LetterForm()}


def _of_holder(request: CourtRequest, person: PersonView, form: LicenceForm | LetterForm | None) -> dict[str, Any]:
    today = timezone.localtime(request.at).date()
    held = licence_of(person.uid, today)
    return {
        "held": held,
        "words": held
        and {
            "kind": LICENCE_KINDS[held.licence.kind],
            "status": LICENCE_STATUSES[held.licence.status],
            "assessment": ASSESSMENTS[held.licence.assessment],
        },
        "problems": problems(practising(held.licence, today)) if held and form is None else [],
        "letters": letters_naming(held.licence.number) if held else [],
        "form": form if isinstance(form, LicenceForm) else LicenceForm(),
    }


urls = [
    path("account/licence/", licences, name="licences"),
    path("account/licence/prove/", licence_prove, name="licence_prove"),
    path("account/licence/letters/", letter_write, name="letter_write"),
    path("account/licence/letters/<uuid:uid>/back/", letter_withdraw, name="letter_withdraw"),
]
