"""Review of an application for retrial (再审审查) and retrial (再审): CPL 209-224; SI 373-424; 审判监督解释 1-30."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Stage, Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_PANEL = roles(By.PANEL)
_APPLICANT = roles(By.APPLICANT)
_RESPONDENT = roles(By.RESPONDENT)
_REVIEW = ("retrial_review",)

RETRIAL_REVIEW = Procedure(
    name="retrial_review",
    term="再审审查",
    law="CPL 209-216, 219-222; SI 373-400",
    refusals="procedure",
    first=At.IN_FORCE,
    last=frozenset({At.ORDERED, At.REFUSED, At.REJECTED, At.ENDED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(
            Do.APPLY,
            At.IN_FORCE,
            At.APPLIED,
            _APPLICANT,
            "CPL 210, 211, 212, 216",
            all_of(If.WITHIN_PERIOD, If.GROUND_NAMED),
        ),
        Move(
            Do.PROTEST, At.IN_FORCE, At.PROTESTED, roles(By.PROCURATORATE), "CPL 219, 223", starts=("protest_ruling",)
        ),
        Move(
            Do.ORDER_RETRIAL,
            At.IN_FORCE,
            At.ORDERED,
            roles(By.COMMITTEE, By.HIGHER_COURT),
            "CPL 209",
            all_of(If.WRONG_INDEED),
        ),
        Move(
            Do.ORDER_RETRIAL,
            At.PROTESTED,
            At.ORDERED,
            _PANEL,
            "CPL 222; SI 415",
            ends=("protest_ruling",),
        ),
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.UNDER_REVIEW,
            roles(By.CLERK, By.JUDGE),
            "CPL 214; SI 383",
            all_of(If.NOT_BARRED_FROM_RETRIAL),
            starts=("retrial_copy", *_REVIEW),
        ),
        Move(Do.REFUSE, At.APPLIED, At.REFUSED, roles(By.JUDGE), "CPL 213; SI 378, 381", all_of(If.GROUND_NAMED)),
        *stay(
            (At.UNDER_REVIEW,),
            Do.SEND_COPY,
            roles(By.CLERK),
            "CPL 214",
            online=Step.SERVICE,
            starts=("retrial_opinion",),
            ends=("retrial_copy",),
        ),
        *stay((At.UNDER_REVIEW,), Do.GIVE_OPINION, _RESPONDENT, "CPL 214", ends=("retrial_opinion",)),
        *stay((At.UNDER_REVIEW,), Do.CALL_FOR_FILE, _PANEL, "审判监督解释 12"),
        *stay((At.UNDER_REVIEW,), Do.QUESTION, _PANEL, "CPL 214; SI 395", online=Step.INQUIRY),
        *stay((At.UNDER_REVIEW,), Do.APPLY_TOO, _RESPONDENT, "SI 396", needs=all_of(If.WITHIN_PERIOD)),
        *stay((At.UNDER_REVIEW,), Do.EXTEND_LIMIT, roles(By.PRESIDENT), "CPL 215", needs=all_of(If.SPECIAL_REASON)),
        *each(
            (At.UNDER_REVIEW,),
            Do.ORDER_RETRIAL,
            At.ORDERED,
            _PANEL,
            "CPL 211, 215; SI 393",
            needs=all_of(If.GROUND_FOUND, If.RULING),
            ends=_REVIEW,
        ),
        *each(
            (At.UNDER_REVIEW,), Do.REJECT, At.REJECTED, _PANEL, "CPL 215; SI 393", needs=all_of(If.RULING), ends=_REVIEW
        ),
        *each(
            (At.UNDER_REVIEW,),
            Do.ALLOW_APPLICATION_WITHDRAWAL,
            At.APPLICATION_WITHDRAWN,
            _PANEL,
            "SI 398",
            needs=all_of(If.ASKED, If.RULING),
            ends=_REVIEW,
        ),
        *each(
            (At.UNDER_REVIEW,),
            Do.DEEM_APPLICATION_WITHDRAWN,
            At.APPLICATION_WITHDRAWN,
            _PANEL,
            "SI 398(2)",
            needs=all_of(If.SUMMONED, If.NO_GOOD_REASON),
            ends=_REVIEW,
        ),
        *each(
            (At.UNDER_REVIEW,),
            Do.END,
            At.ENDED,
            _PANEL,
            "SI 400",
            needs=all_of(If.GROUND_NAMED, If.RULING),
            ends=_REVIEW,
        ),
    ),
)

_OPEN = (Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING, Stage.DELIBERATION)
_LIMITS = ("trial_ordinary", "trial_appeal_judgment")

RETRIAL = Procedure(
    name="retrial",
    term="再审",
    law="CPL 41(4), 217, 218, 224; SI 401-424",
    refusals="procedure",
    first=At.ORDERED,
    last=frozenset(
        {
            At.UPHELD,
            At.CHANGED,
            At.REMANDED,
            At.DISMISSED,
            At.SETTLED,
            At.REJECTED,
            At.ENDED,
            Stage.WITHDRAWN,
            Stage.EFFECTIVE,
            At.APPEALED,
            At.JUDGED,
        }
    ),
    moves=(
        *stay((At.ORDERED,), Do.STAY_ENFORCEMENT, roles(By.PANEL), "CPL 217; SI 394", needs=all_of(If.RULING)),
        Move(
            Do.TRY_AS_FIRST_INSTANCE,
            At.ORDERED,
            Stage.PREPARATION,
            _PANEL,
            "CPL 41(4), 218; SI 128",
            all_of(If.NEW_PANEL, If.WAS_FIRST_INSTANCE),
            starts=("trial_ordinary",),
        ),
        Move(
            Do.TRY_AS_SECOND_INSTANCE,
            At.ORDERED,
            Stage.PREPARATION,
            _PANEL,
            "CPL 41(4), 218; SI 128",
            all_of(If.NEW_PANEL, If.WAS_SECOND_INSTANCE),
            starts=("trial_appeal_judgment",),
        ),
        Move(Act.SET_HEARING, Stage.PREPARATION, Stage.HEARING_SET, roles(By.CLERK, By.PANEL), "SI 401; CPL 139"),
        Move(
            Do.DECIDE_WITHOUT_HEARING,
            Stage.PREPARATION,
            Stage.DELIBERATION,
            _PANEL,
            "SI 401",
            all_of(If.WAS_SECOND_INSTANCE, If.CONSENT_OF_ALL, If.IN_WRITING),
        ),
        Move(Act.OPEN_HEARING, Stage.HEARING_SET, Stage.HEARING, _PANEL, "SI 401, 402", online=Step.HEARING),
        *stay((Stage.HEARING,), Do.PROCURATOR_ATTENDS, roles(By.PROCURATORATE), "CPL 224; SI 419"),
        Move(Act.CLOSE_HEARING, Stage.HEARING, Stage.DELIBERATION, _PANEL, "CPL 145", starts=("record_reading",)),
        Move(
            Act.SIGN_JUDGMENT,
            Stage.DELIBERATION,
            Stage.DECIDED,
            _PANEL,
            "CPL 218; SI 405",
            all_of(If.WAS_FIRST_INSTANCE),
            ends=_LIMITS,
        ),
        Move(
            Do.DECIDE,
            Stage.DELIBERATION,
            At.JUDGED,
            _PANEL,
            "SI 424(1)",
            all_of(If.WAS_FIRST_INSTANCE, If.SMALL_CLAIM),
            ends=_LIMITS,
        ),
        Move(
            Act.NOTE_ALL_SERVED,
            Stage.DECIDED,
            Stage.APPEAL_PERIOD,
            roles(By.OFFICE),
            "CPL 218, 171",
            starts=("appeal_judgment",),
        ),
        Move(Do.APPEAL, Stage.APPEAL_PERIOD, At.APPEALED, roles(By.PARTY), "CPL 218, 171", all_of(If.WITHIN_PERIOD)),
        Move(
            Act.TAKE_EFFECT,
            Stage.APPEAL_PERIOD,
            Stage.EFFECTIVE,
            roles(By.OFFICE),
            "CPL 158",
            ends=("appeal_judgment",),
        ),
        *each(
            (Stage.DELIBERATION,),
            Do.UPHOLD,
            At.UPHELD,
            _PANEL,
            "CPL 218; SI 405",
            needs=all_of(If.WAS_SECOND_INSTANCE),
            ends=_LIMITS,
        ),
        *each(
            (Stage.DELIBERATION,),
            Do.CHANGE,
            At.CHANGED,
            _PANEL,
            "CPL 218; SI 405",
            needs=all_of(If.WAS_SECOND_INSTANCE),
            ends=_LIMITS,
        ),
        *each(
            (Stage.DELIBERATION,),
            Do.REMAND,
            At.REMANDED,
            _PANEL,
            "CPL 177, 218; 审判监督解释 27",
            needs=all_of(If.WAS_SECOND_INSTANCE, If.GROUND_NAMED),
            ends=_LIMITS,
        ),
        *each(
            (Stage.DELIBERATION,),
            Do.QUASH_AND_DISMISS,
            At.DISMISSED,
            _PANEL,
            "SI 406",
            needs=all_of(If.GROUND_NAMED),
            ends=_LIMITS,
        ),
        *each(
            (Stage.DELIBERATION,),
            Do.REJECT,
            At.REJECTED,
            _PANEL,
            "SI 407(1)(i)",
            needs=all_of(If.ABOUT_MEDIATION, If.RULING),
            ends=_LIMITS,
        ),
        *each(_OPEN, Do.SETTLE, At.SETTLED, _PANEL, "审判监督解释 25", needs=all_of(If.SIGNED_BY_ALL), ends=_LIMITS),
        *each(
            _OPEN,
            Do.ALLOW_WITHDRAWAL,
            Stage.WITHDRAWN,
            _PANEL,
            "SI 408",
            needs=all_of(If.ASKED, If.CONSENT_OF_OTHERS, If.RULING),
            ends=_LIMITS,
        ),
        *each(_OPEN, Do.END, At.ENDED, _PANEL, "SI 404", needs=all_of(If.GROUND_NAMED, If.RULING), ends=_LIMITS),
        *stay(_OPEN, Do.EXTEND_LIMIT, roles(By.PRESIDENT), "SI 128; CPL 152, 183", needs=all_of(If.SPECIAL_REASON)),
    ),
)
