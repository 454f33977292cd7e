"""The amount in dispute, when the plaintiff raises or reduces the claim (CPL 54, 143)."""

from __future__ import annotations

from tongban.cases.events import ClaimAmended
from tongban.cases.models import Case
from tongban.cases.vocabulary import CaseView
from tongban.frame.acts import Recording
from tongban.kernel.money import Money


def amend_claim(record: Recording, case: CaseView, amount: Money, *, under: str) -> None:
    """A step: the case is about `amount` from now on; the caller holds the case."""
    Case.objects.filter(uid=case.uid).update(claim_minor=amount.minor)
    fact = ClaimAmended(case=case.uid, before=Money(case.claim_minor, case.currency), after=amount)
    record(fact, under=under, case=case.uid)
