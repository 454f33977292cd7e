"""Periods that run for each party from the service of a decision on it, and what happens when the last is over
(CPL 157(2), 158, 171(2); 财产保全规定 25).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.move import step_case
from tongban.cases.law import Do, If
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.delivery.vocabulary import Purpose
from tongban.documents.queries import data_of
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.motions.actions.steps import applicant_of, end_clocks_of, label_of, reviewed_by
from tongban.motions.events import MotionMoved, RulingPeriodRuns
from tongban.motions.models import Motion
from tongban.motions.queries import transfer_in_effect
from tongban.motions.rules.kinds import FROM_SERVICE, KINDS, stands_at
from tongban.motions.vocabulary import Kind
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork

APPEAL, REVIEW = "appeal_ruling", "preservation_review"
OFFICE = "CPL 171(2): the appeal period runs from the party's own service"


def run_ruling_periods(work: DueWork) -> None:
    """Reaction to `PartyServed`: who was served with a decision about a motion has its days to appeal, or to ask for
    review; when everybody was served with one that may be appealed, its last day is noted.
    """
    body = work.entry.body
    if body["purpose"] != Purpose.RULING:
        return
    case = case_by_uid(UUID(body["case"]))
    row = _served_with(case, body["papers"])
    served_on = case.party(UUID(body["party"]))
    rules = _rules(row, served_on) if row and served_on else ()
    if row is None or not rules:
        return
    served = datetime.fromisoformat(body["served_at"])
    with act(by=Actor.office(case.court, OFFICE), at=work.now, fulfils=work) as record:
        row = locked(Motion.objects.filter(uid=row.uid)).get()
        label = label_of(case, applicant_of(case, row), quiet=True) if row.layer == Layer.SEALED else None
        for rule in rules:
            if body["party"] in _running(case, row, rule):
                raise NothingToDo
            about = row.ruling if rule == APPEAL else None
            clock = start_clock(record, case, rule, start=served, owed_by=body["party"], label=label, about=about)
            row.clocks = [*row.clocks, str(clock)]
        row.save(update_fields=["clocks"])
        _note_last_day(record, case, row)


def _served_with(case: CaseView, papers: list[str]) -> Motion | None:
    rows = Motion.objects.filter(case=case.uid, ruling__isnull=False)
    return next((row for row in rows if str(row.ruling) in papers), None)


def _rules(row: Motion, party: PartyView) -> tuple[str, ...]:
    """The periods that the rows which led to the motion's stage start, and that run from service on this party: also
    when another party has appealed meanwhile.

    Who asked for review before it was served has used it up.
    """
    over = {REVIEW} if reviewed_by(row, party) else set()
    moves, stages = KINDS[Kind(row.kind)].procedure.moves, stands_at(row.kind, row.stage)
    found = (rule for m in moves if m.target in stages and m.source != m.target for rule in m.starts)
    return tuple(dict.fromkeys(rule for rule in found if rule in FROM_SERVICE - over))


def _running(case: CaseView, row: Motion, rule: str) -> dict[str, date]:
    """The last day of each party's period, by the party's uid."""
    # Of several heirs of one party each has the period of its own, which began in another act (SI 55).
    own = [
        one
        for one in clocks_of(case.uid)
        if one.rule == rule and (str(one.uid) in row.clocks or (one.about is not None and one.about == row.ruling))
    ]
    return {one.owed_by: one.due for one in own if one.due}


def _note_last_day(record: Recording, case: CaseView, row: Motion) -> None:
    running = _running(case, row, APPEAL)
    if not running or _waits(case, row, running, at=record.at):
        return
    until = max(running.values())
    noted = [entry.body for entry in entries_of_case(case.uid, (RulingPeriodRuns.NAME,))]
    if not any((one["motion"], one["until"]) == (str(row.uid), until.isoformat()) for one in noted):
        fact = RulingPeriodRuns(case=case.uid, motion=row.uid, kind=row.kind, until=until)
        record(fact, under="CPL 171(2)", case=case.uid)


def _waits(case: CaseView, row: Motion, running: Collection[str], *, at: datetime) -> bool:
    """Whether somebody to whom the ruling is addressed, or an heir, has no period yet."""
    office = Viewer.office(case.court, at, case.uid)
    named = str((data_of(office, row.ruling) or {}).get("to", "")).split("、") if row.ruling else []
    meant = {one.uid for one in case.everybody if one.name in named}
    addressed = (party for party in case.parties if party.line & meant)
    return any({*map(str, party.line)}.isdisjoint(running) for party in addressed)


def renew_ruling_periods(work: DueWork) -> None:
    """Reaction to `ClockRenewed`: the last day to appeal against a ruling is noted anew when it moved."""
    body = work.entry.body
    if body["rule"] != APPEAL or body["before"] == body["due"]:
        return
    case = case_by_uid(UUID(body["case"]))
    rows = Motion.objects.filter(case=case.uid, ruling__isnull=False)
    row = next((one for one in rows if body["clock"] in one.clocks), None)
    if row is None or not KINDS[Kind(row.kind)].procedure.allows(row.stage, Do.BECOME_FINAL):
        return
    with act(by=Actor.office(case.court, "CPL 85: a period was counted again"), at=work.now, fulfils=work) as record:
        _note_last_day(record, case, locked(Motion.objects.filter(uid=row.uid)).get())
        if not record.facts:
            raise NothingToDo


def note_ruling_appealed(work: DueWork) -> None:
    """Reaction to `TurnTaken`: a party appealed within the case; the rulings for which its time ran do not take effect.

    Its petition says which of them it means.
    """
    body = work.entry.body
    if body["act"] != Do.APPEAL_RULING:
        return
    case = case_by_uid(UUID(body["case"]))
    held = Motion.objects.filter(case=case.uid, ruling__in=body["papers"])
    rows = [row.uid for row in held if KINDS[Kind(row.kind)].procedure.allows(row.stage, Do.APPEAL)]
    if not rows:
        return
    with act(by=Actor.office(case.court, "CPL 157(2): a ruling was appealed"), at=work.now, fulfils=work) as record:
        for row in locked(Motion.objects.filter(uid__in=rows)).order_by("id"):
            holds = (If.WITHIN_PERIOD, If.IN_WRITING)
            _go(record, row, Do.APPEAL, role="party", holds=holds)
            row.save(update_fields=["stage"])


def _go(record: Recording, row: Motion, do: Do, *, role: str, holds: Collection[If]) -> None:
    """A step: the motion goes where the row of its procedure leads; the caller saves it."""
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    move = KINDS[Kind(row.kind)].procedure.decide(row.stage, do, role=role, holds=holds)
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target
    fact = MotionMoved(
        case=row.case,
        motion=row.uid,
        kind=row.kind,
        act=do,
        source=move.source,
        target=move.target,
        ground="",
        digest="",
        ruling=row.ruling,
    )
    record(fact, under=move.law, case=row.case)


def make_ruling_final(work: DueWork) -> None:
    """Reaction to `RulingPeriodRuns`, from the day after its last day: nobody appealed, the ruling binds (CPL 158).

    The judge transfers a case whose transfer was ruled. Nothing happens when the last day was moved since (it has its
    own `RulingPeriodRuns`), when the kind knows no further step, or when somebody appealed.
    """
    row = Motion.objects.get(uid=UUID(work.entry.body["motion"]))
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    case, kind = case_by_uid(row.case), KINDS[Kind(row.kind)]
    running = _running(case, row, APPEAL)
    over = running and timezone.localtime(work.now).date() > max(running.values())
    if not over or not kind.procedure.allows(row.stage, Do.BECOME_FINAL) or _appealed(case, row):
        return
    if _waits(case, row, running, at=work.now):
        return  # what came after somebody's death reached nobody: its heirs are to be served
    with act(by=Actor.office(case.court, "CPL 158: takes effect unappealed"), at=work.now, fulfils=work) as record:
        row = locked(Motion.objects.filter(uid=row.uid)).get()
        _go(record, row, Do.BECOME_FINAL, role="office", holds=(If.PERIOD_OVER,))
        row.save(update_fields=["stage"])
        end_clocks_of(record, row, (APPEAL,))


def _appealed(case: CaseView, row: Motion) -> bool:
    """Whether a party has appealed, though the motion may not have been moved yet: its period is met before it ends."""
    return any(one.met_at for one in clocks_of(case.uid) if one.rule == APPEAL and str(one.uid) in row.clocks)


def transfer_case(case: UUID, *, by: Actor, at: datetime) -> None:
    """The judge sends the case to the court that a ruling in effect names. Refused while none is in effect."""
    with act(by=by, at=at) as record:
        if not transfer_in_effect(case):
            raise Refused(Refusal("motions.no_transfer_in_effect", "CPL 130(1), 158"))
        # The ruling in effect has answered both conditions, at whatever stage the case stands by now.
        step_case(record, case, Act.TRANSFER, holds=(If.RULING, If.LEVEL_OR_EXCLUSIVE))
