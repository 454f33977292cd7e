"""Which filings a party may begin from a case, and what of it need not be asked again."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.law import TRACKS, If, acceptance, to_state
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import party_of_viewer
from tongban.cases.queries.carried import case_numbered, parties_carried
from tongban.cases.queries.turns import clocks_now, is_upheld, rulings_before
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.turns import AppealableRuling
from tongban.courts.law import period_rule
from tongban.filing.queries import interview_of
from tongban.filing.rules.further import (
    FILING,
    is_action,
    is_against_ruling,
    is_joining,
    known_answers,
    standing_alone,
    starting_from,
)
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.vocabulary import DATED, RULING, Answers, DraftView, FilingView, Interview
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal, Refused


def further_offered(viewer: Viewer, case: CaseView) -> tuple[Interview, ...]:
    """What the viewer may begin from this case now: an appeal, an application; nothing for who is no party of it."""
    party, _authority = party_of_viewer(viewer, case)
    if party is None:
        return ()
    today, clocks = timezone.localtime(viewer.now).date(), clocks_now(case.uid)
    rulings = rulings_before(case, party.uid, today)
    return starting_from(case, clocks, party.uid, today, upheld=is_upheld(case.uid), rulings=rulings)


def rulings_offered(viewer: Viewer, case: CaseView, interview: Interview) -> tuple[AppealableRuling, ...]:
    """The rulings against one of which the viewer's party may begin this filing; none where it is against none."""
    party, _authority = party_of_viewer(viewer, case)
    if party is None or not is_against_ruling(interview):
        return ()
    return rulings_before(case, party.uid, timezone.localtime(viewer.now).date())


def answers_naming(ruling: AppealableRuling) -> Answers:
    """The answers that name this ruling."""
    return {RULING: ruling.what, DATED: ruling.dated.isoformat()}


def known_from(viewer: Viewer, case: CaseView) -> Answers:
    """The answers that the case gives for the viewer's party. Refused for who is no party of it and represents none."""
    party, _authority = party_of_viewer(viewer, case)
    if party is None:
        raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
    return known_answers(case.number, parties_carried(case.uid, party.uid))


def case_before(draft: DraftView) -> CaseView | None:
    """For acts: the case from which a draft starts; None without one, and when that case lives elsewhere."""
    return case_numbered(draft.answers.get(EARLIER, ""))


def alone_offered() -> tuple[Interview, ...]:
    """The applications that start from no case."""
    return standing_alone()


def last_day_to_ask(viewer: Viewer, case: CaseView, interview: Interview) -> date | None:
    """Until when the viewer's party may hand it in, where that hangs on its own period in the case.

    Of several rulings the day of the one whose time ends first.
    """
    if rulings := rulings_offered(viewer, case, interview):
        return min(one.until for one in rulings if one.until)
    party, _authority = party_of_viewer(viewer, case)
    within = interview.opens.within[-1].value if interview.opens and interview.opens.within else ""
    own = [one.due for one in clocks_now(case.uid) if party and (one.rule, one.owed_by) == (within, str(party.uid))]
    return own[0] if own else None


def waits_to_go_up(filing: FilingView) -> bool:
    """Whether the filing is an appeal that still lies at the court that it is against (CPL 174)."""
    opens = interview_of(filing.interview).opens
    goes_up = opens is not None and opens.earlier is not None and opens.earlier.up
    return goes_up and filing.about is not None and case_by_uid(filing.about).court == filing.court


def deciding_law(filing: FilingView) -> str:
    """The article of the period in which the court decides about the filing."""
    opens = interview_of(filing.interview).opens
    if opens is not None and opens.earlier is not None and waits_to_go_up(filing):
        return _article(opens.earlier.decide)
    return law_of_kind(filing.interview)


def law_of_kind(interview: str) -> str:
    """The article of the period in which a court decides about filings of this kind."""
    opens = interview_of(interview).opens
    return _article(opens.decide if opens else FILING)


def _article(period: str) -> str:
    found = period_rule(period)
    return found.article if isinstance(found, PeriodRule) else ""


def is_judged_alone(filing: FilingView) -> bool:
    """Whether it is registered by itself only: by accepting it the court states what no machine knows."""
    return interview_of(filing.interview).opens is not None


def may_be_registered_first(filing: FilingView) -> bool:
    """Whether it is registered when nobody can judge it in time (登记立案 8)."""
    return is_action(interview_of(filing.interview))


def is_heard_in_case(filing: FilingView) -> bool:
    """Whether the judge of a case that others began decides about it (CPL 59(1))."""
    return is_joining(interview_of(filing.interview))


def conditions_of(filing: FilingView) -> tuple[If, ...]:
    """What the court states by accepting: the conditions of the row that takes the matter up."""
    opens = interview_of(filing.interview).opens
    if opens is None or not opens.accepts:
        return ()
    rows = (move for move in TRACKS[opens.track].moves if move.act == opens.accepts)
    move = next(rows, None) if opens.joins else acceptance(opens.track, opens.accepts)
    return to_state(move) if move else ()
