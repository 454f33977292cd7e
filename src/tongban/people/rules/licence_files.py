"""The judicial administration's list of licences as a table: one line a licence, columns by their Chinese headings.

    类别,执业证号,姓名,身份证号,机构代码,机构名称,省份,首次执业日期,状态,状态起,状态止,有效期至,考核年度,考核结果

Days are written 2026-01-31. 身份证号, 状态起, 状态止, 有效期至, 考核年度 and 考核结果 may be empty.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from tongban.courts.law import provinces
from tongban.kernel.refusal import Refusal
from tongban.kernel.terms import Term
from tongban.people.rules.identity_papers import check_paper, plain_number
from tongban.people.rules.licences import check_number, conditions
from tongban.people.vocabulary import IdKind, PersonKind
from tongban.people.vocabulary.licences import Assessment, Licence, LicenceKind, LicenceStatus

LAW = "民诉法解释 88; house rule: the register of licences"
COLUMNS = (
    *("类别", "执业证号", "姓名", "身份证号", "机构代码", "机构名称", "省份", "首次执业日期"),
    *("状态", "状态起", "状态止", "有效期至", "考核年度", "考核结果"),
)
MOST_BYTES = 20_000_000
LONGEST = 120
"""Signs of a name."""
_TOLD = 50
"""So many lines are named at once; who has mended them is told of the next."""
T = TypeVar("T", bound=Term)


def read_licences(content: bytes, *, today: date) -> tuple[Licence, ...] | list[Refusal]:
    """The licences of a file, or the lines that are wrong, each with the column and what stands there."""
    try:
        text = content[: MOST_BYTES + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Refusal("people.licences_no_table", LAW, ("file",))]
    rows = csv.reader(io.StringIO(text), strict=True)
    try:
        if len(content) > MOST_BYTES or tuple(cell.strip() for cell in next(rows, [])) != COLUMNS:
            return [Refusal("people.licences_no_table", LAW, ("file",))]
        read = [_read(rows.line_num, row, today) for row in rows if any(row)]
    except csv.Error:
        return [Refusal("people.licences_no_table", LAW, ("file",))]
    found = [one for one in read if isinstance(one, Licence)]
    flaws = [one for one in read if isinstance(one, Refusal)] + _twice(found)
    if not read:
        flaws = [Refusal("people.licences_no_table", LAW, ("file",))]
    return flaws[:_TOLD] or tuple(found)


def _read(line: int, row: list[str], today: date) -> Licence | Refusal:
    cells = dict(zip(COLUMNS, (cell.strip() for cell in row), strict=False))
    if len(row) != len(COLUMNS):
        return _flaw(line, COLUMNS[min(len(row), len(COLUMNS) - 1)], ",".join(row))
    try:
        licence = _licence(cells)
    except _Unclear as unclear:
        return _flaw(line, str(unclear), cells[str(unclear)])
    wrong = _wrong_column(licence, today)
    return _flaw(line, wrong, cells[wrong]) if wrong else licence


class _Unclear(Exception):  # noqa: N818 - it names a column, which the caller turns into a refusal
    """The column of this heading cannot be read."""


def _licence(cells: dict[str, str]) -> Licence:
    year = cells["考核年度"]
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4):  # noqa: PLR2004 - a year
        raise _Unclear("考核年度")
    granted = _day(cells, "首次执业日期")
    if granted is None:
        raise _Unclear("首次执业日期")
    return Licence(
        kind=_term(LicenceKind, cells, "类别"),
        number=plain_number(cells["执业证号"]),
        name=cells["姓名"],
        id_number=plain_number(cells["身份证号"]),
        firm_code=plain_number(cells["机构代码"]),
        firm=cells["机构名称"],
        province=cells["省份"],
        granted=granted,
        status=_term(LicenceStatus, cells, "状态"),
        status_since=_day(cells, "状态起"),
        status_until=_day(cells, "状态止"),
        valid_until=_day(cells, "有效期至"),
        assessed=int(year or 0),
        assessment=_term(Assessment, cells, "考核结果"),
    )


def _term(kind: type[T], cells: dict[str, str], column: str) -> T:
    found = next((one for one in kind if one.term == cells[column]), None)
    if found is None:
        raise _Unclear(column)
    return found


def _day(cells: dict[str, str], column: str) -> date | None:
    try:
        return date.fromisoformat(cells[column]) if cells[column] else None
    except ValueError as unclear:
        raise _Unclear(column) from unclear


def _wrong_column(one: Licence, today: date) -> str:
    """The heading of the first column that cannot be right; "" when nothing speaks against the line."""
    firm_kind = conditions(one.kind, today).firm_code
    own = one.id_number and check_paper(PersonKind.NATURAL, IdKind.RESIDENT, one.id_number, today=today)
    firm = check_paper(PersonKind.OTHER, IdKind.CREDIT_CODE, one.firm_code, today=today)
    lawyer = one.kind is LicenceKind.LAWYER
    checks = (
        ("执业证号", check_number(one.kind, one.number, today=today) is None),
        ("姓名", 0 < len(one.name) <= LONGEST),
        ("身份证号", not own),
        ("机构代码", firm is None and one.firm_code.startswith(firm_kind)),
        ("机构名称", 0 < len(one.firm) <= LONGEST),
        ("省份", one.province in provinces() and (not lawyer or one.number[1:3] == one.province)),
        ("首次执业日期", one.granted <= today and (not lawyer or one.number[5:9] == str(one.granted.year))),
        ("状态起", one.status is LicenceStatus.IN_FORCE or one.status_since is not None),
        ("状态止", one.status_until is None or (one.status_since or date.max) <= one.status_until),
        ("考核年度", one.assessed <= today.year and bool(one.assessed) is (one.assessment is not Assessment.NONE)),
    )
    return next((column for column, right in checks if not right), "")


def _twice(found: Iterable[Licence]) -> list[Refusal]:
    times = Counter(one.number for one in found)
    return [Refusal("people.licence_twice", LAW, ("file",), (("number", one),)) for one, n in times.items() if n > 1]


def _flaw(line: int, column: str, typed: str) -> Refusal:
    facts = (("line", str(line)), ("column", column), ("typed", typed[:60]))
    return Refusal("people.licence_line_unclear", LAW, ("file",), facts)
