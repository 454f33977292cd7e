"""Public summons to present a lost bill (公示催告): CPL 229-234; SI 442-459."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE)
_APPLICANT = roles(By.APPLICANT)
_INTERESTED = roles(By.INTERESTED)
_DISMISSAL = ("public_summons_dismissal",)
_REPORTS = (
    (At.NOTICE, At.CLAIMED, "CPL 232(1)"),
    (At.NOTICE_OVER, At.CLAIMED_LATE, "SI 448"),
    (At.JUDGMENT_ASKED, At.CLAIMED_BEFORE_JUDGMENT, "SI 448"),
)
"""A right may be reported until the judgment; a report that is rejected leaves the matter where it stood."""
_CLAIMED = tuple(claimed for _, claimed, _ in _REPORTS)

PUBLIC_SUMMONS = Procedure(
    name="public_summons",
    term="公示催告程序",
    law="CPL 229-234; SI 442-459",
    refusals="procedure",
    starts=_DISMISSAL,
    first=At.APPLIED,
    last=frozenset({At.REJECTED, At.APPLICATION_WITHDRAWN, At.ENDED, At.DECLARED}),
    moves=(
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.ACCEPTED,
            roles(By.CLERK, By.JUDGE),
            "CPL 230; SI 443, 444",
            all_of(If.PAYER_TOLD),
            starts=("public_summons_notice",),
            ends=_DISMISSAL,
        ),
        Move(
            Do.REJECT,
            At.APPLIED,
            At.REJECTED,
            _JUDGE,
            "SI 443",
            all_of(If.GROUND_NAMED, If.RULING),
            ends=_DISMISSAL,
        ),
        *stay((At.ACCEPTED, At.NOTICE, At.NOTICE_OVER), Do.STOP_PAYMENT, roles(By.PAYER), "CPL 231(1); SI 454"),
        Move(
            Do.ALLOW_APPLICATION_WITHDRAWAL,
            At.ACCEPTED,
            At.APPLICATION_WITHDRAWN,
            _JUDGE,
            "SI 453",
            all_of(If.ASKED),
            ends=("public_summons_notice",),
        ),
        Move(
            Do.NOTICE_IN_PUBLIC,
            At.ACCEPTED,
            At.NOTICE,
            _JUDGE,
            "CPL 230; SI 445-447",
            starts=("public_summons",),
            ends=("public_summons_notice",),
        ),
        Move(
            Do.ALLOW_APPLICATION_WITHDRAWAL,
            At.NOTICE,
            At.ENDED,
            _JUDGE,
            "SI 453",
            all_of(If.ASKED, If.RULING),
            ends=("public_summons",),
        ),
        *(Move(Do.REPORT_RIGHT, stage, claimed, _INTERESTED, law) for stage, claimed, law in _REPORTS),
        *stay(_CLAIMED, Do.SHOW_BILL, _INTERESTED, "SI 449"),
        *(
            Move(Do.REJECT_REPORT, claimed, stage, _JUDGE, "SI 449", all_of(If.ANOTHER_BILL, If.RULING))
            for stage, claimed, _ in _REPORTS
        ),
        *each(
            _CLAIMED,
            Do.END,
            At.ENDED,
            _JUDGE,
            "CPL 232(2); SI 448",
            needs=all_of(If.RULING),
            ends=("public_summons", "public_summons_judgment"),
        ),
        Move(
            Do.CLOSE_NOTICE,
            At.NOTICE,
            At.NOTICE_OVER,
            roles(By.OFFICE),
            "CPL 233; SI 447, 450",
            all_of(If.PERIOD_OVER),
            starts=("public_summons_judgment",),
            ends=("public_summons",),
        ),
        Move(
            Do.ASK_JUDGMENT,
            At.NOTICE_OVER,
            At.JUDGMENT_ASKED,
            _APPLICANT,
            "CPL 233; SI 450",
            all_of(If.WITHIN_PERIOD),
            ends=("public_summons_judgment",),
        ),
        Move(
            Do.END,
            At.NOTICE_OVER,
            At.ENDED,
            _JUDGE,
            "SI 450",
            all_of(If.PERIOD_OVER, If.RULING),
            ends=("public_summons_judgment",),
        ),
        Move(Do.DECLARE, At.JUDGMENT_ASKED, At.DECLARED, roles(By.PANEL), "CPL 233; SI 452"),
    ),
)
