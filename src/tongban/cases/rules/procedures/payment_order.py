"""Payment order (督促程序): CPL 225-228; SI 425-441; 督促程序规定 1-11."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE)
_CLERK = roles(By.CLERK, By.JUDGE)
_CREDITOR = roles(By.APPLICANT)
_DEBTOR = roles(By.RESPONDENT)
_RUNNING = (At.ACCEPTED, At.ISSUED)
_CLOCKS = ("payment_order_issue", "payment_order_service")

PAYMENT_ORDER = Procedure(
    name="payment_order",
    term="督促程序",
    law="CPL 225-228; SI 425-441",
    refusals="procedure",
    starts=("payment_order_notice",),
    first=At.APPLIED,
    last=frozenset({At.REFUSED, At.REJECTED, At.ENDED, At.PAID, At.ENFORCEABLE, At.REVOKED, At.ORDER_VOID}),
    moves=(
        Move(Do.ASK_CORRECTION, At.APPLIED, At.CORRECTION, _CLERK, "SI 426", ends=("payment_order_notice",)),
        Move(Do.CORRECT, At.CORRECTION, At.APPLIED, _CREDITOR, "SI 426", starts=("payment_order_notice",)),
        Move(Do.REFUSE, At.CORRECTION, At.REFUSED, _JUDGE, "SI 426, 427(2)", all_of(If.GROUND_NAMED, If.PERIOD_OVER)),
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.ACCEPTED,
            _CLERK,
            "CPL 225, 226; SI 427",
            all_of(If.ONLY_DEBT, If.CAN_BE_SERVED),
            starts=("payment_order_issue",),
            ends=("payment_order_notice",),
        ),
        Move(
            Do.REFUSE,
            At.APPLIED,
            At.REFUSED,
            _JUDGE,
            "CPL 226; SI 427(2)",
            all_of(If.GROUND_NAMED),
            ends=("payment_order_notice",),
        ),
        Move(
            Do.ISSUE_ORDER,
            At.ACCEPTED,
            At.ISSUED,
            _JUDGE,
            "CPL 227(1)",
            all_of(If.CLEAR_AND_LAWFUL),
            starts=("payment_order_service",),
            ends=("payment_order_issue",),
        ),
        Move(
            Do.REJECT,
            At.ACCEPTED,
            At.REJECTED,
            _JUDGE,
            "CPL 227(1); SI 428",
            all_of(If.GROUND_NAMED, If.RULING),
            ends=_CLOCKS,
        ),
        *each(
            (*_RUNNING, At.SERVED, At.OBJECTED),
            Do.END_BY_SUIT,
            At.ENDED,
            _JUDGE,
            "SI 430(1), 434(2)",
            needs=all_of(If.SUED, If.RULING),
            ends=(*_CLOCKS, "payment_order_objection"),
        ),
        *each(
            _RUNNING,
            Do.ALLOW_APPLICATION_WITHDRAWAL,
            At.ENDED,
            _JUDGE,
            "SI 430(3)",
            needs=all_of(If.ASKED, If.NOT_YET_SERVED, If.RULING),
            ends=_CLOCKS,
        ),
        Move(
            Do.END_UNSERVED, At.ISSUED, At.ENDED, _JUDGE, "SI 430(2)", all_of(If.PERIOD_OVER, If.RULING), ends=_CLOCKS
        ),
        Move(
            Do.NOTE_SERVED,
            At.ISSUED,
            At.SERVED,
            roles(By.OFFICE, By.CLERK),
            "CPL 227(2); SI 429",
            online=Step.SERVICE,
            starts=("payment_order_objection",),
            ends=_CLOCKS,
        ),
        Move(Do.PAY, At.SERVED, At.PAID, _DEBTOR, "CPL 227(2)", ends=("payment_order_objection",)),
        Move(
            Do.OBJECT,
            At.SERVED,
            At.OBJECTED,
            _DEBTOR,
            "CPL 227(2); SI 435",
            all_of(If.IN_WRITING, If.WITHIN_PERIOD),
        ),
        *stay(
            (At.OBJECTED,),
            Do.OBJECT,
            _DEBTOR,
            "CPL 227(2); SI 433, 435",
            needs=all_of(If.IN_WRITING, If.WITHIN_PERIOD),
        ),
        Move(Do.ALLOW_OBJECTION_WITHDRAWAL, At.OBJECTED, At.SERVED, _JUDGE, "SI 437", all_of(If.ASKED, If.RULING)),
        Move(Do.REJECT_OBJECTION, At.OBJECTED, At.SERVED, _JUDGE, "SI 436", all_of(If.RULING)),
        Move(
            Do.UPHOLD_OBJECTION,
            At.OBJECTED,
            At.ORDER_VOID,
            _JUDGE,
            "CPL 228(1); SI 435",
            all_of(If.RULING),
            starts=("payment_order_no_suit",),
            ends=("payment_order_objection",),
        ),
        Move(
            Do.BECOME_FINAL,
            At.SERVED,
            At.ENFORCEABLE,
            roles(By.OFFICE),
            "CPL 227(3)",
            all_of(If.PERIOD_OVER),
            ends=("payment_order_objection",),
        ),
        Move(
            Do.DECLINE_SUIT,
            At.ORDER_VOID,
            At.ENDED,
            _CREDITOR,
            "CPL 228(2); SI 438",
            all_of(If.WITHIN_PERIOD),
            ends=("payment_order_no_suit",),
        ),
        Move(
            Do.REVOKE,
            At.ENFORCEABLE,
            At.REVOKED,
            roles(By.COMMITTEE),
            "SI 441; 督促程序规定 11",
            all_of(If.WRONG_INDEED),
        ),
    ),
)
