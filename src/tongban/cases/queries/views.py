"""Cases and their parties as other floors read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tongban.cases.models import Case, Party
from tongban.cases.rules.losses import predecessors
from tongban.cases.rules.procedures.tracks import stage_of
from tongban.cases.vocabulary import CaseView, PartyView, Side, Track
from tongban.cases.vocabulary.losses import Loss


def party_view(party: Party) -> PartyView:
    """The party as other floors read it."""
    return PartyView(
        uid=party.uid,
        side=Side(party.side),
        name=party.name,
        kind=party.kind,
        person=party.person,
        platform=party.platform,
        address=party.address,
        email=party.email,
        phone=party.phone,
        id_number=party.id_number,
        position=party.position,
        joined=party.person is not None,
        id_kind=party.id_kind,
        guardian=party.guardian,
        loss=Loss(party.loss) if party.loss else None,
        lost_on=party.lost_on,
        heir_of=party.heir_of,
        heirs_of=party.followed,
        left=party.left_at is not None,
        abroad=party.abroad,
    )


def case_views(cases: Iterable[Case]) -> list[CaseView]:
    """Views of several cases with one query for their parties."""
    rows = list(cases)
    parties: dict[int, list[Party]] = {row.id: [] for row in rows}
    for party in Party.objects.filter(of_case__in=rows).order_by("side", "order"):
        parties[party.of_case_id].append(party)
    return [case_view(row, parties[row.id]) for row in rows]


def case_view(row: Case, parties: Iterable[Party]) -> CaseView:
    """The case with its `parties`, each side in its order; those whose place others took stand apart."""
    rows = list(parties)
    before = predecessors({one.uid: one.followed for one in rows})
    views = (replace(one, predecessors=before[one.uid]) for one in map(party_view, rows))
    known = sorted(views, key=lambda p: p.side is not Side.PLAINTIFF)
    return CaseView(
        uid=row.uid,
        number=row.number,
        court=row.court,
        cause=row.cause,
        cause_name=row.cause_name,
        track=Track(row.track),
        stage=stage_of(row.stage),
        claim_minor=row.claim_minor,
        currency=row.currency,
        fee_kind=row.fee_kind,
        filed_at=row.filed_at,
        docketed_at=row.docketed_at,
        judge=row.judge,
        clerk=row.clerk,
        through_court=row.through_court,
        parties=tuple(one for one in known if not one.left),
        former=tuple(one for one in known if one.left),
    )
