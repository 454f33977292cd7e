"""Taking a turn: the one act behind every row of a procedure's table that needs words and no page of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import end_clocks, meet_clock, start_clock
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.standing import own_party, signer, within_authority
from tongban.cases.events import CaseMoved, TurnTaken
from tongban.cases.models import Case, Turn
from tongban.cases.queries import clocks_of
from tongban.cases.queries.turns import appeals_of, appellants_of, capacities_of, clocks_now, turn_view
from tongban.cases.rules import turns as rules
from tongban.cases.rules.clocks import days_to_appeal
from tongban.cases.rules.decisions import answer, decision, only_subject
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import Do, If
from tongban.cases.vocabulary import CaseView, ClockView, PartyView, Side
from tongban.cases.vocabulary.turns import TurnView
from tongban.courts.queries import ancestors, court_name
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.money import Money
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import names_of

PAPER, ANSWER = "cases/decision", "cases/appeal_answer"


def take_turn(
    record: Recording,
    case: UUID,
    do: Do,
    *,
    words: str = "",
    found: Collection[str] = (),
    amount: Money | None = None,
    papers: Sequence[UUID] = (),
    about: UUID | None = None,
) -> TurnView:
    """A step: the actor takes the turn `do` of the case's procedure, in `words`; the case moves as the row says.

    `about`: the ruling that is appealed; only its period counts, and only that ends.

    `found`: what the court states of the row's conditions; parties state none. The periods of the row begin and end;
    those that the law counts from the service of `papers` begin with it. A decision of the court becomes a paper that
    goes to every party. Refused as the table refuses, and words that are missing or too long.
    """
    view = lock_own_case(record, case)
    party = own_party(record, view) if record.by.role == "party" else None
    within_authority(record, view, do)
    able = capacities_of(view, record.by.role, party)
    paper = rules.paper_of(do)
    known = rules.known(
        do,
        _that_count(case, do, about),
        party=party.uid if party else None,
        words=words,
        now=timezone.localtime(record.at),
    )
    stated = frozenset() if party else frozenset(found) & set(If)
    move = rules.decide_turn(view.track, view.stage, do, able=able, holds=known | stated)
    if isinstance(move, Refusal):
        raise Refused(move)
    if do is Do.LAPSE_APPEAL:
        require(_lapses_alone(view, record.at))
    require(rules.words_given(words, needed=bool(paper) or party is not None))
    if paper:
        papers = (*papers, _decide(record, view, do, words))
    if do in rules.ANSWERS and party:
        papers = (*papers, _answered(record, view, party, words, do))
    turn = _keep(
        record, view, move, party, words=words, found=sorted(stated & move.needs), amount=amount, papers=papers
    )
    _move(record, view, move)
    _run(record, view, move, party, about)
    record(_fact(turn), under=move.law, case=case)
    return turn


def _that_count(case: UUID, do: Do, about: UUID | None) -> list[ClockView]:
    """The periods on which the turn hangs: of rulings that of the one it is about."""
    if do in rules.OF_RULINGS:
        return [one for one in clocks_of(case) if about is not None and one.about == about]
    return clocks_now(case)


def take_court_turn(case: UUID, do: Do, *, words: str, found: Collection[str], by: Actor, at: datetime) -> None:
    """Somebody of the court takes a turn: a ruling, an order, a note. Refused as `take_turn`."""
    with act(by=by, at=at) as record:
        take_turn(record, case, do, words=words, found=found)


def take_own_turn(record: Recording, *, case: UUID, act: str, words: str = "") -> None:
    """A party takes a turn from its page: an answer, an objection, a declaration. Refused: what is no turn of hers."""
    if act not in set(Do) or Do(act) in rules.FILED | {rules.COPIED, Do.TELL_LOSS}:  # which needs a proof
        raise Refused(Refusal("turns.no_such_turn", "house rule: the procedure's table", facts=(("act", act[:40]),)))
    take_turn(record, case, Do(act), words=words)


def erase_words(record: Recording, turns: Collection[UUID], instead: str) -> tuple[UUID, ...]:
    """A step: the words of these turns held a state secret; `instead` stands there now. Those that lost theirs."""
    del record  # proves that an act is open
    gone = [row for row in Turn.objects.filter(uid__in=turns) if row.words and row.words != instead]
    for row in gone:
        row.words = instead
        row.save(update_fields=["words"])
    return tuple(row.uid for row in gone)


def owes(case: CaseView, rule: str, party: PartyView) -> bool:
    """Whether the party is of those who owe what the period is for."""
    return rules.owes(rule) in capacities_of(case, "party", party)


def _lapses_alone(case: CaseView, at: datetime) -> tuple[Refusal, ...]:
    appellants = appellants_of(case.uid)
    others = [party.uid for party in case.parties if party.uid not in appellants]
    return rules.lapses_alone(len(appeals_of(case.uid)), others, clocks_now(case.uid), timezone.localtime(at).date())


def _decide(record: Recording, case: CaseView, do: Do, words: str) -> UUID:
    """The court's decision as a paper for every party, or for those who may know of it."""
    dated: date = timezone.localtime(record.at).date()
    reached = case.of_side(Side.PLAINTIFF) if rules.is_for_applicant_only(case.track, do) else case.parties
    to = [party for party in reached if not party.dead] or list(reached)
    data = decision(
        case,
        title=rules.paper_of(do),
        words=words,
        court_name=court_name(case.court, dated),
        judge=names_of({record.by.person})[record.by.person] if record.by.person else "",
        dated=dated,
        to=to,
    ) | _appealable(case, do, dated)
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    title, subject = rules.paper_of(do), only_subject(to) or case.uid
    return issue_paper(record, PAPER, data, kind="decision", title=title, label=label, dated=dated, subject=subject)


def _appealable(case: CaseView, do: Do, on: date) -> dict[str, object]:
    """That a ruling may be appealed, in which time and to which court, as its paper says it (CPL 157(2), 171(2))."""
    rule = rules.WITHIN[Do.APPEAL_RULING]
    above = ancestors(case.court, on) if rule in rules.started_by_service(case.track, do) else ()
    return {"appeal": {**days_to_appeal(rule, case.parties, on), "court": above[0].name}} if above else {}


def _answered(record: Recording, case: CaseView, party: PartyView, words: str, do: Do) -> UUID:
    """What a party says to an appeal, or to a third party's claim: the paper of which who asked gets the copy
    (CPL 128, 174).
    """
    dated: date = timezone.localtime(record.at).date()
    appellants = appellants_of(case.uid) - {party.uid}
    to = [one for one in case.parties if one.uid in appellants] if do is Do.ANSWER_APPEAL else case.claimants
    data = answer(
        case,
        party,
        words=words,
        court_name=court_name(case.court, dated),
        signer=signer(record, case, party),
        signed_at=timezone.localtime(record.at).isoformat(),
        to=to,
        of_appeal=do is Do.ANSWER_APPEAL,
    )
    label = Label(Layer.CASE, court=case.court, case=case.uid)
    title = str(data["title"])
    return issue_paper(
        record, ANSWER, data, kind="appeal_answer", title=title, label=label, dated=dated, subject=case.uid
    )


def _keep(
    record: Recording,
    case: CaseView,
    move: Move,
    party: PartyView | None,
    *,
    words: str,
    found: list[str],
    amount: Money | None,
    papers: Iterable[UUID],
) -> TurnView:
    row = Turn.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        act=move.act,
        source=move.source,
        target=move.target,
        party=party.uid if party else None,
        words=words.strip(),
        found=found,
        amount_minor=amount.minor if amount else None,
        papers=[str(uid) for uid in papers],
        law=move.law,
        at=record.at,
    )
    return turn_view(row)


def _fact(turn: TurnView) -> TurnTaken:
    return TurnTaken(
        case=turn.case,
        turn=turn.uid,
        act=turn.act,
        source=turn.source,
        target=turn.target,
        party=turn.party,
        found=turn.found,
        words=hashlib.sha256(canonical(turn.words)).hexdigest(),
        amount=turn.amount,
        papers=turn.papers,
    )


def _move(record: Recording, case: CaseView, move: Move) -> None:
    if move.target == move.source:
        return
    Case.objects.filter(uid=case.uid).update(stage=move.target)
    fact = CaseMoved(case=case.uid, act=move.act, source=move.source, target=move.target)
    record(fact, under=move.law, case=case.uid)


def _run(record: Recording, case: CaseView, move: Move, party: PartyView | None, about: UUID | None) -> None:
    """The periods of the row: what a party owed is met for that party, what the court owed, for all."""
    for rule in move.ends:
        mine = str(party.uid) if party and rules.owes(rule) else None
        # The time to appeal against rulings within the case runs on beside the dismissal.
        own = [one.uid for one in clocks_now(case.uid)] if rule == rules.WITHIN[Do.APPEAL_DISMISSAL] else None
        meet_clock(record, case.uid, rule, owed_by=mine, among=own)
    if move.act in rules.WITHIN and party:
        among = [one.uid for one in clocks_of(case.uid) if one.about == about] if about else None
        meet_clock(record, case.uid, rules.WITHIN[Do(move.act)], owed_by=str(party.uid), among=among)
    if move.target in TRACKS[case.track].last and move.target != move.source:
        end_clocks(record, case.uid)
        return
    start_periods(record, case, move.starts, since=record.at)


def start_periods(record: Recording, case: CaseView, periods: Iterable[str], *, since: datetime) -> None:
    """A step: the periods that begin with an act of the procedure, each for whoever owes it.

    Those that the law counts from the service of papers are left to that service.
    """
    running = {(clock.rule, clock.owed_by) for clock in clocks_of(case.uid) if clock.met_at is None}
    for rule in periods:
        if rules.is_counted_from_service(rule):
            continue
        owing = [str(party.uid) for party in case.parties if rules.owes(rule) and owes(case, rule, party)]
        for owed_by in owing or ["court"]:
            if (rule, owed_by) not in running:
                start_clock(record, case, rule, start=since, owed_by=owed_by)
