"""Whoever filed takes the filing back before the court has registered it (撤回起诉; CPL 13(2))."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from tongban.cases.vocabulary.agents import Power
from tongban.filing.actions.for_client import HIDDEN, speaks_for
from tongban.filing.events import FilingTakenBack
from tongban.filing.models import Draft, Filing
from tongban.filing.queries import filing_view
from tongban.filing.queries.for_client import authority_of
from tongban.filing.queries.taking_back import others_in
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.rules.taking_back import check_taking_back, not_taken_back
from tongban.filing.vocabulary import TAKEN_BACK_WHY, Act, Stage
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused, require


def take_back_filing(filing: UUID, reason: str = "", *, agreed: bool = False, by: Actor, at: datetime) -> None:
    """Take a filing back: the court decides nothing about it any more, and the very same may be filed again.

    `reason`: in the person's own words, if there is one; it stays with the filing. `agreed`: that all who file together
    want this. A correction that was begun goes. Pressed twice, it is done once.

    Refused: another's filing, an agent without the power to withdraw (CPL 62(2), 148), what is decided already, what
    came through another court, an appeal, a suit that goes on by law, one of several without the others.
    """
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        if row is None:
            raise Refused(HIDDEN)
        _asked_by_the_plaintiff(record, row)
        stood, others = Stage(row.stage), others_in(filing_view(row))
        if stood is Stage.TAKEN_BACK:
            raise NothingToDo
        interview, from_case = forms()[row.interview], row.about is not None
        no = not_taken_back(interview, stood, by_errand=row.matter is not None, from_case=from_case)
        move = SCRUTINY.decide(stood, Act.TAKE_BACK, role=by.role)
        if isinstance(move, Refusal):
            raise Refused(no or move)
        require(no or check_taking_back(others, reason, agreed=agreed))
        Draft.objects.filter(corrects=row.uid, handed_in_at=None).delete()
        said = reason.strip()
        row.stage, row.decided_at = move.target, at
        row.answers = row.answers | ({TAKEN_BACK_WHY: said} if said else {})
        row.save(update_fields=["stage", "decided_at", "answers"])
        digest = hashlib.sha256(canonical(said)).hexdigest() if said else ""
        fact = FilingTakenBack(filing=row.uid, court=row.court, stage=stood, plaintiffs=1 + len(others), digest=digest)
        record(fact, under=move.law)


def _asked_by_the_plaintiff(record: Recording, row: Filing) -> None:
    """Refuse everybody but who filed, for a client under a power that names it, and the client of an agent itself."""
    authority = authority_of(filing_view(row))
    if authority is not None and authority.client is not None and record.by.person == authority.client:
        return
    speaks_for(record, row, Power.WITHDRAW)
