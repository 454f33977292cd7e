"""Who takes the place of a dead party takes over what was asked of it and what it paid (SI 55; Civil Code 1161)."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.queries import case_by_uid
from tongban.fees.events import FeeTakenOver
from tongban.fees.models import Charge
from tongban.frame.acts import act, locked
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def follow_successor(work: DueWork) -> None:
    """Reaction to `PartySucceeded`: the fees of the dead are those of the heir who came first.

    How several heirs share them the judgment says (交纳办法 29(3)).
    """
    body = work.entry.body
    case, gone = case_by_uid(UUID(body["case"])), UUID(body["party"])
    rows = Charge.objects.filter(case=case.uid, payer=gone)
    heir = case.party(UUID(body["heir"]))
    if heir is None or not rows.exists():
        return
    office = Actor.office(case.court, "SI 55: the heir takes over the fees")
    with act(by=office, at=work.now, fulfils=work) as record:
        own = set(Charge.objects.filter(case=case.uid, payer=heir.uid, of=None).values_list("kind", "period"))
        for row in locked(rows).order_by("id"):
            row.payer, row.holder = heir.uid, heir.person
            if row.of is None and (row.kind, row.period) in own:
                # Who follows several owes what each of them owed: the fees stay apart.
                row.of = row.uid
            row.save(update_fields=["payer", "holder", "of"])
            fact = FeeTakenOver(case=case.uid, charge=row.uid, before=gone, payer=heir.uid)
            record(fact, under="SI 55; Civil Code 1161", case=case.uid)
