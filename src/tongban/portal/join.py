"""Joining a case with the code from the court's letter: read the letter first, say who you are last.

A wrong code, a wrong name and a wrong number get the same answer; who guesses has to wait (`wiring/limits.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tongban.access.audience import Audience, open_to
from tongban.cases.actions.join import Joiner, invited_by, join
from tongban.cases.law import period_of
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.witnesses import witness_in
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.cases.vocabulary.witnesses import WitnessView
from tongban.courts.queries import court_name
from tongban.face.refusals import attach_refusals
from tongban.face.requests import CourtRequest
from tongban.filing.queries import claims_of
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import person_by_uid
from tongban.people.queries.access import account_of_login
from tongban.people.vocabulary import PersonView
from tongban.portal.doors import sent_by
from tongban.portal.filing import today
from tongban.portal.forms.join import CodeForm, IdentityForm, KnownForm

_CODE = "join_code"
_WRONG = Refusal("cases.join_does_not_match", "在线诉讼规则 10", ("code",))


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter says, for whoever holds its code: a party of the case, or a witness."""

    case: CaseView
    party: PartyView | WitnessView
    court: str
    opposing: tuple[PartyView, ...]
    claims: tuple[str, ...]
    claim: Money

    @property
    def side(self) -> str:
        """On which side whoever is written to stands; "" for a witness."""
        return self.party.side.value if isinstance(self.party, PartyView) else ""

    @property
    def answer_period(self) -> str:
        """Within which period a complaint is answered: from abroad within a longer one (CPL 128, 285)."""
        return period_of("defence", abroad=isinstance(self.party, PartyView) and self.party.abroad)

    @property
    def to_answer(self) -> bool:
        """Whether there is a complaint to answer: for a defendant, in an action."""
        return self.side == Side.DEFENDANT and self.case.track.first_instance


def letter_of(code: str, on: date) -> Letter | None:
    """The letter that this code opens; None for a wrong or dead code."""
    row = invited_by(code[:40]) if code.strip() else None
    if row is None or row.case is None:
        return None
    case = case_by_uid(row.case)
    claim = Money(case.claim_minor, case.currency)
    party = case.party(row.uid)
    if party is None:
        return Letter(case, witness_in(case.uid, row.uid), court_name(case.court, on), (), (), claim)
    return Letter(case, party, court_name(case.court, on), case.facing(party.side), claims_of(case.uid), claim)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Audience.PUBLIC)
def code(request: CourtRequest) -> HttpResponse:
    """Page 1: the code, typed or brought by the letter's QR code."""
    if request.method != "POST":
        form = CodeForm(initial={"code": request.GET.get("code", "")[:40]})
        return render(request, "portal/join_code.html", {"form": form})
    form = CodeForm(request.POST)
    if form.is_valid():
        if letter_of(form.cleaned_data["code"], today(request)):
            request.session[_CODE] = form.cleaned_data["code"]
            return redirect("portal:join_letter")
        attach_refusals(form, [_WRONG])
    return render(request, "portal/join_code.html", {"form": form}, status=422)


@never_cache
@require_GET
@open_to(Audience.PUBLIC)
def letter(request: CourtRequest) -> HttpResponse:
    """Page 2: the letter itself, before any account exists."""
    found = letter_of(request.session.get(_CODE, ""), today(request))
    if found is None:
        return redirect("portal:join")
    request.viewer.note("letter", found.case.court, found.case.uid)
    page = "portal/join_letter.html" if isinstance(found.party, PartyView) else "portal/join_witness.html"
    return render(request, page, {"letter": found, "signed_in": request.viewer.person is not None})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Audience.PUBLIC)
def identity(request: CourtRequest) -> HttpResponse:
    """Page 3: who you are. Then the case opens."""
    held = request.session.get(_CODE, "")
    found = letter_of(held, today(request))
    if found is None:
        return redirect("portal:join")
    person = person_by_uid(request.viewer.person) if request.viewer.person else None
    form = (KnownForm if person else IdentityForm)(sent_by(request))
    context = {"letter": found, "form": form, "person": person}
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, _joiner(held, person, form), person, found)
        except Refused as no:
            attach_refusals(form, no.refusals)
    return render(request, "portal/join_identity.html", context, status=422 if form.is_bound else 200)


def _joiner(held: str, person: PersonView | None, form: IdentityForm | KnownForm) -> Joiner:
    """A person who is signed in joins under the name and number that the court has checked, never under others."""
    if person is None:
        return Joiner(code=held, **form.cleaned_data)
    if not person.id_number:
        raise Refused(_WRONG)
    return Joiner(code=held, name=person.name, id_number=person.id_number, id_kind=person.id_kind)


def _joined(request: CourtRequest, joiner: Joiner, person: PersonView | None, letter: Letter) -> HttpResponse:
    role = "party" if isinstance(letter.party, PartyView) else "witness"
    by = request.act_as(role) if person else None
    case = join(joiner, at=request.at, platform=settings.TONGBAN.slug, by=by)
    request.session.pop(_CODE, None)
    party = isinstance(letter.party, PartyView)
    page = resolve_url("portal:case", case) if party else resolve_url("portal:testimony", letter.party.uid)
    if person is not None:
        return redirect(page)
    # Who chose no password makes a passkey now; until then only this session opens the account.
    then = page if joiner.password else resolve_url("mfa_add_webauthn")
    return perform_login(request, Login(user=account_of_login(joiner.login), redirect_url=then))


urls = [
    path("join/", code, name="join"),
    path("join/letter/", letter, name="join_letter"),
    path("join/identity/", identity, name="join_identity"),
]
