"""Preservation of property or conduct (保全), in an action and before it, and of evidence (证据保全).

CPL 84, 103-108, 111; SI 152-173; 财产保全规定 1-27; 民事证据规定 25-29.
"""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_JUDGE = roles(By.JUDGE, By.PANEL)
_APPLICANT = roles(By.APPLICANT)
_OFFICER = roles(By.OFFICER)
_CARRIED_OUT = roles(By.OFFICER, By.CLERK)
"""As a rule the enforcement office carries a ruling out (财产保全规定 2); the clerk notes what it reports."""
_RULINGS = ("preservation_normal", "preservation_urgent")
_REVIEW = ("preservation_review",)

_IN_FORCE = (
    *stay(
        (At.IN_FORCE, At.REJECTED),
        Do.ASK_REVIEW,
        roles(By.APPLICANT, By.RESPONDENT),
        "CPL 111; SI 171; 财产保全规定 25",
        needs=all_of(If.WITHIN_PERIOD),
        starts=("preservation_review_decide",),
        ends=_REVIEW,
    ),
    *stay(
        (At.IN_FORCE, At.REJECTED),
        Do.CONFIRM_ON_REVIEW,
        _JUDGE,
        "SI 171; 财产保全规定 25",
        ends=("preservation_review_decide",),
    ),
    Move(
        Do.QUASH,
        At.IN_FORCE,
        At.LIFTED,
        _JUDGE,
        "SI 171; 财产保全规定 25",
        all_of(If.RULING),
        ends=("preservation_review_decide",),
    ),
    Move(
        Do.ORDER_ON_REVIEW,
        At.REJECTED,
        At.RULED,
        _JUDGE,
        "财产保全规定 25(3)",
        all_of(If.RULING),
        ends=("preservation_review_decide",),
    ),
    *stay((At.IN_FORCE,), Do.CHANGE_OBJECT, _JUDGE, "SI 167", needs=all_of(If.EQUAL_SECURITY, If.RULING)),
    Move(
        Do.LIFT,
        At.IN_FORCE,
        At.LIFTED,
        _JUDGE,
        "CPL 107; SI 166; 财产保全规定 22, 23",
        all_of(If.GROUND_NAMED, If.RULING),
        ends=("preservation_lift",),
    ),
    *stay(
        (At.IN_FORCE,),
        Do.ASK_LIFTING,
        roles(By.APPLICANT, By.RESPONDENT),
        "财产保全规定 23",
        starts=("preservation_lift",),
    ),
)


def _asked(law: str, security: str, ruling: str) -> tuple[Move, ...]:
    """The security: asked for, given, or the application rejected for want of it; `ruling` is the time to rule."""
    return (
        Move(Do.ASK_SECURITY, At.APPLIED, At.SECURITY_ASKED, _JUDGE, security, ends=_RULINGS),
        Move(Do.GIVE_SECURITY, At.SECURITY_ASKED, At.SECURED, _APPLICANT, f"{security}; SI 164", starts=(ruling,)),
        Move(
            Do.REJECT,
            At.SECURITY_ASKED,
            At.REJECTED,
            _JUDGE,
            security,
            all_of(If.NO_SECURITY, If.RULING),
            starts=_REVIEW,
        ),
        Move(
            Do.REJECT,
            At.APPLIED,
            At.REJECTED,
            _JUDGE,
            law,
            all_of(If.GROUND_NAMED, If.RULING),
            starts=_REVIEW,
            ends=_RULINGS,
        ),
        *each(
            (At.APPLIED, At.SECURITY_ASKED, At.SECURED),
            Do.WITHDRAW_APPLICATION,
            At.APPLICATION_WITHDRAWN,
            _APPLICANT,
            "SI 166(1)(ii)",
            ends=_RULINGS,
        ),
        Move(
            Do.EXECUTE_RULING,
            At.RULED,
            At.IN_FORCE,
            _CARRIED_OUT,
            f"{law}; CPL 106; 财产保全规定 2, 4",
            starts=_REVIEW,
            ends=("preservation_execute",),
        ),
    )


_EVIDENCE_REVIEWED = (
    *stay(
        (At.PRESERVED, At.REJECTED),
        Do.ASK_REVIEW,
        roles(By.APPLICANT, By.RESPONDENT),
        "CPL 84(3), 111; SI 171",
        needs=all_of(If.WITHIN_PERIOD),
        starts=("preservation_review_decide",),
        ends=_REVIEW,
    ),
    *stay(
        (At.PRESERVED, At.REJECTED),
        Do.CONFIRM_ON_REVIEW,
        _JUDGE,
        "CPL 84(3); SI 171",
        ends=("preservation_review_decide",),
    ),
    Move(
        Do.QUASH,
        At.PRESERVED,
        At.LIFTED,
        _JUDGE,
        "CPL 84(3); SI 171",
        all_of(If.RULING),
        ends=("preservation_review_decide",),
    ),
    Move(
        Do.ORDER_ON_REVIEW,
        At.REJECTED,
        At.RULED,
        _JUDGE,
        "CPL 84(3); SI 171",
        all_of(If.RULING),
        ends=("preservation_review_decide",),
    ),
)
_LAST = frozenset({At.REJECTED, At.LIFTED, At.APPLICATION_WITHDRAWN})

PRESERVATION = Procedure(
    name="preservation",
    term="诉讼中保全",
    law="CPL 103, 105-108, 111; SI 152-172",
    refusals="procedure",
    starts=("preservation_normal",),
    first=At.APPLIED,
    last=_LAST | {At.CARRIED_OVER},
    moves=(
        *_asked("CPL 103", "CPL 103(2); 财产保全规定 5", "preservation_normal"),
        Move(
            Do.MARK_URGENT,
            At.APPLIED,
            At.URGENT,
            _JUDGE,
            "CPL 103(3)",
            all_of(If.URGENT),
            starts=("preservation_urgent",),
            ends=("preservation_normal",),
        ),
        Move(
            Do.REJECT,
            At.URGENT,
            At.REJECTED,
            _JUDGE,
            "CPL 103(3)",
            all_of(If.GROUND_NAMED, If.RULING),
            starts=_REVIEW,
            ends=_RULINGS,
        ),
        Move(Do.ASK_SECURITY, At.URGENT, At.SECURITY_ASKED, _JUDGE, "CPL 103(2); 财产保全规定 5", ends=_RULINGS),
        Move(
            Do.WITHDRAW_APPLICATION,
            At.URGENT,
            At.APPLICATION_WITHDRAWN,
            _APPLICANT,
            "SI 166(1)(ii)",
            ends=_RULINGS,
        ),
        *(
            Move(
                Do.RULE_PRESERVATION,
                stage,
                At.RULED,
                _JUDGE,
                "CPL 103, 105; 财产保全规定 4, 10",
                all_of(If.PROPERTY_NAMED, If.RULING),
                starts=("preservation_execute",),
                ends=_RULINGS,
            )
            for stage in (At.APPLIED, At.URGENT, At.SECURED)
        ),
        *_IN_FORCE,
        *stay((At.IN_FORCE,), Do.RENEW, _JUDGE, "SI 485; 财产保全规定 18", needs=all_of(If.ASKED, If.WITHIN_PERIOD)),
        Move(Do.CARRY_INTO_ENFORCEMENT, At.IN_FORCE, At.CARRIED_OVER, roles(By.OFFICE), "SI 168; 财产保全规定 17"),
    ),
)

PRE_ACTION_PRESERVATION = Procedure(
    name="pre_action_preservation",
    term="诉前保全",
    law="CPL 104-108, 111; SI 152-172",
    refusals="procedure",
    starts=("preservation_urgent",),
    first=At.APPLIED,
    last=_LAST,
    moves=(
        *_asked("CPL 104", "CPL 104(1); 财产保全规定 5(2)", "preservation_urgent"),
        Move(
            Do.RULE_PRESERVATION,
            At.SECURED,
            At.RULED,
            _JUDGE,
            "CPL 104(2), 105",
            all_of(If.URGENT, If.PROPERTY_NAMED, If.RULING),
            ends=_RULINGS,
        ),
        *_IN_FORCE,
        *stay((At.IN_FORCE,), Do.NOTE_MEASURES, _OFFICER, "CPL 104(3), 106", starts=("pre_action_sue",)),
        Move(
            Do.LIFT_WITHOUT_SUIT,
            At.IN_FORCE,
            At.LIFTED,
            _JUDGE,
            "CPL 104(3); 财产保全规定 23(1)",
            all_of(If.NOT_SUED, If.PERIOD_OVER, If.RULING),
            ends=("pre_action_sue",),
        ),
    ),
)

EVIDENCE_PRESERVATION = Procedure(
    name="evidence_preservation",
    term="证据保全",
    law="CPL 84; 民事证据规定 25-29",
    refusals="procedure",
    first=At.APPLIED,
    last=frozenset({At.PRESERVED, At.REJECTED, At.HANDED_OVER, At.LIFTED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(
            Do.RULE_PRESERVATION,
            At.APPLIED,
            At.RULED,
            _JUDGE,
            "CPL 84(1); 民事证据规定 25",
            all_of(If.EVIDENCE_AT_RISK, If.WITHIN_PERIOD),
        ),
        Move(
            Do.RULE_BEFORE_ACTION,
            At.APPLIED,
            At.RULED,
            _JUDGE,
            "CPL 84(2), 104",
            all_of(If.EVIDENCE_AT_RISK, If.URGENT),
        ),
        Move(
            Do.MARK_URGENT,
            At.APPLIED,
            At.URGENT,
            _JUDGE,
            "CPL 84(3), 103(3)",
            all_of(If.URGENT),
            starts=("preservation_urgent",),
        ),
        *(
            Move(
                act,
                At.URGENT,
                target,
                _JUDGE,
                law,
                all_of(*needs),
                starts=starts,
                ends=("preservation_urgent",),
            )
            for act, target, law, needs, starts in (
                (Do.RULE_PRESERVATION, At.RULED, "CPL 84(1), 103(3)", (If.EVIDENCE_AT_RISK,), ()),
                (Do.REJECT, At.REJECTED, "CPL 84(3), 103(3)", (If.GROUND_NAMED, If.RULING), _REVIEW),
            )
        ),
        *each(
            (At.APPLIED, At.URGENT),
            Do.ASK_SECURITY,
            At.SECURITY_ASKED,
            _JUDGE,
            "民事证据规定 26",
            needs=all_of(If.MAY_CAUSE_LOSS),
            ends=("preservation_urgent",),
        ),
        Move(Do.GIVE_SECURITY, At.SECURITY_ASKED, At.SECURED, _APPLICANT, "民事证据规定 26"),
        Move(
            Do.RULE_PRESERVATION, At.SECURED, At.RULED, _JUDGE, "CPL 84; 民事证据规定 26", all_of(If.EVIDENCE_AT_RISK)
        ),
        Move(
            Do.REJECT,
            At.SECURITY_ASKED,
            At.REJECTED,
            _JUDGE,
            "CPL 84(3), 103(2)",
            all_of(If.NO_SECURITY, If.RULING),
            starts=_REVIEW,
        ),
        Move(
            Do.REJECT,
            At.APPLIED,
            At.REJECTED,
            _JUDGE,
            "CPL 84; 民事证据规定 25",
            all_of(If.GROUND_NAMED, If.RULING),
            starts=_REVIEW,
        ),
        Move(
            Do.TAKE_EVIDENCE,
            At.RULED,
            At.PRESERVED,
            roles(By.JUDGE, By.CLERK, By.OFFICER),
            "民事证据规定 27",
            all_of(If.RECORD_MADE),
            starts=_REVIEW,
        ),
        Move(
            Do.HAND_OVER,
            At.PRESERVED,
            At.HANDED_OVER,
            roles(By.JUDGE, By.CLERK),
            "民事证据规定 29",
            all_of(If.ASKED, If.SUED),
            ends=("pre_action_sue",),
        ),
        *each(
            (At.APPLIED, At.URGENT, At.SECURITY_ASKED, At.SECURED),
            Do.WITHDRAW_APPLICATION,
            At.APPLICATION_WITHDRAWN,
            _APPLICANT,
            "CPL 84(3); SI 166(1)(ii)",
            ends=("preservation_urgent",),
        ),
        *stay(
            (At.PRESERVED,),
            Do.NOTE_MEASURES,
            roles(By.CLERK, By.OFFICER),
            "CPL 84(3), 104(3)",
            starts=("pre_action_sue",),
        ),
        Move(
            Do.LIFT_WITHOUT_SUIT,
            At.PRESERVED,
            At.LIFTED,
            _JUDGE,
            "CPL 84(3), 104(3)",
            all_of(If.NOT_SUED, If.PERIOD_OVER, If.RULING),
            ends=("pre_action_sue",),
        ),
        *_EVIDENCE_REVIEWED,
    ),
)
