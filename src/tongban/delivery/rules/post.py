"""What the post tells of letters, judged against what is known of them (邮寄送达规定 6-9)."""

from __future__ import annotations

import re
from datetime import date

from tongban.delivery.rules.returned import returned_early
from tongban.delivery.rules.visits import signs_for_other_side
from tongban.delivery.vocabulary.post import LetterStanding, PostRow, PostState, RowFlaw

LAW = "邮寄送达 6"
_NUMBER = re.compile(r"LT([0-9]{8,})([0-9]{2})")
_MODULUS = 97


def letter_number(serial: int) -> str:
    """The court's own number on a letter, with two check digits (ISO 7064, mod 97-10)."""
    body = f"{serial:08d}"
    return f"LT{body}{98 - int(body + '00') % _MODULUS:02d}"


def letter_serial(number: str) -> int | None:
    """The serial in a letter's number, None when it is none: a digit misread does not lead to another letter."""
    found = _NUMBER.fullmatch(number.strip().upper())
    if found is None or int(found[1] + found[2]) % _MODULUS != 1:
        return None
    return int(found[1])


def row_flaws(row: PostRow, letter: LetterStanding, today: date) -> tuple[RowFlaw, ...]:
    """Everything that does not fit what is known of the letter; such a row goes to a person."""
    if not letter.open:
        return (RowFlaw.OVER,)
    found = []
    if row.day > today or row.day < (letter.posted or letter.queued):
        found.append(RowFlaw.DAY)
    if (letter.posted is None) is not (row.state is PostState.TAKEN):
        # Taken twice, or told of before it was taken: a file is missing or the numbers are mixed up.
        found.append(RowFlaw.ORDER)
    if letter.posted and row.number and row.number != letter.tracking:
        found.append(RowFlaw.NUMBER)
    if row.state is PostState.SIGNED and signs_for_other_side(row.signer, letter.opponents):
        found.append(RowFlaw.OPPONENT)
    if row.state is PostState.RETURNED and row.reason and returned_early(row.reason, letter.tries):
        found.append(RowFlaw.EARLY_RETURN)
    return tuple(found)
