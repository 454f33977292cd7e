"""The complaint (起诉状) line by line, in the words of its paper: what a person reads before handing in.

`papers/complaint.typ` sets the same words; a test compares the two for every interview.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from tongban.filing.rules.papers import COMPLAINT
from tongban.people.vocabulary import number_name

Section = tuple[str, tuple[str, ...]]
"""A heading of the paper, "" for none, and the lines below it."""


def complaint_lines(data: Mapping[str, Any]) -> tuple[Section, ...]:
    """The sections of the complaint from what its paper is made of, up to the signature."""
    cause = (f"案由：{data['cause']}",) if data.get("cause") else ()
    claims = tuple(f"{n}．{claim['text']}；" for n, claim in enumerate(data["claims"], start=1))
    sections: list[Section] = [
        (data.get("title", COMPLAINT), (*chain(*map(_party, data["parties"])), *cause)),
        (data.get("asks", "诉讼请求"), claims),
        ("事实和理由", tuple(data["facts"])),
    ]
    if "schedule" in data:
        heads = "序号 项目 依据 期间和利率 金额"
        lines = (f"{n} {_sum(line)}" for n, line in enumerate(data["schedule"], start=1))
        sections.append(("金额计算清单", (heads, *lines)))
    heads = "序号 证据名称 证据来源 证明内容 页数"
    shown = (
        f"{n} {one['name']} {one['source']} {one['proves']} {one['pages']}"
        for n, one in enumerate(data["evidence"], start=1)
    )
    sections += [("证据和证据来源", (heads, *shown)), ("", ("此致", data["to_court"]))]
    return tuple(sections)


def _party(told: Mapping[str, Any]) -> tuple[str, ...]:
    marks, head = [told["name"]], told.get("representative")
    marks += [told["sex"]] if told.get("sex") else []
    marks += [f"{_day(told['born'])}出生"] if told.get("born") else []
    marks += [told[name] for name in ("ethnicity", "work") if told.get(name)]
    marks += [f"{'住所地' if head else '住'}{told['address']}"] if told.get("address") else []
    marks += [f"{told.get('id_name') or number_name('')}{told['id_no']}"] if told.get("id_no") else []
    marks += [f"联系电话{told['phone']}"] if told.get("phone") else []
    beside = [f"法定代表人（负责人）：{head['name']}。"] if head else []
    beside += [f"法定代理人：{told['guardian']}。"] if told.get("guardian") else []
    return (f"{told['role']}：{'，'.join(marks)}。", *beside, *map(_agent, told.get("agents", ())))


def _agent(told: Mapping[str, str]) -> str:
    power = f"（{told['power']}）" if told["power"] else ""
    named = [told["name"], told["firm"] + told["title"]]
    return f"委托诉讼代理人{power}：{'，'.join(one for one in named if one)}。"


def _sum(line: Mapping[str, Any]) -> str:
    over = "—"
    if line["from"]:
        over = f"{_day(line['from'])}至{_day(line['to'])}，{line['days']}天，年利率{line['rate']}%"
    amount = line["amount"]
    grouped = f"{Decimal(amount['amount']):,}"
    worth = f"{grouped}元" if amount["currency"] == "CNY" else f"{amount['currency']} {grouped}"
    return f"{line['name']} {line['basis']} {over} {worth}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
