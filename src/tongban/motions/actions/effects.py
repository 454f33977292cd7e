"""What a decision about a motion changes in the case: its stage, its claims, its money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Final
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.adding import add_party
from tongban.cases.actions.claim import amend_claim
from tongban.cases.actions.move import step_case
from tongban.cases.actions.recusals import answer_recusal, stand_back
from tongban.cases.actions.restored import restore_clock
from tongban.cases.law import By, Do, If, put_to
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView
from tongban.cases.vocabulary.offices import Office
from tongban.delivery.actions.open_case import serve_added
from tongban.fees.actions.beside import charge_counterclaim, claim_changed, preserve_less
from tongban.fees.actions.costs import free_charge, settle_withdrawn
from tongban.frame.acts import Recording
from tongban.kernel.refusal import Refusal, Refused
from tongban.motions.actions.steps import applicant_of, end_clocks_of, run_clocks
from tongban.motions.models import Motion
from tongban.motions.rules.joinder import added
from tongban.motions.rules.kinds import ABOUT_RECUSAL, KINDS
from tongban.motions.rules.reading import Told, amount_of, day
from tongban.motions.rules.recusal import OFFICES
from tongban.motions.rules.restoration import obstacle
from tongban.motions.vocabulary import Challenged, Inquiry, Kind

RENEWAL, FEE = "preservation_renewal", "fee_counterclaim"
Effect = Callable[[Recording, CaseView, Motion, Told, Told], None]


def _withdraw(record: Recording, case: CaseView, row: Motion, _asked: Told, _told: Told) -> None:
    """The case ends; the plaintiff bears the fee, halved once (CPL 148; 交纳办法 15, 34; SI 206).

    Whoever else of its side asked for it has its answer with this one.
    """
    settle_withdrawn(record, case, timezone.localtime(record.at).date())
    step_case(record, case.uid, Act.ALLOW_WITHDRAWAL, holds=(If.ASKED, If.RULING))
    others = Motion.objects.filter(case=case.uid, kind=Kind.WITHDRAWAL, decided_at__isnull=True)
    for other in others:
        other.stage, other.ruling, other.decided_at = row.stage, row.ruling, record.at
        other.save(update_fields=["stage", "ruling", "decided_at"])


def _amend(record: Recording, case: CaseView, row: Motion, asked: Told, told: Told) -> None:
    """The case is about another amount, and its fee follows (交纳办法 21, 35)."""
    amount = amount_of(asked, "amount", case.currency)
    payer = applicant_of(case, row)
    if amount is None or amount.minor == case.claim_minor:
        return
    claim_changed(record, case, payer, amount, inquiry_over=told.get("inquiry") == Inquiry.OVER, of=row.uid)
    amend_claim(record, case, amount, under="CPL 54, 143; SI 232")


def _join(record: Recording, case: CaseView, row: Motion, asked: Told, _told: Told) -> None:
    """The case has a party more, who is told and served (CPL 135; SI 73)."""
    party = add_party(record, case, added(asked), under="CPL 135; SI 73, 74")
    assert row.ruling is not None  # noqa: S101 - the notice was made with the decision
    serve_added(record, case_by_uid(case.uid), party, [row.ruling])


def _free(record: Recording, _case: CaseView, row: Motion, _asked: Told, _told: Told) -> None:
    """What the fee was for was not taken up (交纳办法 27(2))."""
    if row.charge is not None:
        free_charge(record, row.charge, timezone.localtime(record.at).date())


def _take_up(record: Recording, case: CaseView, row: Motion, asked: Told, _told: Told) -> None:
    """The court above ordered that the counterclaim be taken up: its fee is asked for anew (SI 330)."""
    amount, payer = amount_of(asked, "amount", case.currency), applicant_of(case, row)
    own = (one for one in clocks_of(case.uid) if one.rule == FEE and str(one.uid) in row.clocks and not one.met_at)
    due = next(own).due
    assert amount is not None  # noqa: S101 - a counterclaim names one
    assert due is not None  # noqa: S101 - the time to pay is counted in days
    # A second fee of the same party for the same motion: it hangs on the ruling that was set aside.
    row.charge = charge_counterclaim(record, case, payer, amount, of=row.ruling or row.uid, due=due)
    row.decided_at = None
    row.save(update_fields=["charge", "decided_at"])


def _preserve(record: Recording, case: CaseView, row: Motion, asked: Told, told: Told) -> None:
    """The fee is that of what is preserved indeed, not of what was asked for (交纳办法 14(2))."""
    wanted, ruled = amount_of(asked, "amount", case.currency), amount_of(told, "amount", case.currency)
    if row.charge is not None and wanted and ruled and ruled < wanted:
        preserve_less(record, row.charge, ruled)


def _mark_end(record: Recording, case: CaseView, row: Motion, _asked: Told, _told: Told) -> None:
    """The applicant has until some days before the measure ends to ask that it go on (财产保全规定 18)."""
    if row.ends_on is not None:
        ends = datetime.combine(row.ends_on, time(), timezone.get_current_timezone())
        run_clocks(record, case, row, (RENEWAL,), since=ends)
        row.save(update_fields=["clocks"])


def _let_go(record: Recording, _case: CaseView, row: Motion, _asked: Told, _told: Told) -> None:
    """A measure that is lifted is not renewed."""
    end_clocks_of(record, row, (RENEWAL,))


def _transfer(record: Recording, case: CaseView, _row: Motion, _asked: Told, _told: Told) -> None:
    """In small claims the case is transferred at once (SI 276)."""
    step_case(record, case.uid, Act.TRANSFER, holds=(If.RULING, If.LEVEL_OR_EXCLUSIVE))


def _recusal(do: Do) -> Effect:
    """The person withdraws, stays, or stays while the decision is reviewed (CPL 50)."""

    def take_effect(record: Recording, case: CaseView, row: Motion, _asked: Told, told: Told) -> None:
        answer_recusal(record, case, row.uid, do, told.get("reasons", ""))

    return take_effect


def _restore(record: Recording, case: CaseView, row: Motion, asked: Told, told: Told) -> None:
    """The days lost are given back; a judgment that took effect meanwhile may be appealed again (CPL 86)."""
    applied = timezone.localtime(row.handed_in_at).date()
    lost = obstacle(asked, applied, day(told, "until"))
    restore_clock(record, case, applicant_of(case, row), UUID(asked["period"]), lost, asked_at=row.handed_in_at)


def before_who_decides(record: Recording, case: CaseView, row: Motion, told: Told) -> None:
    """Whoever is asked to withdraw stands back, and the application lies before who decides (CPL 48(2), 49)."""
    who = Challenged(told["challenged"])
    office = Office(who.value) if who in OFFICES else None
    decides = stand_back(record, case, motion=row.uid, party=row.party, office=office, ground=told["tie"])
    do, whom = put_to(decides)
    move = KINDS[Kind.RECUSAL].procedure.decide(row.stage, do, role=By.OFFICE, holds=(whom,))
    if isinstance(move, Refusal):
        raise Refused(move)
    row.stage = move.target


EFFECTS: Final[dict[tuple[Kind, Do], Effect]] = {
    (Kind.WITHDRAWAL, Do.GRANT): _withdraw,
    (Kind.AMENDMENT, Do.GRANT): _amend,
    (Kind.JOINDER, Do.GRANT): _join,
    (Kind.RESTORATION, Do.GRANT): _restore,
    (Kind.COUNTERCLAIM, Do.REFUSE): _free,
    (Kind.COUNTERCLAIM, Do.WITHDRAW_APPLICATION): _free,
    (Kind.COUNTERCLAIM, Do.DEEM_APPLICATION_WITHDRAWN): _free,
    (Kind.COUNTERCLAIM, Do.ORDER_DOCKETING): _take_up,
    (Kind.JURISDICTION, Do.TRANSFER_FINALLY): _transfer,
    **{(Kind.RECUSAL, do): _recusal(do) for do in (*ABOUT_RECUSAL, Do.ASK_REVIEW, Do.WITHDRAW_APPLICATION)},
    (Kind.PRESERVATION, Do.RULE_PRESERVATION): _preserve,
    (Kind.PRESERVATION, Do.EXECUTE_RULING): _mark_end,
    (Kind.PRESERVATION, Do.LIFT): _let_go,
    (Kind.PRESERVATION, Do.QUASH): _let_go,
}
