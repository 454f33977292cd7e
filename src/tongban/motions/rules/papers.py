"""What stands on the papers about a motion, as plain data (CPL 154, 157)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tongban.cases.law import guardian_on
from tongban.cases.vocabulary import PartyView
from tongban.motions.rules.reading import Told, day_of, lines
from tongban.motions.rules.rows import Decision, Row, Standing, ground_told
from tongban.motions.vocabulary import Answer, Field

TERMS: Mapping[str, str] = {
    "change": "变更方式",
    "amount": "金额",
    "ground": "异议理由",
    "court": "有管辖权的人民法院",
    "place": "追加为",
    "nature": "主体性质",
    "name": "姓名或者名称",
    "id_number": "身份证件号码或者统一社会信用代码",
    "address": "住所、送达地址",
    "phone": "联系电话",
    "necessity": "追加理由",
    "against": "被申请人",
    "link": "与本诉的关系",
    "aim": "保全种类",
    "object": "保全对象",
    "security": "担保方式",
    "security_what": "担保财产、担保人或者不提供担保的理由",
    "haste": "是否情况紧急",
    "haste_why": "情况紧急的理由",
    "challenged": "被申请回避的人员",
    "whom": "被申请回避人员的姓名",
    "tie": "回避事由",
    "known": "知道回避事由的时间",
    "period": "申请顺延的期限",
    "hindrance": "耽误期限的事由",
    "first": "障碍开始之日",
    "last": "障碍持续的最后一日",
    "where": "所在地点、持有人",
    "risk": "保全理由",
    "measure": "保全方法",
}
"""What the answers of forms are called on an application; claims and reasons have chapters of their own."""


ONLINE, BY_WORD, ON_PAPER = "在线确认提交", "口头提出，由法院工作人员记明", "在窗口提出，由法院工作人员录入"


def application(
    row: Row,
    told: Told,
    standing: Standing,
    *,
    court: str,
    signer: str,
    signed_at: str,
    enclosed: Sequence[str],
    method: str = ONLINE,
) -> dict[str, Any]:
    """The data of `papers/application.typ`; `method`: how the applicant made it."""
    applicant, faced = row.roles
    others = [p for p in standing.case.parties if p.uid != standing.party.uid]
    return {
        "to_court": court,
        "case_no": standing.case.number,
        "date": signed_at[:10],
        "title": row.title,
        "parties": [
            _party(standing, standing.party, applicant),
            *(_party(standing, p, (str(p.uid) == told.get("against") and faced) or p.side.term) for p in others),
        ],
        "request": list(row.request(told, standing)),
        "answers": _answers(row.fields, told, standing),
        "reasons": _paragraphs(told.get("reasons", "")),
        "enclosed": list(enclosed),
        "signers": [_signed(signer, signed_at, method)],
        "told": dict(told),
    }


def said(
    decision: Decision,
    told: Told,
    standing: Standing,
    party: PartyView,
    *,
    court: str,
    signer: str,
    signed_at: str,
    enclosed: Sequence[str],
) -> dict[str, Any]:
    """The data of `papers/application.typ` for what `party` says with an act about a motion."""
    others = [p for p in standing.case.parties if p.uid != party.uid]
    return {
        "to_court": court,
        "case_no": standing.case.number,
        "date": signed_at[:10],
        "title": decision.handed_in,
        "parties": [_party(standing, party, "申请人"), *(_party(standing, p, p.side.term) for p in others)],
        "request": list(decision.says({}, told, standing)),
        "answers": _answers(decision.fields, told, standing),
        "reasons": _paragraphs(told.get("reasons", "")),
        "enclosed": list(enclosed),
        "signers": [_signed(signer, signed_at)],
        "told": dict(told),
    }


def _answers(fields: Iterable[Field], told: Told, standing: Standing) -> list[dict[str, str]]:
    return [
        {"name": TERMS[field.name], "value": _value(field, told[field.name], standing)}
        for field in fields
        if field.name in TERMS and told.get(field.name)
    ]


def _signed(signer: str, at: str, method: str = ONLINE) -> dict[str, str]:
    return {"name": signer, "at": at, "method": method}


def _party(standing: Standing, party: PartyView, role: str) -> dict[str, str]:
    shown, guardian = {"role": role, "name": party.name}, guardian_on(standing.case, party, standing.today)
    shown |= {"guardian": guardian} if guardian else {}
    return shown | ({"address": party.address} if party.address else {})


def _value(field: Field, told: str, standing: Standing) -> str:
    """An answer as a paper says it."""
    if field.answer is Answer.CHOICE:
        return next(choice.term for choice in field.choices if choice == told)
    if field.answer is Answer.OPPONENT:
        return next((p.name for p in standing.opponents if str(p.uid) == told), "")
    if field.answer is Answer.COURT:
        return standing.court_names[told]
    if field.answer is Answer.PERIOD:
        return standing.periods.get(told, "")
    if field.answer is Answer.DAY:
        return day_of({"day": told}, "day")
    return f"{told}元" if field.answer is Answer.AMOUNT else told


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def ruling(  # noqa: PLR0913 - what the paper consists of
    decision: Decision,
    asked: Told,
    told: Told,
    standing: Standing,
    *,
    request: Iterable[str],
    court: str,
    to: str,
    asked_on: str,
    dated: str,
    bench: Sequence[Mapping[str, str]],
    clerk: str,
) -> dict[str, Any]:
    """The data of `papers/ruling.typ`, without what one can do against it."""
    data: dict[str, Any] = {
        "court": {"name": court},
        "case_no": standing.case.number,
        "date": dated,
        "title": decision.title,
        "to": to,
        "parties": [_party(standing, p, p.side.term) for p in standing.case.parties],
        "cause": standing.case.cause_name,
        "applicant": standing.party.name,
        "asked_on": asked_on,
        "request": list(request),
        "reasons": _paragraphs(told.get("reasons", "")),
        "quoted": decision.quoted,
        "holdings": list(decision.says(asked, told, standing)),
        "bench": [dict(one) for one in bench],
    }
    data |= {"ground": ground_told(told)} if told.get("ground") else {}
    data |= {"clerk": clerk} if clerk else {}
    data |= {"until": told["security_until"]} if told.get("security_until") else {}
    if decision.sets:
        data[decision.sets] = list(lines(asked["claims"]))
    return data
