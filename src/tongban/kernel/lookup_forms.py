"""In which form a name, an identity number, a telephone number or an address of e-mail is compared with another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

_MOBILE = re.compile(r"(?:\+86|0086|86)(1\d{10})")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Kinds of signs that nobody sees: telephones add some around a number that is copied."""
_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・."), "·")
"""What input methods offer for the dot between the parts of a name (阿依古丽·买买提)."""


def _seen(typed: str) -> str:
    """What a reader sees: letters and digits of one width, no blanks, no signs without width."""
    plain = unicodedata.normalize("NFKC", typed)
    return unicodedata.normalize("NFKC", "".join(one for one in plain if unicodedata.category(one) not in _UNSEEN))


def name_form(typed: str) -> str:
    """A name: blanks, the width of brackets, the kind of dot and small or capital letters make no other one."""
    return _seen(typed).translate(_DOTS).casefold()


def identity_form(typed: str) -> str:
    """The number of an identity paper: capital letters, no blanks (GB 11643: the check sign is a capital X)."""
    return _seen(_seen(typed).upper())


def phone_form(typed: str) -> str:
    """A telephone number: digits with the leading plus sign; a mobile number of the mainland without 86 before it."""
    digits = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", typed))
    mainland = _MOBILE.fullmatch(digits)
    return mainland[1] if mainland else digits


def email_form(typed: str) -> str:
    """An address of e-mail: small letters, no blanks around it."""
    return typed.strip().lower()


LOOKUP_FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"identity": identity_form, "phone": phone_form, "email": email_form}
)
"""By the name that a column gives."""
