"""How a civil case of first instance moves (CPL 122-162; simplified procedure 160-166)."""

from __future__ import annotations

from tongban.cases.vocabulary import Act, Stage
from tongban.kernel.moves import Move, Procedure, roles

_PARTY = roles("party")
_CLERK = roles("clerk", "judge")
_JUDGE = roles("judge")
_OFFICE = roles("office")


def _at(stage: Stage, act: Act, by: frozenset[str], law: str) -> Move:
    """An act that leaves the case at its stage."""
    return Move(act, stage, stage, by, law)


FIRST_INSTANCE = Procedure(
    name="first_instance",
    first=Stage.DOCKETED,
    last=frozenset({Stage.EFFECTIVE, Stage.WITHDRAWN}),
    moves=(
        _at(Stage.DOCKETED, Act.OFFER_MEDIATION, roles("office", "clerk", "judge"), "CPL 125"),
        _at(Stage.DOCKETED, Act.DECLINE_MEDIATION, _PARTY, "CPL 125"),
        Move(Act.NOTE_PAYMENT, Stage.DOCKETED, Stage.PREPARATION, _OFFICE, "交纳办法 22"),
        Move(
            Act.LAPSE_UNPAID,
            Stage.DOCKETED,
            Stage.WITHDRAWN,
            _JUDGE,
            "SI 213; 交纳办法 22",
            needs=frozenset({"fee_period_over"}),
        ),
        _at(Stage.PREPARATION, Act.DECLINE_MEDIATION, _PARTY, "CPL 136(2)"),
        _at(Stage.PREPARATION, Act.SERVE_DEFENDANT, roles("office", "clerk", "judge"), "CPL 128"),
        _at(Stage.PREPARATION, Act.JOIN, _PARTY, "在线诉讼规则 10"),
        _at(Stage.PREPARATION, Act.CONSENT, _PARTY, "在线诉讼规则 4"),
        _at(Stage.PREPARATION, Act.ANSWER, _PARTY, "CPL 128"),
        _at(Stage.PREPARATION, Act.SUBMIT_EXHIBIT, _PARTY, "CPL 68"),
        _at(Stage.PREPARATION, Act.OPEN_EXCHANGE, _CLERK, "CPL 136(4)"),
        _at(Stage.PREPARATION, Act.COMMENT_EXHIBIT, _PARTY, "在线诉讼规则 14"),
        _at(Stage.PREPARATION, Act.AUDIT_EXHIBIT, _CLERK, "在线诉讼规则 12"),
        _at(Stage.PREPARATION, Act.OPEN_INQUIRY, _JUDGE, "在线诉讼规则 20(1)"),
        _at(Stage.PREPARATION, Act.ANSWER_INQUIRY, _PARTY, "在线诉讼规则 20(1)"),
        _at(Stage.PREPARATION, Act.CLOSE_ROUND, _CLERK, "在线诉讼规则 14(3)"),
        _at(Stage.PREPARATION, Act.ASK_ASYNC_HEARING, _PARTY, "在线诉讼规则 20(2)"),
        Move(Act.SET_HEARING, Stage.PREPARATION, Stage.HEARING_SET, _CLERK, "CPL 139"),
        _at(Stage.HEARING_SET, Act.JOIN, _PARTY, "在线诉讼规则 10"),
        _at(Stage.HEARING_SET, Act.CONSENT, _PARTY, "在线诉讼规则 4"),
        _at(Stage.HEARING_SET, Act.ANSWER, _PARTY, "CPL 128"),
        _at(Stage.HEARING_SET, Act.SUBMIT_EXHIBIT, _PARTY, "CPL 68"),
        _at(Stage.HEARING_SET, Act.COMMENT_EXHIBIT, _PARTY, "在线诉讼规则 14"),
        _at(Stage.HEARING_SET, Act.AUDIT_EXHIBIT, _CLERK, "在线诉讼规则 12"),
        _at(Stage.HEARING_SET, Act.ANSWER_INQUIRY, _PARTY, "在线诉讼规则 20(1)"),
        _at(Stage.HEARING_SET, Act.CLOSE_ROUND, _CLERK, "在线诉讼规则 14(3)"),
        Move(Act.OPEN_HEARING, Stage.HEARING_SET, Stage.HEARING, _JUDGE, "CPL 140"),
        _at(Stage.HEARING, Act.WRITE_RECORD, _CLERK, "CPL 150"),
        _at(Stage.HEARING, Act.AUDIT_EXHIBIT, _CLERK, "在线诉讼规则 12"),
        _at(Stage.HEARING, Act.EXAMINE_EXHIBIT, _JUDGE, "CPL 71; 在线诉讼规则 15"),
        Move(Act.CLOSE_HEARING, Stage.HEARING, Stage.DELIBERATION, _JUDGE, "CPL 145"),
        _at(Stage.DELIBERATION, Act.CONFIRM_RECORD, _PARTY, "CPL 150"),
        _at(Stage.DELIBERATION, Act.CONSENT, _PARTY, "在线诉讼规则 4"),
        _at(Stage.DELIBERATION, Act.NOTE_SIGNATURE, _CLERK, "CPL 150(3)"),
        Move(Act.SIGN_JUDGMENT, Stage.DELIBERATION, Stage.DECIDED, _JUDGE, "CPL 155"),
        Move(Act.NOTE_ALL_SERVED, Stage.DECIDED, Stage.APPEAL_PERIOD, _OFFICE, "CPL 171"),
        Move(Act.TAKE_EFFECT, Stage.APPEAL_PERIOD, Stage.EFFECTIVE, _OFFICE, "CPL 158"),
    ),
)
