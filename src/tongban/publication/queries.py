"""Reading publications: the court's proposals, and what everybody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.queries.agents import authorities_in
from tongban.cases.queries.openness import closed_ground
from tongban.cases.queries.witnesses import witnesses_in
from tongban.cases.vocabulary import CaseView
from tongban.people.law import capacity
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import Capacity
from tongban.publication.models import Publication
from tongban.publication.rules.policy import is_minor
from tongban.publication.rules.stages import PUBLICATION
from tongban.publication.vocabulary import Ground, PublicationView, Secrets, Stage

SHOWN = (Stage.PUBLISHED, Stage.WITHHELD)
"""What stands in the public list; a withdrawn text leaves it, its own address says that it was withdrawn."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty fields ask for nothing."""

    words: str = ""
    court: str = ""
    since: date | None = None
    until: date | None = None


def view_of(row: Publication) -> PublicationView:
    """The publication as pages read it."""
    return PublicationView(
        uid=row.uid,
        case=row.of_case,
        stage=Stage(row.stage),
        court=row.court,
        court_name=row.court_name,
        number=row.number,
        cause=row.cause,
        dated=row.dated,
        effective_on=row.effective_on,
        publish_by=row.publish_by,
        published_at=row.published_at,
        ground=Ground(row.ground) if row.ground else None,
        advised=Ground(row.advised) if row.advised else None,
        content=row.content,
        removed=tuple(row.removed),
        doubts=tuple(row.doubts),
        document=row.document,
    )


def published(viewer: Viewer, wanted: Wanted | None = None) -> QuerySet[Publication]:
    """What the public list shows, the newest first; the caller pages it and turns rows into views."""
    wanted = wanted or Wanted()
    rows = Publication.objects.filter(visible_q(viewer), layer=Layer.PUBLIC, stage__in=SHOWN)
    words = wanted.words.strip()
    if words:
        rows = rows.filter(Q(number__icontains=words) | Q(cause__icontains=words, stage=Stage.PUBLISHED))
    rows = rows.filter(court_name__icontains=wanted.court.strip()) if wanted.court.strip() else rows
    rows = rows.filter(dated__gte=wanted.since) if wanted.since else rows
    rows = rows.filter(dated__lte=wanted.until) if wanted.until else rows
    return rows.order_by("-published_at", "-id")


def public_publication(viewer: Viewer, uid: UUID) -> PublicationView | None:
    """One entry of the public page, also when it was withdrawn; None when there is none or it is not public."""
    row = Publication.objects.filter(visible_q(viewer), uid=uid, layer=Layer.PUBLIC).first()
    return view_of(row) if row else None


def proposals(viewer: Viewer, court: str) -> list[PublicationView]:
    """What the staff of `court` has to decide, the one due first at the top."""
    rows = Publication.objects.filter(visible_q(viewer), court=court, stage=Stage.PROPOSED)
    return [view_of(row) for row in rows.order_by("publish_by", "id")]


def publication_of_case(viewer: Viewer, case: UUID) -> PublicationView | None:
    """The publication of a case's judgment, if this viewer may see it."""
    row = Publication.objects.filter(visible_q(viewer), of_case=case).first()
    if row is None:
        return None
    viewer.note("publication", row.court, row.of_case)
    return view_of(row)


def acts_open(stage: Stage, roles: Iterable[str]) -> dict[str, str]:
    """What somebody with `roles` may do at `stage`, each act with the capacity to do it in."""
    return {move.act.value: role for role in roles for move in PUBLICATION.open_to(stage, role)}


def secrets_of(case: CaseView) -> Secrets:
    """For acts: what the file of the case knows about its parties and must not become public.

    Lawyers and other professionals are named in public; who acts for a party as guardian, relative or colleague is
    hidden with it, and so are witnesses (文书上网规定 8, 11). A party who joined is known as in the file, and as on
    record: a name that was corrected or changed since stands in the judgment, too.
    """
    agents, witnesses, filed = authorities_in(case.uid), witnesses_in(case.uid), timezone.localdate(case.filed_at)
    known = [found for p in case.everybody if p.person and (found := person_by_uid(p.person))]
    names = [p.name for p in case.everybody] + [p.guardian for p in case.everybody]
    names += [one.name for one in agents if not one.kind.professional]
    names += [name for one in known for name in (one.name, one.name_latin)] + [one.name for one in witnesses]
    numbers = {value for p in case.everybody for value in (p.id_number, p.phone, p.email)}
    numbers |= {value for one in known for value in (one.id_number, one.phone, one.email)}
    numbers |= {one.id_number for one in agents} | {value for one in witnesses for value in (one.id_number, one.phone)}
    addresses = [p.address for p in case.everybody] + [one.address for one in known]
    addresses += [one.address for one in witnesses]
    return Secrets(
        names=tuple(dict.fromkeys(filter(None, names))),
        addresses=tuple(dict.fromkeys(filter(None, addresses))),
        numbers=tuple(sorted(filter(None, numbers))),
        closed=closed_ground(case.uid),
        minors=any(is_minor(p.id_number, filed) for p in case.everybody)
        or any(capacity(one.born, filed) is not Capacity.FULL for one in known),
    )
