"""What stands on the papers of filing: the data of the templates in `filing/papers/`, from plain facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.cases.law import told_of_small_claims
from tongban.cases.vocabulary import PartyData, Side, Track
from tongban.cases.vocabulary.agents import AgentKind, Power, Scope
from tongban.courts.law import period_amount
from tongban.documents.vocabulary import Material
from tongban.filing.rules.interview import materials_named
from tongban.filing.rules.positions import asking, faced
from tongban.filing.vocabulary import Pleading
from tongban.filing.vocabulary.agent import AGENT_PAPERS
from tongban.filing.vocabulary.oral import OralWay
from tongban.kernel.money import Money
from tongban.kernel.provision import in_chinese
from tongban.people.vocabulary import number_name

COMPLAINT = "民事起诉状"


def amount(money: Money) -> dict[str, str]:
    """An amount as papers take it."""
    return {"amount": money.decimal_text, "currency": money.currency}


def party(data: PartyData, sides: tuple[str, str] | None = None) -> dict[str, str]:
    """A party as papers take it; `sides`: how the two are called, where not plaintiff and defendant."""
    first, second = sides or (Side.PLAINTIFF.term, Side.DEFENDANT.term)
    role = data.position or (first if data.side is Side.PLAINTIFF else second)
    shown = {"role": role, "name": data.name, "address": data.address}
    if data.id_number:
        shown |= {"id_no": data.id_number, "id_name": number_name(data.id_kind)}
    if data.guardian:
        shown |= {"guardian": data.guardian}
    return shown | ({"phone": data.phone} if data.phone else {})


def complaint(
    pleading: Pleading, *, court_name: str, cause: str, materials: Sequence[Material], dated: date, signed_at: datetime
) -> dict[str, Any]:
    """民事起诉状, and what is asked in other procedures: 上诉状, 强制执行申请书, 支付令申请书."""
    asks = asking(pleading.parties)
    first, signers = asks[:1], [p.name for p in asks]
    agents = {"agents": [_agent(pleading.agent)]} if pleading.agent else {}
    by = f"（委托诉讼代理人{pleading.agent['name']}代）" if pleading.by_agent and pleading.agent else ""
    return {
        "to_court": court_name,
        "parties": [
            party(p, pleading.sides) | (_beside(p, pleading) if p in asks else {}) | (agents if p in first else {})
            for p in pleading.parties
        ],
        "cause": cause,
        "claims": [{"text": text.rstrip("。；")} for text in pleading.claims],
        "facts": [line.strip() for line in pleading.facts.splitlines() if line.strip()],
        "evidence": _evidence(materials),
        "copies": sum(bool(p.position) or p.side is Side.DEFENDANT for p in pleading.parties if p.name not in signers),
        "signers": [{"name": "、".join(signers) + by, "at": signed_at.isoformat(), "method": "在线确认提交"}],
        "date": dated.isoformat(),
        **_called(pleading),
    } | ({"schedule": _schedule(pleading)} if len(pleading.schedule) > 1 else {})


def _beside(data: PartyData, pleading: Pleading) -> dict[str, Any]:
    """What CPL 124(1) asks of whoever asks: who represents an organisation (CPL 51(2)), or what a person is."""
    head = pleading.heads.get(data.name)
    return {"representative": {"name": head}} if head else dict(pleading.personal.get(data.id_number or data.name, {}))


def _agent(told: Mapping[str, str]) -> dict[str, str]:
    """An agent as papers take it (base.typ)."""
    kind, scope = told["kind"], told["scope"]
    powers = [Power(one).term for one in told["powers"].split() if one in set(Power)] if scope == Scope.SPECIAL else []
    power = Scope(scope).term + (f"：{'、'.join(powers)}" if powers else "") if scope in set(Scope) else ""
    return {
        "name": told["name"],
        "firm": told["firm"],
        "title": AgentKind(kind).term if kind in set(AgentKind) else "",
        "power": power,
    }


def _called(pleading: Pleading) -> dict[str, str]:
    """What the paper and its claims are called, where it is no complaint."""
    if pleading.paper == COMPLAINT:
        return {}
    asks = "诉讼请求" if pleading.paper.endswith("起诉状") else "上诉请求" if "上诉" in pleading.paper else "请求事项"
    return {"title": pleading.paper, "asks": asks}


def oral_record(
    complaint: Mapping[str, Any], *, court: str, clerk: str, at: str, way: OralWay, signed: tuple[str, str]
) -> dict[str, Any]:
    """口头起诉笔录, from what would be the complaint; `at`: when it was taken down (ISO 8601).

    `signed`: by whom, and on what.
    """
    signer, medium = signed
    told = {key: value for key, value in complaint.items() if key != "signers"}
    return (
        told
        | {
            "court": {"name": court},
            "at": datetime.fromisoformat(at).isoformat(),
            "place": f"{court}立案窗口",
            "clerk": clerk,
            "teller": complaint["signers"][0]["name"],
            "way": way.term,
        }
        | ({"signer": signer, "medium": medium} if signer else {})
    )


def _schedule(pleading: Pleading) -> list[dict[str, Any]]:
    """How the sum comes about, line by line; what is only told for information is left out."""
    return [
        {
            "name": line.label["zh-hans"],
            "basis": in_chinese(line.law),
            "from": line.start.isoformat() if line.start else "",
            "to": line.end.isoformat() if line.end else "",
            "days": line.days or 0,
            "rate": line.rate,
            "amount": amount(line.amount),
        }
        for line in pleading.schedule
        if line.counts
    ]


def _evidence(materials: Sequence[Material]) -> list[dict[str, Any]]:
    """One line for the files that answer one question, with the pages of them all."""
    found: list[dict[str, Any]] = []
    known = materials_named()
    shown = (material.question for material in materials if material.question not in AGENT_PAPERS)
    for question in dict.fromkeys(shown):
        files = [material for material in materials if material.question == question]
        name, proves = known.get(question, (files[0].name, ""))
        pages = sum(file.pages for file in files)
        found.append({"name": name, "source": "原告提供", "proves": proves, "pages": pages})
    return found


def receipt(  # noqa: PLR0913 - what a receipt consists of
    *,
    court_name: str,
    number: str,
    pleading: Pleading,
    complaint: tuple[str, UUID],
    materials: Sequence[Material],
    pages: Sequence[int],
    received: datetime,
    answer_by: date,
    channel: str,
    helper: str,
) -> dict[str, Any]:
    """收到诉讼材料凭证. `complaint`: what the paper of the complaint, or its record, is called, and its uid."""
    known = materials_named()
    listed = [
        {
            "name": material.name,
            "kind": known.get(material.question, ("材料", ""))[0],
            "pages": count,
            "sha256": material.sha256,
        }
        for material, count in zip(materials, pages, strict=True)
    ]
    plaintiff, defendant = ("、".join(p.name for p in found(pleading.parties)) for found in (asking, faced))
    return (
        {
            "court": {"name": court_name},
            "receipt_no": number,
            "from": plaintiff,
            "matter": f"{plaintiff}诉{defendant}" if pleading.paper == COMPLAINT else f"{plaintiff}{pleading.paper}",
            "received": received.isoformat(),
            "channel": channel,
            "listed": [{"name": complaint[0], "document": str(complaint[1])}],
            "materials": listed,
            "answer_days": period_amount("filing_decision", received.date()),
            "answer_by": answer_by.isoformat(),
            "date": received.date().isoformat(),
        }
        | ({"helper": helper} if helper else {})
        | ({"paper": pleading.paper} if pleading.paper != COMPLAINT else {})
    )


def acceptance_notice(  # noqa: PLR0913 - what the notice consists of
    *,
    court_name: str,
    number: str,
    plaintiffs: Sequence[str],
    defendants: Sequence[str],
    cause: str,
    received: date,
    dated: date,
    track: Track,
    judge: str,
    portal: str,
    wages: bool,
) -> dict[str, Any]:
    """受理案件通知书. `wages`: they are claimed, so that the fee need not be paid in advance (交纳办法 20(1))."""
    return {
        "court": {"name": court_name},
        "case_no": number,
        "date": dated.isoformat(),
        "to": "、".join(plaintiffs),
        "parties": {"plaintiffs": "、".join(plaintiffs), "defendants": "、".join(defendants)},
        "cause": cause,
        "received": received.isoformat(),
        **({} if wages else {"pay_days": period_amount("fee_plaintiff", dated)}),
        "procedure": track.term,
        "panel": [{"office": "审判员", "name": judge}] if judge else [],
        "portal": portal,
    } | told_of_small_claims(track, dated)
