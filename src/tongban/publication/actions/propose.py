"""The machine makes the public text ready; a person decides (house.md, law 6; 文书上网规定 7)."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import start_clock
from tongban.cases.queries import case_by_uid
from tongban.courts.law import due
from tongban.courts.queries import calendar, court_name
from tongban.frame.acts import act
from tongban.judgments.queries import effective_judgment
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused
from tongban.publication.events import PublicationProposed
from tongban.publication.models import Publication
from tongban.publication.queries import secrets_of
from tongban.publication.rules.anonymise import anonymise
from tongban.publication.rules.policy import advise, hides_names, outcome_of, policy_of
from tongban.publication.rules.stages import PUBLICATION
from tongban.register.vocabulary import DueWork

RULE = "publication_judgment"
"""Seven working days, a row of the table of periods."""
KIND = "judgment"


def propose_publication(work: DueWork) -> None:
    """Reaction to `JudgmentEffective`: anonymise, propose, and let the seven working days run.

    When the time to appeal was restored between (CPL 86), it is proposed again as long as nobody has decided.
    """
    case = case_by_uid(UUID(work.entry.body["case"]))
    judgment = effective_judgment(case.uid)
    before = Publication.objects.filter(of_case=case.uid).first()
    if judgment is None or judgment.effective_on is None or (before and before.stage != PUBLICATION.first):
        return
    policy = policy_of(case.court)
    secrets = secrets_of(case)
    advice = advise(policy, kind=KIND, cause=case.cause_name, closed=secrets.closed)
    hidden = hides_names(policy, case.cause_name, minors=secrets.minors, closed=secrets.closed is not None)
    content = judgment.content if secrets.closed is None else outcome_of(judgment.content)
    made = anonymise(content, secrets, hide_names=hidden)
    start = timezone.make_aware(datetime.combine(judgment.effective_on, time()))
    owed = due(RULE, judgment.effective_on, calendar())
    if isinstance(owed, Refusal):
        raise Refused(owed)
    office = Actor.office(case.court, "文书上网规定 7: an effective judgment is made ready for the public")
    with act(by=office, at=work.now, fulfils=work) as record:
        row = before or Publication(layer=Layer.STAFF, court=case.court, case=case.uid, of_case=case.uid)
        row.stage, row.court_name = PUBLICATION.first, court_name(case.court, judgment.dated)
        row.number, row.cause, row.dated = case.number, case.cause_name, judgment.dated
        row.effective_on, row.publish_by = judgment.effective_on, day_of(owed.due)
        row.advised, row.content = advice.ground or "", made.content
        row.removed, row.doubts = [kind.value for kind in made.removed], list(made.doubts)
        row.save()
        start_clock(record, case, RULE, start=start, owed_by="court")
        fact = PublicationProposed(
            case=case.uid,
            publication=row.uid,
            advised=advice.ground or "publish",
            digest=digest_of(made.content),
            publish_by=owed.due,
        )
        record(fact, under=advice.law, case=case.uid)


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical form of a text."""
    return hashlib.sha256(canonical(content)).hexdigest()
