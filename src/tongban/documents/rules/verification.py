"""Verification codes: what a person types to check a paper, such as TB-7K3M-9QXA-2D5C.

Eleven random symbols (55 bits) in Crockford's base 32 and one check symbol. The check is a weighted sum over the
field of 32 elements with a different weight for each place: it catches every single wrong symbol and every exchange
of two symbols, so a slip of the finger is told apart from a paper that does not exist.
"""

from __future__ import annotations

import unicodedata

from tongban.kernel.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS = 12
RANDOM_BITS = 5 * (SYMBOLS - 1)
PREFIX = "TB"
_LAW = "house rule: verification of papers"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "_": None, ".": None})
_FIELD_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1, primitive: the powers of x run through all 31 non-zero elements."""


def code_from(random_bits: int) -> str:
    """The code for `random_bits`, a secret random number below 2**RANDOM_BITS."""
    if not 0 <= random_bits < 1 << RANDOM_BITS:
        message = f"a code needs {RANDOM_BITS} bits"
        raise ValueError(message)
    values = [random_bits >> 5 * place & 31 for place in reversed(range(SYMBOLS - 1))]
    body = "".join(ALPHABET[v] for v in (*values, _check(values)))
    return "-".join((PREFIX, *(body[i : i + 4] for i in range(0, SYMBOLS, 4))))


def parse_code(typed: str) -> str | Refusal:
    """The code as printed, from what a person typed or a scanner read.

    Case, blanks, hyphens, full-width forms and a missing prefix do not matter; O is read as 0, I and L as 1.
    """
    plain = unicodedata.normalize("NFKC", typed[:80]).upper().translate(_LOOKALIKES)
    plain = "".join(plain.split())
    if len(plain) == SYMBOLS + len(PREFIX):
        plain = plain.removeprefix(PREFIX)
    if len(plain) != SYMBOLS or set(plain) - set(ALPHABET):
        return Refusal("documents.code_malformed", _LAW, ("code",), (("typed", typed[:40]),))
    values = [ALPHABET.index(symbol) for symbol in plain]
    if _check(values[:-1]) != values[-1]:
        return Refusal("documents.code_mistyped", _LAW, ("code",), (("typed", typed[:40]),))
    return "-".join((PREFIX, *(plain[i : i + 4] for i in range(0, SYMBOLS, 4))))


def address(base: str, code: str) -> str:
    """What the QR code holds: the page `base` that checks a paper, and the code."""
    return f"{base.rstrip('/')}/{code}"


def _check(values: list[int]) -> int:
    """Sum of value times x^place, places counted from 1 so that the check symbol's own weight is 1."""
    total = 0
    for place, value in enumerate(values, start=1):
        term = value
        for _ in range(place):
            term <<= 1
            if term & 32:
                term ^= _FIELD_POLYNOMIAL
        total ^= term
    return total
