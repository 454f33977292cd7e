"""What stands on a decision of the court in a turn: rulings and payment orders, from plain facts (CPL 157, 227)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tongban.cases.rules.losses import drafted_of_losses
from tongban.cases.rules.procedures.words import Do
from tongban.cases.vocabulary import CLAIMANT, CaseView, PartyView, Side, Track
from tongban.courts.law import period_amount
from tongban.kernel.money import Money
from tongban.people.vocabulary import number_name

THIRD_ANSWER = "第三人诉讼请求答辩状"
"""The title of what plaintiff or defendant say to a third party's claim."""
_ROLES = {
    Track.SECOND_INSTANCE: ("上诉人", "被上诉人"),
    Track.ENFORCEMENT: ("申请执行人", "被执行人"),
    Track.RETRIAL_REVIEW: ("再审申请人", "被申请人"),
    Track.PAYMENT_ORDER: ("申请人", "被申请人"),
    Track.PRE_ACTION_PRESERVATION: ("申请人", "被申请人"),
}


_THIRD_ENDS: dict[str, str] = {
    Do.ALLOW_THIRD_WITHDRAWAL: "准许第三人{who}撤回诉讼请求，本案继续审理。",
    Do.LAPSE_THIRD_CLAIM: "第三人{who}未在规定的期限内交纳案件受理费，其诉讼请求按撤诉处理，本案继续审理。",
    Do.DEEM_THIRD_WITHDRAWN: "第三人{who}经传票传唤，无正当理由拒不到庭，其诉讼请求按撤诉处理，本案继续审理。",
}


def acceptance_words(case: CaseView, name: str, claims: Sequence[str], *, days: int) -> str:
    """That a third party's claim is heard with the case, in the words of the notice (CPL 59(1), 128; SI 81, 232)."""
    faced = "、".join((_names(case, Side.PLAINTIFF), _names(case, Side.DEFENDANT)))
    first = (
        f"{name}对本案当事人双方的诉讼标的提出独立的诉讼请求。依照《中华人民共和国民事诉讼法》第五十九条第一款、第一百四十三条的"
        f"规定，本院决定受理，与本案合并审理，{name}作为有独立请求权的第三人参加诉讼。其诉讼请求为："
    )
    asked = [f"{number}．{text.rstrip('。；')}。" for number, text in enumerate(claims, 1)]
    last = f"{faced}可以自收到第三人起诉状副本之日起{days}日内提出答辩状；不提出答辩状的，不影响人民法院审理。"
    return "\n".join((first, *asked, last))


def side_term(track: Track, side: Side) -> str:
    """How papers call a side in this procedure: 原告, 上诉人, 申请执行人."""
    first, second = _ROLES.get(track, (Side.PLAINTIFF.term, Side.DEFENDANT.term))
    return first if side is Side.PLAINTIFF else second


def decision(
    case: CaseView, *, title: str, words: str, court_name: str, dated: date, to: Sequence[PartyView], judge: str = ""
) -> dict[str, Any]:
    """民事裁定书, 支付令 and the like, in the words of the judge; `to`: the parties whom it reaches."""
    return {
        "court": {"name": court_name},
        "case_no": case.number,
        "title": title,
        "date": dated.isoformat(),
        "to": "、".join(party.name for party in to),
        "parties": [_party(case, party) for party in case.parties],
        "text": [line.strip() for line in words.splitlines() if line.strip()],
    } | ({"judge": judge} if judge else {})


def only_subject(to: Sequence[PartyView]) -> UUID | None:
    """The party for whom alone a paper is; None for several. A name may be borne by the other side, too."""
    return to[0].uid if len(to) == 1 else None


def answer(
    case: CaseView,
    party: PartyView,
    *,
    words: str,
    court_name: str,
    signer: str,
    signed_at: str,
    to: Sequence[PartyView],
    of_appeal: bool,
) -> dict[str, Any]:
    """上诉答辩状, or the 答辩状 to a third party's claim, in the words of the `party`.

    `to`: those who appealed, or claim, who get the copy (CPL 128(2), 174).
    """
    called = [("答辩人", party), *(("上诉人" if of_appeal else CLAIMANT, one) for one in to)]
    return {
        "to_court": court_name,
        "case_no": case.number,
        "title": "上诉答辩状" if of_appeal else THIRD_ANSWER,
        "date": signed_at[:10],
        "to": "、".join(one.name for one in to),
        "parties": [_party(case, one) | {"role": role} for role, one in called],
        "text": [line.strip() for line in words.splitlines() if line.strip()],
        "signers": [{"name": signer, "at": signed_at, "method": "在线确认提交"}],
    } | ({} if of_appeal else {"claim": True})


def told_of_acceptance(case: CaseView, paper: str, *, court_name: str, dated: date) -> dict[str, Any]:
    """受理通知书 in a case that is no action of first instance."""
    words = (
        f"{_names(case, Side.PLAINTIFF)}提交的{paper}，本院已经收到。经审查，符合法律规定的受理条件，本院决定予以受理，"
        f"案号为{case.number}。"
    )
    to = told_at_acceptance(case)
    return decision(case, title="受理通知书", words=words, court_name=court_name, dated=dated, to=to)


def told_at_acceptance(case: CaseView) -> tuple[PartyView, ...]:
    """In an appeal both sides; else whoever asked: a debtor whose property is to be secured is not warned."""
    return case.parties if case.track is Track.SECOND_INSTANCE else case.of_side(Side.PLAINTIFF)


def drafted(do: str, case: CaseView, on: date) -> str:
    """The words from which the court begins, where the law sets them (CPL 227; SI 208; 督促程序规定 7); else ""."""
    if do == Do.DISMISS:
        return f"驳回原告{_names(case, Side.PLAINTIFF)}的起诉。"
    if do in _THIRD_ENDS:
        return _THIRD_ENDS[Do(do)].format(who="、".join(one.name for one in case.claimants))
    if do != Do.ISSUE_ORDER:
        return drafted_of_losses(Do(do), case)
    applicants, debtors = (_names(case, side) for side in (Side.PLAINTIFF, Side.DEFENDANT))
    owed = Money(case.claim_minor, case.currency).grouped_text
    days = period_amount("payment_order_objection", on)
    return (
        f"申请人{applicants}以被申请人{debtors}应当给付到期债务为由，向本院申请支付令。经审查，申请人与被申请人没有其他债务"
        f"纠纷，支付令能够送达被申请人，申请符合法律规定。依照《中华人民共和国民事诉讼法》第二百二十五条、第二百二十七条的"
        f"规定，特发出如下支付令：\n被申请人{debtors}应当自收到本支付令之日起{days}日内，给付申请人{applicants}人民币{owed}元，"
        f"并负担申请费。\n被申请人如有异议，应当自收到本支付令之日起{days}日内向本院书面提出；逾期不提出书面异议的，本支付令即"
        "发生法律效力。"
    )


def _names(case: CaseView, side: Side) -> str:
    return "、".join(party.name for party in case.of_side(side))


def _party(case: CaseView, party: PartyView) -> dict[str, str]:
    role = party.position or side_term(case.track, party.side)
    shown = {"role": role, "name": party.name, "address": party.address}
    numbered = {"id_no": party.id_number, "id_name": number_name(party.id_kind)}
    acts = {"guardian": party.guardian} if party.guardian else {}
    return shown | (numbered if party.id_number else {}) | acts
