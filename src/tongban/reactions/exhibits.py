"""What was filed with the complaint is numbered as the plaintiff's exhibits."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import case_by_uid
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView
from tongban.evidence.actions.exhibits import take_filed
from tongban.evidence.vocabulary import Filed
from tongban.filing.queries import filing_by_uid, proof_of
from tongban.filing.queries.for_client import party_filed_for
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def number_filed_exhibits(work: DueWork) -> None:
    """Reaction to `FilingAccepted`: materials that prove something become 原告证据1 and so on, one per kind."""
    case, filing = case_by_uid(UUID(work.entry.body["case"])), filing_by_uid(UUID(work.entry.body["filing"]))
    party = party_filed_for(case, filing)
    office = Viewer.office(case.court, work.now, case.uid)
    kinds: dict[str, list[DocumentView]] = {}
    for document in documents_of(office, subjects=[filing.uid]):
        if proof_of(document.kind) is not None:
            kinds.setdefault(document.kind, []).append(document)
    if party is None or not kinds:
        return
    items = [
        Filed(found[0].title, proof_of(kind) or "", "随起诉状提交", tuple(d.uid for d in found))
        for kind, found in kinds.items()
    ]
    by = Actor.office(case.court, "CPL 69: what was filed is numbered as evidence")
    with act(by=by, at=work.now, fulfils=work) as record:
        take_filed(record, case, party, items)
