"""Filings that start from an earlier case, and what becomes of them: an appeal goes to the court above, the court that
accepts one opens the case of its procedure (CPL 171-176, 216, 247).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.actions.docket import NewCase, open_case, place_parties
from tongban.cases.actions.move import lock_case, lock_own_case
from tongban.cases.actions.standing import authority_used, own_party
from tongban.cases.actions.turns import take_turn
from tongban.cases.law import LONGEST_WORDS, OF_RULINGS, TRACKS, By, Do, If, period_of
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.carried import case_numbered, parties_carried
from tongban.cases.queries.jurisdiction import debate_is_over
from tongban.cases.queries.turns import (
    appellants_of,
    begun_anew,
    clocks_now,
    is_upheld,
    rulings_appealed,
    rulings_before,
    turns_in,
)
from tongban.cases.vocabulary import CaseView, PartyData, PartyView, Side
from tongban.cases.vocabulary.turns import DISMISSAL, AppealableRuling
from tongban.courts.law import cause_name, due
from tongban.courts.queries import ancestors, calendar, readings
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.open_case import join_letter
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.labels import hand_over
from tongban.documents.queries import documents_of
from tongban.filing.models import Filing
from tongban.filing.queries import pleading_of_filing
from tongban.filing.queries.third_claims import PETITION
from tongban.filing.rules.further import (
    FILING,
    LAW,
    answered_or_over,
    between_them,
    fixed_answers,
    is_against_ruling,
    known_answers,
    may_go_up,
    may_start,
    ruling_meant,
    stands_against,
)
from tongban.filing.rules.interview import forms
from tongban.filing.rules.pleading import value_of
from tongban.filing.rules.positions import known, together
from tongban.filing.rules.reading_opens import EARLIER
from tongban.filing.rules.told import Told
from tongban.filing.vocabulary import DATED, RULING, Answers, Interview, Package, Pleading, Stage
from tongban.filing.vocabulary.agent import PRIVATE_KINDS
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused, require

_HIDDEN = Refusal("filing.no_earlier_case", "在线诉讼规则 38", (EARLIER,))
_NO_CASE_BETWEEN = Refusal("filing.no_case_between", "CPL 59(1); 在线诉讼规则 38", (EARLIER, "defendant.name"))


@dataclass(frozen=True, slots=True)
class Start:
    """The case from which a filing starts, and the party of it for whom it is brought; None: somebody from outside.

    `holder`: under what the filing is seen: of an agent, the authority. None: whoever hands it in holds it.
    """

    case: CaseView
    party: PartyView | None
    holder: UUID | None = None


def start_of(record: Recording, package: Package) -> tuple[Start | None, Package]:
    """A step: the case from which the package starts, and the package with what that case settles; None without one.

    Refused: no such case here or the person is neither a party nor an agent of one, a case that does not stand where
    such a filing begins.
    """
    interview = forms().get(package.interview)
    if interview is None or interview.opens is None or interview.opens.earlier is None:
        return None, package
    case = case_numbered(package.answers.get(EARLIER, ""))
    if interview.opens.joins:
        return _from_outside(case, package)
    if case is None:
        raise Refused(_HIDDEN)
    try:
        party = own_party(record, case)
    except Refused as no:
        # A case of other people is no case for this person, whatever its number.
        raise Refused([_HIDDEN if one.reason == "cases.no_such_case" else one for one in no.refusals]) from no
    if not may_start(interview, case, upheld=is_upheld(case.uid)):
        facts = (("number", case.number), ("form", interview.opens.paper))
        raise Refused(Refusal("filing.not_from_this_case", "house rule: the procedure's table", (EARLIER,), facts))
    start = Start(case, party, authority_used(record, case).uid if record.by.represents else None)
    if is_against_ruling(interview):
        package = replace(package, answers=_with_day(record, case, party, package.answers))
    return start, settled(start, package)


def _from_outside(case: CaseView | None, package: Package) -> tuple[Start, Package]:
    """The case of others in which somebody claims what they dispute (CPL 59(1)).

    Refused in the same words: no such case here, none between the people that are named. Refused, too: a party of it,
    save a third party without a claim of its own, and once the debate is over.
    """
    if case is None or not between_them(case, package.answers):
        raise Refused(_NO_CASE_BETWEEN)
    require(stands_against(case, package.applicant, package.answers))
    over = debate_is_over(case.uid)
    holds = () if over else (If.BEFORE_DEBATE_ENDS,)
    found = TRACKS[case.track].decide(case.stage, Do.SUE_AS_THIRD_PARTY, role=By.OUTSIDER, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(Refusal("filing.third_claim_late", "CPL 143; SI 232", (EARLIER,)))
    start = Start(case, None)
    return start, settled(start, package)


def _with_day(record: Recording, case: CaseView, party: PartyView, answers: Answers) -> Answers:
    """The answers with the day of the ruling that is appealed, where the party has but one of its kind before it.

    Refused: several, and the day does not tell which. What was handed in before is known again by the same day.
    """
    today = timezone.localtime(record.at).date()
    meant = ruling_meant(rulings_before(case, party.uid, today), answers)
    meant = meant or ruling_meant(rulings_appealed(case.uid, party.uid), answers)
    if isinstance(meant, Refusal):
        raise Refused(meant)
    return answers | ({DATED: meant.dated.isoformat()} if meant else {})


def start_again(row: Filing) -> Start | None:
    """The case and the party from which a filing that is here already started; None without a case."""
    if row.about is None:
        return None
    case = case_by_uid(row.about)
    return Start(case, case.party(row.brought_by), row.holder) if row.brought_by else Start(case, None)


def settled(start: Start | None, package: Package) -> Package:
    """The package with what the earlier case settles: its number, and who the parties are, for one of them.

    Refused: somebody from outside names others than before.
    """
    if start is None:
        return package
    if start.party is None:
        if not between_them(start.case, package.answers):
            raise Refused(_NO_CASE_BETWEEN)
        return replace(package, answers=package.answers | {EARLIER: start.case.number})
    told = known_answers(start.case.number, parties_carried(start.case.uid, start.party.uid))
    return replace(package, answers=fixed_answers(package.answers, told))


def begin(record: Recording, start: Start, interview: Interview, answers: Answers, pleading: Pleading) -> None:
    """A step: what handing in does in the earlier case by its table: an appeal keeps a judgment from taking effect."""
    assert interview.opens is not None  # noqa: S101 - a filing with a start opens a case
    assert interview.opens.earlier is not None  # noqa: S101 - as above
    if interview.opens.earlier.act and start.party:
        # The petition has it in full, however long it is.
        said = "；".join(text.rstrip("；。") for text in pleading.claims)[:LONGEST_WORDS]
        do, ruling = Do(interview.opens.earlier.act), None
        if do in OF_RULINGS:
            do, ruling = _against(record, start.case, start.party, answers)
        papers = (ruling,) if ruling else ()
        take_turn(record, start.case.uid, do, words=said, amount=pleading.claim, papers=papers, about=ruling)


def _against(record: Recording, case: CaseView, party: PartyView, answers: Answers) -> tuple[Do, UUID | None]:
    """The act by which the ruling is appealed that the answers name, and its paper; none where its time is over."""
    today = timezone.localtime(record.at).date()
    meant = ruling_meant(rulings_before(case, party.uid, today), answers)
    do = Do.APPEAL_DISMISSAL if answers.get(RULING) == DISMISSAL else Do.APPEAL_RULING
    return do, meant.paper if isinstance(meant, AppealableRuling) else None


def _ruling_of(row: Filing) -> UUID | None:
    """The ruling that the filing appeals against; None where it is against a judgment."""
    if row.about is None or row.brought_by is None or RULING not in row.answers:
        return None
    meant = ruling_meant(rulings_appealed(row.about, row.brought_by), row.answers)
    return meant.paper if isinstance(meant, AppealableRuling) else None


def decided_within(row_court: str, interview: Interview, start: CaseView | None) -> str:
    """The id of the period in which a court decides about a filing."""
    opens = interview.opens
    if opens is None:
        return FILING
    below = opens.earlier is not None and opens.earlier.up and start is not None and start.court == row_court
    return opens.earlier.decide if below and opens.earlier else opens.decide


def last_day(rule: str, received_at: datetime, court: str) -> date:
    """The last day for the court's decision on what it received then; of hours, the day on which they end."""
    owed = due(rule, timezone.localtime(received_at), calendar(), readings=readings(court))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    return day_of(owed.due)


def goes_up_first(row: Filing) -> Refusal | None:
    """Why this court does not decide about the filing: the court above does, to which it sends the file (CPL 174)."""
    opens = forms()[row.interview].opens
    if opens is None or opens.earlier is None or not opens.earlier.up or row.about is None:
        return None
    return Refusal("filing.goes_up_first", LAW) if case_by_uid(row.about).court == row.court else None


def send_copy(record: Recording, row: Filing) -> None:
    """A step: the petition goes on the file of the earlier case, and its copy to the other parties (CPL 174).

    Their time to answer runs from its service. Refused as the case's table refuses; a filing that goes nowhere, and
    one that may still be corrected.
    """
    if goes_up_first(row) is None or row.about is None:
        raise Refused(Refusal("filing.goes_nowhere", LAW))
    if copy_sent(row):
        raise Refused(Refusal("filing.copy_sent_before", LAW))
    if row.stage == Stage.CORRECTION and not is_corrected_in_vain(row, record.at):
        raise Refused(Refusal("scrutiny.period_over", "在线诉讼规则 9(2)"))
    case = case_by_uid(row.about)
    hand_over(record, subject=row.uid, case=case.uid, private=PRIVATE_KINDS)
    office = Viewer.office(row.court, record.at, case.uid)
    papers = [d.uid for d in documents_of(office, subjects=[row.uid]) if d.kind == PETITION]
    take_turn(record, case.uid, Do.SEND_COPY, papers=papers)
    answering = [party for party in case.parties if row.brought_by not in party.line]
    for party in answering:
        order(record, case, papers, party.uid, Purpose.APPEAL)
    abroad = any(party.abroad for party in answering)
    row.decide_by = last_day(period_of("appeal_defence", abroad=abroad), record.at, row.court)
    row.save(update_fields=["decide_by"])


def is_corrected_in_vain(row: Filing, at: datetime) -> bool:
    """Whether corrections were asked for, and the time for them is over."""
    return row.correct_until is not None and timezone.localtime(at).date() > row.correct_until


def send_petition(case: UUID, *, by: Actor, at: datetime) -> None:
    """The copy of the petition with which a case began goes to the other side, once (CPL 214).

    Who has not joined gets the letter with the code, too. Refused as the case's table refuses.
    """
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        if turns_in(case, (Do.SEND_COPY,)):
            raise Refused(Refusal("filing.copy_sent_before", "CPL 214"))
        office = Viewer.office(view.court, at, case)
        papers = [d.uid for d in documents_of(office, case=case) if d.kind == PETITION]
        take_turn(record, case, Do.SEND_COPY, papers=papers)
        for party in view.of_side(Side.DEFENDANT):
            letter = [] if party.joined else [join_letter(record, view, party)]
            order(record, view, [*letter, *papers], party.uid, Purpose.APPEAL)


def copy_sent(row: Filing) -> bool:
    """Whether the other side was sent the copy of this petition."""
    assert row.about is not None  # noqa: S101 - only asked of what starts from a case
    sent = {paper for turn in turns_in(row.about, (Do.SEND_COPY,)) for paper in turn.papers}
    own = Viewer.office(row.court, row.handed_in_at, row.about)
    return any(d.uid in sent for d in documents_of(own, subjects=[row.uid]))


def leave_for_above(record: Recording, row: Filing) -> str:
    """A step: the file goes to the court above, of which the code is returned (CPL 174(2)).

    Refused: before its copy and that of every other appeal was sent, which would then stay behind, while the other
    side may still answer, while somebody else may still appeal.
    """
    if goes_up_first(row) is None or row.about is None:
        raise Refused(Refusal("filing.goes_nowhere", LAW))
    case, today = case_by_uid(row.about), timezone.localtime(record.at).date()
    above = ancestors(case.court, today)
    if not above:
        raise Refused(Refusal("venue.no_court_above", "CPL 171, 210", (), (("court", case.court),)))
    if not TRACKS[case.track].allows(case.stage, Do.SEND_FILE_UP):
        return above[0].code  # it went up with another appeal
    clocks, appellants, since = clocks_now(case.uid), appellants_of(case.uid), _begun_on(row)
    if ruling := _ruling_of(row):
        clocks = [one for one in clocks_of(case.uid) if one.about in (None, ruling)]
    others = [party.uid for party in case.parties if party.uid not in appellants]
    # Who appealed answers the appeal of the other side all the same.
    answering = [party.line for party in case.parties if appellants - {party.uid}]
    opens = forms()[row.interview].opens
    rule = opens.within[-1].value if opens else ""
    found = [
        None if all(map(copy_sent, waiting_to_go_up(case.uid))) else Refusal("filing.copy_first", LAW),
        answered_or_over(answering, [one for one in clocks if one.started >= since], today),
        may_go_up(others, clocks, today, rule=rule),
    ]
    require([no for no in found if no])
    take_turn(record, case.uid, Do.SEND_FILE_UP)
    return above[0].code


def _begun_on(row: Filing) -> date:
    """The day on which the first of the appeals came in that go up now: answers to earlier ones do not count."""
    assert row.about is not None  # noqa: S101 - only asked of what starts from a case
    since = min(one.handed_in_at for one in waiting_to_go_up(row.about))
    return timezone.localtime(since).date()


def open_further(record: Recording, row: Filing, pleading: Pleading, *, law: str) -> CaseView:
    """A step: the case that the filing opens, by the data of its interview; of two appeals, one case (SI 315)."""
    opens, earlier = forms()[row.interview].opens, case_by_uid(row.about) if row.about else None
    day = timezone.localtime(row.handed_in_at).date()
    assert opens is not None  # noqa: S101 - the caller asks for such filings only
    placed = together([pleading.parties, *_other_appeals(row)])
    if earlier and (before := _opened_before(record, row)):
        place_parties(record, before.uid, placed)
        return case_by_uid(before.uid)
    new = NewCase(
        court=row.court,
        cause=row.cause,
        cause_name=earlier.cause_name if earlier else cause_name(row.cause, day),
        claim=Money(row.claim_minor, row.currency),
        filed_at=row.handed_in_at,
        parties=tuple(replace(one, position=placed[known(one)]) for one in pleading.parties),
        fee_kind=earlier.fee_kind if earlier else pleading.fee_kind,
        through_court=row.through_court,
        type_chars=value_of(opens.numbers, Told(forms()[row.interview], row.answers, day)),
        follows=earlier.number if earlier else "",
        track=opens.track,
        accepts=opens.accepts,
    )
    return open_case(record, new, under=law)


def _opened_before(record: Recording, row: Filing) -> CaseView | None:
    """The case that another appeal against the same judgment opened at this court."""
    opens = forms()[row.interview].opens
    if row.about is None or opens is None or opens.earlier is None or not opens.earlier.up:
        return None
    # Two appeals that are registered at one moment wait for each other here.
    lock_case(record, row.about)
    others = [one for one in _appeals_beside(row) if one.stage == Stage.ACCEPTED]
    found = next((one.of_case for one in others if one.of_case), None)
    return case_by_uid(found) if found else None


def _appeals_beside(row: Filing) -> list[Filing]:
    """The other appeals at this court against the same: not those before the case began anew, nor against another
    ruling.
    """
    assert row.about is not None  # noqa: S101 - the callers ask for what starts from a case
    since = begun_anew(row.about)
    rows = Filing.objects.filter(about=row.about, interview=row.interview, court=row.court).exclude(uid=row.uid)
    rows = rows.exclude(stage=Stage.REFUSED).order_by("id")
    rows = rows.filter(handed_in_at__gte=since) if since else rows
    ruling = _ruling_of(row)
    return [one for one in rows if _ruling_of(one) == ruling]


def _other_appeals(row: Filing) -> list[tuple[PartyData, ...]]:
    """The parties of these appeals as each of them places them (SI 315)."""
    opens = forms()[row.interview].opens
    up = row.about is not None and opens is not None and opens.earlier is not None and opens.earlier.up
    return [pleading_of_filing(one).parties for one in _appeals_beside(row)] if up else []


def waiting_to_go_up(case: UUID) -> list[Filing]:
    """For acts: the appeals that still lie at the court of a case, the oldest first."""
    rows = Filing.objects.filter(about=case, stage__in=[Stage.UNDER_REVIEW, Stage.CORRECTION]).order_by("id")
    return [row for row in rows if goes_up_first(row)]
