"""The register of evidence platforms: entered and decided about by the president of a court."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.evidence.actions.exhibits import digest_of
from tongban.evidence.adapters.outside import readable_trust
from tongban.evidence.events import PlatformDecided, PlatformEntered
from tongban.evidence.models import Platform, PlatformDecision
from tongban.evidence.rules.exhibits import TEXT_LIMIT, too_long
from tongban.evidence.rules.platforms import PLATFORM, REGISTER_LAW, check_platform
from tongban.evidence.vocabulary import PlatformAct, PlatformKind, PlatformStatus
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require


def enter_platform(
    *, name: str, kind: str, operator: str, trust: str = "", by: Actor, at: datetime
) -> UUID:  # fmt: skip
    """The president enters a platform, under review; `trust` is its tlog-policy, or its certificates in PEM."""
    with act(by=by, at=at) as record:
        if by.role != "president" or not by.court:
            raise Refused(Refusal("evidence.president_alone", REGISTER_LAW))
        # A browser sends what was pasted with line ends of its own, which no policy knows.
        trust = trust.replace("\r\n", "\n")
        readable = kind in set(PlatformKind) and readable_trust(PlatformKind(kind), trust)
        require(check_platform(name=name, kind=kind, operator=operator, readable=readable))
        if Platform.objects.filter(court=by.court, name=name.strip()).exists():
            raise Refused(Refusal("evidence.platform_entered_before", REGISTER_LAW, ("name",)))
        row = Platform.objects.create(
            layer=Layer.PUBLIC,
            court=by.court,
            name=name.strip(),
            kind=kind,
            operator=operator.strip(),
            trust=trust,
            status=PLATFORM.first,
        )
        _note(record, row, "")
        record(PlatformEntered(platform=row.uid, court=row.court, kind=kind), under=REGISTER_LAW)
    return row.uid


def decide_platform(platform: UUID, what: str, *, reason: str, by: Actor, at: datetime) -> None:
    """The president admits, suspends or withdraws a platform of the own court, with a reason that everybody reads."""
    with act(by=by, at=at) as record:
        row = locked(Platform.objects.filter(uid=platform, court=by.court)).first()
        if row is None:
            raise Refused(Refusal("evidence.no_such_platform", REGISTER_LAW))
        if what not in set(PlatformAct):
            raise Refused(Refusal("evidence.platform_decision_missing", REGISTER_LAW, ("decision",)))
        require(too_long("reason", reason, TEXT_LIMIT))
        holds = guards((("reason_given", bool(reason.strip())),))
        move = PLATFORM.decide(row.status, PlatformAct(what), role=by.role, holds=holds)
        if isinstance(move, Refusal):
            raise Refused(move)
        row.status = PlatformStatus(move.target)
        row.save(update_fields=["status"])
        _note(record, row, reason.strip())
        fact = PlatformDecided(
            platform=row.uid, court=row.court, source=move.source, target=move.target, digest=digest_of(reason.strip())
        )
        record(fact, under=move.law)


def _note(record: Recording, row: Platform, reason: str) -> None:
    assert record.by.person is not None  # noqa: S101 - a president is a person
    PlatformDecision.objects.create(
        platform=row, status=row.status, reason=reason, president=record.by.person, at=record.at
    )
