"""The decision about a motion on paper, and its service (CPL 106(1), 157(3))."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.actions.clocks import show_clocks
from tongban.cases.actions.standing import signer
from tongban.cases.law import days_to_appeal
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.courts.law import period_amount
from tongban.courts.queries import ancestors, court_name
from tongban.delivery.actions.dispatch import order
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.labels import move_layer
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import data_of
from tongban.frame.acts import Recording
from tongban.motions.actions.steps import label_of
from tongban.motions.events import MeasureTold
from tongban.motions.models import Motion
from tongban.motions.rules.papers import ruling, said
from tongban.motions.rules.reading import Told
from tongban.motions.rules.rows import Decision, Remedy, Served, Standing
from tongban.motions.vocabulary import APPLICATION, RULING, Kind
from tongban.people.queries import names_of
from tongban.people.vocabulary import Role


def issue_ruling(
    record: Recording, case: CaseView, row: Motion, decision: Decision, asked: Told, told: Told, known: Standing
) -> None:
    """A step: the decision is ordered as a paper, and served on whom it concerns; `row` is saved by the caller."""
    local = timezone.localtime(record.at)
    # Of a measure that was not carried out the other side learns nothing, whatever is decided about it (CPL 106(1)).
    alone = decision.served is Served.APPLICANT or (row.layer == Layer.SEALED and decision.served is Served.ALL)
    to = list(case.stand_for(row.party) if alone else case.parties)
    # Who keeps the record of the case has no part in a decision that may be about that very person.
    clerk = "" if row.kind == Kind.RECUSAL or not case.clerk else names_of({case.clerk}).get(case.clerk, "")
    office = Viewer.office(case.court, record.at, case.uid)
    data = ruling(
        decision,
        asked,
        told,
        known,
        request=[str(line) for line in (data_of(office, row.document) or {}).get("request", ())],
        court=court_name(case.court, known.today),
        to="、".join(party.name for party in to),
        asked_on=timezone.localtime(row.handed_in_at).date().isoformat(),
        dated=local.date().isoformat(),
        bench=_bench(record, case),
        clerk=clerk,
    )
    data |= _remedy(case, decision, known)
    paper = issue_paper(
        record,
        RULING,
        data,
        kind="ruling",
        title=decision.title,
        label=label_of(case, known.party, quiet=row.layer == Layer.SEALED),
        dated=local.date(),
        subject=row.uid,
    )
    row.ruling, row.papers = paper, [*row.papers, str(paper)]
    if decision.served is not Served.LATER:
        for party in to:
            # Who must answer other claims, or a counterclaim, gets the copy of what was asked for (CPL 128(1)).
            copy = [row.document] if decision.sets and row.party not in party.line else []
            _serve(record, case, [paper, *copy], [party])


def _bench(record: Recording, case: CaseView) -> list[dict[str, str]]:
    """Who decides signs: the president what is the president's, else the judge of the case."""
    office, who = ("院长", record.by.person) if record.by.role == Role.PRESIDENT else ("审判员", case.judge)
    names = names_of({who}) if who else {}
    return [{"office": office, "name": names[who]}] if who in names else []


def keep_words(
    record: Recording,
    row: Motion,
    party: PartyView,
    decision: Decision,
    told: Told,
    known: Standing,
    enclosed: Sequence[str],
) -> None:
    """A step: what a party says with its act is a paper beside the application; `row` is saved by the caller."""
    case = known.case
    data = said(
        decision,
        told,
        known,
        party,
        court=court_name(case.court, known.today),
        signer=signer(record, case, party),
        signed_at=timezone.localtime(record.at).isoformat(),
        enclosed=enclosed,
    )
    label = label_of(case, party, quiet=row.layer == Layer.SEALED)
    paper = issue_paper(
        record,
        APPLICATION,
        data,
        kind="motion",
        title=decision.handed_in,
        label=label,
        dated=known.today,
        subject=row.uid,
    )
    row.papers = [*row.papers, str(paper)]


def _remedy(case: CaseView, decision: Decision, known: Standing) -> dict[str, object]:
    """What one can do against it, with the days of the table of periods."""
    if decision.remedy is Remedy.REVIEW:
        return {"review": {"days": period_amount("preservation_review", known.today)}}
    if decision.remedy is Remedy.ON_RECEIPT:
        return {"review_on_receipt": True}
    above = ancestors(case.court, known.today) if decision.remedy is Remedy.APPEAL else ()
    if not above:
        return {}
    return {"appeal": {**days_to_appeal("appeal_ruling", case.parties, known.today), "court": above[0].name}}


def _serve(record: Recording, case: CaseView, papers: list[UUID], to: Iterable[PartyView]) -> None:
    for party in to:
        order(record, case, papers, party.uid, Purpose.RULING)


def tell_all(record: Recording, case: CaseView, row: Motion) -> None:
    """A step: the measure has been carried out: the motion, its papers and clocks are on the file, and the ruling and
    the notice of the measure are served on everybody (CPL 106(1)). A motion that was told before stays as it is.
    """
    if row.layer == Layer.SEALED:
        row.layer = Layer.CASE
        row.save(update_fields=["layer"])
        show_clocks(record, [UUID(uid) for uid in row.clocks])
        papers = [UUID(uid) for uid in row.papers]
        move_layer(record, documents=papers, subject=row.uid, source=Layer.SEALED, target=Layer.CASE, holder=None)
    rulings = [UUID(uid) for uid in row.papers[-2:]]
    _serve(record, case, rulings, case.parties)
    fact = MeasureTold(case=case.uid, motion=row.uid, kind=row.kind, ends_on=row.ends_on)
    record(fact, under="CPL 106(1)", case=case.uid)
