"""A filing whose plaintiff agreed to it goes to mediation before it is registered, and ends there when taken back."""

from __future__ import annotations

from uuid import UUID

from tongban.filing.actions.mediate import number_mediation
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.mediate import matter_of_filing
from tongban.filing.vocabulary import Stage
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor
from tongban.mediation.actions.early import end_with_filing, open_early
from tongban.register.vocabulary import DueWork


def take_into_mediation(work: DueWork) -> None:
    """Reaction to `FilingToMediation`: the filing gets its number there, and the court its time to name a mediator."""
    body, filing = work.entry.body, filing_by_uid(UUID(work.entry.body["filing"]))
    office = Actor.office(filing.court, "CPL 125: mediation comes first when the plaintiff agrees")
    with act(by=office, at=work.now, fulfils=work) as record:
        if filing.stage is not Stage.IN_MEDIATION:
            raise NothingToDo
        number = open_early(
            record,
            filing=filing.uid,
            court=filing.court,
            holder=filing.holder,
            wish=UUID(body["wish"]) if body["wish"] else None,
            matter=matter_of_filing(filing.uid),
        )
        number_mediation(record, filing.uid, number)


def end_mediation(work: DueWork) -> None:
    """Reaction to `FilingTakenBack`: nothing is left to settle, and whoever mediates sees nothing of it any more."""
    filing = filing_by_uid(UUID(work.entry.body["filing"]))
    with act(by=Actor.office(filing.court, "CPL 13(2)"), at=work.now, fulfils=work) as record:
        end_with_filing(record, filing.uid)
