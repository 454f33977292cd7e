"""A stack of scans is taken apart at its separator sheets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongban.dossier.rules.scans import PART, check_discard, code_of_sheet, item_on_sheet, split
from tongban.dossier.vocabulary import Cut, ScannedPage
from tongban.kernel.ids import new_id

A, B = new_id(), new_id()


def stack(*pages: object) -> list[ScannedPage]:
    """Pages as seen: a uid is the sheet of that item, "" an empty page, anything else a written page's own code."""
    return [
        ScannedPage(n, code_of_sheet(one) if one in (A, B) else "" if one == "" else str(one), one == "")  # type: ignore[arg-type]
        for n, one in enumerate(pages, 1)
    ]


def test_sheets_begin_parts_and_are_none_of_their_pages() -> None:
    assert split(stack(A, "x", "y", B, "z")) == [Cut(A, (2, 3), ()), Cut(B, (5,), ())]


def test_what_lies_before_the_first_sheet_is_a_part_of_no_item() -> None:
    assert split(stack("x", A, "y")) == [Cut(None, (1,), ()), Cut(A, (3,), ())]


def test_the_empty_back_of_a_sheet_is_left_out_once_and_other_empty_pages_are_named() -> None:
    assert split(stack(A, "", "x", "", "y", "")) == [Cut(A, (3, 4, 5, 6), (2, 4))]
    assert split(stack(A, "", "", "x")) == [Cut(A, (3, 4), (1,))]


def test_a_sheet_that_no_page_follows_is_a_part_without_pages() -> None:
    assert split(stack(A, B, "x")) == [Cut(A, (), ()), Cut(B, (3,), ())]
    assert split(stack(A, "")) == [Cut(A, (), ())]


def test_codes_that_are_a_part_of_the_paper_separate_nothing() -> None:
    assert split(stack(A, "https://example.com/invoice", "TONGBAN-ITEM:nonsense")) == [Cut(A, (2, 3), ())]
    assert item_on_sheet(code_of_sheet(A)) == A
    assert split([]) == []


@given(st.lists(st.sampled_from([A, B, "", "x"]), max_size=40))
def test_no_written_page_is_ever_lost_or_kept_twice(pages: list[object]) -> None:
    kept = [number for part in split(stack(*pages)) for number in part.pages]
    written = [n for n, one in enumerate(pages, 1) if one == "x"]
    assert kept == sorted(set(kept))
    assert set(written) <= set(kept)
    assert all(pages[n - 1] not in (A, B) for n in kept)


def test_the_table_of_parts_has_no_flaw_and_nothing_is_put_aside_without_a_reason() -> None:
    assert PART.problems() == []
    assert [one.reason for one in check_discard(" ")] == ["dossier.discard_reason"]
    assert [one.reason for one in check_discard("长" * 201)] == ["dossier.too_long"]
    assert check_discard("重复扫描") == []
