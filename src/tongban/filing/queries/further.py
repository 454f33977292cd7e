"""Which filings a party may begin from a case, and what of it need not be asked again."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.queries import clocks_of
from tongban.cases.queries.agents import party_of_viewer
from tongban.cases.queries.carried import parties_carried
from tongban.cases.vocabulary import CaseView
from tongban.filing.rules.further import known_answers, standing_alone, starting_from
from tongban.filing.vocabulary import Answers, Interview
from tongban.kernel.refusal import Refusal, Refused


def further_offered(viewer: Viewer, case: CaseView) -> tuple[Interview, ...]:
    """What the viewer may begin from this case now: an appeal, an application; nothing for who is no party of it."""
    party, _authority = party_of_viewer(viewer, case)
    if party is None:
        return ()
    return starting_from(case, clocks_of(case.uid), party.uid, timezone.localtime(viewer.now).date())


def known_from(viewer: Viewer, case: CaseView) -> Answers:
    """The answers that the case gives for the viewer's party. Refused for who is no party of it and represents none."""
    party, _authority = party_of_viewer(viewer, case)
    if party is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return known_answers(case.number, parties_carried(case.uid, party.uid))


def alone_offered() -> tuple[Interview, ...]:
    """The applications that start from no case."""
    return standing_alone()


def last_day_to_ask(viewer: Viewer, case: CaseView, interview: Interview) -> date | None:
    """Until when the viewer's party may hand it in, where that hangs on its own period in the case."""
    party, _authority = party_of_viewer(viewer, case)
    within = interview.opens.within if interview.opens else ""
    own = [one.due for one in clocks_of(case.uid) if party and (one.rule, one.owed_by) == (within, str(party.uid))]
    return own[0] if own else None

