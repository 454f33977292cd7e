"""What it means that another court served, posted or sent back papers (CPL 87, 91; SI 134)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tongban.delivery.law import judge_result
from tongban.delivery.rules.visits import Landed, Missed
from tongban.delivery.vocabulary import Channel, ReturnReason
from tongban.delivery.vocabulary.elsewhere import Asked, Outcome, ServiceResult, Undone
from tongban.delivery.vocabulary.visits import Place, Taker, Visit, VisitEnd

SINCE, DAY, TODAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)
ASKED = Asked("natural", ("林晓梅",), SINCE, counter=False)
PRINTING = replace(ASKED, counter=True)
SIGNED = Visit(DAY, Place.HOME, VisitEnd.SIGNED, Taker.RECIPIENT, "周志强", ("陈静",))
VISITED = ServiceResult(Outcome.VISITED, DAY, visit=SIGNED)
SLIP = ServiceResult(Outcome.SIGNED, DAY, posted_on=date(2026, 11, 24), number="EMS1", signer="周志强")


def judged(told: ServiceResult, asked: Asked = ASKED) -> object:
    found = judge_result(told, asked, TODAY)
    return [one.reason for one in found] if isinstance(found, tuple) else found


def test_a_visit_serves_as_a_visit_of_the_own_court_does() -> None:
    assert judged(VISITED) == Landed(Channel.DIRECT, "CPL 88")
    left = replace(SIGNED, end=VisitEnd.REFUSED, officers=("陈静", "赵刚"), refusal="不认可起诉", recorded=True)
    assert judged(replace(VISITED, visit=left)) == Landed(Channel.LEFT, "CPL 89")
    nobody = replace(SIGNED, end=VisitEnd.NOBODY, taker=None, taker_name="", officers=("陈静", "赵刚"))
    assert judged(replace(VISITED, visit=nobody)) == Missed("nobody", "CPL 88")


@pytest.mark.parametrize(
    ("visit", "reasons"),
    [
        (replace(SIGNED, taker_name="林晓梅"), ["delivery.taker_is_opponent"]),
        (replace(SIGNED, officers=()), ["delivery.officers_missing"]),
        (replace(SIGNED, day=date(2026, 11, 22)), ["delivery.visit_before_order"]),
        (replace(SIGNED, day=date(2026, 11, 28)), ["delivery.visit_ahead"]),
        (replace(SIGNED, taker=Taker.HEAD), ["delivery.taker_unfit"]),
        (None, ["delivery.result_incomplete"]),
    ],
)
def test_a_visit_is_refused_for_what_is_missing_in_it(visit: Visit | None, reasons: list[str]) -> None:
    assert judged(replace(VISITED, visit=visit)) == reasons


@pytest.mark.parametrize(
    "told",
    [
        replace(SLIP, signer="周" * 121),
        ServiceResult(Outcome.POSTED, DAY, number="1" * 65),
        replace(VISITED, visit=replace(SIGNED, taker_name="周" * 121)),
        replace(VISITED, visit=replace(SIGNED, officers=("陈静", "赵" * 121))),
        replace(VISITED, visit=replace(SIGNED, witnesses=("吴" * 121,))),
        replace(VISITED, visit=replace(SIGNED, refusal="不" * 1001)),
    ],
)
def test_what_no_other_platform_would_take_in_is_refused_where_it_is_noted(told: ServiceResult) -> None:
    assert judged(told) == ["cases.too_long"]


def test_a_printed_letter_is_handed_over_at_the_counter_alone() -> None:
    counter = replace(SIGNED, place=Place.COURT)
    assert judged(replace(VISITED, visit=counter), PRINTING) == Landed(Channel.DIRECT, "CPL 88")
    assert judged(VISITED, PRINTING) == ["delivery.counter_only"]
    nobody = replace(counter, end=VisitEnd.NOBODY, taker=None, taker_name="", officers=("陈静", "赵刚"))
    assert judged(replace(VISITED, visit=nobody), PRINTING) == ["delivery.counter_only"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (ServiceResult(Outcome.POSTED, DAY, number="EMS1"), None),
        (ServiceResult(Outcome.POSTED, DAY), ["delivery.tracking_missing"]),
        (ServiceResult(Outcome.POSTED, date(2026, 11, 22), number="1"), ["delivery.posted_before_made"]),
        (ServiceResult(Outcome.POSTED, date(2026, 11, 28), number="1"), ["delivery.posted_ahead"]),
        (SLIP, Landed(Channel.LETTER, "CPL 87(2), 91")),
        (replace(SLIP, signer=""), ["delivery.signer_missing"]),
        (replace(SLIP, signer="林晓梅（妻子）"), ["delivery.signer_is_opponent"]),
        (replace(SLIP, posted_on=None), ["delivery.not_posted_yet"]),
        (replace(SLIP, posted_on=date(2026, 11, 22), day=SINCE), ["delivery.posted_before_made"]),
        (replace(SLIP, day=date(2026, 11, 23)), ["delivery.slip_before_posting"]),
        (replace(SLIP, outcome=Outcome.CAME_BACK, reason=ReturnReason.MOVED), Missed("moved", "邮寄送达 9")),
        (replace(SLIP, outcome=Outcome.CAME_BACK), ["delivery.reason_missing"]),
        (ServiceResult(Outcome.UNDONE, DAY, why=Undone.NOT_HERE), Missed("not_here", "CPL 91; SI 134")),
        (ServiceResult(Outcome.UNDONE, DAY), ["delivery.undone_unexplained"]),
    ],
)
def test_the_post_and_sending_back(told: ServiceResult, expected: object) -> None:
    assert judged(told) == expected
