"""The payment code (缴款码): year, eight digits, and two check digits by ISO/IEC 7064 MOD 97-10.

The check finds every single wrong digit and every exchange of two neighbours, so that a slip of the pen never pays
another person's fee.
"""

from __future__ import annotations

import re
from uuid import UUID

from tongban.kernel.refusal import Refusal

DIGITS = 8
SPACE = 10**DIGITS
_LENGTH = 4 + DIGITS + 2
_MODULUS = 97
_TYPED = re.compile(r"(?<!\d)\d(?:[ \u2010-\u2015\uff0d-]?\d){13}(?!\d)")
_LAW = "house rule: payment codes"
_REFUND = re.compile(r"(?<![0-9A-Z])TF[0-9A-F]{20}(?![0-9A-Z])")
_SETTLEMENT = re.compile(r"(?<![0-9A-Z])JS[0-9]{8}[0-9A-Z]{1,20}(?![0-9A-Z])")


def code_from(year: int, number: int) -> str:
    """The code for `number` (0 up to SPACE) in `year`: "2026-0000-0012-34"."""
    body = f"{year:04d}{number % SPACE:0{DIGITS}d}"
    return shown(body + f"{98 - int(body + '00') % _MODULUS:02d}")


def parse_code(typed: str) -> str | Refusal:
    """The code in its written form, or why it is none: `fees.code_missing`, `fees.code_wrong`."""
    signs = re.sub(r"[\s\u2010-\u2015\uff0d-]", "", typed)
    if not signs:
        return Refusal("fees.code_missing", _LAW, ("code",))
    # Only ASCII digits: other scripts' digits would print alike and compare unlike.
    plain = signs.isascii() and signs.isdigit() and len(signs) == _LENGTH
    if not plain or int(signs) % _MODULUS != 1:
        return Refusal("fees.code_wrong", _LAW, ("code",), (("typed", typed[:30]),))
    return shown(signs)


def find_code(text: str) -> str:
    """The first thing in a payer's remark that is written like a code, "" when nothing is."""
    found = _TYPED.search(text)
    return found[0] if found else ""


def shown(signs: str) -> str:
    """Fourteen digits in groups."""
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:12]}-{signs[12:]}"


def refund_code(uid: UUID) -> str:
    """The code of a refund, which goes to the bank with the order and comes back in the statement."""
    return f"TF{uid.hex[-20:].upper()}"


def find_refund(text: str) -> str:
    """The code of a refund in what a bank reports, "" when there is none."""
    found = _REFUND.search(text)
    return found[0] if found else ""


def find_settlement(text: str) -> str:
    """The number of a gateway's settlement in what a bank reports, "" when there is none."""
    found = _SETTLEMENT.search(text)
    return found[0] if found else ""
