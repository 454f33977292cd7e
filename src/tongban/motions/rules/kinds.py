"""The table of what may be asked for within a case, and how a motion moves.

A kind is a row: its act in the table of the case's track, its own procedure, what its form asks for, what its
decisions say. Acts of its procedure that stand in no decision are told by the law and not yet done by the platform.
"""

from __future__ import annotations

from collections.abc import Collection

from tongban.cases.law import At, By, Do
from tongban.cases.vocabulary import Act, Track
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal
from tongban.motions.rules.claims import AMENDMENT, COUNTERCLAIM, WITHDRAWAL
from tongban.motions.rules.joinder import JOINDER
from tongban.motions.rules.jurisdiction import JURISDICTION
from tongban.motions.rules.papers import BY_WORD, ON_PAPER
from tongban.motions.rules.preservation import EVIDENCE, PRESERVATION
from tongban.motions.rules.recusal import RECUSAL
from tongban.motions.rules.restoration import RESTORATION
from tongban.motions.rules.rows import Decision, Row
from tongban.motions.vocabulary import Kind

KINDS: dict[Kind, Row] = {
    row.kind: row
    for row in (
        WITHDRAWAL,
        AMENDMENT,
        JURISDICTION,
        JOINDER,
        COUNTERCLAIM,
        PRESERVATION,
        EVIDENCE,
        RECUSAL,
        RESTORATION,
    )
}
FROM_SERVICE = frozenset({"appeal_ruling", "preservation_review"})
"""Periods that rows of the procedures start and that run for each party from the service of the decision on it."""
URGENT = "preservation_urgent"
"""The hours in which an urgent motion is ruled on; they run from the application (CPL 103(3))."""
ON_REVIEW = frozenset({Do.CONFIRM_ON_REVIEW, Do.QUASH, Do.ORDER_ON_REVIEW})
"""What is decided when somebody has asked that a ruling be looked at again, and only then (CPL 111)."""
CARRIED_OUT = frozenset({Do.EXECUTE_RULING, Do.TAKE_EVIDENCE})
"""Acts after which the other side learns of a quiet motion."""
DECIDES = frozenset(
    {
        Do.GRANT,
        Do.REJECT,
        Do.ACCEPT,
        Do.REFUSE,
        Do.UPHOLD_OBJECTION,
        Do.REJECT_OBJECTION,
        Do.TRANSFER_FINALLY,
        Do.KEEP_FINALLY,
        Do.NOT_EXAMINE,
        Do.RULE_PRESERVATION,
        Do.GRANT_RECUSAL,
        Do.REFUSE_RECUSAL,
        Do.DEEM_APPLICATION_WITHDRAWN,
        Do.WITHDRAW_APPLICATION,
    }
)
"""Acts after which nobody waits for the court's answer any more."""
ENDS_WITH_THE_CASE = DECIDES | {Do.MARK_URGENT, Do.ASK_SECURITY, Do.GIVE_SECURITY}
"""What is not done any more when the case has ended; a measure that was ruled is still carried out and lifted."""
ABOUT_RECUSAL = frozenset({Do.GRANT_RECUSAL, Do.REFUSE_RECUSAL})
"""What the president decides, or the judge about all but judges; a review by who decided first (CPL 49, 50)."""
CANNOT_WAIT = frozenset({Kind.PRESERVATION, Kind.EVIDENCE})
"""What is done also by who stands back until a recusal is decided (CPL 48(2))."""
AFTER_THE_CASE = frozenset({Kind.RESTORATION})
"""What is decided although the case has ended: the judgment binds because a party could not appeal (CPL 86)."""
BY_COUNTER = {Kind.RECUSAL: (Act.NOTE_RECUSAL, BY_WORD), Kind.RESTORATION: (Act.NOTE_RESTORATION, ON_PAPER)}
"""What staff note for a party: the act of the case's table, and how the application says that it was made."""
STILL_TO_DO = frozenset({At.RULED, At.TRANSFERRED})
"""Stages at which the court has ruled and has yet to act: to carry out a measure, to send the case on."""
LAW = "CPL 13(2)"


def kind_named(name: str) -> Row | Refusal:
    """The row of the kind of that name."""
    return KINDS[Kind(name)] if name in set(Kind) else Refusal("motions.no_such_kind", LAW, ("kind",))


def decision_of(row: Row, act: str) -> tuple[Do, Decision] | Refusal:
    """The decision called `act`, when the platform conducts it for this kind."""
    found = next(((do, one) for do, one in row.decisions.items() if do == act), None)
    return found or Refusal("motions.no_such_decision", row.kind.law, ("act",))


def open_to(row: Row, stage: str, role: str, *, track: Track, ended: bool = False) -> tuple[Do, ...]:
    """What `role` may do now about a motion of this kind, in a case that goes on or has `ended`: its page's buttons."""
    ended = ended and row.kind not in AFTER_THE_CASE
    moves = [m for m in row.procedure.open_to(stage, role) if m.act in row.decisions]
    return tuple(Do(m.act) for m in moves if _of_track(m, track) and not (ended and m.act in ENDS_WITH_THE_CASE))


def _of_track(move: Move, track: Track) -> bool:
    """In small claims the ruling about jurisdiction is final at once, elsewhere it may be appealed (SI 276)."""
    small = track is Track.SMALL_CLAIMS
    if move.act in (Do.TRANSFER_FINALLY, Do.KEEP_FINALLY):
        return small
    return not (small and move.act in (Do.UPHOLD_OBJECTION, Do.REJECT_OBJECTION))


def applicant_or_respondent(*, own: bool) -> By:
    """As what a party of the case acts about a motion: who asked, or the other side."""
    return By.APPLICANT if own else By.RESPONDENT


def stands_at(kind: str, stage: str) -> frozenset[str]:
    """The stage, and those from which an appeal led to it: what was ruled there can still be served and appealed."""
    moves = KINDS[Kind(kind)].procedure.moves
    return frozenset({stage, *(m.source for m in moves if m.act is Do.APPEAL and m.target == stage)})


def starts_now(rules: Collection[str]) -> tuple[str, ...]:
    """Of the periods that a row starts, those that run from the act itself."""
    return tuple(rule for rule in rules if rule not in FROM_SERVICE)
