"""A step leaves the online way: a party takes its consent back, the judge reviews it or moves the step for everybody.

What was done online stays done (在线诉讼规则 5, 21); who may do what stands in `rules/procedures/online.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.events import (
    ConsentReviewed,
    ConsentTakenBack,
    JoinAwaited,
    JoiningNotAwaited,
    SilenceNoted,
    StepMovedOffline,
)
from tongban.cases.models import Case, StepChange
from tongban.cases.queries import case_by_uid, clocks_of, consents_of
from tongban.cases.queries.online import moved_offline
from tongban.cases.rules.consent import check_choice, check_ground, check_reasons, may_take_back
from tongban.cases.rules.procedures.online import ONLINE_CONDUCT, TIME_TO_LINK, good_time
from tongban.cases.rules.procedures.tracks import ENDED
from tongban.cases.rules.procedures.words import At, Do, If
from tongban.cases.vocabulary import CaseView, Choice, Step
from tongban.cases.vocabulary.online import Keeping, Review, Unfit
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork


def withdraw_consent(record: Recording, *, case: UUID, step: str, reasons: str = "") -> None:
    """A party takes its yes to a step back, with reasons; until the judge has decided, the yes stands (规则 5(2)).

    Refused: no yes to take back, one is being reviewed, no reasons, or the step is under way or over.
    """
    view = lock_own_case(record, case)
    party, found = own_party(record, view), _step(step)
    law = _decide(record, At.ONLINE, Do.WITHDRAW_CONSENT, good_time(found, view.stage))
    within_authority(record, view, Do.WITHDRAW_CONSENT)
    asked = StepChange.objects.filter(case=case, step=found, party=party.uid, state=Review.ASKED).exists()
    before, by_agent = consents_of(case).get((party.uid, found)), record.by.represents is not None
    require(may_take_back(before, reasons, pending=asked, by_agent=by_agent))
    row = _keep(record, view, found, Review.ASKED, party=party.uid, reasons=reasons.strip())
    record(ConsentTakenBack(case=case, party=party.uid, change=row.uid, step=found), under=law, case=case)


def review_withdrawal(
    case: UUID, change: UUID, *, allow: bool, ground: str = "", reasons: str, by: Actor, at: datetime
) -> None:
    """The judge lets a party out of its consent, or holds it to it on a ground, in words that the party reads.

    Refused: another judge, decided before, no ground to keep it (规则 5(2): delay is meant, or it comes too late).
    """
    with act(by=by, at=at) as record:
        lock_own_case(record, case)
        row = locked(StepChange.objects.filter(uid=change, case=case, party__isnull=False)).first()
        if row is None:
            raise Refused(Refusal("cases.no_such_change", "在线诉讼规则 38"))
        if row.state != Review.ASKED:
            raise Refused(Refusal("cases.reviewed_before", "在线诉讼规则 5(2)"))
        named = {If.GROUND_NAMED} if ground in set(Keeping) else set()
        do, holds = (Do.ALLOW_OFFLINE, {If.NO_DELAY_MEANT}) if allow else (Do.KEEP_ONLINE, named)
        law = _decide(record, At.CONSENT_WITHDRAWN, do, holds)
        require(check_reasons(reasons))
        row.state, row.ground = (Review.OFFLINE, "") if allow else (Review.KEPT, ground)
        row.decision, row.decided_by, row.decided_at = reasons.strip(), by.person, at
        row.save(update_fields=["state", "ground", "decision", "decided_by", "decided_at"])
        assert row.party is not None  # noqa: S101 - the rows asked for have one
        fact = ConsentReviewed(
            case=case,
            party=row.party,
            change=row.uid,
            step=row.step,
            review=row.state,
            ground=row.ground,
            decision=_digest(row.decision),
        )
        record(fact, under=law, case=case)


def move_step(case: UUID, step: str, *, ground: str, reasons: str, by: Actor, at: datetime) -> None:
    """The judge moves a step offline for everybody, because it is unfit for the online way (规则 5(1), 21).

    Refused: another judge, no ground of the rules, no reasons, a step that is offline already.
    """
    with act(by=by, at=at) as record:
        view, found = lock_own_case(record, case), _step(step)
        wrong = check_ground(found, ground)
        require([*([wrong] if wrong else []), *check_reasons(reasons)])
        if found in moved_offline(case):
            raise Refused(Refusal("cases.step_moved_offline", "在线诉讼规则 5, 21", ("step",)))
        barred = Unfit(ground).of_hearing
        do, holds = (Do.MOVE_HEARING_OFFLINE, If.HEARING_BARRED) if barred else (Do.MOVE_OFFLINE, If.UNFIT_FOR_ONLINE)
        law = _decide(record, At.ONLINE, do, {holds})
        row = _keep(record, view, found, Review.OFFLINE, ground=ground, decision=reasons.strip())
        row.decided_by, row.decided_at = by.person, at
        row.save(update_fields=["decided_by", "decided_at"])
        fact = StepMovedOffline(case=case, change=row.uid, step=found, ground=ground, decision=_digest(row.decision))
        record(fact, under=law, case=case)


def note_silence(work: DueWork) -> None:
    """Reaction to `JoinAwaited`, when its time is over: who neither joined nor answered goes on offline (规则 10(2)).

    Silence is no consent and no refusal: the party may still join and choose each step. Nothing happens when the
    service that asked has fallen, or the party was asked anew: that time has its own `JoinAwaited`.
    """
    case, asked = case_by_uid(UUID(work.entry.body["case"])), UUID(work.entry.body["party"])
    told = entries_of_case(case.uid, (JoinAwaited.NAME, JoiningNotAwaited.NAME))
    if max(one.id for one in told if one.body["party"] == str(asked)) != work.entry_id:
        return
    party = case.party(asked)
    spoke = party is None or party.joined or any(one == asked for one, _step in consents_of(case.uid))
    if spoke or case.stage in ENDED:
        return
    with act(by=Actor.office(case.court, "在线诉讼规则 10(2)"), at=work.now, fulfils=work) as record:
        law = _decide(record, At.CONSENT_ASKED, Do.NOTE_SILENCE, {If.PERIOD_OVER})
        meet_clock(record, case.uid, TIME_TO_LINK, owed_by=str(asked))
        record(SilenceNoted(case=case.uid, party=asked), under=law, case=case.uid)


def renew_time_to_link(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: the time to link was counted again; silence is noted after its new last day."""
    body = work.entry.body
    clock = next((one for one in clocks_of(UUID(body["case"])) if str(one.uid) == body["clock"]), None)
    if body["rule"] != TIME_TO_LINK or clock is None or clock.due is None or clock.met_at:
        return
    if body["before"] == clock.due.isoformat():
        return
    case = case_by_uid(UUID(body["case"]))
    office = Actor.office(case.court, "CPL 85: a period was counted again")
    with act(by=office, at=work.now, fulfils=work) as record:
        again = JoinAwaited(case=case.uid, party=UUID(clock.owed_by), until=clock.due)
        record(again, under="在线诉讼规则 10", case=case.uid)


def _step(step: str) -> Step:
    found = check_choice(step, Choice.OFFLINE)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found[0]


def _decide(record: Recording, source: At, do: StrEnum, holds: Collection[str]) -> str:
    """The article under which the table of online conduct allows the act."""
    found = ONLINE_CONDUCT.decide(source, do, role=record.by.role, holds=holds)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found.law


def _keep(record: Recording, case: CaseView, step: Step, state: Review, **said: object) -> StepChange:
    return StepChange.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        step=step,
        state=state,
        asked_at=record.at,
        **said,
    )


def _digest(words: str) -> str:
    return hashlib.sha256(canonical(words)).hexdigest()
