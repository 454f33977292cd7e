"""What stands on the notice to pay (交纳诉讼费用通知书) and how the fee was worked out, as plain JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tongban.courts.law import period_amount
from tongban.fees.vocabulary import BandLine, Fee, FeeKind, Halving
from tongban.kernel.money import Money

APPLICATIONS = frozenset({FeeKind.PRESERVATION, FeeKind.PRESERVATION_WITHOUT_AMOUNT, FeeKind.PAYMENT_ORDER})
"""Fees of applications: who applies bears them (交纳办法 36, 38(3)), and no judgment lays them on anybody."""
WAYS = ["网上银行", "银行柜台", "法院窗口"]
_NOTHING = Money(0)
_WAN = 10_000_00
_HALVED = {
    Halving.SIMPLIFIED: ("适用简易程序审理，减半交纳", "诉讼费用交纳办法第十六条"),
    Halving.MEDIATED: ("以调解方式结案，减半交纳", "诉讼费用交纳办法第十五条"),
    Halving.WITHDRAWN: ("撤诉，减半交纳", "诉讼费用交纳办法第十五条"),
    Halving.COUNTERCLAIM: ("反诉合并审理，减半交纳", "诉讼费用交纳办法第十八条"),
    Halving.DEEMED_WITHDRAWN: ("按撤诉处理，减半交纳", "诉讼费用交纳办法第十五条"),
    Halving.BESIDE_COUNTERCLAIM: ("与反诉合并审理，减半交纳", "诉讼费用交纳办法第十八条"),
    Halving.THIRD_PARTY: ("第三人的诉讼请求合并审理，减半交纳", "诉讼费用交纳办法第十八条"),
}


def breakdown(fee: Fee) -> dict[str, Any]:
    """How the fee was worked out: kept with the charge, shown on the slip."""
    return {
        "kind": fee.kind.value,
        "base": amount(fee.base) if fee.base else None,
        "bands": [_band(line, fee.payable.currency) for line in fee.bands],
        "full": fee.full,
        "exact": fee.exact,
        "payable": amount(fee.payable),
        "halved_by": fee.halved_by.value if fee.halved_by else "",
        "steps": [{"code": step.code, "law": step.law, "facts": dict(step.facts)} for step in fee.steps],
    }


def payment_notice(  # noqa: PLR0913 - what the notice consists of
    fee: Fee,
    *,
    court_name: str,
    number: str,
    payer: str,
    other: str,
    cause: str,
    dated: date,
    code: str,
    account: str,
    qr: str,
    period: str = "fee_plaintiff",
    before: Money | None = None,
    counts: Money = _NOTHING,
    beside: str = "",
    occasion: str = "",
) -> dict[str, Any]:
    """The data of `fees/payment_notice`. The last day is not on it: it is known when the notice is served.

    `qr`: the payment code as a picture, in SVG; `period`: within which it is paid, "" when there is none (`UNTIMED`);
    `before`: what was asked for before the case was converted (SI 199) or the claim raised; `counts`: what an earlier
    fee pays of this one (SI 195(1)), so that only the rest is asked for; `beside`: what in the
    running case it is for, empty for the case itself; `occasion`: "appeal" or "application", where it is not the
    registration of an action that costs.
    """
    working, asked = breakdown(fee), amount(fee.payable - counts)
    data: dict[str, Any] = {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": payer,
        "other_party": other,
        "cause": cause,
        "bands": working["bands"],
        "items": [{"name": fee.kind.item, "amount": asked}],
        "total": asked,
        "payment_code": code,
        "account": account_of(court_name, account),
        "qr": qr,
        "ways": WAYS,
        "contact": {"name": "诉讼服务热线", "phone": "12368"},
    }
    data |= {"pay_days": period_amount(period, dated)} if period else {}
    data |= {"beside": beside} if beside else {}
    data |= {"base": working["base"]} if working["base"] else {}
    data |= {"occasion": occasion} if occasion else {}
    data |= {"counted": {"whole": fee.payable.grouped_text, "before": counts.grouped_text}} if counts.minor else {}
    return data | _worked_out(fee, before)


def _worked_out(fee: Fee, before: Money | None) -> dict[str, Any]:
    """What is said about the sum beside its bands: why it is less, or what was asked for before."""
    data: dict[str, Any] = {}
    if fee.halved_by:
        why, law = _HALVED[fee.halved_by]
        data["reduced"] = {"why": f"合计{Decimal(fee.full):,f}元；{why}", "law": law}
    if before is not None:
        whole = (before + fee.payable).decimal_text
        data["topped_up"] = {"whole": f"{Decimal(whole):,f}", "before": f"{Decimal(before.decimal_text):,f}"}
    elif Decimal(fee.exact) != Decimal(fee.payable.decimal_text):
        data["rounded"] = f"计算结果为{Decimal(fee.exact):,f}元，四舍五入到分"
    return data


def account_of(court_name: str, number: str) -> dict[str, str]:
    """The account to which fees are paid, as papers take it."""
    return {"name": f"{court_name}诉讼费专户", "bank": "示例银行（虚构）", "number": number}


def amount(money: Money) -> dict[str, str]:
    """An amount as papers take it."""
    return {"amount": money.decimal_text, "currency": money.currency}


def _band(line: BandLine, currency: str) -> dict[str, Any]:
    rate = (
        f"{Decimal(line.rate) * 100:f}".rstrip("0").rstrip(".") + "%" if line.rate else f"每件{Decimal(line.fee):f}元"
    )
    return {
        "range": _range(line),
        "part": amount(line.part),
        "rate": rate if line.rate else rate.replace(".00元", "元"),
        # Exact, so that the bands on the paper add up.
        "fee": {"amount": line.fee, "currency": currency},
    }


def _range(line: BandLine) -> str:
    if line.over == 0:
        return f"不超过{_wan(line.upto)}的部分" if line.upto is not None else "全部金额"
    if line.upto is None:
        return f"超过{_wan(line.over)}的部分"
    return f"超过{_wan(line.over)}至{_wan(line.upto)}的部分"


def _wan(minor: int | None) -> str:
    assert minor is not None  # noqa: S101 - the caller has looked
    return f"{minor // _WAN}万元" if minor % _WAN == 0 else f"{minor // 100}元"
