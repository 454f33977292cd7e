"""Putting a running case into another procedure: small claims, simplified, ordinary (CPL 160, 165, 169, 170)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.conduct import start_clock
from tongban.cases.actions.move import judge_of_the_case, lock_own_case
from tongban.cases.events import ProcedureConverted, TrialLimitReplaced
from tongban.cases.models import Case, Clock, TrackConversion
from tongban.cases.queries import case_by_uid, conversions_of, question_about
from tongban.cases.rules.procedures.conditions import If
from tongban.cases.rules.procedures.first_instance import TRACKS, TRIAL_LIMITS
from tongban.cases.rules.procedures.words import Do
from tongban.cases.rules.tracks import fitting
from tongban.cases.vocabulary import CaseView, Circumstance, Track
from tongban.courts.law import due
from tongban.courts.queries import calendar, readings
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.money import Money
from tongban.kernel.moves import Conversion, Standing, convert
from tongban.kernel.periods import Due
from tongban.kernel.refusal import Refusal, Refused

LONGEST = 2000
"""Characters of the judge's reasons; house rule."""


def convert_procedure(
    case: UUID,
    *,
    to: Track,
    found: Collection[Circumstance],
    reasons: str,
    by: Actor,
    at: datetime,
    objected: UUID | None = None,
) -> CaseView:
    """The judge of the case puts it into the track `to` on what was `found`; what was done stays done.

    The act is the ruling where the law asks for one (it may be made by word of mouth and put on record: SI 269); the
    notice in writing to both sides follows from it. The law asks for nobody's approval. `objected`: the party whose
    objection is upheld (CPL 169(2); SI 269, 279). Refused: another judge, no such conversion, an objection that comes
    too late, what was found does not bear it, the trial limit is over, no reasons.
    """
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        way = _way(view, to)
        limit = _trial_limit(record, view)
        holds = fitting(question_about(view.court, Money(view.claim_minor, view.currency), found, view.docketed_at))
        after = convert(
            Standing(view.track, view.stage, running=((limit.rule, limit.started),)),
            way,
            role=by.role,
            at=at,
            holds={*holds, If.RULING, If.TOLD_IN_WRITING, *_within(limit, at)},
        )
        judge_of_the_case(record, view, way.by)
        against = [*([after] if isinstance(after, Refusal) else []), *_against(view, reasons, objected)]
        if isinstance(after, Refusal) or against:
            raise Refused(against)
        rule = after.running[0][0]
        owed = _counted(rule, limit)
        Case.objects.filter(uid=case).update(track=to, stage=after.stage)
        kept = TrackConversion(after=to, found=sorted(found), reasons=reasons.strip(), objected=objected)
        kept.limit_until = owed.due
        _keep(record, view, kept, way, after.stage)
        _replace_limit(record, limit, rule, owed)
    return case_by_uid(case)


def _way(case: CaseView, to: Track) -> Conversion:
    found = next((c for c in conversions_of(case) if c.target is TRACKS[to]), None)
    if found is None:
        facts = (("before", case.track.term), ("after", to.term))
        raise Refused(Refusal("cases.no_conversion", "CPL 160, 165, 169, 170", ("to",), facts))
    return found


def _against(case: CaseView, reasons: str, objected: UUID | None) -> list[Refusal]:
    """What stands against the judge's words and the objection."""
    found: list[Refusal] = []
    if not reasons.strip():
        found.append(Refusal("cases.conversion_reasons_missing", "CPL 157", ("reasons",)))
    if len(reasons) > LONGEST:
        facts = (("limit", str(LONGEST)),)
        found.append(Refusal("cases.too_long", "house rule: lengths of answers", ("reasons",), facts))
    if objected is not None:
        if objected not in {party.uid for party in case.parties}:
            raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
        heard = TRACKS[case.track].decide(case.stage, Do.OBJECT_TO_TRACK, role="party")
        found += [heard] if isinstance(heard, Refusal) else []
    return found


def _keep(record: Recording, case: CaseView, row: TrackConversion, way: Conversion, target: str) -> None:
    """Keep what was decided beside the case, and record it."""
    row.layer, row.court, row.case, row.of_case = Layer.CASE, case.court, case.uid, Case.objects.get(uid=case.uid)
    row.before, row.at = case.track, record.at
    row.save()
    fact = ProcedureConverted(
        case=case.uid,
        conversion=row.uid,
        before=row.before,
        after=row.after,
        source=case.stage,
        target=target,
        found=tuple(row.found),
        reasons=hashlib.sha256(canonical(row.reasons)).hexdigest(),
        objected=row.objected,
    )
    record(fact, under=way.law, case=case.uid)


def _trial_limit(record: Recording, case: CaseView) -> Clock:
    """The running trial limit; one that was never started, in a case older than this watch, runs from docketing."""
    rule = TRIAL_LIMITS[case.track]
    running = locked(Clock.objects.filter(case=case.uid, rule=rule, met_at__isnull=True))
    found = running.first()
    if found is None:
        start_clock(record, case, rule, start=case.docketed_at, owed_by="court")
        found = running.get()
    return found


def _within(limit: Clock, at: datetime) -> set[If]:
    assert limit.due is not None  # noqa: S101 - trial limits count months
    return {If.WITHIN_LIMIT} if timezone.localtime(at).date() <= limit.due else set()


def _counted(rule: str, limit: Clock) -> Due:
    """The limit of the new track, from the same docketing (SI 258(3))."""
    owed = due(rule, limit.started, calendar(), readings=readings(limit.court))
    if isinstance(owed, Refusal):
        raise Refused(owed)
    return owed


def _replace_limit(record: Recording, limit: Clock, rule: str, owed: Due) -> None:
    assert isinstance(owed.due, date)  # noqa: S101 - trial limits count months
    old, limit.rule, limit.due, limit.article = limit.rule, rule, owed.due, owed.article
    limit.steps, limit.provisional = [str(step) for step in owed.steps], owed.provisional
    limit.save(update_fields=["rule", "due", "article", "steps", "provisional"])
    fact = TrialLimitReplaced(case=limit.of_case.uid, clock=limit.uid, old=old, rule=rule, due=owed.due)
    record(fact, under=owed.article, case=limit.of_case.uid)
