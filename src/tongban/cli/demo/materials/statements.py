"""Papers of a bank that does not exist (示例银行): the transfer of the loan, and the repayment of a part."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tongban.cli.demo.materials.people import BORROWER, LENDER

_HERE = Path(__file__).resolve().parent
_BANK = "示例银行 DEMO BANK"


def transfer() -> bytes:
    """The lender's account in March 2025 with the transfer of 186,500 yuan on the 12th."""
    rows = (
        ("2025-03-03 10:12:08", "工资", "", "9,800.00", "214,326.55", "示例商贸有限公司"),
        ("2025-03-08 18:40:51", "消费", "356.20", "", "213,970.35", "示例超市"),
        ("2025-03-12 14:05:33", "转账 借款", "186,500.00", "", "27,470.35", BORROWER.name),
        ("2025-03-20 09:00:02", "水电费", "218.40", "", "27,251.95", "示例公用事业"),
        ("2025-03-28 20:17:45", "消费", "129.00", "", "27,122.95", "示例书店"),
    )
    data = {
        "bank": _BANK,
        "title": "账户交易明细",
        "holder": LENDER.name,
        "account": LENDER.account,
        "period": "2025年3月1日至2025年3月31日",
        "rows": rows,
        "marked": 2,
        "counter": BORROWER.account,
        "printed": "2026年1月9日",
    }
    return _set("statement", data, datetime(2026, 1, 9, tzinfo=UTC))


def repayment() -> bytes:
    """The borrower's receipt of the transfer of 10,000 yuan on 20 August 2025."""
    data = {
        "bank": _BANK,
        "title": "电子转账回单",
        "number": "DEMO-20250820-000731",
        "rows": (
            ("付款人", BORROWER.name),
            ("付款账号", BORROWER.account),
            ("收款人", LENDER.name),
            ("收款账号", LENDER.account),
            ("金额（小写）", "¥10,000.00"),
            ("金额（大写）", "人民币壹万元整"),
            ("用途", "还借款"),
            ("交易时间", "2025年8月20日 16:22:09"),
            ("状态", "交易成功"),
        ),
    }
    return _set("slip", data, datetime(2025, 8, 20, tzinfo=UTC))


def _set(template: str, data: dict[str, Any], dated: datetime) -> bytes:
    compiler = typst.Compiler(
        str(_HERE / f"{template}.typ"),
        root=str(_HERE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    result = compiler.compile(format="pdf", timestamp=dated)
    assert isinstance(result, bytes)  # noqa: S101 - one PDF is one file
    return result


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=["/usr/share/fonts"])
