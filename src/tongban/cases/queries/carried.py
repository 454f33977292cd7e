"""What a case hands on to one that follows it: its parties, each on the side on which it stands there."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.models import Case, Party
from tongban.cases.queries import case_views
from tongban.cases.vocabulary import CaseView, PartyData, Side
from tongban.kernel.casenumber import CaseNumber, parse


def case_numbered(number: str) -> CaseView | None:
    """For acts: the case of this platform with this number, however it is written; None when there is none."""
    read = parse(number)
    row = Case.objects.filter(number=str(read)).first() if isinstance(read, CaseNumber) else None
    return case_views([row])[0] if row else None


def parties_carried(case: UUID, party: UUID) -> tuple[PartyData, ...]:
    """For acts: the parties of a case as those of one that `party` brings.

    It stands first among those who ask; who stood on its side stays there, the other side answers.
    """
    rows = list(Party.objects.filter(case=case, left_at__isnull=True).order_by("side", "order"))
    own = next(row.side for row in rows if row.uid == party)
    rows.sort(key=lambda row: (row.side != own, row.uid != party))
    return tuple(_carried(row, Side.PLAINTIFF if row.side == own else Side.DEFENDANT) for row in rows)


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
    )
