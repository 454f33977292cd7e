"""What is done about a motion: by the court, by who asked, by the other side; each by a row of the kind's procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer, Viewer
from tongban.cases.actions.gate import go_on_urgently
from tongban.cases.actions.results import PAPER_MISSING, keep_result
from tongban.cases.actions.standing import own_party, within_authority
from tongban.cases.law import OUT_OF_HAND, TRACKS, At, Do, If, decided_by
from tongban.cases.queries import clocks_of
from tongban.cases.queries.recusals import recusal_of
from tongban.cases.vocabulary import Act, CaseView, PartyView, Track
from tongban.delivery.queries import served_with
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.queries import data_of
from tongban.documents.vocabulary import Material
from tongban.fees.actions.beside import charge_is_over
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.motions.actions.effects import EFFECTS
from tongban.motions.actions.papers import issue_ruling, keep_words, tell_all
from tongban.motions.actions.periods import REVIEW
from tongban.motions.actions.steps import (
    applicant_of,
    asked_for,
    digest_of,
    end_clocks_of,
    hold,
    label_of,
    reviewed_by,
    run_clocks,
    standing,
    with_names,
)
from tongban.motions.events import MotionMoved
from tongban.motions.models import Motion
from tongban.motions.rules.kinds import (
    ABOUT_RECUSAL,
    AFTER_THE_CASE,
    CANNOT_WAIT,
    CARRIED_OUT,
    DECIDES,
    ENDS_WITH_THE_CASE,
    KINDS,
    ON_REVIEW,
    applicant_or_respondent,
    decision_of,
)
from tongban.motions.rules.reading import Told, day_of, read
from tongban.motions.rules.recusal import REVIEWED, on_receipt
from tongban.motions.rules.rows import Remedy, Row
from tongban.motions.vocabulary import Kind

FOUND = frozenset({If.RULING, If.URGENT, If.NO_SECURITY, If.EVIDENCE_AT_RISK, If.MAY_CAUSE_LOSS, If.SUBMITTED})
"""Conditions that hold because whoever decides says so with the act itself, on a paper with reasons."""


def decide_motion(
    case: UUID,
    motion: UUID,
    what: str,
    told: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    materials: Sequence[Material] = (),
) -> None:
    """Staff of the court do `what` about a motion, with the answers of the decision's form.

    Preservation is ruled on and carried out also by who was asked to withdraw (CPL 48(2)). `materials`: the paper of
    the court above, where that court decided.

    Refused: another function, stage or court, an act that the platform does not conduct for this kind, answers that are
    missing or wrong, and as the decision's own check says.
    """
    with act(by=by, at=at) as record:
        view, row = hold(record, case, motion)
        if Kind(row.kind) in CANNOT_WAIT:
            go_on_urgently(record, case)
        _move(record, view, row, what, told, materials=materials)


def act_on_motion(
    record: Recording, *, case: UUID, motion: str, act: str, materials: tuple[Material, ...] = (), **typed: str
) -> None:
    """A party does `act` about a motion: takes it back, gives security, asks for review or for a measure to be lifted.

    Refused as `decide_motion`, and for an agent whose authority does not cover the act.
    """
    view, row = hold(record, case, motion)
    party = own_party(record, view)
    found = decision_of(KINDS[Kind(row.kind)], act)
    if isinstance(found, Refusal):
        raise Refused(found)
    do, decision = found
    within_authority(record, view, do)
    if materials or decision.handed_in:
        require(told_of_secrets(typed.get("state_secret", ""), "state_secret"))
    label = label_of(view, party, quiet=row.layer == Layer.SEALED)
    files = [recall_upload(one.sha256, one.name, field="files") for one in materials]
    for file in files:
        keep_upload(record, file, kind="motion_file", title=file.name, label=label, subject=row.uid)
    _move(record, view, row, act, typed, party=party, enclosed=[file.name for file in files])


def _move(
    record: Recording,
    case: CaseView,
    row: Motion,
    what: str,
    typed: Mapping[str, str],
    *,
    party: PartyView | None = None,
    enclosed: Sequence[str] = (),
    materials: Sequence[Material] = (),
) -> None:
    """A step: the motion goes where the row of its procedure leads, with everything that follows."""
    kind = KINDS[Kind(row.kind)]
    found = decision_of(kind, what)
    if isinstance(found, Refusal):
        raise Refused(found)
    do, decision = found
    applicant, asked = applicant_of(case, row), asked_for(record, row)
    known = standing(record, case, applicant, kind.kind, asked, row)
    answers, named = with_names(decision.fields, typed, case, applicant, known.today)
    told, wrong = read(decision.fields, answers, named)
    move = _row(record, case, row, kind, do, told, party)
    lacks = [PAPER_MISSING] if decision.above and not materials else []
    require([*_barred(record, case, row, do, party), *wrong, *decision.check(asked, told, known), *lacks])
    if row.reviewed and do in ABOUT_RECUSAL:
        decision = replace(decision, title=REVIEWED, remedy=Remedy.NONE)
    row.stage = move.target
    row.secured = row.secured or do is Do.GIVE_SECURITY
    row.reviewed = [*row.reviewed, str(party.uid)] if party and do is Do.ASK_REVIEW else row.reviewed
    end_clocks_of(record, row, move.ends, party)
    run_clocks(record, case, row, move.starts, since=row.handed_in_at if do is Do.MARK_URGENT else record.at)
    if do in DECIDES:
        row.decided_at = record.at
    if told.get("ends_on"):
        row.ends_on = date.fromisoformat(told["ends_on"])
    if decision.title:
        issue_ruling(record, case, row, decision, asked, told, known)
    if decision.above:
        said = f"{told['number']}，{day_of(told, 'dated')}作出，{day_of(told, 'effective')}生效"
        keep_result(record, case, materials, subject=row.uid, said=said)
    if party and decision.handed_in:
        keep_words(record, row, party, decision, told, known, enclosed)
    row.save()
    record(_moved(row, do, move, told), under=move.law, case=case.uid)
    effect = EFFECTS.get((kind.kind, do))
    if effect is not None:
        effect(record, case, row, asked, told)
    if do in CARRIED_OUT:
        tell_all(record, case, row)


def _barred(record: Recording, case: CaseView, row: Motion, do: Do, party: PartyView | None) -> list[Refusal]:
    """What the procedure's table cannot see: the case is over or judged, this party asked for review before, or nobody
    did, or the time that the court gave for security still runs.
    """
    if Kind(row.kind) in AFTER_THE_CASE:
        return []
    found = []
    if do in ENDS_WITH_THE_CASE and case.stage in OUT_OF_HAND:
        found.append(Refusal("motions.case_over", Kind(row.kind).law))
    elif do in (Do.GRANT, Do.ACCEPT) and not TRACKS[case.track].allows(case.stage, Act.ALLOW_WITHDRAWAL):
        found.append(Refusal("motions.judgment_given", "CPL 143, 148(1)"))
    if party and do is Do.ASK_REVIEW and reviewed_by(row, party):
        found.append(Refusal("motions.reviewed_before", "CPL 111; 财产保全规定 25(1)"))
    until = _time_for_security(record, row)
    if do is Do.REJECT and timezone.localtime(record.at).date().isoformat() <= until:
        found.append(Refusal("motions.security_time_runs", "CPL 103(2)", facts=(("until", until),)))
    if do in ABOUT_RECUSAL:
        found += _who_decides(record, row)
    if do in ON_REVIEW and not row.reviewed:
        found.append(Refusal("motions.no_review_asked", "CPL 111; 财产保全规定 25(1)"))
    return found


def _who_decides(record: Recording, row: Motion) -> list[Refusal]:
    """Nobody decides about the own recusal, and a review is decided by who decided first (CPL 49, 50)."""
    about = recusal_of(row.uid)
    assert about is not None  # noqa: S101 - made with the application
    if record.by.person == about.person:
        return [Refusal("motions.own_recusal", "CPL 49")]
    others = record.by.role != decided_by(about.decides)
    return [Refusal("motions.others_decide", "CPL 49, 50")] if others else []


def _time_for_security(record: Recording, row: Motion) -> str:
    """The last day on which the security that was asked for may be given; empty while none is asked for."""
    if row.stage != At.SECURITY_ASKED or row.ruling is None:
        return ""
    office = Viewer.office(row.court, record.at, row.case)
    return str((data_of(office, row.ruling) or {}).get("until", ""))


def _moved(row: Motion, do: Do, move: Move, told: Told) -> MotionMoved:
    assert row.case is not None  # noqa: S101 - a motion is made in a case
    return MotionMoved(
        case=row.case,
        motion=row.uid,
        kind=row.kind,
        act=do,
        source=move.source,
        target=move.target,
        ground=told.get("ground", ""),
        digest=digest_of(told),
        ruling=row.ruling,
    )


def _row(
    record: Recording, case: CaseView, row: Motion, kind: Row, do: Do, told: Told, party: PartyView | None
) -> Move:
    role = record.by.role if party is None else applicant_or_respondent(own=row.party in party.line)
    move = kind.procedure.decide(row.stage, do, role=role, holds=FOUND | _holds(record, case, row, told, party))
    if isinstance(move, Refusal):
        raise Refused(move)
    return move


def _holds(record: Recording, case: CaseView, row: Motion, told: Told, party: PartyView | None) -> frozenset[str]:
    """Which conditions of the procedure's rows hold by the file."""
    return guards(
        (
            (If.GROUND_NAMED, bool(told.get("reasons"))),
            (If.RECORD_MADE, bool(told.get("record"))),
            # What is to be secured is asked for by the form, which is not taken without it.
            (If.PROPERTY_NAMED, True),
            (If.SMALL_CLAIM, case.track is Track.SMALL_CLAIMS),
            (If.FEE_PERIOD_OVER, row.charge is not None and charge_is_over(row.charge, record)),
            (If.WITHIN_PERIOD, party is None or _in_review(record, case, row, party)),
            (If.ON_RECEIPT, party is None or _on_receipt(record, row, party)),
        )
    )


def _in_review(record: Recording, case: CaseView, row: Motion, party: PartyView) -> bool:
    """Whether the party may still ask for review: within the days that run from the service of the decision on it.

    Whoever was not served yet may ask already.
    """
    today = timezone.localtime(record.at).date()
    mine = [
        one.due
        for one in clocks_of(case.uid)
        if one.rule == REVIEW and str(one.uid) in row.clocks and one.owed_by == str(party.uid) and one.due
    ]
    return not mine or today <= max(mine)


def _on_receipt(record: Recording, row: Motion, party: PartyView) -> bool:
    days = [served_with(row.ruling, one) for one in party.line] if row.ruling else []
    served = min((one for one in days if one), default=None)
    return on_receipt(timezone.localtime(served).date() if served else None, timezone.localtime(record.at).date())
