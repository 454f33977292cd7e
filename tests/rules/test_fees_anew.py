"""Who bears the fees is said anew: what is typed, the whole that stays whole, the paper (交纳办法 30, 32, 43(2))."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tongban.fees.rules.anew import STOPPABLE, lightened, paper_flaws, shares_told, sum_flaw
from tongban.fees.rules.recovering import LONGEST, RECOVERING, holds, property_flaws
from tongban.fees.rules.refunding import REFUND
from tongban.fees.vocabulary import RecoveryAct, RecoveryState, RefundAct
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

TODAY = date(2026, 11, 23)


def test_nothing_typed_is_nothing_borne_and_every_amount_that_is_none_is_told_at_once() -> None:
    one, two, three = uuid4(), uuid4(), uuid4()
    assert shares_told({one: "2,000.50", two: " "}) == {one: Money(200_050), two: Money(0)}
    found = shares_told({one: "viel", two: "-1", three: "15"})
    assert isinstance(found, list)
    assert [no.fields for no in found] == [(str(one),), (str(two),)]


@pytest.mark.parametrize(("total", "fits"), [(201_500, True), (201_499, False), (0, False)])
def test_the_shares_are_the_whole_fee_to_the_fen(total: int, fits: bool) -> None:
    shares = {uuid4(): Money(1_500), uuid4(): Money(200_000)}
    assert ([no.reason for no in sum_flaw(shares, total)] == []) is fits


@pytest.mark.parametrize(
    ("number", "effective", "reasons"),
    [
        ("（2026）渝05民终1号", TODAY, []),
        ("（2027）渝0103民再1号", TODAY, []),
        ("（2026）渝0103民初1号", TODAY, ["fees.change_number"]),
        ("", None, ["fees.change_number", "fees.change_day"]),
        ("（2026）渝05民终1号", date(2026, 11, 24), ["fees.change_day"]),
    ],
)
def test_the_decision_that_changed_the_judgment_is_named(
    number: str, effective: date | None, reasons: list[str]
) -> None:
    assert [no.reason for no in paper_flaws(number, effective, today=TODAY)] == reasons


def test_who_asks_for_a_review_is_asked_for_no_more_by_it() -> None:
    assert lightened(Money(100), Money(99)) == Money(1)
    for after in (100, 101):
        assert isinstance(lightened(Money(100), Money(after)), Refusal)


def test_the_refunds_that_are_stopped_are_those_that_the_table_lets_stop() -> None:
    assert {move.source for move in REFUND.moves if move.act is RefundAct.STOP} == STOPPABLE


def test_only_what_is_still_owed_goes_to_enforcement() -> None:
    for stage, act, role in (
        (RecoveryState.PROPOSED, RecoveryAct.HAND_OVER, "judge"),
        (RecoveryState.HANDED_OVER, RecoveryAct.REGISTER, "clerk"),
    ):
        paid = RECOVERING.decide(stage, act, role=role, holds=holds(Money(0)))
        assert isinstance(paid, Refusal)
        assert paid.reason == "recovery.still_owed"
        assert not isinstance(RECOVERING.decide(stage, act, role=role, holds=holds(Money(1))), Refusal)
    assert property_flaws("") == []
    assert [no.reason for no in property_flaws("x" * (LONGEST + 1))] == ["fees.property_long"]
