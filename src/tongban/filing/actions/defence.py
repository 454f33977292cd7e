"""A defendant answers the complaint (答辩, CPL 128)."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party, signer, within_authority
from tongban.cases.vocabulary import Act, CaseView, PartyView, Side
from tongban.cases.vocabulary.agents import Power
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.filing.events import DefenceHandedIn
from tongban.filing.models import Defence as Row
from tongban.filing.queries import claims_of
from tongban.filing.rules.defence import check_defence, contested, paper_data
from tongban.filing.vocabulary import Defence, Stand
from tongban.frame.acts import Recording
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused

CLOCK = "defence"
"""The fifteen days, a row of the table of periods."""


def answer_claim(record: Recording, *, case: UUID, **answers: str) -> None:
    """A defendant says to each claim and to the facts what is accepted and what is not, and why.

    `answers` as `rules.defence.check_defence` takes them. A late answer is taken too: silence has no disadvantage
    before the hearing (CPL 128(2)). Refused for a plaintiff, a second time, with all that is missing, and for an agent
    who accepts a claim, or part of one, without the power to admit it (CPL 62(2)).
    """
    view, law = step_case(record, case, Act.ANSWER)
    party = own_party(record, view)
    if party.side is not Side.DEFENDANT:
        raise Refused(Refusal("filing.not_a_defendant", law))
    if Row.objects.filter(party=party.uid).exists():
        raise Refused(Refusal("filing.defence_before", law))
    claims = claims_of(case)
    defence = check_defence(answers, claims=len(claims))
    if isinstance(defence, list):
        raise Refused(defence)
    if any(stand is not Stand.DENY for stand, _why in defence.stands):
        within_authority(record, view, Act.ANSWER, says=(Power.ADMIT,))
    paper = _order_paper(record, view, party, defence, claims)
    Row.objects.create(
        layer=Layer.CASE,
        court=view.court,
        case=case,
        holder=party.person,
        party=party.uid,
        stands=[{"stand": stand, "why": why} for stand, why in defence.stands],
        facts=defence.facts,
        facts_text=defence.facts_text,
        paper=paper,
        at=record.at,
    )
    fact = DefenceHandedIn(
        case=case,
        party=party.uid,
        contested=contested(defence),
        facts=defence.facts,
        digest=hashlib.sha256(canonical(defence)).hexdigest(),
    )
    record(fact, under=law, case=case)
    meet_clock(record, case, CLOCK, owed_by=str(party.uid))


def _order_paper(
    record: Recording, case: CaseView, party: PartyView, defence: Defence, claims: tuple[str, ...]
) -> UUID:
    local = timezone.localtime(record.at)
    shown = [
        {"role": "答辩人" if p.uid == party.uid else p.side.term, "name": p.name, "address": p.address}
        for p in sorted(case.parties, key=lambda p: p.uid != party.uid)
    ]
    data = paper_data(
        defence,
        court_name=court_name(case.court, local.date()),
        number=case.number,
        parties=shown,
        claims=claims,
        signer=signer(record, case, party),
        signed_at=local.isoformat(),
    )
    return issue_paper(
        record,
        "filing/defence",
        data,
        kind="defence",
        title="民事答辩状",
        label=Label(Layer.CASE, court=case.court, case=case.uid, holder=party.person),
        dated=local.date(),
        subject=case.uid,
    )
