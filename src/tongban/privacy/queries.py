"""Reading what is held about a person, gathered from the floors that hold it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.law import ENDED
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_entrusted_to
from tongban.cases.queries.witnesses import own_testimonies
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.cooperation.queries import cases_of, errands_of, handed_over_by, handed_tables_of, in_internet_zone
from tongban.cooperation.vocabulary import HandedOverView
from tongban.dossier.queries import items_of
from tongban.filing.queries import drafts_of, filings_of
from tongban.filing.queries.bulk import batches_of
from tongban.filing.queries.own_paper import own_papers
from tongban.filing.queries.typed import typed_by
from tongban.filing.vocabulary import Stage
from tongban.filing.vocabulary.bulk import BatchView
from tongban.helpline.queries import news_of, notice_choices, own_tickets
from tongban.helpline.vocabulary import Stage as TicketStage
from tongban.kernel.facts import plain
from tongban.kernel.refusal import Refusal
from tongban.people.queries import appointments_of, companions, disputes_seen_by, person_by_uid, proofs_of, stands_still
from tongban.people.queries.access import access_of
from tongban.people.queries.corrections import corrected
from tongban.people.queries.reach import contact_told
from tongban.privacy.rules.erasure import judge_erasure
from tongban.privacy.rules.retention import periods
from tongban.privacy.vocabulary import Erasure, Holdings, Period
from tongban.register.queries import acts_by

CLOSED = frozenset({Stage.REFUSED, Stage.ACCEPTED, Stage.MOVED, Stage.SETTLED, Stage.TAKEN_BACK})
"""Filings that wait for nothing more; an accepted one goes on as a case."""


def everything_about(person: UUID, viewer: Viewer, *, at: datetime) -> dict[str, Any]:
    """What the platform holds about `person`, who is the viewer (个人信息保护法 45), as plain JSON by part."""
    beside = companions(person, at=at)
    parts: dict[str, Callable[[], object]] = {
        "identity": lambda: person_by_uid(person),
        "contact_told": lambda: contact_told(person),
        "identity_checks": lambda: proofs_of(person),
        "identity_corrections": lambda: corrected([person]),
        "account": lambda: access_of(person),
        "companions": lambda: beside,
        "disputes": lambda: disputes_seen_by(viewer),
        "drafts": lambda: drafts_of(viewer),
        "forms_not_sent": lambda: typed_by(viewer),
        "own_papers": lambda: own_papers(viewer),
        "tables_of_complaints": lambda: batches_of(viewer),
        "filings": lambda: filings_of(viewer),
        "errands": lambda: errands_of(viewer),
        "handed_over": lambda: _handed_over(viewer),
        "cases": lambda: [_whole(viewer, one) for one in cases_of(viewer)],
        "authorities": lambda: authorities_entrusted_to(person),
        "things_handed_over": lambda: items_of(viewer, person),
        "testimonies": lambda: own_testimonies(viewer),
        "questions": lambda: own_tickets(viewer),
        "news": lambda: {"told": news_of(viewer), "by_email": notice_choices(viewer)},
        "acts": lambda: acts_by(person),
        "kept_how_long": periods,
    }
    return {name: plain(part()) for name, part in parts.items()}


def _whole(viewer: Viewer, case: dict[str, Any]) -> dict[str, Any]:
    """A case of the list with its whole sheet: its file was opened, like on any page."""
    sheet = dict(case["sheet"])
    viewer.note("export", "" if "shown_by" in sheet else sheet["court"]["code"], UUID(case["case"]))
    return {**case, "sheet": sheet}


def holdings_of(person: UUID, viewer: Viewer, *, at: datetime) -> Holdings:
    """What an erasure is judged by."""
    cases, filings, errands = cases_of(viewer), filings_of(viewer), errands_of(viewer)
    handed_over = _handed_over(viewer)
    testimonies, questions = own_testimonies(viewer), own_tickets(viewer)
    things = items_of(viewer, person)
    seen, today = {one["case"] for one in cases}, timezone.localtime(at).date()
    authorities = [one for one in authorities_entrusted_to(person) if str(one.case) not in seen]
    running = [
        *(one for one in cases if one["stage"] not in ENDED),
        *(one for one in filings if one.stage not in CLOSED),
        *(one for one in errands if not one.over),
        *handed_over,  # whether they have ended is known in the court zone alone
        *(one for one in authorities if one.state is AuthorityState.ACCEPTED and today < one.since),
        *(one for one in testimonies if case_by_uid(one.case).stage not in ENDED),
        *(one for one in questions if one.stage is not TicketStage.ANSWERED),
    ]
    known = person_by_uid(person)
    return Holdings(
        files=len([*cases, *things, *authorities, *testimonies, *filings, *errands, *handed_over])
        + len([*questions, *disputes_seen_by(viewer)]),
        under_way=len(running),
        drafts=len(drafts_of(viewer)) + len(batches_of(viewer)) + len(typed_by(viewer)),
        account=access_of(person) is not None,
        identity=known is not None and bool(known.name),
        in_office=bool(appointments_of(person, at=at)),
        disputes_open=stands_still(person),
    )


def _handed_over(viewer: Viewer) -> list[HandedOverView | BatchView]:
    """Filings, and tables of them, that went from here to the court zone."""
    if not in_internet_zone():
        return []
    return [*handed_over_by(viewer), *(table for table, _received in handed_tables_of(viewer))]


def erasure_for(held: Holdings) -> Erasure | Refusal:
    """What would go and what would stay now."""
    return judge_erasure(held)


def retention() -> tuple[Period, ...]:
    """How long each part is kept."""
    return periods()
