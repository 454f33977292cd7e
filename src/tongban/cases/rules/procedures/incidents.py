"""What may arise within a case and is decided beside it: objection to jurisdiction, recusal.

CPL 37, 47-50, 130, 157, 171; SI 43-49, 223, 276; 回避规定 1-6.
"""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE, By.PANEL)
_PARTY = roles(By.PARTY)
_APPEAL = ("appeal_ruling",)
_RECORDS = roles(By.HIGHER_COURT, By.CLERK, By.JUDGE)
"""Who enters what the court above decided: it itself, or the court below from its paper."""

JURISDICTION_OBJECTION = Procedure(
    name="jurisdiction_objection",
    term="管辖权异议",
    law="CPL 130, 157; SI 223, 276",
    refusals="procedure",
    first=At.OBJECTED,
    last=frozenset({At.TRANSFERRED, At.KEPT}),
    moves=(
        Move(
            Do.UPHOLD_OBJECTION,
            At.OBJECTED,
            At.TRANSFER_RULED,
            _JUDGE,
            "CPL 130(1), 157(1)(ii)",
            all_of(If.WITHIN_PERIOD, If.RULING),
            starts=_APPEAL,
        ),
        Move(
            Do.REJECT_OBJECTION,
            At.OBJECTED,
            At.KEEPING_RULED,
            _JUDGE,
            "CPL 130(1), 157(1)(ii)",
            all_of(If.WITHIN_PERIOD, If.RULING),
            starts=_APPEAL,
        ),
        Move(Do.NOT_EXAMINE, At.OBJECTED, At.KEPT, _JUDGE, "CPL 130(2); SI 39(2), 223(2)", all_of(If.SUBMITTED)),
        Move(Do.TRANSFER_FINALLY, At.OBJECTED, At.TRANSFERRED, _JUDGE, "SI 276", all_of(If.SMALL_CLAIM, If.RULING)),
        Move(Do.KEEP_FINALLY, At.OBJECTED, At.KEPT, _JUDGE, "SI 276", all_of(If.SMALL_CLAIM, If.RULING)),
        *each(
            (At.TRANSFER_RULED, At.KEEPING_RULED),
            Do.APPEAL,
            At.APPEALED,
            _PARTY,
            "CPL 157(2), 171(2)",
            needs=all_of(If.WITHIN_PERIOD, If.IN_WRITING),
            starts=("trial_appeal_ruling",),
            ends=_APPEAL,
        ),
        Move(
            Do.BECOME_FINAL,
            At.TRANSFER_RULED,
            At.TRANSFERRED,
            roles(By.OFFICE),
            "CPL 158",
            all_of(If.PERIOD_OVER),
            ends=_APPEAL,
        ),
        Move(
            Do.BECOME_FINAL,
            At.KEEPING_RULED,
            At.KEPT,
            roles(By.OFFICE),
            "CPL 158",
            all_of(If.PERIOD_OVER),
            ends=_APPEAL,
        ),
        Move(
            Do.TRANSFER,
            At.APPEALED,
            At.TRANSFERRED,
            _RECORDS,
            "CPL 178, 182",
            ends=("trial_appeal_ruling",),
        ),
        Move(Do.KEEP, At.APPEALED, At.KEPT, _RECORDS, "CPL 178, 182", ends=("trial_appeal_ruling",)),
    ),
)

_WHO_DECIDES = (
    (Do.PUT_TO_COMMITTEE, At.BEFORE_COMMITTEE, roles(By.COMMITTEE, By.PRESIDENT), If.PRESIDENT_CHALLENGED),
    (Do.PUT_TO_PRESIDENT, At.BEFORE_PRESIDENT, roles(By.PRESIDENT), If.JUDGE_CHALLENGED),
    (Do.PUT_TO_PRESIDING, At.BEFORE_PRESIDING, roles(By.JUDGE), If.OTHER_CHALLENGED),
)
"""The committee decides about the president, the president about judges, who presides about all others (CPL 49).

What the committee has decided is entered by whoever else holds the president's function, by its number. Before whom an
application goes follows from whom it is about: nobody chooses.
"""
_ASKED = tuple(stage for _, stage, _, _ in _WHO_DECIDES)
_DECISION = ("recusal_decision",)

RECUSAL = Procedure(
    name="recusal",
    term="回避",
    law="CPL 47-50; SI 43-49; 回避规定 1-6",
    refusals="procedure",
    starts=_DECISION,
    first=At.OBJECTED,
    last=frozenset({At.STEPPED_ASIDE, At.STAYS, At.STAYS_FINALLY, At.APPLICATION_WITHDRAWN}),
    moves=(
        *(
            Move(act, At.OBJECTED, stage, roles(By.OFFICE), "CPL 49; SI 48, 49", all_of(who))
            for act, stage, _, who in _WHO_DECIDES
        ),
        *stay(
            (At.OBJECTED, *_ASKED), Do.DO_URGENT_WORK, roles(By.JUDGE, By.CLERK), "CPL 48(2)", needs=all_of(If.URGENT)
        ),
        *(
            Move(
                Do.GRANT_RECUSAL,
                stage,
                At.STEPPED_ASIDE,
                decides,
                "CPL 47, 49, 50; SI 43, 44",
                ends=_DECISION,
            )
            for _, stage, decides, _ in _WHO_DECIDES
        ),
        *(
            Move(
                Do.REFUSE_RECUSAL,
                stage,
                At.STAYS,
                decides,
                "CPL 49, 50",
                all_of(If.GROUND_NAMED),
                ends=_DECISION,
            )
            for _, stage, decides, _ in _WHO_DECIDES
        ),
        *each(
            _ASKED, Do.WITHDRAW_APPLICATION, At.APPLICATION_WITHDRAWN, roles(By.APPLICANT), "CPL 13(2)", ends=_DECISION
        ),
        Move(
            Do.ASK_REVIEW,
            At.STAYS,
            At.UNDER_RECONSIDERATION,
            roles(By.PARTY, By.APPLICANT),
            "CPL 50",
            all_of(If.ON_RECEIPT),
            starts=("recusal_review",),
        ),
        *stay((At.UNDER_RECONSIDERATION,), Do.GO_ON_WORKING, roles(By.JUDGE, By.CLERK), "CPL 50"),
        Move(
            Do.GRANT_RECUSAL,
            At.UNDER_RECONSIDERATION,
            At.STEPPED_ASIDE,
            roles(By.COMMITTEE, By.PRESIDENT, By.JUDGE),
            "CPL 50",
            ends=("recusal_review",),
        ),
        Move(
            Do.REFUSE_RECUSAL,
            At.UNDER_RECONSIDERATION,
            At.STAYS_FINALLY,
            roles(By.COMMITTEE, By.PRESIDENT, By.JUDGE),
            "CPL 50",
            all_of(If.GROUND_NAMED),
            ends=("recusal_review",),
        ),
    ),
)
