"""A payment order that failed becomes an action, unless the creditor does not want one (CPL 228; SI 438, 439)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from tongban.cases.actions.move import lock_case
from tongban.cases.law import TRACKS, Do
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.filing.actions.hand_in import package_of_filing, take_in
from tongban.filing.models import Filing
from tongban.filing.rules.further import answers_of_suit
from tongban.filing.rules.interview import forms
from tongban.frame.acts import NothingToDo, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

TO_DECLINE = "payment_order_no_suit"
"""The creditor's time to say that it wants no action (SI 438, 439)."""


def file_suit(work: DueWork) -> None:
    """Reaction to `AnswerAwaited`, from the day after the last on: the creditor did not say that it wants no action.

    The application counts as a complaint of the day on which it was made (SI 439(2)); the court decides about it as
    about any other. Nothing happens at the end of any other period, when the creditor spoke, and while one of several
    creditors still may.
    """
    case, today = case_by_uid(UUID(work.entry.body["case"])), timezone.localtime(work.now).date()
    running = [one for one in clocks_of(case.uid) if one.rule == TO_DECLINE and (one.due is None or today <= one.due)]
    if work.entry.body["rule"] != TO_DECLINE or not _may_still_decline(case) or running:
        return
    row = Filing.objects.filter(of_case=case.uid).order_by("id").first()
    opens = forms()[row.interview].opens if row else None
    if row is None or opens is None or opens.suit is None:
        return
    day = timezone.localtime(row.handed_in_at).date()
    answers = answers_of_suit(forms()[row.interview], row.answers, day)
    form = forms()[opens.suit.interview]
    office = Actor.office(case.court, "CPL 228(2): a payment order that failed becomes an action", row.platform)
    with act(by=office, at=work.now, fulfils=work) as record:
        made_before = Filing.objects.filter(about=case.uid, interview=form.id)
        if not _may_still_decline(lock_case(record, case.uid)) or made_before.exists():
            raise NothingToDo
        package = package_of_filing(row, row.court, at=record.at, case=case.uid)
        package = replace(package, interview=form.id, version=form.version, answers=answers)
        made, _pleading = take_in(record, package, None, received_at=row.handed_in_at, decide_from=record.at)
        made.about, made.brought_by = case.uid, case.of_side(Side.PLAINTIFF)[0].uid
        made.save(update_fields=["about", "brought_by"])


def _may_still_decline(case: CaseView) -> bool:
    return TRACKS[case.track].allows(case.stage, Do.DECLINE_SUIT)
