"""A named person publishes, withholds or withdraws (文书上网规定 4, 7, 12, 16)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.queries import case_by_uid
from tongban.documents.actions.labels import take_back
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import Recording, act, locked
from tongban.judgments.queries import effective_judgment
from tongban.kernel.actor import Actor
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused
from tongban.publication.actions.propose import RULE, digest_of
from tongban.publication.events import (
    JudgmentPublished,
    JudgmentWithheld,
    ProposalChanged,
    PublicationWithdrawn,
)
from tongban.publication.models import Publication
from tongban.publication.queries import secrets_of, view_of
from tongban.publication.rules.anonymise import hide_more, residue
from tongban.publication.rules.policy import hides_names, policy_of
from tongban.publication.rules.stages import PUBLICATION
from tongban.publication.vocabulary import Act, Ground, PublicationView, Secrets, Stage

PAPER, PAPER_KIND, TITLE = "judgments/public_version", "public_judgment", "民事判决书（公开版）"


def hide_names(publication: UUID, names: Iterable[str], *, by: Actor, at: datetime) -> PublicationView:
    """Hide further names that a reader found in the proposal, such as those of witnesses (文书上网规定 8, 10)."""
    named = [name.strip() for name in names if name.strip()]
    with act(by=by, at=at) as record:
        row = _row(record, publication)
        move = PUBLICATION.decide(row.stage, Act.PUBLISH, role=by.role, holds={"nothing_remains"})
        if isinstance(move, Refusal):
            raise Refused(move)
        if not named:
            raise Refused(Refusal("publication.no_names", move.law, ("names",)))
        made = hide_more(row.content, named)
        row.content, row.doubts = made.content, sorted(set(row.doubts) | set(made.doubts))
        row.removed = list(dict.fromkeys([*row.removed, *(kind.value for kind in made.removed)]))
        row.save(update_fields=["content", "doubts", "removed"])
        fact = ProposalChanged(case=row.of_case, publication=row.uid, digest=digest_of(row.content))
        record(fact, under="文书上网规定 8-10", case=row.of_case)
    return view_of(row)


def publish(publication: UUID, *, by: Actor, at: datetime) -> PublicationView:
    """Put the anonymised judgment on the public page and order its paper. Refused while known personal data remains,
    and while the judgment is not in effect, because the court restored the time to appeal (CPL 86).
    """
    today = timezone.localtime(at).date()
    with act(by=by, at=at) as record:
        row = _row(record, publication)
        if effective_judgment(row.of_case) is None:
            raise Refused(Refusal("publication.not_in_effect", "CPL 86; 文书上网规定 7"))
        left = residue(row.content, _secrets(row))
        move = _moved(row, record, Act.PUBLISH, holds=() if left else ("nothing_remains",))
        data = row.content | {"removed": row.removed or ["无"], "published": today.isoformat()}
        label = Label(Layer.PUBLIC, court=row.court, case=row.of_case)
        row.document = issue_paper(
            record, PAPER, data, kind=PAPER_KIND, title=TITLE, label=label, dated=today, subject=row.uid
        )
        _close(row, record, Layer.PUBLIC)
        fact = JudgmentPublished(
            case=row.of_case, publication=row.uid, document=row.document, digest=digest_of(row.content)
        )
        record(fact, under=move.law, case=row.of_case)
        meet_clock(record, row.of_case, RULE)
    return view_of(row)


def withhold(publication: UUID, ground: str, *, by: Actor, at: datetime) -> PublicationView:
    """Do not publish: the public sees number, court, date and ground (文书上网规定 6)."""
    with act(by=by, at=at) as record:
        row = _row(record, publication)
        move = _moved(row, record, Act.WITHHOLD, holds=("ground_named",) if ground in set(Ground) else ())
        row.ground, row.content, row.removed, row.doubts = ground, {}, [], []
        _close(row, record, Layer.PUBLIC)
        fact = JudgmentWithheld(case=row.of_case, publication=row.uid, ground=ground)
        record(fact, under=move.law, case=row.of_case)
        meet_clock(record, row.of_case, RULE)
    return view_of(row)


def withdraw(publication: UUID, ground: str, *, by: Actor, at: datetime) -> PublicationView:
    """Take a published text back; its address then says that it was withdrawn, and why (文书上网规定 16)."""
    with act(by=by, at=at) as record:
        row = _row(record, publication)
        move = _moved(row, record, Act.WITHDRAW, holds=("ground_named",) if ground in set(Ground) else ())
        row.ground, row.content, row.removed = ground, {}, []
        row.save(update_fields=["stage", "ground", "content", "removed"])
        if row.document:
            take_back(record, row.document)
        fact = PublicationWithdrawn(case=row.of_case, publication=row.uid, ground=ground)
        record(fact, under=move.law, case=row.of_case)
    return view_of(row)


def _secrets(row: Publication) -> Secrets:
    """Names count as secrets only where the court's policy hides them."""
    found = secrets_of(case_by_uid(row.of_case))
    hidden = hides_names(policy_of(row.court), row.cause, minors=found.minors, closed=found.closed is not None)
    return found if hidden else Secrets((), found.addresses, found.numbers)


def _row(record: Recording, publication: UUID) -> Publication:
    """The row, locked; staff of other courts see none."""
    row = locked(Publication.objects.filter(uid=publication)).first()
    if row is None or record.by.court != row.court:
        raise Refused(Refusal("publication.no_such_publication", "文书上网规定 7"))
    return row


def _moved(row: Publication, record: Recording, what: Act, *, holds: Collection[str]) -> Move:
    move = PUBLICATION.decide(row.stage, what, role=record.by.role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = Stage(move.target)
    return move


def _close(row: Publication, record: Recording, layer: Layer) -> None:
    """Decided by a named person: everybody may see what is left in the row."""
    row.layer, row.decided_by, row.published_at = layer, record.by.person, record.at
    row.save()
