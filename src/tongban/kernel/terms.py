"""Words of the law: a code for the program, the Chinese term for papers."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word with its Chinese term: `DOCKETED = "docketed", "已立案"`. It is the code wherever a text is wanted."""

    _value_: str
    term: str

    def __new__(cls, code: str, term: str = "") -> Self:
        """A member from its code and its term; a call with the code alone finds the member."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.term = term
        return word


class Guard(StrEnum):
    """A condition of a step with its Chinese term and its own article: `URGENT = "urgent", "情况紧急", "CPL 103"`.

    Whether it holds is a finding of whoever acts; the table only says that it is needed.
    """

    _value_: str
    term: str
    law: str

    def __new__(cls, code: str, term: str = "", law: str = "") -> Self:
        """A member from its code, its term and its article; a call with the code alone finds the member."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.term = term
        word.law = law
        return word
