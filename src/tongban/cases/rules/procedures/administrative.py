"""Administrative first instance (行政诉讼第一审): 行政诉讼法 (2017) 49-86.

Its articles are known and were not read (`basis` memory): check before relying on them.
"""

from __future__ import annotations

from dataclasses import replace

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Stage, Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE)
_PANEL = roles(By.PANEL, By.JUDGE)
_CLERK = roles(By.CLERK, By.JUDGE)
_PARTY = roles(By.PARTY)
_OPEN = (Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING, Stage.DELIBERATION)
_LIMITS = ("trial_administrative", "trial_administrative_simplified")

_MOVES = (
    Move(
        Do.DOCKET,
        At.APPLIED,
        Stage.PREPARATION,
        _CLERK,
        "行政诉讼法 49, 51",
        all_of(If.COMPLAINT_CONFORMS),
        starts=("trial_administrative", "administrative_copy"),
        ends=("administrative_filing",),
    ),
    Move(Do.ASK_CORRECTION, At.APPLIED, At.CORRECTION, _CLERK, "行政诉讼法 51(3)", all_of(If.FINDINGS_NAMED)),
    Move(
        Do.CORRECT,
        At.CORRECTION,
        At.APPLIED,
        roles(By.PLAINTIFF),
        "行政诉讼法 51(3)",
        starts=("administrative_filing",),
    ),
    Move(
        Do.REFUSE,
        At.APPLIED,
        At.REFUSED,
        _JUDGE,
        "行政诉讼法 51(2)",
        all_of(If.GROUND_NAMED, If.RULING),
        starts=("appeal_ruling",),
    ),
    Move(
        Do.REFUSE,
        At.CORRECTION,
        At.REFUSED,
        _JUDGE,
        "行政诉讼法 51(2)-(3); 行诉解释 55(2)",
        all_of(If.GROUND_NAMED, If.RULING),
        starts=("appeal_ruling",),
    ),
    *stay(
        (Stage.PREPARATION,),
        Act.SERVE_DEFENDANT,
        _CLERK,
        "行政诉讼法 67(1)",
        online=Step.SERVICE,
        starts=("administrative_answer",),
        ends=("administrative_copy",),
    ),
    *stay(
        (Stage.PREPARATION,),
        Do.SUBMIT_DECISION_FILE,
        roles(By.DEFENDANT),
        "行政诉讼法 34, 67(1)",
        ends=("administrative_answer",),
    ),
    *stay((Stage.PREPARATION,), Do.FORM_PANEL, roles(By.PRESIDENT, By.JUDGE), "行政诉讼法 68"),
    *stay((Stage.PREPARATION,), Act.SUBMIT_EXHIBIT, _PARTY, "行政诉讼法 33"),
    *stay((Stage.PREPARATION,), Act.CONSENT, _PARTY, "在线诉讼规则 3, 4"),
    *stay((Stage.PREPARATION,), Do.HALT_DECISION, _PANEL, "行政诉讼法 56", needs=all_of(If.GROUND_NAMED, If.RULING)),
    *stay(
        (Stage.PREPARATION,),
        Do.TO_SIMPLIFIED,
        _JUDGE,
        "行政诉讼法 82, 83",
        needs=all_of(If.NOT_BARRED_FROM_SIMPLIFIED),
        starts=("trial_administrative_simplified",),
        ends=("trial_administrative",),
    ),
    *stay(
        (Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING),
        Do.TO_ORDINARY,
        _JUDGE,
        "行政诉讼法 84",
        needs=all_of(If.UNFIT_FOR_SIMPLIFIED, If.RULING),
        starts=("trial_administrative",),
        ends=("trial_administrative_simplified",),
    ),
    Move(Act.SET_HEARING, Stage.PREPARATION, Stage.HEARING_SET, _CLERK, "行政诉讼法 101; CPL 139"),
    Move(Act.OPEN_HEARING, Stage.HEARING_SET, Stage.HEARING, _PANEL, "行政诉讼法 54, 101", online=Step.HEARING),
    *stay((Stage.HEARING,), Do.HEAR_IN_ABSENCE, _PANEL, "行政诉讼法 58", needs=all_of(If.SUMMONED, If.NO_GOOD_REASON)),
    Move(
        Do.DEEM_WITHDRAWN,
        Stage.HEARING,
        Stage.WITHDRAWN,
        _PANEL,
        "行政诉讼法 58",
        all_of(If.SUMMONED, If.NO_GOOD_REASON),
        ends=_LIMITS,
    ),
    *stay((Stage.HEARING,), Act.WRITE_RECORD, _CLERK, "行政诉讼法 101; CPL 150"),
    Move(Act.CLOSE_HEARING, Stage.HEARING, Stage.DELIBERATION, _PANEL, "行政诉讼法 101; CPL 145"),
    *each(
        _OPEN,
        Do.SETTLE,
        At.SETTLED,
        _PANEL,
        "行政诉讼法 60",
        needs=all_of(If.MAY_BE_MEDIATED, If.SIGNED_BY_ALL),
        ends=_LIMITS,
    ),
    *each(
        _OPEN,
        Do.ALLOW_WITHDRAWAL,
        Stage.WITHDRAWN,
        _PANEL,
        "行政诉讼法 62",
        needs=all_of(If.ASKED, If.RULING),
        ends=_LIMITS,
    ),
    *each(
        _OPEN[:3],
        Do.DISMISS,
        At.DISMISSED,
        _PANEL,
        "行政诉讼法 49; 行诉解释 69",
        needs=all_of(If.GROUND_NAMED, If.RULING),
        starts=("appeal_ruling",),
        ends=_LIMITS,
    ),
    *each(
        (At.REFUSED, At.DISMISSED),
        Do.APPEAL,
        At.APPEALED,
        _PARTY,
        "行政诉讼法 51(2), 85",
        needs=all_of(If.WITHIN_PERIOD, If.IN_WRITING),
        ends=("appeal_ruling",),
    ),
    *each(_OPEN[:2], Do.TRANSFER, At.TRANSFERRED, _JUDGE, "行政诉讼法 22", needs=all_of(If.RULING), ends=_LIMITS),
    *each(_OPEN, Do.SUSPEND, At.SUSPENDED, _PANEL, "行诉解释 87", needs=all_of(If.GROUND_NAMED, If.RULING)),
    Move(Do.RESUME, At.SUSPENDED, Stage.PREPARATION, _PANEL, "行诉解释 87(2)", all_of(If.GROUND_GONE)),
    *each(
        (*_OPEN, At.SUSPENDED),
        Do.END,
        At.ENDED,
        _PANEL,
        "行诉解释 88",
        needs=all_of(If.GROUND_NAMED, If.RULING),
        ends=_LIMITS,
    ),
    *(
        Move(act, Stage.DELIBERATION, Stage.DECIDED, _PANEL, law, all_of(If.GROUND_NAMED), ends=_LIMITS)
        for act, law in (
            (Do.DISMISS_CLAIM, "行政诉讼法 69"),
            (Do.REVOKE_DECISION, "行政诉讼法 70"),
            (Do.ORDER_PERFORMANCE, "行政诉讼法 72, 73"),
            (Do.FIND_UNLAWFUL, "行政诉讼法 74, 76"),
            (Do.FIND_VOID, "行政诉讼法 75"),
            (Do.CHANGE_DECISION, "行政诉讼法 77"),
        )
    ),
    *stay(_OPEN, Act.EXTEND_LIMIT, roles(By.HIGHER_COURT), "行政诉讼法 81", needs=all_of(If.SPECIAL_REASON)),
    Move(
        Act.NOTE_ALL_SERVED,
        Stage.DECIDED,
        Stage.APPEAL_PERIOD,
        roles(By.OFFICE),
        "行政诉讼法 85",
        starts=("administrative_appeal",),
    ),
    Move(
        Do.APPEAL,
        Stage.APPEAL_PERIOD,
        At.APPEALED,
        _PARTY,
        "行政诉讼法 85",
        all_of(If.WITHIN_PERIOD, If.IN_WRITING),
        ends=("administrative_appeal",),
    ),
    Move(
        Act.TAKE_EFFECT,
        Stage.APPEAL_PERIOD,
        Stage.EFFECTIVE,
        roles(By.OFFICE),
        "行政诉讼法 85",
        ends=("administrative_appeal",),
    ),
)

ADMINISTRATIVE_FIRST_INSTANCE = Procedure(
    name="administrative_first_instance",
    term="行政诉讼第一审程序",
    law="行政诉讼法 49-86",
    refusals="procedure",
    starts=("administrative_filing",),
    first=At.APPLIED,
    last=frozenset(
        {
            At.REFUSED,
            Stage.WITHDRAWN,
            At.SETTLED,
            At.DISMISSED,
            At.TRANSFERRED,
            At.ENDED,
            Stage.EFFECTIVE,
            At.APPEALED,
        }
    ),
    moves=tuple(replace(m, basis="memory") for m in _MOVES),
)
