"""Numbers of identity papers (GB 11643-1999; GB 32100-2015): a slip of the pen is found before anybody registers."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind, PaperSeen, PersonKind

_LAW = "在线诉讼规则 7(1)"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SEX = 16
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 signs of a unified social credit code: no I, O, S, V, Z."""
_TABLE = Path(__file__).resolve().parent.parent / "data" / "identity_numbers.csv"


plain_number = identity_form
"""The number as it is kept."""


def check_paper(kind: str, id_kind: str, number: str, *, today: date) -> Refusal | None:
    """Why an identity paper of this kind and number cannot be right; `number` as `plain_number` gives it."""
    if id_kind not in set(IdKind):
        return Refusal("people.paper_kind_unknown", _LAW, ("id_kind",))
    if (id_kind in PERSONAL_PAPERS) is not (kind == PersonKind.NATURAL):
        return Refusal("people.paper_of_another_kind", _LAW, ("id_kind",))
    match IdKind(id_kind):
        case IdKind.RESIDENT:
            return _resident(number, today)
        case IdKind.PASSPORT:
            wrong = form_of(id_kind, number) is None
            return Refusal("people.passport_number_wrong", _LAW, ("id_number",)) if wrong else None
        case IdKind.FOREIGN_RESIDENCE:
            told = form_of(id_kind, number)
            if told is None:
                return Refusal("people.residence_number_wrong", _LAW, ("id_number",))
            return _checked(number, today) if told else None
        case IdKind.HK_MACAO_PERMIT | IdKind.TAIWAN_PERMIT:
            wrong = form_of(id_kind, number) is None
            return Refusal("people.permit_number_wrong", _LAW, ("id_number",)) if wrong else None
        case IdKind.CREDIT_CODE:
            return _credit_code(number)


def _resident(number: str, today: date) -> Refusal | None:
    """Length, birth date and check digit; the division code is not checked, because divisions come and go."""
    here = ("id_number",)
    if form_of(IdKind.RESIDENT, number) is None:
        return Refusal("people.id_number_form", _LAW, here, (("length", str(len(number))),))
    return _checked(number, today)


def _checked(number: str, today: date) -> Refusal | None:
    """Day of birth and check digit of a number that is built as a resident's."""
    here, born = ("id_number",), _birth(number)
    if born is None or born > today:
        return Refusal("people.id_number_birth", _LAW, here, (("birth", number[6:14]),))
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    if _CHECKS[total % 11] != number[17]:
        return Refusal("people.id_number_check", _LAW, here)
    return None


@cache
def _forms() -> tuple[tuple[str, str, str], ...]:
    rows = csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines())
    return tuple((row["id_kind"], row["pattern"], row["told"]) for row in rows)


def form_of(id_kind: str, number: str) -> str | None:
    """What a number of this form tells ("birth, check", or ""); None when such a paper has no number of this form."""
    return next(
        (told for kind, form, told in _forms() if kind == id_kind and re.fullmatch(form, number, re.ASCII)), None
    )


def born_by_number(id_kind: str, number: str) -> date | None:
    """The day of birth that the number of a paper tells; None when it tells none."""
    return _birth(number) if form_of(id_kind, number) else None


def sex_by_number(id_kind: str, number: str) -> str:
    """The sex that a resident's number tells (GB 11643: of the 17th digit odd is male); "" when it tells none."""
    tells = id_kind == IdKind.RESIDENT and form_of(id_kind, number) is not None
    return ("女", "男")[int(number[_SEX]) % 2] if tells else ""


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def check_foreign(seen: PaperSeen, *, today: date) -> list[Refusal]:
    """What a foreign paper must tell beside its number: nationality, name in Latin letters, day of birth (SI 521).

    The Chinese name, where the person uses one, stands beside it as the name.
    """
    if seen.id_kind not in {IdKind.PASSPORT, IdKind.FOREIGN_RESIDENCE}:
        return []
    law, found = "民诉法解释 521", []
    if not re.fullmatch(r"[A-Z]{3}", seen.nationality):
        found.append(Refusal("people.nationality_form", law, ("nationality",)))
    if not re.fullmatch(r"[A-Za-z][A-Za-z .,'-]{0,119}", seen.name_latin):
        found.append(Refusal("people.latin_name", law, ("name_latin",)))
    born = seen.born or born_by_number(seen.id_kind, plain_number(seen.id_number))
    if born is None or born > today:
        found.append(Refusal("people.born_missing", law, ("born",)))
    return found


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
