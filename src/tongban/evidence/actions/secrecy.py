"""The judge keeps an exhibit secret, or lifts the secrecy (CPL 71; 民诉法解释 103)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import lock_own_case
from tongban.documents.actions.labels import move_layer
from tongban.documents.queries import copies_of
from tongban.dossier.actions.originals import follow
from tongban.dossier.actions.scans import KIND as SCAN
from tongban.evidence.actions.exhibits import any_exhibit_of, digest_of
from tongban.evidence.events import ExhibitKeptSecret, ExhibitSecrecyLifted
from tongban.evidence.models import Exhibit, Manifest, Opinion, OutsideProof, Ruling
from tongban.evidence.rules.exhibits import SECRECY, TEXT_LIMIT, ground_of, too_long
from tongban.evidence.vocabulary import Secrecy, SecrecyAct, SecretGround
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require


def keep_secret(case: UUID, exhibit: UUID, ground: str, *, reasons: str, by: Actor, at: datetime) -> None:
    """The judge of the case orders that an exhibit be seen by who handed it in, and by those who try the case, alone.

    Refused: examined already, no ground, no reasons, secret already, another judge.
    """
    with act(by=by, at=at) as record:
        named = ground_of(ground)
        row, law = _ordered(record, case, exhibit, SecrecyAct.KEEP, reasons, named)
        assert named is not None  # noqa: S101 - the table needs a ground
        documents = _move(record, row, Layer.CASE, Layer.SEALED, named.value)
        fact = ExhibitKeptSecret(
            case=case, exhibit=row.uid, ground=named.value, documents=documents, reasons=digest_of(reasons.strip())
        )
        record(fact, under=law, case=case)


def lift_secrecy(case: UUID, exhibit: UUID, *, reasons: str, by: Actor, at: datetime) -> None:
    """The judge of the case puts a secret exhibit back on the main file. Refused when it is not secret."""
    with act(by=by, at=at) as record:
        row, law = _ordered(record, case, exhibit, SecrecyAct.LIFT, reasons)
        documents = _move(record, row, Layer.SEALED, Layer.CASE, "")
        fact = ExhibitSecrecyLifted(case=case, exhibit=row.uid, documents=documents, reasons=digest_of(reasons.strip()))
        record(fact, under=law, case=case)


def _ordered(
    record: Recording, case: UUID, exhibit: UUID, what: SecrecyAct, reasons: str, ground: SecretGround | None = None
) -> tuple[Exhibit, str]:
    """The exhibit, locked, and the article: the table of secrecy lets this judge order `what` now."""
    lock_own_case(record, case)
    row = any_exhibit_of(case, exhibit)
    stage = Secrecy.SECRET if row.secret else Secrecy.OPEN
    held = (("ground_named", ground is not None), ("not_examined", row.examined_at is None))
    move = SECRECY.decide(stage, what, role=record.by.role, holds=guards(held))
    if isinstance(move, Refusal):
        raise Refused(move)
    if not reasons.strip():
        raise Refused(Refusal("evidence.secrecy_without_reasons", move.law, ("reasons",)))
    require(too_long("reasons", reasons, TEXT_LIMIT))
    return row, move.law


def _move(record: Recording, row: Exhibit, source: Layer, target: Layer, ground: str) -> tuple[UUID, ...]:
    """The exhibit with all that hangs on it goes into another layer; returns its documents.

    What was scanned of it at the counter lies beside the file, open to the registry: that is kept secret with it.
    """
    row.layer, row.secret = target, ground
    row.save(update_fields=["layer", "secret"])
    for of_exhibit in (Opinion, Manifest, Ruling, OutsideProof):
        of_exhibit.objects.filter(exhibit=row, layer=source).update(layer=target)
    shown = Manifest.objects.filter(exhibit=row).values_list("files", flat=True)
    named = {file.document for file in row.files.all()} | {UUID(uid) for files in shown for uid in files.values()}
    assert row.case is not None  # noqa: S101 - an exhibit is one of a case
    scans = copies_of(named, kind=SCAN, case=row.case, holder=row.holder)
    beside = {Layer.CASE: Layer.HANDED_IN}
    there, then = beside.get(source, source), beside.get(target, target)
    follow(record, dict.fromkeys((row.uid, *named), target) | dict.fromkeys(scans, then))
    moved = move_layer(record, documents=named, subject=row.uid, source=source, target=target, holder=row.holder)
    for scan in sorted(scans):
        moved += move_layer(record, documents=(scan,), subject=scan, source=there, target=then, holder=row.holder)
    return moved
