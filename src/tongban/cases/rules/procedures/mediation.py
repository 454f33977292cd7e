"""Mediation before filing (诉前调解): CPL 125; 在线调解规则 4-25; 特邀调解 11-27.

The wall: what a party conceded here is not used against it later; only the facts that all confirmed as undisputed go
into the file of a trial (在线调解规则 18, 22).
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Step
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_PARTY = roles(By.PARTY)
_COURT = roles(By.CLERK, By.JUDGE)
_MEDIATOR = roles(By.MEDIATOR)
_CLOCKS = ("mediator_appointment", "mediator_choice")
_TALKS = ("mediation_pre_filing",)

PRE_FILING_MEDIATION = Procedure(
    name="pre_filing_mediation",
    term="诉前调解",
    law="CPL 125; 在线调解规则 4-25",
    refusals="procedure",
    first=At.PROPOSED,
    last=frozenset({At.AGREED, At.FAILED, At.RETURNED, At.APPLICATION_WITHDRAWN}),
    moves=(
        Move(
            Do.AGREE_TO_MEDIATION,
            At.PROPOSED,
            At.APPLIED,
            _PARTY,
            "CPL 125; 在线调解规则 4, 7, 8",
            online=Step.MEDIATION,
            starts=_CLOCKS,
        ),
        Move(Act.DECLINE_MEDIATION, At.PROPOSED, At.FAILED, _PARTY, "CPL 125"),
        Move(Do.RETURN, At.APPLIED, At.RETURNED, _COURT, "在线调解规则 9", all_of(If.GROUND_NAMED), ends=_CLOCKS),
        Move(
            Do.CHOOSE_MEDIATOR,
            At.APPLIED,
            At.REFERRED,
            _PARTY,
            "在线调解规则 10(2)",
            all_of(If.AGREED_BY_BOTH),
            starts=("mediator_acceptance",),
            ends=_CLOCKS,
        ),
        Move(
            Do.APPOINT_MEDIATOR,
            At.APPLIED,
            At.REFERRED,
            _COURT,
            "在线调解规则 10",
            starts=("mediator_acceptance",),
            ends=_CLOCKS,
        ),
        Move(
            Do.ACCEPT_REFERRAL,
            At.REFERRED,
            At.ASKING,
            _MEDIATOR,
            "在线调解规则 12, 24(2)",
            all_of(If.NO_CONFLICT),
            starts=("mediation_other_side", *_TALKS),
            ends=("mediator_acceptance",),
        ),
        Move(
            Do.DECLINE_REFERRAL,
            At.REFERRED,
            At.APPLIED,
            _MEDIATOR,
            "在线调解规则 12",
            all_of(If.GROUND_NAMED),
            starts=("mediator_appointment",),
            ends=("mediator_acceptance",),
        ),
        Move(
            Do.NOTE_SILENCE,
            At.REFERRED,
            At.APPLIED,
            roles(By.OFFICE),
            "在线调解规则 12",
            all_of(If.PERIOD_OVER),
            starts=("mediator_appointment",),
            ends=("mediator_acceptance",),
        ),
        Move(
            Do.OTHER_SIDE_AGREES,
            At.ASKING,
            At.MEDIATING,
            roles(By.RESPONDENT, By.MEDIATOR),
            "在线调解规则 4, 15",
            online=Step.MEDIATION,
            ends=("mediation_other_side",),
        ),
        Move(
            Do.OTHER_SIDE_REFUSES,
            At.ASKING,
            At.FAILED,
            _MEDIATOR,
            "在线调解规则 15(2)",
            all_of(If.GROUND_NAMED),
            ends=("mediation_other_side", *_TALKS),
        ),
        *stay((At.ASKING, At.MEDIATING), Do.DISCLOSE, _MEDIATOR, "在线调解规则 13; 特邀调解 15"),
        Move(Do.CHANGE_MEDIATOR, At.MEDIATING, At.APPLIED, _PARTY, "在线调解规则 14", starts=_CLOCKS, ends=_TALKS),
        *stay(
            (At.MEDIATING,),
            Do.HOLD_SESSION,
            _MEDIATOR,
            "在线调解规则 16, 17; 在线诉讼规则 7(3)",
            needs=all_of(If.IDENTITY_CHECKED),
            online=Step.MEDIATION,
        ),
        *stay((At.MEDIATING,), Do.NOTE_UNDISPUTED, _MEDIATOR, "在线调解规则 18, 22", needs=all_of(If.CONFIRMED_BY_ALL)),
        *stay((At.MEDIATING,), Do.EXTEND_MEDIATION, _MEDIATOR, "在线调解规则 24", needs=all_of(If.CONSENT_OF_ALL)),
        *stay((At.MEDIATING,), Do.HAND_IN_AGREEMENT, _MEDIATOR, "特邀调解 19, 24"),
        Move(
            Do.SIGN_AGREEMENT,
            At.MEDIATING,
            At.AGREED,
            _PARTY,
            "在线调解规则 19, 20",
            all_of(If.SIGNED_BY_ALL),
            online=Step.RECORD,
            starts=("judicial_confirmation_apply",),
            ends=_TALKS,
        ),
        *each(
            (At.APPLIED, At.REFERRED, At.ASKING, At.MEDIATING),
            Do.WITHDRAW_APPLICATION,
            At.APPLICATION_WITHDRAWN,
            _PARTY,
            "在线调解规则 25(2)",
            ends=(*_CLOCKS, *_TALKS, "mediator_acceptance", "mediation_other_side"),
        ),
        Move(
            Do.CLOSE_FAILED,
            At.MEDIATING,
            At.FAILED,
            _MEDIATOR,
            "在线调解规则 21, 25",
            all_of(If.GROUND_NAMED),
            ends=_TALKS,
        ),
        *each(
            (At.ASKING, At.MEDIATING),
            Do.NOTE_TIME_UP,
            At.FAILED,
            roles(By.OFFICE),
            "在线调解规则 24, 25(6)",
            needs=all_of(If.PERIOD_OVER),
            ends=("mediation_other_side", *_TALKS),
        ),
    ),
)


def mediation_after_docketing(stages: Collection[StrEnum], period: str) -> tuple[Move, ...]:
    """Mediation of a case that was docketed: `period` is its time, longer only by consent of all (24)."""
    leads = roles(By.MEDIATOR, By.JUDGE)
    return (
        *stay(
            stages,
            Act.REFER_MEDIATION,
            roles(By.JUDGE),
            "在线调解规则 4, 10; 特邀调解 11",
            online=Step.MEDIATION,
            starts=("mediator_choice",),
        ),
        *stay(
            stages,
            Do.AGREE_TO_MEDIATION,
            _PARTY,
            "CPL 96, 136(2); 在线调解规则 24",
            needs=all_of(If.CONSENT_OF_ALL),
            online=Step.MEDIATION,
            starts=(period,),
        ),
        *stay(stages, Do.EXTEND_MEDIATION, leads, "在线调解规则 24", needs=all_of(If.CONSENT_OF_ALL)),
        *stay(stages, Do.CLOSE_FAILED, leads, "在线调解规则 21, 25", needs=all_of(If.GROUND_NAMED), ends=(period,)),
    )
