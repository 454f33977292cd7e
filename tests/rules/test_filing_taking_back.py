"""What may be taken back before it is registered, and by whom of several (CPL 13(2), 55(2), 148, 180)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import answers
from tongban.filing.rules.interview import forms
from tongban.filing.rules.scrutiny import SCRUTINY
from tongban.filing.rules.taking_back import LONGEST, check_taking_back, not_taken_back, others_filing
from tongban.filing.vocabulary import Act, Stage
from tongban.kernel.moves import Move

UNDECIDED = (Stage.UNDER_REVIEW, Stage.CORRECTION, Stage.IN_MEDIATION)
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("stage", list(Stage))
def test_until_the_court_decides_whoever_filed_takes_it_back_and_no_court_does(stage: Stage) -> None:
    found = SCRUTINY.decide(stage, Act.TAKE_BACK, role="party")
    assert isinstance(found, Move) is (stage in UNDECIDED)
    for role in ("clerk", "judge", "office", "mediator"):
        assert not isinstance(SCRUTINY.decide(stage, Act.TAKE_BACK, role=role), Move)


def test_what_was_taken_back_waits_for_nothing() -> None:
    assert [move.act for move in SCRUTINY.moves if move.source == Stage.TAKEN_BACK] == []
    assert Stage.TAKEN_BACK in SCRUTINY.last


@pytest.mark.parametrize(
    ("form", "stage", "told", "reason"),
    [
        ("private_lending", Stage.UNDER_REVIEW, {}, None),
        ("private_lending", Stage.CORRECTION, {}, None),
        ("private_lending", Stage.ACCEPTED, {}, "filing.withdrawn_in_the_case"),
        ("private_lending", Stage.ACCEPTED, {"by_errand": True}, "filing.withdrawn_in_the_case"),
        ("private_lending", Stage.REFUSED, {}, "filing.refused_already"),
        ("private_lending", Stage.APPEALED, {}, "filing.refused_already"),
        ("private_lending", Stage.UNDER_REVIEW, {"by_errand": True}, "filing.not_taken_back_by_errand"),
        # A payment order that failed (CPL 228(2)), a third party whose case ended (SI 237): pending already.
        ("private_lending", Stage.UNDER_REVIEW, {"from_case": True}, "filing.goes_on_by_law"),
        ("appeal", Stage.UNDER_REVIEW, {"from_case": True}, "filing.appeal_not_taken_back"),
        ("ruling_appeal", Stage.CORRECTION, {"from_case": True}, "filing.appeal_not_taken_back"),
        ("enforcement", Stage.UNDER_REVIEW, {"from_case": True}, None),
        ("retrial", Stage.UNDER_REVIEW, {"from_case": True}, None),
        ("third_claim", Stage.UNDER_REVIEW, {"from_case": True}, None),
        ("payment_order", Stage.UNDER_REVIEW, {}, None),
        ("preservation", Stage.UNDER_REVIEW, {}, None),
        ("administrative", Stage.UNDER_REVIEW, {}, None),
    ],
)
def test_what_is_no_pending_suit_yet_is_taken_back(
    form: str, stage: Stage, told: dict[str, bool], reason: str | None
) -> None:
    found = not_taken_back(forms()[form], stage, **{"by_errand": False, "from_case": False} | told)
    assert (found.reason if found else None) == reason


def test_one_of_several_binds_nobody_else() -> None:
    """CPL 55(2)."""
    told = answers(plaintiff__more="yes", plaintiff__2__name="黄立新")
    others = others_filing(forms()["private_lending"], told, DAY)
    assert others == ("黄立新",)
    [no] = check_taking_back(others, "", agreed=False)
    assert (no.reason, no.law, no.fields, dict(no.facts)) == (
        "filing.others_must_agree",
        "CPL 55(2)",
        ("agreed",),
        {"names": "黄立新"},
    )
    assert check_taking_back(others, "", agreed=True) == []


def test_who_files_alone_asks_nobody() -> None:
    others = others_filing(forms()["private_lending"], answers(), DAY)
    assert others == ()
    assert check_taking_back(others, "长" * LONGEST, agreed=False) == []
    assert [no.reason for no in check_taking_back(others, "长" * (LONGEST + 1), agreed=False)] == [
        "filing.take_back_reason_long"
    ]
