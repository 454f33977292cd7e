"""The signed report on a seal (report.pdf in the bundle): asked for by a person, made by the worker, kept for good.

It says in words what the bundle proves. The proof stands without it: no checker of bundles relies on it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

import courtlog
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.adapters import proofs, reports
from tongban.register.adapters.stamps import roots_of
from tongban.register.events import ReportMade, ReportOrdered
from tongban.register.models import Seal
from tongban.register.vocabulary import ReportState

LAW = "在线诉讼规则 16"
_REFUSED = {
    ReportState.TOO_EARLY: Refusal("register.not_proven", LAW),
    ReportState.AWAITS_STAMP: Refusal("register.stamp_awaited", LAW),
}


@dataclass(frozen=True, slots=True)
class Described:
    """What a report says: `facts` as the template `register/report` takes them, and the signed head they are of."""

    facts: dict[str, Any]
    head: bytes


def report_state(subject: UUID) -> ReportState:
    """Where the report on the seal of `subject` stands."""
    return _state(Seal.objects.filter(subject=subject).first())


def order_report(subject: UUID, *, by: Actor, at: datetime) -> None:
    """Ask for the report on the seal of `subject`; once is enough. The caller has checked who may have it."""
    with act(by=by, at=at) as record:
        seal = locked(Seal.objects.filter(subject=subject)).first()
        state = _state(seal)
        if seal is None or state in _REFUSED:
            raise Refused(_REFUSED[state])
        if state is not ReportState.OPEN:
            raise NothingToDo
        seal.report_at = at
        seal.save(update_fields=["report_at"])
        record(ReportOrdered(seal=seal.uid, subject=subject), under=LAW, case=seal.case)


def describe(subject: UUID, *, name: str, at: datetime) -> Described:
    """What the report on `subject` says, found by the check that anybody makes with the bundle. For the worker.

    `name` is the file's name, "" for what has none.
    """
    seal, home = Seal.objects.get(subject=subject), settings.TONGBAN.home
    with courtlog.Bundle.open(io.BytesIO(proofs.bundle_of(seal, home, name=name or "-", content=None))) as bundle:
        found = proofs.check_bundle(bundle, None, home)
        policy = bundle.need(courtlog.bundle.POLICY)
    assert found.proof is not None  # noqa: S101 - a bundle of ours holds a proof
    assert found.head is not None  # noqa: S101 - and its head was published with a quorum
    assert found.signed is not None  # noqa: S101 - and the statement that the ledger holds
    point, keeper = found.proof.checkpoint, found.proof.checkpoint.origin.partition("/")[0]
    local = timezone.localtime(at)
    facts = {
        "court": {"name": settings.TONGBAN.name},
        "date": local.date(),
        "at": local.isoformat(),
        "kind": seal.kind,
        "name": name,
        "size": seal.size,
        "sha256": seal.sha256,
        "sm3": seal.sm3,
        "subject": str(seal.uid),
        "stated_at": _local(found.signed.statement.at),
        "not_before": _local(found.not_before),
        "since": _local(found.since),
        "position": found.proof.index,
        "origin": point.origin,
        "head": {"size": point.size, "root": point.root.hex()},
        "issuer": found.signed.statement.issuer,
        "witnesses": [
            {"name": one.name, "at": _local(one.time), "own": one.name.partition("/")[0] == keeper}
            for one in found.head.cosignatures
        ],
        "quorum": [line for line in policy.decode().splitlines() if line.split(" ")[0] in {"group", "quorum"}],
        "policy": hashlib.sha256(policy).hexdigest(),
        "stamp": {
            "at": _local(found.stamp.time),
            "authority": found.stamp.authority,
            # Whoever needs no roots of others runs the authority itself.
            "own": settings.TONGBAN.time_stamps.roots is None,
        }
        if found.stamp
        else None,
        "address": settings.TONGBAN.public_url,
    }
    return Described(facts, found.proof.head)


def keep_report(record: Recording, subject: UUID, told: Described, papers: Mapping[str, bytes]) -> None:
    """A step: the signed papers, by their names in the bundle, become the report on what they describe."""
    seal = Seal.objects.get(subject=subject)
    reports.keep(settings.TONGBAN.home, seal.uid, reports.Report(told.head, papers))
    digests = tuple(hashlib.sha256(paper).hexdigest() for paper in papers.values())
    fact = ReportMade(seal=seal.uid, subject=subject, size=told.facts["head"]["size"], digests=digests)
    record(fact, under=LAW, case=seal.case)


def _state(seal: Seal | None) -> ReportState:
    if seal is None or seal.proven_at is None:
        return ReportState.TOO_EARLY
    home = settings.TONGBAN.home
    if reports.find(home, seal.uid):
        return ReportState.MADE
    if seal.report_at is not None:
        return ReportState.ORDERED
    awaits = roots_of(home) is not None and proofs.head_for(seal, home) is None
    return ReportState.AWAITS_STAMP if awaits else ReportState.OPEN


def _local(seconds: int | None) -> str | None:
    return None if seconds is None else timezone.localtime(datetime.fromtimestamp(seconds, UTC)).isoformat()
