"""A judgment as paragraphs, in the order of its paper (papers/parts.typ): for screens, drafts and the public page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

_SIGNS = "〇一二三四五六七八九"
_READABLE = 100


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `kind` is "party", "text", "holding" or "signature"."""

    kind: str
    text: str


def paragraphs(data: Mapping[str, Any]) -> tuple[Paragraph, ...]:
    """The whole text of a judgment from its data, public versions included; those of cases tried in camera go from
    the title to the outcome (CPL 137, 159).
    """
    said = [_history(data), *_claims(data), *_answers(data), *data.get("evidence", ())]
    for lead, part in (("本院经审理认定事实如下：", "findings"), ("本院认为，", "reasoning")):
        said += _led(lead, data[part]) if data.get(part) else []
    signed = [f"{bench['office']}　{bench['name']}" for bench in data["bench"]]
    signed += [day(data["date"]), f"书记员　{data['clerk']}"]
    return (
        *(Paragraph("party", _party(party)) for party in data["parties"]),
        *(Paragraph("text", text) for text in said),
        *_decision(data),
        *(Paragraph("signature", text) for text in signed),
    )


def in_han(number: int) -> str:
    """A number as a judgment writes days and holdings: 15 is 十五; from a hundred on in digits."""
    if not 0 < number < _READABLE:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _SIGNS[tens]) + "十" if tens else ""
    return head + (_SIGNS[ones] if ones else "")


def day(iso: str) -> str:
    """2026年3月5日."""
    value = date.fromisoformat(iso[:10])
    return f"{value.year}年{value.month}月{value.day}日"


def _party(party: Mapping[str, Any]) -> str:
    marks = [party["name"], party.get("sex", "")]
    marks += [f"{day(party['born'])}出生"] if party.get("born") else []
    marks += [f"住{party['address']}"] if party.get("address") else []
    marks += [f"{party.get('id_name', '公民身份号码')}{party['id_no']}"] if party.get("id_no") else []
    acts = f"法定代理人：{party['guardian']}。" if party.get("guardian") else ""
    return f"{party['role']}：" + "，".join(mark for mark in marks if mark) + "。" + acts


def _history(data: Mapping[str, Any]) -> str:
    hearing = data["hearing"]
    way = ("公开" if hearing["open"] else "不公开") + ("在线" if hearing.get("online") else "")
    came = "、".join(a["role"] + a["name"] for a in data.get("attended", ()))
    return (
        f"{data['title_of_case']}一案，本院于{day(data['docketed'])}立案后，依法适用{data['procedure']}，{way}开庭进行了审理。"
        + (f"{came}到庭参加诉讼。" if came else "")
        + (f"{data['absent']}经传票传唤，无正当理由未到庭参加诉讼。" if data.get("absent") else "")
        + "本案现已审理终结。"
    )


def _claims(data: Mapping[str, Any]) -> Iterator[str]:
    claims = data.get("claims")
    if not claims:
        return
    listed = "；".join(f"{number}．{item}" for number, item in enumerate(claims["items"], 1))
    yield f"{claims['by']}向本院提出诉讼请求：{listed}。"
    yield from _led("事实和理由：", claims["reasons"])


def _answers(data: Mapping[str, Any]) -> Iterator[str]:
    for answer in data.get("defence", ()):
        yield from _led(f"{answer['by']}辩称，", answer["text"])


def _decision(data: Mapping[str, Any]) -> Iterator[Paragraph]:
    yield Paragraph("text", f"综上，依照{'、'.join(data['articles'])}规定，判决如下：")
    for number, holding in enumerate(data["holdings"], 1):
        yield Paragraph("holding", f"{in_han(number)}、{holding}")
    if data.get("money_due"):
        yield Paragraph(
            "text",
            "如果未按本判决指定的期间履行给付金钱义务，应当依照《中华人民共和国民事诉讼法》第二百六十四条规定，"
            "加倍支付迟延履行期间的债务利息。",
        )
    costs = data["costs"]
    items = "，".join(item["name"] + _money(item["amount"]) for item in costs["items"])
    note = f"（{costs['note']}）" if costs.get("note") else ""
    shares = "，".join(f"由{share['by']}负担{_money(share['amount'])}" for share in costs["shares"])
    yield Paragraph("text", f"{items}{note}，{shares}。")
    yield Paragraph("text", _remedy(data))


def _remedy(data: Mapping[str, Any]) -> str:
    if "appeal" not in data:
        return "本判决为终审判决。"
    abroad = data["appeal"].get("days_abroad")
    longer = f"（在中华人民共和国领域内没有住所的当事人为{in_han(abroad)}日内）" if abroad else ""
    return (
        f"如不服本判决，可以在判决书送达之日起{in_han(data['appeal']['days'])}日内{longer}，向本院递交上诉状，"
        f"并按照对方当事人的人数提出副本，上诉于{data['appeal']['court']}。"
    )


def _led(lead: str, texts: Sequence[str]) -> list[str]:
    return [lead + texts[0], *texts[1:]] if texts else []


def _money(amount: Mapping[str, str]) -> str:
    if amount["currency"] == "CNY":
        return amount["amount"].removesuffix(".00") + "元"
    return f"{amount['currency']} {Decimal(amount['amount']):,.2f}"
