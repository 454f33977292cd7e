"""Evidence at the desk: exhibits with what was said, the audit of their form, rounds of exchange and inquiry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from tongban.cases.queries import case_seen_by, open_acts
from tongban.cases.vocabulary import Act, CaseView
from tongban.desk.forms.evidence import AuditForm, ExchangeForm, ExhibitsForm, InquiryForm
from tongban.desk.frame import DeskRequest, own_court, roles_at, roles_in, staff_page, tried
from tongban.desk.next_acts import next_acts
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView
from tongban.dossier.wording.originals import CURES, TRIGGERS
from tongban.evidence.actions.exhibits import accept_form, examine_exhibit, pass_audit, require_original
from tongban.evidence.actions.rounds import close_round, open_exchange, open_inquiry
from tongban.evidence.queries import exhibits_seen_by, rounds_seen_by
from tongban.evidence.vocabulary import (
    Aspect,
    ExhibitAct,
    ExhibitView,
    PlatformStatus,
    Provenance,
    RoundState,
    RulingView,
)
from tongban.evidence.wording import (
    ASPECTS,
    LACKS,
    PLATFORM_STATUSES,
    PROOF_FORMS,
    PROVENANCE,
    ROUNDS,
    RULINGS,
    SECRET_GROUNDS,
    STAGES,
    VERDICTS,
    finding_text,
)
from tongban.face.parts import Seal
from tongban.face.refusals import attach_refusals, problems
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.register.queries import seals_of
from tongban.register.vocabulary import SealVerdict

_COURT = (Role.CLERK, Role.JUDGE)


def own_case(request: DeskRequest, case: UUID) -> CaseView:
    """The case, for staff of its court."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    return view


def acting(request: DeskRequest, view: CaseView, act: Act) -> Actor:
    """The viewer in the function in which `act` is open to him or her; else in the first one, and the table refuses."""
    roles = roles_in(request, view.court, view.uid)
    able = [role for role in roles if act in open_acts(view, role)]
    return request.act_as((able or list(roles))[0].value, view.court)


@require_safe
@staff_page()
def evidence(request: DeskRequest, case: UUID) -> HttpResponse:
    """Everything about evidence in one case."""
    view = own_case(request, case)
    acts = [link for link in next_acts(view, roles_at(request, view.court)) if "/evidence/" in link.href]
    names = {p.uid: (p.side.term, p.name) for p in view.everybody}
    rounds = [
        (
            ROUNDS[r.kind],
            r,
            r.state is RoundState.OPEN,
            [(q, [(names[a.party], a) for a in q.answers]) for q in r.questions],
        )
        for r in rounds_seen_by(request.viewer, case)
    ]
    judge = Role.JUDGE in roles_at(request, view.court) and case in request.viewer.panels
    context = {
        "case": view,
        "exhibits": exhibit_lines(request, view),
        "rounds": rounds,
        "acts": acts,
        "secrecy": reverse("desk:evidence_secrecy", args=[case]) if judge else "",
        "may_check": bool({Role.CLERK, Role.JUDGE} & set(roles_at(request, view.court))),
    }
    return render(request, "desk/evidence_case.html", context)


def exhibit_lines(request: DeskRequest, view: CaseView) -> list[dict[str, Any]]:
    """The exhibits of a case as the desk's pages show them: files with their seals, what was said, what was ruled."""
    names = {p.uid: (p.side.term, p.name) for p in view.everybody}
    documents = {d.uid: d for d in documents_of(request.viewer, case=view.uid) if d.newest}
    seals = seals_of([d.newest.uid for d in documents.values() if d.newest])

    def seal(uid: UUID) -> Seal:
        found = seals.get(uid)
        if found is None or found.position is None:
            return Seal("sealing")
        return Seal("proven" if found.proven_at else "promised", found.proven_at, ledger=f"#{found.position}")

    def line(e: ExhibitView) -> dict[str, Any]:
        files = [documents[uid] for uid in e.documents if uid in documents]
        return {
            "exhibit": e,
            "stage": STAGES[e.stage],
            "secret": SECRET_GROUNDS[e.secret] if e.secret else "",
            "findings": [finding_text(f.kind, f.body) for f in e.findings],
            "ground": CURES[e.cure] if e.cure else TRIGGERS[e.trigger] if e.trigger else "",
            "files": [(d, seal(d.newest.uid)) for d in files if d.newest],
            "opinions": [
                (names[o.party], o, [(ASPECTS[a], o.said[a], o.reasons.get(a, "")) for a in Aspect]) for o in e.opinions
            ],
        }

    def before(e: ExhibitView) -> list[tuple[object, str, DocumentView | None]]:
        said, files = (e.manifest.said, e.manifest.files) if e.manifest else ({}, {})
        return [(PROVENANCE[i], said.get(i, ""), documents.get(files[i]) if i in files else None) for i in Provenance]

    def rulings(e: ExhibitView) -> list[tuple[object, RulingView, tuple[str, str] | None]]:
        return [(RULINGS[r.ruling], r, names[r.motion] if r.motion else None) for r in e.rulings]

    def proofs(e: ExhibitView) -> list[dict[str, Any]]:
        return [
            {
                "proof": p,
                "form": PROOF_FORMS[p.form],
                "verdict": VERDICTS[SealVerdict(p.verdict)] if p.verdict else "",
                "stands": PLATFORM_STATUSES[PlatformStatus(p.status)] if p.status else "",
                "lacks": [LACKS[code] for code in p.lacks if code in LACKS],
            }
            for p in e.proofs
        ]

    return [
        line(e) | {"proofs": proofs(e), "before": before(e) if e.chained else [], "rulings": rulings(e)}
        for e in exhibits_seen_by(request.viewer, view.uid)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def exchange(request: DeskRequest, case: UUID) -> HttpResponse:
    """Open an exchange of evidence in writing."""
    view = own_case(request, case)
    form = ExchangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, days = acting(request, view, Act.OPEN_EXCHANGE), form.cleaned_data["days"]
        done, refusals = tried(lambda: open_exchange(case, days=days, by=by, at=request.at))
        if done:
            return redirect("desk:evidence_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "kind": "exchange"}
    return render(request, "desk/evidence_round.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def inquiry(request: DeskRequest, case: UUID) -> HttpResponse:
    """Put questions to both sides in writing."""
    view = own_case(request, case)
    form = InquiryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, told = acting(request, view, Act.OPEN_INQUIRY), form.cleaned_data
        asked = told["questions"].splitlines()
        done, refusals = tried(lambda: open_inquiry(case, asked, days=told["days"], by=by, at=request.at))
        if done:
            return redirect("desk:evidence_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "kind": "inquiry"}
    return render(request, "desk/evidence_round.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def close(request: DeskRequest, case: UUID) -> HttpResponse:
    """Close a round: the open ones are listed, each with its button."""
    view = own_case(request, case)
    rounds = rounds_seen_by(request.viewer, case)
    running = [(ROUNDS[r.kind], r) for r in rounds if r.state is RoundState.OPEN]
    refusals: tuple[Any, ...] = ()
    if request.method == "POST":
        chosen = next((r.uid for r in rounds if str(r.uid) == request.POST.get("round")), None)
        if chosen is None:
            raise Http404
        by = acting(request, view, Act.CLOSE_ROUND)
        _none, refusals = tried(lambda: close_round(case, chosen, by=by, at=request.at))
        if not refusals:
            return redirect("desk:evidence_case", case=case)
    context = {"case": view, "rounds": running, "problems": problems(refusals)}
    return render(request, "desk/evidence_close.html", context, status=422 if refusals else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def audit(request: DeskRequest, case: UUID) -> HttpResponse:
    """Decide about the form of an exhibit."""
    view = own_case(request, case)
    form = AuditForm(exhibits_seen_by(request.viewer, case), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by = acting(request, view, Act.AUDIT_EXHIBIT)
        exhibit, decision = UUID(form.cleaned_data["exhibit"]), ExhibitAct(form.cleaned_data["decision"])
        _none, refusals = tried(lambda: _decide(view, exhibit, decision, form, request, by))
        if not refusals:
            return redirect("desk:evidence_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "kind": "audit"}
    return render(request, "desk/evidence_audit.html", context, status=422 if form.is_bound else 200)


def _decide(
    view: CaseView, exhibit: UUID, decision: ExhibitAct, form: AuditForm, request: DeskRequest, by: Actor
) -> None:
    if decision is ExhibitAct.PASS_AUDIT:
        pass_audit(view.uid, exhibit, by=by, at=request.at)
    elif decision is ExhibitAct.REQUIRE_ORIGINAL:
        require_original(view.uid, exhibit, form.demand(), by=by, at=request.at)
    else:
        # A judge who is also a clerk accepts as a judge.
        roles = roles_at(request, view.court)
        judge = request.act_as("judge", view.court) if Role.JUDGE in roles else by
        accept_form(view.uid, exhibit, form.ground(), by=judge, at=request.at)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(*_COURT)
def examine(request: DeskRequest, case: UUID) -> HttpResponse:
    """Note in the hearing that an exhibit was shown and all had their say."""
    view = own_case(request, case)
    waiting = [e for e in exhibits_seen_by(request.viewer, case) if e.examined_at is None]
    form = ExhibitsForm(waiting, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, exhibit = acting(request, view, Act.EXAMINE_EXHIBIT), UUID(form.cleaned_data["exhibit"])
        _none, refusals = tried(lambda: examine_exhibit(case, exhibit, by=by, at=request.at))
        if not refusals:
            return redirect("desk:evidence_case", case=case)
        attach_refusals(form, refusals)
    context = {"case": view, "form": form, "kind": "examine"}
    return render(request, "desk/evidence_audit.html", context, status=422 if form.is_bound else 200)


urls = [
    path("cases/<uuid:case>/evidence", evidence, name="evidence_case"),
    path("cases/<uuid:case>/evidence/exchange", exchange, name="evidence_exchange"),
    path("cases/<uuid:case>/evidence/inquiry", inquiry, name="evidence_inquiry"),
    path("cases/<uuid:case>/evidence/close", close, name="evidence_close_round"),
    path("cases/<uuid:case>/evidence/audit", audit, name="evidence_audit"),
    path("cases/<uuid:case>/evidence/examine", examine, name="evidence_examine"),
]
