"""What a party may begin from a case, by the table of its procedure and by what its judgment says."""

from __future__ import annotations

from tongban.access.vocabulary import Viewer
from tongban.cases.queries.agents import party_of_viewer
from tongban.cases.vocabulary import CaseView
from tongban.filing.queries import interview_of
from tongban.filing.queries.further import case_before, further_offered
from tongban.filing.vocabulary import DraftView, Interview
from tongban.judgments.queries import favoured_sides
from tongban.kernel.refusal import Refusal


def begun_from(viewer: Viewer, case: CaseView) -> list[Interview]:
    """What is offered to the viewer's party: nothing that the law gives to the other side alone."""
    return [one for one in further_offered(viewer, case) if _not_in_favour(viewer, case, one) is None]


def not_offered(viewer: Viewer, case: CaseView, interview: str) -> Refusal | None:
    """Why the viewer's party is not offered what stands open to the other side; None where there is no such reason."""
    found = next((one for one in further_offered(viewer, case) if one.id == interview), None)
    return _not_in_favour(viewer, case, found) if found else None


def not_for_holder(viewer: Viewer, draft: DraftView) -> Refusal | None:
    """The same for a draft that is handed in: it may have been begun before the judgment was known."""
    case = case_before(draft)
    return _not_in_favour(viewer, case, interview_of(draft.interview)) if case else None


def _not_in_favour(viewer: Viewer, case: CaseView, interview: Interview) -> Refusal | None:
    """Enforcement is asked for by the side to which the judgment gives something (CPL 247)."""
    earlier = interview.opens.earlier if interview.opens else None
    if earlier is None or not earlier.favoured:
        return None
    party, _authority = party_of_viewer(viewer, case)
    sides = favoured_sides(case)
    if party is None or sides is None or party.side in sides:
        return None
    return Refusal("filing.not_in_favour", "CPL 247; SI 461", (), (("number", case.number),))
