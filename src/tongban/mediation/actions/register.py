"""The register of mediators of a court (在线调解规则 5, 27; 特邀调解 5-10)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.queries.mediators import cases_mediated_by
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.mediation.events import MediatorEnlisted, MediatorStruckOff
from tongban.mediation.models import Enlistment
from tongban.mediation.queries import is_listed
from tongban.mediation.queries.early import mediates_early
from tongban.mediation.rules.table import check_entry
from tongban.people.actions.register import appoint, end_appointment
from tongban.people.queries import person_by_uid
from tongban.people.vocabulary import PersonKind, Role

_LAW = "在线调解规则 5, 27; 特邀调解 5, 6"


def enlist_mediator(
    person: UUID | None, *, kind: str, scope: str, fee: str, profile: str, by: Actor, at: datetime
) -> UUID:
    """The president takes `person` into the own court's register of mediators, with what the public is told.

    Refused: another function, nobody known or an organisation, somebody listed already, an entry that is incomplete.
    """
    _president(by)
    with act(by=by, at=at) as record:
        found = check_entry(kind, scope, fee, profile)
        whom = person_by_uid(person) if person else None
        if whom is None or whom.kind != PersonKind.NATURAL:
            raise Refused([*found, Refusal("mediation.person_unknown", _LAW, ("id_number",))])
        if is_listed(whom.uid, by.court):
            found.append(Refusal("mediation.listed_already", _LAW, ("id_number",)))
        require(found)
        appoint(record, person=whom.uid, role=Role.MEDIATOR, court=by.court)
        row = Enlistment.objects.create(
            layer=Layer.PUBLIC,
            court=by.court,
            holder=whom.uid,
            kind=kind,
            scope=scope.strip(),
            fee=fee.strip(),
            profile=profile.strip(),
            listed_at=at,
        )
        record(MediatorEnlisted(person=whom.uid, court=by.court, kind=kind), under=_LAW)
    return row.uid


def strike_mediator(entry: UUID, *, by: Actor, at: datetime) -> None:
    """The president strikes a mediator off: the function ends, and with it every look at the matters entrusted.

    Refused: another function, no such entry at this court, a mediator who is mediating: the mediation ends first.
    """
    _president(by)
    with act(by=by, at=at) as record:
        row = locked(Enlistment.objects.filter(uid=entry, court=by.court, struck_at=None)).first()
        if row is None or row.holder is None:
            raise Refused(Refusal("mediation.no_such_entry", _LAW))
        if cases_mediated_by(row.holder) or mediates_early(row.holder):
            raise Refused(Refusal("mediation.mediating_now", _LAW))
        row.struck_at = at
        row.save(update_fields=["struck_at"])
        end_appointment(record, person=row.holder, role=Role.MEDIATOR, court=by.court)
        record(MediatorStruckOff(person=row.holder, court=by.court), under="在线调解规则 29; 特邀调解 28")


def _president(by: Actor) -> None:
    if by.role != Role.PRESIDENT or not by.court:
        raise Refused(Refusal("mediation.president_keeps_it", _LAW))
