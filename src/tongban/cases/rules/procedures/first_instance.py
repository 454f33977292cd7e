"""How a civil case of first instance moves: what all tracks share, and what each has of its own.

`ORDINARY` (CPL 122-159), `SIMPLIFIED` (160-164, 170) and `SMALL_CLAIMS` (165-169) are made of the same rows. The
platform conducts the acts of `Act`, and of `Do` those that stand in `turns.py`; the others are told, not yet done.
"""

from __future__ import annotations

from dataclasses import replace

from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.appeals import APPEAL, beside, dismissal, results
from tongban.cases.rules.procedures.losses import losses
from tongban.cases.rules.procedures.mediation import mediation_after_docketing
from tongban.cases.rules.procedures.online import TIME_TO_LINK
from tongban.cases.rules.procedures.third_claims import THIRD_CLAIM
from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Stage, Step, Track
from tongban.kernel.moves import Move, Procedure, each, roles, stay

_PARTY = roles(By.PARTY)
_CLERK = roles(By.CLERK, By.JUDGE)
_JUDGE = roles(By.JUDGE)
_OFFICE = roles(By.OFFICE)
_PRESIDENT = roles(By.PRESIDENT)
_BEFORE_HEARING = (Stage.PREPARATION, Stage.HEARING_SET)
_UNDECIDED = (Stage.PREPARATION, Stage.HEARING_SET, Stage.HEARING, Stage.DELIBERATION)
_PENDING = (Stage.DOCKETED, *_UNDECIDED)

_MISSED = (Stage.DECIDED, Stage.APPEAL_PERIOD, At.APPEALED, Stage.EFFECTIVE)
"""After the judgment: the period that was missed is that to appeal."""
_CLOSED = frozenset({Stage.DECIDED, At.DISMISSAL_RULED})
"""The trial limit asks when the court decides, not when its decision takes effect."""


_DOCKETED = (
    *stay((Stage.DOCKETED,), Act.OFFER_MEDIATION, roles(By.OFFICE, By.CLERK, By.JUDGE), "CPL 125"),
    *stay((Stage.DOCKETED,), Act.DECLINE_MEDIATION, _PARTY, "CPL 125"),
    Move(Act.NOTE_PAYMENT, Stage.DOCKETED, Stage.PREPARATION, _OFFICE, "交纳办法 22", ends=("fee_plaintiff",)),
    Move(
        Act.LAPSE_UNPAID,
        Stage.DOCKETED,
        Stage.WITHDRAWN,
        _JUDGE,
        "SI 213; 交纳办法 22",
        all_of(If.FEE_PERIOD_OVER),
    ),
)
_PREPARING = (
    *stay((Stage.PREPARATION,), Act.DECLINE_MEDIATION, _PARTY, "CPL 136(2)"),
    *stay(
        (Stage.PREPARATION,),
        Act.SERVE_DEFENDANT,
        roles(By.OFFICE, By.CLERK, By.JUDGE),
        "CPL 128",
        online=Step.SERVICE,
        starts=("defence", "jurisdiction_objection", TIME_TO_LINK),
        ends=("complaint_copy_to_defendant",),
    ),
    *stay(_BEFORE_HEARING, Act.JOIN, _PARTY, "在线诉讼规则 10", ends=(TIME_TO_LINK,)),
    *stay(_BEFORE_HEARING, Act.CONSENT, _PARTY, "在线诉讼规则 4"),
    *stay(_BEFORE_HEARING, Act.ANSWER, _PARTY, "CPL 128", starts=("defence_copy_to_plaintiff",), ends=("defence",)),
    *stay(_BEFORE_HEARING, Act.SUBMIT_EXHIBIT, _PARTY, "CPL 68"),
    *stay((Stage.PREPARATION,), Act.OPEN_EXCHANGE, _CLERK, "CPL 136(4)", online=Step.EXCHANGE),
    *stay(_BEFORE_HEARING, Act.COMMENT_EXHIBIT, _PARTY, "在线诉讼规则 14", online=Step.EXCHANGE),
    *stay(_BEFORE_HEARING, Act.AUDIT_EXHIBIT, _CLERK, "在线诉讼规则 12"),
    *stay(_BEFORE_HEARING, Act.RULE_ON_CHAIN, _JUDGE, "在线诉讼规则 16-19"),
    *stay((Stage.PREPARATION,), Act.OPEN_INQUIRY, _JUDGE, "在线诉讼规则 20(1)", online=Step.INQUIRY),
    *stay(_BEFORE_HEARING, Act.ANSWER_INQUIRY, _PARTY, "在线诉讼规则 20(1)", online=Step.INQUIRY),
    *stay(_BEFORE_HEARING, Act.CLOSE_ROUND, _CLERK, "在线诉讼规则 14(3)"),
    Move(Act.SET_HEARING, Stage.PREPARATION, Stage.HEARING_SET, _CLERK, "CPL 139"),
)
_HEARING = (
    Move(Act.OPEN_HEARING, Stage.HEARING_SET, Stage.HEARING, _JUDGE, "CPL 140", online=Step.HEARING),
    *stay((Stage.HEARING,), Act.WRITE_RECORD, _CLERK, "CPL 150"),
    *stay((Stage.HEARING,), Act.AUDIT_EXHIBIT, _CLERK, "在线诉讼规则 12"),
    *stay((Stage.HEARING,), Act.EXAMINE_EXHIBIT, _JUDGE, "CPL 71; 在线诉讼规则 15"),
    *stay((Stage.HEARING,), Act.RULE_ON_CHAIN, _JUDGE, "在线诉讼规则 16-19"),
    Move(Act.CLOSE_HEARING, Stage.HEARING, Stage.DELIBERATION, _JUDGE, "CPL 145", starts=("record_reading",)),
    *stay((Stage.DELIBERATION,), Act.CONFIRM_RECORD, _PARTY, "CPL 150", online=Step.RECORD, ends=("record_reading",)),
    *stay((Stage.DELIBERATION,), Act.CONSENT, _PARTY, "在线诉讼规则 4"),
    *stay((Stage.DELIBERATION,), Act.NOTE_SIGNATURE, _CLERK, "CPL 150(3)"),
    Move(
        Act.SIGN_JUDGMENT,
        Stage.DELIBERATION,
        Stage.DECIDED,
        _JUDGE,
        "CPL 155",
    ),
)
_CAUSE = (
    *stay(_UNDECIDED[:3], Act.CHANGE_CAUSE, _JUDGE, "案由规定通知; SI 232", needs=all_of(If.CLAIM_CHANGED)),
    *stay((Stage.DELIBERATION,), Act.CHANGE_CAUSE, _JUDGE, "案由规定通知", needs=all_of(If.RELATION_FOUND)),
)
_EXTENSION = "延长审限规定 1; 证据规定 54; CPL 285, 286"
_PERIODS = (
    *stay(_PENDING, Act.EXCLUDE_DAYS, _JUDGE, "SI 243; 审限规定 9"),
    *stay(_PENDING, Act.ASK_RESTORATION, _PARTY, "CPL 86"),
    *stay(_PENDING, Act.NOTE_RESTORATION, _CLERK, "CPL 86"),
    *stay(_PENDING, Act.ASK_EXTENSION, _JUDGE, _EXTENSION),
    *stay(_PENDING, Act.EXTEND_LIMIT, _PRESIDENT, "CPL 152, 164, 168; 延长审限规定 1", needs=all_of(If.SPECIAL_REASON)),
)
_SHARED = (*_DOCKETED, *_PREPARING, *_HEARING, *_CAUSE, *_PERIODS)
_ASYNCHRONOUS = stay((Stage.PREPARATION,), Act.ASK_ASYNC_HEARING, _PARTY, "在线诉讼规则 20(2)")
_APPEAL_PERIOD = (
    Move(Act.NOTE_ALL_SERVED, Stage.DECIDED, Stage.APPEAL_PERIOD, _OFFICE, "CPL 171", starts=("appeal_judgment",)),
    Move(Act.TAKE_EFFECT, Stage.APPEAL_PERIOD, Stage.EFFECTIVE, _OFFICE, "CPL 158", ends=("appeal_judgment",)),
    *stay((Stage.DECIDED, Stage.APPEAL_PERIOD), Act.ASK_EXTENSION, _JUDGE, "CPL 286"),
    *losses((Stage.APPEAL_PERIOD,)),
    *stay(_MISSED, Act.ASK_RESTORATION, _PARTY, "CPL 86"),
    *stay(_MISSED, Act.NOTE_RESTORATION, _CLERK, "CPL 86"),
    # Who could not appeal for a good reason appeals after all: nothing was final for that party.
    Move(Act.RESTORE_APPEAL, Stage.EFFECTIVE, Stage.APPEAL_PERIOD, _JUDGE, "CPL 86, 171", starts=("appeal_judgment",)),
)

_FINE = ("fine_reconsideration",)
_TURNS = (
    *stay(
        _UNDECIDED[:3], Act.APPLY_RECUSAL, _PARTY, "CPL 48", needs=all_of(If.GROUND_NAMED), starts=("recusal_decision",)
    ),
    *stay(_UNDECIDED[:3], Act.NOTE_RECUSAL, _CLERK, "CPL 47(1), 48", needs=all_of(If.GROUND_NAMED)),
    *stay(_PENDING, Act.APPLY_PRESERVATION, _PARTY, "CPL 103", starts=("preservation_normal",)),
    *stay(_PENDING, Act.APPLY_EVIDENCE_PRESERVATION, _PARTY, "CPL 84(1)", needs=all_of(If.WITHIN_PERIOD)),
    *stay(_PENDING, Act.ASK_WITHDRAWAL, roles(By.PLAINTIFF), "CPL 148(1)"),
    *stay(_UNDECIDED, Do.ENFORCE_IN_ADVANCE, _JUDGE, "CPL 109, 110", needs=all_of(If.ASKED, If.URGENT_NEED, If.RULING)),
    *stay(_UNDECIDED[:3], Act.ASK_JOINDER, _PARTY, "CPL 135; SI 73"),
    *stay(_UNDECIDED[:3], Do.ADD_PARTY, _CLERK, "CPL 135; SI 73, 74"),
    *stay(_UNDECIDED[:3], Do.JOIN_AS_THIRD_PARTY, roles(By.THIRD_PARTY), "CPL 59; SI 81"),
    *THIRD_CLAIM,
    *stay((Stage.HEARING,), Act.SUBMIT_EXHIBIT, _PARTY, "CPL 142(1), 68(2)"),
    *stay(_UNDECIDED, Do.SANCTION, _PRESIDENT, "CPL 113-119", needs=all_of(If.GROUND_NAMED), starts=_FINE),
    *stay(
        (Stage.DECIDED, Stage.EFFECTIVE), Do.CORRECT_SLIP, _JUDGE, "CPL 157(1)(vii); SI 245", needs=all_of(If.RULING)
    ),
    *stay(
        _UNDECIDED[:3],
        Act.CHANGE_CLAIM,
        roles(By.PLAINTIFF),
        "CPL 54, 143; SI 232",
        needs=all_of(If.BEFORE_DEBATE_ENDS),
    ),
    # In small claims, too: who accepts it converts the case first (CPL 166(v); SI 278).
    *stay(
        _UNDECIDED[:3],
        Act.COUNTERCLAIM,
        roles(By.DEFENDANT),
        "CPL 143; SI 232, 233",
        needs=all_of(If.BEFORE_DEBATE_ENDS),
        starts=("fee_counterclaim",),
    ),
    *stay(
        _BEFORE_HEARING,
        Act.OBJECT_TO_JURISDICTION,
        roles(By.DEFENDANT),
        "CPL 130",
        needs=all_of(If.WITHIN_PERIOD),
        ends=("jurisdiction_objection",),
    ),
    *each(
        _PENDING[:3],
        Act.TRANSFER,
        Stage.TRANSFERRED,
        _JUDGE,
        "CPL 37, 130; SI 35, 211",
        needs=all_of(If.RULING),
    ),
    *each(
        _UNDECIDED[2:],
        Act.TRANSFER,
        Stage.TRANSFERRED,
        _JUDGE,
        "CPL 37, 130(2); SI 39(1)",
        needs=all_of(If.LEVEL_OR_EXCLUSIVE, If.RULING),
    ),
    *each(
        _PENDING,
        Do.SETTLE,
        At.SETTLED,
        _JUDGE,
        "CPL 99, 100",
        needs=all_of(If.SIGNED_BY_ALL),
        ends=("mediation_post_ordinary", "mediation_post_simplified"),
    ),
    *each(
        _PENDING,
        Act.ALLOW_WITHDRAWAL,
        Stage.WITHDRAWN,
        _JUDGE,
        "CPL 148",
        needs=all_of(If.ASKED, If.RULING),
    ),
    Move(
        Do.DEEM_WITHDRAWN,
        Stage.HEARING,
        Stage.WITHDRAWN,
        _JUDGE,
        "CPL 146",
        all_of(If.SUMMONED, If.NO_GOOD_REASON),
    ),
    *stay(
        (Stage.HEARING,), Do.HEAR_IN_ABSENCE, _JUDGE, "CPL 147, 148(2)", needs=all_of(If.SUMMONED, If.NO_GOOD_REASON)
    ),
    *each(
        (Stage.HEARING_SET, Stage.HEARING),
        Do.POSTPONE,
        Stage.PREPARATION,
        _JUDGE,
        "CPL 149; 延长审限规定 3, 5",
        needs=all_of(If.GROUND_NAMED, If.POSTPONEMENTS_LEFT),
        starts=("adjournment_gap",),
    ),
    Move(
        Do.PRONOUNCE_IN_COURT,
        Stage.HEARING,
        Stage.DECIDED,
        _JUDGE,
        "CPL 151(2)",
        starts=("judgment_in_court_delivery",),
    ),
    *losses((*_PENDING, At.SUSPENDED, Stage.DECIDED)),
    *each(_UNDECIDED, Do.SUSPEND, At.SUSPENDED, _JUDGE, "CPL 153", needs=all_of(If.GROUND_NAMED, If.RULING)),
    Move(Do.RESUME, At.SUSPENDED, Stage.PREPARATION, _JUDGE, "CPL 153(2)", all_of(If.GROUND_GONE)),
    Move(
        Do.RESUME_DELIBERATION,
        At.SUSPENDED,
        Stage.DELIBERATION,
        _JUDGE,
        "CPL 153(2)",
        all_of(If.GROUND_GONE, If.HEARING_CLOSED),
    ),
    *each(
        (*_PENDING, At.SUSPENDED),
        Do.END,
        At.ENDED,
        _JUDGE,
        "CPL 154",
        needs=all_of(If.GROUND_NAMED, If.RULING),
    ),
)
_TRACK_OBJECTION = (
    *stay((Stage.DOCKETED, *_UNDECIDED[:3]), Do.OBJECT_TO_TRACK, _PARTY, "SI 269"),
    *stay((Stage.DOCKETED, *_UNDECIDED[:3]), Do.REJECT_OBJECTION, _JUDGE, "SI 269", needs=all_of(If.RULING)),
    Move(Do.HEAR_AT_ONCE, Stage.PREPARATION, Stage.HEARING, _JUDGE, "CPL 161(2)", all_of(If.BOTH_PRESENT)),
)
_FROM_ABOVE = frozenset({At.SENT_UP, At.DISMISSAL_SENT_UP, At.CHANGED})
_LAST = frozenset({Stage.EFFECTIVE, Stage.WITHDRAWN, Stage.TRANSFERRED, At.SETTLED, At.ENDED, At.DISMISSED})
_STARTS = ("fee_plaintiff", "complaint_copy_to_defendant")


def _appeals(track: Track) -> tuple[Move, ...]:
    # A ruling that was served shortly before the judgment, or the dismissal, is appealed after it.
    within = (*_UNDECIDED, At.SUSPENDED, At.DISMISSAL_RULED, Stage.DECIDED, Stage.APPEAL_PERIOD)
    return (*dismissal(track, _PENDING), *beside(within), *APPEAL, *results(track))


def _by_panel_too(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """What a judge may do alone a panel may do where one sits (CPL 40, 44)."""
    return tuple(replace(m, by=m.by | {By.PANEL}) if By.JUDGE in m.by else m for m in moves)


ORDINARY = Procedure(
    name=Track.ORDINARY,
    term="第一审普通程序",
    law="CPL 122-159",
    refusals="procedure",
    starts=(trial_limit(Track.ORDINARY), *_STARTS),
    first=Stage.DOCKETED,
    closed=_CLOSED,
    last=_LAST | _FROM_ABOVE,
    moves=(
        *_by_panel_too(
            (
                *_SHARED,
                *_APPEAL_PERIOD,
                *_TURNS,
                *_appeals(Track.ORDINARY),
                *mediation_after_docketing(_PENDING, "mediation_post_ordinary"),
            )
        ),
        *stay(
            (Stage.PREPARATION,),
            Do.FORM_PANEL,
            roles(By.PRESIDENT, By.JUDGE),
            "CPL 40, 44, 131",
            starts=("panel_notice",),
        ),
        # The half that a conversion cost was not paid.
        *each(
            _UNDECIDED,
            Act.LAPSE_UNPAID,
            Stage.WITHDRAWN,
            _JUDGE,
            "SI 199(2)",
            needs=all_of(If.FEE_PERIOD_OVER),
        ),
        *stay(_UNDECIDED[:3], Do.TO_PANEL, _JUDGE, "CPL 42, 43", needs=all_of(If.UNFIT_FOR_ONE, If.RULING)),
        *stay(
            (Stage.PREPARATION, Stage.HEARING_SET),
            Do.NOTICE_IN_PUBLIC,
            _CLERK,
            "CPL 95; SI 138",
            needs=all_of(If.OTHER_WAYS_FAILED),
            starts=("public_notice_domestic",),
        ),
        *stay(_UNDECIDED, Do.EXTEND_LIMIT_AGAIN, roles(By.HIGHER_COURT), "CPL 152", needs=all_of(If.SPECIAL_REASON)),
    ),
)

SIMPLIFIED = Procedure(
    name=Track.SIMPLIFIED,
    term="简易程序",
    law="CPL 160-164, 170; SI 256-270",
    refusals="procedure",
    starts=(trial_limit(Track.SIMPLIFIED), *_STARTS),
    first=Stage.DOCKETED,
    closed=_CLOSED,
    last=_LAST | _FROM_ABOVE,
    moves=(
        *_SHARED,
        *_ASYNCHRONOUS,
        *_APPEAL_PERIOD,
        *_TURNS,
        *_appeals(Track.SIMPLIFIED),
        *_TRACK_OBJECTION,
        *mediation_after_docketing(_PENDING, "mediation_post_simplified"),
    ),
)

SMALL_CLAIMS = Procedure(
    name=Track.SMALL_CLAIMS,
    term="小额诉讼程序",
    law="CPL 165-169; SI 271-281",
    refusals="procedure",
    starts=(trial_limit(Track.SMALL_CLAIMS), *_STARTS),
    first=Stage.DOCKETED,
    closed=frozenset({Stage.DECIDED}),
    last=_LAST,
    moves=(
        *_SHARED,
        *_ASYNCHRONOUS,
        *_TURNS,
        *mediation_after_docketing(_PENDING, "mediation_post_simplified"),
        *stay((Stage.DOCKETED, Stage.PREPARATION), Do.TELL_SMALL_CLAIMS, _CLERK, "SI 274"),
        *stay((Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET), Do.OBJECT_TO_TRACK, _PARTY, "CPL 169(2); SI 279"),
        *stay(
            (Stage.DOCKETED, Stage.PREPARATION, Stage.HEARING_SET),
            Do.REJECT_OBJECTION,
            _JUDGE,
            "CPL 169(2); SI 279",
            needs=all_of(If.RULING),
        ),
        Move(Do.HEAR_AT_ONCE, Stage.PREPARATION, Stage.HEARING, _JUDGE, "CPL 161(2); SI 281", all_of(If.BOTH_PRESENT)),
        *each(
            _PENDING,
            Do.DISMISS,
            At.DISMISSED,
            _JUDGE,
            "SI 277",
            needs=all_of(If.GROUND_NAMED, If.RULING),
        ),
        Move(Act.NOTE_ALL_SERVED, Stage.DECIDED, Stage.EFFECTIVE, _OFFICE, "CPL 165, 158"),
    ),
)
