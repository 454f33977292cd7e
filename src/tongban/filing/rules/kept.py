"""How an answer is kept: what people write in several ways, in one."""

from __future__ import annotations

import re
import unicodedata

from tongban.filing.rules.told import number_of
from tongban.filing.vocabulary.interviews import Kind, Question
from tongban.kernel.amount_words import amount_told

_DAY = re.compile(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*")


def as_kept(question: Question | None, value: str) -> str:
    """A day in its usual written forms as ISO text, an amount in Chinese words in digits, a number without the percent
    sign that its question names, what is written in Latin signs in those of the usual width; all else as it was typed.
    """
    kind = question.kind if question else None
    day = _DAY.fullmatch(value) if kind is Kind.DATE else None
    if day:
        return f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}"  # digits of full width, too
    if kind in {Kind.PHONE, Kind.EMAIL}:
        return unicodedata.normalize("NFKC", value).strip()
    if kind is Kind.NUMBER:
        plain = unicodedata.normalize("NFKC", value).strip().removesuffix("%").strip()
        return value if number_of(plain) is None else plain
    amount = amount_told(value) if kind is Kind.AMOUNT and not value.isascii() else None
    return amount.decimal_text if amount else value
