"""The court's answer to a filing: register, ask once for corrections, or refuse by a ruling (在线诉讼规则 9)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.agents import take_over_authority
from tongban.cases.actions.docket import NewCase, open_case
from tongban.cases.law import Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Circumstance
from tongban.courts.law import cause_name, due
from tongban.courts.queries import court_of
from tongban.documents.actions.labels import hand_over, name_case
from tongban.filing.actions.for_client import docket_agent, not_own, parties_with_client
from tongban.filing.actions.further import copy_sent, goes_up_first, open_further, waiting_to_go_up
from tongban.filing.actions.further import send_copy as send_copy_of
from tongban.filing.actions.refusals import order_ruling
from tongban.filing.actions.third_claims import take_up
from tongban.filing.events import CorrectionAsked, FilingAccepted, FilingRefused, OtherCourtNamed, RegistrationProposed
from tongban.filing.models import Filing
from tongban.filing.queries import filing_by_uid, pleading_of_filing
from tongban.filing.rules.agent import agent_told
from tongban.filing.rules.dispute import circumstances_of
from tongban.filing.rules.for_client import files_for_client
from tongban.filing.rules.further import is_action, is_joining
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY, asks_for_paper
from tongban.filing.vocabulary import Act, Pleading
from tongban.filing.vocabulary.agent import AGENT_PAPER, AGENT_PROOFS, PRIVATE_KINDS
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.money import Money
from tongban.kernel.moves import Move, guards
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.vocabulary import DueWork

_LAPSED = "未在指定的期限内交纳上诉费，按自动撤回上诉处理。"
"""What stands on file where an appeal lapsed."""


def accept(
    filing: UUID, *, by: Actor, at: datetime, found: Collection[Circumstance] = (), undecided: bool = False
) -> CaseView:
    """Register the filing: the case, its number and its judge come into being in this one transaction (CPL 126).

    The rule about tracks chooses small claims, simplified or ordinary by the amount, by what the answers show and by
    what was `found`. `undecided`: it could not be judged in time and is registered first, on its last day or after
    (登记立案 8).
    """
    with act(by=by, at=at) as record:
        row, move = _decided(record, filing, Act.REGISTER_FIRST if undecided else Act.ACCEPT)
        pleading = pleading_of_filing(row)
        case = _taken_up(record, row, pleading, move.law) or _open(record, row, pleading, found, law=move.law)
        _name_agent(record, row, case)
        row.of_case = case.uid
        _close(row, move, at)
        hand_over(record, subject=row.uid, case=case.uid, private=PRIVATE_KINDS)
        # What stays between the person and the court is from now on for who conducts the case alone.
        name_case(record, subject=row.uid, case=case.uid)
        fact = FilingAccepted(
            filing=row.uid, case=case.uid, number=case.number, through_court=row.through_court, matter=row.matter
        )
        record(fact, under=move.law, case=case.uid)
    return case


def _taken_up(record: Recording, row: Filing, pleading: Pleading, law: str) -> CaseView | None:
    """The case of another procedure that the filing opens, or of others that it joins; None where it is an action."""
    if is_joining(forms()[row.interview]):
        return take_up(record, row, pleading)
    return open_further(record, row, pleading, law=law) if forms()[row.interview].opens is not None else None


def _name_agent(record: Recording, row: Filing, case: CaseView) -> None:
    """Whom the person who files named as agent is put before the court with the case; who filed as agent goes on."""
    if files_for_client(row.answers, row.applicant):
        docket_agent(record, row, case)
        return
    told, party = agent_told(row.answers), case.party_of(row.applicant)
    if told and party is not None:
        take_over_authority(record, case, party, told, filing=row.uid, papers=(AGENT_PAPER, AGENT_PROOFS))


def _open(record: Recording, row: Filing, pleading: Pleading, found: Collection[Circumstance], *, law: str) -> CaseView:
    """The civil action of first instance that the filing begins."""
    day = timezone.localtime(row.handed_in_at).date()
    new = NewCase(
        court=row.court,
        cause=row.cause,
        cause_name=cause_name(row.cause, day),
        claim=Money(row.claim_minor, row.currency),
        filed_at=row.handed_in_at,
        parties=parties_with_client(row, pleading.parties),
        fee_kind=pleading.fee_kind,
        through_court=row.through_court,
        follows=_followed(row),
        mediated_by=row.mediated_by,
        found=frozenset(found) | circumstances_of(forms()[row.interview], row.answers, day),
    )
    return open_case(record, new, under=law)


def _followed(row: Filing) -> str:
    """The number that the new one follows: what a third party goes on with alone follows no number (案号规定)."""
    earlier = case_by_uid(row.about) if row.about else None
    if earlier is None:
        return row.early_number
    return "" if earlier.track.first_instance else earlier.number


def accept_each(
    filings: Sequence[UUID], *, by: Actor, at: datetime
) -> list[tuple[UUID, CaseView | None, tuple[Refusal, ...]]]:
    """Register several filings, each by an act of its own; for each its case, or why it was not registered.

    Refused: a filing in which the machine doubts something, and one of another procedure, where the court states by
    accepting what no machine knows: a person opens that one and judges it.
    """
    there = Filing.objects.filter(uid__in=filings, court=by.court).values_list("uid", "doubts", "interview")
    doubted = {uid for uid, doubts, interview in there if doubts or forms()[interview].opens}
    look = (Refusal("scrutiny.needs_a_look", "CPL 126"),)
    return [(uid, None, look) if uid in doubted else _accepted(uid, by=by, at=at) for uid in filings]


def _accepted(filing: UUID, *, by: Actor, at: datetime) -> tuple[UUID, CaseView | None, tuple[Refusal, ...]]:
    try:
        return filing, accept(filing, by=by, at=at), ()
    except Refused as no:
        return filing, None, no.refusals


def propose_registration(work: DueWork) -> None:
    """Reaction to `FilingHandedIn` and `FilingCorrected`: its last day has come. What is still under review is put
    forward to be registered first (登记立案 8); a clerk or judge does it, or takes another exit that same day.
    """
    filing, last_day = filing_by_uid(UUID(work.entry.body["filing"])), date.fromisoformat(work.entry.body["decide_by"])
    office = Actor.office(filing.court, "登记立案 8: what cannot be judged in time is registered first")
    with act(by=office, at=work.now, fulfils=work) as record:
        row = locked(Filing.objects.filter(uid=filing.uid)).get()
        open_still = SCRUTINY.allows(row.stage, Act.REGISTER_FIRST) and row.decide_by == last_day
        if not open_still or not is_action(forms()[row.interview]):
            raise NothingToDo
        record(RegistrationProposed(filing=row.uid, decide_by=last_day), under="登记立案 8")


def ask_correction(filing: UUID, items: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Name, once and completely, what is missing and until when; paper copies may not be asked for (在线诉讼规则 9).

    Refused, too, for an appeal of which the other side has the copy already.
    """
    named = [item.strip() for item in items if item.strip()]
    with act(by=by, at=at) as record:
        holds = guards([("findings_named", bool(named)), ("no_paper", not asks_for_paper(named))])
        row, move = _decided(record, filing, Act.ASK_CORRECTION, holds=holds)
        if goes_up_first(row) and copy_sent(row):
            raise Refused(Refusal("filing.copy_sent_before", "CPL 174"))
        until = due("filing_correction", timezone.localtime(at).date())
        if isinstance(until, Refusal):
            raise Refused(until)
        row.findings, row.stage, row.correct_until = named, move.target, until.due
        row.save(update_fields=["findings", "stage", "correct_until"])
        fact = CorrectionAsked(
            filing=row.uid,
            items=len(named),
            digest=_digest(named),
            until=until.due,
            through_court=row.through_court,
            matter=row.matter,
        )
        record(fact, under=move.law)


def refuse(filing: UUID, ground: str, *, by: Actor, at: datetime) -> None:
    """Refuse by a ruling with its ground; the applicant may appeal within ten days (CPL 126, 157, 171)."""
    with act(by=by, at=at) as record:
        row, move = _decided(record, filing, Act.REFUSE, holds=["ground_named"] if ground.strip() else [])
        row.findings = [ground.strip()]
        order_ruling(record, row)
        _close(row, move, at)
        fact = FilingRefused(
            filing=row.uid, digest=_digest(row.findings), through_court=row.through_court, matter=row.matter
        )
        # Whether a third party is heard in a case is for who tries that case, and nobody else.
        record(fact, under=move.law, case=row.about if is_joining(forms()[row.interview]) else None)


def point_elsewhere(filing: UUID, court: str, reasons: str, *, by: Actor, at: datetime) -> None:
    """Tell the plaintiff, with reasons, which court is competent (CPL 127(4); SI 211). The seven days run on.

    Refused: no such court or this one, no reasons, a filing that came through another court, which answers there.
    """
    with act(by=by, at=at) as record:
        row, move = _decided(record, filing, Act.POINT)
        named = court_of(court, timezone.localtime(at).date())
        if isinstance(named, Refusal) or court == row.court:
            raise Refused(Refusal("scrutiny.no_other_court", "CPL 127(4)", ("court",)))
        if not reasons.strip():
            raise Refused(Refusal("scrutiny.reasons_missing", "CPL 127(4)", ("reasons",)))
        row.pointed_to, row.findings = court, [reasons.strip()]
        row.save(update_fields=["pointed_to", "findings"])
        record(OtherCourtNamed(filing=row.uid, court=court, digest=_digest(row.findings)), under=move.law)


def close_lapsed(work: DueWork) -> None:
    """Reaction to `TurnTaken`: an appeal that the judge treats as withdrawn is no more to be decided (SI 318)."""
    body = work.entry.body
    case = UUID(body["case"])
    lapsed = [row.uid for row in waiting_to_go_up(case)] if body["act"] == Do.LAPSE_APPEAL else []
    if not lapsed:
        return
    office = Actor.office(case_by_uid(case).court, "SI 318: the appeal lapsed")
    with act(by=office, at=work.now, fulfils=work) as record:
        for row in locked(Filing.objects.filter(uid__in=lapsed)):
            move = SCRUTINY.decide(row.stage, Act.LAPSE, role=record.by.role)
            if isinstance(move, Refusal):
                raise Refused(move)
            row.findings = [_LAPSED]
            _close(row, move, work.now)
            fact = FilingRefused(
                filing=row.uid, digest=_digest(row.findings), through_court=row.through_court, matter=row.matter
            )
            record(fact, under=move.law, case=row.about)


def send_copy(filing: UUID, *, by: Actor, at: datetime) -> None:
    """Send the copy of an appeal to the other parties, whose time to answer runs from its service (CPL 174)."""
    with act(by=by, at=at) as record:
        row = locked(Filing.objects.filter(uid=filing)).first()
        if row is None or row.court != record.by.court:
            raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
        not_own(record, row)
        send_copy_of(record, row)


def _decided(record: Recording, filing: UUID, what: Act, holds: Collection[str] = ()) -> tuple[Filing, Move]:
    """The filing, locked, and the row of the table that allows the act; staff of other courts see no filing.

    Refused, too: whoever stands in it, or filed it (CPL 47).
    """
    row = locked(Filing.objects.filter(uid=filing)).first()
    if row is None or row.court != record.by.court:
        raise Refused(Refusal("filing.no_such_filing", "在线诉讼规则 38"))
    not_own(record, row)
    if what is not Act.ASK_CORRECTION and (above := goes_up_first(row)):
        raise Refused(above)
    move = SCRUTINY.decide(row.stage, what, role=record.by.role, holds=[*holds, *_holds(row, record.at)])
    if isinstance(move, Refusal):
        raise Refused(move)
    return row, move


def _holds(row: Filing, at: datetime) -> list[str]:
    """Which guards hold: about the court's period, the applicant's, and the way on which the filing came.

    To register first is for actions alone (登记立案 8).
    """
    today = timezone.localtime(at).date()
    held = ["last_day"] if today >= row.decide_by and is_action(forms()[row.interview]) else []
    held += [] if row.matter else ["handed_in_here"]
    held += [] if row.above.get("act") == Act.NOTE_ORDERED else ["not_ordered"]
    if row.correct_until is None:
        return [*held, "not_asked_before"]
    return [*held, "period_over"] if today > row.correct_until else held


def _close(row: Filing, move: Move, at: datetime) -> None:
    row.stage = move.target
    row.decided_at = at
    row.save(update_fields=["stage", "decided_at", "of_case", "findings", "ruling"])


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256(canonical(list(texts))).hexdigest()
