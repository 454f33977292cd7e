"""What a case hands on to one that follows it: its parties, each on the side on which it stands there."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.models import Case, NumberLink, Party
from tongban.cases.queries import case_views
from tongban.cases.rules.losses import predecessors
from tongban.cases.vocabulary import CaseView, PartyData, Side, Track
from tongban.kernel.casenumber import CaseNumber, parse


def case_numbered(number: str) -> CaseView | None:
    """For acts: the case of this platform with this number, however it is written; None when there is none."""
    read = parse(number)
    row = Case.objects.filter(number=str(read)).first() if isinstance(read, CaseNumber) else None
    return case_views([row])[0] if row else None


def parties_carried(case: UUID, party: UUID) -> tuple[PartyData, ...]:
    """For acts: the parties of a case as those of one that `party` brings.

    It stands first among those who ask; who stood on its side stays there, the other side answers. If it died since,
    its heirs stand first (SI 55).
    """
    known = list(Party.objects.filter(case=case).order_by("side", "order"))
    before = predecessors({row.uid: row.followed for row in known})
    rows = [row for row in known if row.left_at is None]
    asking = {row.uid for row in rows if row.uid == party or party in before[row.uid]}
    own = next(row.side for row in rows if row.uid in asking)
    rows.sort(key=lambda row: (row.side != own, row.uid not in asking))
    return tuple(_carried(row, Side.PLAINTIFF if row.side == own else Side.DEFENDANT) for row in rows)


def stood_below(case: CaseView) -> dict[UUID, Side]:
    """For acts: on which side each party of an appeal stood in the case below, by name and number, as far as that case
    is here; heirs as those whose place they took. Empty for a case that is no appeal.
    """
    link = NumberLink.objects.filter(of_case__uid=case.uid, later=case.number).order_by("id").first()
    below = case_numbered(link.earlier) if link and case.track is Track.SECOND_INSTANCE else None
    if below is None:
        return {}
    stood = {(one.name, one.id_number): one.side for one in below.everybody}
    sides = {one.uid: stood.get((one.name, one.id_number)) for one in case.everybody}
    found = {one.uid: next((side for uid in one.line if (side := sides.get(uid))), None) for one in case.everybody}
    return {uid: side for uid, side in found.items() if side}


def _carried(row: Party, side: Side) -> PartyData:
    return PartyData(
        side=side,
        name=row.name,
        kind=row.kind,
        person=row.person,
        id_kind=row.id_kind,
        id_number=row.id_number,
        phone=row.phone,
        email=row.email,
        address=row.address,
        division=row.division,
        platform=row.platform,
        stood=Side(row.side),
        guardian=row.guardian,
        abroad=row.abroad,
    )
