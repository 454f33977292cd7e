"""Verification codes: printed, typed, mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.documents.rules.verification import ALPHABET, RANDOM_BITS, address, code_from, parse_code
from tongban.kernel.refusal import Refusal

codes = st.integers(0, 2**RANDOM_BITS - 1).map(code_from)


@given(codes)
def test_a_printed_code_is_read_back(code: str) -> None:
    assert parse_code(code) == code


@given(codes)
def test_case_blanks_hyphens_and_the_prefix_do_not_matter(code: str) -> None:
    body = code.removeprefix("TB-")
    for typed in (code.lower(), f"  {body} ", body.replace("-", ""), body.replace("-", " - "), code.replace("-", "")):
        assert parse_code(typed) == code


@given(codes)
def test_lookalike_letters_are_read_as_the_digits_they_look_like(code: str) -> None:
    assert parse_code(code.replace("0", "O").replace("1", "l")) == code
    assert parse_code(code.replace("1", "I")) == code


@given(codes)
def test_full_width_typing_is_understood(code: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in code)
    assert parse_code(wide) == code


@given(codes, st.integers(0, 11), st.integers(1, 31))
def test_one_wrong_symbol_is_always_noticed(code: str, place: int, shift: int) -> None:
    body = list(code.removeprefix("TB-").replace("-", ""))
    body[place] = ALPHABET[(ALPHABET.index(body[place]) + shift) % 32]
    found = parse_code("".join(body))
    assert isinstance(found, Refusal)
    assert found.reason == "documents.code_mistyped"


@given(codes, st.integers(0, 11), st.integers(0, 11))
def test_two_exchanged_symbols_are_always_noticed(code: str, one: int, other: int) -> None:
    body = list(code.removeprefix("TB-").replace("-", ""))
    if body[one] == body[other]:
        return
    body[one], body[other] = body[other], body[one]
    assert isinstance(parse_code("".join(body)), Refusal)


@pytest.mark.parametrize("typed", ["", "TB", "TB-1234-5678-901", "TB-1234-5678-9012-3", "TB-UUUU-UUUU-UUUU", "发票"])
def test_what_is_no_code_is_told_apart_from_a_slip(typed: str) -> None:
    found = parse_code(typed)
    assert isinstance(found, Refusal)
    assert found.reason == "documents.code_malformed"


def test_the_square_code_holds_page_and_code() -> None:
    assert (
        address("https://court.example/verify/", "TB-0000-0000-0000")
        == "https://court.example/verify/TB-0000-0000-0000"
    )


@pytest.mark.parametrize("bits", [-1, 2**RANDOM_BITS])
def test_a_code_needs_exactly_its_bits(bits: int) -> None:
    with pytest.raises(ValueError, match="bits"):
        code_from(bits)
