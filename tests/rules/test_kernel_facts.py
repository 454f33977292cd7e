"""The one byte form of facts: RFC 8785, whichever way it is written."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from tongban.kernel.facts import canonical

WHOLE = st.none() | st.booleans() | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1) | st.text()
VALUES = st.recursive(WHOLE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
@example({"𠮷": 1, "\ufb03": 2})
@example({"b": ["\u2028", "\x7f", '"\\\b\x1f'], "a": {"": None}})
@example([2**53 - 1, -(2**53) + 1, 0])
def test_the_canonical_form_is_that_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [2**53, [-(2**53)], {"a": 10**40}, "\ud800", {"\udfff": 1}])
def test_what_rfc_8785_cannot_write_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"safe integer|codepoints|encode"):
        canonical(value)
