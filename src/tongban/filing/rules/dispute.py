"""What the answers say about jurisdiction (CPL 22-35): the facts that the venue rules ask for."""

from __future__ import annotations

from tongban.courts.vocabulary import AgreedVenue, ClaimKind, ClauseKind, Dispute, Matter, PartyPlace
from tongban.filing.rules.pleading import claim_of
from tongban.filing.vocabulary import Answers
from tongban.kernel.money import Money

_CLAUSES = {
    "defendant_domicile": ClauseKind.DEFENDANT,
    "plaintiff_domicile": ClauseKind.PLAINTIFF,
}
_MATTERS = {"private_lending": Matter.PRIVATE_LENDING}


def dispute_of(interview: str, answers: Answers) -> Dispute:
    """The dispute as venue sees it; an amount that cannot be read is left out (its own finding says so)."""
    clause = _CLAUSES.get(answers.get("agreement.kind", ""))
    claim = claim_of(answers)
    return Dispute(
        matter=_MATTERS[interview],
        plaintiffs=(_place(answers, "plaintiff"),),
        defendants=(_place(answers, "defendant"),),
        claim=ClaimKind.MONEY,
        amount=claim if isinstance(claim, Money) else None,
        agreements=(AgreedVenue(kind=clause),) if clause else (),
    )


def _place(answers: Answers, who: str) -> PartyPlace:
    return PartyPlace(domicile=answers.get(f"{who}.division", ""), name=answers.get(f"{who}.name", ""))
