"""From the file of a case and the judge's words to the text of a judgment (CPL 155; official form of civil judgments).

History, claims, defence and the list of evidence come from the file; facts found, reasons and holdings are the
judge's. The result is the data of `papers/judgment.typ`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from tongban.cases.law import days_to_appeal, guardian_on
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.fees.law import Bearer as FeeBearer
from tongban.fees.law import shares as shared
from tongban.judgments.rules.effect import APPEAL_RULE, may_be_appealed
from tongban.judgments.rules.text import in_han
from tongban.judgments.rules.writing import cited_exhibits, fee_shares, lines, orders_payment, weights
from tongban.judgments.vocabulary import Exhibit, FeeLine, Fields, Materials, Setting
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import number_name

DEFAULT_DAYS = "10"
"""Days of performance that courts commonly set."""
_RESIDENT_DIGITS = 18
_YUAN = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?(?=元)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LOAN_ARTICLES = (
    "《中华人民共和国民法典》第六百六十七条",
    "第六百七十五条",
    "第六百七十九条",
    "《中华人民共和国民事诉讼法》第六十七条第一款",
)
_LOAN_CAUSE = "民间借贷"


def first_fields(case: CaseView, materials: Materials) -> Fields:
    """A first draft from the file: suggestions that the judge keeps, changes or throws away."""
    claim = Money(case.claim_minor, case.currency)
    loan = _LOAN_CAUSE in case.cause_name
    return {
        "findings": "\n".join(map(in_words, materials.reasons)),
        "reasoning": _loan_reasons(case) if loan else "",
        "articles": "\n".join(_LOAN_ARTICLES) if loan else "",
        "pay_what": "借款本金" if loan else "",
        "pay_amount": claim.decimal_text,
        "pay_days": DEFAULT_DAYS,
        "fee_bearer": "defendant",
        "cited": "\n".join(str(exhibit.uid) for exhibit in materials.exhibits if exhibit.examined),
    }


def _loan_reasons(case: CaseView) -> str:
    lender, borrower = names(case, Side.PLAINTIFF), names(case, Side.DEFENDANT)
    return (
        f"{lender}与{borrower}之间的民间借贷关系系双方真实意思表示，内容不违反法律、行政法规的强制性规定，合法有效。"
        f"{lender}已交付借款，借款期限届满，{borrower}应当按照约定的期限返还借款。"
    )


def in_words(text: str) -> str:
    """`text` with days and sums as a judgment writes them: 2025年3月12日 for 2025-03-12, 186500元 for 186,500.00元."""
    days = _ISO_DAY.sub(lambda d: f"{d[1]}年{int(d[2])}月{int(d[3])}日", text)
    return _YUAN.sub(lambda sum_: sum_[1].replace(",", "") + _cents(sum_[2] or ""), days)


def _cents(decimals: str) -> str:
    return "" if not decimals.strip(".0") else decimals.ljust(3, "0")


def names(case: CaseView, side: Side) -> str:
    """The parties of one side, as a sentence names them."""
    return "、".join(party.name for party in case.of_side(side))


def sides_of(case: CaseView) -> dict[str, int]:
    """How many parties stand on each side."""
    return {side: len(case.of_side(side)) for side in (Side.PLAINTIFF, Side.DEFENDANT)}


def compose(case: CaseView, materials: Materials, fields: Fields, setting: Setting) -> dict[str, Any]:
    """The judgment as data. `fields` have passed `writing.findings`, or are a draft to be looked at."""
    plaintiff, defendant = names(case, Side.PLAINTIFF), names(case, Side.DEFENDANT)
    data: dict[str, Any] = {
        "court": {"name": setting.court},
        "case_no": case.number,
        "date": setting.dated.isoformat(),
        "parties": [_party(p, guardian_on(case, p, setting.dated)) for p in case.parties],
        "title_of_case": f"原告{plaintiff}与被告{defendant}{_third(case)}{case.cause_name}",
        "docketed": setting.docketed.isoformat(),
        "procedure": case.track.term,
        "hearing": _hearing(materials.record),
        "claims": {
            "by": plaintiff,
            "items": [in_words(text) for text in materials.claims] or ["（见起诉状）"],
            "reasons": _or_gap([in_words(text) for text in materials.reasons]),
        },
        "evidence": _evidence(cited_exhibits(fields, materials.exhibits)),
        "findings": _or_gap([in_words(text) for text in lines(fields.get("findings", ""))]),
        "reasoning": _or_gap([in_words(text) for text in lines(fields.get("reasoning", ""))]),
        "articles": _or_gap([line.rstrip("、，。；") for line in lines(fields.get("articles", ""))]),
        "holdings": holdings(case, fields),
        "costs": costs(case, fields, setting.fee),
        "bench": [{"office": "审判员", "name": setting.judge}],
        "clerk": setting.clerk,
    }
    attended, absent = _attended(materials.record), _absent(materials.record)
    data |= {"attended": attended} if attended else {}
    data |= {"absent": absent} if absent else {}
    if materials.defence:
        data["defence"] = [{"by": by, "text": [in_words(t) for t in text]} for by, text in materials.defence]
    data |= {"money_due": True} if orders_payment(fields) else {}
    if setting.appeal_court and may_be_appealed(case.track):
        days = days_to_appeal(APPEAL_RULE, case.parties, setting.dated)
        data["appeal"] = {**days, "court": setting.appeal_court}
    return data


def _third(case: CaseView) -> str:
    third = names(case, Side.THIRD_PARTY)
    return f"、第三人{third}" if third else ""


def holdings(case: CaseView, fields: Fields) -> list[str]:
    """The holdings as sentences, numbered by the paper."""
    plaintiff, defendant = names(case, Side.PLAINTIFF), names(case, Side.DEFENDANT)
    found: list[str] = []
    if orders_payment(fields):
        amount = parse_amount(fields["pay_amount"], field="pay_amount", currency=case.currency)
        shown = amount.grouped_text if isinstance(amount, Money) else fields["pay_amount"]
        what, days = fields.get("pay_what", "").strip(), _days(fields.get("pay_days", ""))
        found.append(f"被告{defendant}于本判决生效之日起{days}日内向原告{plaintiff}偿还{what}{shown}元")
    found += [line.rstrip("；。") for line in lines(fields.get("more_holdings", ""))]
    if fields.get("reject_rest"):
        rest = "其他" if found else "全部"
        found.append(f"驳回原告{plaintiff}的{rest}诉讼请求")
    ends = ["；"] * (len(found) - 1) + ["。"]
    return [in_words(text) + end for text, end in zip(found, ends, strict=True)] if found else ["……"]


def _days(typed: str) -> str:
    days = typed.strip()
    return in_han(int(days)) if days.isascii() and days.isdigit() else days


def _party(party: PartyView, guardian: str) -> dict[str, str]:
    shown = {"role": party.side.term, "name": party.name}
    shown |= {"id_no": party.id_number, "id_name": number_name(party.id_kind)} if party.id_number else {}
    shown |= {"address": party.address} if party.address else {}
    shown |= {"guardian": guardian} if guardian else {}
    return shown | _from_number(party.id_number)


def _from_number(number: str) -> dict[str, str]:
    """Sex and day of birth that a resident's number carries (GB 11643)."""
    if len(number) != _RESIDENT_DIGITS or not number[:17].isdigit():
        return {}
    try:
        born = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return {}
    return {"sex": "男" if int(number[16]) % 2 else "女", "born": born.isoformat()}


def _hearing(record: dict[str, Any]) -> dict[str, bool]:
    """Open, unless the record of the hearing says otherwise (CPL 137)."""
    online = record.get("place") == "在线法庭"
    return {"open": bool(record.get("open_to_public", True))} | ({"online": True} if online else {})


def _attended(record: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"role": p["role"], "name": p["name"]}
        for p in record.get("present", [])
        if p.get("role") and p.get("name") and not p.get("away")
    ]


def _absent(record: dict[str, Any]) -> str:
    return "、".join(p["role"] + p["name"] for p in record.get("present", []) if p.get("away") == "absent")


def _evidence(cited: tuple[Exhibit, ...]) -> list[str]:
    if not cited:
        return ["当事人围绕诉讼请求依法进行了陈述，本院组织当事人进行了法庭调查。"]
    listed = "、".join(f"{e.title}（{e.number}）" if e.number else e.title for e in cited)
    text = (
        "当事人围绕诉讼请求依法提交了证据，本院组织当事人进行了证据交换和质证。"
        f"对经举证质证的下列证据，本院予以确认并在卷佐证：{listed}。"
    )
    return [text, *(f"关于{e.number or e.title}，{e.finding.rstrip('。')}。" for e in cited if e.finding)]


def costs(case: CaseView, fields: Fields, fee: FeeLine) -> dict[str, Any]:
    """What the fee is and who bears it, as the judgment tells it (交纳办法 29, 53(1))."""
    borne = fee_shares(fields, fee)
    shares = (("", fee.payable),) if isinstance(borne, Refusal) else borne.shares
    told: dict[str, Any] = {
        "items": [{"name": "案件受理费", "amount": _amount(fee.full)}],
        "shares": [line for who, part in shares for line in _bearers(case, who, part, fields)],
    }
    return told | ({"note": in_words(f"减半收取计{fee.payable.decimal_text}元")} if fee.payable != fee.full else {})


def _bearers(case: CaseView, who: str, part: Money, fields: Fields) -> list[dict[str, Any]]:
    """Who bears what, each party of a side its own part (29(3)); a gap while the draft does not say it rightly."""
    side = Side(who) if who else None
    parties = case.claimants if side is Side.THIRD_PARTY else case.of_side(side) if side else ()
    found = weights(fields, who, len(parties))
    if side is None or not parties or isinstance(found, Refusal):
        return [{"by": "……", "amount": _amount(part)}]
    parts = shared(part, [FeeBearer(str(party.uid), weight) for party, weight in zip(parties, found, strict=True)])
    return [
        {"by": f"{side.term}{party.name}", "amount": _amount(own)}
        for party, (_uid, own) in zip(parties, parts, strict=True)
        if own.minor or len(parties) == 1
    ]


def _amount(money: Money) -> dict[str, str]:
    return {"amount": money.decimal_text, "currency": money.currency}


def _or_gap(texts: list[str] | tuple[str, ...]) -> list[str]:
    """A gap that a reader of the draft cannot overlook; a signed judgment has none (`writing.findings`)."""
    return list(texts) or ["……"]
