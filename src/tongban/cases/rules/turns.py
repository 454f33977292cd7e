"""Who may take which turn in a case, on what, and which periods it starts and ends (CPL 103-111, 171-176, 210-228).

Turns are the rows of a procedure's table that need words and no page of their own: an answer to an appeal, an
objection, a ruling. The table decides; what a machine can know of its conditions is known here, and the court states
the others when it acts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.rules.procedures.words import By, Do, If
from tongban.cases.vocabulary import ClockView, Side, Track
from tongban.courts.law import period_rule
from tongban.kernel.moves import Move
from tongban.kernel.periods import PeriodRule
from tongban.kernel.refusal import Refusal

LONGEST_WORDS = 6000
"""Signs of what somebody says in one turn: house rule."""
OF_RULINGS = frozenset({Do.APPEAL_DISMISSAL, Do.APPEAL_RULING})
"""Appeals against a ruling, of which a party may have several before it at once: each names its ruling."""
APPEALS = OF_RULINGS | {Do.APPEAL}
FILED = APPEALS | {Do.SEND_FILE_UP, Do.SUE_AS_THIRD_PARTY, Do.TAKE_UP_THIRD_CLAIM}
"""Turns that are taken with a filing: it is handed in, it is taken up, it goes to the court above."""
ENDS_THIRD_CLAIM = frozenset({Do.ALLOW_THIRD_WITHDRAWAL, Do.LAPSE_THIRD_CLAIM, Do.DEEM_THIRD_WITHDRAWN})
"""Rulings after which a third party claims nothing of its own any more (CPL 148; SI 213, 236)."""
_OF_THIRD_CLAIMS = ENDS_THIRD_CLAIM | {Do.TAKE_UP_THIRD_CLAIM, Do.ANSWER_THIRD_CLAIM, Do.ASK_THIRD_WITHDRAWAL}
ANSWERS = frozenset({Do.ANSWER_APPEAL, Do.ANSWER_THIRD_CLAIM})
"""Turns of a party that are a paper of which the other side gets the copy."""
RESULTS = frozenset(
    {
        Do.UPHOLD,
        Do.CHANGE,
        Do.REMAND,
        Do.ALLOW_APPEAL_WITHDRAWAL,
        Do.SETTLE,
        Do.QUASH_AND_DISMISS,
        Do.QUASH_AND_TRANSFER,
        Do.ALLOW_WITHDRAWAL,
        Do.ORDER_DOCKETING,
        Do.END_ABOVE,
    }
)
"""What the court above decided: taken with its paper, where its result is recorded."""
BEGINS_ANEW = frozenset({Do.REMAND, Do.ORDER_DOCKETING, Do.DISMISS})
"""Turns after which another appeal is another matter: who appealed before counts no more, nor do the periods."""
COPIED = Do.SEND_COPY
"""The turn with which a petition goes to the other side; whoever takes it sends the papers."""
_OF_LOSSES = frozenset(
    {
        Do.TELL_LOSS,
        Do.NOTE_LOSS,
        Do.CALL_SUCCESSOR,
        Do.NOTE_WAIVER,
        Do.SUSPEND,
        Do.RESUME,
        Do.RESUME_DELIBERATION,
        Do.END,
    }
)
"""What follows when a party dies or can no longer act itself, and how a case stands still and goes on."""
WITH_A_PAGE = _OF_LOSSES - {Do.TELL_LOSS, Do.SUSPEND, Do.RESUME, Do.RESUME_DELIBERATION}
"""What the court does in an action with more than words: pages of their own offer it."""
_OF_APPEALS = FILED | RESULTS | {COPIED, Do.DISMISS, Do.BECOME_FINAL, Do.ANSWER_APPEAL, Do.LAPSE_APPEAL}
TURNS: Mapping[Track, frozenset[Do]] = MappingProxyType(
    {
        **{track: _OF_APPEALS | _OF_THIRD_CLAIMS | _OF_LOSSES for track in Track if track.first_instance},
        Track.SECOND_INSTANCE: _OF_LOSSES,
        Track.PAYMENT_ORDER: frozenset(
            {
                Do.ISSUE_ORDER,
                Do.REJECT,
                Do.NOTE_SERVED,
                Do.END_UNSERVED,
                Do.END_BY_SUIT,
                Do.ALLOW_APPLICATION_WITHDRAWAL,
                Do.OBJECT,
                Do.ALLOW_OBJECTION_WITHDRAWAL,
                Do.REJECT_OBJECTION,
                Do.UPHOLD_OBJECTION,
                Do.DECLINE_SUIT,
                Do.BECOME_FINAL,
            }
        ),
        Track.PRE_ACTION_PRESERVATION: frozenset(
            {
                Do.ASK_SECURITY,
                Do.GIVE_SECURITY,
                Do.REJECT,
                Do.WITHDRAW_APPLICATION,
                Do.RULE_PRESERVATION,
                Do.EXECUTE_RULING,
                Do.NOTE_MEASURES,
                Do.ASK_REVIEW,
                Do.CONFIRM_ON_REVIEW,
                Do.ORDER_ON_REVIEW,
                Do.QUASH,
                Do.ASK_LIFTING,
                Do.LIFT,
                Do.LIFT_WITHOUT_SUIT,
            }
        ),
        Track.RETRIAL_REVIEW: frozenset(
            {COPIED, Do.GIVE_OPINION, Do.ORDER_RETRIAL, Do.REJECT, Do.ALLOW_APPLICATION_WITHDRAWAL, Do.END}
        ),
    }
)
"""Which rows of which table the platform lets people take as turns; the others of `Do` are told, not yet done."""
WITHIN: Mapping[Do, str] = MappingProxyType(
    {
        Do.APPEAL: "appeal_judgment",
        **dict.fromkeys(OF_RULINGS, "appeal_ruling"),
        Do.ANSWER_APPEAL: "appeal_defence",
        Do.ANSWER_THIRD_CLAIM: "third_claim_defence",
        Do.OBJECT: "payment_order_objection",
        Do.DECLINE_SUIT: "payment_order_no_suit",
        Do.ASK_REVIEW: "preservation_review",
    }
)
"""The period of the party itself within which it acts."""
OWN_PERIODS = frozenset(WITHIN.values())
OBJECTION = "payment_order_objection"
OVER: Mapping[Do, tuple[str, ...]] = MappingProxyType(
    {
        Do.BECOME_FINAL: (OBJECTION, WITHIN[Do.APPEAL_RULING]),
        Do.END_UNSERVED: ("payment_order_service",),
        Do.LIFT_WITHOUT_SUIT: ("pre_action_sue",),
    }
)
"""The period that must have run out, for everybody whose it is, before the court acts; of several, that of the case."""
BY_TIME: Mapping[str, Do] = MappingProxyType(dict.fromkeys(OVER[Do.BECOME_FINAL], Do.BECOME_FINAL))
"""What the office does by itself when a period has run out."""
SERVED_WITH: Mapping[Do, Do] = MappingProxyType({Do.ISSUE_ORDER: Do.NOTE_SERVED})
"""What the service of the papers of a turn is in the table."""
RULINGS = frozenset(
    {
        Do.REJECT,
        Do.END_UNSERVED,
        Do.END_BY_SUIT,
        Do.ALLOW_APPLICATION_WITHDRAWAL,
        Do.ALLOW_OBJECTION_WITHDRAWAL,
        Do.REJECT_OBJECTION,
        Do.UPHOLD_OBJECTION,
        Do.RULE_PRESERVATION,
        Do.CONFIRM_ON_REVIEW,
        Do.ORDER_ON_REVIEW,
        Do.QUASH,
        Do.LIFT,
        Do.LIFT_WITHOUT_SUIT,
        Do.ORDER_RETRIAL,
        Do.END,
        Do.LAPSE_APPEAL,
        Do.DISMISS,
        Do.SUSPEND,
    }
    | ENDS_THIRD_CLAIM
)
_TITLES = {
    **dict.fromkeys(RULINGS, "民事裁定书"),
    Do.ISSUE_ORDER: "支付令",
    Do.ASK_SECURITY: "提供担保通知书",
    Do.EXECUTE_RULING: "保全告知书",
    Do.RESUME: "恢复审理通知书",
    Do.RESUME_DELIBERATION: "恢复审理通知书",
    Do.CALL_SUCCESSOR: "参加诉讼通知书",
}
_TOLD_IN_WORDS = frozenset({If.IN_WRITING, If.GROUND_NAMED, If.RULING})
_MACHINE = _TOLD_IN_WORDS | {If.WITHIN_PERIOD, If.PERIOD_OVER, If.FEE_UNPAID, If.FEE_PERIOD_OVER, If.NEW_PANEL}
"""What nobody has to state: it is known here, or where the money is kept and judges are drawn."""
_OFFICERS = {"judge": (By.JUDGE, By.PANEL, By.OFFICER), "clerk": (By.CLERK,), "president": (By.PRESIDENT,)}
"""For whom of the table a member of staff acts; the house has no officers (执行员) yet, the judge enters their acts."""
_OWES = {
    "applicant": By.APPLICANT,
    "appellant": By.APPLICANT,
    "creditor": By.APPLICANT,
    "respondent": By.RESPONDENT,
    "debtor": By.RESPONDENT,
    "party": By.PARTY,
    "party faced": By.FACED,
}


_STANDS: Mapping[Side, tuple[By, ...]] = MappingProxyType(
    {
        Side.PLAINTIFF: (By.PLAINTIFF, By.FACED),
        Side.DEFENDANT: (By.DEFENDANT, By.FACED),
        Side.THIRD_PARTY: (By.THIRD_PARTY,),
    }
)
_FOR_APPLICANT = frozenset(
    {Do.REJECT, Do.ASK_SECURITY, Do.RULE_PRESERVATION, Do.END_UNSERVED, Do.ALLOW_APPLICATION_WITHDRAWAL}
)


def is_for_applicant_only(track: Track, do: Do) -> bool:
    """Whether the other side is not told yet: it was not served, or property would be moved before it is secured."""
    return do in _FOR_APPLICANT and track in {Track.PAYMENT_ORDER, Track.PRE_ACTION_PRESERVATION}


def paper_of(do: Do) -> str:
    """The title of the court's paper that goes out with a turn; "" where none does."""
    return _TITLES.get(do, "")


def capacities(
    role: str, side: Side | None = None, *, asked: bool | None = None, faced: bool = False, claims: bool = False
) -> tuple[str, ...]:
    """As whom of the table somebody acts. `asked`: whether the party is the one that brought what the turn is about;
    None where that follows from the side on which it stands. `faced`: another brought the like, too: who appealed
    answers the appeal of the other side (CPL 174; SI 315). `claims`: it is a third party with a claim of its own.
    """
    if role != "party":
        return _OFFICERS.get(role, (role,))
    first = side is Side.PLAINTIFF
    own = (By.CLAIMANT,) if claims else _STANDS[side or Side.DEFENDANT]
    brought = first if asked is None else asked
    applies, answers = (By.APPLICANT,) if brought else (), (By.RESPONDENT,) if faced or not brought else ()
    return (By.PARTY, *own, *applies, *answers)


def decide_turn(
    track: Track, stage: str, do: Do, *, able: Sequence[str], holds: Collection[str] = ()
) -> Move | Refusal:
    """The row that allows the turn, or what stands in the way; refused, too, for what is no turn of this procedure."""
    if do not in TURNS.get(track, frozenset()):
        return Refusal("turns.no_such_turn", "house rule: the procedure's table", facts=(("act", do.term),))
    found = [TRACKS[track].decide(stage, do, role=one, holds=holds) for one in able]
    good = next((one for one in found if isinstance(one, Move)), None)
    return good or next((no for no in found if isinstance(no, Refusal) and not _by_others(no)), found[0])


def open_turns(track: Track, stage: str, able: Iterable[str], *, claimed: bool = False) -> tuple[Move, ...]:
    """The rows that somebody may take now by a page of turns, in the order of the table.

    `claimed`: a third party claims what the parties dispute; without one nothing is done about such a claim.

    The copy of an appeal is sent where the appeal lies, among the filings; what the court above decided is recorded
    with its paper; that a party died is noted with its proof.
    """
    mine, turns = set(able), TURNS.get(track, frozenset())
    elsewhere = FILED | RESULTS | ({COPIED} if track.first_instance else set())
    elsewhere |= WITH_A_PAGE if Do.NOTE_LOSS in turns else set()
    own = turns - elsewhere - (frozenset() if claimed else _OF_THIRD_CLAIMS)
    return tuple(m for m in TRACKS[track].moves if m.source == stage and m.act in own and mine & m.by)


def asked_at(track: Track) -> StrEnum:
    """Where a matter stands when it was asked for: at the first stage, or where the table leads by applying."""
    table = TRACKS[track]
    return next((m.target for m in table.moves if (m.source, m.act) == (table.first, Do.APPLY)), table.first)


def acceptance(track: Track, act: str) -> Move | None:
    """The row by which the court takes up what was asked for; None when the table has none."""
    rows = (move for move in TRACKS[track].moves if (move.source, move.act) == (asked_at(track), act))
    return next(rows, None)


def to_state(move: Move) -> tuple[If, ...]:
    """The conditions of a row that the court states itself when it acts, in a fixed order."""
    return tuple(If(guard) for guard in sorted(move.needs) if If(guard) not in _MACHINE)


def known(do: Do, clocks: Iterable[ClockView], *, party: UUID | None, words: str, now: datetime) -> frozenset[str]:
    """The conditions that a machine knows to hold: what was said in words, and where the periods stand."""
    held: set[str] = set(_TOLD_IN_WORDS) if words.strip() else set()
    running = [one for one in clocks if one.rule == WITHIN.get(do) and one.owed_by == str(party)]
    if any(one.met_at is None and not _is_over(one, now) for one in running):
        held.add(If.WITHIN_PERIOD)
    awaited = [one for one in clocks if one.rule in OVER.get(do, ())]
    if awaited and all(_is_over(one, now) for one in awaited):
        held.add(If.PERIOD_OVER)
    return frozenset(held)


def results_at(track: Track, stage: str) -> tuple[Move, ...]:
    """What of the court above can be recorded where the case stands, in the order of the table."""
    return tuple(m for m in TRACKS[track].moves if m.source == stage and m.act in RESULTS and By.CLERK in m.by)


def may_still_appeal(
    others: Iterable[UUID], clocks: Iterable[ClockView], today: date, *, rule: str = WITHIN[Do.APPEAL]
) -> bool:
    """Whether one of the `others`, who did not appeal, still can: not served yet, or in its own period (SI 244).

    `rule`: the period of an appeal against what was decided.
    """
    ends = {clock.owed_by: clock.due for clock in clocks if clock.rule == rule}
    return any((end := ends.get(str(one))) is None or today <= end for one in others)


def lapses_alone(appeals: int, others: Iterable[UUID], clocks: Iterable[ClockView], today: date) -> tuple[Refusal, ...]:
    """Why an appeal does not lapse yet: with it the judgment would bind while another appeal stands, or while one of
    the `others` may still appeal (SI 244, 315, 318).
    """
    found = [Refusal("turns.others_appealed", "SI 315, 318")] if appeals > 1 else []
    found += [Refusal("turns.others_may_appeal", "CPL 171; SI 244")] if may_still_appeal(others, clocks, today) else []
    return tuple(found)


def words_given(words: str, *, needed: bool) -> Refusal | None:
    """A turn is told in words that can be read at once; an order of the court always is."""
    if len(words.strip()) > LONGEST_WORDS:
        return Refusal("turns.words_too_long", "house rule", ("words",), (("most", str(LONGEST_WORDS)),))
    if needed and not words.strip():
        return Refusal("turns.words_missing", "CPL 157", ("words",))
    return None


def owes(rule: str) -> By | None:
    """Who owes what the period is for: one side, any party, or None: the court."""
    found = period_rule(rule)
    assert isinstance(found, PeriodRule)  # noqa: S101 - the tables name periods that there are
    return _OWES.get(found.obligor)


def is_counted_from_service(rule: str) -> bool:
    """Whether a party's time runs from the day on which papers reach it (送达、收到)."""
    found = period_rule(rule)
    assert isinstance(found, PeriodRule)  # noqa: S101 - as above
    return owes(rule) is not None and ("送达" in found.start_event_zh or found.start_event_zh.startswith("收到"))


def started_by_service(track: Track, act: StrEnum) -> tuple[str, ...]:
    """The periods that run for a party from the service of the papers of this turn."""
    acts = {act, SERVED_WITH.get(Do(act), act)}
    starts = [rule for move in TRACKS[track].moves if move.act in acts for rule in move.starts]
    return tuple(rule for rule in dict.fromkeys(starts) if is_counted_from_service(rule))


def is_of_use(track: Track, stage: str, act: StrEnum, rule: str) -> bool:
    """Whether a party can still do what the period is for: nobody objects to an order that came to nothing."""
    within = [do for do, period in WITHIN.items() if period == rule]
    open_now = [*within, *([SERVED_WITH[Do(act)]] if Do(act) in SERVED_WITH else [])]
    return not within or any(TRACKS[track].allows(stage, do) for do in open_now)


def _is_over(clock: ClockView, now: datetime) -> bool:
    if clock.due_at is not None:
        return now > clock.due_at
    today: date = now.date()
    return clock.due is not None and today > clock.due


def _by_others(no: Refusal) -> bool:
    return no.reason.endswith(".not_your_act")
