"""Who may do what, and who may not: the law by its chapters, written down apart from the tables that the acts obey."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.rules.permission_rows import Row, acts, named, rows
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once
ROLES = {role for procedure in named().values() for move in procedure.moves for role in move.by} | {"liaison"}


@pytest.mark.parametrize("row", rows(), ids=str)
def test_what_the_law_says_by_chapter_is_what_the_procedure_decides(row: Row) -> None:
    procedure, act = named()[row.procedure], acts()[row.act]
    # A slip of the pen would be forbidden to everybody.
    assert row.stage in procedure.stages
    assert row.role in ROLES
    found = [procedure.decide(row.stage, act, role=role, holds=procedure.guards) for role in row.roles]
    if row.may:
        assert [one for one in found if not isinstance(one, Refusal)]
        return
    assert {one.reason.partition(".")[2] for one in found if isinstance(one, Refusal)} <= {
        "not_your_act",
        "not_at_this_stage",
        "not_in_this_procedure",
    }
    assert all(isinstance(one, Refusal) for one in found)


def test_the_list_names_no_question_twice_and_forbids_more_than_it_allows() -> None:
    asked = Counter(str(row) for row in rows())
    assert [one for one, times in asked.items() if times > 1] == []
    forbidden = [row for row in rows() if not row.may]
    assert len(forbidden) > len(rows()) / 2
    assert all(row.law for row in rows())
