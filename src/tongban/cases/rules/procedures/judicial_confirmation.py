"""Judicial confirmation of a mediation agreement (司法确认): CPL 205, 206; SI 351-358, 372; 司法确认规定 4-6."""

from __future__ import annotations

from tongban.cases.rules.procedures.words import At, By, Do, If, all_of
from tongban.cases.vocabulary import Act, Step
from tongban.kernel.moves import Move, Procedure, roles, stay

_PARTY = roles(By.PARTY)
_JUDGE = roles(By.JUDGE, By.PANEL)
"""One judge, or in grave and difficult cases a panel (CPL 185)."""
_LIMITS = ("judicial_confirmation_decide", "trial_special")
_OBJECTIONS = ("confirmation_objection_party", "confirmation_objection_interested")

JUDICIAL_CONFIRMATION = Procedure(
    name="judicial_confirmation",
    term="司法确认",
    law="CPL 205, 206; SI 351-358, 372",
    refusals="procedure",
    first=At.AGREED,
    last=frozenset({At.AGREED, At.REFUSED, At.CONFIRMED, At.REJECTED, At.APPLICATION_WITHDRAWN, At.ENDED, At.QUASHED}),
    moves=(
        Move(
            Do.APPLY_CONFIRMATION,
            At.AGREED,
            At.APPLIED,
            _PARTY,
            "CPL 205; SI 351, 353",
            all_of(If.BOTH_APPLY, If.WITHIN_PERIOD),
            starts=("judicial_confirmation_accept",),
            ends=("judicial_confirmation_apply",),
        ),
        Move(
            Do.ACCEPT,
            At.APPLIED,
            At.UNDER_REVIEW,
            roles(By.CLERK, By.JUDGE),
            "CPL 206; SI 354; 司法确认规定 4",
            starts=_LIMITS,
            ends=("judicial_confirmation_accept",),
        ),
        Move(
            Do.REFUSE,
            At.APPLIED,
            At.REFUSED,
            _JUDGE,
            "SI 355",
            all_of(If.GROUND_NAMED, If.RULING),
            ends=("judicial_confirmation_accept",),
        ),
        *stay((At.UNDER_REVIEW,), Do.HEAR_BOTH, _JUDGE, "SI 356(1)", online=Step.INQUIRY),
        *stay((At.UNDER_REVIEW,), Do.ASK_SUPPLEMENT, _JUDGE, "SI 356(2)"),
        *stay((At.UNDER_REVIEW,), Do.SUPPLEMENT, _PARTY, "SI 356(2)"),
        *stay(
            (At.UNDER_REVIEW,),
            Act.EXTEND_LIMIT,
            roles(By.PRESIDENT),
            "司法确认规定 5; CPL 187",
            needs=all_of(If.SPECIAL_REASON),
        ),
        Move(
            Do.CONFIRM,
            At.UNDER_REVIEW,
            At.CONFIRMED,
            _JUDGE,
            "CPL 206",
            all_of(If.RULING),
            starts=_OBJECTIONS[:1],
            ends=_LIMITS,
        ),
        Move(
            Do.REJECT,
            At.UNDER_REVIEW,
            At.REJECTED,
            _JUDGE,
            "CPL 206; SI 358",
            all_of(If.GROUND_NAMED, If.RULING),
            ends=_LIMITS,
        ),
        Move(
            Do.ALLOW_APPLICATION_WITHDRAWAL,
            At.UNDER_REVIEW,
            At.APPLICATION_WITHDRAWN,
            _JUDGE,
            "SI 357(1)",
            all_of(If.ASKED, If.RULING),
            ends=_LIMITS,
        ),
        Move(
            Do.DEEM_APPLICATION_WITHDRAWN,
            At.UNDER_REVIEW,
            At.APPLICATION_WITHDRAWN,
            _JUDGE,
            "SI 357(2)",
            all_of(If.NO_GOOD_REASON),
            ends=_LIMITS,
        ),
        Move(
            Do.END_AS_DISPUTE,
            At.UNDER_REVIEW,
            At.ENDED,
            _JUDGE,
            "CPL 186",
            all_of(If.CIVIL_DISPUTE, If.RULING),
            ends=_LIMITS,
        ),
        Move(
            Do.OBJECT,
            At.CONFIRMED,
            At.OBJECTED,
            roles(By.PARTY, By.INTERESTED),
            "SI 372(2)",
            all_of(If.WITHIN_PERIOD),
            ends=_OBJECTIONS,
        ),
        Move(Do.REJECT_OBJECTION, At.OBJECTED, At.CONFIRMED, _JUDGE, "SI 372(1)", all_of(If.RULING)),
        Move(Do.UPHOLD_OBJECTION, At.OBJECTED, At.QUASHED, _JUDGE, "SI 372(1)", all_of(If.RULING)),
    ),
)
