"""In which form an identity number, a telephone number or an address of e-mail is compared with another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_MOBILE = re.compile(r"(?:\+86|0086|86)(1\d{10})")


def identity_form(typed: str) -> str:
    """The number of an identity paper: capital letters, no blanks (GB 11643: the check sign is a capital X)."""
    return re.sub(r"\s", "", typed).upper()


def phone_form(typed: str) -> str:
    """A telephone number: digits with the leading plus sign; a mobile number of the mainland without 86 before it."""
    digits = re.sub(r"[^\d+]", "", typed)
    mainland = _MOBILE.fullmatch(digits)
    return mainland[1] if mainland else digits


def email_form(typed: str) -> str:
    """An address of e-mail: small letters, no blanks around it."""
    return typed.strip().lower()


LOOKUP_FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"identity": identity_form, "phone": phone_form, "email": email_form}
)
"""By the name that a column gives."""
