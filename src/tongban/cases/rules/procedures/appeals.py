"""Appeals against what was decided at first instance: the dismissal and its appeal, the way to the court above, and
what that court decided, as it is recorded here (CPL 41, 157, 171-182; SI 208, 315-318, 328-337).

Of the second instance this platform conducts what follows when a party dies (SI 320); the court that decided first
records its result from the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tongban.cases.rules.clocks import trial_limit
from tongban.cases.rules.procedures.losses import losses
from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Stage, Step, Track
from tongban.kernel.moves import Move, each, roles, stay

_PARTY = roles(By.PARTY)
_CLERK = roles(By.CLERK, By.JUDGE)
_JUDGE = roles(By.JUDGE)
_OFFICE = roles(By.OFFICE)
_IN_TIME = all_of(If.WITHIN_PERIOD, If.IN_WRITING)
_COPY = ("appeal_copy_to_opponent",)
_ON_ITS_WAY = ("appeal_file_transfer", "appeal_defence_copy")
_LIES = (At.APPEALED, At.DISMISSAL_APPEALED)
"""Stages at which an appeal against the judgment, or against the dismissal, lies at the court that gave it."""
_RULING = "CPL 157(2), 171(2), 172"


def dismissal(track: Track, pending: Sequence[StrEnum]) -> tuple[Move, ...]:
    """The action is dismissed by a ruling, which ends the case when nobody appealed in time (CPL 158)."""
    return (
        *each(
            pending,
            Do.DISMISS,
            At.DISMISSAL_RULED,
            _JUDGE,
            "SI 208(3); CPL 157",
            needs=all_of(If.GROUND_NAMED, If.RULING),
            starts=("appeal_ruling",),
            ends=(trial_limit(track),),
        ),
        Move(
            Do.BECOME_FINAL,
            At.DISMISSAL_RULED,
            At.DISMISSED,
            _OFFICE,
            "CPL 158",
            all_of(If.PERIOD_OVER),
            ends=("appeal_ruling",),
        ),
        *each(
            (At.DISMISSAL_RULED, At.DISMISSAL_APPEALED),
            Do.APPEAL_DISMISSAL,
            At.DISMISSAL_APPEALED,
            _PARTY,
            _RULING,
            needs=_IN_TIME,
            starts=_COPY,
        ),
        *losses((At.DISMISSAL_RULED,)),
    )


def beside(stages: Sequence[StrEnum]) -> tuple[Move, ...]:
    """A ruling about something asked for within the case is appealed: the case stays where it stands meanwhile.

    So it does when the action was dismissed besides: each of the two rulings has its own appeal.
    """
    return (
        *stay((*stages, At.DISMISSAL_APPEALED), Do.APPEAL_RULING, _PARTY, _RULING, needs=_IN_TIME, starts=_COPY),
        *stay(stages, Do.SEND_COPY, _CLERK, "CPL 174", online=Step.SERVICE, starts=("appeal_defence",), ends=_COPY),
        *stay(
            stages,
            Do.ANSWER_APPEAL,
            roles(By.RESPONDENT),
            "CPL 174",
            needs=all_of(If.WITHIN_PERIOD),
            starts=_ON_ITS_WAY,
            ends=("appeal_defence",),
        ),
        *stay(stages, Do.SEND_FILE_UP, _CLERK, "CPL 174(2)", ends=_ON_ITS_WAY),
    )


APPEAL = (
    *stay((Stage.APPEAL_PERIOD,), Do.CORRECT_SLIP, _JUDGE, "CPL 157(1)(vii); SI 245", needs=all_of(If.RULING)),
    *each(
        (Stage.DECIDED, Stage.APPEAL_PERIOD, At.APPEALED),
        Do.APPEAL,
        At.APPEALED,
        _PARTY,
        "CPL 171-173; SI 244, 315",
        needs=_IN_TIME,
        starts=_COPY,
    ),
    *losses(_LIES),
    *stay(_LIES, Do.SEND_COPY, _CLERK, "CPL 174", online=Step.SERVICE, starts=("appeal_defence",), ends=_COPY),
    *stay(
        _LIES,
        Do.ANSWER_APPEAL,
        roles(By.RESPONDENT),
        "CPL 174",
        starts=_ON_ITS_WAY,
        ends=("appeal_defence",),
    ),
    Move(Do.LAPSE_APPEAL, At.APPEALED, Stage.EFFECTIVE, _JUDGE, "SI 318; 交纳办法 22", all_of(If.FEE_UNPAID)),
    *(
        Move(
            Do.SEND_FILE_UP,
            source,
            target,
            _CLERK,
            "CPL 174(2); 在线诉讼规则 35(2)",
            starts=("second_instance_filing",),
            ends=(*_ON_ITS_WAY, period),
        )
        for source, target, period in (
            (At.APPEALED, At.SENT_UP, "appeal_judgment"),
            (At.DISMISSAL_APPEALED, At.DISMISSAL_SENT_UP, "appeal_ruling"),
        )
    ),
)


def results(track: Track) -> tuple[Move, ...]:
    """What the court above decided, as the court of first instance records it from the paper.

    A remanded case is tried anew by the ordinary procedure, whatever it was before, and by others (CPL 41(3); SI 257).
    """
    judgment, ruling = At.SENT_UP, At.DISMISSAL_SENT_UP
    return (
        Move(Do.UPHOLD, judgment, Stage.EFFECTIVE, _CLERK, "CPL 177(1)(i), 182"),
        Move(Do.CHANGE, judgment, At.CHANGED, _CLERK, "CPL 177(1)(ii)-(iii), 182"),
        Move(
            Do.REMAND,
            judgment,
            Stage.PREPARATION,
            _CLERK,
            "CPL 41(3), 177(1)(iii)-(iv); SI 257",
            all_of(If.NEW_PANEL),
            starts=(trial_limit(Track.ORDINARY),),
        ),
        Move(Do.ALLOW_APPEAL_WITHDRAWAL, judgment, Stage.EFFECTIVE, _CLERK, "CPL 180; SI 335"),
        Move(Do.SETTLE, judgment, At.SETTLED, _CLERK, "CPL 179; SI 337"),
        Move(Do.QUASH_AND_DISMISS, judgment, At.DISMISSED, _CLERK, "SI 328"),
        Move(Do.QUASH_AND_TRANSFER, judgment, Stage.TRANSFERRED, _CLERK, "SI 329"),
        Move(Do.ALLOW_WITHDRAWAL, judgment, Stage.WITHDRAWN, _CLERK, "SI 336"),
        *each((judgment, ruling), Do.END_ABOVE, At.ENDED, _CLERK, "SI 320(2); CPL 154"),
        Move(Do.UPHOLD, ruling, At.DISMISSED, _CLERK, "CPL 177(1)(i), 178, 182"),
        Move(Do.ALLOW_APPEAL_WITHDRAWAL, ruling, At.DISMISSED, _CLERK, "CPL 180; SI 335"),
        Move(Do.ORDER_DOCKETING, ruling, Stage.PREPARATION, _CLERK, "SI 330", starts=(trial_limit(track),)),
    )
