"""Lists exchanged with an office of the treasury without an interface (CSV): what is to be issued, what was issued.

A row that cannot be read becomes a `BadListRow`, a file that cannot be read a `FiscalListFlaw`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from tongban.fees.rules.fiscal import bill_flaws, reversal_number
from tongban.fees.vocabulary import (
    LARGEST_LIST,
    LIST_COLUMNS,
    BadListRow,
    FiscalBill,
    FiscalFlaw,
    FiscalListFlaw,
    FiscalRefused,
    FiscalRowFlaw,
    FiscalState,
    FiscalView,
    ListedBill,
)
from tongban.kernel.money import Money, parse_amount

RAW_KEPT = 500
ISSUE, REVERSE = "开具", "冲红"
DONE, REFUSED = "成功", "失败"
ASKED = (
    "申请编号",
    "动作",
    "项目",
    "金额",
    "交款人",
    "交款人类型",
    "统一社会信用代码",
    "案号",
    "缴款码",
    "原票据代码",
    "原票据号码",
    "备注",
)
"""Columns of the list that goes out."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def list_for_treasury(rows: Iterable[tuple[FiscalView, str, str]], *, demo: bool) -> bytes:
    """The list: each receipt with its case's number and its payment code. No cell begins a formula in an office
    program; in a demonstration each row says DEMO.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(ASKED)
    for one, case_number, code in rows:
        red = one.state is FiscalState.REVERSING
        bill = one.bill if red else None
        cells = (
            reversal_number(one.number) if red else one.number,
            REVERSE if red else ISSUE,
            one.item,
            one.amount.decimal_text,
            one.title.name,
            one.title.kind.term,
            one.title.credit_code,
            case_number,
            code,
            bill.code if bill else "",
            bill.number if bill else "",
            "DEMO" if demo else "",
        )
        writer.writerow([_plain(cell) for cell in cells])
    return ("\ufeff" + out.getvalue()).encode()


def _plain(cell: str) -> str:
    text = " ".join(cell.split())
    return f"'{text}" if text.startswith(_RISKY) else text


def read_list(content: bytes, *, today: date, demo: bool) -> tuple[ListedBill | BadListRow, ...] | FiscalListFlaw:
    """The rows of a list, in order. Excel's own encoding of Chinese is read, too."""
    if len(content) > LARGEST_LIST:
        return FiscalListFlaw.TOO_LARGE
    text = _decoded(content)
    if text is None or "\x00" in text:
        return FiscalListFlaw.NOT_TEXT
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error:
        return FiscalListFlaw.NOT_TEXT
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if any(cell.strip() for cell in line)]
    if not numbered:
        return FiscalListFlaw.EMPTY
    head = [cell.strip() for cell in numbered[0][1]]
    if set(LIST_COLUMNS) - set(head) or len(set(head)) != len(head):
        return FiscalListFlaw.HEAD
    return tuple(_row(number, head, line, today, demo=demo) for number, line in numbered[1:])


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _row(line: int, head: list[str], cells: list[str], today: date, *, demo: bool) -> ListedBill | BadListRow:
    raw = ",".join(cells)[:RAW_KEPT]
    if len(cells) != len(head):
        return BadListRow(line, raw, (FiscalRowFlaw.COLUMNS,))
    told = {name: cell.strip().removeprefix("'") for name, cell in zip(head, cells, strict=True)}
    red, done = told["动作"] == REVERSE, told["结果"] == DONE
    flaws = [
        *([] if told["申请编号"] else [FiscalRowFlaw.NUMBER]),
        *([] if told["动作"] in {ISSUE, REVERSE} else [FiscalRowFlaw.ACT]),
        *([] if told["结果"] in {DONE, REFUSED} else [FiscalRowFlaw.OUTCOME]),
    ]
    amount, bill = _amount(told["金额"]), None
    if done:
        bill = _bill(told)
        flaws += [FiscalRowFlaw.DAY] if bill is None else bill_flaws(bill, today=today, demo=demo)
        flaws += [] if amount else [FiscalRowFlaw.AMOUNT]
    if flaws:
        return BadListRow(line, raw, tuple(flaws))
    number = told["申请编号"].removesuffix("R") if red else told["申请编号"]
    refused = None if done else FiscalRefused(FiscalFlaw.OTHER, told["原因"][:300])
    return ListedBill(line, number[:32], red, amount, bill, refused)


def _amount(typed: str) -> Money | None:
    found = parse_amount(typed, field="amount")
    return found if isinstance(found, Money) else None


def _bill(told: dict[str, str]) -> FiscalBill | None:
    try:
        day = date.fromisoformat(told["开票日期"])
    except ValueError:
        return None
    return FiscalBill(told["票据代码"][:20], told["票据号码"][:20], told["校验码"][:40], day, told["开票单位"][:100])
