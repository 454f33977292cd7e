"""A person asks that what is held about her be erased (个人信息保护法 47).

What the purpose no longer needs goes. What belongs to a court file stays as long as files are kept (47(2), first case;
档案法 13: what shows the main work of an organ of state is archived): the court then does nothing with it but keep it
and protect it. The register cannot be changed (47(2), second case). While a case is under way, its court needs the
person's data and her access for its duty (13(1)(3)).
"""

from __future__ import annotations

from tongban.kernel.refusal import Refusal
from tongban.privacy.vocabulary import Erasure, Held, Holdings, Kept, Why

LAW = "个人信息保护法 47"
_NEEDED = "个人信息保护法 13(1)(3)"
_FILE = "个人信息保护法 47(2); 档案法 13"
_REGISTER = "个人信息保护法 47(2)"


def judge_erasure(held: Holdings) -> Erasure | Refusal:
    """What goes and what stays; refused for staff, during a dispute about an act, and when nothing can go."""
    if held.in_office:
        return Refusal("privacy.in_office", "house rule: staff accounts belong to the operator")
    if held.disputes_open:
        return Refusal("privacy.dispute_open", "在线诉讼规则 7(2)")
    erased: list[Held] = [Held.DRAFTS] if held.drafts else []
    kept: list[Kept] = []
    for item, there in ((Held.ACCOUNT, held.account), (Held.IDENTITY, held.identity)):
        if not there:
            continue
        if held.under_way:
            kept.append(Kept(item, Why.UNDER_WAY, _NEEDED))
        elif item is Held.IDENTITY and held.files:
            kept.append(Kept(item, Why.COURT_FILE, _FILE))
        else:
            erased.append(item)
    if not erased:
        return Refusal("privacy.nothing_to_erase", _NEEDED if held.under_way else _FILE)
    if held.files:
        kept.append(Kept(Held.CASE_FILE, Why.COURT_FILE, _FILE))
    kept.append(Kept(Held.REGISTER, Why.REGISTERED, _REGISTER))
    return Erasure(tuple(erased), tuple(kept))
