"""How a case passes from one procedure into another, and what it takes along.

Facts that both sides have confirmed need not be proved again (SI 269(3), 278(3)); the trial limit of the new track
counts from the same docketing (SI 258(3)).
"""

from __future__ import annotations

from tongban.cases.rules.procedures.first_instance import ORDINARY, SIMPLIFIED, SMALL_CLAIMS
from tongban.cases.rules.procedures.judicial_confirmation import JUDICIAL_CONFIRMATION
from tongban.cases.rules.procedures.mediation import PRE_FILING_MEDIATION
from tongban.cases.rules.procedures.payment_order import PAYMENT_ORDER
from tongban.cases.rules.procedures.preservation import PRE_ACTION_PRESERVATION, PRESERVATION
from tongban.cases.rules.procedures.retrial import RETRIAL, RETRIAL_REVIEW
from tongban.cases.rules.procedures.second_instance import SECOND_INSTANCE
from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Stage
from tongban.kernel.moves import Conversion, roles

TOP_UP = "fee_convert_ordinary"
"""The period within which the half of the fee that was spared is paid after a conversion (SI 199)."""
_JUDGE = roles(By.JUDGE)
_BEFORE_DECISION = (Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING, Stage.DELIBERATION)
_SAME = tuple((stage, stage) for stage in _BEFORE_DECISION)
_BEFORE_HEARING = _SAME[:3]
# The ordinary hearing is announced three days before (CPL 139): a day set under another track is set again.
_PREPARED_ANEW = tuple(
    (stage, Stage.DOCKETED if stage is Stage.DOCKETED else Stage.PREPARATION) for stage in _BEFORE_DECISION
)

CONVERSIONS = (
    Conversion(
        Do.TO_SIMPLIFIED,
        SMALL_CLAIMS,
        SIMPLIFIED,
        _SAME,
        _JUDGE,
        "CPL 169; SI 278(1), 279",
        needs=all_of(If.UNFIT_FOR_SMALL_CLAIMS),
        limits=(("trial_small_claims", "trial_simplified"),),
    ),
    Conversion(
        Do.TO_ORDINARY,
        SMALL_CLAIMS,
        ORDINARY,
        _PREPARED_ANEW,
        _JUDGE,
        "CPL 169; SI 278(2), 279",
        needs=all_of(
            If.UNFIT_FOR_SMALL_CLAIMS, If.UNFIT_FOR_SIMPLIFIED, If.RULING, If.TOLD_IN_WRITING, If.WITHIN_LIMIT
        ),
        limits=(("trial_small_claims", "trial_ordinary"),),
        starts=(TOP_UP,),
    ),
    Conversion(
        Do.TO_ORDINARY,
        SIMPLIFIED,
        ORDINARY,
        _PREPARED_ANEW,
        _JUDGE,
        "CPL 170; SI 258(2), 269",
        needs=all_of(If.UNFIT_FOR_SIMPLIFIED, If.RULING, If.TOLD_IN_WRITING, If.WITHIN_LIMIT),
        limits=(("trial_simplified", "trial_ordinary"),),
        starts=(TOP_UP,),
    ),
    Conversion(
        Do.TO_SIMPLIFIED,
        ORDINARY,
        SIMPLIFIED,
        _BEFORE_HEARING,
        _JUDGE,
        "CPL 160(2); SI 260, 264",
        needs=all_of(If.AGREED_BY_BOTH, If.NOT_BARRED_FROM_SIMPLIFIED),
        limits=(("trial_ordinary", "trial_simplified"),),
    ),
    Conversion(
        Do.TO_SMALL_CLAIMS,
        SIMPLIFIED,
        SMALL_CLAIMS,
        _BEFORE_HEARING,
        _JUDGE,
        "CPL 165, 166; SI 274",
        needs=all_of(If.SMALL_AMOUNT, If.NOT_BARRED_FROM_SMALL_CLAIMS),
        limits=(("trial_simplified", "trial_small_claims"),),
    ),
    *(
        Conversion(
            Do.TO_PAYMENT_ORDER,
            source,
            PAYMENT_ORDER,
            ((Stage.DOCKETED, At.ACCEPTED), (Stage.PREPARATION, At.ACCEPTED)),
            _JUDGE,
            "CPL 136(1)",
            needs=all_of(If.UNDISPUTED, If.ONLY_DEBT, If.CAN_BE_SERVED),
            limits=((limit, "payment_order_issue"),),
        )
        for source, limit in ((ORDINARY, "trial_ordinary"), (SIMPLIFIED, "trial_simplified"))
    ),
    *(
        Conversion(
            act,
            PAYMENT_ORDER,
            target,
            ((At.ORDER_VOID, Stage.DOCKETED),),
            roles(By.OFFICE, By.CLERK, By.JUDGE),
            "CPL 228(2); SI 439",
            needs=all_of(If.SUIT_NOT_DECLINED),
            starts=target.starts,
        )
        for act, target in ((Do.TO_ORDINARY, ORDINARY), (Do.TO_SIMPLIFIED, SIMPLIFIED))
    ),
    *(
        Conversion(
            act,
            PRE_FILING_MEDIATION,
            target,
            ((At.FAILED, Stage.DOCKETED),),
            roles(By.CLERK, By.JUDGE),
            "在线调解规则 21; CPL 126",
            needs=all_of(If.COMPLAINT_CONFORMS),
            starts=target.starts,
        )
        for act, target in (
            (Do.TO_ORDINARY, ORDINARY),
            (Do.TO_SIMPLIFIED, SIMPLIFIED),
            (Do.TO_SMALL_CLAIMS, SMALL_CLAIMS),
        )
    ),
    Conversion(
        Do.APPLY_CONFIRMATION,
        PRE_FILING_MEDIATION,
        JUDICIAL_CONFIRMATION,
        ((At.AGREED, At.APPLIED),),
        roles(By.PARTY),
        "CPL 205; SI 351, 353",
        needs=all_of(If.BOTH_APPLY, If.WITHIN_PERIOD),
        starts=("judicial_confirmation_accept",),
    ),
    *(
        Conversion(
            Do.TO_SECOND_INSTANCE,
            source,
            SECOND_INSTANCE,
            ((At.SENT_UP, At.FILE_RECEIVED), (At.DISMISSAL_SENT_UP, At.FILE_RECEIVED)),
            roles(By.CLERK),
            "CPL 174(2); 审限规定 6",
        )
        for source in (ORDINARY, SIMPLIFIED)
    ),
    Conversion(
        Do.TO_SECOND_INSTANCE,
        RETRIAL,
        SECOND_INSTANCE,
        ((At.APPEALED, At.FILE_RECEIVED),),
        roles(By.CLERK),
        "CPL 174(2), 218; 审限规定 6",
    ),
    *(
        Conversion(
            Do.TRY_ANEW,
            source,
            ORDINARY,
            ((At.REMANDED, Stage.PREPARATION),),
            roles(By.CLERK, By.JUDGE),
            "CPL 41(3), 177(1), 218; SI 257",
            needs=all_of(If.NEW_PANEL),
            starts=("trial_ordinary",),
        )
        for source in (SECOND_INSTANCE, RETRIAL)
    ),
    Conversion(
        Do.TO_RETRIAL,
        RETRIAL_REVIEW,
        RETRIAL,
        ((At.ORDERED, At.ORDERED),),
        roles(By.CLERK, By.JUDGE, By.PANEL),
        "CPL 215, 218",
    ),
    Conversion(
        Do.CARRY_INTO_ACTION,
        PRE_ACTION_PRESERVATION,
        PRESERVATION,
        ((At.IN_FORCE, At.IN_FORCE),),
        roles(By.OFFICE, By.CLERK),
        "财产保全规定 17; SI 160",
        needs=all_of(If.SUED),
    ),
)
"""Every way from one procedure into another."""
