"""A sheet of another platform has every section that our pages read, whatever that platform knows of."""

from __future__ import annotations

import pytest

from tongban.cooperation.rules.sheets import NOTHING, whole


def test_what_an_older_platform_does_not_tell_is_told_as_nothing() -> None:
    assert whole({}) == dict(NOTHING)
    found = whole({"number": "（2026）渝0103民初1号", "hearing": {"hearings": [1]}, "judgment": None})
    assert found["number"] == "（2026）渝0103民初1号"
    assert found["hearing"] == {"hearings": [1], "async_asked": []}
    assert found["judgment"] == {}


def test_a_section_that_only_a_newer_platform_knows_is_left_out() -> None:
    assert whole({"of_next_year": [1]}) == dict(NOTHING)


@pytest.mark.parametrize("section", [name for name, nothing in NOTHING.items() if not isinstance(nothing, bool)])
def test_a_section_of_another_kind_is_refused(section: str) -> None:
    with pytest.raises(ValueError, match=section):
        whole({section: True})
