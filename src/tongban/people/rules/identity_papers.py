"""Numbers of identity papers (GB 11643-1999; GB 32100-2015): a slip of the pen is found before anybody registers."""

from __future__ import annotations

import re
from datetime import date

from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import IdKind, PersonKind

_LAW = "在线诉讼规则 7(1)"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs of a unified social credit code: no I, O, S, V, Z."""
_OF_PERSONS = frozenset({IdKind.RESIDENT, IdKind.PASSPORT})


def plain_number(typed: str) -> str:
    """The number as it is kept: capital letters, no blanks."""
    return re.sub(r"\s", "", typed).upper()


def check_paper(kind: str, id_kind: str, number: str, *, today: date) -> Refusal | None:
    """Why an identity paper of this kind and number cannot be right; `number` as `plain_number` gives it."""
    if id_kind not in set(IdKind):
        return Refusal("people.paper_kind_unknown", _LAW, ("id_kind",))
    if (id_kind in _OF_PERSONS) is not (kind == PersonKind.NATURAL):
        return Refusal("people.paper_of_another_kind", _LAW, ("id_kind",))
    match IdKind(id_kind):
        case IdKind.RESIDENT:
            return _resident(number, today)
        case IdKind.PASSPORT:
            wrong = not re.fullmatch(r"[A-Z0-9]{5,20}", number)
            return Refusal("people.passport_number_wrong", _LAW, ("id_number",)) if wrong else None
        case IdKind.CREDIT_CODE:
            return _credit_code(number)


def _resident(number: str, today: date) -> Refusal | None:
    """Length, birth date and check digit; the division code is not checked, because divisions come and go."""
    here = ("id_number",)
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return Refusal("people.id_number_form", _LAW, here, (("length", str(len(number))),))
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born = None
    if born is None or born > today:
        return Refusal("people.id_number_birth", _LAW, here, (("birth", number[6:14]),))
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    if _CHECKS[total % 11] != number[17]:
        return Refusal("people.id_number_check", _LAW, here)
    return None


def _credit_code(number: str) -> Refusal | None:
    """Eighteen signs, the last a check sign: 31 less the weighted sum modulo 31, the weights powers of 3."""
    form = len(number) == 18 and all(sign in _CREDIT_SIGNS for sign in number)  # noqa: PLR2004 - GB 32100
    if form and credit_check(number[:17]) == number[17]:
        return None
    return Refusal("people.credit_code_wrong", _LAW, ("id_number",))


def credit_check(signs: str) -> str:
    """The check sign that belongs to the first seventeen signs of a unified social credit code."""
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(signs))
    return _CREDIT_SIGNS[(31 - total % 31) % 31]
