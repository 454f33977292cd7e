"""How sure it is what was recognised on a picture: pure, from what the program said of each sign."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.filing.rules.own_lines import plain
from tongban.filing.vocabulary.own_paper import Found


def least_sure(text: str, sure: str, found: Found) -> int:
    """How sure the least sure letter or digit of `found` is, of a hundred; of its whole page where it cannot be placed.

    `text` is that of its page, `sure` has a digit for each sign of it that is no blank (`documents.vocabulary`).
    """
    page = [(sign, digit) for sign, digit in _signs(text, sure) if sign.isalnum()]
    whole = "".join(sign for sign, _digit in page)
    quote, value = _bare(found.quote), _bare(found.value)
    sought = value if value and value in quote else quote
    places = list(_places(whole, quote)) if quote else []
    starts = [start + quote.index(sought) for start in places] if quote else []
    if not starts and value:
        sought, starts = value, list(_places(whole, value))
    marks = [digit for start in starts for _sign, digit in page[start : start + len(sought)]] or [d for _s, d in page]
    return 10 * min(marks) + 5 if marks else 0


def _signs(text: str, sure: str) -> Iterator[tuple[str, int]]:
    """Each sign in its usual form, with what is known of it; nothing is sure where nothing is known."""
    seen = [sign for sign in text if not sign.isspace()]
    for sign, digit in zip(seen, sure.ljust(len(seen), "0"), strict=False):
        for usual in plain(sign):
            yield usual, int(digit)


def _bare(text: str) -> str:
    """Letters and digits alone, in their usual forms."""
    return "".join(sign for sign in plain(text) if sign.isalnum())


def _places(whole: str, part: str) -> Iterator[int]:
    start = whole.find(part)
    while start != -1:
        yield start
        start = whole.find(part, start + 1)
