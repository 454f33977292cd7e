"""What a draft will cost: the item of the tariff, and the sum on which it is worked out."""

from __future__ import annotations

from datetime import date

from tongban.access.vocabulary import Viewer
from tongban.cases.law import Do
from tongban.cases.queries.agents import party_of_viewer
from tongban.cases.queries.carried import case_numbered
from tongban.cases.vocabulary import CaseView
from tongban.fees.vocabulary import FeeKind
from tongban.filing.queries import interview_of
from tongban.filing.rules.pleading import value_of
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.rules.schedule import claim_of
from tongban.filing.rules.told import Told
from tongban.filing.vocabulary import DraftView
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal


def fee_kind_of(viewer: Viewer, draft: DraftView, on: date) -> FeeKind:
    """The item of the tariff that the answers lead to; of an appeal, that of the viewer's own case (交纳办法 17)."""
    found, case = interview_of(draft.interview), _appealed(viewer, draft)
    return FeeKind(case.fee_kind if case else value_of(found.fee, Told(found, draft.answers, on)))


def charged_on(viewer: Viewer, draft: DraftView, on: date) -> Money | Refusal:
    """The sum on which the fee is worked out: what is claimed, or, in an appeal that names none, the whole of the case
    (交纳办法 17). Refused when it cannot be worked out.
    """
    found, case = claim_of(interview_of(draft.interview), draft.answers, today=on), _appealed(viewer, draft)
    if case is None or isinstance(found, Refusal) or found.minor:
        return found
    return Money(case.claim_minor, case.currency)


def _appealed(viewer: Viewer, draft: DraftView) -> CaseView | None:
    """The viewer's own case against whose judgment the draft appeals; None for any other draft, number or person."""
    opens = interview_of(draft.interview).opens
    goes_up = opens is not None and opens.earlier is not None and opens.earlier.act == Do.APPEAL
    case = case_numbered(draft.answers.get(EARLIER, "")) if goes_up else None
    return case if case and party_of_viewer(viewer, case)[0] else None
