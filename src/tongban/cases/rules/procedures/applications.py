"""What a party asks for within a case: withdrawal, other claims, a party more, a counterclaim, a period restored.

CPL 54, 86, 135, 143, 148, 157; SI 73, 74, 232, 233, 238, 239; 交纳办法 22. Objection to jurisdiction and preservation
have files of their own.
"""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.kernel.moves import Move, Procedure, roles

_JUDGE = roles(By.JUDGE, By.PANEL)
_RECORDS = roles(By.HIGHER_COURT, By.CLERK, By.JUDGE)
"""Who enters what the court above decided: it itself, or the court below from its paper."""
_TAKEN_BACK = Move(
    Do.WITHDRAW_APPLICATION, At.APPLIED, At.APPLICATION_WITHDRAWN, roles(By.APPLICANT), "CPL 13(2); SI 239"
)

WITHDRAWAL = Procedure(
    name="withdrawal",
    term="撤诉",
    law="CPL 148; SI 237-239",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.GRANTED, At.REJECTED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(Do.GRANT, At.APPLIED, At.GRANTED, _JUDGE, "CPL 148(1), 157(1)(v)", all_of(If.RULING)),
        Move(
            Do.REJECT,
            At.APPLIED,
            At.REJECTED,
            _JUDGE,
            "CPL 148(1), 157(1)(v); SI 238",
            all_of(If.GROUND_NAMED, If.RULING),
        ),
        _TAKEN_BACK,
    ),
)

CLAIM_AMENDMENT = Procedure(
    name="claim_amendment",
    term="变更诉讼请求",
    law="CPL 54, 143; SI 232",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.GRANTED, At.REJECTED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(Do.GRANT, At.APPLIED, At.GRANTED, _JUDGE, "CPL 54, 143; SI 232; 交纳办法 21"),
        Move(Do.REJECT, At.APPLIED, At.REJECTED, _JUDGE, "CPL 143; SI 232", all_of(If.GROUND_NAMED)),
        _TAKEN_BACK,
    ),
)

NECESSARY_PARTY = Procedure(
    name="necessary_party",
    term="追加当事人",
    law="CPL 135; SI 73, 74",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.GRANTED, At.REJECTED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(Do.GRANT, At.APPLIED, At.GRANTED, _JUDGE, "CPL 135; SI 73, 74"),
        Move(Do.REJECT, At.APPLIED, At.REJECTED, _JUDGE, "SI 73", all_of(If.GROUND_NAMED, If.RULING)),
        _TAKEN_BACK,
    ),
)

RESTORATION = Procedure(
    name="restoration",
    term="顺延期限",
    law="CPL 86",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.GRANTED, At.REJECTED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(Do.GRANT, At.APPLIED, At.GRANTED, _JUDGE, "CPL 86"),
        Move(Do.REJECT, At.APPLIED, At.REJECTED, _JUDGE, "CPL 86", all_of(If.GROUND_NAMED)),
        _TAKEN_BACK,
    ),
)

COUNTERCLAIM = Procedure(
    name="counterclaim",
    term="反诉",
    law="CPL 54, 143; SI 232, 233; 交纳办法 18, 22",
    refusals="procedure",
    starts=("fee_counterclaim",),
    first=At.APPLIED,
    last=frozenset({At.ACCEPTED, At.REFUSED, At.UPHELD, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(Do.ACCEPT, At.APPLIED, At.ACCEPTED, _JUDGE, "CPL 143; SI 232, 233(2)"),
        Move(
            Do.REFUSE,
            At.APPLIED,
            At.REFUSED,
            _JUDGE,
            "SI 233(3); CPL 157(1)(i)",
            all_of(If.GROUND_NAMED, If.RULING),
            starts=("appeal_ruling",),
            ends=("fee_counterclaim",),
        ),
        Move(
            Do.APPEAL,
            At.REFUSED,
            At.APPEALED,
            roles(By.PARTY),
            "CPL 157(2), 171(2)",
            all_of(If.WITHIN_PERIOD, If.IN_WRITING),
        ),
        Move(Do.UPHOLD, At.APPEALED, At.UPHELD, _RECORDS, "CPL 178, 182"),
        Move(Do.ORDER_DOCKETING, At.APPEALED, At.APPLIED, _RECORDS, "SI 330", starts=("fee_counterclaim",)),
        Move(
            Do.DEEM_APPLICATION_WITHDRAWN,
            At.APPLIED,
            At.APPLICATION_WITHDRAWN,
            _JUDGE,
            "交纳办法 22(4)",
            all_of(If.FEE_PERIOD_OVER),
            ends=("fee_counterclaim",),
        ),
        Move(
            Do.WITHDRAW_APPLICATION,
            At.APPLIED,
            At.APPLICATION_WITHDRAWN,
            roles(By.APPLICANT),
            "SI 239",
            ends=("fee_counterclaim",),
        ),
    ),
)
