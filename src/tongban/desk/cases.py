"""Cases: the list, and the case with its timeline, its file and the next acts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tongban.cases.queries import case_seen_by, cases_at, clocks_of, consents_of, party_names
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.wording import SIDES_OF, TRACKS
from tongban.cases.wording.losses import LOSSES
from tongban.courts.queries import court_name
from tongban.desk import results, turns
from tongban.desk.filings import leaf_of
from tongban.desk.frame import DeskRequest, own_court, roles_at, staff_page
from tongban.desk.next_acts import case_pages, next_acts, occasional_acts
from tongban.desk.tables import cases_table, clock_part
from tongban.desk.viewing import viewing
from tongban.desk.wording import cases as case_words
from tongban.desk.wording import pages as words
from tongban.desk.wording.events import BEHIND_THE_SCENES, say
from tongban.documents.queries import documents_of, versions
from tongban.documents.vocabulary import DocumentView
from tongban.documents.wording import STAGES as DOCUMENT_STAGES
from tongban.face import presentation
from tongban.face.articles import cited
from tongban.face.parts import Seal as SealPart
from tongban.face.parts import Step
from tongban.kernel.money import Money
from tongban.people.queries import disputed_entries, names_of
from tongban.people.queries.corrections import corrected
from tongban.people.vocabulary import Role
from tongban.people.vocabulary.corrections import Corrected
from tongban.people.wording import ROLES, disputed_mark
from tongban.people.wording.corrections import note
from tongban.publication.queries import publication_of_case
from tongban.register.queries import newest_of_case, seals_of
from tongban.register.vocabulary import EntryView, SealView

_SHOWN: dict[str, bool | None] = {"open": False, "rest": True, "all": None}
"""Which cases the list shows: whether they are at rest; None for all."""
NEWEST = 40
"""Entries of the register that a case's page tells at first; the story of a case to its end has 150."""


@require_safe
@staff_page(Role.CLERK, Role.JUDGE, Role.PRESIDENT)
def cases(request: DeskRequest) -> HttpResponse:
    """The cases of the court: `?show=` open ones, those at rest, or all."""
    chosen = request.GET.get("show", "open")
    if chosen not in _SHOWN:
        raise Http404
    found = cases_at(request.viewer, request.desk.court, at_rest=_SHOWN[chosen])
    table = cases_table(
        found,
        request.desk.roles,
        request.at,
        caption=str(words.CASES_COURT) % {"n": len(found)},
        empty=words.CASES_EMPTY if chosen == "open" else words.CASES_NONE,
    )
    may_open = bool({Role.CLERK, Role.PRESIDENT} & set(request.desk.roles))
    choices = [(key, label, key == chosen) for key, label in words.CASES_SHOWN.items()]
    return render(request, "desk/cases.html", {"table": table, "choices": choices, "may_open": may_open})


@require_safe
@staff_page()
def case(request: DeskRequest, case: UUID) -> HttpResponse:
    """One case: what happened, what is on file, what comes next."""
    view = case_seen_by(request.viewer, case)
    own_court(request, view.court)
    files = documents_of(request.viewer, case=view.uid)
    shown = viewing(request, [leaf_of(d) for d in files if d.newest])
    today = timezone.localtime(request.at).date()
    shown_steps = timeline(view.uid, whole=bool(request.GET.get("whole")))
    clocks = [
        (clock_part(one, view, request.at), reverse("desk:clock", args=[case, one.uid]))
        for one in clocks_of(case, request.viewer)
    ]
    context: dict[str, Any] = {
        "case": view,
        "claim": Money(view.claim_minor, view.currency),
        "court": court_name(view.court, today),
        "through": court_name(view.through_court, today) if view.through_court else "",
        "stage": case_words.STAGES[view.stage],
        "track": TRACKS[view.track],
        "judge": names_of({view.judge}).get(view.judge, "") if view.judge else "",
        "timeline": shown_steps[0],
        "untold": shown_steps[1],
        "viewing": shown,
        "file": _of_file(request, [d for d in files if d.newest], shown.entries),
        "ordered": [d for d in files if d.newest is None],
        "acts": [
            *next_acts(view, roles_at(request, view.court)),
            *turns.links(view, list(roles_at(request, view.court))),
            *results.links(view, list(roles_at(request, view.court))),
        ],
        "occasional": occasional_acts(view, roles_at(request, view.court)),
        "pages": case_pages(view, roles_at(request, view.court), proposed=_proposed(request, view)),
        "may_remove": bool({Role.CLERK, Role.JUDGE, Role.PRESIDENT} & set(roles_at(request, view.court))),
        "clocks": [one for one in clocks if not one[0].done],
        "over": [one for one in clocks if one[0].done],
        "parties": _parties(view),
    }
    return render(request, "desk/case.html", context)


def timeline(case: UUID, *, whole: bool) -> tuple[list[Step], int]:
    """The register of a case in words, the newest entry first, and how many entries are left out.

    Without `whole`, what the house does for itself stays out, and what lies far back. Only for staff who may see the
    case.
    """
    told, untold = newest_of_case(case) if whole else newest_of_case(case, without=BEHIND_THE_SCENES, limit=NEWEST)
    names = names_in(told)
    disputed = disputed_entries(case)
    steps = [
        Step(
            what=say(entry.event, entry.body) + disputed_mark(disputed.get(entry.uid, "")),
            when=entry.at,
            who=who(entry, names, brief=True),
            law=entry.basis,
            href=reverse("desk:register_entry", args=[entry.uid]),
        )
        for entry in told
    ]
    return steps, untold


def names_in(entries: Iterable[EntryView]) -> dict[UUID, str]:
    """The names of those who stand behind entries: who acted, who helped, and the party for whom an agent acted."""
    actors = [entry.actor for entry in entries]
    people = {UUID(actor[key]) for actor in actors for key in ("person", "helper") if actor.get(key)}
    return names_of(people) | party_names({UUID(actor["represents"]) for actor in actors if actor.get("represents")})


def who(entry: EntryView, names: dict[UUID, str], *, brief: bool = False) -> str:
    """Who acted, in which capacity, with whose help; the rule of an office unless `brief`."""
    actor = entry.actor
    if actor["kind"] == "office" and brief:
        return str(words.OFFICE)
    if actor["kind"] == "office":
        return f"{words.OFFICE} · {cited(actor['rule'])}"
    role = str(ROLES.get(actor["role"], actor["role"]))
    text = " ".join(part for part in (role, names.get(UUID(actor["person"]), "")) if part)
    if actor.get("represents"):
        text = str(words.ACTS_FOR) % {
            "name": names.get(UUID(actor["person"]), ""),
            "party": names.get(UUID(actor["represents"]), ""),
        }
    if not actor.get("helper"):
        return text
    helper = names.get(UUID(actor["helper"]), "")
    return f"{text} · {words.HELPED_BY % {'name': helper}} ({actor.get('helper_court', '')})"


def seal_part(found: SealView | None) -> SealPart:
    """How far something is sealed, as the face shows it."""
    if found is None or found.position is None:
        return SealPart("sealing")
    state = "proven" if found.proven_at else "promised"
    return SealPart(state, found.proven_at, ledger=f"#{found.position}")  # type: ignore[arg-type]


def _of_file(request: DeskRequest, files: list[DocumentView], entries: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """The open document with its versions and the place of each in the ledger."""
    current = next((at for at, entry in enumerate(entries) if entry.current), None)
    if current is None:
        return None
    document = files[current]
    found = versions(request.viewer, document.uid)
    seals = seals_of([version.uid for version in found])
    return {
        "document": document,
        "stage": DOCUMENT_STAGES[document.stage],
        "versions": [(v, seal_part(seals.get(v.uid)), _file(document.uid, v.number)) for v in reversed(found)],
    }


def _file(document: UUID, number: int) -> str:
    return reverse("desk:document_file", args=[document, number])


def _proposed(request: DeskRequest, view: CaseView) -> bool:
    return publication_of_case(request.viewer, view.uid) is not None


def _parties(case: CaseView) -> list[dict[str, Any]]:
    answers = consents_of(case.uid)

    def consents(party: PartyView) -> list[tuple[object, object]]:
        return [
            (case_words.STEPS[step], case_words.CHOICES[answers[(party.uid, step)].choice])
            for step in case_words.STEPS
            if (party.uid, step) in answers
        ]

    notes = {one.person: one for one in corrected([p.person for p in case.parties if p.person])}
    return [
        {
            "party": p,
            "side": SIDES_OF.get(case.track, case_words.SIDES)[p.side],
            "consents": consents(p),
            "note": _note(notes[p.person]) if p.person in notes else "",
            "loss": LOSSES[p.loss] if p.loss else "",
        }
        for p in case.parties
    ]


def _note(one: Corrected) -> str:
    """That the party's record was corrected after it was handed in."""
    day = timezone.localtime(one.at).date()
    return note(one.fields, court=court_name(one.court, day), day=presentation.day(day, get_language() or "en"))


urls = [
    path("cases", cases, name="cases"),
    path("cases/<uuid:case>", case, name="case"),
]
