"""Papers that go out as soon as they are made: to whom, and with which letter."""

from __future__ import annotations

from uuid import UUID

from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.open_case import join_letter
from tongban.delivery.models import Dispatch, DispatchPaper
from tongban.delivery.rules.owed_papers import ROUTES, owed_to, purpose_of
from tongban.documents.queries import heads_of, paper_made
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork


def route_paper(work: DueWork) -> None:
    """Reaction to `PaperRendered`: a notice goes to whom it is owed, unless its service was ordered already."""
    uid = UUID(work.entry.body["document"])
    if (
        work.entry.body["paper"] not in ROUTES
        or work.entry.case is None
        or DispatchPaper.objects.filter(document=uid).exists()
    ):
        return
    paper = paper_made(uid)
    if paper is None:
        return
    case = case_by_uid(work.entry.case)
    owed = owed_to(paper, heads_of([uid])[uid], case)
    if not owed:
        raise Refused(Refusal("delivery.no_such_party", "CPL 87"))
    with act(by=Actor.office(case.court, "CPL 87: notices are served"), at=work.now, fulfils=work) as record:
        for party in owed:
            order(record, case, [*_letter(record, case, party), uid], party.uid, purpose_of(paper))


def _letter(record: Recording, case: CaseView, party: PartyView) -> list[UUID]:
    """The letter with the join code, with the first papers that go to whoever a case of another procedure is against.

    In an action the copy of the complaint brings it.
    """
    first = not Dispatch.objects.filter(case=case.uid, party=party.uid).exists()
    if party.joined or case.track.first_instance or not first:
        return []
    return [join_letter(record, case, party)]
