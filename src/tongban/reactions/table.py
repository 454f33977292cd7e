"""When this fact is recorded, that act is due. The whole house's reactions are on this page.

A row: the fact, the act it makes due (a function that takes the `DueWork`), and from when. The worker carries each row out
exactly once per recorded fact; failures are retried and shown. Nothing else in the house listens to facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongban.cases.actions.conduct import offer_mediation
from tongban.cases.events import CaseDocketed, CaseMoved, ConsentGiven, MediationDeclined, MediationOffered, PartyJoined
from tongban.cooperation.actions.forward import note_receipt
from tongban.cooperation.actions.open_envelope import open_envelope
from tongban.cooperation.actions.receive import answer_matter
from tongban.cooperation.actions.sheets import refresh_sheets
from tongban.documents.events import PaperOrdered, PaperRendered, PaperSigned
from tongban.federation.actions.send import deliver_envelope
from tongban.federation.events import EnvelopeReceipted, EnvelopeReceived, EnvelopeSealed
from tongban.filing.actions.papers import issue_acceptance_notice
from tongban.filing.events import CorrectionAsked, FilingAccepted, FilingRefused
from tongban.kernel.facts import Fact
from tongban.reactions.papers import render_paper
from tongban.register.events import ContentSealed
from tongban.register.vocabulary import DueWork


def at_once(body: dict[str, Any], at: datetime) -> datetime:
    """As soon as the fact is recorded."""
    del body
    return at


@dataclass(frozen=True, slots=True)
class When:
    """One row. `after` works out the business time from which the act may be done."""

    fact: type[Fact]
    do: Callable[[DueWork], None]
    after: Callable[[dict[str, Any], datetime], datetime] = at_once

    @property
    def name(self) -> str:
        """The name under which due work is kept; renaming a function needs a migration of open work."""
        return self.do.__name__


TABLE: tuple[When, ...] = (
    # Between platforms
    When(EnvelopeSealed, deliver_envelope),
    When(EnvelopeReceipted, note_receipt),
    When(EnvelopeReceived, open_envelope),
    # Papers
    When(PaperOrdered, render_paper),
    # Filing
    When(FilingAccepted, issue_acceptance_notice),
    When(FilingAccepted, answer_matter),
    When(CorrectionAsked, answer_matter),
    When(FilingRefused, answer_matter),
    # The case
    When(CaseDocketed, offer_mediation),
    # What parties on other platforms see
    *(
        When(fact, refresh_sheets)
        for fact in (
            CaseMoved,
            ConsentGiven,
            ContentSealed,
            FilingAccepted,
            MediationDeclined,
            MediationOffered,
            PaperRendered,
            PaperSigned,
            PartyJoined,
        )
    ),
)

_BY_FACT: dict[str, list[When]] = {}
for _row in TABLE:
    _BY_FACT.setdefault(_row.fact.NAME, []).append(_row)
_BY_NAME = {row.name: row for row in TABLE}


def due_after(event: str, body: dict[str, Any], at: datetime) -> Iterable[tuple[str, datetime]]:
    """The register's port: which acts are due after `event`, and from when."""
    return [(row.name, row.after(body, at)) for row in _BY_FACT.get(event, ())]


def carry_out(work: DueWork) -> None:
    """Do the act that is due. Raises LookupError when no row has this name any more."""
    _BY_NAME[work.reaction].do(work)
