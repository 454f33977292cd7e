"""What stands on the papers of service: the data of the templates, from plain facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tongban.cases.law import TIME_TO_LINK, period_of, told_of_small_claims
from tongban.cases.vocabulary import ConversionView, Track
from tongban.cases.vocabulary.agents import AuthorityView, Power
from tongban.cases.vocabulary.offices import ChangeGround, Office
from tongban.courts.law import period_amount
from tongban.delivery.rules.effects import evidence_period
from tongban.delivery.vocabulary import Purpose, ReturnReason
from tongban.delivery.vocabulary.visits import Visit, VisitEnd

HOTLINE = {"name": "诉讼服务热线", "phone": "12368"}
"""The number under which courts in China can be reached."""


def defence_notice(  # noqa: PLR0913 - what the notice consists of
    *,
    court_name: str,
    number: str,
    to: str,
    plaintiffs: str,
    cause: str,
    dated: date,
    enclosed: Sequence[str],
    judge: str,
    track: Track,
    abroad: bool = False,
) -> dict[str, Any]:
    """应诉通知书; who lives `abroad` has the longer time (CPL 285). It carries no join code: both sides read it, and
    the code is the addressee's alone.
    """
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "plaintiff": plaintiffs,
        "cause": cause,
        "defence_days": period_amount(period_of("defence", abroad=abroad), dated),
        "enclosed": list(enclosed),
        "panel": [{"office": "审判员", "name": judge}] if judge else [],
        "contact": HOTLINE,
    } | told_of_small_claims(track, dated)


def evidence_notice(
    *, court_name: str, number: str, to: str, other: str, cause: str, dated: date, track: Track, online: bool
) -> dict[str, Any]:
    """举证通知书; its last day is known when it is served."""
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "other_party": other,
        "cause": cause,
        "period": {"days": period_amount(evidence_period(track), dated)},
        "contact": HOTLINE,
    } | ({"online": True} if online else {})


_STATUTE, _INTERPRETATION = "《中华人民共和国民事诉讼法》", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
_OUT_OF_SMALL_CLAIMS = f"{_STATUTE}第一百六十九条、{_INTERPRETATION}第二百七十八条、第二百七十九条"
_CONVERTED_UNDER = {
    (Track.SMALL_CLAIMS, Track.SIMPLIFIED): _OUT_OF_SMALL_CLAIMS,
    (Track.SMALL_CLAIMS, Track.ORDINARY): _OUT_OF_SMALL_CLAIMS,
    (Track.SIMPLIFIED, Track.ORDINARY): f"{_STATUTE}第一百七十条、{_INTERPRETATION}第二百五十八条、第二百六十九条",
    (Track.ORDINARY, Track.SIMPLIFIED): f"{_STATUTE}第一百六十条第二款、{_INTERPRETATION}第二百六十四条",
    (Track.SIMPLIFIED, Track.SMALL_CLAIMS): f"{_STATUTE}第一百六十五条、{_INTERPRETATION}第二百七十四条",
}
"""The provisions as the notice quotes them."""


def conversion_notice(  # noqa: PLR0913 - what the notice consists of
    decided: ConversionView,
    *,
    court_name: str,
    number: str,
    to: str,
    plaintiffs: str,
    defendants: str,
    cause: str,
    dated: date,
    docketed: date,
    judge: str,
    objector: str,
    anew: bool,
) -> dict[str, Any]:
    """转换程序通知书. `objector`: whose objection was upheld; `anew`: the case is prepared again."""
    data: dict[str, Any] = {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "plaintiff": plaintiffs,
        "defendant": defendants,
        "cause": cause,
        "docketed": docketed.isoformat(),
        "before": decided.before.term,
        "after": decided.after.term,
        "ruled": decided.after is Track.ORDINARY,
        "law": _CONVERTED_UNDER[(decided.before, decided.after)],
        "found": [circumstance.term for circumstance in decided.found],
        "reasons": [line.strip() for line in decided.reasons.splitlines() if line.strip()],
        "limit_until": decided.limit_until.isoformat(),
        "contact": HOTLINE,
    }
    data |= {"judge": judge} if judge else {}
    data |= {"objector": objector} if objector else {}
    data |= {"anew": True} if anew else {}
    data |= {"final": True} if decided.after is Track.SMALL_CLAIMS else {}
    data |= {"top_up": True} if decided.before.simple and not decided.after.simple else {}
    return data


def authority_notice(  # noqa: PLR0913 - what the notice consists of
    one: AuthorityView,
    *,
    court_name: str,
    number: str,
    to: str,
    party: str,
    plaintiffs: str,
    defendants: str,
    cause: str,
    told: date,
    over: bool,
) -> dict[str, Any]:
    """诉讼代理人变更通知书. `told`: the day from which the authority is `over`, or on which the court accepted it."""
    data: dict[str, Any] = {
        "court": {"name": court_name},
        "case_no": number,
        "date": told.isoformat(),
        "to": to,
        "plaintiff": plaintiffs,
        "defendant": defendants,
        "cause": cause,
        "party": party,
        "agent": f"{one.kind.term}{one.name}" + (f"（{one.firm}）" if one.firm else ""),
        "told": told.isoformat(),
        "contact": HOTLINE,
    }
    if over:
        return data | {"over": True}
    data |= {"scope": one.scope.term} if one.scope else {}
    data |= {"powers": [power.term for power in Power if power in one.powers]}
    data |= {"since": one.since.isoformat()}
    return data | ({"until": one.until.isoformat()} if one.until else {})


def bench_notice(  # noqa: PLR0913 - what the notice consists of
    *,
    court_name: str,
    number: str,
    to: str,
    plaintiffs: str,
    defendants: str,
    cause: str,
    dated: date,
    office: Office,
    before: str,
    ground: ChangeGround | None,
    after: str,
    turn: int | None,
) -> dict[str, Any]:
    """变更审判人员、书记员通知书. `turn`: the number of the draw; None when the president named somebody."""
    data: dict[str, Any] = {
        "title": "变更审判人员通知书" if office is Office.JUDGE else "变更书记员通知书",
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "plaintiff": plaintiffs,
        "defendant": defendants,
        "cause": cause,
        "office": office.term,
        "after": after,
        "contact": HOTLINE,
    }
    data |= {"before": before} if before else {}
    data |= {"ground": ground.term} if ground else {}
    return data | ({"drawn": turn} if turn else {})


def join_letter(  # noqa: PLR0913 - what the letter consists of
    *, court_name: str, number: str, to: str, matter: str, code: str, url: str, qr: str, dated: date, until: date
) -> dict[str, Any]:
    """参加诉讼告知函. `qr` is an SVG picture of the address with the code."""
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "matter": matter,
        "code": code,
        "url": url,
        "qr": qr,
        "link_days": period_amount(TIME_TO_LINK, dated),
        "until": until.isoformat(),
        "contact": HOTLINE,
    }


def certificate(  # noqa: PLR0913 - what the certificate consists of
    *,
    court_name: str,
    number: str,
    dated: date,
    electronic: bool,
    to: str,
    cause: str,
    papers: Sequence[dict[str, Any]],
    way: str,
    address: str,
    sent: str,
    reached: str,
    read: str,
    served: str,
    law: str,
    consent: dict[str, str] | None,
    signed_by: dict[str, str] | None,
    server: str,
    note: str = "",
) -> dict[str, Any]:
    """电子送达凭证 or 送达回证. Empty values are left out."""
    data: dict[str, Any] = {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "electronic": electronic,
        "to": to,
        "cause": cause,
        "papers": list(papers),
        "way": way,
        "address": address,
        "served": served,
        "law": law,
        "server": server,
    }
    said = {"sent": sent, "reached": reached, "read": read, "consent": consent, "signed_by": signed_by, "note": note}
    return data | {name: value for name, value in said.items() if value}


def visit_note(visit: Visit) -> str:
    """What stands on the certificate about a visit: who went, who refused and why, who saw it (CPL 89; SI 131)."""
    told = [f"送达人员：{'、'.join(visit.officers)}", f"送达地点：{visit.place.term}"]
    if visit.end is VisitEnd.REFUSED and visit.taker:
        told.append(f"{visit.taker.term}{visit.taker_name}拒绝签收，事由：{visit.refusal}")
        if visit.witnesses:
            told.append(f"见证人：{'、'.join(visit.witnesses)}")
        if visit.recorded:
            told.append("送达过程已拍照或者录像")
    return "；".join(told) + "。"


def returned_note(reason: ReturnReason) -> str:
    """Why a letter that came back counts as served on the day of its return (邮寄送达 11)."""
    return f"邮件退回，退回原因：{reason.term}；文书退回之日视为送达之日。"


def notice_note(published: date, last: date, course: str) -> str:
    """What stands on the certificate about a public notice (CPL 95)."""
    return f"公告自{published.isoformat()}发出，至{last.isoformat()}期满。原因和经过：{course}"


def entrustment(
    *,
    court_name: str,
    number: str,
    to: str,
    recipient: str,
    address: str,
    cause: str,
    titles: Sequence[str],
    dated: date,
) -> dict[str, Any]:
    """委托送达函, to another court; `recipient` is who is to be served, at `address`."""
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "recipient": recipient,
        "address": address,
        "cause": cause,
        "papers": list(titles),
        "days": period_amount("entrusted_service", dated),
        "contact": HOTLINE,
    }


_ANSWERED = {
    Purpose.DEFENCE: "defence",
    Purpose.APPEAL: "appeal_defence",
    Purpose.THIRD_CLAIM: "third_claim_defence",
}
"""The time to answer these papers, as a public notice of them tells it (SI 139)."""


def public_notice(  # noqa: PLR0913 - what the notice consists of
    *,
    court_name: str,
    number: str,
    to: str,
    cause: str,
    ground: str,
    titles: Sequence[str],
    gist: str,
    ends_on: date,
    abroad: bool,
    purpose: Purpose,
    track: Track,
    dated: date,
    appeal_court: str = "",
) -> dict[str, Any]:
    """送达公告. It says why, what the papers say in short, until when to answer or to appeal, and how one may take part
    (SI 139; 在线诉讼规则 23). `appeal_court`: to which an appeal against the judgment goes; "" where none is.
    """
    data: dict[str, Any] = {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": to,
        "cause": cause,
        "ground": ground,
        "papers": list(titles),
        "gist": [line.strip() for line in gist.splitlines() if line.strip()],
        "days": period_amount("public_notice_foreign" if abroad else "public_notice_domestic", dated),
        "ends_on": ends_on.isoformat(),
        "contact": HOTLINE,
    }
    if purpose in _ANSWERED:
        data |= {"defence_days": period_amount(period_of(_ANSWERED[purpose], abroad=abroad), dated)}
    if purpose is Purpose.DEFENCE:
        data |= {"evidence_days": period_amount(evidence_period(track), dated)}
    if purpose is Purpose.JUDGMENT and appeal_court:
        appeal = period_of("appeal_judgment", abroad=abroad)
        data |= {"appeal_days": period_amount(appeal, dated), "appeal_court": appeal_court}
    return data


def masked(address: str) -> str:
    """An e-mail address as the other side may read it: z***@example.com."""
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}" if at else address


def hidden(account: str) -> str:
    """An account or number as the other side may read it: 13*******00."""
    return f"{account[:2]}{'*' * max(len(account) - 4, 3)}{account[-2:]}" if account else ""


def mail_text(*, court_name: str, number: str, titles: Sequence[str], url: str, counts: bool) -> tuple[str, str]:
    """Subject and body of an e-mail to a party, in Chinese and English.

    A reminder names no paper and no case: an e-mail may be read by others than its addressee.
    """
    if not counts:
        return f"{court_name}：您有新的诉讼文书", _REMINDER.format(court=court_name, url=url)
    listed = "".join(f"  {n}. {title}\n" for n, title in enumerate(titles, start=1))
    body = _SERVICE.format(court=court_name, number=number, listed=listed, url=url)
    return f"{court_name}电子送达：{number}", body


def message_text(*, court_name: str, number: str, titles: Sequence[str], url: str) -> str:
    """A text or instant message, in Chinese; without `titles` it reminds, and names no paper and no case."""
    if not titles:
        return (
            f"【{court_name}】您有新的诉讼文书，请登录{url}查看。本短信仅为提醒，不是送达。"
            "法院不会索要密码、验证码或者要求转账。"
        )
    listed = "、".join(titles)
    return (
        f"【{court_name}】经您同意，就{number}案向您电子送达：{listed}。请登录{url}查看和下载。"
        "本消息到达您的账号之日即为送达之日。法院不会索要密码、验证码或者要求转账。如有疑问请拨打12368。"
    )


_REMINDER = """\
{court}有新的诉讼文书寄送给您。请登录 {url} 查看，或者等候邮寄送达。
本邮件仅为提醒，不是送达。法院不会通过邮件索要密码、验证码或者要求转账。如有疑问请拨打12368。

Papers of {court} are on their way to you. Read them at {url}, or wait for the letter.
This message is a reminder and serves nothing. The court never asks for passwords, codes or money by e-mail.
"""
_SERVICE = """\
经您同意，{court}就{number}案向您电子送达下列文书（见附件）：
{listed}本邮件到达您的邮箱系统之日即为送达之日。也可以登录 {url} 查看和核验。
法院不会通过邮件索要密码、验证码或者要求转账。如有疑问请拨打12368。

With your consent, {court} serves the attached papers on you in the case {number}.
They count as served when this message reaches your mail system. They can also be read and verified at {url}.
The court never asks for passwords, codes or money by e-mail.
"""
