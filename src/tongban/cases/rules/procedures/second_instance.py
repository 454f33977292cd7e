"""Second instance (第二审程序): CPL 171-183; SI 316-340. Where it is silent, first instance is followed (CPL 181)."""

from __future__ import annotations

from tongban.cases.rules.procedures.losses import losses
from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Stage, Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_PANEL = roles(By.PANEL, By.JUDGE)
_CLERK = roles(By.CLERK)
_PARTY = roles(By.PARTY)
_LIMITS = ("trial_appeal_judgment", "trial_appeal_ruling")
_OPEN = (At.UNDER_TRIAL, Stage.HEARING_SET, Stage.HEARING, Stage.DELIBERATION)
_READY = (Stage.DELIBERATION,)

SECOND_INSTANCE = Procedure(
    name="second_instance",
    term="第二审程序",
    law="CPL 171-183; SI 316-340",
    refusals="procedure",
    first=At.FILE_RECEIVED,
    last=frozenset(
        {
            At.UPHELD,
            At.CHANGED,
            At.REMANDED,
            At.SETTLED,
            At.APPEAL_WITHDRAWN,
            Stage.WITHDRAWN,
            At.DISMISSED,
            At.TRANSFERRED,
            At.SENT_BACK_TO_DOCKET,
            At.ENDED,
        }
    ),
    moves=(
        Move(
            Do.DOCKET_APPEAL,
            At.FILE_RECEIVED,
            At.UNDER_TRIAL,
            _CLERK,
            "审限规定 6; CPL 183(1)",
            starts=("trial_appeal_judgment",),
            ends=("second_instance_filing",),
        ),
        Move(
            Do.DOCKET_APPEAL_OF_RULING,
            At.FILE_RECEIVED,
            At.UNDER_TRIAL,
            _CLERK,
            "审限规定 6; CPL 183(2)",
            starts=("trial_appeal_ruling",),
            ends=("second_instance_filing",),
        ),
        *stay(
            (At.UNDER_TRIAL,), Do.FORM_PANEL, roles(By.PRESIDENT, By.JUDGE), "CPL 41(1), 44", starts=("panel_notice",)
        ),
        *stay(
            (At.UNDER_TRIAL,),
            Do.SIT_ALONE,
            roles(By.JUDGE),
            "CPL 41(2)",
            needs=all_of(If.CONSENT_OF_ALL, If.SIMPLE_APPEAL),
        ),
        *stay(_OPEN[:3], Do.TO_PANEL, roles(By.JUDGE), "CPL 42, 43", needs=all_of(If.UNFIT_FOR_ONE, If.RULING)),
        *stay(
            _OPEN[:3], Act.APPLY_RECUSAL, _PARTY, "CPL 48", needs=all_of(If.GROUND_NAMED), starts=("recusal_decision",)
        ),
        *stay((At.UNDER_TRIAL,), Do.SET_EVIDENCE_PERIOD, _PANEL, "SI 99", starts=("evidence_second_instance",)),
        *stay(_OPEN[:2], Act.CONSENT, _PARTY, "在线诉讼规则 4"),
        *stay(_OPEN[:2], Act.SUBMIT_EXHIBIT, _PARTY, "CPL 68, 142; SI 322"),
        *stay((At.UNDER_TRIAL,), Do.QUESTION, _PANEL, "CPL 176", online=Step.INQUIRY),
        Move(Act.SET_HEARING, At.UNDER_TRIAL, Stage.HEARING_SET, roles(By.CLERK, By.JUDGE), "CPL 176, 139"),
        Move(
            Do.DECIDE_WITHOUT_HEARING,
            At.UNDER_TRIAL,
            Stage.DELIBERATION,
            _PANEL,
            "CPL 176; SI 331",
            all_of(If.PARTIES_QUESTIONED, If.NOTHING_NEW),
        ),
        Move(Act.OPEN_HEARING, Stage.HEARING_SET, Stage.HEARING, _PANEL, "CPL 140, 181", online=Step.HEARING),
        *stay((Stage.HEARING,), Act.WRITE_RECORD, roles(By.CLERK, By.JUDGE), "CPL 150, 181"),
        Move(Act.CLOSE_HEARING, Stage.HEARING, Stage.DELIBERATION, _PANEL, "CPL 145, 181", starts=("record_reading",)),
        *stay(_READY, Act.CONFIRM_RECORD, _PARTY, "CPL 150, 181", online=Step.RECORD, ends=("record_reading",)),
        *each(_READY, Do.UPHOLD, At.UPHELD, _PANEL, "CPL 177(1)(i), 178, 182", ends=_LIMITS),
        *each(_READY, Do.CHANGE, At.CHANGED, _PANEL, "CPL 177(1)(ii), 178, 182", ends=_LIMITS),
        *each(
            _OPEN[1:3],
            Do.POSTPONE,
            At.UNDER_TRIAL,
            _PANEL,
            "CPL 149, 181",
            needs=all_of(If.GROUND_NAMED),
            starts=("adjournment_gap",),
        ),
        *stay(
            (Stage.HEARING,),
            Do.HEAR_IN_ABSENCE,
            _PANEL,
            "CPL 147, 181",
            needs=all_of(If.SUMMONED, If.NO_GOOD_REASON),
        ),
        Move(
            Do.LAPSE_APPEAL,
            Stage.HEARING,
            At.APPEAL_WITHDRAWN,
            _PANEL,
            "CPL 146, 181",
            all_of(If.SUMMONED, If.NO_GOOD_REASON),
            ends=_LIMITS,
        ),
        *losses((*_OPEN, At.SUSPENDED), law="CPL 153, 181; SI 320", called="SI 55, 320(1)", judge=_PANEL),
        *each(_OPEN, Do.SUSPEND, At.SUSPENDED, _PANEL, "CPL 153, 181", needs=all_of(If.GROUND_NAMED, If.RULING)),
        Move(Do.RESUME, At.SUSPENDED, At.UNDER_TRIAL, _PANEL, "CPL 153(2), 181", all_of(If.GROUND_GONE)),
        Move(
            Do.RESUME_DELIBERATION,
            At.SUSPENDED,
            Stage.DELIBERATION,
            _PANEL,
            "CPL 153(2), 181",
            all_of(If.GROUND_GONE, If.HEARING_CLOSED),
        ),
        *each(
            _READY,
            Do.REMAND,
            At.REMANDED,
            _PANEL,
            "CPL 177(1)(iii)-(iv), 177(2)",
            needs=all_of(If.GROUND_NAMED, If.NOT_REMANDED_BEFORE),
            ends=_LIMITS,
        ),
        *each(
            _READY, Do.QUASH_AND_DISMISS, At.DISMISSED, _PANEL, "SI 328", needs=all_of(If.GROUND_NAMED), ends=_LIMITS
        ),
        *each(
            _READY, Do.QUASH_AND_TRANSFER, At.TRANSFERRED, _PANEL, "SI 329", needs=all_of(If.GROUND_NAMED), ends=_LIMITS
        ),
        *each(_READY, Do.ORDER_DOCKETING, At.SENT_BACK_TO_DOCKET, _PANEL, "SI 330", ends=_LIMITS),
        *each(_OPEN, Do.SETTLE, At.SETTLED, _PANEL, "CPL 179; SI 337", needs=all_of(If.SIGNED_BY_ALL), ends=_LIMITS),
        *each(
            _OPEN,
            Do.ALLOW_APPEAL_WITHDRAWAL,
            At.APPEAL_WITHDRAWN,
            _PANEL,
            "CPL 180; SI 335",
            needs=all_of(If.ASKED, If.JUDGMENT_NOT_WRONG, If.RULING),
            ends=_LIMITS,
        ),
        *each(
            _OPEN,
            Do.ALLOW_WITHDRAWAL,
            Stage.WITHDRAWN,
            _PANEL,
            "SI 336",
            needs=all_of(If.ASKED, If.CONSENT_OF_OTHERS, If.RULING),
            ends=_LIMITS,
        ),
        *each(
            (*_OPEN, At.SUSPENDED),
            Do.END,
            At.ENDED,
            _PANEL,
            "SI 320; CPL 154",
            needs=all_of(If.GROUND_NAMED, If.RULING),
            ends=_LIMITS,
        ),
        *stay(_OPEN, Act.EXTEND_LIMIT, roles(By.PRESIDENT), "CPL 183; SI 339", needs=all_of(If.SPECIAL_REASON)),
    ),
)
