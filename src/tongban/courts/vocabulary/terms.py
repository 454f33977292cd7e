"""Enums whose members carry the Chinese word of the law beside their English one."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Termed(StrEnum):
    """A word of the law: its value is the English word of data and interfaces, `term` the Chinese one."""

    term: str

    def __new__(cls, value: str, term: str = "") -> Self:
        """A member written `NAME = "value", "术语"`; `term` is left out only when a member is looked up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.term = term
        return member
