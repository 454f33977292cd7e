"""A clerk has a wrong name or identity number corrected, the paper in hand; a second person decides (PIPL 46)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.register import prove_identity
from tongban.people.events import CorrectionOfIdentityAsked, CorrectionOfIdentityRefused, IdentityCorrected
from tongban.people.models import Correction, Person
from tongban.people.queries import appointments_of, number_as_kept, person_by_identity
from tongban.people.rules.corrections import CORRECTION, LAW, decider_holds, may_ask
from tongban.people.vocabulary import ProofMethod
from tongban.people.vocabulary.corrections import CorrectionAct, CorrectionStage

_FIELDS = ("name", "id_kind", "id_number")


def ask_correction(
    person: UUID, *, name: str, id_kind: str, id_number: str, evidence: str, reason: str, by: Actor, at: datetime
) -> UUID:
    """The clerk compared the person with the paper, which says something else than the record; returns the correction.

    Refused: not a clerk, the clerk's own record or a colleague's, a person of another platform, a number that cannot
    be right or is somebody else's, nothing to correct, no evidence or reason, one that waits already.
    """
    told = {"name": name.strip(), "id_kind": id_kind, "id_number": number_as_kept(id_number)}
    said = told | {"evidence": evidence.strip(), "reason": reason.strip()}
    with act(by=by, at=at) as record:
        row = locked(Person.objects.filter(uid=person, platform=settings.TONGBAN.slug)).first()
        if row is None or by.person is None:
            raise Refused(Refusal("people.no_such_person", "在线诉讼规则 38"))
        known = {field: getattr(row, field) for field in _FIELDS}
        staff = bool(appointments_of(person, at=at))
        today = timezone.localtime(at).date()
        found = may_ask(by.role, said, known, kind=row.kind, today=today, own=by.person == person, staff=staff)
        require(found or _in_the_way(row, told))
        fields = [field for field in _FIELDS if told[field] != known[field]]
        made = Correction.objects.create(
            layer=Layer.STAFF,
            court=by.court,
            holder=person,
            person=row,
            stage=CORRECTION.first,
            fields=fields,
            **{f"{field}_before": value for field, value in known.items()},
            **said,
            asked_by=by.person,
            asked_at=at,
        )
        _seen(record, person)
        record(CorrectionOfIdentityAsked(correction=made.uid, person=person, fields=tuple(fields)), under=LAW)
    return made.uid


def decide_correction(correction: UUID, what: CorrectionAct, *, by: Actor, at: datetime) -> None:
    """A second person of the court confirms or refuses; only then the record changes.

    Refused: who asked for it, the person itself, another court, decided before, a number that is somebody else's now.
    """
    with act(by=by, at=at) as record:
        row = locked(Correction.objects.filter(uid=correction, court=by.court)).first()
        if row is None or row.holder is None:
            raise Refused(Refusal("people.no_such_correction", LAW))
        holds = guards(decider_holds(asked_by=row.asked_by, by=by.person, person=row.holder).items())
        move = CORRECTION.decide(row.stage, what, role=by.role, holds=holds)
        if isinstance(move, Refusal):
            raise Refused(move)
        row.stage, row.decided_by, row.decided_at = move.target, by.person, at
        row.save(update_fields=["stage", "decided_by", "decided_at"])
        if what is CorrectionAct.REFUSE:
            record(CorrectionOfIdentityRefused(correction=row.uid, person=row.holder), under=move.law)
            return
        person = locked(Person.objects.filter(uid=row.holder)).get()
        require(_in_the_way(person, {"id_kind": row.id_kind, "id_number": row.id_number}, decided=True))
        for field in row.fields:
            setattr(person, field, getattr(row, field))
        person.save(update_fields=row.fields)
        fact = IdentityCorrected(correction=row.uid, person=row.holder, fields=tuple(row.fields))
        record(fact, under=move.law)


def _in_the_way(person: Person, told: dict[str, str], *, decided: bool = False) -> list[Refusal]:
    """Another person with this number; another correction that waits."""
    found = []
    other = person_by_identity(told["id_kind"], told["id_number"])
    if other is not None and other.uid != person.uid:
        found.append(Refusal("people.number_of_another", LAW, ("id_number",)))
    if not decided and Correction.objects.filter(person=person, stage=CorrectionStage.ASKED).exists():
        found.append(Refusal("people.correction_waits", LAW))
    return found


def _seen(record: Recording, person: UUID) -> None:
    """The clerk has the person and the paper before him: that is a check of the identity."""
    prove_identity(
        record, person=person, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER, court=record.by.court
    )
