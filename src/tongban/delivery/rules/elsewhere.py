"""What it means that another court served papers, posted them, or sent them back (CPL 87, 91; SI 134)."""

from __future__ import annotations

from datetime import date

from tongban.delivery.rules.returned import return_problem
from tongban.delivery.rules.visits import Landed, Missed, signs_for_other_side, visit_outcome
from tongban.delivery.rules.ways import posting_problem, slip_problem
from tongban.delivery.vocabulary import Channel
from tongban.delivery.vocabulary.elsewhere import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    LONGEST_REASON,
    Asked,
    Outcome,
    ServiceResult,
)
from tongban.delivery.vocabulary.visits import Place
from tongban.kernel.refusal import Refusal

ENTRUSTED = "CPL 91; SI 134"
PRINTED = "川渝跨域立案协议 2020: 远程打印"
_POST = "CPL 87(2), 91"

Judged = Landed | Missed | None
"""Served, tried in vain, or (None) not at its end yet."""


def judge_result(told: ServiceResult, asked: Asked, today: date) -> Judged | tuple[Refusal, ...]:
    """What the result means, or everything that is missing in it.

    Both courts judge by this rule: the one that notes it, so that nothing is sent that cannot count, and the one in
    whose case it counts. What a letter that came back means, the latter knows alone (邮寄送达 11).
    """
    if long := _too_long(told):
        return long
    match told.outcome:
        case Outcome.VISITED:
            return _visited(told, asked, today)
        case Outcome.POSTED:
            wrong = posting_problem(told.day, queued=asked.since, today=today)
            missing = None if told.number else Refusal("delivery.tracking_missing", "邮寄送达 6", ("number",))
            return tuple(one for one in (wrong, missing) if one) or None
        case Outcome.SIGNED | Outcome.CAME_BACK:
            return _by_post(told, asked, today)
        case Outcome.UNDONE:
            if told.why is None:
                return (Refusal("delivery.undone_unexplained", ENTRUSTED, ("why",)),)
            return Missed(told.why.value, ENTRUSTED)


def _too_long(told: ServiceResult) -> tuple[Refusal, ...]:
    """What another platform would not take in, though nothing in it is wrong."""
    said = [("number", told.number, LONGEST_NUMBER), ("signer", told.signer, LONGEST_NAME)]
    if told.visit:
        said += [("taker_name", told.visit.taker_name, LONGEST_NAME), ("refusal", told.visit.refusal, LONGEST_REASON)]
        said += [("officers", name, LONGEST_NAME) for name in told.visit.officers]
        said += [("witnesses", name, LONGEST_NAME) for name in told.visit.witnesses]
    return tuple(
        Refusal("cases.too_long", "house rule: lengths of answers", (field,), (("limit", str(limit)),))
        for field, words, limit in said
        if len(words) > limit
    )


def _visited(told: ServiceResult, asked: Asked, today: date) -> Judged | tuple[Refusal, ...]:
    if told.visit is None:
        return (Refusal("delivery.result_incomplete", ENTRUSTED),)
    found = visit_outcome(told.visit, kind=asked.kind, opponents=asked.opponents, ordered=asked.since, today=today)
    flaws = found if isinstance(found, tuple) else ()
    if asked.counter and (told.visit.place is not Place.COURT or isinstance(found, Missed)):
        return (*flaws, Refusal("delivery.counter_only", PRINTED, ("place", "end")))
    return flaws or found


def _by_post(told: ServiceResult, asked: Asked, today: date) -> Judged | tuple[Refusal, ...]:
    if told.posted_on is None:
        return (Refusal("delivery.not_posted_yet", "邮寄送达 6", ("day",)),)
    early = posting_problem(told.posted_on, queued=asked.since, today=today)
    if early:
        return (early,)
    if told.outcome is Outcome.SIGNED:
        wrong = slip_problem(told.day, posted=told.posted_on, today=today)
        missing = None if told.signer else Refusal("delivery.signer_missing", "CPL 87, 88", ("signer",))
        other = signs_for_other_side(told.signer, asked.opponents)
        unfit = Refusal("delivery.signer_is_opponent", "邮寄送达 7(2)", ("signer",)) if other else None
        return tuple(one for one in (missing, unfit, wrong) if one) or Landed(Channel.LETTER, _POST)
    wrong = return_problem(told.day, posted=told.posted_on, today=today)
    missing = None if told.reason else Refusal("delivery.reason_missing", "邮寄送达 9", ("reason",))
    flaws = tuple(one for one in (missing, wrong) if one)
    return flaws or Missed(told.reason.value if told.reason else "", "邮寄送达 9")
