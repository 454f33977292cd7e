"""Putting a running case into another procedure: small claims, simplified, ordinary (CPL 160, 165, 169, 170)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import recount, start_trial_limit
from tongban.cases.actions.move import lock_own_case
from tongban.cases.events import ProcedureConverted
from tongban.cases.models import Case, Clock, ClockIncident, TrackConversion
from tongban.cases.queries import case_by_uid, clocks_of, conversions_of, question_about
from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.conditions import If
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import Do
from tongban.cases.rules.tracks import fitting
from tongban.cases.vocabulary import Befell, CaseView, Circumstance, IncidentState, Track
from tongban.courts.law import period_rule
from tongban.frame.acts import Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.money import Money
from tongban.kernel.moves import Conversion, Standing, convert
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
        against = [*([after] if isinstance(after, Refusal) else []), *_against(view, reasons, objected)]
        if isinstance(after, Refusal) or against:
            raise Refused(against)
        until = _replace_limit(record, limit, after.running[0][0])
        Case.objects.filter(uid=case).update(track=to, stage=after.stage)
        kept = TrackConversion(
            after=to, found=sorted(found), reasons=reasons.strip(), objected=objected, limit_until=until
        )
        _keep(record, view, kept, way, after.stage)
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
    running = locked(Clock.objects.filter(case=case.uid, rule=trial_limit(case.track), met_at__isnull=True))
    if not running.exists():
        start_trial_limit(record, case)
    return running.get()


def _within(limit: Clock, at: datetime) -> set[If]:
    """The limit is kept while its last day is ahead, or while it stands still."""
    assert limit.due is not None  # noqa: S101 - trial limits count months
    stands = any(clock.uid == limit.uid and clock.stands_since for clock in clocks_of(limit.of_case.uid))
    return {If.WITHIN_LIMIT} if stands or timezone.localtime(at).date() <= limit.due else set()


def _replace_limit(record: Recording, limit: Clock, rule: str) -> date:
    """The limit of the new track counts from the same docketing (SI 258(3)).

    Days that were left out stay left out; an extension was one of the old limit and lapses with it.
    """
    ClockIncident.objects.filter(
        of_clock=limit, kind=Befell.EXTENSION, state__in=[IncidentState.ASKED, IncidentState.HOLDS]
    ).update(state=IncidentState.LAPSED)
    named = period_rule(rule, limit.started)
    if isinstance(named, Refusal):
        raise Refused(named)
    limit.rule, limit.article = rule, named.article
    limit.save(update_fields=["rule", "article"])
    recount(record, limit)
    assert limit.due is not None  # noqa: S101 - trial limits count months
    return limit.due
